//! The image of the first memory: its initial pages, computed from data segments.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use windlass_masm::OutOfMemory;

use super::file_buffer::FileBuffer;
use super::header::PAGE;
#[cfg(feature = "compiler")]
use crate::module::MemoryImage;
use crate::module::{DataSegments, ImageRun, ModuleInfo, PlainSegment};

/// The maximum gap of zero pages within a run. A longer gap starts another run, which costs another mapping.
const GAP: usize = 4;

/// The image of the first memory of `module`, put into `file`, which ends at a page; `wasm` gives the bytes of segments.
///
/// `None`, and nothing is put, where there is none: where the memory is imported, or segments are not plain or do not fit.
pub(super) fn put<'a>(
    module: &ModuleInfo,
    wasm: impl Fn(Range<usize>) -> &'a [u8],
    file: &mut FileBuffer<'_>,
) -> Result<Option<Vec<ImageRun>>, OutOfMemory> {
    let Some((segments, mut runs, len)) = plan(module) else { return Ok(None) };
    let start = file.len();
    if u32::try_from(start + len).is_err() {
        return Ok(None);
    }
    fill(segments, &runs, wasm, file.zeroes(len)?);
    for run in &mut runs {
        run.start += start as u32;
    }
    Ok(Some(runs))
}

/// The image of the first memory of `module`, and its pages, among which the places of the runs are; `wasm` gives the bytes of
/// segments. `None` where there is none, as for a file, or where it has less than `least` bytes.
#[cfg(feature = "compiler")]
pub fn memory_image<'a>(
    module: &ModuleInfo,
    least: usize,
    wasm: impl Fn(Range<usize>) -> &'a [u8],
) -> Option<(MemoryImage, Vec<u8>)> {
    let (segments, runs, len) = plan(module).filter(|(_, _, len)| *len >= least)?;
    let mut pages = vec![0; len];
    fill(segments, &runs, wasm, &mut pages);
    Some((MemoryImage { runs: runs.into() }, pages))
}

/// The segments of an image, its runs, one after the other from 0 on, and how many bytes those are.
fn plan(module: &ModuleInfo) -> Option<(&[PlainSegment], Vec<ImageRun>, usize)> {
    let (DataSegments::Plain(segments), Some(memory)) = (&module.data, module.memories.first()) else { return None };
    let least = memory.min_bytes();
    let fits = |s: &PlainSegment| u64::from(s.offset) + u64::from(s.len) <= least;
    // Images have whole pages of the machine, which memories with small pages may not have. Others may use a shared memory.
    if module.imported_memories > 0
        || memory.shared
        || !memory.may_be_guarded()
        || segments.is_empty()
        || !segments.iter().all(fits)
    {
        return None;
    }
    let mut runs = runs(segments)?;
    let mut len = 0;
    for run in &mut runs {
        run.start = u32::try_from(len).ok()?;
        len += run.len as usize;
    }
    Some((segments, runs, len))
}

/// Copies the bytes of `segments` to `pages`, which are zeroes.
fn fill<'a>(segments: &[PlainSegment], runs: &[ImageRun], wasm: impl Fn(Range<usize>) -> &'a [u8], pages: &mut [u8]) {
    for segment in segments.iter().filter(|segment| segment.len > 0) {
        // A segment is in one run, because its pages are consecutive.
        let run = runs[runs.partition_point(|run| run.offset <= segment.offset) - 1];
        let at = run.start as usize + (segment.offset - run.offset) as usize;
        pages[at..at + segment.len as usize].copy_from_slice(wasm(segment.bytes()));
    }
}

/// The pages that `segments` touch, without their places in the file. `None` where that is all of 4 GiB.
fn runs(segments: &[PlainSegment]) -> Option<Vec<ImageRun>> {
    let pages = |s: &PlainSegment| s.offset as usize / PAGE..(s.offset as usize + s.len as usize).div_ceil(PAGE);
    let touched = || segments.iter().filter(|s| s.len > 0).map(pages);
    let end = touched().map(|pages| pages.end).max().unwrap_or(0);
    // A bit for each page, of which there are a million at most.
    let mut bits = vec![0u64; end.div_ceil(64)];
    for page in touched().flatten() {
        bits[page / 64] |= 1 << (page % 64);
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for page in (0..end).filter(|page| bits[page / 64] >> (page % 64) & 1 != 0) {
        match runs.last_mut() {
            Some(run) if page - run.end <= GAP => run.end = page + 1,
            _ => runs.push(page..page + 1),
        }
    }
    let bytes = |pages: usize| u32::try_from(pages * PAGE).ok();
    runs.iter().map(|run| Some(ImageRun { offset: bytes(run.start)?, len: bytes(run.len())?, start: 0 })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_near_make_one_run() {
        let segment = |offset: usize, len| PlainSegment { offset: offset as u32, start: 0, len };
        let all = [segment(20 * PAGE, 1), segment(PAGE - 1, 2), segment(6 * PAGE, 0), segment(5 * PAGE, 7)];
        let run = |offset: usize, pages: usize| ImageRun {
            offset: (offset * PAGE) as u32,
            len: (pages * PAGE) as u32,
            start: 0,
        };
        assert_eq!(runs(&all), Some(vec![run(0, 6), run(20, 1)]));
        assert_eq!(runs(&[]), Some(vec![]));
        assert_eq!(runs(&[segment(u32::MAX as usize, 1)]), Some(vec![run(0xf_ffff, 1)]));
    }
}
