//! Guests that are interrupted while they throw.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use windlass::{Instance, Module, Store, Trap, UpdateDeadline};

use super::{call, engine, engines, instantiate, repeat};
use crate::common::trap;

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
