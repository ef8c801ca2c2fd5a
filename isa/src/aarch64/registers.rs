//! The register file and the calling convention.
//!
//! `x28` is the context and `x27` the memory base; the platform's convention keeps both across a host call. `x16`, `x17`,
//! `v30` and `v31` are scratch, and `x15` holds the sum of the memory base and an index from one access to the next, as does
//! `x30` between calls. `x18` belongs to the platform. There is no frame pointer: the size of every frame is in the artifact.
//! The trampolines know all of this, too.

use windlass_masm::{Abi, Constraints, Reg, RegSet};

const fn x(n: u8) -> Reg {
    Reg::int(n)
}

const fn v(n: u8) -> Reg {
    Reg::float(n)
}

/// Scratch of the macro-assembler, integer class.
pub(super) const SCRATCH: Reg = x(16);
/// A second one, which is also [`Abi::scratch`]: what that leaves alone uses [`SCRATCH`] only.
pub(super) const SCRATCH2: Reg = x(17);
/// See [`super::address_cache`].
pub(super) const ADDRESS: Reg = x(15);
/// Scratch of the macro-assembler, floating-point class.
pub(super) const FSCRATCH: Reg = v(31);
/// A second one, for sequences of instructions on vectors.
pub(super) const FSCRATCH2: Reg = v(30);
/// Holds the return address of the function, unless it calls another: then it is an address register, too.
pub(super) const LINK: Reg = x(30);
/// The stack pointer, as a base and in additions of a constant.
pub(super) const SP: Reg = x(31);
/// Zero, everywhere else.
pub(super) const ZERO: Reg = x(31);

/// See [`Abi`].
pub(super) const ABI: Abi = Abi {
    int_args: &[x(1), x(2), x(3), x(4), x(5), x(6), x(7), x(8)],
    float_args: [v(0), v(1), v(2), v(3), v(4), v(5), v(6), v(7)],
    int_results: [x(0), x(1), x(2)],
    float_results: [v(0), v(1), v(2)],
    caller_saved: TEMPORARIES,
    // The last two are kept by our own convention only: a host call saves them.
    callee_saved: &[x(19), x(20), x(21), x(22), x(23), x(24), x(25), x(26), x(29), x(13), x(14)],
    int_homes: &[x(12), x(11), x(10), x(9), x(8), x(7), x(6), x(5), x(4), x(3), x(2), x(1)],
    float_homes: &[
        v(16),
        v(17),
        v(18),
        v(19),
        v(20),
        v(21),
        v(22),
        v(23),
        v(24),
        v(25),
        v(26),
        v(27),
        v(28),
        v(29),
        v(8),
        v(9),
        v(10),
        v(11),
        v(12),
        v(13),
        v(14),
        v(15),
    ],
    min_int_caller_saved: 3,
    min_float_caller_saved: 5,
    context: x(28),
    memory_base: x(27),
    fuel: x(26),
    caller_context: x(0),
    scratch: SCRATCH2,
    float_scratch: FSCRATCH,
    three_address: true,
    has_memory_operands: false,
    index_check_reads_len: false,
    short_epilogue: 0,
    mul_high: Constraints::NONE,
    mul_wide: Constraints::NONE,
    // `bl` reaches 128 MiB in either direction.
    max_code: 1 << 27,
    faulting_stores_write: true,
};

const TEMPORARIES: RegSet = {
    let ints = RegSet::of(&[x(0), x(1), x(2), x(3), x(4), x(5), x(6), x(7), x(8), x(9), x(10), x(11), x(12)]);
    ints.union(RegSet::ALL_FLOAT.difference(RegSet::of(&[FSCRATCH, FSCRATCH2])))
};

#[cfg(target_arch = "aarch64")]
const _: () = assert!(
    ABI.int_args.len() == windlass_masm::vm::INT_ARGS && ABI.callee_saved.len() == windlass_masm::vm::CALLEE_SAVED
);
