//! A file under construction, in memory that grows in place.

use windlass_masm::{CodeMemory, OutOfMemory};

use super::header::TEXT_AT;

/// The memory for machine code in a file: what is in front of the code is left out.
pub struct CodeInFile<'m>(pub &'m mut dyn CodeMemory);

// SAFETY: the memory keeps its bytes, and what is after the first of them stays where it is as long as all does.
unsafe impl CodeMemory for CodeInFile<'_> {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        let (start, capacity) = self.0.grow(len.checked_add(TEXT_AT).ok_or(OutOfMemory)?)?;
        // SAFETY: the memory has more bytes than that.
        Ok((unsafe { start.add(TEXT_AT) }, capacity - TEXT_AT))
    }
}

/// A file whose first bytes are there, and that is added to.
pub(super) struct FileBuffer<'m> {
    memory: &'m mut dyn CodeMemory,
    start: *mut u8,
    capacity: usize,
    len: usize,
}

impl<'m> FileBuffer<'m> {
    /// The file whose first `len` bytes are in `memory`, initialised.
    pub(super) fn new(memory: &'m mut dyn CodeMemory, len: usize) -> Result<FileBuffer<'m>, OutOfMemory> {
        let (start, capacity) = memory.grow(len)?;
        Ok(FileBuffer { memory, start, capacity, len })
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// All bytes.
    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as many bytes were written, and `&mut self` keeps others from being.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }

    /// Adds `len` zeroes; returns where they are.
    pub(super) fn zeroes(&mut self, len: usize) -> Result<&mut [u8], OutOfMemory> {
        let end = self.len.checked_add(len).ok_or(OutOfMemory)?;
        if end > self.capacity {
            (self.start, self.capacity) = self.memory.grow(end)?;
        }
        let at = self.len;
        // SAFETY: there is room for as many bytes.
        unsafe { self.start.add(at).write_bytes(0, len) };
        self.len = end;
        Ok(&mut self.bytes_mut()[at..])
    }

    /// Adds `bytes`.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), OutOfMemory> {
        self.zeroes(bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }

    /// Adds zeroes until the length is a multiple of `alignment`.
    pub(super) fn align(&mut self, alignment: usize) -> Result<(), OutOfMemory> {
        self.zeroes(self.len.next_multiple_of(alignment) - self.len).map(|_| ())
    }
}
