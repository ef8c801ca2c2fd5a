//! Memory that no path leads to.

use core::ops::Range;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use super::memory::{Mapping, OsError, page_size};

/// Bytes in anonymous memory, which writing to a file cannot change. So the bytes that were verified are the bytes that
/// are used and executed. Nothing else that came from a file can be made executable.
#[derive(Debug)]
pub(crate) struct PrivateBytes {
    mapping: Mapping,
    /// The offset of the bytes in the mapping.
    start: usize,
    len: usize,
}

impl PrivateBytes {
    /// Copies `bytes`, so that byte `aligned` is at the start of a page.
    pub(crate) fn copy_of(bytes: &[u8], aligned: usize) -> io::Result<PrivateBytes> {
        PrivateBytes::fill(bytes.len(), aligned, |to| {
            to.copy_from_slice(bytes);
            Ok(())
        })
    }

    /// Reads `len` bytes of a file from offset `start`, so that byte `aligned` is at the start of a page.
    pub(crate) fn read(file: &File, start: u64, len: usize, aligned: usize) -> io::Result<PrivateBytes> {
        PrivateBytes::fill(len, aligned, |to| file.read_exact_at(to, start))
    }

    fn fill(len: usize, aligned: usize, fill: impl FnOnce(&mut [u8]) -> io::Result<()>) -> io::Result<PrivateBytes> {
        let start = aligned.next_multiple_of(page_size()) - aligned;
        let total = start.checked_add(len).ok_or(io::ErrorKind::OutOfMemory)?;
        let mut mapping = Mapping::allocate_large(total, start + aligned).map_err(OsError::into_io)?;
        // SAFETY: the mapping is new and has that many bytes.
        fill(unsafe { core::slice::from_raw_parts_mut(mapping.base().add(start), len) })?;
        let whole = mapping.len();
        mapping.make_read_only(0, whole).map_err(OsError::into_io)?;
        Ok(PrivateBytes { mapping, start, len })
    }

    /// Makes the bytes at `range` executable: see [`Mapping::make_executable`]. Returns false if they do not start at a page, or if
    /// the system refuses.
    pub(crate) fn make_executable(&mut self, range: Range<usize>, branch_protection: bool) -> bool {
        let (start, len) = (self.start + range.start, range.len().next_multiple_of(page_size()));
        let done = range.end <= self.len
            && start.is_multiple_of(page_size())
            && start + len <= self.mapping.len()
            && self.mapping.make_part_executable(start, len, branch_protection).is_ok();
        if done {
            crate::machine::flush_instruction_cache(self.bytes()[range.clone()].as_ptr(), range.len());
        }
        done
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping has that many bytes, and is no longer written.
        unsafe { core::slice::from_raw_parts(self.mapping.base().add(self.start), self.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_copy_does_not_change_with_its_file() {
        let path = std::env::temp_dir().join(format!("windlass-private-{}", std::process::id()));
        let mut file = File::options().create(true).read(true).write(true).truncate(true).open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let contents: alloc::vec::Vec<u8> = (0..5 << 20).map(|i| (i >> 8) as u8).collect();
        file.write_all(&contents).unwrap();
        for (start, len, aligned) in [(0, contents.len(), 4096), (4096, 10_000, 0), (1, 3 << 20, 4096)] {
            let copy = PrivateBytes::read(&file, start, len, aligned).unwrap();
            let expected = &contents[start as usize..][..len];
            assert!(copy.bytes() == expected);
            assert!(copy.bytes().as_ptr().addr().wrapping_add(aligned).is_multiple_of(page_size()));
            file.write_all_at(&[0xff; 8192], start).unwrap();
            file.set_len(0).unwrap();
            assert!(copy.bytes() == expected);
            file.write_all_at(&contents, 0).unwrap();
        }
        // Reading past the end must be an error.
        assert!(PrivateBytes::read(&file, 1, contents.len(), 0).is_err());
        assert_eq!(PrivateBytes::copy_of(&[], 4096).unwrap().bytes(), []);
    }
}
