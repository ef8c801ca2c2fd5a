//! Memories that several threads share: importing and exporting them, waiting in them, and many threads at once.

mod common;

use std::fmt::Write;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use common::{engines, frames, trap};
use windlass::{
    Config, Engine, Extern, ExternType, Instance, Linker, Memory, MemoryType, Module, Result, SharedMemory, Store,
    Trap, UpdateDeadline, WaitResult,
};

const WAITS: &str = r#"(module
    (import "env" "memory" (memory 1 4 shared))
    (func $wait (export "wait") (param i64) (result i32)
      (memory.atomic.wait32 (i32.const 0) (i32.const 0) (local.get 0)))
    (func (export "wait64") (param i64) (result i32)
      (memory.atomic.wait64 (i32.const 8) (i64.const 0) (local.get 0)))
    (func (export "notify") (param i64) (result i32)
      (memory.atomic.notify (i32.const 0) (i32.wrap_i64 (local.get 0)))))"#;

fn memory(engine: &Engine) -> SharedMemory {
    SharedMemory::new(engine, MemoryType::shared(1, 4)).unwrap()
}

fn instance(store: &mut Store<u32>, memory: &SharedMemory, text: &str) -> Instance {
    let module = Module::new(store.engine(), text).unwrap();
    Instance::new(store, &module, &[memory.clone().into()]).unwrap()
}

fn call(store: &mut Store<u32>, instance: Instance, name: &str, argument: i64) -> Result<i32> {
    instance.get_typed_func::<i64, i32>(&mut *store, name).unwrap().call(&mut *store, argument)
}

/// Notifies until somebody was waiting.
fn wake_one(memory: &SharedMemory) {
    while memory.atomic_notify(0, 1).unwrap() == 0 {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Waits until somebody waits, by waking nobody.
fn until_it_waits(memory: &SharedMemory, waiting: &AtomicU32) {
    while waiting.load(Ordering::SeqCst) == 0 {
        thread::sleep(Duration::from_millis(1));
    }
    // It is about to wait, or does.
    thread::sleep(Duration::from_millis(10));
    assert_eq!(memory.atomic_notify(0, 0), Ok(0));
}

#[test]
fn threads_wait_for_each_other() {
    for engine in engines() {
        let memory = memory(&engine);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let mut store = Store::new(&engine, 0);
                let instance = instance(&mut store, &memory, WAITS);
                call(&mut store, instance, "wait", -1).unwrap()
            });
            let mut store = Store::new(&engine, 0);
            let instance = instance(&mut store, &memory, WAITS);
            while call(&mut store, instance, "notify", 1).unwrap() == 0 {
                thread::sleep(Duration::from_millis(1));
            }
            assert_eq!(waiting.join().unwrap(), 0);
            let start = Instant::now();
            assert_eq!(call(&mut store, instance, "wait64", 10_000_000).unwrap(), 2);
            assert!(start.elapsed() >= Duration::from_millis(10));
            memory.write(0, &[1]).unwrap();
            assert_eq!(call(&mut store, instance, "wait", -1).unwrap(), 1);
            assert_eq!(memory.atomic_wait32(0, 0, None), Ok(WaitResult::Mismatch));
            assert_eq!(memory.atomic_wait64(8, 0, Some(Duration::from_millis(1))), Ok(WaitResult::TimedOut));
            assert_eq!(memory.atomic_wait64(4, 0, None), Err(Trap::HeapMisaligned));
        });
    }
}

#[test]
fn an_interrupt_ends_a_wait() {
    for engine in engines() {
        let (memory, waiting) = (memory(&engine), AtomicU32::new(0));
        let mut store = Store::new(&engine, 0);
        let instance = instance(&mut store, &memory, WAITS);
        let handle = store.interrupt_handle().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                until_it_waits(&memory, &waiting);
                handle.interrupt();
            });
            waiting.store(1, Ordering::SeqCst);
            let error = call(&mut store, instance, "wait", -1).unwrap_err();
            assert_eq!((trap(&error), frames(&error)), (Trap::Interrupt, vec!["wait".to_string()]));
        });
        // Nobody is left in the queue, and the store is as good as new.
        assert_eq!(memory.atomic_notify(0, 1), Ok(0));
        thread::scope(|scope| {
            scope.spawn(|| wake_one(&memory));
            assert_eq!(call(&mut store, instance, "wait", -1).unwrap(), 0);
        });
    }
}

#[test]
fn a_deadline_ends_a_wait() {
    for engine in engines() {
        let memory = memory(&engine);
        let mut store = Store::new(&engine, 0);
        let instance = instance(&mut store, &memory, WAITS);
        store.set_deadline(Duration::from_millis(20)).unwrap();
        let error = call(&mut store, instance, "wait", -1).unwrap_err();
        assert_eq!(error.to_string(), "the deadline of the store has passed: interrupt");
        store.clear_deadline();
        assert_eq!(call(&mut store, instance, "wait", 1000).unwrap(), 2);
    }
}

#[test]
fn a_callback_lets_a_wait_go_on() {
    let engine = Engine::new(Config::new().epoch_interruption(true)).unwrap();
    let memory = memory(&engine);
    let mut store = Store::new(&engine, 0);
    let instance = instance(&mut store, &memory, WAITS);
    store.set_epoch_deadline(1);
    store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        Ok(if *store.data() == 9 { UpdateDeadline::Interrupt } else { UpdateDeadline::Continue(1) })
    });
    let (stop, ticks) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while stop.load(Ordering::SeqCst) == 0 {
                thread::sleep(Duration::from_millis(1));
                engine.increment_epoch();
                if ticks.fetch_add(1, Ordering::SeqCst) == 4 {
                    wake_one(&memory);
                }
            }
        });
        assert_eq!(call(&mut store, instance, "wait", -1).unwrap(), 0);
        let woken_after = *store.data();
        assert!((1..9).contains(&woken_after), "{woken_after}");
        assert_eq!(trap(&call(&mut store, instance, "wait", -1).unwrap_err()), Trap::Interrupt);
        assert_eq!(*store.data(), 9);
        stop.store(1, Ordering::SeqCst);
    });
}

#[test]
fn shared_memories_are_imported_and_exported() {
    for engine in engines() {
        let text = r#"(module
            (import "env" "memory" (memory 1 4 shared)) (export "m" (memory 0))
            (memory (export "own") 1 2 shared)
            (func (export "store") (param i64) (result i32)
              (i64.store (i32.const 8) (local.get 0)) (memory.grow 0 (i32.const 1))))"#;
        let module = Module::new(&engine, text).unwrap();
        let types: Vec<ExternType> = module.imports().map(|import| import.ty()).collect();
        assert!(types[0].memory().is_some_and(MemoryType::is_shared), "{types:?}");
        assert_eq!(types[0].to_string(), "memory 1 4 shared");
        let (mut first, mut second) = (Store::new(&engine, 0), Store::new(&engine, 0));
        let given = memory(&engine);
        let mut linker = Linker::new(&engine);
        linker.define(&first, "env", "memory", given.clone()).unwrap();
        let instances = [linker.instantiate(&mut first, &module), linker.instantiate(&mut second, &module)];
        let [one, two] = instances.map(|instance| instance.unwrap());
        assert_eq!(call(&mut first, one, "store", 0x1234).unwrap(), 1);
        assert_eq!(call(&mut second, two, "store", 0x5678).unwrap(), 2);
        let mut bytes = [0; 8];
        one.get_shared_memory(&mut first, "m").unwrap().read(8, &mut bytes).unwrap();
        assert_eq!((u64::from_le_bytes(bytes), given.size()), (0x5678, 3));
        assert!(one.get_memory(&mut first, "m").is_none());
        // What a store makes may be imported by others.
        let own = one.get_export(&mut first, "own").unwrap();
        assert_eq!(own.ty(&first).to_string(), "memory 1 2 shared");
        let Extern::SharedMemory(own) = own else { panic!("{own:?}") };
        own.grow(1).unwrap();
        let user = r#"(module (import "" "" (memory 2 2 shared)) (func (export "size") (param i64) (result i32) memory.size))"#;
        let user = instance(&mut second, &own, user);
        assert_eq!(call(&mut second, user, "size", 0).unwrap(), 2);
        // Those that are not shared are none.
        let plain = Memory::new(&mut first, MemoryType::new(1, Some(4))).unwrap();
        let error = Instance::new(&mut first, &module, &[plain.into()]).unwrap_err().to_string();
        assert!(error.contains("must be a memory 1 4 shared, but is a memory 1 4"), "{error}");
        assert!(Memory::new(&mut first, MemoryType::shared(1, 4)).is_err());
        let foreign = memory(&Engine::default());
        let error = Instance::new(&mut first, &module, &[foreign.into()]).unwrap_err().to_string();
        assert!(error.contains("belongs to another"), "{error}");
    }
}

#[test]
fn precompiled_modules_have_shared_memories() {
    let engine = Engine::default();
    let bytes = engine.precompile_module(WAITS.as_bytes()).unwrap();
    // SAFETY: just compiled.
    let module = unsafe { Module::deserialize(&engine, &bytes) }.unwrap();
    let memory = memory(&engine);
    let mut store = Store::new(&engine, 0);
    let instance = Instance::new(&mut store, &module, &[memory.into()]).unwrap();
    assert_eq!(call(&mut store, instance, "wait", 0).unwrap(), 2);
}

const FUNCTIONS: usize = 150;
const PAGES: u32 = 200;

/// Functions that each count, call the next but some, and trap in between.
fn stress() -> String {
    let mut text = format!(
        r#"(module (import "env" "memory" (memory 1 {PAGES} shared)) (type $f (func (param i64) (result i32)))
        (table {FUNCTIONS} funcref)
        (func (export "grow") (param i64) (result i32) (memory.grow (i32.const 1)))
        (func (export "unreachable") (param i64) (result i32) unreachable)
        (func (export "out") (param i64) (result i32) (i32.atomic.load offset=0x10000000 (i32.const 0)))
        (func (export "misaligned") (param i64) (result i32) (i32.atomic.rmw.add (i32.const 1) (i32.const 1)))
        (func (export "wait") (param i64) (result i32)
          (memory.atomic.wait32 (i32.const 16) (i32.const 0) (i64.const 100000)))
        (func (export "any") (type $f)
          (call_indirect (type $f) (i64.const 0) (i32.wrap_i64 (local.get 0))))"#
    );
    for i in 0..FUNCTIONS {
        let next = if i % 3 == 0 && i + 7 < FUNCTIONS {
            format!("(drop (call $f{} (i64.const 0)))", i + 7)
        } else {
            String::new()
        };
        write!(
            text,
            r#"(func $f{i} (export "f{i}") (type $f) {next}
              (drop (i64.atomic.rmw.add (i32.const 8) (i64.const 1)))
              (i32.add (i32.const {i}) (i32.wrap_i64 (local.get 0)))) (elem (i32.const {i}) $f{i})"#
        )
        .unwrap();
    }
    text.push(')');
    text
}

/// How often `f{i}` counts.
fn counts(i: usize) -> u64 {
    1 + if i.is_multiple_of(3) && i + 7 < FUNCTIONS { counts(i + 7) } else { 0 }
}

/// What one of the threads does. Returns how often it made the memory larger.
fn work(
    engine: &Engine,
    module: &Module,
    memory: &SharedMemory,
    seed: usize,
    depth: u32,
    counted: &AtomicUsize,
) -> u32 {
    let mut store = Store::new(engine, 0);
    let instance = Instance::new(&mut store, module, &[memory.clone().into()]).unwrap();
    let (mut grown, mut random) = (0, seed as u64 + 1);
    for step in 0..FUNCTIONS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let i = (random >> 33) as usize % FUNCTIONS;
        let result = match step % 2 {
            0 => call(&mut store, instance, &format!("f{i}"), 0),
            _ => call(&mut store, instance, "any", i as i64),
        };
        assert_eq!(result.unwrap(), i as i32);
        counted.fetch_add(counts(i) as usize, Ordering::Relaxed);
        match random >> 20 & 15 {
            0 => grown += u32::from(call(&mut store, instance, "grow", 0).unwrap() != -1),
            1 => assert_eq!(
                trap(&call(&mut store, instance, "unreachable", 0).unwrap_err()),
                Trap::UnreachableCodeReached
            ),
            2 => assert_eq!(trap(&call(&mut store, instance, "out", 0).unwrap_err()), Trap::MemoryOutOfBounds),
            3 => assert_eq!(trap(&call(&mut store, instance, "misaligned", 0).unwrap_err()), Trap::HeapMisaligned),
            4 => assert!([0, 2].contains(&call(&mut store, instance, "wait", 0).unwrap())),
            5 => _ = memory.atomic_notify(16, 1).unwrap(),
            6 => {
                let error = call(&mut store, instance, "any", FUNCTIONS as i64).unwrap_err();
                assert_eq!(trap(&error), Trap::TableOutOfBounds);
            }
            _ => {}
        }
        if depth > 0 && step % 50 == 25 {
            thread::scope(|scope| {
                let seed = seed * 7 + step;
                let other = scope.spawn(move || work(engine, module, memory, seed, depth - 1, counted));
                grown += other.join().unwrap();
            });
        }
    }
    grown
}

/// Threads compile, trap, grow, wait and begin other threads, all at once.
#[test]
fn many_threads_share_a_memory_and_a_module() {
    let text = stress();
    // Emulated threads take long.
    let threads = if std::env::var_os("WINDLASS_RUNNER").is_some() { 4 } else { 16 };
    for engine in engines() {
        let module = Module::new(&engine, &text).unwrap();
        let memory = SharedMemory::new(&engine, MemoryType::shared(1, PAGES)).unwrap();
        let counted = AtomicUsize::new(0);
        let grown: u32 = thread::scope(|scope| {
            let (engine, module, memory, counted) = (&engine, &module, &memory, &counted);
            let threads: Vec<_> =
                (0..threads).map(|seed| scope.spawn(move || work(engine, module, memory, seed, 1, counted))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        let mut count = [0; 8];
        memory.read(8, &mut count).unwrap();
        assert_eq!(u64::from_le_bytes(count), counted.into_inner() as u64);
        assert_eq!(memory.size(), u64::from(grown) + 1);
    }
}
