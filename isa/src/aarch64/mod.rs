//! aarch64: the macro-assembler and the trampolines.
//!
//! [`Assembler`] is in one file per family of instructions, each an `impl` block of it; this file ties them to the
//! [`MacroAssembler`](windlass_masm::MacroAssembler) trait.

mod cpu;
#[cfg(feature = "compiler")]
pub mod stubs;
#[cfg(target_arch = "aarch64")]
mod trampolines;

pub use cpu::CpuFeatures;

#[cfg(feature = "compiler")]
pub use assembler::Assembler;

#[cfg(feature = "compiler")]
mod address;
#[cfg(feature = "compiler")]
mod address_cache;
#[cfg(feature = "compiler")]
mod append;
#[cfg(feature = "compiler")]
mod assembler;
#[cfg(feature = "compiler")]
mod atomic;
#[cfg(feature = "compiler")]
mod bit_field;
#[cfg(feature = "compiler")]
mod compare;
#[cfg(feature = "compiler")]
mod control;
#[cfg(feature = "compiler")]
mod convert;
#[cfg(feature = "compiler")]
mod encode;
#[cfg(feature = "compiler")]
mod encode_vector;
#[cfg(feature = "compiler")]
mod facts;
#[cfg(feature = "compiler")]
mod flags;
#[cfg(feature = "compiler")]
mod float;
#[cfg(feature = "compiler")]
mod frame;
#[cfg(feature = "compiler")]
mod fuse;
#[cfg(feature = "compiler")]
mod int;
#[cfg(feature = "compiler")]
mod last_slot;
#[cfg(feature = "compiler")]
mod mov;
#[cfg(feature = "compiler")]
mod pair;
#[cfg(feature = "compiler")]
mod pool;
#[cfg(feature = "compiler")]
pub(crate) mod prologue;
#[cfg(feature = "compiler")]
mod registers;
#[cfg(feature = "compiler")]
mod tail_call;
#[cfg(feature = "compiler")]
mod vector;
#[cfg(feature = "compiler")]
mod vector_binary;
#[cfg(feature = "compiler")]
mod vector_lanes;
#[cfg(feature = "compiler")]
mod vector_shift;
#[cfg(feature = "compiler")]
mod vector_shuffle;
#[cfg(feature = "compiler")]
mod vector_unary;
#[cfg(feature = "compiler")]
mod wide;
#[cfg(feature = "compiler")]
mod window;
