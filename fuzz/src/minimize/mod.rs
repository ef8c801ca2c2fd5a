//! The minimiser: fewer calls, functions and operators, and simpler numbers, while the case fails in the same way.

mod calls;
mod failure;
mod fusion;
mod operators;
mod script;

use std::time::{Duration, Instant};

use windlass_fuzz_run::Case;

pub use failure::Failure;
pub use fusion::fusion;
pub use script::script;

use crate::oracle::Oracles;
use crate::skeleton::Skeleton;

/// The time limit of a minimisation.
const TIME: Duration = Duration::from_secs(240);

/// A minimisation in progress.
pub struct Small<'o> {
    /// The current case.
    pub case: Case,
    /// How it fails.
    pub failure: Failure,
    oracles: &'o mut Oracles,
    deadline: Instant,
    tries: u64,
}

impl Small<'_> {
    /// Replaces the case by a candidate that fails in the same way.
    fn accept(&mut self, case: Case) -> bool {
        self.tries += 1;
        let is_accepted = self.failure.holds(&case, self.oracles);
        if is_accepted {
            self.case = case;
        }
        is_accepted
    }

    fn is_over(&self) -> bool {
        Instant::now() >= self.deadline
    }
}

/// Minimises a failing case. `None` if it does not fail.
pub fn minimize(case: Case, oracles: &mut Oracles) -> Option<(Case, Failure, u64)> {
    let failure = Failure::find(&case, oracles)?;
    let mut small = Small { case, failure, oracles, deadline: Instant::now() + TIME, tries: 0 };
    small.last_call();
    small.look_into_state();
    let mut size = usize::MAX;
    while small.size() < size && !small.is_over() {
        size = small.size();
        small.fewer_calls();
        for module in 0..small.case.modules.len() {
            small.simpler_functions(module);
            small.fewer_operators(module);
            small.without_unused(module);
        }
        small.simpler_arguments();
        small.simpler_memory();
    }
    let tries = small.tries;
    Some((small.case, small.failure, tries))
}

impl Small<'_> {
    fn size(&self) -> usize {
        let modules: usize = self.case.modules.iter().map(Vec::len).sum();
        modules + self.case.calls.len() * 16
    }

    fn replaced(&self, module: usize, bytes: Vec<u8>) -> Case {
        let mut case = self.case.clone();
        case.modules[module] = bytes;
        case
    }

    /// Removes unreferenced items.
    fn without_unused(&mut self, module: usize) {
        if self.case.modules.len() > 1 {
            return;
        }
        let Ok(skeleton) = Skeleton::parse(&self.case.modules[module]) else { return };
        // Exports of functions that are not called are removed; calls name functions by the index of their export.
        let called: Vec<u32> = self.case.calls.iter().map(|call| call.function).collect();
        let mut number = 0;
        let mut renumbered = Vec::new();
        let mut kept = skeleton.clone();
        kept.exports.retain(|(name, kind, _)| {
            if *kind != wasm_encoder::ExportKind::Func {
                return matches!(&name[..], "memory" | "fuel");
            }
            let is_called = called.contains(&number) || name == "callback";
            renumbered.push(is_called);
            number += 1;
            is_called
        });
        let renumber = |old: u32| renumbered[..old as usize].iter().filter(|kept| **kept).count() as u32;
        let mut case = self.replaced(module, kept.without_unused().encode());
        for call in &mut case.calls {
            call.function = renumber(call.function);
        }
        if self.accept(case.clone()) {
            for name in ["fuel", "memory"] {
                let Ok(mut skeleton) = Skeleton::parse(&self.case.modules[module]) else { return };
                skeleton.exports.retain(|(export, ..)| export != name);
                let case = self.replaced(module, skeleton.without_unused().encode());
                self.accept(case);
            }
        } else {
            // At least without renumbering.
            let case = self.replaced(module, skeleton.without_unused().encode());
            self.accept(case);
        }
    }
}
