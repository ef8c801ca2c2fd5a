//! The driver: validates each function of a module and compiles it.

use alloc::format;
use alloc::string::{String, ToString};

use wasmparser::{FuncValidatorAllocations, WasmFeatures};
use windlass_isa::host::{Assembler, CpuFeatures};
use windlass_masm::{Assembly, CodeBuffer, CodeMemory, MacroAssembler, OutOfMemory};

use crate::artifact::{Artifact, Options};
use crate::context::ContextLayout;
use crate::emit::{EmitOptions, Emitter};
use crate::error::CompileError;
use crate::reader::Reader;
use crate::scan::Unsupported;
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
    /// WebAssembly 2.0, for this machine, with guard pages.
    fn default() -> CompileOptions {
        CompileOptions {
            features: WasmFeatures::WASM2,
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
    let mut functions = alloc::vec::Vec::with_capacity(translation.functions.len());
    let mut allocations = FuncValidatorAllocations::default();
    for (i, FunctionSource { body, validator }) in translation.functions.into_iter().enumerate() {
        let mut validator = validator.into_validator(allocations);
        validator.validate(&body)?;
        allocations = validator.into_allocations();
        let (bytes, offset) = (body.as_bytes(), body.range().start as u32);
        // SAFETY: the body has just been validated, so all that it holds is complete.
        let reader = unsafe { Reader::new(bytes) };
        let index = module.imported_functions + i as u32;
        let function = emitter.function(index, reader, offset).map_err(|e| unsupported(e, offset))?;
        functions.push(function);
    }
    let assembly = emitter.into_assembly();
    if assembly.buffer.failed() {
        return Err(CompileError::OutOfMemory);
    }
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

fn unsupported(e: Unsupported, body: u32) -> CompileError {
    let what: String = match e.opcode {
        0xfd => "these vector operators".to_string(),
        0xfe => "atomic operators (threads)".to_string(),
        0x12 | 0x13 | 0x15 => "tail calls".to_string(),
        0x06..=0x0a | 0x18 | 0x19 | 0x1f => "exceptions".to_string(),
        0xfb => "garbage-collected types".to_string(),
        opcode => format!("operator {opcode:#04x}"),
    };
    CompileError::Unsupported { what, offset: (body + e.offset) as usize }
}

impl From<OutOfMemory> for CompileError {
    fn from(OutOfMemory: OutOfMemory) -> CompileError {
        CompileError::OutOfMemory
    }
}
