//! `windlass compile`: compiles a module to a file, or measures compilation.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use windlass::CompileMode;

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::source;
use crate::wasi_options::{WasiOptions, wasi_options_help};

mod measure;
mod program;

static USAGE: Usage = Usage {
    help_command: "windlass compile --help",
    help: concat!(
        "\
Compiles a module ahead of time, or measures compilation.

Usage: windlass compile [OPTIONS] FILE -o OUT
       windlass compile --exe [OPTIONS] FILE -o OUT
       windlass compile --stats json [OPTIONS] FILE [-o OUT]

OUT is an ELF shared object for 'windlass run --allow-precompiled'. objdump, nm and gdb can show
its functions. It contains machine code: anyone who can modify it can do whatever the process
that runs it can.

Options:
  -o, --output OUT          Write the result to OUT; '-' is standard output. Compiles with two
                            threads by default (see --jobs), to limit memory
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
  --stats json              Measure compilation, and print a JSON object; with -o, only memory
  --repeat N                Measure N times (default: 1)
",
        wasi_options_help!(),
        engine_options_help!(),
        "\
  -h, --help                Show this help

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

/// What to do with the module.
enum Task {
    /// Measure compilation this many times.
    Measure { repeat: u32 },
    /// Write a shared object.
    Write { output: PathBuf, stats: bool },
    /// Write a program.
    WriteProgram { output: PathBuf, runtime: Option<PathBuf>, options: Vec<String> },
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(Request { file, task, engine }) => match task {
            Task::Measure { repeat } => measure::measure(&file, repeat, &engine),
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
        (None, false, None, EngineOptions::with_mode(CompileMode::Parallel));
    let (mut output, mut features) = (None, Vec::new());
    let (mut exe, mut runtime, mut wasi, mut run_options) = (false, None, WasiOptions::default(), Vec::new());
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "-o" | "--output" => output = Some(PathBuf::from(args.value()?)),
                "--exe" => exe = true,
                "--runtime" => runtime = Some(PathBuf::from(args.value()?)),
                "--target" => engine.target(&args.text()?, &args)?,
                "--target-feature" => features.push(args.text()?),
                "--stats" => match args.text()? {
                    format if format == "json" => stats = true,
                    format => return Err(args.bad_value(format, "the only format is json")),
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
    if exe && stats {
        return Err(USAGE.error("'--stats' cannot be combined with '--exe'"));
    }
    if output.is_some() && engine.is_lazy() {
        return Err(
            USAGE.error("'--compile lazy' cannot be combined with '-o': a compiled file contains all functions")
        );
    }
    run_options.extend(engine.max_wasm_stack().map(|size| format!("--max-wasm-stack={size}")));
    if output.is_some() {
        // Each thread needs memory for code that is not yet in place, so a machine with many cores would use a lot of
        // it.
        engine.default_jobs(2);
    }
    let task = match (output, stats) {
        (Some(_), _) if repeat.is_some() => return Err(USAGE.error("'--repeat' cannot be combined with '-o'")),
        (Some(output), _) if exe => Task::WriteProgram { output, runtime, options: run_options },
        (Some(output), stats) => Task::Write { output, stats },
        (None, true) => Task::Measure { repeat: repeat.unwrap_or(1) },
        (None, false) => return Err(USAGE.error("'-o OUT' is needed, or '--stats json' to measure only")),
    };
    Ok(Some(Request { file, task, engine }))
}

/// Compiles the module in `file` and writes the result to `output`.
fn write(file: &Path, output: &Path, engine: &EngineOptions, stats: bool) -> Result<i32, Failure> {
    let engine = engine.engine()?;
    let module = source::read_module(file).map_err(Failure::load)?;
    write_atomically(output, false, &mut |out| {
        let written = engine.precompile_module_to(&module, out);
        written.map_err(|e| Failure::load(format_args!("{}: {e}", source::name(file))))
    })?;
    if stats {
        // Only regular files have a length.
        let output_len = fs::metadata(output).map_or(0, |metadata| metadata.len());
        measure::print_memory(module.len(), output_len)?;
    }
    Ok(0)
}

/// Calls `write` with a temporary file, and replaces `output` with it only if that succeeds.
fn write_atomically(
    output: &Path,
    executable: bool,
    write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if output == Path::new("-") {
        return write(&mut io::stdout().lock());
    }
    let failed = |e: io::Error| Failure::load(format_args!("{}: cannot be written: {e}", output.display()));
    // Special files such as /dev/null must not be replaced.
    if fs::metadata(output).is_ok_and(|metadata| !metadata.is_file()) {
        return write(&mut File::create(output).map_err(failed)?);
    }
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = output.with_file_name(name);
    let mode = if executable { 0o777 } else { 0o666 };
    let mut options = File::options();
    let mut file = options.write(true).create(true).truncate(true).mode(mode).open(&temporary).map_err(failed)?;
    let written = write(&mut file).and_then(|()| fs::rename(&temporary, output).map_err(failed));
    if written.is_err() {
        // It may already be gone.
        let _ = fs::remove_file(&temporary);
    }
    written
}
