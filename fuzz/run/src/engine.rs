//! Windlass as an engine.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use windlass::{
    Caller, CompileMode, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, Global, Linker, Memory, Module,
    Ref, Store, Table, ThrownException, Trap, V128, Val, ValType, WasmVersion,
};

use crate::case::{Case, Value};
use crate::configuration::{Bounds, Compile, Configuration, Cpu};
use crate::embedding::{self, Embedding, Item, host_call};
use crate::outcome::{End, Outcome, TrapKind};
use crate::state::HostState;

/// Bytes of guest stack, enough for fuel to end deep recursion first.
const STACK: usize = 16 << 20;

/// The engines by configuration, created on first use.
#[derive(Default)]
pub struct Engines {
    engines: HashMap<Configuration, Engine>,
    calls: u64,
    modules: u64,
}

/// The `Config` of a configuration.
pub fn config(configuration: Configuration) -> Config {
    let mut config = Config::new();
    config.wasm_version(WasmVersion::V3).wasm_relaxed_simd(true).relaxed_simd_deterministic(true);
    config.wasm_wide_arithmetic(true);
    config.max_wasm_stack(STACK).compile_threads(2);
    match configuration.cpu {
        Cpu::Native => {}
        Cpu::Baseline => {
            config.baseline_cpu();
        }
        Cpu::Without(set) => {
            let extensions = ["popcnt", "lzcnt", "bmi1", "bmi2", "avx", "avx2", "fma", "lse"];
            for (bit, extension) in extensions.iter().enumerate() {
                // Machines without optional extensions have one configuration.
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
        Trap::HeapMisaligned => TrapKind::Unaligned,
        _ => TrapKind::Other,
    }
}

/// The deliberate error of a host function.
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
    if error.is::<ThrownException>() {
        return End::Thrown;
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

impl Engines {
    /// The number of calls executed so far.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// The number of peephole optimizations considered in the last run.
    pub fn fusions(&self) -> u32 {
        windlass::fuse_limit::asked()
    }

    /// The number of modules compiled so far.
    pub fn modules(&self) -> u64 {
        self.modules
    }

    fn engine(&mut self, configuration: Configuration) -> Engine {
        let make = || Engine::new(&config(configuration)).expect("a configuration that every machine has");
        // The limit and the checker are settings of the process.
        let key = Configuration { fuse_limit: None, is_checked: false, ..configuration };
        self.engines.entry(key).or_insert_with(make).clone()
    }

    /// Runs a case. A panic is an outcome.
    pub fn run(&mut self, case: &Case, configuration: Configuration) -> Outcome {
        let engine = self.engine(configuration);
        let mut calls = 0;
        let run = AssertUnwindSafe(|| {
            let store = Store::new(&engine, HostState::default());
            let linker = Linker::new(&engine);
            let mut windlass = Windlass { how: configuration.compile, store, linker, hosts: 0 };
            embedding::run(case, &mut windlass, &mut calls)
        });
        windlass::fuse_limit::set(configuration.fuse_limit.unwrap_or(u32::MAX));
        windlass::check_emit(configuration.is_checked);
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
        // SAFETY: this engine produced the bytes.
        return unsafe { Module::deserialize(engine, file) };
    }
    Module::new(engine, bytes)
}

/// The host function with this index.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results = ty.results().to_vec();
    Func::new(store, ty, move |mut caller: Caller<'_, HostState>, args, out| {
        let args = args.iter().map(value_without_store);
        host_call(
            &mut caller,
            |caller| caller.data_mut(),
            number,
            args,
            |caller| match caller.get_export("callback") {
                Some(Extern::Func(callback)) => callback.call(caller, &[], &mut []),
                _ => Ok(()),
            },
        )?;
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

/// A store and the compile mode of its modules.
struct Windlass {
    how: Compile,
    store: Store<HostState>,
    linker: Linker<HostState>,
    /// The number of host functions.
    hosts: u32,
}

impl Windlass {
    fn try_instantiate(&mut self, bytes: &[u8], name: &str) -> windlass::Result<Vec<(String, Item<Windlass>)>> {
        let Windlass { how, store, linker, hosts } = self;
        let module = compile(store.engine(), bytes, *how)?;
        for import in module.imports() {
            if import.module() == "host"
                && let ExternType::Func(ty) = import.ty()
                && linker.get(&mut *store, "host", import.name()).is_none()
            {
                let function = host_function(*hosts, ty, store);
                *hosts += 1;
                linker.define(&mut *store, "host", import.name(), function)?;
            }
        }
        let instance = linker.instantiate(&mut *store, &module)?;
        linker.instance(&mut *store, name, instance)?;
        let exports: Vec<_> = instance
            .exports(&mut *store)
            .into_iter()
            .map(|export| (export.name().to_owned(), export.into_extern()))
            .collect();
        let item = |(name, export)| {
            let item = match export {
                Extern::Func(function) => Item::Func((function, function.ty(&*store))),
                Extern::Memory(memory) => Item::Memory(memory),
                Extern::Table(table) => Item::Table(table),
                Extern::Global(global) => Item::Global(global),
                Extern::Tag(_) => return None,
            };
            Some((name, item))
        };
        Ok(exports.into_iter().filter_map(item).collect())
    }
}

impl Embedding for Windlass {
    type Func = (Func, FuncType);
    type Memory = Memory;
    type Table = Table;
    type Global = Global;

    fn instantiate(&mut self, module: &[u8], name: &str) -> Result<Vec<(String, Item<Self>)>, End> {
        self.try_instantiate(module, name).map_err(|error| end_of(&error))
    }

    fn call(&mut self, (function, ty): &Self::Func, args: &[Value]) -> End {
        let store = &mut self.store;
        let args: Vec<Val> = args.iter().zip(ty.params()).map(|(arg, ty)| val(store, *arg, *ty)).collect();
        let mut results = vec![Val::I32(0); ty.results().len()];
        match function.call(&mut *store, &args, &mut results) {
            Ok(()) => End::Returned(results.iter().map(|result| value(store, result)).collect()),
            Err(error) => end_of(&error),
        }
    }

    fn host(&self) -> &HostState {
        self.store.data()
    }

    fn bytes<'s>(&'s mut self, memory: &'s Memory) -> &'s mut [u8] {
        memory.data_mut(&mut self.store)
    }

    fn global(&mut self, global: &Global) -> Value {
        let bits = global.get(&mut self.store);
        value(&self.store, &bits)
    }

    fn set_global(&mut self, global: &Global, number: i32) {
        let _ = global.set(&mut self.store, Val::I32(number));
    }

    fn table_size(&mut self, table: &Table) -> u64 {
        table.size(&self.store)
    }

    fn is_null(&mut self, table: &Table, index: u64) -> bool {
        table.get(&self.store, index).is_none_or(|element| Ref::is_null(&element))
    }
}
