//! What says whether an outcome is right: other engines, and Windlass in other configurations or on a copy of the module that has to
//! do the same.

mod check;
mod copies;
mod wasmi;
mod wasmtime;

use windlass_fuzz_run::Case;

pub use check::{Finding, Mix, Oracles, Party, Verdict, any_configuration};
pub use copies::{Copy, copy};

/// Fills a memory as [`Case::fill`] says.
fn fill(case: &Case, data: &mut [u8]) {
    windlass_fuzz_run::fill(case, data);
}
