//! What says whether an outcome is right: other engines, and Windlass in other configurations or on a copy of the module that has to
//! do the same.

mod check;
mod copies;
mod wasmi;
#[cfg(feature = "wasmtime")]
mod wasmtime;
#[cfg(not(feature = "wasmtime"))]
#[path = "without_wasmtime.rs"]
mod wasmtime;

pub use check::{Mix, Oracles, Party, Verdict, any_configuration};
pub use copies::Copy;
