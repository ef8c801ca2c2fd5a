//! A platform that consists of the C functions of `capi/include/windlass_platform.h`, which whoever links the runtime supplies.
//!
//! No virtual memory, no files, no threads of its own, no hardware faults.

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

/// Why memory cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OsError {
    /// There is not as much.
    OutOfMemory,
    /// It cannot be made executable.
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

/// Zeroed memory, given back when dropped.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the memory belongs to the value alone, as a `Box<[u8]>` would.
unsafe impl Send for Mapping {}
// SAFETY: as above; shared access only hands out the address.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// A multiple of what code and its constants are aligned to, and the size of the pages that most machines protect.
    const ALIGNMENT: usize = 4096;

    /// Nothing can be reserved without using it.
    pub(crate) fn reserve(_len: usize) -> Result<Mapping, OsError> {
        Err(OsError::OutOfMemory)
    }

    /// Allocates `len` zeroed bytes.
    pub(crate) fn allocate(len: usize) -> Result<Mapping, OsError> {
        if len == 0 {
            return Ok(Mapping { base: NonNull::dangling(), len: 0 });
        }
        // SAFETY: the function may be called with any size, and a power of two.
        let memory = unsafe { windlass_platform_allocate(len, Mapping::ALIGNMENT) };
        let base = NonNull::new(memory.cast::<u8>()).ok_or(OsError::OutOfMemory)?;
        // SAFETY: as many bytes were allocated, and nobody else has them.
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

    /// All of it is writable.
    pub(crate) fn make_writable(&mut self, _start: usize, _len: usize) -> Result<(), OsError> {
        Ok(())
    }

    /// There are no pages.
    pub(crate) fn prefer_large_pages(&self, _start: usize, _len: usize) {}

    /// Makes all of it executable, and not to be written to any more.
    pub(crate) fn make_executable(&mut self) -> Result<(), OsError> {
        if make_executable(self.base(), self.len) { Ok(()) } else { Err(OsError::NotExecutable) }
    }

    /// Changes the length; the bytes may move. What is new is zero. On an error nothing changes.
    pub(crate) fn resize(&mut self, len: usize) -> Result<(), OsError> {
        if len != self.len {
            let resized = Mapping::allocate(len)?;
            // SAFETY: both have as many bytes, and the one is new.
            unsafe { resized.base().copy_from_nonoverlapping(self.base(), len.min(self.len)) };
            *self = resized;
        }
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: it was allocated with these, and the owner is gone.
            unsafe { windlass_platform_free(self.base().cast(), self.len, Mapping::ALIGNMENT) };
        }
    }
}

/// Makes code executable that was just written, or that has been there all along.
fn make_executable(code: *mut u8, len: usize) -> bool {
    // SAFETY: the bytes are there as long as code in them is executed.
    let done = unsafe { windlass_platform_make_executable(code.cast(), len) };
    if done {
        machine::flush_instruction_cache(code, len);
    }
    done
}

/// The bytes of a compiled module: a copy, or where they have been all along.
#[derive(Debug)]
pub(crate) enum PrivateBytes {
    Copy(Mapping, usize),
    InPlace(&'static [u8]),
}

impl PrivateBytes {
    /// A copy of `bytes`, aligned anyway.
    pub(crate) fn copy_of(bytes: &[u8], _aligned: usize) -> Result<PrivateBytes, OsError> {
        let mapping = Mapping::allocate(bytes.len())?;
        // SAFETY: the mapping is new and has as many bytes.
        unsafe { mapping.base().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(PrivateBytes::Copy(mapping, bytes.len()))
    }

    /// Makes the bytes at `range` executable. `false` where the platform refuses, or where they are not aligned as the constants
    /// among them have to be.
    pub(crate) fn make_executable(&mut self, range: Range<usize>) -> bool {
        /// What code may ask to be aligned to.
        const ALIGNMENT: usize = 16;
        let code = self.bytes()[range].as_ptr_range();
        let (start, len) = (code.start.cast_mut(), code.end.addr() - code.start.addr());
        start.addr().is_multiple_of(ALIGNMENT) && make_executable(start, len)
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            // SAFETY: the mapping has as many bytes.
            PrivateBytes::Copy(mapping, len) => unsafe { core::slice::from_raw_parts(mapping.base(), *len) },
            PrivateBytes::InPlace(bytes) => bytes,
        }
    }
}

/// What sizes are multiples of.
pub(crate) fn page_size() -> usize {
    16
}

/// Not known.
#[inline]
pub(crate) fn host_stack() -> Range<usize> {
    0..0
}

/// The pointer that this thread set last, null at first.
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
