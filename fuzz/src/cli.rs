//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

use crate::oracle::Mix;
use crate::target::NAMES;

/// The parsed command line.
#[derive(Clone, Debug)]
pub struct Options {
    /// The target.
    pub target: String,
    /// The seed.
    pub seed: u64,
    /// The number of the first case.
    pub first: u64,
    /// The number of cases to run.
    pub cases: Option<u64>,
    /// The time limit.
    pub time: Option<Duration>,
    /// The number of worker processes.
    pub jobs: usize,
    /// Whether failing cases are minimised.
    pub minimize: bool,
    /// The only case to run, if one was named.
    pub case: Option<u64>,
    /// Whether cases that are written to a file compare the state after every call.
    pub observe: bool,
    /// Whether to print the calls of the only case.
    pub calls: bool,
    /// The directory for failing cases.
    pub found: PathBuf,
    /// The file that keeps progress between runs.
    pub state: Option<PathBuf>,
    /// The file to write cases to instead of running them.
    pub write_cases: Option<PathBuf>,
    /// Whether to stop at the first failure.
    pub stop: bool,
    /// Whether to print the state's totals and exit.
    pub total: bool,
    /// How often the other engines run a case.
    pub mix: Mix,
    /// Whether this process is a worker of a supervisor.
    pub worker: bool,
}

/// The usage text.
pub fn usage() -> String {
    format!(
        "usage: windlass-fuzz TARGET [--seed N] [--cases N | --time SECONDS] [--jobs N] [--minimize] ...

targets: {}

  --seed N            Random seed (default: 1)
  --first N           Number of the first case (default: 0)
  --cases N           Number of cases (default: 1000)
  --time SECONDS      Time limit, instead of a number of cases
  --jobs N            Worker processes (default: 1); cases do not depend on it
  --case N            Run only this case and print its details
  --calls             With --case: print its calls, and what each comes to in Windlass
  --minimize          Reduce failing cases to scripts for tests/regressions
  --found DIR         Directory for failing cases (default: fuzz-found)
  --state FILE        Continue from this state and keep it up to date
  --write-cases FILE  Write the cases to a file for windlass-fuzz-run instead of running them
  --observe           With --write-cases: compare memories, globals and tables after every call
  --total             Print the totals of the state and exit
  --stop              Stop at the first failure
  --wasmi N           Run one in N cases in wasmi; 0: none
  --wasmtime N        Run one in N cases in Wasmtime; 0: none
  --configurations N  Additional configurations of Windlass for each case
  --checked           Build with debug assertions (launcher only)",
        NAMES.join(", ")
    )
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// If an argument is unknown or has a bad value.
    pub fn parse() -> Result<Options, lexopt::Error> {
        let mut options = Options {
            target: String::new(),
            seed: 1,
            first: 0,
            cases: None,
            time: None,
            jobs: 1,
            minimize: false,
            case: None,
            calls: false,
            observe: false,
            found: PathBuf::from("fuzz-found"),
            state: None,
            write_cases: None,
            stop: false,
            total: false,
            mix: Mix::default(),
            worker: false,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("seed") => options.seed = parser.value()?.parse()?,
                Long("first") => options.first = parser.value()?.parse()?,
                Long("cases") => options.cases = Some(parser.value()?.parse()?),
                Long("time") => options.time = Some(Duration::from_secs(parser.value()?.parse()?)),
                Long("jobs") => options.jobs = parser.value()?.parse::<usize>()?.max(1),
                Long("case") => options.case = Some(parser.value()?.parse()?),
                Long("observe") => options.observe = true,
                Long("calls") => options.calls = true,
                Long("minimize") => options.minimize = true,
                Long("found") => options.found = parser.value()?.into(),
                Long("state") => options.state = Some(parser.value()?.into()),
                Long("write-cases") => options.write_cases = Some(parser.value()?.into()),
                Long("stop") => options.stop = true,
                Long("total") => options.total = true,
                Long("wasmi") => options.mix.wasmi = parser.value()?.parse()?,
                Long("wasmtime") => options.mix.wasmtime = parser.value()?.parse()?,
                Long("configurations") => options.mix.configurations = parser.value()?.parse()?,
                Long("worker") => options.worker = true,
                Short('h') | Long("help") => {
                    println!("{}", usage());
                    std::process::exit(0);
                }
                Value(target) if options.target.is_empty() => options.target = target.string()?,
                _ => return Err(argument.unexpected()),
            }
        }
        if options.target.is_empty() {
            return Err(format!("which target? {}", NAMES.join(", ")).into());
        }
        Ok(options)
    }
}
