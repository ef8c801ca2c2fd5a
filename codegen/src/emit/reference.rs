//! References: taking them, calling what they refer to, and comparing them with null.

use core::mem::offset_of;

use windlass_masm::vm::VMFuncRef;
use windlass_masm::{
    Addr, Compare, IntBinOp, IntCond, LoadKind, MacroAssembler, Reg, Site, Src, TailCallee, TrapCode, Ty,
};

use super::Emitter;
use super::exit::Reason;
use super::value::{Place, Value};
use crate::opcode::Opcode;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    pub(super) fn ref_null(&mut self) {
        self.reader.skip_immediates(Opcode::RefNull);
        self.push(Place::Const(0), Ty::I64);
    }

    pub(super) fn ref_is_null(&mut self) {
        self.eqz(Ty::I64);
    }

    pub(super) fn ref_func(&mut self) {
        let function = self.reader.u32();
        let position = self.module.escaping.binary_search(&function).expect("a declared function reference") as u32;
        let offset = i64::from(self.layout.func_ref(position));
        let dst = self.dst(Ty::I64, &[]);
        self.masm.int_binop(IntBinOp::Add, Ty::I64, dst.reg, M::ABI.context.read(), Src::Imm(offset));
        self.finish(dst, Ty::I64, []);
    }

    /// `call_ref`. What is called has the right type, by validation.
    #[inline(never)]
    pub(super) fn call_ref(&mut self) {
        let ty = self.reader.u32();
        let reference = self.pop();
        let home = self.reference_to_call(&reference);
        let func_ref = home.unwrap_or(M::ABI.caller_context);
        let stack_args = self.signatures[ty as usize].stack_args;
        let reason = Reason::CallRef { func_ref, null: Some(TrapCode::NullReference), stack_args };
        let exit = self.exit(&reason);
        self.prepare_call(exit, ty, home.is_none().then_some(*reference));
        // Its register is given back with those of the arguments.
        self.consume([reference]);
        self.leave(exit, reason);
        self.masm.callee_popped(stack_args);
        self.finish_call(exit, ty);
    }

    /// `return_call_ref`.
    #[inline(never)]
    pub(super) fn return_call_ref(&mut self) {
        let ty = self.reader.u32();
        let (exit, reason) = self.tail_exit(TailCallee::Reference, ty);
        let reference = self.pop();
        let home = self.reference_to_call(&reference);
        self.prepare_call(exit, ty, home.is_none().then_some(*reference));
        // Its register is given back with those of the arguments.
        self.consume([reference]);
        self.masm.mov(Ty::I64, M::ABI.scratch, Src::Reg(home.unwrap_or(M::ABI.caller_context).read()));
        self.check_for_null_in_scratch(TrapCode::NullReference, exit.site);
        self.leave(exit, reason);
    }

    /// The register of a reference to call, if it stays where it is while arguments are brought to their registers; else it is to be
    /// brought to the register for the caller's context.
    fn reference_to_call(&self, reference: &Value) -> Option<Reg> {
        match (reference.place, self.src(reference)) {
            (Place::Local(_), Src::Reg(reg)) if !M::ABI.caller_saved.contains(reg.reg()) => Some(reg.reg()),
            _ => None,
        }
    }

    /// Before a call of what `func_ref` refers to, which is to trap for the reason `null` if it is null. Returns the reason for which reading
    /// it is to trap: where traps are no faults, it is compared with null here.
    pub(super) fn check_for_null(&mut self, func_ref: Reg, null: Option<TrapCode>, site: Site) -> Option<TrapCode> {
        match null {
            Some(code) if self.options.explicit_traps => {
                self.masm.trap_if(&compare_with_null(IntCond::Eq, func_ref), code, site);
                None
            }
            null => null,
        }
    }

    /// Before a tail call of what the scratch register refers to. Where the function is left there is no frame any more, so that null is
    /// found here: by reading any field.
    pub(super) fn check_for_null_in_scratch(&mut self, null: TrapCode, site: Site) {
        let field = Addr::new(M::ABI.scratch, offset_of!(VMFuncRef, type_id) as i32);
        self.masm.load_unless_null(LoadKind::Full(Ty::I32), M::ABI.caller_context, field, null, site);
    }

    #[inline(never)]
    pub(super) fn ref_as_non_null(&mut self) {
        let mut value = self.pop();
        if matches!(self.reader.peek(), Opcode::CallRef | Opcode::ReturnCallRef) {
            // The call traps for the same reason.
            return self.push_again(value);
        }
        if value.place == Place::Const(0) {
            self.consume([value]);
            return self.trap(TrapCode::NullReference);
        }
        let reg = self.in_reg(&mut value);
        let site = self.site();
        self.masm.trap_if(&compare_with_null(IntCond::Eq, reg), TrapCode::NullReference, site);
        self.push_again(value);
    }

    /// `br_on_null`: what is not null stays on the stack.
    #[inline(never)]
    pub(super) fn br_on_null(&mut self) {
        let mut value = self.pop();
        if value.place == Place::Const(0) {
            self.consume([value]);
            return self.br();
        }
        let reg = self.in_reg(&mut value);
        self.branch_to_next_if(&compare_with_null(IntCond::Eq, reg));
        self.push_again(value);
    }

    /// `br_on_non_null`: what is not null is carried.
    #[inline(never)]
    pub(super) fn br_on_non_null(&mut self) {
        let mut value = self.pop();
        if value.place == Place::Const(0) {
            self.consume([value]);
            self.reader.u32();
            return;
        }
        let result = M::ABI.result(false);
        if self.free.contains(result) && self.next_target_takes_register() {
            // Then the branch need not be jumped over.
            self.free.remove(result);
            self.in_this_reg(&mut value, result);
        }
        let reg = self.in_reg(&mut value);
        self.push_again(value);
        self.branch_to_next_if(&compare_with_null(IntCond::Ne, reg));
        let value = self.pop();
        self.release(value);
    }
}

/// Whether the reference in `reg` is null, or is not.
fn compare_with_null(cond: IntCond, reg: Reg) -> Compare {
    Compare::Int { cond, ty: Ty::I64, lhs: Src::Reg(reg.read()), rhs: Src::Imm(0) }
}
