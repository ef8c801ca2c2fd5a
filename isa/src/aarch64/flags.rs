//! Conditions that became numbers, and are only asked for: the flags still have them.

use windlass_masm::{FloatCond, IntBinOp, Reg, RegSet, Use};

use super::assembler::Assembler;
use super::encode::{Cond, rr, rrr, sf};
use super::int::{ADDS_IMM, CCMP, CSINC, SUBS, SUBS_IMM};
use super::registers::ZERO;
use super::window::dies;

/// Comparisons that are made where a condition holds: of registers, with a constant, with a negative constant, of floating-point
/// numbers. The first is [`CCMP`].
const CCMP_IMM: u32 = 0x7a40_0800;
const CCMN_IMM: u32 = 0x3a40_0800;
const FCCMP: u32 = 0x1e20_0400;
const FCMP: u32 = 0x1e20_2000;
/// The type of the operands of the last.
const FLOAT_TYPE: u32 = 3 << 22;

/// `movi d, #0`.
const FLOAT_ZERO: u32 = 0x2f00_e400;

/// The condition that `cset d, condition` makes a number.
pub(super) fn condition(word: u32) -> Option<Cond> {
    (word & 0xffff_0fe0 == rrr(CSINC, Reg::int(0), ZERO, ZERO)).then(|| Cond(word >> 12 & 15).invert())
}

/// Flags for which the condition holds, as an instruction has them.
fn flags_for(cond: Cond) -> u32 {
    // Negative, zero, carry, overflow.
    match cond {
        Cond::MI | Cond::LT => 0b1000,
        Cond::EQ | Cond::LE => 0b0100,
        Cond::HS | Cond::HI => 0b0010,
        Cond::VS => 0b0001,
        _ => 0,
    }
}

/// The instruction that compares what `compare` compares if `cond` holds, and else sets these flags.
fn conditional(compare: u32, cond: Cond, flags: u32) -> Option<u32> {
    let rest = cond.0 << 12 | flags;
    let (n, m) = (31 << 5, 31 << 16);
    if compare & 0x7fe0_fc1f == SUBS | 31 {
        return Some(CCMP | rest | compare & (sf(true) | m | n));
    }
    if compare & 0xff20_fc1f == FCMP {
        return Some(FCCMP | rest | compare & (FLOAT_TYPE | m | n));
    }
    let op = match compare & 0x7fc0_001f & !31 {
        SUBS_IMM => CCMP_IMM,
        ADDS_IMM => CCMN_IMM,
        _ => return None,
    };
    let constant = compare >> 10 & 0xfff;
    let fits = compare & 31 == 31 && constant < 32;
    fits.then(|| op | rest | compare & (sf(true) | n) | constant << 16)
}

impl Assembler<'_> {
    /// The condition that the flags have and that was made this number, if the last instruction did that and nothing else needs the
    /// number, which goes.
    pub(super) fn condition_of(&mut self, number: Use) -> Option<Cond> {
        let cond = condition(self.last_instruction(number, ZERO)?)?;
        self.take_back(1, RegSet::EMPTY).then_some(cond)
    }

    /// Emits `dst = lhs op rhs` where both are conditions.
    pub(super) fn fuse_conditions(&mut self, op: IntBinOp, dst: Reg, lhs: Use, rhs: Use) -> bool {
        let Some(cond) = self.join_conditions(op, dst, lhs, rhs) else { return false };
        self.emit(rrr(CSINC, dst, ZERO, ZERO) | cond.invert().0 << 12);
        true
    }

    /// The condition in the flags that says `lhs op rhs`, where both are conditions: the second comparison is made only where it
    /// matters. Nothing else needs the two numbers.
    pub(super) fn join_conditions(&mut self, op: IntBinOp, dst: Reg, lhs: Use, rhs: Use) -> Option<Cond> {
        let (compare, first) = (self.last(1)?, self.last(2)?);
        if lhs.reg() == rhs.reg() {
            return None;
        }
        let (newer, older) = match self.last_instruction(rhs, dst) {
            Some(word) => (word, lhs),
            None => (self.last_instruction(lhs, dst)?, rhs),
        };
        if first & 31 != u32::from(older.number()) || !dies(older, dst) {
            return None;
        }
        let (first, second) = (condition(first)?, condition(newer)?);
        let compared = match op {
            IntBinOp::And => conditional(compare, first, flags_for(second.invert()))?,
            IntBinOp::Or => conditional(compare, first.invert(), flags_for(second))?,
            _ => return None,
        };
        // Not where the second comparison is of the first number.
        if !self.take_back(3, RegSet::EMPTY) {
            return None;
        }
        self.emit(compared);
        Some(second)
    }

    /// Whether the last instruction makes a floating-point register zero that nothing but a comparison with `other` reads: it goes.
    fn drop_zero(&mut self, reg: Use, other: Reg) -> bool {
        let is_zero = self.last_instruction(reg, ZERO).is_some_and(|word| word & !31 == FLOAT_ZERO);
        is_zero && self.take_back(1, RegSet::of(&[other]))
    }

    /// Compares floating-point numbers. Returns the condition for the flags, which is that of `cond` on the operands, perhaps
    /// in the other order.
    pub(super) fn fcmp_operands(&mut self, ty: windlass_masm::Ty, cond: FloatCond, lhs: Use, rhs: Use) -> FloatCond {
        let with_zero = FCMP | 8 | super::float::double(ty);
        if self.drop_zero(rhs, lhs.reg()) {
            self.emit(rr(with_zero, Reg::int(0), lhs.reg()));
            cond
        } else if self.drop_zero(lhs, rhs.reg()) {
            self.emit(rr(with_zero, Reg::int(0), rhs.reg()));
            cond.swap()
        } else {
            self.fcmp(ty, lhs.reg(), rhs.reg());
            cond
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a condition holds for these flags (Arm Architecture Reference Manual, `ConditionHolds`).
    fn holds(cond: Cond, flags: u32) -> bool {
        let [n, z, c, v] = [8, 4, 2, 1].map(|bit| flags & bit != 0);
        let base = match cond.0 >> 1 {
            0 => z,
            1 => c,
            2 => n,
            3 => v,
            4 => c && !z,
            5 => n == v,
            _ => n == v && !z,
        };
        base != (cond.0 & 1 != 0)
    }

    #[test]
    fn flags_are_found_for_every_condition() {
        for cond in (0..14).map(Cond) {
            assert!(holds(cond, flags_for(cond)), "{cond:?}");
        }
    }

    #[test]
    fn comparisons_have_a_conditional_form() {
        for (compare, expected, text) in [
            (0x6b02_003f, Some(0x7a42_0024), "cmp w1, w2; ccmp w1, w2, #4, eq"),
            (0xeb02_003f, Some(0xfa42_0024), "cmp x1, x2; ccmp x1, x2, #4, eq"),
            (0x7100_7c3f, Some(0x7a5f_0824), "cmp w1, #31; ccmp w1, #31, #4, eq"),
            (0xb100_143f, Some(0xba45_0824), "cmn x1, #5; ccmn x1, #5, #4, eq"),
            (0x1e62_2020, Some(0x1e62_0424), "fcmp d1, d2; fccmp d1, d2, #4, eq"),
            (0x7100_803f, None, "cmp w1, #32"),
            (0x7140_043f, None, "cmp w1, #1, lsl #12"),
            (0x6b02_043f, None, "cmp w1, w2, lsl #1"),
            (0x6b22_203f, None, "cmp w1, w2, uxth"),
            (0x1e60_2028, None, "fcmp d1, #0.0"),
            (0x7200_003f, None, "tst w1, #1"),
        ] {
            assert_eq!(conditional(compare, Cond::EQ, 4), expected, "{text}");
        }
    }
}
