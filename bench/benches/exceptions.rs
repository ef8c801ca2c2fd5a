//! How long it takes from a `throw` to its handler.
//!
//! Prints, in nanoseconds, the time of a throw to a handler some frames up, the time that each further frame adds, and that of other
//! ways to throw. The loop around it is counted, too: it is about a nanosecond.

use std::time::Instant;

use windlass::{
    Caller, Config, Engine, ExnRef, Func, FuncType, Instance, Module, Result, Store, Tag, TagType, Val, ValType,
};

const MODULE: &str = r#"(module
    (import "" "tag" (tag $host (param i32)))
    (import "" "throw" (func $throw (param i32)))
    (tag $e (param i32))
    (tag $nine (param i64 i64 i64 i64 i64 i64 i64 i64 i64))
    (tag $other)

    ;; Throws from so many frames below.
    (func $deep (param $frames i32) (param $x i32) (result i32)
        (if (i32.eqz (local.get $frames)) (then (throw $e (local.get $x))))
        (i32.add (call $deep (i32.sub (local.get $frames) (i32.const 1)) (local.get $x)) (local.get $x)))

    (func (export "frames up") (param $n i32) (param $frames i32) (result i32) (local $sum i32)
        (loop $again
            (block $caught (result i32)
                (try_table (result i32) (catch $e $caught) (call $deep (local.get $frames) (local.get $n))))
            (local.set $sum (i32.add (local.get $sum)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))

    ;; The same without an exception.
    (func $deep_return (param $frames i32) (param $x i32) (result i32)
        (if (i32.eqz (local.get $frames)) (then (return (local.get $x))))
        (i32.add (call $deep_return (i32.sub (local.get $frames) (i32.const 1)) (local.get $x)) (local.get $x)))

    (func (export "returns") (param $n i32) (param $frames i32) (result i32) (local $sum i32)
        (loop $again
            (call $deep_return (local.get $frames) (local.get $n))
            (local.set $sum (i32.add (local.get $sum)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))

    (func (export "in the same function") (param $n i32) (param i32) (result i32) (local $sum i32)
        (loop $again
            (block $caught (result i32)
                (try_table (catch $e $caught) (throw $e (local.get $n)))
                (unreachable))
            (local.set $sum (i32.add (local.get $sum)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))

    (func $throw_nine (param i32) (result i32)
        (throw $nine (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7)
            (i64.const 8) (i64.const 9)))

    (func (export "with nine values") (param $n i32) (param i32) (result i32)
        (loop $again
            (block $done
                (block $caught (result i64 i64 i64 i64 i64 i64 i64 i64 i64)
                    (drop (try_table (result i32) (catch $nine $caught) (call $throw_nine (local.get $n))))
                    (br $done))
                (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop) (drop))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (i32.const 0))

    ;; As destructors do it.
    (func $cleans_up (param $x i32) (result i32)
        (block $caught (result exnref)
            (return (try_table (result i32) (catch_all_ref $caught) (call $deep (i32.const 0) (local.get $x)))))
        (throw_ref))

    (func (export "caught and thrown again") (param $n i32) (param i32) (result i32) (local $sum i32)
        (loop $again
            (block $caught (result i32)
                (try_table (result i32) (catch $e $caught) (call $cleans_up (local.get $n))))
            (local.set $sum (i32.add (local.get $sum)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))

    (func (export "by a host function") (param $n i32) (param i32) (result i32) (local $sum i32)
        (loop $again
            (block $caught (result i32)
                (try_table (catch $host $caught) (call $throw (local.get $n)))
                (unreachable))
            (local.set $sum (i32.add (local.get $sum)))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))
    )"#;

/// Nanoseconds for each of `n` rounds, the least of several.
fn time(store: &mut Store<()>, instance: Instance, name: &str, n: i32, frames: i32) -> Result<f64> {
    let function = instance.get_typed_func::<(i32, i32), i32>(&mut *store, name)?;
    let mut least = f64::MAX;
    for _ in 0..7 {
        let begin = Instant::now();
        function.call(&mut *store, (n, frames))?;
        least = least.min(begin.elapsed().as_nanos() as f64 / f64::from(n));
    }
    Ok(least)
}

fn main() -> Result<()> {
    let engine = Engine::new(Config::new().wasm_exceptions(true))?;
    let mut store = Store::new(&engine, ());
    let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], [])))?;
    let throw = Func::wrap(&mut store, move |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
        let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(x)])?;
        Ok(caller.throw(exception)?)
    });
    let instance = Instance::new(&mut store, &Module::new(&engine, MODULE)?, &[tag.into(), throw.into()])?;
    let print = |what: &str, time: f64| println!("{what:44} {time:9.1} ns");
    let one = time(&mut store, instance, "frames up", 1_000_000, 0)?;
    print("a throw to a handler 1 frame up", one);
    for frames in [10, 100, 1000] {
        let all = time(&mut store, instance, "frames up", 1_000_000 / frames, frames)?;
        let calls = time(&mut store, instance, "returns", 1_000_000 / frames, frames)?;
        print(&format!("{frames} frames further up, for each frame"), (all - calls - one) / f64::from(frames));
    }
    for name in ["in the same function", "with nine values", "caught and thrown again", "by a host function"] {
        print(&format!("a throw {name}"), time(&mut store, instance, name, 1_000_000, 0)?);
    }
    Ok(())
}
