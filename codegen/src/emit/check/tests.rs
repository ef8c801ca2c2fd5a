//! Each rule is broken on purpose, and seen to be caught.

extern crate std;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::panic::{AssertUnwindSafe, catch_unwind};

use windlass_isa::Target;
use windlass_masm::{Assembly, CodeBuffer, MacroAssembler, Slot, Ty};

use super::*;
use crate::compile::{Compilation, CompileOptions, FunctionCompiler};

/// Something that no emitter may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A value too many on the stack, or too few.
    Push,
    Pop,
    /// A value of another type.
    Retype,
    /// A block less than there are.
    CloseBlock,
    /// A register that is neither free nor anybody's.
    LoseRegister,
    /// A register that is free and a value's.
    FreeOwned,
    /// A register that two values have.
    ShareRegister,
    /// A free register that is a home.
    FreeHome,
    /// A value in a home.
    PushHome,
    /// A register of a value below the canonical height.
    RegisterBelow,
    /// A local below the canonical height that is assigned.
    AssignedBelow,
    /// A value still in memory that is not on top.
    MemoryBelow,
    /// An address of which nobody holds the registers.
    StrayAddress,
    /// A slot beyond the frame.
    SlotBeyond,
    /// A scan that has overlooked calls, calls that return, changes of the context, divisions.
    ForgetCalls,
    ForgetContext,
    ForgetDivides,
    /// A home that a division insists on.
    HomeOfDivision,
    /// A local that is accessed although its home is given away.
    EndLocals,
    /// A register that is lost in front of the end of a block, and of a call: what is set right there.
    LoseBefore,
    /// A home that is given back in front of the end of a block.
    FreeHomeBefore,
    /// An operand that is popped and forgotten.
    ForgetOperand,
    /// A reader that is inside an operator.
    Misread,
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Breaks the rule that is to be broken, where that is possible, `before` an operator or after one.
    pub(super) fn sabotage(&mut self, before: bool) {
        let Some(fault) = self.checker.fault else { return };
        if self.reachable && self.break_rule(fault, before).is_some() {
            self.checker.fault = None;
        }
    }

    fn break_rule(&mut self, fault: Fault, before: bool) -> Option<()> {
        let int = |regs: RegSet| regs.intersection(RegSet::ALL_INT).first();
        let float = |regs: RegSet| regs.intersection(RegSet::ALL_FLOAT).first();
        let len = self.stack.len();
        let owner = (self.stack.canonical()..len).find_map(|index| match self.stack.get(index).place {
            Place::Reg(reg) => Some((index, reg)),
            _ => None,
        });
        let home = self.homes.all.difference(self.all_free).intersection(M::ABI.caller_saved);
        if before {
            let next = self.reader.peek() as u8;
            match fault {
                Fault::ForgetCalls if next == 0x10 => self.scan.begin(0, 0, 0),
                Fault::ForgetContext if next == 0x10 => self.scan.changes_context = false,
                Fault::ForgetDivides if next == 0x6e => self.scan.begin(0, 0, 0),
                Fault::HomeOfDivision if next == 0x6e => {
                    let fixed = self.masm.div_constraints(windlass_masm::DivOp::DivU).registers();
                    self.all_free = self.all_free.difference(fixed);
                    self.free = self.free.difference(fixed);
                    self.homes.all = self.homes.all.union(fixed);
                }
                Fault::EndLocals if next == 0x20 => {
                    self.all_free = self.all_free.union(home);
                    self.free = self.free.union(home);
                }
                // The `end` of a block, and `call`.
                Fault::LoseBefore if next == 0x0b || next == 0x10 => self.free.remove(int(self.free)?),
                Fault::FreeHomeBefore if next == 0x0b => self.free.insert(int(home)?),
                _ => return None,
            }
            return Some(());
        }
        match fault {
            Fault::Push => self.push(Place::Const(0), Ty::I32),
            Fault::Pop if len > 0 => drop(self.stack.pop()),
            Fault::Retype if len > 0 => {
                let value = self.stack.pop();
                let ty = if value.ty == Ty::I32 { Ty::I64 } else { Ty::I32 };
                self.push(value.place, ty);
            }
            Fault::CloseBlock => drop(self.blocks.pop()?),
            Fault::LoseRegister => self.free.remove(float(self.free)?),
            Fault::FreeOwned => self.free.insert(owner?.1),
            Fault::ShareRegister => {
                let (index, reg) = owner?;
                let other = (self.stack.canonical()..len)
                    .find(|&other| other != index && self.stack.get(other).ty == self.stack.get(index).ty)?;
                self.stack.set_place(other, Place::Reg(reg));
            }
            Fault::FreeHome => self.free.insert(int(home)?),
            Fault::PushHome if len > 1 && self.stack.canonical() == 0 => {
                self.stack.set_place(0, Place::Reg(int(home)?));
            }
            Fault::RegisterBelow if len > 0 => {
                owner?;
                self.stack.set_canonical(len);
            }
            Fault::AssignedBelow if len > 0 => {
                let Place::Local(local) = self.stack.get(len - 1).place else { return None };
                if !self.scan.is_assigned(local) {
                    return None;
                }
                self.stack.set_canonical(len);
            }
            Fault::MemoryBelow if len > 1 && self.stack.canonical() == 0 => {
                self.stack.set_place(0, Place::Memory(None));
            }
            Fault::StrayAddress if len > 0 => {
                let reg = int(self.free)?;
                self.stack.pending = Some(windlass_masm::Addr::new(reg, 0));
                self.stack.set_place(len - 1, Place::Memory(None));
            }
            Fault::SlotBeyond if len > 0 && matches!(self.stack.get(len - 1).place, Place::Const(_)) => {
                self.frame_end = 0;
                self.stack.set_place(len - 1, Place::Slot);
            }
            Fault::ForgetOperand if len > 0 => {
                let operand = self.pop();
                self.push(operand.place, operand.ty);
            }
            Fault::Misread => {
                let Slot(_) = self.context_slot;
                self.reader.u32();
            }
            _ => return None,
        }
        Some(())
    }
}

/// A module that does a little of everything, with an import, a call, a division, blocks and loads.
const MODULE: &str = r#"(module
    (import "a" "b" (func $import (param i32)))
    (memory 1)
    (func $leaf (param $a i32) (param $b i32) (result i32)
        (block (br_if 0 (i32.lt_s (local.get $a) (local.get $b))) (local.set $b (i32.const 300)))
        (i32.add
            (i32.mul (i32.add (local.get $a) (local.get $b)) (local.get $b))
            (i32.add (i32.load (local.get $a)) (i32.div_u (local.get $a) (local.get $b)))))
    (func (param $x i32) (result i32)
        (call $import (i32.const 7))
        (i32.add (i32.mul (local.get $x) (i32.const 5)) (call $leaf (local.get $x) (i32.const 1)))))"#;

/// What the compiler says where the rule is broken.
fn message_of(fault: Fault) -> Option<String> {
    let wasm = wat::parse_str(MODULE).unwrap();
    let compilation = Compilation::new(&wasm, &CompileOptions::default()).unwrap();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let assembly = Assembly::new(CodeBuffer::on_heap().unwrap(), compilation.functions.len());
        let mut compiler = FunctionCompiler::new(&compilation.basis, assembly);
        compiler.emitter().checker().fault = Some(fault);
        for source in &compilation.functions {
            compiler.compile(source, &wasm[source.range()]).map_err(|error| error.to_string()).unwrap();
        }
    }));
    let panic = result.err()?;
    Some(panic.downcast_ref::<String>().cloned().unwrap_or_else(|| String::from("another panic")))
}

#[test]
fn what_breaks_a_rule_is_caught_at_its_operator() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(std::boxed::Box::new(|_| {}));
    let mut cases = Vec::from([
        (Fault::Push, "the stack is as high as the validator's"),
        (Fault::Pop, "the stack is as high as the validator's"),
        (Fault::Retype, "a value has the validator's type"),
        (Fault::CloseBlock, "as many blocks are open as the validator has"),
        (Fault::LoseRegister, "a register that is not free has an owner"),
        (Fault::FreeOwned, "the register of a value is not free"),
        (Fault::ShareRegister, "a register has one owner"),
        (Fault::FreeHome, "a register that is free is not the home of a local"),
        (Fault::PushHome, "the register of a value is not the home of a local"),
        (Fault::RegisterBelow, "a value below the canonical height is canonical"),
        (Fault::AssignedBelow, "a value below the canonical height is canonical"),
        (Fault::MemoryBelow, "only the value on top is still in memory"),
        (Fault::StrayAddress, "what is still in memory holds the registers of its address"),
        (Fault::SlotBeyond, "a slot that is used is in the frame"),
        (Fault::ForgetCalls, "the scan knows that there are calls"),
        (Fault::ForgetContext, "the scan knows that the context changes"),
        (Fault::EndLocals, "a local that lives up to the first call only is not accessed after it"),
        (Fault::LoseBefore, "at the end of a block, all registers are free"),
        (Fault::FreeHomeBefore, "a register that is given back is not the home of a local"),
        (Fault::ForgetOperand, "an operand is released, or pushed again"),
        (Fault::Misread, "the emitter reads operators where they begin"),
    ]);
    if Target::default().machine().isa == windlass_isa::Isa::X86_64 {
        // Where divisions insist on registers.
        cases.push((Fault::ForgetDivides, "the scan knows that there is an operator that insists on"));
        cases.push((Fault::HomeOfDivision, "no home is a register that an operator insists on"));
    }
    let failed: Vec<_> = cases
        .into_iter()
        .filter_map(|(fault, rule)| match message_of(fault) {
            Some(message) if message.contains(rule) && message.contains("stack:") => None,
            message => Some((fault, rule, message)),
        })
        .collect();
    std::panic::set_hook(hook);
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn what_breaks_no_rule_is_compiled() {
    let wasm = wat::parse_str(MODULE).unwrap();
    let compilation = Compilation::new(&wasm, &CompileOptions::default()).unwrap();
    let assembly = Assembly::new(CodeBuffer::on_heap().unwrap(), compilation.functions.len());
    let mut compiler = FunctionCompiler::new(&compilation.basis, assembly);
    assert!(compilation.functions.iter().all(|source| compiler.compile(source, &wasm[source.range()]).is_ok()));
}
