//! Fuel: what operators cost is taken from a counter before they are executed.
//!
//! A *run* is a sequence of operators that control enters at the first and leaves behind the last. It begins where the function does, behind
//! every operator that ends one, and at every end of a block that something branches to. The whole run is paid for in front of it, so it is
//! read ahead. Runs do not overlap: every operator is read once more than without fuel.
//!
//! A trap in the middle of a run has paid for all of it. Whether what is left is negative is looked at where a function begins and at the heads
//! of loops, and by the runtime wherever it is called; every cycle of branches and calls has one of these.

use windlass_masm::{MacroAssembler, Site};

use super::Emitter;
use super::control::{Block, BlockKind};
use crate::opcode::Opcode;
use crate::reader::Reader;

/// The run under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    /// Behind its last operator.
    end: Reader<'a>,
    /// Whether that is `loop`: what follows is its head.
    ends_in_loop: bool,
}

/// What entering a function costs.
const ENTRY: u32 = 1;

/// What `opcode` costs: 1, unless it does nothing but say where others lead. What it takes for each byte or element comes on top.
fn cost(opcode: Opcode) -> u32 {
    match opcode {
        Opcode::Nop | Opcode::Drop => 0,
        Opcode::Block | Opcode::Loop | Opcode::Else | Opcode::End | Opcode::Return | Opcode::Unreachable => 0,
        Opcode::Catch | Opcode::CatchAll | Opcode::Delegate => 0,
        _ => 1,
    }
}

/// Whether control may go elsewhere than to the next operator, other than by a trap, or come to the next one from elsewhere. `end` depends on
/// its block.
///
/// These are the opcodes that the specification has for control, and the branches on references; calls, since the callee may look at the fuel.
fn ends_run(opcode: Opcode) -> bool {
    matches!(opcode as u8, 0x00 | 0x03..=0x19 | 0x1f | 0xd5 | 0xd6)
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// As [`Emitter::operators`], with fuel.
    #[inline(never)]
    pub(super) fn fueled_operators(&mut self) {
        while !self.reader.is_done() && !self.masm.assembly().buffer.failed() {
            self.charge_run();
            let stop = match self.run {
                Some(run) => run.end,
                None => {
                    // What ends the dead code is an operator to be compiled, behind which code may be reachable.
                    self.skip_dead_code();
                    self.behind_next()
                }
            };
            self.operators(stop);
        }
    }

    /// Behind the next operator.
    fn behind_next(&self) -> Reader<'a> {
        let mut behind = self.reader;
        let opcode = behind.next();
        behind.skip_immediates(opcode);
        behind
    }

    /// Takes the fuel for the run that begins here, if one does: what came before has been compiled.
    pub(super) fn charge_run(&mut self) {
        if !self.reachable {
            self.run = None;
            return;
        }
        let mut amount = 0;
        if let Some(Run { mut end, .. }) = self.run {
            if self.reader.is_before(&end) {
                return;
            }
            // Operators that were compiled together with the last one of the run.
            while end.is_before(&self.reader) {
                let opcode = end.next();
                end.skip_immediates(opcode);
                amount += cost(opcode);
            }
        }
        let is_loop_head = self.run.is_some_and(|run| run.ends_in_loop);
        let (cost, run) = self.next_run();
        self.run = Some(run);
        amount += cost;
        // A head at which nothing is to be paid is followed by another, or by none of its loop's branches.
        if amount > 0 {
            let site = is_loop_head.then(|| self.site());
            self.masm.charge(amount, site);
        }
    }

    /// Takes the fuel for entering the function, and for its first run.
    #[cold]
    #[inline(never)]
    pub(super) fn charge_entry(&mut self) {
        let (cost, run) = self.next_run();
        self.run = Some(run);
        self.masm.charge(ENTRY + cost, Some(Site::new(self.wasm_start)));
    }

    /// The run that begins at the next operator, and what it costs.
    fn next_run(&mut self) -> (u32, Run<'a>) {
        let mut end = self.reader;
        // Blocks that begin in the run, which nothing branches out of, and those around it.
        let (mut inner, mut outer) = (0, self.blocks.len());
        let (mut amount, mut ends_in_loop) = (0, false);
        while !end.is_done() {
            let opcode = end.next();
            end.skip_immediates(opcode);
            amount += cost(opcode);
            match opcode {
                Opcode::Block => inner += 1,
                Opcode::End if inner > 0 => inner -= 1,
                Opcode::End => {
                    outer -= 1;
                    if self.may_be_entered(self.blocks[outer]) {
                        break;
                    }
                }
                _ if ends_run(opcode) => {
                    ends_in_loop = opcode == Opcode::Loop;
                    break;
                }
                _ => {}
            }
        }
        (amount, Run { end, ends_in_loop })
    }

    /// Whether control comes to the end of a block from elsewhere, if there are no more branches in front of it.
    fn may_be_entered(&mut self, block: Block) -> bool {
        match block.kind {
            BlockKind::Loop => false,
            BlockKind::Block => block.is_entered || self.masm.assembly().labels.is_used(block.label),
            _ => true,
        }
    }
}
