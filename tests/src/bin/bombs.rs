//! Measures what the command spends on modules designed to be expensive: see `scripts/attack.sh`.
//!
//! `bombs COMMAND [NAME...]` measures every family, or those whose names contain one of `NAME`. It prints the size of a
//! large module; processor time and memory of `COMMAND compile` and of `COMMAND run`, which instantiates the module;
//! the ratio of each time to that of a module half as large; and the command's error message if it rejects the module.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use windlass_tests::bombs::families;

/// In place of a command: writes one module of a family to a file.
const WRITE: &str = "--write";

/// CPU time limit of a command, in seconds.
const CPU_LIMIT: u64 = 100;

/// The resources that a command used.
struct Usage {
    seconds: f64,
    /// Peak memory in MB.
    memory: f64,
    error: String,
}

fn main() {
    let mut args = std::env::args_os().skip(1);
    let Some(command) = args.next() else {
        eprintln!("usage: bombs COMMAND [NAME...]");
        std::process::exit(2);
    };
    let names: Vec<_> = args.filter_map(|name| name.into_string().ok()).collect();
    if command == WRITE {
        let family = families().into_iter().find(|family| family.name == names[0]).expect("a family");
        let number = names[1].parse().expect("a number");
        return fs::write(&names[2], (family.make)(number)).expect("cannot write the module");
    }
    let directory = std::env::temp_dir().join(format!("windlass-bombs-{}", std::process::id()));
    fs::create_dir(&directory).expect("cannot create a temporary directory");
    println!("| family | number | module, KB | compile, s | of half | MB | run, s | of half | MB | |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for family in families() {
        if !names.is_empty() && !names.iter().any(|name| family.name.contains(name.as_str())) {
            continue;
        }
        let file = directory.join("bomb.wasm");
        let size = write(&file, family.name, family.large / 2);
        let half = measure_both(&command, &file);
        let size = size.max(write(&file, family.name, family.large));
        let [compile, run] = measure_both(&command, &file);
        let [more_compile, more_run] =
            [(&compile, &half[0]), (&run, &half[1])].map(|(of, half)| of.seconds / half.seconds);
        println!(
            "| `{}` | {} | {} | {:.2} | {more_compile:.1} | {:.0} | {:.2} | {more_run:.1} | {:.0} | {} |",
            family.name,
            family.large,
            size / 1000,
            compile.seconds,
            compile.memory,
            run.seconds,
            run.memory,
            if compile.error.is_empty() { &run.error } else { &compile.error },
        );
    }
    let _ = fs::remove_dir_all(directory);
}

/// Writes a module in a subprocess, and returns its size in bytes. If this process built it, its own peak memory would
/// count towards that of its later children.
fn write(file: &Path, family: &str, number: usize) -> u64 {
    let this = std::env::current_exe().expect("the path of this program is unknown");
    let done = Command::new(this).arg(WRITE).args([family, &number.to_string()]).arg(file).status();
    assert!(done.is_ok_and(|status| status.success()), "cannot write the module of {family}");
    file.metadata().map_or(0, |metadata| metadata.len())
}

fn measure_both(command: &OsStr, file: &Path) -> [Usage; 2] {
    [&["compile", "--compile", "eager", "--stats", "json"][..], &["run"]].map(|args| measure(command, args, file))
}

/// Runs the command to completion.
#[expect(clippy::zombie_processes, reason = "wait4 reaps it and returns its usage")]
fn measure(command: &OsStr, args: &[&str], file: &Path) -> Usage {
    let mut command = Command::new(command);
    command.args(args).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    // SAFETY: `setrlimit` may be called between `fork` and `exec`.
    unsafe {
        command.pre_exec(|| {
            let limit = libc::rlimit { rlim_cur: CPU_LIMIT, rlim_max: CPU_LIMIT };
            libc::setrlimit(libc::RLIMIT_CPU, &limit);
            Ok(())
        });
    }
    let mut child = command.spawn().expect("the command cannot be run");
    let mut error = String::new();
    if let Some(stderr) = &mut child.stderr {
        let _ = std::io::Read::read_to_string(stderr, &mut error);
    }
    // SAFETY: `rusage` may be zeroed; the child is ours and was not reaped before.
    let (usage, status) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let mut status = 0;
        libc::wait4(child.id() as libc::pid_t, &mut status, 0, &mut usage);
        (usage, status)
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    let error = match libc::WIFSIGNALED(status) {
        true => format!("**signal {}**", libc::WTERMSIG(status)),
        // Modules without `_start` are expected.
        false => error.lines().next().unwrap_or_default().rsplit("bomb.wasm: ").next().unwrap_or_default().to_string(),
    };
    Usage {
        seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        memory: usage.ru_maxrss as f64 / 1000.0,
        error: if error.starts_with("no function '_start'") { String::new() } else { error },
    }
}
