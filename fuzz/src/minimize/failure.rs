//! Classifies failures in a child process, which may crash or hang.

use windlass_fuzz_run::{Case, Compile, Configuration, Difference, End, Outcome};

use crate::instrument;
use crate::module;
use crate::oracle::{Copy, Oracles, Party, Verdict, any_configuration};
use crate::rng::Rng;
use crate::skeleton::Skeleton;

/// The time limit of a case, in seconds.
const SECONDS: u32 = 10;

/// How a case fails.
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// Two parties differ.
    Differs {
        /// The party that is right.
        right: Party,
        /// The party that is wrong.
        wrong: Party,
    },
    /// The process crashes or hangs.
    Crashes(Party),
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    With(u8),
    Crashed,
}

/// Runs the closure in a child process.
fn apart(run: impl FnOnce() -> u8) -> Ended {
    // SAFETY: this process has one thread. The child runs the closure and exits without unwinding.
    unsafe {
        match libc::fork() {
            0 => {
                libc::alarm(SECONDS);
                let code = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or(101);
                libc::_exit(code.into());
            }
            -1 => Ended::With(0),
            child => {
                let mut status = 0;
                while libc::waitpid(child, &raw mut status, 0) < 0 {}
                if libc::WIFEXITED(status) { Ended::With(libc::WEXITSTATUS(status) as u8) } else { Ended::Crashed }
            }
        }
    }
}

impl Failure {
    /// How a case fails, if it does; tries all parties.
    pub fn find(case: &Case, oracles: &mut Oracles) -> Option<Failure> {
        // Crashes first.
        let mut parties = parties();
        for party in &parties {
            if apart(|| u8::from(oracles.run(case, *party).is_none())) == Ended::Crashed {
                return Some(Failure::Crashes(*party));
            }
        }
        let right = [Party::Wasmi, Party::Wasmtime].into_iter().filter(|judge| oracles.run(case, *judge).is_some());
        let right: Vec<Party> = right.collect();
        parties.retain(|party| matches!(party, Party::Windlass(..)));
        for right in &right {
            for wrong in &parties {
                if difference(case, *right, *wrong, oracles).is_some() {
                    return Some(Failure::Differs { right: *right, wrong: *wrong });
                }
            }
        }
        for wrong in &parties[1..] {
            if difference(case, parties[0], *wrong, oracles).is_some() {
                return Some(Failure::Differs { right: parties[0], wrong: *wrong });
            }
        }
        // The check covers more configurations.
        match oracles.check(case, &mut Rng::new(case.fill)) {
            Verdict::Wrong(finding) => Some(Failure::Differs { right: finding.right, wrong: finding.wrong }),
            _ => None,
        }
    }

    /// Whether a case fails in this way.
    pub fn holds(&self, case: &Case, oracles: &mut Oracles) -> bool {
        if case.modules.iter().any(|module| module::validate(module).is_err()) {
            return false;
        }
        match *self {
            Failure::Crashes(party) => apart(|| u8::from(oracles.run(case, party).is_none())) == Ended::Crashed,
            Failure::Differs { right, wrong } => {
                let differs = |case: &Case, oracles: &mut Oracles| {
                    apart(|| u8::from(difference(case, right, wrong, oracles).is_some())) == Ended::With(1)
                };
                // The difference must not be NaN bits.
                differs(case, oracles) && canonical(case).is_none_or(|canonical| differs(&canonical, oracles))
            }
        }
    }

    /// The difference, unless the failure is a crash.
    pub fn difference(&self, case: &Case, oracles: &mut Oracles) -> Option<(Difference, Outcome)> {
        match *self {
            Failure::Crashes(_) => None,
            Failure::Differs { right, wrong } => difference(case, right, wrong, oracles),
        }
    }

    /// The same failure with a limit on peephole optimizations; `None` if Windlass is not the party at fault.
    pub fn with_fuse_limit(&self, limit: u32) -> Option<Failure> {
        let Party::Windlass(mut configuration, copy) = self.wrong() else { return None };
        configuration.fuse_limit = Some(limit);
        if configuration.compile == Compile::Parallel {
            configuration.compile = Compile::Eager;
        }
        let wrong = Party::Windlass(configuration, copy);
        Some(match *self {
            Failure::Crashes(_) => Failure::Crashes(wrong),
            Failure::Differs { right, .. } => Failure::Differs { right, wrong },
        })
    }

    /// The party at fault.
    pub fn wrong(&self) -> Party {
        match *self {
            Failure::Crashes(wrong) | Failure::Differs { wrong, .. } => wrong,
        }
    }
}

/// The parties to try for a failing case of unknown kind.
fn parties() -> Vec<Party> {
    let plain = |configuration| Party::Windlass(configuration, Copy::None);
    let mut parties = vec![plain(Configuration::DEFAULT)];
    parties.push(Party::Windlass(Configuration::DEFAULT, Copy::Nops));
    parties.push(Party::Windlass(Configuration::DEFAULT, Copy::Loops));
    for text in [
        "fuse-0",
        "checked",
        "baseline",
        "explicit",
        "no-signals",
        "lazy",
        "parallel",
        "precompiled",
        "baseline,explicit",
        "baseline,no-signals",
        "checked,baseline,explicit",
        "checked,no-signals",
        "without-10,explicit",
        "without-0f",
        "without-20",
        "without-40",
        "lazy,no-signals",
        "precompiled,explicit",
    ] {
        parties.extend(text.parse().map(plain));
    }
    let mut rng = Rng::new(1);
    parties.extend((0..40).map(|_| plain(any_configuration(&mut rng))));
    parties
}

/// The difference between two parties and the outcome of the first.
fn difference(case: &Case, right: Party, wrong: Party, oracles: &mut Oracles) -> Option<(Difference, Outcome)> {
    let expected = oracles.run(case, right)?;
    if matches!(expected.start, End::Refused(_)) {
        return None;
    }
    let difference = expected.difference(&oracles.run(case, wrong)?)?;
    Some((difference, expected))
}

/// The case with NaN bits canonicalised.
fn canonical(case: &Case) -> Option<Case> {
    let mut case = case.clone();
    for module in &mut case.modules {
        let mut skeleton = Skeleton::parse(module).ok()?;
        for (ty, function) in &mut skeleton.functions {
            instrument::canonicalize(function, skeleton.types[*ty as usize].0.len() as u32);
        }
        *module = skeleton.encode();
    }
    Some(case)
}
