//! Ahead-of-time compilation by the command: the files run, and other tools can read them.

use std::process::Command;

use crate::command::{Done, HELLO, SHOW, Scratch, emulated, run, windlass};
use crate::say;

/// A program that exits with status 7.
const EXIT: &str = r#"(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $middle (i32.const 1)))
  (func $middle (param i32) (call $exit (i32.const 7)) unreachable))"#;

/// The output of an ELF tool, or `None`, with a message, if it is not installed.
fn tool(program: &str, args: &[&str]) -> Option<Done> {
    match Command::new(program).args(args).output() {
        Ok(output) => Some(output.into()),
        Err(_) => {
            say!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn a_compiled_file_runs_where_that_is_allowed() {
    let scratch = Scratch::new();
    let out = scratch.at("hello");
    let done = run(&["compile", HELLO, "-o", &out]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""));
    for command in [&["run"][..], &[]] {
        let done = run(&[command, &["--allow-precompiled", &out]].concat());
        assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "Hello from WebAssembly!\n", ""));
        let done = run(&[command, &[&*out]].concat());
        assert_eq!((done.status, &*done.stdout), (Some(1), ""));
        assert!(done.stderr.contains("machine code") && done.stderr.contains("--allow-precompiled"), "{}", done.stderr);
        assert_eq!(done.stderr.lines().count(), 1, "{}", done.stderr);
    }
    let done = run(&["run", "--allow-precompiled", "--invoke", "fib", &out, "30"]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "832040\n"));
    // No temporary file remains.
    assert_eq!(scratch.files(), ["hello"]);
}

#[test]
fn a_compiled_file_that_was_changed_is_refused() {
    let scratch = Scratch::new();
    let out = scratch.file("exit.wat", EXIT);
    let (module, out) = (out, scratch.at("exit"));
    assert_eq!(run(&["compile", "--output", &out, &module]).status, Some(0));
    assert_eq!(run(&["run", "--allow-precompiled", &out]).status, Some(7));
    let good = std::fs::read(&out).unwrap();
    let mut bytes = good.clone();
    // A padding byte after the code, which is never executed.
    *bytes.get_mut(0x1fff).unwrap() ^= 1;
    std::fs::write(&out, &bytes).unwrap();
    let done = run(&["run", "--allow-precompiled", &out]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(&out) && done.stderr.contains("checksum of the file"), "{}", done.stderr);
    assert_eq!(run(&["run", "--allow-precompiled", "--skip-checksum", &out]).status, Some(7));
    std::fs::write(&out, &good[..good.len() / 2]).unwrap();
    let done = run(&["run", "--allow-precompiled", &out]);
    assert!(done.stderr.contains("truncated"), "{}", done.stderr);
}

#[test]
fn a_module_that_is_not_valid_leaves_no_file() {
    let scratch = Scratch::new();
    let module = scratch.file("invalid.wat", "(module (func (result i32)))");
    let done = run(&["compile", &module, "-o", &scratch.at("out")]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("invalid.wat: invalid module: "), "{}", done.stderr);
    assert_eq!(scratch.files(), ["invalid.wat"]);
    let done = run(&["compile", HELLO, "-o", "/no/such/directory/out"]);
    assert!(done.stderr.contains("/no/such/directory/out: cannot be written: "), "{}", done.stderr);
}

#[test]
fn targets_and_their_extensions_are_chosen() {
    let scratch = Scratch::new();
    let compile = |name: &str, options: &[&str]| {
        let out = scratch.at(name);
        let done = run(&[&["compile", HELLO, "-o", &out], options].concat());
        assert_eq!((done.status, &*done.stderr), (Some(0), ""), "{options:?}");
        std::fs::read(&out).unwrap()
    };
    let x86 = compile("x86", &["--target", "x86_64-linux"]);
    let arm = compile("arm", &["--target", "aarch64-linux"]);
    // `e_machine` of ELF.
    assert_eq!((&x86[18..20], &arm[18..20]), (&[62, 0][..], &[183, 0][..]));
    let all = ["--target-feature", "+popcnt,+lzcnt", "--target", "x86_64", "--target-feature=-lzcnt,+fma"];
    assert_eq!(compile("all", &all)[0x228..0x230], [0b101_0001, 0, 0, 0, 0, 0, 0, 0]);
    let other = scratch.at(if cfg!(target_arch = "aarch64") { "x86" } else { "arm" });
    let done = run(&["run", "--allow-precompiled", &other]);
    assert_eq!(done.status, Some(1));
    assert!(
        done.stderr.contains("it was compiled for") && done.stderr.contains("but this machine is"),
        "{}",
        done.stderr
    );
    for (options, message) in [
        (&["--target", "mips-linux"][..], "unknown target `mips-linux`"),
        (&["--target-feature", "avx"], "'--target-feature' does not take 'avx'"),
        (&["--target", "x86_64", "--target-feature", "+mmx"], "unknown CPU feature `mmx`"),
        (&["--stats", "json", "--repeat", "2"], "'--repeat'"),
    ] {
        let done = run(&[&["compile", HELLO, "-o", &scratch.at("no")], options].concat());
        assert_eq!(done.status, Some(2), "{}", done.stderr);
        assert!(done.stderr.contains(message), "{}", done.stderr);
    }
}

#[test]
fn a_program_of_one_file_runs_like_any_other() {
    if emulated() {
        say!("skipped: the program could only be run by an emulator, whose file is the one that it would look into");
        return;
    }
    let scratch = Scratch::new();
    let (module, program) = (scratch.file("show.wat", SHOW), scratch.at("show"));
    let options = ["--exe", "--env", "FIXED=1", "--env=GIVEN", "--max-wasm-stack", "2m"];
    let done = run(&[&["compile", &module, "-o", &program], &options[..]].concat());
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    assert_eq!(scratch.files(), ["show", "show.wat"]);
    // All arguments go to the program. Its environment is what was chosen at compile time.
    let output =
        Command::new(&program).args(["--help", "-x", "--dir=."]).env("GIVEN", "later").env("OTHER", "x").output();
    let done = Done::from(output.unwrap());
    let expected = format!("{program}\n--help\n-x\n--dir=.\nFIXED=1\nGIVEN=later\n");
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), &*expected, ""));

    let exit = scratch.at("exit");
    assert_eq!(run(&["compile", "--exe", &scratch.file("exit.wat", EXIT), "-o", &exit]).status, Some(0));
    assert_eq!(Command::new(&exit).output().unwrap().status.code(), Some(7));
    for (options, status, message) in [
        (&["--env", "A=b"][..], 2, "'--exe'"),
        (&["--exe", "--runtime", "/dev/null"], 1, "/dev/null: not an executable for the target"),
        (&["--exe", "--runtime", &exit], 1, "not a windlass command, or already a standalone program"),
        (&["--exe", "--runtime", "no/such/file"], 1, "no/such/file: cannot be read"),
    ] {
        let done = run(&[&["compile", &module, "-o", &scratch.at("no")], options].concat());
        assert_eq!(done.status, Some(status), "{options:?}: {}", done.stderr);
        assert!(done.stderr.contains(message), "{options:?}: {}", done.stderr);
    }
    assert!(!scratch.files().contains(&"no".to_string()));
}

#[test]
fn compiling_takes_little_memory_beside_the_module_and_the_result() {
    let Some(corpus) = std::env::var_os("WINDLASS_CORPUS") else {
        say!("skipped: WINDLASS_CORPUS is not set, so there are no large modules to compile");
        return;
    };
    if emulated() {
        say!("skipped: the memory would be that of the emulator");
        return;
    }
    let scratch = Scratch::new();
    let out = scratch.at("out");
    // In KiB: peak memory of the process, size of the module, size of the result.
    let memory = |module: &str| {
        let done = run(&["compile", "--stats", "json", module, "-o", &out]);
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        let number = |name: &str| -> u64 {
            let at = done.stdout.find(&format!("\"{name}\":")).unwrap_or_else(|| panic!("{}", done.stdout));
            let digits = done.stdout[at + name.len() + 3..].split(|c: char| !c.is_ascii_digit()).next().unwrap();
            digits.parse::<u64>().unwrap() / 1024
        };
        assert_eq!(number("output_bytes"), std::fs::metadata(&out).unwrap().len() / 1024);
        number("peak_bytes") - number("input_bytes") - number("output_bytes")
    };
    // The fixed cost of the command.
    let least = memory(HELLO);
    for directory in ["compile", "apps", "run"] {
        for file in std::fs::read_dir(std::path::Path::new(&corpus).join(directory)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "wasm") {
                let extra = memory(path.to_str().unwrap()).saturating_sub(least);
                assert!(extra <= 4096, "{}: {extra} KiB", path.display());
            }
        }
    }
}

#[test]
fn other_tools_understand_a_compiled_file() {
    let scratch = Scratch::new();
    for target in ["x86_64-linux", "aarch64-linux"] {
        let out = scratch.at(target);
        assert_eq!(run(&["compile", &scratch.file("exit.wat", EXIT), "-o", &out, "--target", target]).status, Some(0));
        if let Some(done) = tool("readelf", &["-W", "-a", "--debug-dump=frames-interp", &out]) {
            assert_eq!((done.status, &*done.stderr), (Some(0), ""), "{target}");
            assert!(!done.stdout.contains("Warning") && done.stdout.contains(".windlass"), "{}", done.stdout);
        }
        if let Some(done) = tool("nm", &[&out]) {
            let names: Vec<_> = done.stdout.lines().map(|line| &line[17..]).collect();
            assert_eq!(names, ["T _start", "t middle"]);
        }
        let disassembler = if target.starts_with("aarch64") { "aarch64-linux-gnu-objdump" } else { "objdump" };
        if let Some(done) = tool(disassembler, &["-d", &out])
            && done.status == Some(0)
        {
            assert!(done.stdout.contains("<middle>:") && done.stdout.contains("<_start>:"), "{}", done.stdout);
        }
        // The debugger knows the functions' symbols.
        if let Some(done) = tool("gdb", &["-batch", "-nx", "-ex", "info functions", &out]) {
            assert!(done.stdout.contains("middle"), "{} {}", done.stdout, done.stderr);
        }
    }
}

#[test]
fn a_debugger_walks_the_frames_of_code_in_a_file() {
    if emulated() || cfg!(not(target_arch = "x86_64")) {
        say!("skipped: a debugger does not see into the emulator");
        return;
    }
    let scratch = Scratch::new();
    let module = scratch.file(
        "frames.wat",
        r#"(module
            (func $outer (export "outer") (param i32 i64 i64 i64 i64 i64 i64) (result i32 i32 i32 i32 i32)
                (call $middle (local.get 0) (local.get 0)) (local.get 0) (local.get 0) (local.get 0) (local.get 0))
            (func $middle (param i32 i32) (result i32)
                (i32.add (call $inner (local.get 0) (i32.add (local.get 1) (i32.const 1))) (local.get 1)))
            (func $inner (param i32 i32) (result i32) (i32.div_u (local.get 1) (local.get 0))))"#,
    );
    let out = scratch.at("frames");
    assert_eq!(run(&["compile", &module, "-o", &out]).status, Some(0));
    // The debugger stops at the division, before the handler of the trap runs. The code is at the start of a mapping; in the file
    // it is a page behind the start.
    let add_symbols = format!(
        "python import gdb; \
        pc = int(gdb.parse_and_eval('$pc')); \
        maps = [line.split() for line in open('/proc/%d/maps' % gdb.selected_inferior().pid)]; \
        starts = [int(start, 16) for start, end in (line[0].split('-') for line in maps) if int(start, 16) <= pc < int(end, 16)]; \
        gdb.execute('add-symbol-file {out} -o %d' % (starts[0] - 0x1000))"
    );
    let commands = ["-batch", "-nx", "-ex", "run", "-ex", &add_symbols, "-ex", "bt 4", "--args"];
    let windlass = windlass();
    let program = windlass.get_program().to_str().unwrap();
    let args = ["run", "--allow-precompiled", "--invoke", "outer", &out, "0", "1", "2", "3", "4", "5", "6"];
    let Some(done) = tool("gdb", &[&commands[..], &[program], &args].concat()) else { return };
    if !done.stdout.contains("SIGFPE") {
        say!("skipped: gdb cannot run programs here: {}", done.stderr);
        return;
    }
    let frames: Vec<_> = done.stdout.lines().filter(|line| line.starts_with('#')).collect();
    for (frame, name) in frames.iter().zip(["inner", "middle", "outer", "windlass_enter"]) {
        assert!(frame.contains(&format!(" {name} ")), "{}\n{}", done.stdout, done.stderr);
    }
    assert!(frames.len() >= 3, "{}\n{}", done.stdout, done.stderr);
}
