//! Tail calls: the frame is replaced by the arguments of the callee.

use core::mem::offset_of;

use dynasm::dynasm;
use windlass_masm::copies::LONG_COPY;
use windlass_masm::vm::{TAIL_CALL_AT, VMFuncRef, VMImport};
use windlass_masm::{Frame, LoadKind, Slot, StoreKind, TailCall, TailCallee, TrapCode, Ty};

use super::assembler::Assembler;
use super::compare::Cc;
use super::control::JUMP;
use super::encode::{Op, Rm, alu_imm};
use super::registers::{ABI, FSCRATCH, RAX, RSP, SCRATCH};

/// `windlass_tail_call` takes a reference for an import, and an import for a reference.
const _: () = assert!(offset_of!(VMFuncRef, code) == 0 && offset_of!(VMImport, code) == 0);
const _: () = assert!(offset_of!(VMFuncRef, context) == offset_of!(VMImport, context));

impl Assembler<'_> {
    pub(super) fn tail_call(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall) {
        // The function may have no other calls, and so much is more than the part of the stack below the limit is for.
        if self.assembly.explicit_traps && call.stack_words() != 0 {
            self.check_stack_limit(call.site);
        }
        match (call.stack_args, frame.stack_args) {
            (0, 0) => self.remove_frame(frame, frame_end),
            (0, args) => {
                self.remove_frame(frame, frame_end);
                // pop [rsp + args - 8], whose address is relative to what the stack pointer is afterwards
                self.op_ext(Op::one(0x8f), false, 0, Rm::base(RSP.number(), args as i32 - 8));
                alu_imm(self.buffer(), 0, true, Rm::from(RSP), args as i32 - 8);
            }
            _ => self.replace_frame(frame, frame_end, call),
        }
        match call.callee {
            TailCallee::Function(label) => self.go_to_entry(label, JUMP),
            TailCallee::Reference => {
                self.mov_imm(ABI.caller_context, u64::from(call.stack_words()));
                let context = Rm::base(SCRATCH.number(), offset_of!(VMFuncRef, context) as i32);
                self.op(Op::one(0x3b), true, ABI.context, context);
                let foreign = self.skip(0x75);
                self.clamp_if(Cc::NE, SCRATCH);
                let ops = self.buffer();
                dynasm!(ops ; .arch x64 ; jmp QWORD [r11]);
                self.land(foreign);
                self.tail_call_elsewhere();
            }
            TailCallee::Import(offset) => {
                self.lea(true, SCRATCH, Rm::base(ABI.context.number(), offset as i32));
                self.mov_imm(ABI.caller_context, u64::from(call.stack_words()));
                self.tail_call_elsewhere();
            }
        }
        self.assembly.pushed -= call.stack_args;
        self.ends_path();
    }

    /// Goes on in what the scratch register refers to, which has another context. `rax` says what is on the stack.
    fn tail_call_elsewhere(&mut self) {
        self.op_ext(Op::one(0xff), false, 4, Rm::base(ABI.context.number(), TAIL_CALL_AT));
    }

    /// Restores the saved registers, and moves the arguments and the return address over the frame.
    fn replace_frame(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall) {
        let (args, size) = (call.stack_args as i32, frame_end.0 as i32);
        for (i, reg) in frame.saved.iter().enumerate() {
            self.load_rm(LoadKind::Full(Ty::I64), reg, Rm::base(RSP.number(), args + i as i32 * 8));
        }
        // The return address belongs below the arguments: push [rsp + args + size], where there may be no room for it.
        self.assembly.sites.record_pushed(self.assembly.pushed);
        self.assembly.sites.record_reason(TrapCode::StackOverflow);
        self.assembly.record(call.site);
        self.op_ext(Op::one(0xff), false, 6, Rm::base(RSP.number(), args + size));
        // The last words come first: the new place is above the old one, and may overlap with it.
        let up = size + 8 + frame.stack_args as i32;
        if call.stack_args / 8 < LONG_COPY {
            for at in (0..args).step_by(16).rev() {
                self.load_rm(LoadKind::Full(Ty::V128), FSCRATCH, Rm::base(RSP.number(), at + 8));
                self.store_rm(StoreKind::Full(Ty::V128), FSCRATCH, Rm::base(RSP.number(), at + 8 + up));
            }
        } else {
            let at = |disp| Rm::Mem { base: RSP.number(), index: RAX.number(), scale: 0, disp };
            self.mov_imm(RAX, u64::from(call.stack_args));
            let start = self.begin_loop();
            self.load_rm(LoadKind::Full(Ty::V128), FSCRATCH, at(-8));
            self.store_rm(StoreKind::Full(Ty::V128), FSCRATCH, at(up - 8));
            alu_imm(self.buffer(), 5, false, Rm::from(RAX), 16);
            self.skip_back(0x75, start);
        }
        self.load_rm(LoadKind::Full(Ty::I64), RAX, Rm::base(RSP.number(), 0));
        self.store_rm(StoreKind::Full(Ty::I64), RAX, Rm::base(RSP.number(), up));
        alu_imm(self.buffer(), 0, true, Rm::from(RSP), up);
    }
}
