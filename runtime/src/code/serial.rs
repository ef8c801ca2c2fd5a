//! Replaces `parallel.rs` in builds without threads.

use windlass_codegen::error::CompileError;
use windlass_codegen::{Artifact, Compilation};
use windlass_masm::CodeMemory;

use crate::code::progress::CompileProgress;

/// Compiles all functions.
pub(crate) fn compile(
    compilation: Compilation<'_>,
    _threads: usize,
    progress: Option<&CompileProgress>,
    memory: &mut dyn CodeMemory,
) -> Result<Artifact, CompileError> {
    let functions = compilation.chunks().last().map_or(0, |chunk| chunk.end);
    progress.inspect(|progress| progress.begin(functions, 1));
    let artifact = compilation.compile(memory)?;
    progress.inspect(|progress| progress.add(functions, artifact.code_len));
    Ok(artifact)
}

/// Validates all functions.
#[cfg(feature = "lazy")]
pub(crate) fn validate(compilation: &Compilation<'_>, _threads: usize) -> Result<(), CompileError> {
    let mut buffer = alloc::vec::Vec::new();
    compilation.chunks().into_iter().try_for_each(|positions| compilation.validate(positions, &mut buffer))
}
