//! Three ways to end a guest that does not end: a deadline, a handle on another thread, and epochs. Its code is as fast as without.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use windlass::{Config, Engine, Instance, Module, Result, Store, Trap, UpdateDeadline};

fn main() -> Result<()> {
    let mut config = Config::new();
    config.epoch_interruption(true);
    let engine = Engine::new(&config)?;
    let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
    let mut store = Store::new(&engine, 0);
    store.set_epoch_deadline(1);
    let spin = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "spin")?;

    // A deadline.
    store.set_deadline(Duration::from_millis(20))?;
    let error = spin.call(&mut store, ()).unwrap_err();
    println!("{error}");
    store.clear_deadline();

    // A handle, which any thread may use.
    let handle = store.interrupt_handle()?;
    let user = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        handle.interrupt();
    });
    let error = spin.call(&mut store, ()).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
    user.join().expect("it does not panic");

    // Epochs, for all stores of an engine. What happens at the deadline is decided then: here, the guest goes on twice.
    store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        Ok(if *store.data() > 2 { UpdateDeadline::Interrupt } else { UpdateDeadline::Continue(1) })
    });
    let (stop, stopped) = mpsc::channel::<()>();
    let ticks = thread::spawn({
        let engine = engine.clone();
        move || {
            while stopped.recv_timeout(Duration::from_millis(5)) == Err(mpsc::RecvTimeoutError::Timeout) {
                engine.increment_epoch();
            }
        }
    });
    let error = spin.call(&mut store, ()).unwrap_err();
    println!("after {} epochs: {error}", store.data());
    drop(stop);
    ticks.join().expect("it does not panic");
    Ok(())
}
