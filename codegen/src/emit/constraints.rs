//! Operands and results in the registers that an instruction insists on.

use windlass_masm::{Constraints, MacroAssembler, Reg, RegSet, Src, Ty};

use super::Emitter;
use super::value::{Place, Value};

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Takes the registers that an instruction writes, but those that its operands, which were popped, are in: then these are held by
    /// the operand.
    pub(super) fn take_clobbers(&mut self, constraints: &Constraints, operands: &[&Value]) {
        for reg in constraints.clobbers.iter() {
            if operands.iter().all(|operand| operand.place != Place::Reg(reg)) {
                self.take(reg);
            }
        }
    }

    /// Brings the operands of an operator, of which the left may be fixed, to registers. Those that the instruction writes are held
    /// afterwards, by nobody: see [`Emitter::free_clobbers`].
    pub(super) fn fixed_operands(
        &mut self,
        constraints: &Constraints,
        ty: Ty,
        lhs: &mut Value,
        rhs: &mut Value,
    ) -> (Reg, Reg) {
        debug_assert!(constraints.operands[1].is_none(), "the right operand is not fixed");
        self.take_clobbers(constraints, &[lhs, rhs]);
        let right = self.in_reg_outside(rhs, constraints.clobbers);
        let left = match constraints.operands[0] {
            Some(reg) => {
                let src = self.src(lhs);
                self.masm.mov(ty, reg, src);
                self.release_outside(lhs, constraints.clobbers);
                lhs.place = Place::Const(0);
                reg
            }
            None => self.in_reg(lhs),
        };
        (left, right)
    }

    /// Gives back the registers that an instruction writes, but those of its results.
    pub(super) fn free_clobbers(&mut self, constraints: &Constraints) {
        self.free = self.free.union(constraints.clobbers);
        for result in constraints.results.into_iter().flatten() {
            self.free.remove(result);
        }
    }

    /// Puts the value into a register that is not one of `held`.
    pub(super) fn in_reg_outside(&mut self, value: &mut Value, held: RegSet) -> Reg {
        if !matches!(self.src(value), Src::Reg(reg) if !held.contains(reg.reg())) {
            let before = value.place;
            self.in_own_reg(value, held);
            if let Place::Reg(reg) = before {
                self.free.remove(reg);
            }
        }
        self.in_reg(value)
    }

    /// Gives back the register of a value that was popped, but one of `held`.
    fn release_outside(&mut self, value: &Value, held: RegSet) {
        if !matches!(value.place, Place::Reg(reg) if held.contains(reg)) {
            self.free_register(value);
        }
    }
}
