//! Files as memory.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

use super::memory::{Mapping, OsError};

/// The bytes of a file.
#[derive(Debug)]
pub(crate) struct MappedFile {
    mapping: Mapping,
    len: usize,
}

impl MappedFile {
    /// Maps the first `len` bytes of a file, readable.
    pub(crate) fn new(file: &File, len: usize) -> io::Result<MappedFile> {
        let mapping = Mapping::of_file(file.as_raw_fd(), len).map_err(OsError::into_io)?;
        Ok(MappedFile { mapping, len })
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping has as many bytes. The caller of `Module::from_mapped_file` vouches that nobody changes them.
        unsafe { core::slice::from_raw_parts(self.mapping.base(), self.len) }
    }
}
