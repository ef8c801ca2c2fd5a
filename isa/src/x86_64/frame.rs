//! Prologues and epilogues.
//!
//! The size of a frame is known only at the end of the function, so room is left for the instruction that makes it, and
//! the function begins where that instruction does. The frame, from the stack pointer up: saved registers, the function's
//! own slots, the return address, the words of stack arguments, the words of stack results.

use dynasm::dynasm;
use dynasmrt::DynasmApi;
use windlass_masm::copies::{Transfer, first_copy};
use windlass_masm::vm::VMStoreContext;
use windlass_masm::{
    Addr, Frame, FrameSize, LoadKind, MacroAssembler, Reg, Retry, Site, Slot, Src, StoreKind, TrapCode, Ty,
};

use core::mem::offset_of;

use super::assembler::Assembler;
use super::compare::Cc;
use super::control::{ENDBR64, store_address};
use super::encode::{Op, Rm, alu_imm, imm32, op_rm};
use super::registers::{ABI, RSP, SCRATCH};
use super::window::Window;

/// `sub rsp, imm8` and `sub rsp, imm32`.
const SHORT: u32 = 4;
const LONG: u32 = 7;

/// A frame may be this large before it has to be compared with the limit of the stack: what is accessed below the stack
/// pointer of the caller stays in the guard, with room for the arguments of a call.
const UNCHECKED: u32 = 16 << 10;

fn room(size: FrameSize) -> u32 {
    match size {
        FrameSize::Empty => 0,
        FrameSize::Short => SHORT,
        FrameSize::Long => LONG,
        FrameSize::Checked(_) => LONG,
    }
}

impl Assembler<'_> {
    pub(super) fn begin_function(&mut self, frame: &Frame) -> Slot {
        self.start = self.buffer().len();
        self.window = Window::new();
        self.branch_targets.reset();
        self.facts.forget();
        self.cold.clear();
        self.assembly.dead.forget();
        self.calls.clear();
        self.assembly.labels.reset(0);
        self.assembly.pushed = 0;
        if self.assembly.branch_protection {
            self.buffer().put_short(u64::from(u32::from_le_bytes(ENDBR64)), 4);
        }
        if frame.reads_stack_args {
            // The arguments are found through the scratch register until the size of the frame is known.
            self.op(Op::one(0x8d), true, SCRATCH, Rm::base(RSP.number(), 8));
        }
        let saved = frame.saved.len() * 8;
        self.adjust_at = self.buffer().len();
        match frame.size {
            FrameSize::Checked(size) => {
                // Before the stack pointer moves: the handler of the trap knows the guest by it. The scratch register may
                // hold the arguments, rax holds nothing at the entry of a function.
                self.load(LoadKind::Full(Ty::I64), ABI.caller_context, store_address());
                let limit = Addr::new(ABI.caller_context, offset_of!(VMStoreContext, stack_limit) as i32);
                self.load(LoadKind::Full(Ty::I64), ABI.caller_context, limit);
                alu_imm(self.buffer(), 0, true, Rm::from(ABI.caller_context), (size + saved) as i32);
                self.op(Op::one(0x3b), true, RSP, Rm::from(ABI.caller_context));
                self.trap_if_cc(Cc::B, TrapCode::StackOverflow, frame.site);
                self.sub_rsp_long(size + saved);
                for (i, reg) in frame.saved.iter().enumerate() {
                    self.store_rm(StoreKind::Full(Ty::I64), reg, Rm::base(RSP.number(), i as i32 * 8));
                }
            }
            size => {
                for _ in 0..room(size) {
                    self.buffer().put_short(0xcc, 1);
                }
                for reg in frame.saved.iter().rev() {
                    self.push(reg);
                }
                if self.assembly.explicit_traps && frame.calls {
                    // The frame of a leaf function stays above the end of the stack.
                    self.check_stack_limit(frame.site);
                }
            }
        }
        Slot(saved)
    }

    /// Traps where the stack pointer is below the limit of the stack. Destroys the register for the caller's context.
    pub(super) fn check_stack_limit(&mut self, site: Site) {
        self.load(LoadKind::Full(Ty::I64), ABI.caller_context, store_address());
        let limit = offset_of!(VMStoreContext, stack_limit) as i32;
        self.op(Op::one(0x3b), true, RSP, Rm::base(ABI.caller_context.number(), limit));
        self.trap_if_cc(Cc::B, TrapCode::StackOverflow, site);
    }

    fn sub_rsp_long(&mut self, size: u32) {
        op_rm(self.buffer(), Op::one(0x81), true, 5, Rm::from(RSP));
        imm32(self.buffer(), size);
    }

    fn push(&mut self, reg: Reg) {
        let (low, extended) = (u64::from(reg.number() & 7), reg.number() >= 8);
        if extended {
            self.buffer().put_short(0x41 | (0x50 | low) << 8, 2);
        } else {
            self.buffer().put_short(0x50 | low, 1);
        }
    }

    fn pop(&mut self, reg: Reg) {
        let (low, extended) = (u64::from(reg.number() & 7), reg.number() >= 8);
        if extended {
            self.buffer().put_short(0x41 | (0x58 | low) << 8, 2);
        } else {
            self.buffer().put_short(0x58 | low, 1);
        }
    }

    pub(super) fn load_stack_arg(&mut self, ty: Ty, dst: Reg, word: u32) {
        let rm = Rm::base(SCRATCH.number(), word as i32 * 8);
        self.load_rm(LoadKind::Full(ty), dst, rm);
    }

    pub(super) fn epilogue(&mut self, frame: &Frame, frame_end: Slot, results: &[Transfer]) {
        let mut results = results;
        while let Some((count, words)) = first_copy(results) {
            let (done, rest) = results.split_at(count);
            let (ty, slot, word) = done[0];
            let to = Slot(frame_end.0 + 8 + frame.stack_args + word * 8);
            match words {
                Some(words) => self.copy_words(self.slot_addr(to), self.slot_addr(slot), words),
                None => self.store_slot(ty, to, Src::Slot(slot)),
            }
            results = rest;
        }
        self.remove_frame(frame, frame_end);
        let ops = self.buffer();
        match frame.stack_args {
            0 => dynasm!(ops ; .arch x64 ; ret),
            bytes => dynasm!(ops ; .arch x64 ; ret bytes as i16),
        }
        self.ends_path();
    }

    /// Restores the saved registers and removes the frame: the stack pointer is at the return address.
    pub(super) fn remove_frame(&mut self, frame: &Frame, frame_end: Slot) {
        let saved = frame.saved.len() * 8;
        let mut rest = frame_end.0 - saved;
        if let FrameSize::Checked(_) = frame.size {
            for (i, reg) in frame.saved.iter().enumerate() {
                self.load_rm(LoadKind::Full(Ty::I64), reg, Rm::base(RSP.number(), i as i32 * 8));
            }
            rest += saved;
        } else {
            for reg in frame.saved.iter() {
                self.pop(reg);
            }
        }
        if rest != 0 {
            alu_imm(self.buffer(), 0, true, Rm::from(RSP), rest as i32);
        }
    }

    pub(super) fn end_function(&mut self, frame: &Frame, frame_end: Slot) -> Result<(u32, u32), Retry> {
        let saved = frame.saved.len() * 8;
        let size = frame_end.0 - saved;
        let needed = match size {
            0 => FrameSize::Empty,
            1..128 => FrameSize::Short,
            128..UNCHECKED => FrameSize::Long,
            _ => FrameSize::Checked(size),
        };
        let fits = match (frame.size, needed) {
            (FrameSize::Checked(a), FrameSize::Checked(b)) => a == b,
            (FrameSize::Checked(_), _) => false,
            (_, FrameSize::Checked(_)) => false,
            (given, needed) => room(needed) <= room(given),
        };
        if !fits {
            self.abandon_function();
            return Err(Retry { size: needed, reach: frame.reach });
        }
        self.finish_cold();
        self.finish_traps();
        self.complete_jumps();
        self.finish_tables();
        self.finish_pool();
        let mut entry = self.start;
        if !matches!(frame.size, FrameSize::Checked(_)) {
            let unused = room(frame.size) - room(needed);
            let at = self.adjust_at + unused;
            match needed {
                FrameSize::Short => self.buffer().write_slice(at, &[0x48, 0x83, 0xec, size as u8]),
                FrameSize::Long => {
                    let [a, b, c, d] = size.to_le_bytes();
                    self.buffer().write_slice(at, &[0x48, 0x81, 0xec, a, b, c, d]);
                }
                _ => {}
            }
            if frame.reads_stack_args {
                // The unused space is between two instructions.
                let nop: &[u8] = match unused {
                    LONG => &[0x0f, 0x1f, 0x80, 0, 0, 0, 0],
                    SHORT => &[0x0f, 0x1f, 0x40, 0],
                    0 => &[],
                    _ => &[0x0f, 0x1f, 0],
                };
                debug_assert!(nop.len() == unused as usize);
                let from = self.adjust_at;
                self.buffer().write_slice(from, nop);
            } else {
                entry += unused;
                if self.assembly.branch_protection {
                    self.buffer().write_slice(entry, &ENDBR64);
                }
            }
        }
        self.bind_entry(frame.entry, entry);
        Ok((entry, frame_end.0))
    }

    fn abandon_function(&mut self) {
        self.assembly.traps.clear();
        self.tables.clear();
        self.cold.clear();
        self.pool.clear();
        // Calls in the abandoned code are the last links of their chains.
        while let Some((label, older)) = self.calls.pop() {
            self.assembly.entries.restore_chain(label, older);
        }
        let start = self.start;
        self.buffer().truncate(start);
    }
}
