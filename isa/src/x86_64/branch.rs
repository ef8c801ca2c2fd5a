//! Labels, jumps to them, and the jumps that are not needed.
//!
//! Where a label is bound the jumps to it are not completed before another place is bound. Until then the place can still
//! move, because the jump in front of it goes nowhere else, and the jumps to it can be led on, because a jump is all that
//! comes there.

use windlass_masm::Label;
use windlass_masm::label::{UNUSED, is_chain_end};

use super::assembler::Assembler;
use super::compare::Cc;

/// No offset.
const NOWHERE: u32 = u32::MAX;

/// How many jumps are led on from one place at most: a chain is walked again for every place that it is led on from.
const LED_ON: usize = 8;

/// How many labels of one place can move.
const MOVABLE: usize = 4;

/// What the assembler remembers of the newest jumps and the newest places that are jumped to.
#[derive(Debug)]
pub(super) struct Landings {
    /// The newest place that something jumps to.
    newest: u32,
    /// The one before it.
    before: u32,
    /// The newest place, as long as all that jumps to it is in `pending`.
    open: u32,
    /// The labels of that place, and the chains of jumps to them; so many are used.
    pending: [(Label, u32); MOVABLE],
    count: usize,
    /// The newest jump to a label: where it begins and ends.
    jump: (u32, u32, Label),
    /// The offset behind the newest instruction that nothing comes after.
    dead_end: u32,
}

impl Landings {
    pub(super) fn new() -> Landings {
        Landings {
            newest: NOWHERE,
            before: NOWHERE,
            open: NOWHERE,
            pending: [(Label(0), UNUSED); MOVABLE],
            count: 0,
            jump: (NOWHERE, NOWHERE, Label(0)),
            dead_end: NOWHERE,
        }
    }

    /// Forgets everything: a function begins.
    pub(super) fn reset(&mut self) {
        (self.newest, self.before, self.open) = (NOWHERE, NOWHERE, NOWHERE);
        self.count = 0;
        (self.jump.1, self.dead_end) = (NOWHERE, NOWHERE);
    }

    /// Whether something jumps to `here`, the end of the code, or may do so.
    #[inline]
    pub(super) fn is_at(&self, here: u32) -> bool {
        self.newest == here
    }

    /// Says that something jumps to `here`.
    fn add(&mut self, here: u32) {
        if self.newest != here {
            (self.before, self.newest) = (self.newest, here);
        }
    }
}

impl Assembler<'_> {
    pub(super) fn bind(&mut self, label: Label) {
        let newest = self.assembly.labels.chain(label);
        // A jump to be removed is the newest instruction, or the one in front of it, which is a jump, too.
        if self.buffer().len().wrapping_sub(newest) <= 4 + 5 {
            self.remove_jumps_to(label);
        }
        let here = self.buffer().len();
        if !self.landings.is_at(here) {
            self.complete_jumps();
            self.landings.add(here);
            self.landings.open = here;
        } else if self.landings.open != here || self.landings.count == MOVABLE {
            // Something jumps here that cannot move.
            self.complete_jumps();
            let chain = self.assembly.labels.bind(label, here);
            return self.buffer().patch_chain(chain, here);
        }
        let chain = self.assembly.labels.bind(label, here);
        let count = self.landings.count % MOVABLE;
        self.landings.pending[count] = (label, chain);
        self.landings.count = count + 1;
    }

    /// Says that the entry `label` is at `offset`.
    pub(super) fn bind_entry(&mut self, label: Label, offset: u32) {
        let newest = self.assembly.entries.bind(label, offset);
        self.buffer().patch_chain(newest, offset);
    }

    /// Removes the newest instructions where all they do is to choose between a jump to `label` and going on, which is about to
    /// be the same.
    #[inline(never)]
    fn remove_jumps_to(&mut self, label: Label) {
        loop {
            let here = self.buffer().len();
            let newest = self.assembly.labels.chain(label);
            let stays = self.landings.is_at(here) && self.landings.open != here;
            if is_chain_end(newest) || stays || self.buffer().failed() {
                return;
            }
            // The opcode is in front of the distance: e9, or 0f 8x for a condition.
            let opcode = self.buffer().read_u32(newest - 1) as u8;
            let start = newest - if opcode == 0xe9 { 1 } else { 2 };
            let (jump, end, other) = self.landings.jump;
            if newest + 4 == here {
                let rest = self.buffer().read_u32(newest);
                self.assembly.labels.restore_chain(label, rest);
                self.cut(start);
            } else if newest + 4 == jump && end == here && opcode != 0xe9 && !self.is_landing_before(here, jump) {
                // A branch over a jump: rather jump where it does not branch.
                match self.assembly.labels.offset(other) {
                    // The jump is one of those to be completed.
                    Some(target) if target == here => return,
                    Some(_) => {}
                    None => {
                        let field = jump + 1;
                        if self.assembly.labels.chain(other) != field {
                            return;
                        }
                        let rest = self.buffer().read_u32(field);
                        self.assembly.labels.restore_chain(other, rest);
                    }
                }
                let rest = self.buffer().read_u32(newest);
                self.assembly.labels.restore_chain(label, rest);
                let moves = self.landings.is_at(here);
                self.truncate(start);
                self.jump_if(Cc(opcode & 15).invert(), other);
                if moves {
                    let here = self.buffer().len();
                    self.move_landing(here);
                }
                return;
            } else {
                return;
            }
        }
    }

    /// Whether `place`, which is in front of `here`, where something may land, is the newest landing but for that.
    fn is_landing_before(&self, here: u32, place: u32) -> bool {
        let newest = if self.landings.is_at(here) { self.landings.before } else { self.landings.newest };
        newest == place
    }

    /// Removes the newest instruction, a jump that begins at `start`. What lands behind it lands there.
    fn cut(&mut self, start: u32) {
        let here = self.buffer().len();
        self.truncate(start);
        if self.landings.is_at(here) {
            self.move_landing(start);
        }
    }

    fn truncate(&mut self, len: u32) {
        self.buffer().truncate(len);
        // Other instructions may end where these did.
        self.landings.jump.1 = NOWHERE;
        self.landings.dead_end = NOWHERE;
    }

    /// Moves the newest landing, which is open.
    fn move_landing(&mut self, to: u32) {
        self.landings.newest = to;
        self.landings.open = to;
        for i in 0..self.landings.count {
            let (label, _) = self.landings.pending[i];
            self.assembly.labels.move_to(label, to);
        }
        if self.landings.before == to {
            // Jumps to the one that it meets are complete.
            self.complete_jumps();
        }
    }

    /// Completes the jumps to the open landing.
    pub(super) fn complete_jumps(&mut self) {
        let at = core::mem::replace(&mut self.landings.open, NOWHERE);
        for &(_, chain) in self.landings.pending.iter().take(self.landings.count) {
            self.assembly.buffer.patch_chain(chain, at);
        }
        self.landings.count = 0;
    }

    pub(super) fn jump(&mut self, label: Label) {
        let here = self.buffer().len();
        if self.landings.open == here && self.lead_on(label) {
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
        self.landings.jump = (here, self.buffer().len(), label);
        self.ends_path();
    }

    /// Says that nothing comes after the newest instruction.
    pub(super) fn ends_path(&mut self) {
        self.landings.dead_end = self.buffer().len();
    }

    /// Whether nothing comes here but what jumps here.
    pub(super) fn is_dead_end(&self) -> bool {
        self.landings.dead_end == self.assembly.buffer.len()
    }

    /// Lets all that jumps here jump to `label` instead, which is where it would go next. Returns whether nothing comes here
    /// any more.
    fn lead_on(&mut self, label: Label) -> bool {
        let here = self.buffer().len();
        let mut is_over = self.is_dead_end();
        match self.assembly.labels.offset(label) {
            // An endless loop of nothing.
            Some(target) if target == here => return false,
            Some(target) => {
                self.landings.open = target;
                for i in 0..self.landings.count {
                    let (label, _) = self.landings.pending[i];
                    self.assembly.labels.move_to(label, target);
                }
                self.complete_jumps();
            }
            None => {
                // The newest jump comes first in a chain, so that it is found when it turns out not to be needed.
                let newest = self.assembly.labels.chain(label);
                let pending = &self.landings.pending[..self.landings.count];
                if !is_chain_end(newest) && pending.iter().all(|(_, chain)| is_chain_end(*chain) || *chain < newest) {
                    return false;
                }
                let Some(last) = self.join_chains() else { return false };
                let (_, newest) = self.landings.pending[0];
                if !is_chain_end(newest) {
                    let older = self.assembly.labels.link(label, newest);
                    self.buffer().write_u32(last, older);
                }
                self.landings.count = 0;
                self.landings.open = NOWHERE;
                // Jump tables are filled in at the end of the function, with the place where the label was bound.
                is_over &= self.tables.is_empty();
            }
        }
        if is_over {
            self.landings.newest = self.landings.before;
        }
        is_over
    }

    /// Makes one chain of those of the open landing, that of the first label. Returns the last field of it; `None`, having
    /// changed nothing, where there are too many.
    fn join_chains(&mut self) -> Option<u32> {
        let mut fields = [0; LED_ON];
        let mut count = 0;
        for i in 0..self.landings.count {
            let mut at = self.landings.pending[i].1;
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
        self.landings.pending[0].1 = if count == 0 { UNUSED } else { fields[0] };
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

    /// A jump of two bytes to a place close by, within what one method emits. Returns what
    /// [`Assembler::short_land`] needs.
    pub(super) fn short_jump(&mut self, opcode: u8) -> u32 {
        self.buffer().put_short(u64::from(opcode), 2);
        self.buffer().len() - 1
    }

    /// Makes a short jump land here.
    pub(super) fn short_land(&mut self, jump: u32) {
        let here = self.buffer().len();
        let distance = here.wrapping_sub(jump + 1);
        debug_assert!(distance < 128 || self.buffer().failed());
        self.buffer().write_slice(jump, &[distance as u8]);
        if self.landings.open == here {
            self.complete_jumps();
        }
        self.landings.add(here);
    }

    pub(super) fn short_land_all(&mut self, jumps: [Option<u32>; 2]) {
        for jump in jumps.into_iter().flatten() {
            self.short_land(jump);
        }
    }
}
