//! Comparisons, fused with what depends on them: a branch, an `if`, a selection, and the `eqz` that inverts them.

use windlass_masm::{Compare, FloatCond, IntCond, MacroAssembler, Src, Ty};

use super::value::{Operand, Place, Value};
use super::{Emitter, fold};
use crate::opcode::Opcode;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The comparison that says whether a 32-bit value is not zero.
    pub(super) fn truth(&mut self, value: &mut Operand) -> Compare {
        let lhs = match self.last_src(value) {
            Src::Imm(_) => Src::Reg(self.last_in_reg(value)),
            src => src,
        };
        Compare::Int { cond: IntCond::Ne, ty: Ty::I32, lhs, rhs: Src::Imm(0) }
    }

    #[inline(always)]
    pub(super) fn int_compare(&mut self, cond: IntCond, ty: Ty) {
        let rhs = self.pop();
        let lhs = self.pop();
        self.int_compare_values(cond, ty, lhs, rhs);
    }

    pub(super) fn eqz(&mut self, ty: Ty) {
        let value = self.pop();
        let zero = self.operand(Value { place: Place::Const(0), ..*value });
        self.int_compare_values(IntCond::Eq, ty, value, zero);
    }

    pub(super) fn int_compare_values(&mut self, mut cond: IntCond, ty: Ty, mut lhs: Operand, mut rhs: Operand) {
        if let (Place::Const(a), Place::Const(b)) = (lhs.place, rhs.place) {
            let holds = fold::compare(cond, ty, a, b);
            return self.replace([lhs, rhs], Place::Const(i64::from(holds)), Ty::I32);
        }
        if let Place::Const(_) = lhs.place {
            core::mem::swap(&mut lhs, &mut rhs);
            cond = cond.swap();
        }
        let (left, right) = (self.last_src(&lhs), self.last_src(&rhs));
        let left = if left.is_memory() && right.is_memory() { Src::Reg(self.last_in_reg(&mut lhs)) } else { left };
        self.use_compare(Compare::Int { cond, ty, lhs: left, rhs: right }, &[&lhs, &rhs]);
        self.consume([lhs, rhs]);
    }

    pub(super) fn float_compare(&mut self, cond: FloatCond, ty: Ty) {
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        let shared = self.selected_operands(&lhs, &rhs);
        // A value still in memory is read first: it holds no register that the other could need.
        let right = self.in_reg(&mut rhs);
        let left = self.in_reg(&mut lhs);
        if let Some(arms) = shared {
            let top = self.stack.len();
            for (index, is_left) in [(top - 2, arms.0), (top - 1, arms.1)] {
                self.stack.set_place(index, if is_left { lhs.place } else { rhs.place });
            }
        }
        // What is selected is read once more.
        let (left, right) = match shared {
            Some(_) => (left.read(), right.read()),
            None => (lhs.last_read(left), rhs.last_read(right)),
        };
        self.use_compare(Compare::Float { cond, negate: false, ty, lhs: left, rhs: right }, &[&lhs, &rhs]);
        self.consume([lhs, rhs]);
    }

    /// Whether the next operator selects from what is compared, a minimum or a maximum: which arms are the left operand. Then they
    /// can be read from where the comparison reads them.
    fn selected_operands(&self, lhs: &Value, rhs: &Value) -> Option<(bool, bool)> {
        if !matches!(self.reader.peek(), Opcode::Select | Opcode::TypedSelect) {
            return None;
        }
        let top = self.stack.len();
        let (if_true, if_false) = (self.stack.get(top - 2), self.stack.get(top - 1));
        let same = |a: &Value, b: &Value| {
            a.place == b.place && a.ty == b.ty && matches!(a.place, Place::Local(_) | Place::Const(_))
        };
        match () {
            () if same(&if_true, lhs) && same(&if_false, rhs) => Some((true, false)),
            () if same(&if_true, rhs) && same(&if_false, lhs) => Some((false, true)),
            () => None,
        }
    }

    /// Gives the comparison to the next operator, if that only asks whether it holds; else makes it a number. The registers of the
    /// operands are given back, which the caller consumes.
    pub(super) fn use_compare(&mut self, mut compare: Compare, operands: &[&Value]) {
        loop {
            match self.reader.peek() {
                Opcode::I32Eqz => {
                    self.reader.next();
                    compare = compare.invert();
                }
                Opcode::BrIf => {
                    self.reader.next();
                    return self.br_if_compare(compare, operands);
                }
                Opcode::If => {
                    self.reader.next();
                    return self.if_compare(compare, operands);
                }
                Opcode::Select => {
                    self.reader.next();
                    return self.select_compare(compare, operands);
                }
                Opcode::TypedSelect => {
                    let opcode = self.reader.next();
                    self.reader.skip_immediates(opcode);
                    return self.select_compare(compare, operands);
                }
                _ => break,
            }
        }
        // Some machines rather clear the destination first, which must not be an operand.
        let apart = !M::ABI.three_address && self.has_free(false) && !self.ends_path();
        let dst = self.dst(Ty::I32, if apart { &[] } else { operands });
        self.masm.set(&compare, dst.reg);
        self.finish_borrowed(dst, Ty::I32, operands);
    }

    pub(super) fn select(&mut self) {
        let mut condition = self.pop();
        if let Place::Const(value) = condition.place {
            self.consume([condition]);
            let if_false = self.pop();
            let if_true = self.pop();
            let (taken, other) = if value as i32 != 0 { (if_true, if_false) } else { (if_false, if_true) };
            self.release(other);
            return self.push_again(taken);
        }
        let compare = self.truth(&mut condition);
        self.select_compare(compare, &[&condition]);
        self.consume([condition]);
    }

    /// Pushes a value that was popped, perhaps from another position.
    pub(super) fn push_again(&mut self, mut value: Operand) {
        if value.place == Place::Slot && value.slot != self.stack.next_slot() {
            self.in_reg(&mut value);
        }
        let (place, ty) = (value.place, value.ty);
        self.replace([value], place, ty);
    }

    fn select_compare(&mut self, compare: Compare, operands: &[&Value]) {
        let mut if_false = self.pop();
        let mut if_true = self.pop();
        let ty = if_true.ty;
        if ty.is_float() {
            self.in_reg(&mut if_true);
            self.in_reg(&mut if_false);
        } else if let (Src::Imm(_), Src::Imm(_)) = (self.src(&if_true), self.src(&if_false)) {
            // Two constants would both need the scratch register of the machine.
            self.in_reg(&mut if_false);
        }
        let (a, b) = (self.last_src(&if_true), self.last_src(&if_false));
        let mut all: [&Value; 4] = [&if_true, &if_false, &if_true, &if_true];
        for (slot, operand) in all[2..].iter_mut().zip(operands) {
            *slot = operand;
        }
        let all = &all[..2 + operands.len()];
        // What is compared is read before the destination is written.
        let dst = self.dst(ty, all);
        self.masm.select(&compare, ty, dst.reg, a, b);
        self.finish_borrowed(dst, ty, all);
        self.consume([if_true, if_false]);
    }
}
