//! The latency of an interrupt: from the request until the caller of the guest gets the error.
//!
//! Prints the median and the 99th percentile of 2,000 requests, in microseconds.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use windlass::{Config, Engine, Func, Instance, Module, Result, Store};

const SPINS: &str = r#"(module
    (import "" "" (func $host))
    (memory 16)
    (func (export "a loop") (loop (br 0)))
    (func (export "calls of the host") (loop (call $host) (br 0)))
    (func (export "memory.copy of 100 KB")
        (loop (memory.copy (i32.const 0) (i32.const 100000) (i32.const 100000)) (br 0))))"#;

const ROUNDS: usize = 2000;

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_nanos() as f64 / 1e3;
    println!("{what:40} median {:8.1} µs, 99 % {:8.1} µs", at(50), at(99));
}

fn main() -> Result<()> {
    let engine = Engine::new(Config::new().epoch_interruption(true))?;
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(u64::MAX);
    let host = Func::wrap(&mut store, || {});
    let module = Module::new(&engine, SPINS)?;
    let instance = Instance::new(&mut store, &module, &[host.into()])?;
    for name in ["a loop", "calls of the host", "memory.copy of 100 KB"] {
        let function = instance.get_typed_func::<(), ()>(&mut store, name)?;
        let handle = store.interrupt_handle()?;
        let (ask, asked) = mpsc::channel::<()>();
        let (tell, told) = mpsc::channel();
        let killer = thread::spawn(move || {
            for () in asked {
                thread::sleep(Duration::from_micros(200));
                let begin = Instant::now();
                handle.interrupt();
                let _ = tell.send(begin);
            }
        });
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let _ = ask.send(());
            let _ = function.call(&mut store, ());
            let end = Instant::now();
            times.extend(told.recv().map(|begin| end - begin));
        }
        drop(ask);
        let _ = killer.join();
        print(name, times);
    }
    let function = instance.get_typed_func::<(), ()>(&mut store, "a loop")?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let after = Duration::from_micros(300);
        let begin = Instant::now();
        store.set_deadline(after)?;
        let _ = function.call(&mut store, ());
        times.push(begin.elapsed().saturating_sub(after));
    }
    store.clear_deadline();
    print("a deadline, after its time", times);
    let function = instance.get_typed_func::<(), ()>(&mut store, "a loop")?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        store.set_epoch_deadline(1);
        let engine = engine.clone();
        let ticks = thread::spawn(move || {
            thread::sleep(Duration::from_micros(200));
            let begin = Instant::now();
            engine.increment_epoch();
            begin
        });
        let _ = function.call(&mut store, ());
        let end = Instant::now();
        times.extend(ticks.join().map(|begin| end - begin));
    }
    print("an epoch", times);
    Ok(())
}
