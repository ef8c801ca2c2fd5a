//! Scenarios that may end the process: each runs in one of its own, this program once more.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

/// Names the scenario that a process is to run.
const SCENARIO: &str = "WINDLASS_TEST_SCENARIO";

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself, with this status.
    Exit(i32),
    /// By this signal.
    Signal(i32),
}

/// In the process of the scenario, runs it and ends; elsewhere runs that process and says how it ended. To be called by a test of
/// the path `test`, which it has to be the first thing of.
pub(crate) fn run(test: &str, scenario: fn()) -> End {
    if std::env::var(SCENARIO).as_deref() == Ok(test) {
        scenario();
        std::process::exit(0);
    }
    let program = std::env::current_exe().unwrap();
    let mut command = match std::env::var_os("WINDLASS_RUNNER") {
        Some(runner) => Command::new(runner),
        None => Command::new(&program),
    };
    if std::env::var_os("WINDLASS_RUNNER").is_some() {
        command.arg(&program);
    }
    command.args(["--exact", test, "--test-threads=1"]).env(SCENARIO, test);
    // What is printed is shown where a test fails.
    let output = command.stdin(Stdio::null()).output().unwrap();
    let end = match (output.status.code(), output.status.signal()) {
        (_, Some(signal)) => End::Signal(signal),
        (code, None) => End::Exit(code.unwrap_or(-1)),
    };
    println!("{test}: {end:?}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{}", String::from_utf8_lossy(&output.stdout));
    end
}

/// Ends the process at once, from wherever.
pub(crate) fn exit(status: i32) -> ! {
    // SAFETY: it may be called anywhere.
    unsafe { libc::_exit(status) }
}
