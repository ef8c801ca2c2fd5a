use alloc::string::ToString;
use alloc::vec::Vec;

use super::*;
use crate::module::{ConstOp, DataSegment, DataSegments, PlainSegment};
use crate::types::{HeapType, RefType, TypeIndex, ValType};

fn module(wat: &str) -> ModuleInfo {
    let wasm = wat::parse_str(wat).unwrap();
    translate(&wasm, WasmFeatures::WASM2).unwrap_or_else(|e| panic!("{e}")).module
}

/// The error of translating `wasm`, as the reader sees it.
fn error(wasm: &[u8], features: WasmFeatures) -> alloc::string::String {
    match translate(wasm, features) {
        Ok(_) => panic!("accepted"),
        Err(e) => e.to_string(),
    }
}

fn error_of_text(wat: &str) -> alloc::string::String {
    error(&wat::parse_str(wat).unwrap(), WasmFeatures::all())
}

#[test]
fn index_spaces_start_with_the_imports() {
    let m = module(
        r#"(module
            (import "a" "f" (func (param i32)))
            (import "a" "t" (table 1 2 externref))
            (import "a" "m" (memory 3 4))
            (import "a" "g" (global (mut i64)))
            (func (result f64) f64.const 1)
            (table 5 funcref)
            (global f32 (f32.const 1)))"#,
    );
    assert_eq!(m.imports.len(), 4);
    assert_eq!((&*m.imports[1].module, &*m.imports[1].name), ("a", "t"));
    assert_eq!(m.imports[0].ty, ImportType::Func(0));
    assert_eq!((m.imported_functions, m.imported_tables, m.imported_memories, m.imported_globals), (1, 1, 1, 1));
    assert_eq!(*m.functions, [0, 1]);
    assert_eq!(m.func_type(1).results(), [ValType::F64]);
    assert_eq!(m.tables[0].element, RefType::EXTERNREF);
    assert_eq!((m.tables[1].limits.min, m.tables[1].limits.max), (5, None));
    assert_eq!((m.memories[0].limits.min, m.memories[0].limits.max), (3, Some(4)));
    assert!(m.globals[0].mutable && !m.globals[1].mutable);
    assert_eq!(m.global_inits.len(), 1);
    assert_eq!(m.global_inits[0].ops(), [ConstOp::F32Const(1f32.to_bits())]);
}

#[test]
fn functions_whose_reference_may_be_taken_escape() {
    let m = module(
        r#"(module
            (import "a" "f" (func $imported))
            (func $export (export "e"))
            (func $unused)
            (func $start)
            (func $active)
            (func $item)
            (func $declared (drop (ref.func $declared)))
            (func $global)
            (export "i" (func $imported))
            (start $start)
            (table 4 funcref)
            (global funcref (ref.func $global))
            (elem (i32.const 0) func $active $active)
            (elem funcref (ref.func $item) (ref.null func))
            (elem declare func $declared))"#,
    );
    assert_eq!(*m.escaping, [0, 1, 3, 4, 5, 6, 7]);
    assert_eq!(m.start, Some(3));
    assert!(matches!(m.elements[0].mode, SegmentMode::Active { index: 0, .. }));
    assert!(matches!(m.elements[1].mode, SegmentMode::Passive));
    assert!(matches!(m.elements[2].mode, SegmentMode::Declared));
    let ElementItems::Functions(items) = &m.elements[1].items else { panic!("{:?}", m.elements[1].items) };
    assert_eq!(**items, [5, ElementItems::NULL]);
}

#[test]
fn items_that_are_no_functions_are_expressions() {
    let m = module(
        r#"(module
            (import "a" "g" (global $g externref)) (import "a" "f" (global $f funcref))
            (func $a) (func $b)
            (elem externref (ref.null extern) (ref.null extern))
            (elem funcref (ref.null func) (ref.func $b) (global.get $f) (ref.func $a) (ref.null func)))"#,
    );
    assert_eq!(*m.escaping, [0, 1]);
    let ElementItems::Functions(items) = &m.elements[0].items else { panic!("{:?}", m.elements[0].items) };
    assert_eq!((m.elements[0].ty, &**items), (RefType::EXTERNREF, &[ElementItems::NULL; 2][..]));
    let ElementItems::Expressions(items) = &m.elements[1].items else { panic!("{:?}", m.elements[1].items) };
    let ops: Vec<_> = items.iter().map(|item| item.ops()[0]).collect();
    let null = ConstOp::RefNull(RefType::FUNCREF);
    assert_eq!(ops, [null, ConstOp::RefFunc(1), ConstOp::GlobalGet(1), ConstOp::RefFunc(0), null]);
}

fn general(module: &ModuleInfo) -> &[DataSegment] {
    let DataSegments::General(segments) = &module.data else { panic!("{:?}", module.data) };
    segments
}

fn plain(module: &ModuleInfo) -> &[PlainSegment] {
    let DataSegments::Plain(segments) = &module.data else { panic!("{:?}", module.data) };
    segments
}

#[test]
fn data_segments_stay_where_they_are() {
    let wat = r#"(module (memory 1) (data (i32.const 7) "ab" "c") (data "") (data "de"))"#;
    let wasm = wat::parse_str(wat).unwrap();
    let t = translate(&wasm, WasmFeatures::WASM2).unwrap();
    let segments = general(&t.module);
    let bytes: Vec<_> = segments.iter().map(|d| &wasm[d.bytes.clone()]).collect();
    assert_eq!(bytes, [&b"abc"[..], b"", b"de"]);
    assert!(segments.iter().all(|d| t.data.start <= d.bytes.start && d.bytes.end <= t.data.end));
    let SegmentMode::Active { index: 0, offset } = &segments[0].mode else { panic!() };
    assert_eq!(offset.ops(), [ConstOp::I32Const(7)]);
}

#[test]
fn plain_data_segments_are_validated_too() {
    let segments =
        |memory: &str| alloc::format!(r#"(module {memory} (data (i32.const -1) "ab") (data (i32.const 7) "c"))"#);
    let wasm = wat::parse_str(segments("(memory 1)")).unwrap();
    let t = translate(&wasm, WasmFeatures::WASM1).unwrap_or_else(|e| panic!("{e}"));
    let read = plain(&t.module);
    let bytes: Vec<_> = read.iter().map(|d| &wasm[d.bytes()]).collect();
    assert_eq!(bytes, [&b"ab"[..], b"c"]);
    assert!(read.iter().all(|d| t.data.start <= d.bytes().start && d.bytes().end <= t.data.end));
    assert_eq!(read[0].offset, u32::MAX);

    let wasm_without_memory = wat::parse_str(segments("")).unwrap();
    assert!(error(&wasm_without_memory, WasmFeatures::WASM1).contains("unknown memory"));
    // The last segment is longer than the section, or shorter.
    for len in [0, 2] {
        let mut wasm = wasm.clone();
        let at = wasm.len() - 2;
        wasm[at] = len;
        assert!(error(&wasm, WasmFeatures::WASM1).contains("(at byte 0x"));
    }
    // A segment that is not plain after one that is: both are read once.
    let m = module(r#"(module (memory 1) (data (i32.const 1) "ab") (data "c") (data (i32.const 2) "d"))"#);
    assert_eq!(general(&m).len(), 3);
    assert_eq!(general(&m)[2].bytes.len(), 1);
}

#[test]
fn bodies_are_outlined_and_not_validated() {
    // The body would need an i32.
    let wasm = wat::parse_str("(module (func (result i32)) (func))").unwrap();
    let t = translate(&wasm, WasmFeatures::WASM2).unwrap();
    assert_eq!(t.functions.len(), 2);
    assert_eq!(t.functions[1].validator.index, 1);
    // Number of functions, and for each its length, its number of locals and its end.
    assert_eq!(t.code_section_len, 1 + 2 * 3);
    let [first, second] = <[_; 2]>::try_from(t.functions).ok().unwrap();
    let is_valid = |source: FunctionSource| {
        let reader = wasmparser::BinaryReader::new(&wasm[source.range()], source.body.start.into());
        source.validator.into_validator(Default::default()).validate(&wasmparser::FunctionBody::new(reader)).is_ok()
    };
    assert!(!is_valid(first) && is_valid(second));
}

#[test]
fn names_come_from_the_name_section() {
    let m = module("(module $mod (func) (func $second) (func $third))");
    assert_eq!(m.name.as_deref(), Some("mod"));
    assert_eq!(m.function_names.get(0), None);
    assert_eq!(m.function_names.get(2), Some("third"));
}

#[test]
fn a_malformed_name_section_is_no_error() {
    // A custom section "name" with a map of function names that breaks off.
    let wasm = b"\0asm\x01\0\0\0\x00\x08\x04name\x01\x05\x01";
    let m = translate(wasm, WasmFeatures::WASM2).map(|t| t.module).unwrap_or_else(|e| panic!("{e}"));
    assert!(m.function_names.iter().next().is_none());
}

#[test]
fn what_is_no_module_is_named() {
    let error = |wasm| error(wasm, WasmFeatures::all());
    assert_eq!(error(b""), "invalid module: the file is empty (at byte 0x0)");
    assert_eq!(
        error(b"\x7fELF"),
        "invalid module: not a WebAssembly module: it is an ELF file, machine code for some system; compile for target wasm32-wasip1 (at byte 0x0)"
    );
    assert_eq!(
        error(b"wasm"),
        "invalid module: not a WebAssembly module, which would start with \"\\0asm\" (at byte 0x0)"
    );
    assert_eq!(error(b"\0as"), "invalid module: unexpected end of file in the magic number (at byte 0x3)");
    assert_eq!(error(b"\0asm\x01"), "invalid module: unexpected end of file in the version number (at byte 0x5)");
    assert!(error(b"\0asm\x02\0\0\0").starts_with("invalid module: unknown binary version"));
    assert_eq!(error(b"\0asm\x0d\0\x01\0"), alloc::format!("not supported: {COMPONENT} (at byte 0x4)"));
    assert_eq!(error(b"\0asm\x01\0\0\0\x01\x05\x01"), "invalid module: unexpected end-of-file (at byte 0xa)");
}

#[test]
fn features_that_are_off_are_invalid() {
    let wasm = wat::parse_str(r#"(module (memory 1) (data "passive"))"#).unwrap();
    assert!(translate(&wasm, WasmFeatures::WASM2).is_ok());
    assert!(error(&wasm, WasmFeatures::WASM1).starts_with("invalid module: "));
}

#[test]
fn what_cannot_be_represented_is_unsupported() {
    for (wat, what) in [
        ("(module (type (struct)))", "struct types"),
        ("(module (type (array i32)))", "array types"),
        ("(module (type (sub (func))))", "subtypes"),
        ("(module (rec (type (func))))", "recursive types"),
        ("(module (type (func (param anyref))))", "references of type anyref"),
        ("(module (global i31ref (ref.i31 (i32.const 1))))", "references of type i31ref"),
    ] {
        let error = error_of_text(wat);
        assert!(error.starts_with(&alloc::format!("not supported: {what} (at byte 0x")), "{wat}: {error}");
    }
}

#[test]
fn types_refer_to_others_by_index() {
    let wasm = wat::parse_str(
        "(module (type $a (func)) (type $b (func (param (ref $a)) (result (ref null $a)))) (global (ref null $b) (ref.null $b))
            (func $f (type $a)) (table 1 2 (ref $a) (ref.func $f)) (table 1 funcref))",
    );
    let m = translate(&wasm.unwrap(), WasmFeatures::all()).unwrap().module;
    let [a, b] = [0, 1].map(|index| HeapType::ConcreteFunc(TypeIndex::Module(index)));
    assert_eq!(m.types[1].params(), [ValType::Ref(RefType::new(false, a))]);
    assert_eq!(m.types[1].results(), [ValType::Ref(RefType::new(true, a))]);
    assert_eq!(m.globals[0].content, ValType::Ref(RefType::new(true, b)));
    assert_eq!((m.tables[0].element, m.tables[1].element), (RefType::new(false, a), RefType::FUNCREF));
    let [(0, init)] = &m.table_inits[..] else { panic!("one table with initial values: {:?}", m.table_inits) };
    assert_eq!((init.ops(), &m.escaping[..]), (&[ConstOp::RefFunc(0)][..], &[0][..]));
}

#[test]
fn several_memories_are_representable() {
    let wasm = wat::parse_str(r#"(module (memory 1) (memory 2) (data (memory 1) (i32.const 0) "x"))"#).unwrap();
    let t = translate(&wasm, WasmFeatures::all()).unwrap();
    assert_eq!(t.module.memories.len(), 2);
    assert!(matches!(general(&t.module)[0].mode, SegmentMode::Active { index: 1, .. }));
}

#[test]
fn every_truncation_is_an_error_or_a_shorter_module() {
    let wat = r#"(module $m
        (import "a" "f" (func $f (param i32 i64)))
        (memory (export "mem") 1 2) (table 3 funcref) (global (mut i32) (i32.const 5))
        (func (export "run") (local f64) (call $f (i32.const 1) (i64.const 2)))
        (elem (i32.const 0) $f) (data (i32.const 0) "bytes"))"#;
    let wasm = wat::parse_str(wat).unwrap();
    for len in 0..wasm.len() {
        // Where the cut is between two sections the rest may be a module; there must only be no panic.
        let _ = translate(&wasm[..len], WasmFeatures::WASM2);
    }
}
