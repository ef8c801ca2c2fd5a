//! The bodies of the functions of a chunk, read at once.

use alloc::vec::Vec;

use crate::error::CompileError;
use crate::source::Bodies;
use crate::translate::FunctionSource;

/// The bodies of consecutive functions.
#[derive(Clone, Copy)]
pub(crate) struct ChunkBodies<'b> {
    bytes: &'b [u8],
    /// Where they are in the module.
    start: usize,
}

impl<'b> ChunkBodies<'b> {
    /// Those of `functions`, for which `buffer` is used where they have to be read: once, so that whoever looks at them twice
    /// sees the same.
    ///
    /// # Errors
    /// [`CompileError::Unreadable`].
    pub(crate) fn read(
        functions: &[FunctionSource],
        bodies: &'b Bodies<'_>,
        buffer: &'b mut Vec<u8>,
    ) -> Result<ChunkBodies<'b>, CompileError> {
        let (Some(first), Some(last)) = (functions.first(), functions.last()) else {
            return Ok(ChunkBodies { bytes: &[], start: 0 });
        };
        let range = first.range().start..last.range().end;
        Ok(ChunkBodies { start: range.start, bytes: bodies.get(range, buffer)? })
    }

    /// The body of one of the functions.
    pub(crate) fn of(self, function: &FunctionSource) -> &'b [u8] {
        let range = function.range();
        &self.bytes[range.start - self.start..range.end - self.start]
    }
}
