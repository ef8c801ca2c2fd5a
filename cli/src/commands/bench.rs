//! `windlass bench`: measures what a program takes, from its bytes to its end.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use windlass::{CompileMode, Linker, Module, Store, Val};

use super::guest_error;
use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::output::print;
use crate::source;
use crate::wasi_options::{self, WasiOptions, wasi_options_help};

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass bench --help",
    help: concat!(
        "\
Measures compiling a program, instantiating it and running it, each several times.

Usage: windlass bench [OPTIONS] FILE [ARGS]...

What the program writes to standard output is discarded, unless --stdout says where it goes. Each
run gets a new instance and new descriptors.

Options:
  --repeat N                Measure N times (default: as often as three seconds allow, at least 3
                            and at most 100 times)
  --invoke EXPORT           Call this function, which takes nothing, instead of '_start'
",
        wasi_options_help!(),
        engine_options_help!(),
        "  -h, --help                Show this help"
    ),
};

/// How long to go on where it is not said how often, and the fewest and the most times.
const ENOUGH: Duration = Duration::from_secs(3);
const FEWEST: usize = 3;
const MOST: usize = 100;

/// What is measured.
struct Request {
    file: PathBuf,
    args: Vec<OsString>,
    repeat: Option<usize>,
    export: String,
    wasi: WasiOptions,
    engine: EngineOptions,
}

/// Milliseconds of each time.
#[derive(Default)]
struct Times {
    compile: Vec<f64>,
    instantiate: Vec<f64>,
    run: Vec<f64>,
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => measure(&request),
        None => super::show(&USAGE),
    }
}

/// Parses the command line. Returns `None` for `--help`.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut wasi, mut engine) = (WasiOptions::default(), EngineOptions::with_mode(CompileMode::Auto));
    wasi.discard_output();
    let (mut repeat, mut export) = (None, String::from("_start"));
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--repeat" => repeat = Some(args.number(1)?),
                "--invoke" => export = args.text()?,
                name if wasi.accept(name, &mut args)? || engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(file) => {
                let (file, args) = (PathBuf::from(file), args.rest()?);
                return Ok(Some(Request { file, args, repeat, export, wasi, engine }));
            }
        }
    }
    Err(USAGE.error("a file is needed"))
}

fn measure(request: &Request) -> Result<i32, Failure> {
    let name = source::name(&request.file);
    let in_file = |e: windlass::Error| Failure::load(format_args!("{name}: {e}"));
    let engine = request.engine.engine()?;
    let bytes = source::read_module(&request.file).map_err(Failure::load)?;
    let mut linker = Linker::new(&engine);
    wasi_options::define(&mut linker, |state: &mut wasi_options::State| state).map_err(in_file)?;
    let program = request.file.file_name().unwrap_or(OsStr::new("-"));
    let (mut times, begin, mut code) = (Times::default(), Instant::now(), 0);
    let is_enough = |done: usize| match request.repeat {
        Some(repeat) => done >= repeat,
        None => done >= MOST || done >= FEWEST && begin.elapsed() > ENOUGH,
    };
    while !is_enough(times.run.len()) {
        let start = Instant::now();
        let module = Module::from_binary(&engine, &bytes).map_err(in_file)?;
        times.compile.push(milliseconds(start));
        let mut store = Store::new(&engine, request.wasi.duplicate()?.open(program, &request.args, &USAGE)?);
        if let Some(fuel) = request.engine.fuel() {
            store.set_fuel(fuel).map_err(in_file)?;
        }
        let start = Instant::now();
        let instance = match linker.instantiate(&mut store, &module) {
            Ok(instance) => instance,
            Err(e) => return guest_error::status(&e, &name),
        };
        times.instantiate.push(milliseconds(start));
        let Some(function) = instance.get_func(&mut store, &request.export) else {
            return Err(Failure::load(format_args!("{name}: there is no function '{}' to run", request.export)));
        };
        let ty = function.ty(&store);
        if !ty.params().is_empty() {
            return Err(Failure::load(format_args!("{name}: '{}' takes arguments", request.export)));
        }
        let mut results = vec![Val::I32(0); ty.results().len()];
        let start = Instant::now();
        let ended = function.call(&mut store, &[], &mut results);
        times.run.push(milliseconds(start));
        if let Err(e) = ended {
            let status = guest_error::status(&e, &name)?;
            if status != 0 {
                return Err(Failure::load(format_args!("{name}: the program ended with status {status}")));
            }
        }
        code = module.stats().machine_code_bytes;
    }
    print(&report(&request.file, bytes.len(), code, times))?;
    Ok(0)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn report(file: &Path, module: usize, code: usize, times: Times) -> String {
    let Times { compile, instantiate, run } = times;
    let count = run.len();
    let mut text = format!(
        "{}: {module} bytes, {code} bytes of machine code, measured {count} times\n\n{:16}{:>12}{:>12}{:>12}",
        source::name(file),
        "time in ms",
        "least",
        "median",
        "most"
    );
    for (what, mut times) in [("compile", compile), ("instantiate", instantiate), ("run", run)] {
        times.sort_by(f64::total_cmp);
        let (least, median, most) = (times[0], times[count / 2], times[count - 1]);
        text += &format!("\n  {what:14}{least:12.3}{median:12.3}{most:12.3}");
    }
    text
}
