//! Operands and results in fixed registers.

use windlass_masm::{Constraints, MacroAssembler, Reg, RegSet, Src, Ty};

use super::Emitter;
use super::value::{Place, Value};

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Takes the registers that an instruction writes, except those that its popped operands own.
    pub(super) fn take_clobbers(&mut self, constraints: &Constraints, operands: &[&Value]) {
        for reg in constraints.clobbers.iter() {
            if operands.iter().all(|operand| operand.place != Place::Reg(reg)) {
                self.take(reg);
            }
        }
    }

    /// Moves the operands of an operator to registers; the left one may be fixed. Afterwards, the registers that the instruction
    /// writes are taken, without an owner: see [`Emitter::free_clobbers`].
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

    /// Frees the registers that an instruction writes, except those of its results.
    pub(super) fn free_clobbers(&mut self, constraints: &Constraints) {
        self.free = self.free.union(constraints.clobbers);
        for result in constraints.results.into_iter().flatten() {
            self.free.remove(result);
        }
    }

    /// Moves the value to a register that is not in `held`.
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

    /// Frees the register of a popped value, unless it is in `held`.
    fn release_outside(&mut self, value: &Value, held: RegSet) {
        if !matches!(value.place, Place::Reg(reg) if held.contains(reg)) {
            self.free_register(value);
        }
    }
}
