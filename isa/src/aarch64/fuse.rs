//! Instructions that take in the one before, which computed their operand.
//!
//! Where the last instruction computed an operand that is read here for the last time, and the two have a form in common, that
//! replaces it.

use windlass_masm::{IntBinOp, Reg, RegSet, ShiftOp, Use};

use super::assembler::Assembler;
use super::bit_field::BitField;
use super::encode::{rrr, rrrr, sf};
use super::flags::condition;
use super::int::{ADD, CSINC, MADD, MSUB, ROR, SUB, logical};
use super::registers::ZERO;
use super::window::dies;

/// The fields that make an addition one whose last operand is extended.
const EXTENDED: u32 = 1 << 21;
/// The bit that makes a logical operator invert its last operand.
const INVERTED: u32 = 1 << 21;

/// The size of a load as a power of two, and whether and to what width it extends the sign.
const LOAD_SIZE: u32 = 3 << 30;
const LOAD_KIND: u32 = 3 << 22;
const ZERO_EXTENDED: u32 = 1 << 22;
const SIGN_EXTENDED_TO_64: u32 = 2 << 22;
const SIGN_EXTENDED_TO_32: u32 = 3 << 22;

/// Whether this is a load, or a store, of an integer register, other than of a literal or of a pair.
fn is_access(word: u32) -> bool {
    word & 0x3e00_0000 == 0x3800_0000
}

/// The operands of `mul d, n, m`, of the same width.
fn product(word: u32, w: bool) -> Option<(Reg, Reg)> {
    (word & 0xffe0_fc00 == MADD | sf(w) | 31 << 10).then(|| (n(word), m(word)))
}

/// The operand of `mvn d, m`.
fn inverted(word: u32, w: bool) -> Option<Reg> {
    (word & 0xffe0_ffe0 == logical(IntBinOp::Or) | INVERTED | sf(w) | 31 << 5).then(|| m(word))
}

/// The operand of a shift by a constant, and the fields for its kind and count in instructions that shift their last operand.
fn shift(word: u32, w: bool) -> Option<(Reg, u32)> {
    if word & 0x7fa0_0000 == 0x1380_0000 && word >> 31 == u32::from(w) && n(word) == m(word) {
        return Some((n(word), ROR | word & 0xfc00));
    }
    let field = BitField::decode(word, w)?;
    Some((field.n, field.shift(w)?))
}

const fn n(word: u32) -> Reg {
    Reg::int((word >> 5 & 31) as u8)
}

const fn m(word: u32) -> Reg {
    Reg::int((word >> 16 & 31) as u8)
}

impl Assembler<'_> {
    /// The last instruction, if it computed the operand `reg`, and nothing needs that when the next instruction has written `dst`.
    pub(super) fn last_instruction(&mut self, reg: Use, dst: Reg) -> Option<u32> {
        if !dies(reg, dst) {
            return None;
        }
        let word = self.last(0)?;
        (word & 31 == u32::from(reg.number())).then_some(word)
    }

    /// Emits `word` instead of the last instruction. Beside the operands of that, it reads `other`.
    fn replace_last_instruction(&mut self, word: u32, other: Option<Reg>) -> bool {
        let is_taken = self.take_back(1, other.map_or(RegSet::EMPTY, |reg| RegSet::of(&[reg])));
        if is_taken {
            self.emit(word);
        }
        is_taken
    }

    /// Emits `dst = lhs op rhs` in place of the last instruction where that computes one of the operands.
    pub(super) fn fuse(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Use, rhs: Use) -> bool {
        if matches!(op, IntBinOp::And | IntBinOp::Or) && self.fuse_conditions(op, dst, lhs, rhs) {
            return true;
        }
        let (word, other) = match self.last_instruction(rhs, dst) {
            Some(word) => (word, lhs.reg()),
            None if op.commutes() => match self.last_instruction(lhs, dst) {
                Some(word) => (word, rhs.reg()),
                None => return false,
            },
            None => return false,
        };
        let fused = match op {
            IntBinOp::Add => condition(word)
                .map(|condition| rrr(CSINC | sf(w), dst, other, other) | condition.invert().0 << 12)
                .or_else(|| product(word, w).map(|(n, m)| rrrr(MADD | sf(w), dst, n, m, other)))
                .or_else(|| fused_sum(ADD | sf(w), word, dst, other)),
            IntBinOp::Sub => product(word, w)
                .map(|(n, m)| rrrr(MSUB | sf(w), dst, n, m, other))
                .or_else(|| fused_sum(SUB | sf(w), word, dst, other)),
            IntBinOp::And | IntBinOp::Or | IntBinOp::Xor => {
                let op = logical(op) | sf(w);
                inverted(word, w)
                    .map(|m| rrr(op | INVERTED, dst, other, m))
                    .or_else(|| shift(word, w).map(|(m, fields)| rrr(op | fields, dst, other, m)))
            }
            IntBinOp::Mul => None,
        };
        fused.is_some_and(|fused| self.replace_last_instruction(fused, Some(other)))
    }

    /// Emits `op d, n, rhs`, an addition or subtraction, in place of the last instruction where that computes `rhs`.
    pub(super) fn fuse_flags(&mut self, op: u32, n: Reg, rhs: Use) -> bool {
        let fused = self.last_instruction(rhs, ZERO).and_then(|word| fused_sum(op, word, ZERO, n));
        fused.is_some_and(|fused| self.replace_last_instruction(fused, Some(n)))
    }

    /// Emits `dst = n shift #count` in place of the last instruction where that computes a bit field, `n`.
    pub(super) fn fuse_shift(&mut self, op: ShiftOp, w: bool, dst: Reg, n: Use, count: u32) -> bool {
        self.fuse_field(w, dst, n, |field| match op {
            ShiftOp::Shl => field.shl(w, count),
            ShiftOp::ShrU => field.shr_u(w, count),
            ShiftOp::ShrS => field.shr_s(w, count),
            ShiftOp::Rotl | ShiftOp::Rotr => None,
        })
    }

    /// The same for `dst = n & mask`.
    pub(super) fn fuse_mask(&mut self, w: bool, dst: Reg, n: Use, mask: u64) -> bool {
        self.fuse_field(w, dst, n, |field| field.mask(mask))
    }

    fn fuse_field(&mut self, w: bool, dst: Reg, n: Use, change: impl Fn(BitField) -> Option<BitField>) -> bool {
        let field = self.last_instruction(n, dst).and_then(|word| BitField::decode(word, w)).and_then(change);
        field.and_then(|field| field.encode(w, dst)).is_some_and(|fused| self.replace_last_instruction(fused, None))
    }

    /// Makes the last instruction leave `src` without its upper half in `dst`, where it computes `src`.
    pub(super) fn fuse_wrap(&mut self, dst: Reg, src: Use) -> bool {
        let Some(word) = self.last_instruction(src, dst) else { return false };
        let field = BitField::decode(word, true).and_then(|field| field.mask(u64::from(u32::MAX)));
        let narrow = match field {
            Some(field) => field.encode(true, dst),
            None if has_empty_upper_half(word) => Some(word),
            None => lower_half(word),
        };
        narrow.is_some_and(|word| self.replace_last_instruction(word & !31 | u32::from(dst.number()), None))
    }

    /// Makes the last instruction leave `src`, of which it loads these lowest bytes and no more, with their sign in all of `dst`.
    pub(super) fn fuse_sign(&mut self, w: bool, dst: Reg, src: Use, bytes: u32) -> bool {
        let Some(word) = self.last_instruction(src, dst) else { return false };
        let size = bytes.trailing_zeros() << 30;
        if !is_access(word) || word & LOAD_SIZE != size || word & LOAD_KIND != ZERO_EXTENDED {
            return false;
        }
        let kind = if w { SIGN_EXTENDED_TO_64 } else { SIGN_EXTENDED_TO_32 };
        self.replace_last_instruction(word & !(LOAD_KIND | 31) | kind | u32::from(dst.number()), None)
    }
}

/// `op dst, n, x` for the `x` that `word` computes, where `op` adds or subtracts.
fn fused_sum(op: u32, word: u32, dst: Reg, n: Reg) -> Option<u32> {
    let w = op >> 31 != 0;
    match shift(word, w) {
        // Additions do not rotate.
        Some((m, fields)) => (fields & ROR != ROR).then(|| rrr(op | fields, dst, n, m)),
        None => {
            let field = BitField::decode(word, w)?;
            // In this form, what else is zero is the stack pointer.
            let fields = field.extension().filter(|_| n != ZERO)?;
            Some(rrr(op | EXTENDED | fields, dst, n, field.n))
        }
    }
}

/// Whether the upper half of the destination is zero: an instruction of 32 bits.
fn has_empty_upper_half(word: u32) -> bool {
    if is_access(word) {
        // All but eight bytes, and but signs for 64 bits.
        return match word & LOAD_KIND {
            ZERO_EXTENDED => word & LOAD_SIZE != LOAD_SIZE,
            kind => kind == SIGN_EXTENDED_TO_32,
        };
    }
    word >> 31 == 0 && is_arithmetic(word)
}

/// Whether this is an instruction of integer arithmetic that computes its destination from other registers alone.
fn is_arithmetic(word: u32) -> bool {
    match word >> 23 & 0b11_1111 {
        // With a constant: additions, logical operators, bit fields but insertions, extractions from two registers.
        0b10_0010 | 0b10_0100 | 0b10_0111 => true,
        0b10_0110 => word >> 29 & 0b11 != 0b01,
        // Logical operators, additions, products.
        0b01_0100..=0b01_0111 | 0b11_0110 | 0b11_0111 => true,
        // Selections, and those of one or two operands.
        0b11_0101 => true,
        _ => false,
    }
}

/// The instruction of 32 bits that computes the lower half of what this one computes, if there is one.
fn lower_half(word: u32) -> Option<u32> {
    let narrow = match word >> 24 & 0b1_1111 {
        // Additions of a constant; operators whose last operand is shifted to the left, if at all, by less than 32.
        0b1_0001 => true,
        0b0_1010 => word & (3 << 22 | 1 << 15) == 0,
        0b0_1011 => word & (3 << 22 | 1 << 21 | 1 << 15) == 0,
        // Products, but those of halves.
        0b1_1011 => word & 7 << 21 == 0,
        _ => false,
    };
    (narrow && word >> 31 != 0).then_some(word & !sf(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accesses_are_told_from_others() {
        for (word, expected, text) in [
            (0xb940_0002, true, "ldr w2, [x0]"),
            (0x3840_1002, true, "ldurb w2, [x0, #1]"),
            (0x7861_6802, true, "ldrh w2, [x0, x1]"),
            (0x5800_0002, false, "ldr x2, ."),
            (0x3dc0_0002, false, "ldr q2, [x0]"),
            (0xa940_0c02, false, "ldp x2, x3, [x0]"),
        ] {
            assert_eq!(is_access(word), expected, "{text}");
        }
    }

    #[test]
    fn upper_halves_are_known() {
        for (word, expected, text) in [
            (0x0b00_0022, true, "add w2, w1, w0"),
            (0x8b00_0022, false, "add x2, x1, x0"),
            (0x3980_0002, false, "ldrsb x2, [x0]"),
            (0x39c0_0002, true, "ldrsb w2, [x0]"),
            (0xb980_0002, false, "ldrsw x2, [x0]"),
            (0xb940_0002, true, "ldr w2, [x0]"),
            (0xf940_0002, false, "ldr x2, [x0]"),
            (0x5ac0_1022, true, "clz w2, w1"),
            (0x1a80_0022, true, "csel w2, w1, w0, eq"),
            (0x1ac0_0822, true, "udiv w2, w1, w0"),
            (0x7280_00e2, false, "movk w2, #7"),
            (0x1e26_0022, false, "fmov w2, s1"),
            (0x1000_0002, false, "adr x2, ."),
            (0x3400_0002, false, "cbz w2, ."),
        ] {
            assert_eq!(has_empty_upper_half(word), expected, "{text}");
        }
    }

    #[test]
    fn lower_halves_come_from_lower_halves() {
        for (word, expected, text) in [
            (0x8b00_0022, true, "add x2, x1, x0"),
            (0x9100_1c22, true, "add x2, x1, #7"),
            (0xcb00_7c22, true, "sub x2, x1, x0, lsl #31"),
            (0xcb00_8022, false, "sub x2, x1, x0, lsl #32"),
            (0x8b40_0422, false, "add x2, x1, x0, lsr #1"),
            (0x8b20_c022, false, "add x2, x1, w0, sxtw"),
            (0xaa00_03e2, true, "mov x2, x0"),
            (0x9b00_8422, true, "msub x2, x1, x0, x1"),
            (0x9b20_7c22, false, "smull x2, w1, w0"),
            (0x9ac0_0822, false, "udiv x2, x1, x0"),
            (0xdac0_1022, false, "clz x2, x1"),
        ] {
            assert_eq!(lower_half(word), expected.then_some(word & !sf(true)), "{text}");
        }
    }
}
