//! Extracts functions from a real module into a small, self-contained module.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType,
    RefType, TableSection, TableType, TypeSection, ValType,
};

use super::corpus::Source;
use crate::instrument;
use crate::module::{Function, owned};
use crate::rng::Rng;
use crate::values;

/// A function type.
pub type Signature = (Vec<ValType>, Vec<ValType>);

/// Indices from here on are placeholders, resolved at the end.
const STUBS: u32 = 1 << 20;

/// Elements of the table, a power of two.
const TABLE: u32 = 32;

/// The globals with the remaining fuel and with the state of the stubs.
pub const FUEL: u32 = 0;
const STATE: u32 = 1;

/// How functions are instrumented when they are encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Instrument {
    /// Nothing.
    Nothing,
    /// They consume fuel and expose no NaN bits.
    All,
}

/// A small module under construction.
pub struct Graft {
    types: Vec<Signature>,
    /// The extracted functions: type index and function.
    pub functions: Vec<(u32, Function)>,
    /// The types of missing callees.
    stubs: Vec<u32>,
    globals: Vec<GlobalType>,
    /// The number of stubs that are host functions.
    hosts: u32,
    memory_max: u64,
}

/// Maps indices of the large module to those of the small one.
struct Cutter<'s> {
    source: &'s Source,
    chosen: BTreeMap<u32, u32>,
    types: Vec<Signature>,
    stubs: Vec<u32>,
    globals: BTreeMap<u32, u32>,
    global_types: Vec<GlobalType>,
}

/// Marks an operator that the small module cannot contain.
#[derive(Debug)]
pub struct Unsupported;

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an operator that is not supported")
    }
}

impl std::error::Error for Unsupported {}

type Result<T> = std::result::Result<T, reencode::Error<Unsupported>>;

fn unsupported<T>() -> Result<T> {
    Err(reencode::Error::UserError(Unsupported))
}

impl Cutter<'_> {
    fn signature(&mut self, ty: &wasmparser::FuncType) -> Result<u32> {
        let types = |types: &[wasmparser::ValType]| -> Result<Vec<ValType>> {
            types
                .iter()
                .map(|ty| {
                    reencode::RoundtripReencoder.val_type(*ty).map_err(|_| reencode::Error::UserError(Unsupported))
                })
                .collect()
        };
        let signature = (types(ty.params())?, types(ty.results())?);
        Ok(intern(&mut self.types, signature))
    }
}

fn intern(types: &mut Vec<Signature>, signature: Signature) -> u32 {
    let known = types.iter().position(|ty| *ty == signature);
    known.unwrap_or_else(|| {
        types.push(signature);
        types.len() - 1
    }) as u32
}

impl Reencode for Cutter<'_> {
    type Error = Unsupported;

    fn function_index(&mut self, function: u32) -> Result<u32> {
        if let Some(here) = self.chosen.get(&function) {
            return Ok(*here);
        }
        let source = self.source;
        let Some(ty) = source.function_type(function) else { return unsupported() };
        let ty = self.signature(ty)?;
        let stub = self.stubs.iter().position(|stub| *stub == ty).unwrap_or_else(|| {
            self.stubs.push(ty);
            self.stubs.len() - 1
        });
        Ok(STUBS + stub as u32)
    }

    fn type_index(&mut self, ty: u32) -> Result<u32> {
        let source = self.source;
        match source.types.get(ty as usize) {
            Some(ty) => self.signature(ty),
            None => unsupported(),
        }
    }

    fn global_index(&mut self, global: u32) -> Result<u32> {
        if let Some(here) = self.globals.get(&global) {
            return Ok(*here);
        }
        let Some(ty) = self.source.globals.get(global as usize) else { return unsupported() };
        let ty = self.global_type(*ty)?;
        self.global_types.push(ty);
        let here = STATE + self.global_types.len() as u32;
        self.globals.insert(global, here);
        Ok(here)
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32> {
        if memory == 0 { Ok(0) } else { unsupported() }
    }

    fn table_index(&mut self, _: u32) -> Result<u32> {
        Ok(0)
    }

    fn data_index(&mut self, _: u32) -> Result<u32> {
        Ok(0)
    }

    fn element_index(&mut self, _: u32) -> Result<u32> {
        Ok(0)
    }
}

/// Extracts functions. `None` if one of them contains something that the small module cannot.
pub fn cut(source: &Source, positions: &[u32], rng: &mut Rng) -> Option<Graft> {
    let chosen =
        positions.iter().enumerate().map(|(here, position)| (source.imported + position, here as u32)).collect();
    let mut cutter = Cutter {
        source,
        chosen,
        types: Vec::new(),
        stubs: Vec::new(),
        globals: BTreeMap::new(),
        global_types: Vec::new(),
    };
    let mut functions = Vec::new();
    for &position in positions {
        let ty = cutter.signature(source.function_type(source.imported + position)?).ok()?;
        let body = source.body(position);
        let mut function = Function::default();
        for local in body.get_locals_reader().ok()? {
            let (count, ty) = local.ok()?;
            if function.locals.len() + count as usize > 2000 {
                return None;
            }
            let ty = cutter.val_type(ty).ok()?;
            function.locals.extend(std::iter::repeat_n(ty, count as usize));
        }
        for op in body.get_operators_reader().ok()? {
            let op = owned(cutter.instruction(op.ok()?).ok()?)?;
            // Usually an index within the table.
            if matches!(op, Instruction::CallIndirect { .. }) && !rng.one_in(8) {
                function.ops.extend([Instruction::I32Const(TABLE as i32 - 1), Instruction::I32And]);
            }
            function.ops.push(op);
        }
        functions.push((ty, function));
    }
    let hosts = rng.below(cutter.stubs.len() + 1) as u32;
    Some(Graft {
        types: cutter.types,
        functions,
        stubs: cutter.stubs,
        globals: cutter.global_types,
        hosts: if rng.one_in(2) { 0 } else { hosts },
        memory_max: rng.between(1, 3) as u64,
    })
}

impl Graft {
    /// The parameters and results of a type.
    pub fn signature(&self, ty: u32) -> &Signature {
        &self.types[ty as usize]
    }

    /// The types of the globals that functions of the source use, from index 2 on.
    pub fn globals(&self) -> &[GlobalType] {
        &self.globals
    }

    /// Resolves the placeholder of an operator once the number of imports is known.
    fn resolve(&self, function: u32) -> u32 {
        match function.checked_sub(STUBS) {
            None => self.hosts + function,
            Some(stub) if stub < self.hosts => stub,
            Some(stub) => self.functions.len() as u32 + stub,
        }
    }

    /// Encodes the module with random globals and table elements.
    pub fn encode(&self, rng: &mut Rng, instrument: Instrument) -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        let mut types = TypeSection::new();
        for (params, results) in &self.types {
            types.ty().function(params.iter().copied(), results.iter().copied());
        }
        module.section(&types);
        let mut imports = ImportSection::new();
        for (number, ty) in self.stubs[..self.hosts as usize].iter().enumerate() {
            imports.import("host", &format!("h{number}"), EntityType::Function(*ty));
        }
        module.section(&imports);
        let (mut signatures, mut code) = (FunctionSection::new(), CodeSection::new());
        for (ty, function) in &self.functions {
            signatures.function(*ty);
            let mut function = function.clone();
            for op in &mut function.ops {
                if let Instruction::Call(index) | Instruction::RefFunc(index) | Instruction::ReturnCall(index) = op {
                    *index = self.resolve(*index);
                }
            }
            let params = self.types[*ty as usize].0.len() as u32;
            if instrument == Instrument::All {
                instrument::canonicalize(&mut function, params);
                // Large frames consume more fuel.
                let frame = (params as usize + function.locals.len()) / 16;
                instrument::consume_fuel(&mut function, FUEL, 1 + frame as i32);
            }
            code.function(&function.encode());
        }
        for ty in &self.stubs[self.hosts as usize..] {
            signatures.function(*ty);
            let mut function = stub(&self.types[*ty as usize]);
            instrument::canonicalize(&mut function, self.types[*ty as usize].0.len() as u32);
            code.function(&function.encode());
        }
        let count = self.hosts + self.functions.len() as u32 + (self.stubs.len() as u32 - self.hosts);
        module.section(&signatures);
        let limits = TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: TABLE.into(),
            maximum: Some(u64::from(TABLE) + 8),
            shared: false,
        };
        module.section(TableSection::new().table(limits));
        let memory = MemoryType {
            minimum: 1,
            maximum: Some(self.memory_max),
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        module.section(MemorySection::new().memory(memory));
        self.encode_globals(rng, &mut module);
        let mut exports = ExportSection::new();
        for function in 0..self.functions.len() as u32 {
            exports.export(&format!("f{function}"), ExportKind::Func, self.hosts + function);
        }
        exports.export("memory", ExportKind::Memory, 0);
        exports.export("table", ExportKind::Table, 0);
        exports.export("fuel", ExportKind::Global, FUEL);
        for (number, ty) in self.globals.iter().enumerate() {
            if !matches!(ty.val_type, ValType::Ref(_)) {
                exports.export(&format!("g{number}"), ExportKind::Global, STATE + 1 + number as u32);
            }
        }
        exports.export("state", ExportKind::Global, STATE);
        module.section(&exports);
        let elements: Vec<u32> = (0..TABLE * 3 / 4).map(|_| rng.below(count as usize) as u32).collect();
        let passive: Vec<u32> = (0..count.min(4)).collect();
        let mut segments = ElementSection::new();
        segments.passive(Elements::Functions(passive.into()));
        segments.active(None, &ConstExpr::i32_const(0), Elements::Functions(elements.into()));
        // `ref.func` needs a declarative segment.
        segments.declared(Elements::Functions((0..count).collect::<Vec<_>>().into()));
        module.section(&segments);
        module.section(&DataCountSection { count: 1 });
        module.section(&code);
        module.section(DataSection::new().passive(b"windlass, and other data of some length".iter().copied()));
        module.finish()
    }

    fn encode_globals(&self, rng: &mut Rng, module: &mut wasm_encoder::Module) {
        let mut globals = GlobalSection::new();
        let own = |val_type| GlobalType { val_type, mutable: true, shared: false };
        globals.global(own(ValType::I32), &ConstExpr::i32_const(1000));
        globals.global(own(ValType::I64), &ConstExpr::i64_const(rng.next() as i64));
        for ty in &self.globals {
            let init = match ty.val_type {
                // Usually the stack pointer.
                ValType::I32 => ConstExpr::i32_const(0x8000 - rng.below(64) as i32 * 16),
                ValType::I64 => ConstExpr::i64_const(rng.below(0x8000) as i64),
                ValType::F32 => ConstExpr::f32_const(f32::from_bits(values::any_f32(rng)).into()),
                ValType::F64 => ConstExpr::f64_const(f64::from_bits(values::any_f64(rng)).into()),
                ValType::V128 => ConstExpr::v128_const(values::any_v128(rng) as i128),
                ValType::Ref(ty) => ConstExpr::ref_null(ty.heap_type),
            };
            globals.global(*ty, &init);
        }
        module.section(&globals);
    }
}

/// A stub for a missing callee. Its results depend on the arguments of all calls so far.
pub fn stub((params, results): &Signature) -> Function {
    use Instruction::*;
    let mut ops = Vec::new();
    let mix = |ops: &mut Vec<Instruction<'static>>| {
        // Mixes the operand into the state.
        ops.extend([
            GlobalGet(STATE),
            I64Xor,
            I64Const(0x5851_f42d_4c95_7f2d),
            I64Mul,
            I64Const(0x1405_7b7e_f767_814f),
            I64Add,
            GlobalSet(STATE),
        ]);
    };
    for (index, ty) in params.iter().enumerate() {
        ops.push(LocalGet(index as u32));
        match ty {
            ValType::I32 => ops.push(I64ExtendI32U),
            ValType::I64 => {}
            ValType::F32 => ops.extend([I32ReinterpretF32, I64ExtendI32U]),
            ValType::F64 => ops.push(I64ReinterpretF64),
            ValType::V128 => {
                ops.push(I64x2ExtractLane(0));
                mix(&mut ops);
                ops.extend([LocalGet(index as u32), I64x2ExtractLane(1)]);
            }
            ValType::Ref(_) => ops.extend([RefIsNull, I64ExtendI32U]),
        }
        mix(&mut ops);
    }
    for ty in results {
        ops.push(I64Const(1));
        mix(&mut ops);
        if let ValType::Ref(ty) = ty {
            ops.push(RefNull(ty.heap_type));
            continue;
        }
        ops.extend([GlobalGet(STATE), I64Const(41), I64ShrU]);
        match ty {
            // Up to 2^23: often an address.
            ValType::I32 => ops.extend([I32WrapI64, I32Const(0x1_fff8), I32And]),
            ValType::I64 => {}
            ValType::F32 => ops.push(F32ConvertI64S),
            ValType::F64 => ops.push(F64ConvertI64S),
            _ => ops.extend([GlobalGet(STATE), I64Xor, I64x2Splat]),
        }
    }
    ops.push(End);
    Function { locals: Vec::new(), ops }
}
