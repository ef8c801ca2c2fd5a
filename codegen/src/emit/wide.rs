//! Integer arithmetic in 128 bits: numbers are two values, the lower half first.

use windlass_masm::{MacroAssembler, RegSet, Ty, WideBinOp};

use super::Emitter;
use super::value::Place;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// `i64.add128` and `i64.sub128`.
    pub(super) fn wide_binop(&mut self, op: WideBinOp) {
        if self.free.intersection(RegSet::ALL_INT).len() < 2 {
            // Four operands in registers may be more than there are. The right ones can be in the frame.
            for index in self.stack.len() - 2..self.stack.len() {
                self.canonicalize(index);
            }
        }
        let (rhs_high, rhs_low) = (self.pop(), self.pop());
        let (mut lhs_high, mut lhs_low) = (self.pop(), self.pop());
        let high = self.in_own_reg(&mut lhs_high, RegSet::EMPTY);
        let low = self.in_own_reg(&mut lhs_low, RegSet::EMPTY);
        let rhs = [self.src(&rhs_low), self.src(&rhs_high)];
        self.masm.wide_binop(op, [low, high], rhs);
        self.release(rhs_low);
        self.release(rhs_high);
        self.consume([lhs_low, lhs_high]);
        self.push(Place::Reg(low), Ty::I64);
        self.push(Place::Reg(high), Ty::I64);
    }

    /// `i64.mul_wide_s` and `i64.mul_wide_u`.
    pub(super) fn mul_wide(&mut self, signed: bool) {
        let (mut rhs, mut lhs) = (self.pop(), self.pop());
        let constraints = M::ABI.mul_wide;
        self.check_constraints(&constraints, self.scan.divides());
        let (left, right) = self.fixed_operands(&constraints, Ty::I64, &mut lhs, &mut rhs);
        let [low, high] = constraints.results.map(|fixed| fixed.unwrap_or_else(|| self.alloc(false)));
        self.masm.mul_wide(signed, [low, high], left.read(), right.read());
        self.release(lhs);
        self.release(rhs);
        self.free_clobbers(&constraints);
        self.push(Place::Reg(low), Ty::I64);
        self.push(Place::Reg(high), Ty::I64);
    }
}
