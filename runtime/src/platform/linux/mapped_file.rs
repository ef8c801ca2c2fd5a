//! Files as memory.

use core::ops::Range;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};

use super::memory::{Mapping, OsError, page_size};
use super::memory_file;

/// The bytes of a file, or of a part of one. Where the file cannot be mapped as it is asked for, a copy of it.
#[derive(Debug)]
pub(crate) struct MappedFile {
    mapping: Mapping,
    len: usize,
    /// The file, if parts of it are to be mapped elsewhere, and where the bytes are in it.
    file: Option<(OwnedFd, u64)>,
}

impl MappedFile {
    /// Maps `len` bytes of a file, readable. They start at `start`, a multiple of the size of a page.
    pub(crate) fn new(file: &File, start: u64, len: usize) -> io::Result<MappedFile> {
        let mapping = Mapping::of_file(file.as_raw_fd(), start, len).map_err(OsError::into_io)?;
        Ok(MappedFile { mapping, len, file: None })
    }

    /// The same as if `bytes` were in a file.
    pub(crate) fn copy_of(bytes: &[u8]) -> io::Result<MappedFile> {
        if let Some(file) = memory_file::create(bytes.len())
            && memory_file::write_at(&file, 0, bytes).is_ok()
            && let Ok(mapping) = Mapping::of_file(file.as_raw_fd(), 0, bytes.len())
        {
            return Ok(MappedFile { mapping, len: bytes.len(), file: Some((file, 0)) });
        }
        let mapping = Mapping::allocate(bytes.len()).map_err(OsError::into_io)?;
        // SAFETY: the mapping is new and has as many bytes.
        unsafe { mapping.base().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(MappedFile { mapping, len: bytes.len(), file: None })
    }

    /// Keeps the file that the bytes are of, from `start` on: for [`MappedFile::map_over`].
    pub(crate) fn keep(&mut self, file: &File, start: u64) -> io::Result<()> {
        self.file = Some((file.try_clone()?.into(), start));
        Ok(())
    }

    /// Makes the bytes at `range`, which begin at a page, executable. `false` where pages of this machine are too large for
    /// that, or where the system refuses.
    pub(crate) fn make_executable(&mut self, range: Range<usize>) -> bool {
        range.start.is_multiple_of(page_size()) && self.mapping.make_part_executable(range.start, range.len()).is_ok()
    }

    /// Replaces the bytes at `offset` of `memory`, which is writable there, by those at `range`, without copying them
    /// before they are written to. `false`, and nothing is changed, where that is not possible.
    pub(crate) fn map_over(&self, range: Range<usize>, memory: &mut Mapping, offset: usize) -> bool {
        let Some((file, start)) = &self.file else { return false };
        let is_multiple = |n: usize| n.is_multiple_of(page_size());
        [range.start, range.len(), offset].into_iter().all(is_multiple)
            && start.is_multiple_of(page_size() as u64)
            && memory.map_file(offset, file.as_raw_fd(), start + range.start as u64, range.len()).is_ok()
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping has as many bytes. Whoever has a file mapped vouches that nobody changes it.
        unsafe { core::slice::from_raw_parts(self.mapping.base(), self.len) }
    }
}
