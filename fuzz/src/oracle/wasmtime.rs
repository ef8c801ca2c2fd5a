//! Wasmtime with Cranelift: the first reference engine.

use wasmtime::{
    Caller, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, Global, HeapType, Linker, Memory, Module,
    OptLevel, Store, Table, Trap, Val, ValType,
};
use windlass_fuzz_run::{Case, Embedding, End, HostState, Item, Outcome, TrapKind, Value, host_call, run};

/// The engine.
pub struct Wasmtime {
    engine: Engine,
}

impl Wasmtime {
    /// Creates the engine without signal handlers, which would conflict with those of Windlass.
    ///
    /// # Panics
    /// If Wasmtime does not support this machine.
    pub fn new() -> Wasmtime {
        let mut config = Config::new();
        config.cranelift_opt_level(OptLevel::None).signals_based_traps(false).memory_init_cow(false);
        config.memory_reservation(0).memory_guard_size(0).memory_reservation_for_growth(1 << 20);
        config.max_wasm_stack(3 << 19).relaxed_simd_deterministic(true).wasm_relaxed_simd(true);
        config.wasm_wide_arithmetic(true).wasm_tail_call(true).wasm_function_references(true);
        let engine = Engine::new(&config).expect("a configuration of Wasmtime");
        Wasmtime { engine }
    }

    /// Runs a case.
    pub fn run(&mut self, case: &Case) -> Outcome {
        let store = Store::new(&self.engine, HostState::default());
        run(case, &mut Stored { store, linker: Linker::new(&self.engine), hosts: 0 }, &mut 0)
    }
}

/// A store and its linker.
struct Stored {
    store: Store<HostState>,
    linker: Linker<HostState>,
    /// The number of host functions.
    hosts: u32,
}

impl Stored {
    fn try_instantiate(&mut self, bytes: &[u8], name: &str) -> wasmtime::Result<Vec<(String, Item<Stored>)>> {
        let Stored { store, linker, hosts } = self;
        let module = Module::from_binary(store.engine(), bytes)?;
        for import in module.imports() {
            if import.module() == "host"
                && let ExternType::Func(ty) = import.ty()
                && linker.get(&mut *store, "host", import.name()).is_err()
            {
                let function = host_function(*hosts, ty, store);
                *hosts += 1;
                linker.define(&mut *store, "host", import.name(), function)?;
            }
        }
        let instance = linker.instantiate(&mut *store, &module)?;
        linker.instance(&mut *store, name, instance)?;
        let mut items = Vec::new();
        // In the order of the module, which may differ from that of the instance.
        for export in module.exports() {
            let Some(item) = instance.get_export(&mut *store, export.name()) else { continue };
            let item = match item {
                Extern::Func(function) => Item::Func((function, function.ty(&mut *store))),
                Extern::Memory(memory) => Item::Memory(memory),
                Extern::Table(table) => Item::Table(table),
                Extern::Global(global) => Item::Global(global),
                _ => continue,
            };
            items.push((export.name().to_owned(), item));
        }
        Ok(items)
    }
}

impl Embedding for Stored {
    type Func = (Func, FuncType);
    type Memory = Memory;
    type Table = Table;
    type Global = Global;

    fn instantiate(&mut self, module: &[u8], name: &str) -> Result<Vec<(String, Item<Self>)>, End> {
        self.try_instantiate(module, name).map_err(|error| end_of(&error))
    }

    fn call(&mut self, (function, ty): &Self::Func, args: &[Value]) -> End {
        let store = &mut self.store;
        let args: Vec<Val> = args.iter().zip(ty.params()).map(|(arg, ty)| val(store, *arg, &ty)).collect();
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
        value(&mut self.store, &bits)
    }

    fn set_global(&mut self, global: &Global, number: i32) {
        let _ = global.set(&mut self.store, Val::I32(number));
    }

    fn table_size(&mut self, table: &Table) -> u64 {
        table.size(&self.store)
    }

    fn is_null(&mut self, table: &Table, index: u64) -> bool {
        table.get(&mut self.store, index).is_none_or(|element| element.is_null())
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
        Trap::HeapMisaligned => TrapKind::Unaligned,
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

/// The host function with this index.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results: Vec<ValType> = ty.results().collect();
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
