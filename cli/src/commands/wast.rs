//! `windlass wast`: runs the specification's test scripts.

use std::ffi::OsString;
use std::path::PathBuf;

use windlass::WasmVersion;

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::{FAILED, Failure};
use crate::output::print;
use crate::script::{self, Tally};
use crate::source;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass wast --help",
    help: concat!(
        "\
Runs the specification's test scripts.

Usage: windlass wast [OPTIONS] FILE...

Prints each directive that fails, with file and line, and the number that passed and failed.
Exits with status 1 if any failed.

Options:
  --wasm 1.0|2.0|3.0        The version of WebAssembly (default: 2.0)
",
        engine_options_help!(),
        "  -h, --help                Show this help"
    ),
};

/// The parsed command line.
struct Request {
    files: Vec<PathBuf>,
    engine: EngineOptions,
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => run(&request),
        None => super::show(&USAGE),
    }
}

/// Parses the command line. Returns `None` for `--help`.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let mut request = Request { files: Vec::new(), engine: EngineOptions::default() };
    request.engine.config_mut().wasm_version(WasmVersion::V2);
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--wasm" => {
                    let text = args.text()?;
                    let version = match text.as_str() {
                        "1.0" => WasmVersion::V1,
                        "2.0" => WasmVersion::V2,
                        "3.0" => WasmVersion::V3,
                        _ => return Err(args.bad_value(&text, "the versions are 1.0, 2.0 and 3.0")),
                    };
                    request.engine.config_mut().wasm_version(version);
                }
                name if request.engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(file) => request.files.push(file.into()),
        }
    }
    if request.engine.fuel().is_some() {
        return Err(USAGE.error("'--fuel' is for 'run' and 'compile'"));
    }
    if request.files.is_empty() {
        return Err(USAGE.error("a file is needed"));
    }
    Ok(Some(request))
}

/// Runs the scripts. Returns the exit status.
fn run(request: &Request) -> Result<i32, Failure> {
    let config = request.engine.config();
    let mut total = Tally::default();
    for file in &request.files {
        let name = source::name(file);
        let text = match source::read_bytes(file) {
            Ok(bytes) => bytes,
            Err(e) => return Err(Failure::load(format_args!("{name}: cannot be read: {e}"))),
        };
        let mut written = Ok(());
        total += script::run(&text, &config, &mut |failed| {
            if written.is_ok() {
                written = print(&format!("{name}:{failed}"));
            }
        });
        written?;
    }
    print(&total.to_string())?;
    Ok(if total.failed > 0 { FAILED } else { 0 })
}
