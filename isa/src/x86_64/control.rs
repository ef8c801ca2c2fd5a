//! Labels, jumps, traps and calls.

use core::mem::offset_of;

use dynasm::dynasm;
use dynasmrt::DynasmApi;
use windlass_masm::label::is_chain_end;
use windlass_masm::vm::{VMContextHeader, VMStoreContext};
use windlass_masm::{Addr, Callee, Compare, Label, LoadKind, Reg, Site, Src, TrapCode, Ty};

use super::assembler::Assembler;
use super::compare::Cc;
use super::encode::{Op, Rm, alu_imm};
use super::registers::{ABI, RSP, SCRATCH};

/// An entry of a jump table, to be filled in at the end of the function.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableEntry {
    at: u32,
    table: u32,
    target: Label,
}

/// Where a context holds the address of its store's.
pub(super) fn store_address() -> Addr {
    Addr::new(ABI.context, offset_of!(VMContextHeader, store) as i32)
}

impl Assembler<'_> {
    pub(super) fn bind(&mut self, label: Label) {
        let mut here = self.buffer().len();
        // A jump to the next instruction, which no other label is behind, is not needed.
        let state = self.assembly.labels.chain(label);
        if !is_chain_end(state) && state + 4 == here && self.last_jump == here && self.last_bound != here {
            let rest = self.buffer().read_u32(state);
            self.assembly.labels.restore_chain(label, rest);
            here -= 5;
            self.buffer().truncate(here);
        }
        self.last_bound = here;
        let newest = self.assembly.labels.bind(label, here);
        self.patch_chain(newest, here);
    }

    /// Says that the entry `label` is at `offset`.
    pub(super) fn bind_entry(&mut self, label: Label, offset: u32) {
        let newest = self.assembly.entries.bind(label, offset);
        self.patch_chain(newest, offset);
    }

    /// Writes the distance to `target` to every field of the chain that begins with the field at `newest`.
    fn patch_chain(&mut self, newest: u32, target: u32) {
        let mut at = newest;
        while !is_chain_end(at) {
            let next = self.buffer().read_u32(at);
            self.buffer().write_u32(at, target.wrapping_sub(at + 4));
            at = next;
        }
    }

    pub(super) fn jump(&mut self, label: Label) {
        let here = self.buffer().len();
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
            self.last_jump = here + 5;
        }
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
        self.last_bound = here;
    }

    pub(super) fn short_land_all(&mut self, jumps: [Option<u32>; 2]) {
        for jump in jumps.into_iter().flatten() {
            self.short_land(jump);
        }
    }

    pub(super) fn jump_table(&mut self, index: Reg, temporary: Reg, targets: &[Label], default: Label) {
        alu_imm(self.buffer(), 7, false, Rm::from(index), targets.len() as i32);
        self.jump_if(Cc(3), default);
        // lea scratch, [rip + table], from the end of this instruction over the three that follow
        self.op(Op::one(0x8d), true, SCRATCH, Rm::Rip);
        let after_lea = self.buffer().len();
        let entry = Rm::Mem { base: SCRATCH.number(), index: index.number(), scale: 2, disp: 0 };
        self.op(Op::one(0x63), true, temporary, entry);
        self.op(Op::one(0x03), true, SCRATCH, Rm::from(temporary));
        let ops = self.buffer();
        dynasm!(ops ; .arch x64 ; jmp r11);
        let table = self.buffer().len();
        self.buffer().write_u32(after_lea.wrapping_sub(4), table.wrapping_sub(after_lea));
        for &target in targets {
            let at = self.buffer().len();
            self.assembly.labels.mark_used(target);
            self.tables.push(TableEntry { at, table, target });
            self.buffer().put_short(0, 4);
        }
    }

    /// Fills in the jump tables of the function. All its labels are bound.
    pub(super) fn finish_tables(&mut self) {
        for i in 0..self.tables.len() {
            let TableEntry { at, table, target } = self.tables[i];
            let target = self.assembly.labels.offset(target).unwrap_or(table);
            self.buffer().write_u32(at, target.wrapping_sub(table));
        }
        self.tables.clear();
    }

    pub(super) fn trap(&mut self, code: TrapCode, site: Site) {
        if self.assembly.explicit_traps {
            // The runtime takes the instruction that it would return to for the one that traps.
            self.load_rm(LoadKind::Full(Ty::I64), SCRATCH, Rm::addr(store_address()));
            let trap = Rm::base(SCRATCH.number(), offset_of!(VMStoreContext, trap_trampoline) as i32);
            self.op_ext(Op::one(0xff), false, 2, trap);
        }
        self.assembly.record(site);
        let ops = self.buffer();
        dynasm!(ops ; .arch x64 ; ud2 ; .u8 code as u8);
    }

    pub(super) fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site) {
        let label = self.assembly.trap_label(code, site);
        self.branch(compare, label);
    }

    pub(super) fn trap_if_cc(&mut self, cc: Cc, code: TrapCode, site: Site) {
        let label = self.assembly.trap_label(code, site);
        self.jump_if(cc, label);
    }

    pub(super) fn call(&mut self, callee: Callee, site: Site) {
        match callee {
            Callee::Function(label) => {
                let at = self.buffer().len() + 1;
                let stubs = self.assembly.stubs;
                match self.assembly.entries.offset(label) {
                    Some(stub) if stub < stubs.end => {
                        // Through the slot: the stub would jump there anyhow.
                        let slot = (stubs.slots as u32).wrapping_add(label.0 * 8);
                        self.buffer().put_short(0x15ff | u64::from(slot.wrapping_sub(at + 5)) << 16, 6);
                    }
                    Some(target) => self.buffer().put_short(0xe8 | u64::from(target.wrapping_sub(at + 4)) << 8, 5),
                    None => {
                        let older = self.assembly.entries.link(label, at);
                        self.calls.push((label, older));
                        self.buffer().put_short(0xe8 | u64::from(older) << 8, 5);
                    }
                }
            }
            Callee::Memory(addr) => self.op_ext(Op::one(0xff), false, 2, Rm::addr(addr)),
        }
        // Inside the call, so that it is not taken for a site of the next instruction.
        let at = self.buffer().len() - 1;
        self.assembly.sites.record(at, site.offset());
    }

    pub(super) fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site) {
        let len = Rm::addr(len);
        let extent_imm = i32::try_from(extent).ok();
        match (index, extent_imm) {
            (Src::Reg(index), Some(extent)) => self.add_imm(true, SCRATCH, index, extent),
            (Src::Reg(index), None) => {
                self.mov_imm(SCRATCH, extent);
                self.op(Op::one(0x03), true, SCRATCH, Rm::from(index));
            }
            (Src::Imm(index), _) => self.mov_imm(SCRATCH, u64::from(index as u32) + extent),
            _ => unreachable!("an index in memory"),
        }
        self.op(Op::one(0x3b), true, SCRATCH, len);
        self.trap_if_cc(Cc(7), TrapCode::MemoryOutOfBounds, site);
    }

    pub(super) fn reserve_stack(&mut self, bytes: u32) {
        if bytes != 0 {
            alu_imm(self.buffer(), 5, true, Rm::from(RSP), bytes as i32);
            self.assembly.pushed += bytes;
        }
    }

    pub(super) fn release_stack(&mut self, bytes: u32) {
        if bytes != 0 {
            alu_imm(self.buffer(), 0, true, Rm::from(RSP), bytes as i32);
            self.assembly.pushed -= bytes;
        }
    }
}
