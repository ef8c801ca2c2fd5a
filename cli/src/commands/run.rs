//! `windlass run`: a program from bytes to exit status.

use std::ffi::{OsStr, OsString};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use windlass::{CompileMode, Engine, Linker, Module, Store};
use windlass_wasi::WasiCtx;

use super::{guest_error, invoke};
use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::output::complain;
use crate::source;
use crate::wasi_options::{WasiOptions, wasi_options_help};

static USAGE: Usage = Usage {
    help_command: "windlass run --help",
    help: concat!(
        "\
Runs a WebAssembly program with WASI preview 1.

Usage: windlass run [OPTIONS] FILE [ARGS]...

FILE is a module in the binary or in the text format, '-' for standard input. What follows
it goes to the program.

Options:
",
        wasi_options_help!(),
        "  --invoke EXPORT           Call this function instead of '_start', with ARGS as its arguments,
                            and print its results, one a line
",
        engine_options_help!(),
        "  -h, --help                Show this help

Exit status: that of the program; 134 after a trap; 1 where FILE cannot be loaded; 2 after
wrong usage."
    ),
};

/// What the command line asks for.
struct Request {
    file: PathBuf,
    args: Vec<OsString>,
    invoke: Option<String>,
    wasi: WasiOptions,
    engine: EngineOptions,
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => run(request),
        None => super::show(&USAGE),
    }
}

/// What is asked for; `None` for help.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let mut request = Request {
        file: PathBuf::new(),
        args: Vec::new(),
        invoke: None,
        wasi: WasiOptions::default(),
        engine: EngineOptions::with_mode(CompileMode::Auto),
    };
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--invoke" => request.invoke = Some(args.text()?),
                name if request.wasi.accept(name, &mut args)? || request.engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(file) => {
                request.file = file.into();
                request.args = args.rest()?;
                return Ok(Some(request));
            }
        }
    }
    Err(USAGE.error("a file is needed"))
}

/// Runs the program; returns its exit status.
fn run(request: Request) -> Result<i32, Failure> {
    let Request { file, args, invoke, wasi, engine } = request;
    let hint = forgotten_directory(&wasi, &args);
    let engine = engine.engine()?;
    // The process ends when the program does: what it used is not taken apart first.
    let module = ManuallyDrop::new(load(&engine, &file)?);
    let program = file.file_name().unwrap_or(OsStr::new("-"));
    let wasi = wasi.open(program, if invoke.is_none() { &args } else { &[] }, &USAGE)?;
    let mut store = ManuallyDrop::new(Store::new(&engine, wasi));
    let (module, store) = (&*module, &mut *store);
    let file = source::name(&file);
    let in_file = |e: windlass::Error| Failure::load(format_args!("{file}: {e}"));
    let mut linker = ManuallyDrop::new(Linker::new(&engine));
    windlass_wasi::add_to_linker(&mut linker, |wasi: &mut WasiCtx| wasi).map_err(in_file)?;
    let instance = match linker.instantiate(&mut *store, module) {
        Ok(instance) => instance,
        Err(e) => return guest_error::status(&e, &file),
    };

    if let Some(export) = &invoke {
        // A reactor wants to be initialised before anything else is called.
        if let Some(initialize) = instance.get_func(&mut *store, "_initialize")
            && export != "_initialize"
            && let Err(e) = initialize.call(&mut *store, &[], &mut [])
        {
            return guest_error::status(&e, &file);
        }
        return invoke::invoke(store, module, &instance, export, &args, &USAGE, &file);
    }
    let Some(start) = instance.get_func(&mut *store, "_start") else {
        return Err(Failure::load(format_args!(
            "{file}: there is no function '_start' to run; --invoke calls another one{}",
            invoke::list_of_functions(module)
        )));
    };
    let outcome = match start.call(&mut *store, &[], &mut []) {
        Ok(()) => Ok(0),
        Err(e) => guest_error::status(&e, &file),
    };
    if let Some(hint) = hint.filter(|_| !matches!(outcome, Ok(0))) {
        complain(&hint);
    }
    outcome
}

/// What to say of a program that fails and was given no directory, where it looks as if one was meant: by an option that
/// came too late, or by the name of a file among the arguments.
fn forgotten_directory(wasi: &WasiOptions, args: &[OsString]) -> Option<String> {
    if wasi.has_directories() {
        return None;
    }
    if args.iter().any(|arg| arg.as_encoded_bytes().starts_with(b"--dir")) {
        return Some(
            "note: '--dir' came after FILE, so it went to the program; options of this command come before".into(),
        );
    }
    let file = Path::new(args.iter().find(|arg| Path::new(arg).exists())?);
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(format!(
        "note: '{}' is there, but the program was given no directory: '--dir {}' before FILE gives it that one",
        file.display(),
        parent.display()
    ))
}

/// Files that are larger are mapped rather than read.
const LARGE: u64 = 256 << 10;

/// The module in `file`.
fn load(engine: &Engine, file: &Path) -> Result<Module, Failure> {
    let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(file)));
    if let Some(file) = source::open_binary(file, LARGE) {
        // SAFETY: a program that is being run stays as it is, as other programs do that are mapped. A guest that changes
        // its own file cannot get out of its bounds by that.
        return unsafe { Module::from_mapped_file(engine, &file) }.map_err(in_file);
    }
    let bytes = source::read(file).map_err(Failure::load)?;
    Module::from_binary(engine, &bytes).map_err(in_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(words: &[&str]) -> Result<Option<Request>, Failure> {
        parse(&mut words.iter().map(OsString::from))
    }

    #[test]
    fn options_end_at_the_file() {
        let r = request(&["--env", "N=V", "--inherit-env", "x.wasm", "--dir", "d"]).unwrap().unwrap();
        assert!(!r.wasi.has_directories());
        assert_eq!(r.file, Path::new("x.wasm"));
        assert_eq!(r.args, ["--dir", "d"]);
        assert!(request(&["--dir", "d", "x.wasm"]).unwrap().unwrap().wasi.has_directories());
    }

    #[test]
    fn wrong_usage() {
        for words in [&[][..], &["--dir"], &["--nonsense", "x"], &["--env", "=v", "x"], &["--max-wasm-stack=x", "x"]] {
            assert!(request(words).is_err(), "{words:?}");
        }
        assert!(request(&["--help", "x"]).unwrap().is_none());
    }
}
