//! The specification's test scripts (`.wast`): modules, calls of their functions, and assertions about the results.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;
use std::thread;

use wast::Wast;
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::token::Span;
use windlass::Config;

mod interpreter;
mod nan;
mod spectest;
mod threads;
mod traps;
mod values;
mod vectors;

use interpreter::{Interpreter, Problem};

/// The number of directives that passed and failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Directives that passed.
    pub passed: usize,
    /// Directives that failed.
    pub failed: usize,
    /// Directives skipped because their module, or one that it imports from, needs an unsupported proposal: their number
    /// by the proposal's name for `-W`.
    pub skipped: BTreeMap<&'static str, usize>,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        for (proposal, count) in other.skipped {
            *self.skipped.entry(proposal).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if !self.skipped.is_empty() {
            let each: Vec<_> = self.skipped.iter().map(|(proposal, count)| format!("{proposal} {count}")).collect();
            let total: usize = self.skipped.values().sum();
            write!(f, ", {total} skipped because of unsupported proposals: {}", each.join(", "))?;
        }
        Ok(())
    }
}

/// A failed directive. Displayed as its line and the message, to be prefixed with the file name.
#[derive(Clone, Debug)]
pub struct FailedDirective {
    /// The directive's line, starting at 1.
    pub line: usize,
    /// Why it failed.
    pub message: String,
}

impl fmt::Display for FailedDirective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

/// Runs a script in a new store and an engine configured by `config`. Calls `on_failure` for each directive that fails,
/// in order. A script that cannot be parsed counts as one failed directive.
pub fn run(script: &[u8], config: &Config, on_failure: &mut dyn FnMut(&FailedDirective)) -> Tally {
    let mut tally = Tally::default();
    let mut fail = |line, message| on_failure(&FailedDirective { line, message });
    match run_directives(script, config, &mut tally, &mut fail) {
        Ok(()) => {}
        Err((line, message)) => {
            tally.failed += 1;
            fail(line, message);
        }
    }
    tally
}

/// Runs the directives of `script` in order. An error is about the script as a whole, with its line.
fn run_directives(
    script: &[u8],
    config: &Config,
    tally: &mut Tally,
    fail: &mut dyn FnMut(usize, String),
) -> Result<(), (usize, String)> {
    let text = str::from_utf8(script).map_err(|e| {
        let line = 1 + script[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
        (line, "the script is not UTF-8".to_owned())
    })?;
    let line = |span: Span| span.linecol_in(text).0 + 1;
    let in_script = |e: wast::Error| (line(e.span()), format!("the script cannot be read: {}", e.message()));
    let mut lexer = Lexer::new(text);
    // Some scripts test Unicode names.
    lexer.allow_confusing_unicode(true);
    let buffer = ParseBuffer::new_with_lexer(lexer).map_err(in_script)?;
    let script = parser::parse::<Wast<'_>>(&buffer).map_err(in_script)?;
    let outcomes = thread::scope(|scope| {
        let interpreter = Interpreter::new(config).map_err(|e| (1, e))?;
        Ok(threads::run(script.directives, interpreter, scope))
    })?;
    for (span, outcome) in outcomes {
        match outcome {
            Ok(()) => tally.passed += 1,
            Err(Problem::Missing(proposal)) => *tally.skipped.entry(proposal.flag).or_default() += 1,
            Err(Problem::Failed(message)) => {
                tally.failed += 1;
                fail(line(span), message);
            }
        }
    }
    Ok(())
}
