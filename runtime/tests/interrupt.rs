//! Stopping guest code from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use windlass::{
    Caller, CompileMode, Config, Engine, Error, Extern, Func, Instance, Interrupt, Linker, Module, Result, Store, Trap,
    WasmBacktrace,
};

const SPINS: &str = include_str!("spins.wat");

const NAMES: [&str; 9] = ["loop", "call", "stack", "recursion", "host", "many", "copy", "grow", "reenter"];

fn linker(engine: &Engine) -> Linker<u64> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "f", |x: i32| x).unwrap();
    let many = |_: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, _: i64, last: i64| {
        (1, 1, 1, 1, i32::from(last == 10))
    };
    linker.func_wrap("host", "many", many).unwrap();
    let reenter = |mut caller: Caller<'_, u64>, again: i32| -> Result<()> {
        *caller.data_mut() += 1;
        let Some(Extern::Func(call)) = caller.get_export("host") else { return Err(Error::msg("no function")) };
        let call = call.typed::<i32, ()>(&caller)?;
        // Every other time it returns at once.
        let again = again & (*caller.data() as i32);
        call.call(&mut caller, again)
    };
    linker.func_wrap("host", "reenter", reenter).unwrap();
    linker
}

fn store(config: &Config) -> (Store<u64>, Instance) {
    let engine = Engine::new(config).unwrap();
    let mut store = Store::new(&engine, 0);
    let instance = linker(&engine).instantiate(&mut store, &Module::new(&engine, SPINS).unwrap()).unwrap();
    (store, instance)
}

/// Calls an export with an argument, and expects an interrupt.
fn spin(store: &mut Store<u64>, instance: Instance, name: &str) -> Error {
    let function = instance.get_typed_func::<i32, ()>(&mut *store, name).unwrap();
    let error = function.call(&mut *store, 1).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt), "{name}: {error:?}");
    error
}

/// A sequence of numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn guest_code_ends_at_any_instruction() {
    let kills = if cfg!(target_arch = "aarch64") { 300 } else { 1500 };
    let (mut store, instance) = store(&Config::new());
    let handle = store.interrupt_handle().unwrap();
    let (round, ended) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let killer = std::thread::spawn({
        let (round, ended) = (round.clone(), ended.clone());
        move || {
            let (mut random, mut last) = (Random(1), 0);
            while !ended.load(Ordering::Acquire) {
                let now = round.load(Ordering::Acquire);
                if now == last {
                    std::thread::yield_now();
                    continue;
                }
                last = now;
                for _ in 0..random.below(3000) {
                    std::hint::spin_loop();
                }
                assert_ne!(handle.interrupt(), Interrupt::Gone);
            }
        }
    });
    for kill in 0..kills {
        let name = NAMES[kill % NAMES.len()];
        let module;
        let instance = match kill % 50 {
            // Its functions are compiled, or not.
            0 => {
                module = Module::new(store.engine(), SPINS).unwrap();
                let linker = linker(store.engine());
                linker.instantiate(&mut store, &module).unwrap()
            }
            _ => instance,
        };
        round.fetch_add(1, Ordering::Release);
        let error = spin(&mut store, instance, name);
        let frames = error.backtrace().map(WasmBacktrace::frames).unwrap_or_default();
        // None where the entry had not reached guest code; the outermost where they are not too many.
        if let Some(outermost) = frames.last().filter(|_| frames.len() < 64) {
            assert_eq!(outermost.func_name().and_then(|found| found.strip_prefix("in_")), Some(name), "{error:?}");
        }
        // The store is as before.
        let function = instance.get_typed_func::<i32, ()>(&mut store, name).unwrap();
        function.call(&mut store, 0).unwrap();
    }
    ended.store(true, Ordering::Release);
    killer.join().unwrap();
}

#[test]
fn functions_that_are_being_compiled_are_compiled() {
    let mut config = Config::new();
    config.compile_mode(CompileMode::Lazy);
    let engine = Engine::new(&config).unwrap();
    let functions: String =
        (0..500).map(|i| format!("(func $f{i} (result i32) (i32.const {i}))")).collect::<Vec<_>>().join("\n");
    let calls: String = (0..500).map(|i| format!("(drop (call $f{i}))")).collect();
    let text = format!("(module {functions} (func (export \"f\") (loop {calls} (br 0))))");
    for delay in 0..20 {
        let module = Module::new(&engine, &text).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let f = instance.get_typed_func::<(), ()>(&mut store, "f").unwrap();
        let handle = store.interrupt_handle().unwrap();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_micros(delay * 200));
            handle.interrupt()
        });
        let error = f.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
        killer.join().unwrap();
    }
}

#[test]
fn a_backtrace_says_where_the_guest_was() {
    let engine = Engine::default();
    let text = "(module (func $spin (loop (br 0))) (func $middle (param i32) (call $spin)) (func (export \"f\") (call $middle (i32.const 1))))";
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &Module::new(&engine, text).unwrap(), &[]).unwrap();
    let f = instance.get_typed_func::<(), ()>(&mut store, "f").unwrap();
    let handle = store.interrupt_handle().unwrap();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        handle.interrupt()
    });
    let error = f.call(&mut store, ()).unwrap_err();
    let frames = error.backtrace().unwrap().frames();
    assert_eq!(frames.iter().map(|frame| frame.func_index()).collect::<Vec<_>>(), [0, 1, 2], "{error:?}");
    assert!(frames.iter().all(|frame| frame.module_offset().is_some()), "{error:?}");
    assert_eq!(killer.join().unwrap(), Interrupt::Signalled);
}

#[test]
fn a_store_that_does_not_run_is_interrupted_at_the_next_call() {
    let (mut store, instance) = store(&Config::new());
    let handle = store.interrupt_handle().unwrap();
    assert_eq!(handle.interrupt(), Interrupt::Pending);
    assert_eq!(handle.interrupt(), Interrupt::Pending);
    spin(&mut store, instance, "loop");
    let function = instance.get_typed_func::<i32, ()>(&mut store, "loop").unwrap();
    function.call(&mut store, 0).unwrap();
    handle.interrupt();
    store.clear_interrupt();
    function.call(&mut store, 0).unwrap();
    drop(store);
    assert_eq!(handle.interrupt(), Interrupt::Gone);
    assert_eq!(handle.clone().interrupt(), Interrupt::Gone);
}

#[test]
fn every_entry_ends_whatever_host_functions_make_of_the_error() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let handle = store.interrupt_handle().unwrap();
    let swallow = Func::wrap(&mut store, move |mut caller: Caller<'_, ()>| {
        let Some(Extern::Func(inner)) = caller.get_export("inner") else { panic!("no function") };
        assert_eq!(handle.interrupt(), Interrupt::Signalled);
        let ended = inner.typed::<(), ()>(&caller).unwrap().call(&mut caller, ());
        assert_eq!(ended.unwrap_err().downcast_ref::<Trap>(), Some(&Trap::Interrupt));
    });
    let text = r#"(module (import "" "" (func $f)) (func (export "inner") (loop (br 0))) (func (export "outer") (call $f) (loop (br 0))))"#;
    let instance = Instance::new(&mut store, &Module::new(&engine, text).unwrap(), &[swallow.into()]).unwrap();
    let outer = instance.get_typed_func::<(), ()>(&mut store, "outer").unwrap();
    for _ in 0..3 {
        let error = outer.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
        assert_eq!(error.backtrace().unwrap().frames().len(), 1);
    }
}

#[test]
fn another_store_of_the_thread_goes_on() {
    let (mut victim, _) = store(&Config::new());
    let handle = victim.interrupt_handle().unwrap();
    let (mut other, instance) = store(&Config::new());
    // Makes this the thread that the victim runs on.
    let nothing = Func::wrap(&mut victim, || {});
    nothing.call(&mut victim, &[], &mut []).unwrap();
    let ended = Arc::new(AtomicBool::new(false));
    let killer = std::thread::spawn({
        let ended = ended.clone();
        move || {
            while !ended.load(Ordering::Relaxed) {
                handle.interrupt();
            }
        }
    });
    let deadline = Instant::now() + Duration::from_millis(50);
    while Instant::now() < deadline {
        for name in NAMES {
            let function = instance.get_typed_func::<i32, ()>(&mut other, name).unwrap();
            function.call(&mut other, 0).unwrap();
        }
    }
    ended.store(true, Ordering::Relaxed);
    killer.join().unwrap();
    assert_eq!(
        nothing.call(&mut victim, &[], &mut []).unwrap_err().downcast_ref::<Trap>(),
        Some(&Trap::Interrupt),
        "host functions that the embedder calls are no exception"
    );
}

#[test]
fn a_store_is_interrupted_on_the_thread_that_it_moved_to() {
    let (mut store, instance) = store(&Config::new());
    let handle = store.interrupt_handle().unwrap();
    for _ in 0..20 {
        let handle = handle.clone();
        store = std::thread::spawn(move || {
            let killer = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_micros(300));
                handle.interrupt()
            });
            spin(&mut store, instance, "call");
            killer.join().unwrap();
            store
        })
        .join()
        .unwrap();
    }
}

#[test]
fn a_blocked_signal_is_unblocked_for_stores_that_can_be_interrupted() {
    std::thread::spawn(|| {
        // SAFETY: the set is plain, and only these calls use it.
        unsafe {
            let mut all: libc::sigset_t = std::mem::zeroed();
            libc::sigfillset(&mut all);
            libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
        }
        let (mut store, instance) = store(&Config::new());
        let handle = store.interrupt_handle().unwrap();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(5));
            handle.interrupt()
        });
        spin(&mut store, instance, "loop");
        killer.join().unwrap();
    })
    .join()
    .unwrap();
}

#[test]
fn a_signal_that_cannot_be_handled_is_an_error() {
    for signal in [0, -1, 65, 1000, libc::SIGKILL, libc::SIGSTOP, libc::SIGSEGV] {
        let mut config = Config::new();
        config.interrupt_signal(signal);
        let store = Store::new(&Engine::new(&config).unwrap(), ());
        // Asking again changes nothing.
        for _ in 0..2 {
            let error = store.interrupt_handle().unwrap_err().to_string();
            assert!(error.contains(&format!("signal {signal}")), "{error}");
        }
    }
    let mut config = Config::new();
    config.interrupt_signal(libc::SIGUSR1);
    let (mut store, instance) = store(&config);
    store.interrupt_handle().unwrap().interrupt();
    spin(&mut store, instance, "loop");
}

/// Blocks all signals of this thread.
fn block_all() {
    // SAFETY: the set is plain, and only these calls use it.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
    }
}

/// Interrupts in a moment, and once only.
fn soon(handle: windlass::InterruptHandle) -> std::thread::JoinHandle<Interrupt> {
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(10));
        handle.interrupt()
    })
}

#[test]
fn a_signal_is_unblocked_where_a_store_ran_before_it_could_be_interrupted() {
    let (to_worker, stores) = std::sync::mpsc::channel::<Store<u64>>();
    let (mut store, instance) = store(&Config::new());
    let (from_worker, back) = std::sync::mpsc::channel();
    let worker = std::thread::spawn(move || {
        block_all();
        let mut store = stores.recv().unwrap();
        instance.get_typed_func::<i32, ()>(&mut store, "loop").unwrap().call(&mut store, 0).unwrap();
        from_worker.send(store).unwrap();
        let mut store = stores.recv().unwrap();
        spin(&mut store, instance, "loop");
    });
    // Runs on the worker first; the handle is made here; it runs there again.
    instance.get_typed_func::<i32, ()>(&mut store, "loop").unwrap().call(&mut store, 0).unwrap();
    to_worker.send(store).unwrap();
    let store = back.recv().unwrap();
    let killer = soon(store.interrupt_handle().unwrap());
    to_worker.send(store).unwrap();
    worker.join().unwrap();
    killer.join().unwrap();
}

#[test]
fn a_thread_that_blocks_the_signal_later_is_to_be_prepared_again() {
    std::thread::spawn(|| {
        let (mut store, instance) = store(&Config::new());
        let handle = store.interrupt_handle().unwrap();
        instance.get_typed_func::<i32, ()>(&mut store, "loop").unwrap().call(&mut store, 0).unwrap();
        block_all();
        store.engine().prepare_thread().unwrap();
        let killer = soon(handle);
        spin(&mut store, instance, "loop");
        killer.join().unwrap();
    })
    .join()
    .unwrap();
}

static IN_HANDLER: AtomicBool = AtomicBool::new(false);

/// Works for 20 ms.
extern "C" fn work(_: libc::c_int) {
    IN_HANDLER.store(true, Ordering::SeqCst);
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(20) {
        std::hint::spin_loop();
    }
    IN_HANDLER.store(false, Ordering::SeqCst);
}

#[test]
fn an_interrupt_comes_after_a_handler_that_is_on_top_of_guest_code() {
    for (flags, signal) in [(0, libc::SIGUSR2), (libc::SA_ONSTACK, libc::SIGWINCH)] {
        // SAFETY: the structure is plain, and the handler uses nothing but an atomic value and the time.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = work as *const () as usize;
            action.sa_flags = flags;
            libc::sigaction(signal, &action, std::ptr::null_mut());
        }
        let (mut store, instance) = store(&Config::new());
        let handle = store.interrupt_handle().unwrap();
        // SAFETY: the call has no preconditions.
        let thread = unsafe { libc::gettid() };
        let ended = Arc::new(AtomicBool::new(false));
        let killer = std::thread::spawn({
            let ended = ended.clone();
            move || {
                std::thread::sleep(Duration::from_millis(20));
                // SAFETY: the thread is this process's, and the signal has a handler.
                unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), thread, signal) };
                while !IN_HANDLER.load(Ordering::SeqCst) {
                    std::hint::spin_loop();
                }
                assert_eq!(handle.interrupt(), Interrupt::Signalled);
                std::thread::sleep(Duration::from_secs(3));
                // The thread would never end.
                if !ended.load(Ordering::SeqCst) {
                    eprintln!("the interrupt was lost");
                    std::process::abort();
                }
            }
        });
        spin(&mut store, instance, "loop");
        ended.store(true, Ordering::SeqCst);
        drop(killer);
    }
}

#[test]
fn a_bulk_operator_ends_in_between() {
    // Four gigabytes, and tables of ten million elements.
    let text = r#"(module
        (memory $m 0x10000) (memory $n i64 0x10000)
        (table $t 10000000 funcref)
        (data $d "abc")
        (func (export "fill") (loop (memory.fill $m (i32.const 0) (i32.const 1) (i32.const -1)) (br 0)))
        (func (export "fill64") (loop (memory.fill $n (i64.const 0) (i32.const 1) (i64.const 0x100000000)) (br 0)))
        (func (export "copy") (loop (memory.copy $m $m (i32.const 1) (i32.const 0) (i32.const -2)) (br 0)))
        (func (export "table.fill") (loop (table.fill $t (i32.const 0) (ref.null func) (i32.const 10000000)) (br 0)))
        (func (export "table.copy") (loop (table.copy $t $t (i32.const 1) (i32.const 0) (i32.const 9999999)) (br 0))))"#;
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &Module::new(&engine, text).unwrap(), &[]).unwrap();
    for name in ["fill", "fill64", "copy", "table.fill", "table.copy"] {
        let f = instance.get_typed_func::<(), ()>(&mut store, name).unwrap();
        let handle = store.interrupt_handle().unwrap();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(5));
            handle.interrupt();
            Instant::now()
        });
        let error = f.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt), "{name}");
        let late = killer.join().unwrap().elapsed();
        // All of it takes seconds.
        assert!(late < Duration::from_millis(500), "{name}: {late:?}");
    }
}
