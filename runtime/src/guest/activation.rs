//! Entering guest code, and coming back from it by a return, a trap, an error or a panic.
//!
//! Every entry is an [`Activation`] on the host's stack. Those of a thread are a chain that begins at the thread's
//! pointer: the fault handler looks at the newest, a backtrace walks them all.

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
use crate::machine::{self, Registers};
#[cfg(feature = "std")]
use crate::platform::Resume;
use crate::platform::panics;
use crate::platform::{self, Fault, FaultKind};
use crate::store::{StoreInner, StoreOpaque};

/// A store as generated code and the trampolines see it, and what the runtime keeps beside that.
#[repr(C)]
pub(crate) struct StoreVm {
    /// What the trampolines use.
    pub(crate) vm: VMStoreContext,
    /// The `StoreInner<T>` that the newest entry borrowed. Null outside guest code.
    pub(crate) store: *mut (),
    /// The newest entry into guest code of this store.
    activation: *const Activation,
    /// Why a host function, or the runtime, unwinds the guest.
    pending: Option<Pending>,
}

impl StoreVm {
    /// A store that no guest code runs in; for `builtin` and `resolver` see [`VMStoreContext`].
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

    /// Says why the host function, or the operator, that is about to return nonzero does so.
    pub(crate) fn set_pending(&mut self, pending: Pending) {
        self.pending = Some(pending);
    }

    /// Records where the newest activation left guest code, with as many bytes of arguments and results on the stack.
    /// To be called by whatever the trampolines call.
    ///
    /// # Safety
    /// A trampoline passed `regs`, and guest code of this store is what it came from.
    #[inline]
    pub(crate) unsafe fn record_exit(&self, regs: *mut CallRegs, stack_bytes: usize) {
        // SAFETY: guest code runs only while its activation exists.
        unsafe { (*self.activation).exit.set(Exit { regs, stack_bytes }) };
    }
}

/// Why the host unwinds the guest.
pub(crate) enum Pending {
    /// An operator, or a host function, trapped or failed.
    Error(Error),
    /// A host function panicked.
    Panic(panics::Payload),
}

/// Where guest code called the host.
#[derive(Clone, Copy)]
struct Exit {
    /// What the trampoline saved: the stack pointer of the guest. Null before the first exit.
    regs: *mut CallRegs,
    /// Bytes of arguments and results above, which are the caller's, but not of its frame.
    stack_bytes: usize,
}

/// A stretch of frames on a guest stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FramesStart {
    /// An address in the newest frame's function.
    pub(crate) pc: usize,
    /// The stack pointer there.
    pub(crate) sp: usize,
    /// The registers, where `pc` is that of an instruction that faulted rather than a return address.
    pub(crate) fault: Option<Registers>,
}

/// An entry into guest code that has not come back yet.
pub(crate) struct Activation {
    /// The entry before it on the same thread.
    previous: *const Activation,
    store: NonNull<StoreVm>,
    /// The guest stack, its guard included.
    stack: Range<usize>,
    /// Where the guard ends.
    guard_end: usize,
    /// The lowest usable address of the guest stack.
    stack_limit: usize,
    exit: Cell<Exit>,
    /// The fault that ended it.
    fault: Cell<Option<Fault>>,
}

impl Activation {
    /// The newest of this thread.
    #[inline]
    fn current() -> *const Activation {
        platform::thread_pointer().cast()
    }

    /// The guard of the guest stack that it runs on.
    pub(crate) fn guard(&self) -> Range<usize> {
        self.stack.start..self.guard_end
    }

    /// Whether `address` is one of those that a memory of its store reserves.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        // SAFETY: a store begins with its `StoreOpaque`; the newest entry borrowed it, and guest code, which would
        // change it, does not run now.
        let store = unsafe { (*self.store.as_ptr()).store.cast::<StoreOpaque>().as_ref() };
        store.is_some_and(|store| store.memories.iter().any(|memory| memory.reserves(address)))
    }

    /// Where its frames begin.
    pub(crate) fn frames_start(&self) -> Option<FramesStart> {
        match self.fault.get() {
            Some(fault) => trap::frames_start(self, &fault),
            None => {
                let Exit { regs, stack_bytes } = self.exit.get();
                if regs.is_null() {
                    return None;
                }
                // SAFETY: `regs` was recorded by an exit of this activation, whose stack is still there.
                unsafe {
                    let sp = CallRegs::stack(regs) as usize + stack_bytes;
                    Some(FramesStart { pc: CallRegs::return_address(regs), sp, fault: None })
                }
            }
        }
    }

    /// The word at `address`, where that is on its stack.
    pub(crate) fn word(&self, address: usize) -> Option<usize> {
        let usable = self.guard_end..self.stack.end;
        if !usable.contains(&address) || !usable.contains(&address.checked_add(7)?) || !address.is_multiple_of(8) {
            return None;
        }
        // SAFETY: the address is on the accessible part of the stack, where no guest code runs at present.
        Some(unsafe { ptr::with_exposed_provenance::<usize>(address).read() })
    }

    /// This activation and those before it on the same thread, newest first.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &Activation> {
        // SAFETY: an activation outlives those that are newer on the same thread.
        core::iter::successors(Some(self), |activation| unsafe { activation.previous.as_ref() })
    }
}

/// The newest activation of this thread, if guest code called what runs now.
pub(crate) fn with_current<R>(f: impl FnOnce(Option<&Activation>) -> R) -> R {
    // SAFETY: the thread's pointer is to an activation that has not come back.
    f(unsafe { Activation::current().as_ref() })
}

/// Makes hardware faults of guest code traps. To be called before any guest code runs.
#[cfg(feature = "std")]
pub(crate) fn install_fault_handler() {
    platform::install_fault_handler(|fault| {
        // SAFETY: the thread's pointer is to an activation that has not come back, and its store outlives it.
        let (activation, host_sp) = unsafe {
            let activation = Activation::current().as_ref()?;
            (activation, (*activation.store.as_ptr()).vm.host_sp)
        };
        // Only guest code and the trampolines run on a guest stack. It may still be empty.
        let stack = activation.stack.start..=activation.stack.end;
        // Where traps are explicit, there is no guard, and a fault is not the guest's either.
        if !stack.contains(&fault.registers.sp()) || activation.guard().is_empty() {
            return None;
        }
        activation.fault.set(Some(*fault));
        Some(Resume { pc: windlass_unwind as *const () as usize, sp: host_sp })
    });
}

/// What the trampoline for traps that are no hardware faults calls: see `VMStoreContext::trap`.
///
/// # Safety
/// To be called by the trampoline, for guest code of the store.
unsafe extern "C" fn trapped(store: *mut VMStoreContext, pc: usize, sp: usize, link: usize) {
    let fault = Fault { kind: FaultKind::IllegalInstruction, registers: Registers::at_trap(pc, sp, link) };
    // SAFETY: guest code of the store runs only while its newest activation exists.
    unsafe { (*(*store.cast::<StoreVm>()).activation).fault.set(Some(fault)) };
}

/// Calls a function of generated code, or a host function, with the arguments in `regs`, and leaves the results there.
///
/// # Errors
/// A trap, with a backtrace; the error of a host function.
///
/// # Panics
/// Where a host function panicked: with its payload.
///
/// # Safety
/// `func` must belong to the store, and `regs` be what its type asks for.
#[inline]
pub(crate) unsafe fn enter<T>(store: &mut StoreInner<T>, func: &VMFuncRef, regs: *mut CallRegs) -> Result<()> {
    let vm = store.opaque.vm();
    let needs = store.opaque.stack_needs();
    // SAFETY: the caller vouches for `func` and `regs`, and `store` is the store of `vm`.
    unsafe { enter_store(vm, ptr::from_mut(store).cast(), needs, func, regs) }
}

/// [`enter`], for a store whose data is of any type.
unsafe fn enter_store(
    vm: NonNull<StoreVm>,
    store: *mut (),
    needs: StackNeeds,
    func: &VMFuncRef,
    regs: *mut CallRegs,
) -> Result<()> {
    let StackNeeds { size: stack_size, guarded, host_reserve } = needs;
    let host = platform::host_stack();
    // For the host functions that the guest calls.
    if machine::stack_pointer().saturating_sub(host.start) < host_reserve.min((host.end - host.start) / 2) {
        return Err(host_stack_exhausted(host_reserve));
    }
    let previous = Activation::current();
    let mut owned = None;
    // SAFETY: the thread's pointer is to an activation that has not come back.
    let (stack, guard_end, stack_limit, top) = match unsafe { previous.as_ref() } {
        // A host function was called from here: go on below what its trampoline saved, unless this code relies on a guard that
        // is not there.
        Some(previous) if !previous.guard().is_empty() || !guarded => {
            let top = previous.exit.get().regs as usize & !15;
            // SAFETY: the caller vouches for `regs`.
            let words = unsafe { (*regs).stack_args + (*regs).stack_results };
            if top.saturating_sub(words * 8) < previous.stack_limit {
                return Err(stack_exhausted());
            }
            (previous.stack.clone(), previous.guard_end, previous.stack_limit, top)
        }
        _ => {
            let stack = GuestStack::take(stack_size, guarded)
                .map_err(|e| format_err!("cannot allocate a guest stack of {stack_size} bytes: {e}"))?;
            let stack = owned.insert(stack);
            (stack.range(), stack.guard().end, stack.limit(), stack.range().end)
        }
    };
    let activation = Activation {
        previous,
        store: vm,
        stack,
        guard_end,
        stack_limit,
        exit: Cell::new(Exit { regs: ptr::null_mut(), stack_bytes: 0 }),
        fault: Cell::new(None),
    };
    // SAFETY: `vm` is valid as long as the store; `func` and `regs` are what the caller vouches for; the stack below
    // `top` is free, and everything that is changed is put back as it was.
    let outcome = unsafe {
        let vm = vm.as_ptr();
        let _restore = Restore {
            vm,
            previous,
            saved: ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store, (*vm).activation),
        };
        (*vm).vm.guest_sp = top;
        (*vm).vm.stack_limit = stack_limit;
        (*vm).store = store;
        (*vm).activation = &activation;
        platform::set_thread_pointer(ptr::from_ref(&activation).cast());
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

/// Puts back, at the end of an entry, however it ends, what the entry changed.
struct Restore {
    vm: *mut StoreVm,
    previous: *const Activation,
    saved: (usize, usize, usize, *mut (), *const Activation),
}

impl Drop for Restore {
    fn drop(&mut self) {
        platform::set_thread_pointer(self.previous.cast());
        // SAFETY: `enter_store` makes this for a store that outlives it, and no guest code of the entry runs any more.
        unsafe {
            let vm = &mut *self.vm;
            (vm.vm.host_sp, vm.vm.guest_sp, vm.vm.stack_limit, vm.store, vm.activation) = self.saved;
        }
    }
}

/// Why `activation`, the newest, was unwound.
#[cold]
fn unwound(activation: &Activation) -> Pending {
    let error = match activation.fault.get() {
        Some(fault) => trap::explain(activation, &fault),
        None => {
            // SAFETY: no guest code of the store runs now.
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

/// The error where less of the host's stack is left than [`Config::host_stack_reserve`](crate::Config::host_stack_reserve)
/// keeps: not the guest's own stack is full, and the embedder may want to know.
#[cold]
fn host_stack_exhausted(reserve: usize) -> Error {
    stack_exhausted().context(format_args!(
        "less of the host's stack is left than the {} KiB that `Config::host_stack_reserve` keeps for host functions",
        reserve >> 10
    ))
}
