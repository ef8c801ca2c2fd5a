//! Every option of `run` and of `compile` has its effect on precompiled and cached modules, too, or is refused with them.

use std::fs;

use crate::command::{HELLO, Scratch, run};

/// A module whose functions reveal the effects of options.
const PROBES: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $prestat (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $env (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "\80\00\00\00\01\00\00\00x.")
  (data (i32.const 128) "!")
  (func (export "dir") (result i32) (call $prestat (i32.const 3) (i32.const 0)))
  (func (export "args") (result i32)
    (drop (call $args (i32.const 0) (i32.const 4))) (i32.load (i32.const 4)))
  (func (export "env") (result i32) (drop (call $env (i32.const 0) (i32.const 4))) (i32.load (i32.const 0)))
  (func (export "read") (result i32)
    (drop (call $read (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 0))) (i32.load (i32.const 0)))
  (func (export "write") (param i32) (result i32)
    (call $write (local.get 0) (i32.const 64) (i32.const 1) (i32.const 0)))
  (func (export "open") (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 73) (i32.const 1) (i32.const 0)
      (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 0)))
  (func (export "random") (result i64) (drop (call $random (i32.const 0) (i32.const 8))) (i64.load (i32.const 0)))
  (func (export "clock") (result i64)
    (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 0))) (i64.load (i32.const 0)))
  (func $deep (export "deep") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 0))))
  (func (export "shift") (param i32 i32) (result i32) (i32.shl (local.get 0) (local.get 1)))
  (func (export "relaxed") (param f32) (result i32)
    (i32x4.extract_lane 0 (i32x4.relaxed_trunc_f32x4_s (f32x4.splat (local.get 0))))))"#;

/// How an option behaves with a precompiled module.
enum With {
    /// This function call returns this result, and something else without the option. The same for a precompiled and for a
    /// cached module.
    Effect(&'static [&'static str], &'static str),
    /// No effect on this function call: the option is about modules that are not precompiled, or about other functions.
    Same(&'static [&'static str]),
    /// Refused with a module compiled without the option, and no visible effect on one compiled with it.
    Refused(&'static [&'static str], &'static str),
    /// Refused with any precompiled module.
    Never(&'static str),
    /// An effect on the process, tested in this file.
    Elsewhere(#[expect(dead_code, reason = "for the reader")] &'static str),
}
use With::{Effect, Elsewhere, Never, Refused, Same};

/// The options of `run`, with values.
const RUN: &[(&[&str], With)] = &[
    (&["--dir", "."], Effect(&["dir"], "0")),
    (&["--env", "NAME=value"], Effect(&["env"], "1")),
    (&["--inherit-env"], Effect(&["env"], "")),
    (&["--argv0", "a name of 22 letters.."], Effect(&["args"], "23")),
    (&["--stdin", HELLO], Effect(&["read"], "1")),
    (&["--stdout", "null"], Effect(&["write", "1"], "0")),
    (&["--stderr", "null"], Effect(&["write", "2"], "0")),
    (&["--max-descriptors", "4", "--dir", "."], Effect(&["open"], "33")),
    (&["--random-seed", "7"], Effect(&["random"], "")),
    (&["--clock", "1000"], Effect(&["clock"], "")),
    (&["--max-wasm-stack", "64k"], Effect(&["deep", "20000"], "")),
    (&["--allow-precompiled"], Same(&["env"])),
    (&["--skip-checksum"], Same(&["env"])),
    (&["--invoke", "dir"], Same(&["dir"])),
    (&["--preload", "NAME=examples"], Elsewhere("switching.rs")),
    (&["--unknown-imports", "trap"], Elsewhere("switching.rs")),
    (&["--explicit-bounds-checks"], Refused(&["env"], "without explicit bounds checks")),
    (&["--signals-based-traps", "no"], Refused(&["env"], "for signals-based traps")),
    (&["--spectre-mitigation", "no"], Same(&["env"])),
    (&["--spectre-mitigation", "yes"], Same(&["env"])),
    (&["--branch-protection"], Refused(&["env"], "without landing pads for indirect branches")),
    (
        &["--relaxed-simd-deterministic"],
        Refused(&["relaxed", "nan"], "without the deterministic profile of relaxed SIMD"),
    ),
    #[cfg(target_arch = "x86_64")]
    (&["--disable-cpu-feature", "bmi2"], Refused(&["shift", "3", "4"], "with bmi2, which this engine has disabled")),
    #[cfg(not(target_arch = "x86_64"))]
    (&["--disable-cpu-feature", "none"], Never("'--disable-cpu-feature' does not take 'none'")),
    (&["-W", "simd=n"], Never("'-W' only affects compilation")),
    (&["--compile", "lazy"], Never("'--compile' only affects compilation")),
    (&["--jobs", "1"], Never("'--jobs' only affects compilation")),
    (&["--max-module-code", "1m"], Never("'--max-module-code' only affects compilation")),
    (&["--max-code-expansion", "8"], Never("'--max-code-expansion' only affects compilation")),
    (&["--cache"], Never("'--cache' only affects compilation")),
    (&["--cache-only"], Never("'--cache-only' needs '--cache'")),
    (&["--cache-size", "1m"], Never("'--cache-size' needs '--cache'")),
    (&["--timeout", "1m"], Same(&["env"])),
    (&["--max-memory-size", "65535"], Effect(&["env"], "")),
    (&["--max-table-elements", "0"], Same(&["env"])),
    (&["--max-instances", "0"], Effect(&["env"], "")),
    (&["--fuel", "1000000"], Refused(&["env"], "without counting fuel")),
    (&["-W", "fuel=1000000"], Refused(&["env"], "without counting fuel")),
    (&["--fuel-report"], Elsewhere("here: fuel_is_limited_and_reported")),
    (&["--listen-fd", "99"], Elsewhere("program_world.rs")),
    (&["--sandbox"], Elsewhere("sandbox.rs")),
    (&["--no-sandbox"], Elsewhere("sandbox.rs")),
    (&["--help"], Elsewhere("command_line.rs")),
];

/// The options that are in the help of a command.
fn options_of(command: &str) -> Vec<String> {
    let help = run(&[command, "--help"]).stdout;
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let words = lines.filter(|line| line.starts_with('-')).flat_map(|line| line.split([' ', ',', '[', '=']).take(3));
    words.filter(|word| word.starts_with("--") || *word == "-W").map(str::to_owned).collect()
}

#[test]
fn every_option_of_run_has_its_effect_or_is_refused() {
    let known: Vec<_> = RUN.iter().map(|(words, _)| words[0]).collect();
    for option in options_of("run") {
        assert!(known.contains(&&*option), "{option} is in the help, and not in the table");
    }
    let scratch = Scratch::new();
    let module = scratch.file("probes.wat", PROBES);
    let native = scratch.at("probes.so");
    assert_eq!(run(&["compile", &module, "-o", &native]).status, Some(0));
    let call = |options: &[&str], file: &str, function: &[&str]| {
        let done = run(&[&["run"], options, &["--invoke", function[0], file], &function[1..]].concat());
        // Paths differ, and what follows is about the trap.
        (done.status, done.stdout, done.stderr.lines().next().unwrap_or_default().replace(file, ""))
    };
    for (words, with) in RUN {
        let cache = format!("--cache={}", scratch.at("cache"));
        let precompiled = &[&["--allow-precompiled"], *words].concat()[..];
        let cached = &[&[&*cache], *words].concat()[..];
        match with {
            Effect(function, result) => {
                let plain = call(words, &module, function);
                let last = plain.1.lines().last().unwrap_or_default().trim_end();
                assert!(result.is_empty() || last == *result, "{words:?}: {plain:?}");
                assert_ne!(plain, call(&[], &module, function), "{words:?} has no effect");
                assert_eq!(plain, call(precompiled, &native, function), "{words:?}, precompiled");
                for _ in 0..2 {
                    assert_eq!(plain, call(cached, &module, function), "{words:?}, by the cache");
                }
            }
            Same(function) => {
                let plain = call(&[], &module, function);
                assert_eq!(plain, call(words, &module, function), "{words:?}");
                assert_eq!(plain, call(precompiled, &native, function), "{words:?}, precompiled");
                assert_eq!(plain, call(cached, &module, function), "{words:?}, by the cache");
            }
            Refused(function, message) => {
                let plain = call(words, &module, function);
                assert_eq!(plain.0, Some(0), "{words:?}: {plain:?}");
                // Cache the module compiled without the option.
                let _ = call(&[&cache], &module, function);
                assert_eq!(plain, call(cached, &module, function), "{words:?}, by the cache");
                let done = call(precompiled, &native, function);
                assert_eq!((done.0, &*done.1), (Some(1), ""), "{words:?}");
                assert!(done.2.contains(message), "{words:?}: {}", done.2);
                let same = scratch.at("same.so");
                assert_eq!(run(&[&["compile"], *words, &[&module, "-o", &same]].concat()).status, Some(0));
                assert_eq!(plain, call(precompiled, &same, function), "{words:?}, compiled with it");
            }
            Elsewhere(_) => {}
            Never(message) => {
                let done = call(precompiled, &native, &["args"]);
                assert_eq!((done.0, &*done.1), (Some(2), ""), "{words:?}");
                assert!(done.2.contains(message), "{words:?}: {}", done.2);
            }
        }
    }
}

#[test]
fn the_checksum_is_read_unless_it_is_skipped() {
    let scratch = Scratch::new();
    let native = scratch.at("probes.so");
    assert_eq!(run(&["compile", &scratch.file("probes.wat", PROBES), "-o", &native]).status, Some(0));
    let mut bytes = fs::read(&native).unwrap();
    // Nothing loads the table of sections.
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&native, &bytes).unwrap();
    let call =
        |options: &[&str]| run(&[&["run", "--allow-precompiled", "--invoke", "dir"], options, &[&native]].concat());
    assert!(call(&[]).stderr.contains("the checksum of the file is wrong"));
    assert_eq!((call(&["--skip-checksum"]).status, &*call(&["--skip-checksum"]).stdout), (Some(0), "8\n"));
}

#[test]
fn fuel_is_limited_and_reported() {
    let scratch = Scratch::new();
    let module = scratch.file("probes.wat", PROBES);
    let call =
        |options: &[&str], file: &str| run(&[&["run"], options, &["--invoke", "shift", file, "3", "4"]].concat());
    // The function, and three operators.
    let done = call(&["--fuel-report"], &module);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "48\n", "fuel consumed: 4\n"));
    let done = call(&["--fuel", "4", "--fuel-report"], &module);
    assert_eq!((done.status, &*done.stderr), (Some(0), "fuel consumed: 4\n"));
    for option in [&["--fuel", "3"][..], &["-W", "simd=y,fuel=3"]] {
        let done = call(option, &module);
        assert_eq!((done.status, &*done.stdout), (Some(134), ""));
        let note = "note: the program consumed all 3 units of its fuel; '--fuel' sets this limit";
        assert!(done.stderr.contains("trap: out of fuel") && done.stderr.contains(note), "{}", done.stderr);
    }
    assert!(call(&["-W", "fuel=much"], &module).stderr.contains("'-W fuel=much' does not take 'much'"));
    // Compiled before, it may have as much as is said then; a program has what was said.
    let native = scratch.at("fueled.so");
    assert_eq!(run(&["compile", "--fuel", "7", &module, "-o", &native]).status, Some(0));
    assert_eq!(call(&["--allow-precompiled", "--fuel", "4"], &native).stdout, "48\n");
    assert!(call(&["--allow-precompiled"], &native).stderr.contains("to consume fuel, which this engine does not"));
}

#[test]
fn every_option_of_compile_has_its_effect_or_is_refused() {
    let scratch = Scratch::new();
    let module = scratch.file("probes.wat", PROBES);
    let out = scratch.at("out");
    let plain = || {
        assert_eq!(run(&["compile", &module, "-o", &out]).status, Some(0));
        fs::read(&out).unwrap()
    };
    let plain = plain();
    // A compiled module is not accepted as input.
    let native = scratch.at("probes.so");
    fs::copy(&out, &native).unwrap();
    for command in
        [&["compile", &native, "-o", &out][..], &["compile", "--stats", "json", &native], &["validate", &native]]
    {
        let done = run(command);
        assert_eq!((done.status, &*done.stdout), (Some(1), ""), "{command:?}");
        assert!(done.stderr.contains("machine code written by 'windlass compile'"), "{}", done.stderr);
    }
    for (options, message) in [
        (&["--max-wasm-stack", "64k", "-o", &*out][..], "'--max-wasm-stack' needs '--exe'"),
        (&["--compile", "lazy", "-o", &out], "'--compile lazy' cannot be combined with '-o'"),
        (&["--exe", "--stats", "json", "-o", &out], "'--stats' cannot be combined with '--exe'"),
        (&["--stats", "json", "--repeat", "2", "-o", &out], "'--repeat' needs '--stats' without '-o'"),
        (&["--runtime", &module, "-o", &out], "'--runtime' and the options of 'run' need '--exe'"),
        (&["--dir", ".", "-o", &out], "'--runtime' and the options of 'run' need '--exe'"),
        (&["--disable-cpu-feature", "bmi2", "--target", "aarch64-linux", "-o", &out], "does not take 'bmi2'"),
        (&["--target", "aarch64-linux", "--disable-cpu-feature", "bmi2", "-o", &out], "does not take 'bmi2'"),
    ] {
        let done = run(&[&["compile"], options, &[&module]].concat());
        assert_eq!(done.status, Some(2), "{options:?}");
        assert!(done.stderr.contains(message), "{options:?}: {}", done.stderr);
    }
    for (options, message) in [
        (&["--max-module-code", "100"][..], "the machine code of the module, more than"),
        (&["--max-code-expansion", "1"], ""),
    ] {
        let done = run(&[&["compile", "-o", &out], options, &[&module]].concat());
        assert_eq!(done.status == Some(1), !message.is_empty(), "{options:?}: {}", done.stderr);
        assert!(done.stderr.contains(message), "{options:?}: {}", done.stderr);
    }
    // The code does not depend on the number of threads.
    for options in [&["--jobs", "1"][..], &["--compile", "eager"], &["--compile", "parallel"], &["--compile", "auto"]] {
        assert_eq!(run(&[&["compile", "-o", &out], options, &[&module]].concat()).status, Some(0));
        assert!(fs::read(&out).unwrap() == plain, "{options:?}");
    }
    let file_of = |options: &[&str]| {
        let done = run(&[&["compile", "-o", &out], options, &[&module]].concat());
        assert_eq!(done.status, Some(0), "{options:?}: {}", done.stderr);
        fs::read(&out).unwrap()
    };
    for options in [
        &["--explicit-bounds-checks"][..],
        &["--signals-based-traps", "no"],
        &["--relaxed-simd-deterministic"],
        #[cfg(target_arch = "x86_64")]
        &["--target", "x86_64-linux"],
        #[cfg(target_arch = "x86_64")]
        &["--target-feature", "-bmi2"],
        #[cfg(target_arch = "x86_64")]
        &["--disable-cpu-feature", "bmi2"],
    ] {
        assert!(file_of(options) != plain, "{options:?} has no effect");
    }
    // The order of options means nothing.
    #[cfg(target_arch = "x86_64")]
    assert!(
        file_of(&["--disable-cpu-feature", "bmi2", "--target", "native"])
            == file_of(&["--target", "native", "--disable-cpu-feature", "bmi2"])
    );
}
