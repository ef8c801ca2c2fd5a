//! Lazily compiled functions.

#![cfg(feature = "wat")]

mod common;

use std::fmt::Write;
use std::sync::Barrier;

use common::{frames, trap};
use windlass::{CompileMode, Config, Engine, Instance, Linker, Module, Store, Trap, Val};

fn engine() -> Engine {
    Engine::new(Config::new().compile_mode(CompileMode::Lazy)).unwrap()
}

/// A type, what makes an `i32` of local 2 of that type, and a value for which that is 4. Operators on vectors are not
/// implemented for every machine yet.
const WIDE: [&str; 3] = match cfg!(target_arch = "x86_64") {
    true => ["v128", "(i32x4.extract_lane 3 (local.get 2))", "(v128.const i32x4 1 2 3 4)"],
    false => ["i64", "(i32.wrap_i64 (local.get 2))", "(i64.const 4)"],
};

/// A module of functions that call the next one, directly and through a table. The first returns the sum of their
/// indices.
fn chain(count: usize) -> String {
    let [ty, low, value] = WIDE;
    let mut text = format!(
        "(module (type $f (func (param i32 f64 {ty}) (result i32))) (table {count} funcref) (elem (i32.const 0)"
    );
    for i in 0..count {
        write!(text, " $f{i}").unwrap();
    }
    text.push(')');
    for i in 0..count {
        let call = match i {
            _ if i + 1 == count => "(i32.const 0)".to_string(),
            _ if i % 3 == 0 => format!("(call $f{} (local.get 0) (local.get 1) (local.get 2))", i + 1),
            _ => format!("(call_indirect (type $f) (local.get 0) (local.get 1) (local.get 2) (i32.const {}))", i + 1),
        };
        // Checks that the arguments arrive intact.
        write!(
            text,
            "(func $f{i} (export \"f{i}\") (type $f)
                (if (i32.or (f64.ne (local.get 1) (f64.const 1.5))
                            (i32.ne {low} (i32.const 4)))
                    (then unreachable))
                (i32.add (i32.add {call} (local.get 0)) (i32.const {i})))"
        )
        .unwrap();
    }
    write!(text, "(func (export \"run\") (result i32) (call $f0 (i32.const 1) (f64.const 1.5) {value})))").unwrap();
    text
}

#[test]
fn what_is_not_called_is_not_compiled() {
    let engine = engine();
    let module = Module::new(&engine, chain(100)).unwrap();
    assert_eq!(module.stats().machine_code_bytes, 0);
    assert_eq!(module.stats().functions, 101);
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    assert_eq!(module.stats().machine_code_bytes, 0);
    let mut result = [Val::I32(0)];
    let last = instance.get_func(&mut store, "f99").unwrap();
    let wide = if WIDE[0] == "v128" { Val::V128((4u128 << 96).into()) } else { Val::I64(4) };
    let args = [Val::I32(7), Val::F64(1.5f64.to_bits()), wide];
    last.call(&mut store, &args, &mut result).unwrap();
    assert!(matches!(result, [Val::I32(106)]));
    let one = module.stats().machine_code_bytes;
    assert!(one > 0);
    let run = instance.get_typed_func::<(), i32>(&mut store, "run").unwrap();
    assert_eq!(run.call(&mut store, ()).unwrap(), 100 + 4950);
    assert!(module.stats().machine_code_bytes > 50 * one);
}

#[test]
fn threads_may_call_the_same_functions_first() {
    for _ in 0..20 {
        let engine = engine();
        let module = Module::new(&engine, chain(300)).unwrap();
        let barrier = Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mut store = Store::new(&engine, ());
                    let instance = Instance::new(&mut store, &module, &[]).unwrap();
                    let run = instance.get_typed_func::<(), i32>(&mut store, "run").unwrap();
                    barrier.wait();
                    for _ in 0..3 {
                        assert_eq!(run.call(&mut store, ()).unwrap(), 300 + 44850);
                    }
                });
            }
        });
    }
}

#[test]
fn threads_may_trap_while_others_compile() {
    let mut text = String::from("(module $m (memory 1)");
    for i in 0..200 {
        write!(
            text,
            "(func $trap{i} (param i32) (result i32) (i32.load offset={i} (local.get 0)))
            (func $call{i} (export \"{i}\") (param i32) (result i32) (i32.add (call $trap{i} (local.get 0)) (i32.const 1)))"
        )
        .unwrap();
    }
    text.push(')');
    let engine = engine();
    let module = Module::new(&engine, text).unwrap();
    let call = |store: &mut Store<()>, instance: Instance, i: usize| {
        let f = instance.get_typed_func::<i32, i32>(&mut *store, &i.to_string()).unwrap();
        assert_eq!(f.call(&mut *store, 0).unwrap(), 1);
        let error = f.call(&mut *store, -1).unwrap_err();
        assert_eq!(trap(&error), Trap::MemoryOutOfBounds);
        assert_eq!(frames(&error), [format!("trap{i}"), format!("call{i}")]);
        assert!(error.backtrace().unwrap().frames().iter().all(|f| f.module_offset().is_some()));
    };
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (engine, module) = (&engine, &module);
            scope.spawn(move || {
                let mut store = Store::new(engine, ());
                let instance = Instance::new(&mut store, module, &[]).unwrap();
                for i in 0..200 {
                    call(&mut store, instance, (i * 7 + thread * 31) % 200);
                }
            });
        }
    });
}

#[test]
fn other_instances_call_what_is_not_compiled() {
    let engine = engine();
    let exporter = Module::new(
        &engine,
        r#"(module (memory 1) (data (i32.const 0) "\2a")
            (func (export "f") (param i32) (result i32) (i32.add (call $g) (local.get 0)))
            (func $g (result i32) (i32.load8_u (i32.const 0))))"#,
    )
    .unwrap();
    let importer = Module::new(
        &engine,
        r#"(module (import "a" "f" (func $f (param i32) (result i32))) (memory 1) (table 1 funcref)
            (elem (i32.const 0) $f) (type $t (func (param i32) (result i32)))
            (func (export "direct") (param i32) (result i32) (call $f (local.get 0)))
            (func (export "indirect") (param i32) (result i32) (call_indirect (type $t) (local.get 0) (i32.const 0))))"#,
    )
    .unwrap();
    for export in ["direct", "indirect"] {
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let instance = linker.instantiate(&mut store, &exporter).unwrap();
        linker.instance(&mut store, "a", instance).unwrap();
        let instance = linker.instantiate(&mut store, &importer).unwrap();
        let f = instance.get_typed_func::<i32, i32>(&mut store, export).unwrap();
        assert_eq!(f.call(&mut store, 8).unwrap(), 50);
        assert_eq!(f.call(&mut store, 9).unwrap(), 51);
    }
}

#[test]
fn the_stack_may_end_in_a_first_call() {
    // Frames of several sizes, so that sometimes the stub and sometimes the resolver runs out of stack.
    let mut text = String::from("(module $m");
    for i in 0..64 {
        let locals = "i64 ".repeat(i % 24);
        write!(
            text,
            "(func $f{i} (export \"f{i}\") (param i32) (result i32) (local {locals})
                (if (result i32) (i32.eqz (local.get 0)) (then (call $last{i}))
                    (else (i32.add (call $f{i} (i32.sub (local.get 0) (i32.const 1))) (i32.const 1)))))
            (func $last{i} (result i32) (i32.const 1))"
        )
        .unwrap();
    }
    text.push(')');
    let engine = Engine::new(Config::new().compile_mode(CompileMode::Lazy).max_wasm_stack(64 << 10)).unwrap();
    for step in [1, 3] {
        let module = Module::new(&engine, &text).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        for i in 0..64 {
            let f = instance.get_typed_func::<i32, i32>(&mut store, &format!("f{i}")).unwrap();
            // Find the deepest recursion that succeeds.
            let mut depth = 1500;
            loop {
                match f.call(&mut store, depth) {
                    Ok(result) => assert_eq!(result, depth + 1),
                    Err(error) => {
                        assert_eq!(trap(&error), Trap::StackOverflow);
                        let frames = frames(&error);
                        assert!(frames.iter().any(|f| *f == format!("f{i}")), "{frames:?}");
                        break;
                    }
                }
                depth += step * 8;
            }
        }
    }
}

#[test]
fn an_invalid_body_is_an_error_at_load() {
    let engine = engine();
    let text = "(module (func (export \"f\")) (func $never (result i32) (i64.const 1)))";
    let error = Module::new(&engine, text).unwrap_err().to_string();
    assert!(error.contains("type mismatch"), "{error}");
}
