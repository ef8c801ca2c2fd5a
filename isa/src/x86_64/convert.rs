//! Conversions between types.

use dynasm::dynasm;
use dynasmrt::DynasmApi;
use windlass_masm::{Compare, Convert, FloatCond, Reg, Site, Src, TrapCode, Ty};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm, op_rm, vex};
use super::registers::{FSCRATCH, SCRATCH};

fn cvtt(from: Ty) -> Op {
    if from == Ty::F32 { Op::pf3(0x2c) } else { Op::pf2(0x2c) }
}

/// The bits of a power of two.
fn power_of_two(ty: Ty, exponent: u64) -> u64 {
    if ty == Ty::F32 { (127 + exponent) << 23 } else { (1023 + exponent) << 52 }
}

impl Assembler<'_> {
    pub(super) fn convert(&mut self, op: Convert, dst: Reg, src: Src, site: Site) {
        match op {
            Convert::Wrap => {
                let rm = self.rm(src);
                self.op(Op::one(0x8b), false, dst, rm);
            }
            Convert::Trunc { from, to, signed } => self.trunc(from, to, signed, dst, reg(src), site),
            Convert::TruncSat { from, to, signed } => self.trunc_sat(from, to, signed, dst, reg(src)),
            Convert::FromInt { from, to, signed } => self.int_to_float(from, to, signed, dst, src),
            Convert::Demote => {
                let rm = self.rm(src);
                self.float_from(Op::pf2(0x5a), false, dst, rm);
            }
            Convert::Promote => {
                let rm = self.rm(src);
                self.float_from(Op::pf3(0x5a), false, dst, rm);
            }
            Convert::Reinterpret { from, to } => match src {
                Src::Reg(src) if to.is_float() => self.movd(Op::p66(0x6e), from == Ty::I64, dst, src),
                Src::Reg(src) => self.movd(Op::p66(0x7e), to == Ty::I64, src, dst),
                memory => self.mov(to, dst, memory),
            },
        }
    }

    /// `movd` or `movq` between the classes; `float` is the floating-point register, whichever way it goes.
    pub(super) fn movd(&mut self, op: Op, w: bool, float: Reg, int: Reg) {
        match self.cpu.avx {
            true => vex(self.buffer(), op, w, float.number(), 0, Rm::from(int)),
            false => op_rm(self.buffer(), op, w, float.number(), Rm::from(int)),
        }
    }

    /// `dst = (integer) src`, with the "integer indefinite" value where it does not fit.
    fn cvtt(&mut self, from: Ty, w: bool, dst: Reg, src: Reg) {
        match self.cpu.avx {
            true => vex(self.buffer(), cvtt(from), w, dst.number(), 0, Rm::from(src)),
            false => op_rm(self.buffer(), cvtt(from), w, dst.number(), Rm::from(src)),
        }
    }

    fn trap_if_float(&mut self, cond: FloatCond, ty: Ty, lhs: Reg, rhs: Reg, code: TrapCode, site: Site) {
        self.trap_if(&Compare::Float { cond, negate: false, ty, lhs, rhs }, code, site);
    }

    fn trunc(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg, site: Site) {
        use TrapCode::{BadConversionToInteger, IntegerOverflow};
        match (to, signed) {
            (_, true) => {
                let w = to.is_64();
                self.cvtt(from, w, dst, src);
                // Only the least number overflows when 1 is subtracted: it may be the indefinite value.
                alu_imm(self.buffer(), 7, w, Rm::from(dst), 1);
                let done = self.short_jump(0x71);
                self.trap_if_float(FloatCond::Ne, from, src, src, BadConversionToInteger, site);
                // Too small? All of the range of f32 that truncates to the least i32 is that number itself, and so for i64.
                let exact = from == Ty::F32 || w;
                let least =
                    power_of_two(from, if w { 63 } else { 31 }) | if from == Ty::F32 { 1 << 31 } else { 1 << 63 };
                let bound = if exact { least } else { (-2_147_483_649.0f64).to_bits() };
                self.float_imm(from, FSCRATCH, bound);
                let too_small = if exact { FloatCond::Lt } else { FloatCond::Le };
                self.trap_if_float(too_small, from, src, FSCRATCH, IntegerOverflow, site);
                // Too large? It is in range if it is negative.
                self.float_imm(from, FSCRATCH, 0);
                self.trap_if_float(FloatCond::Gt, from, src, FSCRATCH, IntegerOverflow, site);
                self.short_land(done);
            }
            (Ty::I32, false) => {
                // By way of 64 bits: the indefinite value has bits above 32, too.
                self.cvtt(from, true, dst, src);
                self.mov_rr(true, SCRATCH, dst);
                self.op_ext(Op::one(0xc1), true, 5, Rm::from(SCRATCH));
                super::encode::imm8(self.buffer(), 32);
                let done = self.short_jump(0x74);
                self.trap_if_float(FloatCond::Ne, from, src, src, BadConversionToInteger, site);
                self.trap(IntegerOverflow, site);
                self.short_land(done);
            }
            _ => {
                self.trap_if_float(FloatCond::Ne, from, src, src, BadConversionToInteger, site);
                self.cvtt(from, true, dst, src);
                op_rm(self.buffer(), Op::one(0x85), true, dst.number(), Rm::from(dst));
                let done = self.short_jump(0x79);
                // From 2^63 on: subtract it, convert, add it again. What is still negative is out of range.
                self.float_imm(from, FSCRATCH, power_of_two(from, 63));
                self.trap_if_float(FloatCond::Lt, from, src, FSCRATCH, IntegerOverflow, site);
                self.subtract_from(from, src);
                self.cvtt(from, true, dst, FSCRATCH);
                let negative = Compare::Int {
                    cond: windlass_masm::IntCond::LtS,
                    ty: Ty::I64,
                    lhs: Src::Reg(dst),
                    rhs: Src::Imm(0),
                };
                self.trap_if(&negative, IntegerOverflow, site);
                self.flip_top_bit(dst);
                self.short_land(done);
            }
        }
    }

    /// `FSCRATCH = src - FSCRATCH`, computed as `-(FSCRATCH - src)`.
    fn subtract_from(&mut self, ty: Ty, src: Reg) {
        let op = if ty == Ty::F32 { Op::pf3(0x5c) } else { Op::pf2(0x5c) };
        let scratch = FSCRATCH.number();
        if self.cpu.avx {
            vex(self.buffer(), op, false, scratch, src.number(), Rm::from(FSCRATCH));
        } else {
            op_rm(self.buffer(), op, false, scratch, Rm::from(src));
            // The difference is not zero unless it is exactly 2^63; the sign is flipped through an integer register.
            self.movd(Op::p66(0x7e), ty == Ty::F64, FSCRATCH, SCRATCH);
            if ty == Ty::F32 {
                alu_imm(self.buffer(), 6, false, Rm::from(SCRATCH), i32::MIN);
            } else {
                self.flip_top_bit(SCRATCH);
            }
            self.movd(Op::p66(0x6e), ty == Ty::F64, FSCRATCH, SCRATCH);
        }
    }

    /// `reg ^= 1 << 63`.
    fn flip_top_bit(&mut self, reg: Reg) {
        self.change_bit(7, reg, 63);
    }

    fn trunc_sat(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg) {
        let sign_clear = |this: &mut Self| op_rm(this.buffer(), Op::one(0x85), true, dst.number(), Rm::from(dst));
        match (to, signed) {
            (_, true) => {
                let w = to.is_64();
                self.cvtt(from, w, dst, src);
                alu_imm(self.buffer(), 7, w, Rm::from(dst), 1);
                let done = self.short_jump(0x71);
                // A NaN is 0, a negative number is the least, which it is already, a positive one the greatest.
                self.mov_imm(dst, 0);
                let nan = self.short_branch(&Compare::Float {
                    cond: FloatCond::Ne,
                    negate: false,
                    ty: from,
                    lhs: src,
                    rhs: src,
                });
                self.float_imm(from, FSCRATCH, 0);
                self.mov_imm(dst, if w { i64::MIN as u64 } else { 1 << 31 });
                let not_positive =
                    Compare::Float { cond: FloatCond::Gt, negate: true, ty: from, lhs: src, rhs: FSCRATCH };
                let negative = self.short_branch(&not_positive);
                self.add_imm(w, dst, dst, -1);
                self.short_land_all(negative);
                self.short_land_all(nan);
                self.short_land(done);
            }
            (Ty::I32, false) => {
                self.cvtt(from, true, dst, src);
                self.mov_rr(true, SCRATCH, dst);
                self.op_ext(Op::one(0xc1), true, 5, Rm::from(SCRATCH));
                super::encode::imm8(self.buffer(), 32);
                let done = self.short_jump(0x74);
                // Positive numbers are the greatest, all else is 0.
                self.float_imm(from, FSCRATCH, 0);
                self.set(
                    &Compare::Float { cond: FloatCond::Gt, negate: false, ty: from, lhs: src, rhs: FSCRATCH },
                    dst,
                );
                self.op_ext(Op::one(0xf7), false, 3, Rm::from(dst));
                self.short_land(done);
            }
            _ => {
                self.cvtt(from, true, dst, src);
                sign_clear(self);
                let done = self.short_jump(0x79);
                // At least 2^63, negative or a NaN.
                self.float_imm(from, FSCRATCH, power_of_two(from, 63));
                self.mov_imm(dst, 0);
                let small = self.short_branch(&Compare::Float {
                    cond: FloatCond::Ge,
                    negate: true,
                    ty: from,
                    lhs: src,
                    rhs: FSCRATCH,
                });
                self.subtract_from(from, src);
                self.cvtt(from, true, dst, FSCRATCH);
                // At least 2^64: the indefinite value, whose sign says so.
                sign_clear(self);
                let fits = self.short_jump(0x79);
                self.mov_imm(dst, i64::MAX as u64);
                self.short_land(fits);
                self.flip_top_bit(dst);
                self.short_land_all(small);
                self.short_land(done);
            }
        }
    }

    fn int_to_float(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Src) {
        let op = if to == Ty::F32 { Op::pf3(0x2a) } else { Op::pf2(0x2a) };
        match (from, signed) {
            (_, true) => {
                let rm = self.rm(src);
                self.float_from(op, from.is_64(), dst, rm);
            }
            (Ty::I32, false) => {
                // The upper half of the register is zero: as a 64-bit number it is not negative.
                let rm = match src {
                    Src::Reg(reg) => Rm::from(reg),
                    memory => {
                        self.mov(Ty::I32, SCRATCH, memory);
                        Rm::from(SCRATCH)
                    }
                };
                self.float_from(op, true, dst, rm);
            }
            _ => {
                self.mov(Ty::I64, SCRATCH, src);
                op_rm(self.buffer(), Op::one(0x85), true, SCRATCH.number(), Rm::from(SCRATCH));
                let large = self.short_jump(0x78);
                self.float_from(op, true, dst, Rm::from(SCRATCH));
                let done = self.short_jump(0xeb);
                self.short_land(large);
                // Halve it, keeping the lowest bit for the rounding, convert and double.
                self.halve_to_odd();
                self.float_from(op, true, dst, Rm::from(SCRATCH));
                let add = if to == Ty::F32 { Op::pf3(0x58) } else { Op::pf2(0x58) };
                match self.cpu.avx {
                    true => vex(self.buffer(), add, false, dst.number(), dst.number(), Rm::from(dst)),
                    false => op_rm(self.buffer(), add, false, dst.number(), Rm::from(dst)),
                }
                self.short_land(done);
            }
        }
    }

    /// `SCRATCH = SCRATCH >> 1 | SCRATCH & 1`.
    fn halve_to_odd(&mut self) {
        // The shift leaves the bit in the carry.
        let ops = self.buffer();
        dynasm!(ops ; .arch x64 ; shr r11, 1 ; jnc BYTE 4 ; or r11, 1);
    }
}

fn reg(src: Src) -> Reg {
    match src {
        Src::Reg(reg) => reg,
        _ => unreachable!("the operand of a conversion that may trap is not in a register"),
    }
}
