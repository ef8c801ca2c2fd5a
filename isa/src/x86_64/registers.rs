//! The register file and the calling convention.
//!
//! `r14` is the context and `rbx` the memory base: the base is part of nearly every memory access, and a register below
//! `r8` makes those a byte shorter. `r11`, `xmm14` and `xmm15` are scratch. There is no frame pointer: the size of every frame is
//! in the artifact. The trampolines rely on all of this, too.

use windlass_masm::{Abi, Constraints, Reg, RegSet};

pub(super) const RAX: Reg = Reg::int(0);
pub(super) const RCX: Reg = Reg::int(1);
pub(super) const RDX: Reg = Reg::int(2);
pub(super) const RBX: Reg = Reg::int(3);
pub(super) const RSP: Reg = Reg::int(4);
pub(super) const RBP: Reg = Reg::int(5);
pub(super) const RSI: Reg = Reg::int(6);
pub(super) const RDI: Reg = Reg::int(7);
pub(super) const R8: Reg = Reg::int(8);
pub(super) const R9: Reg = Reg::int(9);
pub(super) const R10: Reg = Reg::int(10);
pub(super) const R11: Reg = Reg::int(11);
pub(super) const R12: Reg = Reg::int(12);
pub(super) const R13: Reg = Reg::int(13);
pub(super) const R14: Reg = Reg::int(14);
pub(super) const R15: Reg = Reg::int(15);

const fn xmm(n: u8) -> Reg {
    Reg::float(n)
}

/// Scratch of the macro-assembler, integer class.
pub(super) const SCRATCH: Reg = R11;
/// Scratch of the macro-assembler, floating-point class.
pub(super) const FSCRATCH: Reg = xmm(15);
/// Another one, for sequences of vector instructions.
pub(super) const FSCRATCH2: Reg = xmm(14);

/// See [`Abi`].
pub(super) const ABI: Abi = Abi {
    int_args: &[RDX, RCX, R8, R9, R10],
    float_args: [xmm(0), xmm(1), xmm(2), xmm(3), xmm(4), xmm(5), xmm(6), xmm(7)],
    int_results: [RAX, RDX, RCX],
    float_results: [xmm(0), xmm(1), xmm(2)],
    caller_saved: RegSet::of(&[
        RAX,
        RCX,
        RDX,
        R8,
        R9,
        R10,
        xmm(0),
        xmm(1),
        xmm(2),
        xmm(3),
        xmm(4),
        xmm(5),
        xmm(6),
        xmm(7),
        xmm(8),
        xmm(9),
        xmm(10),
        xmm(11),
        xmm(12),
        xmm(13),
    ]),
    callee_saved: &[RSI, RDI, RBP, R12, R13, R15],
    int_homes: &[R10, R9, R8, RCX, RDX],
    float_homes: &[xmm(7), xmm(6), xmm(8), xmm(9), xmm(10), xmm(11), xmm(12), xmm(13), xmm(5)],
    min_int_caller_saved: 3,
    min_float_caller_saved: 5,
    context: R14,
    memory_base: RBX,
    fuel: R15,
    caller_context: RAX,
    scratch: SCRATCH,
    float_scratch: FSCRATCH,
    three_address: false,
    has_memory_operands: true,
    index_check_reads_len: true,
    short_epilogue: 3,
    // One operand of `mul` is in rax; where `mul_high` has a constant there, the other is elsewhere.
    mul_high: Constraints { results: [Some(RDX), None], clobbers: RegSet::of(&[RAX, RDX]), ..Constraints::NONE },
    mul_wide: Constraints {
        operands: [Some(RAX), None, None],
        results: [Some(RAX), Some(RDX)],
        clobbers: RegSet::of(&[RAX, RDX]),
    },
    max_code: 1 << 30,
    faulting_stores_write: false,
};
