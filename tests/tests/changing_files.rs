//! Programs that modify the file they run from. They behave as before, or fail with an error: they execute nothing that
//! they wrote, and do not end the process.

use std::fs;

use crate::command::{Done, Scratch, run};

/// What the program does to its own file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Change {
    /// Overwrites it with zeroes.
    Overwrite,
    /// Truncates it.
    Truncate,
}

/// What it uses afterwards, for the first time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Look {
    /// A function in a page of machine code that was not accessed before.
    Code,
    /// Data of an active segment in a page of memory that was not accessed before.
    Memory,
    /// A passive segment.
    Segment,
}

const CHANGES: [Change; 2] = [Change::Overwrite, Change::Truncate];
const LOOKS: [Look; 3] = [Look::Code, Look::Memory, Look::Segment];

/// A program that opens `file` in its directory, modifies it, and prints `same` if it then sees what the module
/// contains. It is so large that the command reads the module piece by piece.
fn program(file: &str, change: Change, look: Look) -> Vec<u8> {
    let change = match change {
        Change::Overwrite => "(call $overwrite (local.get $file))",
        Change::Truncate => "(call $truncate (local.get $file) (i64.const 0))",
    };
    let look = match look {
        Look::Code => "(i32.ne (call $victim (i32.const 5)) (i32.const 0x11223358))",
        Look::Memory => "(i64.ne (i64.load (i32.const 900_000)) (i64.const 0x6572656874736F6D))",
        Look::Segment => {
            "(memory.init $passive (i32.const 8192) (i32.const 250_000) (i32.const 8))
             (i64.ne (i64.load (i32.const 8192)) (i64.const 0x7878787878787878))"
        }
    };
    // Several pages of code between the caller, which modifies the file, and the callee.
    let filler: String = (0..400)
        .map(|i| {
            let sum = "(i32.add (i32.mul (i32.xor (local.get 0) (i32.const 0x5a5a5a5a)) (i32.const 77)) (local.get 0))";
            format!("(func (export \"{i}\") (param i32) (result i32) (i32.sub {sum} (i32.const {i})))")
        })
        .collect();
    let text = format!(
        r#"(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_filestat_get" (func $stat (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_filestat_set_size" (func $set_size (param i32 i64) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pwrite" (func $pwrite (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 16)
  (data (i32.const 1024) "{file}")
  (data (i32.const 2048) "same\n")
  (data (i32.const 900_000) "mostherexxxxxxxx")
  (data $passive "{filling}")
  (func $check (param $errno i32) (if (local.get $errno) (then (call $exit (local.get $errno)))))
  (func $truncate (param $file i32) (param $size i64) (call $check (call $set_size (local.get $file) (local.get $size))))
  ;; Writes pieces of zeros until the size is reached.
  (func $overwrite (param $file i32) (local $at i64)
    (call $check (call $stat (local.get $file) (i32.const 0)))
    (i32.store (i32.const 128) (i32.const 65536))
    (loop $next
      (i32.store (i32.const 132)
        (select (i32.const 65536) (i32.wrap_i64 (i64.sub (i64.load (i32.const 32)) (local.get $at)))
          (i64.gt_u (i64.sub (i64.load (i32.const 32)) (local.get $at)) (i64.const 65536))))
      (call $check (call $pwrite (local.get $file) (i32.const 128) (i32.const 1) (local.get $at) (i32.const 136)))
      (local.set $at (i64.add (local.get $at) (i64.load32_u (i32.const 136))))
      (br_if $next (i64.lt_u (local.get $at) (i64.load (i32.const 32))))))
  (func (export "_start") (local $file i32)
    ;; Rights to write, to look, and to change the size.
    (call $check (call $open (i32.const 3) (i32.const 0) (i32.const 1024) (i32.const {len}) (i32.const 0)
      (i64.const 0x600044) (i64.const 0) (i32.const 0) (i32.const 8)))
    (local.set $file (i32.load (i32.const 8)))
    {change}
    (if {look}
      (then (call $exit (i32.const 99))))
    (i32.store (i32.const 128) (i32.const 2048))
    (i32.store (i32.const 132) (i32.const 5))
    (call $check (call $write (i32.const 1) (i32.const 128) (i32.const 1) (i32.const 136))))
  {filler}
  (func $victim (param i32) (result i32)
    (i32.add (i32.const 0x11223344) (i32.mul (local.get 0) (i32.const 4)))))"#,
        len = file.len(),
        filling = "x".repeat(300_000),
    );
    wat::parse_str(text).unwrap()
}

fn run_in(scratch: &Scratch, file: &str, options: &[&str]) -> Done {
    let directory = format!("{}::/", scratch.path().display());
    run(&[&["run", "--dir", &directory], options, &[&scratch.at(file)]].concat())
}

/// Checks that the program saw the original.
fn assert_same(done: &Done, what: &str) {
    assert_eq!((done.status, &*done.stdout), (Some(0), "same\n"), "{what}: {}", done.stderr);
}

#[test]
fn what_was_compiled_ahead_of_time_stays_what_it_was() {
    let scratch = Scratch::new();
    for change in CHANGES {
        for look in LOOKS {
            let module = scratch.file("p.wasm", program("p.so", change, look));
            assert_eq!(run(&["compile", &module, "-o", &scratch.at("p.so")]).status, Some(0));
            for options in [&["--allow-precompiled"][..], &["--allow-precompiled", "--skip-checksum"]] {
                let before = fs::read(scratch.at("p.so")).unwrap();
                let done = run_in(&scratch, "p.so", options);
                assert_same(&done, &format!("{change:?} {look:?} {options:?}"));
                assert!(fs::read(scratch.at("p.so")).unwrap() != before, "nothing was changed");
                fs::write(scratch.at("p.so"), before).unwrap();
            }
        }
    }
}

#[test]
fn what_is_compiled_is_what_was_valid() {
    let scratch = Scratch::new();
    for change in CHANGES {
        for look in LOOKS {
            for mode in ["eager", "parallel", "lazy"] {
                let what = format!("{change:?} {look:?} {mode}");
                let before = program("p.wasm", change, look);
                scratch.file("p.wasm", &before);
                let done = run_in(&scratch, "p.wasm", &["--compile", mode]);
                assert!(fs::read(scratch.at("p.wasm")).unwrap() != before, "nothing was changed");
                match (look, mode, change) {
                    (Look::Code, "lazy", _) | (Look::Segment, _, Change::Truncate) => {
                        let message = &done.stderr;
                        let expected = if change == Change::Truncate { "has become shorter" } else { "at byte 0x" };
                        assert!(
                            done.status.is_some() && message.contains(expected),
                            "{what}: {:?} {message}",
                            done.status
                        );
                    }
                    // Segments are read on first use, like functions.
                    (Look::Segment, _, Change::Overwrite) => {
                        assert_eq!(done.status, Some(99), "{what}: {}", done.stderr)
                    }
                    _ => assert_same(&done, &what),
                }
            }
        }
    }
}

#[test]
fn a_cache_that_the_program_may_write_to_is_not_used() {
    let scratch = Scratch::new();
    scratch.file("p.wasm", program("p.wasm", Change::Truncate, Look::Memory));
    let caches = [scratch.at("cache"), scratch.at("deep/er/cache")];
    fs::create_dir_all(scratch.at("deep/er")).unwrap();
    for cache in caches {
        let cache = format!("--cache={cache}");
        let done = run_in(&scratch, "p.wasm", &[&cache]);
        assert_same(&done, &cache);
        assert!(done.stderr.contains("running without a cache"), "{}", done.stderr);
        scratch.file("p.wasm", program("p.wasm", Change::Truncate, Look::Memory));
    }
}
