//! Replaces `parallel.rs` in builds without threads.

use windlass_codegen::error::CompileError;
use windlass_codegen::{Artifact, Compilation};
use windlass_masm::CodeMemory;

/// Compiles all functions.
pub(crate) fn compile(
    compilation: Compilation<'_>,
    _threads: usize,
    memory: &mut dyn CodeMemory,
) -> Result<Artifact, CompileError> {
    compilation.compile(memory)
}

/// Validates all functions.
#[cfg(feature = "lazy")]
pub(crate) fn validate(compilation: &Compilation<'_>, _threads: usize) -> Result<(), CompileError> {
    let mut buffer = alloc::vec::Vec::new();
    compilation.chunks().into_iter().try_for_each(|positions| compilation.validate(positions, &mut buffer))
}
