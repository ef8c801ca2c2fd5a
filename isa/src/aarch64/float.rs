//! Floating-point arithmetic.

use windlass_masm::{FloatBinOp, FloatUnOp, Reg, Src, Ty, Use};

use super::assembler::Assembler;
use super::encode::{rr, rrr};
use super::mov::DOUBLE;
use super::registers::FSCRATCH;

/// The field for the type of a scalar instruction.
pub(super) fn double(ty: Ty) -> u32 {
    if ty == Ty::F64 { DOUBLE } else { 0 }
}

impl Assembler<'_> {
    /// An operand that is not in a register, in the scratch register.
    fn float_operand(&mut self, ty: Ty, src: Src) -> Reg {
        match self.nearest(ty, src) {
            Src::Reg(reg) => reg.reg(),
            other => {
                self.mov(ty, FSCRATCH, other);
                FSCRATCH
            }
        }
    }

    pub(super) fn float_binop(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let lhs = lhs.reg();
        let opcode = match op {
            FloatBinOp::Mul => 0x1e20_0800,
            FloatBinOp::Div => 0x1e20_1800,
            FloatBinOp::Add => 0x1e20_2800,
            FloatBinOp::Sub => 0x1e20_3800,
            FloatBinOp::Max => 0x1e20_4800,
            FloatBinOp::Min => 0x1e20_5800,
            FloatBinOp::Copysign => return self.copysign(ty, dst, lhs, rhs),
        };
        let rhs = self.float_operand(ty, rhs);
        self.emit(rrr(opcode | double(ty), dst, lhs, rhs));
    }

    fn copysign(&mut self, ty: Ty, dst: Reg, lhs: Reg, rhs: Src) {
        if let Src::Imm(bits) = rhs {
            let negative = if ty == Ty::F32 { bits & 0x8000_0000 != 0 } else { bits < 0 };
            self.float_unop(FloatUnOp::Abs, ty, dst, Src::Reg(lhs.read()));
            if negative {
                self.float_unop(FloatUnOp::Neg, ty, dst, Src::Reg(dst.read()));
            }
            return;
        }
        // ushr scratch, rhs, #(width - 1); sli dst, scratch, #(width - 1): inserts the sign.
        let (ushr, sli) = if ty == Ty::F64 { (0x7f41_0400, 0x7f7f_5400) } else { (0x2f21_0400, 0x2f3f_5400) };
        let rhs = self.float_operand(ty, rhs);
        self.emit(rr(ushr, FSCRATCH, rhs));
        self.mov_float(ty, dst, lhs);
        self.emit(rr(sli, dst, FSCRATCH));
    }

    pub(super) fn float_unop(&mut self, op: FloatUnOp, ty: Ty, dst: Reg, src: Src) {
        let opcode = match op {
            FloatUnOp::Abs => 0x1e20_c000,
            FloatUnOp::Neg => 0x1e21_4000,
            FloatUnOp::Sqrt => 0x1e21_c000,
            FloatUnOp::Nearest => 0x1e24_4000,
            FloatUnOp::Ceil => 0x1e24_c000,
            FloatUnOp::Floor => 0x1e25_4000,
            FloatUnOp::Trunc => 0x1e25_c000,
        };
        let src = self.float_operand(ty, src);
        self.emit(rr(opcode | double(ty), dst, src));
    }

    /// `dst = op src` for a conversion between the floating-point types, or from an integer.
    pub(super) fn float_from(&mut self, opcode: u32, ty: Ty, dst: Reg, src: Src) {
        let src = if ty.is_float() { self.float_operand(ty, src) } else { self.scratch_operand(ty, src).reg() };
        self.emit(rr(opcode, dst, src));
    }
}
