//! Reads the data section. Some modules have a hundred thousand segments, so this is optimised.

use alloc::vec::Vec;
use core::ops::Range;

use wasmparser::{BinaryReader, DataKind, DataSectionReader};

use super::const_expr;
use crate::error::CompileError;
use crate::module::{DataSegment, DataSegments, ModuleInfo, PlainSegment, SegmentMode};
use crate::source::Window;

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

/// Reads a section of `wasm` that the validator has not seen, if all segments are plain: active, in the first memory,
/// at a constant offset. Such segments need no further validation.
///
/// Returns whether they are. If not, possibly because of an error, nothing is changed, and the validator must check the
/// section.
pub(super) fn read_plain(section: &DataSectionReader<'_>, wasm: &[u8], module: &mut ModuleInfo) -> bool {
    let (start, end) = (section.original_position() as usize, section.range().end as usize);
    let Some(wasm) = wasm.get(..end) else { return false };
    let segment = |at: usize| Ok(read_plain_segment(wasm.get(at..).unwrap_or_default(), at));
    // This cannot fail: `segment` always returns `Ok`.
    set_plain(plain_segments(section.count(), start..end, module, segment).ok().flatten(), module)
}

/// Like [`read_plain`], for a section with `count` segments at `range`, read through `window`.
///
/// # Errors
/// Fails with [`CompileError::Unreadable`].
pub(super) fn read_plain_pieces(
    count: u32,
    range: Range<usize>,
    window: &mut Window<'_>,
    module: &mut ModuleInfo,
) -> Result<bool, CompileError> {
    /// The maximum header size of a plain segment.
    const HEAD: usize = 13;
    let segment = |at: usize| Ok(read_plain_segment(window.get(at, HEAD)?, at));
    Ok(set_plain(plain_segments(count, range, module, segment)?, module))
}

fn set_plain(plain: Option<Vec<PlainSegment>>, module: &mut ModuleInfo) -> bool {
    let Some(plain) = plain else { return false };
    module.data = DataSegments::Plain(plain.into());
    true
}

/// The `count` segments at `range`, if all are plain. `segment` reads the one at a position.
fn plain_segments(
    count: u32,
    range: Range<usize>,
    module: &ModuleInfo,
    mut segment: impl FnMut(usize) -> Result<Option<PlainSegment>, CompileError>,
) -> Result<Option<Vec<PlainSegment>>, CompileError> {
    /// The validator's limit.
    const MOST: u32 = 100_000;
    // Offsets are numbers of 32 bits.
    if module.memories.first().is_none_or(|memory| memory.memory64) || count > MOST {
        return Ok(None);
    }
    let mut plain = Vec::with_capacity(count as usize);
    let mut at = range.start;
    for _ in 0..count {
        let Some(segment) = segment(at)? else { return Ok(None) };
        at = segment.start as usize + segment.len as usize;
        if at > range.end {
            return Ok(None);
        }
        plain.push(segment);
    }
    Ok((at == range.end).then_some(plain))
}

/// Reads the header of the segment at the start of `bytes`, which is at `at` in the module, if it is plain. Its content
/// may be missing.
fn read_plain_segment(bytes: &[u8], at: usize) -> Option<PlainSegment> {
    const ACTIVE_IN_FIRST_MEMORY: u8 = 0;
    const I32_CONST: u8 = 0x41;
    const END: u8 = 0x0b;
    let mut reader = BinaryReader::new(bytes, at as u64);
    if reader.read_u8().ok()? != ACTIVE_IN_FIRST_MEMORY || reader.read_u8().ok()? != I32_CONST {
        return None;
    }
    let offset = reader.read_var_i32().ok()?;
    if reader.read_u8().ok()? != END {
        return None;
    }
    let len = reader.read_var_u32().ok()?;
    let start = u32::try_from(reader.original_position()).ok()?;
    Some(PlainSegment { offset: offset as u32, start, len })
}
