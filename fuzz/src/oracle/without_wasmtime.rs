//! The stand-in for Wasmtime in builds without it: wasmi is the only reference.

use windlass_fuzz_run::{Case, End, Outcome};

/// Runs no case.
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
