//! The worker process, which runs cases. It may crash or hang because it executes code that may be wrong; `supervisor` watches it.
//!
//! It reads ranges of cases from standard input, one `FIRST END` a line. It prints `> N` before it begins case N,
//! `! N TEXT` for a failure, `? N TEXT` for a failure of another engine, and `= END MODULES CALLS` at the end of a range.

use std::io::{BufRead, Write};

use crate::rng::Rng;
use crate::target::{self, Target};

/// Runs until standard input ends.
///
/// # Errors
/// If the target is unknown or standard output is closed.
pub fn run(target: &str, seed: u64, mix: crate::oracle::Mix) -> Result<(), String> {
    let mut fuzzed = target::find(target, mix)?;
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|e| e.to_string())?;
        let mut numbers = line.split(' ').map_while(|number| number.parse::<u64>().ok());
        let (Some(first), Some(end)) = (numbers.next(), numbers.next()) else {
            return Err(format!("not a range: {line}"));
        };
        let before = fuzzed.tally();
        for number in first..end {
            say(&mut out, &format!("> {number}"))?;
            let report = run_case(&mut *fuzzed, Rng::for_case(target, seed, number));
            for text in report.failures {
                say(&mut out, &format!("! {number} {}", text.replace('\n', " ")))?;
            }
            for text in report.others {
                say(&mut out, &format!("? {number} {}", text.replace('\n', " ")))?;
            }
        }
        let after = fuzzed.tally();
        say(&mut out, &format!("= {end} {} {}", after.modules - before.modules, after.calls - before.calls))?;
    }
    Ok(())
}

/// Runs a case. A panic counts as a failure.
pub fn run_case(target: &mut dyn Target, rng: Rng) -> crate::target::Report {
    let run = std::panic::AssertUnwindSafe(|| target.run(rng));
    std::panic::catch_unwind(run).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        let text = format!("panicked: {}", text.unwrap_or("without a message"));
        crate::target::Report { failures: vec![text], ..Default::default() }
    })
}

fn say(out: &mut impl Write, line: &str) -> Result<(), String> {
    // One write per line, so that the last line is complete even if this process is killed.
    out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).map_err(|e| e.to_string())
}
