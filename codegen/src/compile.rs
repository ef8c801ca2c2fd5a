//! The driver: validates each function of a module and compiles it.

use alloc::vec::Vec;

use wasmparser::{
    BinaryReaderError, FuncValidator, FuncValidatorAllocations, FunctionBody, ValidatorResources, WasmFeatures,
};
use windlass_isa::host::{Assembler, CpuFeatures};
use windlass_masm::{Assembly, CodeBuffer, CodeMemory, MacroAssembler, OutOfMemory};

use crate::artifact::{Artifact, Options};
use crate::context::ContextLayout;
use crate::emit::{EmitOptions, Emitter};
use crate::error::CompileError;
use crate::reader::Reader;
use crate::scan::Scan;
use crate::translate::{FunctionSource, translate};

/// How a module is compiled.
#[derive(Clone, Copy, Debug)]
pub struct CompileOptions {
    /// What the module may use.
    pub features: WasmFeatures,
    /// See [`Options::explicit_bounds_checks`].
    pub explicit_bounds_checks: bool,
    /// Vector operators whose results depend on the machine give those of the specification's deterministic profile.
    pub relaxed_simd_deterministic: bool,
    /// What the machine that will run the code can do.
    pub cpu: CpuFeatures,
}

impl Default for CompileOptions {
    /// WebAssembly 2.0 and relaxed SIMD, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions {
            features: WasmFeatures::WASM2.union(WasmFeatures::RELAXED_SIMD),
            explicit_bounds_checks: false,
            relaxed_simd_deterministic: false,
            cpu: CpuFeatures::default(),
        }
    }
}

/// Compiles a module. The machine code is written to `memory`, from its start; it is position-independent.
///
/// # Errors
/// Where the module is not valid, uses what is not supported, or is too large; see [`CompileError`].
pub fn compile(wasm: &[u8], options: &CompileOptions, memory: &mut dyn CodeMemory) -> Result<Artifact, CompileError> {
    let translation = translate(wasm, options.features)?;
    let module = translation.module;
    let layout = ContextLayout::new(&module);
    let runtime_options = Options { explicit_bounds_checks: options.explicit_bounds_checks };
    let assembly = Assembly::new(CodeBuffer::new(memory)?, translation.functions.len());
    let emit_options = EmitOptions {
        explicit_bounds_checks: options.explicit_bounds_checks,
        relaxed_simd_deterministic: options.relaxed_simd_deterministic,
    };
    let mut emitter = Emitter::new(Assembler::new(assembly, options.cpu), &module, &layout, emit_options);
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
        functions.push(function);
        if emitter.failed() {
            return Err(CompileError::OutOfMemory);
        }
    }
    let assembly = emitter.into_assembly();
    let code_len = assembly.buffer.len() as usize;
    let sites = assembly.sites.finish();
    Ok(Artifact { module, code_len, functions, sites, data: translation.data, options: runtime_options })
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
