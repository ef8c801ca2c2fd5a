//! Raises exceptions: finds the handler for a `throw`.
//!
//! When an exit fails, all callee-saved registers are on the guest's stack, and the trampoline calls [`raise`]. It walks the frames of
//! the innermost activation like a backtrace. In functions with handlers, it searches for one by the position of the call. From the
//! frames that it passes, it restores callee-saved registers, so a handler gets them with their values at the call. Code that does not
//! throw executes and saves nothing for this.
//!
//! Only exceptions have handlers. Without a handler, the guest is unwound with a [`ThrownException`] as the error. If a host function
//! returns that error, the exception is raised in the activation of its caller.

use core::mem::offset_of;

use windlass_isa::trampolines::windlass_tail_return;
use windlass_masm::vm::{CALLEE_SAVED, CallRegs, Landing, TailRecord, VMStoreContext};

use crate::api::error::{Error, Result};
use crate::api::thrown_exception::ThrownException;
use crate::guest::activation::{Activation, Pending, StoreVm, poll};
use crate::guest::backtrace::WasmBacktrace;
use crate::instances::instance_data::ContextMemory;
use crate::machine::{FIRST_SAVED, TAIL_REGISTER};
use crate::platform::panics;
use crate::store::StoreOpaque;
use crate::store::exceptions::Exn;

/// An exception to be raised.
pub(crate) enum Exception {
    /// A new one.
    New {
        /// The position of its tag in the store.
        tag: u32,
        /// The address of its values, on the guest's stack.
        payload: *const u64,
    },
    /// An existing one.
    Thrown {
        exn: Exn,
        /// The error that a host function returned to propagate it.
        error: Option<Error>,
    },
}

/// The amount of work after which interrupts are answered: a stack may be deep, and functions may have many handlers.
const WORK_BETWEEN_INTERRUPTS: usize = 1 << 14;

/// Called by the trampolines when an exit fails: see [`VMStoreContext::raise`].
///
/// # Safety
/// Only the trampolines may call this, for an exit from guest code of the store.
pub(crate) unsafe extern "C" fn raise(store: *mut VMStoreContext, regs: *mut CallRegs) -> usize {
    let vm = store.cast::<StoreVm>();
    // SAFETY: the trampoline passes the state of the store and the registers saved by the last exit. The innermost entry borrowed the
    // store, and does not use it until this returns.
    unsafe {
        let Some(exception) = StoreVm::take_exception(vm) else { return 1 };
        let pending = match panics::catch(|| find_handler(vm, regs, exception)) {
            Ok(Ok(())) => return 0,
            Ok(Err(error)) => Pending::Error(error),
            Err(payload) => Pending::Panic(payload),
        };
        StoreVm::set_pending(vm, pending);
        1
    }
}

/// Finds the handler of an exception, and writes the landing for the trampoline to `regs`.
///
/// # Errors
/// [`ThrownException`] if there is no handler; also fails if the exception cannot be created, or if an interrupt ends the guest.
///
/// # Safety
/// Same as [`raise`].
unsafe fn find_handler(vm: *mut StoreVm, regs: *mut CallRegs, exception: Exception) -> Result<()> {
    // SAFETY: guaranteed by the caller.
    let (store, activation) = unsafe { ((*vm).store.cast::<StoreOpaque>(), &*(*vm).activation()) };
    let (pc, sp) = activation.exit_frame();
    let (exn, error) = match exception {
        Exception::Thrown { exn, error } => (exn, error),
        Exception::New { tag, payload } => {
            // SAFETY: as above. The payload is in the guest's frame, which a collection searches. The embedder's code runs as in a
            // host function.
            let made = unsafe {
                (*vm).begin_host_call();
                let limiter = (*store).limiter_in_guest();
                let made = (*store).new_exception(tag, payload, pc, limiter);
                (*vm).end_host_call();
                made
            };
            (made?, None)
        }
    };
    // No collection may happen from here on: answering an interrupt must not collect.
    // SAFETY: as above; the exit saved the registers there.
    let mut walk = unsafe {
        let tag = (*store).exceptions.tag_of(exn);
        Walk { activation, tag, pc, sp, saved: *CallRegs::saved_of(regs), work: 0 }
    };
    loop {
        // SAFETY: as above.
        match walk.step(unsafe { &mut *store }) {
            Step::Passed => {}
            Step::Handler { pc, context } => {
                // SAFETY: as above. The exit's registers have room for the landing, and are no longer needed.
                unsafe {
                    let payload = (*store).exceptions.payload(exn).expose_provenance() as u64;
                    let (exception, sp) = (exn.to_raw(), walk.sp as u64);
                    *CallRegs::saved_of(regs) = walk.saved;
                    (*vm).fuel.give_to(regs);
                    let landing = Landing { payload, exception, sp, pc: pc as u64, context: context as u64 };
                    CallRegs::int_of(regs).cast::<Landing>().write(landing);
                }
                return Ok(());
            }
            Step::End => {
                // SAFETY: as above.
                let store = unsafe { &mut *store };
                let thrown = ThrownException::new(store, exn, Some(pc));
                let error = error.unwrap_or_else(|| thrown.into());
                return Err(error.with_backtrace(|| WasmBacktrace::of(activation)));
            }
        }
        if walk.work > WORK_BETWEEN_INTERRUPTS {
            walk.work = 0;
            // SAFETY: as above: guest code of the store is waiting, and nothing borrows the store now.
            unsafe { poll(vm)? };
        }
    }
}

/// A walk over the frames of an activation.
struct Walk<'a> {
    activation: &'a Activation,
    /// The position of the exception's tag in the store.
    tag: u32,
    /// The return address in the frame's function.
    pc: usize,
    /// Its stack pointer.
    sp: usize,
    /// The callee-saved registers at the call that the frame waits for, by their numbers.
    saved: [u64; CALLEE_SAVED],
    /// The number of frames and handlers visited.
    work: usize,
}

/// The result of visiting a frame.
enum Step {
    /// It has a handler, with this landing pad and this context.
    Handler { pc: usize, context: usize },
    /// It has no handler; the walk continues at its caller.
    Passed,
    /// There are no more.
    End,
}

impl Walk<'_> {
    /// The word of the stack at `offset` from the stack pointer.
    #[inline]
    fn word(&self, offset: usize) -> Option<usize> {
        self.activation.word(self.sp.wrapping_add(offset))
    }

    /// Searches a frame for a handler. Continues at the caller if there is none.
    #[inline]
    fn step(&mut self, store: &mut StoreOpaque) -> Step {
        self.try_step(store).unwrap_or(Step::End)
    }

    #[inline]
    fn try_step(&mut self, store: &mut StoreOpaque) -> Option<Step> {
        if self.pc == windlass_tail_return as *const () as usize {
            self.leave_record()?;
        }
        let frame = store.unwind_cache.get(self.pc)?;
        self.work += 1;
        if let Some((context_slot, wasm)) = frame.handlers {
            let context = self.word(context_slot as usize)?;
            // SAFETY: functions with handlers keep their context there, and its instance is in the store, as is the module.
            let (instance, module) = unsafe {
                let position = ContextMemory::instance_of(core::ptr::with_exposed_provenance_mut(context));
                (store.instances.get(position as usize)?, frame.module())
            };
            let (work, tag) = (&mut self.work, self.tag);
            let pad = module.find_handler(frame.function, &frame.entry, wasm, |handler| {
                *work += 1;
                handler.catch.tag().is_none_or(|index| instance.tag(index) == Some(tag))
            });
            if let Some(pc) = pad {
                return Some(Step::Handler { pc, context });
            }
        }
        let mut saved = frame.saved;
        let mut at = FIRST_SAVED;
        while saved != 0 {
            *self.saved.get_mut(saved.trailing_zeros() as usize)? = self.word(at)? as u64;
            saved &= saved - 1;
            at += 8;
        }
        self.pc = self.word(frame.return_address as usize)?;
        self.sp = self.sp.wrapping_add(frame.size as usize);
        Some(Step::Passed)
    }

    /// Skips the record of a tail call to another instance.
    #[cold]
    fn leave_record(&mut self) -> Option<()> {
        self.saved[TAIL_REGISTER] = self.word(offset_of!(TailRecord, saved_register))? as u64;
        (self.pc, self.sp) = self.activation.leave_tail_record(self.sp)?;
        Some(())
    }
}
