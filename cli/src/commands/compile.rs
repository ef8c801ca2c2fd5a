//! `windlass compile`: compiles a module to a file, or measures compilation.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use windlass::{CompileMode, Engine};

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::output_file::OutputFile;
use crate::progress::Progress;
use crate::source;
use crate::wasi_options::{WasiOptions, wasi_options_help};

mod measure;
mod program;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass compile --help",
    help: concat!(
        "\
Compiles a module ahead of time, or measures compilation.

Usage: windlass compile [OPTIONS] FILE [-o OUT]
       windlass compile --exe [OPTIONS] FILE [-o OUT]
       windlass compile --stats text|json [OPTIONS] FILE [-o OUT]

OUT is an ELF shared object for 'windlass run --allow-precompiled'. objdump, nm and gdb can show
its functions. It contains machine code: anyone who can modify it can do whatever the process
that runs it can.

Options:
  -o, --output OUT          Write the result to OUT; '-' is standard output (default: the name of
                            FILE with .so, or with nothing behind it for --exe, in the working
                            directory). Compiles with two threads by default (see --jobs), to
                            limit memory
  --exe                     Write a standalone program: a copy of the runtime with the compiled
                            module appended. All arguments of the program go to the module. Set
                            its directories and environment now, with options of 'run' such as
                            --dir and --env
  --runtime FILE            The runtime for --exe: a windlass command for the target (default:
                            'windlass-runtime' in the directory of this command, else this
                            command)
  --target TARGET           Compile for x86_64-linux or aarch64-linux, with only the baseline CPU
                            features, or for native, this machine with all its CPU features
                            (default: native)
  --target-feature LIST     CPU features that code may (+) or must not (-) use, such as
                            +avx2,-bmi1. x86_64 has popcnt, lzcnt, bmi1, bmi2, avx, avx2, fma
  --stats text|json         Measure compilation, and print the results: for people, with what each
                            phase took and the largest functions, or as one JSON object; with -o,
                            only memory
  --repeat N                Measure N times (default: 1)
",
        wasi_options_help!(),
        engine_options_help!(),
        "  -h, --help                Show this help

Members of the JSON object:
  min_ms, median_ms  Minimum and median CPU time of the process in milliseconds, from the module
                     in memory to executable code
  wall_min_ms        Minimum wall-clock time in milliseconds
  functions          Number of functions, excluding imports
  code_bytes         Size of the code section in bytes
  machine_code       Size of the machine code in bytes
Members with -o:
  peak_bytes         Peak memory of the process
  input_bytes, output_bytes  Size of the module in the binary format, and of the result"
    ),
};

/// The parsed command line.
struct Request {
    file: PathBuf,
    task: Task,
    engine: EngineOptions,
}

/// How statistics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// For people.
    Text,
    /// One object of JSON.
    Json,
}

/// What to do with the module.
enum Task {
    /// Measure compilation this many times.
    Measure { repeat: u32, format: Format },
    /// Write a shared object.
    Write { output: OutputFile, stats: Option<Format> },
    /// Write a program.
    WriteProgram { output: OutputFile, runtime: Option<PathBuf>, options: Vec<String> },
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(Request { file, task, engine }) => match task {
            Task::Measure { repeat, format } => measure::measure(&file, repeat, &engine, format),
            Task::Write { output, stats } => write(&file, &output, &engine, stats),
            Task::WriteProgram { output, runtime, options } => {
                program::write(&file, &output, &engine, runtime.as_deref(), &options)
            }
        },
        None => super::show(&USAGE),
    }
}

/// Parses the command line. Returns `None` for `--help`.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut file, mut stats, mut repeat, mut engine) =
        (None, None, None, EngineOptions::with_mode(CompileMode::Parallel));
    let (mut output, mut features) = (None, Vec::new());
    let (mut exe, mut runtime, mut wasi, mut run_options) = (false, None, WasiOptions::default(), Vec::new());
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "-o" | "--output" => output = Some(OutputFile::named(PathBuf::from(args.value()?))),
                "--exe" => exe = true,
                "--runtime" => runtime = Some(PathBuf::from(args.value()?)),
                "--target" => engine.target(&args.text()?, &args)?,
                "--target-feature" => features.push(args.text()?),
                "--stats" => match args.text()?.as_str() {
                    "text" => stats = Some(Format::Text),
                    "json" => stats = Some(Format::Json),
                    format => return Err(args.bad_value(format, "the formats are text and json")),
                },
                "--repeat" => repeat = Some(args.number(1)?),
                name if wasi.accept(name, &mut args)? => run_options.push(args.option_as_word()?),
                name if engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    // They apply to the target, even if `--target` follows them.
    for list in &features {
        engine.target_features(list, &USAGE)?;
    }
    engine.disable_cpu_features(&USAGE)?;
    if !exe && (runtime.is_some() || !run_options.is_empty()) {
        return Err(USAGE.error("'--runtime' and the options of 'run' need '--exe'"));
    }
    if !exe && engine.max_wasm_stack().is_some() {
        return Err(USAGE.error("'--max-wasm-stack' needs '--exe'; otherwise pass it to 'run'"));
    }
    if exe && stats.is_some() {
        return Err(USAGE.error("'--stats' cannot be combined with '--exe'"));
    }
    if output.is_none() && stats.is_none() {
        output = Some(OutputFile::beside(&file, if exe { "" } else { "so" }, &USAGE)?);
    }
    if output.is_some() && engine.is_lazy() {
        return Err(
            USAGE.error("'--compile lazy' cannot be combined with '-o': a compiled file contains all functions")
        );
    }
    if exe {
        run_options.extend(engine.fuel().map(|fuel| format!("--fuel={fuel}")));
    }
    run_options.extend(engine.max_wasm_stack().map(|size| format!("--max-wasm-stack={size}")));
    if output.is_some() {
        // Each thread needs memory for code that is not yet in place, so a machine with many cores would use a lot of
        // it.
        engine.default_jobs(2);
    }
    let task = match (output, stats) {
        (Some(_), _) if repeat.is_some() => return Err(USAGE.error("'--repeat' needs '--stats' without '-o'")),
        (Some(output), _) if exe => Task::WriteProgram { output: output.executable(), runtime, options: run_options },
        (Some(output), stats) => Task::Write { output, stats },
        (None, format) => Task::Measure { repeat: repeat.unwrap_or(1), format: format.unwrap_or(Format::Text) },
    };
    Ok(Some(Request { file, task, engine }))
}

/// Compiles the module in `file` and writes the result to `output`.
fn write(file: &Path, output: &OutputFile, engine: &EngineOptions, stats: Option<Format>) -> Result<i32, Failure> {
    output.check(file, |bytes| Engine::detect_precompiled(bytes).is_some())?;
    let (engine, mut progress) = engine_with_progress(file, engine)?;
    let module = source::read_module(file).map_err(Failure::load)?;
    output.write(&mut |out| {
        let written = engine.precompile_module_to(&module, out);
        drop(progress.take());
        written.map_err(|e| Failure::load(format_args!("{}: {e}", source::name(file))))
    })?;
    if let Some(format) = stats {
        // Only regular files have a length.
        let output_len = fs::metadata(output.path()).map_or(0, |metadata| metadata.len());
        measure::print_memory(module.len(), output_len, format)?;
    }
    Ok(0)
}

/// An engine, and, on a terminal, what shows how far it is with the module in `file`.
fn engine_with_progress(file: &Path, options: &EngineOptions) -> Result<(Engine, Option<Progress>), Failure> {
    if !Progress::is_wanted() {
        return Ok((options.engine()?, None));
    }
    let (mut config, progress) = (options.config(), Arc::default());
    config.compile_progress(Some(Arc::clone(&progress)));
    let engine = Engine::new(&config).map_err(Failure::load)?;
    Ok((engine, Some(Progress::show(source::name(file), progress))))
}
