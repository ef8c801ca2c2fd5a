//! What a person who comes from another engine types on the first day.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output, Stdio};

use crate::command::{Done, HELLO, SHOW, Scratch, emulated, run, run_with_input, windlass};

const GREETING: &str = "Hello from WebAssembly!\n";

/// Runs the command in `directory`.
fn run_in(directory: &Scratch, args: &[&str]) -> Done {
    windlass().current_dir(directory.path()).args(args).output().unwrap().into()
}

/// Runs a line of bash, in which `$windlass` is the command.
fn bash(line: &str) -> Output {
    let mut command = Command::new("bash");
    let program = windlass();
    let words = [program.get_program()].into_iter().chain(program.get_args());
    let words: Vec<String> = words.map(|word| word.to_str().unwrap().to_owned()).collect();
    command.env("windlass", words.join(" ")).args(["-c", line]).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn modules_come_through_pipes() {
    let scratch = Scratch::new();
    let wasm = scratch.file("hello.wasm", wat::parse_file(HELLO).unwrap());
    for file in [HELLO, &wasm] {
        for options in ["", "--allow-precompiled", "--cache=$dir"] {
            let dir = scratch.at("cache");
            let line = format!("dir={dir}; $windlass run {options} <(cat {file})");
            let done: Done = bash(&line).into();
            assert_eq!((done.status, &*done.stdout), (Some(0), GREETING), "{line}: {}", done.stderr);
        }
        for command in ["validate", "compile -o /dev/null", "compile --stats text", "explore -o /dev/null", "disas"] {
            let done: Done = bash(&format!("$windlass {command} <(cat {file})")).into();
            assert_eq!((done.status, &*done.stderr), (Some(0), ""), "{command}");
        }
        // A FIFO with a name.
        let fifo = scratch.at("fifo");
        let done: Done =
            bash(&format!("mkfifo {fifo} && (cat {file} > {fifo} & $windlass run {fifo}); rm {fifo}")).into();
        assert_eq!((done.status, &*done.stdout), (Some(0), GREETING), "{}", done.stderr);
    }
    // What comes through a pipe was not looked at before, and is no machine code that anybody allowed.
    let native = scratch.at("hello.so");
    assert_eq!(run(&["compile", HELLO, "-o", &native]).status, Some(0));
    let done = run_with_input(&["run", "-"], &fs::read(&native).unwrap());
    assert!(
        done.status == Some(1) && done.stderr.contains("machine code written by 'windlass compile'"),
        "{}",
        done.stderr
    );
}

#[test]
fn output_goes_where_it_is_sent() {
    let scratch = Scratch::new();
    let page = run_in(&scratch, &["explore", HELLO, "-o", "-"]);
    assert!(page.status == Some(0) && page.stdout.starts_with("<!doctype html>"), "{}", page.stderr);
    assert!(scratch.files().is_empty(), "{:?}", scratch.files());
    let output = windlass().args(["compile", HELLO, "-o", "-"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"\x7fELF"));
    for command in ["compile", "explore"] {
        let done = run(&[command, HELLO, "-o", "/dev/full"]);
        assert_eq!(done.status, Some(1));
        assert!(done.stderr.starts_with("error: /dev/full: cannot be written: "), "{}", done.stderr);
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = windlass().args([command, HELLO, "-o", "-"]).stdout(full).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.starts_with("error: standard output: cannot be written: "), "{message}");
        let done = run(&[command, HELLO, "-o", "/no/such/directory/x"]);
        assert!(done.stderr.starts_with("error: /no/such/directory/x: cannot be written: "), "{}", done.stderr);
    }
}

#[test]
fn output_has_a_name_by_default_and_it_is_said() {
    let scratch = Scratch::new();
    scratch.file("f.wasm", wat::parse_file(HELLO).unwrap());
    for (args, file) in [
        (&["compile", "f.wasm"][..], "f.so"),
        (&["explore", "f.wasm"], "f.html"),
        (&["compile", "--exe", "f.wasm"], "f"),
    ] {
        // A second time, too.
        for _ in 0..2 {
            let done = run_in(&scratch, args);
            let said = format!("wrote {file}\n");
            assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", &*said), "{args:?}");
        }
        // Nobody asked for that file to be replaced.
        scratch.file(file, "precious");
        let done = run_in(&scratch, args);
        assert_eq!(done.status, Some(1));
        assert!(done.stderr.contains(&format!("'-o {file}' replaces it")), "{}", done.stderr);
        assert_eq!(fs::read(scratch.at(file)).unwrap(), b"precious");
        assert_eq!(run_in(&scratch, &[args, &["-o", file]].concat()).status, Some(0));
    }
    let done = run_with_input(&["compile", "-"], b"(module)");
    assert_eq!(done.status, Some(2));
    assert!(done.stderr.contains("'-o OUT' is needed"), "{}", done.stderr);
}

#[test]
fn what_is_read_is_not_written_over() {
    let scratch = Scratch::new();
    let file = scratch.file("s.wat", "(module)");
    fs::hard_link(&file, scratch.at("link")).unwrap();
    std::os::unix::fs::symlink("s.wat", scratch.at("symlink")).unwrap();
    for output in ["s.wat", "./s.wat", "link", "symlink"] {
        for args in [&["compile"][..], &["compile", "--exe"], &["explore"]] {
            let done = run_in(&scratch, &[args, &["s.wat", "-o", output]].concat());
            assert_eq!(done.status, Some(1), "{output}");
            assert!(done.stderr.contains(&format!("{output}: this is what is read")), "{}", done.stderr);
        }
    }
    assert_eq!(fs::read(&file).unwrap(), b"(module)");
}

#[test]
fn names_of_files_are_any_bytes() {
    let scratch = Scratch::new();
    let name = |name: &[u8]| scratch.path().join(OsStr::from_bytes(name));
    let module = name(b"m\xff.wat");
    fs::copy(HELLO, &module).unwrap();
    let run = |args: &[&OsStr]| -> Done { windlass().args(args).output().unwrap().into() };
    let done = run(&[OsStr::new("run"), module.as_os_str()]);
    assert_eq!((done.status, &*done.stdout), (Some(0), GREETING), "{}", done.stderr);
    assert_eq!(run(&[module.as_os_str()]).stdout, GREETING);
    for command in ["compile", "explore"] {
        let out = name(b"out\xfe");
        let done = run(&[OsStr::new(command), module.as_os_str(), OsStr::new("-o"), out.as_os_str()]);
        assert_eq!((done.status, out.exists()), (Some(0), true), "{command}: {}", done.stderr);
    }
    // A directory, a file for a stream, a module to preload.
    fs::create_dir(name(b"dir\xff")).unwrap();
    let mut preload = OsStr::new("other=").to_os_string();
    preload.push(&module);
    for (option, value) in [
        ("--dir", name(b"dir\xff")),
        ("--stdin", module.clone()),
        ("--stdout", name(b"o\xff")),
        ("--preload", preload.into()),
    ] {
        let done = run(&[OsStr::new("run"), OsStr::new(option), value.as_os_str(), OsStr::new(HELLO)]);
        assert_eq!(done.status, Some(0), "{option}: {}", done.stderr);
    }
}

#[test]
fn help_is_laid_out() {
    let help = run(&["--help"]).stdout;
    let commands: Vec<_> =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty()).collect();
    assert!(commands.len() > 8, "{help}");
    for line in commands {
        let command = line.split_whitespace().next().unwrap();
        let help = run(&["help", command]).stdout;
        assert!(help.contains("Usage: windlass ") || command == "help", "{help}");
        for line in help.lines() {
            assert!(line.len() <= 100 && !line.starts_with('-'), "{command}: {line}");
        }
    }
}

#[test]
fn modules_are_preloaded() {
    let scratch = Scratch::new();
    let library = scratch.file(
        "library.wat",
        r#"(module (global $n (mut i32) (i32.const 1)) (func (export "_initialize") (global.set $n (i32.const 5)))
             (func (export "next") (result i32) (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n)))"#,
    );
    let program = scratch.file(
        "program.wat",
        r#"(module (import "lib" "next" (func $next (result i32))) (func (export "f") (result i32) (drop (call $next)) (call $next)))"#,
    );
    let preload = format!("lib={library}");
    let done = run(&["run", "--preload", &preload, "--invoke", "f", &program]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "7\n"), "{}", done.stderr);
    for (value, message) in [("lib", "expected NAME=FILE"), ("lib=", "expected NAME=FILE")] {
        let done = run(&["run", "--preload", value, &program]);
        assert!(done.status == Some(2) && done.stderr.contains(message), "{}", done.stderr);
    }
    let done = run(&["run", "--preload", "lib=no/such.wasm", &program]);
    assert!(done.status == Some(1) && done.stderr.contains("no/such.wasm: cannot be read"), "{}", done.stderr);
    // What was compiled before is allowed or not, as the program itself.
    let native = scratch.at("library.so");
    assert_eq!(run(&["compile", &library, "-o", &native]).status, Some(0));
    let preload = format!("lib={native}");
    assert!(run(&["run", "--preload", &preload, &program]).stderr.contains("pass --allow-precompiled"));
    let done = run(&["run", "--allow-precompiled", "--preload", &preload, "--invoke", "f", &program]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "7\n"), "{}", done.stderr);
}

#[test]
fn unknown_imports_are_all_named_or_replaced() {
    let scratch = Scratch::new();
    let program = scratch.file(
        "program.wat",
        r#"(module
          (import "a" "f" (func $f (param i32) (result i32))) (import "a" "g" (func)) (import "b" "h" (func))
          (import "b" "global" (global $global i64))
          (func (export "_start"))
          (func (export "call") (result i32) (call $f (i32.const 7)))
          (func (export "global") (result i64) (global.get $global)))"#,
    );
    let done = run(&["run", &program]);
    assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{}", done.stderr);
    let expected = "unknown import: `f` of module `a`, a func (i32) -> (i32), is not defined, nor are 3 others: \
                    `g` of module `a`, `h` of module `b`, `global` of module `b`";
    assert!(done.stderr.contains(expected), "{}", done.stderr);
    for default in
        [&["--unknown-imports", "default"][..], &["-W", "unknown-imports-default"], &["-Wunknown-imports-default=y"]]
    {
        for (function, result) in [("call", "0\n"), ("global", "0\n")] {
            let done = run(&[&["run"], default, &["--invoke", function, &program]].concat());
            assert_eq!((done.status, &*done.stdout), (Some(0), result), "{default:?}: {}", done.stderr);
        }
    }
    let functions = scratch.file(
        "functions.wat",
        r#"(module (import "a" "f" (func $f)) (func (export "_start")) (func (export "call") (call $f)))"#,
    );
    assert_eq!(run(&["run", "-W", "unknown-imports-trap", &functions]).status, Some(0));
    let done = run(&["run", "-W", "unknown-imports-trap", "--invoke", "call", &functions]);
    assert!(done.status != Some(0) && done.stderr.contains("`f` of module `a` was called"), "{}", done.stderr);
    // These are about running.
    for command in ["compile", "validate", "disas"] {
        let done = run(&[command, "-W", "unknown-imports-trap", &functions]);
        assert_eq!(done.status, Some(2));
        assert!(done.stderr.contains("'-W unknown-imports-trap' is not for this command"), "{}", done.stderr);
    }
    for (import, hint) in [
        (r#"(import "wbg" "__wbg_log" (func))"#, "wasm-bindgen"),
        (r#"(import "wasi:io/streams@0.2.3" "f" (func))"#, "wasm32-wasip1"),
        (r#"(import "env" "memory" (memory 1))"#, "--import-memory"),
    ] {
        let file = scratch.file("import.wat", format!(r#"(module {import} (func (export "_start")))"#));
        let done = run(&["run", &file]);
        assert!(done.status == Some(1) && done.stderr.contains(hint), "{}", done.stderr);
    }
}

#[test]
fn options_in_the_style_of_wasmtime() {
    let scratch = Scratch::new();
    let show = scratch.file("show.wat", SHOW);
    let output = |options: &[&str]| -> Done {
        windlass().arg("run").args(options).arg(&show).env_clear().env("COLOUR", "red").output().unwrap().into()
    };
    assert_eq!(output(&["-S", "inherit-env"]).stdout, output(&["--inherit-env"]).stdout);
    assert!(output(&["-Scli,inherit-env=y,preview2=n"]).stdout.contains("COLOUR=red"));
    for options in [
        &["-O", "opt-level=2"][..],
        &["-O", "signals-based-traps=n"],
        &["-C", "parallel-compilation=n"],
        &["-W", "simd=n,timeout=1m"],
    ] {
        assert_eq!(output(options).status, Some(0), "{options:?}");
    }
    let deep = scratch.file("deep.wat", r#"(module (func $f (export "_start") (call $f)))"#);
    let done = run(&["run", "-W", "max-wasm-stack=65536", &deep]);
    assert!(done.stderr.contains("call stack exhausted"), "{}", done.stderr);
    let spin = scratch.file("spin.wat", r#"(module (func (export "_start") (loop (br 0))))"#);
    let done = run(&["run", "-W", "timeout=50ms", &spin]);
    assert!(done.status == Some(134) && done.stderr.contains("--timeout"), "{}", done.stderr);
    for (option, value, message) in [
        ("-S", "http", "'-S http': Windlass does not have it"),
        ("-O", "fast", "'-O fast' is not known; '-O' takes: opt-level, signals-based-traps"),
        ("-C", "compiler=cranelift", "there is one compiler"),
        ("-W", "fuel=x", "'-W fuel=x' does not take 'x'"),
        ("-W", "max-wasm-stack=x", "'-W max-wasm-stack=x' does not take 'x'"),
        ("-W", "smid", "did you mean 'simd'?"),
    ] {
        let done = run(&["run", option, value, HELLO]);
        assert_eq!(done.status, Some(2), "{option} {value}");
        assert!(done.stderr.contains(message), "{option} {value}: {}", done.stderr);
    }
}

#[test]
fn files_that_are_no_modules_are_called_what_they_are() {
    let scratch = Scratch::new();
    for (bytes, message) in [
        (&b"\x1f\x8b\x08\0"[..], "it is compressed with gzip: `gunzip` unpacks it"),
        (b"\x7fELF\x02\x01\x01\0", "it is an ELF file"),
        (b"<!DOCTYPE html>\n<html>", "it is HTML or XML"),
        (b"\0asm\x0d\0\x01\0", "it was built for WASI 0.2"),
    ] {
        let file = scratch.file("file.wasm", bytes);
        for command in ["run", "validate", "compile", "disas", "explore"] {
            let args = if command == "compile" || command == "explore" { &["-o", "/dev/null"][..] } else { &[] };
            let done = run(&[&[command, &*file], args].concat());
            assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{command}: {}", done.stderr);
            assert!(done.stderr.contains(message), "{command}: {}", done.stderr);
        }
    }
    // The text format has components, too.
    let file = scratch.file("component.wat", "(component)");
    assert!(run(&["run", &file]).stderr.contains("it was built for WASI 0.2"));
}

#[test]
fn a_limit_to_addresses_names_what_takes_fewer() {
    // The emulator needs addresses itself.
    if emulated() {
        return;
    }
    let scratch = Scratch::new();
    let file = scratch.file("memory.wat", r#"(module (memory 1) (func (export "_start")))"#);
    let limited =
        |options: &str| -> Done { bash(&format!("ulimit -v 2000000; $windlass run {options} {file}")).into() };
    let done = limited("");
    assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{}", done.stderr);
    assert!(done.stderr.contains("--explicit-bounds-checks"), "{}", done.stderr);
    assert_eq!(limited("--explicit-bounds-checks").status, Some(0));
}

#[test]
fn settings_show_what_options_change() {
    let done = run(&["settings"]);
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    for word in ["version ", "target ", "CPU features ", "proposals (-W)\n", "  simd ", "max_wasm_stack "] {
        assert!(done.stdout.contains(word), "{word}: {}", done.stdout);
    }
    let state = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.split_whitespace().next() == Some(name)).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().to_owned()
    };
    assert_eq!(state(&done.stdout, "simd"), "on");
    let changed = run(&["settings", "-W", "simd=n", "--compile", "eager"]).stdout;
    assert_eq!((&*state(&changed, "simd"), &*state(&changed, "compile_mode")), ("off", "eager"));
    let other = run(&["settings", "--target", "aarch64-linux"]).stdout;
    assert_eq!(state(&other, "target"), "aarch64-linux");
    assert_eq!(run(&["settings", "x"]).status, Some(2));
}

/// Whether a program is installed.
fn is_there(program: &str) -> bool {
    // Under emulation, a program that is not there is one that fails.
    let status = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Whether `shell` accepts a script, where it is installed.
fn parses(shell: &str, script: &str) -> bool {
    if !is_there(shell) {
        println!("SKIPPED: there is no {shell}");
        return true;
    }
    let mut child = Command::new(shell).arg("-n").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn shells_complete_commands_options_and_values() {
    for shell in ["bash", "zsh", "fish"] {
        let done = run(&["completions", shell]);
        assert_eq!((done.status, &*done.stderr), (Some(0), ""));
        for word in ["explicit-bounds-checks", "settings", "preload", "x86_64-linux"] {
            assert!(done.stdout.contains(word), "{shell}: {word}");
        }
        assert!(parses(shell, &done.stdout), "{shell}");
    }
    let script = run(&["completions", "bash"]).stdout;
    let complete = |words: &[&str]| {
        let list = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let line = format!(
            "{script}\nCOMP_WORDS=({list}); COMP_CWORD={}; _windlass; echo \"${{COMPREPLY[@]}}\"",
            words.len() - 1
        );
        String::from_utf8(bash(&line).stdout).unwrap()
    };
    assert_eq!(complete(&["windlass", "expl"]), "explore\n");
    assert_eq!(complete(&["windlass", "run", "--max-w"]), "--max-wasm-stack\n");
    assert_eq!(complete(&["windlass", "explore", "--outp"]), "--output\n");
    assert_eq!(complete(&["windlass", "run", "--compile", "la"]), "lazy\n");
    assert_eq!(complete(&["windlass", "--max-w"]), "--max-wasm-stack\n");
    assert_eq!(run(&["completions"]).status, Some(2));
    assert!(run(&["completions", "csh"]).stderr.contains("not for 'csh'"));
}

#[test]
fn the_manual_page_has_every_option() {
    let done = run(&["man"]);
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    assert!(done.stdout.starts_with(".TH WINDLASS 1 "));
    for word in ["\\-\\-explicit\\-bounds\\-checks", ".SS windlass explore", ".SH EXIT STATUS"] {
        assert!(done.stdout.contains(word), "{word}");
    }
    if !is_there("groff") {
        println!("SKIPPED: there is no groff");
        return;
    }
    let mut groff = Command::new("groff");
    groff.args(["-man", "-ww", "-Tutf8"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = groff.spawn().unwrap();
    child.stdin.take().unwrap().write_all(done.stdout.as_bytes()).unwrap();
    let stderr = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert_eq!(stderr, "");
}

#[test]
fn bench_measures_every_phase() {
    let done = run(&["bench", "--repeat", "4", HELLO]);
    assert_eq!((done.status, &*done.stderr), (Some(0), ""), "{}", done.stdout);
    assert!(done.stdout.contains("measured 4 times") && !done.stdout.contains(GREETING), "{}", done.stdout);
    for phase in ["compile", "instantiate", "run"] {
        let line = done.stdout.lines().find(|line| line.trim_start().starts_with(phase)).unwrap();
        let times: Vec<f64> = line.split_whitespace().skip(1).map(|time| time.parse().unwrap()).collect();
        assert!(times.len() == 3 && times[0] <= times[1] && times[1] <= times[2], "{line}");
    }
    let scratch = Scratch::new();
    let file = scratch.file("trap.wat", r#"(module (func (export "_start") unreachable))"#);
    assert_eq!(run(&["bench", &file]).status, Some(134));
    assert!(run(&["bench", "--invoke", "nothing", HELLO]).stderr.contains("no function 'nothing'"));
}

#[test]
fn statistics_for_people_name_phases_and_functions() {
    let scratch = Scratch::new();
    let functions: String = (0..12)
        .map(|i| format!("(func $f{i} (result i32) (i32.const 0) {})", "(i32.const 3) i32.add ".repeat(i)))
        .collect();
    let file = scratch.file("functions.wat", format!("(module {functions})"));
    let done = run(&["compile", "--stats", "text", "--repeat", "3", &file]);
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    for word in [
        "12 functions",
        "sections but the functions",
        "validating and compiling them",
        "all, of processors",
        "2 others",
    ] {
        assert!(done.stdout.contains(word), "{word}: {}", done.stdout);
    }
    let sizes = done.stdout.lines().filter(|line| line.contains("] f"));
    let sizes: Vec<usize> = sizes.map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert!(sizes.len() == 10 && sizes.is_sorted_by(|a, b| a >= b), "{}", done.stdout);
    let out = scratch.at("out.so");
    let done = run(&["compile", "--stats", "text", &file, "-o", &out]);
    assert!(done.stdout.contains("bytes of memory at most"), "{}", done.stdout);
}

#[test]
fn listings_of_a_module_and_of_its_compiled_file_are_alike() {
    let scratch = Scratch::new();
    let file = scratch.file(
        "traps.wat",
        r#"(module (memory 1) (table 2 funcref)
             (func (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
             (func (param i64 i64) (result i64) (i64.div_u (local.get 0) (local.get 1)))
             (func (param i64 i64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))
             (func (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
             (func (param i32) (call_indirect (local.get 0)))
             (func (param i32) (result i32) (i32.load (local.get 0)))
             (func unreachable))"#,
    );
    for target in ["native", "aarch64-linux"] {
        let native = scratch.at("traps.so");
        assert_eq!(run(&["compile", "--target", target, &file, "-o", &native]).status, Some(0));
        let listed =
            |args: &[&str]| run(&[&["disas"], args].concat()).stdout.split_once("\nfunctions: ").unwrap().0.to_owned();
        assert_eq!(listed(&["--target", target, &file]), listed(&[&native]), "{target}");
    }
}

#[test]
fn a_terminal_shows_how_far_a_large_module_is() {
    // The tool that runs a command on a terminal of its own.
    if emulated() || !is_there("script") {
        println!("SKIPPED: there is no terminal");
        return;
    }
    let scratch = Scratch::new();
    // Functions enough for more than a second, on any machine.
    let body = "(local.get 0) (i32.load) (local.set 0)".repeat(200);
    let functions = format!("(func (param i32) {body})").repeat(20_000);
    let wasm = wat::parse_str(format!("(module (memory 1) {functions})")).unwrap();
    let (file, typescript) = (scratch.file("large.wasm", wasm), scratch.at("typescript"));
    let windlass = windlass().get_program().to_str().unwrap().to_owned();
    let command = format!("{windlass} compile --jobs 1 {file} -o /dev/null");
    let status = Command::new("script").args(["-qec", &command, &typescript]).stdin(Stdio::null()).output().unwrap();
    assert!(status.status.success());
    let shown = String::from_utf8(fs::read(typescript).unwrap()).unwrap();
    assert!(shown.contains(" of 20000 functions, ") && shown.contains(" MiB of machine code, 1 thread, "), "{shown}");
    // It is taken away, and nothing is left in pipes.
    assert!(shown.contains("\r\u{1b}[K"), "{shown}");
    let done: Done = Command::new("bash").args(["-c", &command]).output().unwrap().into();
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
}
