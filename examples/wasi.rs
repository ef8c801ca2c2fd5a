//! A program for WASI preview 1, with output in memory, one directory, and nothing else.

use windlass::{Engine, Linker, Module, Result, Store};
use windlass_wasi::p1::{self, WasiP1Ctx};
use windlass_wasi::{DirPerms, FilePerms, I32Exit, MemoryOutputPipe, WasiCtx};

fn main() -> Result<()> {
    let engine = Engine::default();
    let mut linker: Linker<WasiP1Ctx> = Linker::new(&engine);
    p1::add_to_linker_sync(&mut linker, |ctx| ctx)?;

    let stdout = MemoryOutputPipe::new(1 << 20);
    let mut builder = WasiCtx::builder();
    builder.args(&["hello", "--loud"]).env("LANG", "C").stdout(stdout.clone()).inherit_stderr();
    builder.preopened_dir(".", "/", DirPerms::READ, FilePerms::READ)?;
    let mut store = Store::new(&engine, builder.build()?);

    // Compilers for `wasm32-wasip1` make such modules.
    let module = Module::from_file(&engine, concat!(env!("CARGO_MANIFEST_DIR"), "/hello.wat"))?;
    linker.module(&mut store, "", &module)?;
    let start = linker.get_default(&mut store, "")?.typed::<(), ()>(&store)?;
    let status = match start.call(&mut store, ()) {
        Ok(()) => 0,
        // A program that exits ends by an error with its status.
        Err(error) => match error.downcast_ref::<I32Exit>() {
            Some(exit) => exit.0,
            None => return Err(error),
        },
    };
    print!("status {status}: {}", String::from_utf8_lossy(&stdout.contents()));
    Ok(())
}
