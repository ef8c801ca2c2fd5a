//! Compiles for a listing: into ordinary memory, for any target.

use windlass_codegen::error::CompileError;
use windlass_codegen::{Artifact, Compilation, CompileOptions, SourceMap};
use windlass_isa::Isa;
use windlass_masm::{CodeMemory, OutOfMemory};

/// A compiled module, for reading only.
#[derive(Debug)]
pub struct Compiled {
    /// The instruction set of the code.
    pub isa: Isa,
    /// Metadata of the code.
    pub artifact: Artifact,
    /// The machine code, starting at code offset 0.
    pub code: Vec<u8>,
    /// Maps code to operators. Empty if functions were compiled lazily.
    pub source_map: SourceMap,
    /// The layout of the stubs, if functions were compiled lazily.
    pub stubs: Option<StubLayout>,
}

/// How code calls functions that are not compiled yet. The code begins with one stub per function. Before the code,
/// each function has a slot with the address to call.
#[derive(Clone, Copy, Debug)]
pub struct StubLayout {
    /// Bytes per stub.
    pub stub_size: u32,
    /// The number of stubs.
    pub functions: u32,
}

impl StubLayout {
    /// The position of the function whose stub or slot is at code offset `at`.
    pub(crate) fn function_at(self, at: i64) -> Option<u32> {
        let position = match at {
            0.. => at / i64::from(self.stub_size),
            _ => at / i64::from(SLOT_SIZE) + i64::from(self.functions),
        };
        u32::try_from(position).ok().filter(|position| *position < self.functions)
    }
}

/// Memory that is never executed.
#[derive(Default)]
struct PlainMemory(Vec<u8>);

// SAFETY: the vector keeps its bytes when it grows, and moves only then.
unsafe impl CodeMemory for PlainMemory {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        let additional = len.saturating_sub(self.0.len());
        self.0.try_reserve(additional).map_err(|_| OutOfMemory)?;
        self.0.resize(self.0.capacity(), 0);
        Ok((self.0.as_mut_ptr(), self.0.len()))
    }
}

/// Compiles a module in the binary format, as `windlass compile` does.
///
/// # Errors
/// Same as [`windlass_codegen::compile`].
pub fn compile(wasm: &[u8], options: &CompileOptions) -> Result<Compiled, CompileError> {
    let mut memory = PlainMemory::default();
    let (artifact, source_map) = Compilation::new(wasm, options)?.compile_mapped(&mut memory)?;
    let mut code = memory.0;
    code.truncate(artifact.code_len);
    Ok(Compiled { isa: options.target.machine().isa, artifact, code, source_map, stubs: None })
}

/// Compiles every function of a module separately, in order, as if each were called for the first time. The code begins
/// with room for the stubs, which are not written.
///
/// # Errors
/// Same as [`windlass_codegen::compile`].
pub fn compile_lazily(wasm: &[u8], options: &CompileOptions) -> Result<Compiled, CompileError> {
    let compilation = Compilation::new(wasm, options)?;
    let functions = compilation.functions();
    let (mut artifact, mut compiler) = compilation.into_lazy()?;
    compiler.set_slots(functions * SLOT_SIZE as usize);
    let mut code = vec![0; compiler.stubs_len()];
    let stub_size = code.len().checked_div(functions).unwrap_or(0) as u32;
    let stubs = StubLayout { stub_size, functions: functions as u32 };
    for position in 0..functions as u32 {
        let body = wasm[compiler.body(position)].to_vec();
        let entry = compiler.compile(position, &body, code.len() as u32)?;
        code.extend_from_slice(compiler.code());
        artifact.functions.to_mut().push(entry);
    }
    artifact.code_len = code.len();
    artifact.sites = compiler.sites().to_vec().into();
    let source_map = SourceMap::default();
    Ok(Compiled { isa: options.target.machine().isa, artifact, code, source_map, stubs: Some(stubs) })
}

/// Bytes per slot of a lazily compiled function.
pub(crate) const SLOT_SIZE: u32 = 8;
