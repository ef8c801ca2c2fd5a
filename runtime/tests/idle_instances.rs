//! The memory of an idle instance. A separate program, since it measures the whole process.

#![cfg(feature = "wat")]

use windlass::{Engine, Linker, Module, Store};

/// Resident memory and page tables of this process in bytes.
fn resident() -> [usize; 2] {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    ["VmRSS:", "VmPTE:"].map(|name| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * 1024
    })
}

#[test]
fn ten_thousand_instances_are_four_kilobytes_each() {
    if std::env::var_os("WINDLASS_RUNNER").is_some() {
        eprintln!("skipped: the memory would be that of the emulator");
        return;
    }
    const COUNT: usize = 10_000;
    let engine = Engine::default();
    let text = r#"(module
        (import "host" "f" (func (param i32)))
        (memory (export "memory") 1) (table 4 funcref)
        (global (mut i32) (i32.const 65536))
        (elem (i32.const 1) func $h $i)
        (data (i32.const 1024) "Hello")
        (func $h (export "h") (call 0 (i32.const 1)))
        (func $i (export "i") (result i32) (i32.load8_u (i32.const 1024))))"#;
    let file = engine.precompile_module(text.as_bytes()).unwrap();
    // SAFETY: it was just compiled.
    let module = unsafe { Module::deserialize(&engine, &file) }.unwrap();
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "f", |_: i32| {}).unwrap();
    let make = || {
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &module).unwrap();
        (store, instance)
    };
    let mut all = Vec::with_capacity(COUNT);
    all.push(make());
    let before = resident();
    all.extend((1..COUNT).map(|_| make()));
    let after = resident();
    let [memory, tables] = [0, 1].map(|i| (after[i] - before[i]) / COUNT);
    println!("{memory} bytes of memory and {tables} of page tables for each of {COUNT} instances and their stores");
    // Check that they work.
    let (store, instance) = all.last_mut().unwrap();
    let function = instance.get_typed_func::<(), i32>(&mut *store, "i").unwrap();
    assert_eq!(function.call(store, ()).unwrap(), i32::from(b'H'));
    assert!(memory <= 4096, "{memory} bytes");
}
