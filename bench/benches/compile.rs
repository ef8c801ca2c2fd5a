//! Benchmarks the phases of compilation: `cargo bench -p windlass-bench --bench compile`.
//!
//! The environment variable `WINDLASS_CORPUS` selects a module of the corpus; without it, the benchmark generates a
//! module.

use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::BytesCount;
use wasmparser::WasmFeatures;
use windlass::{Engine, Module};
use windlass_codegen::CompileOptions;
use windlass_masm::{CodeMemory, OutOfMemory};

fn main() {
    divan::main();
}

/// The module to compile.
fn module() -> &'static [u8] {
    static MODULE: OnceLock<Vec<u8>> = OnceLock::new();
    MODULE.get_or_init(|| match std::env::var_os("WINDLASS_CORPUS") {
        Some(corpus) => {
            let file = std::path::Path::new(&corpus).join("compile/quickjs.wasm");
            std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
        }
        None => generated(),
    })
}

/// A thousand functions with loops, memory accesses and calls.
fn generated() -> Vec<u8> {
    let mut text = String::from("(module (memory 1)");
    for i in 0..1000 {
        text += &format!(
            "(func $f{i} (param $p i32) (param $n i32) (result i32) (local $s i32)
               (loop $l
                 (local.set $s (i32.add (local.get $s) (i32.mul (i32.load offset={i} (local.get $p)) (i32.const {i}))))
                 (i32.store (local.get $p) (call $f{} (local.get $s) (local.get $n)))
                 (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
               (local.get $s))",
            (i + 7) % 1000
        );
    }
    text.push(')');
    wat::parse_str(text).expect("the module is well-formed")
}

fn size() -> BytesCount {
    BytesCount::of_slice(module())
}

/// Decoding and validation by wasmparser alone.
#[divan::bench]
fn validate_alone(bencher: Bencher) {
    bencher
        .counter(size())
        .bench(|| wasmparser::Validator::new_with_features(WasmFeatures::WASM2).validate_all(module()));
}

/// Validation, and building `ModuleInfo` from the sections.
#[divan::bench]
fn translate_and_validate(bencher: Bencher) {
    bencher.counter(size()).bench(|| windlass_codegen::validate(module(), WasmFeatures::WASM2));
}

/// Everything, into preallocated memory.
#[divan::bench]
fn emit(bencher: Bencher) {
    let mut memory = Reused(Vec::new());
    let options = CompileOptions::default();
    bencher
        .counter(size())
        .bench_local(|| windlass_codegen::compile(module(), &options, &mut memory).map(|a| a.code_len));
}

/// Everything, to a module that can be instantiated.
#[divan::bench]
fn publish(bencher: Bencher) {
    let engine = Engine::default();
    bencher.counter(size()).bench(|| Module::new(&engine, module()));
}

/// Code memory that is reused from one compilation to the next.
struct Reused(Vec<u8>);

// SAFETY: the vector keeps its bytes when it grows, and is only grown here.
unsafe impl CodeMemory for Reused {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        if self.0.len() < len {
            self.0.resize(len, 0);
        }
        Ok((self.0.as_mut_ptr(), self.0.len()))
    }
}
