//! wasmi, an interpreter: the second reference engine.

use wasmi::{
    Caller, Config, Engine, Extern, ExternRef, ExternType, Func, FuncType, Global, Linker, Memory, Module, Nullable,
    Store, Table, TrapCode, Val, ValType,
};
use windlass_fuzz_run::{Case, Embedding, End, HostState, Item, Outcome, TrapKind, Value, host_call, run};

/// The engine.
pub struct Wasmi {
    engine: Engine,
}

impl Wasmi {
    /// Creates the engine.
    pub fn new() -> Wasmi {
        let mut config = Config::default();
        config
            .set_max_recursion_depth(1 << 20)
            .set_max_stack_height(64 << 20)
            .wasm_relaxed_simd(false)
            .wasm_wide_arithmetic(true)
            // wasmi 2.0.0 crashes in some modules with tail calls.
            .wasm_tail_call(false);
        Wasmi { engine: Engine::new(&config) }
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
    fn try_instantiate(&mut self, bytes: &[u8], name: &str) -> Result<Vec<(String, Item<Stored>)>, wasmi::Error> {
        let Stored { store, linker, hosts } = self;
        let module = Module::new(store.engine(), bytes)?;
        for import in module.imports() {
            if import.module() == "host"
                && let ExternType::Func(ty) = import.ty().clone()
                && linker.get(&*store, "host", import.name()).is_none()
            {
                let function = host_function(*hosts, ty, store);
                *hosts += 1;
                linker.define("host", import.name(), function)?;
            }
        }
        let instance = linker.instantiate_and_start(&mut *store, &module)?;
        linker.instance(&mut *store, name, instance)?;
        let mut items = Vec::new();
        for payload in wasmparser::Parser::new(0).parse_all(bytes).flatten() {
            let wasmparser::Payload::ExportSection(exports) = payload else { continue };
            // In the order of the module; wasmi sorts by name.
            for export in exports.into_iter().flatten() {
                let Some(item) = instance.get_export(&*store, export.name) else { continue };
                let item = match item {
                    Extern::Func(function) => Item::Func((function, function.ty(&*store))),
                    Extern::Memory(memory) => Item::Memory(memory),
                    Extern::Table(table) => Item::Table(table),
                    Extern::Global(global) => Item::Global(global),
                };
                items.push((export.name.to_owned(), item));
            }
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
        let bits = global.get(&self.store);
        value(&self.store, &bits)
    }

    fn set_global(&mut self, global: &Global, number: i32) {
        let _ = global.set(&mut self.store, Val::I32(number));
    }

    fn table_size(&mut self, table: &Table) -> u64 {
        table.size(&self.store)
    }

    fn is_null(&mut self, table: &Table, index: u64) -> bool {
        table.get(&self.store, index).is_none_or(|element| element.is_null())
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

/// The host function with this index.
fn host_function(number: u32, ty: FuncType, store: &mut Store<HostState>) -> Func {
    let results: Vec<ValType> = ty.results().to_vec();
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
            let like = value_without_store(&Val::default_for_ty(*ty));
            *slot = plain(caller.data_mut().result(like), *ty);
        }
        Ok(())
    })
}
