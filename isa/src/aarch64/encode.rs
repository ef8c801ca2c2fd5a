//! Instruction encoding (Arm Architecture Reference Manual, chapter C4, "A64 Instruction Set Encoding").
//!
//! Every instruction is one word: an opcode with the fields of its class added. An opcode here is that of the 32-bit form;
//! [`sf`] makes it the 64-bit one. Composing a word takes a few instructions and no branch, and an operator family is one
//! function with the opcode as an argument, which `dynasm!` with its one mnemonic per call cannot express.

use windlass_masm::{Reg, RegSet};

/// The bit that makes an instruction on integers a 64-bit one.
#[inline]
pub(super) const fn sf(w: bool) -> u32 {
    (w as u32) << 31
}

#[inline]
const fn d(reg: Reg) -> u32 {
    reg.number() as u32
}

/// `op d, n, m`.
#[inline]
pub(super) const fn rrr(op: u32, dst: Reg, n: Reg, m: Reg) -> u32 {
    op | d(m) << 16 | d(n) << 5 | d(dst)
}

/// `op d, n`.
#[inline]
pub(super) const fn rr(op: u32, dst: Reg, n: Reg) -> u32 {
    op | d(n) << 5 | d(dst)
}

/// `op d, n, m, a`.
#[inline]
pub(super) const fn rrrr(op: u32, dst: Reg, n: Reg, m: Reg, a: Reg) -> u32 {
    rrr(op, dst, n, m) | d(a) << 10
}

/// `cond ? n : m`.
pub(super) const CSEL: u32 = 0x1a80_0000;

/// `csel d, n, m, cond`.
pub(super) const fn csel(w: bool, d: Reg, n: Reg, m: Reg, cond: Cond) -> u32 {
    rrr(CSEL | sf(w), d, n, m) | cond.0 << 12
}

/// An instruction with a field of 12 bits: additions of a constant, accesses with a scaled offset.
#[inline]
pub(super) const fn imm12(op: u32, dst: Reg, n: Reg, imm: u32) -> u32 {
    debug_assert!(imm < 1 << 12);
    rr(op, dst, n) | imm << 10
}

/// An access with an unscaled signed offset of 9 bits.
#[inline]
pub(super) const fn imm9(op: u32, reg: Reg, base: Reg, imm: i32) -> u32 {
    debug_assert!(imm >= -256 && imm < 256);
    rr(op, reg, base) | (imm as u32 & 0x1ff) << 12
}

/// An access to a pair, with a scaled signed offset of 7 bits.
#[inline]
pub(super) const fn pair(op: u32, a: Reg, b: Reg, base: Reg, imm: i32) -> u32 {
    debug_assert!(imm >= -64 && imm < 64);
    rr(op, a, base) | d(b) << 10 | (imm as u32 & 0x7f) << 15
}

/// `movz`, `movn` or `movk` with half word `position`.
#[inline]
pub(super) const fn half(op: u32, dst: Reg, value: u16, position: u32) -> u32 {
    op | position << 21 | (value as u32) << 5 | d(dst)
}

/// A move of bits: `sbfm`, `ubfm`, which are shifts and extensions.
#[inline]
pub(super) const fn bitfield(op: u32, w: bool, dst: Reg, n: Reg, immr: u32, imms: u32) -> u32 {
    rr(op, dst, n) | sf(w) | (w as u32) << 22 | immr << 16 | imms << 10
}

/// A condition on the flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cond(pub(super) u32);

impl Cond {
    pub(super) const EQ: Cond = Cond(0);
    pub(super) const NE: Cond = Cond(1);
    /// Carry set: unsigned greater or equal.
    pub(super) const HS: Cond = Cond(2);
    pub(super) const LO: Cond = Cond(3);
    /// Negative: less, ordered.
    pub(super) const MI: Cond = Cond(4);
    pub(super) const VS: Cond = Cond(6);
    pub(super) const HI: Cond = Cond(8);
    pub(super) const LS: Cond = Cond(9);
    pub(super) const GE: Cond = Cond(10);
    pub(super) const LT: Cond = Cond(11);
    pub(super) const GT: Cond = Cond(12);
    pub(super) const LE: Cond = Cond(13);

    #[inline]
    pub(super) const fn invert(self) -> Cond {
        Cond(self.0 ^ 1)
    }
}

/// The fields `N`, `immr` and `imms` of a logical instruction for this constant: a pattern of 2, 4, 8, 16, 32 or 64 bits,
/// repeated, which is a run of ones, rotated. `None` where it is not.
pub(super) fn bitmask(imm: u64, w: bool) -> Option<u32> {
    let imm = if w { imm } else { imm & 0xffff_ffff | imm << 32 };
    if imm == 0 || imm == u64::MAX {
        return None;
    }
    let mut size = 64;
    while size > 2 {
        let half = size / 2;
        if (imm ^ imm >> half) & (u64::MAX >> (64 - half)) != 0 {
            break;
        }
        size = half;
    }
    let mask = u64::MAX >> (64 - size);
    let pattern = imm & mask;
    // The run of ones may go round: then that of zeros does not.
    let goes_round = pattern & 1 != 0;
    let run = if goes_round { !pattern & mask } else { pattern };
    let run_start = run.trailing_zeros();
    let run = run >> run_start;
    if run & (run + 1) != 0 {
        return None;
    }
    let run_len = run.trailing_ones();
    let (start, ones) = if goes_round { (run_start + run_len, size - run_len) } else { (run_start, run_len) };
    let n = u32::from(size == 64);
    let immr = size.wrapping_sub(start) & (size - 1);
    let imms = !(2 * size - 1) & 0x3f | (ones - 1);
    Some(n << 22 | immr << 16 | imms << 10)
}

/// The field of `fmov` for a floating-point constant: 8 bits for a sign, an exponent from -3 to 4 and four bits of
/// mantissa. `None` where it has more.
pub(super) fn float_imm8(bits: u64, double: bool) -> Option<u32> {
    // The 64-bit layout: sign, 11 bits of exponent, mantissa.
    let (sign, exponent, mantissa) = if double {
        (bits >> 63, (bits >> 52 & 0x7ff) as i32 - 1023, bits & ((1 << 52) - 1))
    } else {
        (bits >> 31 & 1, (bits >> 23 & 0xff) as i32 - 127, (bits & ((1 << 23) - 1)) << 29)
    };
    if !(-3..=4).contains(&exponent) || mantissa & ((1 << 48) - 1) != 0 {
        return None;
    }
    // The exponent has three bits: 1 to 4 come first, then -3 to 0.
    let exponent = (exponent - 1) as u32 & 7;
    Some((sign as u32) << 7 | exponent << 4 | (mantissa >> 48) as u32)
}

/// Whether this loads two registers.
pub(super) fn is_load_of_pair(word: u32) -> bool {
    word & 0x3a40_0000 == 0x2840_0000 && word & 1 << 26 == 0
}

/// Whether the register in the lowest five bits is an integer register that the instruction writes; true where that is not
/// clear. The groups are those of the Arm Architecture Reference Manual, C4.1.
pub(super) fn writes_integer_register(word: u32) -> bool {
    match word >> 25 & 0b1111 {
        // Branches. Calls make us forget everything anyway.
        0b1010 | 0b1011 => false,
        // Loads and stores: of vectors; of pairs, of literals, which are loads, and others.
        0b0110 | 0b1110 => false,
        0b0100 | 0b1100 => match word >> 27 & 0b111 {
            0b101 => word & 1 << 22 != 0,
            0b111 => word & 3 << 22 != 0,
            _ => true,
        },
        // Floating-point numbers and vectors: conversions and moves between them and integers, and moves of lanes.
        0b0111 | 0b1111 => {
            let to_float = matches!(word >> 16 & 0b111, 0b010 | 0b011 | 0b111);
            word & 0x5f20_fc00 == 0x1e20_0000 && !to_float || word & 0xbfe0_ec00 == 0x0e00_2c00
        }
        _ => true,
    }
}

/// The integer registers that an instruction reads. [`ZERO`](super::registers::ZERO) and the stack pointer are none.
pub(super) fn integer_registers_read(word: u32) -> RegSet {
    // Where the fields of the registers are.
    const D: u32 = 0;
    const N: u32 = 5;
    const A: u32 = 10;
    const M: u32 = 16;
    let fields: &[u32] = match word >> 25 & 0b1111 {
        // With a constant: `adr`, half words, bit fields, `extr`, and others. `movk` and insertions keep a part of the destination.
        0b1000 | 0b1001 => match (word >> 23 & 0b111, word >> 29 & 0b11) {
            (0b000 | 0b001, _) => &[],
            (0b101, 0b11) => &[D],
            (0b101, _) => &[],
            (0b110, 0b01) => &[N, D],
            (0b111, _) => &[N, M],
            _ => &[N],
        },
        0b0101 | 0b1101 => match word >> 24 & 0b1_1111 {
            // Products.
            0b1_1011 => &[N, M, A],
            // Conditional comparisons with a constant, and operators of one operand.
            0b1_1010 if word & 0x3fe0_0800 == 0x3a40_0800 || word & 0x5fe0_0000 == 0x5ac0_0000 => &[N],
            _ => &[N, M],
        },
        // Floating-point numbers and vectors: those that come from integers.
        0b0111 | 0b1111 => {
            let from_integer = matches!(word >> 16 & 0b111, 0b010 | 0b011 | 0b111);
            let converts = word & 0x5f20_fc00 == 0x1e20_0000 && from_integer;
            // `dup` and `ins` of an integer register.
            if converts || word & 0xbfe0_fc00 == 0x0e00_0c00 || word & 0xffe0_fc00 == 0x4e00_1c00 { &[N] } else { &[] }
        }
        // Branches: on a register, and to one.
        0b1010 | 0b1011 => match word >> 25 & 0b11_1111 {
            0b01_1010 | 0b01_1011 => &[D],
            0b10_1011 if word >> 31 != 0 => &[N],
            _ => &[],
        },
        // Loads and stores.
        _ => {
            let is_float = word & 1 << 26 != 0;
            match word >> 27 & 0b111 {
                0b001 => &[N],
                0b011 => &[],
                0b101 if !is_float && word & 1 << 22 == 0 => &[N, D, A],
                0b101 => &[N],
                _ => match (word & 0x0120_0c00 == 0x0020_0800, !is_float && word & 3 << 22 == 0) {
                    (false, false) => &[N],
                    (false, true) => &[N, D],
                    (true, false) => &[N, M],
                    (true, true) => &[N, M, D],
                },
            }
        }
    };
    let mut read = RegSet::EMPTY;
    for field in fields {
        read.insert(Reg::int((word >> field & 31) as u8));
    }
    read.remove(super::registers::ZERO);
    read
}

/// The same for a floating-point register.
pub(super) fn writes_float_register(word: u32) -> bool {
    match word >> 25 & 0b1111 {
        // Loads, but not stores.
        0b0110 | 0b1110 => word & 1 << 22 != 0 || word >> 27 & 0b111 == 0b011,
        0b0111 | 0b1111 => !writes_integer_register(word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the manual's `DecodeBitMasks` makes of the fields.
    fn decode(fields: u32, w: bool) -> u64 {
        let (n, immr, imms) = (fields >> 22 & 1, fields >> 16 & 0x3f, fields >> 10 & 0x3f);
        let len = 31 - (n << 6 | !imms & 0x3f).leading_zeros();
        let size = 1u32 << len;
        let (s, r) = (imms & (size - 1), immr & (size - 1));
        let ones = u64::MAX >> (63 - s);
        let mask = u64::MAX >> (64 - size);
        let pattern = if r == 0 { ones } else { (ones >> r | ones << (size - r)) & mask };
        let mut value = 0;
        for i in 0..64 / size {
            value |= pattern << (i * size);
        }
        if w { value } else { value & 0xffff_ffff }
    }

    #[test]
    fn every_bitmask_constant_has_its_fields() {
        for size in [2u32, 4, 8, 16, 32, 64] {
            for ones in 1..size {
                for rotation in 0..size {
                    let mask = u64::MAX >> (64 - size);
                    let run = u64::MAX >> (64 - ones);
                    let pattern = if rotation == 0 { run } else { (run << rotation | run >> (size - rotation)) & mask };
                    let value = (0..64 / size).fold(0, |v, i| v | pattern << (i * size));
                    assert_eq!(decode(bitmask(value, true).unwrap(), true), value, "{value:#x}");
                    if size < 64 {
                        let value = value & 0xffff_ffff;
                        let fields = bitmask(value, false).unwrap();
                        assert_eq!((decode(fields, false), fields >> 22), (value, 0), "{value:#x}");
                    }
                }
            }
        }
        for value in [0, u64::MAX, 5, 0x1234, 0xffff_ffff_0000_ffff & !1, 0x8000_0000_0000_0003] {
            assert!(bitmask(value, true).is_none_or(|f| decode(f, true) == value), "{value:#x}");
        }
        assert_eq!(bitmask(0, false), None);
        assert_eq!(bitmask(0xffff_ffff, false), None);
        assert_eq!(bitmask(0x1234, true), None);
    }

    #[test]
    fn short_floating_point_constants_have_their_fields() {
        // VFPExpandImm.
        for imm8 in 0..256u64 {
            let (sign, high, exponent, mantissa) = (imm8 >> 7, imm8 >> 6 & 1, imm8 >> 4 & 3, imm8 & 15);
            let double = sign << 63 | (high ^ 1) << 62 | (high * 0xff) << 54 | exponent << 52 | mantissa << 48;
            assert_eq!(float_imm8(double, true), Some(imm8 as u32));
            let single = sign << 31 | (high ^ 1) << 30 | (high * 0x1f) << 25 | exponent << 23 | mantissa << 19;
            assert_eq!(float_imm8(single, false), Some(imm8 as u32));
        }
        for value in [0.0, 0.1, 100.0, 1e300, f64::NAN, f64::INFINITY, 31.5] {
            assert_eq!(float_imm8(value.to_bits(), true), None);
        }
    }

    #[test]
    fn the_integer_registers_that_are_read_are_known() {
        let sets: &[(u32, &[u8], &str)] = &[
            (0x6b02_003f, &[1, 2], "cmp w1, w2"),
            (0x7100_7c3f, &[1], "cmp w1, #31"),
            (0xb100_143f, &[1], "cmn x1, #5"),
            (0x7a42_0024, &[1, 2], "ccmp w1, w2, #4, eq"),
            (0x7a5f_0824, &[1], "ccmp w1, #31, #4, eq"),
            (0x1a9f_07e2, &[], "cset w2, ne"),
            (0x1a83_0022, &[1, 3], "csel w2, w1, w3, eq"),
            (0x9b03_1022, &[1, 3, 4], "madd x2, x1, x3, x4"),
            (0x5ac0_1022, &[1], "clz w2, w1"),
            (0x1ac3_0822, &[1, 3], "udiv w2, w1, w3"),
            (0x5280_00e2, &[], "mov w2, #7"),
            (0x7280_00e2, &[2], "movk w2, #7"),
            (0x1000_0002, &[], "adr x2, ."),
            (0x9240_1c22, &[1], "and x2, x1, #0xff"),
            (0x5305_7c22, &[1], "lsr w2, w1, #5"),
            (0x3305_7c22, &[1, 2], "bfxil w2, w1, #5, #27"),
            (0x93c3_0422, &[1, 3], "extr x2, x1, x3, #1"),
            (0x1e62_2020, &[], "fcmp d1, d2"),
            (0x9e67_0022, &[1], "fmov d2, x1"),
            (0x9e66_0022, &[], "fmov x2, d1"),
            (0x1e62_0022, &[1], "scvtf d2, w1"),
            (0x1e78_0022, &[], "fcvtzs w2, d1"),
            (0x4e04_0c22, &[1], "dup v2.4s, w1"),
            (0x4e0c_1c22, &[1], "mov v2.s[1], w1"),
            (0x6e0c_3c22, &[], "mov v2.s[1], v1.s[1]"),
            (0x0e07_3c22, &[], "umov w2, v1.b[3]"),
            (0x1e60_2822, &[], "fadd d2, d1, d0"),
            (0xf822_6823, &[1, 2, 3], "str x3, [x1, x2]"),
            (0xf862_6823, &[1, 2], "ldr x3, [x1, x2]"),
            (0xb900_0443, &[2, 3], "str w3, [x2, #4]"),
            (0xb81f_c043, &[2, 3], "stur w3, [x2, #-4]"),
            (0xb940_0443, &[2], "ldr w3, [x2, #4]"),
            (0x3980_0002, &[0], "ldrsb x2, [x0]"),
            (0x3d80_0002, &[0], "str q2, [x0]"),
            (0x3ca2_6802, &[0, 2], "str q2, [x0, x2]"),
            (0xa900_0c02, &[0, 2, 3], "stp x2, x3, [x0]"),
            (0xa940_0c02, &[0], "ldp x2, x3, [x0]"),
            (0x6d00_0fe2, &[], "stp d2, d3, [sp]"),
            (0x5800_0002, &[], "ldr x2, ."),
            (0x0d00_9022, &[1], "st1 {v2.s}[1], [x1]"),
            (0x3400_0002, &[2], "cbz w2, ."),
            (0x3618_0002, &[2], "tbz w2, #3, ."),
            (0x5400_0002, &[], "b.hs ."),
            (0x1400_0002, &[], "b ."),
            (0x9400_0022, &[], "bl ."),
            (0xd61f_0200, &[16], "br x16"),
        ];
        for &(word, expected, text) in sets {
            let expected: alloc::vec::Vec<Reg> = expected.iter().map(|n| Reg::int(*n)).collect();
            assert_eq!(integer_registers_read(word), RegSet::of(&expected), "{text}");
        }
    }
}
