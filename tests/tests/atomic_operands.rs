//! Atomic operators with operands and results of every kind, compared with loads, operators and stores of another memory.

use std::fmt::Write;

use windlass::{Config, Engine, Instance, Linker, Module, Store, Trap, TypedFunc};

/// Type, access in the names of operators, bytes, and the load and the store that are as wide.
const WIDTHS: [(&str, &str, &str, u32, &str, &str); 7] = [
    ("i32", "rmw.", "", 4, "load", "store"),
    ("i64", "rmw.", "", 8, "load", "store"),
    ("i32", "rmw8.", "_u", 1, "load8_u", "store8"),
    ("i32", "rmw16.", "_u", 2, "load16_u", "store16"),
    ("i64", "rmw8.", "_u", 1, "load8_u", "store8"),
    ("i64", "rmw16.", "_u", 2, "load16_u", "store16"),
    ("i64", "rmw32.", "_u", 4, "load32_u", "store32"),
];
const OPERATORS: [&str; 6] = ["add", "sub", "and", "or", "xor", "xchg"];
const CONSTANTS: [i64; 8] = [0, 1, -1, 0x7f, 0xff, 0x1234_5678, i32::MIN as i64, 0x0123_4567_89ab_cdef];

/// What becomes of a result.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    Compared,
    Dropped,
    /// It goes to the local that is the operand.
    ToOperand,
    /// It is the last argument of a call.
    Passed,
}

const USES: [Use; 4] = [Use::Compared, Use::Dropped, Use::ToOperand, Use::Passed];

/// The memories that an atomic operator is tried on: a declaration, and how an address is written.
struct Place {
    memories: &'static str,
    index: &'static str,
    name: &'static str,
}

const PLACES: [Place; 3] = [
    Place { memories: "(memory $a 1 1 SHARED) (memory $b 1)", index: "(local.get $p)", name: "$a" },
    Place { memories: "(memory $b 1) (memory $a 1 1 SHARED)", index: "(local.get $p)", name: "$a" },
    Place {
        memories: "(memory $a i64 1 1 SHARED) (memory $b 1)",
        index: "(i64.extend_i32_u (local.get $p))",
        name: "$a",
    },
];

/// A module that traps where an atomic operator does something else than the operators that it stands for.
struct Writer<'a> {
    text: String,
    place: &'a Place,
    steps: usize,
}

impl Writer<'_> {
    fn step(&mut self, step: &str) {
        self.text.push_str(step);
        self.steps += 1;
    }

    /// The operand as a local, a constant or a temporary.
    fn operand(&self, ty: &str, kind: usize) -> String {
        let local = if ty == "i32" { "$v" } else { "$w" };
        match kind {
            0 => format!("(local.get {local})"),
            1 => format!("({ty}.mul (local.get {local}) ({ty}.const 7))"),
            kind => {
                let constant = CONSTANTS[kind % CONSTANTS.len()];
                let constant = if ty == "i32" { i64::from(constant as i32) } else { constant };
                format!("({ty}.const {constant})")
            }
        }
    }

    /// Compares a result with what the other memory had, and both memories.
    fn compare(&mut self, ty: &str, atomic: &str, usage: Use, offset: u32) {
        let (old, local) = if ty == "i32" { ("$old32", "$v") } else { ("$old64", "$w") };
        let differs = |value: &str| format!("(if ({ty}.ne {value} (local.get {old})) (then (unreachable)))");
        let step = match usage {
            Use::Compared => differs(atomic),
            Use::Dropped => format!("(drop {atomic})"),
            Use::ToOperand => format!("(local.set {local} {atomic}) {}", differs(&format!("(local.get {local})"))),
            Use::Passed => format!("(call $same_{ty} (local.get {old}) {atomic})"),
        };
        let aligned = offset & !7;
        let Place { index, name, .. } = self.place;
        self.step(&format!(
            "{step}
            (if (i64.ne (i64.load {name} offset={aligned} {index}) (i64.load $b offset={aligned} (local.get $p)))
              (then (unreachable)))
            (local.set $v (i32.add (i32.mul (local.get $v) (i32.const 0x01000193)) (i32.const 0x5bd1e995)))
            (local.set $w (i64.add (i64.mul (local.get $w) (i64.const 0x100000001b3)) (i64.const 0x9e3779b9)))\n"
        ));
    }

    fn read_modify_write(&mut self, width: (&str, &str, &str, u32, &str, &str), op: &str, kind: usize, usage: Use) {
        let (ty, rmw, suffix, bytes, load, store) = width;
        let offset = (self.steps as u32 * 3 % 64) & !(bytes - 1);
        let (operand, old) = (self.operand(ty, kind), if ty == "i32" { "$old32" } else { "$old64" });
        let new = match op {
            "xchg" => operand.clone(),
            op => format!("({ty}.{op} (local.get {old}) {operand})"),
        };
        let Place { index, name, .. } = self.place;
        self.text.push_str(&format!(
            "(local.set {old} ({ty}.{load} $b offset={offset} (local.get $p)))
            ({ty}.{store} $b offset={offset} (local.get $p) {new})\n"
        ));
        self.compare(
            ty,
            &format!("({ty}.atomic.{rmw}{op}{suffix} {name} offset={offset} {index} {operand})"),
            usage,
            offset,
        );
    }

    fn compare_exchange(&mut self, width: (&str, &str, &str, u32, &str, &str), kind: usize, usage: Use) {
        let (ty, rmw, suffix, bytes, load, store) = width;
        let offset = (self.steps as u32 * 5 % 64) & !(bytes - 1);
        let (replacement, old) = (self.operand(ty, kind + 1), if ty == "i32" { "$old32" } else { "$old64" });
        // Every other one is equal, as far as it is as wide.
        let mask = if bytes == 8 { -1 } else { (1i64 << (8 * bytes)) - 1 };
        let mask = if ty == "i32" { i64::from(mask as i32) } else { mask };
        let expected = match (self.steps % 2, ty) {
            (0, _) => self.operand(ty, kind),
            _ => format!("({ty}.or (local.get {old}) ({ty}.const {}))", !mask),
        };
        let Place { index, name, .. } = self.place;
        self.text.push_str(&format!(
            "(local.set {old} ({ty}.{load} $b offset={offset} (local.get $p)))
            (if ({ty}.eq (local.get {old}) ({ty}.and {expected} ({ty}.const {mask})))
              (then ({ty}.{store} $b offset={offset} (local.get $p) {replacement})))\n"
        ));
        let usage = if usage == Use::ToOperand && kind != 0 { Use::Compared } else { usage };
        self.compare(
            ty,
            &format!("({ty}.atomic.{rmw}cmpxchg{suffix} {name} offset={offset} {index} {expected} {replacement})"),
            usage,
            offset,
        );
    }

    fn load_and_store(&mut self, width: (&str, &str, &str, u32, &str, &str), kind: usize) {
        let (ty, _, _, bytes, load, store) = width;
        let offset = (self.steps as u32 * 7 % 64) & !(bytes - 1);
        let (operand, old) = (self.operand(ty, kind), if ty == "i32" { "$old32" } else { "$old64" });
        let Place { index, name, .. } = self.place;
        self.text.push_str(&format!(
            "({ty}.{store} $b offset={offset} (local.get $p) {operand})
            ({ty}.atomic.{store} {name} offset={offset} {index} {operand})
            (local.set {old} ({ty}.{load} $b offset={offset} (local.get $p)))\n"
        ));
        self.compare(ty, &format!("({ty}.atomic.{load} {name} offset={offset} {index})"), Use::Compared, offset);
    }
}

/// All of it, in a function with so many more locals, below so many other values.
fn module(place: &Place, shared: bool, locals: usize, below: usize, calls: bool) -> String {
    let mut writer = Writer { text: String::new(), place, steps: 0 };
    let memories = place.memories.replace("SHARED", if shared { "shared" } else { "" });
    write!(
        writer.text,
        r#"(module {memories} (func $nothing)
        (func $same_i32 (param i32 i32) (if (i32.ne (local.get 0) (local.get 1)) (then (unreachable))))
        (func $same_i64 (param i64 i64) (if (i64.ne (local.get 0) (local.get 1)) (then (unreachable))))
        (func (export "run") (param $p i32) (param $v i32) (param $w i64) (local $old32 i32) (local $old64 i64)"#
    )
    .unwrap();
    for _ in 0..locals {
        writer.text.push_str("(local i64)");
    }
    // They are used more than the others.
    for local in 5..5 + locals {
        write!(writer.text, "(loop (loop (local.set {local} (i64.add (local.get {local}) (i64.const {local})))))")
            .unwrap();
    }
    for i in 0..below {
        write!(writer.text, "(i32.mul (local.get $p) (i32.const {}))", i + 3).unwrap();
    }
    for width in WIDTHS {
        for kind in 0..2 + CONSTANTS.len() {
            for op in OPERATORS {
                let usage = USES[writer.steps % USES.len()];
                let usage = if usage == Use::Passed && !calls { Use::Compared } else { usage };
                let usage = if usage == Use::ToOperand && kind != 0 { Use::Dropped } else { usage };
                writer.read_modify_write(width, op, kind, usage);
            }
            for usage in USES {
                let usage = if usage == Use::Passed && !calls { Use::Compared } else { usage };
                writer.compare_exchange(width, kind, usage);
            }
            writer.load_and_store(width, kind);
        }
        if calls {
            writer.text.push_str("(call $nothing)");
        }
    }
    for i in (0..below).rev() {
        write!(writer.text, "(if (i32.ne (i32.mul (local.get $p) (i32.const {}))) (then (unreachable)))", i + 3)
            .unwrap();
    }
    writer.text.push_str("))");
    writer.text
}

/// Every way to check accesses, for this machine and for the least one.
fn configurations() -> Vec<Config> {
    let mut configurations = Vec::new();
    for baseline in [false, true] {
        for (explicit, spectre, signals) in
            [(false, true, true), (true, true, true), (true, false, true), (true, true, false), (false, false, true)]
        {
            let mut config = Config::new();
            config.wasm_threads(true).explicit_bounds_checks(explicit).signals_based_traps(signals);
            config.spectre_mitigation(spectre);
            if baseline {
                config.baseline_cpu();
            }
            configurations.push(config);
        }
    }
    configurations
}

const SHARED: &[bool] = &[false, true];

#[test]
fn atomic_operators_do_what_several_others_do() {
    for (place, &shared) in PLACES.iter().flat_map(|place| SHARED.iter().map(move |shared| (place, shared))) {
        for (locals, below, calls) in [(0, 0, false), (0, 0, true), (30, 4, true), (5, 6, false)] {
            let text = module(place, shared, locals, below, calls);
            for config in configurations() {
                let engine = Engine::new(&config).unwrap();
                let module = Module::new(&engine, text.as_bytes()).unwrap();
                let mut store = Store::new(&engine, ());
                let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
                let run: TypedFunc<(i32, i32, i64), ()> = instance.get_typed_func(&mut store, "run").unwrap();
                for (p, v, w) in [(0, 1, 2), (1024, -5, i64::MIN), (65536 - 128, 0x1357_9bdf, 0x0246_8ace_1357_9bdf)] {
                    if let Err(error) = run.call(&mut store, (p, v, w)) {
                        panic!("{} shared: {shared}, {locals} {below} {calls}: {error:?}", place.memories);
                    }
                }
            }
        }
    }
}

#[test]
fn addresses_are_aligned_and_within_bounds() {
    for (place, &shared) in PLACES.iter().flat_map(|place| SHARED.iter().map(move |shared| (place, shared))) {
        let memories = place.memories.replace("SHARED", if shared { "shared" } else { "" });
        let mut text = format!("(module {memories}");
        let mut functions = Vec::new();
        for (ty, rmw, suffix, bytes, load, store) in WIDTHS {
            for offset in [0, 1, bytes, 0x0300_0000, 0xffff_fff8] {
                let at = format!("{} offset={offset} {}", place.name, place.index);
                let value = format!("({ty}.const 1)");
                let operators = [
                    format!("(drop ({ty}.atomic.{load} {at}))"),
                    format!("({ty}.atomic.{store} {at} {value})"),
                    format!("(drop ({ty}.atomic.{rmw}or{suffix} {at} {value}))"),
                    format!("({ty}.ne {value} ({ty}.atomic.{rmw}and{suffix} {at} {value})) drop"),
                    format!("({ty}.ne {value} ({ty}.atomic.{rmw}add{suffix} {at} {value})) drop"),
                    format!("(drop ({ty}.atomic.{rmw}xchg{suffix} {at} {value}))"),
                    format!("(drop ({ty}.atomic.{rmw}cmpxchg{suffix} {at} {value} {value}))"),
                ];
                for operator in operators {
                    let name = format!("f{}", functions.len());
                    write!(text, r#"(func (export "{name}") (param $p i32) {operator})"#).unwrap();
                    functions.push((name, offset, bytes, operator));
                }
            }
        }
        text.push(')');
        for config in configurations() {
            let engine = Engine::new(&config).unwrap();
            let module = Module::new(&engine, text.as_bytes()).unwrap();
            let mut store = Store::new(&engine, ());
            let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
            for (name, offset, bytes, operator) in &functions {
                let function: TypedFunc<i32, ()> = instance.get_typed_func(&mut store, name).unwrap();
                for index in [0u32, 1, 2, 4, 8, 65536 - 8, 65536 - 4, 65535, 65536, 0xffff_fff8, 0xffff_ffff] {
                    let address = u64::from(index) + u64::from(*offset);
                    let expected = match address {
                        _ if !address.is_multiple_of(u64::from(*bytes)) => Some(Trap::HeapMisaligned),
                        _ if address + u64::from(*bytes) > 65536 => Some(Trap::MemoryOutOfBounds),
                        _ => None,
                    };
                    let result = function.call(&mut store, index as i32);
                    let trap = result.as_ref().err().map(|error| *error.downcast_ref::<Trap>().expect("a trap"));
                    assert_eq!(trap, expected, "{operator} at {index:#x} in {memories}, shared: {shared}");
                }
            }
        }
    }
}

#[test]
fn nobody_waits_in_a_memory_that_is_not_shared() {
    let text = r#"(module (memory 1) (memory $n i64 1)
        (func (export "notify") (param i32) (result i32)
          (memory.atomic.notify offset=4 (local.get 0) (i32.const 1)))
        (func (export "notify64") (param i32) (result i32)
          (memory.atomic.notify $n offset=0xfffffffffffffff8 (i64.extend_i32_u (local.get 0)) (i32.const 1)))
        (func (export "wait32") (param i32) (result i32)
          (memory.atomic.wait32 (local.get 0) (i32.const 0) (i64.const 0)))
        (func (export "wait64") (param i32) (result i32)
          (memory.atomic.wait64 (local.get 0) (i64.const 0) (i64.const -1))))"#;
    for config in configurations() {
        let engine = Engine::new(&config).unwrap();
        let module = Module::new(&engine, text.as_bytes()).unwrap();
        let mut store = Store::new(&engine, ());
        let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        let mut call = |name: &str, index: i32| {
            let function: TypedFunc<i32, i32> = instance.get_typed_func(&mut store, name).unwrap();
            let result = function.call(&mut store, index);
            result.map_err(|error| *error.downcast_ref::<Trap>().expect("a trap"))
        };
        assert_eq!(call("notify", 0), Ok(0));
        assert_eq!(call("notify", 65528), Ok(0));
        assert_eq!(call("notify", 2), Err(Trap::HeapMisaligned));
        assert_eq!(call("notify", -4), Err(Trap::MemoryOutOfBounds));
        assert_eq!(call("notify", 65532), Err(Trap::MemoryOutOfBounds));
        assert_eq!(call("notify64", 0), Err(Trap::MemoryOutOfBounds));
        assert_eq!(call("notify64", 16), Err(Trap::MemoryOutOfBounds));
        assert_eq!(call("notify64", 1), Err(Trap::HeapMisaligned));
        assert_eq!(call("wait32", 4), Err(Trap::AtomicWaitNonSharedMemory));
        assert_eq!(call("wait64", 8), Err(Trap::AtomicWaitNonSharedMemory));
        assert_eq!(call("wait64", 4), Err(Trap::HeapMisaligned));
        assert_eq!(call("wait64", 65536), Err(Trap::MemoryOutOfBounds));
    }
}
