//! Access to the guest's memory: every pointer is checked before use.

use crate::errno::{Errno, Result};
use std::borrow::Cow;
use std::ops::Range;

/// The maximum length of a path in bytes. The host's limit is not larger.
const PATH_MAX: u32 = 4096;

/// A view of a guest's linear memory for the duration of a call.
///
/// Pointers outside the memory give [`Errno::Fault`]. Nothing here panics on a value that the guest chooses.
pub struct GuestMemory<'a> {
    bytes: Bytes<'a>,
}

impl std::fmt::Debug for GuestMemory<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GuestMemory").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// A guest pointer with a number of bytes or list entries, unchecked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) pointer: u32,
    pub(crate) len: u32,
}

impl Span {
    pub(crate) fn new(pointer: u32, len: u32) -> Span {
        Span { pointer, len }
    }
}

/// Space for `N` bytes in the guest's memory. Checked early, so that a call that succeeds can store its result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<const N: usize>(usize);

/// Bytes that other threads may write at any time, such as those of a shared memory.
pub trait RacingBytes {
    /// How many there are. There may be more at once, and never less.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies the bytes from `offset` on, which are there, to `to`.
    fn read(&self, offset: usize, to: &mut [u8]);

    /// Copies `from` to where `offset` says, where there are as many.
    fn write(&self, offset: usize, from: &[u8]);
}

/// What a guest's memory consists of.
enum Bytes<'a> {
    /// Nobody else has them during the call.
    Own(&'a mut [u8]),
    /// Others do. They are copied once, before they are looked at.
    Shared(&'a dyn RacingBytes),
}

impl<'a> GuestMemory<'a> {
    /// A memory that consists of `bytes`; guest pointer 0 is the first byte.
    pub fn new(bytes: &'a mut [u8]) -> GuestMemory<'a> {
        GuestMemory { bytes: Bytes::Own(bytes) }
    }

    /// A memory whose bytes other threads may write meanwhile.
    pub fn shared(bytes: &'a dyn RacingBytes) -> GuestMemory<'a> {
        GuestMemory { bytes: Bytes::Shared(bytes) }
    }

    fn len(&self) -> usize {
        match &self.bytes {
            Bytes::Own(bytes) => bytes.len(),
            Bytes::Shared(bytes) => bytes.len(),
        }
    }

    /// Checks `span`, and converts it to a range of bytes.
    pub(crate) fn range(&self, span: Span) -> Result<Range<usize>> {
        let start = span.pointer as usize;
        let end = start.checked_add(span.len as usize).ok_or(Errno::Fault)?;
        if end > self.len() { Err(Errno::Fault) } else { Ok(start..end) }
    }

    /// The whole memory, to index with ranges from [`GuestMemory::range`], if nobody else has it.
    pub(crate) fn own(&self) -> Option<&[u8]> {
        match &self.bytes {
            Bytes::Own(bytes) => Some(bytes),
            Bytes::Shared(_) => None,
        }
    }

    /// The same, mutable.
    pub(crate) fn own_mut(&mut self) -> Option<&mut [u8]> {
        match &mut self.bytes {
            Bytes::Own(bytes) => Some(bytes),
            Bytes::Shared(_) => None,
        }
    }

    /// Copies the bytes at a range from [`GuestMemory::range`].
    pub(crate) fn read(&self, range: Range<usize>, to: &mut [u8]) {
        match &self.bytes {
            Bytes::Own(bytes) => to.copy_from_slice(&bytes[range]),
            Bytes::Shared(bytes) => bytes.read(range.start, to),
        }
    }

    /// Writes to a place that was checked for this memory.
    pub(crate) fn write(&mut self, at: usize, from: &[u8]) {
        match &mut self.bytes {
            Bytes::Own(bytes) => bytes[at..at + from.len()].copy_from_slice(from),
            Bytes::Shared(bytes) => bytes.write(at, from),
        }
    }

    /// The bytes as they are now: what others write later is not seen.
    pub(crate) fn slice(&self, span: Span) -> Result<Cow<'_, [u8]>> {
        let range = self.range(span)?;
        Ok(match &self.bytes {
            Bytes::Own(bytes) => Cow::Borrowed(&bytes[range]),
            Bytes::Shared(bytes) => {
                let mut copy = vec![0; range.len()];
                bytes.read(range.start, &mut copy);
                Cow::Owned(copy)
            }
        })
    }

    /// Has `fill` write the first bytes of `span`: it says how many.
    pub(crate) fn fill(&mut self, span: Span, fill: impl FnOnce(&mut [u8]) -> Result<usize>) -> Result<usize> {
        let range = self.range(span)?;
        match &mut self.bytes {
            Bytes::Own(bytes) => fill(&mut bytes[range]),
            Bytes::Shared(bytes) => {
                let mut copy = vec![0; range.len()];
                let filled = fill(&mut copy)?;
                bytes.write(range.start, &copy[..filled]);
                Ok(filled)
            }
        }
    }

    /// Checks that `N` bytes can be written at `pointer`.
    pub(crate) fn place<const N: usize>(&self, pointer: u32) -> Result<Place<N>> {
        let size = u32::try_from(N).map_err(|_| Errno::Fault)?;
        self.range(Span::new(pointer, size)).map(|range| Place(range.start))
    }

    /// Writes to a place that was checked for this memory.
    pub(crate) fn put<const N: usize>(&mut self, place: Place<N>, value: [u8; N]) {
        self.write(place.0, &value);
    }

    pub(crate) fn put_u32(&mut self, place: Place<4>, value: u32) {
        self.put(place, value.to_le_bytes());
    }

    pub(crate) fn put_u64(&mut self, place: Place<8>, value: u64) {
        self.put(place, value.to_le_bytes());
    }

    /// Reads a path from the guest.
    ///
    /// # Errors
    ///
    /// [`Errno::Fault`] outside the memory, [`Errno::NameTooLong`], [`Errno::Ilseq`] if it is not UTF-8, and
    /// [`Errno::Inval`] if it contains a NUL, which no host path can.
    pub(crate) fn path(&self, span: Span) -> Result<Cow<'_, str>> {
        // One that is too long is not copied, but its place counts.
        self.range(span)?;
        if span.len >= PATH_MAX {
            return Err(Errno::NameTooLong);
        }
        let path = match self.slice(span)? {
            Cow::Borrowed(bytes) => Cow::Borrowed(str::from_utf8(bytes).map_err(|_| Errno::Ilseq)?),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).map_err(|_| Errno::Ilseq)?),
        };
        if path.contains('\0') { Err(Errno::Inval) } else { Ok(path) }
    }
}

/// Reads a little-endian integer from a record.
pub(crate) fn u32_at(record: &[u8], at: usize) -> u32 {
    let mut bytes = [0; 4];
    bytes.copy_from_slice(&record[at..at + 4]);
    u32::from_le_bytes(bytes)
}

/// See [`u32_at`].
pub(crate) fn u64_at(record: &[u8], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&record[at..at + 8]);
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_checked() {
        let mut bytes = [0; 16];
        let memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.range(Span::new(0, 16)), Ok(0..16));
        assert_eq!(memory.range(Span::new(16, 0)), Ok(16..16));
        for (pointer, len) in [(0, 17), (16, 1), (17, 0), (u32::MAX, 1), (1, u32::MAX), (u32::MAX, u32::MAX)] {
            assert_eq!(memory.range(Span::new(pointer, len)), Err(Errno::Fault), "{pointer}+{len}");
        }
        assert!(memory.place::<8>(8).is_ok());
        assert!(memory.place::<8>(9).is_err());
    }

    #[test]
    fn paths_are_checked() {
        let mut bytes = *b"a/b\0\xff\xfe......";
        let memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.path(Span::new(0, 3)).as_deref(), Ok("a/b"));
        assert_eq!(memory.path(Span::new(0, 4)), Err(Errno::Inval));
        assert_eq!(memory.path(Span::new(4, 2)), Err(Errno::Ilseq));
        assert_eq!(memory.path(Span::new(4, 200)), Err(Errno::Fault));
        let mut long = vec![b'a'; 5000];
        assert_eq!(GuestMemory::new(&mut long).path(Span::new(0, 5000)), Err(Errno::NameTooLong));
    }
}
