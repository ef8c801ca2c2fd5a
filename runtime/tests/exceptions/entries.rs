//! Host functions that throw and pass exceptions on, and exceptions that leave an entry into guest code.

use windlass::{Caller, Error, ExnRef, Func, Instance, Result, Store, Trap, Val};

use super::{assert_thrown, call, loaders};
use crate::common::{frames, trap};

const THROUGH_HOST: &str = r#"(module
    (import "" "call" (func $host (param i32)))
    (tag $e (export "e") (param i32))
    (func $throw (export "throw") (param i32) (throw $e (local.get 0)))
    (func (export "trap") (param i32) (unreachable))
    (func $outer (export "catch") (param i32) (result i32)
        (block $h (result i32)
            (try_table (catch $e $h) (call $host (local.get 0)))
            (i32.const -1)))
    (func (export "catch all") (param i32) (result i32)
        (block $h
            (try_table (catch_all $h) (call $host (local.get 0)))
            (return (i32.const -1)))
        (i32.const -2)))"#;

/// An error of the host's own.
#[derive(Debug, PartialEq)]
struct Own(i32);

impl std::fmt::Display for Own {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "own error {}", self.0)
    }
}

impl std::error::Error for Own {}

#[test]
fn host_functions_throw_and_pass_exceptions_on() {
    for (engine, load) in loaders() {
        let module = load(THROUGH_HOST);
        let mut store = Store::new(&engine, ());
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
            let instance = caller.instance().unwrap();
            let typed = |caller: &mut Caller<'_, ()>, name| instance.get_typed_func::<i32, ()>(caller, name).unwrap();
            match x {
                // Throws one of its own.
                1 => {
                    let tag = instance.get_tag(&mut caller, "e").unwrap();
                    let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(100)])?;
                    Ok(caller.throw(exception)?)
                }
                // Passes one on, as it is, with a context, and after a look at it.
                2 => typed(&mut caller, "throw").call(&mut caller, 200),
                3 => typed(&mut caller, "throw").call(&mut caller, 300).map_err(|e| e.context("passed on")),
                4 => {
                    assert_thrown(&typed(&mut caller, "throw").call(&mut caller, 400).unwrap_err());
                    assert!(caller.has_pending_exception());
                    let exception = caller.take_pending_exception().unwrap();
                    assert!(!caller.has_pending_exception());
                    let value = exception.field(&caller, 0).unwrap().unwrap_i32();
                    let tag = exception.tag(&caller).unwrap();
                    let other = ExnRef::new(&mut caller, &tag, &[Val::I32(value + 1)])?;
                    Ok(caller.throw(other)?)
                }
                // Catches one.
                5 => {
                    assert_thrown(&typed(&mut caller, "throw").call(&mut caller, 500).unwrap_err());
                    caller.take_pending_exception();
                    Ok(())
                }
                // Takes it, and passes on an error that is none any more.
                6 => {
                    let error = typed(&mut caller, "throw").call(&mut caller, 600).unwrap_err();
                    caller.take_pending_exception();
                    Err(error)
                }
                7 => Err(Error::new(Own(7))),
                8 => typed(&mut caller, "trap").call(&mut caller, 0),
                // Throws through the guest and the host again.
                x if x > 1000 => {
                    instance.get_typed_func::<i32, i32>(&mut caller, "catch")?.call(&mut caller, x - 1000).map(drop)
                }
                x => panic!("{x}"),
            }
        });
        let instance = Instance::new(&mut store, &module, &[host.into()]).unwrap();
        for (x, caught) in [(1, 100), (2, 200), (3, 300), (4, 401), (5, -1), (1001, -1), (5003, -1)] {
            assert_eq!(call(&mut store, instance, "catch", &[x]).unwrap(), caught, "{x}");
            let caught = if caught < 0 { -1 } else { -2 };
            assert_eq!(call(&mut store, instance, "catch all", &[x]).unwrap(), caught, "{x}");
            assert!(!store.has_pending_exception());
        }
        for export in ["catch", "catch all"] {
            assert_thrown(&call(&mut store, instance, export, &[6]).unwrap_err());
            assert_eq!(call(&mut store, instance, export, &[7]).unwrap_err().downcast_ref(), Some(&Own(7)));
            assert_eq!(trap(&call(&mut store, instance, export, &[8]).unwrap_err()), Trap::UnreachableCodeReached);
            assert!(
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    call(&mut store, instance, export, &[999])
                }))
                .is_err()
            );
        }
    }
}

#[test]
fn an_exception_that_nobody_catches_passes_through_entries() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
            let call = caller.instance().unwrap().get_typed_func::<i32, ()>(&mut caller, "run").unwrap();
            call.call(&mut caller, x - 1)
        });
        let text = r#"(module
            (import "" "host" (func $host (param i32)))
            (tag $e (export "the tag") (param i32 i64)) (tag $other)
            (func $run (export "run") (param i32)
                (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 5) (i64.const 6))))
                (block $h
                    (try_table (catch $other $h) (call $host (local.get 0))))))"#;
        let instance = Instance::new(&mut store, &load(text), &[host.into()]).unwrap();
        let error = call(&mut store, instance, "run", &[4]).unwrap_err();
        assert_thrown(&error);
        assert_eq!(error.to_string(), "exception of tag `the tag` (param i32 i64)");
        assert_eq!(frames(&error), ["run"; 5]);
        let exception = store.take_pending_exception().unwrap();
        let values: Vec<Val> = exception.fields(&store).unwrap().collect();
        assert!(matches!(values[..], [Val::I32(5), Val::I64(6)]), "{values:?}");
        assert!(exception.field(&store, 2).is_err());
        assert_eq!(error.to_string(), "exception of tag `the tag` (param i32 i64)");
    }
}

#[test]
fn a_backtrace_shows_where_it_was_thrown() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let text = r#"(module $m
            (tag $e) (tag $other)
            (func $throws (throw $e))
            (func $calls (call $throws) (unreachable))
            (func $with_handler (block $h (try_table (catch $other $h) (call $calls))))
            (func (export "once") (call $with_handler))
            (func $again
                (block $h (result exnref)
                    (try_table (catch_all_ref $h) (call $with_handler))
                    (return))
                (throw_ref))
            (func (export "again") (call $again))
            (func (export "null") (throw_ref (ref.null exn))))"#;
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let error = call(&mut store, instance, "once", &[]).unwrap_err();
        assert_eq!(error.to_string(), "exception of an unnamed tag (param)");
        assert_eq!(frames(&error), ["throws", "calls", "with_handler", "3"]);
        let offset = error.backtrace().unwrap().frames()[0].module_offset().unwrap();
        let error = call(&mut store, instance, "again", &[]).unwrap_err();
        let expected = format!("exception of an unnamed tag (param), thrown first at {offset:#x} in m!throws");
        assert_eq!(error.to_string(), expected);
        assert_eq!(frames(&error), ["again", "5"]);
        let error = call(&mut store, instance, "null", &[]).unwrap_err();
        assert_eq!((trap(&error), frames(&error)), (Trap::NullReference, vec!["6".to_owned()]));
    }
}

#[test]
fn a_start_function_throws() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let module = load(r#"(module (tag $e (export "e")) (func $start (throw $e)) (start $start))"#);
        let error = Instance::new(&mut store, &module, &[]).unwrap_err();
        assert_thrown(&error);
        assert_eq!(frames(&error), ["start"]);
        assert!(store.take_pending_exception().is_some());
        // One that does not.
        let text = r#"(module (tag $e) (func $t (throw $e))
            (func $start (block $h (try_table (catch $e $h) (call $t)))) (start $start))"#;
        Instance::new(&mut store, &load(text), &[]).unwrap();
    }
}
