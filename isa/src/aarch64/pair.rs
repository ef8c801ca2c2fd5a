//! Loads and stores of two registers at once.

use windlass_masm::{Reg, RegSet};

use super::assembler::Assembler;
use super::encode::pair;
use super::registers::{ABI, SP};

/// Loads of 64 bits with a scaled offset, of an integer register and of a floating-point register, and what makes them stores.
const LDR: u32 = 0xf940_0000;
const FLOAT: u32 = 1 << 26;
const LOAD: u32 = 1 << 22;

pub(super) const LDP: u32 = 0xa940_0000;
pub(super) const STP: u32 = 0xa900_0000;
/// `ldp` and `stp` of floating-point registers of 64 bits.
const LDP_FLOAT: u32 = 0x6d40_0000;
const STP_FLOAT: u32 = 0x6d00_0000;

/// The register, the base, and the offset in words, of such a load or store.
const fn fields(word: u32) -> (u32, u32, i32) {
    (word & 31, word >> 5 & 31, (word >> 10 & 0xfff) as i32)
}

/// Whether it is an access to the frame or to the context: these do not trap, so that nobody asks which of two did.
const fn never_traps(word: u32) -> bool {
    const BASES: u32 = 1 << SP.number() | 1 << ABI.context.number();
    BASES >> (word >> 5 & 31) & 1 != 0
}

/// Whether it is one that a pair can do as well.
const fn is_pairable(word: u32) -> bool {
    word & !(LOAD | FLOAT | 0x3f_ffff) == LDR & !LOAD
}

/// The one instruction that does what two do, in this order, if there is one.
fn paired(first: u32, second: u32) -> Option<u32> {
    // The same opcode and base.
    if (first ^ second) & 0xffc0_03e0 != 0 || !is_pairable(first) {
        return None;
    }
    let is_load = first & LOAD != 0;
    let ((a, base, i), (b, _, j)) = (fields(first), fields(second));
    let is_float = first & FLOAT != 0;
    let depends = is_load && (a == b || a == base && !is_float);
    if !never_traps(second) || depends || i.abs_diff(j) != 1 || i.min(j) > 63 {
        return None;
    }
    let op = match (is_float, is_load) {
        (false, true) => LDP,
        (false, false) => STP,
        (true, true) => LDP_FLOAT,
        (true, false) => STP_FLOAT,
    };
    let reg = |number: u32| Reg::int(number as u8);
    let (low, high) = if i < j { (a, b) } else { (b, a) };
    Some(pair(op, reg(low), reg(high), reg(base), i.min(j)))
}

impl Assembler<'_> {
    /// Emits a load or a store, together with the last instruction where both are one.
    #[inline]
    pub(super) fn emit_access(&mut self, word: u32) {
        if is_pairable(word) && never_traps(word) { self.emit_perhaps_paired(word) } else { self.emit(word) }
    }

    #[inline(never)]
    fn emit_perhaps_paired(&mut self, word: u32) {
        let base = Reg::int((word >> 5 & 31) as u8);
        match self.last(0).and_then(|last| paired(last, word)) {
            Some(both) if self.take_back(1, RegSet::of(&[base])) => self.emit_pair(both),
            _ => self.emit(word),
        }
    }

    /// Emits an access to two registers.
    pub(super) fn emit_pair(&mut self, word: u32) {
        let second = Reg::int((word >> 10 & 31) as u8);
        self.facts.forget_slot();
        if word & (LOAD | FLOAT) == LOAD {
            self.facts.written(second);
        }
        self.emit(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_paired() {
        for (first, second, both, text) in [
            (0xf940_07e1, 0xf940_0be2, Some(0xa940_8be1), "ldr x1, [sp, #8]; ldr x2, [sp, #16]"),
            (0xf940_0be2, 0xf940_07e1, Some(0xa940_8be1), "ldr x2, [sp, #16]; ldr x1, [sp, #8]"),
            (0xf900_07e1, 0xf900_0be1, Some(0xa900_87e1), "str x1, [sp, #8]; str x1, [sp, #16]"),
            (0xfd40_07e1, 0xfd40_0be2, Some(0x6d40_8be1), "ldr d1, [sp, #8]; ldr d2, [sp, #16]"),
            (0xfd00_07e1, 0xfd00_0be2, Some(0x6d00_8be1), "str d1, [sp, #8]; str d2, [sp, #16]"),
            (0xf940_0791, 0xf940_0b90, Some(0xa940_c391), "ldr x17, [x28, #8]; ldr x16, [x28, #16]"),
            (0xf940_07e1, 0xf940_0be1, None, "ldr x1, [sp, #8]; ldr x1, [sp, #16]"),
            (0xf940_07e1, 0xf940_0fe2, None, "ldr x1, [sp, #8]; ldr x2, [sp, #24]"),
            (0xf940_07e1, 0xf900_0be2, None, "ldr x1, [sp, #8]; str x2, [sp, #16]"),
            (0xf940_07e1, 0xfd40_0be2, None, "ldr x1, [sp, #8]; ldr d2, [sp, #16]"),
            (0xb940_0be1, 0xb940_0fe2, None, "ldr w1, [sp, #8]; ldr w2, [sp, #12]"),
            (0xf940_079c, 0xf940_0b90, None, "ldr x28, [x28, #8]; ldr x16, [x28, #16]"),
            (0xf940_0761, 0xf940_0b62, None, "ldr x1, [x27, #8]; ldr x2, [x27, #16]"),
            (0xf941_03e1, 0xf941_07e2, None, "ldr x1, [sp, #512]; ldr x2, [sp, #520]"),
        ] {
            assert_eq!(paired(first, second), both, "{text}");
        }
    }
}
