//! Tests every statement of `docs/EMBEDDING_SAFELY.md` about what an embedding process may and must not do.

#![cfg(all(feature = "wat", feature = "std", target_os = "linux"))]

mod child;
mod coroutines;
mod floating_point;
mod processes;
mod signals;
mod signals_of_the_embedder;

use windlass::{Engine, Instance, Linker, Module, Store, TypedFunc};

/// A store with an instance of `text`, and one of its functions. The module may import the host function `f`.
fn function(engine: &Engine, text: &str, name: &str, f: fn()) -> (Store<()>, TypedFunc<(), ()>) {
    let mut linker = Linker::new(engine);
    linker.func_wrap("", "f", f).unwrap();
    let mut store = Store::new(engine, ());
    let instance: Instance = linker.instantiate(&mut store, &Module::new(engine, text).unwrap()).unwrap();
    let function = instance.get_typed_func(&store, name).unwrap();
    (store, function)
}

/// A module whose functions trap, in every way that uses a signal.
const TRAPS: &str = r#"(module
    (memory 1)
    (table 1 funcref)
    (type $t (func))
    (func (export "memory") (drop (i32.load (i32.const -4))))
    (func (export "unreachable") unreachable)
    (func (export "division") (drop (i32.div_s (i32.const 1) (i32.load (i32.const 0)))))
    (func (export "null") (call_indirect (type $t) (i32.const 0)))
    (func $again (export "stack") (call $again) (call $again)))"#;

/// Their names and traps.
const TRAP_NAMES: [(&str, windlass::Trap); 5] = [
    ("memory", windlass::Trap::MemoryOutOfBounds),
    ("unreachable", windlass::Trap::UnreachableCodeReached),
    ("division", windlass::Trap::IntegerDivisionByZero),
    ("null", windlass::Trap::IndirectCallToNull),
    ("stack", windlass::Trap::StackOverflow),
];

/// Makes a guest trap in every way.
#[track_caller]
fn trap_in_every_way(engine: &Engine) {
    for (name, trap) in TRAP_NAMES {
        let (mut store, function) = function(engine, TRAPS, name, || ());
        let error = function.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&trap), "{name}: {error:?}");
    }
}
