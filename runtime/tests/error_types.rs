//! [`windlass::Error`] together with other error types: `anyhow`, `thiserror` and `Box<dyn Error>`.

#![cfg(feature = "wat")]

use std::error::Error as StdError;
use std::fmt;

use anyhow::Context;
use windlass::{Caller, Engine, Error, Instance, IntoFunc, Linker, Module, Result, Store, Trap, WasmBacktrace};

/// A guest that calls the host function `host` from its export `run`.
fn instance<P, R>(host: impl IntoFunc<(), P, R>) -> Result<(Store<()>, Instance)> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "" "host" (func $host (param i32) (result i32)))
            (func (export "run") (param i32) (result i32) (call $host (local.get 0)))
            (func (export "trap") unreachable))"#,
    )?;
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker.func_wrap("", "host", host)?;
    let instance = linker.instantiate(&mut store, &module)?;
    Ok((store, instance))
}

/// Calls `run`.
fn run<P, R>(host: impl IntoFunc<(), P, R>, argument: i32) -> Result<i32> {
    let (mut store, instance) = instance(host)?;
    instance.get_typed_func::<i32, i32>(&mut store, "run")?.call(&mut store, argument)
}

#[derive(Debug, PartialEq)]
struct Refused(i32);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused {}", self.0)
    }
}

impl StdError for Refused {}

fn identity(value: i32) -> i32 {
    value
}

#[test]
fn question_mark_converts_to_anyhow() {
    fn trap() -> anyhow::Result<()> {
        let (mut store, instance) = instance(identity)?;
        instance.get_typed_func::<(), ()>(&mut store, "trap")?.call(&mut store, ())?;
        Ok(())
    }
    let error = trap().unwrap_err();
    let own = error.downcast_ref::<Error>().unwrap();
    assert_eq!(own.downcast_ref::<Trap>(), Some(&Trap::UnreachableCodeReached));
    assert_eq!(own.downcast_ref::<WasmBacktrace>().unwrap().frames().len(), 1);
    assert_eq!(error.to_string(), own.to_string());
}

#[test]
fn anyhow_context_is_added_to_results() {
    let error = Module::new(&Engine::default(), "(module").context("loading the plugin").unwrap_err();
    assert_eq!(error.to_string(), "loading the plugin");
    assert!(error.root_cause().downcast_ref::<Error>().is_some());
}

#[test]
fn thiserror_wraps_an_error() {
    #[derive(Debug, thiserror::Error)]
    enum PluginError {
        #[error("the engine: {0}")]
        Engine(#[from] Error),
    }
    fn load() -> Result<Module, PluginError> {
        Ok(Module::new(&Engine::default(), "(module")?)
    }
    let PluginError::Engine(inner) = load().unwrap_err();
    let error = PluginError::from(inner);
    assert!(error.to_string().starts_with("the engine: "), "{error}");
    assert!(error.source().unwrap().is::<Error>());
}

#[test]
fn host_functions_return_any_error_type() {
    let refuse = |value: i32| -> Result<i32, Refused> { if value > 0 { Ok(value) } else { Err(Refused(value)) } };
    assert_eq!(run(refuse, 3).unwrap(), 3);
    let error = run(refuse, -3).unwrap_err();
    assert_eq!(error.downcast_ref::<Refused>(), Some(&Refused(-3)));
    assert_eq!(error.backtrace().unwrap().frames().len(), 1);
    assert_eq!(error.downcast::<Refused>().unwrap(), Refused(-3));

    // A trap is such an error.
    let error = run(|_: i32| -> Result<i32, Trap> { Err(Trap::Interrupt) }, 0).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
}

#[test]
fn host_functions_return_anyhow_errors() {
    fn refuse(_: Caller<'_, ()>, value: i32) -> anyhow::Result<i32> {
        anyhow::ensure!(value != 0, "zero");
        if value > 0 { Ok(value) } else { Err(Refused(value)).context("asking") }
    }
    assert_eq!(run(refuse, 3).unwrap(), 3);
    assert_eq!(run(refuse, 0).unwrap_err().to_string(), "zero");
    let error = run(refuse, -3).unwrap_err();
    assert_eq!(error.to_string(), "asking");
    assert!(format!("{error:?}").contains("caused by: refused -3"), "{error:?}");
    assert_eq!(error.downcast_ref::<Refused>(), Some(&Refused(-3)));
    // Only the value that the host function returned can be moved out.
    assert!(error.downcast::<Refused>().unwrap_err().is::<Refused>());
}

#[test]
fn host_functions_return_boxed_errors() {
    let refuse = |value: i32| -> Result<i32, Box<dyn StdError + Send + Sync>> { Err(Refused(value).into()) };
    let error = run(refuse, 5).unwrap_err();
    assert_eq!(error.downcast_ref::<Refused>(), Some(&Refused(5)));
}

#[test]
fn an_error_through_two_guests_keeps_its_type() {
    // The inner guest's error passes the outer host function as it is, boxed, and in an error of `anyhow`.
    fn inner() -> Result<i32> {
        run(|value: i32| -> Result<i32, Refused> { Err(Refused(value)) }, 7)
    }
    let direct = run(|_: i32| inner(), 0).unwrap_err();
    let boxed = run(|_: i32| inner().map_err(Box::<dyn StdError + Send + Sync>::from), 0).unwrap_err();
    let wrapped = run(|_: i32| -> anyhow::Result<i32> { inner().context("outer") }, 0).unwrap_err();
    for error in [direct, boxed, wrapped] {
        assert_eq!(error.downcast_ref::<Refused>(), Some(&Refused(7)), "{error:?}");
    }
}

#[test]
fn errors_of_the_standard_library_convert() {
    fn number(text: &str) -> Result<i32> {
        Ok(std::str::from_utf8(text.as_bytes())?.parse::<i32>()?)
    }
    assert!(number("x").unwrap_err().is::<std::num::ParseIntError>());
    let missing = || -> Result<Vec<u8>> { Ok(std::fs::read("/does/not/exist")?) };
    assert_eq!(missing().unwrap_err().downcast_ref::<std::io::Error>().unwrap().kind(), std::io::ErrorKind::NotFound);
    let boxed: Box<dyn StdError + Send + Sync> = Box::new(number("x").unwrap_err());
    assert!(Error::from(boxed).is::<std::num::ParseIntError>());
}
