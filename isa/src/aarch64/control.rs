//! Labels, jumps, traps and calls.
//!
//! A branch on a condition reaches 1 MiB, one on a single bit 32 KiB, a jump or a call 128 MiB. Few functions are larger
//! than the first, so a forward branch is written as if it reached; where one does not, the function is compiled again
//! with a longer [`Reach`]. A module is never larger than what a call reaches.
//!
//! **Invariant:** the chain of a label goes from the last place to the first, since a field can only hold a distance backwards. Checked
//! in debug builds where a place is added.

use core::mem::offset_of;

use windlass_masm::label::{UNUSED, is_chain_end};
use windlass_masm::vm::{GUARDED_MEMORY64, VMContextHeader, VMFuncRef, VMStoreContext};
use windlass_masm::{
    Addr, Callee, CheckedAccess, Compare, EntryLabel, IntCond, Label, LoadKind, Reach, Reg, RegSet, Site, Src,
    TrapCode, Ty, Use,
};

use super::assembler::Assembler;
use super::encode::{Cond, bitmask, csel, imm12, pair, rr, rrr, sf};
use super::int::{ADD, ADDS, ADDS_IMM, AND_IMM, ANDS_IMM, CCMP, LSL_12, SUB_IMM, SUBS, SUBS_IMM};
use super::pair::LDP;
use super::registers::{ABI, SCRATCH, SCRATCH2, SP, ZERO};
use super::window::Barrier;

/// Landing pads of calls, and of calls by `br x16`, and of jumps.
pub(super) const BTI_C: u32 = 0xd503_245f;
const BTI_J: u32 = 0xd503_249f;

pub(super) const B: u32 = 0x1400_0000;
const BL: u32 = 0x9400_0000;
pub(super) const BR: u32 = 0xd61f_0000;
const BLR: u32 = 0xd63f_0000;
const B_COND: u32 = 0x5400_0000;
pub(super) const CBZ: u32 = 0x3400_0000;
pub(super) const TBZ: u32 = 0x3600_0000;
const ADR: u32 = 0x1000_0000;
/// `ldrsw t, [n, m, lsl #2]` and `ldrsh t, [n, m, lsl #1]`.
const LDRSW_INDEXED: u32 = 0xb8a0_7800;
const LDRSH_INDEXED: u32 = 0x78a0_7800;

/// `b.cond`, without a distance.
pub(super) const fn on_cond(cond: Cond) -> u32 {
    B_COND | cond.0
}

/// The branch on the opposite condition.
pub(super) const fn invert(branch: u32) -> u32 {
    if branch & 0xff00_0000 == B_COND { branch ^ 1 } else { branch ^ 1 << 24 }
}

/// The distance in a branch on a single bit, without its place, as ones.
const BIT_BRANCH_DISTANCE: u32 = (1 << 14) - 1;

/// Where the distance is in a branch, counted in instructions: the lowest bit, and all bits as ones, without that place.
#[inline]
pub(super) const fn distance_field(branch: u32) -> (u32, u32) {
    if branch & 0x7c00_0000 == B {
        (0, (1 << 26) - 1)
    } else if branch & 0x7e00_0000 == TBZ {
        (5, BIT_BRANCH_DISTANCE)
    } else {
        (5, (1 << 19) - 1)
    }
}

/// The reach that a function needs in which a branch with this field for the distance does not suffice.
const fn beyond(mask: u32) -> Reach {
    if mask == BIT_BRANCH_DISTANCE { Reach::Medium } else { Reach::Long }
}

/// Offsets below, with what an operator adds to them, stay within the page at address 0, which is never mapped.
const NULL_PAGE: u64 = 2048;

/// Where a context holds the address of its store's.
pub(super) fn store_address() -> Addr {
    Addr::new(ABI.context, offset_of!(VMContextHeader, store) as i32)
}

/// An entry of a jump table, to be filled in at the end of the function.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableEntry {
    at: u32,
    table: u32,
    target: Label,
}

impl Assembler<'_> {
    pub(super) fn bind(&mut self, label: Label) {
        // What is not needed in front of a label are at most the two last instructions.
        if self.here().wrapping_sub(self.assembly.labels.chain(label)) <= 8 {
            self.remove_branches(label);
        }
        let here = self.here();
        self.barrier(Barrier::Label);
        self.facts.bound(label);
        let head = self.assembly.labels.bind(label, here);
        if !is_chain_end(head) {
            self.patch_chain(head, here);
        }
    }

    /// Removes what is not needed in front of a label that is about to be bound: branches to it, and a jump that only a branch to
    /// it goes around.
    #[inline(never)]
    fn remove_branches(&mut self, label: Label) {
        loop {
            let here = self.here();
            let head = self.assembly.labels.chain(label);
            if is_chain_end(head) {
                return;
            }
            if head + 4 == here {
                let older = self.older_link(head);
                if !self.take_back(1, RegSet::EMPTY) {
                    return;
                }
                self.unlink(label, head, older);
                continue;
            }
            let Some(target) = self.pending_jump().filter(|_| head + 8 == here) else { return };
            let Some(branch) = self.last(1).filter(|branch| branch & 0x7c00_0000 != B) else { return };
            let (older, older_jump) = (self.older_link(head), self.older_link(head + 4));
            if self.take_back(2, RegSet::EMPTY) {
                self.unlink(label, head, older);
                if self.assembly.labels.offset(target).is_none() {
                    self.unlink(target, head + 4, older_jump);
                }
                let (low, mask) = distance_field(branch);
                self.branch_word(invert(branch & !(mask << low)), target);
            }
            return;
        }
    }

    /// Takes the last link, at `at`, out of the chain of a label. `older` is what it has for the one before.
    fn unlink(&mut self, label: Label, at: u32, older: Option<u32>) {
        debug_assert_eq!(self.assembly.labels.chain(label), at);
        self.assembly.labels.restore_chain(label, older.unwrap_or(UNUSED));
    }

    /// Binds the entry `label` to `offset`.
    pub(super) fn bind_entry(&mut self, label: EntryLabel, offset: u32) {
        let head = self.assembly.entries.bind(label, offset);
        self.patch_chain(head, offset);
    }

    /// Makes all branches of a chain go to `target`.
    pub(super) fn patch_chain(&mut self, head: u32, target: u32) {
        // After running out of memory, the written code is lost.
        if is_chain_end(head) || self.assembly.buffer.failed() {
            return;
        }
        let mut at = head;
        loop {
            let word = self.buffer().read_u32(at);
            let (low, mask) = distance_field(word);
            let distance = target.wrapping_sub(at) as i32 >> 2;
            // Half of the field is for distances backwards.
            if distance > (mask >> 1) as i32 {
                self.reach_needed = self.reach_needed.max(beyond(mask));
            }
            self.buffer().write_u32(at, word & !(mask << low) | (distance as u32 & mask) << low);
            let back = word >> low & mask;
            if back == 0 {
                return;
            }
            at = at.wrapping_sub(back * 4);
        }
    }

    /// The place before `at` in the chain of a label. The fields hold the distance from one to the one before.
    pub(super) fn older_link(&mut self, at: u32) -> Option<u32> {
        let word = self.buffer().read_u32(at);
        let (low, mask) = distance_field(word);
        let distance = word >> low & mask;
        (distance != 0).then(|| at.wrapping_sub(distance * 4))
    }

    /// The field of a branch here that is now the last link of a chain, `last` being the one before.
    fn link_field(&mut self, word: u32, head: u32) -> u32 {
        if is_chain_end(head) {
            return word;
        }
        let (low, mask) = distance_field(word);
        debug_assert!(
            head < self.here() || self.assembly.buffer.failed(),
            "a chain goes from the last place to the first"
        );
        let distance = self.here().wrapping_sub(head) / 4;
        if distance > mask {
            // The earlier ones are lost, but the code of this attempt is discarded.
            self.reach_needed = self.reach_needed.max(beyond(mask));
            return word;
        }
        word | distance << low
    }

    pub(super) fn jump(&mut self, label: Label) {
        self.jump_word(label);
        self.jumped(label);
        self.facts.leave();
    }

    /// Emits a jump to `label`.
    fn jump_word(&mut self, label: Label) {
        let here = self.here();
        if let Some(target) = self.assembly.labels.offset(label) {
            self.facts.branched_back(label);
            self.put(B | distance(here, target));
        } else {
            let head = self.assembly.labels.link(label, here);
            let word = self.link_field(B, head);
            self.facts.branched(label);
            self.put(word);
        }
    }

    /// Emits a conditional branch to `label`.
    pub(super) fn branch_word(&mut self, word: u32, label: Label) {
        let here = self.here();
        match self.assembly.labels.offset(label) {
            Some(target) => {
                self.facts.branched_back(label);
                let (low, mask) = distance_field(word);
                let back = here.wrapping_sub(target) / 4;
                if back <= (mask >> 1) + 1 {
                    self.put(word | (back.wrapping_neg() & mask) << low);
                } else {
                    let over = self.skip(invert(word));
                    self.put(B | distance(here + 4, target));
                    self.land(over);
                }
            }
            None if self.reach == Reach::Long => {
                let known = self.facts.sums();
                let over = self.skip(invert(word));
                self.jump(label);
                self.land(over);
                self.facts.resume(known);
            }
            None => {
                let head = self.assembly.labels.link(label, here);
                let word = self.link_field(word, head);
                self.facts.branched(label);
                self.put(word);
            }
        }
    }

    /// Jumps to `start`, which is close, on a condition.
    pub(super) fn branch_back(&mut self, cond: Cond, start: u32) {
        let back = start.wrapping_sub(self.here()) / 4;
        self.emit(on_cond(cond) | (back & 0x7_ffff) << 5);
    }

    pub(super) fn jump_table(&mut self, index: Use, targets: &[Label], default: Label) {
        debug_assert!(!targets.is_empty(), "a jump table without targets");
        let mut at = index.reg();
        // The default is a branch of its own: folded into the table, it is one more target that the indirect jump must predict.
        let count = Src::Imm(targets.len() as i64);
        let beyond =
            self.compare(&Compare::Int { cond: IntCond::GeU, ty: Ty::I32, lhs: Src::Reg(at.read()), rhs: count });
        self.branch_word(on_cond(beyond), default);
        if self.assembly.spectre_mitigation {
            self.emit(csel(false, SCRATCH, at, ZERO, beyond.invert()));
            at = SCRATCH;
        }
        if self.assembly.branch_protection {
            return self.jump_to_pad(at, targets);
        }
        // The entries of the table are distances in bytes, or, unless the reach is long, in instructions, which 16 bits hold
        // up to 128 KiB.
        let short = self.reach != Reach::Long;
        let (load, shift) = if short { (LDRSH_INDEXED, 2) } else { (LDRSW_INDEXED, 0) };
        let address = self.skip(ADR | u32::from(SCRATCH2.number()));
        self.emit(rrr(load, SCRATCH, SCRATCH2, at));
        self.emit(rrr(ADD | sf(true), SCRATCH, SCRATCH2, SCRATCH) | shift << 10);
        self.emit(rr(BR, Reg::int(0), SCRATCH));
        self.land(address);
        let table = self.here();
        for &target in targets {
            let at = self.here();
            self.assembly.labels.mark_used(target);
            match self.assembly.labels.offset(target) {
                Some(_) => self.facts.branched_back(target),
                None => self.facts.branched(target),
            }
            self.tables.push(TableEntry { at, table, target });
            self.buffer().put_short(0, if short { 2 } else { 4 });
        }
        self.facts.leave();
        if !self.here().is_multiple_of(4) {
            self.buffer().put_short(0, 2);
        }
    }

    /// Jumps to the landing pad with this number: `bti j` and a jump. The labels themselves need not be landing pads then.
    fn jump_to_pad(&mut self, number: Reg, targets: &[Label]) {
        let address = self.skip(ADR | u32::from(SCRATCH2.number()));
        self.emit(rrr(ADD | sf(true), SCRATCH, SCRATCH2, number) | 3 << 10);
        self.emit(rr(BR, Reg::int(0), SCRATCH));
        self.land(address);
        for &target in targets {
            self.put(BTI_J);
            self.jump_word(target);
            // Every pad is as long as the others.
            self.barrier(Barrier::Landing);
        }
        self.facts.leave();
    }

    /// Fills in the jump tables of the function. All its labels are bound.
    pub(super) fn finish_tables(&mut self) {
        for i in 0..self.tables.len() {
            let TableEntry { at, table, target } = self.tables[i];
            let target = self.assembly.labels.offset(target).unwrap_or(table);
            let distance = target.wrapping_sub(table) as i32;
            if self.reach == Reach::Long {
                self.buffer().write_u32(at, distance as u32);
            } else if let Ok(distance) = i16::try_from(distance / 4) {
                self.buffer().write_slice(at, &distance.to_le_bytes());
            } else {
                self.reach_needed = Reach::Long;
            }
        }
        self.tables.clear();
    }

    /// `udf #code`.
    pub(super) fn trap(&mut self, code: TrapCode, site: Site) {
        if self.assembly.explicit_traps {
            // The runtime is told where the instruction is that would trap. The return address of this function stays.
            self.load(LoadKind::Full(Ty::I64), SCRATCH, store_address());
            let trap = Addr::new(SCRATCH, offset_of!(VMStoreContext, trap_trampoline) as i32);
            self.load(LoadKind::Full(Ty::I64), SCRATCH, trap);
            let fault = self.skip(ADR | u32::from(SCRATCH2.number()));
            self.emit(rr(BR, Reg::int(0), SCRATCH));
            self.land(fault);
        }
        self.assembly.sites.record_pushed(self.assembly.pushed);
        self.assembly.record(site);
        self.emit(code as u32);
        self.facts.leave();
    }

    pub(super) fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site) {
        let word = self.branch_on(compare, self.reach != Reach::Medium);
        self.trap_on(word, code, site);
    }

    pub(super) fn trap_if_clamping(&mut self, compare: &Compare, code: TrapCode, site: Site, reg: Reg) {
        if !self.assembly.spectre_mitigation {
            return self.trap_if(compare, code, site);
        }
        let cond = self.compare(compare);
        self.trap_if_cond(cond, code, site);
        self.clamp_if(cond, reg);
    }

    /// Makes `reg` zero where the condition holds, which a branch was to have seen.
    pub(super) fn clamp_if(&mut self, cond: Cond, reg: Reg) {
        if self.assembly.spectre_mitigation {
            self.emit(csel(true, reg, reg, ZERO, cond.invert()));
        }
    }

    pub(super) fn trap_if_cond(&mut self, cond: Cond, code: TrapCode, site: Site) {
        self.trap_on(on_cond(cond), code, site);
    }

    pub(super) fn charge(&mut self, amount: u32, check: Option<Site>) {
        debug_assert!(amount < 1 << 24, "more than two instructions take from the fuel");
        let (low, high) = (amount & 0xfff, amount >> 12 & 0xfff);
        if high != 0 {
            self.emit(imm12(SUB_IMM | LSL_12 | sf(true), ABI.fuel, ABI.fuel, high));
        }
        let Some(site) = check else {
            if low != 0 {
                self.emit(imm12(SUB_IMM | sf(true), ABI.fuel, ABI.fuel, low));
            }
            return;
        };
        self.emit(imm12(SUBS_IMM | sf(true), ABI.fuel, ABI.fuel, low));
        self.trap_if_cond(Cond::LT, TrapCode::OutOfFuel, site);
    }

    pub(super) fn trap_if_zero(&mut self, w: bool, reg: Reg, code: TrapCode, site: Site) {
        self.trap_on(CBZ | sf(w) | u32::from(reg.number()), code, site);
    }

    /// Traps where the conditional branch `word` is taken.
    pub(super) fn trap_on(&mut self, word: u32, code: TrapCode, site: Site) {
        if self.reach == Reach::Long {
            let known = self.facts.sums();
            let over = self.skip(invert(word));
            self.trap(code, site);
            self.land(over);
            self.facts.resume(known);
            return;
        }
        let label = self.assembly.trap_label(code, site);
        self.branch_word(word, label);
    }

    pub(super) fn call(&mut self, callee: Callee, site: Site) {
        match callee {
            Callee::Function(label) => self.go_to_entry(label, BL),
            Callee::Memory(addr) => {
                self.load(LoadKind::Full(Ty::I64), SCRATCH, addr);
                self.emit(rr(BLR, Reg::int(0), SCRATCH));
            }
        }
        self.called(site);
    }

    /// Calls a function of the module, or branches there.
    pub(super) fn go_to_entry(&mut self, label: EntryLabel, opcode: u32) {
        let here = self.here();
        let word = match self.assembly.entries.offset(label) {
            Some(target) => opcode | distance(here, target),
            None => {
                let older = self.assembly.entries.link(label, here);
                self.calls.push((label, older));
                self.link_field(opcode, older)
            }
        };
        // The facts about registers that the function changes are dropped anyway.
        self.put(word);
    }

    /// Calls what a reference refers to if it belongs to this context.
    pub(super) fn call_own(&mut self, func_ref: Use, null: Option<TrapCode>, foreign: Label, site: Site) {
        let func_ref = func_ref.reg();
        const _: () = assert!(offset_of!(VMFuncRef, context) == offset_of!(VMFuncRef, code) + 8);
        let context = if func_ref == ABI.caller_context { ABI.scratch } else { ABI.caller_context };
        let code = SCRATCH;
        if let Some(null) = null {
            self.assembly.record_fault(null);
            self.assembly.record(site);
        }
        self.emit_pair(pair(LDP, code, context, func_ref, offset_of!(VMFuncRef, code) as i32 / 8));
        self.emit(rrr(SUBS | sf(true), ZERO, ABI.context, context));
        self.branch_word(on_cond(Cond::NE), foreign);
        self.clamp_if(Cond::NE, code);
        self.emit(rr(BLR, Reg::int(0), code));
        self.called(site);
    }

    /// Records a call that was just emitted.
    fn called(&mut self, site: Site) {
        self.facts.forget();
        self.assembly.record_call(site);
    }

    pub(super) fn checked_address(&mut self, dst: Reg, access: &CheckedAccess, site: Site) -> Addr {
        let CheckedAccess { index, wide, offset, bytes, base, len, clamps } = *access;
        let extent = offset.saturating_add(u64::from(bytes));
        match wide {
            true => self.wide_bounds_check(index, extent, len, site),
            false => self.bounds_check(Src::Reg(index.read()), extent, len, site),
        }
        let site = Some(site);
        match base {
            Src::Reg(base) if offset == 0 && !clamps => {
                Addr { base, index: Some(index.read()), shift: 0, offset: 0, site }
            }
            Src::Reg(base) if offset == 0 => {
                self.emit(csel(true, dst, index, ZERO, Cond::LS));
                Addr { base, index: Some(dst.read()), shift: 0, offset: 0, site }
            }
            base => {
                // Nothing of this changes the flags.
                let base = self.scratch_operand(Ty::I64, base);
                self.emit(rrr(ADD | sf(true), dst, base.reg(), index));
                let (in_access, in_address) = if offset < NULL_PAGE { (offset, 0) } else { (0, offset) };
                if in_address != 0 {
                    self.add_imm(true, dst, dst, in_address as i64);
                }
                if clamps {
                    self.emit(csel(true, dst, dst, ZERO, Cond::LS));
                }
                Addr { site, ..Addr::new(dst, in_access as i32) }
            }
        }
    }

    pub(super) fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site) {
        self.load_length(len);
        match index {
            Src::Reg(index) => self.add_imm(true, SCRATCH, index.reg(), extent as i64),
            Src::Imm(index) => self.mov_imm(true, SCRATCH, u64::from(index as u32) + extent),
            _ => unreachable!("an index in memory"),
        }
        self.emit(rrr(SUBS | sf(true), ZERO, SCRATCH, SCRATCH2));
        self.trap_if_cond(Cond::HI, TrapCode::MemoryOutOfBounds, site);
    }

    /// The same for an index of 64 bits. Afterwards the condition `ls` holds unless it traps.
    fn wide_bounds_check(&mut self, index: Reg, extent: u64, len: Addr, site: Site) {
        /// The flags for which `hi` holds: the carry, and not zero.
        const HIGHER: u32 = 2;
        self.load_length(len);
        match u32::try_from(extent) {
            Ok(extent) if extent < 1 << 12 => self.emit(imm12(ADDS_IMM | sf(true), SCRATCH, index, extent)),
            _ => {
                self.mov_imm(true, SCRATCH, extent);
                self.emit(rrr(ADDS | sf(true), SCRATCH, SCRATCH, index));
            }
        }
        // A sum that overflows 64 bits exceeds any length.
        let compared = rrr(CCMP | sf(true), Reg::int(0), SCRATCH, SCRATCH2);
        self.emit(compared | Cond::LO.0 << 12 | HIGHER);
        self.trap_if_cond(Cond::HI, TrapCode::MemoryOutOfBounds, site);
    }

    /// Makes the second scratch register the length that is at `len`, unless it is.
    fn load_length(&mut self, len: Addr) {
        if len.base.reg() != ABI.context {
            // Another thread may change it.
            return self.load(LoadKind::Full(Ty::I64), SCRATCH2, len);
        }
        if !self.facts.holds_length(len.offset) {
            self.load(LoadKind::Full(Ty::I64), SCRATCH2, len);
            self.facts.length_loaded(len.offset);
        }
    }

    pub(super) fn index_check(&mut self, dst: Option<Reg>, index: Reg, _len: Addr, site: Site) {
        const BELOW: u64 = GUARDED_MEMORY64 - 1;
        let fields = |mask: u64| bitmask(mask, true).expect("a run of ones");
        // What is below that and not below the length faults.
        self.emit(rr(ANDS_IMM | sf(true) | fields(!BELOW), ZERO, index));
        self.trap_if_cond(Cond::NE, TrapCode::MemoryOutOfBounds, site);
        if let Some(dst) = dst {
            self.emit(rr(AND_IMM | sf(true) | fields(BELOW), dst, index));
        }
    }

    pub(super) fn reserve_stack(&mut self, bytes: u32) {
        if bytes != 0 {
            self.add_imm(true, SP, SP, -i64::from(bytes));
        }
        self.assembly.pushed += bytes;
    }

    pub(super) fn release_stack(&mut self, bytes: u32) {
        if bytes != 0 {
            self.add_imm(true, SP, SP, i64::from(bytes));
        }
        self.assembly.pushed -= bytes;
    }
}

/// The distance field of a jump or a call from `from` to `to`.
fn distance(from: u32, to: u32) -> u32 {
    to.wrapping_sub(from) >> 2 & 0x3ff_ffff
}
