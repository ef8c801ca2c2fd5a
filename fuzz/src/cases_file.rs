//! Cases in a file, with what they come to here: for `windlass-fuzz-run` on another machine.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use windlass_fuzz_run::{Configuration, End, Engines, Entry, write_entry};

use crate::cli::Options;
use crate::rng::Rng;
use crate::target;

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Cases.
    pub cases: u64,
    /// Calls of all cases.
    pub calls: u64,
}

/// Writes as many cases as the options say, each with what Windlass makes of it here.
///
/// # Errors
/// Those of writing, and where the cases of the target are not modules with calls.
pub fn write_cases(options: &Options, path: &Path) -> Result<Written, String> {
    let says = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut target = target::find(&options.target, options.mix)?;
    let mut engines = Engines::default();
    let mut written = Written::default();
    let mut out = BufWriter::new(File::create(path).map_err(says)?);
    std::panic::set_hook(Box::new(|_| {}));
    for number in options.first..options.first + options.cases.unwrap_or(1000) {
        let Some(mut case) = target.case(Rng::for_case(&options.target, options.seed, number)) else { continue };
        // A store that is partly outside of a memory writes what is inside on some machines.
        case.torn_stores = true;
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
