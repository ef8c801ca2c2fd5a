//! Running a case in any engine: what all of them do alike. An engine says how its own values, errors and objects are called.

use crate::case::{Case, Value, fill};
use crate::outcome::{End, Observation, Outcome, TrapKind};
use crate::state::{HostState, StateHash};

/// Elements of a table that are looked at.
pub const ELEMENTS: u64 = 64;

/// An engine with a store, in which the modules of one case are instantiated.
pub trait Embedding {
    /// A function and its type.
    type Func;
    /// A memory.
    type Memory;
    /// A table.
    type Table;
    /// A global.
    type Global;

    /// Compiles a module, defines the functions of module `host` that it imports and none before did, instantiates it, and makes
    /// what it exports importable from a module of this name. Returns its exports, in the order of the module.
    ///
    /// # Errors
    /// How it ended instead.
    fn instantiate(&mut self, module: &[u8], name: &str) -> Result<Vec<(String, Item<Self>)>, End>;

    /// Calls a function; results are not made canonical.
    fn call(&mut self, function: &Self::Func, args: &[Value]) -> End;

    /// The state of the host functions.
    fn host(&self) -> &HostState;

    /// The bytes of a memory.
    fn bytes<'s>(&'s mut self, memory: &'s Self::Memory) -> &'s mut [u8];

    /// The value of a global.
    fn global(&mut self, global: &Self::Global) -> Value;

    /// Assigns to a global of type `i32`, if it is one.
    fn set_global(&mut self, global: &Self::Global, value: i32);

    /// How many elements a table has.
    fn table_size(&mut self, table: &Self::Table) -> u64;

    /// Whether an element is null.
    fn is_null(&mut self, table: &Self::Table, index: u64) -> bool;
}

/// Something that a module exports.
pub enum Item<E: Embedding + ?Sized> {
    /// A function.
    Func(E::Func),
    /// A memory.
    Memory(E::Memory),
    /// A table.
    Table(E::Table),
    /// A global.
    Global(E::Global),
}

/// What a guest consists of, as far as it is looked at.
struct Guest<E: Embedding> {
    functions: Vec<Vec<E::Func>>,
    memories: Vec<E::Memory>,
    tables: Vec<E::Table>,
    globals: Vec<E::Global>,
    /// The globals named `fuel`.
    fuel: Vec<E::Global>,
}

impl<E: Embedding> Guest<E> {
    fn instantiate(case: &Case, engine: &mut E) -> Result<Guest<E>, End> {
        let mut guest = Guest {
            functions: Vec::new(),
            memories: Vec::new(),
            tables: Vec::new(),
            globals: Vec::new(),
            fuel: Vec::new(),
        };
        for (index, module) in case.modules.iter().enumerate() {
            let mut functions = Vec::new();
            for (name, item) in engine.instantiate(module, &format!("m{index}"))? {
                match item {
                    Item::Func(function) => functions.push(function),
                    Item::Memory(memory) => guest.memories.push(memory),
                    Item::Table(table) => guest.tables.push(table),
                    Item::Global(global) if name == "fuel" => guest.fuel.push(global),
                    Item::Global(global) => guest.globals.push(global),
                }
            }
            guest.functions.push(functions);
        }
        Ok(guest)
    }

    /// A hash of what calls leave behind.
    fn state(&self, engine: &mut E) -> u64 {
        let mut hash = StateHash::default();
        for memory in &self.memories {
            hash.memory(engine.bytes(memory));
        }
        for global in &self.globals {
            hash.value(engine.global(global));
        }
        for table in &self.tables {
            let size = engine.table_size(table);
            hash.word(size);
            for index in 0..size.min(ELEMENTS) {
                hash.word(engine.is_null(table, index).into());
            }
        }
        hash.finish()
    }
}

/// Runs a case, and counts the calls.
pub fn run<E: Embedding>(case: &Case, engine: &mut E, calls: &mut u64) -> Outcome {
    let guest = match Guest::instantiate(case, engine) {
        Ok(guest) => guest,
        Err(end) => return Outcome::ended(end),
    };
    for memory in &guest.memories {
        fill(case, engine.bytes(memory));
    }
    let mut outcome = Outcome::ended(End::Returned(Vec::new()));
    for call in &case.calls {
        let functions = guest.functions.get(call.instance as usize);
        let Some(function) = functions.and_then(|f| f.get(call.function as usize)) else { continue };
        for fuel in &guest.fuel {
            engine.set_global(fuel, case.fuel);
        }
        *calls += 1;
        let end = match engine.call(function, &call.args) {
            End::Returned(values) => End::Returned(values.into_iter().map(Value::canonical).collect()),
            end => end,
        };
        if case.torn_stores && end == End::Trapped(TrapKind::MemoryOutOfBounds) {
            for memory in &guest.memories {
                let data = engine.bytes(memory);
                let tail = data.len().saturating_sub(16);
                data[tail..].fill(0);
            }
        }
        let stop = end.is_exhausted();
        let state = if call.observe { guest.state(engine) } else { 0 };
        outcome.calls.push(Observation { end, host: engine.host().hash, state });
        if stop {
            break;
        }
    }
    outcome
}

/// What a host function does before it gives its results: it takes note of the call, and sometimes calls the export `callback` of
/// its caller.
///
/// # Errors
/// Those of the callback.
pub fn host_call<C, E>(
    caller: &mut C,
    state: impl Fn(&mut C) -> &mut HostState,
    function: u32,
    args: impl Iterator<Item = Value>,
    call_back: impl FnOnce(&mut C) -> Result<(), E>,
) -> Result<(), E> {
    state(caller).called(function, args);
    if !state(caller).calls_back() {
        return Ok(());
    }
    state(caller).depth += 1;
    let called = call_back(caller);
    state(caller).depth -= 1;
    called
}
