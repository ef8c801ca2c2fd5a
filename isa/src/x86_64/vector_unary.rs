//! Vector operators of one operand, conversions among them.

use windlass_masm::{FloatUnOp, Half, Lane, Reg, Sign, Src, VecUnOp};

use super::assembler::Assembler;
use super::encode::{Op, imm8};
use super::vector::{AND, OR, PSHUFB, PSHUFD, S, T, UPPER_HALF, XOR, packed};
use super::vector_binary::{MUL_ADD_BYTES, MUL_ADD_WORDS, add, max, sub};

/// `cvttps2dq`.
const TRUNC_F32: Op = Op::pf3(0x5b);
/// `cvttpd2dq`.
const TRUNC_F64: Op = Op::p66(0xe6);

/// For each number of four bits, lowest first, how many of them are ones.
const ONES_OF_NIBBLE: u128 = 0x0403_0302_0302_0201_0302_0201_0201_0100;

const F32_2_31: u64 = 0x4f00_0000;

impl Assembler<'_> {
    pub(super) fn vec_unop(&mut self, op: VecUnOp, dst: Reg, src: Src) {
        if let Some(instruction) = single(op) {
            let rm = self.vec_rm(src);
            return self.float_rm(instruction, dst, rm);
        }
        if let VecUnOp::Float(op, lane) = op {
            return self.vec_float_unop(op, lane, dst, src);
        }
        let Some(src) = src.reg() else { unreachable!("an operand that is not in a register") };
        match op {
            VecUnOp::Not => self.vec_not(dst, src),
            VecUnOp::Abs(lane) => {
                // Only 64-bit lanes: (x ^ sign) - sign.
                self.vop1_imm(PSHUFD, S, src, 0b11_11_01_01);
                self.vop_shift(Op::p66(0x72), 4, S, S, 31);
                self.vop_commuting(XOR, dst, src, S);
                self.vop(sub(lane), dst, dst, S);
            }
            VecUnOp::Neg(lane) => {
                let zero = Self::part_of(dst, src);
                self.vec_zero(zero);
                self.vop(sub(lane), dst, zero, src);
            }
            VecUnOp::Popcnt => self.vec_popcnt(dst, src),
            VecUnOp::Extend(lane, half, sign) => self.vec_extend(lane, half, sign, dst, src),
            VecUnOp::ExtAdd(lane, sign) => self.vec_ext_add(lane, sign, dst, src),
            VecUnOp::FromInt(lane, sign) => self.vec_from_int(lane, sign, dst, src),
            VecUnOp::TruncSat(lane, sign) => self.vec_trunc_sat(lane, sign, dst, src),
            VecUnOp::Promote => self.vop1(Op::two(0x5a), dst, src),
            VecUnOp::Float(..) | VecUnOp::FastTrunc(_) | VecUnOp::Demote => unreachable!("dealt with above"),
        }
    }

    fn vec_float_unop(&mut self, op: FloatUnOp, lane: Lane, dst: Reg, src: Src) {
        let sign = lane.splat(1 << (lane.bytes() * 8 - 1));
        let rounding = match (op, src) {
            (FloatUnOp::Abs, Src::Reg(src)) => return self.vop_const(packed(0x54, lane), dst, src.reg(), !sign),
            (FloatUnOp::Neg, Src::Reg(src)) => return self.vop_const(packed(0x57, lane), dst, src.reg(), sign),
            // Bit 3 suppresses the precision exception.
            (FloatUnOp::Nearest, _) => 8,
            (FloatUnOp::Floor, _) => 9,
            (FloatUnOp::Ceil, _) => 10,
            (FloatUnOp::Trunc, _) => 11,
            (FloatUnOp::Sqrt | FloatUnOp::Abs | FloatUnOp::Neg, _) => unreachable!("dealt with above"),
        };
        let rm = self.vec_rm(src);
        self.float_rm(Op::p66(if lane == Lane::F32 { 0x08 } else { 0x09 }).map3a(), dst, rm);
        imm8(self.buffer(), rounding);
    }

    fn vec_popcnt(&mut self, dst: Reg, src: Reg) {
        const LOW: u128 = Lane::I8.splat(0x0f);
        // A table of the ones in four bits, looked up twice.
        self.vop_const(AND, T, src, LOW);
        self.vop_shift(Op::p66(0x71), 2, dst, src, 4);
        self.vop_const(AND, dst, dst, LOW);
        self.vec_imm(S, ONES_OF_NIBBLE);
        if self.cpu.avx {
            self.vop(PSHUFB, T, S, T);
            self.vop(PSHUFB, dst, S, dst);
            self.vop_commuting(add(Lane::I8), dst, dst, T);
        } else {
            self.vop(PSHUFB, S, S, T);
            self.vec_imm(T, ONES_OF_NIBBLE);
            self.vop(PSHUFB, T, T, dst);
            self.mov_float(dst, T);
            self.vop(add(Lane::I8), dst, dst, S);
        }
    }

    /// `dst` is half of the lanes of `src`, extended to `lane`.
    pub(super) fn vec_extend(&mut self, lane: Lane, half: Half, sign: Sign, dst: Reg, src: Reg) {
        let mut from = src;
        if half == Half::High {
            self.vop1_imm(PSHUFD, dst, src, UPPER_HALF);
            from = dst;
        }
        self.vop1(extend(lane, sign), dst, from);
    }

    fn vec_ext_add(&mut self, lane: Lane, sign: Sign, dst: Reg, src: Reg) {
        let ones = |lane: Lane| lane.splat(1);
        match (lane, sign) {
            (Lane::I16, Sign::Signed) => {
                let left = Self::part_of(dst, src);
                self.vec_imm(left, ones(Lane::I8));
                self.vop(MUL_ADD_BYTES, dst, left, src);
            }
            (Lane::I16, Sign::Unsigned) => self.vop_const(MUL_ADD_BYTES, dst, src, ones(Lane::I8)),
            (_, Sign::Signed) => self.vop_const(MUL_ADD_WORDS, dst, src, ones(Lane::I16)),
            (_, Sign::Unsigned) => {
                // As signed numbers, less 2^15 each.
                self.vop_const(XOR, dst, src, Lane::I16.splat(0x8000));
                self.vop_const(MUL_ADD_WORDS, dst, dst, ones(Lane::I16));
                self.vop_const(add(Lane::I32), dst, dst, Lane::I32.splat(0x1_0000));
            }
        }
    }

    fn vec_from_int(&mut self, lane: Lane, sign: Sign, dst: Reg, src: Reg) {
        match (lane, sign) {
            (Lane::F32, _) => {
                // Only unsigned. The halves become fractions of numbers so large that their lowest bit counts 1, or 2^16.
                const LARGE: u64 = 0x4b00_0000;
                const LARGER: u64 = 0x5300_0000;
                let blend = Op::p66(0x0e).map3a();
                self.vop_const_imm(blend, S, src, Lane::I32.splat(LARGE), 0b1010_1010);
                self.vop_shift(Op::p66(0x72), 2, dst, src, 16);
                self.vop_const(OR, dst, dst, Lane::I32.splat(LARGER));
                self.vop_const(sub(lane), dst, dst, Lane::I32.splat(LARGER + 0x80));
                self.vop_commuting(add(lane), dst, dst, S);
            }
            (_, Sign::Signed) => self.vop1(Op::pf3(0xe6), dst, src),
            (_, Sign::Unsigned) => {
                // The fraction of a number whose lowest bit counts 1.
                const LARGE: u64 = 0x4330_0000;
                self.vop_const(Op::two(0x14), dst, src, Lane::I32.splat(LARGE));
                self.vop_const(sub(lane), dst, dst, Lane::I64.splat(LARGE << 32));
            }
        }
    }

    fn vec_trunc_sat(&mut self, lane: Lane, sign: Sign, dst: Reg, src: Reg) {
        let compare = packed(0xc2, lane);
        match (lane, sign) {
            (Lane::F32, Sign::Signed) => {
                // Zero instead of a NaN; where 2^31 or more comes out as the least number, flip all bits.
                self.vop_imm(compare, S, src, src, 0);
                self.vop_commuting(packed(0x54, lane), dst, src, S);
                self.vec_imm(S, lane.splat(F32_2_31));
                self.vop_imm(compare, S, S, dst, 2);
                self.vop1(TRUNC_F32, dst, dst);
                self.vop_commuting(XOR, dst, dst, S);
            }
            (Lane::F32, Sign::Unsigned) => {
                // Zero instead of a NaN and of negative numbers. What is beyond 2^31 is converted apart, and added.
                self.vec_zero(S);
                self.vop(packed(0x5f, lane), dst, src, S);
                self.vec_imm(T, lane.splat(F32_2_31));
                self.vop(sub(lane), S, dst, T);
                // All bits where even that is too large.
                self.vop_imm(compare, T, T, S, 2);
                self.vop1(TRUNC_F32, S, S);
                self.vop_commuting(XOR, S, S, T);
                self.vec_zero(T);
                self.vop_commuting(max(Lane::I32, Sign::Signed), S, S, T);
                self.vop1(TRUNC_F32, dst, dst);
                self.vop_commuting(add(Lane::I32), dst, dst, S);
            }
            (_, Sign::Signed) => {
                // The lesser of the number and the greatest integer, which is masked to zero for a NaN. What is too small
                // comes out as the least number.
                self.vop_imm(compare, S, src, src, 0);
                self.vop_const(packed(0x54, lane), S, S, lane.splat(f64::from(i32::MAX).to_bits()));
                self.vop(packed(0x5d, lane), dst, src, S);
                self.vop1(TRUNC_F64, dst, dst);
            }
            (_, Sign::Unsigned) => {
                // In range and without a fraction, plus 2^52, the integer is the lower half of the bits.
                self.vec_zero(S);
                self.vop(packed(0x5f, lane), dst, src, S);
                self.vop_const(packed(0x5d, lane), dst, dst, lane.splat(f64::from(u32::MAX).to_bits()));
                self.vop1_imm(Op::p66(0x09).map3a(), dst, dst, 11);
                self.vop_const(add(lane), dst, dst, lane.splat(0x4330_0000_0000_0000));
                self.vop_imm(packed(0xc6, Lane::F32), dst, dst, S, 0b10_00_10_00);
            }
        }
    }
}

/// The instruction that is all of the operator and reads all of its operand, if there is one.
fn single(op: VecUnOp) -> Option<Op> {
    Some(match op {
        VecUnOp::Abs(Lane::I8) => Op::p66(0x1c).map38(),
        VecUnOp::Abs(Lane::I16) => Op::p66(0x1d).map38(),
        VecUnOp::Abs(Lane::I32) => Op::p66(0x1e).map38(),
        VecUnOp::Float(FloatUnOp::Sqrt, lane) => packed(0x51, lane),
        VecUnOp::FromInt(Lane::F32, Sign::Signed) => Op::two(0x5b),
        VecUnOp::FastTrunc(Lane::F32) => TRUNC_F32,
        VecUnOp::FastTrunc(_) => TRUNC_F64,
        VecUnOp::Demote => Op::p66(0x5a),
        _ => return None,
    })
}

/// `pmovsx` and `pmovzx` to lanes of twice the width.
pub(super) fn extend(lane: Lane, sign: Sign) -> Op {
    let opcode = match lane {
        Lane::I16 => 0x20,
        Lane::I32 => 0x23,
        _ => 0x25,
    };
    Op::p66(if sign == Sign::Signed { opcode } else { opcode | 0x10 }).map38()
}
