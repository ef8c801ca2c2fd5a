//! Runs ranges of cases in worker processes and detects crashes and hangs.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::cli::Options;
use crate::state::{self, State};
use crate::target;

/// The number of cases in a range.
const RANGE: u64 = 100;

/// The time after which a case counts as a hang.
const HANG: Duration = Duration::from_secs(60);

/// A worker process and its output.
struct Worker {
    child: Child,
    input: ChildStdin,
    lines: mpsc::Receiver<String>,
}

/// The result of a range.
#[derive(Default)]
struct Done {
    modules: u64,
    calls: u64,
    failures: Vec<(u64, String)>,
    others: Vec<(u64, String)>,
}

/// Why a range ended early.
enum Lost {
    /// The worker crashed in this case.
    Crashed(u64, String),
    /// The case did not terminate.
    Hung(u64),
}

impl Worker {
    fn start(options: &Options) -> std::io::Result<Worker> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(&options.target).arg("--worker").arg("--seed").arg(options.seed.to_string());
        for (name, value) in [
            ("--wasmi", options.mix.wasmi),
            ("--wasmtime", options.mix.wasmtime),
            ("--configurations", options.mix.configurations),
        ] {
            command.arg(name).arg(value.to_string());
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Worker { child, input, lines })
    }

    /// Runs a range.
    fn run(&mut self, first: u64, end: u64, done: &mut Done) -> Result<(), Lost> {
        let mut current = first;
        if writeln!(self.input, "{first} {end}").is_err() {
            return Err(Lost::Crashed(current, self.died()));
        }
        loop {
            let line = match self.lines.recv_timeout(HANG) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => {
                    let _ = self.child.kill();
                    let _ = self.child.wait();
                    return Err(Lost::Hung(current));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Lost::Crashed(current, self.died())),
            };
            let (kind, rest) = line.split_at(line.len().min(2));
            let numbered = || {
                let (number, text) = rest.split_once(' ').unwrap_or((rest, ""));
                (number.parse().unwrap_or(current), text.to_owned())
            };
            match kind {
                "> " => current = rest.parse().unwrap_or(current),
                "! " => done.failures.push(numbered()),
                "? " => done.others.push(numbered()),
                "= " => {
                    let mut numbers = rest.split(' ').map_while(|number| number.parse::<u64>().ok()).skip(1);
                    done.modules += numbers.next().unwrap_or(0);
                    done.calls += numbers.next().unwrap_or(0);
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    fn died(&mut self) -> String {
        self.child.wait().map_or_else(|e| e.to_string(), |status| status.to_string())
    }
}

/// The queue that all workers share.
struct Shared {
    state: State,
    /// The first case that is not assigned.
    next: u64,
    /// The first cases of the ranges in progress.
    open: Vec<u64>,
    stop: bool,
    written: Instant,
}

/// Runs the cases. Returns the counters of this run.
///
/// # Errors
/// If the target is unknown or a file cannot be written.
pub fn run(options: &Options) -> Result<State, String> {
    let input = target::find(&options.target, options.mix)?.input();
    let fresh =
        State { target: options.target.clone(), seed: options.seed, input, next: options.first, ..State::default() };
    let mut state = fresh.clone();
    if let Some(path) = &options.state
        && let Some(read) = State::read(path)
    {
        if (&read.target, read.seed, read.input) != (&state.target, state.seed, state.input) {
            return Err(format!("{}: of another target, another seed or other modules", path.display()));
        }
        state = read;
    }
    let commit = state::commit();
    if state.commits.last() != Some(&commit) {
        state.commits.push(commit);
    }
    let end = match (options.cases, options.time) {
        (Some(cases), _) => state.next + cases,
        (None, Some(_)) => u64::MAX,
        (None, None) => state.next + 1000,
    };
    let before = state.clone();
    let begin = Instant::now();
    let next = state.next;
    let shared = Mutex::new(Shared { state, next, open: Vec::new(), stop: false, written: begin });
    std::thread::scope(|scope| {
        for _ in 0..options.jobs {
            scope.spawn(|| work(options, &shared, end, begin));
        }
    });
    let mut shared = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    shared.state.next = shared.next.min(end);
    shared.state.seconds += begin.elapsed().as_secs() * options.jobs as u64;
    if let Some(path) = &options.state {
        shared.state.write(path).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let state = shared.state;
    Ok(State {
        cases: state.cases - before.cases,
        modules: state.modules - before.modules,
        calls: state.calls - before.calls,
        mismatches: state.mismatches - before.mismatches,
        others: state.others - before.others,
        seconds: state.seconds - before.seconds,
        ..state
    })
}

fn work(options: &Options, shared: &Mutex<Shared>, end: u64, begin: Instant) {
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    let mut worker = None;
    loop {
        let (first, stop) = {
            let mut shared = lock();
            let is_over = options.time.is_some_and(|time| begin.elapsed() >= time);
            if shared.stop || is_over || shared.next >= end {
                return;
            }
            let first = shared.next;
            shared.next = (first + RANGE).min(end);
            let next = shared.next;
            shared.open.push(first);
            (first, next)
        };
        let mut done = Done::default();
        let mut from = first;
        while from < stop {
            let running = match &mut worker {
                Some(worker) => worker,
                none => match Worker::start(options) {
                    Ok(started) => none.insert(started),
                    Err(error) => {
                        eprintln!("cannot start a process: {error}");
                        lock().stop = true;
                        return;
                    }
                },
            };
            match running.run(from, stop, &mut done) {
                Ok(()) => break,
                Err(lost) => {
                    let (number, text) = match lost {
                        Lost::Crashed(number, how) => (number, format!("the process ended: {how}")),
                        Lost::Hung(number) => (number, format!("no end within {} s", HANG.as_secs())),
                    };
                    done.failures.push((number, text));
                    worker = None;
                    from = number + 1;
                }
            }
        }
        let mut shared = lock();
        shared.open.retain(|open| *open != first);
        shared.state.cases += stop - first;
        shared.state.modules += done.modules;
        shared.state.calls += done.calls;
        shared.state.mismatches += done.failures.len() as u64;
        shared.state.others += done.others.len() as u64;
        for (number, text) in &done.others {
            eprintln!("{} seed {} case {number}: another engine: {text}", options.target, options.seed);
            report(options, "other", *number, text);
        }
        for (number, text) in &done.failures {
            eprintln!("{} seed {} case {number}: {text}", options.target, options.seed);
            report(options, "wrong", *number, text);
            shared.stop |= options.stop;
        }
        if shared.written.elapsed() > Duration::from_secs(10)
            && let Some(path) = &options.state
        {
            shared.written = Instant::now();
            let mut state = shared.state.clone();
            // Ranges in progress are not done.
            state.next = shared.open.iter().copied().min().unwrap_or(shared.next);
            state.seconds += begin.elapsed().as_secs() * options.jobs as u64;
            if let Err(error) = state.write(path) {
                eprintln!("{}: {error}", path.display());
            }
        }
        drop(shared);
        if options.minimize {
            for (number, _) in &done.failures {
                minimize(options, *number);
            }
        }
    }
}

/// Appends a finding to the list of findings.
fn report(options: &Options, kind: &str, number: u64, text: &str) {
    let Options { target, seed, found, .. } = options;
    let text = format!(
        "{text}\ncommit {}\nagain: cargo run --release -p windlass-fuzz -- {target} --seed {seed} --case {number}\n",
        state::commit()
    );
    let write = |folder: &Path| {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(format!("{kind}-{target}-{seed}-{number}.txt")), text)
    };
    if let Err(error) = write(found) {
        eprintln!("{}: {error}", found.display());
    }
}

/// Minimises a case in another process, which may crash.
fn minimize(options: &Options, number: u64) {
    let Ok(program) = std::env::current_exe() else { return };
    let mut command = Command::new(program);
    command.arg(&options.target).arg("--seed").arg(options.seed.to_string()).arg("--case").arg(number.to_string());
    command.arg("--minimize").arg("--found").arg(&options.found);
    match command.status() {
        Ok(_) => {}
        Err(error) => eprintln!("cannot start a process: {error}"),
    }
}
