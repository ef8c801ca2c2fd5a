//! The commands that show generated code.

use std::fs;
use std::process::{Command, Stdio};

use crate::command::windlass;
use crate::say;

const HELLO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/hello.wat");

const LOADS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../filetests/x86_64/memory/i32_load.wat");

/// Runs a command that must succeed, and returns its output.
fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs `windlass disas` with invalid arguments, and returns the exit status and the message.
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
    assert!(error.contains("the module defines no function 'nothing'"), "{error}");
}

#[test]
fn what_was_compiled_before_is_listed_like_the_module() {
    let file = std::env::temp_dir().join(format!("windlass-listing-{}.so", std::process::id()));
    for target in ["x86_64-linux", "aarch64-linux"] {
        output(windlass().args(["compile", "--target", target, HELLO, "-o"]).arg(&file));
        let listed = |text: String| text.split_once("\nfunctions: ").unwrap().0.to_owned();
        let module = listed(output(windlass().args(["disas", "--target", target, HELLO])));
        assert_eq!(listed(output(windlass().arg("disas").arg(&file))), module, "{target}");
    }
    // A damaged file is rejected.
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(&file, bytes).unwrap();
    let (status, error) = refused(&[file.to_str().unwrap()]);
    assert!(status == Some(1) && error.contains("damaged"), "{error}");
    fs::remove_file(file).unwrap();
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

/// A headless browser, if one is installed.
fn browser() -> Option<Command> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let works = |name: &&str| {
        let mut command = Command::new(name);
        command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let mut command = Command::new(names.into_iter().find(works)?);
    // Chromium's sandbox does not start as root, which CI often runs as.
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"]);
    Some(command)
}

/// A module with this many functions, in the text format.
fn module(functions: usize) -> String {
    let function = |i: usize| {
        let callee = i.saturating_sub(1);
        format!(
            "(func $work_{i} (param $p i32) (result i32)
                (if (i32.eqz (local.get $p)) (then (return (i32.const {i}))))
                (i32.add (i32.load offset=4 (local.get $p)) (call $work_{callee} (i32.const {i}))))\n"
        )
    };
    let functions: String = (0..functions).map(function).collect();
    format!("(module (memory 1)\n{functions})")
}

#[test]
fn a_page_shows_a_module_with_thousands_of_functions() {
    const FUNCTIONS: usize = 5_000;
    let folder = std::env::temp_dir().join(format!("windlass-page-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (file, page) = (folder.join("large.wat"), folder.join("large.html"));
    fs::write(&file, module(FUNCTIONS)).unwrap();
    assert_eq!(output(windlass().arg("explore").arg(&file).arg("-o").arg(&page)), "");
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.starts_with("<!doctype html>") && text.contains("$work_4999"));
    for outside in ["http:", "https:", "src=", "<link", "@import"] {
        assert!(!text.contains(outside), "the page needs something else: {outside}");
    }

    let Some(mut browser) = browser() else {
        say!("SKIPPED: using the page in a browser. Chromium in the path enables it.");
        return;
    };
    let url = format!("file://{}#check", page.display());
    let document = output(browser.arg(url));
    // The results of the page's self-test: see the end of its script.
    let reported = |key: &str| -> Vec<usize> {
        let start = format!("data-{key}=\"");
        let (_, value) = document.split_once(&start).unwrap_or_else(|| panic!("no {key}: {}", &document[..300]));
        value.split_once('"').unwrap().0.split(',').map(|number| number.parse().unwrap()).collect()
    };
    assert_eq!(reported("functions"), [FUNCTIONS]);
    assert!(reported("found")[0] >= 1 && reported("lines")[0] > 10);
    let hot = reported("hot");
    assert!(hot.len() == 2 && hot.iter().all(|rows| *rows > 0), "both sides are marked: {hot:?}");
    assert!(reported("pinned")[0] > 0);
    assert!(reported("rows")[0] < 500, "only what can be seen is in the document");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_page_of_a_pipe_needs_a_name() {
    let output = windlass().args(["explore", "-"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("'-o OUT' is needed"), "{error}");
}
