//! The driver: validates each function of a module and compiles it.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

use wasmparser::{
    BinaryReaderError, FuncToValidate, FuncValidator, FuncValidatorAllocations, FunctionBody, ValidatorResources,
    WasmFeatures,
};
use windlass_isa::host::{Assembler, CpuFeatures};
use windlass_masm::{Assembly, CodeBuffer, CodeMemory, MacroAssembler, OutOfMemory};

use crate::artifact::{Artifact, FunctionEntry, Options};
use crate::context::ContextLayout;
use crate::emit::Emitter;
use crate::error::CompileError;
use crate::module::ModuleInfo;
use crate::reader::Reader;
use crate::scan::Scan;
use crate::translate::{FunctionSource, Translation, translate};

/// How a module is compiled.
#[derive(Clone, Copy, Debug)]
pub struct CompileOptions {
    /// What the module may use.
    pub features: WasmFeatures,
    /// See [`Options::explicit_bounds_checks`].
    pub explicit_bounds_checks: bool,
    /// What the machine that will run the code can do.
    pub cpu: CpuFeatures,
}

impl Default for CompileOptions {
    /// WebAssembly 2.0, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions { features: WasmFeatures::WASM2, explicit_bounds_checks: false, cpu: CpuFeatures::default() }
    }
}

/// Compiles a module. The machine code is written to `memory`, from its start; it is position-independent.
///
/// # Errors
/// Where the module is not valid, uses what is not supported, or is too large; see [`CompileError`].
pub fn compile(wasm: &[u8], options: &CompileOptions, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
    Compilation::new(wasm, options)?.compile(memory)
}

/// A module whose sections are read, and whose functions are to be compiled: at once, or in chunks by several threads.
pub struct Compilation<'a> {
    module: Arc<ModuleInfo>,
    layout: ContextLayout,
    functions: Vec<FunctionSource<'a>>,
    data: Vec<u8>,
    options: Options,
    cpu: CpuFeatures,
}

impl<'a> Compilation<'a> {
    /// Reads and validates everything of a module but its function bodies.
    ///
    /// # Errors
    /// As [`compile`].
    pub fn new(wasm: &'a [u8], options: &CompileOptions) -> Result<Compilation<'a>, CompileError> {
        let Translation { module, data, functions, .. } = translate(wasm, options.features)?;
        let layout = ContextLayout::new(&module);
        let runtime_options = Options { explicit_bounds_checks: options.explicit_bounds_checks };
        let module = Arc::new(module);
        Ok(Compilation { module, layout, functions, data, options: runtime_options, cpu: options.cpu })
    }

    /// Compiles all functions, in place.
    ///
    /// # Errors
    /// As [`compile`]. Where several functions are not valid, the error is that of the first.
    pub fn compile(self, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
        let assembly = Assembly::new(CodeBuffer::new(memory)?, self.functions.len());
        let mut compiler = FunctionCompiler::new(&self, assembly);
        let mut entries = Vec::with_capacity(self.functions.len());
        for position in 0..self.functions.len() {
            entries.push(compiler.compile(position)?);
        }
        let assembly = compiler.into_assembly();
        self.finish(assembly, entries)
    }

    /// The artifact of what was assembled.
    pub(crate) fn finish(
        self,
        assembly: Assembly<'_>,
        functions: Vec<FunctionEntry>,
    ) -> Result<Artifact, CompileError> {
        if assembly.buffer.failed() {
            return Err(CompileError::OutOfMemory);
        }
        let code_len = assembly.buffer.len() as usize;
        let sites = assembly.sites.finish();
        Ok(Artifact { module: self.module, code_len, functions, sites, data: self.data, options: self.options })
    }

    /// Where the bodies of the functions are in the module.
    pub(crate) fn bodies(&self) -> impl ExactSizeIterator<Item = Range<u64>> {
        self.functions.iter().map(|source| source.body.range())
    }

    /// A macro-assembler for functions of this module.
    pub(crate) fn assembler<'m>(&self, assembly: Assembly<'m>) -> Assembler<'m> {
        Assembler::new(assembly, self.cpu)
    }
}

/// Compiles functions of a module one after the other, keeping what it allocates.
pub(crate) struct FunctionCompiler<'a, 'm> {
    compilation: &'a Compilation<'a>,
    emitter: Emitter<'a, 'm, Assembler<'m>>,
    allocations: FuncValidatorAllocations,
}

impl<'a, 'm> FunctionCompiler<'a, 'm> {
    /// Code goes to `assembly`.
    pub(crate) fn new(compilation: &'a Compilation<'a>, assembly: Assembly<'m>) -> Self {
        let assembler = compilation.assembler(assembly);
        let emitter = Emitter::new(assembler, &compilation.module, &compilation.layout, compilation.options);
        FunctionCompiler { compilation, emitter, allocations: FuncValidatorAllocations::default() }
    }

    /// Validates and compiles the function at `position` of those that are not imported.
    pub(crate) fn compile(&mut self, position: usize) -> Result<FunctionEntry, CompileError> {
        let Compilation { module, functions, .. } = self.compilation;
        let FunctionSource { body, validator } = &functions[position];
        let index = module.imported_functions + position as u32;
        let params = module.func_type(index).params().len();
        let validator = FuncToValidate { resources: validator.resources.clone(), ..*validator };
        let mut validator = validator.into_validator(core::mem::take(&mut self.allocations));
        let scan = self.emitter.scan();
        validate_and_scan(&mut validator, body, scan, params, module.imported_functions)?;
        self.allocations = validator.into_allocations();
        if let Some((proposal, offset)) = scan.unsupported {
            return Err(CompileError::Unsupported { what: proposal.replace('_', " "), offset });
        }
        // SAFETY: the body has just been validated, so all that it holds is complete.
        let reader = unsafe { Reader::new(body.as_bytes()) };
        Ok(self.emitter.function(index, reader, body.range().start as u32))
    }

    /// What code goes to.
    pub(crate) fn assembly(&mut self) -> &mut Assembly<'m> {
        self.emitter.assembly()
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
    let mut allocations = FuncValidatorAllocations::default();
    for FunctionSource { body, validator } in translate(wasm, features)?.functions {
        let mut validator = validator.into_validator(allocations);
        validator.validate(&body)?;
        allocations = validator.into_allocations();
    }
    Ok(())
}

/// Validates a function and looks at it, in one walk.
fn validate_and_scan(
    validator: &mut FuncValidator<ValidatorResources>,
    body: &FunctionBody<'_>,
    scan: &mut Scan,
    params: usize,
    imported_functions: u32,
) -> Result<(), BinaryReaderError> {
    let mut reader = body.get_binary_reader();
    validator.read_locals(&mut reader)?;
    scan.begin(params, validator.len_locals() as usize, imported_functions);
    while !reader.eof() {
        let offset = reader.original_position();
        reader.visit_operator(&mut scan.watch(validator.visitor(offset), offset as usize))??;
    }
    let offset = reader.original_position();
    reader.finish_expression(&validator.visitor(offset))
}

impl From<OutOfMemory> for CompileError {
    fn from(OutOfMemory: OutOfMemory) -> CompileError {
        CompileError::OutOfMemory
    }
}
