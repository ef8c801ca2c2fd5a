//! Wasmi, an interpreter: the second opinion.

use wasmi::{
    Caller, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, Linker, Module, Nullable, Store, TrapCode,
    Val, ValType,
};
use windlass_fuzz_run::{Case, End, HostState, Observation, Outcome, StateHash, TrapKind, Value};

use super::fill;

/// Elements of a table that are looked at.
const ELEMENTS: u64 = 64;

/// The engine.
pub struct Wasmi {
    engine: Engine,
    calls: u64,
}

impl Wasmi {
    /// Makes the engine.
    pub fn new() -> Wasmi {
        let mut config = Config::default();
        config.set_max_recursion_depth(1 << 20).set_max_stack_height(64 << 20).wasm_relaxed_simd(false);
        Wasmi { engine: Engine::new(&config), calls: 0 }
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
                call.args.iter().zip(ty.params()).map(|(arg, ty)| val(&mut store, *arg, *ty)).collect();
            let mut results = vec![Val::I32(0); ty.results().len()];
            self.calls += 1;
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

    fn instantiate(&self, case: &Case, store: &mut Store<HostState>) -> Result<Guest, wasmi::Error> {
        let mut linker = Linker::new(&self.engine);
        let mut guest = Guest::default();
        let mut hosts = 0;
        for (index, bytes) in case.modules.iter().enumerate() {
            let module = Module::new(&self.engine, bytes)?;
            for import in module.imports() {
                if import.module() == "host"
                    && let ExternType::Func(ty) = import.ty().clone()
                    && linker.get(&*store, "host", import.name()).is_none()
                {
                    let function = host_function(hosts, ty, store);
                    hosts += 1;
                    linker.define("host", import.name(), function)?;
                }
            }
            let instance = linker.instantiate_and_start(&mut *store, &module)?;
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
    memories: Vec<wasmi::Memory>,
    globals: Vec<wasmi::Global>,
    tables: Vec<wasmi::Table>,
    fuel: Vec<wasmi::Global>,
}

impl Guest {
    fn add(&mut self, module: &Module, instance: &wasmi::Instance, store: &mut Store<HostState>) {
        let mut functions = Vec::new();
        // In the order of the module, which that of an instance need not be.
        for export in module.exports() {
            let Some(item) = instance.get_export(&*store, export.name()) else { continue };
            match item {
                Extern::Func(function) => {
                    let ty = function.ty(&*store);
                    functions.push((function, ty));
                }
                Extern::Memory(memory) => self.memories.push(memory),
                Extern::Table(table) => self.tables.push(table),
                Extern::Global(global) if export.name() == "fuel" => self.fuel.push(global),
                Extern::Global(global) => self.globals.push(global),
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
            let bits = global.get(&*store);
            hash.value(value(store, &bits));
        }
        for table in &self.tables {
            let size = table.size(&*store);
            hash.word(size);
            for index in 0..size.min(ELEMENTS) {
                let is_null = table.get(&*store, index).is_none_or(|element| element.is_null());
                hash.word(is_null.into());
            }
        }
        hash.finish()
    }
}

fn end_of(error: &wasmi::Error) -> End {
    let Some(trap) = error.as_trap_code() else { return End::Refused(error.to_string()) };
    End::Trapped(match trap {
        TrapCode::StackOverflow | TrapCode::OutOfSystemMemory => TrapKind::Exhausted,
        TrapCode::MemoryOutOfBounds => TrapKind::MemoryOutOfBounds,
        TrapCode::TableOutOfBounds => TrapKind::TableOutOfBounds,
        TrapCode::IndirectCallToNull => TrapKind::IndirectCallToNull,
        TrapCode::BadSignature => TrapKind::BadSignature,
        TrapCode::IntegerOverflow => TrapKind::IntegerOverflow,
        TrapCode::IntegerDivisionByZero => TrapKind::IntegerDivisionByZero,
        TrapCode::BadConversionToInteger => TrapKind::BadConversionToInteger,
        TrapCode::UnreachableCodeReached => TrapKind::Unreachable,
        _ => TrapKind::Other,
    })
}

fn value(store: &Store<HostState>, value: &Val) -> Value {
    match value {
        Val::ExternRef(Nullable::Val(reference)) => {
            Value::ExternRef(Some(reference.data(store).downcast_ref::<u32>().copied().unwrap_or(u32::MAX)))
        }
        other => value_without_store(other),
    }
}

fn value_without_store(value: &Val) -> Value {
    match value {
        Val::I32(x) => Value::I32(*x as u32),
        Val::I64(x) => Value::I64(*x as u64),
        Val::F32(x) => Value::F32(x.to_bits()),
        Val::F64(x) => Value::F64(x.to_bits()),
        Val::V128(vector) => Value::V128(vector.as_u128()),
        Val::FuncRef(f) => Value::FuncRef(!f.is_null()),
        Val::ExternRef(r) => Value::ExternRef((!r.is_null()).then_some(0)),
    }
}

fn val(store: &mut Store<HostState>, value: Value, ty: ValType) -> Val {
    match value {
        Value::ExternRef(Some(number)) => Val::ExternRef(Nullable::Val(ExternRef::new(store, number))),
        other => plain(other, ty),
    }
}

fn plain(value: Value, ty: ValType) -> Val {
    match value {
        Value::I32(x) => Val::I32(x as i32),
        Value::I64(x) => Val::I64(x as i64),
        Value::F32(bits) => Val::F32(f32::from_bits(bits).into()),
        Value::F64(bits) => Val::F64(f64::from_bits(bits).into()),
        Value::V128(bits) => Val::V128(bits.into()),
        Value::ExternRef(_) | Value::FuncRef(_) | Value::OtherRef(_) => Val::default_for_ty(ty),
    }
}

/// The host function with this number.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results: Vec<ValType> = ty.results().to_vec();
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
            let like = value_without_store(&Val::default_for_ty(*ty));
            *slot = plain(caller.data_mut().result(like), *ty);
        }
        Ok(())
    })
}
