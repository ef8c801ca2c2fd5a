//! [`Module`]: compiled modules.

#[cfg(feature = "lazy")]
use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;
use core::ops::Range;
use core::time::Duration;

use windlass_codegen::handlers::{Frame, Handler};
use windlass_codegen::module::{self, DataSegments, ExportKind, MemoryImage, ModuleInfo};
use windlass_codegen::sites::{self, RecordedSite};
use windlass_codegen::types::{FuncType, GlobalType, TableType, TypeIndex};
use windlass_codegen::{Artifact, ContextLayout, DisplayName, FunctionEntry};
#[cfg(feature = "lazy")]
use windlass_masm::vm::Assignment;

use crate::api::engine::Engine;
use crate::api::error::{Error, Result};
use crate::api::externs::{ExportType, ExternType, ImportType};
use crate::api::tag::TagType;
use crate::code::code_registry;
#[cfg(feature = "lazy")]
use crate::code::lazy_code::LazyCode;
use crate::code::module_bytes::ModuleBytes;
use crate::code::type_registry::RegisteredTypes;
#[cfg(feature = "lazy")]
use crate::guest::call_values::stack_words;
use crate::instances::shared_image::Pages;
#[cfg(feature = "std")]
use crate::instances::shared_image::SharedImage;
use crate::platform::{Mapping, PrivateBytes};

/// A compiled module, which can be instantiated any number of times. Cloning is cheap; clones refer to the same module.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, ExternType, Module};
///
/// let module = Module::new(
///     &Engine::default(),
///     r#"(module (import "env" "f" (func (param i32))) (memory (export "memory") 1))"#,
/// )?;
/// let import = module.imports().next().unwrap();
/// assert_eq!((import.module(), import.name()), ("env", "f"));
/// assert!(matches!(module.get_export("memory"), Some(ExternType::Memory(_))));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Module(Arc<ModuleInner>);

/// Statistics of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleStats {
    /// The number of functions, excluding imports.
    pub functions: usize,
    /// The size of the module's code section in bytes; 0 for a precompiled module.
    pub code_section_bytes: usize,
    /// The size of the machine code in bytes; in lazy mode, of the functions compiled so far.
    pub machine_code_bytes: usize,
    /// What compiling took; zero for a module that was compiled before.
    pub times: CompileTimes,
}

/// How long the phases of compiling a module took, by the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompileTimes {
    /// Reading and validating all sections but the function bodies.
    pub sections: Duration,
    /// Validating and compiling function bodies, or only validating them where they are compiled when they are called.
    pub functions: Duration,
    /// Making the code executable.
    pub publication: Duration,
}

/// What compiling a module says about it, beside what it makes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CompileFacts {
    pub(crate) code_section_bytes: usize,
    pub(crate) times: CompileTimes,
}

/// The state that the clones of a module share.
pub(crate) struct ModuleInner {
    engine: Engine,
    artifact: Artifact,
    layout: ContextLayout,
    types: RegisteredTypes,
    facts: CompileFacts,
    code: Code,
    /// The bytes of data segments, and of functions that are not compiled yet.
    bytes: ModuleBytes,
    #[cfg(feature = "std")]
    image: SharedImage,
}

/// The machine code of a module, readable and executable.
pub(crate) enum Code {
    /// All of it, at the start of a mapping.
    Complete(Mapping),
    /// All of it, at this offset of a private copy of a precompiled file.
    InObject(Arc<PrivateBytes>, usize),
    /// The functions that were called so far.
    #[cfg(feature = "lazy")]
    Lazy(Box<LazyCode>),
}

impl Module {
    /// Creates a module from an artifact and its code, which must already be executable. `bytes` are the bytes of the
    /// module that are still needed.
    ///
    /// # Safety
    /// The code must be that of the artifact, and the artifact must describe it correctly.
    pub(crate) unsafe fn from_artifact(
        engine: &Engine,
        artifact: Artifact,
        code: Code,
        bytes: ModuleBytes,
        facts: CompileFacts,
    ) -> Module {
        let types = engine.types().register(&artifact.module.types);
        let layout = ContextLayout::new(&artifact.module);
        let inner = Arc::new(ModuleInner {
            engine: engine.clone(),
            artifact,
            layout,
            types,
            facts,
            code,
            bytes,
            #[cfg(feature = "std")]
            image: SharedImage::default(),
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

    /// The imports of the module, in order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        let inner = &*self.0;
        inner.info().imports.iter().map(|import| ImportType {
            module: &import.module,
            name: &import.name,
            ty: import_type(inner, import.ty),
        })
    }

    /// The exports of the module, in order.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = ExportType<'_>> {
        let inner = &*self.0;
        inner.info().exports.iter().map(|export| ExportType { name: &export.name, ty: export_type(inner, export) })
    }

    /// The type of the export `name`, if there is one.
    pub fn get_export(&self, name: &str) -> Option<ExternType> {
        self.0.export(name).map(|export| export_type(&self.0, export))
    }

    /// Statistics about the size of the module and its compilation.
    pub fn stats(&self) -> ModuleStats {
        ModuleStats {
            functions: self.0.info().functions.len() - self.0.info().imported_functions as usize,
            code_section_bytes: self.0.facts.code_section_bytes,
            machine_code_bytes: match &self.0.code {
                #[cfg(feature = "lazy")]
                Code::Lazy(code) => code.compiled_bytes(),
                _ => self.0.artifact.code_len,
            },
            times: self.0.facts.times,
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

    #[cfg(feature = "lazy")]
    pub(crate) fn code(&self) -> &Code {
        &self.code
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

    /// What the engine calls a function type of the module.
    fn engine_index(&self, index: TypeIndex) -> Option<TypeIndex> {
        match index {
            TypeIndex::Module(index) => self.type_ids().get(index as usize).map(|&id| TypeIndex::Engine(id)),
            _ => None,
        }
    }

    /// A function type of the module, as the engine knows it.
    pub(crate) fn func_type(&self, ty: u32) -> FuncType {
        let types = &self.info().types;
        let declared = &types[ty as usize];
        if declared.type_indices().next().is_none() {
            return declared.clone();
        }
        let index =
            |index| if index == TypeIndex::Module(ty) { Some(TypeIndex::Itself) } else { self.engine_index(index) };
        declared.renumbered(index).unwrap_or_else(|| declared.clone())
    }

    /// The type of a table of the module, as the engine knows it.
    pub(crate) fn table_type(&self, ty: TableType) -> TableType {
        let element = ty.element.renumbered(|index| self.engine_index(index)).unwrap_or(ty.element);
        TableType { element, ..ty }
    }

    /// The type of a global of the module, as the engine knows it.
    pub(crate) fn global_type(&self, ty: GlobalType) -> GlobalType {
        let content = ty.content.renumbered(|index| self.engine_index(index)).unwrap_or(ty.content);
        GlobalType { content, ..ty }
    }

    /// The machine code compiled so far.
    pub(crate) fn code_bytes(&self) -> &[u8] {
        match &self.code {
            // SAFETY: the mapping has that many bytes, and is no longer written.
            Code::Complete(code) => unsafe { core::slice::from_raw_parts(code.base(), self.artifact.code_len) },
            Code::InObject(object, start) => &object.bytes()[*start..*start + self.artifact.code_len],
            #[cfg(feature = "lazy")]
            Code::Lazy(code) => code.bytes(),
        }
    }

    /// The address range of the machine code, including space reserved for more.
    pub(crate) fn code_range(&self) -> Range<usize> {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return code.range();
        }
        let bytes = self.code_bytes().as_ptr_range();
        bytes.start.addr()..bytes.end.addr()
    }

    /// The entry point of the function at `position`, not counting imports.
    ///
    /// # Errors
    /// Fails if it is outside the code, as in a damaged file.
    pub(crate) fn entry_point(&self, position: u32) -> Result<*const u8> {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return Ok(core::ptr::with_exposed_provenance(code.entry_point(position)));
        }
        let entry = self.artifact.functions.get(position as usize);
        let code = entry.and_then(|entry| self.code_bytes().get(entry.start as usize..));
        code.map(<[u8]>::as_ptr).ok_or_else(damaged)
    }

    /// The function that contains code offset `pc`: its position and entry.
    pub(crate) fn function_at(&self, pc: u32) -> Option<(u32, FunctionEntry)> {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return code.function_at(pc);
        }
        let position = self.artifact.function_at(pc)?;
        Some((position as u32, self.artifact.functions[position]))
    }

    /// The site at code offset `pc` of a function: see [`Artifact::site`].
    pub(crate) fn site(&self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return code.site(function, pc);
        }
        let sites = self.artifact.sites.get(function.sites as usize..)?;
        sites::find(sites, function.start, function.wasm_start, function.end, pc)
    }

    /// The last site of a function before code offset `pc`.
    pub(crate) fn site_before(&self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return code.site_before(function, pc);
        }
        let sites = self.artifact.sites.get(function.sites as usize..)?;
        sites::find_before(sites, function.start, function.wasm_start, function.end, pc)
    }

    /// What unwinding must know of the frames of the function at `position`.
    pub(crate) fn unwinding(&self, position: u32, function: &FunctionEntry) -> Frame {
        #[cfg(feature = "lazy")]
        if let Code::Lazy(code) = &self.code {
            return code.unwinding(position, function);
        }
        let _ = function;
        self.artifact.frame(position as usize)
    }

    /// The address of the landing pad of the first handler that `catches`, of those in the function at `position` for what the operator
    /// at offset `wasm` of the module throws; innermost first.
    pub(crate) fn find_handler(
        &self,
        position: u32,
        function: &FunctionEntry,
        wasm: u32,
        catches: impl FnMut(&Handler) -> bool,
    ) -> Option<usize> {
        // Only code that is compiled later has its entries elsewhere.
        let _ = function;
        let pad = match &self.code {
            #[cfg(feature = "lazy")]
            Code::Lazy(code) => code.find_handler(position, function, wasm, catches),
            _ => self.artifact.handlers(position as usize, wasm).find(catches).map(|handler| handler.pad),
        };
        Some(self.code_range().start + pad? as usize)
    }

    /// The position of the function whose stub contains `address`, if it is in a stub.
    #[cfg(feature = "lazy")]
    pub(crate) fn stub_at(&self, address: usize) -> Option<u32> {
        match &self.code {
            Code::Lazy(code) => code.stub_at(address.checked_sub(code.range().start)?),
            _ => None,
        }
    }

    /// Compiles the function at `position` unless it is compiled already. Returns its address.
    ///
    /// # Errors
    /// Fails if there is no memory for its code, or if its body cannot be read or is no longer valid.
    #[cfg(feature = "lazy")]
    pub(crate) fn compile(&self, position: u32) -> Result<usize> {
        match &self.code {
            Code::Lazy(code) => code.compile(position, &self.bytes),
            _ => Ok(self.entry_point(position)?.addr()),
        }
    }

    /// The bytes of arguments and results on the stack in a call of the function at `position`.
    #[cfg(feature = "lazy")]
    pub(crate) fn call_stack_bytes(&self, position: u32) -> usize {
        let ty = self.info().func_type(self.info().imported_functions + position);
        let words =
            stack_words(Assignment::arguments(), ty.params()) + stack_words(Assignment::results(), ty.results());
        words * 8
    }

    /// The bytes of the module that are kept.
    pub(crate) fn bytes(&self) -> &ModuleBytes {
        &self.bytes
    }

    /// The initial content of the first memory, if it is an image rather than separate segments.
    pub(crate) fn image(&self) -> Result<Option<(&MemoryImage, Pages<'_>)>> {
        match &self.info().data {
            DataSegments::Image(image) => {
                let object = self.bytes.as_object().ok_or_else(damaged)?.bytes();
                #[cfg(feature = "std")]
                if let Some(shared) = self.image.of_object(image, object) {
                    return Ok(Some(shared));
                }
                Ok(Some((image, Pages::InMemory(object))))
            }
            #[cfg(feature = "compiler")]
            DataSegments::Plain(plain) if !plain.is_empty() => Ok(self.image.of_segments(&self.artifact, &self.bytes)),
            _ => Ok(None),
        }
    }

    /// Whether all functions are compiled.
    #[cfg(feature = "compiler")]
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self.code, Code::Complete(_) | Code::InObject(..))
    }

    /// The export `name`.
    pub(crate) fn export(&self, name: &str) -> Option<&module::Export> {
        // In a damaged file, the list may contain any index.
        let export = |&i: &u32| self.info().exports.get(i as usize);
        let key = |i: &u32| export(i).map(|export| export.name.as_str());
        let at = self.artifact.exports_by_name.binary_search_by_key(&Some(name), key).ok()?;
        export(&self.artifact.exports_by_name[at])
    }
}

/// The error for a file with a correct checksum but inconsistent content.
#[cold]
pub(crate) fn damaged() -> Error {
    Error::msg("the compiled module is damaged")
}

impl Drop for ModuleInner {
    fn drop(&mut self) {
        code_registry::remove(self.code_range());
    }
}

/// The type of an import of `module`.
pub(crate) fn import_type(module: &ModuleInner, ty: module::ImportType) -> ExternType {
    match ty {
        module::ImportType::Func(index) => ExternType::Func(module.func_type(index)),
        module::ImportType::Table(ty) => ExternType::Table(module.table_type(ty)),
        module::ImportType::Memory(ty) => ExternType::Memory(ty),
        module::ImportType::Global(ty) => ExternType::Global(module.global_type(ty)),
        module::ImportType::Tag(index) => ExternType::Tag(TagType::new(module.func_type(index))),
    }
}

fn export_type(module: &ModuleInner, export: &module::Export) -> ExternType {
    let (info, index) = (module.info(), export.index as usize);
    match export.kind {
        ExportKind::Func => ExternType::Func(module.func_type(info.functions[index])),
        ExportKind::Table => ExternType::Table(module.table_type(info.tables[index])),
        ExportKind::Memory => ExternType::Memory(info.memories[index]),
        ExportKind::Global => ExternType::Global(module.global_type(info.globals[index])),
        ExportKind::Tag => ExternType::Tag(TagType::new(module.func_type(info.tags[index]))),
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module").field("name", &self.name().map(DisplayName::new)).finish_non_exhaustive()
    }
}
