//! Windlass as one of the engines.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use windlass::{
    Caller, CompileMode, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, Instance, Linker, Memory,
    Module, Ref, Store, Table, Trap, V128, Val, ValType, WasmVersion,
};

use crate::case::{Case, Value, fill};
use crate::configuration::{Bounds, Compile, Configuration, Cpu};
use crate::outcome::{End, Observation, Outcome, TrapKind};
use crate::state::{HostState, StateHash};

/// Bytes of guest stack: deep recursion ends by fuel, not by this.
const STACK: usize = 16 << 20;

/// Elements of a table that are looked at.
const ELEMENTS: u64 = 64;

/// The engine of each configuration, made when it is needed.
#[derive(Default)]
pub struct Engines {
    engines: HashMap<Configuration, Engine>,
    calls: u64,
    modules: u64,
}

/// What a configuration is to the embedding API.
pub fn config(configuration: Configuration) -> Config {
    let mut config = Config::new();
    config.wasm_version(WasmVersion::V3).wasm_relaxed_simd(true).relaxed_simd_deterministic(true);
    config.max_wasm_stack(STACK).compile_threads(2);
    match configuration.cpu {
        Cpu::Native => {}
        Cpu::Baseline => {
            config.baseline_cpu();
        }
        Cpu::Without(set) => {
            let extensions = ["popcnt", "lzcnt", "bmi1", "bmi2", "avx", "avx2", "fma"];
            for (bit, extension) in extensions.iter().enumerate() {
                // On a machine without extensions to choose, all is as it was.
                if set >> bit & 1 != 0 {
                    let _ = config.disable_cpu_feature(extension);
                }
            }
        }
    }
    config.explicit_bounds_checks(configuration.bounds == Bounds::Explicit);
    config.signals_based_traps(configuration.bounds != Bounds::NoSignals);
    config.compile_mode(match configuration.compile {
        Compile::Eager | Compile::Precompiled => CompileMode::Eager,
        Compile::Lazy => CompileMode::Lazy,
        Compile::Parallel => CompileMode::Parallel,
    });
    config
}

fn trap_kind(trap: Trap) -> TrapKind {
    match trap {
        Trap::StackOverflow => TrapKind::Exhausted,
        Trap::MemoryOutOfBounds => TrapKind::MemoryOutOfBounds,
        Trap::TableOutOfBounds => TrapKind::TableOutOfBounds,
        Trap::IndirectCallToNull => TrapKind::IndirectCallToNull,
        Trap::BadSignature => TrapKind::BadSignature,
        Trap::IntegerOverflow => TrapKind::IntegerOverflow,
        Trap::IntegerDivisionByZero => TrapKind::IntegerDivisionByZero,
        Trap::BadConversionToInteger => TrapKind::BadConversionToInteger,
        Trap::UnreachableCodeReached => TrapKind::Unreachable,
        Trap::NullReference => TrapKind::NullReference,
        _ => TrapKind::Other,
    }
}

/// The error of a host function on purpose.
#[derive(Debug)]
struct Deliberate;

impl std::fmt::Display for Deliberate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the host function failed on purpose")
    }
}

impl std::error::Error for Deliberate {}

fn end_of(error: &windlass::Error) -> End {
    if let Some(trap) = error.downcast_ref::<Trap>() {
        return End::Trapped(trap_kind(*trap));
    }
    if error.is::<Deliberate>() {
        return End::HostError;
    }
    let text = error.to_string();
    if text.contains("internal error") { End::Broken(text) } else { End::Refused(text) }
}

fn value(store: &Store<HostState>, value: &Val) -> Value {
    #[allow(unreachable_patterns, reason = "there are references of more types when garbage collection is built in")]
    match value {
        Val::ExternRef(Some(reference)) => {
            Value::ExternRef(Some(reference.downcast::<u32, _>(store).copied().unwrap_or(u32::MAX)))
        }
        other => value_without_store(other),
    }
}

fn value_without_store(value: &Val) -> Value {
    #[allow(unreachable_patterns, reason = "as above")]
    match *value {
        Val::I32(x) => Value::I32(x as u32),
        Val::I64(x) => Value::I64(x as u64),
        Val::F32(bits) => Value::F32(bits),
        Val::F64(bits) => Value::F64(bits),
        Val::V128(vector) => Value::V128(vector.into()),
        Val::FuncRef(f) => Value::FuncRef(f.is_some()),
        Val::ExternRef(None) => Value::ExternRef(None),
        Val::ExternRef(Some(_)) => Value::ExternRef(Some(0)),
        _ => Value::OtherRef(true),
    }
}

fn val(store: &mut Store<HostState>, value: Value, ty: ValType) -> Val {
    match value {
        Value::I32(x) => Val::I32(x as i32),
        Value::I64(x) => Val::I64(x as i64),
        Value::F32(bits) => Val::F32(bits),
        Value::F64(bits) => Val::F64(bits),
        Value::V128(bits) => Val::V128(V128::from(bits)),
        Value::ExternRef(Some(number)) => match ExternRef::new(store, number) {
            Ok(reference) => Val::ExternRef(Some(reference)),
            Err(_) => Val::default_for(ty),
        },
        Value::ExternRef(None) | Value::FuncRef(_) | Value::OtherRef(_) => Val::default_for(ty),
    }
}

/// What a guest consists of, as far as it is looked at.
struct Guest {
    functions: Vec<Vec<(Func, FuncType)>>,
    memories: Vec<Memory>,
    globals: Vec<windlass::Global>,
    tables: Vec<Table>,
    fuel: Vec<windlass::Global>,
}

impl Engines {
    /// How many calls were executed so far.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// How many peephole optimizations there could have been in the last run.
    pub fn fusions(&self) -> u32 {
        windlass::fuse_limit::asked()
    }

    /// How many modules were compiled so far.
    pub fn modules(&self) -> u64 {
        self.modules
    }

    fn engine(&mut self, configuration: Configuration) -> Engine {
        let make = || Engine::new(&config(configuration)).expect("a configuration that every machine has");
        // The limit is not a setting of engines, but of the process.
        let key = Configuration { fuse_limit: None, ..configuration };
        self.engines.entry(key).or_insert_with(make).clone()
    }

    /// Runs a case. A panic is an outcome, too.
    pub fn run(&mut self, case: &Case, configuration: Configuration) -> Outcome {
        let engine = self.engine(configuration);
        let mut calls = 0;
        let run = AssertUnwindSafe(|| run(case, &engine, configuration.compile, &mut calls));
        windlass::fuse_limit::set(configuration.fuse_limit.unwrap_or(u32::MAX));
        let outcome = catch_unwind(run).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
            Outcome::ended(End::Broken(format!("panicked: {text}")))
        });
        self.calls += calls;
        self.modules += case.modules.len() as u64;
        outcome
    }
}

fn compile(engine: &Engine, bytes: &[u8], compile: Compile) -> windlass::Result<Module> {
    if compile == Compile::Precompiled {
        let file = engine.precompile_module(bytes)?;
        // SAFETY: the bytes are what this engine made.
        return unsafe { Module::deserialize(engine, file) };
    }
    Module::new(engine, bytes)
}

/// The host function with this number.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results = ty.results().to_vec();
    Func::new(store, ty, move |mut caller: Caller<'_, HostState>, args, out| {
        caller.data_mut().called(number, args.iter().map(value_without_store));
        if caller.data().calls_back()
            && let Some(Extern::Func(callback)) = caller.get_export("callback")
        {
            caller.data_mut().depth += 1;
            let called = callback.call(&mut caller, &[], &mut []);
            caller.data_mut().depth -= 1;
            called?;
        }
        for (slot, ty) in out.iter_mut().zip(&results) {
            let like = value_without_store(&Val::default_for(*ty));
            *slot = match caller.data_mut().result(like) {
                Value::I32(x) => Val::I32(x as i32),
                Value::I64(x) => Val::I64(x as i64),
                Value::F32(bits) => Val::F32(bits),
                Value::F64(bits) => Val::F64(bits),
                Value::V128(bits) => Val::V128(V128::from(bits)),
                _ => Val::default_for(*ty),
            };
        }
        Ok(())
    })
}

fn instantiate(case: &Case, engine: &Engine, how: Compile, store: &mut Store<HostState>) -> windlass::Result<Guest> {
    let mut linker = Linker::new(engine);
    let mut guest = Guest {
        functions: Vec::new(),
        memories: Vec::new(),
        globals: Vec::new(),
        tables: Vec::new(),
        fuel: Vec::new(),
    };
    let mut hosts = 0;
    for (index, bytes) in case.modules.iter().enumerate() {
        let module = compile(engine, bytes, how)?;
        for import in module.imports() {
            if import.module() == "host"
                && let ExternType::Func(ty) = import.ty()
                && linker.get(&mut *store, "host", import.name()).is_none()
            {
                let function = host_function(hosts, ty, store);
                hosts += 1;
                linker.define(&mut *store, "host", import.name(), function)?;
            }
        }
        let instance = linker.instantiate(&mut *store, &module)?;
        guest.add(&instance, store);
        if index + 1 < case.modules.len() {
            linker.instance(&mut *store, &format!("m{index}"), instance)?;
        }
    }
    Ok(guest)
}

impl Guest {
    fn add(&mut self, instance: &Instance, store: &mut Store<HostState>) {
        let mut functions = Vec::new();
        for export in instance.exports(&mut *store) {
            let is_fuel = export.name() == "fuel";
            match export.into_extern() {
                Extern::Func(function) => {
                    let ty = function.ty(&mut *store);
                    functions.push((function, ty));
                }
                Extern::Memory(memory) => self.memories.push(memory),
                Extern::Table(table) => self.tables.push(table),
                Extern::Global(global) if is_fuel => self.fuel.push(global),
                Extern::Global(global) => self.globals.push(global),
                #[allow(unreachable_patterns, reason = "there are tags when exceptions are built in")]
                _ => {}
            }
        }
        self.functions.push(functions);
    }

    fn state(&self, store: &mut Store<HostState>) -> u64 {
        let mut hash = StateHash::default();
        for memory in &self.memories {
            hash.memory(memory.data(&*store));
        }
        for global in &self.globals {
            let bits = global.get(&mut *store);
            hash.value(value(store, &bits));
        }
        for table in &self.tables {
            let size = table.size(&*store);
            hash.word(size);
            for index in 0..size.min(ELEMENTS) {
                let element = table.get(&*store, index);
                let is_null = element.is_none_or(|element| Ref::is_null(&element));
                hash.word(is_null.into());
            }
        }
        hash.finish()
    }
}

fn run(case: &Case, engine: &Engine, how: Compile, calls: &mut u64) -> Outcome {
    let mut store = Store::new(engine, HostState::default());
    let guest = match instantiate(case, engine, how, &mut store) {
        Ok(guest) => guest,
        Err(error) => return Outcome::ended(end_of(&error)),
    };
    for memory in &guest.memories {
        fill(case, memory.data_mut(&mut store));
    }
    let mut outcome = Outcome::ended(End::Returned(Vec::new()));
    for call in &case.calls {
        let functions = guest.functions.get(call.instance as usize);
        let Some((function, ty)) = functions.and_then(|f| f.get(call.function as usize)) else { continue };
        for fuel in &guest.fuel {
            let _ = fuel.set(&mut store, Val::I32(case.fuel));
        }
        let args: Vec<Val> = call.args.iter().zip(ty.params()).map(|(arg, ty)| val(&mut store, *arg, *ty)).collect();
        let mut results = vec![Val::I32(0); ty.results().len()];
        *calls += 1;
        let end = match function.call(&mut store, &args, &mut results) {
            Ok(()) => End::Returned(results.iter().map(|result| value(&store, result).canonical()).collect()),
            Err(error) => end_of(&error),
        };
        if case.torn_stores && end == End::Trapped(TrapKind::MemoryOutOfBounds) {
            for memory in &guest.memories {
                let data = memory.data_mut(&mut store);
                let tail = data.len().saturating_sub(16);
                data[tail..].fill(0);
            }
        }
        let stop = end.is_exhausted();
        let state = if call.observe { guest.state(&mut store) } else { 0 };
        outcome.calls.push(Observation { end, host: store.data().hash, state });
        if stop {
            break;
        }
    }
    outcome
}
