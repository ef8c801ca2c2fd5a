//! Programs with threads.

use std::thread::sleep;
use std::time::{Duration, Instant};

use windlass::{Engine, Linker, Module, Result, Store, Trap, WasmBacktrace};
use windlass_wasi::{I32Exit, MemoryOutputPipe, WasiCtxBuilder, WasiThreads, add_threads_to_linker};

#[derive(Clone)]
struct State {
    wasi: WasiThreads<State>,
}

/// Runs a program whose functions are `functions`.
fn run(functions: &str, builder: &mut WasiCtxBuilder) -> Result<()> {
    let wat = format!(
        r#"(module
        (import "env" "memory" (memory 1 2 shared)) (export "memory" (memory 0))
        (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
        (func $wait (drop (memory.atomic.wait32 (i32.const 1024) (i32.const 0) (i64.const -1))))
        {functions})"#
    );
    let engine = Engine::default();
    let module = Module::new(&engine, wat)?;
    let wasi = WasiThreads::new(builder.build().unwrap());
    let mut linker = Linker::new(&engine);
    add_threads_to_linker(&mut linker, |state: &mut State| &state.wasi)?;
    let mut store = Store::new(&engine, State { wasi: wasi.clone() });
    wasi.begin(&store, &mut linker, &module, move |state| Store::new(&engine, state.clone()))?;
    let instance = linker.instantiate(&mut store, &module)?;
    let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
    let result = start.call(&mut store, ());
    wasi.finish(result)
}

#[test]
fn threads_have_numbers_and_arguments() {
    // Each adds its number, and its argument times 65536.
    let functions = r#"
        (func (export "wasi_thread_start") (param i32 i32)
          (drop (i32.atomic.rmw.add (i32.const 0)
            (i32.add (local.get 0) (i32.shl (local.get 1) (i32.const 16)))))
          (drop (i32.atomic.rmw.add (i32.const 4) (i32.const 1)))
          (drop (memory.atomic.notify (i32.const 4) (i32.const -1))))
        (func (export "_start") (local $i i32) (local $ids i32) (local $n i32)
          (loop $next
            (local.set $ids (i32.add (local.get $ids) (call $spawn (local.get $i))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (i32.const 10))))
          (loop $all
            (local.set $n (i32.atomic.load (i32.const 4)))
            (drop (memory.atomic.wait32 (i32.const 4) (local.get $n) (i64.const 1000000)))
            (br_if $all (i32.ne (local.get $n) (i32.const 10))))
          (if (i32.ne (local.get $ids) (i32.const 55)) (then (unreachable)))
          (if (i32.ne (i32.atomic.load (i32.const 0)) (i32.const 2949175)) (then (unreachable))))"#;
    run(functions, &mut WasiCtxBuilder::new()).unwrap();
}

#[test]
fn a_trap_ends_all_with_its_backtrace() {
    let functions = r#"
        (func $fails (unreachable))
        (func (export "wasi_thread_start") (param i32 i32) (if (i32.eqz (local.get 1)) (then (call $fails))) (loop (br 0)))
        (func (export "_start")
          (drop (call $spawn (i32.const 1))) (drop (call $spawn (i32.const 1))) (drop (call $spawn (i32.const 0)))
          (call $wait))"#;
    let error = run(functions, &mut WasiCtxBuilder::new()).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::UnreachableCodeReached), "{error:?}");
    let names: Vec<_> = error.downcast_ref::<WasmBacktrace>().unwrap().frames().iter().map(|f| f.func_name()).collect();
    assert_eq!(names[0], Some("fails"), "{error:?}");
}

#[test]
fn an_exit_ends_all() {
    for by_main in [false, true] {
        let [thread, main] = if by_main {
            ["(call $wait)", "(call $exit (i32.const 3))"]
        } else {
            ["(call $exit (i32.const 3))", "(call $wait)"]
        };
        let functions = format!(
            r#"(func (export "wasi_thread_start") (param i32 i32) {thread})
            (func (export "_start") (drop (call $spawn (i32.const 1))) (drop (call $spawn (i32.const 1))) {main})"#
        );
        let error = run(&functions, &mut WasiCtxBuilder::new()).unwrap_err();
        assert_eq!(error.downcast_ref::<I32Exit>().unwrap().0, 3);
    }
}

#[test]
fn the_end_of_the_first_ends_all() {
    let functions = r#"(func (export "wasi_thread_start") (param i32 i32) (loop (br 0)))
        (func (export "_start") (drop (call $spawn (i32.const 1))))"#;
    run(functions, &mut WasiCtxBuilder::new()).unwrap();
}

/// Threads write while another changes the lists and the bytes.
#[test]
fn what_others_write_meanwhile_does_no_harm() {
    let functions = r#"
        (data (i32.const 0) "\40\00\00\00\08\00\00\00")
        (func (export "wasi_thread_start") (param i32 i32) (local $i i32)
          (if (i32.eqz (local.get 1)) (then (loop $on
            (i32.store (i32.const 0) (i32.const -1)) (i32.store (i32.const 4) (i32.const -1))
            (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 8))
            (i64.store (i32.const 64) (i64.add (i64.load (i32.const 64)) (i64.const 1)))
            (br $on))))
          (loop $next
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 512)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (i32.const 2000))))
          (drop (i32.atomic.rmw.add (i32.const 1028) (i32.const 1)))
          (drop (memory.atomic.notify (i32.const 1028) (i32.const 1))))
        (func (export "_start") (local $n i32)
          (drop (call $spawn (i32.const 0)))
          (drop (call $spawn (i32.const 1))) (drop (call $spawn (i32.const 1))) (drop (call $spawn (i32.const 1)))
          (loop $all
            (local.set $n (i32.atomic.load (i32.const 1028)))
            (drop (memory.atomic.wait32 (i32.const 1028) (local.get $n) (i64.const 1000000)))
            (br_if $all (i32.ne (local.get $n) (i32.const 3)))))"#;
    let stdout = MemoryOutputPipe::new(1 << 20);
    run(functions, WasiCtxBuilder::new().stdout(stdout.clone())).unwrap();
    assert!(stdout.contents().len().is_multiple_of(8));
}

/// A thread that waits for input or for time does not stop others.
#[test]
fn others_go_on_while_one_waits() {
    let (reader, writer) = std::io::pipe().unwrap();
    let functions = r#"
        (data (i32.const 0) "\40\00\00\00\08\00\00\00")
        (func (export "wasi_thread_start") (param i32 i32)
          (if (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 512)) (then (unreachable)))
          (i32.atomic.store (i32.const 1024) (i32.const 1))
          (drop (memory.atomic.notify (i32.const 1024) (i32.const 1))))
        (func (export "_start")
          (drop (call $spawn (i32.const 0)))
          (if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 516)) (then (unreachable)))
          (call $wait))"#;
    let stdout = MemoryOutputPipe::new(100);
    let seen = stdout.clone();
    let other = std::thread::spawn(move || {
        let start = Instant::now();
        while seen.contents().is_empty() {
            assert!(start.elapsed() < Duration::from_secs(60), "the first thread waits for the other");
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(20));
        std::io::Write::write_all(&mut &writer, b"abc").unwrap();
    });
    run(functions, WasiCtxBuilder::new().stdin_file(reader).unwrap().stdout(stdout)).unwrap();
    other.join().unwrap();
}
