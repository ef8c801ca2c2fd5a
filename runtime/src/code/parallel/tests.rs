use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use std::path::PathBuf;

use crate::{CompileMode, Config, Engine, Module, Store};

fn engine(mode: CompileMode, threads: usize) -> Engine {
    Engine::new(Config::new().compile_mode(mode).compile_threads(threads)).unwrap()
}

/// A module of functions that call functions before and after them. Each adds its index to the results.
fn calls(count: usize) -> String {
    let mut text = String::from("(module");
    for i in 0..count {
        let (near, far) = ((i + 1) % count, (i * 7919 + 13) % count);
        write!(
            text,
            "(func $f{i} (export \"f{i}\") (param i32) (result i32) (local i64 f64)
                (if (result i32) (i32.eqz (local.get 0))
                    (then (i32.const {i}))
                    (else (i32.add
                        (call $f{near} (i32.sub (local.get 0) (i32.const 1)))
                        (call $f{far} (i32.const 0))))))"
        )
        .unwrap();
    }
    text + ")"
}

/// Everything in a compiled module that depends on its functions.
fn compiled(engine: &Engine, wasm: &[u8]) -> (Vec<u8>, String, Vec<u8>) {
    let module = Module::new(engine, wasm).unwrap();
    let inner = module.inner();
    let artifact = inner.artifact();
    (inner.code_bytes().to_vec(), alloc::format!("{:?}", artifact.functions), artifact.sites.to_vec())
}

fn assert_same(name: &str, wasm: &[u8]) {
    let serial = compiled(&engine(CompileMode::Eager, 1), wasm);
    for threads in [2, 3, 8] {
        let parallel = compiled(&engine(CompileMode::Parallel, threads), wasm);
        assert!(serial == parallel, "{name}, on {threads} threads");
    }
}

#[test]
fn the_code_is_that_of_one_thread() {
    let text = calls(2000);
    assert_same("calls", text.as_bytes());
    let engine = engine(CompileMode::Parallel, 4);
    let module = Module::new(&engine, &text).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = crate::Instance::new(&mut store, &module, &[]).unwrap();
    for start in [0, 999, 1999] {
        let f = instance.get_typed_func::<i32, i32>(&mut store, &alloc::format!("f{start}")).unwrap();
        let far = |step| ((start + step) % 2000 * 7919 + 13) % 2000;
        assert_eq!(f.call(&mut store, 2).unwrap(), far(0) + far(1) + (start + 2) % 2000);
    }
}

#[test]
fn the_first_error_wins() {
    let mut text = calls(1500);
    text.truncate(text.len() - 1);
    let valid = text.clone();
    for position in [3, 700, 1400] {
        text.clone_from(&valid);
        for i in [position, 1499] {
            let begin = text.find(&alloc::format!("(func $f{i} ")).unwrap();
            let constant = text[begin..].find("(i32.const 1)").unwrap() + begin;
            text.replace_range(constant..constant + 13, "(i64.const 1)");
        }
        text.push(')');
        let error = |mode, threads| Module::new(&engine(mode, threads), &text).unwrap_err().to_string();
        let serial = error(CompileMode::Eager, 1);
        for threads in [2, 4] {
            assert_eq!(error(CompileMode::Parallel, threads), serial);
        }
    }
}

#[test]
fn real_modules_are_the_same() {
    let Some(corpus) = std::env::var_os("WINDLASS_CORPUS").map(PathBuf::from) else { return };
    // aarch64 is mostly emulated, where the largest take minutes. What the compiler does with them does not depend on the host:
    // `scripts/aarch64-test.sh` compares its output on both.
    let sets = if cfg!(target_arch = "aarch64") { &["run", "jobs"][..] } else { &["compile", "run", "jobs"] };
    for set in sets {
        for file in std::fs::read_dir(corpus.join(set)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "wasm") {
                let wasm = std::fs::read(&path).unwrap();
                // Some modules use unsupported features.
                if Module::new(&Engine::default(), &wasm).is_ok() {
                    assert_same(&path.display().to_string(), &wasm);
                }
            }
        }
    }
}
