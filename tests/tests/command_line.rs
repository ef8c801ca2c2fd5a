//! The command line: output, messages and exit status.

use std::fs;
use std::process::Stdio;

#[cfg(target_arch = "x86_64")]
use crate::command::Done;
use crate::command::{HELLO, Scratch, run, run_with_input, windlass};

/// A program that exits with status 7.
const EXIT: &str = r#"(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (call $exit (i32.const 7)) unreachable))"#;

/// Functions to call with `--invoke`.
const FUNCTIONS: &str = r#"(module
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "two") (param f64 i64) (result i64 f64) (local.get 1) (local.get 0))
  (func (export "none"))
  (func (export "divide") (param i32 i32) (result i32) (call $inner (local.get 0) (local.get 1)))
  (func $inner (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func $deep (export "deep") (call $deep) (call $deep))
  (func (export "float") (param f32 f64) (result f32 f64) (local.get 0) (local.get 1))
  (func (export "reference") (param externref funcref) (result i32) (ref.is_null (local.get 0)))
  (global (export "not_a_function") i32 (i32.const 0)))"#;

#[test]
fn the_example_of_the_readme_runs() {
    let done = run(&["run", HELLO]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "Hello from WebAssembly!\n", ""));
    let done = run(&[HELLO]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "Hello from WebAssembly!\n"));
    let done = run(&["run", "--invoke", "fib", HELLO, "20"]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "6765\n"));
}

#[test]
fn binaries_and_text_are_told_apart_by_what_they_hold() {
    let scratch = Scratch::new();
    let wasm = wat::parse_file(HELLO).unwrap();
    for (name, contents) in [("hello.wasm", wasm.clone()), ("hello", wasm.clone()), ("text", fs::read(HELLO).unwrap())]
    {
        let done = run(&["run", &scratch.file(name, &contents)]);
        assert_eq!((done.status, &*done.stdout), (Some(0), "Hello from WebAssembly!\n"), "{name}: {}", done.stderr);
        let done = run_with_input(&["run", "-"], &contents);
        assert_eq!((done.status, &*done.stdout), (Some(0), "Hello from WebAssembly!\n"), "{name}: {}", done.stderr);
    }
}

#[test]
fn the_exit_status_is_that_of_the_program() {
    let scratch = Scratch::new();
    let done = run(&["run", &scratch.file("exit.wat", EXIT)]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(7), "", ""));
}

#[test]
fn invoke_reads_arguments_by_the_signature_and_prints_results() {
    let scratch = Scratch::new();
    let file = scratch.file("functions.wat", FUNCTIONS);
    let invoke = |args: &[&str]| run(&[&["run", "--invoke", args[0], &file], &args[1..]].concat());
    assert_eq!(invoke(&["add", "2", "-3"]).stdout, "-1\n");
    assert_eq!(invoke(&["add", "0xffffffff", "1"]).stdout, "0\n");
    assert_eq!(invoke(&["two", "1.5", "-9"]).stdout, "-9\n1.5\n");
    assert_eq!(invoke(&["two", "inf", "18446744073709551615"]).stdout, "-1\ninf\n");
    assert_eq!(invoke(&["float", "0x1.8p3", "-nan:0x7"]).stdout, "12\n-nan:0x7\n");
    assert_eq!(invoke(&["reference", "null", "null"]).stdout, "1\n");
    let done = invoke(&["none"]);
    assert_eq!((done.status, &*done.stdout), (Some(0), ""));
    for (args, message) in [
        (&["add", "1"][..], "'add' takes 2 arguments (i32 i32), got 1"),
        (&["none", "1"], "'none' takes 0 arguments, got 1"),
        (&["add", "1", "x"], "'add' takes an argument of type i32, got 'x': expected an integer from -2147483648 to"),
        (&["two", "1", "1.5"], "'two' takes an argument of type i64, got '1.5': expected a 64-bit integer"),
        (&["float", "one", "1"], "'float' takes an argument of type f32, got 'one': expected a number such as 1.5"),
        (&["reference", "x", "null"], "of type externref, got 'x': the only reference"),
        (&["reference", "null", "0"], "of type funcref, got '0': the only reference"),
        (&["ad", "1", "2"], "exports no function 'ad'; did you mean 'add'?"),
        (&["something"], "(there are: 'add', 'two', 'none', 'divide', 'deep', 'float', 'reference')"),
        (&["not_a_function"], "exports no function 'not_a_function'"),
    ] {
        let done = invoke(args);
        assert_eq!(done.status, Some(2), "{args:?}");
        assert!(done.stderr.contains(message), "{args:?}: {}", done.stderr);
    }
}

#[test]
fn a_reactor_is_initialised_before_its_function_is_called() {
    let scratch = Scratch::new();
    let reactor = |initialize: &str| {
        format!(
            r#"(module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (global $calls (mut i32) (i32.const 0))
              (func (export "_initialize")
                {initialize} (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
              (func (export "calls") (result i32) (global.get $calls)))"#
        )
    };
    let file = scratch.file("reactor.wat", reactor(""));
    assert_eq!(run(&["run", "--invoke", "calls", &file]).stdout, "1\n");
    assert_eq!(run(&["run", "--invoke", "_initialize", &file]).status, Some(0));
    // If the initialisation exits, the run ends.
    let file = scratch.file("reactor.wat", reactor("(call $exit (i32.const 5))"));
    let done = run(&["run", "--invoke", "calls", &file]);
    assert_eq!((done.status, &*done.stdout), (Some(5), ""));
    let file = scratch.file("reactor.wat", reactor("unreachable"));
    let done = run(&["run", "--invoke", "calls", &file]);
    assert_eq!((done.status, &*done.stdout), (Some(134), ""));
    // Alone, it has nothing to run.
    let done = run(&["run", &file]);
    assert!(
        done.stderr.contains("no function '_start' is exported; use --invoke to call another function"),
        "{}",
        done.stderr
    );
}

#[test]
fn a_trap_is_shown_with_its_backtrace() {
    let scratch = Scratch::new();
    let file = scratch.file("functions.wat", FUNCTIONS);
    for mode in [&["run"][..], &["run", "--explicit-bounds-checks"]] {
        let done = run(&[mode, &["--invoke", "divide", &file, "1", "0"]].concat());
        assert_eq!(done.status, Some(134), "{}", done.stderr);
        let lines: Vec<&str> = done.stderr.lines().collect();
        assert_eq!(lines.len(), 4, "{}", done.stderr);
        assert_eq!(lines[0], format!("error: {file}: trap: integer divide by zero"));
        assert_eq!(lines[1], "wasm backtrace:");
        for (line, number, function) in [(lines[2], "0: ", "inner"), (lines[3], "1: ", "<wasm function 3>")] {
            assert!(line.trim().starts_with(number) && line.ends_with(function) && line.contains("0x"), "{line}");
        }
    }
}

#[test]
fn an_exception_that_nobody_catches_is_shown_with_its_tag() {
    let scratch = Scratch::new();
    let module = r#"(module $m
        (tag $e (export "failure") (param i32 f64)) (tag $other)
        (func $throws (throw $e (i32.const 1) (f64.const 2)))
        (func (export "_start") (block $h (try_table (catch $other $h) (call $throws)))))"#;
    let file = scratch.file("throws.wat", module);
    for mode in [&["run", "-W", "exceptions"][..], &["run", "-W", "exceptions", "--signals-based-traps", "no"]] {
        let done = run(&[mode, &[&file]].concat());
        assert_eq!((done.status, &*done.stdout), (Some(134), ""), "{}", done.stderr);
        let lines: Vec<&str> = done.stderr.lines().collect();
        assert_eq!(lines[0], format!("error: {file}: uncaught exception of tag `failure` (param i32 f64)"));
        assert_eq!((lines.len(), lines[1]), (4, "wasm backtrace:"));
        assert!(lines[2].ends_with("m!throws") && lines[3].ends_with("m!<wasm function 1>"), "{}", done.stderr);
    }
}

#[test]
fn endless_recursion_is_a_trap_whose_backtrace_has_an_end() {
    let scratch = Scratch::new();
    let file = scratch.file("functions.wat", FUNCTIONS);
    for size in ["64k", "1m", "16m"] {
        let done = run(&["run", "--max-wasm-stack", size, "--invoke", "deep", &file]);
        assert_eq!(done.status, Some(134), "{}", done.stderr);
        assert!(done.stderr.contains("trap: call stack exhausted\nwasm backtrace:\n"), "{}", done.stderr);
        assert!(done.stderr.lines().count() < 200, "{}", done.stderr.lines().count());
    }
}

#[test]
fn a_trap_while_instantiating_is_a_trap() {
    let scratch = Scratch::new();
    for module in ["(module (func $f unreachable) (start $f))", "(module (memory 0) (data (i32.const 9) \"x\"))"] {
        let done = run(&["run", &scratch.file("trap.wat", module)]);
        assert_eq!(done.status, Some(134), "{module}: {}", done.stderr);
        assert!(done.stderr.contains("trap: "), "{module}: {}", done.stderr);
    }
}

#[test]
fn what_cannot_be_loaded_is_said_in_one_line() {
    let scratch = Scratch::new();
    let module = |wat| wat::parse_str(wat).unwrap();
    let truncated = &module("(module (func (export \"_start\")))")[..20];
    for (name, contents, message) in [
        ("empty", &b""[..], "(at byte 0x0)"),
        ("elf", b"\x7fELF\x02\x01\x01\0", "not a WebAssembly module"),
        ("component", b"\0asm\x0d\0\x01\0", "the file is a component, not a module"),
        ("truncated", truncated, "(at byte 0x"),
        ("text.wat", b"(module (func (i32.ad)))", "text.wat:1:16: "),
        ("invalid", &module("(module (func (result i32)))"), "type mismatch"),
        ("import", &module("(module (import \"a\" \"b\" (func)))"), "a"),
        ("no_start", &module("(module (func (export \"main\")))"), "no function '_start'"),
        ("continuations", &module("(module (type $f (func)) (type (cont $f)))"), "(at byte 0x"),
    ] {
        for command in ["run", "validate", "compile"] {
            if command != "run" && (name == "import" || name == "no_start") {
                continue;
            }
            let mut args = vec![command.to_owned(), scratch.file(name, contents)];
            if command == "compile" {
                args.splice(1..1, ["--stats".into(), "json".into()]);
            }
            let done = run(&args);
            assert_eq!((done.status, &*done.stdout), (Some(1), ""), "{command} {name}: {}", done.stderr);
            assert_eq!(done.stderr.lines().count(), 1, "{command} {name}: {}", done.stderr);
            assert!(done.stderr.contains(name), "{command} {name}: {}", done.stderr);
            assert!(done.stderr.contains(message), "{command} {name}: {}", done.stderr);
        }
    }
    for path in ["no/such/file.wasm", "/"] {
        let done = run(&["run", path]);
        assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{}", done.stderr);
        assert!(done.stderr.starts_with(&format!("error: {path}: cannot be read: ")), "{}", done.stderr);
    }
    let done = run(&["run", "--dir", "no/such/directory", HELLO]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("'no/such/directory'"), "{}", done.stderr);
}

#[test]
fn missing_and_mistyped_imports_are_named() {
    let scratch = Scratch::new();
    for (wat, names) in [
        (r#"(module (import "env" "missing" (func)) (func (export "_start")))"#, ["env", "missing"]),
        (
            r#"(module (import "wasi_snapshot_preview1" "fd_write" (func (param i64))) (func (export "_start")))"#,
            ["wasi_snapshot_preview1", "fd_write"],
        ),
    ] {
        let done = run(&["run", &scratch.file("import.wat", wat)]);
        assert_eq!(done.status, Some(1), "{}", done.stderr);
        assert!(names.iter().all(|name| done.stderr.contains(name)), "{}", done.stderr);
    }
}

#[test]
fn what_is_not_supported_is_called_that() {
    let scratch = Scratch::new();
    let start = r#"(func (export "_start"))"#;
    for (wat, what) in [
        (
            "(memory 1 (pagesize 1))",
            "not enabled: memories with a page size of their own (proposal `custom-page-sizes`)",
        ),
        ("(func (drop (ref.i31 (i32.const 1))))", "not supported: structures and arrays (proposal `gc`)"),
        (
            "(func (param i64) (drop (i64.mul_wide_u (local.get 0) (local.get 0))) drop)",
            "not enabled: 128-bit integer arithmetic (proposal `wide-arithmetic`), which `-W wide-arithmetic=y` or `Config::wasm_wide_arithmetic` turns on",
        ),
        ("(func (result i32))", "invalid module: type mismatch"),
    ] {
        let file = scratch.file("module.wat", format!("(module {start} {wat})"));
        for command in [&["run", &*file][..], &["validate", &file], &["compile", "-o", "/dev/null", &file]] {
            let done = run(command);
            assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{wat}: {}", done.stderr);
            assert!(done.stderr.contains(what), "{command:?} {wat}: {}", done.stderr);
        }
    }
    let constant =
        scratch.file("c.wat", format!("(module (global i32 (i32.add (i32.const 1) (i32.const 2))) {start})"));
    assert_eq!(run(&["run", &constant]).status, Some(0));
    for (name, text, what) in [
        ("component.wat", "(component (core module))", "the file is a component, not a module"),
        (
            "start.wat",
            r#"(module (func (export "_start") (param i32)))"#,
            "'_start' must have no parameters or results, but has parameters (i32)",
        ),
        (
            "start.wat",
            r#"(module (func (export "_start") (param i64) (result f32 i32) unreachable))"#,
            "'_start' must have no parameters or results, but has parameters (i64) and results (f32 i32)",
        ),
        (
            "system.wat",
            r#"(module (import "wasi:cli/environment@0.2.0" "f" (func)) (func (export "_start")))"#,
            "the module uses WASI preview 2",
        ),
        ("go.wat", r#"(module (import "gojs" "runtime.wasmExit" (func)) (func (export "_start")))"#, "GOOS=wasip1"),
    ] {
        let done = run(&["run", &scratch.file(name, text)]);
        assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{text}: {}", done.stderr);
        assert!(done.stderr.contains(what), "{text}: {}", done.stderr);
    }
    let reactor =
        scratch.file("reactor.wat", r#"(module (func (export "_initialize") (param i32)) (func (export "f")))"#);
    assert!(
        run(&["run", "--invoke", "f", &reactor]).stderr.contains("'_initialize' must have no parameters or results")
    );
    let function = scratch.file("function.wat", r#"(module (func (export "f") (param i32)))"#);
    let done = run(&["run", &function, "--invoke", "f", "1"]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("'--invoke' follows FILE, so it was passed to the program"), "{}", done.stderr);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_processor_without_what_code_needs_is_told_so() {
    let scratch = Scratch::new();
    let module = scratch.file(
        "vectors.wat",
        r#"(module (func (export "f") (param i32) (result i32)
            (i32x4.extract_lane 1 (i32x4.add (i32x4.splat (local.get 0)) (i32x4.splat (i32.const 5))))))"#,
    );
    let native = scratch.at("vectors.so");
    assert_eq!(run(&["compile", "--target", "x86_64-linux", &module, "-o", &native]).status, Some(0));
    let windlass = windlass();
    let on = |cpu: &str, file: &str| {
        let mut command = std::process::Command::new("qemu-x86_64");
        command.args(["-cpu", cpu]).arg(windlass.get_program());
        command.args(["run", "--allow-precompiled", "--no-sandbox", "--invoke", "f", file, "3"]).output()
    };
    if on("max", &module).is_err() {
        println!("skipped: there is no qemu-x86_64");
        return;
    }
    for file in [&module, &native] {
        let good: Done = on("Nehalem", file).unwrap().into();
        assert_eq!((good.status, &*good.stdout), (Some(0), "8\n"), "{}", good.stderr);
        for (cpu, missing) in
            [("core2duo", "no SSE4.1"), ("qemu64", "no SSSE3, no SSE4.1"), ("Nehalem,-ssse3", "no SSSE3")]
        {
            let done: Done = on(cpu, file).unwrap().into();
            assert_eq!((done.status, &*done.stdout), (Some(1), ""), "{cpu}: {}", done.stderr);
            let message = format!("this processor has {missing}, which Windlass requires on x86_64");
            assert!(done.stderr.contains(&message), "{cpu}: {}", done.stderr);
        }
    }
}

#[test]
fn wrong_usage_is_explained() {
    for (args, message) in [
        (&[][..], "a command or a file is needed"),
        (&["run"], "a file is needed"),
        (&["run", "--dri", ".", HELLO], "unknown option '--dri'; did you mean '--dir'?"),
        (&["--enviroment", "A", HELLO], "unknown option '--enviroment'"),
        (&["run", "-x", HELLO], "unknown option '-x'"),
        (&["run", "--dir"], "--dir"),
        (&["run", "--env", "=x", HELLO], "'--env' does not take '=x'"),
        (&["run", "--max-wasm-stack", "big", HELLO], "'--max-wasm-stack' does not take 'big'"),
        (&["run", "--disable-cpu-feature", "mmx", HELLO], "'--disable-cpu-feature' does not take 'mmx'"),
        (&["validate"], "a file is needed"),
        (&["validate", HELLO, "more"], "unexpected argument 'more'"),
        (&["compile", "--repeat", "2", HELLO], "'--repeat' needs '--stats'"),
        (&["compile", "--stats", "xml", HELLO], "'--stats' does not take 'xml'"),
        (&["compile", "--stats", "json", "--repeat", "0", HELLO], "'--repeat' does not take '0'"),
        (&["wast", "--wasm", "4.0", "x.wast"], "'--wasm' does not take '4.0'"),
        (&["wast"], "a file is needed"),
        (&["compil", HELLO], "no such file or command: 'compil'; did you mean the command 'compile'?"),
        (&["help", "nothing"], "no such command: 'nothing'"),
    ] {
        let done = run(args);
        assert_eq!((done.status, &*done.stdout), (Some(2), ""), "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains(message), "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains("--help'"), "{args:?}: {}", done.stderr);
    }
}

#[test]
fn every_command_has_help() {
    for command in ["run", "validate", "compile", "wast"] {
        let long = run(&[command, "--help"]);
        assert_eq!((long.status, &*long.stderr), (Some(0), ""));
        assert!(long.stdout.contains(&format!("Usage: windlass {command}")), "{}", long.stdout);
        for line in long.stdout.lines() {
            assert!(line.len() <= 100, "{line}");
        }
        assert_eq!(run(&[command, "-h"]).stdout, long.stdout);
        assert_eq!(run(&["help", command]).stdout, long.stdout);
        assert!(run(&["--help"]).stdout.contains(&format!("\n  {command} ")));
    }
    assert_eq!(run(&["help"]).stdout, run(&["-h"]).stdout);
    let version = run(&["--version"]);
    assert_eq!((version.status, &*version.stdout), (Some(0), concat!("windlass ", env!("CARGO_PKG_VERSION"), "\n")));
    assert_eq!(run(&["-V"]).stdout, version.stdout);
}

#[test]
fn validate_says_nothing_of_a_valid_module() {
    let done = run(&["validate", HELLO]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""));
}

#[test]
fn compile_prints_one_json_object() {
    for options in [&[][..], &["--explicit-bounds-checks"]] {
        let done = run(&[&["compile", "--stats", "json", "--jobs", "1", "--repeat", "3"], options, &[HELLO]].concat());
        assert_eq!((done.status, &*done.stderr), (Some(0), ""));
        let line = done.stdout.strip_suffix('\n').unwrap();
        assert!(line.starts_with('{') && line.ends_with('}') && !line.contains('\n'), "{line}");
        let number = |name: &str| -> f64 {
            let at = line.find(&format!("\"{name}\":")).unwrap_or_else(|| panic!("no {name} in {line}"));
            let rest = &line[at + name.len() + 3..];
            rest[..rest.find([',', '}']).unwrap()].parse().unwrap()
        };
        assert!(number("min_ms") <= number("median_ms"));
        assert!(number("wall_min_ms") > 0.0);
        assert_eq!(number("functions"), 3.0);
        assert!(number("code_bytes") > 50.0 && number("machine_code") > 50.0, "{line}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let scratch = Scratch::new();
    let failing = scratch.file("failing.wast", "(assert_return (invoke \"f\"))\n".repeat(10_000));
    for args in [&["--help"][..], &["wast", &failing], &["run", HELLO], &["run", "--invoke", "fib", HELLO, "5"]] {
        let mut child = windlass().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Close the reading end of standard output.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code().is_some(), "{args:?} was killed: {stderr}");
        assert!(!stderr.contains("panic"), "{args:?}: {stderr}");
    }
}

#[test]
fn scripts_show_what_fails_with_file_and_line() {
    let scratch = Scratch::new();
    let good = scratch.file(
        "good.wast",
        r#"(module (func (export "f") (result i32) (i32.const 1)))
           (assert_return (invoke "f") (i32.const 1))
           (assert_invalid (module (func (result i32))) "type mismatch")"#,
    );
    let done = run(&["wast", &good]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "3 passed, 0 failed\n", ""));
    let bad = scratch.file(
        "bad.wast",
        "(module (func (export \"f\") (result i32) (i32.const 1)) (func (export \"g\") unreachable))\n\
         (assert_return (invoke \"f\") (i32.const 2))\n\
         (assert_trap (invoke \"g\") \"integer overflow\")\n\
         (assert_trap (invoke \"g\") \"unreachable\")\n\
         (assert_trap (invoke \"f\") \"unreachable\")\n\
         (assert_invalid (module) \"wrong\")\n\
         (assert_unlinkable (module) \"unknown import\")\n\
         (invoke \"missing\")\n\
         (module (import \"no\" \"where\" (func)))\n\
         (invoke \"f\")\n",
    );
    let done = run(&["wast", "--wasm", "1.0", &good, &bad]);
    assert_eq!(done.status, Some(1), "{}", done.stderr);
    let lines: Vec<&str> = done.stdout.lines().collect();
    for (line, number) in lines.iter().zip([2, 3, 5, 6, 7, 8, 9, 10]) {
        assert!(line.starts_with(&format!("{bad}:{number}: ")), "{}", done.stdout);
    }
    assert_eq!(lines.len(), 9, "{}", done.stdout);
    assert_eq!(lines[8], "5 passed, 8 failed");
}

#[test]
fn scripts_that_cannot_be_read_fail() {
    let scratch = Scratch::new();
    let done = run(&["wast", &scratch.file("broken.wast", "(module)\n(assert_")]);
    assert_eq!(done.status, Some(1));
    assert!(done.stdout.contains("broken.wast:2: the script cannot be read: "), "{}", done.stdout);
    assert!(done.stdout.ends_with("\n0 passed, 1 failed\n"), "{}", done.stdout);
    let done = run(&["wast", &scratch.file("bytes.wast", b"(module)\n\xff")]);
    assert!(done.stdout.contains("bytes.wast:2: the script is not UTF-8"), "{}", done.stdout);
    let done = run(&["wast", "no/such/file.wast"]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("no/such/file.wast: cannot be read: "), "{}", done.stderr);
}
