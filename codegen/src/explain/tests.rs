use alloc::string::{String, ToString};
use alloc::vec::Vec;

use wasmparser::WasmFeatures;

use super::explain;
use crate::CompileOptions;
use crate::compile::validate;

/// What is said of a module with the default features, or `features`.
fn said(wasm: &[u8], features: WasmFeatures) -> String {
    explain(validate(wasm, features).unwrap_err(), wasm, features).to_string()
}

fn default() -> WasmFeatures {
    CompileOptions::default().features
}

/// A custom section.
fn section(name: &str, contents: &[u8]) -> Vec<u8> {
    let mut body = [&[name.len() as u8], name.as_bytes(), contents].concat();
    body.splice(0..0, [0, body.len() as u8]);
    body
}

#[test]
fn a_proposal_that_is_not_there_is_named() {
    for (wat, name) in [
        ("(module (func (drop (ref.i31 (i32.const 1)))))", "gc"),
        ("(module (func (export \"f\")) (func (drop (ref.i31 (i32.const 1)))) (func nop) (func (call 7)))", "gc"),
        ("(module (type (struct (field i32))))", "gc"),
        (
            "(module (type $f (func)) (type $c (cont $f)) (func (param (ref $c)) (resume $c (local.get 0))))",
            "stack-switching",
        ),
    ] {
        let wasm = wat::parse_str(wat).unwrap();
        let said = said(&wasm, default());
        assert!(said.starts_with("not supported: ") && said.contains("at byte 0x"), "{wat}: {said}");
        assert!(said.contains(&alloc::format!("(proposal `{name}`), which Windlass does not have")), "{wat}: {said}");
    }
}

#[test]
fn exceptions_in_their_first_form_are_called_that() {
    // A function with `try`, `catch_all` and two `end`s.
    let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x08\x01\x06\0\x06\x40\x19\x0b\x0b";
    let text = said(wasm, WasmFeatures::WASM2);
    assert!(text.contains("exceptions in their first form") && text.contains("`exception-handling`"), "{text}");
}

#[test]
fn what_is_off_says_how_it_is_turned_on() {
    let wide = "(module (func (param i64) (drop (i64.mul_wide_u (local.get 0) (local.get 0))) drop))";
    let wide = wat::parse_str(wide).unwrap();
    let text = said(&wide, default());
    assert!(text.starts_with("not enabled: 128-bit integer arithmetic (proposal `wide-arithmetic`)"), "{text}");
    assert!(text.contains("`-W wide-arithmetic=y` or `Config::wasm_wide_arithmetic` turns on"), "{text}");
    for (wat, name) in [
        ("(module (func (param v128)))", "simd"),
        ("(module (memory 1) (memory 1))", "multi-memory"),
        ("(module (memory i64 1))", "memory64"),
        ("(module (table i64 1 funcref))", "memory64"),
        ("(module (memory 1 (pagesize 1)))", "custom-page-sizes"),
        ("(module (func (result i32 i32) unreachable))", "multi-value"),
        ("(module (func (param i32) (drop (i32.extend8_s (local.get 0)))))", "sign-extension-ops"),
        (
            "(module (func (param f32) (drop (i32.trunc_sat_f32_s (local.get 0)))))",
            "nontrapping-float-to-int-conversions",
        ),
        (
            "(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))",
            "bulk-memory-operations",
        ),
        ("(module (func (param externref)))", "reference-types"),
        ("(module (func $f (return_call $f)))", "tail-call"),
        ("(module (func (export \"f\")) (func (return_call 0)) (func nop) (func (return_call 7)))", "tail-call"),
        ("(module (global i32 (i32.add (i32.const 1) (i32.const 2))))", "extended-const"),
    ] {
        let wasm = wat::parse_str(wat).unwrap();
        let said = said(&wasm, WasmFeatures::WASM1);
        assert!(said.starts_with("not enabled: ") && said.contains(&alloc::format!("`{name}`")), "{wat}: {said}");
    }
}

#[test]
fn typed_references_are_called_that() {
    let wasm = wat::parse_str("(module (type $f (func)) (func (param (ref $f)) (call_ref $f (local.get 0))))").unwrap();
    let said = said(&wasm, WasmFeatures::WASM2);
    assert!(said.starts_with("not enabled: ") && said.contains("`function-references`"), "{said}");
}

#[test]
fn what_is_not_valid_stays_that() {
    for wat in [
        "(module (func (result i32)))",
        "(module (func $f (return_call $f)) (func (result i32) (i64.const 0)))",
        "(module (memory 1) (func (drop (i32.load (i64.const 0)))))",
        "(module (func (local.set 3 (i32.const 0))))",
    ] {
        let wasm = wat::parse_str(wat).unwrap();
        let said = said(&wasm, default());
        assert!(said.starts_with("invalid module: "), "{wat}: {said}");
    }
    // Cut off anywhere, there is no panic, and no proposal is made up.
    let wasm =
        wat::parse_str("(module (memory 1) (func (param i32) (local.get 0) drop) (data (i32.const 0) \"x\"))").unwrap();
    for len in 8..wasm.len() {
        if let Err(error) = validate(&wasm[..len], default()) {
            let said = explain(error, &wasm[..len], default()).to_string();
            assert!(said.starts_with("invalid module: "), "{len}: {said}");
        }
    }
}

#[test]
fn a_module_says_where_it_got_it() {
    let mut wasm = wat::parse_str("(module (func (drop (ref.i31 (i32.const 1)))))").unwrap();
    wasm.extend(section("target_features", b"\x02+\x04sign+\x02gc"));
    let text = said(&wasm, default());
    assert!(text.contains("; it was compiled with `+gc` (section `target_features`) (at byte 0x"), "{text}");
    wasm.extend(section("producers", b"\x02\x08language\x01\x03C11\x00\x0cprocessed-by\x01\x05clang\x0618.1.2"));
    let text = said(&wasm, default());
    let both = "by clang 18.1.2 (sections `target_features` and `producers`)";
    assert!(text.contains(both) && !text.contains("C11"), "{text}");
    let mut wasm = wat::parse_str("(module (func (drop (ref.i31 (i32.const 1)))))").unwrap();
    wasm.extend(section("target_features", b"\x02+\x04sign+\x09tail-call"));
    wasm.extend(section("producers", b"\x01\x0cprocessed-by\x01\x05c\x1b[2J\x00"));
    let text = said(&wasm, default());
    assert!(text.contains("; it was made by c") && !text.contains('\x1b') && !text.contains("tail-call"), "{text}");
    // Sections that make no sense say nothing.
    for nonsense in [&b"\xff\xff\xff\xff\x0f"[..], b"\x01", b"\x01+\x7f"] {
        let mut wasm = wat::parse_str("(module (func (drop (ref.i31 (i32.const 1)))))").unwrap();
        wasm.extend(section("target_features", nonsense));
        wasm.extend(section("producers", nonsense));
        assert!(!said(&wasm, default()).contains(';'));
    }
}
