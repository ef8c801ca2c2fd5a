//! Interrupts guest code at random moments, very often: `kills [COUNT]`, 100,000 by default.
//!
//! Guests loop in every way there is: in plain code, prologues and epilogues, through trampolines to the host and back, in
//! `memory.copy`, in nested entries, in functions that are being compiled. Every interrupt must end its guest, once, with
//! the trap for it and a backtrace whose outermost frame is the function that was called; the store must be usable
//! afterwards. Prints how many ended where; fails when one does not end within a minute.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, hint, process, thread};

use windlass::{Caller, CompileMode, Config, Engine, Error, Extern, Instance, Linker, Module, Result, Store, Trap};
use windlass_tests::numbers::Numbers;

const SPINS: &str = include_str!("../../../runtime/tests/spins.wat");
const NAMES: [&str; 9] = ["loop", "call", "stack", "recursion", "host", "many", "copy", "grow", "reenter"];

fn linker(engine: &Engine) -> Result<Linker<u64>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "f", |x: i32| x)?;
    let many = |_: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, last: i64| {
        (1, 1, 1, 1, i32::from(last == 10))
    };
    linker.func_wrap("host", "many", many)?;
    let reenter = |mut caller: Caller<'_, u64>, again: i32| -> Result<()> {
        *caller.data_mut() += 1;
        let Some(Extern::Func(call)) = caller.get_export("host") else { return Err(Error::msg("no function")) };
        let call = call.typed::<i32, ()>(&caller)?;
        let again = again & (*caller.data() as i32);
        call.call(&mut caller, again)
    };
    linker.func_wrap("host", "reenter", reenter)?;
    Ok(linker)
}

/// The places where interrupts took effect, with counts.
type Places = BTreeMap<String, u64>;

/// Ends `count` guests. `done` counts them.
fn kill(seed: u64, count: u64, mode: CompileMode, done: &AtomicU64) -> Result<Places> {
    let engine = Engine::new(Config::new().compile_mode(mode))?;
    let linker = linker(&engine)?;
    let mut module = Module::new(&engine, SPINS)?;
    let mut store = Store::new(&engine, 0);
    let mut instance = linker.instantiate(&mut store, &module)?;
    // The handle of the next store to interrupt.
    let next = Arc::new(Mutex::new(None));
    let ended = Arc::new(AtomicBool::new(false));
    let killer = thread::spawn({
        let (next, ended) = (next.clone(), ended.clone());
        let mut numbers = Numbers(seed);
        move || {
            while !ended.load(Ordering::Acquire) {
                let Some(handle) = take(&next) else {
                    thread::yield_now();
                    continue;
                };
                // Some come before the call, most shortly after its begin.
                let most = 1 << numbers.below(14);
                for _ in 0..numbers.below(most) {
                    hint::spin_loop();
                }
                windlass::InterruptHandle::interrupt(&handle);
            }
        }
    });
    let mut places = Places::new();
    for round in 0..count {
        if mode == CompileMode::Lazy || round % 5000 == 0 {
            module = Module::new(&engine, SPINS)?;
            store = Store::new(&engine, 0);
            instance = linker.instantiate(&mut store, &module)?;
        }
        let name = NAMES[(round % NAMES.len() as u64) as usize];
        *next.lock().unwrap_or_else(|e| e.into_inner()) = Some(store.interrupt_handle()?);
        let place = end(&mut store, instance, name).map_err(|e| e.context(format!("round {round}, `{name}`")))?;
        *places.entry(place).or_default() += 1;
        done.fetch_add(1, Ordering::Relaxed);
    }
    ended.store(true, Ordering::Release);
    let _ = killer.join();
    Ok(places)
}

fn take<T>(next: &Mutex<Option<T>>) -> Option<T> {
    next.lock().unwrap_or_else(|e| e.into_inner()).take()
}

/// Calls a function that only an interrupt ends. Returns where that was.
fn end(store: &mut Store<u64>, instance: Instance, name: &str) -> Result<String> {
    let function = instance.get_typed_func::<i32, ()>(&mut *store, name)?;
    let Err(error) = function.call(&mut *store, 1) else { return Err(Error::msg("it returned")) };
    if error.downcast_ref() != Some(&Trap::Interrupt) {
        return Err(error.context("another error than an interrupt"));
    }
    let frames = error.backtrace().map(|backtrace| backtrace.frames()).unwrap_or_default();
    let named = |frame: &windlass::FrameInfo| frame.func_name().unwrap_or("?").to_string();
    let place = frames.first().map_or("before the first instruction".to_string(), named);
    if let Some(outermost) = frames.last().filter(|_| frames.len() < 64)
        && named(outermost) != format!("in_{name}")
    {
        return Err(error.context("the backtrace ends elsewhere"));
    }
    function.call(store, 0)?;
    Ok(place)
}

fn main() -> ExitCode {
    let count = env::args().nth(1).map_or(Ok(100_000), |count| count.parse::<u64>());
    let Ok(count) = count else {
        eprintln!("usage: kills [COUNT]");
        return ExitCode::from(2);
    };
    let done = Arc::new(AtomicU64::new(0));
    thread::spawn({
        let done = done.clone();
        move || {
            let mut last = (0, Instant::now());
            loop {
                thread::sleep(Duration::from_secs(1));
                let now = done.load(Ordering::Relaxed);
                if now != last.0 {
                    last = (now, Instant::now());
                } else if last.1.elapsed() > Duration::from_secs(60) {
                    eprintln!("a guest does not end; {now} did");
                    process::abort();
                }
            }
        }
    });
    let lazy = count / 10;
    let mut code = ExitCode::SUCCESS;
    for (what, count, mode) in [("eager", count - lazy, CompileMode::Eager), ("lazy", lazy, CompileMode::Lazy)] {
        match kill(count, count, mode, &done) {
            Ok(places) => println!("{what}: {count} guests were interrupted, in {places:?}"),
            Err(error) => {
                println!("{what}: {error:?}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
