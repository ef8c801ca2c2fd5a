//! Vector operators with one operand, including conversions.

use windlass_masm::{FloatUnOp, Half, Lane, Reg, Sign, Src, VecUnOp};

use super::assembler::Assembler;
use super::encode::rr;
use super::encode_vector::{
    NOT, SQXTN, SSHLL, float_two_misc, half_lane, lower, of_half, of_sign, shift_left, size, two_misc,
};

const ABS: u32 = two_misc(0, 0b01011);
const NEG: u32 = two_misc(1, 0b01011);
const CNT: u32 = two_misc(0, 0b00101);
const SADDLP: u32 = two_misc(0, 0b00010);
const SCVTF: u32 = float_two_misc(0, 0, 0b11101);
const FCVTZS: u32 = float_two_misc(0, 1, 0b11011);
/// Conversions to half and to twice the size.
const FCVTN: u32 = float_two_misc(0, 0, 0b10110);
const FCVTL: u32 = float_two_misc(0, 0, 0b10111);

fn float_unop(op: FloatUnOp) -> u32 {
    match op {
        FloatUnOp::Abs => float_two_misc(0, 1, 0b01111),
        FloatUnOp::Neg => float_two_misc(1, 1, 0b01111),
        FloatUnOp::Sqrt => float_two_misc(1, 1, 0b11111),
        FloatUnOp::Nearest => float_two_misc(0, 0, 0b11000),
        FloatUnOp::Floor => float_two_misc(0, 0, 0b11001),
        FloatUnOp::Ceil => float_two_misc(0, 1, 0b11000),
        FloatUnOp::Trunc => float_two_misc(0, 1, 0b11001),
    }
}

impl Assembler<'_> {
    pub(super) fn vec_unop(&mut self, op: VecUnOp, dst: Reg, src: Src) {
        let src = self.vec_operand(src);
        let word = match op {
            VecUnOp::Not => NOT,
            VecUnOp::Abs(lane) => ABS | size(lane),
            VecUnOp::Neg(lane) => NEG | size(lane),
            VecUnOp::Popcnt => CNT,
            VecUnOp::Float(op, lane) => float_unop(op) | size(lane),
            VecUnOp::Extend(lane, half, sign) => return self.vec_extend(lane, half, sign, dst, src),
            VecUnOp::ExtAdd(lane, sign) => of_sign(SADDLP, sign) | size(half_lane(lane)),
            VecUnOp::FromInt(Lane::F64, sign) => {
                self.vec_extend(Lane::I64, Half::Low, sign, dst, src);
                return self.emit(rr(of_sign(SCVTF, sign) | size(Lane::F64), dst, dst));
            }
            VecUnOp::FromInt(lane, sign) => of_sign(SCVTF, sign) | size(lane),
            // The instruction saturates, and converts NaN to zero.
            VecUnOp::TruncSat(lane, sign) => return self.vec_trunc(lane, sign, dst, src),
            VecUnOp::FastTrunc(lane) => return self.vec_trunc(lane, Sign::Signed, dst, src),
            VecUnOp::Demote => lower(FCVTN) | size(Lane::F64),
            VecUnOp::Promote => lower(FCVTL) | size(Lane::F64),
        };
        self.emit(rr(word, dst, src));
    }

    /// The lower or upper lanes of half the width of `lane`, extended to it.
    pub(super) fn vec_extend(&mut self, lane: Lane, half: Half, sign: Sign, dst: Reg, src: Reg) {
        self.emit(shift_left(of_half(of_sign(SSHLL, sign), half), half_lane(lane), dst, src, 0));
    }

    fn vec_trunc(&mut self, lane: Lane, sign: Sign, dst: Reg, src: Reg) {
        self.emit(rr(of_sign(FCVTZS, sign) | size(lane), dst, src));
        if lane == Lane::F64 {
            // Narrow the 64-bit integers with saturation.
            self.emit(rr(lower(of_sign(SQXTN, sign)) | size(Lane::I32), dst, dst));
        }
    }
}
