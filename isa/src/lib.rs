//! The instruction sets of the Windlass baseline compiler: macro-assemblers, calling conventions and trampolines.
//!
//! Nothing here knows WebAssembly.
#![no_std]

extern crate alloc;

pub mod x86_64;

/// The instruction set of this machine.
#[cfg(target_arch = "x86_64")]
pub use x86_64 as host;
