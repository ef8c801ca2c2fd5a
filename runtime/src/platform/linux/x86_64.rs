//! Accesses the registers in a signal context, on x86_64.

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
pub(super) fn resume(context: &mut libc::ucontext_t, at: Resume) {
    let saved = &mut context.uc_mcontext.gregs;
    saved[libc::REG_RIP as usize] = at.pc as i64;
    saved[libc::REG_RSP as usize] = at.sp as i64;
}
