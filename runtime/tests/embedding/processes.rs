//! Forks and threads.

use std::time::Duration;

use windlass::{Engine, Instance, Linker, Module, Store, Trap};

use crate::child::{End, run};
use crate::{function, trap_in_every_way};

/// Runs `f` in a forked child, and returns the child's status.
fn in_fork(f: impl FnOnce()) -> i32 {
    // SAFETY: the scenario has one thread, so the child may do what the parent may; the child exits without returning.
    unsafe {
        match libc::fork() {
            0 => {
                f();
                libc::_exit(0)
            }
            child => {
                let mut status = 0;
                assert_eq!(libc::waitpid(child, &mut status, 0), child);
                status
            }
        }
    }
}

#[test]
fn a_child_goes_on_with_what_its_parent_had() {
    let end = run("processes::a_child_goes_on_with_what_its_parent_had", || {
        let engine = Engine::default();
        trap_in_every_way(&engine);
        let (mut store, function) = function(&engine, crate::TRAPS, "memory", || ());
        let status = in_fork(|| {
            assert!(function.call(&mut store, ()).is_err());
            trap_in_every_way(&engine);
        });
        assert_eq!(status, 0);
        trap_in_every_way(&engine);
    });
    assert_eq!(end, End::Exit(0));
}

fn fork_inside() {
    assert_eq!(in_fork(|| trap_in_every_way(&Engine::default())), 0);
}

#[test]
fn a_host_function_may_fork() {
    let end = run("processes::a_host_function_may_fork", || {
        let text = r#"(module (import "" "f" (func $f)) (func (export "g") (call $f) unreachable))"#;
        let (mut store, g) = function(&Engine::default(), text, "g", fork_inside);
        let error = g.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&windlass::Trap::UnreachableCodeReached));
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn threads_trap_at_once() {
    let engine = Engine::default();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    trap_in_every_way(&engine);
                }
            });
        }
    });
}

#[test]
fn a_store_moves_between_threads() {
    let (mut store, memory) = function(&Engine::default(), crate::TRAPS, "memory", || ());
    for _ in 0..4 {
        (store, ()) = std::thread::spawn(move || {
            assert!(memory.call(&mut store, ()).is_err());
            (store, ())
        })
        .join()
        .unwrap();
    }
}

/// Ends the process if it takes longer than a minute.
fn limit_time() {
    // SAFETY: the call has no preconditions. Without a handler, the signal ends the process.
    unsafe { libc::alarm(60) };
}

fn spins(store: &mut Store<()>, spin: windlass::TypedFunc<(), ()>) {
    let error = spin.call(store, ()).unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt), "{error:?}");
}

/// Interrupts in a moment.
fn interrupt_soon(handle: windlass::InterruptHandle) {
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        handle.interrupt();
    });
}

#[test]
fn a_child_is_interrupted_where_its_parent_forked_in_a_host_function() {
    let end = run("processes::a_child_is_interrupted_where_its_parent_forked_in_a_host_function", || {
        is_interrupted_in_a_child(r#"(module (import "" "f" (func $f)) (func (export "g") (call $f) (loop (br 0))))"#);
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_child_is_interrupted_in_an_entry_around_the_one_that_forked() {
    let end = run("processes::a_child_is_interrupted_in_an_entry_around_the_one_that_forked", || {
        is_interrupted_in_a_child(
            r#"(module
                (import "" "f" (func $f))
                (import "" "again" (func $again))
                (func (export "h") (call $f))
                (func (export "g") (call $again) (loop (br 0))))"#,
        );
    });
    assert_eq!(end, End::Exit(0));
}

/// Calls `g` of a module, which spins in a child of this process: `f` forks, and `again` calls `h`.
fn is_interrupted_in_a_child(text: &str) {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap("", "again", |mut caller: windlass::Caller<'_, ()>| -> windlass::Result<()> {
            let inner = caller.get_export("h").and_then(|item| item.into_func()).unwrap();
            inner.call(&mut caller, &[], &mut [])
        })
        .unwrap();
    linker
        .func_wrap("", "f", |caller: windlass::Caller<'_, ()>| {
            // SAFETY: as in `in_fork`; the child returns to the guest.
            unsafe {
                match libc::fork() {
                    0 => {
                        limit_time();
                        interrupt_soon(caller.interrupt_handle().unwrap());
                    }
                    child => {
                        let mut status = 0;
                        assert_eq!(libc::waitpid(child, &mut status, 0), child);
                        assert_eq!(status, 0);
                        std::process::exit(0);
                    }
                }
            }
        })
        .unwrap();
    let mut store = Store::new(&engine, ());
    let _handle = store.interrupt_handle().unwrap();
    let instance: Instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
    let spin = instance.get_typed_func(&store, "g").unwrap();
    spins(&mut store, spin);
    std::process::exit(0);
}

#[test]
fn a_deadline_holds_in_a_child() {
    let end = run("processes::a_deadline_holds_in_a_child", || {
        let spin = r#"(module (func (export "spin") (loop (br 0))))"#;
        let (mut store, spin) = function(&Engine::default(), spin, "spin", || ());
        store.set_deadline(Duration::from_millis(200)).unwrap();
        let in_child = in_fork(|| {
            limit_time();
            spins(&mut store, spin);
            store.set_deadline(Duration::from_millis(5)).unwrap();
            spins(&mut store, spin);
        });
        assert_eq!(in_child, 0);
        spins(&mut store, spin);
    });
    assert_eq!(end, End::Exit(0));
}

#[test]
fn a_fork_does_not_find_the_deadlines_locked() {
    let end = run("processes::a_fork_does_not_find_the_deadlines_locked", || {
        limit_time();
        let engine = Engine::default();
        for round in 0..50 {
            let stores: Vec<_> = (0..20)
                .map(|i| {
                    let mut store = Store::new(&engine, ());
                    store.set_deadline(Duration::from_micros(i * 50)).unwrap();
                    store
                })
                .collect();
            let status = in_fork(|| {
                limit_time();
                drop(stores);
            });
            assert_eq!(status, 0, "{round}");
        }
    });
    assert_eq!(end, End::Exit(0));
}
