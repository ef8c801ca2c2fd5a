//! Host values are dropped when they become unreachable, and not before.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use windlass::{
    Caller, Config, Engine, ExternRef, Func, Global, GlobalType, Instance, Linker, Module, Ref, RefType, Result, Store,
    Table, TableType, UpdateDeadline, Val, ValType,
};

/// Counts the values that were dropped.
#[derive(Clone, Default)]
struct Drops(Arc<AtomicUsize>);

struct Value {
    number: u32,
    drops: Drops,
}

impl Drop for Value {
    fn drop(&mut self) {
        self.drops.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drops {
    fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    fn value(&self, store: impl windlass::AsContextMut, number: u32) -> ExternRef {
        ExternRef::new(store, Value { number, drops: self.clone() }).unwrap()
    }
}

fn number(store: &Store<Drops>, reference: Option<ExternRef>) -> u32 {
    reference.unwrap().downcast::<Value, Drops>(store).unwrap().number
}

fn externref_table(store: &mut Store<Drops>, len: u64) -> Table {
    let ty = TableType::new(RefType::EXTERNREF, len, None);
    Table::new(store, ty, Ref::Extern(None)).unwrap()
}

/// Engines with traps by hardware faults and without.
fn engines() -> [Engine; 2] {
    [true, false].map(|signals| Engine::new(Config::new().signals_based_traps(signals)).unwrap())
}

fn new_store(engine: &Engine) -> (Store<Drops>, Drops) {
    let drops = Drops::default();
    (Store::new(engine, drops.clone()), drops)
}

/// A linker with `host.new`, which makes a value, `host.gc`, and `host.number`.
fn linker(engine: &Engine) -> Linker<Drops> {
    let mut linker = Linker::new(engine);
    linker
        .func_wrap("host", "new", |mut caller: Caller<'_, Drops>, number: u32| {
            let drops = caller.data().clone();
            Some(drops.value(&mut caller, number))
        })
        .unwrap();
    linker.func_wrap("host", "gc", |mut caller: Caller<'_, Drops>| caller.gc()).unwrap();
    linker
        .func_wrap("host", "number", |caller: Caller<'_, Drops>, value: Option<ExternRef>| -> Result<u32> {
            Ok(value.unwrap().downcast::<Value, Drops>(&caller)?.number)
        })
        .unwrap();
    linker
}

fn instantiate(store: &mut Store<Drops>, linker: &Linker<Drops>, text: &str) -> Instance {
    let module = Module::new(store.engine(), text).unwrap();
    linker.instantiate(store, &module).unwrap()
}

const IMPORTS: &str = r#"
    (import "host" "new" (func $new (param i32) (result externref)))
    (import "host" "gc" (func $gc))
    (import "host" "number" (func $number (param externref) (result i32)))"#;

#[test]
fn values_that_are_overwritten_are_dropped() {
    let (mut store, drops) = new_store(&Engine::default());
    let table = externref_table(&mut store, 1);
    for number in 0..200_000 {
        let value = drops.value(&mut store, number);
        table.set(&mut store, 0, value.into()).unwrap();
        let alive = number as usize + 1 - drops.count();
        assert!(alive <= 2001, "{alive} values for one reference");
    }
    store.gc();
    assert_eq!(drops.count(), 199_999);
    let last = table.get(&store, 0).unwrap().as_extern().unwrap();
    assert_eq!(number(&store, last), 199_999);
    drop(store);
    assert_eq!(drops.count(), 200_000);
}

#[test]
fn a_guest_that_makes_values_without_end_keeps_few() {
    for engine in engines() {
        let (mut store, drops) = new_store(&engine);
        let text = format!(
            r#"(module {IMPORTS} (table 10 externref)
                (func (export "run") (param $i i32) (result i32)
                    (loop
                        (table.set (i32.rem_u (local.get $i) (i32.const 10)) (call $new (local.get $i)))
                        (br_if 0 (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
                    (call $number (table.get (i32.const 3)))))"#
        );
        let linker = linker(&engine);
        let instance = instantiate(&mut store, &linker, &text);
        let run = instance.get_typed_func::<u32, u32>(&mut store, "run").unwrap();
        assert_eq!(run.call(&mut store, 200_000).unwrap(), 3);
        assert!(drops.count() > 190_000, "{}", drops.count());
        store.gc();
        assert_eq!(drops.count(), 200_000 - 10);
    }
}

#[test]
fn tables_and_globals_hold_values() {
    let engine = Engine::default();
    let (mut store, drops) = new_store(&engine);
    let text = r#"(module
        (import "host" "g" (global $g externref))
        (import "host" "t" (table $u 2 externref))
        (table $t (export "t") 2 externref)
        (global $own (export "own") (mut externref) (ref.null extern))
        (global $copy (export "copy") externref (global.get $g))
        (elem $e externref (global.get $g))
        (func (export "set") (param externref) (global.set $own (local.get 0)))
        (func (export "init") (table.init $t $e (i32.const 1) (i32.const 0) (i32.const 1)))
        (func (export "get") (result externref externref) (table.get $t (i32.const 1)) (global.get $own)))"#;
    let constant = drops.value(&mut store, 1);
    let ty = GlobalType { content: ValType::EXTERNREF, mutable: false };
    let global = Global::new(&mut store, ty, constant.into()).unwrap();
    let ty = GlobalType { mutable: true, ..ty };
    let unused = drops.value(&mut store, 2);
    let variable = Global::new(&mut store, ty, unused.into()).unwrap();
    let table = externref_table(&mut store, 2);
    let element = drops.value(&mut store, 3);
    table.set(&mut store, 1, element.into()).unwrap();
    let mut linker = Linker::new(&engine);
    linker.define(&store, "host", "g", global).unwrap();
    linker.define(&store, "host", "t", table).unwrap();
    let module = Module::new(&engine, text).unwrap();
    let instance = linker.instantiate(&mut store, &module).unwrap();
    let own = drops.value(&mut store, 4);
    let set = instance.get_typed_func::<Option<ExternRef>, ()>(&mut store, "set").unwrap();
    set.call(&mut store, Some(own)).unwrap();
    store.gc();
    assert_eq!(drops.count(), 0);

    variable.set(&mut store, Val::ExternRef(None)).unwrap();
    store.gc();
    assert_eq!(drops.count(), 1);
    // The element segment refers to the value by the global.
    instance.get_typed_func::<(), ()>(&mut store, "init").unwrap().call(&mut store, ()).unwrap();
    store.gc();
    let get = instance.get_typed_func::<(), (Option<ExternRef>, Option<ExternRef>)>(&mut store, "get").unwrap();
    let (a, b) = get.call(&mut store, ()).unwrap();
    assert_eq!([number(&store, a), number(&store, b)], [1, 4]);
    let copy = instance.get_global(&mut store, "copy").unwrap().get(&store).unwrap_extern_ref();
    assert_eq!(number(&store, copy), 1);
    set.call(&mut store, None).unwrap();
    table.fill(&mut store, 0, Ref::Extern(None), 2).unwrap();
    store.gc();
    assert_eq!(drops.count(), 3);
}

#[test]
fn handles_of_the_embedder_hold_values() {
    let (mut store, drops) = new_store(&Engine::default());
    let one = drops.value(&mut store, 1);
    let two = Val::from(drops.value(&mut store, 2));
    let three = Ref::from(drops.value(&mut store, 3));
    let four = one.clone();
    drops.value(&mut store, 5);
    store.gc();
    assert_eq!(drops.count(), 1);
    drop(one);
    store.gc();
    assert_eq!(drops.count(), 1);
    assert_eq!([four.clone(), two.unwrap_extern_ref().unwrap()].map(|r| number(&store, Some(r))), [1, 2]);
    // Places that are used again are those of other values.
    let new = drops.value(&mut store, 6);
    assert!(new != four && three.as_extern() != Some(Some(new)));
    drop((two, three, four));
    store.gc();
    assert_eq!(drops.count(), 5);
}

#[test]
fn handles_outlive_their_store() {
    let (mut store, drops) = new_store(&Engine::default());
    let value = drops.value(&mut store, 1);
    // One that owns a reference to itself lives as long as the store.
    type Cyclic = (Mutex<Option<ExternRef>>, Value);
    let cyclic: Cyclic = (Mutex::new(None), Value { number: 2, drops: drops.clone() });
    let cycle = ExternRef::new(&mut store, cyclic).unwrap();
    *cycle.downcast::<Cyclic, _>(&store).unwrap().0.lock().unwrap() = Some(cycle.clone());
    drop(cycle);
    store.gc();
    assert_eq!(drops.count(), 0);
    let other = Store::new(store.engine(), ());
    drop(store);
    assert_eq!(drops.count(), 2);
    assert!(value.data(&other).is_err());
}

/// A function whose locals are references that live across a collection: `count` of them, more than there are registers.
fn locals(count: u32) -> String {
    let all = || 0..count;
    let declared: String = all().map(|i| format!("(local $l{i} externref)")).collect();
    let made: String = all().map(|i| format!("(local.set $l{i} (call $new (i32.const {i})))")).collect();
    // Each value is also on the value stack; some are only there.
    let pushed: String = all().map(|i| format!("(local.get $l{i})")).collect();
    let used: String = all()
        .map(|i| format!("(local.set $sum (i32.add (local.get $sum) (call $number (local.get $l{i}))))"))
        .collect();
    let popped: String =
        all().map(|_| "(local.set $sum (i32.add (call $number) (local.get $sum)))".to_owned()).collect();
    format!(
        r#"(module {IMPORTS}
            (import "host" "again" (func $again (param i32)))
            (func $run (export "run") (param $depth i32) (result i32) (local $sum i32) {declared}
                {made}
                {pushed}
                (if (local.get $depth)
                    (then (local.set $sum (call $run (i32.sub (local.get $depth) (i32.const 1)))))
                    (else (call $again (i32.const 3))))
                (call $gc)
                {used}
                {popped}
                (local.get $sum))
            (func (export "deep") (param i32) (result i32) (call $run (local.get 0))))"#
    )
}

#[test]
fn locals_and_values_on_the_stack_hold_values_in_every_frame() {
    for engine in engines() {
        for count in [1, 3, 6, 11, 30] {
            let (mut store, drops) = new_store(&engine);
            let mut linker = linker(&engine);
            // Enters the guest again, with frames of its own above those that wait.
            linker
                .func_wrap("host", "again", |mut caller: Caller<'_, Drops>, depth: u32| -> Result<()> {
                    caller.gc();
                    if caller.data().count() == 0 {
                        let deep = caller.get_export("deep").unwrap().into_func().unwrap();
                        caller.data().0.fetch_add(1, Ordering::Relaxed);
                        deep.typed::<u32, u32>(&caller)?.call(&mut caller, depth)?;
                        caller.data().0.fetch_sub(1, Ordering::Relaxed);
                    }
                    Ok(())
                })
                .unwrap();
            let instance = instantiate(&mut store, &linker, &locals(count));
            let run = instance.get_typed_func::<u32, u32>(&mut store, "run").unwrap();
            let once = 2 * (0..count).sum::<u32>();
            assert_eq!(run.call(&mut store, 4).unwrap(), 5 * once);
            store.gc();
            assert_eq!(drops.count(), 9 * count as usize);
        }
    }
}

#[test]
fn callee_saved_registers_hold_values() {
    // A loop gives the references registers that no call changes, as far as there are any.
    for (engine, count) in engines().iter().flat_map(|engine| (1..14).map(move |count| (engine, count))) {
        let all = || 0..count;
        let declared: String = all().map(|i| format!("(local $l{i} externref)")).collect();
        let made: String = all().map(|i| format!("(local.set $l{i} (call $new (i32.const {i})))")).collect();
        let used: String = all()
            .map(|i| format!("(call $gc) (local.set $sum (i32.add (local.get $sum) (call $number (local.get $l{i}))))"))
            .collect();
        let text = format!(
            r#"(module {IMPORTS}
                (func (export "run") (param $n i32) (result i32) {declared} (local $sum i32)
                    {made}
                    (loop {used} (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $sum)))"#
        );
        let (mut store, drops) = new_store(engine);
        let linker = linker(engine);
        let instance = instantiate(&mut store, &linker, &text);
        let run = instance.get_typed_func::<u32, u32>(&mut store, "run").unwrap();
        assert_eq!(run.call(&mut store, 10).unwrap(), 10 * all().sum::<u32>());
        store.gc();
        assert_eq!(drops.count(), count as usize);
    }
}

#[test]
fn arguments_and_results_hold_values_between_instances_and_the_host() {
    for engine in engines() {
        let (mut store, drops) = new_store(&engine);
        let mut linker = linker(&engine);
        let inner = format!(
            r#"(module {IMPORTS}
                (func (export "pick")
                    (param externref externref externref externref externref externref externref externref externref
                        externref) (result externref externref externref externref)
                    (call $gc)
                    (local.get 9) (local.get 0) (local.get 8) (local.get 4)))"#
        );
        let inner = instantiate(&mut store, &linker, &inner);
        linker.instance(&mut store, "inner", inner).unwrap();
        let fresh: String = (0..10).map(|i| format!("(call $new (i32.const {i}))")).collect();
        let outer = format!(
            r#"(module {IMPORTS}
                (import "inner" "pick" (func $pick
                    (param externref externref externref externref externref externref externref externref externref
                        externref) (result externref externref externref externref)))
                (func (export "run") (result externref externref externref externref)
                    (call $pick {fresh})
                    (call $gc)))"#
        );
        let outer = instantiate(&mut store, &linker, &outer);
        let func = outer.get_func(&mut store, "run").unwrap();
        let mut results = [const { Val::ExternRef(None) }; 4];
        func.call(&mut store, &[], &mut results).unwrap();
        store.gc();
        assert_eq!(drops.count(), 6);
        let numbers = results.each_ref().map(|result| number(&store, result.unwrap_extern_ref()));
        assert_eq!(numbers, [9, 0, 8, 4]);
        drop(results);
        let pick = inner.get_func(&mut store, "pick").unwrap();
        let params: Vec<Val> = (20..30).map(|i| drops.value(&mut store, i).into()).collect();
        let mut results = [const { Val::ExternRef(None) }; 4];
        pick.call(&mut store, &params, &mut results).unwrap();
        drop(params);
        store.gc();
        let numbers = results.each_ref().map(|result| number(&store, result.unwrap_extern_ref()));
        assert_eq!(numbers, [29, 20, 28, 24]);
        assert_eq!(drops.count(), 16);
    }
}

#[test]
fn entries_of_a_store_in_other_threads_hold_values() {
    let engine = Engine::default();
    let (mut store, drops) = new_store(&engine);
    let mut linker = linker(&engine);
    linker
        .func_wrap("host", "elsewhere", |mut caller: Caller<'_, Drops>, value: Option<ExternRef>| -> Result<()> {
            drop(value);
            let gc = caller.get_export("collect").unwrap().into_func().unwrap().typed::<(), ()>(&caller)?;
            std::thread::scope(|scope| scope.spawn(|| gc.call(&mut caller, ())).join().unwrap())
        })
        .unwrap();
    let text = format!(
        r#"(module {IMPORTS}
            (import "host" "elsewhere" (func $elsewhere (param externref)))
            (func (export "collect") (call $gc))
            (func (export "run") (result i32) (local externref)
                (local.set 0 (call $new (i32.const 7)))
                (call $elsewhere (local.get 0))
                (call $number (local.get 0))))"#
    );
    let instance = instantiate(&mut store, &linker, &text);
    let run = instance.get_typed_func::<(), u32>(&mut store, "run").unwrap();
    assert_eq!(run.call(&mut store, ()).unwrap(), 7);
    store.gc();
    assert_eq!(drops.count(), 1);
}

#[test]
fn a_value_that_panics_when_it_is_dropped_leaves_the_store_usable() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let engine = Engine::default();
    let (mut store, drops) = new_store(&engine);
    let collect = Func::wrap(&mut store, |mut caller: Caller<'_, Drops>| caller.gc());
    let collect = collect.typed::<(), ()>(&store).unwrap();
    drops.value(&mut store, 1);
    ExternRef::new(&mut store, Panics).unwrap();
    drops.value(&mut store, 2);
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| collect.call(&mut store, ()))).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"dropped"));
    assert_eq!(drops.count(), 2);
    let value = drops.value(&mut store, 3);
    collect.call(&mut store, ()).unwrap();
    assert_eq!(number(&store, Some(value)), 3);
}

#[test]
fn nothing_is_collected_where_guest_code_is_interrupted() {
    for signals in [true, false] {
        let engine = Engine::new(Config::new().signals_based_traps(signals).epoch_interruption(true)).unwrap();
        let (mut store, drops) = new_store(&engine);
        let text = format!(
            r#"(module {IMPORTS}
                (func (export "run") (param $n i32) (result i32) (local $value externref)
                    (local.set $value (call $new (i32.const 7)))
                    (loop (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (call $gc)
                    (call $number (local.get $value))))"#
        );
        let linker = linker(&engine);
        let instance = instantiate(&mut store, &linker, &text);
        let run = instance.get_typed_func::<u32, u32>(&mut store, "run").unwrap();
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(|mut store| {
            store.gc();
            Ok(UpdateDeadline::Continue(1))
        });
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    engine.increment_epoch();
                    std::thread::sleep(std::time::Duration::from_millis(1));
                }
            });
            let result = run.call(&mut store, 50_000_000);
            done.store(true, Ordering::Relaxed);
            assert_eq!(result.unwrap(), 7);
        });
        store.gc();
        assert_eq!(drops.count(), 1);
    }
}

/// The beginning of a list: owns the next value.
struct Link {
    _next: Option<ExternRef>,
    _drops: Value,
}

fn list(store: &mut Store<Drops>, drops: &Drops, links: u32, backwards: bool) -> ExternRef {
    let mut head = None;
    for number in 0..links {
        let _drops = Value { number, drops: drops.clone() };
        head = Some(ExternRef::new(&mut *store, Link { _next: head.take(), _drops }).unwrap());
        if backwards {
            // Makes the next value come before this one.
            store.gc();
        }
    }
    head.unwrap()
}

#[test]
fn a_list_is_dropped_at_once() {
    let (mut store, drops) = new_store(&Engine::default());
    for (links, backwards) in [(100_000, false), (300, true)] {
        let before = drops.count();
        // Places that become free are used for what comes later.
        let gaps: Vec<_> = (0..links).map(|_| ExternRef::new(&mut store, ()).unwrap()).collect();
        if backwards {
            drop(gaps);
        }
        let head = list(&mut store, &drops, links, backwards);
        store.gc();
        assert_eq!(drops.count(), before);
        drop(head);
        store.gc();
        assert_eq!(drops.count(), before + links as usize);
    }
}

#[test]
fn a_tree_whose_parts_are_shared_is_dropped_at_once() {
    struct Both(#[expect(dead_code)] [ExternRef; 2], #[expect(dead_code)] Value);
    let (mut store, drops) = new_store(&Engine::default());
    let mut top = drops.value(&mut store, 0);
    for number in 1..1000 {
        let value = Value { number, drops: drops.clone() };
        top = ExternRef::new(&mut store, Both([top.clone(), top], value)).unwrap();
    }
    store.gc();
    assert_eq!(drops.count(), 0);
    drop(top);
    store.gc();
    assert_eq!(drops.count(), 1000);
}

#[test]
fn a_value_that_panics_does_not_keep_a_list() {
    struct Panics(#[expect(dead_code)] ExternRef);
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("when it is dropped");
        }
    }
    let (mut store, drops) = new_store(&Engine::default());
    let rest = list(&mut store, &drops, 100, false);
    drop(ExternRef::new(&mut store, Panics(rest)).unwrap());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| store.gc()));
    assert!(panicked.is_err());
    store.gc();
    store.gc();
    assert_eq!(drops.count(), 100);
}
