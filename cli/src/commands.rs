//! Dispatches to the commands, each in a module of its own.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::arguments::{Usage, closest};
use crate::failure::Failure;
use crate::output::print;
use crate::standalone::Tail;

#[cfg(feature = "tools")]
mod bench;
#[cfg(feature = "compile")]
mod compile;
#[cfg(feature = "tools")]
mod completions;
#[cfg(feature = "disas")]
mod disas;
#[cfg(feature = "disas")]
mod explore;
mod guest_error;
#[cfg(feature = "invoke")]
mod invoke;
#[cfg(feature = "tools")]
mod man;
mod run;
#[cfg(feature = "tools")]
mod settings;
#[cfg(feature = "compile")]
mod validate;
#[cfg(feature = "invoke")]
mod value_text;
#[cfg(feature = "wast")]
mod wast;

/// An entry of the command table.
struct Command {
    name: &'static str,
    /// A summary for the overview.
    help: &'static str,
    usage: &'static Usage,
    execute: Execute,
}

/// Executes a command with its arguments and returns the exit status.
type Execute = fn(&mut dyn Iterator<Item = OsString>) -> Result<i32, Failure>;

/// The commands in this build.
static COMMANDS: &[Command] = &[
    Command { name: "run", help: "Run a program", usage: &run::USAGE, execute: run::execute },
    #[cfg(feature = "compile")]
    Command {
        name: "validate",
        help: "Check that a module is valid",
        usage: &validate::USAGE,
        execute: validate::execute,
    },
    #[cfg(feature = "compile")]
    Command {
        name: "compile",
        help: "Compile a module ahead of time, or measure it",
        usage: &compile::USAGE,
        execute: compile::execute,
    },
    #[cfg(feature = "disas")]
    Command {
        name: "disas",
        help: "Disassemble the generated code of a module",
        usage: &disas::USAGE,
        execute: disas::execute,
    },
    #[cfg(feature = "disas")]
    Command {
        name: "explore",
        help: "Write an HTML page of a module's operators and generated code",
        usage: &explore::USAGE,
        execute: explore::execute,
    },
    #[cfg(feature = "wast")]
    Command { name: "wast", help: "Run the specification's test scripts", usage: &wast::USAGE, execute: wast::execute },
    #[cfg(feature = "tools")]
    Command {
        name: "bench",
        help: "Measure compiling and running a program",
        usage: &bench::USAGE,
        execute: bench::execute,
    },
    #[cfg(feature = "tools")]
    Command {
        name: "settings",
        help: "Show the target, its features and the proposals",
        usage: &settings::USAGE,
        execute: settings::execute,
    },
    #[cfg(feature = "tools")]
    Command {
        name: "completions",
        help: "Print a script that completes options in a shell",
        usage: &completions::USAGE,
        execute: completions::execute,
    },
    #[cfg(feature = "tools")]
    Command { name: "man", help: "Print the manual page", usage: &man::USAGE, execute: man::execute },
    Command { name: "help", help: "Show help for a command", usage: &USAGE, execute: help },
];

static USAGE: Usage = Usage {
    help_command: "windlass --help",
    help: "\
Options:
  -h, --help     Show this help
  -V, --version  Show the version

Modules may be in the binary or the text format; '-' is standard input.

Exit status: that of the program; 134 after a trap or an exception;
1 if a file cannot be loaded; 2 for a usage error.",
};

/// Prints the overview.
fn overview() -> Result<i32, Failure> {
    let mut text = String::from(
        "Runs WebAssembly modules, compiling them in one pass.\n\n\
         Usage: windlass COMMAND [OPTIONS] ...\n       \
         windlass [OPTIONS] FILE [ARGS]...    (short for 'windlass run')\n\n\
         Commands:\n",
    );
    for command in COMMANDS {
        text += &format!("  {:13}{}\n", command.name, command.help);
    }
    print(&(text + "\n" + USAGE.help))?;
    Ok(0)
}

/// Runs the command selected by `args`, which starts with the program's name. Returns the exit status.
pub(crate) fn dispatch(args: impl IntoIterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = args.into_iter().skip(1).peekable();
    let Some(first) = args.peek() else {
        return Err(USAGE.error("a command or a file is needed"));
    };
    let Some(execute) = command(&first.to_string_lossy()) else {
        return match misspelt_command(first) {
            Some(meant) => Err(USAGE.error(format_args!(
                "no such file or command: '{}'; did you mean the command '{meant}'?",
                first.display()
            ))),
            None => run::execute(&mut args),
        };
    };
    args.next();
    execute(&mut args)
}

/// Runs the module embedded in this executable. `args` starts with the program's name. Returns the exit status.
pub(crate) fn run_standalone(
    args: impl IntoIterator<Item = OsString>,
    tail: std::io::Result<Tail>,
) -> Result<i32, Failure> {
    let tail = tail.map_err(|e| Failure::load(format_args!("the program cannot be read: {e}")))?;
    run::run_standalone(&mut args.into_iter(), tail)
}

/// The implementation of the command or option with this name.
fn command(name: &str) -> Option<Execute> {
    match name {
        "-h" | "--help" => Some(|_| overview()),
        "-V" | "--version" => Some(|_| print(concat!("windlass ", env!("CARGO_PKG_VERSION"))).map(|()| 0)),
        _ => COMMANDS.iter().find(|command| command.name == name).map(|command| command.execute),
    }
}

/// The command that `word` is probably a misspelling of. None if a file of that name exists.
fn misspelt_command(word: &OsStr) -> Option<&'static str> {
    let word = word.to_str().filter(|word| !word.starts_with('-') && !Path::new(word).exists())?;
    closest(word, COMMANDS.iter().map(|command| command.name))
}

/// Prints the help of the given command, or the overview.
fn help(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let Some(name) = args.next() else { return overview() };
    match COMMANDS.iter().find(|command| *command.name == *name && command.name != "help") {
        Some(command) => show(command.usage),
        None => Err(USAGE.error(format_args!("no such command: '{}'", name.display()))),
    }
}

/// Prints a help text. Returns the exit status.
fn show(usage: &Usage) -> Result<i32, Failure> {
    print(usage.help)?;
    Ok(0)
}
