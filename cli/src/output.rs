//! Writes to standard output without panicking if it is closed.

use std::io::{self, ErrorKind, Write};

use crate::failure::Failure;

/// Writes `text` and a newline to standard output.
///
/// # Errors
/// Fails if it cannot be written. If the reader closed it, the failure has no message.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    written.map_err(|e| match e.kind() {
        ErrorKind::BrokenPipe => Failure::silent(),
        _ => Failure::load(format_args!("standard output cannot be written: {e}")),
    })
}
