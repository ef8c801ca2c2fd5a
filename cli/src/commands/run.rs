//! `windlass run`: a program from bytes to exit status.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use windlass::{CompileMode, Engine, Linker, Module, Precompiled, Store};
use windlass_wasi::{DirPerms, FilePerms, WasiCtx, WasiCtxBuilder};

use super::{guest_error, invoke};
use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::source;

static USAGE: Usage = Usage {
    help_command: "windlass run --help",
    help: concat!(
        "\
Runs a WebAssembly program with WASI preview 1.

Usage: windlass run [OPTIONS] FILE [ARGS]...

FILE is a module in the binary or in the text format, '-' for standard input; or, with
--allow-precompiled, a file that 'windlass compile' made. What follows it goes to the program.

Options:
  --dir HOST[::GUEST]       Let the program use the directory HOST, as GUEST (default: HOST);
                            may be repeated
  --env NAME[=VALUE]        Set an environment variable, to the value that it has here if none
                            is given; may be repeated
  --allow-precompiled       Also run what 'windlass compile' made: machine code, which can do
                            whatever this process can, if it is not what it should be
  --skip-checksum           Do not read all of such a file to verify its checksum
  --invoke EXPORT           Call this function instead of '_start', with ARGS as its arguments,
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
    dirs: Vec<(PathBuf, String)>,
    env: Vec<(String, String)>,
    invoke: Option<String>,
    allow_precompiled: bool,
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
        dirs: Vec::new(),
        env: Vec::new(),
        invoke: None,
        allow_precompiled: false,
        engine: EngineOptions::with_mode(CompileMode::Auto),
    };
    request.engine.config_mut().verify_precompiled(true);
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--dir" => request.dirs.push(directory(&args.text()?)),
                "--env" => request.env.extend(variable(&mut args)?),
                "--allow-precompiled" => request.allow_precompiled = true,
                "--skip-checksum" => _ = request.engine.config_mut().verify_precompiled(false),
                "--invoke" => request.invoke = Some(args.text()?),
                name if request.engine.accept(name, &mut args)? => {}
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

/// The directory of the host and its name in the guest of the option `--dir`.
fn directory(text: &str) -> (PathBuf, String) {
    let (host, guest) = text.split_once("::").unwrap_or((text, text));
    (host.into(), guest.into())
}

/// The variable of the option `--env`; none where its value is to be ours, and we have none.
fn variable(args: &mut Arguments) -> Result<Option<(String, String)>, Failure> {
    let text = args.text()?;
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => match std::env::var(&text) {
            Ok(value) => (&*text, Some(value)),
            Err(std::env::VarError::NotPresent) => (&*text, None),
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(args.bad_value(&text, "the value of the variable is not UTF-8"));
            }
        },
    };
    if name.is_empty() {
        return Err(args.bad_value(&text, "the name is missing"));
    }
    Ok(value.map(|value| (name.to_owned(), value)))
}

/// Runs the program; returns its exit status.
fn run(request: Request) -> Result<i32, Failure> {
    let file = source::name(&request.file);
    let in_file = |e: windlass::Error| Failure::load(format_args!("{file}: {e}"));
    let engine = request.engine.engine()?;
    // The process ends when the program does: what it used is not taken apart first.
    let module = ManuallyDrop::new(load(&engine, &request.file, request.allow_precompiled)?);
    let mut store = ManuallyDrop::new(Store::new(&engine, wasi(&request)?));
    let (module, store) = (&*module, &mut *store);
    let mut linker = ManuallyDrop::new(Linker::new(&engine));
    windlass_wasi::add_to_linker(&mut linker, |wasi: &mut WasiCtx| wasi).map_err(in_file)?;
    let instance = match linker.instantiate(&mut *store, module) {
        Ok(instance) => instance,
        Err(e) => return guest_error::status(&e, &file),
    };

    if let Some(export) = &request.invoke {
        // A reactor wants to be initialised before anything else is called.
        if let Some(initialize) = instance.get_func(&mut *store, "_initialize")
            && export != "_initialize"
            && let Err(e) = initialize.call(&mut *store, &[], &mut [])
        {
            return guest_error::status(&e, &file);
        }
        return invoke::invoke(store, module, &instance, export, &request.args, &USAGE, &file);
    }
    let Some(start) = instance.get_func(&mut *store, "_start") else {
        return Err(Failure::load(format_args!(
            "{file}: there is no function '_start' to run; --invoke calls another one{}",
            invoke::list_of_functions(module)
        )));
    };
    match start.call(&mut *store, &[], &mut []) {
        Ok(()) => Ok(0),
        Err(e) => guest_error::status(&e, &file),
    }
}

/// Files that are larger are mapped rather than read.
const LARGE: u64 = 256 << 10;

/// The module in `file`.
fn load(engine: &Engine, file: &Path, allow_precompiled: bool) -> Result<Module, Failure> {
    let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(file)));
    if let Ok(Some(Precompiled::Module)) = Engine::detect_precompiled_file(file) {
        if !allow_precompiled {
            return Err(Failure::load(format_args!(
                "{}: this is machine code, made by 'windlass compile': it could do whatever this process can; \
                 --allow-precompiled runs it nevertheless",
                source::name(file)
            )));
        }
        // SAFETY: the user says that the file can be trusted. A program that is being run stays as it is.
        return unsafe { Module::deserialize_file(engine, file) }.map_err(Failure::load);
    }
    if let Some(file) = source::open_binary(file, LARGE) {
        // SAFETY: a program that is being run stays as it is, as other programs do that are mapped. A guest that changes
        // its own file cannot get out of its bounds by that.
        return unsafe { Module::from_mapped_file(engine, &file) }.map_err(in_file);
    }
    let bytes = source::read(file).map_err(Failure::load)?;
    Module::from_binary(engine, &bytes).map_err(in_file)
}

/// The world that the program sees.
fn wasi(request: &Request) -> Result<WasiCtx, Failure> {
    let mut builder = WasiCtxBuilder::new();
    builder.inherit_stdio();
    let argv0 = request.file.file_name().unwrap_or(Path::new("-").as_os_str());
    builder.arg(text(argv0)?);
    if request.invoke.is_none() {
        for arg in &request.args {
            builder.arg(text(arg)?);
        }
    }
    for (name, value) in &request.env {
        builder.env(name, value);
    }
    for (host, guest) in &request.dirs {
        builder
            .preopened_dir(host, guest, DirPerms::all(), FilePerms::all())
            .map_err(|e| Failure::load(format_args!("the directory '{}' cannot be opened: {e}", host.display())))?;
    }
    builder.build().map_err(|e| USAGE.error(format_args!("arguments or variables that WASI does not allow: {e}")))
}

/// An argument of the program, which WASI wants to be UTF-8.
fn text(arg: &std::ffi::OsStr) -> Result<&str, Failure> {
    arg.to_str().ok_or_else(|| USAGE.error(format_args!("the argument '{}' is not UTF-8", arg.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(words: &[&str]) -> Result<Option<Request>, Failure> {
        parse(&mut words.iter().map(OsString::from))
    }

    #[test]
    fn options_end_at_the_file() {
        let r = request(&["--dir", "a::/b", "--dir=c", "--env", "N=V=W", "x.wasm", "--dir", "d"]).unwrap().unwrap();
        assert_eq!(r.dirs, [("a".into(), "/b".into()), ("c".into(), "c".into())]);
        assert_eq!(r.env, [("N".into(), "V=W".into())]);
        assert_eq!(r.file, Path::new("x.wasm"));
        assert_eq!(r.args, ["--dir", "d"]);
    }

    #[test]
    fn wrong_usage() {
        for words in [&[][..], &["--dir"], &["--nonsense", "x"], &["--env", "=v", "x"], &["--max-wasm-stack=x", "x"]] {
            assert!(request(words).is_err(), "{words:?}");
        }
        assert!(request(&["--help", "x"]).unwrap().is_none());
    }
}
