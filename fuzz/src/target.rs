//! The fuzz targets, by name.

use windlass_fuzz_run::Case;

use crate::api::Api;
use crate::load::Load;
use crate::oracle::{Mix, Oracles, Verdict};
use crate::rng::Rng;
use crate::shapes::Shapes;
use crate::smith::Smith;
use crate::text::Text;
use crate::transplant::Transplant;
use crate::validate::Validate;
use crate::wasi::Wasi;

/// The result of one case.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Failures, one line each.
    pub failures: Vec<String>,
    /// Failures of other engines, one line each.
    pub others: Vec<String>,
}

/// The work of a target so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Modules that Windlass compiled, or other inputs it read.
    pub modules: u64,
    /// Calls that Windlass executed.
    pub calls: u64,
}

/// A fuzz target.
pub trait Target {
    /// A hash of the input files: different files give different cases for the same seed.
    fn input(&self) -> u64 {
        0
    }

    /// Runs a case, which depends only on these random numbers.
    fn run(&mut self, rng: Rng) -> Report;

    /// The work so far.
    fn tally(&self) -> Tally;

    /// The case as modules and calls, if the target has such cases.
    fn case(&mut self, _rng: Rng) -> Option<Case> {
        None
    }

    /// The engines, if the target compares engines.
    fn oracles(&mut self) -> Option<&mut Oracles> {
        None
    }
}

/// A generator of modules for several engines.
pub trait Generator {
    /// As [`Target::input`].
    fn input(&self) -> u64 {
        0
    }

    /// Generates a case, or `None` if that failed.
    fn generate(&mut self, rng: &mut Rng) -> Option<Case>;
}

/// A target that compares several engines.
struct Compared<G> {
    generator: G,
    oracles: Oracles,
}

impl<G: Generator> Target for Compared<G> {
    fn input(&self) -> u64 {
        self.generator.input()
    }

    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let Some(case) = self.generator.generate(&mut rng) else { return report };
        match self.oracles.check(&case, &mut rng) {
            Verdict::Same => {}
            Verdict::OtherEngine(finding) => {
                report.others.push(format!("{} against {}: {}", finding.wrong, finding.right, finding.text));
            }
            Verdict::Wrong(finding) => {
                report.failures.push(format!("{} against {}: {}", finding.wrong, finding.right, finding.text));
            }
        }
        report
    }

    fn tally(&self) -> Tally {
        Tally { modules: self.oracles.engines.modules(), calls: self.oracles.engines.calls() }
    }

    fn case(&mut self, mut rng: Rng) -> Option<Case> {
        self.generator.generate(&mut rng)
    }

    fn oracles(&mut self) -> Option<&mut Oracles> {
        Some(&mut self.oracles)
    }
}

/// The names of all targets.
pub const NAMES: &[&str] = &["transplant", "shapes", "smith", "validate", "load", "text", "wasi", "api"];

/// Finds a target by name.
///
/// # Errors
/// If there is none.
pub fn find(name: &str, mix: Mix) -> Result<Box<dyn Target>, String> {
    fn compared<G: Generator + 'static>(generator: G, mix: Mix) -> Box<dyn Target> {
        let mut oracles = Oracles::default();
        oracles.mix = mix;
        Box::new(Compared { generator, oracles })
    }
    Ok(match name {
        "transplant" => compared(Transplant::new(), mix),
        "shapes" => compared(Shapes, mix),
        "smith" => compared(Smith, mix),
        "validate" => Box::new(Validate::new()),
        "load" => Box::new(Load::new()),
        "text" => Box::new(Text::new()),
        "wasi" => Box::new(Wasi::new()),
        "api" => Box::new(Api::new()),
        _ => return Err(format!("there is no target `{name}`; there are: {}", NAMES.join(", "))),
    })
}
