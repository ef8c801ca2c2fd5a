//! Jump tables, traps and calls.

use core::mem::offset_of;

use dynasm::dynasm;
use dynasmrt::DynasmApi;
use windlass_masm::vm::{CLAMPED_END_AT, VMContextHeader, VMFuncRef, VMStoreContext, ZERO_AT};
use windlass_masm::{
    Addr, Callee, CheckedAccess, Compare, EntryLabel, IntCond, Label, LoadKind, Reg, Site, Src, TrapCode, Ty, Use,
};

use super::assembler::Assembler;
use super::compare::Cc;
use super::encode::{Op, Rm, alu_imm, imm8};
use super::registers::{ABI, RSP, SCRATCH};

/// An entry of a jump table, to be filled in at the end of the function.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableEntry {
    at: u32,
    table: u32,
    target: Label,
}

/// The opcode of a call with a distance, and the byte after `ff` of one through a word at a distance; the same of a jump.
const CALL: (u8, u8) = (0xe8, 0x15);
pub(super) const JUMP: (u8, u8) = (0xe9, 0x25);

/// Where a context holds the address of its store's.
pub(super) fn store_address() -> Addr {
    Addr::new(ABI.context, offset_of!(VMContextHeader, store) as i32)
}

/// `endbr64`.
pub(super) const ENDBR64: [u8; 4] = [0xf3, 0x0f, 0x1e, 0xfa];

/// The binary logarithm of the size of a landing pad: `endbr64` and a jump.
const PAD_SHIFT: u8 = 4;

impl Assembler<'_> {
    pub(super) fn jump_table(&mut self, index: Use, scratch: Reg, targets: &[Label], default: Label) {
        debug_assert!(!targets.is_empty(), "a jump table without targets");
        let mut at = index.reg();
        // Both destroy the index, which may be in a local's home.
        if self.assembly.spectre_mitigation || self.assembly.branch_protection {
            self.mov(Ty::I32, scratch, Src::Reg(at.read()));
            at = scratch;
        }
        // The default is a branch of its own: folded into the table, it is one more target that the indirect jump must predict.
        let count = Src::Imm(targets.len() as i64);
        let cc =
            self.compare_ints(&Compare::Int { cond: IntCond::GeU, ty: Ty::I32, lhs: Src::Reg(at.read()), rhs: count });
        self.jump_if(cc, default);
        self.clamp_if(cc, at);
        if self.assembly.branch_protection {
            return self.jump_to_pad(at, targets);
        }
        // lea r11, [rip + table], from the end of this instruction over the three that follow
        self.op(Op::one(0x8d), true, SCRATCH, Rm::Rip);
        let after_lea = self.buffer().len();
        let entry = Rm::Mem { base: SCRATCH.number(), index: at.number(), scale: 2, disp: 0 };
        self.op(Op::one(0x63), true, scratch, entry);
        self.op(Op::one(0x03), true, scratch, Rm::from(SCRATCH));
        self.op_ext(Op::one(0xff), false, 4, Rm::from(scratch));
        let table = self.buffer().len();
        self.buffer().write_u32(after_lea.wrapping_sub(4), table.wrapping_sub(after_lea));
        for &target in targets {
            let at = self.buffer().len();
            self.assembly.labels.mark_used(target);
            self.tables.push(TableEntry { at, table, target });
            self.buffer().put_short(0, 4);
        }
        self.ends_path();
    }

    /// Jumps to the landing pad with the number in `number`, which is destroyed. The labels themselves need not be landing pads then,
    /// and jumps to them that are direct lead past none.
    fn jump_to_pad(&mut self, number: Reg, targets: &[Label]) {
        // lea r11, [rip + pads], from the end of this instruction over those that follow
        self.op(Op::one(0x8d), true, SCRATCH, Rm::Rip);
        let after_lea = self.buffer().len();
        self.op_ext(Op::one(0xc1), false, 4, Rm::from(number)); // shl
        imm8(self.buffer(), PAD_SHIFT);
        self.op(Op::one(0x03), true, SCRATCH, Rm::from(number));
        let ops = self.buffer();
        dynasm!(ops ; .arch x64 ; jmp r11);
        let pads = self.buffer().len();
        self.buffer().write_u32(after_lea.wrapping_sub(4), pads.wrapping_sub(after_lea));
        for &target in targets {
            let end = self.buffer().len().wrapping_add(1 << PAD_SHIFT);
            self.buffer().put_short(u64::from(u32::from_le_bytes(ENDBR64)), 4);
            self.jump(target);
            // Where there was no memory for the code, it may be anywhere.
            let rest = end.wrapping_sub(self.buffer().len()).min(1 << PAD_SHIFT);
            self.buffer().put(u128::MAX / 0xff * 0xcc, rest as usize);
        }
        self.ends_path();
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
        self.assembly.sites.record_pushed(self.assembly.pushed);
        self.assembly.record(site);
        let ops = self.buffer();
        dynasm!(ops ; .arch x64 ; ud2 ; .u8 code as u8);
        self.ends_path();
    }

    pub(super) fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site) {
        let label = self.assembly.trap_label(code, site);
        self.branch(compare, label);
    }

    pub(super) fn trap_if_cc(&mut self, cc: Cc, code: TrapCode, site: Site) {
        let label = self.assembly.trap_label(code, site);
        self.jump_if(cc, label);
    }

    pub(super) fn trap_if_clamping(&mut self, compare: &Compare, code: TrapCode, site: Site, reg: Reg) {
        let cc = self.compare_ints(compare);
        self.trap_if_cc(cc, code, site);
        self.clamp_if(cc, reg);
    }

    /// Makes `reg` zero where the condition holds, which a branch was to have seen.
    pub(super) fn clamp_if(&mut self, cc: Cc, reg: Reg) {
        if self.assembly.spectre_mitigation {
            self.cmov(true, cc, reg, Rm::base(ABI.context.number(), ZERO_AT));
        }
    }

    pub(super) fn charge(&mut self, amount: u32, check: Option<Site>) {
        alu_imm(self.buffer(), 5, true, Rm::from(ABI.fuel), amount as i32);
        if let Some(site) = check {
            self.trap_if_cc(Cc::L, TrapCode::OutOfFuel, site);
        }
    }

    /// Calls what a reference refers to if it belongs to this context.
    pub(super) fn call_own(&mut self, func_ref: Use, null: Option<TrapCode>, foreign: Label, site: Site) {
        let mut func_ref = func_ref;
        if self.assembly.spectre_mitigation && ![SCRATCH, ABI.caller_context].contains(&func_ref.reg()) {
            // The clamp below must not write to the home of a local.
            self.mov(Ty::I64, ABI.caller_context, Src::Reg(func_ref.not_last()));
            func_ref = ABI.caller_context.read();
        }
        let field = |offset: usize| Addr { base: func_ref, ..Addr::new(func_ref.reg(), offset as i32) };
        let mut context = field(offset_of!(VMFuncRef, context)).not_last();
        if let Some(null) = null {
            self.assembly.record_fault(null);
            context.site = Some(site);
        }
        let (lhs, context) = (Src::Reg(ABI.context.read()), Src::Mem(context));
        let cc = self.compare_ints(&Compare::Int { cond: IntCond::Ne, ty: Ty::I64, lhs, rhs: context });
        self.jump_if(cc, foreign);
        self.clamp_if(cc, func_ref.reg());
        self.call(Callee::Memory(field(offset_of!(VMFuncRef, code))), site);
    }

    pub(super) fn call(&mut self, callee: Callee, site: Site) {
        match callee {
            Callee::Function(label) => self.go_to_entry(label, CALL),
            Callee::Memory(addr) => self.op_ext(Op::one(0xff), false, 2, Rm::addr(addr)),
        }
        self.assembly.record_call(site);
    }

    /// Calls a function of the module, or jumps there.
    pub(super) fn go_to_entry(&mut self, label: EntryLabel, (direct, through): (u8, u8)) {
        let at = self.buffer().len() + 1;
        let stubs = self.assembly.stubs;
        match self.assembly.entries.offset(label) {
            Some(stub) if stub < stubs.end => {
                // Through the slot: the stub would jump there anyhow.
                let slot = (stubs.slots as u32).wrapping_add(label.0 * 8);
                let opcode = 0xff | u64::from(through) << 8;
                self.buffer().put_short(opcode | u64::from(slot.wrapping_sub(at + 5)) << 16, 6);
            }
            Some(target) => {
                self.buffer().put_short(u64::from(direct) | u64::from(target.wrapping_sub(at + 4)) << 8, 5);
            }
            None => {
                let older = self.assembly.entries.link(label, at);
                self.calls.push((label, older));
                self.buffer().put_short(u64::from(direct) | u64::from(older) << 8, 5);
            }
        }
    }

    pub(super) fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site) {
        let len = Rm::addr(len);
        let out_of_bounds = TrapCode::MemoryOutOfBounds;
        match (index, i32::try_from(extent)) {
            // Beyond the length by one is as good as at it.
            (Src::Reg(index), Ok(1)) => {
                self.op(Op::one(0x3b), true, index.reg(), len);
                return self.trap_if_cc(Cc::AE, out_of_bounds, site);
            }
            (Src::Reg(index), _) => self.end_of_access(SCRATCH, index.reg(), extent),
            (Src::Imm(index), _) => {
                let end = u64::from(index as u32) + extent;
                if let Ok(end) = i32::try_from(end) {
                    alu_imm(self.buffer(), 7, true, len, end);
                    return self.trap_if_cc(Cc::B, out_of_bounds, site);
                }
                self.mov_imm(SCRATCH, end);
            }
            _ => unreachable!("an index in memory"),
        }
        self.op(Op::one(0x3b), true, SCRATCH, len);
        self.trap_if_cc(Cc::A, out_of_bounds, site);
    }

    /// `dst = index + extent`.
    fn end_of_access(&mut self, dst: Reg, index: Reg, extent: u64) {
        match i32::try_from(extent) {
            Ok(extent) => self.add_imm(true, dst, index, extent),
            Err(_) => {
                self.mov_imm(SCRATCH, extent);
                self.lea(true, dst, Rm::Mem { base: SCRATCH.number(), index: index.number(), scale: 0, disp: 0 });
            }
        }
    }

    /// The same for an index of 64 bits. Where the sum has more, `dst` is the greatest number, which no memory has as length: a branch
    /// would be another bound that does not hold speculatively.
    fn wide_end_of_access(&mut self, dst: Reg, index: Reg, extent: u64) {
        let extent = i32::try_from(extent).map_err(|_| self.mov_imm(SCRATCH, extent));
        self.copy(dst, index);
        match extent {
            Ok(extent) => alu_imm(self.buffer(), 0, true, Rm::from(dst), extent),
            Err(()) => self.op(Op::one(0x03), true, dst, Rm::from(SCRATCH)),
        }
        // sbb: all ones if there is a carry
        self.op(Op::one(0x1b), true, SCRATCH, Rm::from(SCRATCH));
        self.op(Op::one(0x0b), true, dst, Rm::from(SCRATCH));
    }

    /// Copies a register to another, unless that is the same. The flags stay.
    fn copy(&mut self, dst: Reg, src: Reg) {
        if dst != src {
            self.op(Op::one(0x8b), true, dst, Rm::from(src));
        }
    }

    pub(super) fn index_check(&mut self, dst: Option<Reg>, index: Reg, len: Addr, site: Site) {
        self.op(Op::one(0x3b), true, index, Rm::addr(len));
        self.trap_if_cc(Cc::AE, TrapCode::MemoryOutOfBounds, site);
        if let Some(dst) = dst {
            self.copy(dst, index);
            self.cmov(true, Cc::AE, dst, Rm::base(ABI.context.number(), ZERO_AT));
        }
    }

    pub(super) fn checked_address(&mut self, dst: Reg, access: &CheckedAccess, site: Site) -> Addr {
        let CheckedAccess { index, wide, offset, bytes, base, len, clamps } = *access;
        // The address is relative to the end of the access, which is there for the comparison.
        let extent = offset.saturating_add(u64::from(bytes));
        match wide {
            true => self.wide_end_of_access(dst, index, extent),
            false => self.end_of_access(dst, index, extent),
        }
        self.op(Op::one(0x3b), true, dst, Rm::addr(len));
        self.trap_if_cc(Cc::A, TrapCode::MemoryOutOfBounds, site);
        if clamps {
            self.cmov(true, Cc::A, dst, Rm::base(ABI.context.number(), CLAMPED_END_AT));
        }
        let (base, index) = match base {
            Src::Reg(base) => (base, Some(dst.read())),
            memory => {
                let memory = self.memory(memory);
                self.op(Op::one(0x03), true, dst, memory);
                (dst.read(), None)
            }
        };
        Addr { base, index, shift: 0, offset: -(bytes as i32), site: Some(site) }
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
