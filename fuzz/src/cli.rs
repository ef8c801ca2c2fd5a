//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

use crate::oracle::Mix;
use crate::target::NAMES;

/// What to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The target.
    pub target: String,
    /// The seed.
    pub seed: u64,
    /// The case to begin with.
    pub first: u64,
    /// How many cases.
    pub cases: Option<u64>,
    /// For how long.
    pub time: Option<Duration>,
    /// How many processes.
    pub jobs: usize,
    /// Whether what fails is made small.
    pub minimize: bool,
    /// The only case, if only one is to be run.
    pub case: Option<u64>,
    /// Where what fails is written to.
    pub found: PathBuf,
    /// Where it is kept how far it came, to go on there.
    pub state: Option<PathBuf>,
    /// A file for cases, which are not run otherwise.
    pub write_cases: Option<PathBuf>,
    /// Whether to stop at the first failure.
    pub stop: bool,
    /// Whether only to say what the state says.
    pub total: bool,
    /// How often other engines are asked.
    pub mix: Mix,
    /// Whether this process is one that runs cases for another.
    pub worker: bool,
}

/// How to use it.
pub fn usage() -> String {
    format!(
        "usage: windlass-fuzz TARGET [--seed N] [--cases N | --time SECONDS] [--jobs N] [--minimize] ...

targets: {}

  --seed N          the seed of all that is random; 1
  --first N         the number of the first case; 0
  --cases N         how many cases; 1000
  --time SECONDS    for how long, instead
  --jobs N          how many processes; 1. Cases do not depend on it
  --case N          only this case, with all that is to be said about it
  --minimize        makes what fails small: a script for tests/regressions
  --found FOLDER    where what fails is written; fuzz-found
  --state FILE      goes on where the file says, and keeps it up to date
  --write-cases F   writes the cases to a file for windlass-fuzz-run instead of running them
  --total           says what was done since the state began, and does nothing
  --stop            stops at the first failure
  --wasmi N         asks wasmi in one of N cases; never with 0
  --wasmtime N      asks Wasmtime in one of N cases; never with 0
  --configurations N  how many configurations besides the first run each case
  --checked         with debug assertions (to the launcher only)",
        NAMES.join(", ")
    )
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// What is wrong with them.
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
