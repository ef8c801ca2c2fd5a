//! One module on several threads: the engine and the module are shared, and each request has a store of its own.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use windlass::{Engine, Linker, Module, Result, Store};

const REQUESTS: u32 = 1000;

fn main() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "thread" (func $thread (result i32)))
            (func $fib (param i32) (result i32)
                (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
                    (then (local.get 0))
                    (else (i32.add
                        (call $fib (i32.sub (local.get 0) (i32.const 1)))
                        (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
            (func (export "handle") (param i32) (result i32)
                (drop (call $thread)) (call $fib (local.get 0))))"#,
    )?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "thread", |caller: windlass::Caller<'_, i32>| *caller.data())?;
    let pre = linker.instantiate_pre(&module)?;

    let (next, sum) = (AtomicU32::new(0), AtomicU32::new(0));
    let work = |number: i32| -> Result<u32> {
        let mut handled = 0;
        while next.fetch_add(1, Ordering::Relaxed) < REQUESTS {
            let mut store = Store::new(&engine, number);
            let instance = pre.instantiate(&mut store)?;
            let answer = instance.get_typed_func::<i32, i32>(&mut store, "handle")?.call(&mut store, 15)?;
            sum.fetch_add(answer.cast_unsigned(), Ordering::Relaxed);
            handled += 1;
        }
        Ok(handled)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|number| scope.spawn(move || work(number))).collect();
        for (number, thread) in threads.into_iter().enumerate() {
            println!("thread {number} handled {} requests", thread.join().expect("it does not panic")?);
        }
        Ok::<(), windlass::Error>(())
    })?;
    assert_eq!(sum.into_inner(), REQUESTS * 610);
    Ok(())
}
