//! Facts about the last instruction: the flags of its result, the value of a slot in a register, a register whose upper half is zero.
//!
//! **Invariant:** a fact holds right after the instruction that made it so, and nowhere else: each has the offset that it holds at. Where
//! something jumps to that offset, it does not hold.

use windlass_masm::fuse_limit::may_fuse;
use windlass_masm::{Reg, Slot, Ty};

use super::assembler::Assembler;
use super::registers::RSP;
use super::window::NOWHERE;

/// See above.
#[derive(Debug)]
pub(super) struct Facts {
    /// The register that was stored in the frame, as what and where.
    slot: (Ty, Slot, Reg, u32),
    /// The register whose upper half a 64-bit instruction cleared.
    narrow: (Reg, u32),
    /// The register whose value the zero and sign flags describe, and whether all of its 64 bits.
    flags: (Reg, bool, u32),
}

impl Facts {
    pub(super) const fn new() -> Facts {
        Facts { slot: (Ty::I32, Slot(0), RSP, NOWHERE), narrow: (RSP, NOWHERE), flags: (RSP, false, NOWHERE) }
    }

    /// Ends everything: a function begins, or instructions were taken back.
    #[inline]
    pub(super) fn forget(&mut self) {
        (self.slot.3, self.narrow.1, self.flags.2) = (NOWHERE, NOWHERE, NOWHERE);
    }
}

impl Assembler<'_> {
    /// Records that the last instruction set the zero and sign flags for its result `reg`.
    #[inline]
    pub(super) fn flags_describe(&mut self, reg: Reg, w: bool) {
        self.facts.flags = (reg, w, self.here());
    }

    /// Whether the zero and sign flags are those of `reg` here.
    #[inline]
    pub(super) fn flags_are_of(&self, reg: Reg, w: bool) -> bool {
        let here = self.here();
        self.facts.flags == (reg, w, here) && !self.window.ends_at(here) && may_fuse()
    }

    /// Records that the last instruction stored `reg` to the slot.
    #[inline]
    pub(super) fn slot_stored(&mut self, ty: Ty, slot: Slot, reg: Reg) {
        self.facts.slot = (ty, slot, reg, self.here());
    }

    /// The register that the last instruction stored to the slot, if it did.
    pub(super) fn find_slot(&self, ty: Ty, slot: Slot) -> Option<Reg> {
        let here = self.here();
        let (of, to, reg, at) = self.facts.slot;
        ((of, to, at) == (ty, slot, here) && !self.window.ends_at(here) && may_fuse()).then_some(reg)
    }

    /// Records that the last instruction, with 64 bits, cleared the upper half of `reg`.
    pub(super) fn narrowed(&mut self, reg: Reg) {
        self.facts.narrow = (reg, self.here());
    }

    /// Whether the last instruction left the upper half of `reg` zero, although it is one of 64 bits.
    pub(super) fn is_narrow(&self, reg: Reg) -> bool {
        let here = self.here();
        self.facts.narrow == (reg, here) && !self.window.ends_at(here) && may_fuse()
    }
}
