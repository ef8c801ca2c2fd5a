//! Writes cases and their outcomes on this machine to a file, for `windlass-fuzz-run` on another machine.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use windlass_fuzz_run::{Configuration, End, Engines, Entry, write_entry};

use crate::cli::Options;
use crate::rng::Rng;
use crate::target;

/// The number of cases and calls written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Cases.
    pub cases: u64,
    /// Calls.
    pub calls: u64,
}

/// Writes cases, each with its outcome in Windlass on this machine.
///
/// # Errors
/// If writing fails, or if the target's cases are not modules with calls.
pub fn write_cases(options: &Options, path: &Path) -> Result<Written, String> {
    let says = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut target = target::find(&options.target, options.mix)?;
    let mut engines = Engines::default();
    let mut written = Written::default();
    let mut out = BufWriter::new(File::create(path).map_err(says)?);
    std::panic::set_hook(Box::new(|_| {}));
    for number in options.first..options.first + options.cases.unwrap_or(1000) {
        let Some(mut case) = target.case(Rng::for_case(&options.target, options.seed, number)) else { continue };
        // On some machines a store that straddles the end of a memory writes the bytes inside.
        case.torn_stores = true;
        if options.observe {
            case.calls.iter_mut().for_each(|call| call.observe = true);
        }
        let outcome = engines.run(&case, Configuration::DEFAULT);
        if matches!(outcome.start, End::Broken(_)) || outcome.is_exhausted() {
            continue;
        }
        let expected: Vec<u64> = outcome.calls.iter().map(|observation| observation.digest(0)).collect();
        written.cases += 1;
        written.calls += expected.len() as u64;
        write_entry(&mut out, &Entry { number, case, expected }).map_err(says)?;
    }
    out.flush().map_err(says)?;
    if written.cases == 0 {
        return Err(format!("cases of {} are not modules with calls", options.target));
    }
    Ok(written)
}
