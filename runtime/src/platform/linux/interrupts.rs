//! Preempts threads with signals.

use core::ffi::{c_int, c_void};
use core::mem::{self, offset_of};
use core::ptr;
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::signal_context::{self, Saved};
use super::signals;
use crate::machine::Registers;
use crate::platform::{Preempt, Resume};

/// One more than the largest signal number.
const SIGNALS: usize = 65;

/// The previous actions, by signal. Written before our handler is installed.
static PREVIOUS: [OnceLock<libc::sigaction>; SIGNALS] = [const { OnceLock::new() }; SIGNALS];
static DECIDE: OnceLock<fn(&Registers) -> Option<Preempt>> = OnceLock::new();

/// Our signals carry its address, which identifies them.
static COOKIE: u8 = 0;

/// Installs the process-wide handler for `signal` on the first call for it; later calls have no effect.
///
/// `decide` is called for every such signal, on the thread that receives it, and must be async-signal-safe. It returns how
/// the thread continues if it is preempted. Signals from other sources are also passed to the previous handler.
///
/// # Errors
/// Fails if there is no such signal, or if it cannot be handled.
pub(crate) fn install_interrupt_handler(signal: c_int, decide: fn(&Registers) -> Option<Preempt>) -> io::Result<()> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _lock = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let previous = usize::try_from(signal).ok().and_then(|index| PREVIOUS.get(index));
    let Some(previous) = previous.filter(|_| !signals::SIGNALS.contains(&signal)) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    if previous.get().is_some() {
        return Ok(());
    }
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
    Ok(())
}

extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes valid pointers to both, and nothing else uses them meanwhile.
    let (is_own, context_ref) = unsafe { (is_own(&*info), &mut *context.cast::<libc::ucontext_t>()) };
    if !is_own {
        chain(signal, info, context);
    }
    let registers = signal_context::registers(context_ref);
    let Some(Preempt { pc, saved_below, argument }) = DECIDE.get().and_then(|decide| decide(&registers)) else {
        return;
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

/// Calls the previous handler. Without one, the signal has no effect.
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
/// handler.
pub(crate) fn signal_thread(thread: c_int, signal: c_int) {
    // SAFETY: the structure is plain; the kernel only reads it.
    unsafe {
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

/// Makes sure that `signal` reaches this thread.
pub(crate) fn unblock_signal(signal: c_int) {
    // SAFETY: the set is plain, and only these calls use it.
    unsafe {
        let mut set: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, signal);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &set, ptr::null_mut());
    }
}
