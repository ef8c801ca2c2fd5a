//! Vectors: constants, tests, and the operators of three operands.
//!
//! `S` and `T` are scratch; an operand is never in one of them unless it was put there.

use windlass_masm::{Lane, Reach, Reg, Src, Ty, Use, VecTernOp, VecTest};

use super::assembler::Assembler;
use super::encode::{rr, rrr};
use super::encode_vector::{
    ADDP, BIF, BIT, BSL, CMEQ_ZERO, DUP_INT, INS_INT, Q, UMAXP, across_lanes, float_three_same, lane_number, size,
    vector_f64_imm, vector_imm,
};
use super::registers::{FSCRATCH, FSCRATCH2, SCRATCH};

pub(super) const S: Reg = FSCRATCH;
/// The register before `S`: `tbl` can look up in both.
pub(super) const T: Reg = FSCRATCH2;

pub(super) const FADD: u32 = float_three_same(0, 0, 0b11010);
pub(super) const FMUL: u32 = float_three_same(1, 0, 0b11011);
pub(super) const FSUB: u32 = float_three_same(0, 1, 0b11010);
/// The product is added to the destination, or subtracted from it.
const FMLA: u32 = float_three_same(0, 0, 0b11001);
const FMLS: u32 = float_three_same(0, 1, 0b11001);
const UMINV: u32 = across_lanes(1, 0b11010);

impl Assembler<'_> {
    /// A register with the operand.
    pub(super) fn vec_operand(&mut self, src: Src) -> Reg {
        match self.nearest(Ty::V128, src) {
            Src::Reg(reg) => reg.reg(),
            other => {
                self.mov(Ty::V128, S, other);
                S
            }
        }
    }

    /// The constant with this number.
    pub(super) fn vector(&self, number: i64) -> u128 {
        self.assembly.vectors[number as usize]
    }

    /// A constant: by itself, by way of an integer register where that takes two instructions, else from after the code,
    /// where it takes only the bytes that it needs.
    pub(super) fn vec_imm(&mut self, dst: Reg, bits: u128) {
        let (low, high) = (bits as u64, (bits >> 64) as u64);
        let unused = Reg::int(0);
        if high == low {
            if let Some(word) = vector_imm(low).map(|word| word | Q).or_else(|| vector_f64_imm(low)) {
                return self.emit(rr(word, dst, unused));
            }
            for lane in [Lane::I16, Lane::I32, Lane::I64] {
                let value = low & (u64::MAX >> (64 - lane.bytes() * 8));
                if bits == lane.splat(value) && Assembler::is_one_mov(value, true) {
                    self.mov_imm(true, SCRATCH, value);
                    return self.emit(rr(DUP_INT | lane_number(lane, 0), dst, SCRATCH));
                }
            }
        }
        if high == 0 {
            return match vector_imm(low) {
                Some(word) => self.emit(rr(word, dst, unused)),
                None => self.float_bits(if low >> 32 == 0 { Ty::F32 } else { Ty::F64 }, dst, low),
            };
        }
        if self.reach != Reach::Long {
            return self.load_literal(Ty::V128, dst, bits);
        }
        self.float_bits(Ty::F64, dst, low);
        self.mov_imm(true, SCRATCH, high);
        self.emit(rr(INS_INT | lane_number(Lane::I64, 1), dst, SCRATCH));
    }

    /// Asks something of a vector. Leaves a number in [`SCRATCH`] that is zero where the answer is no, or, where the second
    /// result says so, where it is yes; the first says whether the number has 64 bits.
    pub(super) fn vec_test(&mut self, test: VecTest, value: Reg) -> (bool, bool) {
        match test {
            VecTest::AnyTrue => {
                // The greater of each two neighbours are half of the bits.
                self.emit(rrr(UMAXP | size(Lane::I32), S, value, value));
                self.mov_to_int(true, SCRATCH, S);
                (true, false)
            }
            VecTest::AllTrue(Lane::I64) => {
                // No lane equals zero: the sum of what such lanes become, which is -1 for each.
                self.emit(rr(CMEQ_ZERO | size(Lane::I64), S, value));
                self.emit(rrr(ADDP | size(Lane::I64), S, S, S));
                self.mov_to_int(true, SCRATCH, S);
                (true, true)
            }
            VecTest::AllTrue(lane) => {
                self.emit(rr(UMINV | size(lane), S, value));
                self.mov_to_int(false, SCRATCH, S);
                (false, false)
            }
        }
    }

    pub(super) fn vec_ternop(&mut self, op: VecTernOp, dst: Reg, operands: [Use; 3]) {
        let [a, b, c] = operands.map(Use::reg);
        match op {
            VecTernOp::Select | VecTernOp::FastSelect(_) => self.vec_select(dst, a, b, c),
            VecTernOp::MulAdd(lane) => {
                self.emit(rrr(FMUL | size(lane), S, a, b));
                self.emit(rrr(FADD | size(lane), dst, S, c));
            }
            VecTernOp::MulSub(lane) => {
                self.emit(rrr(FMUL | size(lane), S, a, b));
                self.emit(rrr(FSUB | size(lane), dst, c, S));
            }
            VecTernOp::FastMulAdd(lane) => self.fused(FMLA | size(lane), dst, a, b, c),
            VecTernOp::FastMulSub(lane) => self.fused(FMLS | size(lane), dst, a, b, c),
        }
    }

    /// `dst = a & c | b & !c`.
    pub(super) fn vec_select(&mut self, dst: Reg, a: Reg, b: Reg, c: Reg) {
        if dst == a && dst != c {
            self.emit(rrr(BIF, dst, b, c));
        } else if dst == b && dst != c {
            self.emit(rrr(BIT, dst, a, c));
        } else {
            self.mov_float(Ty::V128, dst, c);
            self.emit(rrr(BSL, dst, a, b));
        }
    }

    /// `dst = c op a * b`, for an instruction that overwrites `c`.
    fn fused(&mut self, op: u32, dst: Reg, a: Reg, b: Reg, c: Reg) {
        let sum = if dst != c && (dst == a || dst == b) { S } else { dst };
        self.mov_float(Ty::V128, sum, c);
        self.emit(rrr(op, sum, a, b));
        self.mov_float(Ty::V128, dst, sum);
    }
}
