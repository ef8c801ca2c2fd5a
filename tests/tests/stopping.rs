//! The limits of `run`: each ends the program with a message that names it.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::{Done, Scratch, emulated, windlass};

/// Loops, in a function with a name.
const SPINS: &str = r#"(module (memory (export "memory") 1)
    (func $spin (loop (br 0)))
    (func (export "_start") (call $spin)))"#;

/// Traps unless its memory and its table can grow.
const GROWS: &str = r#"(module (memory (export "memory") 1) (table 1 funcref)
    (func (export "_start")
        (if (i32.eq (memory.grow (i32.const 100)) (i32.const -1)) (then unreachable))
        (if (i32.eq (table.grow (ref.null func) (i32.const 100)) (i32.const -1)) (then unreachable))))"#;

/// Waits in the way that its argument names.
const WAITS: &str = r#"(module
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 2)
    (data (i32.const 64) "\00\01\00\00\00\00\01\00")
    (func (export "read") (drop (call $read (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 0))))
    (func (export "write") (loop (drop (call $write (i32.const 1) (i32.const 64) (i32.const 1) (i32.const 0))) (br 0)))
    (func (export "sleep")
        (i32.store (i32.const 16) (i32.const 1))
        (i64.store (i32.const 24) (i64.const 3600000000000))
        (drop (call $poll (i32.const 0) (i32.const 128) (i32.const 1) (i32.const 192)))))"#;

fn run(args: &[&str], file: &str) -> Done {
    Done::from(windlass().arg("run").args(args).arg(file).output().unwrap())
}

#[test]
fn a_program_ends_at_its_timeout() {
    let scratch = Scratch::new();
    let file = scratch.file("spins.wat", SPINS);
    for options in [&[][..], &["--sandbox"], &["--no-sandbox"], &["--compile", "lazy"], &["--explicit-bounds-checks"]] {
        if emulated() && options == ["--sandbox"] {
            continue;
        }
        let begin = Instant::now();
        let done = run(&[&["--timeout", "200ms"], options].concat(), &file);
        assert!(begin.elapsed() >= Duration::from_millis(200));
        assert_eq!(done.status, Some(134), "{options:?}: {}", done.stderr);
        assert!(done.stderr.contains("trap: interrupt\nwasm backtrace:\n"), "{}", done.stderr);
        assert!(done.stderr.contains("!spin"), "{}", done.stderr);
        let note = "note: the program was ended after 200ms; '--timeout' sets this limit";
        assert_eq!(done.stderr.lines().last(), Some(note));
    }
}

#[test]
fn a_program_that_waits_ends_at_its_timeout() {
    let scratch = Scratch::new();
    let file = scratch.file("waits.wat", WAITS);
    for function in ["read", "write", "sleep"] {
        let mut command = windlass();
        command.args(["run", "--timeout", "100ms", "--invoke", function, &file]);
        // Both pipes stay open and idle.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let begin = Instant::now();
        // Waiting for the child would close it.
        let input = child.stdin.take().unwrap();
        let status = child.wait().unwrap();
        drop(input);
        assert_eq!(status.code(), Some(134), "{function}");
        let error = std::io::read_to_string(child.stderr.take().unwrap()).unwrap();
        assert!(error.contains("trap: interrupt\nwasm backtrace:\n"), "{function}: {error}");
        assert!(begin.elapsed() < Duration::from_secs(60));
    }
}

#[test]
fn the_limit_that_refused_something_is_named() {
    let scratch = Scratch::new();
    let file = scratch.file("grows.wat", GROWS);
    for (options, status, note) in [
        (&["--max-memory-size", "8MiB", "--max-table-elements", "200"][..], 0, ""),
        (
            &["--max-memory-size", "1m"],
            134,
            "a memory of 6619136 bytes; the limit is 1048576, set by '--max-memory-size'",
        ),
        (&["--max-memory-size", "64"], 1, "a memory of 65536 bytes; the limit is 64, set by '--max-memory-size'"),
        (
            &["--max-table-elements", "100"],
            134,
            "a table of 101 elements; the limit is 100, set by '--max-table-elements'",
        ),
        (&["--max-table-elements", "0"], 1, "a table of 1 elements; the limit is 0, set by '--max-table-elements'"),
        (&["--max-instances", "0"], 1, ""),
        (&["--timeout", "1h"], 0, ""),
    ] {
        let done = run(options, &file);
        assert_eq!(done.status, Some(status), "{options:?}: {}", done.stderr);
        assert!(done.stderr.trim_end().ends_with(note), "{options:?}: {}", done.stderr);
    }
    for options in [["--timeout", "soon"], ["--max-memory-size", "1x"], ["--max-instances", "-1"]] {
        assert_eq!(run(&options, &file).status, Some(2), "{options:?}");
    }
}

fn signal(child: &std::process::Child, signal: i32) {
    // SAFETY: the process is ours.
    unsafe { libc::kill(child.id() as libc::pid_t, signal) };
}

#[test]
fn a_user_interrupts_a_program() {
    let scratch = Scratch::new();
    let spins = scratch.file("spins.wat", SPINS);
    let waits = scratch.file("waits.wat", WAITS);
    for args in [&[&*spins][..], &["--invoke", "sleep", &waits], &["--invoke", "read", &waits]] {
        let mut command: Command = windlass();
        command.arg("run").args(args).stdin(Stdio::piped()).stderr(Stdio::piped());
        // If the tests run as a background job, the shell made them ignore the signal, and children inherit that.
        // SAFETY: `signal` may be called between `fork` and `exec`.
        unsafe {
            command.pre_exec(|| {
                libc::signal(libc::SIGINT, libc::SIG_DFL);
                Ok(())
            })
        };
        let child = command.spawn().unwrap();
        // Wait until the guest is running.
        std::thread::sleep(Duration::from_millis(if emulated() { 3000 } else { 1500 }));
        signal(&child, libc::SIGINT);
        let done = Done::from(child.wait_with_output().unwrap());
        assert_eq!(done.status, Some(130), "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains("trap: interrupt\nwasm backtrace:\n"), "{}", done.stderr);
    }
}
