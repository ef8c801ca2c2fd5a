//! Comparisons and what depends on them.

use windlass_masm::{Compare, FloatCond, IntBinOp, IntCond, Label, Reach, Reg, Src, Ty};

use super::assembler::Assembler;
use super::control::{CBZ, TBZ, invert, on_cond};
use super::encode::{CSEL, Cond, bitfield, bitmask, imm12, rr, rrr, sf};
use super::int::{ADDS_IMM, ANDS, ANDS_IMM, CSINC, SUBS, SUBS_IMM, UBFM};
use super::mov::DOUBLE;
use super::registers::{FSCRATCH, SCRATCH, SCRATCH2, ZERO};

/// `cond ? n : !m`.
const CSINV: u32 = 0x5a80_0000;
const FCSEL: u32 = 0x1e20_0c00;
const FCMP: u32 = 0x1e20_2000;

fn int_cond(cond: IntCond) -> Cond {
    match cond {
        IntCond::Eq | IntCond::NoCommonBits => Cond::EQ,
        IntCond::Ne | IntCond::CommonBits => Cond::NE,
        IntCond::LtS => Cond::LT,
        IntCond::GeS => Cond::GE,
        IntCond::LtU => Cond::LO,
        IntCond::GeU => Cond::HS,
        IntCond::GtS => Cond::GT,
        IntCond::LeS => Cond::LE,
        IntCond::GtU => Cond::HI,
        IntCond::LeU => Cond::LS,
    }
}

/// An unordered comparison sets carry and overflow: these hold for ordered numbers only, but for `Ne`.
fn float_cond(cond: FloatCond) -> Cond {
    match cond {
        FloatCond::Eq => Cond::EQ,
        FloatCond::Ne => Cond::NE,
        FloatCond::Lt => Cond::MI,
        FloatCond::Le => Cond::LS,
        FloatCond::Gt => Cond::GT,
        FloatCond::Ge => Cond::GE,
    }
}

/// A comparison that a branch makes by itself.
#[derive(Clone, Copy)]
enum Test {
    /// The operand is zero, or is not.
    Zero(Src, bool),
    /// The bit of the operand is set, or is not.
    Bit(Src, u32, bool),
}

/// The form of the comparison that needs no flags, if there is one, and its type.
#[inline(always)]
fn flagless(compare: &Compare) -> Option<(Ty, Test)> {
    let Compare::Int { cond, ty, lhs, rhs: Src::Imm(imm) } = *compare else { return None };
    let w = ty.is_64();
    let (bit, set) = match (cond, imm) {
        // No number is below zero.
        (IntCond::Eq | IntCond::LeU, 0) => return Some((ty, Test::Zero(lhs, true))),
        (IntCond::Ne | IntCond::GtU, 0) => return Some((ty, Test::Zero(lhs, false))),
        (IntCond::LtS, 0) | (IntCond::LeS, -1) => (if w { 63 } else { 31 }, true),
        (IntCond::GeS, 0) | (IntCond::GtS, -1) => (if w { 63 } else { 31 }, false),
        (IntCond::CommonBits | IntCond::NoCommonBits, _) => {
            let mask = if w { imm as u64 } else { u64::from(imm as u32) };
            if !mask.is_power_of_two() {
                return None;
            }
            (mask.trailing_zeros(), cond == IntCond::CommonBits)
        }
        _ => return None,
    };
    Some((ty, Test::Bit(lhs, bit, set)))
}

impl Assembler<'_> {
    /// Emits the comparison. Returns the condition that it leaves in the flags.
    pub(super) fn compare(&mut self, compare: &Compare) -> Cond {
        if let Some(cond) = self.condition_asked(compare) {
            return cond;
        }
        match *compare {
            Compare::Int { cond, ty, lhs, rhs } => {
                let lhs = self.scratch_operand(ty, lhs);
                if matches!(cond, IntCond::NoCommonBits | IntCond::CommonBits) {
                    if let Src::Reg(rhs) = rhs
                        && let Some(both) = self.join_conditions(IntBinOp::And, ZERO, lhs, rhs)
                    {
                        return if cond == IntCond::CommonBits { both } else { both.invert() };
                    }
                    self.test(ty, lhs.reg(), rhs);
                } else {
                    self.cmp(ty, lhs.reg(), rhs);
                }
                int_cond(cond)
            }
            Compare::Vector { test, negate, value } => {
                let (w, inverted) = self.vec_test(test, value.reg());
                self.emit(imm12(SUBS_IMM | sf(w), ZERO, SCRATCH, 0));
                if negate == inverted { Cond::NE } else { Cond::EQ }
            }
            Compare::Narrow { .. } => unreachable!("a comparison of memory"),
            Compare::Float { cond, negate, ty, lhs, rhs } => {
                let cond = float_cond(self.fcmp_operands(ty, cond, lhs, rhs));
                if negate { cond.invert() } else { cond }
            }
        }
    }

    /// The condition in the flags that the comparison asks for, if it asks whether one was made the number 0.
    #[inline]
    fn condition_asked(&mut self, compare: &Compare) -> Option<Cond> {
        let Compare::Int { rhs: Src::Imm(0), .. } = compare else { return None };
        let Some((_, Test::Zero(Src::Reg(number), is_zero))) = flagless(compare) else { return None };
        let cond = self.condition_of(number)?;
        Some(if is_zero { cond.invert() } else { cond })
    }

    fn cmp(&mut self, ty: Ty, lhs: Reg, rhs: Src) {
        let w = ty.is_64();
        if let Src::Imm(imm) = rhs {
            // A negative constant is added. The least number, whose negation is itself, is too large anyway.
            let (op, size) = if imm < 0 { (ADDS_IMM, imm.unsigned_abs()) } else { (SUBS_IMM, imm as u64) };
            if size < 0x1000 {
                return self.put(imm12(op | sf(w), ZERO, lhs, size as u32));
            }
            if size & 0xfff == 0 && size < 0x100_0000 {
                return self.emit(imm12(op | sf(w) | 1 << 22, ZERO, lhs, (size >> 12) as u32));
            }
        }
        let rhs = self.scratch_operand(ty, rhs);
        if !self.fuse_flags(SUBS | sf(w), lhs, rhs) {
            self.put(rrr(SUBS | sf(w), ZERO, lhs, rhs.reg()));
        }
    }

    fn test(&mut self, ty: Ty, lhs: Reg, rhs: Src) {
        let w = ty.is_64();
        if let Src::Imm(imm) = rhs
            && let Some(fields) = bitmask(imm as u64, w)
        {
            return self.emit(rr(ANDS_IMM | sf(w) | fields, ZERO, lhs));
        }
        let rhs = self.scratch_operand(ty, rhs).reg();
        self.emit(rrr(ANDS | sf(w), ZERO, lhs, rhs));
    }

    fn test_bit(&mut self, ty: Ty, src: Src, bit: u32) {
        let reg = self.scratch_operand(ty, src).reg();
        let fields = bitmask(1 << bit, ty.is_64()).expect("one bit is a run of ones");
        self.emit(rr(ANDS_IMM | sf(ty.is_64()) | fields, ZERO, reg));
    }

    pub(super) fn fcmp(&mut self, ty: Ty, lhs: Reg, rhs: Reg) {
        self.emit(rrr(FCMP | if ty == Ty::F64 { DOUBLE } else { 0 }, Reg::int(0), lhs, rhs));
    }

    /// Emits what comes before the branch on this comparison. Returns the branch, whose distance is empty. `bits` says
    /// whether the branch may be one on a single bit, which does not reach far.
    pub(super) fn branch_on(&mut self, compare: &Compare, bits: bool) -> u32 {
        if let Compare::Vector { test, negate, value } = *compare {
            let (w, inverted) = self.vec_test(test, value.reg());
            let word = CBZ | sf(w) | u32::from(SCRATCH.number());
            return if negate == inverted { invert(word) } else { word };
        }
        match flagless(compare) {
            Some((ty, Test::Zero(src, zero))) => {
                let reg = self.scratch_operand(ty, src);
                if let Some(cond) = self.condition_of(reg) {
                    return on_cond(if zero { cond.invert() } else { cond });
                }
                let word = CBZ | sf(ty.is_64()) | u32::from(reg.number());
                if zero { word } else { invert(word) }
            }
            Some((ty, Test::Bit(src, bit, set))) if bits => {
                let reg = self.scratch_operand(ty, src);
                let word = TBZ | (bit & 32) << 26 | (bit & 31) << 19 | u32::from(reg.number());
                if set { invert(word) } else { word }
            }
            Some((ty, Test::Bit(src, bit, set))) => {
                self.test_bit(ty, src, bit);
                on_cond(if set { Cond::NE } else { Cond::EQ })
            }
            None => on_cond(self.compare(compare)),
        }
    }

    pub(super) fn branch(&mut self, compare: &Compare, label: Label) {
        let bits = match self.assembly.labels.offset(label) {
            Some(target) => self.here().wrapping_sub(target) < (1 << 15) - 64,
            None => self.reach == Reach::Short,
        };
        let word = self.branch_on(compare, bits);
        self.branch_word(word, label);
    }

    pub(super) fn set(&mut self, compare: &Compare, dst: Reg) {
        let cond = match flagless(compare) {
            Some((ty, Test::Bit(src, bit, true))) => {
                let reg = self.scratch_operand(ty, src);
                return self.emit(bitfield(UBFM, ty.is_64(), dst, reg.reg(), bit, bit));
            }
            Some((ty, Test::Bit(src, bit, false))) => {
                self.test_bit(ty, src, bit);
                Cond::EQ
            }
            _ => self.compare(compare),
        };
        self.emit(rrr(CSINC, dst, ZERO, ZERO) | cond.invert().0 << 12);
    }

    pub(super) fn select(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src) {
        let cond = self.compare(compare);
        if ty.is_float() {
            return self.select_float(cond, ty, dst, if_true, if_false);
        }
        let w = sf(ty.is_64());
        let (if_true, if_false) = (self.nearest(ty, if_true), self.nearest(ty, if_false));
        // The constants 1 and -1 are what zero becomes in the place of the second operand.
        let (op, cond, a, b) = match (if_true, if_false) {
            (_, Src::Imm(1)) => (CSINC, cond, if_true, Src::Imm(0)),
            (_, Src::Imm(-1)) => (CSINV, cond, if_true, Src::Imm(0)),
            (Src::Imm(1), _) => (CSINC, cond.invert(), if_false, Src::Imm(0)),
            (Src::Imm(-1), _) => (CSINV, cond.invert(), if_false, Src::Imm(0)),
            _ => (CSEL, cond, if_true, if_false),
        };
        let b = match b {
            // One scratch register is enough for the address, and the other arm may need it.
            Src::Slot(_) | Src::Mem(_) if !matches!(a, Src::Imm(_)) => {
                self.mov(ty, SCRATCH2, b);
                SCRATCH2
            }
            _ => self.scratch_operand(ty, b).reg(),
        };
        let a = self.scratch_operand(ty, a).reg();
        self.emit(rrr(op | w, dst, a, b) | cond.0 << 12);
    }

    fn select_float(&mut self, cond: Cond, ty: Ty, dst: Reg, if_true: Src, if_false: Src) {
        let mut in_reg = |src| match src {
            Src::Reg(reg) => reg.reg(),
            other => {
                self.mov(ty, FSCRATCH, other);
                FSCRATCH
            }
        };
        let (a, b) = (in_reg(if_true), in_reg(if_false));
        if ty != Ty::V128 {
            let double = if ty == Ty::F64 { DOUBLE } else { 0 };
            return self.emit(rrr(FCSEL | double, dst, a, b) | cond.0 << 12);
        }
        if a == b {
            return self.mov_float(ty, dst, a);
        }
        // A branch over the move, whichever of the two the destination is not.
        let (kept, moved, cond) = if dst == b { (b, a, cond.invert()) } else { (a, b, cond) };
        self.mov_float(ty, dst, kept);
        let over = self.skip(on_cond(cond));
        self.mov_float(ty, dst, moved);
        self.land(over);
    }
}
