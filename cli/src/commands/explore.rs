//! `windlass explore`: writes an HTML page that shows a module's generated code beside its operators.

use std::ffi::OsString;
use std::path::PathBuf;

use windlass_disas::{Listing, is_page, write_page};

use crate::arguments::{Argument, Arguments, Usage};
use crate::failure::Failure;
use crate::listing_options::{ListingOptions, listing_options_help};
use crate::output_file::OutputFile;
use crate::source;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass explore --help",
    help: concat!(
        "\
Writes an HTML page that shows the operators of a module beside the code generated for them.
The page is a single self-contained file.

Usage: windlass explore [OPTIONS] FILE [-o PAGE]

Options:
  -o, --output PAGE         Write the page to this file; '-' is standard output (default: the name
                            of FILE with .html, in the working directory)
",
        listing_options_help!(),
        "  -h, --help                Show this help"
    ),
};

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut file, mut output, mut options) = (None, None, ListingOptions::default());
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return super::show(&USAGE),
                "-o" | "--output" => output = Some(OutputFile::named(PathBuf::from(args.value()?))),
                name if options.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    let output = output.map_or_else(|| OutputFile::beside(&file, "html", &USAGE), Ok)?;
    output.check(&file, is_page)?;
    let (wasm, compiled) = options.compile(&file)?;
    let listing = Listing::of(&compiled, &wasm).with_operators();
    let title = file.file_name().map_or_else(|| source::name(&file), |name| name.to_string_lossy().into_owned());
    output.write(&mut |out| {
        write_page(out, &listing, &title)
            .map_err(|e| Failure::load(format_args!("{}: the page cannot be written: {e}", source::name(&file))))
    })?;
    Ok(0)
}
