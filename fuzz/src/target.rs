//! What is fuzzed: targets, by their names.

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

/// What one case did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was wrong, in a line each.
    pub failures: Vec<String>,
    /// Where another engine is wrong, in a line each.
    pub others: Vec<String>,
}

/// What a target did so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Modules that Windlass compiled, or other inputs that it read.
    pub modules: u64,
    /// Calls that Windlass executed.
    pub calls: u64,
}

/// Something that is fuzzed.
pub trait Target {
    /// A number that differs where cases of the same seed are others: by files that they are made of.
    fn input(&self) -> u64 {
        0
    }

    /// Runs a case, which depends on nothing but these random numbers.
    fn run(&mut self, rng: Rng) -> Report;

    /// What was done so far.
    fn tally(&self) -> Tally;

    /// The case as modules and calls, where it is one.
    fn case(&mut self, _rng: Rng) -> Option<Case> {
        None
    }

    /// The engines, where a target compares by them.
    fn oracles(&mut self) -> Option<&mut Oracles> {
        None
    }
}

/// What makes modules that several engines run.
pub trait Generator {
    /// As [`Target::input`].
    fn input(&self) -> u64 {
        0
    }

    /// A case, unless none could be made.
    fn generate(&mut self, rng: &mut Rng) -> Option<Case>;
}

/// A target whose cases are run by several engines.
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

/// The target of this name.
///
/// # Errors
/// Where there is none.
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
