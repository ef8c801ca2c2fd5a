//! Whole programs with known output. The environment variable `WINDLASS_CORPUS` names their directory; without it these
//! tests print a note and pass.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use sha2::{Digest, Sha256};

use crate::command::{Done, Scratch, emulated, windlass};
use crate::say;

/// A line of the corpus's manifest.
#[derive(Clone, Debug)]
struct Program {
    path: String,
    /// The expected status. None if the program is not to be run.
    exit: Option<i32>,
    stdout_sha256: String,
}

/// The directory of the corpus. Prints a note if there is none.
fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("WINDLASS_CORPUS").map(PathBuf::from);
    if path.is_none() {
        say!("skipped: WINDLASS_CORPUS is not set, so there are no programs to run");
    }
    path
}

fn manifest(corpus: &Path) -> Vec<Program> {
    let path = corpus.join("MANIFEST.tsv");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().expect("the manifest is empty");
    let column = |name| head.iter().position(|h| *h == name).unwrap_or_else(|| panic!("no column {name}"));
    let (path, exit, sha256) = (column("path"), column("exit"), column("stdout_sha256"));
    lines
        .map(|fields| Program {
            path: fields[path].into(),
            exit: fields[exit].parse().ok(),
            stdout_sha256: fields[sha256].into(),
        })
        .collect()
}

/// Runs a program, and reports how its behaviour differs from the expected.
fn check(program: &Program, corpus: &Path, options: &[&str]) -> Result<(), String> {
    check_run(program, corpus, &[&["run"], options, &[program.path.as_str()]].concat())
}

/// Compiles a program ahead of time, runs the result, and reports how its behaviour differs from the expected.
fn check_compiled(program: &Program, corpus: &Path, options: &[&str]) -> Result<(), String> {
    let scratch = Scratch::new();
    // The program can see its own name, so keep it.
    let out = scratch.at(Path::new(&program.path).file_name().unwrap().to_str().unwrap());
    let args = [&["compile", program.path.as_str(), "-o", &out], options].concat();
    let output = windlass().args(args).current_dir(corpus).output().unwrap();
    if !output.status.success() {
        return Err(format!("was not compiled: {}", String::from_utf8_lossy(&output.stderr)));
    }
    check_run(program, corpus, &["run", "--allow-precompiled", &out])
}

/// Runs a program with this command line, and reports how its behaviour differs from the expected.
fn check_run(program: &Program, corpus: &Path, args: &[&str]) -> Result<(), String> {
    let output = windlass().args(args).current_dir(corpus).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != program.exit {
        return Err(format!("ended with {}, not {:?}: {errors}", output.status, program.exit));
    }
    let sha256: String = Sha256::digest(&output.stdout).iter().map(|byte| format!("{byte:02x}")).collect();
    if sha256 != program.stdout_sha256 {
        return Err(format!("printed something else ({} bytes): {errors}", output.stdout.len()));
    }
    Ok(())
}

/// Runs every program of the manifest, in parallel; under emulation, one in five.
fn run_all(options: &[&str]) {
    check_all(options, 5, check);
}

/// Checks every program of the manifest with `check`, in parallel. Under emulation, which is slow, checks one in
/// `share`, different ones for different options, and all programs that use vectors.
fn check_all(options: &[&str], share: usize, check: impl Fn(&Program, &Path, &[&str]) -> Result<(), String> + Sync) {
    let Some(corpus) = corpus() else { return };
    let mut queue: VecDeque<_> = manifest(&corpus).into_iter().filter(|program| program.exit.is_some()).collect();
    if emulated() {
        let mut position = options.len();
        queue.retain(|program| {
            position += 1;
            position.is_multiple_of(share) || options.is_empty() && program.path.starts_with("simd/")
        });
    }
    let count = queue.len();
    assert!(count > 0, "the manifest lists nothing to run");
    let (queue, failures) = (Mutex::new(queue), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(program) = queue.lock().unwrap().pop_front() else { break };
                    if let Err(why) = check(&program, &corpus, options) {
                        failures.lock().unwrap().push(format!("{} {why}", program.path));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {count} programs failed:\n{}", failures.len(), failures.join("\n"));
    say!("{count} programs printed what they should");
}

#[test]
fn programs_print_what_they_should_with_guard_pages() {
    run_all(&[]);
}

#[test]
fn programs_print_what_they_should_compiled_when_called() {
    run_all(&["--compile", "lazy"]);
}

#[test]
fn programs_print_what_they_should_compiled_in_parallel() {
    run_all(&["--compile", "parallel"]);
}

#[test]
fn programs_print_what_they_should_compiled_ahead_of_time() {
    // All of them, even under emulation.
    check_all(&[], 1, check_compiled);
}

#[test]
fn programs_print_what_they_should_compiled_ahead_of_time_with_bounds_checks() {
    check_all(&["--explicit-bounds-checks"], 5, check_compiled);
}

#[test]
fn programs_print_what_they_should_with_bounds_checks() {
    run_all(&["--explicit-bounds-checks"]);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn programs_print_what_they_should_on_the_baseline() {
    let features = ["popcnt", "lzcnt", "bmi1", "bmi2", "avx"];
    run_all(&features.map(|feature| ["--disable-cpu-feature", feature]).concat());
}

#[test]
fn an_interpreter_reads_its_library_and_uses_the_directories_it_is_given() {
    let Some(corpus) = corpus() else { return };
    let data = std::env::temp_dir().join(format!("windlass-python-{}", std::process::id()));
    fs::create_dir_all(&data).unwrap();
    let dir = format!("{}::/data", data.display());
    let args = ["run", "--dir", "apps::/script", "--dir", &dir, "apps/python.wasm", "/script/script.py", "/data"];
    let output = windlass().args(args).current_dir(&corpus).output().unwrap();
    let left = fs::read_dir(&data).unwrap().count();
    fs::remove_dir_all(&data).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "[[\"e\", 2602], [\"c\", 1643], [\"a\", 1638], [\"b\", 1636], [\"f\", 1587]] []\n"
    );
    assert_eq!(left, 0, "the program removes what it writes");
}

/// Extracts the interpreter's library to a directory. Without a corpus, prints a note and returns nothing.
fn interpreter_with_library() -> Option<(PathBuf, Scratch)> {
    let corpus = corpus()?;
    let scratch = Scratch::new();
    let dir = format!("{}::/library", scratch.path().display());
    let unpack = "import zipfile; zipfile.ZipFile('/usr/local/lib/python312.zip').extractall('/library')";
    let args = ["run", "--dir", &dir, "apps/python.wasm", "-c", unpack];
    let output = windlass().args(args).current_dir(&corpus).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    Some((corpus, scratch))
}

#[test]
fn an_interpreter_reads_its_library_from_a_directory_that_it_cannot_change() {
    let Some((corpus, library)) = interpreter_with_library() else { return };
    let data = Scratch::new();
    let dirs = [format!("{}::/library:ro", library.path().display()), format!("{}::/data", data.path().display())];
    // With a wrong home, it does not find its embedded library.
    let environment = ["--env", "PYTHONHOME=/nowhere", "--env", "PYTHONPATH=/library"];
    let python = |dirs: &[&str], args: &[&str]| {
        let mut command = windlass();
        command.arg("run").args(environment).args(dirs).arg("apps/python.wasm").args(args).current_dir(&corpus);
        Done::from(command.output().unwrap())
    };
    let dirs = ["--dir", &dirs[0], "--dir", &dirs[1], "--dir", "apps::/script:ro"];
    let done = python(&dirs, &["/script/script.py", "/data"]);
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert_eq!(done.stdout, "[[\"e\", 2602], [\"c\", 1643], [\"a\", 1638], [\"b\", 1636], [\"f\", 1587]] []\n");
    let script = "import errno, json\nprint(json.__file__)\n\
        try: open('/library/new', 'w')\nexcept OSError as e: print(errno.errorcode[e.errno])";
    let done = python(&dirs, &["-c", script]);
    assert_eq!((&*done.stdout, done.status), ("/library/json/__init__.pyc\nEROFS\n", Some(0)), "{}", done.stderr);
    assert!(!library.path().join("new").exists());
    // The library comes from the directory: without it, there is none.
    let done = python(&["--dir", "apps::/script:ro"], &["-c", "import json"]);
    assert_ne!(done.status, Some(0), "{}", done.stdout);
}
