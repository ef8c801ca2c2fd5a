//! The `windlass` command as a library: [`execute`] is the whole of it. [`source`] and [`script`] are for the tests of the
//! project too: reading modules in either format, and running the specification's test scripts.

use std::ffi::OsString;

mod arguments;
#[cfg(feature = "cache")]
mod cache;
mod commands;
mod engine_options;
mod failure;
#[cfg(feature = "disas")]
mod listing_options;
mod output;
#[cfg(feature = "sandbox")]
mod sandbox;
#[cfg(feature = "wast")]
pub mod script;
pub mod source;
mod standalone;
#[cfg(feature = "wasi")]
mod wasi_options;
#[cfg(not(feature = "wasi"))]
#[path = "without_wasi.rs"]
mod wasi_options;

/// Does what the command line `args` says, the program's own name first, and returns the exit status.
///
/// Uses the standard streams of the process.
pub fn execute(args: impl IntoIterator<Item = OsString>) -> i32 {
    let done = match standalone::Tail::of_this() {
        Some(tail) => commands::run_standalone(args, tail),
        None => commands::dispatch(args),
    };
    done.unwrap_or_else(|failure| failure.report())
}
