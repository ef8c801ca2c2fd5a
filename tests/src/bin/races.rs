//! Races between the engine and an attacker who modifies the files it reads: see `scripts/attack.sh`.
//!
//! `races ROUNDS [NAME...]` plays every race, or those whose names contain one of `NAME`. It prints how often the
//! engine behaved as if nothing had changed, how often it refused, and how often it did anything else, which is a hit.
//! Ending the process also counts as a hit.

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, PermissionsExt, symlink};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{ffi::CString, ffi::OsString, hint, thread};

use windlass::{CompileMode, Config, Engine, Instance, Linker, Module, Store};
use windlass_tests::binary::{Binary, I32, I64, body, func_type, i32_const, leb, signed_leb, sized};
use windlass_tests::numbers::Numbers;

/// The outcome of a round.
enum Outcome {
    Right,
    Refused,
    Hit(String),
}

/// The outcomes of all rounds.
#[derive(Default)]
struct Tally {
    right: u64,
    refused: u64,
    hits: u64,
    first_hit: Option<String>,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Hit(what) => {
                self.hits += 1;
                self.first_hit.get_or_insert(what);
            }
        }
    }
}

/// Plays a race of this many rounds in a directory.
type Race = fn(&Path, u64) -> Tally;

const RACES: [(&str, Race); 11] = [
    ("local_exchanged_eager", |directory, rounds| exchange_local(directory, rounds, CompileMode::Eager)),
    ("local_exchanged_parallel", |directory, rounds| exchange_local(directory, rounds, CompileMode::Parallel)),
    ("local_exchanged_lazy", |directory, rounds| exchange_local(directory, rounds, CompileMode::Lazy)),
    ("bytes_exchanged_eager", |directory, rounds| exchange_bytes(directory, rounds, CompileMode::Eager)),
    ("bytes_exchanged_parallel", |directory, rounds| exchange_bytes(directory, rounds, CompileMode::Parallel)),
    ("bytes_exchanged_lazy", |directory, rounds| exchange_bytes(directory, rounds, CompileMode::Lazy)),
    ("module_shortened_eager", |directory, rounds| shorten(directory, rounds, CompileMode::Eager)),
    ("module_shortened_lazy", |directory, rounds| shorten(directory, rounds, CompileMode::Lazy)),
    ("machine_code_exchanged", exchange_machine_code),
    ("compiled_file_shortened", shorten_compiled),
    ("cache_directory_exchanged", exchange_cache),
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(rounds) = args.next().and_then(|rounds| rounds.parse().ok()) else {
        eprintln!("usage: races ROUNDS [NAME...]");
        return ExitCode::from(2);
    };
    let names: Vec<_> = args.collect();
    println!("| race | rounds | as if nothing had happened | refused | hits |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let mut failed = false;
    for (name, race) in RACES {
        if !names.is_empty() && !names.iter().any(|wanted| name.contains(wanted.as_str())) {
            continue;
        }
        let directory = std::env::temp_dir().join(format!("windlass-races-{}", std::process::id()));
        fs::create_dir(&directory).expect("a directory for files");
        let Tally { right, refused, hits, first_hit } = race(&directory, rounds);
        println!("| `{name}` | {rounds} | {right} | {refused} | {hits} |");
        if let Some(hit) = first_hit {
            println!("\nthe first hit: {hit}\n");
        }
        failed |= hits > 0;
        let _ = fs::remove_dir_all(directory);
    }
    ExitCode::from(u8::from(failed))
}

/// Plays the rounds of a race while another thread repeats the attack.
fn play(rounds: u64, mut attack: impl FnMut(&mut Numbers) + Send, round: impl Fn() -> Outcome) -> Tally {
    let over = AtomicBool::new(false);
    let mut tally = Tally::default();
    thread::scope(|threads| {
        threads.spawn(|| {
            let mut numbers = Numbers(1);
            while !over.load(Ordering::Relaxed) {
                attack(&mut numbers);
            }
        });
        for _ in 0..rounds {
            let outcome = catch_unwind(AssertUnwindSafe(&round));
            tally.count(outcome.unwrap_or_else(|_| Outcome::Hit("a panic".into())));
        }
        over.store(true, Ordering::Relaxed);
    });
    tally
}

/// Waits briefly.
fn pause(numbers: &mut Numbers, most: usize) {
    for _ in 0..numbers.below(most) {
        hint::spin_loop();
    }
}

/// Operators before and after the relevant ones, so that a walk over the body takes a while.
const FILLER: usize = 500;

/// A function that loads from address 0, in local 0. Local 1 contains 8 GiB and has another type. Also returns the
/// position of the local index.
fn loads_from_local() -> (Vec<u8>, u64) {
    let filler = [&i32_const(0)[..], &[0x1a]].concat().repeat(FILLER);
    let load = [&[0x20, 0x00, 0x2d, 0x00, 0x00, 0x1a][..], &i32_const(0x1234_5678), &[0x0f]].concat();
    let code = [&[0x42][..], &signed_leb(8 << 30), &[0x21, 0x01], &filler, &load, &filler, &i32_const(0)].concat();
    let mut binary = Binary::new();
    binary.types(&[func_type(&[], &[I32])]).functions(&[0]).items(5, [[0, 1]]);
    binary.exports(&[("f", 0, 0)]).code(&[body(&[(1, I32), (1, I64)], &code)]);
    let module = binary.finish();
    let place = module.windows(load.len()).position(|bytes| bytes == load).expect("the load is there") + 1;
    (module, place as u64)
}

fn engine(mode: CompileMode) -> Engine {
    let mut config = Config::new();
    config.compile_mode(mode).verify_precompiled(true);
    Engine::new(&config).expect("an engine")
}

/// Calls the export `f`.
fn call(engine: &Engine, module: &Module) -> windlass::Result<i32> {
    let mut store = Store::new(engine, ());
    let instance: Instance = Linker::new(engine).instantiate(&mut store, module)?;
    instance.get_typed_func::<(), i32>(&mut store, "f")?.call(&mut store, ())
}

fn open(path: &Path, contents: &[u8]) -> File {
    fs::write(path, contents).expect("room for a file");
    File::options().read(true).write(true).open(path).expect("the file is there")
}

/// Keeps changing the index of a local, which decides whether the module is valid. If it is accepted, it must do what
/// the valid module does.
fn exchange_local(directory: &Path, rounds: u64, mode: CompileMode) -> Tally {
    let (module, place) = loads_from_local();
    let (file, engine) = (open(&directory.join("m.wasm"), &module), engine(mode));
    let attack = |numbers: &mut Numbers| {
        for local in [1, 0] {
            let _ = file.write_all_at(&[local], place);
            pause(numbers, 3000);
        }
    };
    play(rounds, attack, || match Module::from_open_file(&engine, &file) {
        Err(_) => Outcome::Refused,
        Ok(module) => match call(&engine, &module) {
            Ok(0x1234_5678) => Outcome::Right,
            // The function was compiled at its first call.
            Err(error) if error.to_string().contains("at byte 0x") => Outcome::Refused,
            other => Outcome::Hit(format!("{other:?}")),
        },
    })
}

/// Keeps changing a random byte of a body. The result may be other valid code, and may trap: only panics and the end of
/// the process are hits. It always terminates: changing one byte cannot create a loop.
fn exchange_bytes(directory: &Path, rounds: u64, mode: CompileMode) -> Tally {
    let (module, place) = loads_from_local();
    let (file, engine) = (open(&directory.join("m.wasm"), &module), engine(mode));
    let attack = |numbers: &mut Numbers| {
        let at = place - 200 + numbers.below(400) as u64;
        let _ = file.write_all_at(&[numbers.next() as u8], at);
        pause(numbers, 3000);
        let _ = file.write_all_at(&module[at as usize..][..1], at);
        pause(numbers, 1000);
    };
    play(rounds, attack, || match Module::from_open_file(&engine, &file).and_then(|module| call(&engine, &module)) {
        Ok(0x1234_5678) => Outcome::Right,
        _ => Outcome::Refused,
    })
}

/// Keeps truncating and extending the file.
fn shorten(directory: &Path, rounds: u64, mode: CompileMode) -> Tally {
    let filler = [&i32_const(0)[..], &[0x1a]].concat().repeat(FILLER);
    // `memory.init` of the segment, and a load of its last byte.
    let init = [i32_const(0), i32_const(0), i32_const(50_000), vec![0xfc, 8, 0, 0]].concat();
    let code = [&filler, &init, &i32_const(49_999), &[0x2d, 0, 0][..], &[0x10, 1, 0x6a]].concat();
    let called = body(&[], &[filler.clone(), i32_const(1)].concat());
    let mut binary = Binary::new();
    binary.types(&[func_type(&[], &[I32])]).functions(&[0, 0]).items(5, [[0, 1]]);
    binary.exports(&[("f", 0, 0)]).section(12, leb(1)).code(&[body(&[], &code), called]);
    binary.items(11, [[vec![1], sized([b'x'; 50_000])].concat()]);
    let module = binary.finish();
    let (file, engine) = (open(&directory.join("m.wasm"), &module), engine(mode));
    let attack = |numbers: &mut Numbers| {
        let len = numbers.below(module.len());
        let _ = file.set_len(len as u64);
        pause(numbers, 3000);
        let _ = file.write_all_at(&module[len..], len as u64);
        pause(numbers, 30_000);
    };
    play(rounds, attack, || match Module::from_open_file(&engine, &file).and_then(|module| call(&engine, &module)) {
        Ok(result) if result == i32::from(b'x') + 1 => Outcome::Right,
        // If the file was briefly truncated, zeroes may be read.
        Ok(_) | Err(_) => Outcome::Refused,
    })
}

/// The result of the function in an unmodified compiled file.
const GOOD: i32 = 0x1234_5678;

/// A compiled module whose function returns `number`.
fn compiled(engine: &Engine, number: i32) -> Vec<u8> {
    // Code of several pages.
    let text = format!(
        "(module (func (export \"f\") (result i32) (call $last)) {} (func $last (result i32) (i32.const {number})))",
        "(func (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))".repeat(500)
    );
    let module = Module::new(engine, text).expect("a module");
    module.serialize().expect("a file")
}

/// Loads the file that [`compiled`] made for `GOOD`, while it is attacked, and calls it.
fn load(engine: &Engine, path: &Path) -> Outcome {
    // SAFETY: contents without the right checksum are rejected, and no other contents' checksum is ever in this file.
    match unsafe { Module::deserialize_file(engine, path) } {
        Err(_) => Outcome::Refused,
        Ok(module) => match call(engine, &module) {
            Ok(GOOD) => Outcome::Right,
            other => Outcome::Hit(format!("{other:?}")),
        },
    }
}

/// Keeps changing the machine code in a compiled file. The code that is executed must match the checksum.
fn exchange_machine_code(directory: &Path, rounds: u64) -> Tally {
    let (engine, path) = (engine(CompileMode::Eager), directory.join("m.so"));
    let (good, bad) = (compiled(&engine, GOOD), compiled(&engine, 0x0bad_0bad));
    assert_eq!(good.len(), bad.len());
    let file = open(&path, &good);
    let differences: Vec<usize> = (0..good.len()).filter(|&i| good[i] != bad[i]).collect();
    let (first, end) = (differences[0], differences[differences.len() - 1] + 1);
    // The header has the checksum: change only the code after it.
    let first = differences.iter().copied().find(|&i| i >= 4096).unwrap_or(first);
    let attack = |numbers: &mut Numbers| {
        for contents in [&bad, &good] {
            let _ = file.write_all_at(&contents[first..end], first as u64);
            pause(numbers, 1000);
        }
    };
    play(rounds, attack, || load(&engine, &path))
}

/// Keeps truncating and extending a compiled file, also after it was loaded.
fn shorten_compiled(directory: &Path, rounds: u64) -> Tally {
    let (engine, path) = (engine(CompileMode::Eager), directory.join("m.so"));
    let good = compiled(&engine, GOOD);
    let file = open(&path, &good);
    let attack = |numbers: &mut Numbers| {
        let len = numbers.below(good.len());
        let _ = file.set_len(len as u64);
        pause(numbers, 1000);
        let _ = file.write_all_at(&good[len..], len as u64);
        pause(numbers, 10_000);
    };
    play(rounds, attack, || load(&engine, &path))
}

/// Keeps exchanging two links. One leads to the cache, the other to a directory that others may write to, which
/// contains a file for the same module that does something else.
fn exchange_cache(directory: &Path, rounds: u64) -> Tally {
    /// The result of the planted file.
    const PLANTED: i32 = 77;
    /// Rounds per process: the command's resources are freed when its process ends.
    const EACH: u64 = 500;
    let program = |status: i32| {
        format!(
            "(module (import \"wasi_snapshot_preview1\" \"proc_exit\" (func $exit (param i32)))
               (memory (export \"memory\") 0) (func (export \"_start\") (call $exit (i32.const {status}))))"
        )
    };
    let [right, planted] = [("right.wat", 5), ("planted.wat", PLANTED)].map(|(name, status)| {
        let path = directory.join(name);
        fs::write(&path, program(status)).expect("room for a file");
        path
    });
    let [mine, theirs, other] = ["mine", "theirs", "other"].map(|name| directory.join(name));
    let run = |cache: &Path, program: &Path| {
        let cache = [OsString::from("--cache="), cache.into()].join(&OsString::new());
        windlass_cli::execute([OsString::from("windlass"), "run".into(), "--no-sandbox".into(), cache, program.into()])
    };
    assert_eq!((run(&mine, &right), run(&other, &planted)), (5, PLANTED));
    let file_in =
        |directory: &PathBuf| fs::read_dir(directory).expect("a cache").next().expect("a file").expect("a file").path();
    // A file that claims to be made from the right module, but has the other's code.
    let (good, bad) = (fs::read(file_in(&mine)).expect("a file"), fs::read(file_in(&other)).expect("a file"));
    /// The length of the seal of each file.
    const SEAL: usize = 16 + 32 + 8;
    let code = &bad[..bad.len() - SEAL];
    let made_from = &good[good.len() - SEAL..good.len() - 8];
    fs::create_dir(&theirs).expect("a directory");
    let file = theirs.join(file_in(&mine).file_name().expect("a name"));
    fs::write(&file, [code, made_from, &(code.len() as u64).to_le_bytes()].concat()).expect("room for a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("our file");
    // Check that it would be used as it is.
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o700)).expect("our directory");
    assert_eq!(run(&theirs, &right), PLANTED, "the planted file is not used even where it may be");
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o777)).expect("our directory");
    let [link, second] = ["link", "second"].map(|name| directory.join(name));
    symlink("mine", &link).and_then(|()| symlink("theirs", &second)).expect("links");
    let [from, to] = [&link, &second].map(|path| CString::new(path.as_os_str().as_bytes()).expect("a path"));

    // One note for each run in which the command did not use the cache.
    let notes = directory.join("notes");
    let over = AtomicBool::new(false);
    let mut tally = Tally::default();
    thread::scope(|threads| {
        threads.spawn(|| {
            let mut numbers = Numbers(1);
            while !over.load(Ordering::Relaxed) {
                // SAFETY: the paths are NUL-terminated.
                let done = unsafe {
                    libc::renameat2(libc::AT_FDCWD, from.as_ptr(), libc::AT_FDCWD, to.as_ptr(), libc::RENAME_EXCHANGE)
                };
                assert_eq!(done, 0, "links cannot be exchanged here");
                pause(&mut numbers, 20_000);
            }
        });
        let mut left = rounds;
        while left > 0 {
            let each = left.min(EACH);
            left -= each;
            // SAFETY: the child acts like a new process. It lacks the attacking thread, which it does not need.
            match unsafe { libc::fork() } {
                0 => {
                    let file = File::create(&notes).expect("a place for messages");
                    // SAFETY: the descriptors are open.
                    unsafe { libc::dup2(file.as_raw_fd(), 2) };
                    let hits = (0..each).filter(|_| run(&link, &right) != 5).count();
                    // SAFETY: ends only the child.
                    unsafe { libc::_exit(i32::from(hits > 0)) };
                }
                child => {
                    let mut status = -1;
                    // SAFETY: the child is ours.
                    unsafe { libc::waitpid(child, &mut status, 0) };
                    if status != 0 {
                        tally.count(Outcome::Hit(format!("status {status:#x}")));
                    }
                    let refused = fs::read_to_string(&notes).map_or(0, |notes| notes.lines().count()) as u64;
                    tally.refused += refused;
                    tally.right += each.saturating_sub(refused);
                }
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    tally
}
