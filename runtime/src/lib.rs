//! Windlass: a small, fast WebAssembly engine with a single-pass compiler.
//!
//! This crate is the embedding API. Its names are those of Wasmtime's API:
//!
//! ```
//! use windlass::{Caller, Engine, Linker, Module, Store};
//!
//! # fn main() -> windlass::Result<()> {
//! let engine = Engine::default();
//! let module = Module::new(
//!     &engine,
//!     r#"(module
//!         (import "host" "double" (func $double (param i32) (result i32)))
//!         (func (export "quadruple") (param i32) (result i32)
//!             (call $double (call $double (local.get 0)))))"#,
//! )?;
//!
//! let mut linker = Linker::new(&engine);
//! linker.func_wrap("host", "double", |mut caller: Caller<'_, u32>, x: i32| {
//!     *caller.data_mut() += 1; // count the calls
//!     x * 2
//! })?;
//!
//! let mut store = Store::new(&engine, 0);
//! let instance = linker.instantiate(&mut store, &module)?;
//! let quadruple = instance.get_typed_func::<i32, i32>(&mut store, "quadruple")?;
//! assert_eq!(quadruple.call(&mut store, 5)?, 20);
//! assert_eq!(*store.data(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors, traps and panics
//!
//! A trap is an [`Error`]; [`downcast_ref`](Error::downcast_ref) returns its [`Trap`]. The error of a host function is
//! an [`Error`] that downcasts to what the function returned. An exception that guest code does not catch is a
//! [`ThrownException`]. All carry a [`WasmBacktrace`]. A panic of a host function continues in the caller of the guest. In each
//! case the store stays usable.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(not(any(feature = "std", feature = "explicit-bounds-checks")))]
compile_error!("without the feature `std`, `explicit-bounds-checks` is needed");

mod api;
mod code;
mod guest;
mod hash_map;
mod heap;
mod instances;
mod machine;
mod platform;
mod store;

#[cfg(test)]
mod machine_code_tests;

pub use api::caller::Caller;
#[cfg(feature = "compiler")]
pub use api::config::Strategy;
pub use api::config::{CompileMode, Config, WasmVersion};
pub use api::engine::Engine;
pub use api::error::{Context, Error, Result};
pub use api::exnref::ExnRef;
pub use api::externref::ExternRef;
pub use api::externs::{Export, ExportType, Extern, ExternType, ImportType};
pub use api::func::Func;
pub use api::global::Global;
pub use api::instance::Instance;
pub use api::instance_pre::InstancePre;
pub use api::interrupt_handle::{Interrupt, InterruptHandle};
pub use api::limits::{ResourceLimiter, StoreLimits, StoreLimitsBuilder};
pub use api::linker::Linker;
pub use api::memory::{Memory, MemoryAccessError};
pub use api::module::{CompileTimes, Module, ModuleStats};
pub use api::module_image::{ModuleFunction, ResourcesRequired};
#[cfg(feature = "threads")]
pub use api::shared_memory::SharedMemory;
pub use api::table::Table;
pub use api::tag::{Tag, TagType};
pub use api::thrown_exception::ThrownException;
pub use api::typed_func::TypedFunc;
pub use api::val::{Ref, V128, Val};
pub use api::wasm_ty::{WasmList, WasmParams, WasmResults, WasmRet, WasmTy};
pub use code::precompiled::Precompiled;
#[cfg(feature = "compiler")]
pub use code::progress::CompileProgress;
pub use guest::backtrace::{FrameInfo, WasmBacktrace};
pub use guest::host_func::IntoFunc;
#[cfg(feature = "threads")]
pub use instances::parking_lot::WaitResult;
pub use store::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut, UpdateDeadline};
pub use windlass_codegen::DisplayName;
#[cfg(feature = "compiler")]
pub use windlass_codegen::error::CompileError;
#[cfg(feature = "compiler")]
pub use windlass_codegen::proposals::{Proposal, Status};
pub use windlass_codegen::types::{
    FuncType, GlobalType, HeapType, Limits, MemoryType, Mutability, RefType, TableType, TypeIndex, ValType,
};
#[cfg(all(feature = "compiler", any(debug_assertions, feature = "check")))]
pub use windlass_codegen::{check_emit, trace_emit};
pub use windlass_masm::TrapCode as Trap;
#[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
pub use windlass_masm::fuse_limit;

/// What macros of this crate name, which is not for others.
#[doc(hidden)]
pub mod __private {
    pub use alloc::format;
}
