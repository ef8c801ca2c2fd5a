//! Linux.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(feature = "lazy")]
mod code_region;
mod interrupts;
mod memory;
mod memory_limits;
#[cfg(feature = "threads")]
mod parker;
mod prepared;
mod private_bytes;
mod sealed_file;
mod signals;
mod thread;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(target_arch = "aarch64")]
use aarch64 as signal_context;
#[cfg(target_arch = "x86_64")]
use x86_64 as signal_context;

#[cfg(feature = "lazy")]
pub(crate) use code_region::CodeRegion;
pub(crate) use interrupts::{
    block_signals, install_interrupt_handler, saved_fuel, signal_thread, with_signals_blocked,
};
pub(crate) use memory::{Mapping, OsError, page_size};
#[cfg(feature = "threads")]
pub(crate) use parker::Parker;
pub(crate) use private_bytes::PrivateBytes;
pub(crate) use sealed_file::SealedFile;
pub(crate) use signals::install_fault_handler;
pub(crate) use thread::{
    at_fork, forget_thread_id, host_stack, prepare_thread, set_thread_pointer, thread_id, thread_pointer,
    unblock_signal,
};
