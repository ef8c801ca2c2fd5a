//! A file under construction, in memory that grows in place.

use windlass_masm::{CodeMemory, OutOfMemory};

use super::header::TEXT_AT;

/// The memory for machine code in a file, after the headers.
pub struct CodeInFile<'m>(pub &'m mut dyn CodeMemory);

// SAFETY: the memory keeps its bytes, and the part after the headers moves only if all of it does.
unsafe impl CodeMemory for CodeInFile<'_> {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        let (start, capacity) = self.0.grow(len.checked_add(TEXT_AT).ok_or(OutOfMemory)?)?;
        // SAFETY: the memory has more bytes than that.
        Ok((unsafe { start.add(TEXT_AT) }, capacity - TEXT_AT))
    }
}

/// A file that begins with existing bytes and grows.
pub(super) struct FileBuffer<'m> {
    memory: &'m mut dyn CodeMemory,
    start: *mut u8,
    capacity: usize,
    len: usize,
}

impl<'m> FileBuffer<'m> {
    /// A file whose first `len` bytes, all initialised, are in `memory`.
    pub(super) fn new(memory: &'m mut dyn CodeMemory, len: usize) -> Result<FileBuffer<'m>, OutOfMemory> {
        let (start, capacity) = memory.grow(len)?;
        Ok(FileBuffer { memory, start, capacity, len })
    }

    /// The length in bytes.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// All bytes.
    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: that many bytes were written, and `&mut self` excludes other borrows.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }

    /// Appends `len` zeroes. Returns their offset.
    pub(super) fn zeroes(&mut self, len: usize) -> Result<&mut [u8], OutOfMemory> {
        let end = self.len.checked_add(len).ok_or(OutOfMemory)?;
        if end > self.capacity {
            (self.start, self.capacity) = self.memory.grow(end)?;
        }
        let at = self.len;
        // SAFETY: there is room for that many bytes.
        unsafe { self.start.add(at).write_bytes(0, len) };
        self.len = end;
        Ok(&mut self.bytes_mut()[at..])
    }

    /// Appends `bytes`.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), OutOfMemory> {
        self.zeroes(bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }

    /// Appends zeroes up to a multiple of `alignment`.
    pub(super) fn align(&mut self, alignment: usize) -> Result<(), OutOfMemory> {
        self.zeroes(self.len.next_multiple_of(alignment) - self.len).map(|_| ())
    }
}
