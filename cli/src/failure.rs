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
        let message = format!("error: {message}");
        let hint = option_for_setting(&message).map(|option| format!("'{option}' changes that"));
        Failure { status: FAILED, message }.with_hint(hint)
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

/// The settings of an engine that options of the same name change, as they are in messages of the library.
const SETTINGS: [&str; 3] = ["max_module_code", "max_code_expansion", "max_wasm_stack"];

/// The option for the setting that a message names: `--max-module-code` for `Config::max_module_code`.
fn option_for_setting(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("`Config::")?;
    let (setting, _) = rest.split_once('`')?;
    SETTINGS.contains(&setting).then(|| format!("--{}", setting.replace('_', "-")))
}

/// Writes `text` and a newline to standard error, if possible.
pub(crate) fn complain(text: &str) {
    // If standard error is closed, nothing can be reported.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_setting_refuses_names_the_option() {
        let failure = Failure::load("more than `Config::max_code_expansion` allows (at byte 0x1)");
        let expected =
            "error: more than `Config::max_code_expansion` allows (at byte 0x1); '--max-code-expansion' changes that";
        assert_eq!(failure.message, expected);
        for other in ["`Config::host_stack_reserve`", "`Config::x", "Config::max_module_code"] {
            assert_eq!(Failure::load(other).message, format!("error: {other}"));
        }
    }
}
