//! The instruction sets of the Windlass baseline compiler: macro-assemblers, calling conventions and trampolines.
//!
//! Nothing here knows WebAssembly.
#![no_std]

extern crate alloc;
#[cfg(all(feature = "std", target_arch = "aarch64"))]
extern crate std;

#[macro_use]
mod list;

#[cfg(any(target_arch = "aarch64", feature = "cross"))]
pub mod aarch64;
mod machine;
#[cfg(feature = "compiler")]
mod prologue;
#[cfg(feature = "compiler")]
mod target;
pub mod trampolines;
#[cfg(any(target_arch = "x86_64", feature = "cross"))]
pub mod x86_64;

pub use machine::{Isa, Machine};
#[cfg(feature = "compiler")]
pub use prologue::{Prologue, Step, Unwinding};
#[cfg(feature = "compiler")]
pub use target::{Target, UseAssembler};

/// The instruction set of this machine.
#[cfg(target_arch = "aarch64")]
pub use aarch64 as host;
/// The instruction set of this machine.
#[cfg(target_arch = "x86_64")]
pub use x86_64 as host;
