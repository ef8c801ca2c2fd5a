//! Entering guest code, and leaving it by a return, a trap, an error or a panic.
//!
//! Every entry is an [`Activation`] on the host stack. The activations of a thread form a chain that starts at the
//! thread pointer. The fault handler uses the innermost one, a backtrace walks all of them.

use core::cell::Cell;
use core::ops::Range;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use windlass_isa::trampolines::windlass_enter;
#[cfg(feature = "std")]
use windlass_isa::trampolines::{tail_calls, tails, windlass_preempt, windlass_resume, windlass_unwind};
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, ENTER_RETURNED, VMFuncRef, VMStoreContext};

use crate::api::config::StackNeeds;
use crate::api::error::{Error, Result, format_err};
use crate::api::thrown_exception::ThrownException;
use crate::guest::backtrace::WasmBacktrace;
use crate::guest::fuel::Fuel;
use crate::guest::guest_stack::GuestStack;
use crate::guest::interrupted;
use crate::guest::raise::{self, Exception};
use crate::guest::stop::{INTERRUPT, Stop};
use crate::guest::trap;
use crate::machine::{self, FloatControl, Registers};
use crate::platform::panics;
use crate::platform::{self, Fault, FaultKind};
#[cfg(feature = "std")]
use crate::platform::{Answer, Preempt, Resume};
use crate::store::{StoreInner, StoreOpaque};

/// The part of a store that generated code and the trampolines use, and related state of the runtime.
#[repr(C)]
pub(crate) struct StoreVm {
    /// The part that the trampolines use.
    pub(crate) vm: VMStoreContext,
    /// The `StoreInner<T>` borrowed by the innermost entry. Null outside guest code.
    pub(crate) store: *mut (),
    /// The innermost entry into guest code of this store. Other threads see whether there is one.
    activation: AtomicPtr<Activation>,
    /// Why a host function or the runtime unwinds the guest.
    pending: Option<Pending>,
    /// Whether an interrupt ended an entry, so that it has to end those before it.
    ended_by_interrupt: bool,
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

    /// Takes the reason.
    ///
    /// # Safety
    /// As for [`StoreVm::set_pending`].
    pub(crate) unsafe fn take_pending(this: *mut StoreVm) -> Option<Pending> {
        // SAFETY: guaranteed by the caller.
        unsafe { (*this).pending.take() }
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
        // The process may have been forked meanwhile.
        self.stop.runs_here(platform::thread_id());
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
}

impl StoreVm {
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

    /// What becomes of a signal that arrived at `registers`: if that is where guest code may be preempted, and if the store asks
    /// for it, this prepares for calling [`interrupted`].
    ///
    /// Like faults, such places are known by the program counter and by the stack pointer. In the tail of a trampoline, the
    /// frames are those of the last exit.
    #[cfg(feature = "std")]
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
    #[cfg(feature = "std")]
    fn resume_preempted(&self, saved: usize) -> Resume {
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
    #[cfg(feature = "std")]
    fn interrupt_at(&self, registers: &Registers) {
        // Entries from here continue below the stack pointer; generated code keeps nothing there.
        self.exit.set(Exit { regs: ptr::without_provenance_mut(registers.sp()), stack_bytes: 0 });
        self.fault.set(Some(Fault { kind: FaultKind::Interrupt, registers: *registers }));
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

/// Says that this thread runs the stores of its entries, in the child of a fork.
#[cfg(feature = "std")]
pub(super) fn run_on_this_thread() {
    // SAFETY: the thread pointer is null or points to an activation that has not returned.
    let current = unsafe { Activation::current().as_ref() };
    for activation in current.into_iter().flat_map(Activation::chain) {
        // SAFETY: the store outlives the activation, and the field is atomic.
        unsafe { &(*activation.store.as_ptr()).stop }.runs_on(platform::thread_id());
    }
}

/// Called when guest code of a store is about to run, or was preempted, and `VMStoreContext::interrupt` is not zero.
/// Returns zero if the guest may go on, with what is at `registers`.
///
/// # Safety
/// Only the trampolines, and what they call, may call this, for a store whose guest code is waiting.
pub(crate) unsafe extern "C" fn interrupted(store: *mut VMStoreContext, registers: *mut ()) -> usize {
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

/// Called by the trampoline for traps that are not hardware faults: see `VMStoreContext::trap`.
///
/// # Safety
/// Only the trampoline may call this, for guest code of the store.
unsafe extern "C" fn trapped(store: *mut VMStoreContext, pc: usize, sp: usize, link: usize, fuel: u64) {
    let fault = Fault { kind: FaultKind::IllegalInstruction, registers: Registers::at_trap(pc, sp, link, fuel) };
    // SAFETY: guest code of the store runs only while its innermost activation exists.
    unsafe { (*(*store.cast::<StoreVm>()).activation()).fault.set(Some(fault)) };
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
            vm,
            activation: &activation,
            saved: ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store),
            outer: (*vm).activation(),
            #[cfg(feature = "std")]
            thread: (*vm).stop.thread(),
        };
        (*vm).vm.guest_sp = top;
        (*vm).vm.stack_limit = stack_limit;
        (*vm).store = store;
        (*vm).activation.store(ptr::from_ref(&activation).cast_mut(), Ordering::Relaxed);
        #[cfg(feature = "std")]
        (*vm).stop.runs_here(platform::thread_id());
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
    vm: *mut StoreVm,
    activation: &'a Activation,
    saved: (usize, usize, usize, *mut ()),
    /// The previous entry of the same store.
    outer: *const Activation,
    #[cfg(feature = "std")]
    thread: i32,
}

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        platform::set_thread_pointer(self.activation.previous.cast());
        if self.activation.host_float.get() != FloatControl::GUEST {
            self.activation.host_float.get().set();
        }
        // SAFETY: `enter_store` creates this for a store that outlives it, and guest code of the entry no longer runs.
        unsafe {
            let vm = self.vm;
            ((*vm).vm.host_sp, (*vm).vm.guest_sp, (*vm).vm.stack_limit, (*vm).store) = self.saved;
            (*vm).activation.store(self.outer.cast_mut(), Ordering::Relaxed);
            if self.outer.is_null() {
                // An interrupt ends all entries of the store, and this was the last.
                if (*vm).ended_by_interrupt {
                    (*vm).ended_by_interrupt = false;
                    (*vm).vm.interrupt.fetch_and(!INTERRUPT, Ordering::Relaxed);
                }
            }
            #[cfg(feature = "std")]
            if !self.outer.is_null() {
                (*vm).stop.runs_on(self.thread);
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
