//! Memory from the kernel.

use core::ffi::c_int;
use core::fmt;
use core::ptr::{self, NonNull};
use std::sync::OnceLock;

use super::memory_limits;

/// Why the kernel refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OsError(c_int);

impl OsError {
    /// Of the call that was made last.
    pub(super) fn last() -> OsError {
        OsError(std::io::Error::last_os_error().raw_os_error().unwrap_or(0))
    }

    /// Whether a signal came, so that the call should be made again.
    pub(super) fn is_interruption(self) -> bool {
        self.0 == libc::EINTR
    }

    /// As the standard library has it.
    pub(super) fn into_io(self) -> std::io::Error {
        std::io::Error::from_raw_os_error(self.0)
    }
}

impl fmt::Display for OsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        std::io::Error::from_raw_os_error(self.0).fmt(f)?;
        if self.0 == libc::ENOMEM { memory_limits::explain(f) } else { Ok(()) }
    }
}

/// A private mapping of zeroed pages, given back when dropped.
///
/// Lengths are rounded up to whole pages. An empty mapping holds nothing.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the mapping belongs to the value alone, as a `Box<[u8]>` would.
unsafe impl Send for Mapping {}
// SAFETY: as above; shared access only hands out the address.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// No memory at all.
    pub(crate) const fn empty() -> Mapping {
        Mapping { base: NonNull::dangling(), len: 0 }
    }

    /// Reserves `len` bytes of addresses, none of them accessible, at no cost in memory.
    pub(crate) fn reserve(len: usize) -> Result<Mapping, OsError> {
        Mapping::map(len, libc::PROT_NONE)
    }

    /// Maps `len` readable and writable bytes.
    pub(crate) fn allocate(len: usize) -> Result<Mapping, OsError> {
        Mapping::map(len, libc::PROT_READ | libc::PROT_WRITE)
    }

    fn map(len: usize, protection: c_int) -> Result<Mapping, OsError> {
        if len == 0 {
            return Ok(Mapping::empty());
        }
        let len = round_up(len)?;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new anonymous mapping at an address that the kernel chooses touches no memory in use.
        let base = unsafe { libc::mmap(ptr::null_mut(), len, protection, flags, -1, 0) };
        if base == libc::MAP_FAILED {
            return Err(OsError::last());
        }
        let base = NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?;
        Ok(Mapping { base, len })
    }

    /// Maps `len` bytes of a file, readable, from `start` on, a multiple of the size of a page.
    pub(super) fn of_file(file: c_int, start: u64, len: usize) -> Result<Mapping, OsError> {
        if len == 0 {
            return Ok(Mapping::empty());
        }
        let len = round_up(len)?;
        let start = libc::off_t::try_from(start).map_err(|_| OsError(libc::EOVERFLOW))?;
        // SAFETY: a new mapping at an address that the kernel chooses touches no memory in use.
        let base = unsafe { libc::mmap(ptr::null_mut(), len, libc::PROT_READ, libc::MAP_PRIVATE, file, start) };
        if base == libc::MAP_FAILED {
            return Err(OsError::last());
        }
        let base = NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?;
        Ok(Mapping { base, len })
    }

    /// Replaces `len` bytes at `at` by those of a file from `start` on, readable and writable; what is written does not
    /// reach the file. All are multiples of the page size.
    pub(super) fn map_file(&mut self, at: usize, file: c_int, start: u64, len: usize) -> Result<(), OsError> {
        assert!(at.checked_add(len).is_some_and(|end| end <= self.len), "mapping outside of a mapping");
        let start = libc::off_t::try_from(start).map_err(|_| OsError(libc::EOVERFLOW))?;
        let (protection, flags) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_FIXED);
        // SAFETY: the range is inside the mapping, which is ours, and `&mut self` says that nobody uses the bytes.
        match unsafe { libc::mmap(self.base.as_ptr().add(at).cast(), len, protection, flags, file, start) } {
            libc::MAP_FAILED => Err(OsError::last()),
            _ => Ok(()),
        }
    }

    /// The first byte.
    pub(crate) fn base(&self) -> *mut u8 {
        self.base.as_ptr()
    }

    /// The number of bytes, accessible or not.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Makes the `len` bytes at `start`, both multiples of the page size, readable and writable.
    pub(crate) fn make_writable(&mut self, start: usize, len: usize) -> Result<(), OsError> {
        self.protect(start, len, libc::PROT_READ | libc::PROT_WRITE)
    }

    /// Makes all of it readable and executable, and no longer writable.
    pub(crate) fn make_executable(&mut self) -> Result<(), OsError> {
        self.protect(0, self.len, libc::PROT_READ | libc::PROT_EXEC)
    }

    /// Makes the `len` bytes at `start`, both multiples of the page size, readable and executable, and no longer writable.
    pub(super) fn make_part_executable(&mut self, start: usize, len: usize) -> Result<(), OsError> {
        self.protect(start, len, libc::PROT_READ | libc::PROT_EXEC)
    }

    fn protect(&mut self, start: usize, len: usize, protection: c_int) -> Result<(), OsError> {
        if len == 0 {
            return Ok(());
        }
        assert!(start.checked_add(len).is_some_and(|end| end <= self.len), "protecting outside of a mapping");
        // SAFETY: the range is inside the mapping, which is ours.
        match unsafe { libc::mprotect(self.base.as_ptr().add(start).cast(), len, protection) } {
            0 => Ok(()),
            _ => Err(OsError::last()),
        }
    }

    /// Changes the length of an accessible mapping, which may move. What is new is zero. On an error nothing changes.
    pub(crate) fn resize(&mut self, len: usize) -> Result<(), OsError> {
        let len = round_up(len)?;
        if len == self.len {
            return Ok(());
        }
        if self.len == 0 || len == 0 {
            *self = Mapping::allocate(len)?;
            return Ok(());
        }
        // SAFETY: the old range is exactly our mapping; `&mut self` says that nobody uses the old address any more.
        let base = unsafe { libc::mremap(self.base.as_ptr().cast(), self.len, len, libc::MREMAP_MAYMOVE) };
        if base == libc::MAP_FAILED {
            return Err(OsError::last());
        }
        self.base = NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?;
        self.len = len;
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: the range is exactly our mapping, and the owner is gone.
            unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
        }
    }
}

fn round_up(len: usize) -> Result<usize, OsError> {
    len.checked_next_multiple_of(page_size()).ok_or(OsError(libc::ENOMEM))
}

/// The size of a page in bytes.
pub(crate) fn page_size() -> usize {
    static SIZE: OnceLock<usize> = OnceLock::new();
    // SAFETY: `sysconf` has no preconditions.
    *SIZE.get_or_init(|| usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_zeroed_and_keeps_its_bytes_when_resized() {
        let mut mapping = Mapping::allocate(1).unwrap();
        assert_eq!(mapping.len(), page_size());
        // SAFETY: inside the mapping.
        unsafe { mapping.base().write(7) };
        mapping.resize(64 << 20).unwrap();
        // SAFETY: inside the mapping.
        assert_eq!(unsafe { (mapping.base().read(), mapping.base().add((64 << 20) - 1).read()) }, (7, 0));
        mapping.resize(1).unwrap();
        // SAFETY: inside the mapping.
        assert_eq!(unsafe { mapping.base().read() }, 7);
    }

    #[test]
    fn what_cannot_be_mapped_is_an_error() {
        assert_eq!(Mapping::reserve(1 << 56).unwrap_err(), OsError(libc::ENOMEM));
        assert_eq!(Mapping::reserve(usize::MAX).unwrap_err(), OsError(libc::ENOMEM));
        assert!(Mapping::reserve(0).unwrap().len() == 0);
    }
}
