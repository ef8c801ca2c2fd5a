//! Labels, jumps, and the removal of needless jumps.
//!
//! When a label is bound, the jumps to it are completed only when the next label is bound elsewhere. Until then, this *open branch
//! target* can still move, if a jump directly before it is removed; and jumps to it can be threaded, if the code there is only a jump.

use windlass_masm::fuse_limit::may_fuse;
use windlass_masm::label::{UNUSED, is_chain_end};
use windlass_masm::{EntryLabel, Label};

use super::assembler::Assembler;
use super::compare::Cc;
use super::window::{Barrier, NOWHERE};

/// The maximum number of jumps to thread at once: a chain is traversed again for every target that it is threaded through.
const LED_ON: usize = 8;

/// The maximum number of labels at one target that can move.
const MOVABLE: usize = 4;

/// The open branch target: the last barrier, while the jumps to it can still be redirected.
#[derive(Debug)]
pub(super) struct BranchTargets {
    /// Its offset, if all jumps to it are in `pending`.
    open: u32,
    /// The labels at that offset with their chains of jumps, and the number of entries.
    pending: [(Label, u32); MOVABLE],
    count: usize,
}

impl BranchTargets {
    pub(super) fn new() -> BranchTargets {
        BranchTargets { open: NOWHERE, pending: [(Label(0), UNUSED); MOVABLE], count: 0 }
    }

    /// Resets the state at the start of a function.
    pub(super) fn reset(&mut self) {
        (self.open, self.count) = (NOWHERE, 0);
    }
}

impl Assembler<'_> {
    pub(super) fn bind(&mut self, label: Label) {
        let head = self.assembly.labels.chain(label);
        // A jump to be removed is the last instruction, or the one in front of it, which is a jump, too.
        if self.buffer().len().wrapping_sub(head) <= 4 + 5 {
            self.remove_jumps_to(label);
        }
        let here = self.buffer().len();
        if !self.window.ends_at(here) {
            self.barrier(Barrier::Label);
            self.complete_jumps();
            self.branch_targets.open = here;
        } else if self.branch_targets.open != here || self.branch_targets.count == MOVABLE {
            // A jump leads here that cannot be redirected.
            self.complete_jumps();
            let chain = self.assembly.labels.bind(label, here);
            return self.buffer().patch_chain(chain, here);
        }
        let chain = self.assembly.labels.bind(label, here);
        let count = self.branch_targets.count % MOVABLE;
        self.branch_targets.pending[count] = (label, chain);
        self.branch_targets.count = count + 1;
    }

    /// Binds a label that other than branches lead to, or branches to come: it does not move, and a jump that is here stays.
    pub(super) fn bind_entered(&mut self, label: Label) {
        self.bind(label);
        let here = self.here();
        self.landed_at(here);
    }

    /// Binds the entry `label` to `offset`.
    pub(super) fn bind_entry(&mut self, label: EntryLabel, offset: u32) {
        let head = self.assembly.entries.bind(label, offset);
        self.buffer().patch_chain(head, offset);
    }

    /// Removes the last instructions where all they do is to choose between a jump to `label` and going on, which is about to
    /// be the same.
    #[inline(never)]
    fn remove_jumps_to(&mut self, label: Label) {
        loop {
            let here = self.buffer().len();
            let head = self.assembly.labels.chain(label);
            let stays = self.window.ends_at(here) && self.branch_targets.open != here;
            if is_chain_end(head) || stays || self.buffer().failed() {
                return;
            }
            // The opcode is in front of the distance: e9, or 0f 8x for a condition.
            let opcode = self.buffer().read_u32(head - 1) as u8;
            let start = head - if opcode == 0xe9 { 1 } else { 2 };
            let rest = self.buffer().read_u32(head);
            if head + 4 == here {
                let Some(moves) = self.take_back_jumps(start) else { return };
                self.assembly.labels.restore_chain(label, rest);
                if moves {
                    self.move_branch_target(start);
                }
                continue;
            }
            let Some((jump, other)) = self.window.jump_before(here) else { return };
            if head + 4 != jump || opcode == 0xe9 {
                return;
            }
            // A branch over a jump: invert it and branch to the target of the jump.
            let rest_of_other = match self.assembly.labels.offset(other) {
                // The jump is part of a pending chain.
                Some(target) if target == here => return,
                Some(_) => None,
                None if self.assembly.labels.chain(other) != jump + 1 => return,
                None => Some(self.buffer().read_u32(jump + 1)),
            };
            let Some(moves) = self.take_back_jumps(start) else { return };
            self.assembly.labels.restore_chain(label, rest);
            if let Some(rest) = rest_of_other {
                self.assembly.labels.restore_chain(other, rest);
            }
            self.jump_if(Cc(opcode & 15).invert(), other);
            if moves {
                let here = self.here();
                self.move_branch_target(here);
            }
            return;
        }
    }

    /// Takes back the last instructions, jumps, from `start` on. Returns whether something jumps to their end, which is to be moved
    /// by [`Assembler::move_branch_target`]; `None`, and nothing changes, where they stay.
    fn take_back_jumps(&mut self, start: u32) -> Option<bool> {
        let here = self.here();
        let moves = self.window.ends_at(here);
        if moves {
            self.window.lower();
        }
        let taken = self.take_back(start);
        if moves && !taken {
            self.window.raise(here);
        }
        taken.then_some(moves)
    }

    /// Moves the last branch target, which is open.
    fn move_branch_target(&mut self, to: u32) {
        let meets_another = self.window.raise(to);
        self.branch_targets.open = to;
        for i in 0..self.branch_targets.count {
            let (label, _) = self.branch_targets.pending[i];
            self.assembly.labels.move_to(label, to);
        }
        if meets_another {
            // Jumps to the one that it meets are complete.
            self.complete_jumps();
        }
    }

    /// Completes the jumps to the open branch target.
    pub(super) fn complete_jumps(&mut self) {
        let at = core::mem::replace(&mut self.branch_targets.open, NOWHERE);
        for &(_, chain) in self.branch_targets.pending.iter().take(self.branch_targets.count) {
            self.assembly.buffer.patch_chain(chain, at);
        }
        self.branch_targets.count = 0;
    }

    pub(super) fn jump(&mut self, label: Label) {
        let here = self.buffer().len();
        if self.branch_targets.open == here && may_fuse() && self.thread_jumps(label) {
            return;
        }
        if let Some(target) = self.assembly.labels.offset(label) {
            let distance = target.wrapping_sub(here + 2) as i32;
            if let Ok(distance) = i8::try_from(distance) {
                self.buffer().put_short(0xeb | u64::from(distance as u8) << 8, 2);
            } else {
                self.buffer().put_short(0xe9 | u64::from(target.wrapping_sub(here + 5)) << 8, 5);
            }
        } else {
            let link = self.assembly.labels.link(label, here + 1);
            self.buffer().put_short(0xe9 | u64::from(link) << 8, 5);
        }
        self.jumped(here, label);
    }

    /// Threads all jumps to this point to `label`, the target of the jump here. Returns whether this point is now unreachable.
    fn thread_jumps(&mut self, label: Label) -> bool {
        let here = self.buffer().len();
        let mut is_over = self.is_after_path();
        match self.assembly.labels.offset(label) {
            // An empty endless loop.
            Some(target) if target == here => return false,
            Some(target) => {
                self.branch_targets.open = target;
                for i in 0..self.branch_targets.count {
                    let (label, _) = self.branch_targets.pending[i];
                    self.assembly.labels.move_to(label, target);
                }
                self.complete_jumps();
            }
            None => {
                // The last jump is the first in its chain, so that it is found if it turns out to be needless.
                let head = self.assembly.labels.chain(label);
                let pending = &self.branch_targets.pending[..self.branch_targets.count];
                if !is_chain_end(head) && pending.iter().all(|(_, chain)| is_chain_end(*chain) || *chain < head) {
                    return false;
                }
                let Some(last) = self.join_chains() else { return false };
                let (_, head) = self.branch_targets.pending[0];
                if !is_chain_end(head) {
                    let older = self.assembly.labels.link(label, head);
                    self.buffer().write_u32(last, older);
                }
                self.branch_targets.count = 0;
                self.branch_targets.open = NOWHERE;
                // Jump tables are filled in at the end of the function, with the place where the label was bound.
                is_over &= self.tables.is_empty();
            }
        }
        if is_over {
            self.window.lower();
        }
        is_over
    }

    /// Makes one chain of those of the open branch target, that of the first label. Returns the last field of it; `None`, having
    /// changed nothing, where there are too many.
    fn join_chains(&mut self) -> Option<u32> {
        let mut fields = [0; LED_ON];
        let mut count = 0;
        for i in 0..self.branch_targets.count {
            let mut at = self.branch_targets.pending[i].1;
            while !is_chain_end(at) {
                *fields.get_mut(count)? = at;
                count += 1;
                at = self.buffer().read_u32(at);
            }
        }
        fields[..count].sort_unstable_by(|a, b| b.cmp(a));
        for pair in fields[..count].windows(2) {
            self.buffer().write_u32(pair[0], pair[1]);
        }
        self.branch_targets.pending[0].1 = if count == 0 { UNUSED } else { fields[0] };
        Some(if count == 0 { 0 } else { fields[count - 1] })
    }

    pub(super) fn jump_if(&mut self, cc: Cc, label: Label) {
        let here = self.buffer().len();
        if let Some(target) = self.assembly.labels.offset(label) {
            let distance = target.wrapping_sub(here + 2) as i32;
            if let Ok(distance) = i8::try_from(distance) {
                self.buffer().put_short(u64::from(0x70 | cc.0) | u64::from(distance as u8) << 8, 2);
            } else {
                let opcode = 0x0f | u64::from(0x80 | cc.0) << 8;
                self.buffer().put_short(opcode | u64::from(target.wrapping_sub(here + 6)) << 16, 6);
            }
        } else {
            let link = self.assembly.labels.link(label, here + 2);
            self.buffer().put_short(0x0f | u64::from(0x80 | cc.0) << 8 | u64::from(link) << 16, 6);
        }
    }

    /// Records that a jump to this point cannot be redirected.
    pub(super) fn landed_at(&mut self, here: u32) {
        if self.branch_targets.open == here {
            self.complete_jumps();
        }
    }
}
