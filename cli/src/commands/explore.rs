//! `windlass explore`: writes an HTML page that shows a module's generated code beside its operators.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use windlass_disas::{Listing, write_page};

use crate::arguments::{Argument, Arguments, Usage};
use crate::failure::Failure;
use crate::listing_options::{ListingOptions, listing_options_help};
use crate::source;

static USAGE: Usage = Usage {
    help_command: "windlass explore --help",
    help: concat!(
        "\
Writes an HTML page that shows the operators of a module beside the code generated for them.
The page is a single self-contained file.

Usage: windlass explore [OPTIONS] FILE -o PAGE

Options:
  -o, --output PAGE         Write the page to this file
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
                "-o" | "--output" => output = Some(PathBuf::from(args.value()?)),
                name if options.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    let output = output.ok_or_else(|| USAGE.error("'-o PAGE' is needed: the file to write"))?;
    let (wasm, compiled) = options.compile(&file)?;
    let listing = Listing::of(&compiled, &wasm).with_operators();
    let title = file.file_name().map_or_else(|| source::name(&file), |name| name.to_string_lossy().into_owned());
    let write = || {
        let mut out = BufWriter::new(File::create(&output)?);
        write_page(&mut out, &listing, &title)?;
        out.flush()
    };
    write().map_err(|e| Failure::load(format_args!("{}: cannot be written: {e}", output.display())))?;
    Ok(0)
}
