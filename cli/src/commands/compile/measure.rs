//! Measures compilation.

use std::mem::MaybeUninit;
use std::path::Path;
use std::time::Instant;

use windlass::Module;

use crate::engine_options::EngineOptions;
use crate::failure::Failure;
use crate::output::print;
use crate::source;

/// Compiles the module `repeat` times and prints the statistics.
pub(super) fn measure(file: &Path, repeat: u32, engine: &EngineOptions) -> Result<i32, Failure> {
    let engine = engine.engine()?;
    let bytes = source::read_module(file).map_err(Failure::load)?;
    let (mut cpu_times, mut wall_times) = (Vec::new(), Vec::new());
    let mut stats = None;
    for _ in 0..repeat {
        let (cpu, wall) = (cpu_time(), Instant::now());
        let module = Module::new(&engine, &bytes);
        cpu_times.push(cpu_time() - cpu);
        wall_times.push(wall.elapsed().as_secs_f64() * 1e3);
        let module = module.map_err(|e| Failure::load(format_args!("{}: {e}", source::name(file))))?;
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

/// Prints the peak memory of this process after compiling a module of `input` bytes to `output` bytes.
pub(super) fn print_memory(input: usize, output: u64) -> Result<(), Failure> {
    let peak = peak_memory().unwrap_or(0);
    print(&format!("{{\"peak_bytes\":{peak},\"input_bytes\":{input},\"output_bytes\":{output}}}"))
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
