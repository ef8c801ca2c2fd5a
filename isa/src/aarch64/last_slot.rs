//! The slot of the frame that was accessed last: which register has its value.
//!
//! What was just stored, or loaded, is often read again at once. Until the register changes, that takes no load.

use windlass_masm::{Reg, Slot, Src, Ty};

use super::assembler::Assembler;
use super::encode::{writes_float_register, writes_integer_register};
use super::registers::{FSCRATCH, FSCRATCH2, SCRATCH, SCRATCH2};

/// See above.
#[derive(Debug)]
pub(super) struct LastSlot {
    /// The number of the register as a bit; none where nothing is known.
    pub(super) depends: u32,
    reg: Reg,
    slot: Slot,
    ty: Ty,
}

impl LastSlot {
    pub(super) const fn new() -> LastSlot {
        LastSlot { depends: 0, reg: SCRATCH, slot: Slot(0), ty: Ty::I32 }
    }

    /// Says that nothing is known.
    pub(super) fn forget(&mut self) {
        self.depends = 0;
    }

    /// Takes note of an instruction.
    pub(super) fn emitted(&mut self, word: u32) {
        if self.depends >> (word & 31) & 1 != 0 {
            let writes = if self.reg.is_float() { writes_float_register } else { writes_integer_register };
            if writes(word) {
                self.forget();
            }
        }
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
            Src::Slot(slot) => self.last_slot.find(ty, slot).map_or(src, Src::Reg),
            _ => src,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known_after(reg: Reg, word: u32) -> bool {
        let mut last = LastSlot::new();
        last.accessed(Ty::I64, Slot(16), reg);
        last.emitted(word);
        last.find(Ty::I64, Slot(16)) == Some(reg)
    }

    #[test]
    fn a_value_is_known_until_its_register_changes() {
        let (x2, v2) = (Reg::int(2), Reg::float(2));
        for (word, changes_x2, changes_v2, text) in [
            (0xb940_0002, true, false, "ldr w2, [x0]"),
            (0xb900_0002, false, false, "str w2, [x0]"),
            (0x3dc0_0002, false, true, "ldr q2, [x0]"),
            (0x5c00_0002, false, true, "ldr d2, ."),
            (0x3d80_0002, false, false, "str q2, [x0]"),
            (0x1e60_2822, false, true, "fadd d2, d1, d0"),
            (0x9e67_0022, false, true, "fmov d2, x1"),
            (0x9e66_0022, true, false, "fmov x2, d1"),
            (0x4d40_c822, false, true, "ld1r {v2.4s}, [x1]"),
            (0x0d00_9022, false, false, "st1 {v2.s}[1], [x1]"),
            (0x8b00_0022, true, false, "add x2, x1, x0"),
            (0x3400_0002, false, false, "cbz w2, ."),
            (0x8b00_0023, false, false, "add x3, x1, x0"),
        ] {
            assert_eq!(known_after(x2, word), !changes_x2, "{text}");
            assert_eq!(known_after(v2, word), !changes_v2, "{text}");
        }
        assert!(!known_after(SCRATCH, 0xd503_201f));
    }

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
