//! Changes a module outside its functions: adds exports for inspection and removes unreferenced items.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementMode, ElementSection, ElementSegment, Elements,
    EntityType, ExportKind, ExportSection, FunctionSection, GlobalSection, ImportSection, Instruction, MemorySection,
    StartSection, TableSection, TypeSection, ValType,
};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

use crate::module::{Function, owned};

/// A decoded module whose types are function types and whose element segments list functions.
#[derive(Clone, Debug, Default)]
pub struct Skeleton {
    /// Parameters and results.
    pub types: Vec<(Vec<ValType>, Vec<ValType>)>,
    /// Module, name and type of imported functions.
    pub imports: Vec<(String, String, u32)>,
    /// Types and bodies of the defined functions.
    pub functions: Vec<(u32, Function)>,
    /// Tables.
    pub tables: Vec<wasm_encoder::TableType>,
    /// Memories.
    pub memories: Vec<wasm_encoder::MemoryType>,
    /// Globals and their initial values.
    pub globals: Vec<(wasm_encoder::GlobalType, Instruction<'static>)>,
    /// Exports.
    pub exports: Vec<(String, ExportKind, u32)>,
    /// The start function.
    pub start: Option<u32>,
    /// Element segments: mode and functions.
    pub elements: Vec<(Segment, Vec<u32>)>,
    /// Data segments.
    pub data: Vec<(Option<i32>, Vec<u8>)>,
}

/// The mode of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Active, with table and offset.
    Active(u32, i32),
    /// Passive.
    Passive,
    /// Declarative.
    Declared,
}

fn says<E: std::fmt::Display>(error: E) -> String {
    error.to_string()
}

/// A constant expression with one operator.
fn constant(expr: &wasmparser::ConstExpr<'_>) -> Result<Instruction<'static>, String> {
    let mut operators = expr.get_operators_reader();
    let op = RoundtripReencoder.instruction(operators.read().map_err(says)?).map_err(says)?;
    match operators.read().map_err(says)? {
        wasmparser::Operator::End => owned(op).ok_or_else(|| "an operator that is not known".to_owned()),
        _ => Err("a constant expression of several operators".to_owned()),
    }
}

fn offset(expr: &wasmparser::ConstExpr<'_>) -> Result<i32, String> {
    match constant(expr)? {
        Instruction::I32Const(offset) => Ok(offset),
        _ => Err("an offset that is not a constant".to_owned()),
    }
}

impl Skeleton {
    /// Decodes a module.
    ///
    /// # Errors
    /// If it contains something that is not supported.
    pub fn parse(bytes: &[u8]) -> Result<Skeleton, String> {
        let mut result = Skeleton::default();
        let mut own_types = Vec::new();
        let mut again = RoundtripReencoder;
        for payload in Parser::new(0).parse_all(bytes) {
            match payload.map_err(says)? {
                Payload::TypeSection(types) => {
                    for ty in types.into_iter_err_on_gc_types() {
                        let ty = ty.map_err(says)?;
                        let mut list = |types: &[wasmparser::ValType]| -> Result<Vec<ValType>, String> {
                            types.iter().map(|ty| again.val_type(*ty).map_err(says)).collect()
                        };
                        let ty = (list(ty.params())?, list(ty.results())?);
                        result.types.push(ty);
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import.map_err(says)?;
                        let TypeRef::Func(ty) = import.ty else {
                            return Err("an import that is not a function".to_owned());
                        };
                        result.imports.push((import.module.to_owned(), import.name.to_owned(), ty));
                    }
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        own_types.push(ty.map_err(says)?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        result.tables.push(again.table_type(table.map_err(says)?.ty).map_err(says)?);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        result.memories.push(again.memory_type(memory.map_err(says)?).map_err(says)?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        let global = global.map_err(says)?;
                        let ty = again.global_type(global.ty).map_err(says)?;
                        result.globals.push((ty, constant(&global.init_expr)?));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.map_err(says)?;
                        let kind = match export.kind {
                            ExternalKind::Func => ExportKind::Func,
                            ExternalKind::Table => ExportKind::Table,
                            ExternalKind::Memory => ExportKind::Memory,
                            ExternalKind::Global => ExportKind::Global,
                            _ => return Err("an export that is not supported".to_owned()),
                        };
                        result.exports.push((export.name.to_owned(), kind, export.index));
                    }
                }
                Payload::StartSection { func, .. } => result.start = Some(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element.map_err(says)?;
                        let segment = match element.kind {
                            wasmparser::ElementKind::Active { table_index, offset_expr } => {
                                Segment::Active(table_index.unwrap_or(0), offset(&offset_expr)?)
                            }
                            wasmparser::ElementKind::Passive => Segment::Passive,
                            wasmparser::ElementKind::Declared => Segment::Declared,
                        };
                        let wasmparser::ElementItems::Functions(functions) = element.items else {
                            return Err("elements that are expressions".to_owned());
                        };
                        let functions = functions.into_iter().collect::<Result<_, _>>().map_err(says)?;
                        result.elements.push((segment, functions));
                    }
                }
                Payload::DataSection(data) => {
                    for data in data {
                        let data = data.map_err(says)?;
                        let at = match data.kind {
                            wasmparser::DataKind::Active { memory_index: 0, offset_expr } => {
                                Some(offset(&offset_expr)?)
                            }
                            wasmparser::DataKind::Active { .. } => return Err("data of another memory".to_owned()),
                            wasmparser::DataKind::Passive => None,
                        };
                        result.data.push((at, data.data.to_vec()));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let ty = *own_types.get(result.functions.len()).ok_or("a function without a type")?;
                    result.functions.push((ty, Function::parse(&body)?));
                }
                _ => {}
            }
        }
        Ok(result)
    }

    /// Encodes the module.
    pub fn encode(&self) -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        let mut types = TypeSection::new();
        for (params, results) in &self.types {
            types.ty().function(params.iter().copied(), results.iter().copied());
        }
        module.section(&types);
        let mut imports = ImportSection::new();
        for (from, name, ty) in &self.imports {
            imports.import(from, name, EntityType::Function(*ty));
        }
        if !self.imports.is_empty() {
            module.section(&imports);
        }
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for (ty, function) in &self.functions {
            functions.function(*ty);
            code.function(&function.encode());
        }
        module.section(&functions);
        let mut tables = TableSection::new();
        for table in &self.tables {
            tables.table(*table);
        }
        if !self.tables.is_empty() {
            module.section(&tables);
        }
        let mut memories = MemorySection::new();
        for memory in &self.memories {
            memories.memory(*memory);
        }
        if !self.memories.is_empty() {
            module.section(&memories);
        }
        let mut globals = GlobalSection::new();
        for (ty, init) in &self.globals {
            globals.global(*ty, &ConstExpr::extended([init.clone()]));
        }
        if !self.globals.is_empty() {
            module.section(&globals);
        }
        let mut exports = ExportSection::new();
        for (name, kind, index) in &self.exports {
            exports.export(name, *kind, *index);
        }
        module.section(&exports);
        if let Some(function_index) = self.start {
            module.section(&StartSection { function_index });
        }
        let mut elements = ElementSection::new();
        for (segment, functions) in &self.elements {
            let offset;
            let mode = match segment {
                Segment::Active(table, at) => {
                    offset = ConstExpr::i32_const(*at);
                    ElementMode::Active { table: (*table != 0).then_some(*table), offset: &offset }
                }
                Segment::Passive => ElementMode::Passive,
                Segment::Declared => ElementMode::Declared,
            };
            elements.segment(ElementSegment { mode, elements: Elements::Functions(functions.into()) });
        }
        if !self.elements.is_empty() {
            module.section(&elements);
        }
        if !self.data.is_empty() {
            module.section(&DataCountSection { count: self.data.len() as u32 });
        }
        module.section(&code);
        let mut data = DataSection::new();
        for (at, bytes) in &self.data {
            match at {
                Some(at) => data.active(0, &ConstExpr::i32_const(*at), bytes.iter().copied()),
                None => data.passive(bytes.iter().copied()),
            };
        }
        if !self.data.is_empty() {
            module.section(&data);
        }
        module.finish()
    }

    /// Adds an exported function.
    pub fn add_function(&mut self, name: &str, ty: (Vec<ValType>, Vec<ValType>), function: Function) {
        let known = self.types.iter().position(|known| *known == ty).unwrap_or_else(|| {
            self.types.push(ty);
            self.types.len() - 1
        });
        self.functions.push((known as u32, function));
        let index = self.imports.len() + self.functions.len() - 1;
        self.exports.push((name.to_owned(), ExportKind::Func, index as u32));
    }

    /// Removes everything that is not reachable from exports.
    #[must_use]
    pub fn without_unused(&self) -> Skeleton {
        let mut uses = Uses::default();
        for (_, kind, index) in &self.exports {
            uses.of(*kind).insert(*index);
        }
        uses.functions.extend(self.start);
        let imported = self.imports.len() as u32;
        let mut done = BTreeSet::new();
        loop {
            let open: Vec<u32> = uses.functions.difference(&done).copied().collect();
            for function in &open {
                done.insert(*function);
                let ty = match function.checked_sub(imported) {
                    None => self.imports[*function as usize].2,
                    Some(own) => {
                        let (ty, body) = &self.functions[own as usize];
                        for op in &body.ops {
                            uses.note(op);
                        }
                        *ty
                    }
                };
                uses.types.insert(ty);
            }
            let before = uses.functions.len();
            for (number, (segment, functions)) in self.elements.iter().enumerate() {
                let is_used = match segment {
                    Segment::Active(table, _) => uses.tables.contains(table),
                    Segment::Passive => uses.elements.contains(&(number as u32)),
                    Segment::Declared => false,
                };
                if is_used {
                    uses.elements.insert(number as u32);
                    uses.functions.extend(functions);
                }
            }
            if open.is_empty() && before == uses.functions.len() {
                break;
            }
        }
        // Declarative segments only name functions that exist anyway.
        let declared = |number: &u32| self.elements[*number as usize].0 == Segment::Declared;
        let numbers = 0..self.elements.len() as u32;
        uses.elements.extend(numbers.filter(|number| declared(number) && uses.refers));
        for (number, (at, bytes)) in self.data.iter().enumerate() {
            if at.is_some() && !bytes.is_empty() && !self.memories.is_empty() {
                uses.data.insert(number as u32);
                uses.memories.insert(0);
            }
        }
        self.only(&uses)
    }

    fn only(&self, uses: &Uses) -> Skeleton {
        let map = |set: &BTreeSet<u32>| -> BTreeMap<u32, u32> {
            set.iter().enumerate().map(|(new, old)| (*old, new as u32)).collect()
        };
        let mut maps = Maps {
            types: map(&uses.types),
            functions: map(&uses.functions),
            tables: map(&uses.tables),
            memories: map(&uses.memories),
            globals: map(&uses.globals),
            elements: map(&uses.elements),
            data: map(&uses.data),
        };
        let mut result = Skeleton::default();
        let imported = self.imports.len() as u32;
        result.types = uses.types.iter().map(|ty| self.types[*ty as usize].clone()).collect();
        for function in &uses.functions {
            match function.checked_sub(imported) {
                None => {
                    let (from, name, ty) = self.imports[*function as usize].clone();
                    result.imports.push((from, name, maps.types[&ty]));
                }
                Some(own) => {
                    let (ty, body) = &self.functions[own as usize];
                    let body = maps.function(body).unwrap_or_else(|| body.clone());
                    result.functions.push((maps.types[ty], body));
                }
            }
        }
        result.tables = uses.tables.iter().map(|table| self.tables[*table as usize]).collect();
        result.memories = uses.memories.iter().map(|memory| self.memories[*memory as usize]).collect();
        for global in &uses.globals {
            let (ty, init) = &self.globals[*global as usize];
            result.globals.push((*ty, init.clone()));
        }
        for (name, kind, index) in &self.exports {
            let map = match kind {
                ExportKind::Func => &maps.functions,
                ExportKind::Table => &maps.tables,
                ExportKind::Memory => &maps.memories,
                _ => &maps.globals,
            };
            result.exports.push((name.clone(), *kind, map[index]));
        }
        result.start = self.start.map(|start| maps.functions[&start]);
        for element in &uses.elements {
            let (segment, functions) = &self.elements[*element as usize];
            let functions = functions.iter().filter_map(|function| maps.functions.get(function).copied()).collect();
            let segment = match segment {
                Segment::Active(table, at) => Segment::Active(maps.tables[table], *at),
                other => *other,
            };
            result.elements.push((segment, functions));
        }
        result.data = uses.data.iter().map(|data| self.data[*data as usize].clone()).collect();
        result
    }
}

/// The referenced indices.
#[derive(Default)]
struct Uses {
    types: BTreeSet<u32>,
    functions: BTreeSet<u32>,
    tables: BTreeSet<u32>,
    memories: BTreeSet<u32>,
    globals: BTreeSet<u32>,
    elements: BTreeSet<u32>,
    data: BTreeSet<u32>,
    refers: bool,
}

impl Uses {
    fn of(&mut self, kind: ExportKind) -> &mut BTreeSet<u32> {
        match kind {
            ExportKind::Func => &mut self.functions,
            ExportKind::Table => &mut self.tables,
            ExportKind::Memory => &mut self.memories,
            _ => &mut self.globals,
        }
    }

    fn note(&mut self, op: &Instruction<'static>) {
        let function = Function { locals: Vec::new(), ops: vec![op.clone(), Instruction::End] };
        self.refers |= matches!(op, Instruction::RefFunc(_));
        visit(&function, self);
    }
}

/// Visits every function index, which may be changed.
fn visit<R: Reencode>(function: &Function, reencoder: &mut R) -> Option<Function> {
    let mut bytes = Vec::new();
    for op in &function.ops {
        wasm_encoder::Encode::encode(op, &mut bytes);
    }
    let reader = wasmparser::BinaryReader::new(&bytes, 0);
    let mut ops = Vec::new();
    for op in wasmparser::OperatorsReader::new(reader) {
        ops.push(owned(reencoder.instruction(op.ok()?).ok()?)?);
    }
    Some(Function { locals: function.locals.clone(), ops })
}

type Reencoded = Result<u32, reencode::Error<std::convert::Infallible>>;

macro_rules! noting {
    ($($name:ident $field:ident,)*) => {
        impl Reencode for Uses {
            type Error = std::convert::Infallible;

            $(fn $name(&mut self, index: u32) -> Reencoded {
                self.$field.insert(index);
                Ok(index)
            })*
        }

        impl Reencode for Maps {
            type Error = std::convert::Infallible;

            $(fn $name(&mut self, index: u32) -> Reencoded {
                Ok(self.$field.get(&index).copied().unwrap_or(index))
            })*
        }
    };
}

noting! {
    type_index types,
    function_index functions,
    table_index tables,
    memory_index memories,
    global_index globals,
    element_index elements,
    data_index data,
}

/// The new indices.
struct Maps {
    types: BTreeMap<u32, u32>,
    functions: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
    memories: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
    elements: BTreeMap<u32, u32>,
    data: BTreeMap<u32, u32>,
}

impl Maps {
    fn function(&mut self, function: &Function) -> Option<Function> {
        visit(function, self)
    }
}
