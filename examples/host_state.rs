//! Host functions that work on data of the store, and on the memory of whoever calls them.

use windlass::{Caller, Engine, Extern, Linker, Module, Result, Store, bail};

/// What a guest has said.
#[derive(Default)]
struct Log {
    lines: Vec<String>,
}

fn main() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "log" (func $log (param i32 i32)))
            (memory (export "memory") 1)
            (data (i32.const 8) "first line" "second line")
            (func (export "run")
                (call $log (i32.const 8) (i32.const 10))
                (call $log (i32.const 18) (i32.const 11)))
            (func (export "lie") (call $log (i32.const 65535) (i32.const 2))))"#,
    )?;

    // Host functions of a linker serve any number of stores: the data is that of the store they are called from.
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "log", |mut caller: Caller<'_, Log>, at: u32, len: u32| -> Result<()> {
        let Some(Extern::Memory(memory)) = caller.get_export("memory") else { bail!("the guest exports no memory") };
        let (bytes, log) = memory.data_and_store_mut(&mut caller);
        // Never trust an address of a guest.
        let Some(text) = bytes.get(at as usize..).and_then(|rest| rest.get(..len as usize)) else {
            bail!("there are no {len} bytes at {at}");
        };
        log.lines.push(String::from_utf8_lossy(text).into_owned());
        Ok(())
    })?;

    let mut store = Store::new(&engine, Log::default());
    let instance = linker.instantiate(&mut store, &module)?;
    instance.get_typed_func::<(), ()>(&mut store, "run")?.call(&mut store, ())?;
    assert_eq!(store.data().lines, ["first line", "second line"]);

    // An error of a host function ends the guest, and comes back with a backtrace of it.
    let error = instance.get_typed_func::<(), ()>(&mut store, "lie")?.call(&mut store, ()).unwrap_err();
    println!("{error:?}");
    Ok(())
}
