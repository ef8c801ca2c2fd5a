//! The operators that the runtime implements.

#![cfg(feature = "wat")]

mod common;

use common::{engines, instantiate, trap};
use windlass::{Instance, Result, Store, Trap, Val};

const BULK: &str = r#"(module
    (memory (export "memory") 1 3)
    (table $t (export "table") 4 8 funcref)
    (table $u (export "other") 4 externref)
    (data $d "abcdef")
    (elem $e func $one $two $one)
    (func $one (result i32) (i32.const 1))
    (func $two (result i32) (i32.const 2))
    (func (export "memory.grow") (param i32) (result i32) (memory.grow (local.get 0)))
    (func (export "memory.fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
    (func (export "memory.copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
    (func (export "memory.init") (param i32 i32 i32) (memory.init $d (local.get 0) (local.get 1) (local.get 2)))
    (func (export "data.drop") (data.drop $d))
    (func (export "table.grow") (param i32) (result i32) (table.grow $t (ref.func $two) (local.get 0)))
    (func (export "table.size") (result i32) (table.size $t))
    (func (export "table.fill") (param i32 i32) (table.fill $t (local.get 0) (ref.func $one) (local.get 1)))
    (func (export "table.copy") (param i32 i32 i32) (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
    (func (export "table.init") (param i32 i32 i32) (table.init $t $e (local.get 0) (local.get 1) (local.get 2)))
    (func (export "elem.drop") (elem.drop $e))
    (func (export "call") (param i32) (result i32) (call_indirect $t (result i32) (local.get 0))))"#;

struct Bulk {
    store: Store<()>,
    instance: Instance,
}

impl Bulk {
    fn call(&mut self, name: &str, params: &[i32]) -> Result<Option<i32>> {
        let params: Vec<Val> = params.iter().map(|&p| Val::I32(p)).collect();
        let func = self.instance.get_func(&self.store, name).unwrap();
        let mut results = vec![Val::I32(0); func.ty(&self.store).results().len()];
        func.call(&mut self.store, &params, &mut results)?;
        Ok(results.first().map(|r| r.unwrap_i32()))
    }

    #[track_caller]
    fn traps(&mut self, name: &str, params: &[i32], code: Trap) {
        assert_eq!(trap(&self.call(name, params).unwrap_err()), code);
    }

    fn bytes(&self) -> &[u8] {
        self.instance.get_memory(&self.store, "memory").unwrap().data(&self.store)
    }
}

fn bulk() -> impl Iterator<Item = Bulk> {
    engines().into_iter().map(|engine| {
        let (store, instance) = instantiate(&engine, BULK);
        Bulk { store, instance }
    })
}

#[test]
fn memories_are_filled_copied_and_initialised() {
    for mut bulk in bulk() {
        bulk.call("memory.init", &[10, 1, 4]).unwrap();
        assert_eq!(&bulk.bytes()[9..15], b"\0bcde\0");
        bulk.call("memory.copy", &[11, 10, 4]).unwrap();
        assert_eq!(&bulk.bytes()[9..16], b"\0bbcde\0");
        bulk.call("memory.copy", &[10, 11, 4]).unwrap();
        assert_eq!(&bulk.bytes()[9..16], b"\0bcdee\0");
        bulk.call("memory.fill", &[65534, 0x1ff, 2]).unwrap();
        assert_eq!(bulk.bytes()[65533..], [0, 0xff, 0xff]);
        bulk.call("memory.fill", &[65536, 1, 0]).unwrap();
        // Nothing is written if any part is out of bounds.
        bulk.traps("memory.fill", &[65530, 7, 7], Trap::MemoryOutOfBounds);
        bulk.traps("memory.copy", &[65530, 0, 7], Trap::MemoryOutOfBounds);
        bulk.traps("memory.copy", &[0, 65530, 7], Trap::MemoryOutOfBounds);
        bulk.traps("memory.copy", &[-1, -1, -1], Trap::MemoryOutOfBounds);
        bulk.traps("memory.init", &[0, 0, 7], Trap::MemoryOutOfBounds);
        bulk.traps("memory.fill", &[65537, 7, 0], Trap::MemoryOutOfBounds);
        assert_eq!(bulk.bytes()[65530..65534], [0; 4]);
        assert_eq!(bulk.bytes()[0], 0);
        bulk.call("data.drop", &[]).unwrap();
        bulk.call("data.drop", &[]).unwrap();
        bulk.call("memory.init", &[0, 0, 0]).unwrap();
        bulk.traps("memory.init", &[0, 0, 1], Trap::MemoryOutOfBounds);
    }
}

#[test]
fn memories_grow() {
    for mut bulk in bulk() {
        assert_eq!(bulk.call("memory.grow", &[0]).unwrap(), Some(1));
        assert_eq!(bulk.call("memory.grow", &[3]).unwrap(), Some(-1));
        assert_eq!(bulk.call("memory.grow", &[-1]).unwrap(), Some(-1));
        assert_eq!(bulk.call("memory.grow", &[2]).unwrap(), Some(1));
        assert_eq!(bulk.call("memory.grow", &[1]).unwrap(), Some(-1));
        bulk.call("memory.fill", &[3 * 65536 - 1, 1, 1]).unwrap();
        assert_eq!(bulk.bytes().len(), 3 * 65536);
    }
}

#[test]
fn tables_are_filled_copied_initialised_and_grown() {
    for mut bulk in bulk() {
        bulk.traps("call", &[0], Trap::IndirectCallToNull);
        bulk.call("table.init", &[1, 0, 3]).unwrap();
        let called: Vec<_> = (1..4).map(|i| bulk.call("call", &[i]).unwrap().unwrap()).collect();
        assert_eq!(called, [1, 2, 1]);
        bulk.call("table.copy", &[0, 1, 3]).unwrap();
        let called: Vec<_> = (0..4).map(|i| bulk.call("call", &[i]).unwrap().unwrap()).collect();
        assert_eq!(called, [1, 2, 1, 1]);
        assert_eq!(bulk.call("table.grow", &[2]).unwrap(), Some(4));
        assert_eq!(bulk.call("table.grow", &[3]).unwrap(), Some(-1));
        assert_eq!(bulk.call("table.grow", &[-16]).unwrap(), Some(-1));
        assert_eq!(bulk.call("table.size", &[]).unwrap(), Some(6));
        assert_eq!(bulk.call("call", &[5]).unwrap(), Some(2));
        bulk.traps("call", &[6], Trap::TableOutOfBounds);
        bulk.call("table.fill", &[4, 2]).unwrap();
        assert_eq!(bulk.call("call", &[5]).unwrap(), Some(1));
        bulk.traps("table.fill", &[0, 7], Trap::TableOutOfBounds);
        bulk.traps("table.init", &[0, 1, 3], Trap::TableOutOfBounds);
        bulk.traps("table.copy", &[4, 1, 3], Trap::TableOutOfBounds);
        assert_eq!(bulk.call("call", &[1]).unwrap(), Some(2));
        bulk.call("elem.drop", &[]).unwrap();
        bulk.call("table.init", &[0, 0, 0]).unwrap();
        bulk.traps("table.init", &[0, 0, 1], Trap::TableOutOfBounds);
    }
}
