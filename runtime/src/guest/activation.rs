//! Activations: entries into guest code that have not returned, and what the fault handler and backtraces find in them.
//!
//! Every activation is on the host stack. Those of a thread form a chain that starts at the thread pointer. The fault handler uses the
//! innermost one, a backtrace walks all of them.

mod entry;
mod preemption;
mod store_vm;

use core::cell::Cell;
use core::mem::offset_of;
use core::ops::Range;
use core::ptr::{self, NonNull};

#[cfg(feature = "std")]
use windlass_isa::trampolines::{windlass_resume, windlass_unwind};
use windlass_masm::vm::{CallRegs, TailRecord, VMStoreContext};

pub(crate) use self::entry::enter;
#[cfg(feature = "std")]
pub(crate) use self::preemption::install_interrupt_handler;
pub(crate) use self::preemption::poll;
pub(crate) use self::store_vm::{Pending, StoreVm};
use crate::guest::trap;
use crate::machine::{FloatControl, Registers};
#[cfg(feature = "std")]
use crate::platform::Resume;
use crate::platform::{self, Fault, FaultKind};
use crate::store::StoreOpaque;

/// The point where guest code called the host.
#[derive(Clone, Copy)]
struct Exit {
    /// The registers that the trampoline saved at the guest's stack pointer. Null before the first exit.
    regs: *mut CallRegs,
    /// The bytes of arguments and results above it, which belong to the caller but not to its frame.
    stack_bytes: usize,
}

/// The start of a sequence of frames on a guest stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FramesStart {
    /// An address in the function of the innermost frame.
    pub(crate) pc: usize,
    /// The stack pointer there.
    pub(crate) sp: usize,
    /// The registers, if `pc` is that of an instruction, which faulted or was interrupted, and not a return address.
    pub(crate) fault: Option<Registers>,
    /// Whether there is a site at `pc`. Interrupts come anywhere.
    pub(crate) is_site: bool,
}

/// An entry into guest code that has not returned yet.
pub(crate) struct Activation {
    /// The previous entry on the same host stack.
    previous: *const Activation,
    store: NonNull<StoreVm>,
    /// The previous entry into guest code of the same store.
    outer: *const Activation,
    /// The thread that it runs on: in the child of a fork, another than in the parent.
    #[cfg(feature = "std")]
    thread: Cell<i32>,
    /// The lowest address of the host stack that the entry was made on.
    host_stack: usize,
    /// The host's floating-point settings.
    host_float: Cell<FloatControl>,
    /// The guest stack, including its guard.
    stack: Range<usize>,
    /// The end of the guard.
    guard_end: usize,
    /// Whether faults of guest code are traps. If not, code has explicit checks, and a fault is a bug.
    faults_trap: bool,
    /// The lowest usable address of the guest stack.
    stack_limit: usize,
    /// The end of its highest frame.
    top: usize,
    /// The end of its stack arguments and result space. The stack below is free until its guest code runs.
    free_below: usize,
    exit: Cell<Exit>,
    /// Whether a signal preempted its guest code, and the runtime has not been told yet.
    preempted: Cell<bool>,
    /// The fault that ended it, or the point where its guest code was interrupted.
    fault: Cell<Option<Fault>>,
}

impl Activation {
    /// The innermost activation of this thread.
    #[inline]
    fn current() -> *const Activation {
        platform::thread_pointer().cast()
    }

    /// The guard of its guest stack.
    pub(crate) fn guard(&self) -> Range<usize> {
        self.stack.start..self.guard_end
    }

    /// Whether `address` is in the reservation of one of its store's memories.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        self.opaque().is_some_and(|store| store.memories.iter().any(|memory| memory.reserves(address)))
    }

    /// The store, while its guest code waits for a call.
    fn opaque(&self) -> Option<&StoreOpaque> {
        // SAFETY: a store begins with its `StoreOpaque`. The innermost entry borrowed it, and guest code, which could
        // modify it, is not running.
        unsafe { (*self.store.as_ptr()).store.cast::<StoreOpaque>().as_ref() }
    }

    /// Whether `fault`, of its thread, is a trap of its guest code. May be called in a signal handler.
    ///
    /// Two conditions must hold. The program counter is in guest code or a trampoline: a fault in a signal handler of
    /// the embedder, which may run on the guest stack, is not a trap. And the stack pointer is on the guest stack:
    /// trampolines run on either stack.
    #[cfg(feature = "std")]
    fn caused(&self, fault: &Fault) -> bool {
        let (pc, sp) = (fault.registers.pc, fault.registers.sp());
        // The stack may be empty.
        self.faults_trap
            && (self.stack.start..=self.stack.end).contains(&sp)
            && (trap::in_trampolines(pc) || self.opaque().is_some_and(|store| store.has_code(pc)))
    }

    /// The start of its frames.
    pub(crate) fn frames_start(&self) -> Option<FramesStart> {
        match self.fault.get() {
            Some(fault) => trap::frames_start(self, &fault),
            None => {
                if self.exit.get().regs.is_null() {
                    return None;
                }
                let (pc, sp) = self.exit_frame();
                Some(FramesStart { pc, sp, fault: None, is_site: true })
            }
        }
    }

    /// Where its guest code called the host: the address that the call returns to, and the stack pointer without its arguments and
    /// results. There must have been a call.
    pub(crate) fn exit_frame(&self) -> (usize, usize) {
        let Exit { regs, stack_bytes } = self.exit.get();
        debug_assert!(!regs.is_null());
        // SAFETY: `regs` was recorded by an exit of this activation, whose stack still exists.
        unsafe { (CallRegs::return_address(regs), CallRegs::stack(regs) as usize + stack_bytes) }
    }

    /// The word at `address`, if that is on its stack.
    pub(crate) fn word(&self, address: usize) -> Option<usize> {
        let usable = self.guard_end..self.stack.end;
        if !usable.contains(&address) || !usable.contains(&address.checked_add(7)?) || !address.is_multiple_of(8) {
            return None;
        }
        // SAFETY: the address is on the accessible part of the stack, where no guest code is running.
        Some(unsafe { ptr::with_exposed_provenance::<usize>(address).read() })
    }

    /// The return address and the stack pointer of the caller, behind the record of a tail call to another instance at `sp`.
    pub(crate) fn leave_tail_record(&self, sp: usize) -> Option<(usize, usize)> {
        let field = |offset: usize| self.word(sp.wrapping_add(offset));
        let pc = field(offset_of!(TailRecord, return_address))?;
        let result_bytes = field(offset_of!(TailRecord, result_bytes))?;
        Some((pc, sp.wrapping_add(size_of::<TailRecord>() + result_bytes)))
    }

    /// This activation and the previous ones of the same thread, innermost first.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &Activation> {
        // SAFETY: an activation outlives the later ones on the same thread.
        core::iter::successors(Some(self), |activation| unsafe { activation.previous.as_ref() })
    }
}

/// Passes the innermost activation of this thread, if the current code was called by guest code.
pub(crate) fn with_current<R>(f: impl FnOnce(Option<&Activation>) -> R) -> R {
    // SAFETY: the thread pointer is null or points to an activation that has not returned.
    f(unsafe { Activation::current().as_ref() })
}

/// Turns hardware faults of guest code into traps. Call this before guest code runs.
#[cfg(feature = "std")]
pub(crate) fn install_fault_handler() {
    platform::install_fault_handler(|fault| {
        // SAFETY: the thread pointer points to an activation that has not returned.
        let activation = unsafe { Activation::current().as_ref()? };
        let vm = activation.store.as_ptr();
        if fault.registers.pc == windlass_resume as *const () as usize {
            return Some(activation.resume_preempted(fault.registers.sp()));
        }
        if !activation.caused(fault) {
            return None;
        }
        activation.fault.set(Some(*fault));
        // SAFETY: the store outlives the activation.
        let host_sp = unsafe { (*vm).vm.host_sp };
        Some(Resume::At { pc: windlass_unwind as *const () as usize, sp: host_sp })
    });
}

/// Says that this thread runs the stores of its entries, in the child of a fork.
#[cfg(feature = "std")]
pub(super) fn run_on_this_thread() {
    // SAFETY: the thread pointer is null or points to an activation that has not returned.
    let current = unsafe { Activation::current().as_ref() };
    let thread = platform::thread_id();
    for activation in current.into_iter().flat_map(Activation::chain) {
        activation.thread.set(thread);
        // SAFETY: the store outlives the activation, and the field is atomic.
        unsafe { &(*activation.store.as_ptr()).stop }.runs_on(thread);
    }
}

/// Called by the trampoline for traps that are not hardware faults: see `VMStoreContext::trap`.
///
/// # Safety
/// Only the trampoline may call this, for guest code of the store.
unsafe extern "C" fn trapped(store: *mut VMStoreContext, pc: usize, sp: usize, link: usize, fuel: u64) {
    let fault = Fault { kind: FaultKind::IllegalInstruction, registers: Registers::at_trap(pc, sp, link, fuel) };
    // SAFETY: guest code of the store runs only while its innermost activation exists.
    unsafe { (*(*store.cast::<StoreVm>()).activation()).fault.set(Some(fault)) };
}
