//! `cargo run --release -p windlass-fuzz -- TARGET ...` from the root of the repository: builds the fuzzer in the folder above and runs
//! it with the same arguments. The fuzzer is a workspace of its own, so that the reference engines are built for
//! nothing else and do not affect the features of the tests' dependencies.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The option to build the fuzzer with debug assertions.
const CHECKED: &str = "--checked";

fn main() -> ExitCode {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the fuzzer");
    // Next to the other builds: the running program is in the directory of its profile.
    let own = std::env::current_exe().ok();
    let target = own.as_deref().and_then(Path::parent).and_then(Path::parent).map(|target| target.join("fuzz"));
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let is_checked = arguments.iter().any(|argument| argument == CHECKED);
    arguments.retain(|argument| argument != CHECKED);
    let mut cargo = Command::new(std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from));
    cargo.args(["run", "--quiet", "--locked", "--bin", "windlass-fuzz", "--profile"]);
    cargo.arg(if is_checked { "checked" } else { "release" }).arg("--manifest-path").arg(fuzz.join("Cargo.toml"));
    if let Some(target) = target {
        cargo.arg("--target-dir").arg(target);
    }
    match cargo.arg("--").args(arguments).status() {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("cannot run cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
