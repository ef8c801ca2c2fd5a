//! The library without the standard library, on the platform of `examples/min-platform`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::emulated;
use crate::say;

/// What the example prints.
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
hello from the guest
";

/// The largest that the shared object may be, in bytes.
const LARGEST: u64 = 250_000;

#[test]
fn a_port_of_one_file_runs_a_module() {
    let is_there =
        |tool: &str| Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    if emulated() {
        return say!("skipped: examples/min-platform is built for the machine that builds");
    }
    if let Some(tool) = ["make", "cc"].into_iter().find(|tool| !is_there(tool)) {
        return say!("skipped: examples/min-platform needs `{tool}`, which is not here");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_windlass-under-test"));
    let target = program.ancestors().nth(2).expect("the program is in a folder of the target directory");
    let example = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/min-platform");
    let out = target.join("min-platform");
    let output = Command::new("make")
        .arg("--silent")
        .arg("-C")
        .arg(example)
        .arg("run")
        .arg(format!("OUT={}", out.display()))
        .arg(format!("WINDLASS={}", program.display()))
        .arg(format!("CARGO={}", env!("CARGO")))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    assert_eq!(stdout, EXPECTED, "{stderr}");

    let size = target.join("min/libwindlass_c.so").metadata().unwrap().len();
    assert!(size <= LARGEST, "the shared object has {size} bytes");
}
