//! Explains hardware faults as traps.

use windlass_isa::trampolines::{
    tail_calls, windlass_builtin_call, windlass_enter, windlass_host_call, windlass_trampolines_end,
};
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, RETURN_ADDRESS_SIZE, VMFuncRef, VMHostContext};

use crate::api::error::{Error, format_err};
use crate::code::code_registry;
use crate::guest::activation::{Activation, FramesStart};
use crate::machine::{self, Registers, ReturnAddress};
use crate::platform::{Fault, FaultKind};

/// An upper bound of the stack that the kernel needs for a signal frame.
const SIGNAL_FRAME: usize = 16 << 10;

/// The error for a fault of `activation`.
pub(crate) fn explain(activation: &Activation, fault: &Fault) -> Error {
    match code(activation, fault) {
        Some(code) => Error::from(code),
        None => format_err!(
            "internal error: unexpected fault {:?} at {:#x}; this is a defect of Windlass",
            fault.kind,
            fault.registers.pc
        ),
    }
}

fn code(activation: &Activation, fault: &Fault) -> Option<TrapCode> {
    let pc = fault.registers.pc;
    if fault.kind == FaultKind::Interrupt {
        return Some(TrapCode::Interrupt);
    }
    if let FaultKind::Access { address } = fault.kind
        && activation.guard().contains(&address)
    {
        return (in_trampolines(pc) || code_registry::find(pc).is_some()).then_some(TrapCode::StackOverflow);
    }
    // A handler of the embedder without `SA_ONSTACK` runs on the guest stack. If the kernel finds no room for the signal
    // frame there, it reports a fault without an address.
    let room = fault.registers.sp().wrapping_sub(activation.guard().end);
    if fault.kind == (FaultKind::Access { address: usize::MAX }) && room < SIGNAL_FRAME {
        return Some(TrapCode::StackOverflow);
    }
    let (module, offset) = code_registry::find(pc)?;
    let rest = &module.code_bytes()[offset as usize..];
    match fault.kind {
        FaultKind::Access { address } => {
            let site = module.function_at(offset).and_then(|(_, function)| module.site(&function, offset));
            let reason = site.map_or(TrapCode::MemoryOutOfBounds, |site| site.fault);
            may_fault_at(reason, address, activation.reserves(address)).then_some(reason)
        }
        FaultKind::IllegalInstruction => TrapCode::from_byte(machine::trap_byte(rest)?),
        FaultKind::Arithmetic => machine::divide_trap(rest, &fault.registers),
        FaultKind::Interrupt => Some(TrapCode::Interrupt),
    }
}

/// Whether an access that can trap for this reason can fault at `address`. `is_reserved` is set if a memory reserves the
/// address. If it cannot, the fault is a bug.
fn may_fault_at(reason: TrapCode, address: usize, is_reserved: bool) -> bool {
    match reason {
        TrapCode::MemoryOutOfBounds => is_reserved,
        // Code reads fields through a null reference without a check.
        TrapCode::IndirectCallToNull | TrapCode::NullReference => address < size_of::<VMFuncRef>(),
        _ => false,
    }
}

/// The innermost frame of an activation that faulted.
pub(crate) fn frames_start(activation: &Activation, fault: &Fault) -> Option<FramesStart> {
    let (pc, sp) = (fault.registers.pc, fault.registers.sp());
    if !in_trampolines(pc) {
        // A stub has no frame: it faulted because the stack has no room to call the resolver.
        #[cfg(feature = "lazy")]
        if let Some((module, _)) = code_registry::find(pc)
            && let Some(position) = module.stub_at(pc)
        {
            let frame = machine::interrupted_frame(&[], 0, 0, 0, &fault.registers);
            let pc = return_address(activation, sp, frame.return_address)?;
            return Some(FramesStart {
                pc,
                sp: sp + frame.size + module.call_stack_bytes(position),
                fault: None,
                is_site: true,
            });
        }
        let is_site = fault.kind != FaultKind::Interrupt;
        return Some(FramesStart { pc, sp, fault: Some(fault.registers), is_site });
    }
    if pc < windlass_host_call as *const () as usize {
        return None;
    }
    if tail_calls().contains(&pc) {
        // The frames are unknown if an interrupt arrives at an arbitrary instruction here.
        if fault.kind == FaultKind::Interrupt {
            return None;
        }
        let (at, stack_bytes) = machine::tail_call_without_room(&fault.registers);
        let pc = return_address(activation, sp, at)?;
        let sp = sp + machine::calling_frame(0).size + stack_bytes;
        return Some(FramesStart { pc, sp, fault: None, is_site: true });
    }
    let pc = return_address(activation, sp, machine::exit_return_address(&fault.registers))?;
    // The exit has no room to save registers, but it has already moved the stack pointer by their size. Above are the stack
    // arguments and results of a host function.
    let is_host_call = pc < windlass_builtin_call as *const () as usize;
    let stack_bytes = if is_host_call { host_stack_bytes(&fault.registers) } else { 0 };
    let sp = sp + size_of::<CallRegs>() + RETURN_ADDRESS_SIZE + stack_bytes;
    Some(FramesStart { pc, sp, fault: None, is_site: true })
}

/// The bytes of stack arguments and results of the host function that `windlass_host_call` is about to call.
fn host_stack_bytes(registers: &Registers) -> usize {
    let context = core::ptr::with_exposed_provenance::<VMHostContext>(machine::context(registers));
    // SAFETY: the context register holds the context of the host function, which lives as long as its store.
    unsafe { (*context).stack_args + (*context).stack_results }
}

/// Reads the return address at a location relative to `sp`.
fn return_address(activation: &Activation, sp: usize, at: ReturnAddress) -> Option<usize> {
    match at {
        ReturnAddress::OnStack(offset) => activation.word(sp.wrapping_add(offset)),
        ReturnAddress::Known(address) => Some(address),
    }
}

/// Whether `pc` is in a trampoline.
pub(crate) fn in_trampolines(pc: usize) -> bool {
    (windlass_enter as *const () as usize..windlass_trampolines_end as *const () as usize).contains(&pc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_to_memory_does_not_fault_at_null() {
        use TrapCode::{IndirectCallToNull, MemoryOutOfBounds, NullReference};
        let type_id = core::mem::offset_of!(VMFuncRef, type_id);
        assert!(may_fault_at(IndirectCallToNull, type_id, false));
        assert!(may_fault_at(NullReference, core::mem::offset_of!(VMFuncRef, code), false));
        assert!(!may_fault_at(MemoryOutOfBounds, type_id, false));
        assert!(!may_fault_at(IndirectCallToNull, 0x7000_0000_0000, true));
        assert!(may_fault_at(MemoryOutOfBounds, 0x7000_0000_0000, true));
    }
}
