//! The commands, a module each, and the choice between them.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::arguments::{Usage, closest};
use crate::failure::Failure;
use crate::output::print;

mod compile;
#[cfg(feature = "disas")]
mod disas;
#[cfg(feature = "disas")]
mod explore;
mod guest_error;
mod invoke;
mod run;
mod validate;
mod value_text;
mod wast;

static USAGE: Usage = Usage {
    help_command: "windlass --help",
    help: "\
Runs WebAssembly modules, compiling them in one pass.

Usage: windlass COMMAND [OPTIONS] ...
       windlass [OPTIONS] FILE [ARGS]...    (short for 'windlass run')

Commands:
  run       Run a program
  validate  Check that a module is valid
  compile   Compile a module and say how long it took
  disas     Show the machine code of a module
  explore   Make a page that shows it beside the operators it came from
  wast      Run test scripts of the specification
  help      Show the help of a command

Options:
  -h, --help     Show this help
  -V, --version  Show the version

Modules are read in the binary and in the text format; '-' is standard input.

Exit status: that of the program; 134 after a trap; 1 where a file cannot be loaded;
2 after wrong usage.",
};

/// Runs the command that `args`, the program's own name first, asks for; returns the exit status.
pub(crate) fn dispatch(args: impl IntoIterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = args.into_iter().skip(1).peekable();
    let Some(first) = args.peek() else {
        return Err(USAGE.error("a command or a file is needed"));
    };
    let Some(execute) = command(&first.to_string_lossy()) else {
        return match misspelt_command(first) {
            Some(meant) => Err(USAGE.error(format_args!(
                "there is neither a file nor a command '{}'; is the command '{meant}' meant?",
                first.display()
            ))),
            None => run::execute(&mut args),
        };
    };
    args.next();
    execute(&mut args)
}

/// What executes a command: takes its arguments and returns the exit status.
type Execute = fn(&mut dyn Iterator<Item = OsString>) -> Result<i32, Failure>;

/// The command with this name.
fn command(name: &str) -> Option<Execute> {
    Some(match name {
        "run" => run::execute,
        "validate" => validate::execute,
        "compile" => compile::execute,
        #[cfg(feature = "disas")]
        "disas" => disas::execute,
        #[cfg(feature = "disas")]
        "explore" => explore::execute,
        "wast" => wast::execute,
        "help" => help,
        "-h" | "--help" => |_| show(&USAGE),
        "-V" | "--version" => |_| print(concat!("windlass ", env!("CARGO_PKG_VERSION"))).map(|()| 0),
        _ => return None,
    })
}

/// The command that `word`, which is none, is a slip for, if it is; not where there is a file of that name.
fn misspelt_command(word: &OsStr) -> Option<&'static str> {
    let word = word.to_str().filter(|word| !word.starts_with('-') && !Path::new(word).exists())?;
    let names = ["run", "validate", "compile", "disas", "explore", "wast", "help"];
    closest(word, names.into_iter().filter(|name| command(name).is_some()))
}

/// Shows the help of the command that is named, or the overview.
fn help(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let Some(name) = args.next() else { return show(&USAGE) };
    match command(&name.to_string_lossy()) {
        Some(execute) if !name.to_string_lossy().starts_with('-') && name != "help" => {
            execute(&mut [OsString::from("--help")].into_iter())
        }
        _ => Err(USAGE.error(format_args!("there is no command '{}'", name.display()))),
    }
}

/// Shows a help text; returns the exit status.
fn show(usage: &Usage) -> Result<i32, Failure> {
    print(usage.help)?;
    Ok(0)
}
