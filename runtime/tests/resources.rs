//! Dropping a store frees its resources. A separate program, since it measures the whole process.

use windlass::{Config, Engine, Memory, MemoryType, Ref, RefType, Store, Table, TableType};

#[cfg(all(target_env = "gnu", feature = "wat"))]
#[test]
fn an_idle_instance_is_small() {
    use windlass::{Linker, Module};
    let engine = Engine::default();
    let text = r#"(module
        (import "host" "f" (func (param i32)))
        (import "host" "g" (func (param i32 i32)))
        (memory 1) (table 4 funcref) (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0))
        (elem (i32.const 1) func 2 3)
        (func (export "h") (call 0 (i32.const 1)))
        (func (export "i") (result i32) (global.get 0)))"#;
    let module = Module::new(&engine, text).unwrap();
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "f", |_: i32| {}).unwrap().func_wrap("host", "g", |_: i32, _: i32| {}).unwrap();
    let instance = || {
        let mut store = Store::new(&engine, ());
        linker.instantiate(&mut store, &module).unwrap();
        store
    };
    // SAFETY: the call only reads counters; no other thread of this program allocates much.
    let heap = || unsafe { libc::mallinfo2().uordblks };
    let first = instance();
    let before = heap();
    let stores: Vec<_> = (0..100).map(|_| instance()).collect();
    let each = (heap() - before) / stores.len();
    drop(first);
    println!("{each} bytes for each instance and its store");
    assert!(each < 3072, "{each} bytes for each instance and its store");
}

/// Resident memory of the process in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}

#[test]
fn nulls_take_no_memory() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let before = resident();
    let ty = |min| TableType::new(RefType::FUNCREF, min, None);
    let tables: Vec<_> =
        (0..100).map(|i| Table::new(&mut store, ty(i % 2 * 10_000_000), Ref::Func(None)).unwrap()).collect();
    for table in tables {
        table.grow(&mut store, 5_000_000, Ref::Func(None)).ok();
        table.grow(&mut store, 5_000_000, Ref::Func(None)).ok();
        assert_eq!(table.size(&store), 10_000_000);
        assert!(table.get(&store, 9_999_999).unwrap().is_null());
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 256 << 20, "100 tables of 10,000,000 nulls take {grown} bytes");
}

fn mappings() -> usize {
    std::fs::read_to_string("/proc/self/maps").unwrap().lines().count()
}

#[test]
fn memories_that_cannot_be_reserved_are_errors_and_nothing_is_leaked() {
    let engine = Engine::new(Config::new().explicit_bounds_checks(false)).unwrap();
    let ty = MemoryType::new(1, None);
    let fill = || {
        let mut store = Store::new(&engine, ());
        // The address space has room for about 32 thousand.
        for i in 0..100_000 {
            if let Err(error) = Memory::new(&mut store, ty) {
                return (i, error.to_string());
            }
        }
        panic!("no limit was found");
    };
    let before = mappings();
    let (count, error) = fill();
    assert!(count > 100, "only {count} memories");
    assert!(error.contains("cannot reserve") && error.contains("address space"), "{error}");
    assert!(error.contains("--explicit-bounds-checks"), "{error}");
    // One of two limits is reached first.
    let allowed = std::fs::read_to_string("/proc/sys/vm/max_map_count").unwrap();
    if allowed.trim().parse::<usize>().unwrap() < 60_000 {
        assert!(error.contains("vm.max_map_count"), "{error}");
    }
    println!("{error}");
    // The second time about as many fit, so all were freed. The other test uses some, too.
    assert!(fill().0 + 300 > count);
    let after = mappings();
    assert!(after <= before + 100, "{before} mappings, then {after}");

    // A table that is too large.
    let mut store = Store::new(&engine, ());
    let ty = TableType::new(RefType::FUNCREF, u32::MAX.into(), None);
    let error = Table::new(&mut store, ty, Ref::Func(None)).unwrap_err().to_string();
    assert!(error.contains("table of 4294967295 elements"), "{error}");
}
