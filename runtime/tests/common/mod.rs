//! Shared by the integration tests.

// Every test program uses a part of it.
#![allow(dead_code)]

use windlass::{CompileMode, Config, Engine, Error, FrameInfo, Instance, Linker, Module, Result, Store, Trap};

/// Engines with each combination of bounds checks, traps and compile mode that is possible. Half of them have no Spectre
/// mitigation, and some have branch protection.
pub(crate) fn engines() -> [Engine; 6] {
    let mut engines = [CompileMode::Eager, CompileMode::Lazy].into_iter().flat_map(|mode| {
        [(false, true), (true, true), (false, false)].map(|(explicit, signals)| {
            let mut config = Config::new();
            config.explicit_bounds_checks(explicit).signals_based_traps(signals).compile_mode(mode);
            config.spectre_mitigation(mode == CompileMode::Eager).branch_protection(explicit);
            Engine::new(&config).unwrap()
        })
    });
    std::array::from_fn(|_| engines.next().unwrap())
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
