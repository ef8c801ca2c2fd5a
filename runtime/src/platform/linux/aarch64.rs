//! Accesses the registers in a signal context, on aarch64.

use crate::machine::Registers;
use crate::platform::Resume;

/// The registers of the interrupted thread.
pub(super) fn registers(context: &libc::ucontext_t) -> Registers {
    let saved = &context.uc_mcontext;
    Registers { pc: saved.pc as usize, sp: saved.sp as usize, general: saved.regs }
}

/// Sets where the interrupted thread resumes.
pub(super) fn resume(context: &mut libc::ucontext_t, at: Resume) {
    context.uc_mcontext.pc = at.pc as u64;
    context.uc_mcontext.sp = at.sp as u64;
}
