//! The slot of the frame that was accessed last: which register has its value.
//!
//! What was just stored, or loaded, is often read again at once. Until the register changes, that takes no load.

use windlass_masm::{Reg, Slot, Src, Ty};

use super::assembler::Assembler;
use super::registers::{FSCRATCH, FSCRATCH2, SCRATCH, SCRATCH2};

/// See above.
#[derive(Debug)]
pub(super) struct LastSlot {
    /// The number of the register as a bit; none where nothing is known.
    depends: u32,
    reg: Reg,
    slot: Slot,
    ty: Ty,
}

impl LastSlot {
    pub(super) const fn new() -> LastSlot {
        LastSlot { depends: 0, reg: SCRATCH, slot: Slot(0), ty: Ty::I32 }
    }

    /// Says that nothing is known.
    #[inline]
    pub(super) fn forget(&mut self) {
        self.depends = 0;
    }

    /// The number of the register as a bit; none where nothing is known.
    #[inline]
    pub(super) fn depends(&self) -> u32 {
        self.depends
    }

    /// Whether the register, if one is known, is a floating-point register.
    pub(super) fn is_float(&self) -> bool {
        self.reg.is_float()
    }

    /// Says that `reg` was just stored to the slot, or loaded from it.
    pub(super) fn accessed(&mut self, ty: Ty, slot: Slot, reg: Reg) {
        // Scratch registers are written in the midst of what reads a slot.
        let is_scratch = [SCRATCH, SCRATCH2, FSCRATCH, FSCRATCH2].contains(&reg);
        *self = LastSlot { depends: if is_scratch { 0 } else { 1 << reg.number() }, reg, slot, ty };
    }

    /// The register that has the value of the slot, if it is known.
    #[inline]
    pub(super) fn find(&self, ty: Ty, slot: Slot) -> Option<Reg> {
        (self.depends != 0 && self.slot == slot && self.ty == ty).then_some(self.reg)
    }
}

impl Assembler<'_> {
    /// The operand, in a register where it is in one.
    #[inline]
    pub(super) fn nearest(&self, ty: Ty, src: Src) -> Src {
        match src {
            Src::Slot(slot) => self.facts.find_slot(ty, slot).map_or(src, |reg| Src::Reg(reg.read())),
            _ => src,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_slot_as_the_same_type_is_known() {
        let mut last = LastSlot::new();
        last.accessed(Ty::I64, Slot(16), Reg::int(2));
        assert_eq!(last.find(Ty::I32, Slot(16)), None);
        assert_eq!(last.find(Ty::I64, Slot(24)), None);
        last.accessed(Ty::I64, Slot(24), Reg::int(3));
        assert_eq!(last.find(Ty::I64, Slot(16)), None);
    }
}
