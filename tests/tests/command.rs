//! The command under test.

use std::process::{Command, Stdio};

/// The command `windlass`, with nothing to read; arguments are to be added.
pub(crate) fn windlass() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_windlass-under-test"));
    command.stdin(Stdio::null());
    command
}
