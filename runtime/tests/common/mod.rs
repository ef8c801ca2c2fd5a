//! What the tests share.

// Every test program uses a part of it.
#![allow(dead_code)]

use windlass::{CompileMode, Config, Engine, Error, FrameInfo, Instance, Linker, Module, Result, Store, Trap};

/// An engine for each way of checking accesses to memory, and for each time to compile functions.
pub(crate) fn engines() -> [Engine; 4] {
    [(false, CompileMode::Eager), (true, CompileMode::Eager), (false, CompileMode::Lazy), (true, CompileMode::Lazy)]
        .map(|(explicit, mode)| Engine::new(Config::new().explicit_bounds_checks(explicit).compile_mode(mode)).unwrap())
}

/// A store with an instance of a module in the text format that imports nothing.
pub(crate) fn instantiate(engine: &Engine, text: &str) -> (Store<()>, Instance) {
    let mut store = Store::new(engine, ());
    let instance = try_instantiate(&mut store, text).unwrap();
    (store, instance)
}

/// Instantiates a module in the text format that imports nothing.
pub(crate) fn try_instantiate(store: &mut Store<()>, text: &str) -> Result<Instance> {
    let module = Module::new(store.engine(), text)?;
    Linker::new(store.engine()).instantiate(store, &module)
}

/// The reason of a trap.
#[track_caller]
pub(crate) fn trap(error: &Error) -> Trap {
    *error.downcast_ref().unwrap_or_else(|| panic!("not a trap: {error:?}"))
}

/// The names of the functions in an error's backtrace, or their indices.
pub(crate) fn frames(error: &Error) -> Vec<String> {
    let name = |frame: &FrameInfo| match frame.func_name() {
        Some(name) => name.to_string(),
        None => frame.func_index().to_string(),
    };
    error.backtrace().map(|backtrace| backtrace.frames().iter().map(name).collect()).unwrap_or_default()
}
