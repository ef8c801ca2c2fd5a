//! Faults of the host are not reported as traps.

#![cfg(all(feature = "wat", target_os = "linux"))]

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use windlass::{Engine, Linker, Module, Store};

/// Set when the test runs this program again: what to do.
const CRASH: &str = "WINDLASS_TEST_CRASH";

#[test]
fn a_fault_of_the_host_ends_the_process() {
    for (how, signal) in [("before", libc::SIGSEGV), ("inside", libc::SIGSEGV), ("abort", libc::SIGABRT)] {
        let status = this_program()
            .args(["--exact", "crash_where_asked_to"])
            .env(CRASH, how)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.signal(), Some(signal), "{how}");
    }
}

/// A command that runs this program again, under the emulator if there is one.
fn this_program() -> Command {
    let program = std::env::current_exe().unwrap();
    match std::env::var_os("WINDLASS_RUNNER") {
        Some(runner) => {
            let mut command = Command::new(runner);
            command.arg(program);
            command
        }
        None => Command::new(program),
    }
}

fn read_nothing() {
    // SAFETY: none: the process is meant to crash.
    unsafe { std::hint::black_box(std::ptr::without_provenance::<u32>(16)).read_volatile() };
}

#[test]
fn crash_where_asked_to() {
    let Ok(how) = std::env::var(CRASH) else { return };
    let engine = Engine::default();
    if how == "before" {
        read_nothing();
    }
    let text = r#"(module (import "" "f" (func $f)) (func (export "f") (call $f)))"#;
    let mut linker = Linker::new(&engine);
    let crash = move || if how == "abort" { std::process::abort() } else { read_nothing() };
    linker.func_wrap("", "f", crash).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
    instance.get_typed_func::<(), ()>(&store, "f").unwrap().call(&mut store, ()).unwrap();
}
