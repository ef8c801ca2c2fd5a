//! Reading, writing and growing a guest's memory.

use windlass::{Engine, Instance, Memory, MemoryType, Module, Result, Store, Trap};

fn main() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (memory (export "memory") 2 3)
            (func (export "size") (result i32) (memory.size))
            (func (export "load") (param i32) (result i32) (i32.load8_s (local.get 0)))
            (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
            (data (i32.const 0x1000) "\01\02\03\04"))"#,
    )?;
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[])?;
    let memory = instance.get_memory(&mut store, "memory").expect("the module exports it");
    let size = instance.get_typed_func::<(), i32>(&mut store, "size")?;
    let load = instance.get_typed_func::<i32, i32>(&mut store, "load")?;
    let store_byte = instance.get_typed_func::<(i32, i32), ()>(&mut store, "store")?;

    // Both sides see the same bytes.
    assert_eq!((memory.size(&store), size.call(&mut store, ())?), (2, 2));
    assert_eq!(memory.data(&store)[0x1000..0x1004], [1, 2, 3, 4]);
    memory.data_mut(&mut store)[0x1003] = 5;
    store_byte.call(&mut store, (0x1002, 6))?;
    assert_eq!(load.call(&mut store, 0x1003)?, 5);
    assert_eq!(memory.data(&store)[0x1002], 6);

    // Copies whose bounds are checked.
    let mut bytes = [0; 4];
    memory.read(&store, 0x1000, &mut bytes)?;
    assert_eq!(bytes, [1, 2, 6, 5]);
    assert!(memory.write(&mut store, 0x2_0000, &bytes).is_err());

    // What is outside traps, until the memory has grown; it has a maximum.
    let error = load.call(&mut store, 0x2_0000).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::MemoryOutOfBounds));
    assert_eq!(memory.grow(&mut store, 1)?, 2);
    assert_eq!(load.call(&mut store, 0x2_0000)?, 0);
    assert!(memory.grow(&mut store, 1).is_err());

    // A memory of the host, for modules that import one.
    let own = Memory::new(&mut store, MemoryType::new(1, None))?;
    println!("the guest has {} bytes, the host's own memory {}", memory.data_size(&store), own.data_size(&store));
    Ok(())
}
