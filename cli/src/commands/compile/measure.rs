//! Measures compilation.

use std::cmp::Reverse;
use std::fmt::Write;
use std::mem::MaybeUninit;
use std::path::Path;
use std::time::{Duration, Instant};

use windlass::{CompileTimes, DisplayName, Module, ModuleFunction, ModuleStats};

use super::Format;
use crate::engine_options::EngineOptions;
use crate::failure::Failure;
use crate::output::print;
use crate::source;

/// The number of functions that a report for people lists.
const LARGEST: usize = 10;

/// Compiles the module `repeat` times and prints the statistics.
pub(super) fn measure(file: &Path, repeat: u32, engine: &EngineOptions, format: Format) -> Result<i32, Failure> {
    let engine = engine.engine()?;
    let bytes = source::read_module(file).map_err(Failure::load)?;
    let mut times = Times::default();
    let mut last = None;
    for _ in 0..repeat {
        let (cpu, wall) = (cpu_time(), Instant::now());
        let module = Module::new(&engine, &bytes);
        times.cpu.push(cpu_time() - cpu);
        times.wall.push(milliseconds(wall.elapsed()));
        let module = module.map_err(|e| Failure::load(format_args!("{}: {e}", source::name(file))))?;
        let CompileTimes { sections, functions, publication, .. } = module.stats().times;
        times.sections.push(milliseconds(sections));
        times.functions.push(milliseconds(functions));
        times.publication.push(milliseconds(publication));
        last = Some(module);
    }
    let Some(module) = last else { return Ok(0) };
    times.all_mut().into_iter().for_each(|times| times.sort_by(f64::total_cmp));
    match format {
        Format::Text => print(&text(&source::name(file), &times, &module))?,
        Format::Json => print(&json(&times, module.stats()))?,
    }
    Ok(0)
}

/// Milliseconds of each repetition.
#[derive(Default)]
struct Times {
    cpu: Vec<f64>,
    wall: Vec<f64>,
    sections: Vec<f64>,
    functions: Vec<f64>,
    publication: Vec<f64>,
}

impl Times {
    fn all_mut(&mut self) -> [&mut Vec<f64>; 5] {
        let Times { cpu, wall, sections, functions, publication } = self;
        [cpu, wall, sections, functions, publication]
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn median(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

fn json(times: &Times, stats: ModuleStats) -> String {
    format!(
        "{{\"min_ms\":{:.4},\"median_ms\":{:.4},\"wall_min_ms\":{:.4},\"functions\":{},\"code_bytes\":{},\"machine_code\":{}}}",
        times.cpu[0],
        median(&times.cpu),
        times.wall[0],
        stats.functions,
        stats.code_section_bytes,
        stats.machine_code_bytes,
    )
}

/// The report for people: sizes, what each phase took, and the largest functions.
fn text(file: &str, times: &Times, module: &Module) -> String {
    let stats = module.stats();
    let code = stats.machine_code_bytes;
    let per_byte = match stats.code_section_bytes {
        0 => String::new(),
        bytes => format!(", {:.1} for each of them", code as f64 / bytes as f64),
    };
    let mut text = format!(
        "{file}: {} functions, {} bytes of code section, {code} bytes of machine code{per_byte}\n\n\
         {:32}{:>12}{:>12}\n",
        stats.functions, stats.code_section_bytes, "time in ms", "least", "median"
    );
    let functions = match code {
        0 => "validating functions",
        _ => "validating and compiling them",
    };
    for (what, times) in [
        ("sections but the functions", &times.sections),
        (functions, &times.functions),
        ("making the code executable", &times.publication),
        ("all, by the clock", &times.wall),
        ("all, of processors", &times.cpu),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {what:30}{:12.3}{:12.3}", times[0], median(times));
    }
    let mut functions: Vec<ModuleFunction> = module.functions().collect();
    functions.sort_by_key(|function| (Reverse(function.len), function.index));
    if functions.is_empty() {
        return text + "\nFunctions are compiled when they are called, so there are none to list.";
    }
    text += "\nmachine code, in bytes          largest functions\n";
    for function in functions.iter().take(LARGEST) {
        let share = 100.0 * function.len as f64 / code.max(1) as f64;
        let name = match &function.name {
            Some(name) => format!(" {}", DisplayName::new(name)),
            None => String::new(),
        };
        let _ = writeln!(text, "{:12}{share:8.1} %          [{}]{name}", function.len, function.index);
    }
    let rest = functions.iter().skip(LARGEST).map(|function| function.len).sum::<usize>();
    if functions.len() > LARGEST {
        let share = 100.0 * rest as f64 / code.max(1) as f64;
        let _ = writeln!(text, "{rest:12}{share:8.1} %          {} others", functions.len() - LARGEST);
    }
    text.truncate(text.trim_end().len());
    text
}

/// Prints the peak memory of this process after compiling a module of `input` bytes to `output` bytes.
pub(super) fn print_memory(input: usize, output: u64, format: Format) -> Result<(), Failure> {
    let peak = peak_memory().unwrap_or(0);
    print(&match format {
        Format::Json => format!("{{\"peak_bytes\":{peak},\"input_bytes\":{input},\"output_bytes\":{output}}}"),
        Format::Text => {
            format!("{input} bytes of module, {output} bytes of compiled file, {peak} bytes of memory at most")
        }
    })
}

/// Peak resident memory of this process, in bytes.
fn peak_memory() -> Option<u64> {
    // The peak in `getrusage` includes memory from before the program was executed.
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

/// CPU time of all threads of this process, in milliseconds.
fn cpu_time() -> f64 {
    let mut time = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is valid for writing a `timespec`.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, time.as_mut_ptr()) };
    // SAFETY: it was zeroed, and an all-zero `timespec` is valid.
    let time = unsafe { time.assume_init() };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_more_than_what_is_in_use() {
        let bytes = vec![1u8; 8 << 20];
        assert!(peak_memory().unwrap() > std::hint::black_box(&bytes).len() as u64);
    }

    #[test]
    fn cpu_time_does_not_run_backwards() {
        let before = cpu_time();
        assert!(before > 0.0);
        assert!(cpu_time() >= before);
    }
}
