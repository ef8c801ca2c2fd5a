//! The C API. `include/windlass.h` documents every function.
//!
//! Arguments from C are checked where possible: a null pointer is an error, or makes a query return nothing. Whether
//! other pointers are valid, and for how long, cannot be checked.
#![cfg_attr(not(feature = "std"), no_std)]
#![allow(clippy::missing_safety_doc, reason = "include/windlass.h documents the requirements on pointers")]
#![allow(non_camel_case_types, reason = "type names are those of the C API")]

extern crate alloc;

#[cfg(not(feature = "std"))]
mod bare;
mod engine;
mod error;
mod instance;
mod linker;
mod module;
mod store;
mod text;
mod value;
