//! The one-pass code generator of Windlass: WebAssembly in, an [`Artifact`] and machine code out.
#![no_std]

extern crate alloc;

pub mod artifact;
pub mod builtin;
#[cfg(feature = "compiler")]
mod chunk;
#[cfg(feature = "compiler")]
mod chunk_bodies;
#[cfg(feature = "compiler")]
mod compile;
pub mod context;
mod display_name;
#[cfg(feature = "compiler")]
mod emit;
#[cfg(feature = "compiler")]
pub mod error;
#[cfg(feature = "compiler")]
mod explain;
#[cfg(feature = "compiler")]
mod file_kind;
pub mod handlers;
#[cfg(feature = "compiler")]
mod lazy;
#[cfg(feature = "compiler")]
mod limits;
pub mod module;
pub mod names;
pub mod object;
#[cfg(feature = "compiler")]
mod opcode;
#[cfg(feature = "compiler")]
pub mod proposals;
#[cfg(feature = "compiler")]
mod reader;
#[cfg(feature = "compiler")]
mod scan;
#[cfg(feature = "compiler")]
mod source;
#[cfg(feature = "source-map")]
mod source_map;
pub mod table;
#[cfg(feature = "compiler")]
pub mod translate;
pub mod types;
#[cfg(feature = "compiler")]
mod validate;

pub use windlass_masm::sites;

pub use artifact::{Artifact, FunctionEntry, Options};
pub use builtin::Builtin;
#[cfg(feature = "compiler")]
pub use chunk::{Appender, Chunk, ChunkCompiler};
#[cfg(feature = "compiler")]
pub use compile::{Compilation, CompileOptions, compile, validate};
pub use context::ContextLayout;
pub use display_name::DisplayName;
#[cfg(all(feature = "compiler", any(debug_assertions, feature = "check")))]
pub use emit::{check_emit, trace_emit};
#[cfg(feature = "compiler")]
pub use explain::explain;
#[cfg(feature = "compiler")]
pub use file_kind::other_kind;
#[cfg(feature = "compiler")]
pub use lazy::LazyCompiler;
#[cfg(feature = "compiler")]
pub use limits::{CODE_OF_ANY_MODULE, ModuleLimits};
#[cfg(feature = "compiler")]
pub use opcode::operator_names;
#[cfg(feature = "compiler")]
pub use source::ModuleSource;
#[cfg(feature = "source-map")]
pub use source_map::{SourceMap, SourceMapEntry};
