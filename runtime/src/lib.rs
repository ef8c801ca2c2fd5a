//! Windlass: a small, fast WebAssembly engine with a compiler of one pass.
//!
//! This crate is the embedding API. Its names are those that users of Wasmtime know:
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
//!     *caller.data_mut() += 1; // how often it was called
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
//! # How a guest stops early
//!
//! A trap is an [`Error`] that [`downcast_ref`](Error::downcast_ref)s to a [`Trap`], an error of a host function is an
//! [`Error`] that does to what the function returned, and both carry a [`WasmBacktrace`]. A panic of a host function
//! goes on as a panic in whoever called into the guest. In each case the store can still be used.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(not(any(feature = "std", feature = "explicit-bounds-checks")))]
compile_error!("without the feature `std`, `explicit-bounds-checks` is needed");

mod activation;
mod backtrace;
mod builtins;
mod call_values;
mod caller;
mod code_registry;
#[cfg(feature = "compiler")]
mod compile;
mod config;
mod const_expr;
mod engine;
mod error;
mod externref;
mod externs;
mod func;
mod global;
mod guest_stack;
mod hash_map;
mod host_func;
mod imports;
mod instance;
mod instance_data;
mod instantiate;
#[cfg(feature = "lazy")]
mod lazy_code;
mod linear_memory;
mod linker;
mod machine;
mod memory;
mod module;
mod module_bytes;
mod panics;
#[cfg(feature = "parallel")]
mod parallel;
mod platform;
mod precompiled;
#[cfg(feature = "lazy")]
mod resolver;
mod segments;
#[cfg(all(feature = "compiler", not(feature = "parallel")))]
mod serial;
#[cfg(feature = "compiler")]
mod shared_image;
mod store;
mod sync;
mod table;
mod table_data;
mod trap;
mod type_registry;
mod typed_func;
mod val;
mod wasm_ty;

#[cfg(test)]
mod machine_code_tests;

pub use backtrace::{FrameInfo, WasmBacktrace};
pub use caller::Caller;
pub use config::{CompileMode, Config, WasmVersion};
pub use engine::Engine;
pub use error::{Error, Result};
pub use externref::ExternRef;
pub use externs::{Export, ExportType, Extern, ExternType, ImportType};
pub use func::Func;
pub use global::Global;
pub use host_func::IntoFunc;
pub use instance::Instance;
pub use linker::Linker;
pub use memory::{Memory, MemoryAccessError};
pub use module::{Module, ModuleStats};
pub use precompiled::Precompiled;
pub use store::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut};
pub use table::Table;
pub use typed_func::TypedFunc;
pub use val::{Ref, V128, Val};
pub use wasm_ty::{WasmList, WasmParams, WasmResults, WasmRet, WasmTy};
pub use windlass_codegen::types::{FuncType, GlobalType, HeapType, Limits, MemoryType, RefType, TableType, ValType};
pub use windlass_masm::TrapCode as Trap;
#[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
pub use windlass_masm::fuse_limit;
