//! Where machine code is written.

/// Memory for machine code that grows on demand.
///
/// The runtime hands an implementation to the compiler, which writes code in place, and gets it back to make it
/// executable: code that one thread compiles is never copied.
///
/// # Safety
/// [`CodeMemory::grow`] must return writable memory of at least the length asked for, which keeps the bytes written
/// before and stays valid, unmoved, until the next call of `grow` or until the implementation is dropped.
pub unsafe trait CodeMemory: Send {
    /// Makes room for at least `len` bytes in all. Returns the start, which may have moved, and the length there is.
    ///
    /// # Errors
    /// [`OutOfMemory`] where the system refuses.
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory>;
}

/// There is no more memory for code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;
