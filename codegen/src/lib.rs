//! The one-pass code generator of Windlass: WebAssembly in, an [`Artifact`] and machine code out.
#![no_std]

extern crate alloc;

pub mod artifact;
pub mod builtin;
#[cfg(feature = "compiler")]
mod compile;
pub mod context;
#[cfg(feature = "compiler")]
mod emit;
#[cfg(feature = "compiler")]
pub mod error;
pub mod module;
#[cfg(feature = "compiler")]
mod reader;
#[cfg(feature = "compiler")]
mod scan;
#[cfg(feature = "compiler")]
pub mod translate;
pub mod types;

pub use windlass_masm::sites;

pub use artifact::{Artifact, FunctionEntry, Options};
pub use builtin::Builtin;
#[cfg(feature = "compiler")]
pub use compile::{CompileOptions, compile, validate};
pub use context::ContextLayout;
