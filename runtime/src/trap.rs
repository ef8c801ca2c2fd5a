//! From a hardware fault to the reason of a trap.

use windlass_isa::host::trampolines::{windlass_enter, windlass_host_call, windlass_trampolines_end};
use windlass_masm::TrapCode;
use windlass_masm::vm::CallRegs;

use crate::activation::{Activation, FramesStart};
use crate::code_registry;
use crate::error::{Error, format_err};
use crate::machine;
use crate::platform::{Fault, FaultKind};

/// Addresses below are never mapped. Code reads at one when it calls through a null table entry, whose type it compares
/// without a check for null.
const NULL_PAGE: usize = 4096;

/// The error that says why `activation` faulted.
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
    let guard = activation.stack().start..activation.stack_limit();
    if let FaultKind::Access { address } = fault.kind
        && guard.contains(&address)
    {
        return (in_trampolines(pc) || code_registry::find(pc).is_some()).then_some(TrapCode::StackOverflow);
    }
    let (module, offset) = code_registry::find(pc)?;
    let rest = &module.code_bytes()[offset as usize..];
    match fault.kind {
        FaultKind::Access { address } if address < NULL_PAGE => Some(TrapCode::IndirectCallToNull),
        FaultKind::Access { address } => activation.reserves(address).then_some(TrapCode::MemoryOutOfBounds),
        FaultKind::IllegalInstruction => TrapCode::from_byte(machine::trap_byte(rest)?),
        FaultKind::Arithmetic => machine::divide_trap(rest, &fault.registers),
    }
}

/// Where the frames of an activation that faulted begin.
pub(crate) fn frames_start(activation: &Activation, fault: &Fault) -> Option<FramesStart> {
    let (pc, sp) = (fault.registers.pc, fault.registers.sp());
    if !in_trampolines(pc) {
        // A stub that has no room to call the resolver: it was called itself, and that is all.
        #[cfg(feature = "compiler")]
        if let Some((module, _)) = code_registry::find(pc)
            && let Some(position) = module.stub_at(pc)
        {
            let sp_before = sp + 8 + module.call_stack_bytes(position);
            return Some(FramesStart { pc: activation.word(sp)?, sp: sp_before, fault: false });
        }
        return Some(FramesStart { pc, sp, fault: true });
    }
    if pc < windlass_host_call as *const () as usize {
        return None;
    }
    // An exit that has no room to save registers: it has moved the stack pointer by as much already.
    let return_address = sp + size_of::<CallRegs>();
    Some(FramesStart { pc: activation.word(return_address)?, sp: return_address + 8, fault: false })
}

/// How many bytes of its frame a function had when it faulted, `at` bytes into its `code`, if not all.
pub(crate) fn frame_so_far(code: &[u8], at: u32) -> Option<usize> {
    let (executed, rest) = code.split_at_checked(at as usize)?;
    // A large frame may be compared with the limit of the stack before there is any of it.
    if machine::trap_byte(rest) == Some(TrapCode::StackOverflow as u8) && machine::frame_at_once(code).0 == 0 {
        return Some(0);
    }
    machine::pushed_so_far(executed)
}

/// Whether `pc` is in the code that leads to guest code and back.
pub(crate) fn in_trampolines(pc: usize) -> bool {
    (windlass_enter as *const () as usize..windlass_trampolines_end as *const () as usize).contains(&pc)
}
