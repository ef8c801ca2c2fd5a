//! The data section. Some modules have a hundred thousand segments, so that it is worth reading them quickly.

use alloc::vec::Vec;

use wasmparser::{BinaryReader, DataKind, DataSectionReader};

use super::const_expr;
use crate::error::CompileError;
use crate::module::{DataSegment, DataSegments, ModuleInfo, PlainSegment, SegmentMode};

/// Reads a section that the validator has accepted.
pub(super) fn read(section: DataSectionReader<'_>, module: &mut ModuleInfo) -> Result<(), CompileError> {
    let mut segments = Vec::with_capacity(section.count() as usize);
    for data in section {
        let data = data?;
        let mode = match data.kind {
            DataKind::Passive => SegmentMode::Passive,
            DataKind::Active { memory_index, offset_expr } => {
                SegmentMode::Active { index: memory_index, offset: const_expr::read(&offset_expr)? }
            }
        };
        let end = data.range.end as usize;
        segments.push(DataSegment { mode, bytes: end - data.data.len()..end });
    }
    module.data = DataSegments::General(segments);
    Ok(())
}

/// Reads a section that the validator has not seen, if all of its segments are plain: active, in the first memory, at a
/// constant offset. Such segments need no more validation than is done here.
///
/// Says whether they are. Where they are not, which may be because of an error, nothing is changed, and the validator has
/// to see the section. It is a section of `wasm`.
pub(super) fn read_plain(section: &DataSectionReader<'_>, wasm: &[u8], module: &mut ModuleInfo) -> bool {
    /// As many as the validator accepts.
    const MOST: u32 = 100_000;
    // All memories that are represented have offsets of 32 bits.
    if module.memories.is_empty() || section.count() > MOST {
        return false;
    }
    let Some(segments) = wasm.get(section.original_position() as usize..section.range().end as usize) else {
        return false;
    };
    let mut reader = BinaryReader::new(segments, section.original_position());
    let mut plain = Vec::with_capacity(section.count() as usize);
    for _ in 0..section.count() {
        let Some(segment) = read_plain_segment(&mut reader) else { return false };
        plain.push(segment);
    }
    if !reader.eof() {
        return false;
    }
    module.data = DataSegments::Plain(plain.into());
    true
}

/// Reads one segment, if it is plain.
fn read_plain_segment(reader: &mut BinaryReader<'_>) -> Option<PlainSegment> {
    const ACTIVE_IN_FIRST_MEMORY: u8 = 0;
    const I32_CONST: u8 = 0x41;
    const END: u8 = 0x0b;
    if reader.read_u8().ok()? != ACTIVE_IN_FIRST_MEMORY || reader.read_u8().ok()? != I32_CONST {
        return None;
    }
    let offset = reader.read_var_i32().ok()?;
    if reader.read_u8().ok()? != END {
        return None;
    }
    let len = reader.read_var_u32().ok()?;
    let start = u32::try_from(reader.original_position()).ok()?;
    reader.read_bytes(len as usize).ok()?;
    Some(PlainSegment { offset: offset as u32, start, len })
}
