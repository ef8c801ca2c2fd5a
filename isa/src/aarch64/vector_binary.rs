//! Vector operators with two operands.

use windlass_masm::{FloatCond, IntCond, Lane, Reg, Sign, Src, Ty, Use, VecBinOp};

use super::assembler::Assembler;
use super::encode::{rr, rrr};
use super::encode_vector::{
    ADD, ADDP, AND, BIC, CMEQ, CMEQ_ZERO, EOR, NOT, ORR, Q, SMULL, SQXTN, SQXTUN, TBL, UZP1, UZP2, XTN,
    float_three_same, float_two_misc, half_lane, insert, lower, of_half, of_sign, size, three_different, three_same,
    two_misc,
};
use super::vector::{FADD, FMUL, FSUB, S, T};

const SUB: u32 = three_same(1, 0b10000);
const MUL: u32 = three_same(0, 0b10011);
const SQADD: u32 = three_same(0, 0b00001);
const SQRDMULH: u32 = three_same(1, 0b10110);
const URHADD: u32 = three_same(1, 0b00010);
/// Tests for common bits.
const CMTST: u32 = three_same(0, 0b10001);
const CMGT: u32 = three_same(0, 0b00110);
const CMGE: u32 = three_same(0, 0b00111);
const CMHI: u32 = three_same(1, 0b00110);
const CMHS: u32 = three_same(1, 0b00111);
const CMGT_ZERO: u32 = two_misc(0, 0b01000);

const FDIV: u32 = float_three_same(1, 0, 0b11111);
const FMAX: u32 = float_three_same(0, 0, 0b11110);
const FMIN: u32 = float_three_same(0, 1, 0b11110);
const FCMEQ: u32 = float_three_same(0, 0, 0b11100);
const FCMGE: u32 = float_three_same(1, 0, 0b11100);
const FCMGT: u32 = float_three_same(1, 1, 0b11100);

/// Reverses the order of the lanes in each 64 bits.
const REV64: u32 = two_misc(0, 0b00000);
/// Extends half of the lanes and shifts them by their width.
const SHLL: u32 = two_misc(1, 0b10011);
/// Multiplies like [`SMULL`], but unsigned, and accumulates.
const UMLAL: u32 = three_different(1, 0b1000);

/// The single instruction for the operator, with its lane size, if there is one.
fn single(op: VecBinOp) -> Option<u32> {
    Some(match op {
        VecBinOp::And => AND,
        VecBinOp::AndNot => BIC,
        VecBinOp::Or => ORR,
        VecBinOp::Xor => EOR,
        VecBinOp::Add(lane @ (Lane::F32 | Lane::F64)) => FADD | size(lane),
        VecBinOp::Add(lane) => ADD | size(lane),
        VecBinOp::Sub(lane @ (Lane::F32 | Lane::F64)) => FSUB | size(lane),
        VecBinOp::Sub(lane) => SUB | size(lane),
        VecBinOp::Mul(Lane::I64) => return None,
        VecBinOp::Mul(lane @ (Lane::F32 | Lane::F64)) => FMUL | size(lane),
        VecBinOp::Mul(lane) => MUL | size(lane),
        VecBinOp::Div(lane) => FDIV | size(lane),
        VecBinOp::AddSat(lane, sign) => of_sign(SQADD, sign) | size(lane),
        VecBinOp::SubSat(lane, sign) => of_sign(three_same(0, 0b00101), sign) | size(lane),
        VecBinOp::Min(lane, sign) => of_sign(three_same(0, 0b01101), sign) | size(lane),
        VecBinOp::Max(lane, sign) => of_sign(three_same(0, 0b01100), sign) | size(lane),
        VecBinOp::Average(lane) => URHADD | size(lane),
        VecBinOp::FloatMin(lane) | VecBinOp::FastMin(lane) => FMIN | size(lane),
        VecBinOp::FloatMax(lane) | VecBinOp::FastMax(lane) => FMAX | size(lane),
        VecBinOp::Compare(IntCond::Eq, lane) => CMEQ | size(lane),
        VecBinOp::Compare(IntCond::GtS, lane) => CMGT | size(lane),
        VecBinOp::Compare(IntCond::GeS, lane) => CMGE | size(lane),
        VecBinOp::Compare(IntCond::GtU, lane) => CMHI | size(lane),
        VecBinOp::Compare(IntCond::GeU, lane) => CMHS | size(lane),
        VecBinOp::ExtMul(lane, half, sign) => of_half(of_sign(SMULL, sign), half) | size(half_lane(lane)),
        VecBinOp::Q15Mul | VecBinOp::FastQ15Mul => SQRDMULH | size(Lane::I16),
        VecBinOp::Swizzle | VecBinOp::FastSwizzle => TBL,
        _ => return None,
    })
}

impl Assembler<'_> {
    pub(super) fn vec_binop(&mut self, op: VecBinOp, dst: Reg, lhs: Use, rhs: Src) {
        let lhs = lhs.reg();
        if let Src::Imm(number) = rhs
            && self.vector(number) == 0
            && self.vec_binop_zero(op, dst, lhs)
        {
            return;
        }
        let rhs = self.vec_operand(rhs);
        if let Some(word) = single(op) {
            // `tbl` takes the vector in the same field as a left operand.
            return self.emit(rrr(word, dst, lhs, rhs));
        }
        match op {
            VecBinOp::Mul(_) => self.mul_qwords(dst, lhs, rhs),
            // Select the right operand where the comparison holds.
            VecBinOp::PseudoMin(lane) => self.choose(FCMGT | size(lane), dst, lhs, rhs, (rhs, lhs)),
            VecBinOp::PseudoMax(lane) => self.choose(FCMGT | size(lane), dst, rhs, lhs, (rhs, lhs)),
            VecBinOp::Compare(_, lane) => {
                self.emit(rrr(CMEQ | size(lane), dst, lhs, rhs));
                self.emit(rr(NOT, dst, dst));
            }
            VecBinOp::FloatCompare(cond, lane) => self.vec_float_compare(cond, lane, dst, lhs, rhs),
            VecBinOp::Narrow(lane, sign) => self.vec_narrow(lane, sign, dst, lhs, rhs),
            VecBinOp::Dot => self.multiply_and_add_pairs(Lane::I32, dst, lhs, rhs),
            VecBinOp::FastDotBytes => self.multiply_and_add_pairs(Lane::I16, dst, lhs, rhs),
            VecBinOp::DotBytes => {
                self.multiply_halves(Lane::I16, lhs, rhs);
                self.emit(rrr(UZP1 | size(Lane::I16), dst, S, T));
                self.emit(rrr(UZP2 | size(Lane::I16), S, S, T));
                self.emit(rrr(SQADD | size(Lane::I16), dst, dst, S));
            }
            _ => unreachable!("a single instruction"),
        }
    }

    /// `dst = lhs op 0`, if there is an instruction for it.
    fn vec_binop_zero(&mut self, op: VecBinOp, dst: Reg, lhs: Reg) -> bool {
        let word = match op {
            VecBinOp::Compare(IntCond::Eq, lane) => CMEQ_ZERO | size(lane),
            // Test for bits in common with itself.
            VecBinOp::Compare(IntCond::Ne, lane) => rrr(CMTST | size(lane), dst, lhs, lhs),
            VecBinOp::Compare(IntCond::GtS, lane) => CMGT_ZERO | size(lane),
            VecBinOp::FloatCompare(cond, lane) => {
                let (u, opcode) = match cond {
                    FloatCond::Gt => (0, 0b01100),
                    FloatCond::Ge => (1, 0b01100),
                    FloatCond::Eq => (0, 0b01101),
                    FloatCond::Le => (1, 0b01101),
                    FloatCond::Lt => (0, 0b01110),
                    FloatCond::Ne => return false,
                };
                float_two_misc(u, 1, opcode) | size(lane)
            }
            // The instruction clears the upper half.
            VecBinOp::Narrow(lane, sign) => lower(narrow(lane, sign)),
            _ => return false,
        };
        self.emit(rr(word, dst, lhs));
        true
    }

    /// Selects lanes of the first of two registers where `n op m` holds, and of the second elsewhere.
    fn choose(&mut self, op: u32, dst: Reg, n: Reg, m: Reg, (holds, else_): (Reg, Reg)) {
        let mask = if dst == holds || dst == else_ { S } else { dst };
        self.emit(rrr(op, mask, n, m));
        self.vec_select(dst, holds, else_, mask);
    }

    fn vec_float_compare(&mut self, cond: FloatCond, lane: Lane, dst: Reg, lhs: Reg, rhs: Reg) {
        let (op, n, m) = match cond {
            FloatCond::Eq | FloatCond::Ne => (FCMEQ, lhs, rhs),
            FloatCond::Gt => (FCMGT, lhs, rhs),
            FloatCond::Ge => (FCMGE, lhs, rhs),
            FloatCond::Lt => (FCMGT, rhs, lhs),
            FloatCond::Le => (FCMGE, rhs, lhs),
        };
        self.emit(rrr(op | size(lane), dst, n, m));
        if cond == FloatCond::Ne {
            self.emit(rr(NOT, dst, dst));
        }
    }

    /// 64-bit products from 32-bit ones: `low * low + ((high * low + low * high) << 32)`.
    fn mul_qwords(&mut self, dst: Reg, lhs: Reg, rhs: Reg) {
        // The destination is written before the last read of the second operand.
        let (lhs, rhs) = if dst == rhs { (rhs, lhs) } else { (lhs, rhs) };
        self.emit(rr(REV64 | size(Lane::I32), S, rhs));
        self.emit(rrr(MUL | size(Lane::I32), S, S, lhs));
        self.emit(rrr(ADDP | size(Lane::I32), S, S, S));
        self.emit(rr(lower(XTN) | size(Lane::I32), T, lhs));
        self.emit(rr(lower(SHLL) | size(Lane::I32), dst, S));
        let low = if lhs == rhs { T } else { S };
        if low != T {
            self.emit(rr(lower(XTN) | size(Lane::I32), low, rhs));
        }
        self.emit(rrr(lower(UMLAL) | size(Lane::I32), dst, T, low));
    }

    fn vec_narrow(&mut self, lane: Lane, sign: Sign, dst: Reg, lhs: Reg, rhs: Reg) {
        let op = narrow(lane, sign);
        if lhs == rhs {
            self.emit(rr(lower(op), dst, lhs));
            return self.emit(insert(Lane::I64, dst, 1, dst, 0));
        }
        let low = if dst == rhs { S } else { dst };
        self.emit(rr(lower(op), low, lhs));
        self.emit(rr(op | Q, low, rhs));
        self.mov_float(Ty::V128, dst, low);
    }

    /// Computes the products of the lower lanes in `S`, and of the upper lanes in `T`.
    fn multiply_halves(&mut self, lane: Lane, lhs: Reg, rhs: Reg) {
        let op = SMULL | size(half_lane(lane));
        // The right operand may be in `S`.
        self.emit(rrr(op, T, lhs, rhs));
        self.emit(rrr(lower(op), S, lhs, rhs));
    }

    /// The sums of adjacent products, truncated. `lane` is the lane of the result.
    fn multiply_and_add_pairs(&mut self, lane: Lane, dst: Reg, lhs: Reg, rhs: Reg) {
        self.multiply_halves(lane, lhs, rhs);
        self.emit(rrr(ADDP | size(lane), dst, S, T));
    }
}

/// The instruction that narrows lanes to `lane`, half their width.
fn narrow(lane: Lane, sign: Sign) -> u32 {
    if sign == Sign::Signed { SQXTN | size(lane) } else { SQXTUN | size(lane) }
}
