//! Functions with frames larger than the guard below a stack, or than the stack.

#![cfg(feature = "wat")]

mod common;

use std::fmt::Write;

use common::{engines, frames, instantiate, trap};
use windlass::Trap;

/// A recursive function with this many locals, all live across the call.
fn recursive(locals: usize) -> String {
    let mut text = String::from("(module (func $f (export \"f\") (param i64) (result i64) (local");
    text += &" i64".repeat(locals);
    text += ")";
    for i in 0..locals {
        write!(text, "(local.set {} (i64.add (local.get {i}) (i64.const 1)))", i + 1).unwrap();
    }
    text += "(drop (call $f (local.get 1))) (i64.const 0)";
    for i in 0..locals {
        write!(text, "(i64.add (local.get {}))", i + 1).unwrap();
    }
    text + "))"
}

#[test]
fn a_frame_of_any_size_overflows_the_stack_safely() {
    for engine in engines() {
        for locals in [10, 1000, 9000, 30_000] {
            let (mut store, instance) = instantiate(&engine, &recursive(locals));
            let f = instance.get_typed_func::<i64, i64>(&mut store, "f").unwrap();
            let error = f.call(&mut store, 1).unwrap_err();
            assert_eq!(trap(&error), Trap::StackOverflow, "{locals} locals");
            assert!(frames(&error).iter().all(|name| name == "f"), "{locals} locals");
            let fitting = ((1 << 20) / 8 / locals).clamp(1, 64);
            assert!(frames(&error).len() * 10 >= fitting * 8, "{locals} locals, {} frames", frames(&error).len());
        }
    }
}
