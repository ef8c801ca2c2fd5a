//! Two modules, of which one imports what the other exports.

use windlass::{Engine, Linker, Module, Result, Store};

fn main() -> Result<()> {
    let engine = Engine::default();
    let library = Module::new(
        &engine,
        r#"(module
            (memory (export "memory") 1)
            (data (i32.const 0) "one library")
            (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))"#,
    )?;
    let program = Module::new(
        &engine,
        r#"(module
            (import "library" "memory" (memory 1))
            (import "library" "double" (func $double (param i32) (result i32)))
            (func (export "first_letter") (result i32) (i32.load8_u (i32.const 0)))
            (func (export "quadruple") (param i32) (result i32) (call $double (call $double (local.get 0)))))"#,
    )?;

    let mut linker = Linker::new(&engine);
    let mut store = Store::new(&engine, ());
    // Instantiates the library, and defines its exports under that name.
    linker.module(&mut store, "library", &library)?;
    let instance = linker.instantiate(&mut store, &program)?;
    let quadruple = instance.get_typed_func::<i32, i32>(&mut store, "quadruple")?;
    let first_letter = instance.get_typed_func::<(), i32>(&mut store, "first_letter")?;
    println!("quadruple(5) = {}", quadruple.call(&mut store, 5)?);
    assert_eq!(first_letter.call(&mut store, ())?, i32::from(b'o'));

    // What is not defined is named, all of it.
    let error = Linker::new(&engine).instantiate(&mut store, &program).unwrap_err();
    println!("without the library: {error}");
    Ok(())
}
