//! The oracles: other engines, and Windlass in other configurations or on a transformed copy of the module that must
//! behave the same.

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
