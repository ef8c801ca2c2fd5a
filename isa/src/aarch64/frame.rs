//! Prologues and epilogues.
//!
//! A frame, from the stack pointer up: the return address if the function calls, saved registers, the function's own
//! slots. Above it are the words of stack arguments and of stack results. The size is known only at the end of the
//! function. Most frames are made by the instruction that saves the first registers, which is completed then; where that
//! does not reach, or saves nothing, there is room for a subtraction before it, and the function begins where that does.

use windlass_masm::copies::{Transfer, first_copy};
use windlass_masm::vm::VMStoreContext;
use windlass_masm::{
    Addr, Frame, FrameSize, LoadKind, MacroAssembler, Reach, Reg, Retry, Site, Slot, Src, TrapCode, Ty,
};

use core::mem::offset_of;

use super::assembler::Assembler;
use super::control::{BTI_C, store_address};
use super::encode::{Cond, imm9, imm12, pair, rr, rrr, sf};
use super::int::{ADD_IMM, SUB_IMM, SUBS};
use super::pair::{LDP, STP};
use super::registers::{ABI, LINK, SCRATCH2, SP, ZERO};
use super::window::Barrier;

const NOP: u32 = 0xd503_201f;
const RET: u32 = 0xd65f_03c0;
/// Stores and loads of one register and of a pair, and their forms that move the base.
const STR_PRE: u32 = 0xf800_0c00;
const LDR_POST: u32 = 0xf840_0400;
const STP_PRE: u32 = 0xa980_0000;
const LDP_POST: u32 = 0xa8c0_0000;
/// `mov x17, sp`: where the stack arguments are.
const ARGUMENTS: u32 = rr(ADD_IMM | sf(true), SCRATCH2, SP);
/// Last operand of 64 bits, in the form of `subs` whose first operand may be the stack pointer.
pub(super) const UXTX: u32 = 1 << 21 | 0b011 << 13;

/// A frame may be this large before it has to be compared with the limit of the stack: what is accessed below the stack
/// pointer of the caller stays in the guard, with room for the arguments of a call.
const UNCHECKED: u32 = 16 << 10;

/// The registers that a function saves, and where.
pub(super) struct Saved {
    regs: [Reg; ABI.callee_saved.len() + 1],
    count: usize,
}

impl Saved {
    pub(super) fn new(frame: &Frame) -> Saved {
        let mut saved = Saved { regs: [ZERO; _], count: 0 };
        for reg in frame.calls.then_some(LINK).into_iter().chain(frame.saved.iter()) {
            saved.regs[saved.count] = reg;
            saved.count += 1;
        }
        saved
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Reg] {
        &self.regs[..self.count]
    }

    /// Bytes that they take.
    fn size(&self) -> u32 {
        (self.count as u32 * 8).next_multiple_of(16)
    }

    /// The largest frame that saving the first of them can make.
    fn reach(&self) -> u32 {
        match self.count {
            0 => 0,
            1 => 256,
            _ => 512,
        }
    }

    /// The instruction that makes a frame of so many bytes and saves the first of them.
    fn push(&self, bytes: u32) -> u32 {
        match self.count {
            1 => imm9(STR_PRE, self.regs[0], SP, -(bytes as i32)),
            _ => pair(STP_PRE, self.regs[0], self.regs[1], SP, -(bytes as i32) / 8),
        }
    }

    /// The instruction that reverses [`Saved::push`].
    fn pop(&self, bytes: u32) -> u32 {
        match self.count {
            1 => imm9(LDR_POST, self.regs[0], SP, bytes as i32),
            _ => pair(LDP_POST, self.regs[0], self.regs[1], SP, bytes as i32 / 8),
        }
    }

    /// The registers after those, in pairs, with the offset of the first.
    fn rest(&self) -> impl Iterator<Item = (u32, &[Reg])> {
        let regs = &self.regs[..self.count];
        regs.chunks(2).enumerate().skip(1).map(|(i, regs)| (i as u32 * 16, regs))
    }
}

/// Bytes of room for the subtraction from the stack pointer.
fn room(size: FrameSize, saved: &Saved) -> u32 {
    match size {
        FrameSize::Empty => 0,
        FrameSize::Short if saved.count > 0 => 0,
        FrameSize::Short => 4,
        FrameSize::Long => 8,
        FrameSize::Checked(_) => 0,
    }
}

/// How a function's own part of a frame is made.
#[derive(Clone, Copy)]
enum Adjustment {
    /// Together with the room for saved registers.
    Saving,
    /// By one or two subtractions: the constants with their shifts as the instruction has them.
    Subtract([Option<u32>; 2]),
    /// After a comparison with the limit of the stack.
    Checked,
}

impl Adjustment {
    fn new(size: u32, saved: &Saved) -> Adjustment {
        let (low, high) = (size & 0xfff, size >> 12);
        match size {
            0 => Adjustment::Saving,
            _ if saved.size() + size <= saved.reach() => Adjustment::Saving,
            UNCHECKED.. => Adjustment::Checked,
            _ => Adjustment::Subtract([(high != 0).then_some(1 << 22 | high << 10), (low != 0).then_some(low << 10)]),
        }
    }

    /// Bytes of code.
    fn len(self) -> u32 {
        match self {
            Adjustment::Subtract(parts) => parts.into_iter().flatten().count() as u32 * 4,
            _ => 0,
        }
    }
}

impl Assembler<'_> {
    pub(super) fn begin_function(&mut self, frame: &Frame) -> Slot {
        self.start = self.here();
        self.barrier(Barrier::Frame);
        self.facts.begin_function(frame.calls);
        self.reach = frame.reach;
        self.reach_needed = Reach::Short;
        self.assembly.dead.forget();
        self.calls.clear();
        self.assembly.labels.reset(0);
        self.assembly.pushed = 0;
        let saved = Saved::new(frame);
        if self.assembly.branch_protection {
            self.emit(BTI_C);
        }
        if frame.reads_stack_args {
            // The arguments are found through the scratch register until the size of the frame is known.
            self.emit(ARGUMENTS);
        }
        for _ in 0..room(frame.size, &saved) / 4 {
            self.emit(NOP);
        }
        if let FrameSize::Checked(size) = frame.size {
            // Before the stack pointer moves: the handler of the trap knows the guest by it. The scratch register may hold
            // the arguments; the register for the caller's context holds nothing at the entry of a function.
            let limit = self.load_stack_limit();
            self.add_imm(true, limit, limit, i64::from(size + saved.size()));
            self.emit(rrr(SUBS | sf(true) | UXTX, ZERO, SP, limit));
            self.trap_if_cond(Cond::LO, TrapCode::StackOverflow, frame.site);
            self.add_imm(true, SP, SP, -i64::from(size));
        }
        self.adjust_end = self.here();
        self.barrier(Barrier::Frame);
        if saved.count > 0 {
            self.emit(saved.push(saved.size()));
            self.barrier(Barrier::Frame);
            for (offset, regs) in saved.rest() {
                match *regs {
                    [a, b] => self.emit(pair(STP, a, b, SP, offset as i32 / 8)),
                    [a, ..] => self.store(
                        windlass_masm::StoreKind::Full(Ty::I64),
                        Src::Reg(a.read()),
                        Addr::new(SP, offset as i32),
                    ),
                    [] => {}
                }
            }
        }
        if self.assembly.explicit_traps && frame.calls && !matches!(frame.size, FrameSize::Checked(_)) {
            // What a function uses that calls no other stays above the end of the stack.
            self.check_stack_limit(frame.site);
        }
        Slot(saved.size())
    }

    /// Traps where the stack pointer is below the limit of the stack. Destroys the register for the caller's context.
    pub(super) fn check_stack_limit(&mut self, site: Site) {
        let limit = self.load_stack_limit();
        self.emit(rrr(SUBS | sf(true) | UXTX, ZERO, SP, limit));
        self.trap_if_cond(Cond::LO, TrapCode::StackOverflow, site);
    }

    /// Loads the limit of the stack into the register for the caller's context, which it returns.
    fn load_stack_limit(&mut self) -> Reg {
        let limit = ABI.caller_context;
        self.load(LoadKind::Full(Ty::I64), limit, store_address());
        self.load(LoadKind::Full(Ty::I64), limit, Addr::new(limit, offset_of!(VMStoreContext, stack_limit) as i32));
        limit
    }

    pub(super) fn load_stack_arg(&mut self, ty: Ty, dst: Reg, word: u32) {
        self.load(LoadKind::Full(ty), dst, Addr::new(SCRATCH2, word as i32 * 8));
    }

    pub(super) fn epilogue(&mut self, frame: &Frame, frame_end: Slot, results: &[Transfer]) {
        let total = frame_end.0.next_multiple_of(16);
        let mut results = results;
        while let Some((count, words)) = first_copy(results) {
            let (done, rest) = results.split_at(count);
            let (ty, slot, word) = done[0];
            let to = Slot(total + frame.stack_args + word * 8);
            match words {
                Some(words) => self.copy_words(self.slot_addr(to), self.slot_addr(slot), words),
                None => self.store_slot(ty, to, Src::Slot(slot)),
            }
            results = rest;
        }
        self.remove_frame(frame, frame_end);
        self.emit(RET);
        self.facts.leave();
    }

    /// Restores the saved registers and removes the frame and the stack arguments: the return address is in its register.
    pub(super) fn remove_frame(&mut self, frame: &Frame, frame_end: Slot) {
        let total = frame_end.0.next_multiple_of(16);
        let saved = Saved::new(frame);
        self.facts.forget();
        for (offset, regs) in saved.rest() {
            match *regs {
                [a, b] => self.emit(pair(LDP, a, b, SP, offset as i32 / 8)),
                [a, ..] => self.load(LoadKind::Full(Ty::I64), a, Addr::new(SP, offset as i32)),
                [] => {}
            }
        }
        let all = total + frame.stack_args;
        // A post-increment reaches a little less far than the pre-decrement.
        let popped = if all < saved.reach() { all } else { saved.size() };
        if saved.count > 0 {
            self.emit(saved.pop(popped));
        }
        self.add_imm(true, SP, SP, i64::from(all - if saved.count > 0 { popped } else { 0 }));
    }

    pub(super) fn end_function(&mut self, frame: &Frame, frame_end: Slot) -> Result<(u32, u32), Retry> {
        let saved = Saved::new(frame);
        let total = frame_end.0.next_multiple_of(16);
        let size = total - saved.size();
        let adjustment = Adjustment::new(size, &saved);
        let available = room(frame.size, &saved);
        let needed = match adjustment {
            Adjustment::Checked => FrameSize::Checked(size),
            _ if adjustment.len() <= available => frame.size,
            _ if adjustment.len() <= room(FrameSize::Short, &saved) => FrameSize::Short,
            _ => FrameSize::Long,
        };
        let fits = match (frame.size, needed) {
            (FrameSize::Checked(_), FrameSize::Checked(_)) => frame.size == needed,
            (FrameSize::Checked(_), _) | (_, FrameSize::Checked(_)) => false,
            _ => adjustment.len() <= available,
        };
        if !fits {
            self.abandon_function();
            return Err(Retry { size: needed, reach: frame.reach.max(self.reach_needed) });
        }
        self.finish_traps();
        self.finish_tables();
        self.finish_pool();
        if self.reach_needed > frame.reach {
            self.abandon_function();
            return Err(Retry { size: frame.size, reach: self.reach_needed });
        }
        debug_assert!(
            self.assembly.labels.used().all(|(label, _)| self.assembly.labels.offset(label).is_some()),
            "a branch whose label is not bound"
        );
        self.keep_pool();
        let mut entry = self.start;
        match adjustment {
            Adjustment::Checked => {}
            Adjustment::Saving if saved.count > 0 => {
                let at = self.adjust_end;
                self.buffer().write_u32(at, saved.push(total));
                entry = at;
            }
            Adjustment::Saving => entry = self.adjust_end,
            Adjustment::Subtract(parts) => {
                entry = self.adjust_end;
                for part in parts.into_iter().rev().flatten() {
                    entry -= 4;
                    self.buffer().write_u32(entry, imm12(SUB_IMM | sf(true), SP, SP, 0) | part);
                }
            }
        }
        if frame.reads_stack_args && !matches!(adjustment, Adjustment::Checked) {
            // The instruction comes right before what is left of the room.
            entry -= 4;
            self.buffer().write_u32(entry, ARGUMENTS);
        }
        if self.assembly.branch_protection && !matches!(adjustment, Adjustment::Checked) {
            entry -= 4;
            self.buffer().write_u32(entry, BTI_C);
        }
        self.bind_entry(frame.entry, entry);
        Ok((entry, total))
    }

    fn abandon_function(&mut self) {
        self.assembly.traps.clear();
        self.tables.clear();
        self.pool.clear();
        // Calls in the abandoned code are the last links of their chains.
        while let Some((label, older)) = self.calls.pop() {
            self.assembly.entries.restore_chain(label, older);
        }
        let start = self.start;
        self.buffer().truncate(start);
    }
}
