//! Entering guest code, and leaving it by a return, a trap, an error or a panic.
//!
//! Every entry is an [`Activation`] on the host stack. The activations of a thread form a chain that starts at the
//! thread pointer. The fault handler uses the innermost one, a backtrace walks all of them.

use core::cell::Cell;
use core::ops::Range;
use core::ptr::{self, NonNull};

use windlass_isa::host::trampolines::windlass_enter;
#[cfg(feature = "std")]
use windlass_isa::host::trampolines::windlass_unwind;
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, ENTER_RETURNED, VMFuncRef, VMStoreContext};

use crate::api::config::StackNeeds;
use crate::api::error::{Error, Result, format_err};
use crate::guest::backtrace::WasmBacktrace;
use crate::guest::guest_stack::GuestStack;
use crate::guest::trap;
use crate::machine::{self, FloatControl, Registers};
#[cfg(feature = "std")]
use crate::platform::Resume;
use crate::platform::panics;
use crate::platform::{self, Fault, FaultKind};
use crate::store::{StoreInner, StoreOpaque};

/// The part of a store that generated code and the trampolines use, and related state of the runtime.
#[repr(C)]
pub(crate) struct StoreVm {
    /// The part that the trampolines use.
    pub(crate) vm: VMStoreContext,
    /// The `StoreInner<T>` borrowed by the innermost entry. Null outside guest code.
    pub(crate) store: *mut (),
    /// The innermost entry into guest code of this store.
    activation: *const Activation,
    /// Why a host function or the runtime unwinds the guest.
    pending: Option<Pending>,
}

impl StoreVm {
    /// The state of a store without running guest code. For `builtin` and `resolver` see [`VMStoreContext`].
    pub(crate) fn new(builtin: usize, resolver: usize) -> StoreVm {
        StoreVm {
            vm: VMStoreContext {
                host_sp: 0,
                guest_sp: 0,
                stack_limit: 0,
                builtin,
                resolver,
                trap_trampoline: windlass_isa::host::trampolines::windlass_trap as *const () as usize,
                trap: trapped as *const () as usize,
            },
            store: ptr::null_mut(),
            activation: ptr::null(),
            pending: None,
        }
    }

    /// Sets the reason, before a host function or an operator returns nonzero.
    pub(crate) fn set_pending(&mut self, pending: Pending) {
        self.pending = Some(pending);
    }

    /// Records where the innermost activation left guest code, with `stack_bytes` bytes of arguments and results on the
    /// stack. Everything that the trampolines call must call this.
    ///
    /// # Safety
    /// A trampoline passed `regs`, for a call from guest code of this store.
    #[inline]
    pub(crate) unsafe fn record_exit(&self, regs: *mut CallRegs, stack_bytes: usize) {
        // SAFETY: guest code runs only while its activation exists.
        unsafe { (*self.activation).exit.set(Exit { regs, stack_bytes }) };
    }

    /// Restores the thread's floating-point settings for a host function that guest code called.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn begin_host_call(&self) {
        // SAFETY: guest code runs only while its activation exists.
        let host_float = unsafe { (*self.activation).host_float.get() };
        if host_float != FloatControl::GUEST {
            host_float.set();
        }
    }

    /// Prepares the thread for guest code again, when a host function that guest code called returns.
    ///
    /// # Safety
    /// Same as [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn end_host_call(&self) {
        // The function may have waited on a coroutine's stack while other entries came and went.
        #[cfg(feature = "std")]
        if Activation::current() != self.activation {
            platform::set_thread_pointer(self.activation.cast());
        }
        // By the platform's calling convention, functions preserve the floating-point settings, so the old value is
        // still valid.
        // SAFETY: guest code runs only while its activation exists.
        let host_float = unsafe { &(*self.activation).host_float };
        if host_float.get() != FloatControl::GUEST {
            host_float.set(FloatControl::current());
            FloatControl::GUEST.set();
        }
    }
}

/// Why the host unwinds the guest.
pub(crate) enum Pending {
    /// An operator or a host function trapped or failed.
    Error(Error),
    /// A host function panicked.
    Panic(panics::Payload),
}

/// Where guest code called the host.
#[derive(Clone, Copy)]
struct Exit {
    /// What the trampoline saved at the guest's stack pointer. Null before the first exit.
    regs: *mut CallRegs,
    /// Bytes of arguments and results above, which belong to the caller but not to its frame.
    stack_bytes: usize,
}

/// The start of a sequence of frames on a guest stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FramesStart {
    /// An address in the function of the innermost frame.
    pub(crate) pc: usize,
    /// The stack pointer there.
    pub(crate) sp: usize,
    /// The registers, if `pc` is that of a faulting instruction and not a return address.
    pub(crate) fault: Option<Registers>,
}

/// An entry into guest code that has not returned yet.
pub(crate) struct Activation {
    /// The previous entry on the same host stack.
    previous: *const Activation,
    store: NonNull<StoreVm>,
    /// The lowest address of the host stack it was made on.
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
    exit: Cell<Exit>,
    /// The fault that ended it.
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
                let Exit { regs, stack_bytes } = self.exit.get();
                if regs.is_null() {
                    return None;
                }
                // SAFETY: `regs` was recorded by an exit of this activation, whose stack still exists.
                unsafe {
                    let sp = CallRegs::stack(regs) as usize + stack_bytes;
                    Some(FramesStart { pc: CallRegs::return_address(regs), sp, fault: None })
                }
            }
        }
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
        // SAFETY: the thread pointer points to an activation that has not returned, and its store outlives it.
        let (activation, host_sp) = unsafe {
            let activation = Activation::current().as_ref()?;
            (activation, (*activation.store.as_ptr()).vm.host_sp)
        };
        if !activation.caused(fault) {
            return None;
        }
        activation.fault.set(Some(*fault));
        Some(Resume { pc: windlass_unwind as *const () as usize, sp: host_sp })
    });
}

/// Called by the trampoline for traps that are not hardware faults: see `VMStoreContext::trap`.
///
/// # Safety
/// Only the trampoline may call this, for guest code of the store.
unsafe extern "C" fn trapped(store: *mut VMStoreContext, pc: usize, sp: usize, link: usize) {
    let fault = Fault { kind: FaultKind::IllegalInstruction, registers: Registers::at_trap(pc, sp, link) };
    // SAFETY: guest code of the store runs only while its innermost activation exists.
    unsafe { (*(*store.cast::<StoreVm>()).activation).fault.set(Some(fault)) };
}

/// Calls a guest or host function with the arguments in `regs`, which then contains the results.
///
/// # Errors
/// Fails on a trap, with a backtrace, and with the error of a host function.
///
/// # Panics
/// Continues a panic of a host function, with its payload.
///
/// # Safety
/// `func` must belong to the store, and `regs` must match its type.
#[inline]
pub(crate) unsafe fn enter<T>(store: &mut StoreInner<T>, func: &VMFuncRef, regs: *mut CallRegs) -> Result<()> {
    let vm = store.opaque.vm();
    // SAFETY: the caller guarantees `func` and `regs`, and `store` is the store of `vm`.
    unsafe { enter_store(vm, ptr::from_mut(store).cast(), func, regs) }
}

/// [`enter`], for a store whose data is of any type.
unsafe fn enter_store(vm: NonNull<StoreVm>, store: *mut (), func: &VMFuncRef, regs: *mut CallRegs) -> Result<()> {
    // SAFETY: a store begins with its `StoreOpaque`, and the caller borrowed it.
    let needs = unsafe { (*store.cast::<StoreOpaque>()).stack_needs() };
    let host_stack = host_stack(needs)?;
    // An entry on another stack, such as a coroutine's, may resume or be dropped at any time, so do not build on it.
    // SAFETY: the thread pointer is null or points to an activation that has not returned.
    let previous = unsafe { Activation::current().as_ref() }.filter(|newest| newest.host_stack == host_stack.start);
    let mut owned = None;
    let (stack, guard_end, stack_limit, faults_trap, top) = match previous {
        // A host function was called from here: continue below what its trampoline saved, unless this code relies on a
        // guard that does not exist.
        Some(previous) if previous.faults_trap || !needs.faults_trap => {
            let top = previous.exit.get().regs as usize & !15;
            // SAFETY: guaranteed by the caller.
            let words = unsafe { (*regs).stack_args + (*regs).stack_results };
            if top.saturating_sub(words * 8) < previous.stack_limit {
                return Err(stack_exhausted());
            }
            (previous.stack.clone(), previous.guard_end, previous.stack_limit, previous.faults_trap, top)
        }
        _ => {
            let stack = GuestStack::take(needs.size, needs.faults_trap)
                .map_err(|e| format_err!("cannot allocate a guest stack of {} bytes: {e}", needs.size))?;
            let stack = owned.insert(stack);
            (stack.range(), stack.guard().end, stack.limit(), needs.faults_trap, stack.range().end)
        }
    };
    let previous = previous.map_or(ptr::null(), ptr::from_ref);
    let activation = Activation {
        previous,
        store: vm,
        host_stack: host_stack.start,
        host_float: Cell::new(FloatControl::current()),
        stack,
        guard_end,
        faults_trap,
        stack_limit,
        exit: Cell::new(Exit { regs: ptr::null_mut(), stack_bytes: 0 }),
        fault: Cell::new(None),
    };
    // SAFETY: `vm` is valid as long as the store; the caller guarantees `func` and `regs`; the stack below `top` is
    // free, and every change is undone.
    let outcome = unsafe {
        let vm = vm.as_ptr();
        let _restore = Restore {
            vm,
            activation: &activation,
            saved: ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store, (*vm).activation),
        };
        (*vm).vm.guest_sp = top;
        (*vm).vm.stack_limit = stack_limit;
        (*vm).store = store;
        (*vm).activation = &activation;
        platform::set_thread_pointer(ptr::from_ref(&activation).cast());
        if activation.host_float.get() != FloatControl::GUEST {
            FloatControl::GUEST.set();
        }
        match windlass_enter(regs, func.context, func.code, vm.cast()) {
            ENTER_RETURNED => Ok(()),
            _ => Err(unwound(&activation)),
        }
    };
    if let Some(stack) = owned {
        stack.give_back();
    }
    outcome.map_err(|pending| match pending {
        Pending::Error(error) => error,
        Pending::Panic(payload) => panics::resume(payload),
    })
}

/// Undoes the changes of an entry when it ends, in whatever way.
struct Restore<'a> {
    vm: *mut StoreVm,
    activation: &'a Activation,
    saved: (usize, usize, usize, *mut (), *const Activation),
}

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        platform::set_thread_pointer(self.activation.previous.cast());
        if self.activation.host_float.get() != FloatControl::GUEST {
            self.activation.host_float.get().set();
        }
        // SAFETY: `enter_store` creates this for a store that outlives it, and no guest code of the entry is running
        // any more.
        unsafe {
            let vm = &mut *self.vm;
            (vm.vm.host_sp, vm.vm.guest_sp, vm.vm.stack_limit, vm.store, vm.activation) = self.saved;
        }
    }
}

/// Why `activation`, the innermost, was unwound.
#[cold]
fn unwound(activation: &Activation) -> Pending {
    let error = match activation.fault.get() {
        Some(fault) => trap::explain(activation, &fault),
        None => {
            // SAFETY: no guest code of the store is running.
            match unsafe { (*activation.store.as_ptr()).pending.take() } {
                Some(Pending::Error(error)) => error,
                Some(panic) => return panic,
                None => Error::msg("internal error: guest code was unwound without a reason"),
            }
        }
    };
    Pending::Error(error.with_backtrace(|| WasmBacktrace::of(activation)))
}

#[cold]
fn stack_exhausted() -> Error {
    Error::from(TrapCode::StackOverflow).with_backtrace(WasmBacktrace::current)
}

/// The current host stack.
///
/// # Errors
/// Fails if less than [`Config::host_stack_reserve`](crate::Config::host_stack_reserve) of it is left, or if its bounds
/// are unknown.
#[inline]
fn host_stack(needs: &StackNeeds) -> Result<Range<usize>> {
    let sp = machine::stack_pointer();
    let stack = match needs.host_stack {
        Some((start, end)) if (start..end).contains(&sp) => start..end,
        _ => platform::host_stack(),
    };
    let size = stack.end - stack.start;
    // From outside the stack, this exceeds its size.
    let left = sp.wrapping_sub(stack.start);
    match left < needs.host_reserve.min(size / 2) || (left > size && size > 0) {
        false => Ok(stack),
        true if left > size => Err(unknown_host_stack(sp, stack)),
        true => Err(host_stack_exhausted(needs.host_reserve)),
    }
}

/// The error for calling guest code on a stack that is neither the thread's own nor set by the embedder.
#[cold]
fn unknown_host_stack(sp: usize, own: Range<usize>) -> Error {
    format_err!(
        "guest code is called on a stack that is not that of its thread: the stack pointer is {sp:#x}, and the thread's stack is \
         from {:#x} to {:#x}. On the stack of a coroutine, tell its bounds by `Store::set_host_stack`",
        own.start,
        own.end
    )
}

/// The error if less than [`Config::host_stack_reserve`](crate::Config::host_stack_reserve) of the host stack is left.
/// It tells embedders that it is not the guest stack that is full.
#[cold]
fn host_stack_exhausted(reserve: usize) -> Error {
    stack_exhausted().context(format_args!(
        "less of the host's stack is left than the {} KiB that `Config::host_stack_reserve` keeps for host functions",
        reserve >> 10
    ))
}
