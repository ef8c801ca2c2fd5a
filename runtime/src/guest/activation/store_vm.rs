//! What a store keeps of its guest code while that runs, and what host calls do with it.

use core::ptr;
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use windlass_masm::vm::{CallRegs, VMStoreContext};

use super::preemption::interrupted;
use super::{Activation, Exit, trapped};
use crate::api::error::Error;
use crate::api::thrown_exception::ThrownException;
use crate::guest::fuel::Fuel;
use crate::guest::raise::{self, Exception};
use crate::guest::stop::Stop;
use crate::machine::FloatControl;
#[cfg(feature = "std")]
use crate::platform;
use crate::platform::panics;
use crate::store::StoreOpaque;

/// The part of a store that generated code and the trampolines use, and related state of the runtime.
#[repr(C)]
pub(crate) struct StoreVm {
    /// The part that the trampolines use.
    pub(crate) vm: VMStoreContext,
    /// The `StoreInner<T>` borrowed by the innermost entry. Null outside guest code.
    pub(crate) store: *mut (),
    /// The innermost entry into guest code of this store. Other threads see whether there is one.
    pub(super) activation: AtomicPtr<Activation>,
    /// Why a host function or the runtime unwinds the guest.
    pub(super) pending: Option<Pending>,
    /// Whether an interrupt ended an entry, so that it has to end those before it.
    pub(super) ended_by_interrupt: bool,
    /// Whether tables, and memories that move when they grow, must not grow.
    pub(crate) nothing_moves: bool,
    /// Whether guest code waits for an interrupt to be answered, with registers that are not on its stack.
    pub(crate) answers_interrupt: bool,
    /// What other threads need to know to stop the guest.
    pub(crate) stop: Stop,
    /// What is left of the fuel. While guest code runs, what it last said when it called the runtime.
    pub(crate) fuel: Fuel,
}

impl StoreVm {
    /// The state of a store without running guest code. For `builtin` and `resolver` see [`VMStoreContext`].
    pub(crate) fn new(builtin: usize, resolver: usize, consumes_fuel: bool) -> StoreVm {
        StoreVm {
            vm: VMStoreContext {
                host_sp: 0,
                guest_sp: 0,
                stack_limit: 0,
                builtin,
                resolver,
                trap_trampoline: windlass_isa::trampolines::windlass_trap as *const () as usize,
                trap: trapped as *const () as usize,
                interrupt: AtomicU32::new(0),
                interrupted: interrupted as *const () as usize,
                raise: raise::raise as *const () as usize,
            },
            store: ptr::null_mut(),
            activation: AtomicPtr::new(ptr::null_mut()),
            pending: None,
            ended_by_interrupt: false,
            nothing_moves: false,
            answers_interrupt: false,
            stop: Stop::new(),
            fuel: Fuel::new(consumes_fuel),
        }
    }

    #[inline]
    pub(crate) fn activation(&self) -> *const Activation {
        self.activation.load(Ordering::Relaxed)
    }

    /// Whether guest code, or a host function that it called, is running. May be called by any thread.
    ///
    /// # Safety
    /// `this` must be valid.
    pub(crate) unsafe fn is_running(this: *const StoreVm) -> bool {
        // SAFETY: the field is atomic.
        !unsafe { &(*this).activation }.load(Ordering::Relaxed).is_null()
    }

    /// Takes the exception that is the reason, if it is one.
    ///
    /// # Safety
    /// Same as [`StoreVm::set_pending`].
    pub(crate) unsafe fn take_exception(this: *mut StoreVm) -> Option<Exception> {
        // SAFETY: guaranteed by the caller.
        match unsafe { (*this).pending.take_if(|pending| matches!(pending, Pending::Exception(_))) } {
            Some(Pending::Exception(exception)) => Some(exception),
            _ => None,
        }
    }

    /// Sets the reason, before a host function or an operator returns nonzero.
    ///
    /// # Safety
    /// `this` must be the state of a store that this thread runs. Other threads may use its atomic fields.
    pub(crate) unsafe fn set_pending(this: *mut StoreVm, pending: Pending) {
        // SAFETY: guaranteed by the caller.
        unsafe { (*this).pending = Some(pending) };
    }

    /// Records where the innermost activation left guest code, with `stack_bytes` bytes of arguments and results on the
    /// stack. Everything that the trampolines call must call this.
    ///
    /// # Safety
    /// A trampoline passed `regs`, for a call from guest code of this store.
    #[inline]
    pub(crate) unsafe fn record_exit(&self, regs: *mut CallRegs, stack_bytes: usize) {
        // SAFETY: guest code runs only while its activation exists.
        unsafe { (*self.activation()).exit.set(Exit { regs, stack_bytes }) };
    }

    /// Takes what is left of the fuel from the registers of a guest that called the host. Returns whether the host may do something for it;
    /// if not, the reason to unwind it is set.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`], and no `Fuel` is borrowed.
    #[inline]
    pub(crate) unsafe fn take_fuel(this: *mut StoreVm, regs: *const CallRegs) -> bool {
        // SAFETY: guaranteed by the caller.
        unsafe { !(*this).fuel.is_consumed() || StoreVm::take_fuel_checked(this, regs) }
    }

    /// # Safety
    /// Same as [`StoreVm::take_fuel`].
    #[cold]
    #[inline(never)]
    unsafe fn take_fuel_checked(this: *mut StoreVm, regs: *const CallRegs) -> bool {
        // SAFETY: guaranteed by the caller.
        unsafe {
            (*this).fuel.take_from(regs);
            match (*this).fuel.check() {
                Ok(()) => true,
                Err(trap) => {
                    StoreVm::set_pending(this, Pending::Error(trap.into()));
                    false
                }
            }
        }
    }

    /// Restores the thread's floating-point settings for a host function that guest code called.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn begin_host_call(&self) {
        // SAFETY: guest code runs only while its activation exists.
        let host_float = unsafe { (*self.activation()).host_float.get() };
        if host_float != FloatControl::GUEST {
            host_float.set();
        }
    }

    /// Prepares the thread for guest code again, when an operator of the runtime, or a host function, returns that may have called
    /// the embedder.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn return_to_guest(&self) {
        // The embedder may have waited on a coroutine's stack while other entries came and went.
        #[cfg(feature = "std")]
        if Activation::current() != self.activation() {
            self.return_from_coroutine();
        }
    }

    #[cfg(feature = "std")]
    #[cold]
    fn return_from_coroutine(&self) {
        platform::set_thread_pointer(self.activation().cast());
        // The process may have been forked meanwhile, when the entries of this stack could not be found.
        let thread = platform::thread_id();
        // SAFETY: a host function of the activation's guest code returns.
        unsafe { &*self.activation() }.thread.set(thread);
        self.stop.runs_here(thread);
    }

    /// Prepares the thread for guest code again, when a host function that guest code called returns.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn end_host_call(&self) {
        // SAFETY: as above.
        unsafe { self.return_to_guest() };
        // By the platform's calling convention, functions preserve the floating-point settings, so the old value is
        // still valid.
        // SAFETY: guest code runs only while its activation exists.
        let host_float = unsafe { &(*self.activation()).host_float };
        if host_float.get() != FloatControl::GUEST {
            host_float.set(FloatControl::current());
            FloatControl::GUEST.set();
        }
    }

    /// Calls `f` with every word that generated code of the store has saved on a guest stack, in frames and in registers,
    /// while it waits for host functions.
    ///
    /// The entries of the store are followed, not those of the thread: a coroutine may have made some of them elsewhere.
    pub(crate) fn for_each_stack_word(&self, mut f: impl FnMut(u64)) {
        let mut next = self.activation();
        // SAFETY: an activation lives as long as it or a later one of its store runs guest code.
        while let Some(activation) = unsafe { next.as_ref() } {
            let regs = activation.exit.get().regs;
            // Null before the first exit: there are no frames then.
            if !regs.is_null() {
                // Of what the exit saved, only these can be references; exits do not write all of the rest.
                // SAFETY: the exit saved them, on a stack that still exists.
                unsafe {
                    (*CallRegs::int_of(regs)).iter().for_each(|&word| f(word));
                    (*CallRegs::saved_of(regs)).iter().for_each(|&word| f(word));
                }
                let frames = regs as usize + size_of::<CallRegs>();
                (frames..activation.top)
                    .step_by(8)
                    .filter_map(|at| activation.word(at))
                    .for_each(|word| f(word as u64));
            }
            next = activation.outer;
        }
    }
}

/// Why the host unwinds the guest.
pub(crate) enum Pending {
    /// An operator or a host function trapped or failed.
    Error(Error),
    /// A host function panicked.
    Panic(panics::Payload),
    /// Guest code or a host function threw an exception.
    Exception(Exception),
}

impl Pending {
    /// The reason for the error of a host function: it may be that of an exception of the store.
    #[cold]
    pub(crate) fn of_host(error: Error, store: &mut StoreOpaque) -> Pending {
        let id = store.id();
        match error.downcast_ref::<ThrownException>() {
            Some(thrown) if thrown.store == id => match store.exceptions.pending.take() {
                Some(exn) => Pending::Exception(Exception::Thrown { exn, error: Some(error) }),
                None => Pending::Error(error),
            },
            _ => Pending::Error(error),
        }
    }
}
