//! Names for the targets of jumps, calls and accesses.

use std::collections::BTreeMap;

use windlass_codegen::module::{ExportKind, ImportType, ModuleInfo};
use windlass_codegen::{Artifact, DisplayName};

use crate::compiled::StubLayout;
use crate::context::ContextNames;

/// The names of a module.
#[derive(Debug)]
pub(crate) struct ModuleNames {
    /// Function names, imported functions first.
    functions: Vec<String>,
    imported: usize,
    context: ContextNames,
    pub(crate) stubs: Option<StubLayout>,
}

impl ModuleNames {
    pub(crate) fn new(module: &ModuleInfo) -> ModuleNames {
        let functions = function_names(module);
        let context = ContextNames::new(module, |i| functions.get(i as usize).cloned().unwrap_or_default());
        ModuleNames { functions, imported: module.imported_functions as usize, context, stubs: None }
    }

    /// The name of the function at this position, not counting imports.
    pub(crate) fn defined(&self, position: usize) -> &str {
        &self.functions[self.imported + position]
    }
}

/// Function names as they are shown: from the name section, else from exports or imports, else the index.
fn function_names(module: &ModuleInfo) -> Vec<String> {
    let mut names: Vec<String> = (0..module.functions.len()).map(|i| format!("func[{i}]")).collect();
    let imports = module.imports.iter().filter(|import| matches!(import.ty, ImportType::Func(_)));
    for (name, import) in names.iter_mut().zip(imports) {
        *name = format!("{}.{}", DisplayName::new(&import.module), DisplayName::new(&import.name));
    }
    for export in module.exports.iter().rev().filter(|export| export.kind == ExportKind::Func) {
        if let Some(place) = names.get_mut(export.index as usize) {
            *place = format!("${}", DisplayName::new(&export.name));
        }
    }
    for (index, name) in module.function_names.iter() {
        if let Some(place) = names.get_mut(index as usize) {
            *place = format!("${}", DisplayName::new(name));
        }
    }
    names
}

/// The names of a module and of the labels in one of its functions.
pub(crate) struct Names<'a> {
    pub(crate) module: &'a ModuleNames,
    pub(crate) artifact: &'a Artifact,
    pub(crate) code: &'a [u8],
    /// The function's label numbers, by code offset.
    pub(crate) labels: BTreeMap<u32, u32>,
    /// The function's jump table numbers, by code offset.
    pub(crate) tables: BTreeMap<u32, u32>,
    /// A second register that holds a copy of the context.
    pub(crate) context_copy: Option<u16>,
}

impl Names<'_> {
    /// The labels at a code offset.
    pub(crate) fn at(&self, at: u32) -> impl Iterator<Item = String> {
        let (label_here, table_here) = (self.labels.get(&at).copied(), self.tables.get(&at).copied());
        label_here.map(label).into_iter().chain(table_here.map(table))
    }

    /// The name of a jump target.
    pub(crate) fn jump_target(&self, at: u32) -> String {
        match self.labels.get(&at) {
            Some(number) => label(*number),
            None => self.callee(at.into()),
        }
    }

    /// The name of a callee, given the code offset of the function, its stub or its slot.
    pub(crate) fn callee(&self, at: i64) -> String {
        let functions = &self.artifact.functions;
        let entry = |at| functions.binary_search_by_key(&at, |f| f.start).ok();
        if let Some(position) = u32::try_from(at).ok().and_then(entry) {
            return self.module.defined(position).to_string();
        }
        match self.module.stubs.and_then(|stubs| stubs.function_at(at)) {
            Some(position) if at < 0 => format!("slot of {}", self.module.defined(position as usize)),
            Some(position) => format!("stub of {}", self.module.defined(position as usize)),
            None => format!("{at:#x}"),
        }
    }

    /// The name of the jump table at a code offset.
    pub(crate) fn table(&self, at: u32) -> String {
        match self.tables.get(&at) {
            Some(number) => table(*number),
            None => format!("{at:#x}"),
        }
    }

    /// The constant of `len` bytes at a code offset.
    pub(crate) fn constant(&self, at: i64, len: u32) -> String {
        match read(self.code, at, len) {
            Some(value) => format!("={}", hexadecimal(value, len)),
            None => self.callee(at),
        }
    }

    /// The name of the field at an offset of the context.
    pub(crate) fn context(&self, offset: u32) -> Option<&str> {
        self.module.context.get(offset)
    }
}

/// The name of a label.
pub(crate) fn label(number: u32) -> String {
    format!("L{number}")
}

/// The name of a jump table.
pub(crate) fn table(number: u32) -> String {
    format!("T{number}")
}

/// Reads `len` bytes at `at`, at most 16, little-endian.
pub(crate) fn read(code: &[u8], at: i64, len: u32) -> Option<u128> {
    let at = usize::try_from(at).ok()?;
    let bytes = code.get(at..at.checked_add(len as usize)?)?;
    let mut value = [0; 16];
    value.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u128::from_le_bytes(value))
}

/// Formats a value of `len` bytes.
pub(crate) fn hexadecimal(value: u128, len: u32) -> String {
    format!("{value:#0width$x}", width = 2 + 2 * len as usize)
}
