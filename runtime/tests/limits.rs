//! Limits of stores: the calls of a limiter, and the effect of denying a request.

use windlass::{
    Engine, Error, Instance, Memory, MemoryType, Module, Ref, RefType, ResourceLimiter, Result, Store, StoreLimits,
    StoreLimitsBuilder, Table, TableType,
};

const GROWS: &str = r#"(module
    (memory (export "memory") 1 20)
    (table (export "table") 2 30 funcref)
    (func (export "memory") (param i32) (result i32) (memory.grow (local.get 0)))
    (func (export "table") (param i32) (result i32) (table.grow (ref.null func) (local.get 0))))"#;

fn module(engine: &Engine) -> Module {
    Module::new(engine, GROWS.replace("(export \"memory\") 1", "1").replace("(export \"table\") 2", "2")).unwrap()
}

fn limited(engine: &Engine, builder: StoreLimitsBuilder) -> Store<StoreLimits> {
    let mut store = Store::new(engine, builder.build());
    store.limiter(|limits| limits);
    store
}

fn grow<T>(store: &mut Store<T>, instance: Instance, what: &str, delta: i32) -> Result<i32> {
    instance.get_typed_func::<i32, i32>(&mut *store, what)?.call(store, delta)
}

#[test]
fn growth_beyond_the_limit_is_refused() {
    let engine = Engine::default();
    let mut store = limited(&engine, StoreLimitsBuilder::new().memory_size(5 << 16).table_elements(10));
    let instance = Instance::new(&mut store, &module(&engine), &[]).unwrap();
    assert_eq!(grow(&mut store, instance, "memory", 5).unwrap(), -1);
    assert_eq!(grow(&mut store, instance, "memory", 4).unwrap(), 1);
    assert_eq!(grow(&mut store, instance, "memory", 1).unwrap(), -1);
    assert_eq!(grow(&mut store, instance, "memory", 0).unwrap(), 5);
    assert_eq!(grow(&mut store, instance, "memory", -1).unwrap(), -1);
    assert_eq!(grow(&mut store, instance, "table", 9).unwrap(), -1);
    assert_eq!(grow(&mut store, instance, "table", 8).unwrap(), 2);
    assert_eq!(grow(&mut store, instance, "table", 1).unwrap(), -1);
}

#[test]
fn growth_beyond_the_limit_is_an_error_where_that_is_asked_for() {
    let engine = Engine::default();
    let limits = StoreLimitsBuilder::new().memory_size(5 << 16).table_elements(40).trap_on_grow_failure(true);
    let mut store = limited(&engine, limits);
    let instance = Instance::new(&mut store, &module(&engine), &[]).unwrap();
    let error = grow(&mut store, instance, "memory", 5).unwrap_err();
    assert_eq!(error.to_string(), "a memory of 65536 bytes may not grow to 393216");
    // The type denies this, not the limiter.
    let error = grow(&mut store, instance, "table", 29).unwrap_err();
    assert_eq!(error.to_string(), "a table of 2 elements may not grow to 31");
    // The store can still be used.
    assert_eq!(grow(&mut store, instance, "memory", 1).unwrap(), 1);
}

#[test]
fn instances_memories_and_tables_are_counted() {
    let engine = Engine::default();
    let module = module(&engine);
    for (limits, what) in [
        (StoreLimitsBuilder::new().instances(2), "2 instances, and not 3"),
        (StoreLimitsBuilder::new().memories(2), "2 memories, and not 3"),
        (StoreLimitsBuilder::new().tables(2), "2 tables, and not 3"),
    ] {
        let mut store = limited(&engine, limits);
        for _ in 0..2 {
            Instance::new(&mut store, &module, &[]).unwrap();
        }
        let error = Instance::new(&mut store, &module, &[]).unwrap_err();
        assert_eq!(error.to_string(), format!("the limiter of the store allows {what}"));
    }
}

#[test]
fn what_begins_too_large_is_not_created() {
    let engine = Engine::default();
    let message = |e: Error| e.to_string();
    let mut store = limited(&engine, StoreLimitsBuilder::new().memory_size(65535));
    let error = Instance::new(&mut store, &module(&engine), &[]).map_err(message).unwrap_err();
    assert_eq!(error, "the limiter of the store does not allow a memory of 1 pages");
    let ty = MemoryType::new(1, None);
    let error = Memory::new(&mut store, ty).map_err(message).unwrap_err();
    assert_eq!(error, "the limiter of the store does not allow a memory of 1 pages");
    let mut store = limited(&engine, StoreLimitsBuilder::new().table_elements(1));
    let ty = TableType::new(RefType::FUNCREF, 2, None);
    let error = Table::new(&mut store, ty, Ref::Func(None)).map_err(message).unwrap_err();
    assert_eq!(error, "the limiter of the store does not allow a table of 2 elements");
}

/// Counts the requests, and allows all of them.
#[derive(Default)]
struct Counts {
    asked: Vec<(usize, usize, Option<usize>)>,
    failed: Vec<String>,
}

impl ResourceLimiter for Counts {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        self.asked.push((current, desired, maximum));
        Ok(true)
    }

    fn memory_grow_failed(&mut self, error: Error) -> Result<()> {
        self.failed.push(error.to_string());
        Ok(())
    }

    fn table_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        self.asked.push((current, desired, maximum));
        Ok(true)
    }
}

#[test]
fn a_limiter_of_the_embedder_is_asked_every_time() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, (7, Counts::default()));
    store.limiter(|(_, counts)| counts);
    let instance = Instance::new(&mut store, &module(&engine), &[]).unwrap();
    assert_eq!(grow(&mut store, instance, "memory", 2).unwrap(), 1);
    assert_eq!(grow(&mut store, instance, "memory", 0).unwrap(), 3);
    assert_eq!(grow(&mut store, instance, "memory", 100).unwrap(), -1);
    assert_eq!(grow(&mut store, instance, "table", 1).unwrap(), 2);
    let (seven, counts) = store.into_data();
    assert_eq!(seven, 7);
    let page = 1 << 16;
    let (memory, table) = (Some(20 * page), Some(30));
    let expected =
        [(0, page, memory), (0, 2, table), (page, 3 * page, memory), (3 * page, 103 * page, memory), (2, 3, table)];
    assert_eq!(counts.asked, expected);
    assert_eq!(counts.failed, ["cannot grow a memory of 3 pages by 100"]);
}
