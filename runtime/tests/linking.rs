//! Imports, exports and instantiation.

#![cfg(feature = "wat")]

mod common;

use common::{engines, instantiate, trap, try_instantiate};
use windlass::{
    Config, Engine, Extern, ExternType, Global, GlobalType, Instance, Linker, Memory, MemoryType, Module, Ref, RefType,
    Store, Table, TableType, Trap, Val, ValType, WasmVersion,
};

#[test]
fn a_module_lists_what_it_imports_and_exports() {
    let text = r#"(module $name
        (import "a" "f" (func (param i32) (result f64)))
        (import "a" "m" (memory 1 2))
        (import "b" "t" (table 3 funcref))
        (import "b" "g" (global (mut i64)))
        (export "f" (func 0))
        (global (export "h") f32 (f32.const 1)))"#;
    let module = Module::new(&Engine::default(), text).unwrap();
    assert_eq!(module.name(), Some("name"));
    let imports: Vec<String> = module.imports().map(|i| format!("{} {} {}", i.module(), i.name(), i.ty())).collect();
    assert_eq!(imports, ["a f func (i32) -> (f64)", "a m memory 1 2", "b t table 3 funcref", "b g global (mut i64)"]);
    let exports: Vec<String> = module.exports().map(|e| format!("{} {}", e.name(), e.ty())).collect();
    assert_eq!(exports, ["f func (i32) -> (f64)", "h global f32"]);
    assert!(matches!(module.get_export("h"), Some(ExternType::Global(_))));
    assert!(module.get_export("x").is_none());
}

#[test]
fn sizes_are_reported() {
    let module = Module::new(&Engine::default(), "(module (func) (func (result i32) (i32.const 1)))").unwrap();
    let stats = module.stats();
    assert_eq!(stats.functions, 2);
    assert!(stats.code_section_bytes > 6 && stats.machine_code_bytes > 2, "{stats:?}");
}

#[test]
fn instances_share_what_they_import() {
    let exporter = r#"(module
        (memory (export "memory") 1 4)
        (table (export "table") 2 8 funcref)
        (global (export "global") (mut i64) (i64.const 5))
        (func (export "grow") (result i32) (memory.grow (i32.const 1)))
        (func (export "size") (result i32) (memory.size)))"#;
    let importer = r#"(module
        (import "m" "memory" (memory 1 5))
        (import "m" "table" (table $t 1 funcref))
        (import "m" "global" (global $g (mut i64)))
        (import "m" "grow" (func $grow (result i32)))
        (func $nine (result i32) (i32.const 9))
        (elem (i32.const 1) func $nine)
        (data (i32.const 8) "hello")
        (func (export "bump") (global.set $g (i64.add (global.get $g) (i64.const 1))))
        (func (export "run") (result i32)
            (i32.store8 (i32.const 0) (i32.const 1))
            (drop (call $grow))
            ;; The memory may have moved.
            (i32.store8 (i32.const 65536) (i32.const 2))
            (drop (table.grow $t (ref.func $nine) (i32.const 2)))
            (i32.mul (memory.size) (call_indirect (result i32) (i32.const 3)))))"#;
    for engine in engines() {
        let (mut store, first) = instantiate(&engine, exporter);
        let mut linker = Linker::new(&engine);
        linker.instance(&mut store, "m", first).unwrap();
        let module = Module::new(&engine, importer).unwrap();
        let second = linker.instantiate(&mut store, &module).unwrap();
        assert_eq!(second.get_typed_func::<(), i32>(&store, "run").unwrap().call(&mut store, ()).unwrap(), 18);
        let memory = first.get_memory(&store, "memory").unwrap();
        assert_eq!(&memory.data(&store)[8..13], b"hello");
        assert_eq!(memory.data(&store)[65536], 2);
        assert_eq!(first.get_typed_func::<(), i32>(&store, "size").unwrap().call(&mut store, ()).unwrap(), 2);
        let table = first.get_table(&store, "table").unwrap();
        assert_eq!(table.size(&store), 4);
        let nine = table.get(&store, 1).unwrap().as_func().unwrap().unwrap();
        assert_eq!(nine.typed::<(), i32>(&store).unwrap().call(&mut store, ()).unwrap(), 9);
        let global = first.get_global(&store, "global").unwrap();
        second.get_typed_func::<(), ()>(&store, "bump").unwrap().call(&mut store, ()).unwrap();
        assert_eq!(global.get(&store).i64(), Some(6));
        global.set(&mut store, Val::I64(10)).unwrap();
        second.get_typed_func::<(), ()>(&store, "bump").unwrap().call(&mut store, ()).unwrap();
        assert_eq!(global.get(&store).i64(), Some(11));
    }
}

#[test]
fn what_the_embedder_makes_can_be_imported() {
    for engine in engines() {
        let mut store = Store::new(&engine, ());
        let memory = Memory::new(&mut store, MemoryType::new(1, Some(2))).unwrap();
        let ty = TableType::new(RefType::EXTERNREF, 1, Some(2));
        let table = Table::new(&mut store, ty, Ref::Extern(None)).unwrap();
        let ty = GlobalType { content: ValType::I32, mutable: false };
        let global = Global::new(&mut store, ty, Val::I32(40)).unwrap();
        let text = r#"(module
            (import "" "m" (memory 1 2))
            (import "" "t" (table 1 2 externref))
            (import "" "g" (global i32))
            (global (export "h") i32 (global.get 0))
            (data (global.get 0) "x")
            (export "t" (table 0))
            (func (export "f") (result i32) (i32.add (global.get 0) (table.size))))"#;
        let module = Module::new(&engine, text).unwrap();
        let imports: [Extern; 3] = [memory.into(), table.into(), global.into()];
        let instance = Instance::new(&mut store, &module, &imports).unwrap();
        assert_eq!(memory.data(&store)[40], b'x');
        assert_eq!(instance.get_typed_func::<(), i32>(&store, "f").unwrap().call(&mut store, ()).unwrap(), 41);
        assert_eq!(instance.get_global(&store, "h").unwrap().get(&store).i32(), Some(40));
        assert_eq!(instance.get_table(&store, "t"), Some(table));
        assert!(Instance::new(&mut store, &module, &imports[..2]).is_err());
        let names: Vec<String> = instance.exports(&store).iter().map(|e| e.name().to_string()).collect();
        assert_eq!(names, ["h", "t", "f"]);
    }
}

#[test]
fn imports_that_do_not_fit_are_named() {
    let engine = Engine::default();
    let (mut store, exporter) = instantiate(
        &engine,
        r#"(module
            (memory (export "m") 1) (table (export "t") 1 4 funcref)
            (global (export "g") (mut i32) (i32.const 0)) (func (export "f") (param i32)))"#,
    );
    let mut linker = Linker::new(&engine);
    linker.instance(&mut store, "x", exporter).unwrap();
    for (import, expected) in [
        (r#"(import "x" "m" (memory 2))"#, "must be a memory 2, but is a memory 1"),
        (r#"(import "x" "m" (memory 1 2))"#, "must be a memory 1 2, but is a memory 1"),
        (r#"(import "x" "t" (table 1 3 funcref))"#, "must be a table 1 3 funcref, but is a table 1 4 funcref"),
        (r#"(import "x" "t" (table 1 externref))"#, "must be a table 1 externref, but is a table 1 4 funcref"),
        (r#"(import "x" "g" (global i32))"#, "must be a global i32, but is a global (mut i32)"),
        (r#"(import "x" "f" (func))"#, "must be a func () -> (), but is a func (i32) -> ()"),
        (r#"(import "x" "f" (memory 1))"#, "must be a memory 1, but is a func (i32) -> ()"),
        (r#"(import "x" "?" (func))"#, "unknown import: `?` of module `x`, a func () -> (), is not defined"),
    ] {
        let module = Module::new(&engine, format!("(module {import})")).unwrap();
        let error = linker.instantiate(&mut store, &module).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains("module `x`"), "{error}");
    }
}

#[test]
fn segments_before_the_one_that_does_not_fit_stay() {
    let exporter = r#"(module (memory (export "m") 1) (table (export "t") 4 funcref))"#;
    let importer = r#"(module
        (import "x" "m" (memory 1))
        (import "x" "t" (table 4 funcref))
        (func $f (result i32) (i32.const 3))
        (elem (i32.const 0) func $f)
        (data (i32.const 0) "abc")
        (data (i32.const 65534) "def")
        (data (i32.const 4) "ghi"))"#;
    for engine in engines() {
        let (mut store, first) = instantiate(&engine, exporter);
        let mut linker = Linker::new(&engine);
        linker.instance(&mut store, "x", first).unwrap();
        let module = Module::new(&engine, importer).unwrap();
        let error = linker.instantiate(&mut store, &module).unwrap_err();
        assert_eq!(trap(&error), Trap::MemoryOutOfBounds);
        let memory = first.get_memory(&store, "m").unwrap();
        assert_eq!(&memory.data(&store)[..6], b"abc\0\0\0");
        assert_eq!(memory.data(&store)[65534], 0);
        // The function outlives the failure.
        let element = first.get_table(&store, "t").unwrap().get(&store, 0).unwrap().as_func().unwrap().unwrap();
        assert_eq!(element.typed::<(), i32>(&store).unwrap().call(&mut store, ()).unwrap(), 3);
    }
}

#[test]
fn the_start_function_runs_last_and_may_trap() {
    let (store, instance) = instantiate(
        &Engine::default(),
        r#"(module
            (global $g (export "g") (mut i32) (i32.const 0))
            (memory 1) (data (i32.const 5) "\2a")
            (start $start)
            (func $start (global.set $g (i32.load8_u (i32.const 5)))))"#,
    );
    assert_eq!(instance.get_global(&store, "g").unwrap().get(&store).i32(), Some(42));
    let mut store = Store::new(&Engine::default(), ());
    let error = try_instantiate(&mut store, "(module (start 0) (func $start unreachable))").unwrap_err();
    assert_eq!(trap(&error), Trap::UnreachableCodeReached);
    assert_eq!(common::frames(&error), ["start"]);
}

#[test]
fn a_linker_holds_modules_and_aliases() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let library = r#"(module
        (global $g (mut i32) (i32.const 0))
        (func (export "_initialize") (global.set $g (i32.const 8)))
        (func (export "get") (result i32) (global.get $g)))"#;
    linker.module(&mut store, "lib", &Module::new(&engine, library).unwrap()).unwrap();
    linker.alias("lib", "get", "other", "fetch").unwrap();
    linker.alias_module("other", "third").unwrap();
    assert!(linker.alias("lib", "nothing", "other", "x").is_err());
    let get = linker.get(&mut store, "third", "fetch").unwrap().into_func().unwrap();
    assert_eq!(get.typed::<(), i32>(&store).unwrap().call(&mut store, ()).unwrap(), 8);
    let error = linker.alias("lib", "get", "other", "fetch").unwrap_err().to_string();
    assert_eq!(error, "`fetch` of module `other` is defined twice");

    let module = Module::new(&engine, r#"(module (import "no" "where" (func $f)) (func (export "f") (call $f)))"#);
    let module = module.unwrap();
    linker.define_unknown_imports_as_traps(&module).unwrap();
    let instance = linker.instantiate(&mut store, &module).unwrap();
    let f = instance.get_typed_func::<(), ()>(&store, "f").unwrap();
    let error = f.call(&mut store, ()).unwrap_err().to_string();
    assert_eq!(error, "unknown import: `where` of module `no` was called");
}

#[test]
fn a_module_that_is_not_valid_is_refused_with_a_place() {
    let engine = Engine::default();
    let invalid = b"\0asm\x01\0\0\0\x01\x05\x01\x60\0\0";
    for bytes in [&invalid[..], b"(module (func (result i32)))", b"(module (func $f (call $g)))"] {
        let error = Module::new(&engine, bytes).unwrap_err().to_string();
        assert!(error.contains("at byte 0x") && !error.contains('\n'), "{error}");
        assert!(Module::validate(&engine, bytes).is_err());
    }
    Module::validate(&engine, b"(module)").unwrap();
    let v1 = Engine::new(Config::new().wasm_version(WasmVersion::V1)).unwrap();
    assert!(Module::new(&v1, "(module (func (result i32 i32) (i32.const 1) (i32.const 2)))").is_err());
}
