//! Calls into and out of guest code.

#![cfg(feature = "wat")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{engines, frames, instantiate, trap};
use windlass::{
    AsContextMut, Caller, Engine, Error, ExternRef, Func, FuncType, Linker, Module, Result, Store, Trap, Val, ValType,
    WasmBacktrace,
};

#[test]
fn arguments_and_results_of_every_type_arrive() {
    let text = r#"(module
        (import "host" "mix" (func $mix
            (param i32 i64 f32 f64 i32 i64 f32 f64 i32 i64 f32 f64 i32 i64) (result i64 f64 i32 f32 i64 i32)))
        (func (export "mix")
            (param i32 i64 f32 f64 i32 i64 f32 f64 i32 i64 f32 f64 i32 i64) (result i64 f64 i32 f32 i64 i32)
            (call $mix (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
                (local.get 6) (local.get 7) (local.get 8) (local.get 9) (local.get 10) (local.get 11)
                (local.get 12) (local.get 13))))"#;
    type Params = (i32, i64, f32, f64, u32, u64, f32, f64, i32, i64, f32, f64, i32, i64);
    type Results = (i64, f64, i32, f32, i64, u32);
    let params: Params = (-1, i64::MIN, 2.5, -3.5, u32::MAX, 6, 7.0, 8.0, -9, -10, 11.0, 12.0, 13, -14);
    #[rustfmt::skip]
    let mix = |a: i32, b: i64, c: f32, d: f64, e: u32, f: u64, g: f32, h: f64, i: i32, j: i64, k: f32, l: f64, m: i32, n: i64| {
        assert_eq!((a, b, c, d, e, f, g), (-1, i64::MIN, 2.5, -3.5, u32::MAX, 6, 7.0));
        assert_eq!((h, i, j, k, l, m, n), (8.0, -9, -10, 11.0, 12.0, 13, -14));
        (n, l, i, k, j, e)
    };
    for engine in engines() {
        let mut linker = Linker::new(&engine);
        linker.func_wrap("host", "mix", mix).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
        let typed = instance.get_typed_func::<Params, Results>(&mut store, "mix").unwrap();
        assert_eq!(typed.call(&mut store, params).unwrap(), (-14, 12.0, -9, 11.0, -10, u32::MAX));

        let dynamic = instance.get_func(&mut store, "mix").unwrap();
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n) = params;
        let params: [Val; 14] = [
            a.into(),
            b.into(),
            c.into(),
            d.into(),
            (e as i32).into(),
            (f as i64).into(),
            g.into(),
            h.into(),
            i.into(),
            j.into(),
            k.into(),
            l.into(),
            m.into(),
            n.into(),
        ];
        let mut results = [const { Val::I32(0) }; 6];
        dynamic.call(&mut store, &params, &mut results).unwrap();
        assert_eq!(results[0].i64(), Some(-14));
        assert_eq!(results[1].f64(), Some(12.0));
        assert_eq!(results[5].i32(), Some(-1));
    }
}

#[test]
fn many_results_pass_through_the_stack() {
    let text = r#"(module
        (func (export "f") (param i32) (result i32 i32 i32 i32 i32 f64 f64 f64 f64 f64)
            (local.get 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)
            (f64.const 5) (f64.const 6) (f64.const 7) (f64.const 8) (f64.const 9)))"#;
    let (mut store, instance) = instantiate(&Engine::default(), text);
    type Results = (i32, i32, i32, i32, i32, f64, f64, f64, f64, f64);
    let f = instance.get_typed_func::<i32, Results>(&mut store, "f").unwrap();
    assert_eq!(f.call(&mut store, -1).unwrap(), (-1, 1, 2, 3, 4, 5.0, 6.0, 7.0, 8.0, 9.0));
}

const CALLER: &str = r#"(module
    (import "host" "f" (func $host (param i32) (result i32)))
    (memory (export "memory") 1)
    (func $inner (param i32) (result i32) (i32.add (call $host (local.get 0)) (i32.const 1)))
    (func $run (export "run") (param i32) (result i32) (i32.add (call $inner (local.get 0)) (i32.const 1)))
    (func $trap (export "trap") unreachable))"#;

/// A store with an instance of [`CALLER`] whose import is `host`.
fn caller<P, R>(engine: &Engine, host: impl windlass::IntoFunc<i32, P, R>) -> (Store<i32>, windlass::Instance) {
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "f", host).unwrap();
    let mut store = Store::new(engine, 0);
    let instance = linker.instantiate(&mut store, &Module::new(engine, CALLER).unwrap()).unwrap();
    (store, instance)
}

fn run(store: &mut Store<i32>, instance: windlass::Instance, param: i32) -> Result<i32> {
    instance.get_typed_func::<i32, i32>(&mut *store, "run").unwrap().call(store, param)
}

#[test]
fn a_host_function_uses_the_callers_memory_and_the_stores_data() {
    for engine in engines() {
        let (mut store, instance) = caller(&engine, |mut caller: Caller<'_, i32>, at: i32| -> Result<i32> {
            let memory = caller.get_export("memory").and_then(|e| e.into_memory()).unwrap();
            let (bytes, data) = memory.data_and_store_mut(&mut caller);
            *data += 1;
            bytes[at as usize] = 7;
            memory.grow(&mut caller, 1)?;
            Ok(*caller.data())
        });
        assert_eq!(run(&mut store, instance, 100).unwrap(), 3);
        assert_eq!(run(&mut store, instance, 101).unwrap(), 4);
        let memory = instance.get_memory(&store, "memory").unwrap();
        assert_eq!(memory.data(&store)[99..103], [0, 7, 7, 0]);
        assert_eq!(memory.size(&store), 3);
    }
}

#[test]
fn an_error_of_a_host_function_keeps_its_type() {
    #[derive(Debug, PartialEq)]
    struct Exit(i32);
    impl std::fmt::Display for Exit {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "exit {}", self.0)
        }
    }
    impl std::error::Error for Exit {}

    let (mut store, instance) = caller(&Engine::default(), |code: i32| Err::<i32, _>(Exit(code)));
    let error = run(&mut store, instance, 3).unwrap_err();
    assert_eq!(error.to_string(), "exit 3");
    assert_eq!(frames(&error), ["inner", "run"]);
    assert_eq!(error.downcast::<Exit>().unwrap(), Exit(3));

    let (mut store, instance) = caller(&Engine::default(), |_: i32| -> Result<i32> { Err(Trap::Interrupt.into()) });
    assert_eq!(trap(&run(&mut store, instance, 3).unwrap_err()), Trap::Interrupt);
}

#[test]
fn a_panic_of_a_host_function_reaches_the_rust_caller() {
    let (mut store, instance) = caller(&Engine::default(), |mut caller: Caller<'_, i32>, depth: i32| -> Result<i32> {
        if depth == 0 {
            panic!("deep inside");
        }
        // Through several activations.
        let run = caller.get_export("run").unwrap().into_func().unwrap();
        run.typed::<i32, i32>(&caller)?.call(&mut caller, depth - 1)
    });
    for _ in 0..3 {
        let panic = catch_unwind(AssertUnwindSafe(|| run(&mut store, instance, 4))).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"deep inside"));
    }
    let trap_it = instance.get_typed_func::<(), ()>(&mut store, "trap").unwrap();
    assert_eq!(frames(&trap_it.call(&mut store, ()).unwrap_err()), ["trap"]);
}

#[test]
fn a_backtrace_covers_all_activations() {
    let (mut store, instance) = caller(&Engine::default(), |mut caller: Caller<'_, i32>, depth: i32| -> Result<i32> {
        if depth == 0 {
            let instance = caller.instance().unwrap();
            assert_eq!(WasmBacktrace::capture(&caller).frames().len(), 4);
            return instance.get_typed_func::<(), ()>(&mut caller, "trap")?.call(&mut caller, ()).map(|()| 0);
        }
        let run = caller.get_export("run").unwrap().into_func().unwrap();
        run.typed::<i32, i32>(&caller)?.call(&mut caller, depth - 1)
    });
    let error = run(&mut store, instance, 1).unwrap_err();
    assert_eq!(frames(&error), ["trap", "inner", "run", "inner", "run"]);
    assert!(WasmBacktrace::capture(&store).frames().is_empty());
}

#[test]
fn a_backtrace_walks_frames_of_any_shape() {
    // Arguments and results on the stack, before and after calls, and homes in callee-saved registers.
    let text = r#"(module
        (type $many (func (param i32 i32 i32 i32 i32 i32 i32 i64 f64) (result i32 i32 i32 i32 i64)))
        (import "host" "f" (func $host (type $many)))
        (func $third (type $many)
            (call $host (local.get 1) (local.get 0) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
                (local.get 6) (local.get 7) (local.get 8)))
        (func $second (type $many) (local i32)
            (loop $again
                (local.set 9 (i32.add (local.get 9) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get 9) (i32.const 3))))
            (call $third (local.get 0) (local.get 9) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
                (local.get 6) (local.get 7) (local.get 8)))
        (func $first (export "run") (param i32) (result i32)
            (i32.const 100)
            (call $second (local.get 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
                (i32.const 6) (i64.const 7) (f64.const 8))
            (drop) (drop) (drop) (drop)
            (i32.add))
        (table 1 funcref)
        (func $null (export "null")
            (call_indirect (type $many) (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)
                (i32.const 5) (i32.const 6) (i64.const 7) (f64.const 8) (i32.const 0))
            unreachable)
        (func $call_null (export "call null") (call $null)))"#;
    for engine in engines() {
        let mut linker = Linker::new(&engine);
        #[rustfmt::skip]
        let host = |caller: Caller<'_, ()>, a: i32, b: i32, _: i32, _: i32, _: i32, _: i32, g: i32, h: i64, i: f64| -> Result<_> {
            assert_eq!(WasmBacktrace::capture(&caller).frames().len(), 3);
            assert_eq!((a, g, h, i), (3, 6, 7, 8.0));
            if b == 0 { Err(Error::msg("zero")) } else { Ok((b, 0, 0, 0, 0i64)) }
        };
        linker.func_wrap("host", "f", host).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
        assert_eq!(run.call(&mut store, 5).unwrap(), 105);
        assert_eq!(frames(&run.call(&mut store, 0).unwrap_err()), ["third", "second", "first"]);
        let null = instance.get_typed_func::<(), ()>(&mut store, "call null").unwrap();
        let error = null.call(&mut store, ()).unwrap_err();
        assert_eq!((trap(&error), frames(&error).join(" ")), (Trap::IndirectCallToNull, "null call_null".into()));
    }
}

#[test]
fn recursion_through_the_host_ends_in_a_trap() {
    let check = || {
        let (mut store, instance) = caller(&Engine::default(), |mut caller: Caller<'_, i32>, n: i32| -> Result<i32> {
            // A host function with a large frame.
            let frame = std::hint::black_box([n as u8; 4096]);
            let run = caller.get_export("run").unwrap().into_func().unwrap();
            Ok(run.typed::<i32, i32>(&caller)?.call(&mut caller, n + 1)? + i32::from(frame[0]))
        });
        for _ in 0..2 {
            assert_eq!(trap(&run(&mut store, instance, 0).unwrap_err()), Trap::StackOverflow);
        }
    };
    check();
    std::thread::Builder::new().stack_size(600 << 10).spawn(check).unwrap().join().unwrap();
    std::thread::Builder::new().stack_size(64 << 20).spawn(check).unwrap().join().unwrap();
}

#[test]
fn the_reserve_of_host_stack_is_there_and_named_when_it_ends_a_recursion() {
    /// Uses `bytes` of stack.
    fn use_stack(bytes: usize) -> u8 {
        let frame = std::hint::black_box([bytes as u8; 4096]);
        if bytes > 4096 { use_stack(bytes - 4096) | frame[0] } else { frame[0] }
    }
    let check = |reserve: Option<usize>, used: usize| {
        let mut config = windlass::Config::new();
        // Large enough that the host stack runs out first.
        config.max_wasm_stack(64 << 20);
        if let Some(reserve) = reserve {
            config.host_stack_reserve(reserve);
        }
        let engine = Engine::new(&config).unwrap();
        let (mut store, instance) = caller(&engine, move |mut caller: Caller<'_, i32>, n: i32| -> Result<i32> {
            use_stack(used);
            let run = caller.get_export("run").unwrap().into_func().unwrap();
            run.typed::<i32, i32>(&caller)?.call(&mut caller, n + 1)
        });
        let error = run(&mut store, instance, 0).unwrap_err();
        assert_eq!(trap(&error), Trap::StackOverflow);
        let expected =
            format!("the {} KiB that `Config::host_stack_reserve` reserves", reserve.unwrap_or(256 << 10) >> 10);
        assert!(error.to_string().contains(&expected), "{error}");
    };
    let spawn = |reserve, used| {
        let thread = std::thread::Builder::new().stack_size(4 << 20);
        thread.spawn(move || check(reserve, used)).unwrap().join().unwrap();
    };
    spawn(None, 200 << 10);
    spawn(Some(1 << 20), 900 << 10);
}

#[test]
fn a_host_function_may_run_guest_code_on_another_thread() {
    let (mut store, instance) = caller(&Engine::default(), |mut caller: Caller<'_, i32>, depth: i32| -> Result<i32> {
        if depth == 0 {
            return Ok(0);
        }
        let run = caller.get_export("run").unwrap().into_func().unwrap();
        let run = run.typed::<i32, i32>(&caller)?;
        let mut context = caller.as_context_mut();
        std::thread::scope(|scope| scope.spawn(|| run.call(&mut context, depth - 1)).join().unwrap())
    });
    assert_eq!(run(&mut store, instance, 5).unwrap(), 12);
}

#[test]
fn functions_and_external_values_are_passed_as_references() {
    let text = r#"(module
        (type $t (func (result i32)))
        (import "host" "pick" (func $pick (param externref funcref) (result funcref externref)))
        (table 1 funcref)
        (func $seven (export "seven") (result i32) (i32.const 7))
        (func (export "run") (param externref) (result i32 externref)
            (local $e externref)
            (local $f funcref)
            (call $pick (local.get 0) (ref.func $seven))
            (local.set $e)
            (local.set $f)
            (table.set (i32.const 0) (local.get $f))
            (call_indirect (type $t) (i32.const 0))
            (local.get $e)))"#;
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap("host", "pick", |mut caller: Caller<'_, ()>, e: Option<ExternRef>, f: Option<Func>| -> Result<_> {
            let number = *e.as_ref().unwrap().downcast::<i32, ()>(&caller)?;
            assert_eq!(f.unwrap().typed::<(), i32>(&caller)?.call(&mut caller, ())?, 7);
            Ok((Some(Func::wrap(&mut caller, move || number + 1)), e))
        })
        .unwrap();
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
    let run = instance.get_typed_func::<Option<ExternRef>, (i32, Option<ExternRef>)>(&mut store, "run").unwrap();
    let value = ExternRef::new(&mut store, 41).unwrap();
    assert_eq!(run.call(&mut store, Some(value.clone())).unwrap(), (42, Some(value)));
}

#[test]
fn a_dynamic_host_function_has_any_type() {
    let ty = FuncType::new([ValType::I64, ValType::F32], [ValType::F32, ValType::I64]);
    let mut store = Store::new(&Engine::default(), ());
    let swap = Func::new(&mut store, ty.clone(), |_, params, results| {
        (results[0], results[1]) = (params[1].clone(), params[0].clone());
        Ok(())
    });
    assert_eq!(swap.ty(&store), ty);
    let typed = swap.typed::<(i64, f32), (f32, i64)>(&store).unwrap();
    assert_eq!(typed.call(&mut store, (1, 2.0)).unwrap(), (2.0, 1));
}

#[test]
fn a_handle_of_another_store_is_refused() {
    let engine = Engine::default();
    let (mut store, instance) = instantiate(&engine, r#"(module (func (export "f")))"#);
    let f = instance.get_func(&mut store, "f").unwrap();
    let mut other = Store::new(&engine, ());
    let panic = catch_unwind(AssertUnwindSafe(|| f.call(&mut other, &[], &mut []))).unwrap_err();
    let message = panic.downcast_ref::<&str>().unwrap();
    assert!(message.contains("a store that it does not belong to"), "{message}");
    let error: Error = Linker::new(&engine)
        .define(&store, "m", "f", f)
        .unwrap()
        .instantiate(&mut other, &Module::new(&engine, r#"(module (import "m" "f" (func)))"#).unwrap())
        .unwrap_err();
    assert_eq!(error.to_string(), "import `f` of module `m`: a value belongs to another store");
}
