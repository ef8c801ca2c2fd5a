//! `windlass settings`: shows what options say, and what this build and this machine have.

use std::ffi::OsString;
use std::fmt::Write;

use windlass::{CompileMode, Proposal, Status};

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::output::print;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass settings --help",
    help: concat!(
        "\
Shows the target, the CPU features, the proposals and the features of this build; with options,
what they change.

Usage: windlass settings [OPTIONS]

Options:
  --target TARGET           Show those of x86_64-linux, aarch64-linux or native (default: native)
",
        engine_options_help!(),
        "  -h, --help                Show this help"
    ),
};

/// The features of this build that can be left out.
const FEATURES: &[(&str, bool)] = &[
    ("cache", cfg!(feature = "cache")),
    ("cross", cfg!(feature = "cross")),
    ("disas", cfg!(feature = "disas")),
    ("explicit-bounds-checks", cfg!(feature = "explicit-bounds-checks")),
    ("invoke", cfg!(feature = "invoke")),
    ("lazy", cfg!(feature = "lazy")),
    ("parallel", cfg!(feature = "parallel")),
    ("sandbox", cfg!(feature = "sandbox")),
    ("tools", cfg!(feature = "tools")),
    ("wasi", cfg!(feature = "wasi")),
    ("wast", cfg!(feature = "wast")),
    ("wat", cfg!(feature = "wat")),
];

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let mut options = EngineOptions::with_mode(CompileMode::Auto);
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return super::show(&USAGE),
                "--target" => options.target(&args.text()?, &args)?,
                name if options.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            other => return Err(args.unexpected(&other)),
        }
    }
    options.disable_cpu_features(&USAGE)?;
    print(&describe(&options))?;
    Ok(0)
}

fn describe(options: &EngineOptions) -> String {
    let config = options.config();
    let (isa, features) = config.target_cpu();
    let features: Vec<_> = features.collect();
    let chosen = |used: bool| words(features.iter().filter(|(_, is)| *is == used).map(|(name, _)| *name));
    let built = |there: bool| words(FEATURES.iter().filter(|(_, is)| *is == there).map(|(name, _)| *name));
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut text = format!(
        "version               {}\n\
         target                {isa}-linux\n\
         CPU features          {}\n\
         CPU features not used {}\n\
         processors            {processors}\n\
         build has             {}\n\
         build lacks           {}\n\nproposals (-W)\n",
        env!("CARGO_PKG_VERSION"),
        chosen(true),
        chosen(false),
        built(true),
        built(false),
    );
    for proposal in Proposal::ALL {
        let state = match proposal.status {
            Status::NotImplemented => "not implemented",
            Status::NotInThisBuild(_) => "not in this build",
            _ if config.allows(proposal) => "on",
            _ => "off",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:28}{state:18}{}", proposal.flag, proposal.what);
    }
    let _ = write!(text, "\ntunables\n");
    for (name, value) in config.tunables() {
        let _ = writeln!(text, "  {name:28}{value}");
    }
    text.truncate(text.trim_end().len());
    text
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words = words.collect::<Vec<_>>().join(" ");
    if words.is_empty() { "none".into() } else { words }
}
