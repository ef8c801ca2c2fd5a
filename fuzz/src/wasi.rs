//! WASI with hostile pointers, lengths, flags, descriptors and paths: as `wasi/tests/fuzz`, without the thread that moves
//! directories, so that a case depends only on its number.

#[path = "../../wasi/tests/fuzz/arguments.rs"]
mod arguments;
#[path = "../../wasi/tests/fuzz/canary.rs"]
mod canary;
#[path = "../../wasi/tests/fuzz/numbers.rs"]
mod numbers;
#[path = "../../wasi/tests/fuzz/world.rs"]
mod world;

use std::path::PathBuf;

use self::arguments::FUNCTIONS;
use self::canary::Prints;
use self::numbers::Numbers;
use self::world::{ERRNO_MAX, Engines, Outcome, World};
use crate::rng::Rng;
use crate::target::{Report, Tally, Target};

/// Calls per case.
const CALLS: usize = 300;

/// The file size limit, so that hostile calls do not fill the disk.
const FILE_SIZE_MAX: u64 = 1 << 23;

/// The target.
pub struct Wasi {
    engines: Engines,
    root: PathBuf,
    /// The directories around the guest's directory, to check afterwards.
    around: Prints,
    /// The index of `path_open`, on which other calls depend.
    path_open: usize,
    tally: Tally,
}

impl Wasi {
    /// Creates the directories.
    ///
    /// # Panics
    /// If they cannot be created.
    pub fn new() -> Wasi {
        let root = std::env::temp_dir().join(format!("windlass-fuzz-wasi-{}", std::process::id()));
        // Left behind by an earlier process with this number.
        let _ = std::fs::remove_dir_all(&root);
        canary::build(&root);
        let limit = libc::rlimit { rlim_cur: FILE_SIZE_MAX, rlim_max: FILE_SIZE_MAX };
        // SAFETY: the limit is valid for the call, and ignoring a signal installs no handler.
        unsafe {
            libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
            libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit);
        }
        let path_open = FUNCTIONS.iter().position(|(name, _)| *name == "path_open").expect("a function of that name");
        let around = canary::inspect(&root);
        Wasi { engines: Engines::new(), root, around, path_open, tally: Tally::default() }
    }

    fn call(&self, world: &mut World, numbers: &mut Numbers) -> Result<(), String> {
        let index = if numbers.one_in(8) { self.path_open } else { numbers.below(FUNCTIONS.len() as u64) as usize };
        let (name, kinds) = FUNCTIONS[index];
        // `wasi_unstable` lacks `sock_accept`.
        let generation = usize::from(numbers.one_in(4) && name != "sock_accept");
        let arguments = arguments::make(kinds, numbers, world.memory());
        if name == "poll_oneoff" {
            let host_clock = world.host_clock;
            arguments::bound_wait(&arguments, [48, 56][generation], host_clock, world.memory());
        }
        let before = world.memory().to_vec();
        match world.call(generation, index, &arguments) {
            Outcome::Errno(0) | Outcome::Exit => Ok(()),
            Outcome::Errno(errno) if errno > ERRNO_MAX => Err(format!("{name} gave error {errno}")),
            Outcome::Errno(errno) if world.memory() != before => Err(format!("{name} failed with {errno} and wrote")),
            Outcome::Errno(_) => Ok(()),
        }
    }
}

impl Drop for Wasi {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// The number of open descriptors of this process.
fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

impl Target for Wasi {
    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let descriptors = open_descriptors();
        let mut numbers = Numbers::new(rng.next());
        let mut world = World::new(&self.engines, &self.root, &mut numbers);
        for _ in 0..CALLS {
            self.tally.calls += 1;
            if let Err(text) = self.call(&mut world, &mut numbers) {
                report.failures.push(text);
            }
        }
        drop(world);
        self.tally.modules += 1;
        let left = open_descriptors();
        if left != descriptors {
            report.failures.push(format!("{left} descriptors are open, and {descriptors} were"));
        }
        if canary::inspect(&self.root) != self.around {
            report.failures.push("something outside of the guest's directory was touched".to_owned());
            self.around = canary::inspect(&self.root);
        }
        report
    }

    fn tally(&self) -> Tally {
        self.tally
    }
}
