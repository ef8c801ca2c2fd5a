//! `windlass disas`: prints the generated code of a module.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use windlass_disas::{Content, Function, Listing, Style};

use crate::arguments::{Argument, Arguments, Usage};
use crate::failure::Failure;
use crate::listing_options::{ListingOptions, listing_options_help};
use crate::output::print;
use crate::source;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass disas --help",
    help: concat!(
        "\
Disassembles the generated code of a module.

Usage: windlass disas [OPTIONS] FILE

FILE is a module, or a file written by 'windlass compile'.

Options:
  --function F              Show only this function, given by name or index; may be repeated
  --wasm                    Show the WebAssembly operators beside the code
  --color WHEN              Use colours: always, never or auto: on a terminal, unless NO_COLOR is
                            set (default: auto)
",
        listing_options_help!(),
        "  -h, --help                Show this help"
    ),
};

/// The parsed command line.
struct Request {
    file: PathBuf,
    functions: Vec<String>,
    style: Style,
    options: ListingOptions,
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => show(&request),
        None => super::show(&USAGE),
    }
}

/// Parses the command line. Returns `None` for `--help`.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut file, mut functions, mut options) = (None, Vec::new(), ListingOptions::default());
    let mut style = Style { colors: wants_colors(), operators: false, offsets: true, padding: true };
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--function" => functions.push(args.text()?),
                "--wasm" => style.operators = true,
                "--color" => match args.text()?.as_str() {
                    "auto" => {}
                    "always" => style.colors = true,
                    "never" => style.colors = false,
                    other => return Err(args.bad_value(other, "the choices are always, never and auto")),
                },
                name if options.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    Ok(Some(Request { file, functions, style, options }))
}

/// Whether standard output is a terminal and the user has not disabled colours (see no-color.org).
fn wants_colors() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !refused && std::io::stdout().is_terminal()
}

fn show(request: &Request) -> Result<i32, Failure> {
    let (wasm, compiled) = request.options.compile(&request.file)?;
    let mut listing = Listing::of(&compiled, &wasm);
    let positions: Vec<usize> = match &request.functions[..] {
        [] => (0..listing.len()).collect(),
        some => some.iter().map(|function| find(&listing, function, request)).collect::<Result<_, _>>()?,
    };
    if request.style.operators {
        listing = listing.with_operators();
    }
    let mut total = Total::default();
    for &position in &positions {
        let function = listing.function(position);
        total.add(&function);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = request.style.write(&mut text, &function);
        print(&text)?;
    }
    print(&total.summary(listing.code_len(), positions.len() == listing.len()))?;
    Ok(0)
}

fn find(listing: &Listing<'_>, function: &str, request: &Request) -> Result<usize, Failure> {
    listing.find(function).ok_or_else(|| {
        Failure::load(format_args!("{}: the module defines no function '{function}'", source::name(&request.file)))
    })
}

/// Totals of the functions shown.
#[derive(Default)]
struct Total {
    functions: usize,
    bytes: u32,
    instruction_bytes: u32,
    instructions: usize,
    traps: usize,
}

impl Total {
    fn add(&mut self, function: &Function) {
        self.functions += 1;
        self.bytes += function.size;
        self.instruction_bytes += function.instruction_bytes;
        let is_instruction = |content: &Content| matches!(content, Content::Instruction { .. });
        self.instructions += function.lines.iter().filter(|line| is_instruction(&line.content)).count();
        self.traps += function.lines.iter().filter(|line| line.trap.is_some()).count();
    }

    /// Formats the totals. `code_len` is the code size of the module; `all` is set if all functions were shown.
    fn summary(&self, code_len: usize, all: bool) -> String {
        let Total { functions, bytes, instruction_bytes, instructions, traps } = self;
        let data = bytes - instruction_bytes;
        let gaps = if all { code_len - *bytes as usize } else { 0 };
        format!(
            "functions: {functions}\ncode: {} bytes\n  instructions: {instructions}, {instruction_bytes} bytes\n  \
             constants and jump tables: {data} bytes\n  between functions: {gaps} bytes\nplaces that may trap: {traps}",
            *bytes as usize + gaps
        )
    }
}
