//! `windlass-fuzz-run FILE...` runs cases from files and reports unexpected outcomes.
//!
//! Each case runs in several configurations. Each difference is a line with the number of the case and of the first
//! differing call; the last line has the totals. The exit status is 1 if anything differed.

use std::io::BufReader;
use std::process::ExitCode;

use windlass_fuzz_run::{Bounds, Compile, Configuration, Cpu, Engines, Entry, Outcome, read_entries};

/// The configurations of every case.
const CONFIGURATIONS: [Configuration; 3] = [
    Configuration::DEFAULT,
    Configuration {
        cpu: Cpu::Baseline,
        bounds: Bounds::Explicit,
        compile: Compile::Lazy,
        is_checked: true,
        ..Configuration::DEFAULT
    },
    Configuration {
        bounds: Bounds::NoSignals,
        compile: Compile::Precompiled,
        fuse_limit: Some(0),
        ..Configuration::DEFAULT
    },
];

/// The first call with an unexpected outcome.
fn first_difference(outcome: &Outcome, expected: &[u64]) -> Option<usize> {
    if outcome.start.is_exhausted() {
        return None;
    }
    if outcome.calls.is_empty() {
        return (!expected.is_empty()).then_some(0);
    }
    for (call, observation) in outcome.calls.iter().enumerate() {
        // Here, or where the case comes from.
        if observation.end.is_exhausted() || call >= expected.len() {
            return None;
        }
        if observation.digest(0) != expected[call] {
            return Some(call);
        }
    }
    None
}

fn run(path: &str, engines: &mut Engines) -> std::io::Result<(u64, u64)> {
    let (mut cases, mut differences) = (0, 0);
    for entry in read_entries(BufReader::new(std::fs::File::open(path)?)) {
        let Entry { number, case, expected } = entry?;
        cases += 1;
        for configuration in CONFIGURATIONS {
            let outcome = engines.run(&case, configuration);
            if let Some(call) = first_difference(&outcome, &expected) {
                differences += 1;
                let end = outcome.calls.get(call).map_or(&outcome.start, |observation| &observation.end);
                println!("difference: case {number}, call {call}, configuration {configuration}, here {end}");
            }
        }
    }
    Ok((cases, differences))
}

fn main() -> ExitCode {
    let mut engines = Engines::default();
    let (mut cases, mut differences) = (0, 0);
    std::panic::set_hook(Box::new(|_| {}));
    for path in std::env::args().skip(1) {
        match run(&path, &mut engines) {
            Ok((more, different)) => (cases, differences) = (cases + more, differences + different),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    let (modules, calls) = (engines.modules(), engines.calls());
    println!("cases={cases} modules={modules} calls={calls} mismatches={differences}");
    ExitCode::from(u8::from(differences > 0))
}
