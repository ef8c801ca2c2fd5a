//! The failure of a command: its message and exit status.

use std::fmt::Display;
use std::io::{self, Write};

/// Exit status after a trap: as shells report `SIGABRT`.
pub(crate) const TRAPPED: i32 = 134;

/// Exit status after an interrupt: as shells report `SIGINT`.
const INTERRUPTED: i32 = 130;

/// Exit status if a file cannot be loaded or a check fails.
pub(crate) const FAILED: i32 = 1;

/// Exit status for a usage error.
pub(crate) const MISUSED: i32 = 2;

/// The failure of a command.
#[derive(Debug)]
pub(crate) struct Failure {
    status: i32,
    /// Printed on standard error unless empty.
    message: String,
}

impl Failure {
    /// A file or its contents cannot be used.
    pub(crate) fn load(message: impl Display) -> Failure {
        let message = format!("error: {message}");
        let hint = option_for_setting(&message).map(|option| format!("'{option}' changes the limit"));
        Failure { status: FAILED, message }.with_hint(hint)
    }

    /// A usage error; `help` is the command that explains the usage.
    pub(crate) fn usage(message: impl Display, help: &str) -> Failure {
        Failure { status: MISUSED, message: format!("error: {message}\nTry '{help}' for more.") }
    }

    /// The guest trapped; `message` has the trap and its backtrace.
    pub(crate) fn trap(message: impl Display) -> Failure {
        Failure { status: TRAPPED, message: format!("error: {message}") }
    }

    /// Appends a hint to the line of the message.
    pub(crate) fn with_hint(mut self, hint: Option<String>) -> Failure {
        if let Some(hint) = hint {
            self.message = format!("{}; {hint}", self.message);
        }
        self
    }

    /// Appends a line to the message.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Failure {
        if let Some(note) = note {
            self.message = format!("{}\n{note}", self.message);
        }
        self
    }

    /// Replaces the exit status by that of an interrupted process.
    pub(crate) fn interrupted(self) -> Failure {
        Failure { status: INTERRUPTED, ..self }
    }

    /// Standard output was closed by its reader: fails without a message.
    pub(crate) fn silent() -> Failure {
        Failure { status: FAILED, message: String::new() }
    }

    /// Writes the message to standard error. Returns the exit status.
    pub(crate) fn report(&self) -> i32 {
        if !self.message.is_empty() {
            complain(&self.message);
        }
        self.status
    }
}

/// The settings in messages of the library that an option of the same name changes.
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
    fn a_message_about_a_setting_names_the_option() {
        let failure = Failure::load("more than `Config::max_code_expansion` allows (at byte 0x1)");
        let expected = "error: more than `Config::max_code_expansion` allows (at byte 0x1); '--max-code-expansion' changes the limit";
        assert_eq!(failure.message, expected);
        for other in ["`Config::host_stack_reserve`", "`Config::x", "Config::max_module_code"] {
            assert_eq!(Failure::load(other).message, format!("error: {other}"));
        }
    }
}
