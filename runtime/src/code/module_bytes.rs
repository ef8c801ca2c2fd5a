//! What is kept of the bytes of a module: its data, and its function bodies as long as they are not compiled.

#[cfg(feature = "compiler")]
use alloc::boxed::Box;
use alloc::sync::Arc;
use core::ops::Range;

use crate::platform::MappedFile;

/// A part of the bytes of a module.
pub(crate) struct ModuleBytes {
    bytes: Bytes,
    /// Where the part is in the module.
    start: usize,
}

enum Bytes {
    #[cfg(feature = "compiler")]
    Copy(Box<[u8]>),
    /// The whole file of the module. Others may change the file, although they should not: nothing that is read here may be
    /// trusted to be what it was.
    File(Arc<MappedFile>),
}

impl ModuleBytes {
    /// No bytes.
    #[cfg(test)]
    pub(crate) fn none() -> ModuleBytes {
        ModuleBytes { bytes: Bytes::Copy(Box::default()), start: 0 }
    }

    /// A copy of the bytes at `range` of `module`.
    #[cfg(feature = "compiler")]
    pub(crate) fn copy(module: &[u8], range: Range<usize>) -> ModuleBytes {
        ModuleBytes { start: range.start, bytes: Bytes::Copy(module[range].into()) }
    }

    /// The module in a file.
    pub(crate) fn file(file: Arc<MappedFile>) -> ModuleBytes {
        ModuleBytes { bytes: Bytes::File(file), start: 0 }
    }

    /// The bytes at `range` of the module. None where that is not in the part that is kept, as a damaged file may have it.
    pub(crate) fn get(&self, range: Range<usize>) -> &[u8] {
        let bytes = match &self.bytes {
            #[cfg(feature = "compiler")]
            Bytes::Copy(bytes) => bytes,
            Bytes::File(file) => file.bytes(),
        };
        // An empty range may be anywhere.
        match range.is_empty() {
            true => &[],
            false => {
                let range = range.start.wrapping_sub(self.start)..range.end.wrapping_sub(self.start);
                bytes.get(range).unwrap_or_default()
            }
        }
    }

    /// The file, if it is one.
    pub(crate) fn as_file(&self) -> Option<&MappedFile> {
        match &self.bytes {
            #[cfg(feature = "compiler")]
            Bytes::Copy(_) => None,
            Bytes::File(file) => Some(file),
        }
    }
}
