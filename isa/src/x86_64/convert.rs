//! Conversions between types.

use windlass_masm::{Compare, Convert, FloatCond, Reg, Site, Src, TrapCode, Ty};

use super::assembler::Assembler;
use super::cold::Cold;
use super::compare::Cc;
use super::encode::{Op, Rm, alu_imm, imm8, op_rm, vex};
use super::registers::{FSCRATCH, FSCRATCH2, SCRATCH};

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
                if src.is_reg(dst) && self.is_narrow(dst) {
                    return;
                }
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
                Src::Reg(src) if to.is_float() => self.movd(Op::p66(0x6e), from == Ty::I64, dst, src.reg()),
                Src::Reg(src) => self.movd(Op::p66(0x7e), to == Ty::I64, src.reg(), dst),
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
        self.trap_if(&Compare::Float { cond, negate: false, ty, lhs: lhs.read(), rhs: rhs.read() }, code, site);
    }

    fn trunc(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg, site: Site) {
        let rare = self.trunc_usually(from, to, signed, dst, src);
        let back = self.rarely(rare, Cold::Trunc { from, to, signed, dst, src, site });
        self.bind(back);
    }

    /// Emits the conversion for the common case. Returns the condition under which the result may be wrong.
    fn trunc_usually(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg) -> Cc {
        match (to, signed) {
            (_, true) => {
                let w = to.is_64();
                self.cvtt(from, w, dst, src);
                // Subtracting 1 overflows only for the minimum, which may be the indefinite value.
                alu_imm(self.buffer(), 7, w, Rm::from(dst), 1);
                Cc::O
            }
            (Ty::I32, false) => {
                // Convert to 64 bits: the indefinite value has bits above the lower 32.
                self.cvtt(from, true, dst, src);
                self.mov_rr(true, SCRATCH, dst);
                self.op_ext(Op::one(0xc1), true, 5, Rm::from(SCRATCH));
                imm8(self.buffer(), 32);
                Cc::NE
            }
            _ => {
                // For 2^63 and above, and for a NaN, the result is the indefinite value.
                self.cvtt(from, true, dst, src);
                self.test_sign(dst);
                Cc::S
            }
        }
    }

    /// A conversion whose result may be the indefinite value.
    pub(super) fn trunc_rarely(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg, site: Site) {
        use TrapCode::{BadConversionToInteger, IntegerOverflow};
        self.trap_if_float(FloatCond::Ne, from, src, src, BadConversionToInteger, site);
        match (to, signed) {
            (_, true) => {
                let w = to.is_64();
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
            }
            (Ty::I32, false) => self.trap(IntegerOverflow, site),
            _ => {
                // From 2^63 on: subtract it, convert, add it again. What is still negative is out of range.
                self.float_imm(from, FSCRATCH, power_of_two(from, 63));
                self.trap_if_float(FloatCond::Lt, from, src, FSCRATCH, IntegerOverflow, site);
                let rest = self.subtract_scratch(from, src);
                self.cvtt(from, true, dst, rest);
                self.test_sign(dst);
                self.trap_if_cc(Cc::S, IntegerOverflow, site);
                self.flip_top_bit(dst);
            }
        }
    }

    fn test_sign(&mut self, reg: Reg) {
        self.op(Op::one(0x85), true, reg, Rm::from(reg));
    }

    /// `src - FSCRATCH`, in a scratch register, which is returned.
    fn subtract_scratch(&mut self, ty: Ty, src: Reg) -> Reg {
        let op = if ty == Ty::F32 { Op::pf3(0x5c) } else { Op::pf2(0x5c) };
        self.float_op(op, FSCRATCH2, src, Rm::from(FSCRATCH), false);
        FSCRATCH2
    }

    /// `reg ^= 1 << 63`.
    fn flip_top_bit(&mut self, reg: Reg) {
        self.change_bit(7, reg, 63);
    }

    fn trunc_sat(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg) {
        let rare = self.trunc_usually(from, to, signed, dst, src);
        let back = self.rarely(rare, Cold::TruncSat { from, to, signed, dst, src });
        self.bind(back);
    }

    /// A saturating conversion whose result may be the indefinite value.
    pub(super) fn trunc_sat_rarely(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg) {
        let compare =
            |cond, negate, rhs: Reg| Compare::Float { cond, negate, ty: from, lhs: src.read(), rhs: rhs.read() };
        match (to, signed) {
            (_, true) => {
                let w = to.is_64();
                // A NaN is 0, a negative number is the least, which it is already, a positive one the greatest.
                self.mov_imm(dst, 0);
                let nan = self.skip_if(&compare(FloatCond::Ne, false, src));
                self.float_imm(from, FSCRATCH, 0);
                self.mov_imm(dst, if w { i64::MIN as u64 } else { 1 << 31 });
                let negative = self.skip_if(&compare(FloatCond::Gt, true, FSCRATCH));
                self.add_imm(w, dst, dst, -1);
                self.land_all(negative);
                self.land_all(nan);
            }
            (Ty::I32, false) => {
                // Positive numbers are the greatest, all else is 0.
                self.float_imm(from, FSCRATCH, 0);
                self.set(&compare(FloatCond::Gt, false, FSCRATCH), dst);
                self.op_ext(Op::one(0xf7), false, 3, Rm::from(dst));
            }
            _ => {
                // At least 2^63, negative or a NaN.
                self.float_imm(from, FSCRATCH, power_of_two(from, 63));
                self.mov_imm(dst, 0);
                let small = self.skip_if(&compare(FloatCond::Ge, true, FSCRATCH));
                let rest = self.subtract_scratch(from, src);
                self.cvtt(from, true, dst, rest);
                // At least 2^64: the indefinite value, whose sign says so.
                self.test_sign(dst);
                let fits = self.skip(0x79);
                self.mov_imm(dst, i64::MAX as u64);
                self.land(fits);
                self.flip_top_bit(dst);
                self.land_all(small);
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
                    Src::Reg(reg) => Rm::from(reg.reg()),
                    memory => {
                        self.mov(Ty::I32, SCRATCH, memory);
                        Rm::from(SCRATCH)
                    }
                };
                self.float_from(op, true, dst, rm);
            }
            _ => {
                let src = match src {
                    Src::Reg(reg) => reg.reg(),
                    memory => {
                        self.mov(Ty::I64, SCRATCH, memory);
                        SCRATCH
                    }
                };
                self.test_sign(src);
                let back = self.rarely(Cc::S, Cold::LargeToFloat { to, dst, src });
                self.float_from(op, true, dst, Rm::from(src));
                self.bind(back);
            }
        }
    }

    /// Converts an unsigned number from 2^63 on.
    pub(super) fn large_to_float(&mut self, to: Ty, dst: Reg, src: Reg) {
        let (convert, add) =
            if to == Ty::F32 { (Op::pf3(0x2a), Op::pf3(0x58)) } else { (Op::pf2(0x2a), Op::pf2(0x58)) };
        // Halve it, keeping the lowest bit for the rounding, convert and double.
        self.mov_rr(true, SCRATCH, src);
        self.halve_to_odd();
        self.float_from(convert, true, dst, Rm::from(SCRATCH));
        self.float_op(add, dst, dst, Rm::from(dst), true);
    }

    /// `SCRATCH = SCRATCH >> 1 | SCRATCH & 1`.
    fn halve_to_odd(&mut self) {
        // The shift leaves the bit in the carry.
        self.op_ext(Op::one(0xd1), true, 5, Rm::from(SCRATCH));
        let even = self.skip(0x73);
        alu_imm(self.buffer(), 1, true, Rm::from(SCRATCH), 1);
        self.land(even);
    }
}

fn reg(src: Src) -> Reg {
    match src {
        Src::Reg(reg) => reg.reg(),
        _ => unreachable!("the operand of a conversion that may trap is not in a register"),
    }
}
