//! Names in modules are untrusted: wherever they are printed, they are escaped and truncated.

use std::fs;
use std::path::Path;

use windlass::{Engine, Instance, Linker, Module, Store};
use windlass_tests::binary::{self, Binary};

use crate::command::{Scratch, windlass};

/// Clears the screen, sets the title, returns to the start of the line, imitates a message, reverses the text
/// direction.
const EVIL: &str =
    "\x1b[2J\x1b]0;title\x07\r\nerror: forged\u{9b}31m\u{202e}\u{2066}\u{2028}\u{200b}<script>alert(1)</script>\x7f";

/// Longer than the limit for names in most sections.
const LONG: usize = 1_000_000;

/// Modules of several kinds, all of whose names are `name`.
fn module(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    // The names of modules, imports and exports are limited to 100,000 bytes.
    let short = &name[..name.len().min(99_999)];
    let recursion = |start: &str, body: &[u8]| {
        let mut module = Binary::new();
        module.types(&[binary::func_type(&[], &[])]);
        module.functions(&[0]);
        module.exports(&[(start, 0, 0)]);
        module.code(&[binary::body(&[], body)]);
        module.names(Some(short), &[(0, name)]);
        module.finish()
    };
    let imports = |module_name: &str| {
        let mut module = Binary::new();
        module.types(&[binary::func_type(&[], &[])]);
        module.imports(&[(module_name, short, 0)]);
        module.functions(&[0]);
        module.exports(&[("_start", 0, 1)]);
        module.code(&[binary::body(&[], &[0x10, 0])]);
        module.names(Some(short), &[(0, name), (1, name)]);
        module.finish()
    };
    let mut twice = Binary::new();
    twice.types(&[binary::func_type(&[], &[])]);
    twice.functions(&[0]);
    twice.exports(&[(short, 0, 0), (short, 0, 0)]);
    twice.code(&[binary::body(&[], &[])]);
    vec![
        ("trap", recursion("_start", &[0])),
        ("recursion", recursion("_start", &[0x10, 0, 0x10, 0])),
        ("no start", recursion(short, &[])),
        ("imports", imports(short)),
        ("WASI imports", imports("wasi_snapshot_preview1")),
        ("exports the same twice", twice.finish()),
    ]
}

/// Checks the text of a message or an error.
fn check(what: &str, said: &[u8]) {
    let text = std::str::from_utf8(said).unwrap_or_else(|e| panic!("{what}: {e}"));
    let acts = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.chars().any(acts), "{what}: {text:?}");
    assert!(!text.lines().any(|line| line.starts_with("error: forged")), "{what}: {text}");
    assert!(text.len() < 100_000, "{what}: {} bytes", text.len());
}

#[test]
fn every_command_shows_names_as_text() {
    let scratch = Scratch::new();
    let file = scratch.path().join("m.wasm");
    let out = scratch.path().join("out");
    for (kind, wasm) in module(EVIL).into_iter().chain(module(&"A".repeat(LONG))) {
        fs::write(&file, wasm).unwrap();
        let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
        let commands: &[&[&str]] = &[
            &["run", file],
            &["run", "--compile", "lazy", file],
            &["run", "--invoke", "x", file],
            &["run", "--invoke", "A", file],
            &["validate", file],
            &["compile", "-o", out, file],
            &["compile", "--stats", "json", file],
            &["disas", file],
            &["disas", "--function", "x", file],
            &["explore", "-o", out, file],
        ];
        for command in commands {
            let done = windlass().args(*command).output().unwrap();
            check(&format!("{kind}: {command:?}: standard error"), &done.stderr);
            check(&format!("{kind}: {command:?}: standard output"), &done.stdout);
            if command[0] == "explore" && done.status.success() {
                let page = fs::read_to_string(out).unwrap();
                assert!(!page.contains("<script>alert") && !page.contains('\x1b'), "{kind}");
                assert!(page.len() < 300_000, "{kind}: {} bytes", page.len());
            }
            if command[0] == "compile" && Path::new(out).exists() {
                let done = windlass().args(["run", "--allow-precompiled", out]).output().unwrap();
                check(&format!("{kind}: precompiled"), &done.stderr);
                let _ = fs::remove_file(out);
            }
        }
    }
}

#[test]
fn scripts_show_names_as_text() {
    let scratch = Scratch::new();
    let file = scratch.path().join("s.wast");
    let bad = r#"\1b[2J\0d\0aerror: forged"#;
    let script = format!(
        "(module (func (export \"{bad}\") unreachable))\n(assert_return (invoke \"{bad}\"))\n(invoke \"{bad}\")\n\
         (assert_return (invoke \"{bad}{bad}\"))\n(assert_return (get \"{bad}\"))\n\
         (module (import \"{bad}\" \"{bad}\" (func)))\n(module (func (export \"x{bad}\")) (func (export \"x{bad}\")))"
    );
    fs::write(&file, script).unwrap();
    let done = windlass().arg("wast").arg(&file).output().unwrap();
    assert!(!done.status.success());
    check("standard output", &done.stdout);
    check("standard error", &done.stderr);
}

#[test]
fn errors_and_backtraces_show_names_as_text() {
    let engine = Engine::default();
    for name in [EVIL.to_string(), "A".repeat(LONG)] {
        for (kind, wasm) in module(&name) {
            let module = match Module::new(&engine, &wasm) {
                Ok(module) => module,
                Err(error) => {
                    check(kind, format!("{error}\n{error:?}").as_bytes());
                    continue;
                }
            };
            check(kind, format!("{module:?}").as_bytes());
            let mut store = Store::new(&engine, ());
            let error = Instance::new(&mut store, &module, &[]).err();
            let mut linker = Linker::new(&engine);
            let missing = linker.instantiate(&mut store, &module).err();
            linker.define_unknown_imports_as_traps(&module).unwrap();
            let instance = linker.instantiate(&mut store, &module).unwrap();
            let no_export = instance.get_typed_func::<(), ()>(&mut store, &format!("no{name}")).err();
            let wrong = instance.get_typed_func::<i32, ()>(&mut store, &name[..name.len().min(99_999)]).err();
            let called = instance.get_typed_func::<(), ()>(&mut store, "_start").and_then(|f| f.call(&mut store, ()));
            if let Err(error) = &called
                && let Some(backtrace) = error.backtrace()
            {
                // The API still returns the names as they are.
                for frame in backtrace.frames() {
                    assert!(frame.func_name() == Some(&*name), "{kind}: {frame}");
                    assert!(frame.module_name() == Some(&name[..name.len().min(99_999)]), "{kind}: {frame}");
                }
            }
            for error in [error, missing, no_export, wrong, called.err()].into_iter().flatten() {
                check(kind, format!("{error}\n{error:?}").as_bytes());
            }
        }
    }
}
