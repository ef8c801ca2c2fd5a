//! Interrupting guest code: where a signal may preempt it, asking whether it goes on, and resuming it.

#[cfg(feature = "std")]
use core::ptr;
use core::sync::atomic::Ordering;

#[cfg(feature = "std")]
use windlass_isa::trampolines::{tail_calls, tails, windlass_preempt};
use windlass_masm::vm::{CallRegs, VMStoreContext};

#[cfg(feature = "std")]
use super::{Activation, Exit};
use super::{Pending, StoreVm};
use crate::api::error::Result;
#[cfg(feature = "std")]
use crate::api::error::format_err;
use crate::guest::interrupted;
use crate::guest::stop::INTERRUPT;
#[cfg(feature = "std")]
use crate::guest::trap;
#[cfg(feature = "std")]
use crate::machine::Registers;
use crate::platform::panics;
#[cfg(feature = "std")]
use crate::platform::{self, Answer, Fault, FaultKind, Preempt, Resume};

#[cfg(feature = "std")]
impl Activation {
    /// What becomes of a signal that arrived at `registers`: if that is where guest code may be preempted, and if the store asks
    /// for it, this prepares for calling [`interrupted`].
    ///
    /// Like faults, such places are known by the program counter and by the stack pointer. In the tail of a trampoline, the
    /// frames are those of the last exit.
    fn preempt(&self, registers: &Registers) -> Answer {
        let (pc, sp) = (registers.pc, registers.sp());
        let vm = self.store.as_ptr();
        // SAFETY: the store outlives the activation, and others only use the atomic fields.
        let is_asked = unsafe { (*vm).vm.interrupt.load(Ordering::Relaxed) } != 0;
        if !is_asked || !self.faults_trap {
            return Answer::GoOn;
        }
        if !(self.stack.start..=self.stack.end).contains(&sp) {
            return Answer::Later { on_guest_stack: false };
        }
        if trap::in_trampolines(pc) {
            let [entry, calls @ ..] = tails();
            if entry.contains(&pc) || tail_calls().contains(&pc) {
                self.interrupt_at(registers);
            } else if !calls.iter().any(|tail| tail.contains(&pc)) {
                // Its tail comes.
                return Answer::GoOn;
            }
        } else if self.opaque().is_some_and(|store| store.has_code(pc)) {
            self.interrupt_at(registers);
        } else {
            return Answer::Later { on_guest_stack: true };
        }
        self.preempted.set(true);
        Answer::Preempt(Preempt {
            pc: windlass_preempt as *const () as usize,
            // SAFETY: as above, and guest code of this activation is running. What is below is free.
            saved_below: unsafe { (*vm).vm.host_sp },
            argument: vm.addr(),
        })
    }

    /// How a preempted guest resumes whose registers were saved at `saved`. Called in a signal handler.
    pub(super) fn resume_preempted(&self, saved: usize) -> Resume {
        // From here on, a signal is delivered when the handler returns to the guest.
        platform::block_signals();
        let vm = self.store.as_ptr();
        // SAFETY: the store outlives its activation.
        if unsafe { (*vm).vm.interrupt.load(Ordering::Relaxed) } == 0 {
            self.fault.set(None);
            return Resume::Saved { at: saved };
        }
        // Another interrupt arrived after the last check, and its signal before the guest resumed. Answer it now: the
        // guest is still where it was preempted.
        self.preempted.set(true);
        Resume::Call { pc: windlass_preempt as *const () as usize, sp: saved, argument: vm.addr() }
    }

    /// Records that guest code was interrupted at `registers`.
    fn interrupt_at(&self, registers: &Registers) {
        // Entries from here continue below the stack pointer; generated code keeps nothing there.
        self.exit.set(Exit { regs: ptr::without_provenance_mut(registers.sp()), stack_bytes: 0 });
        self.fault.set(Some(Fault { kind: FaultKind::Interrupt, registers: *registers }));
    }
}

/// Lets `signal` preempt guest code of stores that are interrupted.
///
/// # Errors
/// Fails if the system does not allow a handler for the signal.
#[cfg(feature = "std")]
pub(crate) fn install_interrupt_handler(signal: i32) -> Result<()> {
    let installed = platform::install_interrupt_handler(signal, |registers| {
        // SAFETY: the thread pointer is null or points to an activation that has not returned.
        unsafe { Activation::current().as_ref() }.map_or(Answer::GoOn, |activation| activation.preempt(registers))
    });
    installed.map_err(|e| format_err!("cannot handle signal {signal}, which is to interrupt guest code: {e}"))
}

/// Called when guest code of a store is about to run, or was preempted, and `VMStoreContext::interrupt` is not zero.
/// Returns zero if the guest may go on, with what is at `registers`.
///
/// # Safety
/// Only the trampolines may call this, for a store whose guest code is waiting.
pub(super) unsafe extern "C" fn interrupted(store: *mut VMStoreContext, registers: *mut ()) -> usize {
    let vm = store.cast::<StoreVm>();
    // SAFETY: guest code of the store runs only while its innermost activation exists, and is waiting.
    unsafe {
        let fuel = fuel_register(registers, (*(*vm).activation()).preempted.get());
        if (*vm).fuel.is_consumed() {
            (*vm).fuel.came(fuel.read());
        }
        let pending = match answer(vm) {
            Ok(Ok(())) => {
                if (*vm).fuel.is_consumed() {
                    fuel.write((*vm).fuel.register());
                }
                return 0;
            }
            Ok(Err(error)) => Pending::Error(error),
            Err(payload) => Pending::Panic(payload),
        };
        StoreVm::set_pending(vm, pending);
        1
    }
}

/// Looks whether guest code has to end that waits for an operator of the runtime, which takes long.
///
/// # Errors
/// Fails if it has to.
///
/// # Panics
/// Continues a panic of the embedder's callback.
///
/// # Safety
/// The operator must be one of guest code of the store, and must not use the store meanwhile: a callback may run guest code, and
/// grow memories and tables.
pub(crate) unsafe fn poll(vm: *mut StoreVm) -> Result<()> {
    // SAFETY: guaranteed by the caller.
    unsafe {
        if (*vm).vm.interrupt.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        answer(vm).unwrap_or_else(|payload| panics::resume(payload))
    }
}

/// Asks whether guest code goes on, which is waiting. An error says why it ends.
///
/// # Errors
/// Returns the payload of a panic of the embedder's callback.
///
/// # Safety
/// Same as [`interrupted`], or [`poll`].
unsafe fn answer(vm: *mut StoreVm) -> core::result::Result<Result<()>, panics::Payload> {
    // SAFETY: guest code of the store runs only while its innermost activation exists, and is waiting.
    unsafe {
        (*vm).begin_host_call();
        // A preempted guest may hold an address in a memory or table that moves when it grows.
        let preempted = (*(*vm).activation()).preempted.replace(false);
        let nothing_moves = (*vm).nothing_moves;
        (*vm).nothing_moves = nothing_moves || preempted;
        let answers_interrupt = core::mem::replace(&mut (*vm).answers_interrupt, true);
        let outcome = panics::catch(|| interrupted::answer((*vm).store.cast()));
        (*vm).answers_interrupt = answers_interrupt;
        (*vm).nothing_moves = nothing_moves;
        (*vm).end_host_call();
        if let Ok(Ok(())) = outcome {
            // The guest goes on, so it has not faulted. One that was preempted may be asked again before: see `resume_preempted`.
            if !preempted {
                (*(*vm).activation()).fault.set(None);
            }
        } else {
            (*vm).ended_by_interrupt |= (*vm).vm.interrupt.load(Ordering::Relaxed) & INTERRUPT != 0;
        }
        outcome
    }
}

/// Where the register with the fuel is of what [`interrupted`] is passed: what a signal handler saved, if it preempted the guest.
fn fuel_register(registers: *mut (), preempted: bool) -> *mut u64 {
    #[cfg(feature = "std")]
    if preempted {
        return platform::saved_fuel(registers);
    }
    debug_assert!(!preempted, "there are no signals");
    registers.wrapping_byte_add(CallRegs::FUEL).cast()
}
