//! The command under test.

use std::process::{Command, Stdio};

/// Whether this program is for another machine than the one that it runs on.
pub(crate) fn emulated() -> bool {
    std::env::var_os("WINDLASS_RUNNER").is_some()
}

/// The command `windlass`, with nothing to read; arguments are to be added.
pub(crate) fn windlass() -> Command {
    let program = env!("CARGO_BIN_EXE_windlass-under-test");
    // Where the tests are for another machine, something else runs it.
    let mut command = match std::env::var_os("WINDLASS_RUNNER") {
        Some(runner) => {
            let mut command = Command::new(runner);
            command.arg(program);
            command
        }
        None => Command::new(program),
    };
    command.stdin(Stdio::null());
    command
}
