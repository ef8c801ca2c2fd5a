//! Tail calls: `return_call` and its like.
//!
//! A call in tail position is prepared as any other, but that nothing has to survive it, and that results on the stack are where the
//! caller of the function expects them already. The frame goes last: see [`MacroAssembler::tail_call`].

use windlass_masm::{EntryLabel, MacroAssembler, OutOfLine, TailCall, TailCallee};

use super::Emitter;
use super::exit::{Exit, Reason, SlowPath};
use super::value::Place;

/// How many of the last slow paths are searched for an equal tail call.
const SEARCHED: usize = 8;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// `return_call`.
    pub(super) fn return_call(&mut self) {
        let function = self.reader.u32();
        let callee = match function.checked_sub(self.module.imported_functions) {
            Some(defined) => TailCallee::Function(EntryLabel(defined)),
            None => TailCallee::Import(self.layout.import(function)),
        };
        let ty = self.module.functions[function as usize];
        let (exit, reason) = self.tail_exit(callee, ty);
        self.prepare_call(exit, ty, None);
        self.leave(exit, reason);
    }

    /// `return_call_indirect`.
    pub(super) fn return_call_indirect(&mut self) {
        let (ty, table) = (self.reader.u32(), self.reader.u32());
        let (exit, reason) = self.tail_exit(TailCallee::Reference, ty);
        let index = self.pop();
        let place = self.element_index(table, &index);
        self.prepare_call(exit, ty, place.is_none().then_some(*index));
        // Its register is given back with those of the arguments.
        self.consume([index]);
        let checks = self.checks_of_element(ty, table);
        self.load_callee(ty, table, checks, place, exit.site);
        if let Some(null) = checks.null {
            self.check_for_null_in_scratch(null, exit.site);
        }
        self.leave(exit, reason);
    }

    /// The exit of the operator under way, a tail call of a function of this type.
    pub(super) fn tail_exit(&self, callee: TailCallee, ty: u32) -> (Exit, Reason) {
        let signature = &self.signatures[ty as usize];
        let (stack_args, stack_results) = (signature.stack_args, signature.stack_results);
        let reason = Reason::TailCall(TailCall { callee, stack_args, stack_results, site: self.site() });
        (self.exit(&reason), reason)
    }

    /// Forgets the values below `len`, which nobody reads any more. They remain on the stack, as constants.
    pub(super) fn forget_below(&mut self, len: usize) {
        for index in self.stack.canonical()..len {
            let value = self.stack.get(index);
            self.free_register(&value);
            self.stack.set_place(index, Place::Const(0));
        }
    }

    /// Leaves for the callee, whose arguments are in their places. Without a frame, that is a jump.
    pub(super) fn leave_for(&mut self, call: TailCall) {
        self.reachable = false;
        if let Some((frame, frame_end)) = &self.early_return
            && (frame.stack_args, call.stack_args) == (0, 0)
        {
            return self.masm.tail_call(frame, *frame_end, &call);
        }
        let is_same = |code: &&OutOfLine<SlowPath>| {
            // Which of the operators has no room for its arguments does not matter.
            matches!(code.what, SlowPath::TailCall(other) if TailCall { site: call.site, ..other } == call)
        };
        let enter = match self.slow_paths.iter().rev().take(SEARCHED).find(is_same) {
            Some(code) => code.enter,
            None => {
                let assembly = self.masm.assembly();
                let code = OutOfLine::leaving(SlowPath::TailCall(call), &mut assembly.labels, assembly.pushed);
                self.slow_paths.push(code);
                code.enter
            }
        };
        self.masm.jump(enter);
        self.masm.callee_popped(call.stack_args);
    }
}
