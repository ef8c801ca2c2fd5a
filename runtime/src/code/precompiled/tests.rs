//! Damaged files with correct checksums: loading and instantiating them may fail, but not crash.

use alloc::vec::Vec;

use super::*;
use crate::{Config, Linker, Store};

const WAT: &str = r#"(module $m
    (import "host" "f" (func $f (param i32) (result f64)))
    (import "host" "g" (global $g (mut i64)))
    (table $t 4 10 funcref)
    (table 1 externref)
    (memory (export "memory") 2 9)
    (global (export "global") (mut f32) (f32.const 40))
    (global funcref (ref.func $h))
    (func $h (export "h") (param i32 i64 f64) (result i32 i64) (local.get 0) (local.get 1))
    (func $i (export "i"))
    (elem (table $t) (i32.const 1) func $h $f $i)
    (elem (table $t) (i32.const 0) funcref (ref.func $h) (ref.null func))
    (elem declare func $f)
    DATA)"#;

/// Loads the module, and instantiates it if that executes none of its code.
fn load_and_instantiate(engine: &Engine, bytes: &[u8]) -> Result<()> {
    // SAFETY: none of its functions is called.
    let module = unsafe { Module::deserialize(engine, bytes) }?;
    let _ = (module.imports().count(), module.exports().count(), module.get_export("h"), alloc::format!("{module:?}"));
    if module.inner().info().start.is_some() {
        return Ok(());
    }
    let mut store = Store::new(engine, ());
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "f", |_: i32| 0f64)?;
    let ty = crate::GlobalType { content: crate::ValType::I64, mutable: true };
    let global = crate::Global::new(&mut store, ty, crate::Val::I64(1))?;
    linker.define(&store, "host", "g", global)?;
    let instance = linker.instantiate(&mut store, &module)?;
    let _ = instance.exports(&store).len();
    let h = instance.get_func(&store, "h");
    let _ = h.map(|h| h.ty(&store));
    Ok(())
}

#[test]
fn no_damage_does_more_than_an_error() {
    let engines = [false, true].map(|checks| Engine::new(Config::new().explicit_bounds_checks(checks)).unwrap());
    let data = [
        r#"(data (i32.const 3) "abc")"#,
        r#"(data "abc") (data (i32.const 1) "d")"#,
        r#"(data (i32.const 131070) "abc")"#,
    ];
    let (mut refused, mut accepted) = (0, 0);
    for (engine, data) in engines.iter().zip(data).chain([(&engines[0], data[2])]) {
        let wat = WAT.replace("DATA", data);
        let good = engine.precompile_module(wat.as_bytes()).unwrap();
        // Everything that the loader reads: the header, and the sections between the code and the unwinding frames.
        let (text, _) = object::text(&good);
        let frames = find(&good, b"zR\0") - 9;
        let places: Vec<usize> = (0x200..0x2c0).chain(text.end.next_multiple_of(4096)..frames).collect();
        for at in places.into_iter().filter(|at| !is_in_image(&good, *at)) {
            for change in [1, 0x80, 0xff, good[at]] {
                let mut bytes = good.clone();
                bytes[at] ^= change;
                if bytes == good || object::reseal(&mut bytes).is_err() {
                    continue;
                }
                match load_and_instantiate(engine, &bytes) {
                    Ok(()) => accepted += 1,
                    Err(error) => {
                        assert!(!alloc::format!("{error}").is_empty());
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 1000 && accepted > 100, "{refused} refused, {accepted} accepted");
}

/// The position of `what` in `bytes`.
fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|window| window == what).expect("it is there")
}

/// Whether the position is in a page of almost only zeroes: a page of the memory image, whose content is arbitrary.
fn is_in_image(bytes: &[u8], at: usize) -> bool {
    let page = &bytes[at / 4096 * 4096..][..4096.min(bytes.len() - at / 4096 * 4096)];
    page.iter().filter(|byte| **byte == 0).count() > 4000
}

#[test]
fn every_truncation_is_refused() {
    let engine = Engine::default();
    let good = engine.precompile_module(WAT.replace("DATA", "").as_bytes()).unwrap();
    for len in (0..good.len()).step_by(7) {
        let mut bytes = good[..len].to_vec();
        assert!(load_and_instantiate(&engine, &bytes).is_err());
        // As if the length were right.
        if len > 0x2c0 {
            bytes[0x254..0x258].copy_from_slice(&(len as u32).to_le_bytes());
            let _ = object::reseal(&mut bytes);
            let _ = load_and_instantiate(&engine, &bytes);
        }
    }
}

#[test]
fn other_reservations_are_refused() {
    let engine = Engine::new(Config::new().explicit_bounds_checks(false)).unwrap();
    let good = engine.precompile_module(WAT.replace("DATA", "").as_bytes()).unwrap();
    // Of a memory with 32-bit addresses, of one with 64-bit addresses, and the guard.
    for at in [0x238, 0x240, 0x248] {
        let mut bytes = good.clone();
        let size = u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
        bytes[at..at + 8].copy_from_slice(&(size / 2).to_le_bytes());
        object::reseal(&mut bytes).unwrap();
        let error = load_and_instantiate(&engine, &bytes).unwrap_err();
        assert!(alloc::format!("{error}").contains("reservations"), "{at:#x}: {error}");
    }
}
