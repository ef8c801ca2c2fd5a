//! Comparisons with operands in memory, and read-modify-write of memory and of locals in the frame, compared with
//! equivalent operators on registers.

use std::fmt::Write;

use windlass::{Config, Engine, Instance, Linker, Module, Store, TypedFunc};

const LOADS: [(&str, &str); 11] = [
    ("i32", "load"),
    ("i32", "load8_s"),
    ("i32", "load8_u"),
    ("i32", "load16_s"),
    ("i32", "load16_u"),
    ("i64", "load"),
    ("i64", "load8_s"),
    ("i64", "load8_u"),
    ("i64", "load16_s"),
    ("i64", "load16_u"),
    ("i64", "load32_u"),
];
const COMPARISONS: [&str; 10] = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
const CONSTANTS: [i64; 12] = [0, 1, 7, 127, 128, 255, 256, 0x7fff, 0x8000, -1, -128, -129];

/// Traps unless comparing a loaded value equals comparing the local, once as a value and once as a condition.
fn compare(module: &mut String, comparison: &str, loaded: &str, local: &str, other: &str) {
    let in_place = format!("({comparison} {loaded} {other})");
    let expected = format!("({comparison} (local.get {local}) {other})");
    write!(
        module,
        "(if (i32.ne {in_place} {expected}) (then (unreachable)))
        (if {in_place} (then (local.set $got (i32.const 1))) (else (local.set $got (i32.const 0))))
        (block (br_if 0 (i32.eq (local.get $got) {expected})) (unreachable))"
    )
    .unwrap();
}

/// Calls the exported `run` with these arguments, with guard pages and with explicit checks. Returns which calls
/// return.
fn run(module: &str, args: impl Iterator<Item = i32> + Clone) -> Vec<bool> {
    let mut checked = Config::new();
    checked.explicit_bounds_checks(true);
    let results = [Config::new(), checked].map(|config| {
        let engine = Engine::new(&config).unwrap();
        let module = Module::new(&engine, module.as_bytes()).unwrap();
        let mut store = Store::new(&engine, ());
        let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        let run: TypedFunc<i32, ()> = instance.get_typed_func(&mut store, "run").unwrap();
        args.clone().map(|arg| run.call(&mut store, arg).is_ok()).collect::<Vec<bool>>()
    });
    assert_eq!(results[0], results[1]);
    results[0].clone()
}

#[test]
fn comparisons_of_memory_are_those_of_what_is_loaded() {
    let mut module = String::from(
        r#"(module (memory 1)
        (data (i32.const 0) "\00\01\07\7f\80\81\ff\ff\ff\ff\ff\ff\ff\ff\7f\ff\00\80\ff\7f\01\00\00\00\00\00\00\00\00\00\00\00\00")
        (data (i32.const 48) "\80\ff\ff\ff\ff\ff\ff\ff\7f\ff\ff\ff\00\01\00\00\00\00\00\00\ff\00\00\00\00\00\00\00\81\c3\42\99")
        (func (export "run") (param $p i32) (local $v i32) (local $w i64) (local $got i32)"#,
    );
    for (ty, load) in LOADS {
        let loaded = format!("({ty}.{load} (local.get $p))");
        let local = if ty == "i32" { "$v" } else { "$w" };
        write!(module, "(local.set {local} {loaded})").unwrap();
        for constant in CONSTANTS {
            let other = format!("({ty}.const {constant})");
            for comparison in COMPARISONS {
                compare(&mut module, &format!("{ty}.{comparison}"), &loaded, local, &other);
            }
            // Some bits.
            let eqz = |value: &str| format!("({ty}.eqz ({ty}.and {value} {other}))");
            let (in_place, expected) = (eqz(&loaded), eqz(&format!("(local.get {local})")));
            write!(module, "(if (i32.ne {in_place} {expected}) (then (unreachable)))").unwrap();
            write!(module, "(if {in_place} (then (if {expected} (then) (else (unreachable)))))").unwrap();
        }
        for comparison in COMPARISONS {
            let in_place = format!("({ty}.{comparison} {loaded} (local.get {local}))");
            let expected = format!("({ty}.{comparison} (local.get {local}) (local.get {local}))");
            write!(module, "(if (i32.ne {in_place} {expected}) (then (unreachable)))").unwrap();
        }
        let (zero, is_zero) = (format!("({ty}.eqz {loaded})"), format!("({ty}.eqz (local.get {local}))"));
        write!(module, "(if (i32.ne {zero} {is_zero}) (then (unreachable)))").unwrap();
        if ty == "i32" {
            write!(
                module,
                "(if {loaded} (then (local.set $got (i32.const 0))) (else (local.set $got (i32.const 1))))
                (if (i32.ne (local.get $got) {is_zero}) (then (unreachable)))
                (local.set $got (i32.const 0))
                (block (br_if 0 {loaded}) (local.set $got (i32.const 1)))
                (if (i32.ne (local.get $got) {is_zero}) (then (unreachable)))
                (if (i32.ne (select (i32.const 0) (i32.const 1) {loaded}) {is_zero}) (then (unreachable)))"
            )
            .unwrap();
        }
    }
    module.push_str("))");
    assert!(run(&module, 0..80).iter().all(|&returns| returns));
    // An access out of bounds traps.
    assert_eq!(run(&module, [65536, 65530, -1].into_iter()), [false; 3]);
}

const OPERATORS: [&str; 6] = ["add", "sub", "and", "or", "xor", "mul"];
const ACCESSES: [(&str, &str, &str); 9] = [
    ("i32", "load", "store"),
    ("i32", "load8_u", "store8"),
    ("i32", "load8_s", "store8"),
    ("i32", "load16_u", "store16"),
    ("i64", "load", "store"),
    ("i64", "load8_u", "store8"),
    ("i64", "load16_s", "store16"),
    ("i64", "load32_u", "store32"),
    ("i64", "load32_s", "store32"),
];

#[test]
fn memory_is_changed_in_place_as_by_way_of_a_local() {
    let mut module = String::from(
        r#"(module (memory 1)
        (func (export "run") (param $p i32) (local $v i32) (local $w i64)
          (i64.store offset=8 (local.get $p) (i64.const 0x99423c81ff807f00))
          (i64.store offset=16 (local.get $p) (i64.const 0x7fffffff80000001))"#,
    );
    for (ty, load, store) in ACCESSES {
        let local = if ty == "i32" { "$v" } else { "$w" };
        for op in OPERATORS {
            let constants = CONSTANTS.map(|constant| format!("({ty}.const {constant})"));
            let long = [format!("({ty}.const 0x7654321)"), format!("(local.get {local})")];
            for (offset, other) in (8..18).cycle().zip(constants.iter().chain(&long)) {
                write!(
                    module,
                    "(i64.store offset=1000 (local.get $p) (i64.load offset={offset} (local.get $p)))
                    (local.set {local} ({ty}.{load} offset={offset} (local.get $p)))
                    ({ty}.{store} offset=1000 (local.get $p) ({ty}.{op} (local.get {local}) {other}))
                    ({ty}.{store} offset={offset} (local.get $p)
                      ({ty}.{op} ({ty}.{load} offset={offset} (local.get $p)) {other}))
                    (if (i64.ne (i64.load offset={offset} (local.get $p)) (i64.load offset=1000 (local.get $p)))
                      (then (unreachable)))"
                )
                .unwrap();
            }
        }
    }
    module.push_str("))");
    assert!(run(&module, 0..16).iter().all(|&returns| returns));
    assert_eq!(run(&module, [65535].into_iter()), [false]);
}

/// More locals than registers, updated like globals.
#[test]
fn locals_in_the_frame_are_changed_in_place() {
    let mut module = String::from("(module (func $f)");
    let types: Vec<&str> = (0..40).map(|i| if i % 2 == 0 { "i32" } else { "i64" }).collect();
    for (i, ty) in types.iter().enumerate() {
        write!(module, "(global $g{i} (mut {ty}) ({ty}.const 0))").unwrap();
    }
    module.push_str(r#"(func (export "run") (param $p i32)"#);
    for (i, ty) in types.iter().enumerate() {
        write!(module, "(local $l{i} {ty})").unwrap();
    }
    for round in 0..12 {
        for (i, ty) in types.iter().enumerate() {
            let op = OPERATORS[(i + round) % OPERATORS.len()];
            let constant = CONSTANTS[(i + 5 * round) % CONSTANTS.len()];
            let other = match (round % 4, *ty) {
                (0, "i32") => String::from("(local.get $p)"),
                (0, _) => String::from("(i64.extend_i32_s (i32.mul (local.get $p) (local.get $p)))"),
                _ => format!("({ty}.const {constant})"),
            };
            let operands = |value: String| match round % 3 {
                0 => format!("{other} {value}"),
                _ => format!("{value} {other}"),
            };
            let (local, global) = (operands(format!("(local.get $l{i})")), operands(format!("(global.get $g{i})")));
            // The previous values are live across the updates.
            write!(
                module,
                "(local.get $l{i}) (global.get $g{i})
                (global.set $g{i} ({ty}.{op} {global}))
                (local.set $l{i} ({ty}.{op} {local}))
                (if ({ty}.ne) (then (unreachable)))"
            )
            .unwrap();
        }
        module.push_str("(call $f)");
    }
    for (i, ty) in types.iter().enumerate() {
        write!(module, "(if ({ty}.ne (local.get $l{i}) (global.get $g{i})) (then (unreachable)))").unwrap();
        write!(module, "(global.set $g{i} ({ty}.const 0))").unwrap();
    }
    module.push_str("))");
    assert_eq!(run(&module, [0, 1, 77, -5, i32::MIN].into_iter()), [true; 5]);
}
