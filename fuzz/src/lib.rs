//! Fuzzing of Windlass: generators, oracles and a minimiser. See `docs/FUZZING.md`.

mod api;
pub mod cases_file;
pub mod cli;
mod instrument;
mod load;
pub mod minimize;
mod module;
mod operators;
pub mod oracle;
mod points;
pub mod rng;
mod shapes;
mod skeleton;
mod smith;
pub mod state;
pub mod supervisor;
pub mod target;
mod text;
mod transplant;
mod validate;
mod values;
mod wasi;
pub mod worker;

use std::cell::RefCell;

use crate::oracle::Mix;
use crate::rng::Rng;
use crate::target::Target;

/// Runs the case that `bytes` encode, for coverage-guided fuzzers.
///
/// # Panics
/// If the case fails: such fuzzers detect failures by panics.
pub fn run_bytes(name: &str, bytes: &[u8]) {
    thread_local! {
        static TARGET: RefCell<Option<Box<dyn Target>>> = const { RefCell::new(None) };
    }
    TARGET.with_borrow_mut(|target| {
        let target = target.get_or_insert_with(|| target::find(name, Mix::default()).expect("a target of this name"));
        let report = target.run(Rng::from_bytes(bytes));
        assert!(report.failures.is_empty(), "{}", report.failures.join("\n"));
    });
}
