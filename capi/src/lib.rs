//! The C interface: see `include/windlass.h`, which documents every function.
//!
//! Whatever C passes is checked as far as it can be: a null pointer is an error, or what asks for something is told that there
//! is nothing. What a pointer leads to cannot be checked, nor how long it lives.
#![cfg_attr(not(feature = "std"), no_std)]
#![allow(clippy::missing_safety_doc, reason = "include/windlass.h says for all functions what pointers must be")]
#![allow(non_camel_case_types, reason = "the names of types are those of C")]

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
