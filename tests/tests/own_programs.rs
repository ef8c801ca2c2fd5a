//! Programs of our own, which are compiled already and in `tests/programs`, with their sources: they run in every mode, everywhere.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::command::{Scratch, run, windlass};

/// Their names, and the status that each ends with.
const PROGRAMS: [(&str, i32); 6] =
    [("files", 3), ("floats", 0), ("hashing", 0), ("interpreter", 0), ("sorting", 0), ("vectors", 0)];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")
}

/// Runs a program, and checks what it prints. `file` is its module, or what was compiled from it.
fn check(name: &str, status: i32, options: &[&str], file: &str) {
    let scratch = Scratch::new();
    let mut command = windlass();
    command.current_dir(scratch.path()).arg("run").args(options).args(["--dir", ".", "--env", "COLOUR=red", file]);
    // Only the one about files looks at them.
    let mut child =
        command.args(["a", "b c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that does not read its input may have ended.
    let _ = child.stdin.take().unwrap().write_all(b"one\ntwo\n");
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{name} {options:?}: {stderr}");
    let expected = fs::read_to_string(directory().join(format!("{name}.out"))).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{name} {options:?}");
    assert!(scratch.files().is_empty(), "{name} {options:?}");
}

fn module(name: &str) -> String {
    directory().join(format!("{name}.wasm")).into_os_string().into_string().unwrap()
}

#[test]
fn programs_of_ours_run_in_every_mode() {
    for (name, status) in PROGRAMS {
        for options in [
            &[][..],
            &["--compile", "eager"],
            &["--compile", "parallel"],
            &["--compile", "lazy"],
            &["--explicit-bounds-checks"],
            &["--explicit-bounds-checks", "--spectre-mitigation", "yes"],
            &["--signals-based-traps", "no"],
            &["--branch-protection"],
            &["--relaxed-simd-deterministic"],
        ] {
            check(name, status, options, &module(name));
        }
    }
}

#[test]
fn programs_of_ours_run_from_compiled_files_and_from_the_cache() {
    let scratch = Scratch::new();
    for (name, status) in PROGRAMS {
        let native = scratch.at(name);
        assert_eq!(run(&["compile", &module(name), "-o", &native]).status, Some(0));
        check(name, status, &["--allow-precompiled"], &native);
        let cache = format!("--cache={}", scratch.at("cache"));
        for _ in 0..2 {
            check(name, status, &[&cache], &module(name));
        }
    }
}

#[test]
fn every_program_of_ours_is_listed_and_has_its_source() {
    let mut names: Vec<String> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, PROGRAMS.map(|(name, _)| name));
    for name in names {
        assert!(directory().join(format!("{name}.rs")).exists(), "{name}");
    }
}
