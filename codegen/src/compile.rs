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

/// The options of the compiler.
#[derive(Clone, Copy, Debug)]
pub struct CompileOptions {
    /// The proposals that the module may use.
    pub features: WasmFeatures,
    /// See [`Options::explicit_bounds_checks`]. Has no effect without the feature `explicit-bounds-checks`.
    pub explicit_bounds_checks: bool,
    /// Relaxed vector operators follow the specification's deterministic profile.
    pub relaxed_simd_deterministic: bool,
    /// See [`Options::explicit_traps`]. Requires explicit bounds checks.
    pub explicit_traps: bool,
    /// See [`Options::spectre_mitigation`].
    pub spectre_mitigation: bool,
    /// See [`Options::clamped_memories`].
    pub clamped_memories: bool,
    /// See [`Options::branch_protection`].
    pub branch_protection: bool,
    /// See [`Options::consume_fuel`].
    pub consume_fuel: bool,
    /// The limits of the module.
    pub limits: ModuleLimits,
    /// The machine that will run the code.
    pub target: Target,
}

impl Default for CompileOptions {
    /// All supported proposals of WebAssembly 3.0, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions {
            features: proposals::DEFAULT,
            explicit_bounds_checks: false,
            relaxed_simd_deterministic: false,
            explicit_traps: false,
            spectre_mitigation: true,
            clamped_memories: true,
            branch_protection: false,
            consume_fuel: false,
            limits: ModuleLimits::default(),
            target: Target::default(),
        }
    }
}

/// Compiles a module. The machine code is written to `memory`, from its start; it is position-independent.
///
/// # Errors
/// Fails if the module is invalid, unsupported or too large: see [`CompileError`].
pub fn compile(wasm: &[u8], options: &CompileOptions, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
    Compilation::new(wasm, options)?.compile(memory)
}

/// A module whose sections were read, ready to compile its functions: all at once, in chunks on several threads, or each at
/// its first call.
pub struct Compilation<'a> {
    pub(crate) basis: Arc<Basis>,
    pub(crate) functions: Vec<FunctionSource>,
    pub(crate) bodies: Bodies<'a>,
    data: Range<usize>,
    code_section_len: usize,
}

/// The inputs of code generation that all functions of a module share.
pub(crate) struct Basis {
    pub(crate) module: Arc<ModuleInfo>,
    pub(crate) types: ModuleTypes,
    layout: ContextLayout,
    pub(crate) options: EmitOptions,
    /// The limit of the code size. At most the range of calls; machines with a shorter range limit it further.
    pub(crate) code_limit: CodeLimit,
    pub(crate) target: Target,
}

impl Basis {
    fn emitter<'a, 'm: 'a>(&'a self, assembly: Assembly<'m>) -> Box<dyn EmitFunctions<'a, 'm> + 'a> {
        self.target.with_assembler(MakeEmitter { basis: self, assembly })
    }
}

/// Creates an emitter for the target.
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
    /// Reads and validates all sections of a module except function bodies.
    ///
    /// # Errors
    /// Same as [`compile`].
    pub fn new(wasm: &'a [u8], options: &CompileOptions) -> Result<Compilation<'a>, CompileError> {
        Compilation::of(translate(wasm, options.features)?, Bodies::InMemory(wasm), wasm.len(), options)
    }

    /// [`Compilation::new`] for a module that is read in pieces. Function bodies are read when they are compiled.
    ///
    /// # Errors
    /// Same as [`compile`]; also [`CompileError::Unreadable`].
    pub fn read_from(source: &'a dyn ModuleSource, options: &CompileOptions) -> Result<Compilation<'a>, CompileError> {
        Compilation::of(translate_pieces(source, options.features)?, Bodies::Read(source), source.len(), options)
    }

    /// The compilation of a module of `len` bytes.
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
            consume_fuel: options.consume_fuel,
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

    /// The length of the code section's contents in bytes.
    pub fn code_section_len(&self) -> usize {
        self.code_section_len
    }

    /// Compiles all functions, in place.
    ///
    /// # Errors
    /// Same as [`compile`]. If several functions are invalid, returns the error of the first.
    pub fn compile(self, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
        let assembly = Assembly::new(CodeBuffer::new(memory)?, self.functions.len());
        let mut compiler = FunctionCompiler::new(&self.basis, assembly);
        let entries = self.compile_functions(&mut compiler)?;
        let handlers = mem::take(compiler.handlers());
        let assembly = compiler.into_assembly();
        Ok(self.finish(assembly, handlers, entries))
    }

    /// [`Compilation::compile`] with a source map from code to operators. The code is the same.
    ///
    /// # Errors
    /// Same as [`compile`].
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

    /// The artifact for the assembled code.
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
            consume_fuel: options.consume_fuel,
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

/// Compiles functions of a module one after the other, reusing its allocations.
pub(crate) struct FunctionCompiler<'a, 'm> {
    basis: &'a Basis,
    validator: FunctionValidator,
    emitter: Box<dyn EmitFunctions<'a, 'm> + 'a>,
    code_limit: CodeLimit,
}

impl<'a, 'm: 'a> FunctionCompiler<'a, 'm> {
    /// Creates a compiler that writes to `assembly`.
    pub(crate) fn new(basis: &'a Basis, assembly: Assembly<'m>) -> Self {
        let emitter = basis.emitter(assembly);
        let code_limit = basis.code_limit.within_reach(emitter.max_code());
        FunctionCompiler { basis, validator: FunctionValidator::default(), emitter, code_limit }
    }

    /// Validates and compiles a function with this body.
    ///
    /// # Errors
    /// Fails if the function is invalid or unsupported, or if there is no memory for its code.
    pub(crate) fn compile(&mut self, source: &FunctionSource, body: &[u8]) -> Result<FunctionEntry, CompileError> {
        let Basis { module, types, .. } = self.basis;
        self.validator.validate(source, body, module, types, self.emitter.scan())?;
        // SAFETY: the emitter does not use the references to one function after it got those to the next.
        let body: &'a [u8] = unsafe { mem::transmute::<&[u8], &'a [u8]>(body) };
        if CHECKED {
            self.emitter.checker().begin(source, body);
        }
        // SAFETY: the body was just validated, and cannot have changed since it is borrowed.
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

    /// The assembled code.
    pub(crate) fn assembly(&mut self) -> &mut Assembly<'m> {
        self.emitter.assembly()
    }

    /// The exception handlers of the functions compiled so far.
    pub(crate) fn handlers(&mut self) -> &mut HandlerWriter {
        self.emitter.handlers()
    }

    /// Returns the assembled code.
    pub(crate) fn into_assembly(self) -> Assembly<'m> {
        self.emitter.into_assembly()
    }
}

/// Checks that `wasm` is a valid module with these features.
///
/// # Errors
/// [`CompileError::Invalid`] if it is not, and [`CompileError::Unsupported`] if it declares something that Windlass cannot
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
