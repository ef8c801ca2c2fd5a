//! Sources of a module's bytes: memory, or a file that is read piece by piece.
//!
//! What is compiled must be what was validated. So this never returns bytes that others could change between two reads:
//! pieces are read into private buffers.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::error::CompileError;

/// A module that is read piece by piece. Others may modify it meanwhile. So each piece is checked after it was read,
/// and never assumed to equal an earlier read.
pub trait ModuleSource: Sync {
    /// The number of bytes.
    fn len(&self) -> usize;

    /// Whether the module is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `to` with the bytes starting at `at`.
    ///
    /// # Errors
    /// Returns a message if the module has become shorter or cannot be read.
    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String>;
}

/// The bytes of function bodies.
#[derive(Clone, Copy)]
pub(crate) enum Bodies<'a> {
    /// Immutable, and borrowed.
    InMemory(&'a [u8]),
    Read(&'a dyn ModuleSource),
}

impl Bodies<'_> {
    /// The bytes at `range` of the module. Uses `buffer` if they must be read.
    ///
    /// # Errors
    /// Fails with [`CompileError::Unreadable`].
    pub(crate) fn get<'b>(&'b self, range: Range<usize>, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], CompileError> {
        match *self {
            Bodies::InMemory(module) => module.get(range.clone()).ok_or_else(|| ended(range.start)),
            Bodies::Read(source) => {
                if buffer.len() < range.len() {
                    buffer.resize(range.len(), 0);
                }
                let bytes = &mut buffer[..range.len()];
                read(source, range.start, bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// Reads from `source`.
pub(crate) fn read(source: &dyn ModuleSource, at: usize, to: &mut [u8]) -> Result<(), CompileError> {
    source.read(at, to).map_err(|message| CompileError::Unreadable { message, offset: at })
}

fn ended(offset: usize) -> CompileError {
    CompileError::Unreadable { message: "it has become shorter".into(), offset }
}

/// A buffer for reading a module from front to back.
pub(crate) struct Window<'s> {
    source: &'s dyn ModuleSource,
    /// Bytes of the module, starting at `start`.
    bytes: Vec<u8>,
    start: usize,
    len: usize,
}

impl<'s> Window<'s> {
    /// Larger reads are no faster, and would not stay in the cache. Tests use many small ones.
    const SIZE: usize = if cfg!(test) { 64 } else { 64 << 10 };

    pub(crate) fn new(source: &'s dyn ModuleSource) -> Window<'s> {
        Window { source, bytes: Vec::new(), start: 0, len: 0 }
    }

    /// At least `least` bytes starting at `at`, or all bytes up to the end of the module.
    ///
    /// # Errors
    /// Fails with [`CompileError::Unreadable`].
    pub(crate) fn get(&mut self, at: usize, least: usize) -> Result<&[u8], CompileError> {
        let rest = self.source.len().saturating_sub(at);
        let least = least.min(rest);
        let have = match at.checked_sub(self.start) {
            Some(skipped) if skipped <= self.len => self.len - skipped,
            _ => 0,
        };
        if have < least || have == 0 {
            let wanted = least.max(Window::SIZE).min(rest);
            if self.bytes.len() < wanted {
                self.bytes.resize(wanted, 0);
            }
            // The window is empty unless the read succeeds.
            (self.start, self.len) = (at, 0);
            read(self.source, at, &mut self.bytes[..wanted])?;
            self.len = wanted;
        }
        Ok(&self.bytes[at - self.start..self.len])
    }
}

/// For tests: a module in which one byte alternates at every read, after a number of reads.
#[cfg(test)]
pub(crate) struct Changing<'a> {
    pub(crate) module: &'a [u8],
    pub(crate) at: usize,
    pub(crate) instead: u8,
    /// The number of reads before that.
    pub(crate) before: core::sync::atomic::AtomicIsize,
}

#[cfg(test)]
impl ModuleSource for Changing<'_> {
    fn len(&self) -> usize {
        self.module.len()
    }

    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String> {
        to.copy_from_slice(self.module.get(at..at + to.len()).ok_or("it ends before")?);
        // Count only reads of this byte.
        if let Some(byte) = self.at.checked_sub(at).and_then(|at| to.get_mut(at)) {
            let before = self.before.fetch_sub(1, core::sync::atomic::Ordering::Relaxed);
            if before <= 0 && before % 2 == 0 {
                *byte = self.instead;
            }
        }
        Ok(())
    }
}
