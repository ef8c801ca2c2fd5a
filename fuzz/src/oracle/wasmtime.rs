//! Wasmtime with Cranelift: what results are compared with first.

use wasmtime::{
    Caller, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, HeapType, Linker, Module, OptLevel, Store,
    Trap, Val, ValType,
};
use windlass_fuzz_run::{Case, End, HostState, Observation, Outcome, StateHash, TrapKind, Value};

use super::fill;

/// Elements of a table that are looked at.
const ELEMENTS: u64 = 64;

/// The engine.
pub struct Wasmtime {
    engine: Engine,
    calls: u64,
}

impl Wasmtime {
    /// Makes the engine: without signal handlers, so that it does not meet those of Windlass.
    ///
    /// # Panics
    /// Where the library does not support this machine.
    pub fn new() -> Wasmtime {
        let mut config = Config::new();
        config.cranelift_opt_level(OptLevel::None).signals_based_traps(false).memory_init_cow(false);
        config.memory_reservation(0).memory_guard_size(0).memory_reservation_for_growth(1 << 20);
        config.max_wasm_stack(3 << 19).relaxed_simd_deterministic(true).wasm_relaxed_simd(true);
        let engine = Engine::new(&config).expect("a configuration of Wasmtime");
        Wasmtime { engine, calls: 0 }
    }

    /// How many calls were executed so far.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// Runs a case.
    pub fn run(&mut self, case: &Case) -> Outcome {
        let mut store = Store::new(&self.engine, HostState::default());
        let guest = match self.instantiate(case, &mut store) {
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
            let args: Vec<Val> =
                call.args.iter().zip(ty.params()).map(|(arg, ty)| val(&mut store, *arg, &ty)).collect();
            let mut results = vec![Val::I32(0); ty.results().len()];
            self.calls += 1;
            let end = match function.call(&mut store, &args, &mut results) {
                Ok(()) => End::Returned(results.iter().map(|result| value(&mut store, result).canonical()).collect()),
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

    fn instantiate(&self, case: &Case, store: &mut Store<HostState>) -> wasmtime::Result<Guest> {
        let mut linker = Linker::new(&self.engine);
        let mut guest = Guest::default();
        let mut hosts = 0;
        for (index, bytes) in case.modules.iter().enumerate() {
            let module = Module::from_binary(&self.engine, bytes)?;
            for import in module.imports() {
                if import.module() == "host"
                    && let ExternType::Func(ty) = import.ty()
                    && linker.get(&mut *store, "host", import.name()).is_err()
                {
                    let function = host_function(hosts, ty, store);
                    hosts += 1;
                    linker.define(&mut *store, "host", import.name(), function)?;
                }
            }
            let instance = linker.instantiate(&mut *store, &module)?;
            guest.add(&module, &instance, store);
            if index + 1 < case.modules.len() {
                linker.instance(&mut *store, &format!("m{index}"), instance)?;
            }
        }
        Ok(guest)
    }
}

/// What a guest consists of, as far as it is looked at.
#[derive(Default)]
struct Guest {
    functions: Vec<Vec<(Func, FuncType)>>,
    memories: Vec<wasmtime::Memory>,
    globals: Vec<wasmtime::Global>,
    tables: Vec<wasmtime::Table>,
    fuel: Vec<wasmtime::Global>,
}

impl Guest {
    fn add(&mut self, module: &Module, instance: &wasmtime::Instance, store: &mut Store<HostState>) {
        let mut functions = Vec::new();
        // In the order of the module, which that of an instance need not be.
        for export in module.exports() {
            let Some(item) = instance.get_export(&mut *store, export.name()) else { continue };
            match item {
                Extern::Func(function) => {
                    let ty = function.ty(&mut *store);
                    functions.push((function, ty));
                }
                Extern::Memory(memory) => self.memories.push(memory),
                Extern::Table(table) => self.tables.push(table),
                Extern::Global(global) if export.name() == "fuel" => self.fuel.push(global),
                Extern::Global(global) => self.globals.push(global),
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
                let is_null = table.get(&mut *store, index).is_none_or(|element| element.is_null());
                hash.word(is_null.into());
            }
        }
        hash.finish()
    }
}

fn end_of(error: &wasmtime::Error) -> End {
    let Some(trap) = error.downcast_ref::<Trap>() else { return End::Refused(format!("{error:#}")) };
    End::Trapped(match trap {
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
        Trap::CastFailure => TrapKind::CastFailure,
        Trap::ArrayOutOfBounds => TrapKind::ArrayOutOfBounds,
        _ => TrapKind::Other,
    })
}

fn value(store: &mut Store<HostState>, value: &Val) -> Value {
    match value {
        Val::ExternRef(Some(reference)) => {
            let number = reference.data(&*store).ok().flatten().and_then(|data| data.downcast_ref::<u32>().copied());
            Value::ExternRef(Some(number.unwrap_or(u32::MAX)))
        }
        other => value_without_store(other),
    }
}

fn value_without_store(value: &Val) -> Value {
    match value {
        Val::I32(x) => Value::I32(*x as u32),
        Val::I64(x) => Value::I64(*x as u64),
        Val::F32(bits) => Value::F32(*bits),
        Val::F64(bits) => Value::F64(*bits),
        Val::V128(vector) => Value::V128(vector.as_u128()),
        Val::FuncRef(f) => Value::FuncRef(f.is_some()),
        Val::ExternRef(r) => Value::ExternRef(r.as_ref().map(|_| 0)),
        Val::AnyRef(r) => Value::OtherRef(r.is_some()),
        Val::ExnRef(r) => Value::OtherRef(r.is_some()),
        Val::ContRef(r) => Value::OtherRef(r.is_some()),
    }
}

fn null(ty: &ValType) -> Val {
    match ty {
        ValType::Ref(ty) if matches!(ty.heap_type().top(), HeapType::Extern) => Val::ExternRef(None),
        ValType::Ref(ty) if matches!(ty.heap_type().top(), HeapType::Any) => Val::AnyRef(None),
        _ => Val::FuncRef(None),
    }
}

fn val(store: &mut Store<HostState>, value: Value, ty: &ValType) -> Val {
    match value {
        Value::I32(x) => Val::I32(x as i32),
        Value::I64(x) => Val::I64(x as i64),
        Value::F32(bits) => Val::F32(bits),
        Value::F64(bits) => Val::F64(bits),
        Value::V128(bits) => Val::V128(bits.into()),
        Value::ExternRef(Some(number)) => {
            ExternRef::new(store, number).map_or(Val::ExternRef(None), |r| Val::ExternRef(Some(r)))
        }
        Value::ExternRef(None) | Value::FuncRef(_) | Value::OtherRef(_) => null(ty),
    }
}

/// The host function with this number.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results: Vec<ValType> = ty.results().collect();
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
            let like = Val::default_for_ty(ty).unwrap_or(Val::I32(0));
            *slot = match caller.data_mut().result(value_without_store(&like)) {
                Value::I32(x) => Val::I32(x as i32),
                Value::I64(x) => Val::I64(x as i64),
                Value::F32(bits) => Val::F32(bits),
                Value::F64(bits) => Val::F64(bits),
                Value::V128(bits) => Val::V128(bits.into()),
                _ => null(ty),
            };
        }
        Ok(())
    })
}
