//! What a guest may take: memory, tables, stack, and how large a module may be.

use windlass::{Config, Engine, Instance, Module, ResourceLimiter, Result, Store, StoreLimitsBuilder, Trap};

/// A limiter of our own: all memories of a store together.
struct Budget {
    left: usize,
}

impl ResourceLimiter for Budget {
    fn memory_growing(&mut self, current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        let more = desired - current;
        let is_allowed = more <= self.left;
        if is_allowed {
            self.left -= more;
        }
        Ok(is_allowed)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        Ok(desired <= 1000)
    }
}

fn main() -> Result<()> {
    let mut config = Config::new();
    config.max_wasm_stack(64 << 10).max_module_code(1 << 20);
    let engine = Engine::new(&config)?;
    let module = Module::new(
        &engine,
        r#"(module
            (memory 1)
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            (func $deep (export "deep") (call $deep)))"#,
    )?;

    // Fixed limits: this is 10 pages of 64 KiB.
    let limits = StoreLimitsBuilder::new().memory_size(640 << 10).build();
    let mut store = Store::new(&engine, limits);
    store.limiter(|limits| limits);
    let instance = Instance::new(&mut store, &module, &[])?;
    let grow = instance.get_typed_func::<i32, i32>(&mut store, "grow")?;
    assert_eq!(grow.call(&mut store, 9)?, 1);
    assert_eq!(grow.call(&mut store, 1)?, -1);

    // Stack overflow is a trap, and the instance can be used afterwards.
    let deep = instance.get_typed_func::<(), ()>(&mut store, "deep")?;
    let error = deep.call(&mut store, ()).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::StackOverflow));
    assert_eq!(grow.call(&mut store, 0)?, 10);

    // Our own: two memories of a page, and then no third.
    let mut store = Store::new(&engine, Budget { left: 128 << 10 });
    store.limiter(|budget| budget);
    Instance::new(&mut store, &module, &[])?;
    Instance::new(&mut store, &module, &[])?;
    let error = Instance::new(&mut store, &module, &[]).unwrap_err();
    println!("a third instance: {error}");
    Ok(())
}
