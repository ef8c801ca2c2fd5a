//! Memory for machine code.

/// Memory for machine code that grows on demand.
///
/// The runtime passes an implementation to the compiler, which writes code in place, and gets it back to make it
/// executable. So single-threaded compilation never copies code.
///
/// # Safety
/// [`CodeMemory::grow`] must return writable memory of at least the requested length. It must preserve the bytes
/// written before, and stay valid at the same address until the next call of `grow` or until the implementation is
/// dropped.
pub unsafe trait CodeMemory: Send {
    /// Grows to at least `len` bytes in total. Returns the start, which may have changed, and the actual length.
    ///
    /// # Errors
    /// Fails with [`OutOfMemory`] if the system refuses.
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory>;
}

/// Out of memory for code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;
