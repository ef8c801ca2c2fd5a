//! `windlass validate`: checks that a module is valid and supported.

use std::ffi::OsString;
use std::path::PathBuf;

use windlass::Module;

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::EngineOptions;
use crate::failure::Failure;
use crate::feature_options::feature_options_help;
use crate::source;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass validate --help",
    help: concat!(
        "\
Checks that a module is valid.

Usage: windlass validate [OPTIONS] FILE

Prints nothing if it is valid. Otherwise prints the error and its byte offset, and exits with
status 1.

Options:
",
        feature_options_help!(),
        "  -h, --help                Show this help"
    ),
};

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut file, mut options) = (None, EngineOptions::default());
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(o) if o == "-h" || o == "--help" => return super::show(&USAGE),
            Argument::Option(o) if o == "-W" && options.accept(&o, &mut args)? => {}
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    let engine = options.engine()?;
    let bytes = source::read_module(&file).map_err(Failure::load)?;
    Module::validate(&engine, &bytes).map_err(|e| Failure::load(format_args!("{}: {e}", source::name(&file))))?;
    Ok(0)
}
