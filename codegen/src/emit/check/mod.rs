//! The checker: verifies the emitter's invariants after every operator.
//!
//! The emitter is fast because its parts rely on invariants: the owner of each register, the content of the value stack, the
//! answers of the scan. Wrong code typically comes from two optimizations of which each breaks an assumption of the other, and
//! shows far from the operator that broke it, if at all. So the invariants are checked after each operator, and before every
//! line that would silently restore them. Debug builds and builds with the feature `check` have the checker; in all others,
//! the empty functions of `none.rs` replace it.
//!
//! Each use of `violated` and `rule!` below is a rule, with its message.

mod lockstep;
mod switch;
#[cfg(test)]
mod tests;
mod trace;

pub use switch::check_emit;
pub(crate) use switch::is_checked;
pub use trace::trace_emit;

use alloc::format;
use alloc::string::String;
use core::fmt::{self, Write};

use windlass_masm::{Constraints, FrameSize, MacroAssembler, Reach, Reg, RegSet, Retry, Src};

use self::lockstep::Lockstep;
use super::Emitter;
use super::control::BlockKind;
use super::exit::Exit;
use super::value::{MAX_NONCANONICAL, Place, Value};
use crate::opcode::Opcode;
use crate::translate::FunctionSource;

/// Whether anything is checked.
pub(crate) const ENABLED: bool = true;

/// The number of values that are checked, from the top of the stack.
const DEPTH: usize = 64;

/// The checker's own state for the current function.
#[derive(Default)]
pub(crate) struct Checker<'a> {
    lockstep: Option<Lockstep<'a>>,
    /// Homes up to the first call whose locals were accessed in the outermost of the open loops.
    accessed_in_loop: RegSet,
    /// The start of the current operator.
    operator: u32,
    /// The number of times that compilation of the function was started.
    attempts: u32,
    /// The operands that were popped and not consumed.
    operands: usize,
    #[cfg(test)]
    fault: Option<tests::Fault>,
}

impl<'a> Checker<'a> {
    /// Sets the function to compile next.
    pub(crate) fn begin(&mut self, source: &FunctionSource, body: &'a [u8]) {
        self.lockstep = is_checked().then(|| Lockstep::new(source, body));
        self.attempts = 0;
    }

    /// Forgets the body of the function, which is compiled.
    pub(crate) fn end(&mut self) {
        self.lockstep = None;
    }
}

/// Panics with the state unless the condition holds.
macro_rules! rule {
    ($emitter:expr, $holds:expr, $($message:tt)+) => {
        if !$holds {
            $emitter.violated(format_args!($($message)+));
        }
    };
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    // Called by the emitter.

    /// Compilation of the function starts, for the first time or again.
    pub(super) fn check_attempt(&mut self) {
        self.checker.attempts += 1;
        self.checker.accessed_in_loop = RegSet::EMPTY;
        self.checker.operands = 0;
        if let Some(lockstep) = &mut self.checker.lockstep {
            lockstep.restart();
        }
        rule!(self, self.checker.attempts <= 8, "a function that is compiled again and again");
        rule!(self, self.homes.all.intersection(self.free).is_empty(), "the home of a local is not a free register");
    }

    /// An operator is about to be compiled.
    pub(super) fn check_before_operator(&mut self) {
        self.checker.operator = self.offset();
        #[cfg(test)]
        self.sabotage(true);
    }

    /// A value becomes an operand.
    pub(super) fn check_operand(&mut self) {
        self.checker.operands += 1;
    }

    /// This many operands were consumed.
    pub(super) fn check_consumed(&mut self, count: usize) {
        rule!(self, self.checker.operands >= count, "an operand is consumed once");
        self.checker.operands -= count;
    }

    /// An operator was compiled, and perhaps some after it.
    pub(super) fn check_operator(&mut self) {
        #[cfg(test)]
        self.sabotage(false);
        let operands = self.checker.operands;
        rule!(self, operands == 0, "an operand is released, or pushed again: {operands} are not");
        let here = self.offset();
        self.check_state(here);
    }

    /// The body is compiled, with the last `end`, which the reader does not read.
    pub(super) fn check_end_of_body(&mut self) {
        #[cfg(test)]
        self.sabotage(false);
        rule!(self, self.blocks.is_empty(), "no block is open at the end of the body");
        let end = self.offset() + 1;
        self.check_state(end);
    }

    /// The function is compiled, or must be compiled again.
    pub(super) fn check_attempt_result(&mut self, size: FrameSize, reach: Reach, result: &Result<(u32, u32), Retry>) {
        match *result {
            Ok((_, frame_size)) => match size {
                FrameSize::Checked(checked) => {
                    rule!(
                        self,
                        frame_size >= checked,
                        "a frame of {frame_size} bytes is as large as was compared, {checked}"
                    );
                }
                _ => rule!(
                    self,
                    frame_size < 1 << 16 || self.masm.assembly().buffer.failed(),
                    "a frame of {frame_size} bytes is compared with the limit of the stack"
                ),
            },
            Err(retry) => {
                let rank = |size| match size {
                    FrameSize::Empty => 0,
                    FrameSize::Short => 1,
                    FrameSize::Long => 2,
                    FrameSize::Checked(_) => 3,
                };
                let (before, after) = ((rank(size), reach), (rank(retry.size), retry.reach));
                rule!(
                    self,
                    after.0 >= before.0 && after.1 >= before.1 && (after != before || retry.size != size),
                    "a function is compiled again with more room or reach: {size:?} and {reach:?} before, {retry:?}"
                );
            }
        }
    }

    /// A local is read or assigned.
    pub(super) fn check_access(&mut self, local: u32) {
        let Some(home) = self.locals[local as usize].home else { return };
        rule!(
            self,
            !self.all_free.contains(home),
            "a local that lives up to the first call only is not accessed after it: local {local} in {home:?}"
        );
        if self.short_lived.contains(home) {
            self.checker.accessed_in_loop.insert(home);
        }
    }

    /// A loop begins, inside of those in `blocks`.
    pub(super) fn check_loop(&mut self) {
        if !self.is_in_loop() {
            self.checker.accessed_in_loop = RegSet::EMPTY;
        }
    }

    fn is_in_loop(&self) -> bool {
        self.blocks.iter().any(|block| block.kind == BlockKind::Loop)
    }

    /// An exit is about to make all registers free that it kills and that are not homes. Its arguments are still on the stack, and
    /// registers in `held` are those of operands that are not.
    pub(super) fn check_exit(&mut self, exit: Exit, held: RegSet) {
        let returns = exit.comes_back;
        self.check_registers(held, Some(exit));
        rule!(self, exit.ends_function || self.scan.has_calls(), "the scan knows that there are calls");
        rule!(self, !returns || self.scan.calls > 0, "the scan knows that there are calls that return");
        if returns && self.is_in_loop() {
            let accessed = self.checker.accessed_in_loop.intersection(self.short_lived);
            rule!(
                self,
                accessed.is_empty(),
                "a local that lives up to the first call only is not accessed in a loop with that call: {accessed:?}"
            );
        }
    }

    /// A call is about to change the context.
    pub(super) fn check_context_change(&mut self) {
        rule!(self, self.scan.changes_context, "the scan knows that the context changes");
    }

    /// All values of a block are about to be dropped, which resets `free`.
    pub(super) fn check_end_of_block(&mut self) {
        let leaked = self.all_free.difference(self.free);
        rule!(self, leaked.is_empty(), "at the end of a block, all registers are free: {leaked:?} are not");
        // The result of the function may be in the home of a local (`dst_result`), as may the values of a path that ended.
        let homes = self.free.difference(self.all_free);
        let allowed = RegSet::of(&[M::ABI.result(true)]);
        rule!(
            self,
            homes.difference(allowed).is_empty(),
            "a register that is given back is not the home of a local: {homes:?}"
        );
    }

    /// An operator uses fixed registers. `known` is set if the scan predicted it.
    pub(super) fn check_constraints(&mut self, constraints: &Constraints, known: bool) {
        let registers = constraints.registers();
        if registers.is_empty() {
            return;
        }
        rule!(self, known, "the scan knows that there is an operator that insists on {registers:?}");
        let homes = registers.difference(self.all_free);
        rule!(self, homes.is_empty(), "no home is a register that an operator insists on: {homes:?}");
    }

    /// A register is taken that is neither free nor owned by a value on the stack.
    #[cold]
    pub(super) fn check_take(&mut self, reg: Reg) {
        self.violated(format_args!("a register that is taken is free, or a value's on the stack: {reg:?}"));
    }

    // The rules.

    /// Checks the state before the operator at module offset `here`.
    fn check_state(&mut self, here: u32) {
        if self.masm.assembly().buffer.failed() {
            return;
        }
        if let Some(trace) = trace::sink() {
            trace(&format!("{:#08x} {}\n{}", self.checker.operator, self.operator_text(), self.state_text()));
        }
        if !self.reachable || self.checker.lockstep.is_none() {
            return;
        }
        self.check_against_validator(here);
        self.check_values();
        self.check_registers(RegSet::EMPTY, None);
    }

    /// The value stack agrees with wasmparser's.
    fn check_against_validator(&mut self, here: u32) {
        if let Some(lockstep) = &mut self.checker.lockstep
            && let Err(message) = lockstep.advance(here)
        {
            self.violated(format_args!("{message}"));
        }
        let Some(lockstep) = &self.checker.lockstep else { return };
        if !lockstep.is_reachable() {
            // `br_if` also compiles an `unreachable` after it, at the end of the block that it branches to.
            let height = self.blocks.last().map_or(0, |block| block.height);
            let is_end = self.stack.len() == height && self.reader.peek() == Opcode::End;
            rule!(self, is_end, "what the emitter can reach, the validator can");
            return;
        }
        let (height, expected) = (self.stack.len(), lockstep.height());
        rule!(self, height == expected, "the stack is as high as the validator's: {height} values, not {expected}");
        let (blocks, expected) = (self.blocks.len(), lockstep.blocks());
        rule!(self, blocks == expected, "as many blocks are open as the validator has: {blocks}, not {expected}");
        if let Some(block) = self.blocks.last() {
            let (height, expected) = (block.height, lockstep.block_height());
            rule!(self, height == expected, "a block begins where the validator's does: at {height}, not {expected}");
        }
        for index in self.stack.len().saturating_sub(DEPTH)..self.stack.len() {
            let ty = self.stack.get(index).ty;
            let expected = lockstep.ty(index);
            rule!(
                self,
                expected.is_none_or(|expected| expected == ty),
                "a value has the validator's type: value {index} has {ty:?}, not {expected:?}"
            );
        }
    }

    /// The allowed kinds of values, by position on the stack.
    fn check_values(&mut self) {
        let (len, canonical) = (self.stack.len(), self.stack.canonical());
        let height = self.blocks.last().map_or(0, |block| block.height);
        rule!(
            self,
            canonical >= height || len < height,
            "all values below a block are canonical: of {height}, {canonical} are"
        );
        rule!(
            self,
            len - canonical <= MAX_NONCANONICAL,
            "no more than {MAX_NONCANONICAL} values are not canonical: {len} values, {canonical} are"
        );
        for index in len.saturating_sub(DEPTH)..len {
            let value = self.stack.get(index);
            if index < canonical {
                let is_canonical = match value.place {
                    Place::Const(_) | Place::Slot => true,
                    Place::Local(local) => !self.scan.is_assigned(local) && !self.is_short_lived(local),
                    Place::Reg(_) | Place::Memory(_) => false,
                };
                rule!(self, is_canonical, "a value below the canonical height is canonical: value {index}");
            }
            match value.place {
                Place::Slot => rule!(
                    self,
                    value.slot + value.ty.slot_size() <= self.frame_end,
                    "a slot that is used is in the frame, of {} bytes: value {index}",
                    self.frame_end
                ),
                Place::Local(local) => {
                    let home = self.locals[local as usize].home;
                    rule!(
                        self,
                        home.is_none_or(|home| !self.all_free.contains(home)),
                        "a value stands for a local that still lives: value {index}"
                    );
                }
                Place::Memory(held) => {
                    rule!(self, index + 1 == len, "only the value on top is still in memory: value {index}");
                    self.check_pending(held);
                }
                Place::Const(_) | Place::Reg(_) => {}
            }
        }
    }

    /// The registers of a pending address are owned by its value, or by none.
    fn check_pending(&mut self, held: Option<Reg>) {
        let Some(addr) = self.stack.pending else {
            self.violated(format_args!("a value in memory has an address"));
        };
        let stray = self.all_free.iter().find(|&reg| Some(reg) != held && Src::Mem(addr).reads(reg));
        rule!(self, stray.is_none(), "what is still in memory holds the registers of its address: {stray:?}");
    }

    /// Every caller-saved register is exactly one of free, a local's home, and owned by one value on the stack, or by the operator
    /// (`held`). `call` is the exit of a call that is about to drop its arguments.
    fn check_registers(&mut self, held: RegSet, call: Option<Exit>) {
        rule!(
            self,
            self.free.difference(self.all_free).is_empty(),
            "a register that is free is not the home of a local"
        );
        let live = self.homes.all.difference(self.all_free);
        rule!(
            self,
            self.all_free.union(live).intersection(M::ABI.caller_saved) == M::ABI.caller_saved,
            "a register that no local lives in can be free"
        );
        let mut owned = held.intersection(self.all_free);
        for index in self.stack.canonical()..self.stack.len() {
            let value = self.stack.get(index);
            let (Place::Reg(reg) | Place::Memory(Some(reg))) = value.place else { continue };
            rule!(
                self,
                reg.is_float() == value.ty.is_float() || matches!(value.place, Place::Memory(_)),
                "a value is in a register of its class: value {index}"
            );
            rule!(self, !self.free.contains(reg), "the register of a value is not free: value {index}");
            // An operator that returns a result may overwrite values that are dropped.
            rule!(
                self,
                !owned.contains(reg) || index + 1 == self.stack.len() && self.is_result_on_its_way(reg),
                "a register has one owner: value {index}, and another"
            );
            if !self.all_free.contains(reg) {
                let is_exception = index + 1 == self.stack.len() && self.may_be_in_home(reg, call);
                rule!(self, is_exception, "the register of a value is not the home of a local: value {index}");
                continue;
            }
            owned.insert(reg);
        }
        let lost = self.all_free.difference(self.free).difference(owned);
        rule!(self, lost.is_empty(), "a register that is not free has an owner: {lost:?} have none");
    }

    /// Whether the value on top may be in the home of a local: where the next operator calls a function, for which the local ends
    /// (`dst_argument`), or leaves the function with the value (`dst_result`); and at the end of the body.
    fn may_be_in_home(&self, reg: Reg, call: Option<Exit>) -> bool {
        if self.blocks.is_empty() {
            return reg == M::ABI.result(reg.is_float());
        }
        let ended = match call {
            Some(exit) if exit.ends_function => self.homes.all,
            Some(_) => self.short_lived,
            None => self.homes_until_next(),
        };
        ended.contains(reg) || self.is_result_on_its_way(reg)
    }

    /// Whether the register is that of the result with which the next operator leaves the function, and nothing reads another value
    /// any more (`dst_result`).
    fn is_result_on_its_way(&self, reg: Reg) -> bool {
        reg == M::ABI.result(true) && self.is_result_of_function()
    }

    // The state as text.

    /// The emitter's position in the module.
    fn offset(&self) -> u32 {
        self.wasm_start + self.reader.position().offset_from(&self.start)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn violated(&self, rule: fmt::Arguments<'_>) -> ! {
        let function = self.checker.lockstep.as_ref().map_or(u32::MAX, Lockstep::function);
        panic!(
            "the emitter breaks a rule in function {function}, at {:#x}, {}: {rule}\n{}",
            self.checker.operator,
            self.operator_text(),
            self.state_text()
        );
    }

    /// The last compiled operator.
    fn operator_text(&self) -> String {
        match &self.checker.lockstep {
            Some(lockstep) => lockstep.operator_text(self.checker.operator),
            None => String::from("?"),
        }
    }

    /// The value stack, bottom first, and the registers.
    fn state_text(&self) -> String {
        let mut text = String::from("    stack:");
        for index in 0..self.stack.len() {
            if index == self.stack.canonical() {
                text.push_str(" |");
            }
            let Value { place, ty, slot } = self.stack.get(index);
            let _ = match place {
                Place::Const(bits) => write!(text, " {ty:?} {bits}"),
                Place::Local(local) => write!(text, " {ty:?} local {local}"),
                Place::Reg(reg) => write!(text, " {ty:?} {reg:?}"),
                Place::Slot => write!(text, " {ty:?} [{slot}]"),
                Place::Memory(_) => write!(text, " {ty:?} {:?}", self.stack.pending),
            };
        }
        let _ = write!(
            text,
            "\n    free: {:?}\n    homes: {:?}, up to a call: {:?}\n",
            self.free, self.homes.all, self.short_lived
        );
        if !self.reachable {
            text.push_str("    not reachable\n");
        }
        text
    }
}
