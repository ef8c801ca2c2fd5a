//! The functions, imported by modules.

use std::time::{Duration, Instant};

use windlass::{Config, Engine, Linker, Module, Result, Store, Trap};
use windlass_wasi::{
    I32Exit, MemoryInputPipe, MemoryOutputPipe, PREVIEW1, Param, WasiCtx, WasiCtxBuilder, add_to_linker, unstable,
};

/// Store data that contains more than WASI.
struct State {
    wasi: WasiCtx,
}

fn run(wat: &str, builder: &mut WasiCtxBuilder) -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(&engine, wat)?;
    let mut linker = Linker::new(&engine);
    add_to_linker(&mut linker, |state: &mut State| &mut state.wasi)?;
    let mut store = Store::new(&engine, State { wasi: builder.build().unwrap() });
    let instance = linker.instantiate(&mut store, &module)?;
    instance.get_typed_func::<(), ()>(&mut store, "_start")?.call(&mut store, ())
}

#[test]
fn bytes_go_through() {
    let wat = r#"(module
        (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\40\00\00\00\08\00\00\00")
        (func (export "_start")
            (if (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)) (then (unreachable)))
            (if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))))"#;
    let stdout = MemoryOutputPipe::new(100);
    run(wat, WasiCtxBuilder::new().stdin(MemoryInputPipe::new("abc")).stdout(stdout.clone())).unwrap();
    assert_eq!(stdout.contents(), b"abc");
}

#[test]
fn an_exit_is_an_error_with_its_status() {
    let wat = r#"(module
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (func (export "_start") (call $exit (i32.const 300)) (unreachable)))"#;
    let error = run(wat, &mut WasiCtxBuilder::new()).unwrap_err();
    let exit = error.downcast_ref::<I32Exit>().unwrap();
    assert_eq!((exit.0, exit.process_exit_code()), (300, 44));
}

#[test]
fn all_can_be_imported_by_both_names() {
    let imports = |module: &str, name: &str, params: &[Param]| {
        let params: String = params.iter().map(|param| if *param == Param::I32 { " i32" } else { " i64" }).collect();
        format!("(import \"{module}\" \"{name}\" (func (param{params}) (result i32)))\n")
    };
    let mut wat = String::from("(module\n");
    for function in PREVIEW1 {
        wat += &imports("wasi_snapshot_preview1", function.name, function.params);
    }
    for function in unstable() {
        wat += &imports("wasi_unstable", function.name, function.params);
    }
    for module in ["wasi_snapshot_preview1", "wasi_unstable"] {
        wat += &format!("(import \"{module}\" \"proc_exit\" (func (param i32)))\n");
    }
    wat += "(func (export \"_start\")))";
    run(&wat, &mut WasiCtxBuilder::new()).unwrap();
}

#[test]
fn a_module_without_memory_is_told() {
    let wat = r#"(module
        (import "wasi_unstable" "fd_close" (func $close (param i32) (result i32)))
        (func (export "_start") (drop (call $close (i32.const 0)))))"#;
    let error = run(wat, &mut WasiCtxBuilder::new()).unwrap_err();
    assert!(error.to_string().contains("`fd_close`"), "{error}");
    assert!(error.to_string().contains("no memory named `memory`"), "{error}");
}

/// Sleeps for an hour, or reads from a standard input that nobody writes to.
const WAITS: &str = r#"(module
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 64) "\00\01\00\00\00\01\00\00")
    (func (export "read") (drop (call $read (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 0))))
    (func (export "sleep")
        (i32.store (i32.const 16) (i32.const 1))
        (i64.store (i32.const 24) (i64.const 3600000000000))
        (drop (call $poll (i32.const 0) (i32.const 128) (i32.const 1) (i32.const 192)))))"#;

#[test]
fn epochs_and_deadlines_end_what_waits() {
    let engine = Engine::new(Config::new().epoch_interruption(true)).unwrap();
    let module = Module::new(&engine, WAITS).unwrap();
    let mut linker = Linker::new(&engine);
    add_to_linker(&mut linker, |state: &mut State| &mut state.wasi).unwrap();
    for (function, by_epoch) in [("read", true), ("sleep", true), ("read", false), ("sleep", false)] {
        let (input, _writer) = std::io::pipe().unwrap();
        let wasi = WasiCtxBuilder::new().stdin_file(input).unwrap().build().unwrap();
        let mut store = Store::new(&engine, State { wasi });
        let instance = linker.instantiate(&mut store, &module).unwrap();
        let waits = instance.get_typed_func::<(), ()>(&mut store, function).unwrap();
        store.set_epoch_deadline(if by_epoch { 1 } else { u64::MAX });
        if !by_epoch {
            store.set_deadline(Duration::from_millis(20)).unwrap();
        }
        let ticks = std::thread::spawn({
            let engine = engine.clone();
            move || {
                std::thread::sleep(Duration::from_millis(20));
                engine.increment_epoch();
            }
        });
        let begin = Instant::now();
        let error = waits.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt), "{function}: {error:?}");
        assert!(begin.elapsed() < Duration::from_secs(60));
        ticks.join().unwrap();
    }
}
