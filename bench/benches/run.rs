//! Benchmarks calls into and out of guest code: `cargo bench -p windlass-bench --bench run`.

use divan::Bencher;
use windlass::{Engine, Instance, Linker, Module, Store, TypedFunc};

fn main() {
    divan::main();
}

const MODULE: &str = r#"
    (module
      (import "host" "add" (func $host (param i32 i32) (result i32)))
      (memory (export "memory") 1)
      (global $sum (mut i32) (i32.const 0))
      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      (func (export "call_host") (param i32 i32) (result i32) (call $host (local.get 0) (local.get 1)))
      (func (export "call_host_1000") (param $n i32) (result i32) (local $i i32)
        (loop $l
          (local.set $i (call $host (local.get $i) (i32.const 1)))
          (br_if $l (i32.lt_u (local.get $i) (local.get $n))))
        (local.get $i))
      (func (export "trap") (unreachable)))
"#;

fn linker(engine: &Engine) -> Linker<()> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "add", |a: i32, b: i32| a.wrapping_add(b)).expect("a new name");
    linker
}

/// A store with an instance of [`MODULE`].
fn instance() -> (Store<()>, Instance) {
    let engine = Engine::default();
    let module = Module::new(&engine, MODULE).expect("a valid module");
    let mut store = Store::new(&engine, ());
    let instance = linker(&engine).instantiate(&mut store, &module).expect("all imports are there");
    (store, instance)
}

#[divan::bench]
fn instantiate(bencher: Bencher) {
    let engine = Engine::default();
    let module = Module::new(&engine, MODULE).expect("a valid module");
    let linker = linker(&engine);
    bencher.bench(|| {
        let mut store = Store::new(&engine, ());
        linker.instantiate(&mut store, &module).map(|_| store)
    });
}

#[divan::bench]
fn call_in_and_out(bencher: Bencher) {
    let (mut store, instance) = instance();
    let add: TypedFunc<(i32, i32), i32> = instance.get_typed_func(&mut store, "add").expect("an export");
    bencher.bench_local(|| add.call(&mut store, divan::black_box((1, 2))));
}

#[divan::bench]
fn call_in_and_host_call(bencher: Bencher) {
    let (mut store, instance) = instance();
    let call: TypedFunc<(i32, i32), i32> = instance.get_typed_func(&mut store, "call_host").expect("an export");
    bencher.bench_local(|| call.call(&mut store, divan::black_box((1, 2))));
}

#[divan::bench]
fn a_thousand_host_calls(bencher: Bencher) {
    let (mut store, instance) = instance();
    let call: TypedFunc<i32, i32> = instance.get_typed_func(&mut store, "call_host_1000").expect("an export");
    bencher.bench_local(|| call.call(&mut store, divan::black_box(1000)));
}

#[divan::bench]
fn trap_with_backtrace(bencher: Bencher) {
    let (mut store, instance) = instance();
    let trap: TypedFunc<(), ()> = instance.get_typed_func(&mut store, "trap").expect("an export");
    bencher.bench_local(|| trap.call(&mut store, ()).is_err());
}
