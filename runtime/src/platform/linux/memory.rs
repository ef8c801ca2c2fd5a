//! Memory mappings.

use core::ffi::c_int;
use core::fmt;
use core::ptr::{self, NonNull};
#[cfg(feature = "lazy")]
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::OnceLock;

use super::memory_limits;
use super::sealed_file::SealedFile;

/// Size of a large page, on machines that have them.
const LARGE_PAGE: usize = 2 << 20;

/// An error of a system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OsError(c_int);

impl OsError {
    /// The error of the last system call.
    pub(super) fn last() -> OsError {
        OsError(std::io::Error::last_os_error().raw_os_error().unwrap_or(0))
    }

    /// The error for a file that is shorter than expected.
    pub(super) fn unexpected_end() -> OsError {
        OsError(libc::EIO)
    }

    /// Whether a signal interrupted the call, so that it should be repeated.
    pub(super) fn is_interruption(self) -> bool {
        self.0 == libc::EINTR
    }

    /// Converts to the standard library's error.
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

/// A private mapping of zeroed pages, unmapped on drop.
///
/// Lengths are rounded up to whole pages. An empty mapping maps nothing.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the value owns the mapping, like a `Box<[u8]>`.
unsafe impl Send for Mapping {}
// SAFETY: as above; shared access only returns the address.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// An empty mapping.
    pub(crate) const fn empty() -> Mapping {
        Mapping { base: NonNull::dangling(), len: 0 }
    }

    /// Reserves `len` bytes of address space, inaccessible and without using memory.
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
        // SAFETY: a new anonymous mapping at an address chosen by the kernel does not touch memory in use.
        let base = unsafe { libc::mmap(ptr::null_mut(), len, protection, flags, -1, 0) };
        if base == libc::MAP_FAILED {
            return Err(OsError::last());
        }
        let base = NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?;
        Ok(Mapping { base, len })
    }

    /// Maps `len` readable and writable bytes that will be filled at once, so that large pages pay off. If the byte
    /// `aligned` is at the start of a page, it is at the start of a large one, and the bytes before it are not in a
    /// large page.
    pub(super) fn allocate_large(len: usize, aligned: usize) -> Result<Mapping, OsError> {
        let (len, aligned) = (round_up(len)?, round_up(aligned)?);
        if len.saturating_sub(aligned) < LARGE_PAGE {
            return Mapping::allocate(len);
        }
        let all = Mapping::allocate(len.checked_add(LARGE_PAGE).ok_or(OsError(libc::ENOMEM))?)?;
        let first = all.base().addr();
        let start = (first + aligned).next_multiple_of(LARGE_PAGE) - aligned;
        let [_, wanted, _] = all.split([start - first, len]);
        wanted.prefer_large_pages(aligned, len - aligned);
        Ok(wanted)
    }

    /// Maps all `len` bytes of a memory file, for writing.
    #[cfg(feature = "lazy")]
    pub(super) fn writable_view(file: &OwnedFd, len: usize) -> Result<Mapping, OsError> {
        let len = round_up(len)?;
        let (protection, flags) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_NORESERVE);
        // SAFETY: a new mapping at an address chosen by the kernel does not touch memory in use.
        let base = unsafe { libc::mmap(ptr::null_mut(), len, protection, flags, file.as_raw_fd(), 0) };
        if base == libc::MAP_FAILED {
            return Err(OsError::last());
        }
        Ok(Mapping { base: NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?, len })
    }

    /// Unmaps the first `len` bytes, a multiple of the page size.
    #[cfg(feature = "lazy")]
    pub(super) fn give_up_start(&mut self, len: usize) {
        let whole = core::mem::replace(self, Mapping::empty());
        let rest = whole.len - len;
        [_, *self, _] = whole.split([len, rest]);
    }

    /// Splits off the first parts of the mapping, with these lengths.
    fn split(self, lens: [usize; 2]) -> [Mapping; 3] {
        let (base, len) = (self.base, self.len);
        core::mem::forget(self);
        let part = |at: usize, len: usize| match len {
            0 => Mapping::empty(),
            // SAFETY: the part is inside the mapping.
            _ => Mapping { base: unsafe { base.add(at) }, len },
        };
        [part(0, lens[0]), part(lens[0], lens[1]), part(lens[0] + lens[1], len - lens[0] - lens[1])]
    }

    /// Advises the kernel to use large pages for the `len` bytes at `start`, which are about to be filled.
    pub(crate) fn prefer_large_pages(&self, start: usize, len: usize) {
        assert!(start.checked_add(len).is_some_and(|end| end <= self.len), "advice on what is outside of a mapping");
        let first = self.base().addr() + start;
        let aligned = first.next_multiple_of(LARGE_PAGE);
        let len = (first + len).saturating_sub(aligned) / LARGE_PAGE * LARGE_PAGE;
        if len > 0 {
            // SAFETY: the range is inside the mapping; its content does not change.
            unsafe {
                libc::madvise(self.base().wrapping_add(start + (aligned - first)).cast(), len, libc::MADV_HUGEPAGE)
            };
        }
    }

    /// Maps `len` bytes of `file` from offset `start` copy-on-write over the bytes at `at`. All are multiples of the
    /// page size. There is no such method for other files, since they may change.
    pub(super) fn map_sealed(&mut self, at: usize, file: &SealedFile, start: usize, len: usize) -> Result<(), OsError> {
        assert!(at.checked_add(len).is_some_and(|end| end <= self.len), "mapping outside of a mapping");
        let start = libc::off_t::try_from(start).map_err(|_| OsError(libc::EOVERFLOW))?;
        let (protection, flags) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_FIXED);
        let (address, file) = (self.base.as_ptr().wrapping_add(at).cast(), file.descriptor());
        // SAFETY: the range is inside the mapping, which is ours, and `&mut self` ensures that nothing uses the bytes.
        match unsafe { libc::mmap(address, len, protection, flags, file, start) } {
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

    /// Makes the first `len` bytes readable and writable, those that are so already among them, which others may use meanwhile.
    #[cfg(feature = "threads")]
    pub(crate) fn make_more_writable(&self, len: usize) -> Result<(), OsError> {
        self.protect(0, round_up(len)?, libc::PROT_READ | libc::PROT_WRITE)
    }

    /// Makes the `len` bytes at `start`, both multiples of the page size, readable but not writable.
    pub(super) fn make_read_only(&mut self, start: usize, len: usize) -> Result<(), OsError> {
        self.protect(start, len, libc::PROT_READ)
    }

    /// Makes all of it readable and executable, but not writable. With `branch_protection`, the kernel, if it can, restricts
    /// indirect branches to landing pads.
    pub(crate) fn make_executable(&mut self, branch_protection: bool) -> Result<(), OsError> {
        self.make_part_executable(0, self.len, branch_protection)
    }

    /// [`Mapping::make_executable`] for the `len` bytes at `start`, both multiples of the page size.
    pub(super) fn make_part_executable(
        &mut self,
        start: usize,
        len: usize,
        branch_protection: bool,
    ) -> Result<(), OsError> {
        self.protect(start, len, executable(branch_protection))
    }

    fn protect(&self, start: usize, len: usize, protection: c_int) -> Result<(), OsError> {
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

    /// Changes the length of an accessible mapping, which may move. New bytes are zero. Changes nothing on an error.
    pub(crate) fn resize(&mut self, len: usize) -> Result<(), OsError> {
        let len = round_up(len)?;
        if len == self.len {
            return Ok(());
        }
        if self.len == 0 || len == 0 {
            *self = Mapping::allocate(len)?;
            return Ok(());
        }
        // SAFETY: the old range is exactly our mapping; `&mut self` ensures that nothing uses the old address.
        let base = unsafe { libc::mremap(self.base.as_ptr().cast(), self.len, len, libc::MREMAP_MAYMOVE) };
        if base == libc::MAP_FAILED {
            return match OsError::last() {
                // To the kernel, pages of a file in it, or some that are to be large, are mappings of their own, and it resizes one.
                OsError(libc::EFAULT) => self.resize_by_copying(len),
                error => Err(error),
            };
        }
        self.base = NonNull::new(base.cast()).ok_or(OsError(libc::ENOMEM))?;
        self.len = len;
        Ok(())
    }

    fn resize_by_copying(&mut self, len: usize) -> Result<(), OsError> {
        let other = Mapping::allocate(len)?;
        // SAFETY: both mappings are accessible, at least that long, and not the same.
        unsafe { ptr::copy_nonoverlapping(self.base.as_ptr(), other.base.as_ptr(), self.len.min(other.len)) };
        *self = other;
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: the range is exactly our mapping, and its owner is dropped.
            unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
        }
    }
}

/// `PROT_BTI`, where the machine and the kernel have it: a branch that leads to no landing pad is a fault.
#[cfg(target_arch = "aarch64")]
fn guarded_pages() -> c_int {
    const PROT_BTI: c_int = 0x10;
    const HWCAP2_BTI: libc::c_ulong = 1 << 17;
    // SAFETY: reading a constant of the process has no effect.
    let capabilities = unsafe { libc::getauxval(libc::AT_HWCAP2) };
    if capabilities & HWCAP2_BTI != 0 { PROT_BTI } else { 0 }
}

/// Nothing: Linux has no such protection of pages here.
#[cfg(not(target_arch = "aarch64"))]
fn guarded_pages() -> c_int {
    0
}

/// The protection of pages with code.
pub(super) fn executable(branch_protection: bool) -> c_int {
    let guarded = if branch_protection { guarded_pages() } else { 0 };
    libc::PROT_READ | libc::PROT_EXEC | guarded
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
    fn a_large_mapping_is_aligned_and_whole() {
        for (len, aligned) in [(5, 4096), (LARGE_PAGE, 0), (3 * LARGE_PAGE + 5, 4096), (9 << 20, 8192)] {
            let mapping = Mapping::allocate_large(len, aligned).unwrap();
            assert_eq!(mapping.len(), round_up(len).unwrap());
            assert!(len < LARGE_PAGE + aligned || (mapping.base().addr() + aligned).is_multiple_of(LARGE_PAGE));
            // SAFETY: inside the mapping, which was just made.
            unsafe { mapping.base().write_bytes(1, mapping.len()) };
        }
    }

    #[test]
    fn what_cannot_be_mapped_is_an_error() {
        assert_eq!(Mapping::reserve(1 << 56).unwrap_err(), OsError(libc::ENOMEM));
        assert_eq!(Mapping::reserve(usize::MAX).unwrap_err(), OsError(libc::ENOMEM));
        assert!(Mapping::reserve(0).unwrap().len() == 0);
    }
}
