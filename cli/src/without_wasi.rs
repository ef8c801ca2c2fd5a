//! Replaces `wasi_options.rs` in builds without WASI: programs cannot import anything.

use std::ffi::{OsStr, OsString};

use windlass::Linker;

use crate::arguments::{Arguments, Usage};
use crate::failure::Failure;

/// The help for these options: none.
macro_rules! wasi_options_help {
    () => {
        ""
    };
}
pub(crate) use wasi_options_help;

/// The data of a program's store.
pub(crate) type State = ();

/// Defines the functions that programs may import: none.
pub(crate) fn define<T>(_: &mut Linker<T>, _: impl Fn(&mut T) -> &mut State) -> windlass::Result<()> {
    Ok(())
}

/// The environment of a program: empty.
#[derive(Debug, Default)]
pub(crate) struct WasiOptions {}

impl WasiOptions {
    /// Always false: there are no such options.
    pub(crate) fn accept(&mut self, _: &str, _: &mut Arguments) -> Result<bool, Failure> {
        Ok(false)
    }

    /// Nothing to discard.
    #[cfg(feature = "tools")]
    pub(crate) fn discard_output(&mut self) {}

    /// The same once more.
    #[cfg(feature = "tools")]
    pub(crate) fn duplicate(&self) -> Result<WasiOptions, Failure> {
        Ok(WasiOptions {})
    }

    /// True, since no directory can be missing.
    pub(crate) fn has_directories(&self) -> bool {
        true
    }

    /// Always empty.
    #[cfg(feature = "cache")]
    pub(crate) fn writable_directories(&self) -> impl Iterator<Item = &std::path::Path> {
        core::iter::empty()
    }

    /// Nothing to open.
    pub(crate) fn open(self, _: &OsStr, _: &[OsString], _: &Usage) -> Result<State, Failure> {
        Ok(())
    }
}
