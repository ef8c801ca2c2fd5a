//! Calls every function with hostile pointers, lengths, flags, descriptors and paths, while another thread moves
//! directories. There must be no panic, no hang, no leaked descriptor, no change of the guest's memory by a call that
//! failed, and no effect on the host outside the guest's directory.
//!
//! `WINDLASS_WASI_FUZZ_CALLS` sets the number of calls, `WINDLASS_WASI_FUZZ_SEED` the first seed. A failure prints the
//! seed of its world, which reproduces it (except for the effects of the other thread).

#[path = "../guest/mod.rs"]
mod guest;
#[path = "../kernel/mod.rs"]
mod kernel;

mod arguments;
mod canary;
mod numbers;
mod race;
mod world;

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use arguments::FUNCTIONS;
use canary::Prints;
use numbers::Numbers;
use world::{ERRNO_MAX, Engines, MODULES, Outcome, World};

/// Calls per world.
const CALLS_IN_WORLD: u64 = 2_000;

/// The maximum file size, so that calls cannot fill the disk.
const FILE_SIZE_MAX: u64 = 1 << 23;

/// A call that takes longer counts as a hang.
const HANG: Duration = Duration::from_secs(120);

/// The current call, for failure messages.
struct Progress {
    seed: AtomicU64,
    calls: AtomicU64,
    function: AtomicU64,
    done: AtomicBool,
}

static PROGRESS: Progress = Progress {
    seed: AtomicU64::new(0),
    calls: AtomicU64::new(0),
    function: AtomicU64::new(0),
    done: AtomicBool::new(false),
};

impl Progress {
    fn tell(&self, what: &str) {
        let function = FUNCTIONS[self.function.load(Ordering::Relaxed) as usize].0;
        let seed = self.seed.load(Ordering::Relaxed);
        // Even if the test harness captures output.
        let _ = writeln!(
            std::io::stderr(),
            "{what} in {function}, in the world of WINDLASS_WASI_FUZZ_SEED={seed}, of {CALLS_IN_WORLD} calls"
        );
    }
}

/// Prints the failed call while unwinding.
struct TellFailure;

impl Drop for TellFailure {
    fn drop(&mut self) {
        if std::thread::panicking() {
            PROGRESS.tell("failed");
        }
    }
}

/// Ends the process if a call hangs.
fn watch() {
    let mut seen = u64::MAX;
    let mut since = std::time::Instant::now();
    while !PROGRESS.done.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(200));
        let calls = PROGRESS.calls.load(Ordering::Relaxed);
        if calls != seen {
            (seen, since) = (calls, std::time::Instant::now());
        } else if since.elapsed() > HANG {
            PROGRESS.tell("a hang");
            std::process::abort();
        }
    }
}

fn number_of(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{variable} is '{value}', which is no number")))
}

/// Makes exceeding the file size limit an error instead of a signal.
fn limit_file_size() {
    let limit = libc::rlimit { rlim_cur: FILE_SIZE_MAX, rlim_max: FILE_SIZE_MAX };
    // SAFETY: the limit is valid for the call; ignoring a signal installs no code.
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &limit), 0);
    }
}

/// The number of open descriptors of this process.
fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// For each function, the number of calls and of successes.
type Counts = Vec<(u64, u64)>;

struct Fuzz<'a> {
    engines: &'a Engines,
    root: &'a Path,
    around: Prints,
    counts: Counts,
    /// The index of `path_open` in the table.
    path_open: usize,
}

impl Fuzz<'_> {
    /// Makes the calls of a world, which depend only on its seed.
    fn world(&mut self, seed: u64, calls: u64) {
        PROGRESS.seed.store(seed, Ordering::Relaxed);
        let _tell = TellFailure;
        let descriptors = open_descriptors();
        let mut numbers = Numbers::new(seed);
        let mut world = World::new(self.engines, self.root, &mut numbers);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            if numbers.one_in(2) {
                let (inside, numbers) = (self.root.join("inside"), Numbers::new(numbers.next()));
                let stop = &stop;
                scope.spawn(move || race::stir(&inside, numbers, stop));
            }
            // The other thread must stop even if this one fails.
            let calls = std::panic::AssertUnwindSafe(|| (0..calls).for_each(|_| self.call(&mut world, &mut numbers)));
            let result = std::panic::catch_unwind(calls);
            stop.store(true, Ordering::Relaxed);
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        });
        drop(world);
        assert_eq!(open_descriptors(), descriptors, "descriptors are left open");
        assert_eq!(canary::inspect(self.root), self.around, "something outside was touched");
    }

    fn call(&mut self, world: &mut World, numbers: &mut Numbers) {
        // Call `path_open` more often, since other calls depend on it.
        let index = if numbers.one_in(8) { self.path_open } else { numbers.below(FUNCTIONS.len() as u64) as usize };
        // `wasi_unstable` does not have `sock_accept`.
        let generation = usize::from(numbers.one_in(4) && FUNCTIONS[index].0 != "sock_accept");
        PROGRESS.function.store(index as u64, Ordering::Relaxed);
        PROGRESS.calls.fetch_add(1, Ordering::Relaxed);
        let (name, kinds) = FUNCTIONS[index];
        let arguments = arguments::make(kinds, numbers, world.memory());
        if name == "poll_oneoff" {
            let host_clock = world.host_clock;
            arguments::bound_wait(&arguments, [48, 56][generation], host_clock, world.memory());
        }
        let before = world.memory().to_vec();
        match world.call(generation, index, &arguments) {
            Outcome::Errno(0) | Outcome::Exit => self.counts[index].1 += 1,
            Outcome::Errno(errno) => {
                assert!(errno <= ERRNO_MAX, "{name} gave error {errno}");
                assert!(world.memory() == before, "{name} of {} failed with {errno} and wrote", MODULES[generation]);
            }
        }
        self.counts[index].0 += 1;
    }
}

#[test]
fn every_function_takes_anything() {
    let emulated = std::env::var_os("WINDLASS_RUNNER").is_some();
    let calls = number_of("WINDLASS_WASI_FUZZ_CALLS").unwrap_or(if emulated { 20_000 } else { 200_000 });
    let first = number_of("WINDLASS_WASI_FUZZ_SEED").unwrap_or(1);
    let scratch = guest::Scratch::new();
    canary::build(scratch.path());
    let engines = Engines::new();
    limit_file_size();
    let watcher = std::thread::spawn(watch);
    let mut fuzz = Fuzz {
        engines: &engines,
        root: scratch.path(),
        around: canary::inspect(scratch.path()),
        counts: vec![(0, 0); FUNCTIONS.len()],
        path_open: FUNCTIONS.iter().position(|(name, _)| *name == "path_open").unwrap(),
    };

    let worlds = calls.div_ceil(CALLS_IN_WORLD);
    let mut run = |worlds: std::ops::Range<u64>| {
        for world in worlds {
            fuzz.world(first + world, CALLS_IN_WORLD.min(calls - world * CALLS_IN_WORLD));
        }
    };
    // The last quarter runs without `openat2`.
    let modern = if worlds > 3 && kernel::has_filters() { worlds - worlds / 4 } else { worlds };
    run(0..modern);
    std::thread::scope(|scope| {
        let old = scope.spawn(|| {
            if modern < worlds {
                kernel::take_openat2_away();
            }
            run(modern..worlds);
        });
        old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    PROGRESS.done.store(true, Ordering::Relaxed);
    watcher.join().unwrap();
    conclude(&fuzz.counts);
}

/// Prints the counts, and checks that enough calls succeeded.
fn conclude(counts: &Counts) {
    let (calls, successes) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let mut told = format!("{calls} calls, of which {successes} succeeded:");
    for ((name, _), (called, succeeded)) in FUNCTIONS.iter().zip(counts) {
        told += &format!(" {name} {succeeded}/{called}");
    }
    let _ = writeln!(std::io::stderr(), "{told}");
    for ((name, _), (called, succeeded)) in FUNCTIONS.iter().zip(counts) {
        assert!(*succeeded > 0 || *called < 1_000, "{name} never succeeded in {called} calls");
    }
}

#[test]
fn no_function_is_left_out() {
    let table = windlass_wasi::PREVIEW1.iter().map(|function| function.name);
    let mut names: Vec<&str> = table.chain(["proc_exit"]).collect();
    names.sort();
    assert_eq!(names.len(), 46);
    assert_eq!(FUNCTIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
}
