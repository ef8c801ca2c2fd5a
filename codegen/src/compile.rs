//! The driver: validates each function of a module and compiles it.

use alloc::format;
use alloc::vec::Vec;

use wasmparser::{
    BinaryReaderError, FuncValidator, FuncValidatorAllocations, FunctionBody, ValidatorResources, WasmFeatures,
};
use windlass_isa::{Target, UseAssembler};
use windlass_masm::{Assembly, CodeBuffer, CodeMemory, MacroAssembler, OutOfMemory};

use crate::artifact::{Artifact, Options};
use crate::context::ContextLayout;
use crate::emit::Emitter;
use crate::error::CompileError;
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
    /// The machine that will run the code.
    pub target: Target,
}

impl Default for CompileOptions {
    /// WebAssembly 2.0, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions { features: WasmFeatures::WASM2, explicit_bounds_checks: false, target: Target::default() }
    }
}

/// Compiles a module. The machine code is written to `memory`, from its start; it is position-independent.
///
/// # Errors
/// Where the module is not valid, uses what is not supported, or is too large; see [`CompileError`].
pub fn compile(wasm: &[u8], options: &CompileOptions, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
    let translation = translate(wasm, options.features)?;
    options.target.with_assembler(Compilation { translation, options, memory })
}

/// A module to be compiled, whichever machine it is for.
struct Compilation<'m, 'a> {
    translation: Translation<'a>,
    options: &'a CompileOptions,
    memory: &'m mut dyn CodeMemory,
}

impl<'m> UseAssembler<'m> for Compilation<'m, '_> {
    type Output = Result<Artifact, CompileError>;

    fn with<M: MacroAssembler<'m>>(self, cpu: M::CpuFeatures) -> Result<Artifact, CompileError> {
        let Compilation { translation, options, memory } = self;
        let module = translation.module;
        let layout = ContextLayout::new(&module);
        let runtime_options = Options { explicit_bounds_checks: options.explicit_bounds_checks };
        let assembly = Assembly::new(CodeBuffer::new(memory)?, translation.functions.len());
        let mut emitter = Emitter::new(M::new(assembly, cpu), &module, &layout, runtime_options);
        let mut functions = Vec::with_capacity(translation.functions.len());
        let mut allocations = FuncValidatorAllocations::default();
        for (i, FunctionSource { body, validator }) in translation.functions.into_iter().enumerate() {
            let index = module.imported_functions + i as u32;
            let params = module.func_type(index).params().len();
            let mut validator = validator.into_validator(allocations);
            let scan = emitter.scan();
            validate_and_scan(&mut validator, &body, scan, params, module.imported_functions)?;
            allocations = validator.into_allocations();
            if let Some((proposal, offset)) = scan.unsupported {
                return Err(CompileError::Unsupported { what: proposal.replace('_', " "), offset });
            }
            // SAFETY: the body has just been validated, so all that it holds is complete.
            let reader = unsafe { Reader::new(body.as_bytes()) };
            let function = emitter.function(index, reader, body.range().start as u32);
            if emitter.failed() {
                return Err(CompileError::OutOfMemory);
            }
            if function.end > M::ABI.max_code {
                let what = format!("the machine code of the module, more than {} MiB", M::ABI.max_code >> 20);
                return Err(CompileError::TooLarge { what, offset: body.range().start as usize });
            }
            functions.push(function);
        }
        let assembly = emitter.into_assembly();
        let code_len = assembly.buffer.len() as usize;
        let sites = assembly.sites.finish();
        Ok(Artifact { module, code_len, functions, sites, data: translation.data, options: runtime_options })
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
