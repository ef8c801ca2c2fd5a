//! The C library: on the platform of `examples/min-platform`, without the standard library, and on Linux.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::emulated;
use crate::say;

/// The output of the example.
const EXPECTED: &str = "\
hello from the guest
the squares below 10 add up to 285, after 10 calls of the host
there were 1 pages of memory before 2 were added
divide: integer divide by zero (trap code 7)
  in function 5 at 0x110
divide: integer overflow (trap code 6)
  in function 5 at 0x110
load: out of bounds memory access (trap code 2)
  in function 6 at 0x116
call: uninitialized element (trap code 4)
  in function 7 at 0x11e
call: undefined element: out of bounds table access (trap code 3)
  in function 7 at 0x11e
recurse: call stack exhausted (trap code 1)
  in function 8 at 0x123
  in function 8 at 0x129
  in function 8 at 0x129
unreachable: wasm `unreachable` instruction executed (trap code 9)
  in function 9 at 0x131
no such function: no such function (trap code 0)
divide: argument 0 is of type i64, not i32 (trap code 0)
nothing: the context is NULL (trap code 0)
no module: not a module that Windlass compiled (trap code 0)
hello from the guest
";

/// The maximum size of the shared object, in bytes.
const LARGEST: u64 = 250_000;

/// The prerequisite of building the example that is missing, if any.
fn missing() -> Option<String> {
    let is_there =
        |tool: &str| Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    if emulated() {
        return Some("a machine that builds for itself".to_owned());
    }
    ["make", "cc"].into_iter().find(|tool| !is_there(tool)).map(|tool| format!("`{tool}`, which is not here"))
}

/// The program under test, its target directory, and the directory of the example.
fn places() -> (&'static Path, &'static Path, PathBuf) {
    let program = Path::new(env!("CARGO_BIN_EXE_windlass-under-test"));
    let target = program.ancestors().nth(2).expect("the program is in a folder of the target directory");
    (program, target, PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/min-platform"))
}

/// The output of a command that must succeed.
#[track_caller]
fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {stdout}{stderr}");
    stdout.into_owned()
}

#[test]
fn a_port_of_one_file_runs_a_module() {
    if let Some(missing) = missing() {
        return say!("skipped: examples/min-platform needs {missing}");
    }
    let (program, target, example) = places();
    let stdout = output(
        Command::new("make")
            .args(["--silent", "-C"])
            .arg(example)
            .arg("run")
            .arg(format!("OUT={}", target.join("min-platform").display()))
            .arg(format!("WINDLASS={}", program.display()))
            .arg(format!("CARGO={}", env!("CARGO")))
            .env("CARGO_TARGET_DIR", target),
    );
    assert_eq!(stdout, EXPECTED);

    let size = target.join("min/libwindlass_c.so").metadata().unwrap().len();
    assert!(size <= LARGEST, "the shared object has {size} bytes");
}

#[test]
fn the_same_program_runs_with_the_library_for_linux() {
    if let Some(missing) = missing() {
        return say!("skipped: a program in C needs {missing}");
    }
    let (program, target, example) = places();
    let out = target.join("c-program");
    std::fs::create_dir_all(&out).unwrap();
    let module = out.join("guest.so");
    output(
        Command::new(program)
            .args(["compile", "--signals-based-traps", "no", "-o"])
            .args([&module, &example.join("guest.wat")]),
    );
    let libraries = target.join("c-library");
    output(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "-p", "windlass-capi", "--target-dir"])
            .arg(&libraries)
            .current_dir(&example),
    );
    let (libraries, linked) = (libraries.join("debug"), out.join("program"));
    output(
        Command::new("cc")
            .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-I"])
            .arg(example.join("../../capi/include"))
            .arg(format!("-DMODULE=\"{}\"", module.display()))
            .args([example.join("main.c"), example.join("module.S")])
            .arg("-L")
            .arg(&libraries)
            .args(["-lwindlass_c", "-o"])
            .arg(&linked),
    );
    assert_eq!(output(Command::new(linked).env("LD_LIBRARY_PATH", libraries)), EXPECTED);
}
