//! Exits: the places where control leaves the code of a function, to come back or not.
//!
//! An exit has a reason. It says for which operator that is, which registers do not survive it, and whether control comes back. What
//! must survive is moved out of these registers before ([`Emitter::prepare_exit`]), then they are free ([`Emitter::end_operands`]),
//! control leaves ([`Emitter::leave`]), and where it comes back, locals that live in them are restored ([`Emitter::come_back`]).
//!
//! Exits that are rarely taken are out of line ([`OutOfLine`]): traps in `masm`, what an instruction leaves to be done in rare cases
//! in the ISA, and the slow paths of operators here.

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

/// Why control leaves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reason {
    /// The operator calls this.
    Call(Callee),
    /// The operator calls what a reference refers to, with so many bytes of arguments on the stack. It traps for the reason `null` if the
    /// reference is null, unless that is known not to be so.
    CallRef { func_ref: Reg, null: Option<TrapCode>, stack_args: u32 },
    /// The operator calls this in place of the function.
    TailCall(TailCall),
    /// The runtime does the operator.
    Builtin(Builtin),
    /// The operator traps.
    Trap(TrapCode),
}

/// A place where control leaves, for a [`Reason`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    /// The operator.
    pub(super) site: Site,
    /// What is in these registers is lost.
    pub(super) kills: RegSet,
    /// Whether control comes back to the operator after this one.
    pub(super) comes_back: bool,
    /// Whether the frame is gone when control leaves.
    pub(super) ends_function: bool,
}

/// What an operator does rarely, out of line.
#[derive(Clone, Copy, Debug)]
pub(super) enum SlowPath {
    /// The callee of [`Reason::CallRef`] belongs to another instance.
    ForeignCall { func_ref: Reg, stack_args: u32, site: Site },
    /// A tail call: it comes after the body since the size of the frame is not known before.
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
    /// The first of the slots where the label wants what it is given; `None` where it wants that in the register of a result.
    pub(super) slots: Option<Slot>,
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The exit of the operator under way, whose immediates have been read.
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

    /// Whether a call in front of the next operator returns, as the scan has found.
    #[inline]
    fn call_comes_back(&self) -> bool {
        self.reader.peek() != Opcode::Unreachable
            || !self.scan.is_dead_end(self.reader.position().offset_from(&self.start))
    }

    /// Before an exit whose operands are the values from `first` on: what it kills of the values below goes to the frame, and so do
    /// locals that live in registers that it kills.
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

    /// Locals stay, wherever they are, but for those that end here.
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

    /// Ends the life of the operands, from `first` on, and that of the locals that only live up to a call. What the exit kills is free
    /// now unless it is a home: also the registers in `held`, whose operands were popped before.
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

    /// Leaves.
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

    /// Pushes a result that is in `reg` after the exit.
    pub(super) fn push_result(&mut self, exit: Exit, ty: Ty, reg: Reg) {
        // Nobody reads the results of a call that does not come back, and locals may still live in their registers.
        let place = if exit.comes_back { Place::Reg(reg) } else { Place::Const(0) };
        if exit.comes_back {
            self.free.remove(reg);
        }
        self.push(place, ty);
    }

    /// After an exit: restores the locals that live in registers that it killed.
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

    /// Traps, whatever happens; what follows is not reached.
    pub(super) fn trap(&mut self, code: TrapCode) {
        let reason = Reason::Trap(code);
        let exit = self.exit(&reason);
        self.leave(exit, reason);
        self.reachable = exit.comes_back;
    }

    /// Emits the slow paths, after the body.
    pub(super) fn finish_slow_paths(&mut self, frame: &Frame) {
        let paths = core::mem::take(&mut self.slow_paths);
        // The last tail call may be what the body ends with, and needs no jump then.
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
