//! Turns an error of the guest into an exit status or a message.

use windlass::{ThrownException, Trap, WasmBacktrace};

use crate::failure::Failure;

/// The exit status, if the guest exited.
///
/// # Errors
/// Returns the failure to report: a trap or an uncaught exception, with its backtrace, or why `file` could not be instantiated.
pub(super) fn status(error: &windlass::Error, file: &str) -> Result<i32, Failure> {
    #[cfg(feature = "wasi")]
    if let Some(exit) = error.downcast_ref::<windlass_wasi::I32Exit>() {
        return Ok(exit.process_exit_code());
    }
    let kind = if error.is::<Trap>() {
        "trap: "
    } else if error.is::<ThrownException>() {
        "uncaught "
    } else {
        return Err(Failure::load(format_args!("{file}: {error}")));
    };
    let backtrace = error.downcast_ref::<WasmBacktrace>().filter(|b| !b.frames().is_empty());
    let backtrace = backtrace.map(|b| format!("\n{b}")).unwrap_or_default();
    Err(Failure::trap(format_args!("{file}: {kind}{error}{backtrace}")))
}
