//! Encoding of the instructions on vectors (Arm Architecture Reference Manual, chapter C4, "Data Processing -- Scalar
//! Floating-Point and Advanced SIMD").
//!
//! An opcode here is that of the form on all 128 bits, with the smallest lanes; [`size`] makes it one on larger lanes. The
//! arguments of the functions that make opcodes are the fields that tell apart the instructions of a class, named as in the
//! manual.

use windlass_masm::{Half, Lane, Reg, Sign};

use super::encode::{float_imm8, rr, rrr};

/// All 128 bits rather than the lower 64; for instructions on half of a vector, the upper half.
pub(super) const Q: u32 = 1 << 30;

/// The lower 64 bits, or the lower half, with an opcode for 128 bits.
#[inline]
pub(super) const fn lower(op: u32) -> u32 {
    op & !Q
}

/// The form for one half of an opcode for the upper half.
#[inline]
pub(super) const fn of_half(op: u32, half: Half) -> u32 {
    if matches!(half, Half::Low) { lower(op) } else { op }
}

/// The form for integers of that sign of an opcode for signed ones.
#[inline]
pub(super) const fn of_sign(op: u32, sign: Sign) -> u32 {
    if matches!(sign, Sign::Signed) { op } else { op | 1 << 29 }
}

/// Three registers of the same arrangement.
pub(super) const fn three_same(u: u32, opcode: u32) -> u32 {
    0x4e20_0400 | u << 29 | opcode << 11
}

/// The same for floating-point numbers.
pub(super) const fn float_three_same(u: u32, a: u32, opcode: u32) -> u32 {
    three_same(u, opcode) | a << 23
}

/// Two registers with the same, or twice the, lanes.
pub(super) const fn two_misc(u: u32, opcode: u32) -> u32 {
    0x4e20_0800 | u << 29 | opcode << 12
}

/// The same for floating-point numbers.
pub(super) const fn float_two_misc(u: u32, a: u32, opcode: u32) -> u32 {
    two_misc(u, opcode) | a << 23
}

/// A vector to a number.
pub(super) const fn across_lanes(u: u32, opcode: u32) -> u32 {
    0x4e30_0800 | u << 29 | opcode << 12
}

/// Halves of two registers, and a result with lanes of twice the size.
pub(super) const fn three_different(u: u32, opcode: u32) -> u32 {
    0x4e20_0000 | u << 29 | opcode << 12
}

/// Lanes of two registers rearranged.
pub(super) const fn permute(opcode: u32) -> u32 {
    0x4e00_0800 | opcode << 12
}

const fn shift_by_constant(u: u32, opcode: u32) -> u32 {
    0x4f00_0400 | u << 29 | opcode << 11
}

/// `and`, `bic`, `orr`, `eor`.
pub(super) const AND: u32 = three_same(0, 0b00011);
pub(super) const BIC: u32 = AND | 1 << 22;
pub(super) const ORR: u32 = AND | 2 << 22;
pub(super) const EOR: u32 = three_same(1, 0b00011);
/// Where the destination has ones, the first operand's bits, else the second's.
pub(super) const BSL: u32 = EOR | 1 << 22;
/// The first operand's bits, where the second has ones, or zeros; the destination's elsewhere.
pub(super) const BIT: u32 = EOR | 2 << 22;
pub(super) const BIF: u32 = EOR | 3 << 22;
pub(super) const NOT: u32 = two_misc(1, 0b00101);

pub(super) const ADD: u32 = three_same(0, 0b10000);
pub(super) const ADDP: u32 = three_same(0, 0b10111);
pub(super) const UMAXP: u32 = three_same(1, 0b10100);
pub(super) const CMEQ: u32 = three_same(1, 0b10001);
pub(super) const CMEQ_ZERO: u32 = two_misc(0, 0b01001);

/// Lanes of half the size, from each of a register; the upper bits become zeros in the [`lower`] form, and stay otherwise.
pub(super) const XTN: u32 = two_misc(0, 0b10010);
pub(super) const SQXTN: u32 = two_misc(0, 0b10100);
pub(super) const SQXTUN: u32 = two_misc(1, 0b10010);

pub(super) const SMULL: u32 = three_different(0, 0b1100);

pub(super) const UZP1: u32 = permute(0b001);
pub(super) const TRN1: u32 = permute(0b010);
pub(super) const ZIP1: u32 = permute(0b011);
pub(super) const UZP2: u32 = permute(0b101);
pub(super) const TRN2: u32 = permute(0b110);
pub(super) const ZIP2: u32 = permute(0b111);
/// Consecutive bytes of two registers; see [`ext`].
const EXT: u32 = 0x6e00_0000;
/// Bytes of one register, and of two consecutive ones, by number; zeros for other numbers.
pub(super) const TBL: u32 = 0x4e00_0000;
pub(super) const TBL_PAIR: u32 = TBL | 1 << 13;

/// A lane copied to all, from a register of either class.
pub(super) const DUP: u32 = 0x4e00_0400;
pub(super) const DUP_INT: u32 = 0x4e00_0c00;
/// A lane to the lowest one, with zeros above.
pub(super) const DUP_SCALAR: u32 = 0x5e00_0400;
/// A lane to an integer register: sign-extended to 32 bits, zero-extended, and of 64 bits.
pub(super) const SMOV: u32 = 0x0e00_2c00;
pub(super) const UMOV: u32 = 0x0e00_3c00;
pub(super) const UMOV_64: u32 = UMOV | Q;
/// An integer register to a lane.
pub(super) const INS_INT: u32 = 0x4e00_1c00;

pub(super) const SSHR: u32 = shift_by_constant(0, 0b00000);
/// Shifts to the right and adds to the destination.
pub(super) const USRA: u32 = shift_by_constant(1, 0b00010);
pub(super) const SHL: u32 = shift_by_constant(0, 0b01010);
/// Half of the lanes extended, then shifted to the left.
pub(super) const SSHLL: u32 = shift_by_constant(0, 0b10100);

/// The field for the size of integers, or for the type of floating-point numbers.
#[inline]
pub(super) const fn size(lane: Lane) -> u32 {
    match lane {
        Lane::I8 | Lane::F32 => 0,
        Lane::I16 | Lane::F64 => 1 << 22,
        Lane::I32 => 2 << 22,
        Lane::I64 => 3 << 22,
    }
}

/// The integer lanes of half the size.
pub(super) const fn half_lane(lane: Lane) -> Lane {
    match lane {
        Lane::I8 | Lane::I16 => Lane::I8,
        Lane::I32 | Lane::F32 => Lane::I16,
        Lane::I64 | Lane::F64 => Lane::I32,
    }
}

/// The field for the number and the size of a lane.
#[inline]
pub(super) const fn lane_number(lane: Lane, index: u8) -> u32 {
    ((2 * index as u32 + 1) * lane.bytes()) << 16
}

/// A shift to the right, by 1 to the width of the lanes.
#[inline]
pub(super) const fn shift_right(op: u32, lane: Lane, dst: Reg, n: Reg, count: u32) -> u32 {
    rr(op, dst, n) | (lane.bytes() * 16 - count) << 16
}

/// A shift to the left, by less than the width of the lanes; where the lanes are extended, those before that.
#[inline]
pub(super) const fn shift_left(op: u32, lane: Lane, dst: Reg, n: Reg, count: u32) -> u32 {
    rr(op, dst, n) | (lane.bytes() * 8 + count) << 16
}

/// `ext d.16b, n.16b, m.16b, #from`: bytes `from` to `from + 15` of both registers, `n` below `m`.
#[inline]
pub(super) const fn ext(dst: Reg, n: Reg, m: Reg, from: u8) -> u32 {
    rrr(EXT, dst, n, m) | (from as u32) << 11
}

/// `mov d[to], n[from]`.
#[inline]
pub(super) const fn insert(lane: Lane, dst: Reg, to: u8, n: Reg, from: u8) -> u32 {
    rr(0x6e00_0400, dst, n) | lane_number(lane, to) | (from as u32 * lane.bytes()) << 11
}

/// `ld1r`: a lane in memory copied to all.
#[inline]
pub(super) const fn load_splat(lane: Lane, dst: Reg, base: Reg) -> u32 {
    rr(0x4d40_c000, dst, base) | lane.bytes().trailing_zeros() << 10
}

/// `ld1` or, without [`LOAD`], `st1` of one lane.
#[inline]
pub(super) const fn lane_access(op: u32, lane: Lane, index: u8, reg: Reg, base: Reg) -> u32 {
    // The number of the first byte, in the fields Q, S and size, whose lowest bits are 01 for 64-bit lanes; and the size.
    let first = index as u32 * lane.bytes() + if lane.bytes() == 8 { 1 } else { 0 };
    let opcode = match lane.bytes() {
        1 => 0,
        2 => 2,
        _ => 4,
    };
    rr(op, reg, base) | (first >> 3) << 30 | opcode << 13 | (first & 7) << 10
}

/// The opcodes of [`lane_access`].
pub(super) const STORE_LANE: u32 = 0x0d00_0000;
pub(super) const LOAD_LANE: u32 = 0x0d40_0000;

/// `movi`, `mvni` or `fmov` that puts `half` into the lower half of a vector, or, with [`Q`], into both. `None` where it is not
/// a byte in lanes of 8, 16 or 32 bits with zeros or ones around it, a mask of bytes, or a short floating-point number.
pub(super) fn vector_imm(half: u64) -> Option<u32> {
    const fn word(op: u32, cmode: u32, imm8: u32) -> u32 {
        0x0f00_0400 | op << 29 | cmode << 12 | (imm8 >> 5) << 16 | (imm8 & 31) << 5
    }
    // Machines know zero in this form.
    if half == 0 {
        return Some(word(1, 0b1110, 0));
    }
    let low = half as u32;
    if half >> 32 == u64::from(low) {
        if low == (low & 0xff) * 0x0101_0101 {
            return Some(word(0, 0b1110, low & 0xff));
        }
        // A byte among zeros, or, the other way round, among ones.
        for (op, bits) in [(0, low), (1, !low)] {
            let place = bits.trailing_zeros() / 8;
            if bits >> (8 * place) <= 0xff {
                return Some(word(op, place << 1, bits >> (8 * place)));
            }
            if bits >> 16 == bits & 0xffff {
                let place = bits.trailing_zeros() / 8;
                if (bits & 0xffff) >> (8 * place) <= 0xff {
                    return Some(word(op, 0b1000 | place << 1, (bits & 0xffff) >> (8 * place)));
                }
            }
            // With ones below it.
            for (cmode, ones) in [(0b1100, 8), (0b1101, 16)] {
                if bits & ((1 << ones) - 1) == (1 << ones) - 1 && bits >> ones <= 0xff {
                    return Some(word(op, cmode, bits >> ones));
                }
            }
        }
        if let Some(imm8) = float_imm8(low.into(), false) {
            return Some(word(0, 0b1111, imm8));
        }
    }
    let bytes = half.to_le_bytes();
    if bytes.iter().all(|b| matches!(b, 0 | 0xff)) {
        let imm8 = bytes.iter().rev().fold(0, |imm8, b| imm8 << 1 | u32::from(b & 1));
        return Some(word(1, 0b1110, imm8));
    }
    None
}

/// `fmov d.2d, #imm`: a floating-point number in both halves, if it has few bits.
pub(super) fn vector_f64_imm(half: u64) -> Option<u32> {
    let imm8 = float_imm8(half, true)?;
    Some(0x6f00_f400 | (imm8 >> 5) << 16 | (imm8 & 31) << 5)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    /// Bytes of ones where the bits of `imm8` are set.
    fn mask(imm8: u64) -> u64 {
        u64::from_le_bytes(core::array::from_fn(|i| if imm8 >> i & 1 == 1 { 0xff } else { 0 }))
    }

    /// What the manual's `AdvSIMDExpandImm` makes of a word.
    fn expand(word: u32) -> u64 {
        let (op, cmode) = (word >> 29 & 1, word >> 12 & 15);
        let imm8 = u64::from(word >> 16 & 7) << 5 | u64::from(word >> 5 & 31);
        let splat = |n: u64, bits: u32| (0..64 / bits).fold(0, |v, i| v | n << (i * bits));
        let value = match cmode {
            0b0000..=0b0111 => splat(imm8 << (8 * (cmode >> 1)), 32),
            0b1000..=0b1011 => splat(imm8 << (8 * (cmode >> 1 & 1)), 16),
            0b1100 => splat(imm8 << 8 | 0xff, 32),
            0b1101 => splat(imm8 << 16 | 0xffff, 32),
            0b1110 if op == 0 => splat(imm8, 8),
            0b1110 => return mask(imm8),
            _ => {
                let exponent = if imm8 >> 6 & 1 == 1 { 0x3e0 << 20 } else { 1 << 30 };
                return splat((imm8 >> 7) << 31 | exponent | (imm8 & 0x3f) << 19, 32);
            }
        };
        if op == 1 { !value } else { value }
    }

    #[test]
    fn constants_are_what_the_manual_says() {
        let lanes = |n: u64, bits: u32| (0..64 / bits).fold(0, |v, i| v | n << (i * bits));
        for byte in 0..256u64 {
            let mut values = vec![lanes(byte, 8), lanes(byte << 8 | 0xff, 32), lanes(byte << 16 | 0xffff, 32)];
            values.extend((0..2).map(|place| lanes(byte << (8 * place), 16)));
            values.extend((0..4).map(|place| lanes(byte << (8 * place), 32)));
            values.extend(values.clone().iter().map(|value| !value));
            values.push(mask(byte));
            values.push(lanes(f32::from_bits(0x3e00_0000 | (byte as u32 & 0x3f) << 19).to_bits().into(), 32));
            for value in values {
                let word = vector_imm(value).unwrap_or_else(|| panic!("{value:#x} has a form"));
                assert_eq!(expand(word), value, "{value:#x}");
            }
        }
        for value in [0x1234, 0x0001_0001_0001_0002, 0x0101_0101, 0x0012_3400_0012_3400, 0x3f8c_cccd_3f8c_cccd] {
            assert_eq!(vector_imm(value), None, "{value:#x}");
        }
    }

    #[test]
    fn fields_are_where_the_assembler_puts_them() {
        let v = Reg::float;
        // What GNU as makes of these.
        assert_eq!(rrr(ADD | size(Lane::I32), v(1), v(2), v(3)), 0x4ea3_8441, "add v1.4s, v2.4s, v3.4s");
        assert_eq!(
            shift_right(of_sign(SSHR, Sign::Unsigned), Lane::I16, v(1), v(2), 15),
            0x6f11_0441,
            "ushr v1.8h, v2.8h, #15"
        );
        assert_eq!(shift_left(SHL, Lane::I64, v(1), v(2), 63), 0x4f7f_5441, "shl v1.2d, v2.2d, #63");
        assert_eq!(shift_left(lower(SSHLL), Lane::I8, v(1), v(2), 0), 0x0f08_a441, "sxtl v1.8h, v2.8b");
        assert_eq!(ext(v(1), v(2), v(3), 5), 0x6e03_2841, "ext v1.16b, v2.16b, v3.16b, #5");
        assert_eq!(insert(Lane::I16, v(1), 7, v(2), 3), 0x6e1e_3441, "mov v1.h[7], v2.h[3]");
        assert_eq!(rr(UMOV_64, Reg::int(1), v(2)) | lane_number(Lane::I64, 1), 0x4e18_3c41, "mov x1, v2.d[1]");
        let x2 = Reg::int(2);
        assert_eq!(load_splat(Lane::I32, v(1), x2), 0x4d40_c841, "ld1r {{v1.4s}}, [x2]");
        assert_eq!(lane_access(LOAD_LANE, Lane::I8, 13, v(1), x2), 0x4d40_1441, "ld1 {{v1.b}}[13], [x2]");
        assert_eq!(lane_access(LOAD_LANE, Lane::I16, 5, v(1), x2), 0x4d40_4841, "ld1 {{v1.h}}[5], [x2]");
        assert_eq!(lane_access(STORE_LANE, Lane::I32, 3, v(1), x2), 0x4d00_9041, "st1 {{v1.s}}[3], [x2]");
        assert_eq!(lane_access(STORE_LANE, Lane::I64, 1, v(1), x2), 0x4d00_8441, "st1 {{v1.d}}[1], [x2]");
    }
}
