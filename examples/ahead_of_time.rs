//! Compiling a module to a file, and running it in another process, or another day, without compiling.

use windlass::{Config, Engine, Instance, Module, Result, Store};

const SOURCE: &str = r#"(module (func (export "answer") (result i32) (i32.const 42)))"#;

fn main() -> Result<()> {
    let file = std::env::temp_dir().join(format!("windlass-example-{}.so", std::process::id()));

    // The same bytes as `windlass compile` writes: an ELF shared object.
    let engine = Engine::default();
    std::fs::write(&file, engine.precompile_module(SOURCE.as_bytes())?)?;

    // SAFETY: the file is machine code. This process has just written it, and nobody else could.
    let module = unsafe { Module::deserialize_file(&engine, &file)? };
    std::fs::remove_file(&file)?;
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[])?;
    let answer = instance.get_typed_func::<(), i32>(&mut store, "answer")?.call(&mut store, ())?;
    println!("the answer is {answer}, from {} bytes of machine code", module.text().len());

    // A file for a machine without AVX, or without whatever else; this one has what that needs.
    let mut config = Config::new();
    config.baseline_cpu();
    let baseline = Engine::new(&config)?.precompile_module(SOURCE.as_bytes())?;
    // SAFETY: as above; it never left this process.
    unsafe { Module::deserialize(&engine, &baseline)? };
    Ok(())
}
