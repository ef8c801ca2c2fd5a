//! Runs scenarios that may end the process, each in a process of its own, which runs this program again.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

/// Names the scenario that a process runs.
const SCENARIO: &str = "WINDLASS_TEST_SCENARIO";

/// The end of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It exited with this status.
    Exit(i32),
    /// This signal killed it.
    Signal(i32),
}

/// In the scenario's process, runs the scenario and exits. Otherwise starts that process and returns how it ended. A
/// test with the path `test` must call this first.
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
    // The output is shown if the test fails.
    let output = command.stdin(Stdio::null()).output().unwrap();
    let end = match (output.status.code(), output.status.signal()) {
        (_, Some(signal)) => End::Signal(signal),
        (code, None) => End::Exit(code.unwrap_or(-1)),
    };
    println!("{test}: {end:?}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{}", String::from_utf8_lossy(&output.stdout));
    end
}

/// Ends the process immediately.
pub(crate) fn exit(status: i32) -> ! {
    // SAFETY: it may be called anywhere.
    unsafe { libc::_exit(status) }
}
