//! No Wasmtime: it takes long to build. wasmi is asked alone.

use windlass_fuzz_run::{Case, End, Outcome};

/// Knows no module.
pub struct Wasmtime;

impl Wasmtime {
    /// The engine.
    pub fn new() -> Wasmtime {
        Wasmtime
    }

    /// Refuses to run a case.
    pub fn run(&mut self, _: &Case) -> Outcome {
        Outcome::ended(End::Refused("this build is without Wasmtime".to_owned()))
    }
}
