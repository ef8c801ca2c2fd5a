//! `windlass run --sandbox`: the restrictions of a process that runs a guest.

use std::io::{Read, Write};
use std::process::Stdio;
use std::{env, fs, process};

use crate::command::{emulated, windlass};

/// A program that copies standard input to standard output. It calls another function for each byte, so that code is
/// compiled after the process was confined.
const COPY: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (table funcref (elem $even $odd))
  (func $even (result i32) (memory.grow (i32.const 1)))
  (func $odd (result i32) (i32.const 1))
  (func (export "_start")
    (loop $next
      (i32.store (i32.const 0) (i32.const 64))
      (i32.store (i32.const 4) (i32.const 1))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
      (drop (call_indirect (result i32) (i32.and (i32.load8_u (i32.const 64)) (i32.const 1))))
      (br_if $next (i32.load (i32.const 8))))))"#;

#[test]
fn a_running_guest_has_no_other_system_calls() {
    if emulated() {
        println!("skipped: the emulator has no seccomp and no Landlock");
        return;
    }
    let file = env::temp_dir().join(format!("windlass-sandboxed-{}.wat", process::id()));
    fs::write(&file, COPY).unwrap();
    for (options, filter) in [(&[][..], "2"), (&["--sandbox"], "2"), (&["--no-sandbox"], "0")] {
        let mut guest = windlass();
        guest.arg("run").args(options).arg(&file).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut guest = guest.spawn().unwrap();
        // Its first write shows that it is running.
        if guest.stdout.as_mut().unwrap().read(&mut [0]).unwrap() == 0 {
            let output = guest.wait_with_output().unwrap();
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(options == ["--sandbox"] && message.contains("which the kernel does not support"), "{message}");
            println!("partly skipped: {message}");
            continue;
        }
        let status = fs::read_to_string(format!("/proc/{}/status", guest.id())).unwrap();
        let field = status.lines().find_map(|line| line.strip_prefix("Seccomp:")).map(str::trim);
        // The field is missing if the kernel was built without seccomp filters.
        assert!(field.is_none_or(|field| field == filter), "{options:?}: {field:?}");
        guest.stdin.take().unwrap().write_all(b"to be copied").unwrap();
        let output = guest.wait_with_output().unwrap();
        assert!(output.status.success(), "{options:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "to be copied", "{options:?}");
    }
    fs::remove_file(&file).unwrap();
}
