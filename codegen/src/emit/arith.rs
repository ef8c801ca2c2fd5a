//! Numeric operators but comparisons and divisions.

use windlass_masm::{
    Convert, FloatBinOp, FloatUnOp, IntBinOp, IntCond, IntUnOp, MacroAssembler, RegSet, ShiftOp, Src, TrapCode, Ty,
};

use super::value::{Place, Value};
use super::{Emitter, fold};
use crate::opcode::{CONDITIONS, LOW_HALF, Opcode};
use crate::reader::Reader;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    pub(super) fn int_binop(&mut self, mut op: IntBinOp, ty: Ty) {
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        if let (Place::Const(a), Place::Const(b)) = (lhs.place, rhs.place) {
            return self.replace([lhs, rhs], Place::Const(fold::int_binop(op, ty, a, b)), ty);
        }
        if M::ABI.has_memory_operands && self.update_local(op, ty, &lhs, &rhs) {
            return self.consume([lhs, rhs]);
        }
        if op == IntBinOp::Sub && lhs.place == Place::Const(0) {
            // The negative, for which machines have an instruction.
            (op, lhs.place) = (IntBinOp::Mul, Place::Const(-1));
        }
        if op == IntBinOp::Sub && !M::ABI.three_address && self.is_better_negated(&lhs, &rhs) {
            // x - y = -y + x: y is in a register of its own already.
            let reg = self.in_reg(&mut rhs);
            self.masm.int_binop(IntBinOp::Mul, ty, reg, reg.read(), Src::Imm(-1));
            op = IntBinOp::Add;
        }
        // A constant goes to the right, and so does an operand in memory.
        let memory = self.last_src(&lhs).is_memory() && matches!(self.last_src(&rhs), Src::Reg(_));
        if op.commutes() && (matches!(lhs.place, Place::Const(_)) || memory) {
            core::mem::swap(&mut lhs, &mut rhs);
        }
        if op == IntBinOp::And && Self::tests_bits(&self.reader, ty) {
            // `x & y` is only compared with zero.
            if ty == Ty::I64 {
                self.reader.next();
                return self.int_compare_values(IntCond::NoCommonBits, ty, lhs, rhs);
            }
            return self.int_compare_values(IntCond::CommonBits, ty, lhs, rhs);
        }
        let right = self.last_src(&rhs);
        // Where the result goes to the register of its left operand, that is best loaded to where the result is wanted.
        let loads = !M::ABI.three_address && !matches!(self.last_src(&lhs), Src::Reg(_));
        if loads && let Some(dst) = self.dst_local() {
            let left = if right.reads(dst.reg) { self.last_in_reg(&mut lhs) } else { dst.reg.read() };
            if left.reg() == dst.reg {
                let src = self.last_src(&lhs);
                self.masm.mov(ty, dst.reg, src);
            }
            self.masm.int_binop(op, ty, dst.reg, left, right);
            return self.finish(dst, ty, [lhs, rhs]);
        }
        let left = self.last_in_reg(&mut lhs);
        let reuse: [&Value; 2] = [&lhs, &rhs];
        let dst = self.dst(ty, if op.commutes() || M::ABI.three_address { &reuse } else { &reuse[..1] });
        self.masm.int_binop(op, ty, dst.reg, left, right);
        self.finish(dst, ty, [lhs, rhs]);
    }

    /// Whether a difference is best computed in the register of its right operand: where the left one has none.
    fn is_better_negated(&self, lhs: &Value, rhs: &Value) -> bool {
        let in_register = matches!(self.src(lhs), Src::Reg(_));
        matches!(rhs.place, Place::Reg(_)) && !in_register
    }

    /// Whether the next operator, at `reader`, only asks if the result is zero.
    pub(super) fn tests_bits(reader: &Reader<'a>, ty: Ty) -> bool {
        match ty {
            Ty::I64 => reader.peek() == Opcode::I64Eqz,
            _ => CONDITIONS.contains(reader.peek()),
        }
    }

    pub(super) fn shift(&mut self, op: ShiftOp, ty: Ty) {
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        if let Place::Const(count) = rhs.place {
            if let Place::Const(value) = lhs.place {
                return self.replace([lhs, rhs], Place::Const(fold::shift(op, ty, value, count)), ty);
            }
            let left = self.last_in_reg(&mut lhs);
            let dst = self.dst(ty, &[&lhs]);
            self.masm.shift(op, ty, dst.reg, left, Src::Imm(count));
            return self.finish(dst, ty, [lhs, rhs]);
        }
        let constraints = self.masm.shift_constraints(op);
        self.check_constraints(&constraints, self.scan.shifts() || self.scan.rotates());
        match constraints.operands[1] {
            Some(fixed) => {
                let only = RegSet::of(&[fixed]);
                if rhs.place != Place::Reg(fixed) {
                    if lhs.place == Place::Reg(fixed) {
                        self.in_own_reg(&mut lhs, only);
                    }
                    self.take(fixed);
                    if let Src::Reg(_) = self.src(&rhs) {
                        // Half of a register that holds a count is enough.
                        rhs.ty = Ty::I32;
                    }
                    self.in_this_reg(&mut rhs, fixed);
                }
                let left = self.last_in_reg(&mut lhs);
                let dst = self.dst(ty, &[&lhs]);
                self.masm.shift(op, ty, dst.reg, left, Src::Reg(rhs.last_read(fixed)));
                self.finish(dst, ty, [lhs, rhs]);
            }
            None => {
                let right = self.last_in_reg(&mut rhs);
                let left = self.last_in_reg(&mut lhs);
                let dst = self.dst(ty, &[&lhs, &rhs]);
                self.masm.shift(op, ty, dst.reg, left, Src::Reg(right));
                self.finish(dst, ty, [lhs, rhs]);
            }
        }
    }

    pub(super) fn int_unop(&mut self, op: IntUnOp, ty: Ty) {
        let value = self.pop();
        if let Place::Const(a) = value.place {
            return self.replace([value], Place::Const(fold::int_unop(op, ty, a)), ty);
        }
        let src = self.last_src(&value);
        let dst = self.dst(ty, &[&value]);
        self.masm.int_unop(op, ty, dst.reg, src);
        self.finish(dst, ty, [value]);
    }

    pub(super) fn float_binop(&mut self, op: FloatBinOp, ty: Ty) {
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        let commutes = matches!(op, FloatBinOp::Add | FloatBinOp::Mul);
        if commutes && !matches!(self.src(&lhs), Src::Reg(_)) && matches!(self.src(&rhs), Src::Reg(_)) {
            core::mem::swap(&mut lhs, &mut rhs);
        }
        let left = self.last_in_reg(&mut lhs);
        let right = self.last_src(&rhs);
        let dst = self.dst(ty, &[&lhs, &rhs]);
        self.masm.float_binop(op, ty, dst.reg, left, right);
        self.finish(dst, ty, [lhs, rhs]);
    }

    pub(super) fn float_unop(&mut self, op: FloatUnOp, ty: Ty) {
        let mut value = self.pop();
        if let Place::Const(_) = value.place {
            self.in_reg(&mut value);
        }
        let src = self.last_src(&value);
        let dst = self.dst(ty, &[&value]);
        self.masm.float_unop(op, ty, dst.reg, src);
        self.finish(dst, ty, [value]);
    }

    /// A conversion; its operand may be in memory unless it traps.
    pub(super) fn convert(&mut self, op: Convert, to: Ty) {
        let mut value = self.pop();
        if let (Place::Const(bits), Convert::Wrap) = (value.place, op) {
            return self.replace([value], Place::Const(i64::from(bits as i32)), to);
        }
        if let (Place::Local(_), Convert::Wrap) = (value.place, op)
            && self.next_reads_low_half()
        {
            let place = value.place;
            return self.replace([value], place, to);
        }
        if let (Place::Const(bits), Convert::Reinterpret { .. }) = (value.place, op) {
            // The bits of a constant are sign-extended from its type, whichever it is.
            let bits = if to.is_64() { bits } else { i64::from(bits as i32) };
            return self.replace([value], Place::Const(bits), to);
        }
        let in_memory = match op {
            Convert::Trunc { .. } | Convert::TruncSat { .. } => false,
            _ => !matches!(value.place, Place::Const(_)),
        };
        if !in_memory {
            self.in_reg(&mut value);
        }
        let src = self.last_src(&value);
        let site = self.site();
        let dst = self.dst(to, &[&value]);
        self.masm.convert(op, dst.reg, src, site);
        self.finish(dst, to, [value]);
    }

    /// Whether the next operator reads the lower 32 bits only of its last operand, and does something that clears the others.
    fn next_reads_low_half(&self) -> bool {
        LOW_HALF.contains(self.reader.peek())
    }

    /// `i64.extend_i32_s`.
    pub(super) fn extend_signed(&mut self) {
        let value = self.pop();
        if let Place::Const(bits) = value.place {
            return self.replace([value], Place::Const(bits), Ty::I64);
        }
        let src = self.last_src(&value);
        let dst = self.dst(Ty::I64, &[&value]);
        self.masm.int_unop(IntUnOp::Extend32S, Ty::I64, dst.reg, src);
        self.finish(dst, Ty::I64, [value]);
    }

    /// `i64.extend_i32_u`: the upper half of the register is zero already.
    pub(super) fn extend_unsigned(&mut self) {
        let mut value = self.pop();
        match value.place {
            Place::Const(bits) => self.replace([value], Place::Const(i64::from(bits as u32)), Ty::I64),
            place @ Place::Reg(_) => self.replace([value], place, Ty::I64),
            place @ Place::Local(local) if self.locals[local as usize].home.is_some() => {
                self.replace([value], place, Ty::I64);
            }
            _ => {
                value.ty = Ty::I32;
                let src = self.src(&value);
                let dst = self.dst(Ty::I64, &[&value]);
                self.masm.mov(Ty::I32, dst.reg, src);
                self.finish(dst, Ty::I64, [value]);
            }
        }
    }

    pub(super) fn unreachable(&mut self) {
        self.trap(TrapCode::UnreachableCodeReached);
    }
}
