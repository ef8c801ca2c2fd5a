//! Every trap of the specification, with guard pages and with explicit bounds checks.

#![cfg(feature = "wat")]

mod common;

use common::{engines, frames, instantiate, trap};
use windlass::{Error, Instance, Module, Store, Trap, WasmBacktrace};

const TRAPS: &str = r#"(module $traps
    (type $nullary (func))
    (memory 1)
    (table 3 funcref)
    (elem (i32.const 0) func $unary)
    (func $unary (param i32))
    (func (export "unreachable") unreachable)
    (func (export "load") (drop (i32.load (i32.const 65533))))
    (func (export "load far") (drop (i64.load offset=0xffffffff (i32.const -1))))
    (func (export "load dynamic") (drop (i64.load8_u offset=16 (global.get $large))))
    (global $large (mut i32) (i32.const -1))
    (func (export "store") (i32.store16 (i32.const 65535) (i32.const 0)))
    (func (export "store wide") (f64.store (i32.const 65529) (f64.const 0)))
    (func (export "fill") (memory.fill (i32.const 65535) (i32.const 1) (i32.const 2)))
    (func (export "copy") (memory.copy (i32.const 0) (i32.const 65535) (i32.const 2)))
    (func (export "table.get") (drop (table.get (i32.const 3))))
    (func (export "table.set") (table.set (i32.const -1) (ref.null func)))
    (func (export "table.fill") (table.fill (i32.const 2) (ref.null func) (i32.const 2)))
    (func (export "call outside") (call_indirect (type $nullary) (i32.const 3)))
    (func (export "call null") (call_indirect (type $nullary) (i32.const 1)))
    (func (export "call other") (call_indirect (type $nullary) (i32.const 0)))
    (func (export "i32.div_s zero") (drop (i32.div_s (i32.const 1) (global.get $zero))))
    (func (export "i64.rem_u zero") (drop (i64.rem_u (i64.const 1) (i64.extend_i32_u (global.get $zero)))))
    (func (export "i32.div_s overflow") (drop (i32.div_s (i32.const 0x80000000) (global.get $large))))
    (func (export "i64.div_s overflow")
        (drop (i64.div_s (i64.const 0x8000000000000000) (i64.extend_i32_s (global.get $large)))))
    (global $zero (mut i32) (i32.const 0))
    (func (export "trunc") (drop (i32.trunc_f64_s (f64.const 1e10))))
    (func (export "trunc nan") (drop (i64.trunc_f32_u (f32.const nan))))
    (func $recurse (export "recurse") (call $recurse))
    (func $large_frame (export "recurse with large frames") (result i64)
        (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
        (i64.add (call $large_frame) (local.get 15))))"#;

fn call(store: &mut Store<()>, instance: Instance, name: &str) -> Result<(), Error> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let results = func.ty(&*store).results().len();
    func.call(store, &[], &mut vec![windlass::Val::I32(0); results])
}

#[test]
fn every_trap_has_its_code() {
    use Trap::*;
    let expected = [
        ("unreachable", UnreachableCodeReached),
        ("load", MemoryOutOfBounds),
        ("load far", MemoryOutOfBounds),
        ("load dynamic", MemoryOutOfBounds),
        ("store", MemoryOutOfBounds),
        ("store wide", MemoryOutOfBounds),
        ("fill", MemoryOutOfBounds),
        ("copy", MemoryOutOfBounds),
        ("table.get", TableOutOfBounds),
        ("table.set", TableOutOfBounds),
        ("table.fill", TableOutOfBounds),
        ("call outside", TableOutOfBounds),
        ("call null", IndirectCallToNull),
        ("call other", BadSignature),
        ("i32.div_s zero", IntegerDivisionByZero),
        ("i64.rem_u zero", IntegerDivisionByZero),
        ("i32.div_s overflow", IntegerOverflow),
        ("i64.div_s overflow", IntegerOverflow),
        ("trunc", IntegerOverflow),
        ("trunc nan", BadConversionToInteger),
        ("recurse", StackOverflow),
        ("recurse with large frames", StackOverflow),
    ];
    for engine in engines() {
        let (mut store, instance) = instantiate(&engine, TRAPS);
        // Twice, since the store stays usable after a trap.
        for _ in 0..2 {
            for (name, code) in expected {
                let error = call(&mut store, instance, name).expect_err(name);
                assert_eq!(trap(&error), code, "{name}");
                assert!(!frames(&error).is_empty(), "{name} has no backtrace");
            }
        }
    }
}

#[test]
fn traps_are_caught_on_every_thread_at_once() {
    let engine = engines()[0].clone();
    let module = Module::new(&engine, TRAPS).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let mut store = Store::new(&engine, ());
                let instance = Instance::new(&mut store, &module, &[]).unwrap();
                for _ in 0..50 {
                    for name in ["load", "recurse", "i32.div_s zero", "call null", "unreachable"] {
                        call(&mut store, instance, name).expect_err(name);
                    }
                }
            });
        }
    });
}

#[test]
fn a_backtrace_names_functions_and_places() {
    let text = r#"(module $m
        (func $outer (export "run") (param i32)
            (local.set 0 (i32.add (local.get 0) (i32.const 1)))
            (call $middle (local.get 0) (i64.const 2)))
        (func $middle (param i32 i64) (call 2 (local.get 0)))
        (func (param i32) (drop (i32.div_u (i32.const 1) (i32.const 0))) (drop (i32.load (i32.const 0))) unreachable)
        (memory 0))"#;
    for engine in engines() {
        let (mut store, instance) = instantiate(&engine, text);
        let run = instance.get_typed_func::<i32, ()>(&mut store, "run").unwrap();
        let error = run.call(&mut store, 1).unwrap_err();
        assert_eq!(trap(&error), Trap::IntegerDivisionByZero);
        assert_eq!(frames(&error), ["2", "middle", "outer"]);
        let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
        let offsets: Vec<usize> = backtrace.frames().iter().map(|f| f.module_offset().unwrap()).collect();
        assert!(offsets[0] > offsets[1] && offsets[1] > offsets[2], "{offsets:?}");
        assert!(backtrace.frames().iter().all(|f| f.module_name() == Some("m")));
        let text = format!("{error:?}");
        assert!(text.starts_with("integer divide by zero\nwasm backtrace:\n"), "{text}");
        assert!(text.contains("m!middle") && text.contains("m!<wasm function 2>"), "{text}");
    }
}

#[test]
fn the_depth_of_recursion_follows_the_size_of_the_stack() {
    let text = r#"(module
        (global $depth (mut i32) (i32.const 0))
        (func $f (export "f") (result i32)
            (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
            (i32.add (call $f) (i32.const 1)))
        (global (export "depth") (mut i32) (i32.const 0))
        (export "d" (global $depth)))"#;
    let depth = |stack| {
        let engine = windlass::Engine::new(windlass::Config::new().max_wasm_stack(stack)).unwrap();
        let (mut store, instance) = instantiate(&engine, text);
        let f = instance.get_typed_func::<(), i32>(&mut store, "f").unwrap();
        assert_eq!(trap(&f.call(&mut store, ()).unwrap_err()), Trap::StackOverflow);
        instance.get_global(&mut store, "d").unwrap().get(&store).unwrap_i32()
    };
    let (small, large) = (depth(128 << 10), depth(4 << 20));
    assert!(small > 1000 && large > 20 * small, "{small} and {large}");
}

#[test]
fn a_store_that_traps_writes_nothing() {
    let stores = [
        ("i32.store16", "i32.const -1", 2),
        ("i32.store", "i32.const -1", 4),
        ("i64.store32", "i64.const -1", 4),
        ("i64.store", "i64.const -1", 8),
        ("f32.store", "f32.const -1", 4),
        ("f64.store", "f64.const -1", 8),
        ("v128.store", "v128.const i64x2 -1 -1", 16),
        ("v128.store64_lane 1", "v128.const i64x2 -1 -1", 8),
    ];
    for (i, engine) in engines().iter().enumerate() {
        let checks_bounds = i % 3 != 0;
        for (op, value, size) in stores {
            let last = 0x10000 - size;
            let text = format!(
                r#"(module
                    (memory (export "memory") 1)
                    (func (export "f") (param i32) ({op} (i32.add (i32.const {last}) (local.get 0)) ({value}))))"#
            );
            let (mut store, instance) = instantiate(engine, &text);
            let f = instance.get_typed_func::<i32, ()>(&mut store, "f").unwrap();
            let memory = instance.get_memory(&mut store, "memory").unwrap();
            for beyond in 1..=size {
                assert_eq!(trap(&f.call(&mut store, beyond).unwrap_err()), Trap::MemoryOutOfBounds);
            }
            // On other ISAs, a store that crosses into a guard page may write the bytes before it.
            if checks_bounds || cfg!(target_arch = "x86_64") {
                assert!(memory.data(&store).iter().all(|byte| *byte == 0), "{op}");
            }
            f.call(&mut store, 0).unwrap();
            assert!(memory.data(&store)[last as usize..].iter().any(|byte| *byte != 0), "{op}");
        }
    }
}

#[test]
fn engines_with_signals_and_without_call_each_other() {
    const RECURSE: &str =
        "(module (func $f (export \"f\") (param i32) (result i32) (i32.add (call $f (local.get 0)) (local.get 0))))";
    let [with, without] = [true, false].map(|signals| {
        let mut config = windlass::Config::new();
        windlass::Engine::new(config.signals_based_traps(signals)).unwrap()
    });
    for (outer, inner) in [(&with, &without), (&without, &with)] {
        let (mut outer, inner) = (Store::new(outer, ()), inner.clone());
        // Overflows the stack of the other engine, and reports it by a trap of this one.
        let call = windlass::Func::wrap(&mut outer, move || -> Result<(), Error> {
            let (mut store, instance) = instantiate(&inner, RECURSE);
            let f = instance.get_typed_func::<i32, i32>(&mut store, "f")?;
            for _ in 0..3 {
                assert_eq!(trap(&f.call(&mut store, 1).unwrap_err()), Trap::StackOverflow);
            }
            Err(Trap::Interrupt.into())
        });
        let text = "(module (import \"\" \"\" (func $call)) (func (export \"run\") (call $call)))";
        let module = Module::new(outer.engine(), text).unwrap();
        let instance = Instance::new(&mut outer, &module, &[call.into()]).unwrap();
        let run = instance.get_typed_func::<(), ()>(&mut outer, "run").unwrap();
        assert_eq!(trap(&run.call(&mut outer, ()).unwrap_err()), Trap::Interrupt);
    }
}

#[test]
fn code_that_needs_signals_is_refused_without() {
    let [with, without] = [true, false].map(|signals| {
        let mut config = windlass::Config::new();
        windlass::Engine::new(config.explicit_bounds_checks(true).signals_based_traps(signals)).unwrap()
    });
    // SAFETY: the bytes were just compiled.
    let load = |engine, bytes: &[u8]| unsafe { Module::deserialize(engine, bytes) };
    let needs_signals = with.precompile_module(TRAPS.as_bytes()).unwrap();
    let error = load(&without, &needs_signals).unwrap_err().to_string();
    assert!(error.contains("signals"), "{error}");
    let does_without = without.precompile_module(TRAPS.as_bytes()).unwrap();
    for engine in [&with, &without] {
        let module = load(engine, &does_without).unwrap();
        let mut store = Store::new(engine, ());
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        assert_eq!(trap(&call(&mut store, instance, "recurse").unwrap_err()), Trap::StackOverflow);
        assert_eq!(trap(&call(&mut store, instance, "unreachable").unwrap_err()), Trap::UnreachableCodeReached);
    }
}
