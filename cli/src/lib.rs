//! The `windlass` command as a library: [`execute`] is its entry point. The project's tests also use [`source`], which
//! reads modules in either format, and [`script`], which runs the specification's test scripts.

use std::ffi::OsString;

mod arguments;
#[cfg(feature = "cache")]
mod cache;
mod commands;
mod engine_options;
mod failure;
#[cfg(feature = "compiler")]
mod feature_options;
mod help_text;
#[cfg(feature = "disas")]
mod listing_options;
mod output;
#[cfg(feature = "compile")]
mod output_file;
#[cfg(feature = "compile")]
mod progress;
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
mod wasmtime_options;

/// Executes the command line `args`, which starts with the program's name, and returns the exit status.
///
/// Uses the standard streams of the process.
pub fn execute(args: impl IntoIterator<Item = OsString>) -> i32 {
    let done = match standalone::Tail::of_this() {
        Some(tail) => commands::run_standalone(args, tail),
        None => commands::dispatch(args),
    };
    done.unwrap_or_else(|failure| failure.report())
}
