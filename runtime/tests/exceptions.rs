//! Exceptions: thrown by guest code and by host functions, caught wherever there is a handler, and collected when nothing refers to
//! them.

#![cfg(feature = "wat")]

mod common;

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use common::{frames, trap};
use windlass::{
    Caller, CompileMode, Config, Engine, Error, ExnRef, ExternRef, ExternType, Func, FuncType, Instance, Linker,
    Module, Result, Store, StoreLimits, StoreLimitsBuilder, Tag, TagType, ThrownException, Trap, UpdateDeadline, Val,
    ValType,
};

/// Engines of all kinds: see [`common::engines`].
fn engines(change: impl Fn(&mut Config)) -> Vec<Engine> {
    let modes = [CompileMode::Eager, CompileMode::Lazy, CompileMode::Parallel];
    let checks = [(false, true), (true, true), (false, false)];
    let all = modes.into_iter().flat_map(|mode| checks.map(|checks| (mode, checks)));
    all.map(|(mode, (explicit, signals))| {
        let mut config = Config::new();
        config.explicit_bounds_checks(explicit).signals_based_traps(signals).compile_mode(mode);
        config.wasm_exceptions(true).branch_protection(explicit);
        change(&mut config);
        Engine::new(&config).unwrap()
    })
    .collect()
}

/// What compiles and loads modules: engines of all kinds, each also with precompiled modules.
fn loaders() -> impl Iterator<Item = (Engine, impl Fn(&str) -> Module)> {
    engines(|_| ()).into_iter().flat_map(|engine| {
        [false, true].map(|precompiled| {
            let loader = engine.clone();
            let load = move |text: &str| match precompiled {
                true => {
                    let bytes = loader.precompile_module(text.as_bytes()).unwrap();
                    // SAFETY: the bytes are those of a precompiled module.
                    unsafe { Module::deserialize(&loader, bytes) }.unwrap()
                }
                false => Module::new(&loader, text).unwrap(),
            };
            (engine.clone(), load)
        })
    })
}

fn engine() -> Engine {
    Engine::new(Config::new().wasm_exceptions(true)).unwrap()
}

/// An instance in a new store.
fn instantiate(engine: &Engine, text: &str) -> (Store<()>, Instance) {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, text).unwrap();
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    (store, instance)
}

/// Calls an export with numbers, which are of type `i32`, as is the result.
fn call<T>(store: &mut Store<T>, instance: Instance, name: &str, arguments: &[i32]) -> Result<i32> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let arguments: Vec<Val> = arguments.iter().map(|&value| Val::I32(value)).collect();
    let mut results = vec![Val::I32(0); func.ty(&*store).results().len()];
    func.call(store, &arguments, &mut results)?;
    Ok(results.first().map_or(0, Val::unwrap_i32))
}

#[track_caller]
fn assert_thrown(error: &Error) {
    assert!(error.is::<ThrownException>(), "{error:?}");
}

/// `count` times `text`, with `#` for the number of each.
fn repeat(count: usize, text: &str) -> String {
    (0..count).fold(String::new(), |mut all, i| {
        let _ = write!(all, "{} ", text.replace('#', &i.to_string()));
        all
    })
}

#[test]
fn locals_are_what_they_were_at_the_call() {
    // Every function has more locals than there are registers, and changes them before it calls the next.
    let locals = repeat(24, "(local $l# i64) ");
    let set = repeat(
        24,
        "(local.set $l# (i64.add (i64.mul (i64.extend_i32_s (local.get $x)) (i64.const 100)) (i64.const #)))",
    );
    let check = repeat(
        24,
        "(if (i64.ne (local.get $l#) (i64.add (i64.mul (i64.extend_i32_s (local.get $x)) (i64.const 100)) (i64.const #)))
            (then (unreachable)))",
    );
    // Several depths and kinds of frames between the throw and the handler.
    let text = format!(
        r#"(module
        (tag $e (param i32))
        (func $deep (param $x i32) (param $frames i32) (result i32) {locals}
            {set}
            (if (i32.eqz (local.get $frames)) (then (throw $e (local.get $x))))
            (drop (call $other (local.get $x) (i32.sub (local.get $frames) (i32.const 1))))
            {check}
            (local.get $x))
        (func $other (param $x i32) (param $frames i32) (result i32) (local $a i64) (local $b i64)
            (if (i32.eqz (local.get $frames)) (then (throw $e (local.get $x))))
            (local.set $a (i64.const 7))
            (local.set $b (i64.extend_i32_s (call $deep (i32.add (local.get $x) (i32.const 1)) (i32.sub (local.get $frames) (i32.const 1)))))
            (i32.wrap_i64 (i64.add (local.get $a) (local.get $b))))
        (func (export "run") (param $x i32) (param $frames i32) (result i32) {locals} (local $caught i32)
            {set}
            (block $h (result i32)
                (try_table (result i32) (catch $e $h) (call $deep (local.get $x) (local.get $frames))))
            (local.set $caught)
            {check}
            (local.get $caught)))"#
    );
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(&text), &[]).unwrap();
        for frames in [0, 1, 2, 7, 100] {
            assert_eq!(call(&mut store, instance, "run", &[5, frames]).unwrap(), 5 + frames / 2, "{frames}");
        }
    }
}

#[test]
fn the_innermost_handler_of_the_tag_catches() {
    let text = r#"(module
        (tag $a) (tag $b) (tag $c) (tag $d)
        (func $throw (param i32)
            (block $none (block $three (block $two (block $one (block $zero
                (br_table $zero $one $two $three $none (local.get 0)))
                (throw $a)) (throw $b)) (throw $c)) (throw $d)))
        (func (export "run") (param i32) (result i32)
            (block $outer
                (try_table (catch_all $outer)
                    (block $c
                        (try_table (catch $c $c)
                            (block $b
                                (try_table (catch $b $b) (catch $b $c)
                                    (block $a
                                        (try_table (catch $a $a) (call $throw (local.get 0)) (return (i32.const 0))))
                                    (return (i32.const 1))))
                            (return (i32.const 2))))
                    (return (i32.const 3))))
            (i32.const 4)))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let caught = [0, 1, 2, 3, 4].map(|which| call(&mut store, instance, "run", &[which]).unwrap());
        assert_eq!(caught, [1, 2, 3, 4, 0]);
    }
}

#[test]
fn payloads_are_of_every_type_and_of_any_length() {
    // 90 values: more than there are registers, and vectors at odd words.
    let types = repeat(15, "i32 i64 f32 f64 v128 externref");
    let values = repeat(
        15,
        "(i32.add (local.get 0) (i32.const #)) (i64.const -#) (f32.const #.5) (f64.const -#.25)
         (i64x2.replace_lane 1 (i64x2.splat (i64.const #)) (i64.const 1#)) (local.get 1)",
    );
    let text = format!(
        r#"(module
        (tag $e (export "e") (param {types}))
        (type $t (func (param i32 externref) (result {types})))
        (func $throw (param i32 externref) (throw $e {values}))
        (func (export "catch") (type $t)
            (block $h (result {types})
                (try_table (catch $e $h) (call $throw (local.get 0) (local.get 1)))
                (unreachable)))
        (func (export "throw") (param i32 externref) (call $throw (local.get 0) (local.get 1))))"#
    );
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(&text), &[]).unwrap();
        let value = ExternRef::new(&mut store, 77u32).unwrap();
        let check = |store: &Store<()>, values: &[Val]| {
            assert_eq!(values.len(), 90);
            for (i, values) in values.chunks(6).enumerate() {
                let i = i as i32;
                assert_eq!(values[0].unwrap_i32(), i + 1000);
                assert_eq!(values[1].unwrap_i64(), -i64::from(i));
                assert_eq!(values[2].unwrap_f32(), i as f32 + 0.5);
                assert_eq!(values[3].unwrap_f64(), if i == 0 { -0.25 } else { f64::from(-i) - 0.25 });
                let high: u128 = format!("1{i}").parse().unwrap();
                assert_eq!(values[4].unwrap_v128().as_u128(), high << 64 | i as u128);
                assert_eq!(*values[5].unwrap_extern_ref().unwrap().downcast::<u32, _>(store).unwrap(), 77);
            }
        };
        let arguments = [Val::I32(1000), value.into()];
        let mut results = vec![Val::I32(0); 90];
        let catch = instance.get_func(&mut store, "catch").unwrap();
        catch.call(&mut store, &arguments, &mut results).unwrap();
        check(&store, &results);
        let throw = instance.get_func(&mut store, "throw").unwrap();
        assert_thrown(&throw.call(&mut store, &arguments, &mut []).unwrap_err());
        drop((arguments, results));
        // What the exception carries is not collected.
        let exception = store.take_pending_exception().unwrap();
        store.gc();
        check(&store, &exception.fields(&store).unwrap().collect::<Vec<_>>());
        let tag = instance.get_tag(&mut store, "e").unwrap();
        assert!(Tag::eq(&tag, &exception.tag(&store).unwrap(), &store));
    }
}

#[test]
fn tags_are_what_they_are_by_identity() {
    let definer = r#"(module (tag $e (export "e") (param i32)) (tag (export "alias") (param i32))
        (func (export "throw") (param i32) (throw $e (local.get 0))))"#;
    let user = r#"(module
        (import "a" "e" (tag $a (param i32))) (import "b" "e" (tag $b (param i32)))
        (import "a" "throw" (func $a (param i32))) (import "b" "throw" (func $b (param i32)))
        (func (export "run") (param i32) (result i32)
            (block $from_a (result i32)
                (block $from_b (result i32)
                    (try_table (catch $a $from_a) (catch $b $from_b)
                        (if (i32.and (local.get 0) (i32.const 1))
                            (then (call $a (local.get 0)))
                            (else (call $b (local.get 0)))))
                    (return (i32.const 0)))
                (return (i32.add (i32.const 2000))))
            (i32.add (i32.const 1000)))
        (export "a again" (tag $a)))"#;
    for (engine, load) in loaders() {
        let (definer, user) = (load(definer), load(user));
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        for name in ["a", "b"] {
            let instance = linker.instantiate(&mut store, &definer).unwrap();
            linker.instance(&mut store, name, instance).unwrap();
        }
        let instance = linker.instantiate(&mut store, &user).unwrap();
        assert_eq!(call(&mut store, instance, "run", &[5]).unwrap(), 1005);
        assert_eq!(call(&mut store, instance, "run", &[6]).unwrap(), 2006);
        let tag = |store: &mut Store<()>, module, name| linker.get(store, module, name).unwrap().into_tag().unwrap();
        let (a, b) = (tag(&mut store, "a", "e"), tag(&mut store, "b", "e"));
        let alias = tag(&mut store, "a", "alias");
        let again = instance.get_tag(&mut store, "a again").unwrap();
        assert!(Tag::eq(&a, &again, &store) && !Tag::eq(&a, &b, &store) && !Tag::eq(&a, &alias, &store));
    }
}

#[test]
fn imported_tags_have_the_type_that_is_asked_for() {
    let engine = engine();
    let text = r#"(module (import "m" "e" (tag (param i32 f64))) (tag (export "t") (param v128)))"#;
    let module = Module::new(&engine, text).unwrap();
    let types: Vec<ExternType> =
        module.imports().map(|import| import.ty()).chain(module.exports().map(|export| export.ty())).collect();
    assert_eq!(types.iter().map(ToString::to_string).collect::<Vec<_>>(), ["tag (param i32 f64)", "tag (param v128)"]);
    assert_eq!(types[0].tag().unwrap().ty().params(), [ValType::I32, ValType::F64]);
    let mut store = Store::new(&engine, ());
    let missing = Linker::new(&engine).instantiate(&mut store, &module).unwrap_err().to_string();
    assert!(missing.contains("`e` of module `m`, a tag (param i32 f64), is not defined"), "{missing}");
    let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], []))).unwrap();
    let other = Instance::new(&mut store, &module, &[tag.into()]).unwrap_err().to_string();
    assert!(other.contains("must be a tag (param i32 f64), but is a tag (param i32)"), "{other}");
    let right = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32, ValType::F64], []))).unwrap();
    let instance = Instance::new(&mut store, &module, &[right.into()]).unwrap();
    let exported = instance.get_export(&mut store, "t").unwrap().ty(&store);
    assert_eq!(exported, types[1]);
}

/// Throws through frames of two instances that have handlers for other tags, tail calls between them included.
#[test]
fn handlers_of_other_instances_are_found() {
    let inner = r#"(module
        (import "" "e" (tag $e (param i32)))
        (tag $own)
        (memory (export "memory") 1)
        (func (export "throw") (param i32) (result i32)
            (local $a i64) (local $b i64)
            (local.set $a (i64.const 5)) (local.set $b (i64.const 6))
            (block $h
                (try_table (catch $own $h) (throw $e (local.get 0))))
            (i32.const 1))
        (func $eleven (export "eleven") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32 i32)
            (throw $e (i32.add (local.get 0) (local.get 10)))))"#;
    let outer = r#"(module
        (import "" "e" (tag $e (param i32)))
        (import "inner" "throw" (func $throw (param i32) (result i32)))
        (import "inner" "eleven" (func $eleven
            (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32 i32)))
        (tag $own)
        (memory 1)
        (data (i32.const 100) "\2a")
        (global $g (mut i32) (i32.const 9))
        (func $middle (param i32) (result i32) (local $a i64)
            (local.set $a (i64.const 5))
            (drop (call $throw (local.get 0)))
            (i32.wrap_i64 (local.get $a)))
        ;; The frame is replaced by one of the other instance.
        (func $tail (param i32) (result i32) (local $a i64) (local $b i64)
            (local.set $a (i64.const 5)) (local.set $b (i64.const 6))
            (return_call $throw (local.get 0)))
        (func $tail_eleven (param i32) (result i32 i32 i32 i32 i32)
            (return_call $eleven (local.get 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
                (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10)))
        (func (export "run") (param $x i32) (param $how i32) (result i32)
            (local $a i64) (local $b i64) (local $c i64) (local $d i64) (local $e i64) (local $f i64) (local $g i64)
            (local.set $a (i64.extend_i32_s (local.get $x)))
            (local.set $b (i64.add (local.get $a) (i64.const 1))) (local.set $c (i64.add (local.get $b) (i64.const 1)))
            (local.set $d (i64.add (local.get $c) (i64.const 1))) (local.set $e (i64.add (local.get $d) (i64.const 1)))
            (local.set $f (i64.add (local.get $e) (i64.const 1))) (local.set $g (i64.add (local.get $f) (i64.const 1)))
            (block $h (result i32)
                (try_table (catch $e $h)
                    (block $four (block $three (block $two (block $one
                        (br_table $one $two $three $four (local.get $how)))
                        (drop (call $middle (local.get $x))))
                        (drop (call $tail (local.get $x))))
                        (call $tail_eleven (local.get $x)) (drop) (drop) (drop) (drop) (drop))
                    (drop (call $throw (local.get $x))))
                (return (i32.const -1)))
            ;; The context, the memory and the locals are those of this function.
            (i32.add (i32.add (i32.load8_u (i32.const 100)) (global.get $g)))
            (i32.add (i32.wrap_i64 (i64.sub (i64.add (i64.add (local.get $a) (local.get $b)) (i64.add (local.get $c)
                (i64.add (i64.add (local.get $d) (local.get $e)) (i64.add (local.get $f) (local.get $g)))))
                (i64.mul (i64.const 7) (local.get $a)))))))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], []))).unwrap();
        linker.define(&mut store, "", "e", tag).unwrap();
        let inner = linker.instantiate(&mut store, &load(inner)).unwrap();
        linker.instance(&mut store, "inner", inner).unwrap();
        let outer = linker.instantiate(&mut store, &load(outer)).unwrap();
        for how in 0..4 {
            let expected = 1000 + 42 + 9 + 21 + if how == 2 { 10 } else { 0 };
            assert_eq!(call(&mut store, outer, "run", &[1000, how]).unwrap(), expected, "{how}");
        }
        assert_thrown(&call(&mut store, inner, "throw", &[1]).unwrap_err());
    }
}

const THROUGH_HOST: &str = r#"(module
    (import "" "call" (func $host (param i32)))
    (tag $e (export "e") (param i32))
    (func $throw (export "throw") (param i32) (throw $e (local.get 0)))
    (func (export "trap") (param i32) (unreachable))
    (func $outer (export "catch") (param i32) (result i32)
        (block $h (result i32)
            (try_table (catch $e $h) (call $host (local.get 0)))
            (i32.const -1)))
    (func (export "catch all") (param i32) (result i32)
        (block $h
            (try_table (catch_all $h) (call $host (local.get 0)))
            (return (i32.const -1)))
        (i32.const -2)))"#;

/// An error of the host's own.
#[derive(Debug, PartialEq)]
struct Own(i32);

impl std::fmt::Display for Own {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "own error {}", self.0)
    }
}

impl std::error::Error for Own {}

#[test]
fn host_functions_throw_and_pass_exceptions_on() {
    for (engine, load) in loaders() {
        let module = load(THROUGH_HOST);
        let mut store = Store::new(&engine, ());
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
            let instance = caller.instance().unwrap();
            let typed = |caller: &mut Caller<'_, ()>, name| instance.get_typed_func::<i32, ()>(caller, name).unwrap();
            match x {
                // Throws one of its own.
                1 => {
                    let tag = instance.get_tag(&mut caller, "e").unwrap();
                    let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(100)])?;
                    Ok(caller.throw(exception)?)
                }
                // Passes one on, as it is, with a context, and after a look at it.
                2 => typed(&mut caller, "throw").call(&mut caller, 200),
                3 => typed(&mut caller, "throw").call(&mut caller, 300).map_err(|e| e.context("passed on")),
                4 => {
                    assert_thrown(&typed(&mut caller, "throw").call(&mut caller, 400).unwrap_err());
                    assert!(caller.has_pending_exception());
                    let exception = caller.take_pending_exception().unwrap();
                    assert!(!caller.has_pending_exception());
                    let value = exception.field(&caller, 0).unwrap().unwrap_i32();
                    let tag = exception.tag(&caller).unwrap();
                    let other = ExnRef::new(&mut caller, &tag, &[Val::I32(value + 1)])?;
                    Ok(caller.throw(other)?)
                }
                // Catches one.
                5 => {
                    assert_thrown(&typed(&mut caller, "throw").call(&mut caller, 500).unwrap_err());
                    caller.take_pending_exception();
                    Ok(())
                }
                // Takes it, and passes on an error that is none any more.
                6 => {
                    let error = typed(&mut caller, "throw").call(&mut caller, 600).unwrap_err();
                    caller.take_pending_exception();
                    Err(error)
                }
                7 => Err(Error::new(Own(7))),
                8 => typed(&mut caller, "trap").call(&mut caller, 0),
                // Throws through the guest and the host again.
                x if x > 1000 => {
                    instance.get_typed_func::<i32, i32>(&mut caller, "catch")?.call(&mut caller, x - 1000).map(drop)
                }
                x => panic!("{x}"),
            }
        });
        let instance = Instance::new(&mut store, &module, &[host.into()]).unwrap();
        for (x, caught) in [(1, 100), (2, 200), (3, 300), (4, 401), (5, -1), (1001, -1), (5003, -1)] {
            assert_eq!(call(&mut store, instance, "catch", &[x]).unwrap(), caught, "{x}");
            let caught = if caught < 0 { -1 } else { -2 };
            assert_eq!(call(&mut store, instance, "catch all", &[x]).unwrap(), caught, "{x}");
            assert!(!store.has_pending_exception());
        }
        for export in ["catch", "catch all"] {
            assert_thrown(&call(&mut store, instance, export, &[6]).unwrap_err());
            assert_eq!(call(&mut store, instance, export, &[7]).unwrap_err().downcast_ref(), Some(&Own(7)));
            assert_eq!(trap(&call(&mut store, instance, export, &[8]).unwrap_err()), Trap::UnreachableCodeReached);
            assert!(
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    call(&mut store, instance, export, &[999])
                }))
                .is_err()
            );
        }
    }
}

#[test]
fn an_exception_that_nobody_catches_passes_through_entries() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
            let call = caller.instance().unwrap().get_typed_func::<i32, ()>(&mut caller, "run").unwrap();
            call.call(&mut caller, x - 1)
        });
        let text = r#"(module
            (import "" "host" (func $host (param i32)))
            (tag $e (export "the tag") (param i32 i64)) (tag $other)
            (func $run (export "run") (param i32)
                (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 5) (i64.const 6))))
                (block $h
                    (try_table (catch $other $h) (call $host (local.get 0))))))"#;
        let instance = Instance::new(&mut store, &load(text), &[host.into()]).unwrap();
        let error = call(&mut store, instance, "run", &[4]).unwrap_err();
        assert_thrown(&error);
        assert_eq!(error.to_string(), "exception of tag `the tag` (param i32 i64)");
        assert_eq!(frames(&error), ["run"; 5]);
        let exception = store.take_pending_exception().unwrap();
        let values: Vec<Val> = exception.fields(&store).unwrap().collect();
        assert!(matches!(values[..], [Val::I32(5), Val::I64(6)]), "{values:?}");
        assert!(exception.field(&store, 2).is_err());
        assert_eq!(error.to_string(), "exception of tag `the tag` (param i32 i64)");
    }
}

#[test]
fn a_backtrace_shows_where_it_was_thrown() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let text = r#"(module $m
            (tag $e) (tag $other)
            (func $throws (throw $e))
            (func $calls (call $throws) (unreachable))
            (func $with_handler (block $h (try_table (catch $other $h) (call $calls))))
            (func (export "once") (call $with_handler))
            (func $again
                (block $h (result exnref)
                    (try_table (catch_all_ref $h) (call $with_handler))
                    (return))
                (throw_ref))
            (func (export "again") (call $again))
            (func (export "null") (throw_ref (ref.null exn))))"#;
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let error = call(&mut store, instance, "once", &[]).unwrap_err();
        assert_eq!(error.to_string(), "exception of an unnamed tag (param)");
        assert_eq!(frames(&error), ["throws", "calls", "with_handler", "3"]);
        let offset = error.backtrace().unwrap().frames()[0].module_offset().unwrap();
        let error = call(&mut store, instance, "again", &[]).unwrap_err();
        let expected = format!("exception of an unnamed tag (param), thrown first at {offset:#x} in m!throws");
        assert_eq!(error.to_string(), expected);
        assert_eq!(frames(&error), ["again", "5"]);
        let error = call(&mut store, instance, "null", &[]).unwrap_err();
        assert_eq!((trap(&error), frames(&error)), (Trap::NullReference, vec!["6".to_owned()]));
    }
}

#[test]
fn traps_have_no_handlers() {
    let text = r#"(module
        (memory 1) (table 1 funcref)
        (func $trap (param i32) (result i32)
            (block $five (block $four (block $three (block $two (block $one
                (br_table $one $two $three $four $five (local.get 0)))
                (unreachable))
                (return (i32.load (i32.const -8))))
                (return (i32.div_s (i32.const 1) (i32.const 0))))
                (call_indirect (i32.const 0)))
            (drop (memory.grow (i32.const 1)))
            (memory.copy (i32.const -1) (i32.const 0) (i32.const 9))
            (i32.const 0))
        (func $recurse (export "recurse") (result i32)
            (block $h (try_table (catch_all $h) (return (i32.add (call $recurse) (i32.const 1)))))
            (i32.const -1))
        (func (export "run") (param i32) (result i32)
            (block $h
                (try_table (catch_all $h) (return (call $trap (local.get 0)))))
            (i32.const -1)))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let traps = [0, 1, 2, 3, 4].map(|which| trap(&call(&mut store, instance, "run", &[which]).unwrap_err()));
        use Trap::*;
        let expected =
            [UnreachableCodeReached, MemoryOutOfBounds, IntegerDivisionByZero, IndirectCallToNull, MemoryOutOfBounds];
        assert_eq!(traps, expected);
        assert_eq!(trap(&call(&mut store, instance, "recurse", &[]).unwrap_err()), Trap::StackOverflow);
    }
}

#[test]
fn throwing_where_the_stack_ends() {
    // At each depth, an exception is thrown and caught one frame up; at last there is no room for that. A large frame ends at
    // another place than a small one.
    for size in [0, 40, 3000] {
        let locals = repeat(size, "(local i64)");
        let text = format!(
            r#"(module
            (tag $e (param i32))
            (global $depth (export "depth") (mut i32) (i32.const 0))
            (func $throw (param i32) (throw $e (local.get 0)))
            (func $recurse (export "run") (param i32) {locals}
                (block $h (result i32)
                    (try_table (catch $e $h) (call $throw (local.get 0)) (unreachable))
                    (unreachable))
                (if (i32.ne (local.get 0)) (then (unreachable)))
                (global.set $depth (local.get 0))
                (call $recurse (i32.add (local.get 0) (i32.const 1)))
                (global.set $depth (i32.const 0))))"#
        );
        for engine in engines(|_| ()) {
            let (mut store, instance) = instantiate(&engine, &text);
            for _ in 0..2 {
                assert_eq!(trap(&call(&mut store, instance, "run", &[0]).unwrap_err()), Trap::StackOverflow);
                let depth = instance.get_global(&mut store, "depth").unwrap().get(&store).unwrap_i32();
                assert!(depth > 30, "{depth}");
            }
        }
    }
}

#[test]
fn exceptions_are_thrown_from_the_depth_of_recursion() {
    let text = r#"(module
        (tag $e (param i64))
        (func $down (param i64) (result i64)
            (if (i64.eqz (local.get 0)) (then (throw $e (i64.const 42))))
            (i64.add (call $down (i64.sub (local.get 0) (i64.const 1))) (i64.const 1)))
        (func (export "run") (param i64) (result i64)
            (block $h (result i64)
                (try_table (result i64) (catch $e $h) (call $down (local.get 0))))))"#;
    for engine in engines(|config| _ = config.max_wasm_stack(64 << 20)) {
        let (mut store, instance) = instantiate(&engine, text);
        let run = instance.get_typed_func::<i64, i64>(&mut store, "run").unwrap();
        assert_eq!(run.call(&mut store, 1_000_000).unwrap(), 42);
    }
}

/// As many times as take a moment.
const MANY: i32 = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };

#[test]
fn exceptions_that_nothing_refers_to_take_no_memory() {
    let text = r#"(module
        (tag $e (param i32 v128))
        (tag $ref (param exnref))
        (func $throw (param i32) (throw $e (local.get 0) (v128.const i64x2 1 2)))
        (func $throw_ref (param exnref) (throw $ref (local.get 0)))
        (func (export "run") (param $n i32) (result i32) (local $sum i32) (local $last exnref)
            (loop $again
                (block $h (result i32 v128 exnref)
                    (try_table (catch_ref $e $h) (call $throw (local.get $n)))
                    (unreachable))
                ;; The one before is still there.
                (local.set $last)
                (drop)
                (local.set $sum (i32.add (local.get $sum)))
                ;; One refers to another, and nothing to it.
                (block $h (result exnref)
                    (try_table (catch $ref $h) (call $throw_ref (local.get $last)))
                    (unreachable))
                (if (ref.is_null) (then (unreachable)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))"#;
    for engine in engines(|config| _ = config.gc_heap_max(256 << 10)).into_iter().step_by(4) {
        let (mut store, instance) = instantiate(&engine, text);
        let n = i64::from(MANY);
        assert_eq!(call(&mut store, instance, "run", &[MANY]).unwrap(), (n * (n + 1) / 2) as i32);
    }
}

/// A module whose function `run` holds exceptions in locals only, throws many others, and looks at what they carry.
fn holding(count: usize) -> String {
    let locals = repeat(count, "(local $x# exnref)");
    let make = repeat(count, "(local.set $x# (call $make (i32.const #) (local.get $value)))");
    let check = repeat(
        count,
        "(local.set $sum (i32.add (local.get $sum) (i32.mul (i32.const #) (call $value (local.get $x#)))))",
    );
    format!(
        r#"(module
        (import "" "gc" (func $gc (param i64)))
        (tag $e (param i32 externref))
        (tag $holds (param exnref))
        (table $t 3 exnref)
        (global $g (mut exnref) (ref.null exn))
        (func $throw (param i32 externref) (throw $e (local.get 0) (local.get 1)))
        (func $make (param i32 externref) (result exnref) (local $x exnref)
            (block $h (result i32 externref exnref)
                (try_table (catch_ref $e $h) (call $throw (local.get 0) (local.get 1)))
                (unreachable))
            (local.set $x) (drop) (drop)
            (local.get $x))
        (func $value (param exnref) (result i32) (local $value externref)
            (block $h (result i32 externref)
                (try_table (catch $e $h) (throw_ref (local.get 0)))
                (unreachable))
            (local.set $value)
            (if (ref.is_null (local.get $value)) (then (unreachable))))
        (func $wrap (param exnref) (result exnref) (local $x exnref)
            (block $h (result exnref exnref)
                (try_table (catch_ref $holds $h) (throw $holds (local.get 0)))
                (unreachable))
            (local.set $x) (drop)
            (local.get $x))
        (func $unwrap (param exnref) (result exnref)
            (block $h (result exnref)
                (try_table (catch $holds $h) (throw_ref (local.get 0)))
                (unreachable)))
        ;; Throws many exceptions, in a loop whose registers are all in use.
        (func $garbage (param $n i32) (param $value externref)
            (loop $again
                (drop (call $make (local.get $n) (local.get $value)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
        (func (export "run") (param $value externref) (result i32) (local $sum i32) {locals}
            {make}
            (call $garbage (i32.const 5000) (local.get $value))
            {check}
            (call $gc (i64.const 1))
            {check}
            (local.get $sum))
        (func (export "elsewhere") (param $value externref) (result i32)
            (global.set $g (call $make (i32.const 1) (local.get $value)))
            (table.set $t (i32.const 2) (call $make (i32.const 20) (local.get $value)))
            (table.set $t (i32.const 1) (call $wrap (call $wrap (call $make (i32.const 300) (local.get $value)))))
            (call $garbage (i32.const 5000) (local.get $value))
            (call $gc (i64.const 1))
            (i32.add (i32.add (call $value (global.get $g)) (call $value (table.get $t (i32.const 2))))
                (call $value (call $unwrap (call $unwrap (table.get $t (i32.const 1))))))))"#
    )
}

#[test]
fn exceptions_in_registers_tables_and_others_are_kept() {
    for (engine, load) in loaders() {
        for count in [1, 3, 5, 12] {
            let mut store = Store::new(&engine, ());
            let gc = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, _: i64| caller.gc());
            let instance = Instance::new(&mut store, &load(&holding(count)), &[gc.into()]).unwrap();
            let value = ExternRef::new(&mut store, 7u8).unwrap();
            let run = |store: &mut Store<()>, name| {
                let run = instance.get_typed_func::<Option<ExternRef>, i32>(&mut *store, name).unwrap();
                run.call(store, Some(value.clone())).unwrap()
            };
            let squares: usize = (0..count).map(|i| i * i).sum();
            assert_eq!(run(&mut store, "run"), 2 * squares as i32);
            assert_eq!(run(&mut store, "elsewhere"), 321);
        }
    }
}

#[test]
fn the_embedder_keeps_exceptions_and_gives_them_back() {
    let text = r#"(module
        (tag $e (export "e") (param i32))
        (func $throw (param i32) (throw $e (local.get 0)))
        (func (export "make") (param i32) (result exnref) (local $x exnref)
            (block $h (result i32 exnref)
                (try_table (catch_ref $e $h) (call $throw (local.get 0)))
                (unreachable))
            (local.set $x) (drop) (local.get $x))
        (func (export "value") (param exnref) (result i32)
            (block $h (result i32)
                (try_table (catch $e $h) (throw_ref (local.get 0)))
                (unreachable))))"#;
    let engine = engine();
    let (mut store, instance) = instantiate(&engine, text);
    let make = instance.get_typed_func::<i32, Option<ExnRef>>(&mut store, "make").unwrap();
    let value = instance.get_typed_func::<Option<ExnRef>, i32>(&mut store, "value").unwrap();
    let kept: Vec<ExnRef> = (0..3000).map(|i| make.call(&mut store, i).unwrap().unwrap()).collect();
    store.gc();
    for (i, exception) in kept.iter().enumerate() {
        assert_eq!(value.call(&mut store, Some(exception.clone())).unwrap(), i as i32);
        assert_eq!(exception.field(&store, 0).unwrap().unwrap_i32(), i as i32);
    }
    let mut results = [Val::null_exn_ref()];
    let make = instance.get_func(&mut store, "make").unwrap();
    make.call(&mut store, &[Val::I32(5)], &mut results).unwrap();
    let [Val::ExnRef(Some(exception))] = results else { panic!("{results:?}") };
    assert_eq!(exception, exception.clone());
    assert_ne!(exception, kept[5]);
    drop(kept);
    store.gc();
    assert_eq!(value.call(&mut store, Some(exception)).unwrap(), 5);
    // Of another store.
    let (mut other, _) = instantiate(&engine, text);
    let tag = instance.get_tag(&mut store, "e").unwrap();
    let exception = ExnRef::new(&mut store, &tag, &[Val::I32(1)]).unwrap();
    assert!(exception.field(&other, 0).is_err());
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| other.throw::<()>(exception.clone()))).is_err());
    // Of other types.
    assert!(ExnRef::new(&mut store, &tag, &[]).is_err());
    assert!(ExnRef::new(&mut store, &tag, &[Val::I64(1)]).is_err());
    assert_eq!(trap(&value.call(&mut store, None).unwrap_err()), Trap::NullReference);
}

/// Each exception holds the one before.
fn chain() -> String {
    let locals = repeat(60, "(local $l# i64)");
    let count = repeat(60, "(local.set $l# (i64.add (local.get $l#) (i64.const 1)))");
    format!(
        r#"(module
    (tag $e (param i64 exnref))
    (global $last (mut exnref) (ref.null exn))
    (func $throw (param exnref) (throw $e (i64.const 1) (local.get 0)))
    (func (export "grow") (param $n i32) (result i32)
        (block $outer
            (try_table (catch_all $outer)
                (loop $again
                    (block $h (result i64 exnref exnref)
                        (try_table (catch_ref $e $h) (call $throw (global.get $last)))
                        (unreachable))
                    (global.set $last)
                    (drop) (drop)
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (return (i32.const 1))))
        (i32.const -1))
    (func (export "length") (result i32) (local $x exnref) (local $n i32)
        (local.set $x (global.get $last))
        (loop $again
            (if (ref.is_null (local.get $x)) (then (return (local.get $n))))
            (block $h (result i64 exnref)
                (try_table (catch $e $h) (throw_ref (local.get $x)))
                (unreachable))
            (local.set $x)
            (drop)
            (local.set $n (i32.add (local.get $n) (i32.const 1)))
            (br $again))
        (unreachable))
    ;; Overwrite what is left on the stack of references that are not needed any more. The word at the top of a frame may be unused, in
    ;; one of them.
    (func $even (export "even") (param $n i32) {locals}
        (if (local.get $n) (then (call $even (i32.sub (local.get $n) (i32.const 1)))))
        {count})
    (func $odd (export "odd") (param $n i32) (local $more i64) {locals}
        (if (local.get $n) (then (call $odd (i32.sub (local.get $n) (i32.const 1)))))
        (local.set $more (i64.add (local.get $more) (i64.const 1)))
        {count})
    (func (export "clear") (global.set $last (ref.null exn))))"#
    )
}

/// Lets go of the chain.
fn clear<T>(store: &mut Store<T>, instance: Instance) {
    for name in ["clear", "even", "odd"] {
        let arguments: &[i32] = if name == "clear" { &[] } else { &[10] };
        call(store, instance, name, arguments).unwrap();
    }
}

#[test]
fn a_long_chain_of_exceptions_is_traced_without_recursion() {
    let (mut store, instance) = instantiate(&engine(), &chain());
    let length = MANY / 3;
    call(&mut store, instance, "grow", &[length]).unwrap();
    store.gc();
    assert_eq!(call(&mut store, instance, "length", &[]).unwrap(), length);
}

#[test]
fn the_exceptions_of_a_store_have_a_limit() {
    for engine in engines(|config| _ = config.gc_heap_max(1 << 20)) {
        let (mut store, instance) = instantiate(&engine, &chain());
        for _ in 0..3 {
            // No handler catches it.
            let error = call(&mut store, instance, "grow", &[i32::MAX]).unwrap_err();
            let expected =
                "too many exceptions: those that are in use take 1048576 bytes, which `Config::gc_heap_max` allows";
            assert_eq!(error.to_string(), expected);
            assert!(!error.is::<ThrownException>() && frames(&error).len() == 2, "{error:?}");
            let length = call(&mut store, instance, "length", &[]).unwrap();
            assert!((20_000..=(1 << 20) / 32).contains(&length), "{length}");
            clear(&mut store, instance);
        }
        assert_eq!(call(&mut store, instance, "grow", &[10_000]).unwrap(), 1);
        let ty = TagType::new(FuncType::new([ValType::I32], []));
        let tag = Tag::new(&mut store, &ty).unwrap();
        let all: Result<Vec<ExnRef>> = (0..100_000).map(|i| ExnRef::new(&mut store, &tag, &[Val::I32(i)])).collect();
        assert!(all.unwrap_err().to_string().contains("too many exceptions"));
        assert!(ExnRef::new(&mut store, &tag, &[Val::I32(1)]).is_ok());
    }
}

#[test]
fn the_limiter_of_a_store_is_asked() {
    for engine in engines(|_| ()) {
        let limits = StoreLimitsBuilder::new().memory_size(300_000).build();
        let mut store: Store<StoreLimits> = Store::new(&engine, limits);
        store.limiter(|limits| limits);
        let module = Module::new(&engine, chain()).unwrap();
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let error = call(&mut store, instance, "grow", &[i32::MAX]).unwrap_err();
        assert_eq!(error.to_string(), "the limiter of the store does not allow 327680 bytes for exceptions");
        clear(&mut store, instance);
        assert_eq!(call(&mut store, instance, "grow", &[1000]).unwrap(), 1);
    }
}

#[test]
fn a_start_function_throws() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let module = load(r#"(module (tag $e (export "e")) (func $start (throw $e)) (start $start))"#);
        let error = Instance::new(&mut store, &module, &[]).unwrap_err();
        assert_thrown(&error);
        assert_eq!(frames(&error), ["start"]);
        assert!(store.take_pending_exception().is_some());
        // One that does not.
        let text = r#"(module (tag $e) (func $t (throw $e))
            (func $start (block $h (try_table (catch $e $h) (call $t)))) (start $start))"#;
        Instance::new(&mut store, &load(text), &[]).unwrap();
    }
}

/// Throws in a loop until it is stopped, from various depths, or for so many times.
const LOOP: &str = r#"(module
    (tag $e (param i32))
    (func $down (param i32 i32) (result i32)
        (if (i32.eqz (local.get 0)) (then (throw $e (local.get 1))))
        (i32.add (call $down (i32.sub (local.get 0) (i32.const 1)) (local.get 1)) (i32.const 1)))
    (func $run (export "run") (param $n i32) (result i32) (local $sum i32) (local $k i64)
        (loop $again
            (block $h (result i32)
                (try_table (result i32) (catch $e $h)
                    (call $down (i32.and (local.get $n) (i32.const 15)) (local.get $n))))
            (local.set $sum (i32.add (local.get $sum)))
            (local.set $k (i64.add (local.get $k) (i64.const 1)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (i32.add (local.get $sum) (i32.wrap_i64 (local.get $k)))))"#;

/// What `run` of [`LOOP`] returns.
fn sum(n: i32) -> i32 {
    let n = i64::from(n);
    (n * (n + 1) / 2 + n) as i32
}

#[test]
fn guests_that_throw_are_interrupted() {
    for engine in engines(|_| ()) {
        let (mut store, instance) = instantiate(&engine, LOOP);
        for i in 0..100 {
            let handle = store.interrupt_handle().unwrap();
            let interrupt = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_micros(100 + 13 * i));
                handle.interrupt()
            });
            let error = call(&mut store, instance, "run", &[0]).unwrap_err();
            assert_eq!(trap(&error), Trap::Interrupt);
            interrupt.join().unwrap();
        }
        assert_eq!(call(&mut store, instance, "run", &[100]).unwrap(), sum(100));
    }
}

#[test]
fn guests_that_throw_go_on_after_a_callback() {
    for engine in engines(|config| _ = config.epoch_interruption(true)) {
        let module = Module::new(&engine, LOOP).unwrap();
        let mut store = Store::new(&engine, 0);
        store.set_epoch_deadline(1);
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        // What it calls throws as well.
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
        store.epoch_deadline_callback(move |mut store| {
            *store.data_mut() += 1;
            store.set_epoch_deadline(u64::MAX / 2);
            assert_eq!(run.call(&mut store, 20)?, sum(20));
            Ok(UpdateDeadline::Continue(1))
        });
        let stop = Arc::new(AtomicBool::new(false));
        let ticks = std::thread::spawn({
            let (engine, stop) = (engine.clone(), stop.clone());
            move || {
                while !stop.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_micros(30));
                    engine.increment_epoch();
                }
            }
        });
        while *store.data() < 10 {
            assert_eq!(call(&mut store, instance, "run", &[5000]).unwrap(), sum(5000));
        }
        stop.store(true, Ordering::Relaxed);
        ticks.join().unwrap();
    }
}

#[test]
fn a_long_search_is_interrupted() {
    // Ten thousand frames with a thousand handlers each, none of them for the tag.
    let clauses = repeat(1000, "(catch $other $h)");
    let text = format!(
        r#"(module
        (tag $e) (tag $other)
        (func $down (param i32)
            (if (i32.eqz (local.get 0)) (then (throw $e)))
            (block $h (try_table {clauses} (call $down (i32.sub (local.get 0) (i32.const 1))) (return))))
        (func (export "run") (loop $again (block $h (try_table (catch_all $h) (call $down (i32.const 10000)))) (br $again))))"#
    );
    let (mut store, instance) = instantiate(&engine(), &text);
    store.set_deadline(Duration::from_millis(20)).unwrap();
    let begin = std::time::Instant::now();
    assert_eq!(trap(&call(&mut store, instance, "run", &[]).unwrap_err()), Trap::Interrupt);
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
}
