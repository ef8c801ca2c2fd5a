//! [`Module`]: compiled modules.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;
use core::ops::Range;

use windlass_codegen::module::{self, ExportKind, ModuleInfo};
use windlass_codegen::{Artifact, ContextLayout, FunctionEntry, sites};
#[cfg(feature = "compiler")]
use windlass_masm::vm::Assignment;

#[cfg(feature = "compiler")]
use crate::call_values::stack_words;
use crate::code_registry;
use crate::engine::Engine;
use crate::error::Result;
use crate::externs::{ExportType, ExternType, ImportType};
#[cfg(feature = "compiler")]
use crate::lazy_code::LazyCode;
use crate::module_bytes::ModuleBytes;
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
    /// Size of the machine code in bytes; where functions are compiled when they are called, of that there is so far.
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
    code: Code,
    /// The bytes of the data segments, and of functions that are not compiled yet.
    bytes: ModuleBytes,
}

/// The machine code of a module, readable and executable.
pub(crate) enum Code {
    /// All of it.
    Complete(Mapping),
    /// What was called so far.
    #[cfg(feature = "compiler")]
    Lazy(Box<LazyCode>),
}

impl Module {
    /// A module of an artifact and its code, which must be executable already. `bytes` are those of the module that are
    /// still needed.
    ///
    /// # Safety
    /// The code must be that of the artifact, which must be true to it.
    pub(crate) unsafe fn from_artifact(
        engine: &Engine,
        artifact: Artifact,
        code: Code,
        bytes: ModuleBytes,
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
            bytes,
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
            functions: self.0.info().functions.len() - self.0.info().imported_functions as usize,
            code_section_bytes: self.0.code_section_bytes,
            machine_code_bytes: match &self.0.code {
                Code::Complete(_) => self.0.artifact.code_len,
                #[cfg(feature = "compiler")]
                Code::Lazy(code) => code.compiled_bytes(),
            },
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

    /// The machine code there is.
    pub(crate) fn code_bytes(&self) -> &[u8] {
        match &self.code {
            // SAFETY: the mapping has as many bytes, which nobody writes to any more.
            Code::Complete(code) => unsafe { core::slice::from_raw_parts(code.base(), self.artifact.code_len) },
            #[cfg(feature = "compiler")]
            Code::Lazy(code) => code.bytes(),
        }
    }

    /// Where machine code may be.
    fn code_range(&self) -> Range<usize> {
        match &self.code {
            Code::Complete(code) => code.base() as usize..code.base() as usize + self.artifact.code_len,
            #[cfg(feature = "compiler")]
            Code::Lazy(code) => code.range(),
        }
    }

    /// The entry point of the function at `position` of those that are not imported.
    pub(crate) fn entry_point(&self, position: u32) -> *const u8 {
        match &self.code {
            Code::Complete(_) => {
                self.code_bytes()[self.artifact.functions[position as usize].start as usize..].as_ptr()
            }
            #[cfg(feature = "compiler")]
            Code::Lazy(code) => core::ptr::with_exposed_provenance(code.entry_point(position)),
        }
    }

    /// The function that code offset `pc` is in: its position, and its place in the code.
    pub(crate) fn function_at(&self, pc: u32) -> Option<(u32, FunctionEntry)> {
        match &self.code {
            Code::Complete(_) => {
                let position = self.artifact.function_at(pc)?;
                Some((position as u32, self.artifact.functions[position]))
            }
            #[cfg(feature = "compiler")]
            Code::Lazy(code) => code.function_at(pc),
        }
    }

    /// The offset in the module of what is at code offset `pc` of a function, see [`Artifact::wasm_offset`].
    pub(crate) fn wasm_offset(&self, function: &FunctionEntry, pc: u32) -> Option<u32> {
        match &self.code {
            Code::Complete(_) => {
                let sites = self.artifact.sites.get(function.sites as usize..)?;
                sites::find(sites, function.start, function.wasm_start, function.end, pc)
            }
            #[cfg(feature = "compiler")]
            Code::Lazy(code) => code.wasm_offset(function, pc),
        }
    }

    /// The position of the function whose stub `address` is in, if there are stubs.
    #[cfg(feature = "compiler")]
    pub(crate) fn stub_at(&self, address: usize) -> Option<u32> {
        match &self.code {
            Code::Complete(_) => None,
            Code::Lazy(code) => code.stub_at(address.checked_sub(code.range().start)?),
        }
    }

    /// Compiles the function at `position`, unless it is; returns its address.
    ///
    /// # Errors
    /// Where there is no memory for its code.
    #[cfg(feature = "compiler")]
    pub(crate) fn compile(&self, position: u32) -> Result<usize> {
        match &self.code {
            Code::Complete(_) => Ok(self.entry_point(position) as usize),
            Code::Lazy(code) => code.compile(position, &self.bytes),
        }
    }

    /// Bytes of arguments and results on the stack of a call of the function at `position`.
    #[cfg(feature = "compiler")]
    pub(crate) fn call_stack_bytes(&self, position: u32) -> usize {
        let ty = self.info().func_type(self.info().imported_functions + position);
        let words =
            stack_words(Assignment::arguments(), ty.params()) + stack_words(Assignment::results(), ty.results());
        words * 8
    }

    /// The bytes of data segment `segment`.
    pub(crate) fn segment_bytes(&self, segment: u32) -> &[u8] {
        self.bytes.get(self.info().data[segment as usize].bytes.clone())
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
