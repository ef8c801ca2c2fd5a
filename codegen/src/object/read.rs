//! Reads an artifact from a file.

use alloc::sync::Arc;
use core::ops::Range;

use windlass_isa::Machine;

use super::decode::Decoder;
use super::error::ObjectError;
use super::header::{Header, Part, TEXT_AT};
use crate::artifact::Artifact;
use crate::handlers::HandlerTables;
use crate::module::{DataSegments, ExportKind, ImageRun, ImportType, ModuleInfo, SegmentMode};
use crate::names::FunctionNames;
use crate::table::{FileBytes, Plain, Table};
use crate::types::{TypeIndex, ValType};

/// The maximum number of functions in a module. The compiler accepts no more.
const MOST_FUNCTIONS: usize = 2_000_000;

/// A compiled module in a file.
#[derive(Debug)]
pub struct Object {
    /// The module. Its tables are in the file, and their content is unchecked.
    pub artifact: Artifact,
    /// The range of the machine code in the file.
    pub text: Range<usize>,
    /// The CPU features that the code may use: see [`Machine::cpu_features`].
    pub cpu_features: u64,
}

/// Whether a file that begins with `bytes`, at least a page, is a compiled module for any machine.
pub fn detect(bytes: &[u8]) -> bool {
    Header::detect(bytes)
}

/// Checks the checksum of a whole file.
///
/// # Errors
/// Fails if it is wrong, or if the file is not a compiled module.
pub fn verify_file(bytes: &[u8]) -> Result<(), ObjectError> {
    Header::of(bytes).ok_or(ObjectError::NotPrecompiled)?.check_file(bytes)
}

/// The range of the code in an unchecked file, and whether it has
/// [`Options::branch_protection`](crate::Options::branch_protection). Empty if the file is not a compiled module.
pub fn text(bytes: &[u8]) -> (Range<usize>, bool) {
    match Header::of(bytes).map(|header| (header.part(Part::Text), header.options().branch_protection)) {
        Some((text, branch_protection)) if text.end <= bytes.len() => (text, branch_protection),
        _ => (0..0, false),
    }
}

impl Object {
    /// Reads the module in `file` for `machine`.
    ///
    /// # Errors
    /// Fails if the file is damaged, or not for this machine and this build.
    pub fn read(file: &Arc<dyn FileBytes>, machine: &Machine) -> Result<Object, ObjectError> {
        let bytes = file.bytes();
        let header = Header::of(bytes).ok_or(ObjectError::NotPrecompiled)?;
        header.check(bytes, machine)?;
        let structure = bytes.get(header.part(Part::Structure)).unwrap_or_default();
        let mut decoder = Decoder::new(structure, file);
        let mut module = decoder.module()?;
        decoder.finish()?;
        module.functions = table(file, &header, Part::FunctionTypes)?;
        module.escaping = table(file, &header, Part::Escaping)?;
        module.function_names = FunctionNames {
            entries: table(file, &header, Part::NameEntries)?,
            text: table(file, &header, Part::NameText)?,
        };
        let text = header.part(Part::Text);
        if text.start != TEXT_AT || text.end > bytes.len() {
            return Err(ObjectError::Damaged("its code is misplaced"));
        }
        let artifact = Artifact {
            module: Arc::new(module),
            code_len: text.len(),
            functions: table(file, &header, Part::Entries)?,
            sites: table(file, &header, Part::Sites)?,
            handlers: HandlerTables {
                index: table(file, &header, Part::HandlerIndex)?,
                bytes: table(file, &header, Part::Handlers)?,
            },
            exports_by_name: table(file, &header, Part::ExportsByName)?,
            data: 0..bytes.len(),
            options: header.options(),
        };
        check(&artifact, bytes.len()).map_err(ObjectError::Damaged)?;
        Ok(Object { artifact, text, cpu_features: header.cpu_features() })
    }
}

fn table<T: Plain>(file: &Arc<dyn FileBytes>, header: &Header, part: Part) -> Result<Table<T>, ObjectError> {
    Table::mapped(file, header.part(part)).ok_or(ObjectError::Damaged("a table is misplaced"))
}

/// Checks the parts of an artifact that are not checked when they are used. `file_len` is the length of the file.
fn check(artifact: &Artifact, file_len: usize) -> Result<(), &'static str> {
    let module = &*artifact.module;
    let functions = module.functions.len();
    let own_functions = functions.checked_sub(module.imported_functions as usize);
    if functions > MOST_FUNCTIONS || own_functions != Some(artifact.functions.len()) {
        return Err("the number of its functions");
    }
    if module.escaping.len() > functions {
        return Err("the number of its references to functions");
    }
    let own_globals = module.globals.len().checked_sub(module.imported_globals as usize);
    if own_globals != Some(module.global_inits.len()) {
        return Err("the number of its globals");
    }
    if module.tables.len() < module.imported_tables as usize
        || module.memories.len() < module.imported_memories as usize
        || module.tags.len() < module.imported_tags as usize
    {
        return Err("the number of its imports");
    }
    let is_type = |ty: u32| (ty as usize) < module.types.len();
    if module
        .imports
        .iter()
        .any(|import| matches!(import.ty, ImportType::Func(ty) | ImportType::Tag(ty) if !is_type(ty)))
    {
        return Err("the type of an import");
    }
    if !module.tags.iter().all(|&ty| is_type(ty)) {
        return Err("the type of a tag");
    }
    if !refers_to_types_it_has(module) {
        return Err("a type that does not exist");
    }
    let escapes = |index: u32| {
        module.escaping.binary_search(&index).is_ok()
            && module.functions.get(index as usize).is_some_and(|ty| is_type(*ty))
    };
    let is_export = |kind, index: u32| match kind {
        ExportKind::Func => escapes(index),
        ExportKind::Table => (index as usize) < module.tables.len(),
        ExportKind::Memory => (index as usize) < module.memories.len(),
        ExportKind::Global => (index as usize) < module.globals.len(),
        ExportKind::Tag => (index as usize) < module.tags.len(),
    };
    if !module.exports.iter().all(|export| is_export(export.kind, export.index)) {
        return Err("an export that does not exist");
    }
    if module.start.is_some_and(|start| !escapes(start)) {
        return Err("the start function");
    }
    let is_target = |mode: &SegmentMode, count: usize| match mode {
        SegmentMode::Active { index, .. } => (*index as usize) < count,
        SegmentMode::Passive | SegmentMode::Declared => true,
    };
    if !module.elements.iter().all(|element| is_target(&element.mode, module.tables.len())) {
        return Err("the table of an element segment");
    }
    check_data(module, file_len, is_target)
}

/// Whether every function type that another type refers to is one of the module; a function type refers to none after it.
fn refers_to_types_it_has(module: &ModuleInfo) -> bool {
    let is_below = |index: TypeIndex, len: usize| matches!(index, TypeIndex::Module(index) if (index as usize) < len);
    let is_type = |ty: ValType| ty.type_index().is_none_or(|index| is_below(index, module.types.len()));
    let mut types = module.types.iter().enumerate();
    types.all(|(own, ty)| ty.type_indices().all(|index| is_below(index, own + 1)))
        && module.tables.iter().all(|ty| is_type(ValType::Ref(ty.element)))
        && module.globals.iter().all(|ty| is_type(ty.content))
        && module.imports.iter().all(|import| match import.ty {
            ImportType::Table(ty) => is_type(ValType::Ref(ty.element)),
            ImportType::Global(ty) => is_type(ty.content),
            ImportType::Func(_) | ImportType::Memory(_) | ImportType::Tag(_) => true,
        })
}

/// Checks data segments.
fn check_data(
    module: &ModuleInfo,
    file_len: usize,
    is_target: impl Fn(&SegmentMode, usize) -> bool,
) -> Result<(), &'static str> {
    let right = match &module.data {
        // The segments themselves are checked when they are copied.
        DataSegments::Plain(segments) => segments.is_empty() || !module.memories.is_empty(),
        DataSegments::General(segments) => {
            segments.iter().all(|segment| is_target(&segment.mode, module.memories.len()))
        }
        DataSegments::Image(image) => {
            let least = match module.memories.first() {
                Some(memory) if module.imported_memories == 0 => memory.min_bytes(),
                _ => return Err("the memory of an image"),
            };
            let is_multiple = |n: u32| n.is_multiple_of(ImageRun::PAGE);
            image.runs.iter().all(|&ImageRun { offset, len, start }| {
                [offset, len, start].into_iter().all(is_multiple)
                    && u64::from(offset) + u64::from(len) <= least
                    && start as usize + len as usize <= file_len
            })
        }
    };
    if right { Ok(()) } else { Err("a data segment") }
}
