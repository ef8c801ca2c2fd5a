//! What the runtime asks of an operating system: this module's public items are the whole list, and a port implements
//! them once more.
//!
//! - memory: [`Mapping`], [`MappedFile`], [`CodeRegion`], [`page_size`];
//! - hardware faults: [`install_fault_handler`], [`Fault`];
//! - threads: [`prepare_thread`], [`host_stack`], [`thread_pointer`], [`set_thread_pointer`].

#[cfg(target_os = "linux")]
mod linux;

#[cfg(all(target_os = "linux", feature = "lazy"))]
pub(crate) use linux::CodeRegion;
#[cfg(target_os = "linux")]
pub(crate) use linux::{
    MappedFile, Mapping, OsError, host_stack, install_fault_handler, page_size, prepare_thread, set_thread_pointer,
    thread_pointer,
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resume {
    /// The instruction.
    pub(crate) pc: usize,
    /// The stack pointer.
    pub(crate) sp: usize,
}
