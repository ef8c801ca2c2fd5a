//! The progress of a run, kept in a file so that the next run continues and counts add up.

use std::fmt::Write;
use std::path::Path;

/// The counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The target.
    pub target: String,
    /// The seed.
    pub seed: u64,
    /// The hash of the input files ([`Target::input`](crate::target::Target::input)).
    pub input: u64,
    /// The first case that has not run.
    pub next: u64,
    /// Cases run.
    pub cases: u64,
    /// Modules compiled.
    pub modules: u64,
    /// Calls executed.
    pub calls: u64,
    /// Cases in which Windlass failed.
    pub mismatches: u64,
    /// Cases in which another engine failed.
    pub others: u64,
    /// Seconds, summed over all processes.
    pub seconds: u64,
    /// The commits that ran, in order.
    pub commits: Vec<String>,
}

impl State {
    /// The counters as one line of text.
    pub fn line(&self) -> String {
        format!(
            "target={} seed={} cases={} modules={} calls={} mismatches={} others={} seconds={} commit={}",
            self.target,
            self.seed,
            self.cases,
            self.modules,
            self.calls,
            self.mismatches,
            self.others,
            self.seconds,
            self.commits.last().map_or("", String::as_str)
        )
    }

    /// Reads the state from a file, if it exists.
    pub fn read(path: &Path) -> Option<State> {
        let mut state = State::default();
        for line in std::fs::read_to_string(path).ok()?.lines() {
            let (name, value) = line.split_once('=')?;
            let number = || value.parse::<u64>().ok();
            match name {
                "target" => state.target = value.to_owned(),
                "seed" => state.seed = number()?,
                "input" => state.input = number()?,
                "next" => state.next = number()?,
                "cases" => state.cases = number()?,
                "modules" => state.modules = number()?,
                "calls" => state.calls = number()?,
                "mismatches" => state.mismatches = number()?,
                "others" => state.others = number()?,
                "seconds" => state.seconds = number()?,
                "commits" => state.commits = value.split_whitespace().map(str::to_owned).collect(),
                _ => {}
            }
        }
        Some(state)
    }

    /// Writes the state atomically.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut text = String::new();
        let numbers = [
            ("seed", self.seed),
            ("input", self.input),
            ("next", self.next),
            ("cases", self.cases),
            ("modules", self.modules),
            ("calls", self.calls),
            ("mismatches", self.mismatches),
            ("others", self.others),
            ("seconds", self.seconds),
        ];
        let _ = writeln!(text, "target={}", self.target);
        for (name, number) in numbers {
            let _ = writeln!(text, "{name}={number}");
        }
        let _ = writeln!(text, "commits={}", self.commits.join(" "));
        let new = path.with_extension("new");
        std::fs::write(&new, text)?;
        std::fs::rename(new, path)
    }
}

/// The commit of the repository, followed by `+` if the tree has changes.
pub fn commit() -> String {
    let git = |arguments: &[&str]| {
        let folder = env!("CARGO_MANIFEST_DIR");
        let output = std::process::Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short=10", "HEAD"]) else { return "unknown".to_owned() };
    let is_changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_none_or(|changes| !changes.is_empty());
    if is_changed { commit + "+" } else { commit }
}
