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
use crate::machine::{self, FloatControl, Registers};
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

    /// Gives a host function that guest code called what its thread had set for floating-point numbers.
    ///
    /// # Safety
    /// As for [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn begin_host_call(&self) {
        // SAFETY: guest code runs only while its activation exists.
        let host_float = unsafe { (*self.activation).host_float.get() };
        if host_float != FloatControl::GUEST {
            host_float.set();
        }
    }

    /// Makes the thread again what guest code needs, when a host function that guest code called returns.
    ///
    /// # Safety
    /// As for [`StoreVm::record_exit`].
    #[inline]
    pub(crate) unsafe fn end_host_call(&self) {
        // It may have waited on a stack of its own, that of a coroutine, while other entries came and went.
        #[cfg(feature = "std")]
        if Activation::current() != self.activation {
            platform::set_thread_pointer(self.activation.cast());
        }
        // Functions leave what is set for floating-point numbers as they find it, by the platform's convention: that need not
        // be asked again.
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
    /// The entry before it on the same stack of the host.
    previous: *const Activation,
    store: NonNull<StoreVm>,
    /// Where the host's stack begins that it was made on.
    host_stack: usize,
    /// What the host had set for floating-point numbers.
    host_float: Cell<FloatControl>,
    /// The guest stack, its guard included.
    stack: Range<usize>,
    /// Where the guard ends.
    guard_end: usize,
    /// Whether faults of guest code are traps. Otherwise code compares, and a fault is a defect.
    faults_trap: bool,
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
        self.opaque().is_some_and(|store| store.memories.iter().any(|memory| memory.reserves(address)))
    }

    /// The store, while guest code of it waits for its caller.
    fn opaque(&self) -> Option<&StoreOpaque> {
        // SAFETY: a store begins with its `StoreOpaque`; the newest entry borrowed it, and guest code, which would
        // change it, does not run now.
        unsafe { (*self.store.as_ptr()).store.cast::<StoreOpaque>().as_ref() }
    }

    /// Whether `fault`, of its thread, is one of its guest code, so that the guest is to be unwound. May be called in a signal
    /// handler.
    ///
    /// Two things must hold. Nothing but guest code and the trampolines is *at* these addresses, so a fault in a signal handler of
    /// the embedder, which may run on the guest's stack, is not the guest's. And the trampolines run on either stack.
    #[cfg(feature = "std")]
    fn caused(&self, fault: &Fault) -> bool {
        let (pc, sp) = (fault.registers.pc, fault.registers.sp());
        // The stack may still be empty.
        self.faults_trap
            && (self.stack.start..=self.stack.end).contains(&sp)
            && (trap::in_trampolines(pc) || self.opaque().is_some_and(|store| store.has_code(pc)))
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
        if !activation.caused(fault) {
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
    // SAFETY: the caller vouches for `func` and `regs`, and `store` is the store of `vm`.
    unsafe { enter_store(vm, ptr::from_mut(store).cast(), func, regs) }
}

/// [`enter`], for a store whose data is of any type.
unsafe fn enter_store(vm: NonNull<StoreVm>, store: *mut (), func: &VMFuncRef, regs: *mut CallRegs) -> Result<()> {
    // SAFETY: a store begins with its `StoreOpaque`, and the caller borrowed it.
    let needs = unsafe { (*store.cast::<StoreOpaque>()).stack_needs() };
    let host_stack = host_stack(needs)?;
    // An entry that waits on another stack, a coroutine's, may go on or be given up at any time: nothing is built on it.
    // SAFETY: the thread's pointer is to an activation that has not come back.
    let previous = unsafe { Activation::current().as_ref() }.filter(|newest| newest.host_stack == host_stack.start);
    let mut owned = None;
    let (stack, guard_end, stack_limit, faults_trap, top) = match previous {
        // A host function was called from here: go on below what its trampoline saved, unless this code relies on a guard that
        // is not there.
        Some(previous) if previous.faults_trap || !needs.faults_trap => {
            let top = previous.exit.get().regs as usize & !15;
            // SAFETY: the caller vouches for `regs`.
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
    // SAFETY: `vm` is valid as long as the store; `func` and `regs` are what the caller vouches for; the stack below
    // `top` is free, and everything that is changed is put back as it was.
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

/// Puts back, at the end of an entry, however it ends, what the entry changed.
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

/// The host's stack that this runs on.
///
/// # Errors
/// Where less of it is left than [`Config::host_stack_reserve`](crate::Config::host_stack_reserve) keeps for host functions, and
/// where it is not known how much is left.
#[inline]
fn host_stack(needs: &StackNeeds) -> Result<Range<usize>> {
    let sp = machine::stack_pointer();
    let stack = match needs.host_stack {
        Some((start, end)) if (start..end).contains(&sp) => start..end,
        _ => platform::host_stack(),
    };
    let size = stack.end - stack.start;
    // From outside of the stack, that is more than its size.
    let left = sp.wrapping_sub(stack.start);
    match left < needs.host_reserve.min(size / 2) || (left > size && size > 0) {
        false => Ok(stack),
        true if left > size => Err(unknown_host_stack(sp, stack)),
        true => Err(host_stack_exhausted(needs.host_reserve)),
    }
}

/// The error where guest code is called on a stack that is not the thread's own, and that the embedder did not tell of.
#[cold]
fn unknown_host_stack(sp: usize, own: Range<usize>) -> Error {
    format_err!(
        "guest code is called on a stack that is not that of its thread: the stack pointer is {sp:#x}, and the thread's stack is \
         from {:#x} to {:#x}. On the stack of a coroutine, tell its bounds by `Store::set_host_stack`",
        own.start,
        own.end
    )
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
