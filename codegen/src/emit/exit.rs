//! Exits: the places where control leaves the code of a function, possibly to return.
//!
//! An exit has a reason, an operator, the registers that it clobbers, and whether control returns. Values that must survive are first
//! moved out of the clobbered registers ([`Emitter::prepare_exit`]), which are then freed ([`Emitter::end_operands`]). Then control leaves
//! ([`Emitter::leave`]) and, if it returns, locals that live in clobbered registers are restored ([`Emitter::come_back`]).
//!
//! Rare exits are out of line ([`OutOfLine`]): traps in `masm`, rare cases of instructions in the ISA, and slow paths of operators here.

use core::mem::offset_of;

use windlass_masm::vm::VMContextHeader;
use windlass_masm::{
    Addr, Callee, Frame, Label, MacroAssembler, OutOfLine, Reg, RegSet, Site, Slot, Src, TailCall, TrapCode, Ty,
};

use super::Emitter;
use super::value::Place;
use crate::builtin::Builtin;
use crate::handlers::Catch;
use crate::opcode::Opcode;

/// The reason of an exit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reason {
    /// The operator calls this.
    Call(Callee),
    /// The operator calls a function reference, with this many bytes of arguments on the stack. It traps for the reason `null` if the
    /// reference is null, unless it is known not to be.
    CallRef { func_ref: Reg, null: Option<TrapCode>, stack_args: u32 },
    /// The operator calls this in place of the function.
    TailCall(TailCall),
    /// The runtime implements the operator.
    Builtin(Builtin),
    /// The operator traps.
    Trap(TrapCode),
}

/// A place where control leaves, for a [`Reason`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    /// The operator.
    pub(super) site: Site,
    /// The registers that it clobbers.
    pub(super) kills: RegSet,
    /// Whether control returns, to the operator after this one.
    pub(super) comes_back: bool,
    /// Whether the frame is removed before control leaves.
    pub(super) ends_function: bool,
}

/// The slow path of an operator, out of line.
#[derive(Clone, Copy, Debug)]
pub(super) enum SlowPath {
    /// The callee of [`Reason::CallRef`] belongs to another instance.
    ForeignCall { func_ref: Reg, stack_args: u32, site: Site },
    /// A tail call, which is after the body because it needs the size of the frame.
    TailCall(TailCall),
    /// A landing pad of a `try_table`.
    LandingPad(LandingPad),
}

/// A landing pad of a `try_table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LandingPad {
    pub(super) catch: Catch,
    /// The label of the clause.
    pub(super) to: Label,
    /// The first of the slots in which the label expects its values; `None` if it expects a value in the result register.
    pub(super) slots: Option<Slot>,
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The exit of the current operator, whose immediates have been read.
    #[inline(always)]
    pub(super) fn exit(&self, reason: &Reason) -> Exit {
        let (kills, comes_back) = match reason {
            Reason::Call(_) | Reason::CallRef { .. } | Reason::Builtin(_) => {
                (M::ABI.caller_saved, self.call_comes_back())
            }
            Reason::TailCall(_) => (M::ABI.caller_saved, false),
            Reason::Trap(_) => (RegSet::EMPTY, false),
        };
        let ends_function = matches!(reason, Reason::TailCall(_));
        Exit { site: self.site(), kills, comes_back, ends_function }
    }

    /// Whether a call before the next operator returns, according to the scan.
    #[inline]
    fn call_comes_back(&self) -> bool {
        self.reader.peek() != Opcode::Unreachable
            || !self.scan.is_dead_end(self.reader.position().offset_from(&self.start))
    }

    /// Prepares an exit whose operands are the values from `first` on: spills the values below that are in clobbered registers, and the
    /// locals that live in them.
    pub(super) fn prepare_exit(&mut self, exit: Exit, first: usize) {
        if self.stack.canonical() < first {
            self.spill_killed(exit, first);
        }
        if exit.comes_back {
            for i in 0..self.saved_homes.len() {
                let (ty, reg, slot) = self.saved_homes[i];
                if exit.kills.contains(reg) {
                    self.masm.store_slot(ty, slot, Src::Reg(reg.read()));
                }
            }
        }
    }

    /// Keeps locals in place, except those that die here.
    #[inline(never)]
    fn spill_killed(&mut self, exit: Exit, first: usize) {
        for index in self.stack.canonical()..first {
            match self.stack.get(index).place {
                Place::Reg(reg) if exit.kills.contains(reg) => self.canonicalize(index),
                Place::Local(local) if self.is_short_lived(local) => self.canonicalize(index),
                _ => {}
            }
        }
    }

    /// Drops the operands, from `first` on, and the locals that live only up to a call. Frees all clobbered registers except homes,
    /// including those in `held`, whose operands were popped before.
    pub(super) fn end_operands(&mut self, exit: Exit, first: usize, held: RegSet) {
        self.check_exit(exit, held);
        self.stack.truncate(first);
        if exit.comes_back && !self.short_lived.is_empty() {
            let ended = self.short_lived.intersection(exit.kills);
            self.all_free = self.all_free.union(ended);
            self.short_lived = self.short_lived.difference(ended);
        }
        self.free = self.free.union(self.all_free.intersection(exit.kills));
    }

    /// Emits the exit.
    #[inline(always)]
    pub(super) fn leave(&mut self, exit: Exit, reason: Reason) {
        match reason {
            Reason::Call(callee) => {
                self.exits += 1;
                self.masm.call(callee, exit.site);
            }
            Reason::CallRef { func_ref, null, stack_args } => {
                self.exits += 1;
                let null = self.check_for_null(func_ref, null, exit.site);
                let foreign = SlowPath::ForeignCall { func_ref, stack_args, site: exit.site };
                let assembly = self.masm.assembly();
                let (foreign, done) = OutOfLine::returning(foreign, &mut assembly.labels, assembly.pushed);
                self.masm.call_own(func_ref.read(), null, foreign.enter, exit.site);
                self.slow_paths.push(foreign);
                self.masm.bind(done);
            }
            Reason::TailCall(call) => self.leave_for(call),
            Reason::Builtin(builtin) => {
                self.exits += 1;
                self.masm.mov(Ty::I32, M::ABI.caller_context, Src::Imm(i64::from(builtin as u32)));
                let code = Addr::new(M::ABI.context, offset_of!(VMContextHeader, builtin_trampoline) as i32);
                self.masm.call(Callee::Memory(code), exit.site);
            }
            Reason::Trap(code) => self.masm.trap(code, exit.site),
        }
    }

    /// Pushes a result, which is in `reg` after the exit.
    pub(super) fn push_result(&mut self, exit: Exit, ty: Ty, reg: Reg) {
        // The results of a call that does not return are dead, and locals may still live in their registers.
        let place = if exit.comes_back { Place::Reg(reg) } else { Place::Const(0) };
        if exit.comes_back {
            self.free.remove(reg);
        }
        self.push(place, ty);
    }

    /// After an exit, restores the locals that live in clobbered registers.
    pub(super) fn come_back(&mut self, exit: Exit) {
        if exit.comes_back {
            for i in 0..self.saved_homes.len() {
                let (ty, reg, slot) = self.saved_homes[i];
                if exit.kills.contains(reg) {
                    self.masm.mov(ty, reg, Src::Slot(slot));
                }
            }
        }
    }

    /// Restores all locals that live in caller-saved registers although there are calls, as a call left them.
    pub(super) fn restore_homes(&mut self) {
        for i in 0..self.saved_homes.len() {
            let (ty, reg, slot) = self.saved_homes[i];
            self.masm.mov(ty, reg, Src::Slot(slot));
        }
    }

    /// Traps unconditionally. The following code is unreachable.
    pub(super) fn trap(&mut self, code: TrapCode) {
        let reason = Reason::Trap(code);
        let exit = self.exit(&reason);
        self.leave(exit, reason);
        self.reachable = exit.comes_back;
    }

    /// Emits the slow paths, after the body.
    pub(super) fn finish_slow_paths(&mut self, frame: &Frame) {
        let paths = core::mem::take(&mut self.slow_paths);
        // If the body ends with the last tail call, no jump is needed.
        let is_tail_call = |code: &&OutOfLine<SlowPath>| matches!(code.what, SlowPath::TailCall(_));
        for code in paths.iter().rev().filter(is_tail_call).chain(paths.iter().filter(|code| !is_tail_call(code))) {
            if let SlowPath::LandingPad(pad) = &code.what {
                self.masm.assembly().pushed = 0;
                self.emit_landing_pad(code.enter, pad);
                continue;
            }
            self.masm.begin_out_of_line(code);
            match code.what {
                SlowPath::ForeignCall { func_ref, stack_args, site } => self.foreign_call(func_ref, stack_args, site),
                SlowPath::TailCall(call) => self.masm.tail_call(frame, Slot(self.frame_end), &call),
                SlowPath::LandingPad(_) => {}
            }
            self.masm.end_out_of_line(code);
        }
        self.masm.assembly().pushed = 0;
        self.slow_paths = paths;
    }
}
