//! Where the bytes of a module come from: memory, or something that is read piece by piece.
//!
//! What is validated must be what is compiled. So nothing here hands out bytes that others could change between two looks:
//! pieces are read into buffers of the reader's own.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::error::CompileError;

/// A module that is read piece by piece. Others may change it meanwhile: each piece is looked at after it was read, and never
/// taken to be what another reading gave.
pub trait ModuleSource: Sync {
    /// How many bytes there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads as many bytes as `to` holds from `at` on.
    ///
    /// # Errors
    /// What is wrong, in words: where the module has become shorter, or cannot be read.
    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String>;
}

/// The bytes of function bodies.
#[derive(Clone, Copy)]
pub(crate) enum Bodies<'a> {
    /// Nobody changes them: they are borrowed.
    InMemory(&'a [u8]),
    Read(&'a dyn ModuleSource),
}

impl Bodies<'_> {
    /// The bytes at `range` of the module, for which `buffer` is used where they have to be read.
    ///
    /// # Errors
    /// [`CompileError::Unreadable`].
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

/// A part of a module that is being read from front to back, in a buffer.
pub(crate) struct Window<'s> {
    source: &'s dyn ModuleSource,
    /// Bytes of the module from `start` on.
    bytes: Vec<u8>,
    start: usize,
    len: usize,
}

impl<'s> Window<'s> {
    /// Larger pieces are read no faster, and would not stay in the cache. Tests want many of them.
    const SIZE: usize = if cfg!(test) { 64 } else { 64 << 10 };

    pub(crate) fn new(source: &'s dyn ModuleSource) -> Window<'s> {
        Window { source, bytes: Vec::new(), start: 0, len: 0 }
    }

    /// The bytes from `at` on: `least` of them or more, or all that there are up to the end of the module.
    ///
    /// # Errors
    /// [`CompileError::Unreadable`].
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
            // Nothing is there unless all of it could be read.
            (self.start, self.len) = (at, 0);
            read(self.source, at, &mut self.bytes[..wanted])?;
            self.len = wanted;
        }
        Ok(&self.bytes[at - self.start..self.len])
    }
}

/// For tests: a module in which one byte is another at every second reading, from a certain one on.
#[cfg(test)]
pub(crate) struct Changing<'a> {
    pub(crate) module: &'a [u8],
    pub(crate) at: usize,
    pub(crate) instead: u8,
    /// How many readings there are before.
    pub(crate) before: core::sync::atomic::AtomicIsize,
}

#[cfg(test)]
impl ModuleSource for Changing<'_> {
    fn len(&self) -> usize {
        self.module.len()
    }

    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String> {
        to.copy_from_slice(self.module.get(at..at + to.len()).ok_or("it ends before")?);
        // Only those count that see the byte.
        if let Some(byte) = self.at.checked_sub(at).and_then(|at| to.get_mut(at)) {
            let before = self.before.fetch_sub(1, core::sync::atomic::Ordering::Relaxed);
            if before <= 0 && before % 2 == 0 {
                *byte = self.instead;
            }
        }
        Ok(())
    }
}
