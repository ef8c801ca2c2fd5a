//! The official conformance suite of WASI preview 1.
//!
//! `WINDLASS_WASI_TESTSUITE` names its directory. Each subdirectory with a `manifest.json` is a set of programs. A file
//! with the program's name may describe its arguments, its environment and the expected result. Without the variable,
//! the test prints that it was skipped.

mod guest;
mod specification;

use guest::Scratch;
use specification::Specification;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use windlass::{Engine, Linker, Module, Store};
use windlass_wasi::{DirPerms, FilePerms, I32Exit, MemoryOutputPipe, WasiCtx, WasiCtxBuilder, add_to_linker};

/// The maximum output of a program.
const OUTPUT_MAX: usize = 1 << 20;

/// Runs a program. Returns its exit status and standard output.
fn run(program: &Path, specification: &Specification, root: Option<&Path>) -> Result<(i32, Vec<u8>), String> {
    let (stdout, stderr) = (MemoryOutputPipe::new(OUTPUT_MAX), MemoryOutputPipe::new(OUTPUT_MAX));
    let mut builder = WasiCtxBuilder::new();
    builder.arg(program.file_name().and_then(OsStr::to_str).unwrap()).args(&specification.args);
    builder.envs(&specification.env).stdout(stdout.clone()).stderr(stderr.clone());
    if let Some(root) = root {
        builder.preopened_dir(root, "/", DirPerms::all(), FilePerms::all()).map_err(|error| error.to_string())?;
    }
    let ctx = builder.build().map_err(|error| error.to_string())?;
    let status = call_start(program, ctx)
        .map_err(|error| format!("{error:?}\n{}", String::from_utf8_lossy(&stderr.contents())))?;
    if status != specification.exit_code {
        return Err(format!("exit status {status}\n{}", String::from_utf8_lossy(&stderr.contents())));
    }
    Ok((status, stdout.contents()))
}

fn call_start(program: &Path, ctx: WasiCtx) -> windlass::Result<i32> {
    let engine = Engine::default();
    let module = Module::new(&engine, std::fs::read(program).unwrap())?;
    let mut linker = Linker::new(&engine);
    add_to_linker(&mut linker, |ctx: &mut WasiCtx| ctx)?;
    let mut store = Store::new(&engine, ctx);
    let instance = linker.instantiate(&mut store, &module)?;
    let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
    match start.call(&mut store, ()) {
        Ok(()) => Ok(0),
        Err(error) => error.downcast_ref::<I32Exit>().map(|exit| exit.0).ok_or(error),
    }
}

/// Copies a directory, so that programs do not modify the suite.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

fn check(program: &Path) -> Result<(), String> {
    let specification = Specification::of(program)?;
    let scratch = Scratch::new();
    let root = specification.root.as_ref().map(|root| {
        copy(&program.with_file_name(root), scratch.path());
        scratch.path()
    });
    let (_, stdout) = run(program, &specification, root)?;
    match &specification.stdout {
        Some(expected) if expected.as_bytes() != stdout => {
            Err(format!("expected {expected:?}, printed {:?}", String::from_utf8_lossy(&stdout)))
        }
        _ => Ok(()),
    }
}

fn programs(suite: &Path) -> Vec<PathBuf> {
    let entries = |path: &Path| std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let sets = entries(suite).into_iter().filter(|path| path.join("manifest.json").exists());
    let mut programs: Vec<PathBuf> = sets.flat_map(|set| entries(&set)).collect();
    programs.retain(|path| path.extension() == Some(OsStr::new("wasm")));
    programs.sort();
    programs
}

/// Prints a line, even if the test harness captures output.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

#[test]
fn official_suite() {
    let Some(suite) = std::env::var_os("WINDLASS_WASI_TESTSUITE") else {
        say("skipped: WINDLASS_WASI_TESTSUITE is not set to the directory of the conformance suite");
        return;
    };
    let programs = programs(Path::new(&suite));
    assert!(!programs.is_empty(), "no programs in {}", suite.display());
    let failures: Vec<String> = programs
        .iter()
        .filter_map(|program| check(program).err().map(|error| format!("{}: {error}", program.display())))
        .collect();
    say(&format!("{} programs of the conformance suite, {} failed", programs.len(), failures.len()));
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
