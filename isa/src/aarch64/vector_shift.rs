//! Shifts of vectors.

use windlass_masm::{Lane, Reg, ShiftOp, Sign, Src, Ty, Use};

use super::assembler::Assembler;
use super::encode::{bitmask, rr, rrr, sf};
use super::encode_vector::{DUP_INT, SHL, SSHR, lane_number, of_sign, shift_left, shift_right, size, three_same};
use super::int::{AND_IMM, SUB};
use super::registers::{SCRATCH, ZERO};
use super::vector::S;

/// Shifts by the lowest byte of each lane of the last operand: left, or right if it is negative.
const SSHL: u32 = three_same(0, 0b01000);

impl Assembler<'_> {
    pub(super) fn vec_shift(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Use, count: Src) {
        let lhs = lhs.reg();
        let mask = lane.bytes() * 8 - 1;
        let count = match count {
            Src::Imm(count) => match count as u32 & mask {
                0 => return self.mov_float(Ty::V128, dst, lhs),
                count => return self.vec_shift_constant(op, lane, dst, lhs, count),
            },
            Src::Reg(count) => count.reg(),
            Src::Slot(_) | Src::Mem(_) => unreachable!("a count in memory"),
        };
        let fields = bitmask(mask.into(), false).expect("a mask of low bits is a run of ones");
        self.emit(rr(AND_IMM | fields, SCRATCH, count));
        if op != ShiftOp::Shl {
            self.emit(rrr(SUB | sf(false), SCRATCH, ZERO, SCRATCH));
        }
        self.emit(rr(DUP_INT | lane_number(lane, 0), S, SCRATCH));
        self.emit(rrr(of_sign(SSHL, sign(op)) | size(lane), dst, lhs, S));
    }

    /// Shifts by 1 to the lane width minus 1.
    fn vec_shift_constant(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Reg, count: u32) {
        self.emit(match op {
            ShiftOp::Shl => shift_left(SHL, lane, dst, lhs, count),
            _ => shift_right(of_sign(SSHR, sign(op)), lane, dst, lhs, count),
        });
    }
}

/// The bits that are shifted in from the left.
fn sign(op: ShiftOp) -> Sign {
    match op {
        ShiftOp::ShrS => Sign::Signed,
        ShiftOp::Shl | ShiftOp::ShrU => Sign::Unsigned,
        ShiftOp::Rotl | ShiftOp::Rotr => unreachable!("a rotation of lanes"),
    }
}
