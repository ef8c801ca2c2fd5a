//! Integer division. By a constant it is a shift or a multiplication.

use windlass_masm::{
    Compare, DivOp, Divisor, IntBinOp, IntCond, IntUnOp, MacroAssembler, Reg, ShiftOp, SignedReciprocal, Src, Ty,
    UnsignedReciprocal,
};

use super::regalloc::Dst;
use super::value::{Operand, Place, Value};
use super::{Emitter, fold};

/// Where the sign of a dividend comes from.
struct Sign {
    /// A caller-saved register for it.
    reg: Reg,
    /// A register whose top bit it is, as a number of the type of the dividend.
    source: Reg,
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// A caller-saved register that an operator uses by itself.
    fn temporary(&mut self, reg: Reg, ty: Ty) -> Operand {
        self.operand(Value { place: Place::Reg(reg), ty, slot: 0 })
    }

    pub(super) fn div(&mut self, op: DivOp, ty: Ty) {
        let rhs = self.pop();
        let lhs = self.pop();
        let Place::Const(divisor) = rhs.place else { return self.div_by_value(op, ty, lhs, rhs) };
        let is_signed = matches!(op, DivOp::DivS | DivOp::RemS);
        let is_quotient = matches!(op, DivOp::DivS | DivOp::DivU);
        let magnitude = if is_signed { divisor.unsigned_abs() } else { fold::unsigned(ty, divisor) };
        // These may trap.
        if magnitude == 0 || divisor == -1 && op == DivOp::DivS {
            return self.div_by_value(op, ty, lhs, rhs);
        }
        self.consume([rhs]);
        match magnitude {
            1 if is_quotient => self.push_again(lhs),
            1 => {
                self.release(lhs);
                self.push(Place::Const(0), ty);
            }
            _ if magnitude.is_power_of_two() && is_signed => self.div_by_power_signed(op, ty, lhs, divisor),
            _ if magnitude.is_power_of_two() => self.div_by_power(op, ty, lhs, magnitude),
            _ if ty.is_64() => self.div_by_reciprocal_64(op, lhs, divisor),
            _ => self.div_by_reciprocal_32(op, lhs, divisor),
        }
    }

    /// Unsigned, by a power of two: a shift or a mask.
    fn div_by_power(&mut self, op: DivOp, ty: Ty, mut lhs: Operand, divisor: u64) {
        let left = self.in_reg(&mut lhs);
        let dst = self.dst(ty, &[&lhs]);
        if op == DivOp::DivU {
            let count = Src::Imm(divisor.trailing_zeros().into());
            self.masm.shift(ShiftOp::ShrU, ty, dst.reg, lhs.last_read(left), count);
        } else {
            let mask = fold::extend(ty, (divisor - 1) as i64);
            self.masm.int_binop(IntBinOp::And, ty, dst.reg, lhs.last_read(left), Src::Imm(mask));
        }
        self.finish(dst, ty, [lhs]);
    }

    /// Signed, by a power of two or the negative of one.
    fn div_by_power_signed(&mut self, op: DivOp, ty: Ty, mut lhs: Operand, divisor: i64) {
        let left = self.in_reg(&mut lhs);
        let magnitude = divisor.unsigned_abs();
        let mask = fold::extend(ty, (magnitude - 1) as i64);
        // A shift rounds down: what is negative is made larger first.
        let reg = self.alloc(false);
        let biased = self.temporary(reg, ty);
        self.masm.int_binop(IntBinOp::Add, ty, reg, left.read(), Src::Imm(mask));
        let positive = Compare::Int { cond: IntCond::GeS, ty, lhs: Src::Reg(left.read()), rhs: Src::Imm(0) };
        self.masm.select(&positive, ty, reg, Src::Reg(left.read()), Src::Reg(reg.read()));
        let dst = if op == DivOp::DivS {
            let dst = self.dst(ty, &[&biased, &lhs]);
            let count = Src::Imm(magnitude.trailing_zeros().into());
            self.masm.shift(ShiftOp::ShrS, ty, dst.reg, reg.last_read(), count);
            if divisor < 0 {
                self.masm.int_binop(IntBinOp::Mul, ty, dst.reg, dst.reg.read(), Src::Imm(-1));
            }
            dst
        } else {
            self.masm.int_binop(IntBinOp::And, ty, reg, reg.read(), Src::Imm(!mask));
            let dst = self.dst(ty, &[&lhs, &biased]);
            self.masm.int_binop(IntBinOp::Sub, ty, dst.reg, lhs.last_read(left), Src::Reg(reg.last_read()));
            dst
        };
        self.finish(dst, ty, [biased, lhs]);
    }

    /// By way of a product of 64 bits.
    fn div_by_reciprocal_32(&mut self, op: DivOp, mut lhs: Operand, divisor: i64) {
        let left = self.in_reg(&mut lhs);
        let reg = self.alloc(false);
        match op {
            DivOp::DivU | DivOp::RemU => {
                let UnsignedReciprocal { multiplier, shift, increment } =
                    UnsignedReciprocal::new(u64::from(divisor as u32), 32);
                if increment {
                    self.masm.int_binop(IntBinOp::Add, Ty::I64, reg, left.read(), Src::Imm(1));
                }
                let factor = if increment { reg } else { left };
                self.masm.int_binop(IntBinOp::Mul, Ty::I64, reg, factor.read(), Src::Imm(multiplier as i64));
                self.end_unsigned(op, Ty::I32, reg, shift, lhs, divisor);
            }
            DivOp::DivS | DivOp::RemS => {
                let SignedReciprocal { multiplier, shift } = SignedReciprocal::new(divisor.unsigned_abs(), 32);
                let wide = self.alloc(false);
                self.masm.int_unop(IntUnOp::Extend32S, Ty::I64, wide, Src::Reg(left.read()));
                self.masm.int_binop(IntBinOp::Mul, Ty::I64, reg, wide.read(), Src::Imm(multiplier as i64));
                self.masm.shift(ShiftOp::ShrS, Ty::I64, reg, reg.read(), Src::Imm(shift.into()));
                // In place, where a shift of something else is two instructions.
                let source = if M::ABI.three_address { left } else { wide };
                self.end_signed(op, Ty::I32, reg, Sign { reg: wide, source }, lhs, divisor);
            }
        }
    }

    /// By way of the upper half of a product of 128 bits.
    fn div_by_reciprocal_64(&mut self, op: DivOp, mut lhs: Operand, divisor: i64) {
        let ty = Ty::I64;
        let constraints = M::ABI.mul_high;
        self.check_constraints(&constraints, self.scan.divides());
        let fixed = constraints.clobbers;
        self.take_clobbers(&constraints, &[&lhs]);
        // An unsigned quotient needs the dividend only once.
        let left = match op {
            DivOp::DivU => self.in_reg(&mut lhs),
            _ => self.in_reg_outside(&mut lhs, fixed),
        };
        let reg = constraints.results[0].unwrap_or_else(|| self.alloc(false));
        let (multiplier, shift) = match op {
            DivOp::DivU | DivOp::RemU => {
                let UnsignedReciprocal { multiplier, shift, increment } = UnsignedReciprocal::new(divisor as u64, 64);
                self.masm.mul_high(false, reg, left.read(), multiplier, increment);
                (multiplier, shift - 64)
            }
            DivOp::DivS | DivOp::RemS => {
                let SignedReciprocal { multiplier, shift } = SignedReciprocal::new(divisor.unsigned_abs(), 64);
                self.masm.mul_high(true, reg, left.read(), multiplier, false);
                (multiplier, shift - 64)
            }
        };
        if let Place::Reg(held) = lhs.place
            && fixed.contains(held)
        {
            lhs.place = Place::Const(0);
        }
        self.free_clobbers(&constraints);
        match op {
            DivOp::DivU | DivOp::RemU => self.end_unsigned(op, ty, reg, shift, lhs, divisor),
            DivOp::DivS | DivOp::RemS => {
                if (multiplier as i64) < 0 {
                    // The machine took it for the number that is less by 2^64.
                    self.masm.int_binop(IntBinOp::Add, ty, reg, reg.read(), Src::Reg(left.read()));
                }
                self.masm.shift(ShiftOp::ShrS, ty, reg, reg.read(), Src::Imm(shift.into()));
                let sign = self.alloc(false);
                self.end_signed(op, ty, reg, Sign { reg: sign, source: left }, lhs, divisor);
            }
        }
    }

    /// Ends an unsigned division: `product >> shift` is the quotient.
    fn end_unsigned(&mut self, op: DivOp, ty: Ty, product: Reg, shift: u32, lhs: Operand, divisor: i64) {
        let shift = Src::Imm(shift.into());
        if op == DivOp::RemU {
            self.masm.shift(ShiftOp::ShrU, Ty::I64, product, product.read(), shift);
            return self.end_remainder(ty, product, lhs, divisor);
        }
        let value = self.temporary(product, ty);
        let dst = self.dst(ty, &[&value, &lhs]);
        self.masm.shift(ShiftOp::ShrU, Ty::I64, dst.reg, product.last_read(), shift);
        self.finish(dst, ty, [value, lhs]);
    }

    /// Ends a signed division: `rounded` is the quotient by the magnitude of the divisor, but rounded down.
    fn end_signed(&mut self, op: DivOp, ty: Ty, rounded: Reg, sign: Sign, lhs: Operand, divisor: i64) {
        let count = Src::Imm(if ty.is_64() { 63 } else { 31 });
        if op == DivOp::RemS {
            self.masm.shift(ShiftOp::ShrU, ty, sign.reg, sign.source.read(), count);
            self.masm.int_binop(IntBinOp::Add, ty, rounded, rounded.read(), Src::Reg(sign.reg.last_read()));
            self.free.insert(sign.reg);
            return self.end_remainder(ty, rounded, lhs, divisor.wrapping_abs());
        }
        let (value, sign_value) = (self.temporary(rounded, ty), self.temporary(sign.reg, ty));
        if divisor < 0 {
            self.masm.shift(ShiftOp::ShrS, ty, sign.reg, sign.source.read(), count);
            let dst = self.dst(ty, &[&value, &sign_value, &lhs]);
            self.masm.int_binop(IntBinOp::Sub, ty, dst.reg, sign.reg.last_read(), Src::Reg(rounded.last_read()));
            self.finish(dst, ty, [value, sign_value, lhs]);
        } else {
            self.masm.shift(ShiftOp::ShrU, ty, sign.reg, sign.source.read(), count);
            let dst = self.dst(ty, &[&value, &sign_value, &lhs]);
            self.masm.int_binop(IntBinOp::Add, ty, dst.reg, rounded.last_read(), Src::Reg(sign.reg.last_read()));
            self.finish(dst, ty, [value, sign_value, lhs]);
        }
    }

    /// Ends a division that gives `lhs - quotient * divisor`.
    fn end_remainder(&mut self, ty: Ty, quotient: Reg, mut lhs: Operand, divisor: i64) {
        let left = self.in_reg(&mut lhs);
        let negative = fold::extend(ty, divisor.wrapping_neg());
        self.masm.int_binop(IntBinOp::Mul, ty, quotient, quotient.read(), Src::Imm(negative));
        let value = self.temporary(quotient, ty);
        let dst = self.dst(ty, &[&value, &lhs]);
        self.masm.int_binop(IntBinOp::Add, ty, dst.reg, quotient.last_read(), Src::Reg(lhs.last_read(left)));
        self.finish(dst, ty, [value, lhs]);
    }

    /// By what is known only at run time, or by what may trap.
    fn div_by_value(&mut self, op: DivOp, ty: Ty, mut lhs: Operand, mut rhs: Operand) {
        let known = match rhs.place {
            Place::Const(divisor) => Some(divisor),
            _ => None,
        };
        let site = self.site();
        let constraints = self.masm.div_constraints(op);
        self.check_constraints(&constraints, self.scan.divides());
        let (left, right) = self.fixed_operands(&constraints, ty, &mut lhs, &mut rhs);
        // The destination is chosen while the fixed registers are held.
        let result = constraints.results[0];
        let local = result.and_then(|_| self.dst_local());
        self.free_clobbers(&constraints);
        if let (Some(result), Some(_)) = (result, local) {
            self.free.insert(result);
        }
        let dst = match (result, local) {
            (_, Some(dst)) => dst,
            (Some(result), None) => Dst::caller_saved(result),
            (None, None) => self.dst(ty, &[&lhs, &rhs]),
        };
        self.masm.div(op, ty, dst.reg, lhs.last_read(left), Divisor { reg: rhs.last_read(right), known }, site);
        self.finish(dst, ty, [lhs, rhs]);
    }
}
