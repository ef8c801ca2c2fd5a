//! The embedding API. The crate re-exports all public items.

pub(crate) mod caller;
pub(crate) mod config;
pub(crate) mod engine;
pub(crate) mod error;
pub(crate) mod exnref;
pub(crate) mod externref;
pub(crate) mod externs;
pub(crate) mod func;
pub(crate) mod global;
pub(crate) mod imports;
pub(crate) mod instance;
pub(crate) mod instance_pre;
pub(crate) mod interrupt_handle;
pub(crate) mod limits;
pub(crate) mod linker;
pub(crate) mod memory;
pub(crate) mod module;
pub(crate) mod module_image;
#[cfg(feature = "threads")]
pub(crate) mod shared_memory;
pub(crate) mod table;
pub(crate) mod tag;
pub(crate) mod thrown_exception;
#[cfg(feature = "compiler")]
mod tunables;
pub(crate) mod typed_func;
pub(crate) mod val;
pub(crate) mod wasm_ty;
