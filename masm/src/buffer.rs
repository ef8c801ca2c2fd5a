//! The code buffer.

use alloc::vec::Vec;
use core::ptr::copy_nonoverlapping;

use dynasmrt::{AssemblyOffset, DynasmApi};

use crate::label::{CHAIN_END, is_chain_end};
use crate::memory::{CodeMemory, OutOfMemory};

/// The maximum number of bytes that [`CodeBuffer::put`] writes, and the maximum length of an instruction.
pub const MAX_INSTRUCTION: usize = 16;

/// The maximum code size of a module in bytes: distances have 32 bits, and labels reserve one bit.
const MAX_CODE: usize = 1 << 30;

/// Machine code under construction, written in place into a [`CodeMemory`].
///
/// An instruction is composed in a register or on the stack and stored at once, with one capacity check. The buffer
/// implements `DynasmApi`, so that `dynasm!` can write to it.
pub struct CodeBuffer<'m> {
    memory: Memory<'m>,
    /// The address of offset 0, which may be before the memory.
    start: *mut u8,
    /// The offset of the start of the memory.
    origin: usize,
    /// The offset after the last byte written.
    len: usize,
    /// The maximum of `len`; there is always room for [`MAX_INSTRUCTION`] more bytes.
    limit: usize,
    /// The maximum offset of code.
    max_len: usize,
    failure: Option<CodeFailure>,
}

/// Why the code is incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFailure {
    /// The memory could not grow.
    OutOfMemory,
    /// The code exceeds the limit of [`CodeBuffer::set_max_len`].
    TooLong,
}

/// The memory behind the buffer.
enum Memory<'m> {
    /// The final memory.
    Given(&'m mut dyn CodeMemory),
    /// The heap; the code is copied later.
    Heap(Vec<u8>),
}

impl Memory<'_> {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        match self {
            Memory::Given(memory) => memory.grow(len),
            Memory::Heap(bytes) => {
                // Bytes written through the pointer become part of the vector only when it is resized.
                let additional = len.saturating_sub(bytes.len());
                bytes.try_reserve(additional).map_err(|_| OutOfMemory)?;
                bytes.resize(bytes.capacity(), 0);
                Ok((bytes.as_mut_ptr(), bytes.len()))
            }
        }
    }
}

// SAFETY: `start` points into `memory`, which may be sent to another thread.
unsafe impl Send for CodeBuffer<'_> {}

impl core::fmt::Debug for CodeBuffer<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("CodeBuffer").field("len", &self.len).field("failure", &self.failure).finish_non_exhaustive()
    }
}

impl<'m> CodeBuffer<'m> {
    /// An empty buffer in `memory`.
    ///
    /// # Errors
    /// Fails with [`OutOfMemory`] if there is not even a first page.
    pub fn new(memory: &'m mut dyn CodeMemory) -> Result<CodeBuffer<'m>, OutOfMemory> {
        CodeBuffer::in_memory(Memory::Given(memory))
    }

    /// An empty buffer on the heap, for code that is appended to another buffer.
    ///
    /// # Errors
    /// Fails with [`OutOfMemory`] if there is not even a first page.
    pub fn on_heap() -> Result<CodeBuffer<'static>, OutOfMemory> {
        CodeBuffer::in_memory(Memory::Heap(Vec::new()))
    }

    fn in_memory(mut memory: Memory<'_>) -> Result<CodeBuffer<'_>, OutOfMemory> {
        let (start, capacity) = memory.grow(1 << 12)?;
        assert!(capacity >= 1 << 12);
        let limit = capacity - MAX_INSTRUCTION;
        Ok(CodeBuffer { memory, start, origin: 0, len: 0, limit, max_len: MAX_CODE, failure: None })
    }

    /// Limits code to about `len` bytes, more precisely to that offset; memory that is already allocated may be used.
    /// The maximum is 1 GiB.
    pub fn set_max_len(&mut self, len: u32) {
        self.max_len = (len as usize).min(MAX_CODE);
    }

    /// Discards all code and any failure. The next code is at offset `origin`: offsets are those of the final place.
    pub fn restart(&mut self, origin: u32) {
        let (before, origin) = (self.origin, origin as usize);
        self.start = self.start.wrapping_add(before).wrapping_sub(origin);
        self.limit = self.limit - before + origin;
        (self.origin, self.len) = (origin, origin);
        self.failure = None;
    }

    /// The code written so far.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: that many bytes were written, and `&self` prevents further writes.
        unsafe { core::slice::from_raw_parts(self.start.wrapping_add(self.origin), self.len - self.origin) }
    }

    /// The number of bytes written; more precisely, the offset after them.
    #[inline]
    pub fn len(&self) -> u32 {
        self.len as u32
    }

    /// Whether no code was written.
    pub fn is_empty(&self) -> bool {
        self.len == self.origin
    }

    /// Whether the buffer ran out of room. Everything written since then is lost, and all code must be discarded.
    #[inline]
    pub fn failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Why the buffer ran out of room, if it did.
    pub fn failure(&self) -> Option<CodeFailure> {
        self.failure
    }

    /// Removes the code from offset `len` on.
    pub fn truncate(&mut self, len: u32) {
        if len as usize <= self.len {
            self.len = len as usize;
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        self.grow_to(self.len, self.len + (self.len - self.origin));
    }

    /// Grows the memory to offset `len`, or preferably `want`.
    fn grow_to(&mut self, len: usize, want: usize) {
        if len > self.max_len {
            return self.fail(CodeFailure::TooLong);
        }
        let room = want.min(self.max_len).max(len) - self.origin + MAX_INSTRUCTION;
        match self.memory.grow(room) {
            Ok((start, capacity)) => {
                debug_assert!(capacity >= room);
                self.start = start.wrapping_sub(self.origin);
                self.limit = self.origin + capacity - MAX_INSTRUCTION;
            }
            Err(OutOfMemory) => self.fail(CodeFailure::OutOfMemory),
        }
    }

    /// Continues at the start, so that writers need not check for failure: the code will not be used.
    fn fail(&mut self, failure: CodeFailure) {
        self.failure = Some(failure);
        self.len = self.origin;
    }

    /// Writes the low `len` bytes of `bytes`, little-endian; `len` is at most 16.
    #[inline(always)]
    pub fn put(&mut self, bytes: u128, len: usize) {
        debug_assert!(len <= MAX_INSTRUCTION);
        // SAFETY: `len <= limit`, so 16 bytes after it are inside the memory.
        unsafe { self.start.wrapping_add(self.len).cast::<u128>().write_unaligned(bytes.to_le()) };
        self.advance(len);
    }

    /// Writes the low `len` bytes of `bytes`, little-endian; `len` is at most 8.
    #[inline(always)]
    pub fn put_short(&mut self, bytes: u64, len: usize) {
        debug_assert!(len <= 8);
        // SAFETY: `len <= limit`, so 16 bytes after it are inside the memory.
        unsafe { self.start.wrapping_add(self.len).cast::<u64>().write_unaligned(bytes.to_le()) };
        self.advance(len);
    }

    /// Writes four bytes, little-endian.
    #[inline(always)]
    pub fn put_u32(&mut self, word: u32) {
        // SAFETY: `len <= limit`, so 16 bytes after it are inside the memory.
        unsafe { self.start.wrapping_add(self.len).cast::<u32>().write_unaligned(word.to_le()) };
        self.advance(4);
    }

    /// Writes the low `len` bytes of `bytes` and the low `rest_len` bytes of `rest`, at most 8 and 4.
    #[inline(always)]
    pub fn put_two(&mut self, bytes: u64, len: usize, rest: u32, rest_len: usize) {
        debug_assert!(len <= 8 && rest_len <= 4);
        // SAFETY: `len <= limit`, so 16 bytes after it are inside the memory.
        unsafe {
            let at = self.start.wrapping_add(self.len);
            at.cast::<u64>().write_unaligned(bytes.to_le());
            at.wrapping_add(len).cast::<u32>().write_unaligned(rest.to_le());
        }
        self.advance(len + rest_len);
    }

    /// Advances by this many bytes. Growing is the last action, so that no value needs to survive the call.
    #[inline(always)]
    fn advance(&mut self, len: usize) {
        self.len += len;
        if self.len > self.limit {
            self.grow();
        }
    }

    /// Writes `bytes`.
    pub fn put_slice(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(MAX_INSTRUCTION) {
            let mut word = [0; MAX_INSTRUCTION];
            word[..chunk.len()].copy_from_slice(chunk);
            self.put(u128::from_le_bytes(word), chunk.len());
        }
    }

    /// Writes `bytes`, of any length.
    pub fn append(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        if end > self.limit {
            self.grow_to(end, self.len * 2);
            if self.failed() {
                return;
            }
        }
        // SAFETY: `end <= limit`, so there is room; `bytes` is not in the memory, which only this buffer can reach.
        unsafe { copy_nonoverlapping(bytes.as_ptr(), self.start.wrapping_add(self.len), bytes.len()) };
        self.len = end;
    }

    /// Reads the four bytes at `at`, which must have been written. After a failure they are lost: returns the end of a
    /// chain of fixups.
    #[inline]
    pub fn read_u32(&self, at: u32) -> u32 {
        let Some(at) = self.patchable(at, 4) else { return CHAIN_END };
        // SAFETY: `patchable` checks that the four bytes are inside the memory.
        u32::from_le(unsafe { self.start.wrapping_add(at).cast::<u32>().read_unaligned() })
    }

    /// Overwrites the four bytes at `at`, which must have been written.
    #[inline]
    pub fn write_u32(&mut self, at: u32, value: u32) {
        let Some(at) = self.patchable(at, 4) else { return };
        // SAFETY: as above.
        unsafe { self.start.wrapping_add(at).cast::<u32>().write_unaligned(value.to_le()) };
    }

    /// Writes the distance to `target` to all fields of the chain that starts with the field at `last`: see
    /// [`Labels`](crate::Labels). The distance is relative to the end of the field.
    #[inline]
    pub fn patch_chain(&mut self, head: u32, target: u32) {
        let mut at = head;
        while !is_chain_end(at) {
            let Some(place) = self.patchable(at, 4) else { return };
            let field = self.start.wrapping_add(place).cast::<u32>();
            let distance = target.wrapping_sub(at + 4);
            // SAFETY: `patchable` checks that the four bytes are inside the memory.
            at = u32::from_le(unsafe { field.read_unaligned() });
            // SAFETY: as above.
            unsafe { field.write_unaligned(distance.to_le()) };
        }
    }

    /// Overwrites the bytes at `at`, which must have been written.
    pub fn write_slice(&mut self, at: u32, bytes: &[u8]) {
        let Some(at) = self.patchable(at, bytes.len()) else { return };
        // SAFETY: as above; `bytes` is not in the memory, which only this buffer can reach.
        unsafe { copy_nonoverlapping(bytes.as_ptr(), self.start.wrapping_add(at), bytes.len()) };
    }

    /// The position of written bytes, or `None` if they are lost.
    #[inline]
    fn patchable(&self, at: u32, len: usize) -> Option<usize> {
        let at = at as usize;
        if self.failed() {
            return None;
        }
        debug_assert!(at >= self.origin);
        assert!(at + len <= self.limit + MAX_INSTRUCTION, "a fixup outside the code");
        Some(at)
    }
}

impl Extend<u8> for CodeBuffer<'_> {
    fn extend<T: IntoIterator<Item = u8>>(&mut self, bytes: T) {
        for byte in bytes {
            self.push(byte);
        }
    }
}

impl<'a> Extend<&'a u8> for CodeBuffer<'_> {
    fn extend<T: IntoIterator<Item = &'a u8>>(&mut self, bytes: T) {
        self.extend(bytes.into_iter().copied());
    }
}

impl DynasmApi for CodeBuffer<'_> {
    #[inline]
    fn offset(&self) -> AssemblyOffset {
        AssemblyOffset(self.len)
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.put_short(u64::from(byte), 1);
    }

    fn align(&mut self, alignment: usize, with: u8) {
        while !self.len.is_multiple_of(alignment) {
            self.push(with);
        }
    }

    #[inline]
    fn push_u16(&mut self, value: u16) {
        self.put_short(u64::from(value), 2);
    }

    #[inline]
    fn push_u32(&mut self, value: u32) {
        self.put_short(u64::from(value), 4);
    }

    #[inline]
    fn push_u64(&mut self, value: u64) {
        self.put_short(value, 8);
    }

    #[inline]
    fn push_i8(&mut self, value: i8) {
        self.put_short(u64::from(value as u8), 1);
    }

    #[inline]
    fn push_i16(&mut self, value: i16) {
        self.put_short(u64::from(value as u16), 2);
    }

    #[inline]
    fn push_i32(&mut self, value: i32) {
        self.put_short(u64::from(value as u32), 4);
    }

    #[inline]
    fn push_i64(&mut self, value: i64) {
        self.put_short(value as u64, 8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;

    struct Pages(Vec<u8>, usize);

    // SAFETY: the vector keeps its bytes when it grows, and is only grown here.
    unsafe impl CodeMemory for Pages {
        fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
            let len = len.next_multiple_of(4096);
            if len > self.1 {
                return Err(OutOfMemory);
            }
            self.0.resize(len, 0);
            Ok((self.0.as_mut_ptr(), len))
        }
    }

    #[test]
    fn growing_keeps_what_was_written() {
        let mut pages = Pages(vec![], 1 << 20);
        let mut buffer = CodeBuffer::new(&mut pages).unwrap();
        for i in 0..10_000u32 {
            buffer.put(u128::from(i), 4);
        }
        assert_eq!(buffer.len(), 40_000);
        assert!((0..10_000).all(|i| buffer.read_u32(i * 4) == i));
    }

    #[test]
    fn offsets_may_begin_anywhere() {
        let mut buffer = CodeBuffer::on_heap().unwrap();
        for origin in [5_000_000, 64, 0, 123] {
            buffer.restart(origin);
            assert!(buffer.is_empty());
            for i in 0..10_000 {
                assert_eq!(buffer.len(), origin + 4 * i);
                buffer.put(u128::from(i), 4);
            }
            assert!((0..10_000).all(|i| buffer.read_u32(origin + 4 * i) == i));
            assert_eq!(buffer.bytes()[4 * 258..][..4], [2, 1, 0, 0]);
        }
    }

    #[test]
    fn running_out_of_memory_is_remembered() {
        let mut pages = Pages(vec![], 8192);
        let mut buffer = CodeBuffer::new(&mut pages).unwrap();
        for _ in 0..10_000 {
            buffer.put(0, 16);
        }
        assert_eq!(buffer.failure(), Some(CodeFailure::OutOfMemory));
    }

    #[test]
    fn code_has_a_greatest_length() {
        for origin in [0, 1000] {
            let mut buffer = CodeBuffer::on_heap().unwrap();
            buffer.restart(origin);
            buffer.set_max_len(origin + 100_000);
            let put = |buffer: &mut CodeBuffer<'_>, count: usize| (0..count).for_each(|_| buffer.put(0, 10));
            put(&mut buffer, 10_000);
            assert_eq!((buffer.failed(), buffer.len()), (false, origin + 100_000));
            put(&mut buffer, 10_000);
            assert_eq!(buffer.failure(), Some(CodeFailure::TooLong));
            buffer.restart(origin);
            buffer.append(&vec![1; 100_000]);
            assert!(!buffer.failed());
            buffer.append(&vec![1; 100_000]);
            assert_eq!(buffer.failure(), Some(CodeFailure::TooLong));
        }
    }
}
