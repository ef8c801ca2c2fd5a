//! Exceptions: thrown by guest code and by host functions, caught wherever there is a handler, and collected when nothing refers to
//! them.

#![cfg(feature = "wat")]

mod collection;
#[path = "../common/mod.rs"]
mod common;
mod entries;
mod handlers;
mod interrupts;

use std::fmt::Write;

use windlass::{CompileMode, Config, Engine, Error, Instance, Module, Result, Store, ThrownException, Val};

/// Engines of all kinds: see [`common::engines`].
fn engines(change: impl Fn(&mut Config)) -> Vec<Engine> {
    let modes = [CompileMode::Eager, CompileMode::Lazy, CompileMode::Parallel];
    let checks = [(false, true), (true, true), (false, false)];
    let all = modes.into_iter().flat_map(|mode| checks.map(|checks| (mode, checks)));
    all.map(|(mode, (explicit, signals))| {
        let mut config = Config::new();
        config.explicit_bounds_checks(explicit).signals_based_traps(signals).compile_mode(mode);
        config.wasm_exceptions(true).branch_protection(explicit);
        change(&mut config);
        Engine::new(&config).unwrap()
    })
    .collect()
}

/// What compiles and loads modules: engines of all kinds, each also with precompiled modules.
fn loaders() -> impl Iterator<Item = (Engine, impl Fn(&str) -> Module)> {
    engines(|_| ()).into_iter().flat_map(|engine| {
        [false, true].map(|precompiled| {
            let loader = engine.clone();
            let load = move |text: &str| match precompiled {
                true => {
                    let bytes = loader.precompile_module(text.as_bytes()).unwrap();
                    // SAFETY: the bytes are those of a precompiled module.
                    unsafe { Module::deserialize(&loader, bytes) }.unwrap()
                }
                false => Module::new(&loader, text).unwrap(),
            };
            (engine.clone(), load)
        })
    })
}

fn engine() -> Engine {
    Engine::new(Config::new().wasm_exceptions(true)).unwrap()
}

/// An instance in a new store.
fn instantiate(engine: &Engine, text: &str) -> (Store<()>, Instance) {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, text).unwrap();
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    (store, instance)
}

/// Calls an export with numbers, which are of type `i32`, as is the result.
fn call<T>(store: &mut Store<T>, instance: Instance, name: &str, arguments: &[i32]) -> Result<i32> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let arguments: Vec<Val> = arguments.iter().map(|&value| Val::I32(value)).collect();
    let mut results = vec![Val::I32(0); func.ty(&*store).results().len()];
    func.call(store, &arguments, &mut results)?;
    Ok(results.first().map_or(0, Val::unwrap_i32))
}

#[track_caller]
fn assert_thrown(error: &Error) {
    assert!(error.is::<ThrownException>(), "{error:?}");
}

/// `count` times `text`, with `#` for the number of each.
fn repeat(count: usize, text: &str) -> String {
    (0..count).fold(String::new(), |mut all, i| {
        let _ = write!(all, "{} ", text.replace('#', &i.to_string()));
        all
    })
}
