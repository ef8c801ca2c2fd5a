//! The operating system interface of the runtime: this module's public items are the whole list.
//!
//! - memory: [`Mapping`], [`PrivateBytes`], [`SealedFile`], [`CodeRegion`], [`page_size`];
//! - hardware faults: [`install_fault_handler`], [`Fault`];
//! - interrupts: [`install_interrupt_handler`], [`signal_thread`], [`saved_fuel`], [`block_signals`], [`unblock_signal`], [`Answer`];
//! - forks: [`at_fork`], [`forget_thread_id`];
//! - threads: [`Parker`], [`prepare_thread`], [`host_stack`], [`thread_id`], [`thread_pointer`], [`set_thread_pointer`].
//!
//! With the feature `std`, it is implemented for Linux. Without it, `custom.rs` implements what is possible without
//! files, faults and virtual memory on a few C functions that a port supplies.

#[cfg(not(feature = "std"))]
mod custom;
#[cfg(feature = "std")]
mod linux;
pub(crate) mod panics;
pub(crate) mod sync;

#[cfg(not(feature = "std"))]
pub(crate) use custom::{Mapping, OsError, PrivateBytes, host_stack, page_size, set_thread_pointer, thread_pointer};

#[cfg(feature = "lazy")]
pub(crate) use linux::CodeRegion;
#[cfg(feature = "threads")]
pub(crate) use linux::Parker;
#[cfg(feature = "std")]
pub(crate) use linux::{
    Mapping, OsError, PrivateBytes, SealedFile, at_fork, block_signals, forget_thread_id, host_stack,
    install_fault_handler, install_interrupt_handler, page_size, prepare_thread, saved_fuel, set_thread_pointer,
    signal_thread, thread_id, thread_pointer, unblock_signal, with_signals_blocked,
};

use crate::machine::Registers;

/// A hardware fault of a thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// The kind of fault.
    pub(crate) kind: FaultKind,
    /// The registers at the fault.
    pub(crate) registers: Registers,
}

/// The kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "std"), expect(dead_code, reason = "only explicit traps arrive"))]
pub(crate) enum FaultKind {
    /// An access to inaccessible memory.
    Access {
        /// The address.
        address: usize,
    },
    /// An illegal instruction.
    IllegalInstruction,
    /// A division without a result.
    Arithmetic,
    /// None: the host interrupted the thread.
    Interrupt,
}

/// Where a thread resumes after a fault.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Resume {
    /// At an instruction, with a stack pointer.
    At {
        /// The instruction.
        pc: usize,
        /// The stack pointer.
        sp: usize,
    },
    /// In a function of C's calling convention that does not return.
    Call {
        /// The function.
        pc: usize,
        /// The stack pointer.
        sp: usize,
        /// The first argument.
        argument: usize,
    },
    /// With the registers that an interrupt handler saved.
    Saved {
        /// The address of the saved registers.
        at: usize,
    },
}

/// What becomes of the signal that interrupts a thread.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// The thread goes on as if there had been none.
    GoOn,
    /// The thread goes on elsewhere.
    Preempt(Preempt),
    /// What is to be interrupted waits for other code. If that is a signal handler, the signal comes again when it returns.
    Later {
        /// Whether the stack is one on which nothing but signal handlers may be in the way.
        on_guest_stack: bool,
    },
}

/// Where a thread goes on that a signal preempts: in a function that does not return, with all registers saved where its
/// stack pointer is.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Preempt {
    /// The function.
    pub(crate) pc: usize,
    /// The end of the memory that the registers are saved to, on a stack.
    pub(crate) saved_below: usize,
    /// The argument of the function, which is also stored before the registers.
    pub(crate) argument: usize,
}
