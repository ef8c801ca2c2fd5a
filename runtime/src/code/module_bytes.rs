//! The bytes of a module that are kept: its data, and function bodies until they are compiled.

#[cfg(feature = "compiler")]
use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

#[cfg(feature = "compiler")]
use windlass_codegen::ModuleSource;

use crate::api::error::Result;
#[cfg(feature = "compiler")]
use crate::api::error::format_err;
use crate::api::module::damaged;
#[cfg(feature = "compiler")]
use crate::code::module_file::ModuleFile;
use crate::platform::PrivateBytes;

/// A part of a module's bytes, in memory that nothing else can modify, or a file to read them from into such memory.
/// The content of the file cannot be borrowed.
pub(crate) struct ModuleBytes {
    bytes: Bytes,
    /// The offset of the part in the module.
    start: usize,
}

enum Bytes {
    #[cfg(feature = "compiler")]
    Copy(Box<[u8]>),
    /// The file of the whole module. Reading twice may return different bytes.
    #[cfg(feature = "compiler")]
    File(ModuleFile),
    /// A module compiled ahead of time.
    Object(Arc<PrivateBytes>),
}

impl ModuleBytes {
    /// No bytes.
    #[cfg(test)]
    pub(crate) fn none() -> ModuleBytes {
        ModuleBytes { bytes: Bytes::Copy(Box::default()), start: 0 }
    }

    /// Copies the bytes at `range` of `module`.
    #[cfg(feature = "compiler")]
    pub(crate) fn copy(module: &[u8], range: Range<usize>) -> ModuleBytes {
        ModuleBytes { start: range.start, bytes: Bytes::Copy(module[range].into()) }
    }

    /// The module in a file.
    #[cfg(feature = "compiler")]
    pub(crate) fn file(file: ModuleFile) -> ModuleBytes {
        ModuleBytes { bytes: Bytes::File(file), start: 0 }
    }

    /// A module compiled ahead of time.
    pub(crate) fn object(object: Arc<PrivateBytes>) -> ModuleBytes {
        ModuleBytes { bytes: Bytes::Object(object), start: 0 }
    }

    /// Copies the bytes at `range` of the module to `to`, which has that length.
    ///
    /// # Errors
    /// Fails if the range is out of bounds, as in a damaged file, or if the module's file has changed or cannot be
    /// read.
    pub(crate) fn copy_to(&self, range: Range<usize>, to: &mut [u8]) -> Result<()> {
        // An empty range may be anywhere.
        if range.is_empty() {
            return Ok(());
        }
        match self.in_memory(&range) {
            Some(bytes) => to.copy_from_slice(bytes?),
            None => self.read(range.start, to)?,
        }
        Ok(())
    }

    /// Reads from the file.
    #[cfg(feature = "compiler")]
    fn read(&self, at: usize, to: &mut [u8]) -> Result<()> {
        let Bytes::File(file) = &self.bytes else { return Err(damaged()) };
        file.read(at, to).map_err(|message| format_err!("the module cannot be read any more: {message}"))
    }

    /// Everything is in memory.
    #[cfg(not(feature = "compiler"))]
    fn read(&self, _: usize, _: &mut [u8]) -> Result<()> {
        Err(damaged())
    }

    /// The length of the file, or 0 if everything is in memory.
    fn file_len(&self) -> usize {
        match &self.bytes {
            #[cfg(feature = "compiler")]
            Bytes::File(file) => file.len(),
            _ => 0,
        }
    }

    /// The bytes at `range` of the module.
    ///
    /// # Errors
    /// Same as [`ModuleBytes::copy_to`].
    #[cfg(feature = "compiler")]
    pub(crate) fn to_vec(&self, range: Range<usize>) -> Result<Vec<u8>> {
        let mut bytes = alloc::vec![0; range.len()];
        self.copy_to(range, &mut bytes)?;
        Ok(bytes)
    }

    /// The bytes at `range`, if they are in memory.
    fn in_memory(&self, range: &Range<usize>) -> Option<Result<&[u8]>> {
        let bytes = match &self.bytes {
            #[cfg(feature = "compiler")]
            Bytes::Copy(bytes) => bytes,
            #[cfg(feature = "compiler")]
            Bytes::File(_) => return None,
            Bytes::Object(object) => object.bytes(),
        };
        let range = range.start.wrapping_sub(self.start)..range.end.wrapping_sub(self.start);
        Some(bytes.get(range).ok_or_else(damaged))
    }

    /// The module compiled ahead of time, if it is one.
    pub(crate) fn as_object(&self) -> Option<&PrivateBytes> {
        match &self.bytes {
            #[cfg(feature = "compiler")]
            Bytes::Copy(_) | Bytes::File(_) => None,
            Bytes::Object(object) => Some(object),
        }
    }
}

/// Copies parts of a module, mostly in ascending order: small parts are read together.
pub(crate) struct InOrder<'b> {
    bytes: &'b ModuleBytes,
    /// The bytes that were read ahead; `start` is their offset in the module.
    window: Vec<u8>,
    start: usize,
}

impl<'b> InOrder<'b> {
    pub(crate) fn new(bytes: &'b ModuleBytes) -> InOrder<'b> {
        InOrder { bytes, window: Vec::new(), start: 0 }
    }

    /// Same as [`ModuleBytes::copy_to`].
    pub(crate) fn copy_to(&mut self, range: Range<usize>, to: &mut [u8]) -> Result<()> {
        /// Larger reads are no faster, and would not stay in the cache.
        const WINDOW: usize = 64 << 10;
        if range.len() > WINDOW / 4 || range.is_empty() || self.bytes.file_len() == 0 {
            return self.bytes.copy_to(range, to);
        }
        if range.start < self.start || range.end > self.start + self.window.len() {
            let len = WINDOW.min(self.bytes.file_len().saturating_sub(range.start)).max(range.len());
            self.window.resize(len, 0);
            self.start = range.start;
            // The window is empty unless the read succeeds.
            let read = self.bytes.read(range.start, &mut self.window);
            read.inspect_err(|_| self.window.clear())?;
        }
        let at = range.start - self.start;
        to.copy_from_slice(&self.window[at..at + range.len()]);
        Ok(())
    }
}
