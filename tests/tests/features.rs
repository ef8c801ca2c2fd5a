//! The proposals that modules may use: the option `-W`, and the tables of the README, which must agree with the engine.

use windlass::{Proposal, Status};

use crate::command::{Done, Scratch, run};

/// A module for every proposal, whose function `f` returns 42 by it. Of those that are not implemented, one that is refused.
const MODULES: &[(&str, &str)] = &[
    (
        "mutable-global",
        r#"(global (export "g") (mut i32) (i32.const 41))
           (func (export "f") (result i32) (global.set 0 (i32.add (global.get 0) (i32.const 1))) (global.get 0))"#,
    ),
    ("sign-extension", r#"(func (export "f") (result i32) (i32.add (i32.const 43) (i32.extend8_s (i32.const 0xff))))"#),
    ("saturating-float-to-int", r#"(func (export "f") (result i32) (i32.trunc_sat_f32_s (f32.const 42.5)))"#),
    (
        "multi-value",
        r#"(func $g (result i32 i32) i32.const 40 i32.const 2) (func (export "f") (result i32) call $g i32.add)"#,
    ),
    (
        "bulk-memory",
        r#"(memory 1) (func (export "f") (result i32)
             (memory.fill (i32.const 0) (i32.const 42) (i32.const 1)) (i32.load8_u (i32.const 0)))"#,
    ),
    (
        "reference-types",
        r#"(table 42 externref) (table 1 funcref)
           (func (export "f") (result i32) (i32.mul (ref.is_null (table.get 0 (i32.const 0))) (table.size 0)))"#,
    ),
    (
        "simd",
        r#"(func (export "f") (result i32) (i32x4.extract_lane 3 (i32x4.add (v128.const i32x4 1 2 3 4)
             (i32x4.splat (i32.const 38)))))"#,
    ),
    (
        "relaxed-simd",
        r#"(func (export "f") (result i32)
             (i32x4.extract_lane 0 (i32x4.relaxed_trunc_f32x4_s (f32x4.splat (f32.const 42)))))"#,
    ),
    (
        "extended-const",
        r#"(global i32 (i32.mul (i32.const 6) (i32.const 7))) (func (export "f") (result i32) (global.get 0))"#,
    ),
    ("tail-call", r#"(func $g (result i32) (i32.const 42)) (func (export "f") (result i32) (return_call $g))"#),
    (
        "multi-memory",
        r#"(memory 1) (memory $m 1) (data (memory $m) (i32.const 7) "*")
           (func (export "f") (result i32) (i32.load8_u $m (i32.const 7)))"#,
    ),
    (
        "memory64",
        r#"(memory i64 1) (data (i64.const 7) "*") (table i64 1 funcref)
           (func (export "f") (result i32) (i32.load8_u (i64.const 7)))"#,
    ),
    (
        "threads",
        r#"(memory 1 1 shared) (func (export "f") (result i32)
             (i32.atomic.store (i32.const 0) (i32.const 42)) (i32.atomic.load (i32.const 0)))"#,
    ),
    (
        "exceptions",
        r#"(tag $t (param i32)) (func (export "f") (result i32)
             (block $h (result i32) (try_table (catch $t $h) (throw $t (i32.const 42))) (i32.const 0)))"#,
    ),
    (
        "legacy-exceptions",
        r#"(tag $t (param i32)) (func (export "f") (result i32) try (result i32) i32.const 42 throw $t catch $t end)"#,
    ),
    (
        "function-references",
        r#"(type $t (func (result i32))) (elem declare func $g) (func $g (result i32) (i32.const 42))
           (func (export "f") (result i32) (call_ref $t (ref.func $g)))"#,
    ),
    ("gc", r#"(func (export "f") (result i32) (i31.get_u (ref.i31 (i32.const 42))))"#),
    (
        "wide-arithmetic",
        r#"(func (export "f") (result i32)
             (i64.add128 (i64.const 40) (i64.const 0) (i64.const 2) (i64.const 0)) drop i32.wrap_i64)"#,
    ),
    ("custom-page-sizes", r#"(memory 42 (pagesize 1)) (func (export "f") (result i32) memory.size)"#),
    (
        "stack-switching",
        r#"(type $t (func)) (type $c (cont $t)) (func (param (ref $c)) (resume $c (local.get 0)))
           (func (export "f") (result i32) (i32.const 42))"#,
    ),
];

/// The text of the module for a proposal.
fn module(flag: &str) -> String {
    let (_, body) = MODULES.iter().find(|(name, _)| *name == flag).expect("a module for the proposal");
    format!("(module {body})")
}

/// Calls the function of a module.
fn call(options: &[&str], file: &str) -> Done {
    run(&[&["run"], options, &["--invoke", "f", file]].concat())
}

#[test]
fn proposals_are_turned_on_and_off_in_every_command() {
    let scratch = Scratch::new();
    let out = scratch.at("out");
    let file = scratch.file("simd.wat", module("simd"));
    let wide = scratch.file("wide.wat", module("wide-arithmetic"));
    for command in
        [&["run", "--invoke", "f"][..], &["compile", "-o", &out], &["validate"], &["disas"], &["explore", "-o", &out]]
    {
        let with = |options: &[&str], file: &str| run(&[command, options, &[file]].concat());
        let refused = |options: &[&str], file: &str, flag: &str| {
            let done = with(options, file);
            assert_eq!(done.status, Some(1), "{command:?} {options:?}: {}", done.stderr);
            let proposal = Proposal::find(flag).unwrap();
            let said = format!("not enabled: {} (proposal `{}`), which `-W {flag}=y` or", proposal.what, proposal.name);
            assert!(done.stderr.contains(&said) && done.stderr.contains("(at byte 0x"), "{command:?}: {}", done.stderr);
        };
        assert_eq!(with(&[], &file).status, Some(0), "{command:?}");
        refused(&["-W", "simd=n"], &file, "simd");
        refused(&["-W", "all-proposals=n,wide-arithmetic"], &file, "simd");
        // What is said of one counts more than what is said of all, wherever it is.
        assert_eq!(with(&["-W", "simd=y", "-W", "all-proposals=n"], &file).status, Some(0), "{command:?}");
        refused(&[], &wide, "wide-arithmetic");
        for on in ["wide-arithmetic", "wide-arithmetic=y", "all-proposals=y", "simd=n,wide-arithmetic=yes"] {
            let done = with(&["-W", on], &wide);
            assert_eq!(done.status, Some(0), "{command:?} {on}: {}", done.stderr);
        }
        for (value, why) in [
            ("smid=n", "'-W' does not take 'smid=n': no such proposal; did you mean 'simd'?"),
            ("exception-handling=n", "did you mean 'exceptions'?"),
            ("", "the proposals are: mutable-global,"),
            ("simd=maybe", "'-W' does not take 'simd=maybe': expected y or n after the ="),
            ("gc=y", "'-W' does not take 'gc=y': Windlass does not support structures and arrays (proposal `gc`)"),
        ] {
            let done = with(&["-W", value], &file);
            assert_eq!(done.status, Some(2), "{command:?} {value}");
            assert!(done.stderr.contains(why), "{command:?} {value}: {}", done.stderr);
        }
        assert_eq!(with(&["-W", "gc=n"], &file).status, Some(0), "{command:?}");
    }
}

#[test]
fn scripts_may_use_what_the_option_says() {
    let scratch = Scratch::new();
    let script = scratch.file("one.wast", format!(r#"{} (assert_return (invoke "f") (i32.const 42))"#, module("simd")));
    let passed =
        |options: &[&str]| run(&[&["wast"], options, &[&script]].concat()).stdout.contains("2 passed, 0 failed");
    assert!(passed(&[]) && passed(&["--wasm", "1.0", "-W", "simd"]) && passed(&["-W", "simd", "--wasm", "1.0"]));
    assert!(!passed(&["--wasm", "1.0"]) && !passed(&["-W", "simd=n"]));
}

#[test]
fn modules_in_the_cache_are_for_the_proposals_that_they_were_compiled_with() {
    let scratch = Scratch::new();
    let file = scratch.file("simd.wat", module("simd"));
    let cache = format!("--cache={}", scratch.at("cache"));
    assert_eq!(call(&[&cache], &file).stdout, "42\n");
    assert_eq!(call(&[&cache, "-W", "simd=n"], &file).status, Some(1));
}

/// The cells of the rows of the table in the README that has this heading in its first cell.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let readme = include_str!("../../README.md");
    let start = readme.find(&format!("| {heading} |")).expect("the table");
    let rows = readme[start..].lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Which column of a table is about this machine, if the first two are about both.
const MACHINE: usize = if cfg!(target_arch = "aarch64") { 3 } else { 2 };

#[test]
fn the_proposals_in_the_readme_are_as_it_says() {
    let scratch = Scratch::new();
    let rows = table("WebAssembly");
    let mut flags: Vec<&str> = Vec::new();
    for row in &rows {
        assert_eq!(row[2], row[3], "{row:?}");
        for flag in row[1].split(", ").map(|flag| flag.trim_matches('`')).filter(|flag| !flag.is_empty()) {
            let proposal = Proposal::find(flag).unwrap_or_else(|| panic!("{row:?}"));
            let file = scratch.file("module.wat", module(flag));
            let (plain, on) = (call(&[], &file), call(&["-W", flag], &file));
            match row[MACHINE] {
                "yes" => {
                    assert_eq!(proposal.status, Status::OnByDefault, "{row:?}");
                    assert_eq!(plain.stdout, "42\n", "{row:?}: {}", plain.stderr);
                }
                "with `-W`" => {
                    assert_eq!(proposal.status, Status::OffByDefault, "{row:?}");
                    assert!(plain.stderr.contains("not enabled: "), "{row:?}: {}", plain.stderr);
                    assert_eq!(on.stdout, "42\n", "{row:?}: {}", on.stderr);
                }
                "not yet" => {
                    assert_eq!(proposal.status, Status::NotImplemented, "{row:?}");
                    let said = format!("(proposal `{}`), which Windlass does not have", proposal.name);
                    assert!(
                        plain.stderr.contains("not supported: ") && plain.stderr.contains(&said),
                        "{}",
                        plain.stderr
                    );
                    assert_eq!(on.status, Some(2), "{row:?}: {}", on.stderr);
                }
                _ => panic!("{row:?}"),
            }
            flags.push(flag);
        }
    }
    for (flag, _) in MODULES {
        assert!(flags.contains(flag), "the table of the README does not have {flag}");
    }
    for proposal in Proposal::ALL.iter().filter(|proposal| proposal.is_implemented()) {
        assert!(flags.contains(&proposal.flag), "the table of the README does not have {}", proposal.flag);
    }
}

#[test]
fn the_modes_in_the_readme_are_as_it_says() {
    let scratch = Scratch::new();
    let file = scratch.file("module.wat", module("bulk-memory"));
    for row in table("code and memory") {
        assert_eq!((row[2], row[3]), ("yes", "yes"), "{row:?}");
        let options: Vec<&str> = row[1].trim_matches('`').split_whitespace().collect();
        let done = call(&options, &file);
        assert_eq!(done.stdout, "42\n", "{row:?}: {}", done.stderr);
    }
}
