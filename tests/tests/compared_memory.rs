//! Comparisons of what is in memory: in place, and by way of a local.

use std::fmt::Write;

use windlass::{Engine, Instance, Linker, Module, Store, TypedFunc};

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

/// Traps unless the comparison of a loaded value, once as a number and once as a condition, is that of the local.
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
    let engine = Engine::default();
    let module = Module::new(&engine, module.as_bytes()).unwrap();
    let mut store = Store::new(&engine, ());
    let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
    let run: TypedFunc<i32, ()> = instance.get_typed_func(&mut store, "run").unwrap();
    for p in 0..80 {
        run.call(&mut store, p).unwrap();
    }
    // What is out of bounds is not compared.
    for p in [65536, 65530, -1] {
        assert!(run.call(&mut store, p).is_err(), "{p}");
    }
}
