//! Random sequences of calls of the embedding API, against a model: stores, instances, memories and tables that grow, references,
//! errors and calls back in host functions, and objects that go in any order.

use windlass::{
    Caller, Config, Engine, Error, Extern, ExternRef, Func, FuncType, Global, GlobalType, Instance, Memory,
    MemoryType, Module, Ref, RefType, Store, Table, TableType, Val, ValType,
};

use crate::rng::Rng;
use crate::target::{Report, Tally, Target};

/// Operations of a case.
const OPERATIONS: usize = 200;

/// A page.
const PAGE: usize = 1 << 16;

/// What instances are made of: each function does one thing with what is imported.
const GUEST: &str = r#"(module
    (import "w" "memory" (memory 0))
    (import "w" "table" (table 0 externref))
    (import "w" "global" (global (mut i64)))
    (import "w" "host" (func $host (param i32) (result i32)))
    (export "memory" (memory 0))
    (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
    (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
    (func (export "size") (result i32) (memory.size))
    (func (export "table_get") (param i32) (result externref) (table.get (local.get 0)))
    (func (export "table_set") (param i32 externref) (table.set (local.get 0) (local.get 1)))
    (func (export "table_grow") (param i32 externref) (result i32) (table.grow (local.get 1) (local.get 0)))
    (func (export "table_size") (result i32) (table.size))
    (func (export "add") (param i64) (result i64)
        (global.set 0 (i64.add (global.get 0) (local.get 0)))
        (global.get 0))
    (func $deep (export "deep") (param i32) (result i32)
        (i32.add (call $host (local.get 0)) (memory.size))))"#;

/// What host functions know and leave behind.
#[derive(Default)]
struct Data {
    /// Pages that host functions added to the memory of the instance that called them.
    grown: u64,
    depth: u32,
}

/// An error of a host function.
#[derive(Debug)]
struct OnPurpose;

impl std::fmt::Display for OnPurpose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("on purpose")
    }
}

impl std::error::Error for OnPurpose {}

/// A memory, and what is in it.
struct MemoryModel {
    memory: Memory,
    pages: u64,
    max: Option<u64>,
    /// What was written, the last behind.
    written: Vec<(usize, u8)>,
}

/// A table, and the numbers of its references.
struct TableModel {
    table: Table,
    elements: Vec<Option<u32>>,
    max: Option<u64>,
}

/// A store and all that is in it.
struct World {
    store: Store<Data>,
    host: Func,
    memories: Vec<MemoryModel>,
    tables: Vec<TableModel>,
    globals: Vec<(Global, i64)>,
    /// Instances, with the numbers of their memory, table and global.
    instances: Vec<(Instance, [usize; 3])>,
}

/// The target.
pub struct Api {
    engines: Vec<(Engine, Module)>,
    tally: Tally,
}

fn reference(store: &mut Store<Data>, number: Option<u32>) -> Option<ExternRef> {
    number.map(|number| ExternRef::new(store, number).expect("a reference"))
}

impl World {
    fn new(engine: &Engine) -> World {
        let mut store = Store::new(engine, Data::default());
        let ty = FuncType::new([ValType::I32], [ValType::I32]);
        let host = Func::new(&mut store, ty, |mut caller: Caller<'_, Data>, args, results| {
            let Val::I32(number) = args[0] else { return Err(Error::new(OnPurpose)) };
            results[0] = Val::I32(number);
            match number & 7 {
                0 => return Err(Error::new(OnPurpose)),
                1 if let Some(Extern::Memory(memory)) = caller.get_export("memory") => {
                    if memory.grow(&mut caller, 1).is_ok() {
                        caller.data_mut().grown += 1;
                    }
                }
                2..6 if caller.data().depth < 40 => {
                    if let Some(Extern::Func(deep)) = caller.get_export("deep") {
                        caller.data_mut().depth += 1;
                        let called = deep.call(&mut caller, &[Val::I32(number >> 3)], results);
                        caller.data_mut().depth -= 1;
                        called?;
                    }
                }
                6 => caller.gc(),
                _ => {}
            }
            Ok(())
        });
        let (memories, tables, globals, instances) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        World { store, host, memories, tables, globals, instances }
    }

    fn add_memory(&mut self, rng: &mut Rng) {
        let min = rng.below(3) as u64;
        let max = rng.one_in(2).then(|| min + rng.below(4) as u64);
        let memory = Memory::new(&mut self.store, MemoryType::new(min, max)).expect("a small memory");
        self.memories.push(MemoryModel { memory, pages: min, max, written: Vec::new() });
    }

    fn add_table(&mut self, rng: &mut Rng) {
        let min = rng.below(20) as u64;
        let max = rng.one_in(2).then(|| min + rng.below(20) as u64);
        let ty = TableType::new(RefType::EXTERNREF, min, max);
        let number = rng.one_in(2).then(|| rng.below(100) as u32);
        let init = Ref::Extern(reference(&mut self.store, number));
        let table = Table::new(&mut self.store, ty, init).expect("a small table");
        self.tables.push(TableModel { table, elements: vec![number; min as usize], max });
    }

    fn add_global(&mut self, rng: &mut Rng) {
        let value = rng.next() as i64;
        let ty = GlobalType { content: ValType::I64, mutable: true };
        let global = Global::new(&mut self.store, ty, Val::I64(value)).expect("a global");
        self.globals.push((global, value));
    }

    fn add_instance(&mut self, module: &Module, rng: &mut Rng) {
        if self.instances.len() >= 6 || self.memories.is_empty() || self.tables.is_empty() || self.globals.is_empty() {
            return;
        }
        let [memory, table, global] =
            [self.memories.len(), self.tables.len(), self.globals.len()].map(|count| rng.below(count));
        let imports = [
            Extern::Memory(self.memories[memory].memory),
            Extern::Table(self.tables[table].table),
            Extern::Global(self.globals[global].0),
            Extern::Func(self.host),
        ];
        let instance = Instance::new(&mut self.store, module, &imports).expect("imports of the right types");
        self.instances.push((instance, [memory, table, global]));
    }

    /// What the host does with a memory, a table or a global.
    fn by_host(&mut self, rng: &mut Rng) -> Result<(), String> {
        let store = &mut self.store;
        match rng.below(3) {
            0 if !self.memories.is_empty() => {
                let count = self.memories.len();
                self.memories[rng.below(count)].by_host(store, rng)
            }
            1 if !self.tables.is_empty() => {
                let count = self.tables.len();
                self.tables[rng.below(count)].by_host(store, rng)
            }
            2 if !self.globals.is_empty() => {
                let count = self.globals.len();
                let (global, value) = &mut self.globals[rng.below(count)];
                if rng.one_in(2) {
                    *value = rng.next() as i64;
                    global.set(&mut *store, Val::I64(*value)).map_err(|e| e.to_string())?;
                    if global.set(&mut *store, Val::I32(1)).is_ok() {
                        return Err("a global takes a value of another type".to_owned());
                    }
                }
                match global.get(&*store) {
                    Val::I64(is) if is == *value => Ok(()),
                    other => Err(format!("a global is {other:?} and not {value}")),
                }
            }
            _ => Ok(()),
        }
    }

    /// What a guest does with them. Returns how many calls it took.
    fn by_guest(&mut self, rng: &mut Rng) -> Result<(), String> {
        let World { store, memories, tables, globals, instances, .. } = self;
        if instances.is_empty() {
            return Ok(());
        }
        let (instance, [memory, table, global]) = &instances[rng.below(instances.len())];
        let (memory, table, global) = (&mut memories[*memory], &mut tables[*table], &mut globals[*global]);
        let call = |store: &mut Store<Data>, name: &str, args: &[Val], count: usize| {
            let mut results = vec![Val::I32(0); count];
            let function = instance.get_func(&mut *store, name).expect("an export");
            function.call(&mut *store, args, &mut results).map(|()| results.pop()).map_err(|error| error.to_string())
        };
        let index = rng.below(table.elements.len() + 3);
        let address = rng.below(memory.pages as usize * PAGE + 10);
        let differs = |what: &str, is: &dyn std::fmt::Debug, expected: &dyn std::fmt::Debug| {
            Err(format!("{what} gives {is:?} and not {expected:?}"))
        };
        match rng.below(9) {
            0 => {
                let is = call(store, "load", &[Val::I32(address as i32)], 1);
                let expected = (address < memory.pages as usize * PAGE).then(|| i32::from(memory.byte(address)));
                match (&is, expected) {
                    (Ok(Some(Val::I32(is))), Some(expected)) if *is == expected => {}
                    (Err(_), None) => {}
                    _ => return differs("load", &is, &expected),
                }
            }
            1 => {
                let byte = rng.next() as u8;
                let is = call(store, "store", &[Val::I32(address as i32), Val::I32(byte.into())], 0);
                let is_inside = address < memory.pages as usize * PAGE;
                if is.is_ok() != is_inside {
                    return differs("store", &is, &is_inside);
                }
                if is_inside {
                    memory.written.push((address, byte));
                }
            }
            2 => {
                let delta = rng.below(3) as u64;
                let expected = memory.grown(delta);
                let is = call(store, "grow", &[Val::I32(delta as i32)], 1);
                match (&is, expected) {
                    (Ok(Some(Val::I32(-1))), None) => {}
                    (Ok(Some(Val::I32(is))), Some(before)) if *is as u64 == before => memory.pages += delta,
                    _ => return differs("grow", &is, &expected),
                }
            }
            3 => {
                let is = call(store, "table_get", &[Val::I32(index as i32)], 1);
                let expected = table.elements.get(index);
                match (&is, expected) {
                    (Ok(Some(Val::ExternRef(is))), Some(expected)) if number(store, is) == *expected => {}
                    (Err(_), None) => {}
                    _ => return differs("table.get", &is, &expected),
                }
            }
            4 => {
                let number = rng.one_in(2).then(|| rng.below(100) as u32);
                let value = Val::ExternRef(reference(store, number));
                let is = call(store, "table_set", &[Val::I32(index as i32), value], 0);
                if is.is_ok() != (index < table.elements.len()) {
                    return differs("table.set", &is, &table.elements.len());
                }
                if let Some(element) = table.elements.get_mut(index) {
                    *element = number;
                }
            }
            5 => {
                let delta = rng.below(4);
                let number = rng.one_in(2).then(|| rng.below(100) as u32);
                let value = Val::ExternRef(reference(store, number));
                let is = call(store, "table_grow", &[Val::I32(delta as i32), value], 1);
                let before = table.elements.len();
                match (&is, table.may_grow(delta)) {
                    (Ok(Some(Val::I32(-1))), false) => {}
                    (Ok(Some(Val::I32(is))), true) if *is as usize == before => {
                        table.elements.resize(before + delta, number);
                    }
                    _ => return differs("table.grow", &is, &before),
                }
            }
            6 => {
                let by = rng.next() as i64;
                global.1 = global.1.wrapping_add(by);
                let is = call(store, "add", &[Val::I64(by)], 1);
                if !matches!(is, Ok(Some(Val::I64(is))) if is == global.1) {
                    return differs("the global", &is, &global.1);
                }
            }
            _ => {
                store.data_mut().grown = 0;
                let is = call(store, "deep", &[Val::I32(rng.next() as i32)], 1);
                memory.pages += store.data().grown;
                if store.data().depth != 0 {
                    return differs("the depth", &store.data().depth, &0);
                }
                let now = call(store, "size", &[], 1);
                if !matches!(now, Ok(Some(Val::I32(now))) if now as u64 == memory.pages) {
                    return differs("memory.size", &(is, now), &memory.pages);
                }
            }
        }
        Ok(())
    }
}

fn number(store: &Store<Data>, reference: &Option<ExternRef>) -> Option<u32> {
    reference.as_ref().map(|reference| reference.downcast::<u32, _>(store).copied().unwrap_or(u32::MAX))
}

impl MemoryModel {
    fn byte(&self, at: usize) -> u8 {
        self.written.iter().rev().find(|(address, _)| *address == at).map_or(0, |(_, byte)| *byte)
    }

    /// The size before it grows, if it may.
    fn grown(&self, delta: u64) -> Option<u64> {
        (self.pages + delta <= self.max.unwrap_or(1 << 16)).then_some(self.pages)
    }

    fn by_host(&mut self, store: &mut Store<Data>, rng: &mut Rng) -> Result<(), String> {
        let bytes = self.pages as usize * PAGE;
        if self.memory.data_size(&*store) != bytes || self.memory.size(&*store) != self.pages {
            return Err(format!("a memory has {} pages and not {}", self.memory.size(&*store), self.pages));
        }
        let at = rng.below(bytes + 4);
        match rng.below(4) {
            0 => {
                let byte = rng.next() as u8;
                let written = self.memory.write(&mut *store, at, &[byte]);
                if written.is_ok() != (at < bytes) {
                    return Err(format!("write at {at} of {bytes}: {written:?}"));
                }
                if at < bytes {
                    self.written.push((at, byte));
                }
            }
            1 => {
                let delta = rng.below(3) as u64;
                let (expected, is) = (self.grown(delta), self.memory.grow(&mut *store, delta));
                if is.as_ref().ok() != expected.as_ref() {
                    return Err(format!("grow by {delta}: {is:?} and not {expected:?}"));
                }
                self.pages += if expected.is_some() { delta } else { 0 };
            }
            _ => {
                for (at, _) in &self.written {
                    let is = self.memory.data(&*store)[*at];
                    if is != self.byte(*at) {
                        return Err(format!("byte {at} is {is} and not {}", self.byte(*at)));
                    }
                }
            }
        }
        Ok(())
    }
}

impl TableModel {
    fn may_grow(&self, delta: usize) -> bool {
        (self.elements.len() + delta) as u64 <= self.max.unwrap_or(10_000_000)
    }

    fn by_host(&mut self, store: &mut Store<Data>, rng: &mut Rng) -> Result<(), String> {
        let len = self.elements.len();
        if self.table.size(&*store) != len as u64 {
            return Err(format!("a table has {} elements and not {len}", self.table.size(&*store)));
        }
        let (at, count) = (rng.below(len + 2), rng.below(5));
        let value = rng.one_in(2).then(|| rng.below(100) as u32);
        let element = Ref::Extern(reference(store, value));
        match rng.below(5) {
            0 => {
                let is = self.table.set(&mut *store, at as u64, element);
                if is.is_ok() != (at < len) {
                    return Err(format!("set at {at} of {len}: {is:?}"));
                }
                if at < len {
                    self.elements[at] = value;
                }
            }
            1 => {
                let is = self.table.grow(&mut *store, count as u64, element);
                if is.is_ok() != self.may_grow(count) {
                    return Err(format!("grow by {count}: {is:?}"));
                }
                if is.is_ok() {
                    self.elements.resize(len + count, value);
                }
            }
            2 => {
                let is = self.table.fill(&mut *store, at as u64, element, count as u64);
                if is.is_ok() != (at + count <= len) {
                    return Err(format!("fill {count} at {at} of {len}: {is:?}"));
                }
                if is.is_ok() {
                    self.elements[at..at + count].fill(value);
                }
            }
            3 => {
                let from = rng.below(len + 2);
                let is = Table::copy(&mut *store, &self.table, at as u64, &self.table, from as u64, count as u64);
                let fits = at + count <= len && from + count <= len;
                if is.is_ok() != fits {
                    return Err(format!("copy {count} from {from} to {at} of {len}: {is:?}"));
                }
                if fits {
                    self.elements.copy_within(from..from + count, at);
                }
            }
            _ => {
                store.gc();
                for (index, expected) in self.elements.iter().enumerate() {
                    match self.table.get(&*store, index as u64) {
                        Some(Ref::Extern(is)) if number(store, &is) == *expected => {}
                        other => return Err(format!("element {index} is {other:?} and not {expected:?}")),
                    }
                }
                if self.table.get(&*store, len as u64).is_some() {
                    return Err("there is an element behind the last".to_owned());
                }
            }
        }
        Ok(())
    }
}

impl Api {
    /// Engines of several kinds.
    ///
    /// # Panics
    /// If the engine cannot be created.
    pub fn new() -> Api {
        let engine = |explicit, signals| {
            let mut config = Config::new();
            config.explicit_bounds_checks(explicit).signals_based_traps(signals);
            let engine = Engine::new(&config).expect("an engine");
            let module = Module::new(&engine, GUEST).expect("a valid module");
            (engine, module)
        };
        Api { engines: vec![engine(false, true), engine(true, true), engine(true, false)], tally: Tally::default() }
    }
}

impl Target for Api {
    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let (engine, module) = rng.pick(&self.engines).clone();
        // A module that is dropped before its instances are.
        let module = if rng.one_in(4) { Module::new(&engine, GUEST).expect("a valid module") } else { module };
        let mut module = Some(module);
        let mut worlds: Vec<World> = Vec::new();
        for _ in 0..OPERATIONS {
            if worlds.is_empty() || (worlds.len() < 3 && rng.one_in(50)) {
                worlds.push(World::new(&engine));
            }
            if rng.one_in(80) {
                let at = rng.below(worlds.len());
                drop(worlds.swap_remove(at));
                continue;
            }
            let at = rng.below(worlds.len());
            let world = &mut worlds[at];
            let result = match rng.below(16) {
                0 if world.memories.len() < 4 => Ok(world.add_memory(&mut rng)),
                1 if world.tables.len() < 4 => Ok(world.add_table(&mut rng)),
                2 if world.globals.len() < 4 => Ok(world.add_global(&mut rng)),
                3 | 4 => Ok(if let Some(module) = &module {
                    world.add_instance(module, &mut rng)
                }),
                5 if rng.one_in(20) => Ok(module = None),
                6..9 => world.by_host(&mut rng),
                _ => {
                    self.tally.calls += u64::from(!world.instances.is_empty());
                    world.by_guest(&mut rng)
                }
            };
            if let Err(text) = result {
                report.failures.push(text);
                return report;
            }
        }
        self.tally.modules += 1;
        report
    }

    fn tally(&self) -> Tally {
        self.tally
    }
}
