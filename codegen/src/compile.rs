//! The driver: validates each function of a module and compiles it.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use wasmparser::WasmFeatures;
use windlass_isa::{Target, UseAssembler};
use windlass_masm::{Assembly, CodeBuffer, CodeFailure, CodeMemory, MacroAssembler, OutOfMemory};

use crate::artifact::{Artifact, FunctionEntry, Options};
use crate::chunk_bodies::ChunkBodies;
use crate::context::ContextLayout;
use crate::emit::{CHECKED, EmitFunctions, EmitOptions, Emitter};
use crate::error::CompileError;
use crate::handlers::HandlerWriter;
use crate::limits::{CodeLimit, ModuleLimits};
use crate::module::ModuleInfo;
use crate::proposals;
use crate::reader::Reader;
use crate::source::{Bodies, ModuleSource};
#[cfg(feature = "source-map")]
use crate::source_map::SourceMap;
use crate::translate::{FunctionSource, Translation, translate, translate_pieces};
use crate::validate::{FunctionValidator, ModuleTypes};

/// How a module is compiled.
#[derive(Clone, Copy, Debug)]
pub struct CompileOptions {
    /// What the module may use.
    pub features: WasmFeatures,
    /// See [`Options::explicit_bounds_checks`]. Takes the feature `explicit-bounds-checks`; without it, there are none.
    pub explicit_bounds_checks: bool,
    /// Vector operators whose results depend on the machine give those of the specification's deterministic profile.
    pub relaxed_simd_deterministic: bool,
    /// See [`Options::explicit_traps`]. Takes explicit bounds checks, too.
    pub explicit_traps: bool,
    /// See [`Options::spectre_mitigation`].
    pub spectre_mitigation: bool,
    /// See [`Options::clamped_memories`].
    pub clamped_memories: bool,
    /// See [`Options::branch_protection`].
    pub branch_protection: bool,
    /// How large the module may be.
    pub limits: ModuleLimits,
    /// The machine that will run the code.
    pub target: Target,
}

impl Default for CompileOptions {
    /// What is finished of WebAssembly 3.0, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions {
            features: proposals::DEFAULT,
            explicit_bounds_checks: false,
            relaxed_simd_deterministic: false,
            explicit_traps: false,
            spectre_mitigation: true,
            clamped_memories: true,
            branch_protection: false,
            limits: ModuleLimits::default(),
            target: Target::default(),
        }
    }
}

/// Compiles a module. The machine code is written to `memory`, from its start; it is position-independent.
///
/// # Errors
/// Where the module is not valid, uses what is not supported, or is too large; see [`CompileError`].
pub fn compile(wasm: &[u8], options: &CompileOptions, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
    Compilation::new(wasm, options)?.compile(memory)
}

/// A module whose sections are read, and whose functions are to be compiled: at once, in chunks by several threads, or
/// each when it is called for the first time.
pub struct Compilation<'a> {
    pub(crate) basis: Arc<Basis>,
    pub(crate) functions: Vec<FunctionSource>,
    pub(crate) bodies: Bodies<'a>,
    data: Range<usize>,
    code_section_len: usize,
}

/// What the code of every function of a module depends on.
pub(crate) struct Basis {
    pub(crate) module: Arc<ModuleInfo>,
    pub(crate) types: ModuleTypes,
    layout: ContextLayout,
    pub(crate) options: EmitOptions,
    /// Not more than calls reach across on any machine; on some, it is less.
    pub(crate) code_limit: CodeLimit,
    pub(crate) target: Target,
}

impl Basis {
    fn emitter<'a, 'm: 'a>(&'a self, assembly: Assembly<'m>) -> Box<dyn EmitFunctions<'a, 'm> + 'a> {
        self.target.with_assembler(MakeEmitter { basis: self, assembly })
    }
}

/// Makes an emitter for whichever machine the code is for.
struct MakeEmitter<'a, 'm> {
    basis: &'a Basis,
    assembly: Assembly<'m>,
}

impl<'a, 'm: 'a> UseAssembler<'m> for MakeEmitter<'a, 'm> {
    type Output = Box<dyn EmitFunctions<'a, 'm> + 'a>;

    fn with<M: MacroAssembler<'m>>(self, cpu: M::CpuFeatures) -> Self::Output {
        let Basis { module, layout, options, .. } = self.basis;
        Box::new(Emitter::new(M::new(self.assembly, cpu), module, layout, *options))
    }
}

impl<'a> Compilation<'a> {
    /// Reads and validates everything of a module but its function bodies.
    ///
    /// # Errors
    /// As [`compile`].
    pub fn new(wasm: &'a [u8], options: &CompileOptions) -> Result<Compilation<'a>, CompileError> {
        Compilation::of(translate(wasm, options.features)?, Bodies::InMemory(wasm), wasm.len(), options)
    }

    /// As [`Compilation::new`], of a module that is read piece by piece, function bodies when they are compiled.
    ///
    /// # Errors
    /// As [`compile`]; [`CompileError::Unreadable`].
    pub fn read_from(source: &'a dyn ModuleSource, options: &CompileOptions) -> Result<Compilation<'a>, CompileError> {
        Compilation::of(translate_pieces(source, options.features)?, Bodies::Read(source), source.len(), options)
    }

    /// What is compiled of a module of `len` bytes.
    fn of(
        translation: Translation,
        bodies: Bodies<'a>,
        len: usize,
        options: &CompileOptions,
    ) -> Result<Compilation<'a>, CompileError> {
        let Translation { module, data, functions, code_section_len } = translation;
        options.limits.check(&module)?;
        let layout = ContextLayout::new(&module);
        let emit_options = EmitOptions {
            explicit_bounds_checks: options.explicit_traps
                || options.explicit_bounds_checks && cfg!(feature = "explicit-bounds-checks"),
            relaxed_simd_deterministic: options.relaxed_simd_deterministic,
            explicit_traps: options.explicit_traps,
            spectre_mitigation: options.spectre_mitigation,
            clamped_memories: options.clamped_memories,
            branch_protection: options.branch_protection,
        };
        let types = ModuleTypes::new(&module, options.features);
        let basis = Basis {
            module: Arc::new(module),
            types,
            layout,
            options: emit_options,
            code_limit: options.limits.code_limit(len),
            target: options.target,
        };
        Ok(Compilation { basis: Arc::new(basis), functions, bodies, data, code_section_len })
    }

    /// Length of the contents of the code section in bytes.
    pub fn code_section_len(&self) -> usize {
        self.code_section_len
    }

    /// Compiles all functions, in place.
    ///
    /// # Errors
    /// As [`compile`]. Where several functions are not valid, the error is that of the first.
    pub fn compile(self, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
        let assembly = Assembly::new(CodeBuffer::new(memory)?, self.functions.len());
        let mut compiler = FunctionCompiler::new(&self.basis, assembly);
        let entries = self.compile_functions(&mut compiler)?;
        let handlers = mem::take(compiler.handlers());
        let assembly = compiler.into_assembly();
        Ok(self.finish(assembly, handlers, entries))
    }

    /// As [`Compilation::compile`], noting which code comes from which operator. The code is the same.
    ///
    /// # Errors
    /// As [`compile`].
    #[cfg(feature = "source-map")]
    pub fn compile_mapped(self, memory: &mut dyn CodeMemory) -> Result<(Artifact, SourceMap), CompileError> {
        let assembly = Assembly::new(CodeBuffer::new(memory)?, self.functions.len());
        let mut compiler = FunctionCompiler::new(&self.basis, assembly);
        *compiler.emitter.source_map() = Some(SourceMap::default());
        let entries = self.compile_functions(&mut compiler)?;
        let map = compiler.emitter.source_map().take().unwrap_or_default();
        let handlers = mem::take(compiler.handlers());
        let assembly = compiler.into_assembly();
        Ok((self.finish(assembly, handlers, entries), map))
    }

    fn compile_functions<'c, 'm: 'c>(
        &'c self,
        compiler: &mut FunctionCompiler<'c, 'm>,
    ) -> Result<Vec<FunctionEntry>, CompileError> {
        let (mut entries, mut buffer) = (Vec::with_capacity(self.functions.len()), Vec::new());
        for positions in self.chunks() {
            compiler.assembly().begin_chunk();
            let functions = &self.functions[positions];
            let bodies = ChunkBodies::read(functions, &self.bodies, &mut buffer)?;
            for source in functions {
                entries.push(compiler.compile(source, bodies.of(source))?);
            }
        }
        Ok(entries)
    }

    /// The artifact of what was assembled.
    pub(crate) fn finish(
        self,
        assembly: Assembly<'_>,
        handlers: HandlerWriter,
        functions: Vec<FunctionEntry>,
    ) -> Artifact {
        let code_len = assembly.buffer.len() as usize;
        Artifact {
            code_len,
            functions: functions.into(),
            sites: assembly.sites.finish().into(),
            handlers: handlers.finish(),
            ..self.structure()
        }
    }

    /// An artifact without code.
    pub(crate) fn structure(&self) -> Artifact {
        let Basis { module, options, .. } = &*self.basis;
        let options = Options {
            explicit_bounds_checks: options.explicit_bounds_checks,
            relaxed_simd_deterministic: options.relaxed_simd_deterministic,
            explicit_traps: options.explicit_traps,
            spectre_mitigation: options.spectre_mitigation,
            clamped_memories: options.clamped_memories,
            branch_protection: options.branch_protection,
        };
        let exports = &module.exports;
        let mut exports_by_name: Vec<u32> = (0..exports.len() as u32).collect();
        exports_by_name.sort_unstable_by_key(|&i| &exports[i as usize].name);
        Artifact {
            module: module.clone(),
            exports_by_name: exports_by_name.into(),
            data: self.data.clone(),
            options,
            ..Artifact::default()
        }
    }
}

/// Compiles functions of a module one after the other, keeping what it allocates.
pub(crate) struct FunctionCompiler<'a, 'm> {
    basis: &'a Basis,
    validator: FunctionValidator,
    emitter: Box<dyn EmitFunctions<'a, 'm> + 'a>,
    code_limit: CodeLimit,
}

impl<'a, 'm: 'a> FunctionCompiler<'a, 'm> {
    /// Code goes to `assembly`.
    pub(crate) fn new(basis: &'a Basis, assembly: Assembly<'m>) -> Self {
        let emitter = basis.emitter(assembly);
        let code_limit = basis.code_limit.within_reach(emitter.max_code());
        FunctionCompiler { basis, validator: FunctionValidator::default(), emitter, code_limit }
    }

    /// Validates and compiles a function with this body.
    ///
    /// # Errors
    /// Where it is not valid, or uses what is not supported; where there is no memory for the code.
    pub(crate) fn compile(&mut self, source: &FunctionSource, body: &[u8]) -> Result<FunctionEntry, CompileError> {
        let Basis { module, types, .. } = self.basis;
        self.validator.validate(source, body, module, types, self.emitter.scan())?;
        // SAFETY: the emitter does not use what it was given for one function when it is given the next.
        let body: &'a [u8] = unsafe { mem::transmute::<&[u8], &'a [u8]>(body) };
        if CHECKED {
            self.emitter.checker().begin(source, body);
        }
        // SAFETY: the body has just been validated, so all that it holds is complete; as it is borrowed, it is still the same.
        let reader = unsafe { Reader::new(body) };
        let offset = source.range().start;
        self.emitter.assembly().buffer.set_max_len(self.code_limit.most);
        let entry = self.emitter.function(source.validator.index, reader, source.body.start);
        if CHECKED {
            self.emitter.checker().end();
        }
        match self.emitter.assembly().buffer.failure() {
            None => {}
            Some(CodeFailure::OutOfMemory) => return Err(CompileError::OutOfMemory),
            Some(CodeFailure::TooLong) => return Err(self.code_limit.error(offset)),
        }
        self.code_limit.check(entry.end, offset)?;
        Ok(entry)
    }

    #[cfg(test)]
    pub(crate) fn emitter(&mut self) -> &mut (dyn EmitFunctions<'a, 'm> + 'a) {
        &mut *self.emitter
    }

    /// What code goes to.
    pub(crate) fn assembly(&mut self) -> &mut Assembly<'m> {
        self.emitter.assembly()
    }

    /// Where the functions compiled so far catch exceptions.
    pub(crate) fn handlers(&mut self) -> &mut HandlerWriter {
        self.emitter.handlers()
    }

    /// Gives back what was assembled.
    pub(crate) fn into_assembly(self) -> Assembly<'m> {
        self.emitter.into_assembly()
    }
}

/// Checks that `wasm` is a valid module of `features`.
///
/// # Errors
/// [`CompileError::Invalid`] where it is not, and [`CompileError::Unsupported`] where it declares what Windlass cannot
/// represent.
pub fn validate(wasm: &[u8], features: WasmFeatures) -> Result<(), CompileError> {
    let Translation { module, functions, .. } = translate(wasm, features)?;
    let types = ModuleTypes::new(&module, features);
    let mut validator = FunctionValidator::default();
    functions.iter().try_for_each(|source| validator.only_validate(source, &wasm[source.range()], &module, &types))
}

impl From<OutOfMemory> for CompileError {
    fn from(OutOfMemory: OutOfMemory) -> CompileError {
        CompileError::OutOfMemory
    }
}

#[cfg(test)]
mod tests;
