//! Delivers hardware faults, which arrive as signals.

use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::mem::{self, MaybeUninit};
use core::ptr;
use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::OnceLock;

use super::{prepared, signal_context};
use crate::platform::{Fault, FaultKind, Resume};

/// The signals that report faults of guest code.
pub(super) const SIGNALS: [c_int; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];

/// `si_code` of a fault whose address is unknown to the kernel.
const SI_KERNEL: c_int = 0x80;

/// `si_code` of a `SIGBUS` for a memory error that no instruction caused.
const BUS_MCEERR_AO: c_int = 5;

/// Whether a one-shot handler was called, by index in [`SIGNALS`].
static CALLED: [AtomicBool; SIGNALS.len()] = [const { AtomicBool::new(false) }; SIGNALS.len()];

/// The previous actions, by index in [`SIGNALS`].
struct Previous(UnsafeCell<[MaybeUninit<libc::sigaction>; SIGNALS.len()]>);

// SAFETY: an element is written once, before installing the handler that reads it.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new([const { MaybeUninit::uninit() }; SIGNALS.len()]));
static DECIDE: OnceLock<fn(&Fault) -> Option<Resume>> = OnceLock::new();

/// Installs the process-wide handler on the first call; later calls have no effect.
///
/// `decide` is called for every fault, on the faulting thread, and must be async-signal-safe. It returns where to
/// resume, or `None` if the fault is not its own: then the previous handler gets it.
pub(crate) fn install_fault_handler(decide: fn(&Fault) -> Option<Resume>) {
    DECIDE.get_or_init(|| {
        for (i, &signal) in SIGNALS.iter().enumerate() {
            // SAFETY: this plain structure may be zeroed.
            let mut action: libc::sigaction = unsafe { mem::zeroed() };
            action.sa_sigaction = handle as *const () as usize;
            // The guest may have overflowed its stack, so the handler needs another one. The signal is not masked
            // during the handler: the previous handler may want to crash with it.
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            // SAFETY: only this closure, which runs once, writes to `PREVIOUS`; the pointers are valid, and `handle`
            // has the signature that SA_SIGINFO requires.
            let result = unsafe {
                let previous = (*PREVIOUS.0.get())[i].as_mut_ptr();
                libc::sigaction(signal, ptr::null(), previous);
                libc::sigaction(signal, &action, ptr::null_mut())
            };
            assert_eq!(result, 0, "the kernel refuses a handler for signal {signal}");
        }
        decide
    });
}

extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes valid pointers to both, and nothing else uses them meanwhile.
    let (info_ref, context_ref) = unsafe { (&*info, &mut *context.cast::<libc::ucontext_t>()) };
    // A signal sent by another process or thread is not a fault.
    let code = info_ref.si_code;
    let is_fault = code > 0 && !(signal == libc::SIGBUS && code == BUS_MCEERR_AO);
    if is_fault && prepared::may_run_guest_code() {
        let kind = match signal {
            libc::SIGSEGV | libc::SIGBUS => {
                // SAFETY: the field is valid for these signals.
                let address = unsafe { info_ref.si_addr() } as usize;
                // The kernel does not know the address of a fault at a non-canonical address.
                let known = info_ref.si_code != SI_KERNEL;
                FaultKind::Access { address: if known { address } else { usize::MAX } }
            }
            libc::SIGILL => FaultKind::IllegalInstruction,
            _ => FaultKind::Arithmetic,
        };
        let fault = Fault { kind, registers: signal_context::registers(context_ref) };
        // Faults during the installation of the handler are not the guest's.
        if let Some(at) = DECIDE.get().and_then(|decide| decide(&fault)) {
            // SAFETY: the interrupt handler saved the registers.
            unsafe { signal_context::resume(context_ref, at) };
            return;
        }
    }
    chain(signal, info, context, is_fault);
}

/// Performs the previous action, but on our stack.
fn chain(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void, is_fault: bool) {
    let Some(index) = SIGNALS.iter().position(|&s| s == signal) else { return };
    // SAFETY: the element was written before this handler was installed.
    let previous = unsafe { (*PREVIOUS.0.get())[index].assume_init_ref() };
    let once = previous.sa_flags & libc::SA_RESETHAND != 0;
    let handler =
        if once && CALLED[index].swap(true, Ordering::Relaxed) { libc::SIG_DFL } else { previous.sa_sigaction };
    match handler {
        // Faults cannot be ignored.
        libc::SIG_IGN if !is_fault => {}
        libc::SIG_DFL | libc::SIG_IGN => {
            // Returning repeats the instruction and so the fault, which then ends the process. A signal that was sent
            // must be raised again.
            // SAFETY: the structure is plain, and these functions are async-signal-safe.
            unsafe {
                let mut action: libc::sigaction = mem::zeroed();
                action.sa_sigaction = libc::SIG_DFL;
                libc::sigaction(signal, &action, ptr::null_mut());
                if !is_fault {
                    libc::raise(signal);
                }
            }
        }
        // SAFETY: it is a handler, and the arguments are ours.
        _ => unsafe { call(previous, signal, info, context) },
    }
}

/// Calls the handler of `action`, with the signals blocked that it asks for.
///
/// # Safety
/// It must have a handler, and the arguments must be those that the kernel passed for `signal` to the calling handler.
pub(super) unsafe fn call(action: &libc::sigaction, signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the set is a copy; the mask is restored when our handler returns. With SA_SIGINFO, the address is a function
    // of three parameters, and we pass on our arguments; without it, a function of the first parameter only.
    unsafe {
        let mut mask = action.sa_mask;
        if action.sa_flags & libc::SA_NODEFER == 0 {
            libc::sigaddset(&mut mask, signal);
        }
        libc::pthread_sigmask(libc::SIG_BLOCK, &mask, ptr::null_mut());
        if action.sa_flags & libc::SA_SIGINFO != 0 {
            let handler: extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) = mem::transmute(action.sa_sigaction);
            handler(signal, info, context);
        } else {
            let handler: extern "C" fn(c_int) = mem::transmute(action.sa_sigaction);
            handler(signal);
        }
    }
}
