//! Preempts threads with signals.

use core::ffi::{c_int, c_void};
use core::mem::{self, offset_of};
use core::ptr;
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::signal_context::{self, Saved};
use super::{prepared, signals, thread};
use crate::machine::Registers;
use crate::platform::{Answer, Preempt, Resume};

/// One more than the largest signal number.
const SIGNALS: usize = 65;

/// The previous actions, by signal. Written before our handler is installed.
static PREVIOUS: [OnceLock<libc::sigaction>; SIGNALS] = [const { OnceLock::new() }; SIGNALS];
static DECIDE: OnceLock<fn(&Registers) -> Answer> = OnceLock::new();

/// The signals that no process can handle, though it may ask for their actions.
const NEVER_HANDLED: [c_int; 2] = [libc::SIGKILL, libc::SIGSTOP];

/// Our signals carry its address, which identifies them.
static COOKIE: u8 = 0;

/// Installs the process-wide handler for `signal` on the first call for it; later calls have no effect.
///
/// `decide` is called for every such signal, on the thread that it was sent to if that may run guest code, and must be
/// async-signal-safe. Signals from elsewhere also reach the previous handler.
///
/// # Errors
/// Fails if there is no such signal, or if it cannot be handled.
pub(crate) fn install_interrupt_handler(signal: c_int, decide: fn(&Registers) -> Answer) -> io::Result<()> {
    static INSTALLED: Mutex<[bool; SIGNALS]> = Mutex::new([false; SIGNALS]);
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    let index = usize::try_from(signal).ok().filter(|index| *index < SIGNALS);
    let Some(index) = index.filter(|_| !signals::SIGNALS.contains(&signal) && !NEVER_HANDLED.contains(&signal)) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    if installed[index] {
        return Ok(());
    }
    let previous = &PREVIOUS[index];
    DECIDE.get_or_init(|| decide);
    // SAFETY: these plain structures may be zeroed; the pointers are valid, and `handle` has the signature that SA_SIGINFO
    // requires.
    unsafe {
        let mut before: libc::sigaction = mem::zeroed();
        if libc::sigaction(signal, ptr::null(), &mut before) != 0 {
            return Err(io::Error::last_os_error());
        }
        let _ = previous.set(before);
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = handle as *const () as usize;
        // Restart system calls, for host functions that do not expect interrupts. Those that wait for events, such as
        // `poll`, are never restarted.
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART;
        if libc::sigaction(signal, &action, ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    installed[index] = true;
    Ok(())
}

extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes valid pointers to both, and nothing else uses them meanwhile.
    let (is_own, context_ref) = unsafe { (is_own(&*info), &mut *context.cast::<libc::ucontext_t>()) };
    if !is_own {
        chain(signal, info, context);
    }
    // Signals of others come to any thread.
    if !prepared::may_run_guest_code() {
        return;
    }
    let registers = signal_context::registers(context_ref);
    let Preempt { pc, saved_below, argument } = match DECIDE.get().map(|decide| decide(&registers)) {
        Some(Answer::Preempt(preempt)) => preempt,
        Some(Answer::Later { on_guest_stack }) if on_guest_stack || is_on_signal_stack(context_ref, registers.sp()) => {
            // Another handler is on top of guest code. Its return restores the mask of the guest, and the signal comes then.
            // SAFETY: the kernel takes the mask from there, whose size is that of the first words of the set.
            unsafe { libc::sigaddset(&mut context_ref.uc_sigmask, signal) };
            return signal_thread(thread::thread_id(), signal);
        }
        _ => return,
    };
    let sp = (saved_below - size_of::<Saved>()) & !(align_of::<Saved>() - 1);
    // SAFETY: the memory below is free, and on a stack with room.
    unsafe {
        signal_context::save(context_ref, ptr::with_exposed_provenance_mut(sp), argument);
        signal_context::resume(context_ref, Resume::Call { pc, sp, argument });
    }
}

/// Where the register that holds what is left of the fuel is of the registers that were saved when a thread was preempted.
pub(crate) fn saved_fuel(saved: *mut ()) -> *mut u64 {
    saved.wrapping_byte_add(Saved::FUEL).cast()
}

/// Whether a stack pointer is on the alternate stack of this thread, on which only signal handlers run.
fn is_on_signal_stack(context: &libc::ucontext_t, sp: usize) -> bool {
    let stack = &context.uc_stack;
    (sp.wrapping_sub(stack.ss_sp.addr())) < stack.ss_size
}

/// Calls the previous handler. Where there was none, the signal has no effect any more.
fn chain(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let previous = PREVIOUS.get(signal as usize).and_then(OnceLock::get);
    let has_handler = |action: &&libc::sigaction| ![libc::SIG_DFL, libc::SIG_IGN].contains(&action.sa_sigaction);
    if let Some(previous) = previous.filter(has_handler) {
        // SAFETY: it is a handler, and the arguments are ours.
        unsafe { signals::call(previous, signal, info, context) };
    }
}

/// The beginning of the kernel's `siginfo` for a signal that was queued.
#[repr(C)]
struct Queued {
    signal: c_int,
    errno: c_int,
    code: c_int,
    padding: c_int,
    pid: libc::pid_t,
    uid: libc::uid_t,
    value: *const u8,
}

const _: () = assert!(offset_of!(Queued, value) == 24 && size_of::<Queued>() <= size_of::<libc::siginfo_t>());

fn is_own(info: &libc::siginfo_t) -> bool {
    // SAFETY: the structure is longer, and for this code has that beginning.
    info.si_code == libc::SI_QUEUE && ptr::eq(unsafe { info.si_value() }.sival_ptr.cast(), &raw const COOKIE)
}

/// Sends `signal` to a thread of this process. Does nothing if there is none with this number. May be called in a signal
/// handler: `errno` stays.
pub(crate) fn signal_thread(thread: c_int, signal: c_int) {
    // SAFETY: the structure is plain; the kernel only reads it. The address of `errno` is that of this thread's.
    unsafe {
        let errno = libc::__errno_location();
        let before = *errno;
        let pid = libc::getpid();
        let mut info: libc::siginfo_t = mem::zeroed();
        let queued = Queued {
            signal,
            errno: 0,
            code: libc::SI_QUEUE,
            padding: 0,
            pid,
            uid: libc::getuid(),
            value: &raw const COOKIE,
        };
        (&raw mut info).cast::<Queued>().write(queued);
        if libc::syscall(libc::SYS_rt_tgsigqueueinfo, pid, thread, signal, &raw const info) != 0 {
            // A filter of system calls may know only this one.
            libc::syscall(libc::SYS_tgkill, pid, thread, signal);
        }
        *errno = before;
    }
}

/// Blocks all signals of this thread; in a signal handler, until it returns.
pub(crate) fn block_signals() {
    // SAFETY: the set is plain, and only these calls use it.
    unsafe {
        let mut all: libc::sigset_t = mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, ptr::null_mut());
    }
}

/// Calls `f` while all signals of this thread are blocked. Threads that it starts have them blocked, too.
pub(crate) fn with_signals_blocked<R>(f: impl FnOnce() -> R) -> R {
    // SAFETY: the sets are plain, and only these calls use them.
    let before = unsafe {
        let mut before: libc::sigset_t = mem::zeroed();
        libc::pthread_sigmask(libc::SIG_BLOCK, ptr::null(), &mut before);
        before
    };
    block_signals();
    let result = f();
    // SAFETY: as above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &before, ptr::null_mut()) };
    result
}
