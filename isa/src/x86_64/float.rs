//! Floating-point arithmetic.

use windlass_masm::{FloatBinOp, FloatUnOp, MacroAssembler, OutOfLine, Reg, Src, Ty, Use};

use super::assembler::Assembler;
use super::cold::Cold;
use super::compare::Cc;
use super::encode::{Op, Rm, imm8, op_rm, vex};
use super::registers::FSCRATCH;

/// The scalar form of an opcode for a type.
fn scalar(opcode: u8, ty: Ty) -> Op {
    if ty == Ty::F32 { Op::pf3(opcode) } else { Op::pf2(opcode) }
}

const AND: Op = Op::two(0x54);
const OR: Op = Op::two(0x56);
const XOR: Op = Op::two(0x57);

/// The sign bits of a vector of numbers: as instructions want a mask in memory.
fn sign_mask(ty: Ty) -> u128 {
    if ty == Ty::F32 { u128::MAX / 0xffff_ffff * 0x8000_0000 } else { u128::MAX / 0xffff_ffff_ffff_ffff * (1 << 63) }
}

/// Whether a constant is neither a NaN nor a zero.
fn is_number_but_zero(ty: Ty, bits: i64) -> bool {
    let number = if ty == Ty::F32 { f32::from_bits(bits as u32).into() } else { f64::from_bits(bits as u64) };
    !number.is_nan() && number != 0.0
}

impl Assembler<'_> {
    /// `dst = lhs op rm`, in three operands with AVX and in two without.
    #[inline]
    pub(super) fn float_op(&mut self, op: Op, dst: Reg, lhs: Reg, rm: Rm, commutes: bool) {
        self.float_op_imm(op, dst, lhs, rm, commutes, None);
    }

    /// The same with an immediate. Destroys the scratch register only without AVX, where `dst` is `rm` and not `lhs`, and the
    /// operands cannot be exchanged; `lhs` may be that register.
    pub(super) fn float_op_imm(&mut self, op: Op, dst: Reg, lhs: Reg, rm: Rm, commutes: bool, imm: Option<u8>) {
        let (d, l) = (dst.number(), lhs.number());
        let mut through = dst;
        if self.cpu.avx {
            match rm {
                // A short prefix cannot encode a high register in the last operand.
                Rm::Reg(r) if commutes && r >= 8 && l < 8 => vex(self.buffer(), op, false, d, r, Rm::Reg(l)),
                _ => vex(self.buffer(), op, false, d, l, rm),
            }
        } else if rm == Rm::Reg(d) && dst != lhs && commutes {
            op_rm(self.buffer(), op, false, d, Rm::Reg(l));
        } else {
            if rm == Rm::Reg(d) && dst != lhs {
                through = FSCRATCH;
            }
            self.mov_float(through, lhs);
            op_rm(self.buffer(), op, false, through.number(), rm);
        }
        if let Some(imm) = imm {
            imm8(self.buffer(), imm);
        }
        self.mov_float(dst, through);
    }

    pub(super) fn float_binop(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let lhs = lhs.reg();
        let opcode = match op {
            FloatBinOp::Add => 0x58,
            FloatBinOp::Mul => 0x59,
            FloatBinOp::Sub => 0x5c,
            FloatBinOp::Div => 0x5e,
            FloatBinOp::Min | FloatBinOp::Max => return self.float_min_max(op, ty, dst, lhs, rhs),
            FloatBinOp::Copysign => return self.copysign(ty, dst, lhs, rhs),
        };
        let op = scalar(opcode, ty);
        match rhs {
            Src::Imm(bits) => {
                if dst == lhs || self.cpu.avx {
                    self.float_op_pool(op, dst, lhs, bits as u64, ty);
                } else {
                    self.mov_float(dst, lhs);
                    self.float_op_pool(op, dst, dst, bits as u64, ty);
                }
            }
            rhs => {
                // What is read from memory may be a site: nothing comes between.
                let lhs = if rhs.is_memory() && !self.cpu.avx {
                    self.mov_float(dst, lhs);
                    dst
                } else {
                    lhs
                };
                let rm = self.rm(rhs);
                self.float_op(op, dst, lhs, rm, matches!(opcode, 0x58 | 0x59));
            }
        }
    }

    fn float_op_pool(&mut self, op: Op, dst: Reg, lhs: Reg, bits: u64, ty: Ty) {
        self.float_op(op, dst, lhs, Rm::Rip, false);
        let (bits, size) = if ty == Ty::F32 { (bits & 0xffff_ffff, 4) } else { (bits, 8) };
        self.pool_reference(bits.into(), size);
    }

    /// The hardware's minimum and maximum return the second operand for a NaN and for zeros, so both are dealt with
    /// after the function: a comparison says "equal" of both.
    fn float_min_max(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Src) {
        // Numbers that are equal are the same where one is a constant other than zero.
        let may_be_equal = !matches!(rhs, Src::Imm(bits) if is_number_but_zero(ty, bits));
        let rhs = match rhs {
            Src::Reg(reg) => reg.reg(),
            other => {
                self.mov(ty, FSCRATCH, other);
                FSCRATCH
            }
        };
        // Exchange the operands: both operators are symmetric, except for the NaN that they return, which is unspecified.
        let (lhs, rhs) = if rhs == dst { (rhs, lhs) } else { (lhs, rhs) };
        let lhs = if self.cpu.avx {
            lhs
        } else {
            self.mov_float(dst, lhs);
            dst
        };
        let ucomis = if ty == Ty::F32 { Op::two(0x2e) } else { Op::p66(0x2e) };
        self.float_rm(ucomis, lhs, Rm::from(rhs));
        let rare = if may_be_equal { Cc::E } else { Cc::P };
        let back = self.rarely(rare, Cold::MinMax { op, ty, dst, lhs, rhs, may_be_equal });
        let opcode = if op == FloatBinOp::Min { 0x5d } else { 0x5f };
        self.float_op(scalar(opcode, ty), dst, lhs, Rm::from(rhs), false);
        self.bind(back);
    }

    /// Equal numbers are combined bit by bit, because of their signs; a NaN comes out of an addition. The flags are those of the
    /// comparison.
    #[expect(clippy::too_many_arguments, reason = "an instruction, and the code that it is in")]
    pub(super) fn min_max_rarely(
        &mut self,
        op: FloatBinOp,
        ty: Ty,
        dst: Reg,
        lhs: Reg,
        rhs: Reg,
        may_be_equal: bool,
        code: &OutOfLine<Cold>,
    ) {
        if may_be_equal {
            let unordered = self.skip(0x7a);
            let combine = if op == FloatBinOp::Min { OR } else { AND };
            self.float_op(combine, dst, lhs, Rm::from(rhs), true);
            self.end_out_of_line(code);
            self.land(unordered);
        }
        self.float_op(scalar(0x58, ty), dst, lhs, Rm::from(rhs), true);
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
        let rhs = match rhs {
            Src::Reg(reg) => reg.reg(),
            memory => {
                self.mov(ty, FSCRATCH, memory);
                FSCRATCH
            }
        };
        self.with_sign_mask(AND, FSCRATCH, rhs, sign_mask(ty));
        self.with_sign_mask(AND, dst, lhs, !sign_mask(ty));
        self.float_op(OR, dst, dst, Rm::from(FSCRATCH), false);
    }

    /// `dst = src op mask`, for a mask in the constant pool.
    fn with_sign_mask(&mut self, op: Op, dst: Reg, src: Reg, mask: u128) {
        self.float_op(op, dst, src, Rm::Rip, false);
        self.pool_reference(mask, 16);
    }

    pub(super) fn float_unop(&mut self, op: FloatUnOp, ty: Ty, dst: Reg, src: Src) {
        let rounding = match op {
            FloatUnOp::Abs | FloatUnOp::Neg => {
                let Some(src) = src.reg() else {
                    self.mov(ty, dst, src);
                    return self.float_unop(op, ty, dst, Src::Reg(dst.read()));
                };
                return match op {
                    FloatUnOp::Neg => self.with_sign_mask(XOR, dst, src, sign_mask(ty)),
                    _ => self.with_sign_mask(AND, dst, src, !sign_mask(ty)),
                };
            }
            FloatUnOp::Sqrt => {
                let rm = self.rm(src);
                return self.float_from(scalar(0x51, ty), false, dst, rm);
            }
            // Bit 3 suppresses the precision exception.
            FloatUnOp::Nearest => 8,
            FloatUnOp::Floor => 9,
            FloatUnOp::Ceil => 10,
            FloatUnOp::Trunc => 11,
        };
        let rm = self.rm(src);
        self.float_from(Op::p66(if ty == Ty::F32 { 0x0a } else { 0x0b }).map3a(), false, dst, rm);
        imm8(self.buffer(), rounding);
    }

    /// `dst = op rm` for an instruction that keeps the upper part of its destination: breaks the dependency on it.
    pub(super) fn float_from(&mut self, op: Op, w: bool, dst: Reg, rm: Rm) {
        let d = dst.number();
        match self.cpu.avx {
            // The upper part comes from a register that is written rarely, or is the operand itself.
            true => {
                let upper = match rm {
                    Rm::Reg(r) if !w && op.reads_float() => r,
                    _ => {
                        vex(self.buffer(), Op::two(0x57), false, d, d, Rm::Reg(d));
                        d
                    }
                };
                vex(self.buffer(), op, w, d, upper, rm);
            }
            false => {
                if rm != Rm::Reg(d) || !op.reads_float() {
                    op_rm(self.buffer(), XOR, false, d, Rm::Reg(d));
                }
                op_rm(self.buffer(), op, w, d, rm);
            }
        }
    }
}
