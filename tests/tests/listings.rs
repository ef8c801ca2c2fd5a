//! The commands that show machine code.

use std::process::Command;

use crate::command::windlass;

const HELLO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/hello.wat");

const LOADS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../filetests/x86_64/memory/i32_load.wat");

/// Runs a command that succeeds; returns what it prints.
fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs `windlass disas` with arguments it refuses; returns the exit status and what it complains.
fn refused(args: &[&str]) -> (Option<i32>, String) {
    let output = windlass().arg("disas").args(args).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn functions_are_listed_with_their_sizes_and_a_summary() {
    for target in ["x86_64", "aarch64"] {
        let text = output(windlass().args(["disas", "--target", target, HELLO]));
        assert!(text.contains("$fib: ") && text.contains("$fib\n"), "{text}");
        let (_, summary) = text.split_once("\nfunctions: ").unwrap();
        assert!(summary.contains("code: ") && summary.contains("places that may trap: "), "{summary}");
        assert!(!text.contains("local.get") && !text.contains('\x1b'), "{text}");
    }
}

#[test]
fn one_function_is_found_by_name_or_index() {
    let by_name = output(windlass().args(["disas", "--function", "$fib", HELLO]));
    assert_eq!(by_name, output(windlass().args(["disas", "--function", "fib", HELLO])));
    assert!(by_name.starts_with("$fib: ") && by_name.contains("functions: 1\n"), "{by_name}");
    let (status, error) = refused(&["--function", "nothing", HELLO]);
    assert_eq!(status, Some(1));
    assert!(error.contains("there is no function 'nothing' with code"), "{error}");
}

#[test]
fn operators_are_shown_where_asked_for() {
    let text = output(windlass().args(["disas", "--wasm", "--function", "fib", HELLO]));
    assert!(text.lines().any(|line| line.trim() == "local.get $n"), "{text}");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let colored = output(windlass().args(["disas", "--color", "always", HELLO]).env("NO_COLOR", "1"));
    assert!(colored.contains("\x1b["), "what the command line says counts more than the environment");
    assert!(!output(windlass().args(["disas", "--color=never", HELLO])).contains('\x1b'));
}

#[test]
fn the_code_depends_on_the_options() {
    let disas = |args: &[&str]| output(windlass().args(["disas", "--target", "x86_64"]).args(args).arg(LOADS));
    let checked = disas(&["--explicit-bounds-checks"]);
    assert!(checked.contains("memory0.len") && !disas(&[]).contains("memory0.len"), "{checked}");
    let (status, error) = refused(&["--target", "aarch64", "--disable-cpu-feature", "avx", HELLO]);
    assert!(status == Some(1) && error.contains("unknown CPU feature 'avx'"), "{error}");
    let (status, error) = refused(&["--target", "mips", HELLO]);
    assert!(status == Some(2) && error.contains("x86_64 and aarch64"), "{error}");
}
