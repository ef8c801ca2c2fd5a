//! What `wasi_options.rs` is where WASI is left out: programs can import nothing.

use std::ffi::{OsStr, OsString};

use windlass::Linker;

use crate::arguments::{Arguments, Usage};
use crate::failure::Failure;

/// The part of a command's help about these options.
macro_rules! wasi_options_help {
    () => {
        ""
    };
}
pub(crate) use wasi_options_help;

/// What is kept for a program while it runs.
pub(crate) type State = ();

/// Defines what programs may import.
pub(crate) fn define(_: &mut Linker<State>) -> windlass::Result<()> {
    Ok(())
}

/// The world that a program sees.
#[derive(Debug, Default)]
pub(crate) struct WasiOptions {}

impl WasiOptions {
    /// There are no such options.
    pub(crate) fn accept(&mut self, _: &str, _: &mut Arguments) -> Result<bool, Failure> {
        Ok(false)
    }

    /// Nothing can be opened, so nothing is missing.
    pub(crate) fn has_directories(&self) -> bool {
        true
    }

    /// None.
    #[cfg(feature = "cache")]
    pub(crate) fn writable_directories(&self) -> impl Iterator<Item = &std::path::Path> {
        core::iter::empty()
    }

    /// Opens nothing.
    pub(crate) fn open(self, _: &OsStr, _: &[OsString], _: &Usage) -> Result<State, Failure> {
        Ok(())
    }
}
