//! Exits: the places where control leaves the code of a function, to come back or not.
//!
//! An exit says why control leaves, for which operator, which registers do not survive it, and whether control comes back. What must
//! survive is moved out of these registers before ([`Emitter::prepare_exit`]), then they are free ([`Emitter::take_exit`]), and
//! where control comes back, locals that live in them are restored ([`Emitter::come_back`]).
//!
//! Exits that are rarely taken are out of line ([`OutOfLine`]): traps in `masm`, what an instruction leaves to be done in rare cases
//! in the ISA, and the slow paths of operators here.

use windlass_masm::{MacroAssembler, OutOfLine, Reg, RegSet, Site, Src, TrapCode, Ty};

use super::Emitter;
use super::value::Place;
use crate::builtin::Builtin;
use crate::opcode::Opcode;

/// Why control leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The operator calls a function.
    Call,
    /// The runtime does it.
    Builtin(Builtin),
    /// The operator traps.
    Trap(TrapCode),
}

/// A place where control leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    /// Why.
    pub(super) reason: Reason,
    /// The operator.
    pub(super) site: Site,
    /// What is in these registers is lost.
    pub(super) kills: RegSet,
    /// Whether control comes back to the operator after this one.
    pub(super) comes_back: bool,
}

/// What an operator does rarely, out of line.
#[derive(Clone, Copy, Debug)]
pub(super) enum SlowPath {
    /// The callee of `call_indirect` belongs to another instance. The reference to it is in the scratch register.
    ForeignCall {
        /// Bytes of arguments on the stack.
        stack_args: u32,
        /// The operator.
        site: Site,
    },
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The exit of the operator under way, whose immediates have been read.
    #[inline]
    pub(super) fn exit(&self, reason: Reason) -> Exit {
        let (kills, comes_back) = match reason {
            Reason::Call | Reason::Builtin(_) => (M::ABI.caller_saved, self.call_comes_back()),
            Reason::Trap(_) => (RegSet::EMPTY, false),
        };
        Exit { reason, site: self.site(), kills, comes_back }
    }

    /// Whether a call in front of the next operator returns, as the scan has found.
    #[inline]
    fn call_comes_back(&self) -> bool {
        self.reader.peek() != Opcode::Unreachable
            || !self.scan.is_dead_end(self.reader.position().offset_from(&self.start))
    }

    /// Before an exit whose operands are the values from `first` on: what it kills of the values below goes to the frame, and so do
    /// locals that live in registers that it kills.
    pub(super) fn prepare_exit(&mut self, exit: &Exit, first: usize) {
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
    fn spill_killed(&mut self, exit: &Exit, first: usize) {
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
    pub(super) fn take_exit(&mut self, exit: &Exit, first: usize, held: RegSet) {
        self.check_exit(exit, held);
        self.stack.truncate(first);
        if exit.comes_back {
            let ended = self.short_lived.intersection(exit.kills);
            self.all_free = self.all_free.union(ended);
            self.short_lived = self.short_lived.difference(ended);
            let homes = &mut self.masm.assembly().homes;
            *homes = homes.difference(ended);
        }
        self.free = self.free.union(self.all_free.intersection(exit.kills));
    }

    /// Pushes a result that is in `reg` after the exit.
    pub(super) fn push_result(&mut self, exit: &Exit, ty: Ty, reg: Reg) {
        // Nobody reads the results of a call that does not come back, and locals may still live in their registers.
        let place = if exit.comes_back { Place::Reg(reg) } else { Place::Const(0) };
        if exit.comes_back {
            self.free.remove(reg);
        }
        self.push(place, ty);
    }

    /// After an exit: restores the locals that live in registers that it killed.
    pub(super) fn come_back(&mut self, exit: &Exit) {
        if exit.comes_back {
            for i in 0..self.saved_homes.len() {
                let (ty, reg, slot) = self.saved_homes[i];
                if exit.kills.contains(reg) {
                    self.masm.mov(ty, reg, Src::Slot(slot));
                }
            }
        }
    }

    /// Traps, whatever happens; what follows is not reached.
    pub(super) fn trap(&mut self, code: TrapCode) {
        let exit = self.exit(Reason::Trap(code));
        self.masm.trap(code, exit.site);
        self.reachable = exit.comes_back;
    }

    /// Emits the slow paths, after the body.
    pub(super) fn finish_slow_paths(&mut self) {
        let paths = core::mem::take(&mut self.slow_paths);
        for code in &paths {
            self.masm.begin_out_of_line(code);
            match code.what {
                SlowPath::ForeignCall { stack_args, site } => self.foreign_call(stack_args, site),
            }
            self.masm.end_out_of_line(code);
        }
        self.masm.assembly().pushed = 0;
        self.slow_paths = paths;
    }
}
