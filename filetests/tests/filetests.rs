//! Runs every file as a test of its own: `cargo test -p windlass-filetests -- NAME`.
//!
//! With `WINDLASS_BLESS=1`, replaces the expected code by the current one.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use windlass_filetests::{check, files, name, uncovered};
use windlass_isa::Isa;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let bless = std::env::var_os("WINDLASS_BLESS").is_some_and(|value| value != "0");
    let mut trials = Vec::new();
    for isa in Isa::ALL.iter().map(|isa| isa.name()) {
        let files = match files(isa) {
            Ok(files) => files,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        };
        for file in &files {
            let path = file.clone();
            trials.push(Trial::test(name(file), move || check(&path, bless).map_err(Failed::from)));
        }
        trials.push(Trial::test(format!("{isa} shows every operator"), move || match &uncovered(&files)?[..] {
            [] => Ok(()),
            missing => Err(format!("no file has these operators: {}", missing.join(", ")).into()),
        }));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
