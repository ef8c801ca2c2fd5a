//! Signals for traps: handlers installed before and after ours, masks, and alternate stacks.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use windlass::{Config, Engine};

use crate::child::{End, exit, run};
use crate::signals_of_the_embedder::install;
use crate::{function, trap_in_every_way};

fn send(signal: i32) {
    // SAFETY: the call has no preconditions.
    assert_eq!(unsafe { libc::raise(signal) }, 0);
}

fn read_nothing() {
    // SAFETY: none: the fault is intended.
    unsafe { std::hint::black_box(std::ptr::without_provenance::<u32>(16)).read_volatile() };
}

#[test]
fn a_signal_that_was_ignored_still_is() {
    let end = run("signals::a_signal_that_was_ignored_still_is", || {
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL] {
            install(signal, libc::SIG_IGN, 0);
        }
        let engine = Engine::default();
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL] {
            send(signal);
        }
        trap_in_every_way(&engine);
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_fault_cannot_be_ignored() {
    let end = run("signals::a_fault_cannot_be_ignored", || {
        install(libc::SIGSEGV, libc::SIG_IGN, 0);
        let _engine = Engine::default();
        read_nothing();
    });
    assert_eq!(end, End::Signal(libc::SIGSEGV));
}

#[test]
fn a_signal_that_ended_the_process_still_does() {
    let end = run("signals::a_signal_that_ended_the_process_still_does", || {
        install(libc::SIGBUS, libc::SIG_DFL, 0);
        let _engine = Engine::default();
        send(libc::SIGBUS);
    });
    assert_eq!(end, End::Signal(libc::SIGBUS));
}

static CALLS: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: i32) {
    CALLS.fetch_add(1, Ordering::Relaxed);
}

#[test]
fn a_handler_for_one_signal_is_called_once() {
    let end = run("signals::a_handler_for_one_signal_is_called_once", || {
        install(libc::SIGFPE, count as *const () as usize, libc::SA_RESETHAND);
        let engine = Engine::default();
        send(libc::SIGFPE);
        assert_eq!(CALLS.load(Ordering::Relaxed), 1);
        trap_in_every_way(&engine);
        send(libc::SIGFPE);
    });
    assert_eq!(end, End::Signal(libc::SIGFPE));
}

extern "C" fn look_at_mask(signal: i32, _: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the set is plain, and only the call writes to it.
    let blocked = unsafe {
        let mut mask: libc::sigset_t = std::mem::zeroed();
        libc::pthread_sigmask(libc::SIG_BLOCK, std::ptr::null(), &mut mask);
        [signal, libc::SIGUSR1, libc::SIGUSR2].map(|signal| libc::sigismember(&mask, signal))
    };
    exit(if blocked == [1, 1, 0] { 42 } else { 43 });
}

#[test]
fn a_handler_before_runs_with_its_mask() {
    let end = run("signals::a_handler_before_runs_with_its_mask", || {
        // SAFETY: the structure is plain, and the handler has the signature that its flags require.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = look_at_mask as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO;
            libc::sigaddset(&mut action.sa_mask, libc::SIGUSR1);
            libc::sigaction(libc::SIGSEGV, &action, std::ptr::null_mut());
        }
        let _engine = Engine::default();
        read_nothing();
    });
    assert_eq!(end, End::Exit(42));
}

static OURS: AtomicUsize = AtomicUsize::new(0);

/// A handler that is installed later, and passes on faults that are not its own.
extern "C" fn pass_on(signal: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    CALLS.fetch_add(1, Ordering::Relaxed);
    // SAFETY: it is the address of the previous handler, which takes three parameters.
    let ours: extern "C" fn(i32, *mut libc::siginfo_t, *mut libc::c_void) =
        unsafe { std::mem::transmute(OURS.load(Ordering::Relaxed)) };
    ours(signal, info, context);
}

#[test]
fn a_handler_after_that_passes_on_changes_nothing() {
    let end = run("signals::a_handler_after_that_passes_on_changes_nothing", || {
        let engine = Engine::default();
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL] {
            let flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            let previous = install(signal, pass_on as *const () as usize, flags);
            OURS.store(previous.sa_sigaction, Ordering::Relaxed);
        }
        trap_in_every_way(&engine);
        assert!(CALLS.load(Ordering::Relaxed) >= 4);
    });
    assert_eq!(end, End::Exit(0));
}

extern "C" fn keep(_: i32) {
    exit(43);
}

#[test]
fn a_handler_after_that_does_not_pass_on_gets_the_traps() {
    let end = run("signals::a_handler_after_that_does_not_pass_on_gets_the_traps", || {
        let engine = Engine::default();
        install(libc::SIGSEGV, keep as *const () as usize, libc::SA_ONSTACK);
        trap_in_every_way(&engine);
    });
    assert_eq!(end, End::Exit(43));
}

#[test]
fn a_handler_after_without_an_alternate_stack_cannot_handle_an_exhausted_stack() {
    let end = run("signals::a_handler_after_without_an_alternate_stack_cannot_handle_an_exhausted_stack", || {
        let engine = Engine::default();
        let previous = install(libc::SIGSEGV, pass_on as *const () as usize, libc::SA_SIGINFO);
        OURS.store(previous.sa_sigaction, Ordering::Relaxed);
        let (mut store, again) = function(&engine, crate::TRAPS, "stack", || ());
        let _ = again.call(&mut store, ());
    });
    assert_eq!(end, End::Signal(libc::SIGSEGV));
}

/// Changes this thread's signal mask.
fn mask(how: i32) {
    // SAFETY: the set is plain.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        assert_eq!(libc::pthread_sigmask(how, &all, std::ptr::null_mut()), 0);
    }
}

#[test]
fn a_thread_that_blocks_all_signals_traps() {
    let end = run("signals::a_thread_that_blocks_all_signals_traps", || {
        let engine = Engine::default();
        std::thread::spawn(move || {
            mask(libc::SIG_BLOCK);
            trap_in_every_way(&engine);
            // No other signal is unblocked.
            // SAFETY: the set is plain, and only the call writes to it.
            let blocked = unsafe {
                let mut mask: libc::sigset_t = std::mem::zeroed();
                libc::pthread_sigmask(libc::SIG_BLOCK, std::ptr::null(), &mut mask);
                [libc::SIGINT, libc::SIGTERM, libc::SIGALRM, libc::SIGSEGV].map(|s| libc::sigismember(&mask, s))
            };
            assert_eq!(blocked, [1, 1, 1, 0]);
        })
        .join()
        .unwrap();
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_thread_that_blocks_them_later_is_to_be_prepared_again() {
    let end = run("signals::a_thread_that_blocks_them_later_is_to_be_prepared_again", || {
        let engine = Engine::default();
        trap_in_every_way(&engine);
        mask(libc::SIG_BLOCK);
        engine.prepare_thread().unwrap();
        trap_in_every_way(&engine);
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_trap_while_its_signal_is_blocked_ends_the_process() {
    let end = run("signals::a_trap_while_its_signal_is_blocked_ends_the_process", || {
        let engine = Engine::default();
        trap_in_every_way(&engine);
        mask(libc::SIG_BLOCK);
        trap_in_every_way(&engine);
    });
    assert_eq!(end, End::Signal(libc::SIGSEGV));
}

#[test]
fn without_signals_masks_do_not_matter() {
    let mut config = Config::new();
    let engine = Engine::new(config.signals_based_traps(false)).unwrap();
    if cfg!(feature = "explicit-bounds-checks") {
        std::thread::spawn(move || {
            mask(libc::SIG_BLOCK);
            trap_in_every_way(&engine);
        })
        .join()
        .unwrap();
    }
}

/// Sets or removes this thread's alternate stack.
fn set_alternate_stack(stack: Option<&mut [u8]>) {
    // SAFETY: the structure is plain, and the tests keep the stack alive while it is set.
    unsafe {
        let mut new: libc::stack_t = std::mem::zeroed();
        match stack {
            Some(stack) => (new.ss_sp, new.ss_size) = (stack.as_mut_ptr().cast(), stack.len()),
            None => new.ss_flags = libc::SS_DISABLE,
        }
        assert_eq!(libc::sigaltstack(&new, std::ptr::null_mut()), 0);
    }
}

fn alternate_stack() -> libc::stack_t {
    // SAFETY: the structure is plain, and only the call writes to it.
    unsafe {
        let mut current: libc::stack_t = std::mem::zeroed();
        libc::sigaltstack(std::ptr::null(), &mut current);
        current
    }
}

#[test]
fn an_alternate_stack_of_the_embedder_is_kept_if_it_is_large_enough() {
    let end = run("signals::an_alternate_stack_of_the_embedder_is_kept_if_it_is_large_enough", || {
        let engine = Engine::default();
        for (size, kept) in [(64 << 10, true), (4 << 10, false)] {
            let engine = engine.clone();
            std::thread::spawn(move || {
                let mut stack = vec![0; size];
                let start = stack.as_ptr() as usize;
                set_alternate_stack(Some(&mut stack));
                trap_in_every_way(&engine);
                assert_eq!(alternate_stack().ss_sp as usize == start, kept);
                set_alternate_stack(None);
            })
            .join()
            .unwrap();
        }
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_thread_whose_alternate_stack_is_gone_is_to_be_prepared_again() {
    let end = run("signals::a_thread_whose_alternate_stack_is_gone_is_to_be_prepared_again", || {
        let engine = Engine::default();
        std::thread::spawn(move || {
            set_alternate_stack(None);
            for _ in 0..3 {
                engine.prepare_thread().unwrap();
                trap_in_every_way(&engine);
                set_alternate_stack(None);
            }
        })
        .join()
        .unwrap();
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn an_exhausted_stack_without_an_alternate_stack_ends_the_process() {
    let end = run("signals::an_exhausted_stack_without_an_alternate_stack_ends_the_process", || {
        let engine = Engine::default();
        std::thread::spawn(move || {
            trap_in_every_way(&engine);
            set_alternate_stack(None);
            trap_in_every_way(&engine);
        })
        .join()
        .unwrap();
    });
    assert_eq!(end, End::Signal(libc::SIGSEGV));
}
