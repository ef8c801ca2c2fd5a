//! Vector operators of two operands.

use windlass_masm::{FloatCond, Half, IntCond, Lane, Reg, Sign, Src, Use, VecBinOp};

use super::assembler::Assembler;
use super::encode::Op;
use super::vector::{
    AND, AND_NOT, FLOAT_AND_NOT, FLOAT_OR, FLOAT_XOR, OR, PSHUFB, PSHUFD, S, T, UPPER_HALF, XOR, equal, packed,
};

/// The bits of every 16-bit lane that hold the least number.
const LEAST_I16: u128 = Lane::I16.splat(0x8000);

/// `pmaddubsw`: the left operand is unsigned.
pub(super) const MUL_ADD_BYTES: Op = Op::p66(0x04).map38();
/// `pmaddwd`.
pub(super) const MUL_ADD_WORDS: Op = Op::p66(0xf5);
/// `pmulhrsw`.
const Q15_MUL: Op = Op::p66(0x0b).map38();
/// `packssdw`.
const PACK_DWORDS: Op = Op::p66(0x6b);
/// The products of the lower halves of 64-bit lanes.
const MUL_DWORDS: Op = Op::p66(0xf4);

/// Chooses by the size of integer lanes.
fn by_size(lane: Lane, ops: [Op; 4]) -> Op {
    ops[lane.bytes().trailing_zeros() as usize]
}

/// Chooses between bytes and words, signed ones first.
fn by_sign(lane: Lane, sign: Sign, [bytes, unsigned_bytes, words, unsigned_words]: [u8; 4]) -> Op {
    Op::p66(match (lane, sign) {
        (Lane::I8, Sign::Signed) => bytes,
        (Lane::I8, Sign::Unsigned) => unsigned_bytes,
        (_, Sign::Signed) => words,
        (_, Sign::Unsigned) => unsigned_words,
    })
}

pub(super) fn add(lane: Lane) -> Op {
    match lane {
        Lane::F32 | Lane::F64 => packed(0x58, lane),
        _ => by_size(lane, [0xfc, 0xfd, 0xfe, 0xd4].map(Op::p66)),
    }
}

pub(super) fn sub(lane: Lane) -> Op {
    match lane {
        Lane::F32 | Lane::F64 => packed(0x5c, lane),
        _ => by_size(lane, [0xf8, 0xf9, 0xfa, 0xfb].map(Op::p66)),
    }
}

fn min(lane: Lane, sign: Sign) -> Op {
    match (lane, sign) {
        (Lane::I8, Sign::Signed) => Op::p66(0x38).map38(),
        (Lane::I8, Sign::Unsigned) => Op::p66(0xda),
        (Lane::I16, Sign::Signed) => Op::p66(0xea),
        (Lane::I16, Sign::Unsigned) => Op::p66(0x3a).map38(),
        (_, Sign::Signed) => Op::p66(0x39).map38(),
        (_, Sign::Unsigned) => Op::p66(0x3b).map38(),
    }
}

pub(super) fn max(lane: Lane, sign: Sign) -> Op {
    match (lane, sign) {
        (Lane::I8, Sign::Signed) => Op::p66(0x3c).map38(),
        (Lane::I8, Sign::Unsigned) => Op::p66(0xde),
        (Lane::I16, Sign::Signed) => Op::p66(0xee),
        (Lane::I16, Sign::Unsigned) => Op::p66(0x3e).map38(),
        (_, Sign::Signed) => Op::p66(0x3d).map38(),
        (_, Sign::Unsigned) => Op::p66(0x3f).map38(),
    }
}

/// `pcmpgt`, of 64 bits only with SSE4.2.
fn greater(lane: Lane) -> Op {
    by_size(lane, [Op::p66(0x64), Op::p66(0x65), Op::p66(0x66), Op::p66(0x37).map38()])
}

/// The instruction that is all of the operator, if there is one.
fn single(op: VecBinOp) -> Option<Op> {
    Some(match op {
        VecBinOp::And => AND,
        VecBinOp::Or => OR,
        VecBinOp::Xor => XOR,
        VecBinOp::Add(lane) => add(lane),
        VecBinOp::Sub(lane) => sub(lane),
        VecBinOp::Mul(Lane::I16) => Op::p66(0xd5),
        VecBinOp::Mul(Lane::I32) => Op::p66(0x40).map38(),
        VecBinOp::Mul(lane @ (Lane::F32 | Lane::F64)) => packed(0x59, lane),
        VecBinOp::Div(lane) => packed(0x5e, lane),
        VecBinOp::AddSat(lane, sign) => by_sign(lane, sign, [0xec, 0xdc, 0xed, 0xdd]),
        VecBinOp::SubSat(lane, sign) => by_sign(lane, sign, [0xe8, 0xd8, 0xe9, 0xd9]),
        VecBinOp::Min(lane, sign) => min(lane, sign),
        VecBinOp::Max(lane, sign) => max(lane, sign),
        VecBinOp::Average(lane) => Op::p66(if lane == Lane::I8 { 0xe0 } else { 0xe3 }),
        VecBinOp::FastMin(lane) => packed(0x5d, lane),
        VecBinOp::FastMax(lane) => packed(0x5f, lane),
        VecBinOp::Compare(IntCond::Eq, lane) => equal(lane),
        VecBinOp::Compare(IntCond::GtS, lane) if lane != Lane::I64 => greater(lane),
        VecBinOp::Narrow(Lane::I8, Sign::Signed) => Op::p66(0x63),
        VecBinOp::Narrow(Lane::I8, Sign::Unsigned) => Op::p66(0x67),
        VecBinOp::Narrow(_, Sign::Signed) => PACK_DWORDS,
        VecBinOp::Narrow(_, Sign::Unsigned) => Op::p66(0x2b).map38(),
        VecBinOp::Dot => MUL_ADD_WORDS,
        VecBinOp::FastQ15Mul => Q15_MUL,
        VecBinOp::FastSwizzle => PSHUFB,
        _ => return None,
    })
}

impl Assembler<'_> {
    pub(super) fn vec_binop(&mut self, op: VecBinOp, dst: Reg, lhs: Use, rhs: Src) {
        let lhs = lhs.reg();
        if let Some(instruction) = single(op) {
            return self.vop_src(instruction, dst, lhs, rhs, op.commutes(), None);
        }
        match op {
            VecBinOp::Compare(IntCond::Ne, lane) => {
                self.vop_src(equal(lane), dst, lhs, rhs, true, None);
                self.vec_not(dst, dst);
            }
            VecBinOp::FloatCompare(cond, lane) => self.vec_float_compare(cond, lane, dst, lhs, rhs),
            _ => match rhs {
                Src::Reg(rhs) => self.vec_binop_sequence(op, dst, lhs, rhs.reg()),
                _ => unreachable!("an operand that is not in a register"),
            },
        }
    }

    fn vec_binop_sequence(&mut self, op: VecBinOp, dst: Reg, lhs: Reg, rhs: Reg) {
        match op {
            VecBinOp::AndNot => self.vop(AND_NOT, dst, rhs, lhs),
            VecBinOp::Mul(_) => self.mul_qwords(dst, lhs, rhs),
            VecBinOp::FloatMin(lane) => self.vec_float_min(lane, dst, lhs, rhs),
            VecBinOp::FloatMax(lane) => self.vec_float_max(lane, dst, lhs, rhs),
            // The instructions return their second operand for a NaN and for zeros.
            VecBinOp::PseudoMin(lane) => self.vop(packed(0x5d, lane), dst, rhs, lhs),
            VecBinOp::PseudoMax(lane) => self.vop(packed(0x5f, lane), dst, rhs, lhs),
            VecBinOp::Compare(cond, lane) => self.vec_int_compare(cond, lane, dst, lhs, rhs),
            VecBinOp::ExtMul(lane, half, sign) => self.vec_ext_mul(lane, half, sign, dst, lhs, rhs),
            VecBinOp::DotBytes => self.dot_bytes(dst, lhs, rhs),
            VecBinOp::FastDotBytes => self.vop(MUL_ADD_BYTES, dst, rhs, lhs),
            VecBinOp::Q15Mul => {
                // Only the product of two least numbers comes out as the least: flip all its bits.
                self.vop_commuting(Q15_MUL, dst, lhs, rhs);
                self.vop_const(equal(Lane::I16), S, dst, LEAST_I16);
                self.vop_commuting(XOR, dst, dst, S);
            }
            VecBinOp::Swizzle => {
                // A number above 15 gets its highest bit set, which stands for zero.
                self.vop_const(Op::p66(0xdc), S, rhs, Lane::I8.splat(0x70));
                self.vop(PSHUFB, dst, lhs, S);
            }
            _ => unreachable!("a single instruction"),
        }
    }

    /// 64-bit products from 32-bit ones: `low * low + ((high * low + low * high) << 32)`.
    fn mul_qwords(&mut self, dst: Reg, lhs: Reg, rhs: Reg) {
        const SHIFT: Op = Op::p66(0x73);
        self.vop_shift(SHIFT, 2, S, lhs, 32);
        self.vop_commuting(MUL_DWORDS, S, S, rhs);
        self.vop_shift(SHIFT, 2, T, rhs, 32);
        self.vop_commuting(MUL_DWORDS, T, T, lhs);
        self.vop_commuting(add(Lane::I64), S, S, T);
        self.vop_shift(SHIFT, 6, S, S, 32);
        self.vop_commuting(MUL_DWORDS, dst, lhs, rhs);
        self.vop_commuting(add(Lane::I64), dst, dst, S);
    }

    fn vec_int_compare(&mut self, cond: IntCond, lane: Lane, dst: Reg, lhs: Reg, rhs: Reg) {
        match cond {
            IntCond::GtS => self.greater_qwords(dst, lhs, rhs),
            IntCond::GeS if lane == Lane::I64 => {
                self.greater_qwords(dst, rhs, lhs);
                self.vec_not(dst, dst);
            }
            // a >= b where min(a, b) = b.
            IntCond::GeS | IntCond::GeU => {
                let sign = if cond == IntCond::GeS { Sign::Signed } else { Sign::Unsigned };
                let least = Self::part_of(dst, rhs);
                self.vop_commuting(min(lane, sign), least, lhs, rhs);
                self.vop_commuting(equal(lane), dst, least, rhs);
            }
            // a > b where not max(a, b) = b.
            IntCond::GtU => {
                let greatest = Self::part_of(dst, rhs);
                self.vop_commuting(max(lane, Sign::Unsigned), greatest, lhs, rhs);
                self.vop_commuting(equal(lane), dst, greatest, rhs);
                self.vec_not(dst, dst);
            }
            _ => unreachable!("a comparison that is another with its operands exchanged"),
        }
    }

    fn greater_qwords(&mut self, dst: Reg, lhs: Reg, rhs: Reg) {
        if self.cpu.avx {
            return self.vop(greater(Lane::I64), dst, lhs, rhs);
        }
        // The upper halves decide, or, where they are equal, the borrow of the lower ones.
        self.vop(sub(Lane::I64), S, rhs, lhs);
        self.vop(equal(Lane::I32), T, lhs, rhs);
        self.vop(AND, S, S, T);
        self.vop(greater(Lane::I32), T, lhs, rhs);
        self.vop(OR, S, S, T);
        self.vop1_imm(PSHUFD, dst, S, 0b11_11_01_01);
    }

    fn vec_float_compare(&mut self, cond: FloatCond, lane: Lane, dst: Reg, lhs: Reg, rhs: Src) {
        let op = packed(0xc2, lane);
        let (imm, exchanged) = match cond {
            FloatCond::Eq => (0, false),
            FloatCond::Ne => (4, false),
            FloatCond::Lt => (1, false),
            FloatCond::Le => (2, false),
            // Only AVX has these, as ordered and quiet predicates.
            FloatCond::Gt if self.cpu.avx => (0x1e, false),
            FloatCond::Ge if self.cpu.avx => (0x1d, false),
            FloatCond::Gt => (1, true),
            FloatCond::Ge => (2, true),
        };
        if !exchanged {
            let commutes = matches!(cond, FloatCond::Eq | FloatCond::Ne);
            return self.vop_src(op, dst, lhs, rhs, commutes, Some(imm));
        }
        let rhs = match rhs {
            Src::Reg(rhs) => rhs.reg(),
            other => {
                self.mov(windlass_masm::Ty::V128, S, other);
                S
            }
        };
        self.vop_imm(op, dst, rhs, lhs, imm);
    }

    /// The instructions return their second operand for a NaN and for zeros, so both orders are tried and combined.
    fn vec_float_min(&mut self, lane: Lane, dst: Reg, lhs: Reg, rhs: Reg) {
        let min = packed(0x5d, lane);
        let (lhs, rhs) = if dst == rhs { (rhs, lhs) } else { (lhs, rhs) };
        self.vop(min, S, rhs, lhs);
        self.vop(min, dst, lhs, rhs);
        // Of zeros the negative one, of a NaN and anything a NaN.
        self.vop_commuting(FLOAT_OR, dst, dst, S);
        // A NaN becomes the canonical one: all ones, without the lower part of the fraction.
        self.vop_imm(packed(0xc2, lane), S, dst, dst, 3);
        self.vop_commuting(FLOAT_OR, dst, dst, S);
        self.shift_to_fraction(lane, S);
        self.vop(FLOAT_AND_NOT, dst, S, dst);
    }

    fn vec_float_max(&mut self, lane: Lane, dst: Reg, lhs: Reg, rhs: Reg) {
        let max = packed(0x5f, lane);
        let (lhs, rhs) = if dst == rhs { (rhs, lhs) } else { (lhs, rhs) };
        self.vop(max, S, rhs, lhs);
        self.vop(max, dst, lhs, rhs);
        // Where they differ there are zeros or a NaN: the difference of zeros is only the sign, and subtracting it from what
        // has it set gives +0; a NaN stays one.
        self.vop_commuting(FLOAT_XOR, dst, dst, S);
        self.vop_commuting(FLOAT_OR, S, S, dst);
        self.vop(packed(0x5c, lane), S, S, dst);
        self.vop_imm(packed(0xc2, lane), dst, S, S, 3);
        self.shift_to_fraction(lane, dst);
        self.vop(FLOAT_AND_NOT, dst, dst, S);
    }

    /// Of lanes of ones keeps what is below the highest bit of the fraction.
    fn shift_to_fraction(&mut self, lane: Lane, reg: Reg) {
        match lane {
            Lane::F32 => self.vop_shift(Op::p66(0x72), 2, reg, reg, 10),
            _ => self.vop_shift(Op::p66(0x73), 2, reg, reg, 13),
        }
    }

    fn vec_ext_mul(&mut self, lane: Lane, half: Half, sign: Sign, dst: Reg, lhs: Reg, rhs: Reg) {
        match lane {
            Lane::I16 => {
                let left = Self::part_of(dst, rhs);
                self.vec_extend(lane, half, sign, left, lhs);
                self.vec_extend(lane, half, sign, T, rhs);
                self.vop_commuting(Op::p66(0xd5), dst, left, T);
            }
            Lane::I32 => {
                // The lower and the upper halves of the products, interleaved.
                let upper = Op::p66(if sign == Sign::Signed { 0xe5 } else { 0xe4 });
                let unpack = Op::p66(if half == Half::Low { 0x61 } else { 0x69 });
                self.vop_commuting(upper, T, lhs, rhs);
                self.vop_commuting(Op::p66(0xd5), dst, lhs, rhs);
                self.vop(unpack, dst, dst, T);
            }
            _ => {
                let spread = if half == Half::Low { 0b01_01_00_00 } else { 0b11_11_10_10 };
                let mul = if sign == Sign::Signed { Op::p66(0x28).map38() } else { MUL_DWORDS };
                let left = Self::part_of(dst, rhs);
                self.vop1_imm(PSHUFD, left, lhs, spread);
                self.vop1_imm(PSHUFD, T, rhs, spread);
                self.vop_commuting(mul, dst, left, T);
            }
        }
    }

    /// The sums of products of signed bytes, computed with 32 bits.
    fn dot_bytes(&mut self, dst: Reg, lhs: Reg, rhs: Reg) {
        self.vec_extend(Lane::I16, Half::Low, Sign::Signed, S, lhs);
        self.vec_extend(Lane::I16, Half::Low, Sign::Signed, T, rhs);
        self.vop(MUL_ADD_WORDS, S, S, T);
        self.vop1_imm(PSHUFD, T, lhs, UPPER_HALF);
        self.vop1_imm(PSHUFD, dst, rhs, UPPER_HALF);
        self.vec_extend(Lane::I16, Half::Low, Sign::Signed, T, T);
        self.vec_extend(Lane::I16, Half::Low, Sign::Signed, dst, dst);
        self.vop_commuting(MUL_ADD_WORDS, dst, dst, T);
        self.vop(PACK_DWORDS, dst, S, dst);
    }
}
