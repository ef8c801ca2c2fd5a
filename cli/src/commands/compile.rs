//! `windlass compile`: compiles a module and says how long it took.

use std::ffi::OsString;
use std::mem::MaybeUninit;
use std::path::PathBuf;
use std::time::Instant;

use windlass::{CompileMode, Module};

use crate::arguments::{Argument, Arguments, Usage};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::Failure;
use crate::output::print;
use crate::source;

static USAGE: Usage = Usage {
    help_command: "windlass compile --help",
    help: concat!(
        "\
Compiles a module and prints how long it took, as a JSON object.

Usage: windlass compile --stats json [OPTIONS] FILE

Options:
  --stats json              Print the statistics
  --repeat N                Compile N times (default: 1)
",
        engine_options_help!(),
        "  -h, --help                Show this help

The JSON object has these members:
  min_ms, median_ms  CPU time of the process, from bytes in memory to executable code, in
                     milliseconds: the least and the median of N times
  wall_min_ms        Least time of a clock on the wall
  functions          Functions of the module that are not imported
  code_bytes         Bytes of its code section
  machine_code       Bytes of machine code"
    ),
};

/// What the command line asks for.
struct Request {
    file: PathBuf,
    repeat: u32,
    engine: EngineOptions,
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => measure(&request),
        None => super::show(&USAGE),
    }
}

/// What is asked for; `None` for help.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let (mut file, mut stats, mut repeat, mut engine) =
        (None, false, 1, EngineOptions::with_mode(CompileMode::Parallel));
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--stats" => match args.text()? {
                    format if format == "json" => stats = true,
                    format => return Err(args.bad_value(format, "the one format is json")),
                },
                "--repeat" => repeat = args.number(1)?,
                name if engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            other => return Err(args.unexpected(&other)),
        }
    }
    let file = args.required_file(file)?;
    if !stats {
        return Err(USAGE.error("writing compiled files is not supported yet; --stats json measures compilation"));
    }
    Ok(Some(Request { file, repeat, engine }))
}

/// Compiles the module as often as asked for and prints the statistics.
fn measure(request: &Request) -> Result<i32, Failure> {
    let engine = request.engine.engine()?;
    let bytes = source::read(&request.file).map_err(Failure::load)?;
    let (mut cpu_times, mut wall_times) = (Vec::new(), Vec::new());
    let mut stats = None;
    for _ in 0..request.repeat {
        let (cpu, wall) = (cpu_time(), Instant::now());
        let module = Module::new(&engine, &bytes);
        cpu_times.push(cpu_time() - cpu);
        wall_times.push(wall.elapsed().as_secs_f64() * 1e3);
        let module = module.map_err(|e| Failure::load(format_args!("{}: {e}", source::name(&request.file))))?;
        stats = Some(module.stats());
    }
    let Some(stats) = stats else { return Ok(0) };
    cpu_times.sort_by(f64::total_cmp);
    wall_times.sort_by(f64::total_cmp);
    print(&format!(
        "{{\"min_ms\":{:.4},\"median_ms\":{:.4},\"wall_min_ms\":{:.4},\"functions\":{},\"code_bytes\":{},\"machine_code\":{}}}",
        cpu_times[0],
        cpu_times[cpu_times.len() / 2],
        wall_times[0],
        stats.functions,
        stats.code_section_bytes,
        stats.machine_code_bytes,
    ))?;
    Ok(0)
}

/// CPU time that all threads of this process have used, in milliseconds.
fn cpu_time() -> f64 {
    let mut time = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is to memory for one `timespec`, which stays valid during the call.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, time.as_mut_ptr()) };
    // SAFETY: all bits zero, as it was set up, is a valid `timespec`, whether the call wrote it or not.
    let time = unsafe { time.assume_init() };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu_time_does_not_run_backwards() {
        let before = cpu_time();
        assert!(before > 0.0);
        assert!(cpu_time() >= before);
    }
}
