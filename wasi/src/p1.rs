//! WASI preview 1 by the names that Wasmtime's users write.

use windlass::{Linker, Result};

use crate::{WasiCtx, add_to_linker};

/// The state of WASI preview 1 for one guest. There is no other, so it is a [`WasiCtx`], which [`WasiCtxBuilder::build`] makes.
///
/// [`WasiCtxBuilder::build`]: crate::WasiCtxBuilder::build
pub type WasiP1Ctx = WasiCtx;

/// The same as [`add_to_linker`]: host functions are called and return, and do not wait for a scheduler.
///
/// # Errors
/// As [`add_to_linker`].
pub fn add_to_linker_sync<T: 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&mut T) -> &mut WasiP1Ctx + Send + Sync + Copy + 'static,
) -> Result<()> {
    add_to_linker(linker, get)
}
