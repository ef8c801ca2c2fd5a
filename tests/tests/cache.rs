//! The command's cache of compiled modules.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{HELLO, Scratch, emulated, run, windlass};

/// Runs the example with the cache in `directory` and the options `more`, and checks its output.
fn hello(directory: &str, more: &[&str]) {
    let cache = format!("--cache={directory}");
    let done = run(&[&["run", &*cache], more, &[HELLO]].concat());
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "Hello from WebAssembly!\n", ""));
}

#[test]
fn what_was_compiled_is_used_again() {
    let scratch = Scratch::new();
    let directory = scratch.at("cache");
    hello(&directory, &[]);
    let files = || fs::read_dir(&directory).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let [file] = &files()[..] else { panic!("{:?}", files()) };
    let inode = |path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap());
    let first = inode(file);
    hello(&directory, &[]);
    assert_eq!((files().len(), inode(file)), (1, first), "it was compiled again");
    // Options about how it is compiled do not change the code.
    for options in [["--jobs", "1"], ["--compile", "eager"], ["--compile", "lazy"], ["--max-wasm-stack", "2m"]] {
        hello(&directory, &options);
        assert_eq!((files().len(), inode(file)), (1, first), "it was compiled again for {options:?}");
    }
    // Options about the code miss the cache.
    hello(&directory, &["--explicit-bounds-checks"]);
    assert_eq!(files().len(), 2);
}

#[test]
fn what_is_damaged_is_compiled_again() {
    let scratch = Scratch::new();
    let directory = scratch.at("cache");
    hello(&directory, &[]);
    let file = fs::read_dir(&directory).unwrap().next().unwrap().unwrap().path();
    let good = fs::read(&file).unwrap();
    for bad in [&good[..good.len() / 2], b"", &[&good[..0x1800], &[0xff; 64], &good[0x1840..]].concat()] {
        fs::write(&file, bad).unwrap();
        hello(&directory, &[]);
        assert!(fs::read(&file).unwrap() == good, "{} bytes", bad.len());
    }
}

#[test]
fn processes_may_share_it() {
    let scratch = Scratch::new();
    let directory = scratch.at("cache");
    thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| hello(&directory, &["--cache-size", "1"]));
        }
    });
    let files = fs::read_dir(&directory).unwrap().count();
    assert_eq!(files, 1, "something is left behind");
}

#[test]
fn it_is_in_the_directory_for_caches() {
    let scratch = Scratch::new();
    let done = windlass().args(["run", "--cache", HELLO]).env("XDG_CACHE_HOME", scratch.at("")).output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(fs::read_dir(scratch.at("windlass")).unwrap().count(), 1);
}

#[test]
fn without_a_cache_programs_run_all_the_same() {
    let scratch = Scratch::new();
    let directory = scratch.at("open");
    fs::create_dir(&directory).unwrap();
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o777)).unwrap();
    let done = run(&["run", &format!("--cache={directory}"), HELLO]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "Hello from WebAssembly!\n"));
    assert!(
        done.stderr.starts_with("note: running without a cache:") && done.stderr.contains("other users may write"),
        "{}",
        done.stderr
    );
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 0);
    // Errors in modules are reported as without a cache.
    let module = scratch.file("bad.wasm", b"\0asm\x01\0\0\0\x07");
    let done = run(&["run", &format!("--cache={}", scratch.at("cache")), &module]);
    assert!(done.status == Some(1) && done.stderr.contains("bad.wasm: "), "{}", done.stderr);
}

/// A program of more than a MiB, most of which is never called. It waits for the end of its standard input.
fn large() -> Vec<u8> {
    let never =
        "(func (result i64)".to_owned() + &" (i64.const 0x123456789abcdef) drop".repeat(1000) + " (i64.const 1))";
    let text = format!(
        r#"(module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "\40\00\00\00\01\00\00\00")
          (func (export "_start")
            (loop $next
              (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
              (br_if $next (i32.load (i32.const 8)))))
          {})"#,
        never.repeat(200)
    );
    wat::parse_str(text).unwrap()
}

#[test]
fn a_large_module_is_kept_by_another_process_if_there_is_time() {
    if emulated() {
        println!("skipped: the emulator does not start programs of its own kind");
        return;
    }
    let scratch = Scratch::new();
    let (module, cache) = (scratch.file("large.wasm", large()), scratch.at("cache"));
    let option = format!("--cache={cache}");
    let kept = || {
        fs::read_dir(&cache)
            .map_or(0, |files| files.filter(|f| f.as_ref().unwrap().path().extension() == Some("so".as_ref())).count())
    };
    // The program has no input, so it ends before the background process begins to compile, except on a very busy machine.
    let start = Instant::now();
    let done = run(&["run", &option, &module]);
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    let took = start.elapsed();
    thread::sleep(Duration::from_millis(500));
    assert!(kept() == 0 || took > Duration::from_millis(100), "it took {took:?}");
    // While it waits, it is compiled.
    let mut running = windlass().args(["run", &option, &module]).stdin(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while kept() == 0 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is kept");
        thread::sleep(Duration::from_millis(20));
    }
    drop(running.stdin.take());
    assert!(running.wait().unwrap().success());
    assert_eq!(run(&["run", &option, &module]).status, Some(0));
    assert_eq!(kept(), 1);
}

#[test]
fn a_cache_can_be_filled_beforehand() {
    let scratch = Scratch::new();
    for (name, module) in [("large.wasm", large()), ("small.wat", fs::read(HELLO).unwrap())] {
        let cache = scratch.at(&format!("{name}.cache"));
        let (module, option) = (scratch.file(name, module), format!("--cache={cache}"));
        let done = run(&["run", &option, "--cache-only", &module]);
        assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""), "{name}");
        let files = || fs::read_dir(&cache).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
        let compiled = files().into_iter().filter(|file| file.extension() == Some("so".as_ref())).collect::<Vec<_>>();
        let ([file], count) = (&compiled[..], files().len()) else { panic!("{name}: not one file") };
        let written = fs::metadata(file).unwrap().ino();
        assert_eq!(run(&["run", &option, &module]).status, Some(0), "{name}");
        assert_eq!(fs::metadata(file).unwrap().ino(), written, "{name} was compiled again");
        assert_eq!(files().len(), count, "{name}");
    }
    let bad = scratch.file("bad.wasm", b"\0asm\x07");
    assert_eq!(run(&["run", "--cache-only", &format!("--cache={}", scratch.at("bad")), &bad]).status, Some(1));
}
