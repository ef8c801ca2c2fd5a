//! Hardware faults as signals.

use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::mem::{self, MaybeUninit};
use core::ptr;
use std::sync::OnceLock;

use super::signal_context;
use crate::platform::{Fault, FaultKind, Resume};

/// The signals that a fault of guest code arrives as.
const SIGNALS: [c_int; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];

/// `si_code` of a fault whose address the kernel does not know.
const SI_KERNEL: c_int = 0x80;

/// What was installed before, by index in [`SIGNALS`].
struct Previous(UnsafeCell<[MaybeUninit<libc::sigaction>; SIGNALS.len()]>);

// SAFETY: an element is written once, before the handler that reads it is installed.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new([const { MaybeUninit::uninit() }; SIGNALS.len()]));
static DECIDE: OnceLock<fn(&Fault) -> Option<Resume>> = OnceLock::new();

/// Installs the process-wide handler, once; later calls change nothing.
///
/// `decide` is called for every fault, on the thread that has it, and must only do what a signal handler may. It says
/// where to go on, or `None` where the fault is none of its own: then the handler that was installed before gets it.
pub(crate) fn install_fault_handler(decide: fn(&Fault) -> Option<Resume>) {
    DECIDE.get_or_init(|| {
        for (i, &signal) in SIGNALS.iter().enumerate() {
            // SAFETY: all zeroes is a value of this plain structure.
            let mut action: libc::sigaction = unsafe { mem::zeroed() };
            action.sa_sigaction = handle as *const () as usize;
            // The guest may have run out of stack, so the handler needs another. It is not to be masked while it runs:
            // the handler before it may want to crash by the same signal.
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            // SAFETY: only this closure, which runs once, writes to `PREVIOUS`; the pointers are valid, and `handle`
            // has the signature that SA_SIGINFO asks for.
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
    // SAFETY: the kernel passes valid pointers to both, which nobody else uses meanwhile.
    let (info_ref, context_ref) = unsafe { (&*info, &mut *context.cast::<libc::ucontext_t>()) };
    // A signal that another process or thread sent is not a fault.
    if info_ref.si_code > 0 {
        let kind = match signal {
            libc::SIGSEGV | libc::SIGBUS => {
                // SAFETY: the field is valid for these signals.
                let address = unsafe { info_ref.si_addr() } as usize;
                // The hardware does not tell the kernel an address that can be none.
                let known = info_ref.si_code != SI_KERNEL;
                FaultKind::Access { address: if known { address } else { usize::MAX } }
            }
            libc::SIGILL => FaultKind::IllegalInstruction,
            _ => FaultKind::Arithmetic,
        };
        let fault = Fault { kind, registers: signal_context::registers(context_ref) };
        // Faults while the handler is being installed are not the guest's.
        if let Some(at) = DECIDE.get().and_then(|decide| decide(&fault)) {
            signal_context::resume(context_ref, at);
            return;
        }
    }
    chain(signal, info, context);
}

/// Does what would have been done without our handler.
fn chain(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let Some(index) = SIGNALS.iter().position(|&s| s == signal) else { return };
    // SAFETY: the element was written before this handler was installed.
    let previous = unsafe { (*PREVIOUS.0.get())[index].assume_init_ref() };
    if previous.sa_sigaction == libc::SIG_DFL || previous.sa_sigaction == libc::SIG_IGN {
        // Returning repeats the instruction, and so the fault, which then ends the process. A signal that was sent is
        // repeated by hand.
        // SAFETY: the structure is plain, and these functions may be called in a signal handler.
        unsafe {
            let mut action: libc::sigaction = mem::zeroed();
            action.sa_sigaction = libc::SIG_DFL;
            libc::sigaction(signal, &action, ptr::null_mut());
            if (*info).si_code <= 0 {
                libc::raise(signal);
            }
        }
    } else if previous.sa_flags & libc::SA_SIGINFO != 0 {
        // SAFETY: with this flag the address is a function of this signature, and the arguments are those we got.
        unsafe {
            let handler: extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) =
                mem::transmute(previous.sa_sigaction);
            handler(signal, info, context);
        }
    } else {
        // SAFETY: without the flag the address is a function of this signature.
        unsafe {
            let handler: extern "C" fn(c_int) = mem::transmute(previous.sa_sigaction);
            handler(signal);
        }
    }
}
