//! A host that runs plugins that it does not trust: each has a memory limit, a time limit and a state of its own, and none can end the
//! host.

use std::time::Duration;

use windlass::{
    Caller, Engine, InstancePre, Linker, Module, Result, Store, StoreLimits, StoreLimitsBuilder, Trap, WasmBacktrace,
};

/// What one plugin has: its limits, and what it counted.
struct Plugin {
    limits: StoreLimits,
    counter: i64,
}

/// Calls `handle` of a plugin, in an instance of its own.
fn handle(engine: &Engine, plugin: &InstancePre<Plugin>, request: i64) -> Result<(i64, i64)> {
    let limits = StoreLimitsBuilder::new().memory_size(1 << 20).table_elements(1000).instances(1).build();
    let mut store = Store::new(engine, Plugin { limits, counter: 0 });
    store.limiter(|plugin| &mut plugin.limits);
    // Guest code ends then at any instruction, whatever it does.
    store.set_deadline(Duration::from_millis(100))?;
    let instance = plugin.instantiate(&mut store)?;
    let handle = instance.get_typed_func::<i64, i64>(&mut store, "handle")?;
    let answer = handle.call(&mut store, request)?;
    Ok((answer, store.data().counter))
}

fn main() -> Result<()> {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "count", |mut caller: Caller<'_, Plugin>, n: i64| caller.data_mut().counter += n)?;

    for (name, code) in [
        ("honest", "(call $count (i64.const 1)) (i64.mul (local.get 0) (i64.const 2))"),
        ("endless", "(loop (br 0)) (i64.const 0)"),
        ("greedy", "(if (i32.eq (memory.grow (i32.const 1000)) (i32.const -1)) (then unreachable)) (i64.const 0)"),
        ("recursive", "(call $handle (local.get 0))"),
        ("curious", "(i64.load (i32.const 0x7fffffff))"),
    ] {
        let module = Module::new(
            &engine,
            format!(
                r#"(module
                    (import "host" "count" (func $count (param i64)))
                    (memory 1)
                    (func $handle (export "handle") (param i64) (result i64) {code}))"#
            ),
        )?;
        // Imports are looked up once for all requests.
        let plugin = linker.instantiate_pre(&module)?;
        match handle(&engine, &plugin, 21) {
            Ok((answer, counter)) => println!("{name}: answered {answer}, counted {counter}"),
            Err(error) => {
                let trap = error.downcast_ref::<Trap>().map_or("no trap", |trap| trap.message());
                let frames = error.downcast_ref::<WasmBacktrace>().map_or(0, |backtrace| backtrace.frames().len());
                println!("{name}: was ended: {trap}, {frames} frames deep");
            }
        }
    }
    Ok(())
}
