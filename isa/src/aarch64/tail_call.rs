//! Tail calls: the frame is replaced by the arguments of the callee.

use core::mem::offset_of;

use windlass_masm::copies::LONG_COPY;
use windlass_masm::vm::{TAIL_CALL_AT, VMFuncRef, VMImport};
use windlass_masm::{Addr, Frame, LoadKind, Reg, Slot, TailCall, TailCallee, TrapCode, Ty};

use super::assembler::Assembler;
use super::control::{B, BR, on_cond};
use super::encode::{Cond, imm9, imm12, pair, rr, rrr, sf};
use super::frame::{Saved, UXTX};
use super::int::SUBS;
use super::pair::LDP;
use super::registers::{ABI, FSCRATCH, FSCRATCH2, SCRATCH, SP, ZERO};
use super::window::Barrier;

/// `ldr` and `str` of 128 bits with a scaled offset, with the base decremented before, and of a pair.
const LDR_Q: u32 = 0x3dc0_0000;
const STR_Q: u32 = 0x3d80_0000;
const LDR_Q_PRE: u32 = 0x3cc0_0c00;
const STR_Q_PRE: u32 = 0x3c80_0c00;
const LDP_Q: u32 = 0xad40_0000;
const STP_Q: u32 = 0xad00_0000;

/// `windlass_tail_call` takes a reference for an import, and an import for a reference.
const _: () = assert!(offset_of!(VMFuncRef, code) == 0 && offset_of!(VMImport, code) == 0);
const _: () = assert!(offset_of!(VMFuncRef, context) == 8 && offset_of!(VMImport, context) == 8);

impl Assembler<'_> {
    pub(super) fn tail_call(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall) {
        // The function may have no other calls, and so much is more than the part of the stack below the limit is for.
        if self.assembly.explicit_traps && call.stack_words() != 0 {
            self.check_stack_limit(call.site);
        }
        match call.stack_args {
            0 => self.remove_frame(frame, frame_end),
            _ => self.replace_frame(frame, frame_end, call),
        }
        match call.callee {
            TailCallee::Function(label) => self.go_to_entry(label, B),
            TailCallee::Reference => {
                let (code, context) = (SCRATCH, ABI.caller_context);
                self.emit_pair(pair(LDP, code, context, ABI.scratch, 0));
                self.emit(rrr(SUBS | sf(true), ZERO, ABI.context, context));
                let foreign = self.skip(on_cond(Cond::NE));
                self.clamp_if(Cond::NE, code);
                self.emit(rr(BR, Reg::int(0), code));
                self.land(foreign);
                self.tail_call_elsewhere(call);
            }
            TailCallee::Import(offset) => {
                self.add_imm(true, ABI.scratch, ABI.context, i64::from(offset));
                self.tail_call_elsewhere(call);
            }
        }
        self.assembly.pushed -= call.stack_args;
        self.facts.leave();
    }

    /// Goes on in what [`Abi::scratch`](windlass_masm::Abi::scratch) refers to, which has another context.
    fn tail_call_elsewhere(&mut self, call: &TailCall) {
        self.mov_imm(false, ABI.caller_context, u64::from(call.stack_words()));
        self.load(LoadKind::Full(Ty::I64), SCRATCH, Addr::new(ABI.context, TAIL_CALL_AT));
        self.emit(rr(BR, Reg::int(0), SCRATCH));
    }

    /// Restores the saved registers, and moves the arguments over the frame.
    fn replace_frame(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall) {
        let args = call.stack_args;
        // There may have been no room for the arguments.
        self.assembly.sites.record_pushed(self.assembly.pushed);
        self.assembly.sites.record_reason(TrapCode::StackOverflow);
        self.assembly.record(call.site);
        self.facts.forget();
        for (i, &reg) in Saved::new(frame).all().iter().enumerate() {
            self.load(LoadKind::Full(Ty::I64), reg, Addr::new(SP, args as i32 + i as i32 * 8));
        }
        let up = frame_end.0.next_multiple_of(16) + frame.stack_args;
        if up == 0 {
            return;
        }
        // The last words come first: the new place is above the old one, and may overlap with it.
        let to = ABI.caller_context;
        if args / 8 < LONG_COPY {
            self.add_imm(true, to, SP, i64::from(up));
            let mut at = (args / 16) as i32;
            while at >= 2 {
                at -= 2;
                self.put(pair(LDP_Q, FSCRATCH2, FSCRATCH, SP, at));
                self.put(pair(STP_Q, FSCRATCH2, FSCRATCH, to, at));
            }
            if at == 1 {
                self.put(imm12(LDR_Q, FSCRATCH, SP, 0));
                self.put(imm12(STR_Q, FSCRATCH, to, 0));
            }
        } else {
            self.add_imm(true, to, SP, i64::from(up + args));
            self.add_imm(true, SCRATCH, SP, i64::from(args));
            self.barrier(Barrier::Landing);
            let start = self.here();
            self.put(imm9(LDR_Q_PRE, FSCRATCH, SCRATCH, -16));
            self.put(imm9(STR_Q_PRE, FSCRATCH, to, -16));
            self.put(rrr(SUBS | sf(true) | UXTX, ZERO, SP, SCRATCH));
            self.branch_back(Cond::NE, start);
            self.barrier(Barrier::Landing);
        }
        self.add_imm(true, SP, to, 0);
    }
}
