//! Ends a program at its timeout or at `SIGINT`.
//!
//! `SIGALRM` is sent at the timeout and then periodically, because the first one may arrive just before a host function
//! blocks in a system call. The second `SIGINT` kills the process.

use core::ffi::c_int;
use std::mem;
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use windlass::{InterruptHandle, Store};

use crate::failure::{Failure, TRAPPED};

/// Why a program was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Reason {
    /// The timeout expired.
    Timeout = 1,
    /// The user pressed Ctrl-C.
    Interrupt = 2,
}

/// The interval of signals after the timeout, and the number after which the process exits. A program may not end if a
/// host function waits for a device, or if guest code loops in a build without signals-based traps.
const AGAIN: Duration = Duration::from_millis(100);
const MOST: u32 = 10;

static REASON: AtomicU32 = AtomicU32::new(0);
static ALARMS: AtomicU32 = AtomicU32::new(0);
static HANDLE: OnceLock<InterruptHandle> = OnceLock::new();

/// Says that the program has ended: what it leaves behind may be written for as long as that takes.
pub(super) fn unwatch() {
    // SAFETY: the structure is plain. The call cannot fail.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &mem::zeroed(), ptr::null_mut()) };
}

/// Why the program was ended, if it was.
pub(super) fn reason() -> Option<Reason> {
    match REASON.load(Ordering::Relaxed) {
        1 => Some(Reason::Timeout),
        2 => Some(Reason::Interrupt),
        _ => None,
    }
}

/// From now on, interrupts the guest code of `store` at the timeout and at `SIGINT`.
pub(super) fn watch<T>(store: &Store<T>, timeout: Option<Duration>) -> Result<(), Failure> {
    let handle = store.interrupt_handle().map_err(Failure::load)?;
    let _ = HANDLE.set(handle);
    // SAFETY: the structures are plain; the handlers have the signature of those without SA_SIGINFO, and use atomic
    // values and system calls only.
    unsafe {
        let mut interrupt: libc::sigaction = mem::zeroed();
        libc::sigaction(libc::SIGINT, ptr::null(), &mut interrupt);
        // Shells start background jobs with `SIGINT` ignored.
        if interrupt.sa_sigaction != libc::SIG_IGN {
            handle_signal(libc::SIGINT, on_interrupt, libc::SA_RESETHAND);
        }
        let Some(timeout) = timeout else { return Ok(()) };
        handle_signal(libc::SIGALRM, on_alarm, 0);
        // Zero would disarm the timer.
        let timer = libc::itimerval { it_value: time(timeout.max(Duration::from_micros(1))), it_interval: time(AGAIN) };
        if libc::setitimer(libc::ITIMER_REAL, &timer, ptr::null_mut()) != 0 {
            let error = std::io::Error::last_os_error();
            return Err(Failure::load(format_args!("cannot set a timer for '--timeout': {error}")));
        }
    }
    Ok(())
}

fn time(duration: Duration) -> libc::timeval {
    libc::timeval { tv_sec: duration.as_secs() as _, tv_usec: duration.subsec_micros() as _ }
}

/// # Safety
/// `handler` must be async-signal-safe.
unsafe fn handle_signal(signal: c_int, handler: extern "C" fn(c_int), flags: c_int) {
    // SAFETY: the structures are plain, and the address is that of a handler.
    unsafe {
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        action.sa_flags = flags | libc::SA_ONSTACK;
        // The handler must return before the signal that preempts the guest is delivered.
        libc::sigfillset(&mut action.sa_mask);
        libc::sigaction(signal, &action, ptr::null_mut());
        let mut set: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, signal);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &set, ptr::null_mut());
    }
}

fn end(reason: Reason) {
    let _ = REASON.compare_exchange(0, reason as u32, Ordering::Relaxed, Ordering::Relaxed);
    if let Some(handle) = HANDLE.get() {
        handle.interrupt();
    }
}

extern "C" fn on_interrupt(_: c_int) {
    end(Reason::Interrupt);
}

extern "C" fn on_alarm(_: c_int) {
    if ALARMS.fetch_add(1, Ordering::Relaxed) < MOST {
        return end(Reason::Timeout);
    }
    let message = "error: the program does not end at its timeout; exiting\n";
    // SAFETY: both functions are async-signal-safe, and `message` is valid.
    unsafe {
        libc::write(2, message.as_ptr().cast(), message.len());
        libc::_exit(TRAPPED);
    }
}
