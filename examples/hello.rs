//! A module that calls a function of the host.

use windlass::{Engine, Func, Instance, Module, Result, Store};

fn main() -> Result<()> {
    // What is shared by everything: the configuration, and the types of functions.
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "hello" (func $hello (param i32)))
            (func (export "run") (call $hello (i32.const 3))))"#,
    )?;

    // What belongs to one guest, with data of ours: here, a name.
    let mut store = Store::new(&engine, "world");
    let hello = Func::wrap(&mut store, |caller: windlass::Caller<'_, &str>, times: i32| {
        for _ in 0..times {
            println!("Hello, {}!", caller.data());
        }
    });

    // Imports are given in the order in which the module has them.
    let instance = Instance::new(&mut store, &module, &[hello.into()])?;
    let run = instance.get_typed_func::<(), ()>(&mut store, "run")?;
    run.call(&mut store, ())
}
