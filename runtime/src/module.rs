//! [`Module`]: compiled modules.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;

use windlass_codegen::module::{self, ExportKind, ModuleInfo};
use windlass_codegen::{Artifact, ContextLayout};

use crate::code_registry;
use crate::engine::Engine;
use crate::externs::{ExportType, ExternType, ImportType};
use crate::platform::Mapping;
use crate::type_registry::RegisteredTypes;

/// A compiled module, ready to be instantiated any number of times. A copy is cheap and refers to the same module.
#[derive(Clone)]
pub struct Module(Arc<ModuleInner>);

/// Sizes of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleStats {
    /// Functions that are not imported.
    pub functions: usize,
    /// Size of the code section of the WebAssembly module in bytes; 0 where it is not known.
    pub code_section_bytes: usize,
    /// Size of the machine code in bytes.
    pub machine_code_bytes: usize,
}

/// What the copies of a module share.
pub(crate) struct ModuleInner {
    engine: Engine,
    artifact: Artifact,
    layout: ContextLayout,
    types: RegisteredTypes,
    /// Positions of exports, by name.
    exports_by_name: Box<[u32]>,
    code_section_bytes: usize,
    /// The machine code, readable and executable.
    code: Mapping,
}

impl Module {
    /// A module of an artifact and its code, which must be executable already.
    ///
    /// # Safety
    /// The code must be that of the artifact, which must be true to it.
    pub(crate) unsafe fn from_artifact(
        engine: &Engine,
        artifact: Artifact,
        code: Mapping,
        code_section_bytes: usize,
    ) -> Module {
        let types = engine.types().register(&artifact.module.types);
        let layout = ContextLayout::new(&artifact.module);
        let exports = &artifact.module.exports;
        let mut exports_by_name: Box<[u32]> = (0..exports.len() as u32).collect();
        exports_by_name.sort_unstable_by_key(|&i| &exports[i as usize].name);
        let inner = Arc::new(ModuleInner {
            engine: engine.clone(),
            artifact,
            layout,
            types,
            exports_by_name,
            code_section_bytes,
            code,
        });
        code_registry::add(inner.code_range(), Arc::downgrade(&inner));
        Module(inner)
    }

    /// The engine that the module was compiled for.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// The name in the name section, if there is one.
    pub fn name(&self) -> Option<&str> {
        self.0.info().name.as_deref()
    }

    /// What the module imports, in order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        let info = self.0.info();
        info.imports.iter().map(|import| ImportType {
            module: &import.module,
            name: &import.name,
            ty: import_type(info, import.ty),
        })
    }

    /// What the module exports, in order.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = ExportType<'_>> {
        let info = self.0.info();
        info.exports.iter().map(|export| ExportType { name: &export.name, ty: export_type(info, export) })
    }

    /// The type of the export `name`, if there is one.
    pub fn get_export(&self, name: &str) -> Option<ExternType> {
        self.0.export(name).map(|export| export_type(self.0.info(), export))
    }

    /// Sizes.
    pub fn stats(&self) -> ModuleStats {
        ModuleStats {
            functions: self.0.artifact.functions.len(),
            code_section_bytes: self.0.code_section_bytes,
            machine_code_bytes: self.0.artifact.code_len,
        }
    }

    pub(crate) fn inner(&self) -> &ModuleInner {
        &self.0
    }
}

impl ModuleInner {
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn artifact(&self) -> &Artifact {
        &self.artifact
    }

    pub(crate) fn info(&self) -> &ModuleInfo {
        &self.artifact.module
    }

    pub(crate) fn layout(&self) -> &ContextLayout {
        &self.layout
    }

    /// Engine-wide identifiers of the module's types.
    pub(crate) fn type_ids(&self) -> &[u32] {
        self.types.ids()
    }

    /// The machine code.
    pub(crate) fn code_bytes(&self) -> &[u8] {
        // SAFETY: the mapping has as many bytes, which nobody writes to any more.
        unsafe { core::slice::from_raw_parts(self.code.base(), self.artifact.code_len) }
    }

    fn code_range(&self) -> core::ops::Range<usize> {
        self.code_bytes().as_ptr_range().start as usize..self.code_bytes().as_ptr_range().end as usize
    }

    /// The entry point of the function at `position` of those that are not imported.
    pub(crate) fn entry_point(&self, position: u32) -> *const u8 {
        self.code_bytes()[self.artifact.functions[position as usize].start as usize..].as_ptr()
    }

    /// The export `name`.
    pub(crate) fn export(&self, name: &str) -> Option<&module::Export> {
        let exports = &self.info().exports;
        let key = |&i: &u32| exports[i as usize].name.as_str();
        let at = self.exports_by_name.binary_search_by_key(&name, key).ok()?;
        Some(&exports[self.exports_by_name[at] as usize])
    }
}

impl Drop for ModuleInner {
    fn drop(&mut self) {
        code_registry::remove(self.code_range());
    }
}

/// What an import of `module` has to be.
pub(crate) fn import_type(module: &ModuleInfo, ty: module::ImportType) -> ExternType {
    match ty {
        module::ImportType::Func(index) => ExternType::Func(module.types[index as usize].clone()),
        module::ImportType::Table(ty) => ExternType::Table(ty),
        module::ImportType::Memory(ty) => ExternType::Memory(ty),
        module::ImportType::Global(ty) => ExternType::Global(ty),
    }
}

fn export_type(module: &ModuleInfo, export: &module::Export) -> ExternType {
    let index = export.index as usize;
    match export.kind {
        ExportKind::Func => ExternType::Func(module.func_type(export.index).clone()),
        ExportKind::Table => ExternType::Table(module.tables[index]),
        ExportKind::Memory => ExternType::Memory(module.memories[index]),
        ExportKind::Global => ExternType::Global(module.globals[index]),
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module").field("name", &self.name()).finish_non_exhaustive()
    }
}
