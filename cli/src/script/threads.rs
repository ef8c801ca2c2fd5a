//! The threads of a script: `(thread $t (shared (module $m)) …)` and `(wait $t)`.
//!
//! A thread has a store of its own, and of the modules outside only the shared memories that one of them exports.

use std::collections::HashMap;
use std::thread::{Scope, ScopedJoinHandle};

use wast::token::Span;
use wast::{WastDirective, WastThread};

use super::interpreter::{Interpreter, Problem};

/// What became of a directive, with its place in the script.
type Outcome = (Span, Result<(), Problem>);

/// The threads under way, by name.
type Threads<'scope> = HashMap<String, ScopedJoinHandle<'scope, Vec<Outcome>>>;

/// Runs directives in order. Threads that nobody waits for end with the scope; what became of their directives comes last.
pub(super) fn run<'scope, 'script: 'scope>(
    directives: Vec<WastDirective<'script>>,
    mut interpreter: Interpreter,
    scope: &'scope Scope<'scope, 'script>,
) -> Vec<Outcome> {
    let (mut outcomes, mut threads) = (Vec::new(), Threads::new());
    for directive in directives {
        let span = directive.span();
        let outcome = match directive {
            WastDirective::Thread(thread) => start(thread, &interpreter, scope, &mut threads),
            WastDirective::Wait { thread, .. } => match threads.remove(thread.name()) {
                Some(thread) => end(thread, &mut outcomes),
                None => Err(format!("there is no thread ${}", thread.name()).into()),
            },
            directive => interpreter.directive(directive),
        };
        outcomes.push((span, outcome));
    }
    for (_, thread) in threads {
        if let Err(problem) = end(thread, &mut outcomes) {
            outcomes.push((Span::from_offset(0), Err(problem)));
        }
    }
    outcomes
}

fn start<'scope, 'script: 'scope>(
    thread: WastThread<'script>,
    interpreter: &Interpreter,
    scope: &'scope Scope<'scope, 'script>,
    threads: &mut Threads<'scope>,
) -> Result<(), Problem> {
    let theirs = interpreter.for_thread(thread.shared_module)?;
    let directives = thread.directives;
    threads.insert(thread.name.name().into(), scope.spawn(move || run(directives, theirs, scope)));
    Ok(())
}

fn end(thread: ScopedJoinHandle<'_, Vec<Outcome>>, outcomes: &mut Vec<Outcome>) -> Result<(), Problem> {
    outcomes.extend(thread.join().map_err(|_| Problem::from("the thread panicked"))?);
    Ok(())
}
