//! A platform made of the C functions in `capi/include/windlass_platform.h`, which a port supplies.
//!
//! It has no virtual memory, files, threads or hardware faults.

use core::ffi::c_void;
use core::fmt;
use core::ops::Range;
use core::ptr::NonNull;

use crate::machine;

unsafe extern "C" {
    fn windlass_platform_allocate(size: usize, alignment: usize) -> *mut c_void;
    fn windlass_platform_free(memory: *mut c_void, size: usize, alignment: usize);
    fn windlass_platform_make_executable(code: *mut c_void, size: usize) -> bool;
    fn windlass_platform_thread_pointer() -> *mut c_void;
    fn windlass_platform_set_thread_pointer(pointer: *mut c_void);
}

/// Why memory is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OsError {
    /// Out of memory.
    OutOfMemory,
    /// The memory cannot be made executable.
    NotExecutable,
}

impl fmt::Display for OsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OsError::OutOfMemory => "out of memory",
            OsError::NotExecutable => "the platform refused",
        })
    }
}

impl core::error::Error for OsError {}

/// Zeroed memory, freed on drop.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the value owns the memory, like a `Box<[u8]>`.
unsafe impl Send for Mapping {}
// SAFETY: as above; shared access only returns the address.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// A multiple of the alignment of code and its constants, and the usual size of protected pages.
    const ALIGNMENT: usize = 4096;

    /// Always fails: addresses cannot be reserved without memory.
    pub(crate) fn reserve(_len: usize) -> Result<Mapping, OsError> {
        Err(OsError::OutOfMemory)
    }

    /// Allocates `len` zeroed bytes.
    pub(crate) fn allocate(len: usize) -> Result<Mapping, OsError> {
        if len == 0 {
            return Ok(Mapping { base: NonNull::dangling(), len: 0 });
        }
        // SAFETY: any size is allowed, and the alignment is a power of two.
        let memory = unsafe { windlass_platform_allocate(len, Mapping::ALIGNMENT) };
        let base = NonNull::new(memory.cast::<u8>()).ok_or(OsError::OutOfMemory)?;
        // SAFETY: `len` bytes were allocated, and nothing else uses them.
        unsafe { base.write_bytes(0, len) };
        Ok(Mapping { base, len })
    }

    /// The first byte.
    pub(crate) fn base(&self) -> *mut u8 {
        self.base.as_ptr()
    }

    /// The number of bytes.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// No effect: all of it is writable.
    pub(crate) fn make_writable(&mut self, _start: usize, _len: usize) -> Result<(), OsError> {
        Ok(())
    }

    /// No effect: there are no pages.
    pub(crate) fn prefer_large_pages(&self, _start: usize, _len: usize) {}

    /// Makes all of it executable. It must not be written again. Whether branch protection is enforced depends on the
    /// platform.
    pub(crate) fn make_executable(&mut self, _branch_protection: bool) -> Result<(), OsError> {
        if make_executable(self.base(), self.len) { Ok(()) } else { Err(OsError::NotExecutable) }
    }

    /// Changes the length; the bytes may move. New bytes are zero. Changes nothing on an error.
    pub(crate) fn resize(&mut self, len: usize) -> Result<(), OsError> {
        if len != self.len {
            let resized = Mapping::allocate(len)?;
            // SAFETY: both have at least that many bytes, and `resized` is a new allocation.
            unsafe { resized.base().copy_from_nonoverlapping(self.base(), len.min(self.len)) };
            *self = resized;
        }
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: it was allocated with this size and alignment, and its owner is dropped.
            unsafe { windlass_platform_free(self.base().cast(), self.len, Mapping::ALIGNMENT) };
        }
    }
}

/// Makes code executable.
fn make_executable(code: *mut u8, len: usize) -> bool {
    // SAFETY: the bytes exist as long as code in them is executed.
    let done = unsafe { windlass_platform_make_executable(code.cast(), len) };
    if done {
        machine::flush_instruction_cache(code, len);
    }
    done
}

/// The bytes of a compiled module: a copy, or in place.
#[derive(Debug)]
pub(crate) enum PrivateBytes {
    Copy(Mapping, usize),
    InPlace(&'static [u8]),
}

impl PrivateBytes {
    /// Copies `bytes`. The copy is always aligned.
    pub(crate) fn copy_of(bytes: &[u8], _aligned: usize) -> Result<PrivateBytes, OsError> {
        let mapping = Mapping::allocate(bytes.len())?;
        // SAFETY: the mapping is new and has that many bytes.
        unsafe { mapping.base().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(PrivateBytes::Copy(mapping, bytes.len()))
    }

    /// Makes the bytes at `range` executable. Returns false if the platform refuses, or if they are not aligned as
    /// their constants require.
    pub(crate) fn make_executable(&mut self, range: Range<usize>, _branch_protection: bool) -> bool {
        /// The maximum alignment that code may require.
        const ALIGNMENT: usize = 16;
        let code = self.bytes()[range].as_ptr_range();
        let (start, len) = (code.start.cast_mut(), code.end.addr() - code.start.addr());
        start.addr().is_multiple_of(ALIGNMENT) && make_executable(start, len)
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            // SAFETY: the mapping has that many bytes.
            PrivateBytes::Copy(mapping, len) => unsafe { core::slice::from_raw_parts(mapping.base(), *len) },
            PrivateBytes::InPlace(bytes) => bytes,
        }
    }
}

/// The unit of sizes.
pub(crate) fn page_size() -> usize {
    16
}

/// Unknown.
#[inline]
pub(crate) fn host_stack() -> Range<usize> {
    0..0
}

/// This thread's pointer, initially null.
#[inline]
pub(crate) fn thread_pointer() -> *const () {
    // SAFETY: the function may be called at any time.
    unsafe { windlass_platform_thread_pointer() }.cast_const().cast()
}

/// Sets the pointer that [`thread_pointer`] returns.
#[inline]
pub(crate) fn set_thread_pointer(pointer: *const ()) {
    // SAFETY: as above.
    unsafe { windlass_platform_set_thread_pointer(pointer.cast_mut().cast()) };
}
