//! `windlass man`: the manual page, made of the help texts.

use std::ffi::OsString;
use std::fmt::Write;

use super::COMMANDS;
use crate::arguments::{Argument, Arguments, Usage};
use crate::failure::Failure;
use crate::help_text;
use crate::output::print;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass man --help",
    help: "\
Prints the manual page.

Usage: windlass man

  windlass man > ~/.local/share/man/man1/windlass.1

Options:
  -h, --help                Show this help",
};

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    match args.next()? {
        None => {}
        Some(Argument::Option(o)) if o == "-h" || o == "--help" => return super::show(&USAGE),
        Some(other) => return Err(args.unexpected(&other)),
    }
    print(page().trim_end())?;
    Ok(0)
}

/// The page, for man(1).
fn page() -> String {
    let mut page = format!(
        ".TH WINDLASS 1 \"\" \"windlass {}\" \"User Commands\"\n.SH NAME\nwindlass \\- run WebAssembly modules\n\
         .SH SYNOPSIS\n.B windlass\n.I COMMAND\n[\\fIOPTIONS\\fR] ...\n.br\n.B windlass\n[\\fIOPTIONS\\fR] \
         .I FILE\n[\\fIARGS\\fR]...\n.SH DESCRIPTION\nRuns WebAssembly modules, compiling them in one pass. Modules may be in \
         the binary or the text format; \\(aq\\-\\(aq is standard input. Without a command, FILE is run as by \
         .B windlass run.\n.SH COMMANDS\n",
        env!("CARGO_PKG_VERSION")
    )
    .replace("\\fR] .I", "\\fR]\n.I")
    .replace("as by .B", "as by\n.B");
    // Writing to a string cannot fail.
    for command in COMMANDS {
        let _ = writeln!(page, ".SS windlass {}", command.name);
        let (before, after) = command.usage.help.split_once("\nOptions:\n").unwrap_or((command.usage.help, ""));
        for paragraph in before.split("\n\n") {
            // What is laid out stays so.
            let is_laid_out = paragraph.lines().any(|line| line.starts_with(' ')) || paragraph.starts_with("Usage:");
            match is_laid_out {
                true => _ = writeln!(page, ".PP\n.nf\n{}\n.fi", escape(paragraph)),
                false => _ = writeln!(page, ".PP\n{}", escape(paragraph)),
            }
        }
        for option in help_text::options(command.usage.help) {
            let names =
                option.names.iter().map(|name| format!("\\fB{}\\fR", escape(name))).collect::<Vec<_>>().join(", ");
            let value = match (option.value, option.value_is_optional) {
                ("", _) => String::new(),
                (value, true) => format!("[=\\fI{}\\fR]", escape(value)),
                (value, false) => format!(" \\fI{}\\fR", escape(value)),
            };
            let _ = writeln!(page, ".TP\n{names}{value}\n{}", escape(&option.text));
        }
        // What follows the options.
        if let Some((_, rest)) = after.split_once("\n\n") {
            let _ = writeln!(page, ".PP\n.nf\n{}\n.fi", escape(rest));
        }
    }
    page += ".SH EXIT STATUS\nThat of the program; 134 after a trap or a timeout; 130 after SIGINT; 1 where a file cannot be loaded; 2 after \
             wrong usage.\n.SH EXAMPLES\n.nf\n";
    page += &escape(
        "windlass run --dir . --env LANG program.wasm in.txt\n\
         windlass run --invoke fib module.wat 30\n\
         windlass compile program.wasm -o program.so\n\
         windlass run --allow-precompiled program.so",
    );
    page + "\n.fi\n"
}

/// Text that roff does not take for its own requests.
fn escape(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    let lines = escaped.lines().map(|line| if line.starts_with('.') { format!("\\&{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}
