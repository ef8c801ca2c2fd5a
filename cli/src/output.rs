//! Writing to the standard streams without panicking where nobody listens.

use std::io::{self, ErrorKind, Write};

use crate::failure::Failure;

/// Writes `text` and the end of a line to standard output.
///
/// # Errors
/// Where it cannot be written. That the reader has gone is a silent failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    written.map_err(|e| match e.kind() {
        ErrorKind::BrokenPipe => Failure::silent(),
        _ => Failure::load(format_args!("standard output cannot be written: {e}")),
    })
}

/// Writes `text` and the end of a line to standard error, if that is possible.
pub(crate) fn complain(text: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
