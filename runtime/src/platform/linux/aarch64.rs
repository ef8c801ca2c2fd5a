//! Accesses the registers in a signal context, on aarch64.

use core::mem::offset_of;
use core::ptr;

use crate::machine::Registers;
use crate::platform::Resume;

/// The registers of the interrupted thread.
pub(super) fn registers(context: &libc::ucontext_t) -> Registers {
    let saved = &context.uc_mcontext;
    Registers { pc: saved.pc as usize, sp: saved.sp as usize, general: saved.regs }
}

/// The field of the processor state about the kind of branch that the next instruction was reached by.
const BTYPE: u64 = 0b11 << 10;

/// Sets where the interrupted thread resumes.
///
/// # Safety
/// The address in [`Resume::Saved`] must have been written by [`save`] on this thread.
pub(super) unsafe fn resume(context: &mut libc::ucontext_t, at: Resume) {
    // The next instruction is not reached by the branch that reached the interrupted one.
    context.uc_mcontext.pstate &= !BTYPE;
    match at {
        Resume::At { pc, sp } => {
            context.uc_mcontext.pc = pc as u64;
            context.uc_mcontext.sp = sp as u64;
        }
        Resume::Call { pc, sp, argument } => {
            context.uc_mcontext.pc = pc as u64;
            context.uc_mcontext.sp = sp as u64;
            context.uc_mcontext.regs[0] = argument as u64;
        }
        Resume::Saved { at } => {
            // SAFETY: guaranteed by the caller; the kernel restores registers from the record.
            let (from, vectors) = unsafe { (&*ptr::with_exposed_provenance::<Saved>(at), &mut *vectors(context)) };
            context.uc_mcontext.regs = from.general;
            context.uc_mcontext.sp = from.sp;
            context.uc_mcontext.pc = from.pc;
            context.uc_mcontext.pstate = from.pstate;
            *vectors = from.vectors;
        }
    }
}

/// All registers that generated code uses.
#[repr(C, align(16))]
pub(super) struct Saved {
    argument: usize,
    sp: u64,
    pc: u64,
    pstate: u64,
    general: [u64; 31],
    vectors: Vectors,
}

impl Saved {
    /// The register that holds what is left of the fuel, `x26`.
    pub(super) const FUEL: usize = offset_of!(Saved, general) + size_of::<u64>() * 26;
}

/// The kernel's `fpsimd_context`, one of the records after the general registers.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
struct Vectors {
    magic: u32,
    size: u32,
    fpsr: u32,
    fpcr: u32,
    registers: [u128; 32],
}

/// `FPSIMD_MAGIC`.
const VECTORS: u32 = 0x4650_8001;

/// The vector registers of the interrupted thread.
fn vectors(context: *const libc::ucontext_t) -> *mut Vectors {
    // SAFETY: the kernel puts records there, at the next multiple of 16. Each begins with its kind and its size; one of them is that
    // of the vector registers, and none in front of it has size 0, which is that of the last.
    unsafe {
        let records = (&raw const (*context).uc_mcontext.pstate).add(1);
        let mut record = records.map_addr(|address| address.next_multiple_of(16)).cast_mut().cast::<Vectors>();
        while (*record).magic != VECTORS && (*record).size != 0 {
            record = record.byte_add((*record).size as usize);
        }
        debug_assert!((*record).magic == VECTORS, "there is no record of the vector registers");
        record
    }
}

/// Saves `argument` and the registers of the interrupted thread to `to`.
///
/// # Safety
/// `to` must be valid.
pub(super) unsafe fn save(context: &libc::ucontext_t, to: *mut Saved, argument: usize) {
    // SAFETY: guaranteed by the caller; the record is there.
    unsafe {
        let vectors = vectors(context).read();
        let libc::mcontext_t { sp, pc, pstate, regs, .. } = context.uc_mcontext;
        to.write(Saved { argument, sp, pc, pstate, general: regs, vectors });
    }
}
