//! Scatter and gather lists: the host reads and writes the guest's memory directly, without a copy, unless other threads have it, too.

use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span, u32_at};
use std::io::{IoSlice, IoSliceMut};
use std::ops::Range;

/// The maximum number of buffers in one host call (the host's own limit). The rest is left for the guest's next call,
/// as after any short read or write.
const PARTS_MAX: usize = 1024;

/// So many bytes are copied in one call where other threads may write the buffers; the rest is left, as above.
const COPIED_AT_ONCE: usize = 1 << 20;

/// Size in bytes of an `iovec` or `ciovec`.
const IOVEC_SIZE: u32 = 8;

/// The buffers of a list: checked and non-empty.
#[derive(Debug)]
pub(crate) struct Parts(Vec<Range<usize>>);

impl Parts {
    /// Reads a list; its length is in entries.
    ///
    /// # Errors
    ///
    /// [`Errno::Fault`] if the list or a buffer is outside the memory; [`Errno::Inval`] if the total size exceeds the
    /// guest's `size`.
    pub(crate) fn read(memory: &GuestMemory<'_>, list: Span) -> Result<Parts> {
        let bytes = list.len.checked_mul(IOVEC_SIZE).ok_or(Errno::Fault)?;
        let entries = memory.slice(Span::new(list.pointer, bytes))?;
        let mut parts = Vec::with_capacity((list.len as usize).min(PARTS_MAX));
        let mut total = 0u32;
        for entry in entries.chunks_exact(IOVEC_SIZE as usize) {
            let part = Span::new(u32_at(entry, 0), u32_at(entry, 4));
            let range = memory.range(part)?;
            total = total.checked_add(part.len).ok_or(Errno::Inval)?;
            if !range.is_empty() && parts.len() < PARTS_MAX {
                parts.push(range);
            }
        }
        Ok(Parts(parts))
    }

    /// Has `send` write the bytes of the buffers.
    ///
    /// # Errors
    ///
    /// Those of `send`.
    pub(crate) fn gather(
        &self,
        memory: &GuestMemory<'_>,
        send: impl FnOnce(&[IoSlice<'_>]) -> Result<usize>,
    ) -> Result<usize> {
        if let Some(bytes) = memory.own() {
            let slices: Vec<_> = self.0.iter().map(|part| IoSlice::new(&bytes[part.clone()])).collect();
            return send(&slices);
        }
        let parts = self.at_once();
        let mut copy = vec![0; parts.iter().map(Range::len).sum()];
        let mut rest = &mut copy[..];
        for part in parts {
            let (piece, after) = rest.split_at_mut(part.len());
            memory.read(part, piece);
            rest = after;
        }
        send(&[IoSlice::new(&copy)])
    }

    /// Has `receive` read into the buffers: it says how many bytes. Of overlapping buffers, only the first is used: short reads are always
    /// allowed, but two exclusive references to the same bytes are not.
    ///
    /// # Errors
    ///
    /// Those of `receive`.
    pub(crate) fn scatter(
        &self,
        memory: &mut GuestMemory<'_>,
        receive: impl FnOnce(&mut [IoSliceMut<'_>]) -> Result<usize>,
    ) -> Result<usize> {
        if let Some(bytes) = memory.own_mut() {
            return receive(&mut self.exclusive(bytes));
        }
        let parts = self.at_once();
        let mut copy = vec![0; parts.iter().map(Range::len).sum()];
        let received = receive(&mut [IoSliceMut::new(&mut copy)])?;
        let mut rest = &copy[..received.min(copy.len())];
        for part in parts {
            let (piece, after) = rest.split_at(part.len().min(rest.len()));
            memory.write(part.start, piece);
            rest = after;
        }
        Ok(received)
    }

    /// The first buffers, as far as they are copied at once.
    fn at_once(&self) -> Vec<Range<usize>> {
        let mut left = COPIED_AT_ONCE;
        let mut cut = |part: &Range<usize>| {
            let len = part.len().min(left);
            left -= len;
            part.start..part.start + len
        };
        self.0.iter().map(&mut cut).filter(|part| !part.is_empty()).collect()
    }

    /// The buffers in memory that nobody else has.
    fn exclusive<'m>(&self, bytes: &'m mut [u8]) -> Vec<IoSliceMut<'m>> {
        match self.0.as_slice() {
            [] => Vec::new(),
            [first, rest @ ..] if rest.is_empty() || self.overlap() => {
                vec![IoSliceMut::new(&mut bytes[first.clone()])]
            }
            parts => {
                let mut ascending: Vec<usize> = (0..parts.len()).collect();
                ascending.sort_unstable_by_key(|&index| parts[index].start);
                let mut slices: Vec<IoSliceMut<'m>> = (0..parts.len()).map(|_| IoSliceMut::new(&mut [])).collect();
                let mut rest = bytes;
                let mut rest_start = 0;
                for index in ascending {
                    let part = &parts[index];
                    let (slice, after) = rest[part.start - rest_start..].split_at_mut(part.len());
                    slices[index] = IoSliceMut::new(slice);
                    rest = after;
                    rest_start = part.end;
                }
                slices
            }
        }
    }

    fn overlap(&self) -> bool {
        let mut ascending: Vec<&Range<usize>> = self.0.iter().collect();
        ascending.sort_unstable_by_key(|part| part.start);
        ascending.windows(2).any(|pair| pair[0].end > pair[1].start)
    }
}

/// Converts a byte count to the guest's `size`. The total of the buffers fits, so what the host transferred does, too.
pub(crate) fn size(bytes: usize) -> Result<u32> {
    u32::try_from(bytes).map_err(|_| Errno::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A memory that starts with a list of (pointer, length).
    fn memory_with(list: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (pointer, len) in list {
            bytes.extend(pointer.to_le_bytes());
            bytes.extend(len.to_le_bytes());
        }
        bytes.resize(128, 0);
        bytes
    }

    fn lengths(list: &[(u32, u32)]) -> Result<Vec<usize>> {
        let mut bytes = memory_with(list);
        let mut memory = GuestMemory::new(&mut bytes);
        let parts = Parts::read(&memory, Span::new(0, list.len() as u32))?;
        let mut lengths = Vec::new();
        parts.scatter(&mut memory, |slices| {
            lengths.extend(slices.iter().map(|slice| slice.len()));
            Ok(0)
        })?;
        Ok(lengths)
    }

    #[test]
    fn parts_keep_their_order() {
        let list = [(100, 3), (64, 5), (103, 1)];
        let mut bytes = memory_with(&list);
        let mut memory = GuestMemory::new(&mut bytes);
        let parts = Parts::read(&memory, Span::new(0, 3)).unwrap();
        let filled = parts.scatter(&mut memory, |slices| {
            for (index, part) in slices.iter_mut().enumerate() {
                part.fill(index as u8 + 1);
            }
            Ok(9)
        });
        assert_eq!(filled, Ok(9));
        assert_eq!(&bytes[64..69], &[2; 5]);
        assert_eq!(&bytes[100..104], &[1, 1, 1, 3]);
    }

    #[test]
    fn empty_parts_are_skipped_and_overlapping_ones_cut_short() {
        assert_eq!(lengths(&[(64, 0), (70, 2), (128, 0)]), Ok(vec![2]));
        assert_eq!(lengths(&[(64, 8), (60, 8)]), Ok(vec![8]));
        assert_eq!(lengths(&[]), Ok(vec![]));
    }

    #[test]
    fn hostile_lists() {
        assert_eq!(lengths(&[(64, 8), (127, 2)]), Err(Errno::Fault));
        assert_eq!(lengths(&[(u32::MAX, u32::MAX)]), Err(Errno::Fault));
        let mut bytes = memory_with(&[(64, 8)]);
        let memory = GuestMemory::new(&mut bytes);
        for (list, count) in [(0, u32::MAX), (0, 1 << 29), (120, 2), (u32::MAX, 1), (125, 1)] {
            assert_eq!(Parts::read(&memory, Span::new(list, count)).unwrap_err(), Errno::Fault);
        }
    }
}
