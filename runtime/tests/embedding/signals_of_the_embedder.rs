//! Signal handlers of the embedder that interrupt a guest: a fault in one of them is not a trap.

use std::sync::atomic::{AtomicU32, Ordering};

use windlass::{CompileMode, Config, Engine, Trap};

use crate::child::{End, exit, run};
use crate::function;

/// Installs a handler.
pub(crate) fn install(signal: i32, handler: usize, flags: i32) -> libc::sigaction {
    // SAFETY: the structures are plain, and the handlers of these tests have the signatures that their flags require.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        let mut previous: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = flags;
        assert_eq!(libc::sigaction(signal, &action, &mut previous), 0);
        previous
    }
}

/// Sends `SIGALRM` to this thread repeatedly, until the process ends.
fn start_alarms() {
    // SAFETY: the calls have no preconditions.
    let (process, thread) = unsafe { (libc::getpid(), libc::gettid()) };
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(std::time::Duration::from_millis(2));
            // SAFETY: as above.
            unsafe { libc::syscall(libc::SYS_tgkill, process, thread, libc::SIGALRM) };
        }
    });
}

const SPIN: &str = r#"(module (func (export "spin") (loop (br 0))))"#;

extern "C" fn read_nothing(_: i32) {
    // SAFETY: none: the fault is intended.
    unsafe { std::hint::black_box(std::ptr::without_provenance::<u32>(16)).read_volatile() };
}

extern "C" fn run_nothing(_: i32) {
    // SAFETY: the instruction only faults.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!("ud2")
    };
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!("udf #3")
    };
}

extern "C" fn crashed(_: i32) {
    exit(42);
}

/// A guest spins, and a handler faults. The action installed before the engine must get the fault.
fn fault_in_handler(mode: CompileMode, handler: extern "C" fn(i32), flags: i32) {
    for signal in [libc::SIGSEGV, libc::SIGILL] {
        install(signal, crashed as *const () as usize, libc::SA_ONSTACK);
    }
    let engine = Engine::new(Config::new().compile_mode(mode)).unwrap();
    let (mut store, spin) = function(&engine, SPIN, "spin", || ());
    install(libc::SIGALRM, handler as *const () as usize, flags);
    start_alarms();
    panic!("the guest was unwound: {:?}", spin.call(&mut store, ()));
}

#[test]
fn a_fault_on_the_stack_of_the_guest() {
    let end = run("signals_of_the_embedder::a_fault_on_the_stack_of_the_guest", || {
        fault_in_handler(CompileMode::Eager, read_nothing, 0);
    });
    assert_eq!(end, End::Exit(42));
}

#[test]
fn a_fault_on_the_stack_of_a_guest_that_is_compiled_lazily() {
    let end = run("signals_of_the_embedder::a_fault_on_the_stack_of_a_guest_that_is_compiled_lazily", || {
        fault_in_handler(CompileMode::Lazy, read_nothing, 0);
    });
    assert_eq!(end, End::Exit(42));
}

#[test]
fn an_instruction_that_does_not_exist_on_the_stack_of_the_guest() {
    let end = run("signals_of_the_embedder::an_instruction_that_does_not_exist_on_the_stack_of_the_guest", || {
        fault_in_handler(CompileMode::Eager, run_nothing, 0);
    });
    assert_eq!(end, End::Exit(42));
}

#[test]
fn a_fault_on_the_alternate_stack() {
    let end = run("signals_of_the_embedder::a_fault_on_the_alternate_stack", || {
        fault_in_handler(CompileMode::Eager, read_nothing, libc::SA_ONSTACK);
    });
    assert_eq!(end, End::Exit(42));
}

#[test]
fn a_fault_with_no_handler_before_ends_the_process() {
    let end = run("signals_of_the_embedder::a_fault_with_no_handler_before_ends_the_process", || {
        // Rust's standard library installs one.
        install(libc::SIGSEGV, libc::SIG_DFL, 0);
        let (mut store, spin) = function(&Engine::default(), SPIN, "spin", || ());
        install(libc::SIGALRM, read_nothing as *const () as usize, 0);
        start_alarms();
        let _ = spin.call(&mut store, ());
    });
    assert_eq!(end, End::Signal(libc::SIGSEGV));
}

static ALARMS: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: i32) {
    ALARMS.fetch_add(1, Ordering::Relaxed);
}

#[test]
fn a_handler_that_returns_changes_nothing() {
    let end = run("signals_of_the_embedder::a_handler_that_returns_changes_nothing", || {
        let engine = Engine::default();
        let text = r#"(module
            (func (export "work") (param i64) (result i64) (local i64)
              (loop
                (local.set 1 (i64.add (i64.mul (local.get 1) (i64.const 6364136223846793005)) (local.get 0)))
                (br_if 0 (i64.ne (i64.const 0) (local.tee 0 (i64.sub (local.get 0) (i64.const 1))))))
              (local.get 1)))"#;
        let mut store = windlass::Store::new(&engine, ());
        let module = windlass::Module::new(&engine, text).unwrap();
        let instance = windlass::Instance::new(&mut store, &module, &[]).unwrap();
        let work = instance.get_typed_func::<i64, i64>(&store, "work").unwrap();
        let expected = work.call(&mut store, 30_000_000).unwrap();
        for (round, flags) in [libc::SA_RESTART, libc::SA_RESTART | libc::SA_ONSTACK].into_iter().enumerate() {
            install(libc::SIGALRM, count as *const () as usize, flags);
            if round == 0 {
                start_alarms();
            }
            let before = ALARMS.load(Ordering::Relaxed);
            while ALARMS.load(Ordering::Relaxed) < before + 20 {
                assert_eq!(work.call(&mut store, 30_000_000).unwrap(), expected);
                // Not the stack overflow: there, the handler has no room either. The next test covers that.
                for (name, trap) in crate::TRAP_NAMES.into_iter().filter(|(name, _)| *name != "stack") {
                    let (mut store, function) = function(&engine, crate::TRAPS, name, || ());
                    let error = function.call(&mut store, ()).unwrap_err();
                    assert_eq!(error.downcast_ref(), Some(&trap), "{name}: {error:?}");
                }
            }
        }
    });
    assert_eq!(end, End::Exit(0));
}

/// A guest recurses as deep as possible and spins there: a handler without its own stack has no room. The guest's call
/// ends, since it has exhausted its stack.
#[test]
fn a_handler_finds_no_room_on_the_stack_of_the_guest() {
    let end = run("signals_of_the_embedder::a_handler_finds_no_room_on_the_stack_of_the_guest", || {
        let engine = Engine::default();
        let text = r#"(module
            (func $deep (export "deep") (param $depth i32) (param $spin i32)
              (if (local.get $depth)
                (then (call $deep (i32.sub (local.get $depth) (i32.const 1)) (local.get $spin)))
                (else (loop (br_if 0 (local.get $spin)))))))"#;
        let mut store = windlass::Store::new(&engine, ());
        let module = windlass::Module::new(&engine, text).unwrap();
        let instance = windlass::Instance::new(&mut store, &module, &[]).unwrap();
        let deep = instance.get_typed_func::<(i32, i32), ()>(&store, "deep").unwrap();
        let (mut fits, mut exhausts) = (0, 10_000_000);
        while fits + 1 < exhausts {
            let depth = (fits + exhausts) / 2;
            match deep.call(&mut store, (depth, 0)) {
                Ok(()) => fits = depth,
                Err(_) => exhausts = depth,
            }
        }
        install(libc::SIGALRM, count as *const () as usize, 0);
        start_alarms();
        let error = deep.call(&mut store, (fits, 1)).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow), "{error:?}");
    });
    assert_eq!(end, End::Exit(0));
}
