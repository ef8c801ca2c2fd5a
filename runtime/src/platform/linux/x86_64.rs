//! Accesses the registers in a signal context, on x86_64.

use core::mem::offset_of;
use core::ptr;

use crate::machine::Registers;
use crate::platform::Resume;

/// The C library's `REG_*` indices of the general registers, in the order of their encoding.
const GENERAL: [libc::c_int; 16] = [
    libc::REG_RAX,
    libc::REG_RCX,
    libc::REG_RDX,
    libc::REG_RBX,
    libc::REG_RSP,
    libc::REG_RBP,
    libc::REG_RSI,
    libc::REG_RDI,
    libc::REG_R8,
    libc::REG_R9,
    libc::REG_R10,
    libc::REG_R11,
    libc::REG_R12,
    libc::REG_R13,
    libc::REG_R14,
    libc::REG_R15,
];

/// The registers of the interrupted thread.
pub(super) fn registers(context: &libc::ucontext_t) -> Registers {
    let saved = &context.uc_mcontext.gregs;
    Registers { pc: saved[libc::REG_RIP as usize] as usize, general: GENERAL.map(|i| saved[i as usize] as u64) }
}

/// Sets where the interrupted thread resumes.
///
/// # Safety
/// The address in [`Resume::Saved`] must have been written by [`save`] on this thread.
pub(super) unsafe fn resume(context: &mut libc::ucontext_t, at: Resume) {
    let saved = &mut context.uc_mcontext.gregs;
    match at {
        Resume::At { pc, sp } => {
            saved[libc::REG_RIP as usize] = pc as i64;
            saved[libc::REG_RSP as usize] = sp as i64;
        }
        Resume::Call { pc, sp, argument } => {
            saved[libc::REG_RIP as usize] = pc as i64;
            saved[libc::REG_RSP as usize] = sp as i64;
            saved[libc::REG_RDI as usize] = argument as i64;
        }
        Resume::Saved { at } => {
            // SAFETY: guaranteed by the caller.
            let from = unsafe { &*ptr::with_exposed_provenance::<Saved>(at) };
            *saved = from.general;
            // SAFETY: the kernel passed the address of the record that it restores, which always has these registers.
            let float = unsafe { &mut *context.uc_mcontext.fpregs };
            float.mxcsr = from.mxcsr;
            float._xmm = from.vectors;
        }
    }
}

/// All registers that generated code uses.
#[repr(C, align(16))]
pub(super) struct Saved {
    argument: usize,
    mxcsr: u32,
    general: [libc::greg_t; 23],
    vectors: [libc::_libc_xmmreg; 16],
}

impl Saved {
    /// The register that holds what is left of the fuel.
    pub(super) const FUEL: usize = offset_of!(Saved, general) + size_of::<libc::greg_t>() * libc::REG_R15 as usize;
}

/// Saves `argument` and the registers of the interrupted thread to `to`.
///
/// # Safety
/// `to` must be valid.
pub(super) unsafe fn save(context: &libc::ucontext_t, to: *mut Saved, argument: usize) {
    // SAFETY: guaranteed by the caller; the kernel passes a valid pointer.
    unsafe {
        let float = &*context.uc_mcontext.fpregs;
        let general = context.uc_mcontext.gregs;
        to.write(Saved { argument, mxcsr: float.mxcsr, general, vectors: float._xmm });
    }
}
