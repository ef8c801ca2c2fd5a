//! Modules compiled ahead of time: they behave as compiled ones, and damaged or incompatible files are rejected.

use std::fs;
use std::path::PathBuf;

use windlass::{CompileMode, Config, Engine, Error, Func, Instance, Linker, Module, Precompiled, Store, Trap, Val};

/// Something of everything that a file contains.
const WAT: &str = r#"(module $everything
    (import "host" "add" (func $add (param i32 i32) (result i32)))
    (import "host" "base" (global $base i32))
    (type $binary (func (param i32 i32) (result i32)))
    (table $table 5 10 funcref)
    (memory (export "memory") 3 9)
    (global $counter (export "counter") (mut i64) (i64.const 40))
    (global $vector v128 (v128.const i64x2 1 2))
    (global $start (ref null func) (ref.func $divide))
    (func $divide (export "divide") (type $binary) (i32.div_s (local.get 0) (local.get 1)))
    (func $call (export "call") (param i32 i32 i32) (result i32)
        (call_indirect $table (type $binary) (local.get 1) (local.get 2) (local.get 0)))
    (func (export "count") (result i64)
        (global.set $counter (i64.add (global.get $counter) (i64.const 1)))
        (global.get $counter))
    (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "results") (param f64 i32 i64) (result i64 i32 f64 i32 i32)
        (local.get 2) (local.get 1) (local.get 0) (local.get 1) (local.get 1))
    (func $initialize (i32.store8 (i32.const 7) (i32.const 77)))
    (start $initialize)
    (elem (table $table) (i32.const 1) func $divide $add)
    (elem (table $table) (i32.const 3) funcref (ref.func $divide) (ref.null func))
    (data (i32.const 4) "abcd")
    (data (i32.const 70000) "far")
    (data (i32.const 196607) "z"))"#;

/// The module with the same data in segments that must be copied.
fn with_copied_data() -> String {
    WAT.replace("(data (i32.const 4)", "(data (global.get $base)")
        .replace("(data (i32.const 196607) \"z\")", "(data \"passive\")")
}

fn engine(configure: impl FnOnce(&mut Config)) -> Engine {
    let mut config = Config::new();
    configure(&mut config);
    Engine::new(&config).unwrap()
}

fn refusal(engine: &Engine, bytes: &[u8]) -> String {
    // SAFETY: loading is safe for any bytes.
    let error = unsafe { Module::deserialize(engine, bytes) }.expect_err("it should be refused").to_string();
    assert!(!error.contains('\n'), "{error}");
    error
}

fn instantiate(engine: &Engine, module: &Module) -> Result<(Store<()>, Instance), Error> {
    let mut store = Store::new(engine, ());
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "add", |a: i32, b: i32| a + b)?;
    let base = windlass::Global::new(
        &mut store,
        windlass::GlobalType { content: windlass::ValType::I32, mutable: false },
        Val::I32(4),
    )?;
    linker.define(&store, "host", "base", base)?;
    let instance = linker.instantiate(&mut store, module)?;
    Ok((store, instance))
}

/// Exercises everything in the module.
fn check(engine: &Engine, module: &Module) {
    assert_eq!(module.name(), Some("everything"));
    let exports: Vec<_> = module.exports().map(|export| export.name().to_owned()).collect();
    assert_eq!(exports, ["memory", "counter", "divide", "call", "count", "load", "results"]);
    let (mut store, instance) = instantiate(engine, module).unwrap();
    let call = instance.get_typed_func::<(i32, i32, i32), i32>(&mut store, "call").unwrap();
    assert_eq!([1, 2, 3].map(|i| call.call(&mut store, (i, 42, 6)).unwrap()), [7, 48, 7]);
    for (i, trap) in [(4, Trap::IndirectCallToNull), (5, Trap::TableOutOfBounds)] {
        let error = call.call(&mut store, (i, 1, 1)).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&trap));
    }
    let error = call.call(&mut store, (1, 1, 0)).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::IntegerDivisionByZero));
    let frames = error.backtrace().unwrap().frames();
    assert_eq!(frames.iter().map(|frame| frame.func_name()).collect::<Vec<_>>(), [Some("divide"), Some("call")]);
    assert!(frames.iter().all(|frame| frame.module_offset().is_some() && frame.module_name() == Some("everything")));
    let count = instance.get_typed_func::<(), i64>(&mut store, "count").unwrap();
    assert_eq!([count.call(&mut store, ()).unwrap(), count.call(&mut store, ()).unwrap()], [41, 42]);
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    assert_eq!(&memory.data(&store)[3..9], b"\0abcM\0");
    assert_eq!(&memory.data(&store)[69_999..70_004], b"\0far\0");
    assert_eq!(memory.grow(&mut store, 1).unwrap(), 3);
    let load = instance.get_typed_func::<i32, i32>(&mut store, "load").unwrap();
    assert_eq!([70_000, 4 * 65_536 - 1].map(|at| load.call(&mut store, at).unwrap()), [i32::from(b'f'), 0]);
    assert!(load.call(&mut store, 4 * 65_536).is_err());
}

/// A file that is removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, contents: &[u8]) -> Scratch {
        let path = std::env::temp_dir().join(format!("windlass-{}-{name}", std::process::id()));
        fs::write(&path, contents).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn a_precompiled_module_does_what_the_module_does() {
    for explicit in [false, true] {
        let engine = engine(|c| _ = c.explicit_bounds_checks(explicit));
        for wat in [WAT.to_string(), with_copied_data()] {
            let module = Module::new(&engine, &wat).unwrap();
            check(&engine, &module);
            let bytes = module.serialize().unwrap();
            assert!(bytes == engine.precompile_module(wat.as_bytes()).unwrap(), "both ways lead to the same file");
            assert_eq!(Engine::detect_precompiled(&bytes), Some(Precompiled::Module));
            // SAFETY: the bytes were just compiled.
            let loaded = unsafe { Module::deserialize(&engine, &bytes) }.unwrap();
            check(&engine, &loaded);
            // Instances do not share their memory.
            check(&engine, &loaded);
            assert!(loaded.serialize().unwrap() == bytes, "what was loaded is written as it was");

            let file = Scratch::new(&format!("whole-{explicit}"), &bytes);
            assert_eq!(Engine::detect_precompiled_file(&file.0).unwrap(), Some(Precompiled::Module));
            // SAFETY: nothing changes the file.
            let loaded = unsafe { Module::deserialize_file(&engine, &file.0) }.unwrap();
            drop(file);
            check(&engine, &loaded);
            let part = Scratch::new(&format!("part-{explicit}"), &[&[0x5a; 8192], &bytes[..], &[0x5a; 100]].concat());
            let part_len = bytes.len() as u64;
            let file = fs::File::open(&part.0).unwrap();
            // SAFETY: nothing changes the file.
            let loaded = unsafe { Module::deserialize_part_of_file(&engine, &file, 8192, part_len) }.unwrap();
            drop((file, part));
            check(&engine, &loaded);
        }
    }
}

#[test]
fn compiling_in_any_mode_gives_the_same_file() {
    let files = [CompileMode::Eager, CompileMode::Parallel, CompileMode::Lazy, CompileMode::Auto]
        .map(|mode| engine(|c| _ = c.compile_mode(mode)).precompile_module(WAT.as_bytes()).unwrap());
    assert!(files.iter().all(|file| *file == files[0]));
    let lazy = engine(|c| _ = c.compile_mode(CompileMode::Lazy));
    let error = Module::new(&lazy, WAT).unwrap().serialize().unwrap_err().to_string();
    assert!(error.contains("cannot be serialized"), "{error}");
}

#[test]
fn an_empty_module_can_be_precompiled() {
    let engine = Engine::default();
    let bytes = engine.precompile_module(b"(module)").unwrap();
    // SAFETY: the bytes were just compiled.
    let module = unsafe { Module::deserialize(&engine, &bytes) }.unwrap();
    Instance::new(Store::new(&engine, ()), &module, &[]).unwrap();
}

#[test]
fn references_of_an_instance_lead_to_its_code_in_the_file() {
    let engine = Engine::default();
    let bytes = engine.precompile_module(WAT.as_bytes()).unwrap();
    // SAFETY: the bytes were just compiled.
    let module = unsafe { Module::deserialize(&engine, &bytes) }.unwrap();
    let (mut store, instance) = instantiate(&engine, &module).unwrap();
    drop((module, bytes));
    let func: Func = instance.get_func(&mut store, "results").unwrap();
    let mut results = [const { Val::I32(0) }; 5];
    func.call(&mut store, &[Val::F64(1.5f64.to_bits()), Val::I32(2), Val::I64(3)], &mut results).unwrap();
    assert!(matches!(results, [Val::I64(3), Val::I32(2), Val::F64(_), Val::I32(2), Val::I32(2)]), "{results:?}");
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason() {
    let engine = Engine::default();
    let good = engine.precompile_module(WAT.as_bytes()).unwrap();
    let changed = |at: usize, with: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        bytes
    };
    // The header begins at byte 0x200; see `codegen/src/object/header.rs`.
    for (bytes, reason) in [
        (vec![], "not a module that Windlass compiled"),
        (b"\0asm\x01\0\0\0".to_vec(), "not a module that Windlass compiled"),
        (good[..0x280].to_vec(), "not a module that Windlass compiled"),
        (good[..0x1000].to_vec(), "the file is truncated: it has 4096 of"),
        (good[..good.len() - 1].to_vec(), "the file is truncated"),
        ([&good[..], b"x"].concat(), "the file is too long"),
        (changed(0x208, &[99]), "version 99 of the format"),
        (changed(0x210, b"9.8.7\0"), "compiled by version 9.8.7 of Windlass"),
        (changed(0x20c, &[if cfg!(target_arch = "aarch64") { 1 } else { 2 }]), "it was compiled for"),
        (changed(0x20c, &[200]), "an unknown instruction set"),
        (changed(0x20d, &[9]), "another operating system"),
        (changed(0x228, &[0xff; 8]), "the checksum of its metadata is wrong"),
    ] {
        let error = refusal(&engine, &bytes);
        assert!(error.contains(reason), "{error}, not {reason}");
    }
    // The code is only looked at on demand.
    let damaged = changed(0x1000, &[good[0x1000] ^ 1]);
    // SAFETY: the module is not used.
    drop(unsafe { Module::deserialize(&engine, &damaged) }.unwrap());
    let careful = self::engine(|c| _ = c.verify_precompiled(true));
    assert!(refusal(&careful, &damaged).contains("the checksum of the file is wrong"));
    // SAFETY: the bytes were just compiled.
    drop(unsafe { Module::deserialize(&careful, &good) }.unwrap());
    // Options that contradict the engine's are rejected.
    let checking = self::engine(|c| _ = c.explicit_bounds_checks(true));
    assert!(refusal(&checking, &good).contains("without explicit bounds checks"));
    let deterministic = self::engine(|c| _ = c.relaxed_simd_deterministic(true));
    assert!(refusal(&deterministic, &good).contains("deterministic profile"));
    let exposed = self::engine(|c| _ = c.spectre_mitigation(false));
    let unclamped = exposed.precompile_module(b"(module)").unwrap();
    assert!(refusal(&engine, &unclamped).contains("without the Spectre mitigation"));
    // SAFETY: the bytes were just compiled.
    drop(unsafe { Module::deserialize(&exposed, &good) }.unwrap());
    // An engine that requests the mitigation explicitly requires clamped accesses with explicit bounds checks, too.
    let unclamped = checking.precompile_module(b"(module)").unwrap();
    let clamping = self::engine(|c| _ = c.explicit_bounds_checks(true).spectre_mitigation(true));
    assert!(refusal(&clamping, &unclamped).contains("without the Spectre mitigation"));
    // SAFETY: as above.
    drop(unsafe { Module::deserialize(&engine, &unclamped) }.unwrap());
    let protecting = self::engine(|c| _ = c.branch_protection(true));
    assert!(refusal(&protecting, &good).contains("without landing pads for indirect branches"));
    let protected = protecting.precompile_module(b"(module)").unwrap();
    let has_property = |file: &[u8]| file.windows(4).any(|bytes| bytes == b"GNU\0");
    assert_eq!((has_property(&protected), has_property(&good)), (true, false));
    // SAFETY: as above.
    drop(unsafe { Module::deserialize(&engine, &protected) }.unwrap());
    // A file that is not there, or is none.
    // SAFETY: nothing is loaded.
    let error = unsafe { Module::deserialize_file(&engine, "/no/such/file") }.unwrap_err().to_string();
    assert!(error.starts_with("/no/such/file: "), "{error}");
}
