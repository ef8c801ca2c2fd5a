//! Epochs and deadlines.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use windlass::{
    AsContextMut, Caller, Config, Engine, Error, Func, Instance, Module, Result, Store, StoreContextMut, Trap,
    TypedFunc, UpdateDeadline, Val,
};

/// `mix` keeps every kind of register busy, calls, recurses, calls the host and copies memory; its result depends on all of it.
const MIX: &str = r#"(module
    (import "" "" (func $host (param i32) (result i32)))
    (memory (export "memory") 2)
    (table (export "table") 1 funcref)
    (func $fib (param i32) (result i32)
        (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
            (then (local.get 0))
            (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1)))
                (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
    (func (export "mix") (param $n i32) (result i64)
        (local $i i32) (local $a i64) (local $f f64) (local $v v128) (local $w v128)
        (local.set $w (v128.const i32x4 1 2 3 5))
        (loop $again
            (local.set $a (i64.add (i64.mul (local.get $a) (i64.const 6364136223846793005)) (i64.const 1442695040888963407)))
            (local.set $f (f64.add (f64.mul (local.get $f) (f64.const 0.5)) (f64.convert_i32_u (local.get $i))))
            (local.set $v (i32x4.add (i32x4.mul (local.get $v) (local.get $w)) (i32x4.splat (local.get $i))))
            (i64.store (i32.and (local.get $i) (i32.const 0xfff8)) (i64.add (local.get $a) (i64.extend_i32_u (call $fib (i32.and (local.get $i) (i32.const 7))))))
            (memory.copy (i32.const 0x10000) (i32.and (local.get $i) (i32.const 0xff00)) (i32.const 200))
            (local.set $a (i64.xor (local.get $a) (i64.load (i32.const 0x10008))))
            (local.set $a (i64.add (local.get $a) (i64.extend_i32_u (call $host (local.get $i)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
        (i64.add (local.get $a) (i64.add (i64.reinterpret_f64 (local.get $f)) (i64x2.extract_lane 1 (local.get $v)))))
    (func (export "spin") (loop (br 0))))"#;

struct Guest<T: 'static> {
    store: Store<T>,
    mix: TypedFunc<i32, i64>,
    spin: TypedFunc<(), ()>,
    instance: Instance,
}

fn guest<T: Send + 'static>(engine: &Engine, data: T) -> Guest<T> {
    let mut store = Store::new(engine, data);
    let host = Func::wrap(&mut store, |x: i32| x / 2);
    let module = Module::new(engine, MIX).unwrap();
    store.set_epoch_deadline(u64::MAX);
    let instance = Instance::new(&mut store, &module, &[host.into()]).unwrap();
    let mix = instance.get_typed_func(&mut store, "mix").unwrap();
    let spin = instance.get_typed_func(&mut store, "spin").unwrap();
    Guest { store, mix, spin, instance }
}

fn epochs() -> Engine {
    Engine::new(Config::new().epoch_interruption(true)).unwrap()
}

/// Increments the epoch of an engine until it is dropped.
struct Ticks(Arc<AtomicBool>, Option<JoinHandle<()>>);

impl Ticks {
    fn start(engine: &Engine, interval: Duration) -> Ticks {
        let (engine, ended) = (engine.clone(), Arc::new(AtomicBool::new(false)));
        let thread = std::thread::spawn({
            let ended = ended.clone();
            move || {
                while !ended.load(Ordering::Relaxed) {
                    std::thread::sleep(interval);
                    engine.increment_epoch();
                }
            }
        });
        Ticks(ended, Some(thread))
    }
}

impl Drop for Ticks {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        self.1.take().map(JoinHandle::join);
    }
}

#[track_caller]
fn is_interrupt<T>(result: Result<T>) -> Error {
    let Err(error) = result else { panic!("it returned") };
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt), "{error:?}");
    error
}

#[test]
fn a_guest_that_is_preempted_and_resumed_computes_the_same() {
    let (n, least) = if cfg!(target_arch = "aarch64") { (5_000, 10) } else { (100_000, 50) };
    let mut plain = guest(&Engine::default(), 0);
    let expected = plain.mix.call(&mut plain.store, n).unwrap();
    let engine = epochs();
    let _ticks = Ticks::start(&engine, Duration::ZERO);
    let mut guest = guest(&engine, 0);
    guest.store.set_epoch_deadline(1);
    guest.store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        // Overwrites what the guest left in registers.
        let numbers: Vec<f64> = (0..20).map(|i| f64::from(i) * 1.5).collect();
        std::hint::black_box(numbers.iter().sum::<f64>());
        Ok(UpdateDeadline::Continue(1))
    });
    while *guest.store.data() < least {
        assert_eq!(guest.mix.call(&mut guest.store, n).unwrap(), expected);
    }
}

#[test]
fn a_new_store_has_reached_its_deadline() {
    let engine = epochs();
    let mut guest = guest(&engine, 0);
    let module = Module::new(&engine, "(module (func (export \"f\")))").unwrap();
    let mut store = Store::new(&engine, ());
    let f = Instance::new(&mut store, &module, &[]).unwrap().get_typed_func::<(), ()>(&mut store, "f").unwrap();
    let error = is_interrupt(f.call(&mut store, ()));
    assert!(error.to_string().contains("epoch"), "{error}");
    store.set_epoch_deadline(2);
    f.call(&mut store, ()).unwrap();
    engine.increment_epoch();
    f.call(&mut store, ()).unwrap();
    assert!(!store.is_interrupted());
    engine.increment_epoch();
    assert!(store.is_interrupted());
    is_interrupt(f.call(&mut store, ()));
    is_interrupt(f.call(&mut store, ()));
    store.set_epoch_deadline(1);
    f.call(&mut store, ()).unwrap();
    guest.mix.call(&mut guest.store, 1).unwrap();
    // Without epochs, nothing happens.
    let mut store = Store::new(&Engine::default(), ());
    store.set_epoch_deadline(0);
    store.engine().increment_epoch();
    Func::wrap(&mut store, || {}).call(&mut store, &[], &mut []).unwrap();
}

#[test]
fn an_epoch_ends_guest_code() {
    let engine = epochs();
    let mut guest = guest(&engine, 0);
    let _ticks = Ticks::start(&engine, Duration::from_micros(300));
    for _ in 0..50 {
        guest.store.set_epoch_deadline(2);
        let error = is_interrupt(guest.spin.call(&mut guest.store, ()));
        assert_eq!(error.backtrace().unwrap().frames().len(), 1);
    }
    guest.store.epoch_deadline_callback(|_| Ok(UpdateDeadline::Interrupt));
    guest.store.set_epoch_deadline(2);
    is_interrupt(guest.spin.call(&mut guest.store, ()));
    guest.store.epoch_deadline_callback(|_| Err(Error::msg("enough")));
    guest.store.set_epoch_deadline(2);
    let error = guest.spin.call(&mut guest.store, ()).unwrap_err();
    assert_eq!((error.to_string().as_str(), error.backtrace().unwrap().frames().len()), ("enough", 1));
    guest.store.epoch_deadline_callback(|_| panic!("panics pass through"));
    guest.store.set_epoch_deadline(2);
    let panic = catch_unwind(AssertUnwindSafe(|| guest.spin.call(&mut guest.store, ()))).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"panics pass through"));
    guest.store.epoch_deadline_trap();
    is_interrupt(guest.spin.call(&mut guest.store, ()));
}

#[test]
fn a_callback_uses_the_store() {
    let engine = epochs();
    let _ticks = Ticks::start(&engine, Duration::from_micros(300));
    let mut guest = guest(&engine, (0, None));
    let (mix, instance) = (guest.mix, guest.instance);
    guest.store.data_mut().1 = Some(mix);
    let expected = mix.call(&mut guest.store, 100).unwrap();
    let refused = Arc::new(AtomicU32::new(0));
    let refusals = refused.clone();
    guest.store.epoch_deadline_callback(move |mut store: StoreContextMut<'_, (u32, Option<TypedFunc<i32, i64>>)>| {
        store.data_mut().0 += 1;
        if store.data().0 == 100 {
            return Ok(UpdateDeadline::Interrupt);
        }
        // A nested call of guest code, below the preempted one, needs a later deadline.
        store.set_epoch_deadline(1 << 32);
        assert_eq!(mix.call(&mut store, 100)?, expected);
        let table = instance.get_table(&mut store, "table").expect("a table");
        // Guest code may hold the address of the table or memory in a register here.
        if table.grow(&mut store, 1, windlass::Ref::Func(None)).is_err() {
            refusals.fetch_add(1, Ordering::Relaxed);
        }
        let memory = instance.get_memory(&mut store, "memory").expect("a memory");
        memory.grow(&mut store, 1)?;
        Ok(UpdateDeadline::Continue(1))
    });
    guest.store.set_epoch_deadline(1);
    is_interrupt(guest.spin.call(&mut guest.store, ()));
    assert_eq!(guest.store.data().0, 100);
    // The epoch may pass before the guest has begun; all others preempt it.
    assert!(refused.load(Ordering::Relaxed) >= 98);
    let table = instance.get_table(&mut guest.store, "table").unwrap();
    table.grow(&mut guest.store, 1, windlass::Ref::Func(None)).unwrap();
}

#[test]
fn a_callback_at_an_entry_calls_guest_code_and_moves_the_memory() {
    let engine = Engine::new(Config::new().epoch_interruption(true).explicit_bounds_checks(true)).unwrap();
    let module = Module::new(
        &engine,
        r#"(module
            (memory (export "memory") 1)
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            (func (export "write") (param i32 i32) (result i32)
                (i32.store (local.get 0) (local.get 1))
                (memory.size)))"#,
    )
    .unwrap();
    // Occupy the surrounding addresses, so that memories must move to grow.
    let others: Vec<Vec<u8>> = (0..8).map(|i| vec![i; 1 << 20]).collect();
    let mut store = Store::new(&engine, 0);
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    let grow = instance.get_typed_func::<i32, i32>(&mut store, "grow").unwrap();
    let write = instance.get_typed_func::<(i32, i32), i32>(&mut store, "write").unwrap();
    store.epoch_deadline_callback(move |mut store: StoreContextMut<'_, i32>| {
        *store.data_mut() += 1;
        // The deadline has to be later for the guest code that is called here.
        store.set_epoch_deadline(1 << 32);
        assert!(grow.call(&mut store, 300)? > 0);
        Ok(UpdateDeadline::Continue(1))
    });
    for round in 1..10 {
        store.set_epoch_deadline(0);
        let pages = write.call(&mut store, (8 + round, 0x1234_5600 + round)).unwrap();
        assert_eq!((pages, *store.data()), (1 + 300 * round, round));
        assert_eq!(memory.data(&store)[8 + round as usize..][..4], (0x1234_5600 + round).to_le_bytes());
    }
    drop(others);
}

#[test]
fn an_interrupt_while_a_callback_runs_ends_the_guest_with_its_backtrace() {
    let mut guest = guest(&epochs(), (0, None::<TypedFunc<i32, i64>>));
    let handle = guest.store.interrupt_handle().unwrap();
    let engine = guest.store.engine().clone();
    guest.store.set_epoch_deadline(1);
    guest.store.epoch_deadline_callback(move |_| {
        handle.interrupt();
        Ok(UpdateDeadline::Continue(1))
    });
    let ticking = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        engine.increment_epoch();
    });
    let error = is_interrupt(guest.spin.call(&mut guest.store, ()));
    assert_eq!(error.backtrace().unwrap().frames().len(), 1, "{error:?}");
    ticking.join().unwrap();
}

#[test]
fn a_deadline_ends_guest_code() {
    let mut guest = guest(&Engine::default(), 0);
    for milliseconds in [0, 1, 5, 20] {
        let begin = Instant::now();
        guest.store.set_deadline(Duration::from_millis(milliseconds)).unwrap();
        let error = is_interrupt(guest.spin.call(&mut guest.store, ()));
        assert!(error.to_string().contains("deadline"), "{error}");
        assert!(begin.elapsed() >= Duration::from_millis(milliseconds));
        is_interrupt(guest.mix.call(&mut guest.store, 1));
        assert!(guest.store.is_interrupted());
    }
    guest.store.set_deadline(Duration::MAX).unwrap();
    guest.mix.call(&mut guest.store, 1).unwrap();
    guest.store.set_deadline(Duration::ZERO).unwrap();
    guest.store.clear_deadline();
    guest.mix.call(&mut guest.store, 1).unwrap();
    assert!(!guest.store.is_interrupted());
}

#[test]
fn a_host_function_sets_another_deadline() {
    let engine = epochs();
    let mut store = Store::new(&engine, 0);
    store.set_epoch_deadline(1);
    let later = Func::wrap(&mut store, |mut caller: Caller<'_, i32>, _: i32| {
        caller.engine().increment_epoch();
        assert!(caller.is_interrupted());
        *caller.data_mut() += 1;
        caller.as_context_mut().set_epoch_deadline(1);
        *caller.data()
    });
    let instance = Instance::new(&mut store, &Module::new(&engine, MIX).unwrap(), &[later.into()]).unwrap();
    let mix = instance.get_func(&mut store, "mix").unwrap();
    mix.call(&mut store, &[Val::I32(100)], &mut [Val::I64(0)]).unwrap();
    assert_eq!(*store.data(), 100);
}

#[test]
fn many_stores_have_deadlines() {
    let engine = Engine::default();
    let threads: Vec<_> = (0..8u64)
        .map(|i| {
            let engine = engine.clone();
            std::thread::spawn(move || {
                for round in 0..10 {
                    let mut guest = guest(&engine, 0);
                    guest.store.set_deadline(Duration::from_micros(500 + (i * 37 + round * 91) % 700)).unwrap();
                    is_interrupt(guest.spin.call(&mut guest.store, ()));
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn a_callback_that_goes_on_for_no_epoch_goes_on() {
    let engine = epochs();
    let mut guest = guest(&engine, 0);
    guest.store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        Ok(UpdateDeadline::Continue(0))
    });
    guest.store.set_epoch_deadline(1);
    engine.increment_epoch();
    guest.mix.call(&mut guest.store, 10).unwrap();
    assert_eq!(*guest.store.data(), 1);
}

#[test]
fn a_bulk_operator_is_asked_in_between_and_goes_on() {
    let text = r#"(module (memory (export "memory") 0x800) (table $t (export "table") 1000000 externref)
        (func (export "fill") (memory.fill (i32.const 1) (i32.const 7) (i32.const 0x7fffffe)))
        (func (export "copy") (memory.copy (i32.const 3) (i32.const 1) (i32.const 0x7fffff0)))
        (func (export "table.fill") (param externref) (table.fill $t (i32.const 0) (local.get 0) (i32.const 1000000)))
        (func (export "table.copy") (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 999999))))"#;
    let engine = epochs();
    let mut store = Store::new(&engine, 0);
    store.set_epoch_deadline(u64::MAX);
    let instance = Instance::new(&mut store, &Module::new(&engine, text).unwrap(), &[]).unwrap();
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    let table = instance.get_table(&mut store, "table").unwrap();
    store.epoch_deadline_callback(move |mut store: StoreContextMut<'_, i32>| {
        *store.data_mut() += 1;
        // What moves may grow here.
        if store.data() % 10 == 0 {
            memory.grow(&mut store, 1)?;
            let _ = table.grow(&mut store, 1000, windlass::Ref::Extern(None));
        }
        // Does nothing in a callback.
        store.gc();
        Ok(UpdateDeadline::Continue(1))
    });
    let _ticks = Ticks::start(&engine, Duration::ZERO);
    store.set_epoch_deadline(1);
    for name in ["fill", "copy", "table.copy"] {
        instance.get_typed_func::<(), ()>(&mut store, name).unwrap().call(&mut store, ()).unwrap();
    }
    let bytes = memory.data(&store);
    let sevens = vec![7; 1 << 20];
    assert!(bytes[0] == 0 && bytes[1..0x7ff_fff3].chunks(1 << 20).all(|piece| *piece == sevens[..piece.len()]));
    let value = windlass::ExternRef::new(&mut store, 5u8).unwrap();
    let fill = instance.get_typed_func::<Option<windlass::ExternRef>, ()>(&mut store, "table.fill").unwrap();
    fill.call(&mut store, Some(value)).unwrap();
    store.set_epoch_deadline(u64::MAX);
    store.gc();
    let last = table.get(&mut store, 999_999).unwrap();
    let windlass::Ref::Extern(Some(last)) = last else { panic!("{last:?}") };
    assert_eq!(last.downcast::<u8, _>(&store).unwrap(), &5);
    assert!(*store.data() > 5, "{}", store.data());
}
