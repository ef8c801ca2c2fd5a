//! What the runtime asks of an operating system: this module's public items are the whole list.
//!
//! - memory: [`Mapping`], [`PrivateBytes`], [`SealedFile`], [`CodeRegion`], [`page_size`];
//! - hardware faults: [`install_fault_handler`], [`Fault`];
//! - threads: [`prepare_thread`], [`host_stack`], [`thread_pointer`], [`set_thread_pointer`].
//!
//! With the feature `std`, that is Linux. Without it, a port supplies a handful of C functions, on which `custom.rs` builds
//! what is needed without files, faults and virtual memory.

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
#[cfg(feature = "std")]
pub(crate) use linux::{
    Mapping, OsError, PrivateBytes, SealedFile, host_stack, install_fault_handler, page_size, prepare_thread,
    set_thread_pointer, thread_pointer,
};

use crate::machine::Registers;

/// A hardware fault of a thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// What the hardware found.
    pub(crate) kind: FaultKind,
    /// The registers when it happened.
    pub(crate) registers: Registers,
}

/// What the hardware found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "std"), expect(dead_code, reason = "only explicit traps arrive"))]
pub(crate) enum FaultKind {
    /// An access to memory that is not accessible.
    Access {
        /// The address.
        address: usize,
    },
    /// An instruction that does not exist.
    IllegalInstruction,
    /// A division that has no result.
    Arithmetic,
}

/// Where a thread goes on after a fault.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resume {
    /// The instruction.
    pub(crate) pc: usize,
    /// The stack pointer.
    pub(crate) sp: usize,
}
