//! The command's cache of compiled modules.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;

use crate::command::{HELLO, Scratch, run, windlass};

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
    // Other compile options miss the cache.
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
        done.stderr.starts_with("note: there is no cache:") && done.stderr.contains("others may write"),
        "{}",
        done.stderr
    );
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 0);
    // Errors in modules are reported as without a cache.
    let module = scratch.file("bad.wasm", b"\0asm\x01\0\0\0\x07");
    let done = run(&["run", &format!("--cache={}", scratch.at("cache")), &module]);
    assert!(done.status == Some(1) && done.stderr.contains("bad.wasm: "), "{}", done.stderr);
}
