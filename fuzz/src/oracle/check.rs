//! Runs a case in several engines and configurations and decides which of them is wrong.

use std::panic::{AssertUnwindSafe, catch_unwind};

use windlass_fuzz_run::{Bounds, Case, Compile, Configuration, Cpu, End, Engines, Outcome};

use super::copies::{Copy, copy};
use super::wasmi::Wasmi;
use super::wasmtime::Wasmtime;
use crate::rng::Rng;

/// An engine with its configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// Windlass in a configuration, on the module or a copy of it.
    Windlass(Configuration, Copy),
    /// Wasmtime.
    Wasmtime,
    /// wasmi.
    Wasmi,
}

impl std::fmt::Display for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Party::Windlass(configuration, Copy::None) => write!(f, "windlass {configuration}"),
            Party::Windlass(configuration, copy) => write!(f, "windlass {configuration} {}", copy.name()),
            Party::Wasmtime => write!(f, "wasmtime"),
            Party::Wasmi => write!(f, "wasmi"),
        }
    }
}

/// A difference and the party at fault.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The party that is presumably right.
    pub right: Party,
    /// The party that differs.
    pub wrong: Party,
    /// The difference, in one line.
    pub text: String,
}

/// The verdict on a case.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// All agree.
    Same,
    /// One reference engine differs from Windlass and the other reference engine, which agree.
    OtherEngine(Finding),
    /// Windlass is wrong.
    Wrong(Finding),
}

/// How often each reference engine runs a case.
#[derive(Clone, Copy, Debug)]
pub struct Mix {
    /// wasmi runs one in so many cases; 0 means never.
    pub wasmi: usize,
    /// Wasmtime runs one in so many cases; 0 means never.
    pub wasmtime: usize,
    /// The number of configurations in addition to the first.
    pub configurations: usize,
}

impl Default for Mix {
    fn default() -> Mix {
        Mix { wasmi: 3, wasmtime: 24, configurations: 2 }
    }
}

/// All engines.
pub struct Oracles {
    /// Windlass.
    pub engines: Engines,
    wasmi: Wasmi,
    /// Created on first use.
    wasmtime: Option<Wasmtime>,
    /// How often each engine runs.
    pub mix: Mix,
}

impl Default for Oracles {
    fn default() -> Oracles {
        Oracles { engines: Engines::default(), wasmi: Wasmi::new(), wasmtime: None, mix: Mix::default() }
    }
}

/// A random configuration.
pub fn any_configuration(rng: &mut Rng) -> Configuration {
    Configuration {
        cpu: match rng.below(4) {
            0 | 1 => Cpu::Native,
            2 => Cpu::Baseline,
            _ => Cpu::Without(rng.below(128) as u8),
        },
        bounds: *rng.pick(&[Bounds::Guard, Bounds::Explicit, Bounds::NoSignals]),
        compile: *rng.pick(&[Compile::Eager, Compile::Eager, Compile::Lazy, Compile::Parallel, Compile::Precompiled]),
        fuse_limit: rng.one_in(5).then_some(0),
        is_checked: rng.one_in(2),
    }
}

impl Oracles {
    /// Runs the case. `None` if there is no such copy or a reference engine panics.
    pub fn run_any(&mut self, case: &Case, party: Party) -> Option<Outcome> {
        match party {
            Party::Windlass(configuration, how) => Some(self.engines.run(&copy(case, how)?, configuration)),
            Party::Wasmtime => {
                let wasmtime = self.wasmtime.get_or_insert_with(Wasmtime::new);
                catch_unwind(AssertUnwindSafe(|| wasmtime.run(case))).inspect_err(|_| self.wasmtime = None).ok()
            }
            Party::Wasmi => {
                let wasmi = &mut self.wasmi;
                catch_unwind(AssertUnwindSafe(|| wasmi.run(case))).inspect_err(|_| self.wasmi = Wasmi::new()).ok()
            }
        }
    }

    /// As [`Oracles::run_any`], but `None` if the party does not support a feature of the modules.
    pub fn run(&mut self, case: &Case, party: Party) -> Option<Outcome> {
        let outcome = self.run_any(case, party)?;
        let may_refuse = party == Party::Wasmi || party == Party::Wasmtime && !cfg!(feature = "wasmtime");
        let is_known = !may_refuse || !matches!(outcome.start, End::Refused(_));
        is_known.then_some(outcome)
    }

    /// The parties that run a case. The first is the base of the comparison.
    pub fn parties(&self, rng: &mut Rng) -> Vec<Party> {
        let base = Configuration { is_checked: rng.one_in(2), ..Configuration::DEFAULT };
        let mut parties = vec![Party::Windlass(base, Copy::None)];
        if rng.one_in(3) {
            parties.push(Party::Windlass(Configuration { fuse_limit: Some(0), ..Configuration::DEFAULT }, Copy::None));
        }
        let first_copy = if rng.one_in(4) { Copy::Loops } else { Copy::Nops };
        parties.push(Party::Windlass(
            if rng.one_in(4) { any_configuration(rng) } else { Configuration::DEFAULT },
            first_copy,
        ));
        for _ in 0..self.mix.configurations {
            parties.push(Party::Windlass(any_configuration(rng), Copy::None));
        }
        let asks = |rng: &mut Rng, times: usize| times != 0 && rng.one_in(times);
        if asks(rng, self.mix.wasmi) {
            parties.push(Party::Wasmi);
        }
        if asks(rng, self.mix.wasmtime) {
            parties.push(Party::Wasmtime);
        }
        parties
    }

    /// Runs a case in several engines and compares.
    pub fn check(&mut self, case: &Case, rng: &mut Rng) -> Verdict {
        let parties = self.parties(rng);
        let Some(base) = self.run(case, parties[0]) else { return Verdict::Same };
        if matches!(base.start, End::Broken(_)) || base.calls.iter().any(|call| matches!(call.end, End::Broken(_))) {
            return self.blame(case, parties[0], Party::Wasmi);
        }
        for &party in &parties[1..] {
            let Some(outcome) = self.run(case, party) else { continue };
            if base.difference(&outcome).is_some() {
                return self.blame(case, parties[0], party);
            }
        }
        Verdict::Same
    }

    /// Decides which of two differing parties is wrong.
    fn blame(&mut self, case: &Case, base: Party, other: Party) -> Verdict {
        let judges = [Party::Wasmtime, Party::Wasmi];
        let outcomes: Vec<(Party, Outcome)> =
            judges.into_iter().filter_map(|judge| Some((judge, self.run(case, judge)?))).collect();
        // wasmi alone does not decide: it is wrong in some cases of each thousand.
        let agree = match &outcomes[..] {
            [(_, a), (_, b)] => a.difference(b).is_none(),
            [(judge, _)] => *judge == Party::Wasmtime,
            _ => true,
        };
        let suspects = [base, other].into_iter().filter(|party| matches!(party, Party::Windlass(..)));
        if agree && let Some((judge, right)) = outcomes.first() {
            for suspect in suspects {
                let Some(outcome) = self.run(case, suspect) else { continue };
                if let Some(difference) = right.difference(&outcome) {
                    let text = difference.describe(case);
                    return Verdict::Wrong(Finding { right: *judge, wrong: suspect, text });
                }
            }
            return Verdict::Same;
        }
        // The reference engines disagree: the one that all configurations of Windlass agree with is right.
        let (Some(a), Some(b)) = (self.run(case, base), self.run(case, other)) else { return Verdict::Same };
        if matches!(other, Party::Windlass(..))
            && let Some(difference) = a.difference(&b)
        {
            let text = difference.describe(case);
            return Verdict::Wrong(Finding { right: base, wrong: other, text });
        }
        for (judge, outcome) in &outcomes {
            if let Some(difference) = a.difference(outcome) {
                let text = difference.describe(case);
                return Verdict::OtherEngine(Finding { right: base, wrong: *judge, text });
            }
        }
        Verdict::Same
    }
}
