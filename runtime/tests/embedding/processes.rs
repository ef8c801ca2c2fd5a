//! Forks and threads.

use windlass::Engine;

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
