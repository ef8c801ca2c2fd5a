//! Entries into guest code: their stacks, what they change in the store and in the thread, and how they end.

use core::cell::Cell;
use core::ops::Range;
use core::ptr::{self, NonNull};
use core::sync::atomic::Ordering;

use windlass_isa::trampolines::windlass_enter;
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, ENTER_RETURNED, VMFuncRef};

use super::{Activation, Exit, Pending, StoreVm};
use crate::api::config::StackNeeds;
use crate::api::error::{Error, Result, format_err};
use crate::guest::backtrace::WasmBacktrace;
use crate::guest::guest_stack::GuestStack;
use crate::guest::stop::INTERRUPT;
use crate::guest::trap;
use crate::machine::{self, FloatControl};
use crate::platform::{self, panics};
use crate::store::{StoreInner, StoreOpaque};

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
    // SAFETY: guaranteed by the caller.
    let words = unsafe { (*regs).stack_args + (*regs).stack_results };
    let (stack, guard_end, stack_limit, faults_trap, top) = match previous {
        // A host function was called from here: continue below what its trampoline saved, unless this code relies on a
        // guard that does not exist.
        Some(previous) if previous.faults_trap || !needs.faults_trap => {
            // Without an exit, its guest code was interrupted before it ran.
            let top = match previous.exit.get().regs as usize {
                0 => previous.free_below,
                regs => regs,
            } & !15;
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
        // SAFETY: `vm` is valid as long as the store.
        outer: unsafe { (*vm.as_ptr()).activation() },
        #[cfg(feature = "std")]
        thread: Cell::new(platform::thread_id()),
        host_stack: host_stack.start,
        host_float: Cell::new(FloatControl::current()),
        stack,
        guard_end,
        faults_trap,
        stack_limit,
        top,
        // A new stack may be too small for them; then the trampoline faults.
        free_below: top.saturating_sub(words * 8),
        exit: Cell::new(Exit { regs: ptr::null_mut(), stack_bytes: 0 }),
        preempted: Cell::new(false),
        fault: Cell::new(None),
    };
    // SAFETY: `vm` is valid as long as the store; the caller guarantees `func` and `regs`; the stack below `top` is
    // free, and every change is undone.
    let outcome = unsafe {
        let vm = vm.as_ptr();
        let _restore = Restore {
            activation: &activation,
            saved: ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store),
        };
        (*vm).vm.guest_sp = top;
        (*vm).vm.stack_limit = stack_limit;
        (*vm).store = store;
        (*vm).activation.store(ptr::from_ref(&activation).cast_mut(), Ordering::Relaxed);
        #[cfg(feature = "std")]
        (*vm).stop.runs_here(activation.thread.get());
        platform::set_thread_pointer(ptr::from_ref(&activation).cast());
        if activation.host_float.get() != FloatControl::GUEST {
            FloatControl::GUEST.set();
        }
        (*vm).fuel.give_to(regs);
        match windlass_enter(regs, func.context, func.code, vm.cast()) {
            ENTER_RETURNED => {
                (*vm).fuel.take_from(regs);
                Ok((*vm).fuel.check())
            }
            _ => Err(unwound(&activation)),
        }
    };
    if let Some(stack) = owned {
        stack.give_back();
    }
    match outcome {
        Ok(Ok(())) => Ok(()),
        // It returned with more than there was.
        Ok(Err(trap)) => Err(Error::from(trap).with_backtrace(WasmBacktrace::current)),
        Err(Pending::Error(error)) => Err(error),
        Err(Pending::Panic(payload)) => panics::resume(payload),
        Err(Pending::Exception(_)) => Err(Error::msg("internal error: an exception was not raised")),
    }
}

/// Undoes the changes of an entry when it ends, also by a panic.
struct Restore<'a> {
    activation: &'a Activation,
    saved: (usize, usize, usize, *mut ()),
}

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        platform::set_thread_pointer(self.activation.previous.cast());
        if self.activation.host_float.get() != FloatControl::GUEST {
            self.activation.host_float.get().set();
        }
        // SAFETY: `enter_store` creates this for a store that outlives it, and guest code of the entry no longer runs.
        unsafe {
            let (vm, outer) = (self.activation.store.as_ptr(), self.activation.outer);
            ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store) = self.saved;
            (*vm).activation.store(outer.cast_mut(), Ordering::Relaxed);
            match outer.as_ref() {
                // An interrupt ends all entries of the store, and this was the last.
                None if (*vm).ended_by_interrupt => {
                    (*vm).ended_by_interrupt = false;
                    (*vm).vm.interrupt.fetch_and(!INTERRUPT, Ordering::Relaxed);
                }
                #[cfg(feature = "std")]
                Some(outer) => (*vm).stop.runs_on(outer.thread.get()),
                _ => {}
            }
        }
    }
}

/// Why `activation`, the innermost, was unwound.
#[cold]
fn unwound(activation: &Activation) -> Pending {
    let vm = activation.store.as_ptr();
    // SAFETY: no guest code of the store is running.
    let pending = unsafe { (*vm).pending.take() };
    let error = match (pending, activation.fault.get()) {
        (Some(Pending::Error(error)), _) => error,
        (Some(other), _) => return other,
        (None, Some(fault)) => {
            // SAFETY: as above.
            unsafe { (*vm).fuel.came(fault.registers.fuel()) };
            trap::explain(activation, &fault)
        }
        (None, None) => Error::msg("internal error: guest code was unwound without a reason"),
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
        "guest code was called on a stack that is not the thread's own: the stack pointer is {sp:#x}, and the thread's stack \
         extends from {:#x} to {:#x}. On the stack of a coroutine, set its bounds with `Store::set_host_stack`",
        own.start,
        own.end
    )
}

/// The error if less than [`Config::host_stack_reserve`](crate::Config::host_stack_reserve) of the host stack is left.
/// Its context distinguishes it from an overflow of the guest stack.
#[cold]
fn host_stack_exhausted(reserve: usize) -> Error {
    stack_exhausted().context(format_args!(
        "less of the host stack is left than the {} KiB that `Config::host_stack_reserve` reserves for host functions",
        reserve >> 10
    ))
}
