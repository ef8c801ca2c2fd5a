//! Why a command ended early, and what the shell is told.

use std::fmt::Display;
use std::io::{self, Write};

/// Exit status after a trap: that of a process that was aborted, as shells show it.
pub(crate) const TRAPPED: i32 = 134;

/// Exit status after `SIGINT`, as shells show it.
const INTERRUPTED: i32 = 130;

/// Exit status where something cannot be loaded, or does not hold.
pub(crate) const FAILED: i32 = 1;

/// Exit status after wrong usage.
pub(crate) const MISUSED: i32 = 2;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit status.
    status: i32,
    /// What standard error says; nothing if empty.
    message: String,
}

impl Failure {
    /// A file cannot be loaded, or what it holds cannot be used.
    pub(crate) fn load(message: impl Display) -> Failure {
        Failure { status: FAILED, message: format!("error: {message}") }
    }

    /// The command line is wrong; `help` is the command that explains it.
    pub(crate) fn usage(message: impl Display, help: &str) -> Failure {
        Failure { status: MISUSED, message: format!("error: {message}\nTry '{help}' for more.") }
    }

    /// The guest trapped; the message has the trap and its backtrace.
    pub(crate) fn trap(message: impl Display) -> Failure {
        Failure { status: TRAPPED, message: format!("error: {message}") }
    }

    /// The same, with more behind its message.
    pub(crate) fn with_hint(mut self, hint: Option<String>) -> Failure {
        if let Some(hint) = hint {
            self.message = format!("{}; {hint}", self.message);
        }
        self
    }

    /// The same, with a line behind its message.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Failure {
        if let Some(note) = note {
            self.message = format!("{}\n{note}", self.message);
        }
        self
    }

    /// The same, for a user who did not want to wait for the end.
    pub(crate) fn interrupted(self) -> Failure {
        Failure { status: INTERRUPTED, ..self }
    }

    /// Nobody reads what is written; that is not worth a message.
    pub(crate) fn silent() -> Failure {
        Failure { status: FAILED, message: String::new() }
    }

    /// Writes the message to standard error; returns the exit status.
    pub(crate) fn report(&self) -> i32 {
        if !self.message.is_empty() {
            complain(&self.message);
        }
        self.status
    }
}

/// Writes `text` and a newline to standard error, if possible.
pub(crate) fn complain(text: &str) {
    // If standard error is closed, nothing can be reported.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
