//! Translates the bytes of a module to its structure: validates and reads every section except function bodies.
//!
//! Function bodies are only located. Each comes with its validator, so that the driver can validate functions in any order and
//! on any thread.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use wasmparser::{
    ElementKind, ExternalKind, FuncToValidate, Parser, Payload, TableInit, TypeRef, ValidPayload, Validator,
    ValidatorResources, WasmFeatures,
};

use crate::error::CompileError;
use crate::file_kind::other_kind;
use crate::module::{ElementItems, ElementSegment, Export, ExportKind, Import, ImportType, ModuleInfo, SegmentMode};

mod const_expr;
mod data;
mod elements;
mod names;
mod pieces;
mod types;

pub use pieces::translate_pieces;

/// The magic number and the version of every module.
const MAGIC: &[u8] = b"\0asm";

/// Length of the magic number and the version.
const HEADER_LEN: usize = 8;

/// A module whose sections are validated and read, but not its function bodies.
pub struct Translation {
    /// The declarations of the module.
    pub module: ModuleInfo,
    /// The range of the data section's contents, or an empty range. Each segment has its own range.
    pub data: Range<usize>,
    /// The functions, without imports, in order.
    pub functions: Vec<FunctionSource>,
    /// The length of the code section's contents in bytes, or 0 without one.
    pub code_section_len: usize,
}

/// A function before its validation.
pub struct FunctionSource {
    /// The range of its locals and operators in the module.
    pub body: Range<u32>,
    /// Its validator, which has the function's index and type.
    pub validator: FuncToValidate<ValidatorResources>,
}

impl FunctionSource {
    /// The range of its locals and operators in the module.
    pub fn range(&self) -> Range<usize> {
        self.body.start as usize..self.body.end as usize
    }
}

/// Validates and reads every section of `wasm` except function bodies.
///
/// # Errors
/// [`CompileError::Invalid`] if the bytes are not a valid module with these features;
/// [`CompileError::Unsupported`] if the module is valid so far, but declares something that Windlass cannot represent.
pub fn translate(wasm: &[u8], features: WasmFeatures) -> Result<Translation, CompileError> {
    check_header(wasm)?;
    check_len(wasm.len())?;
    let mut parser = Parser::new(0);
    parser.set_features(features);
    let mut validator = Validator::new_with_features(features);
    let mut translator = Translator::new();
    for payload in parser.parse_all(wasm) {
        let payload = payload?;
        // Reading plain segments validates them.
        if let Payload::DataSection(section) = &payload {
            translator.data = section.range().start as usize..section.range().end as usize;
            if data::read_plain(section, wasm, &mut translator.module) {
                continue;
            }
        }
        match validator.payload(&payload)? {
            ValidPayload::Func(validator, body) => {
                let body = body.range().start as u32..body.range().end as u32;
                translator.functions.push(FunctionSource { body, validator });
            }
            _ => translator.section(payload)?,
        }
    }
    Ok(translator.finish())
}

/// Checks the start of `wasm`, with better messages than the parser's.
fn check_header(wasm: &[u8]) -> Result<(), CompileError> {
    let same = MAGIC.iter().zip(wasm).take_while(|(a, b)| a == b).count();
    if same < MAGIC.len() {
        return Err(match wasm.get(same) {
            None if same == 0 => invalid("the file is empty", 0),
            None => invalid("unexpected end of file in the magic number", same),
            Some(_) => match other_kind(wasm) {
                Some(kind) => invalid(&alloc::format!("not a WebAssembly module: {kind}"), same),
                None => invalid("not a WebAssembly module, which would start with \"\\0asm\"", same),
            },
        });
    }
    match wasm.get(MAGIC.len()..HEADER_LEN) {
        None => Err(invalid("unexpected end of file in the version number", wasm.len())),
        Some([_, _, 1, 0]) => Err(unsupported(COMPONENT, MAGIC.len() as u64)),
        Some(_) => Ok(()),
    }
}

/// Checks that offsets in a module of `len` bytes fit 32 bits.
fn check_len(len: usize) -> Result<(), CompileError> {
    match u32::try_from(len) {
        Ok(_) => Ok(()),
        Err(_) => Err(CompileError::TooLarge { what: "the module, more than 4 GiB".into(), offset: 0 }),
    }
}

/// The message for a component.
pub const COMPONENT: &str = "the file is a component, not a module: it was built for WASI 0.2, and Windlass does not support the \
    component model; build it for WASI preview 1, target wasm32-wasip1";

fn invalid(message: &str, offset: usize) -> CompileError {
    CompileError::Invalid { message: message.into(), offset }
}

/// The error for something valid that has no representation in [`ModuleInfo`].
fn unsupported(what: impl Into<String>, offset: u64) -> CompileError {
    CompileError::Unsupported { what: what.into(), offset: offset as usize }
}

/// The state of the translation.
struct Translator {
    module: ModuleInfo,
    data: Range<usize>,
    functions: Vec<FunctionSource>,
    code_section_len: usize,
    /// Functions whose reference may be taken, in the order found, with repetitions.
    escaping: Vec<u32>,
}

impl Translator {
    fn new() -> Translator {
        Translator {
            module: ModuleInfo::default(),
            data: 0..0,
            functions: Vec::new(),
            code_section_len: 0,
            escaping: Vec::new(),
        }
    }

    fn finish(mut self) -> Translation {
        self.escaping.sort_unstable();
        self.escaping.dedup();
        self.module.escaping = self.escaping.into();
        Translation {
            module: self.module,
            data: self.data,
            functions: self.functions,
            code_section_len: self.code_section_len,
        }
    }

    /// Reads a section that the validator has accepted.
    fn section(&mut self, payload: Payload<'_>) -> Result<(), CompileError> {
        match payload {
            Payload::TypeSection(section) => self.types(section),
            Payload::ImportSection(section) => self.imports(section),
            Payload::FunctionSection(section) => {
                let functions = self.module.functions.to_mut();
                functions.reserve(section.count() as usize);
                for ty in section {
                    functions.push(ty?);
                }
                Ok(())
            }
            Payload::TableSection(section) => self.tables(section),
            Payload::MemorySection(section) => {
                for memory in section.into_iter_with_offsets() {
                    let (offset, ty) = memory?;
                    self.module.memories.push(types::memory_type(&ty, offset)?);
                }
                Ok(())
            }
            Payload::TagSection(section) => {
                for tag in section {
                    self.module.tags.push(tag?.func_type_idx);
                }
                Ok(())
            }
            Payload::GlobalSection(section) => self.globals(section),
            Payload::ExportSection(section) => self.exports(section),
            Payload::StartSection { func, .. } => {
                self.module.start = Some(func);
                self.escaping.push(func);
                Ok(())
            }
            Payload::ElementSection(section) => self.elements(section),
            Payload::DataSection(section) => data::read(section, &mut self.module),
            Payload::CodeSectionStart { count, unchecked_range, .. } => {
                self.code_section_len = (unchecked_range.end - unchecked_range.start) as usize;
                self.functions.reserve(count as usize);
                Ok(())
            }
            Payload::CustomSection(section) => {
                if section.name() == "name" {
                    // By the specification, an error in a custom section does not make the module invalid.
                    let _ = names::read(section.data_reader(), &mut self.module);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn types(&mut self, section: wasmparser::TypeSectionReader<'_>) -> Result<(), CompileError> {
        self.module.types.reserve(section.count() as usize);
        for group in section.into_iter_with_offsets() {
            let (offset, group) = group?;
            if group.is_explicit_rec_group() {
                return Err(unsupported("recursive types", offset));
            }
            for ty in group.types() {
                self.module.types.push(types::func_type(ty, offset)?);
            }
        }
        Ok(())
    }

    fn imports(&mut self, section: wasmparser::ImportSectionReader<'_>) -> Result<(), CompileError> {
        let module = &mut self.module;
        module.imports.reserve(section.count() as usize);
        for import in section.into_imports_with_offsets() {
            let (offset, import) = import?;
            let ty = match import.ty {
                TypeRef::Func(ty) => {
                    module.functions.to_mut().push(ty);
                    module.imported_functions += 1;
                    ImportType::Func(ty)
                }
                TypeRef::Table(ty) => {
                    let ty = types::table_type(&ty, offset)?;
                    module.tables.push(ty);
                    module.imported_tables += 1;
                    ImportType::Table(ty)
                }
                TypeRef::Memory(ty) => {
                    let ty = types::memory_type(&ty, offset)?;
                    module.memories.push(ty);
                    module.imported_memories += 1;
                    ImportType::Memory(ty)
                }
                TypeRef::Global(ty) => {
                    let ty = types::global_type(&ty, offset)?;
                    module.globals.push(ty);
                    module.imported_globals += 1;
                    ImportType::Global(ty)
                }
                TypeRef::Tag(tag) => {
                    module.tags.push(tag.func_type_idx);
                    module.imported_tags += 1;
                    ImportType::Tag(tag.func_type_idx)
                }
                TypeRef::FuncExact(_) => return Err(unsupported("imports of functions of an exact type", offset)),
            };
            module.imports.push(Import { module: import.module.into(), name: import.name.into(), ty });
        }
        Ok(())
    }

    fn tables(&mut self, section: wasmparser::TableSectionReader<'_>) -> Result<(), CompileError> {
        for table in section.into_iter_with_offsets() {
            let (offset, table) = table?;
            if let TableInit::Expr(init) = &table.init {
                let init = const_expr::read(init)?;
                self.escaping.extend(const_expr::functions(&init));
                self.module.table_inits.push((self.module.tables.len() as u32, init));
            }
            self.module.tables.push(types::table_type(&table.ty, offset)?);
        }
        Ok(())
    }

    fn globals(&mut self, section: wasmparser::GlobalSectionReader<'_>) -> Result<(), CompileError> {
        self.module.globals.reserve(section.count() as usize);
        self.module.global_inits.reserve(section.count() as usize);
        for global in section.into_iter_with_offsets() {
            let (offset, global) = global?;
            self.module.globals.push(types::global_type(&global.ty, offset)?);
            let init = const_expr::read(&global.init_expr)?;
            self.escaping.extend(const_expr::functions(&init));
            self.module.global_inits.push(init);
        }
        Ok(())
    }

    fn exports(&mut self, section: wasmparser::ExportSectionReader<'_>) -> Result<(), CompileError> {
        self.module.exports.reserve(section.count() as usize);
        for export in section.into_iter_with_offsets() {
            let (offset, export) = export?;
            let kind = match export.kind {
                ExternalKind::Func => {
                    self.escaping.push(export.index);
                    ExportKind::Func
                }
                ExternalKind::Table => ExportKind::Table,
                ExternalKind::Memory => ExportKind::Memory,
                ExternalKind::Global => ExportKind::Global,
                ExternalKind::Tag => ExportKind::Tag,
                ExternalKind::FuncExact => {
                    return Err(unsupported("exports of functions of an exact type", offset));
                }
            };
            self.module.exports.push(Export { name: export.name.into(), kind, index: export.index });
        }
        Ok(())
    }

    fn elements(&mut self, section: wasmparser::ElementSectionReader<'_>) -> Result<(), CompileError> {
        self.module.elements.reserve(section.count() as usize);
        for element in section.into_iter_with_offsets() {
            let (offset, element) = element?;
            let mode = match element.kind {
                ElementKind::Passive => SegmentMode::Passive,
                ElementKind::Declared => SegmentMode::Declared,
                ElementKind::Active { table_index, offset_expr } => {
                    SegmentMode::Active { index: table_index.unwrap_or(0), offset: const_expr::read(&offset_expr)? }
                }
            };
            let (ty, items) = match element.items {
                wasmparser::ElementItems::Functions(functions) => {
                    let functions = functions.into_iter().collect::<Result<Vec<u32>, _>>()?;
                    self.escaping.extend(&functions);
                    (crate::types::RefType::FUNCREF, ElementItems::Functions(functions.into()))
                }
                wasmparser::ElementItems::Expressions(ty, expressions) => {
                    let ty = types::ref_type(ty, offset)?;
                    (ty, elements::read(expressions, &mut self.escaping)?)
                }
            };
            self.module.elements.push(ElementSegment { mode, ty, items });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
