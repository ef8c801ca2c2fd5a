//! Fuel: what guest code consumes, and what becomes of it where there is not enough.

mod common;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use common::{engines, frames, instantiate, trap, try_instantiate};
use windlass::{Caller, CompileMode, Config, Engine, Linker, Module, Store, Trap, UpdateDeadline};

/// An engine for each time to compile functions, and for each way of trapping, that counts fuel.
fn fueled_engines() -> Vec<Engine> {
    let modes = [CompileMode::Eager, CompileMode::Parallel, CompileMode::Lazy];
    let configs = modes.into_iter().flat_map(|mode| [true, false].map(|signals| (mode, signals)));
    configs.map(|(mode, signals)| engine(|c| _ = c.compile_mode(mode).signals_based_traps(signals))).collect()
}

fn engine(options: impl FnOnce(&mut Config)) -> Engine {
    let mut config = Config::new();
    config.consume_fuel(true);
    options(&mut config);
    Engine::new(&config).unwrap()
}

/// What `run` consumes, called with `argument`. With less it traps, and leaves nothing; with as much it returns the same.
#[track_caller]
fn consumed(engine: &Engine, text: &str, argument: i32) -> u64 {
    const ENOUGH: u64 = 1 << 40;
    let (mut store, instance) = instantiate(engine, text);
    store.set_fuel(ENOUGH).unwrap();
    let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
    let result = run.call(&mut store, argument).unwrap();
    let total = ENOUGH - store.get_fuel().unwrap();
    for fuel in (0..total).filter(|fuel| total < 100 || [0, 1, 5, total / 3, total / 2, total - 1].contains(fuel)) {
        let (mut store, instance) = instantiate(engine, text);
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
        store.set_fuel(fuel).unwrap();
        let error = run.call(&mut store, argument).unwrap_err();
        assert_eq!((trap(&error), store.get_fuel().unwrap()), (Trap::OutOfFuel, 0), "{fuel} of {total}");
    }
    let (mut store, instance) = instantiate(engine, text);
    let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
    store.set_fuel(total).unwrap();
    assert_eq!(run.call(&mut store, argument).unwrap(), result);
    assert_eq!(store.get_fuel().unwrap(), 0);
    total
}

/// Functions, an argument, and what is consumed.
const TOTALS: &[(&str, i32, u64)] = &[
    // Entering costs 1, and so does each operator.
    ("(local.get 0)", 0, 2),
    ("(i32.add (local.get 0) (i32.const 1))", 0, 4),
    // These are free.
    ("(nop) (drop (i32.const 1)) (nop) (return (local.get 0))", 0, 3),
    ("(block (result i32) (block) (loop) (local.get 0))", 0, 2),
    ("(block $b (result i32) (drop (br_if $b (i32.const 7) (local.get 0))) (i32.const 1) (i32.const 2) (drop))", 1, 4),
    ("(block $b (result i32) (drop (br_if $b (i32.const 7) (local.get 0))) (i32.const 1) (i32.const 2) (drop))", 0, 6),
    // `if` costs 1, `else` and `end` do not, and only the arm that is taken counts.
    ("(if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.eqz (i32.const 2))))", 1, 4),
    ("(if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.eqz (i32.const 2))))", 0, 5),
    ("(if (local.get 0) (then (global.set 0 (i32.const 1)))) (i32.const 1) ", 1, 6),
    ("(if (local.get 0) (then (global.set 0 (i32.const 1)))) (i32.const 1) ", 0, 4),
    // One arm is dead code, and so is what follows a branch.
    ("(if (result i32) (i32.const 0) (then (i32.const 1)) (else (i32.eqz (i32.const 2))))", 0, 5),
    ("(block (br 0) (drop (i32.const 1))) (i32.const 2)", 0, 3),
    ("(if (local.get 0) (then (unreachable))) (i32.const 1)", 0, 4),
    ("(block (br_if 0 (i32.eqz (local.get 0))) (unreachable)) (i32.const 1)", 0, 5),
    // Two blocks end where nothing and where something branches to.
    ("(block (block (br_if 1 (local.get 0))) (global.set 0 (i32.const 1))) (i32.const 1)", 1, 4),
    ("(block (block (br_if 1 (local.get 0))) (global.set 0 (i32.const 1))) (i32.const 1)", 0, 6),
    (
        "(block (block (block (br_table 0 1 2 (local.get 0))) (nop) (br 1)) (global.set 0 (i32.const 1))) (i32.const 1)",
        0,
        5,
    ),
    (
        "(block (block (block (br_table 0 1 2 (local.get 0))) (nop) (br 1)) (global.set 0 (i32.const 1))) (i32.const 1)",
        1,
        6,
    ),
    (
        "(block (block (block (br_table 0 1 2 (local.get 0))) (nop) (br 1)) (global.set 0 (i32.const 1))) (i32.const 1)",
        9,
        4,
    ),
    // Entered, and left; five operators each time.
    ("(loop (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if 0 (local.get 0))) (i32.const 1)", 1, 8),
    ("(loop (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if 0 (local.get 0))) (i32.const 1)", 1000, 6002),
    ("(loop (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))) (i32.const 1)", 10, 52),
    // A call costs 1, and its function for itself.
    ("(call $one)", 0, 4),
    ("(call_indirect (result i32) (i32.const 0))", 0, 5),
    ("(return_call $one)", 0, 4),
    ("(i32.add (call $one) (call $one))", 0, 8),
    ("(call $down (local.get 0))", 0, 3 + 3 + 1),
    ("(call $down (local.get 0))", 5, 3 + 5 * 7 + 4),
    // One more for each byte or element, whether it is known before or not.
    ("(memory.fill (i32.const 0) (i32.const 1) (i32.const 16)) (i32.const 1)", 0, 6 + 16),
    ("(memory.fill (i32.const 0) (local.get 0) (local.get 0)) (i32.const 1)", 100, 6 + 100),
    ("(memory.copy (i32.const 0) (i32.const 99) (i32.const 33)) (i32.const 1)", 0, 6 + 33),
    ("(memory.copy (i32.const 0) (i32.const 99) (local.get 0)) (i32.const 1)", 2000, 6 + 2000),
    ("(memory.init 0 (i32.const 0) (i32.const 1) (i32.const 3)) (i32.const 1)", 0, 6 + 3),
    ("(table.fill 1 (i32.const 0) (ref.null func) (local.get 0)) (i32.const 1)", 7, 6 + 7),
    ("(table.copy 1 0 (i32.const 0) (i32.const 0) (local.get 0)) (i32.const 1)", 2, 6 + 2),
    ("(table.init 1 1 (i32.const 0) (i32.const 0) (i32.const 1)) (i32.const 1)", 0, 6 + 1),
    ("(table.grow 1 (ref.null func) (local.get 0))", 3, 4 + 3),
    ("(table.grow 1 (ref.null func) (local.get 0))", 300, 4),
    ("(memory.grow (local.get 0))", 1, 3),
    ("(data.drop 0) (elem.drop 1) (i32.const 1)", 1, 4),
];

fn module(body: &str) -> String {
    format!(
        r#"(module
          (memory 1 2) (table 2 funcref) (table 10 20 funcref) (global (mut i32) (i32.const 0))
          (elem (table 0) (i32.const 0) func $one $down) (elem func $one) (data "abcd")
          (func $one (result i32) (i32.const 1))
          (func $down (param i32) (result i32)
            (if (local.get 0) (then (return (call $down (i32.sub (local.get 0) (i32.const 1))))))
            (i32.const 1))
          (func (export "run") (param i32) (result i32) {body}))"#
    )
}

#[test]
fn totals_are_those_of_wasmtime() {
    for engine in fueled_engines() {
        for &(body, argument, total) in TOTALS {
            assert_eq!(consumed(&engine, &module(body), argument), total, "{body} with {argument}");
        }
    }
}

/// A sum by a loop, by recursion, and by way of the host.
const SUMS: &str = r#"(module
  (import "host" "add" (func $add (param i32 i32) (result i32)))
  (import "host" "set" (func $set (param i64)))
  (import "host" "reenter" (func $reenter (param i32) (result i32)))
  (func (export "loop") (param $n i32) (result i32) (local $sum i32)
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $n)))
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))
    (local.get $sum))
  (func $recursive (export "recursive") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (i32.add (local.get $n) (call $recursive (i32.sub (local.get $n) (i32.const 1)))))
      (else (i32.const 0))))
  (func (export "host") (param $n i32) (result i32) (local $sum i32)
    (loop $next
      (local.set $sum (call $add (local.get $sum) (local.get $n)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func (export "set") (param $to i64) (call $set (local.get $to)) (loop (br 0)))
  (func (export "reenter") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (i32.add (local.get $n) (call $reenter (i32.sub (local.get $n) (i32.const 1)))))
      (else (i32.const 0))))
  (func (export "trap") (param i32) (result i32) (drop (i32.const 1)) (i32.load (i32.const -1)))
  (func (export "unreachable") (drop (i32.const 1)) (unreachable))
  (memory 1))"#;

fn sums(engine: &Engine) -> (Store<Vec<u64>>, windlass::Instance) {
    let mut linker = Linker::new(engine);
    // What is left at each call.
    let add = |mut caller: Caller<'_, Vec<u64>>, a: i32, b: i32| {
        let left = caller.get_fuel().unwrap();
        caller.data_mut().push(left);
        a + b
    };
    linker.func_wrap("host", "add", add).unwrap();
    let set = |mut caller: Caller<'_, Vec<u64>>, to: i64| caller.set_fuel(to as u64);
    linker.func_wrap("host", "set", set).unwrap();
    let reenter = |mut caller: Caller<'_, Vec<u64>>, n: i32| {
        let again = caller.instance().unwrap().get_typed_func::<i32, i32>(&mut caller, "reenter")?;
        again.call(&mut caller, n)
    };
    linker.func_wrap("host", "reenter", reenter).unwrap();
    let mut store = Store::new(engine, Vec::new());
    let instance = linker.instantiate(&mut store, &Module::new(engine, SUMS).unwrap()).unwrap();
    (store, instance)
}

/// The totals of the sums up to 100, by name.
const SUM_TOTALS: [(&str, u64); 4] = [
    ("loop", 1 + 3 + 100 * (3 + 9) + 1),
    ("recursive", 100 * 9 + 4),
    ("host", 1 + 100 * 9 + 1),
    ("reenter", 100 * 9 + 4),
];

#[test]
fn loops_recursion_and_host_calls_consume_what_they_must() {
    for engine in fueled_engines() {
        for (name, total) in SUM_TOTALS {
            let (mut store, instance) = sums(&engine);
            let sum = instance.get_typed_func::<i32, i32>(&mut store, name).unwrap();
            store.set_fuel(total).unwrap();
            assert_eq!(sum.call(&mut store, 100).unwrap(), 5050, "{name}");
            assert_eq!(store.get_fuel().unwrap(), 0, "{name}");
            for less in [1, 2, 7, 50, total / 2, total - 1, total] {
                store.set_fuel(total - less).unwrap();
                let error = sum.call(&mut store, 100).unwrap_err();
                assert_eq!((trap(&error), store.get_fuel().unwrap()), (Trap::OutOfFuel, 0), "{name}");
            }
        }
    }
}

#[test]
fn the_host_sees_what_is_left_and_nothing_of_what_is_too_much() {
    for engine in fueled_engines() {
        let (mut store, instance) = sums(&engine);
        let sum = instance.get_typed_func::<i32, i32>(&mut store, "host").unwrap();
        store.set_fuel(1000).unwrap();
        sum.call(&mut store, 3).unwrap();
        // The function, three operands and the call; the rest of the loop, and the same again.
        assert_eq!(std::mem::take(store.data_mut()), [996, 987, 978]);
        for fuel in 0..40 {
            store.set_fuel(fuel).unwrap();
            let outcome = sum.call(&mut store, 3);
            assert_eq!(outcome.is_ok(), fuel >= 29, "{fuel}");
            // A call that is not paid for is not made.
            let calls = std::mem::take(store.data_mut());
            assert_eq!(calls.len() as u64, ((fuel + 5) / 9).min(3), "{fuel}: {calls:?}");
        }
    }
}

#[test]
fn the_host_sets_what_is_left() {
    for engine in fueled_engines() {
        let (mut store, instance) = sums(&engine);
        let set = instance.get_typed_func::<i64, ()>(&mut store, "set").unwrap();
        for to in [0, 1, 1000, 100_000] {
            store.set_fuel(3).unwrap();
            let error = set.call(&mut store, to).unwrap_err();
            assert_eq!((trap(&error), store.get_fuel().unwrap()), (Trap::OutOfFuel, 0));
            assert_eq!(frames(&error).len(), 1, "{error:?}");
        }
    }
}

#[test]
fn a_trap_leaves_what_was_not_paid() {
    for engine in fueled_engines() {
        let (mut store, instance) = sums(&engine);
        store.set_fuel(100).unwrap();
        let load = instance.get_typed_func::<i32, i32>(&mut store, "trap").unwrap();
        assert_eq!(trap(&load.call(&mut store, 1).unwrap_err()), Trap::MemoryOutOfBounds);
        assert_eq!(store.get_fuel().unwrap(), 96);
        let unreachable = instance.get_typed_func::<(), ()>(&mut store, "unreachable").unwrap();
        assert_eq!(trap(&unreachable.call(&mut store, ()).unwrap_err()), Trap::UnreachableCodeReached);
        assert_eq!(store.get_fuel().unwrap(), 94);
    }
}

#[test]
fn a_guest_runs_out_of_fuel_again_and_again() {
    let times = if cfg!(target_arch = "x86_64") { 100_000 } else { 20_000 };
    let (mut store, instance) = sums(&engine(|_| {}));
    let sum = instance.get_typed_func::<i32, i32>(&mut store, "loop").unwrap();
    for time in 0..times {
        let fuel = time % 70;
        store.set_fuel(fuel).unwrap();
        // Five rounds take 65.
        let outcome = sum.call(&mut store, 5);
        assert_eq!(outcome.as_ref().ok(), (fuel >= 65).then_some(&15));
        assert_eq!(store.get_fuel().unwrap(), fuel.saturating_sub(65));
    }
}

#[test]
fn fuel_is_in_the_engine_or_it_is_not() {
    for engine in engines() {
        let mut store = Store::new(&engine, ());
        for error in [store.get_fuel().unwrap_err(), store.set_fuel(1).unwrap_err()] {
            assert!(error.to_string().contains("`Config::consume_fuel`"), "{error}");
        }
    }
    let engine = engine(|_| {});
    let mut store = Store::new(&engine, ());
    assert_eq!(store.get_fuel().unwrap(), 0);
    // A start function is called without.
    let error = try_instantiate(&mut store, "(module (func $f) (start $f))").unwrap_err();
    assert_eq!(trap(&error), Trap::OutOfFuel);
    store.set_fuel(u64::MAX).unwrap();
    try_instantiate(&mut store, "(module (func $f) (start $f))").unwrap();
    assert_eq!(store.get_fuel().unwrap(), u64::MAX - 1);
}

/// Two instances whose functions replace each other, and one through a table.
#[test]
fn tail_calls_across_instances_consume_fuel() {
    for engine in fueled_engines() {
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let table = Module::new(&engine, r#"(module (table (export "t") 2 funcref))"#).unwrap();
        let table = linker.instantiate(&mut store, &table).unwrap();
        linker.instance(&mut store, "table", table).unwrap();
        for (name, own, other) in [("even", 0, 1), ("odd", 1, 0)] {
            let text = format!(
                r#"(module (import "table" "t" (table 2 funcref)) (elem (i32.const {own}) func $f)
                  (type $f (func (param i32) (result i32)))
                  (func $f (export "run") (type $f)
                    (if (i32.eqz (local.get 0)) (then (return (i32.const {own}))))
                    (return_call_indirect (type $f) (i32.sub (local.get 0) (i32.const 1)) (i32.const {other}))))"#
            );
            let instance = linker.instantiate(&mut store, &Module::new(&engine, &text).unwrap()).unwrap();
            linker.instance(&mut store, name, instance).unwrap();
        }
        let even = linker.get(&mut store, "even", "run").unwrap().into_func().unwrap();
        let even = even.typed::<i32, i32>(&store).unwrap();
        let total = 1000 * 9 + 5;
        store.set_fuel(total).unwrap();
        assert_eq!((even.call(&mut store, 1000).unwrap(), store.get_fuel().unwrap()), (0, 0));
        store.set_fuel(total - 1).unwrap();
        assert_eq!(trap(&even.call(&mut store, 1000).unwrap_err()), Trap::OutOfFuel);
    }
}

#[test]
fn precompiled_modules_consume_fuel_or_do_not() {
    let (fueled, plain) = (engine(|_| {}), Engine::new(&Config::new()).unwrap());
    let text = module("(loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (i32.const 1)");
    let bytes = [&fueled, &plain].map(|engine| engine.precompile_module(text.as_bytes()).unwrap());
    // SAFETY: the bytes are what was just compiled.
    let load = |engine: &Engine, bytes: &[u8]| unsafe { Module::deserialize(engine, bytes) };
    let loaded = load(&fueled, &bytes[0]).unwrap();
    let mut store = Store::new(&fueled, ());
    store.set_fuel(100).unwrap();
    let instance = Linker::new(&fueled).instantiate(&mut store, &loaded).unwrap();
    let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
    assert_eq!((run.call(&mut store, 9).unwrap(), store.get_fuel().unwrap()), (1, 100 - 1 - 9 * 5 - 1));
    let error = load(&plain, &bytes[0]).unwrap_err().to_string();
    assert!(error.contains("to consume fuel, which this engine does not"), "{error}");
    let error = load(&fueled, &bytes[1]).unwrap_err().to_string();
    assert!(error.contains("without counting fuel, which this engine is to do"), "{error}");
    load(&plain, &bytes[1]).unwrap();
}

/// Signals take the guest out at any instruction, and callbacks look at the fuel there.
#[test]
fn preemption_changes_nothing_about_fuel() {
    const FUEL: u64 = 1 << 50;
    for (signals, name, argument) in [(true, "loop", 100_000), (false, "reenter", 100)] {
        for add in [0, 1_000_000_007] {
            let engine = engine(|c| _ = c.epoch_interruption(true).signals_based_traps(signals));
            let (mut store, instance) = sums(&engine);
            store.set_epoch_deadline(1);
            store.epoch_deadline_callback(move |mut store| {
                let left = store.get_fuel()?;
                store.data_mut().push(left);
                // Goes on with more.
                store.set_fuel(left + add)?;
                Ok(UpdateDeadline::Continue(1))
            });
            store.set_fuel(FUEL).unwrap();
            let sum = instance.get_typed_func::<i32, i32>(&mut store, name).unwrap();
            let (stop, mut total) = (AtomicBool::new(false), 0);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        engine.increment_epoch();
                        std::thread::sleep(Duration::from_millis(1));
                    }
                });
                let mut outcome = Ok(0);
                while outcome.is_ok() && store.data().len() < 30 {
                    outcome = sum.call(&mut store, argument);
                    total += if signals { 4 + 12 * 100_000 + 1 } else { SUM_TOTALS[3].1 };
                }
                stop.store(true, Ordering::Relaxed);
                outcome.unwrap();
            });
            let added = store.data().len() as u64 * add;
            assert_eq!(store.get_fuel().unwrap(), FUEL - total + added, "{name}: {add}");
        }
    }
}

/// An exception that passes functions, one of an instance and one of the host that sets the fuel.
#[test]
fn exceptions_consume_what_they_must() {
    let text = r#"(module
      (import "host" "refuel" (func $refuel))
      (tag $e (param i32))
      (func $deep (param $n i32)
        (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 7))))
        (call $deep (i32.sub (local.get $n) (i32.const 1))))
      (func (export "run") (param i32) (result i32)
        (block $caught (result i32)
          (try_table (catch $e $caught) (call $deep (local.get 0)))
          (i32.const 1)))
      (func $again (export "again") (call $refuel) (throw $e (i32.const 0)))
      (func (export "refuel") (block $caught (try_table (catch_all $caught) (call $again)))))"#;
    for engine in fueled_engines() {
        let mut linker = Linker::new(&engine);
        linker.func_wrap("host", "refuel", |mut caller: Caller<'_, ()>| caller.set_fuel(1000)).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run").unwrap();
        for (n, total) in [(0, 4 + 6), (9, 4 + 9 * 8 + 6)] {
            store.set_fuel(total).unwrap();
            assert_eq!((run.call(&mut store, n).unwrap(), store.get_fuel().unwrap()), (7, 0), "{n}");
            store.set_fuel(total - 1).unwrap();
            assert_eq!(trap(&run.call(&mut store, n).unwrap_err()), Trap::OutOfFuel, "{n}");
        }
        let refuel = instance.get_typed_func::<(), ()>(&mut store, "refuel").unwrap();
        store.set_fuel(5).unwrap();
        refuel.call(&mut store, ()).unwrap();
        assert_eq!(store.get_fuel().unwrap(), 998);
    }
}
