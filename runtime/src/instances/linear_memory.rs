//! The content and address of a linear memory.

use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::ops::Range;
use core::ptr::NonNull;

use windlass_codegen::artifact::{GUARDED_RESERVATION, GUARDED_RESERVATION_64};
use windlass_codegen::module::PlainSegment;
use windlass_codegen::types::MemoryType;
use windlass_masm::vm::{GUARDED_MEMORY64, VMArray};

use crate::api::error::{Result, bail, format_err};
#[cfg(feature = "std")]
use crate::platform::SealedFile;
use crate::platform::{Mapping, OsError};

/// The maximum size in bytes with 32-bit addresses.
const MOST_BYTES: u64 = 1 << 32;

/// The maximum size in bytes with 64-bit addresses and explicit bounds checks, so that the memories of an instance cannot take the
/// whole address space of the process.
const MOST_BYTES_64: u64 = 1 << 38;

/// How to configure explicit bounds checks, for messages.
const EXPLICIT: &str = "with `Config::explicit_bounds_checks` (`--explicit-bounds-checks`)";

/// Whether a memory of this type has guard pages if they are requested.
pub(crate) fn can_be_guarded(guarded: bool, ty: &MemoryType) -> bool {
    ty.may_be_guarded() && (guarded || !cfg!(feature = "explicit-bounds-checks"))
}

/// The address space in bytes that a memory with guard pages reserves.
pub(crate) fn reservation(ty: &MemoryType) -> usize {
    if ty.memory64 { GUARDED_RESERVATION_64 } else { GUARDED_RESERVATION }
}

/// The size of this many pages in bytes, if a memory may have that many.
pub(crate) fn bytes_of(pages: u64, ty: &MemoryType, guarded: bool) -> Option<usize> {
    let most = match (ty.memory64, guarded) {
        // `memory.size` returns an `i32`.
        (false, _) => MOST_BYTES.min(u64::from(u32::MAX) << ty.page_size_log2),
        (true, true) => GUARDED_MEMORY64,
        (true, false) => MOST_BYTES_64,
    };
    let bytes = pages.checked_mul(ty.page_size()).filter(|bytes| *bytes <= most)?;
    usize::try_from(bytes).ok()
}

/// A linear memory.
pub(crate) struct LinearMemory {
    ty: MemoryType,
    mapping: Mapping,
    /// Accessible bytes.
    len: usize,
    /// Whether address space is reserved as far as unchecked code can reach. The bytes then never move.
    guarded: bool,
    /// The address and length fields in the contexts that use the memory.
    users: Vec<NonNull<VMArray>>,
}

impl LinearMemory {
    /// A memory of its minimum size, zeroed.
    pub(crate) fn new(ty: MemoryType, guarded: bool) -> Result<LinearMemory> {
        if ty.shared {
            bail!("this build of Windlass has no shared memories: they take its feature `threads`");
        }
        let guarded = can_be_guarded(guarded, &ty);
        let (pages, reservation) = (ty.limits.min, reservation(&ty));
        let Some(len) = bytes_of(pages, &ty, guarded) else {
            match (ty.memory64, guarded) {
                (false, _) => bail!("a memory of {pages} pages is larger than 4 GiB"),
                (true, true) => bail!(
                    "a memory of {pages} pages is larger than 16 GiB, the maximum with guard pages; {EXPLICIT}, it may be larger"
                ),
                (true, false) => bail!("a memory of {pages} pages is larger than 256 GiB, the maximum"),
            }
        };
        let mapping = if guarded {
            Mapping::reserve(reservation).and_then(|mut mapping| {
                mapping.make_writable(0, len)?;
                Ok(mapping)
            })
        } else {
            Mapping::allocate(len)
        };
        let mapping = mapping.map_err(|e: OsError| {
            let reserve = if guarded { reservation } else { len };
            let hint = match guarded {
                true => alloc::format!("; {EXPLICIT}, only the memory's own size is reserved"),
                false => alloc::string::String::new(),
            };
            format_err!("cannot reserve {reserve} bytes of address space for a memory of {pages} pages: {e}{hint}")
        })?;
        Ok(LinearMemory { ty, mapping, len, guarded, users: Vec::new() })
    }

    /// The type that it was created with.
    pub(crate) fn ty(&self) -> MemoryType {
        self.ty
    }

    /// Whether code without bounds checks may use it.
    pub(crate) fn is_guarded(&self) -> bool {
        can_be_guarded(self.guarded, &self.ty)
    }

    pub(crate) fn base(&self) -> *mut u8 {
        self.mapping.base()
    }

    /// Whether `address` is in the memory or its reservation.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        address.wrapping_sub(self.base() as usize) < self.mapping.len()
    }

    /// The size in bytes.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The size in pages.
    pub(crate) fn pages(&self) -> u64 {
        (self.len >> self.ty.page_size_log2) as u64
    }

    /// The content.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the bytes are accessible and initialised; guest code, which writes to them, borrows the store.
        unsafe { core::slice::from_raw_parts(self.base(), self.len) }
    }

    /// The content, mutable.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and `&mut self` excludes other borrows.
        unsafe { core::slice::from_raw_parts_mut(self.base(), self.len) }
    }

    /// Grows by `delta` pages. Returns the previous size, or `None`, with nothing changed, if the type or the system
    /// does not allow it.
    pub(crate) fn grow(&mut self, delta: u64) -> Option<u64> {
        let old = self.pages();
        let pages = old.checked_add(delta)?;
        if self.ty.limits.max.is_some_and(|max| pages > max) {
            return None;
        }
        let len = bytes_of(pages, &self.ty, self.is_guarded())?;
        if self.is_guarded() {
            self.mapping.make_writable(self.len, len - self.len).ok()?;
        } else {
            self.mapping.resize(len).ok()?;
        }
        self.len = len;
        let array = self.array();
        for user in &self.users {
            // SAFETY: a context lives as long as the store that both are in.
            unsafe { user.write(array) };
        }
        Some(old)
    }

    /// Keeps `user`, a field of a context, up to date from now on.
    ///
    /// # Safety
    /// `user` must be valid whenever the memory grows.
    pub(crate) unsafe fn add_user(&mut self, user: NonNull<VMArray>) {
        // SAFETY: guaranteed by the caller.
        unsafe { user.write(self.array()) };
        // Most memories have one user, so do not allocate room for more.
        self.users.reserve_exact(1);
        self.users.push(user);
    }

    /// Announces that `segments` are about to be copied to the memory.
    pub(crate) fn expect_segments(&self, segments: &[PlainSegment]) {
        let filled: u64 = segments.iter().map(|segment| u64::from(segment.len)).sum();
        let start = segments.iter().map(|segment| segment.offset as usize).min().unwrap_or(0);
        let end = segments.iter().map(|segment| segment.offset as usize + segment.len as usize).max().unwrap_or(0);
        // Large pages pay off only if the segments are dense.
        if end <= self.len && filled as usize > (end - start) / 3 * 2 {
            self.mapping.prefer_large_pages(start, end - start);
        }
    }

    /// Maps the pages of an image over the memory, if it has guard pages. One that may be remapped must stay a single mapping.
    #[cfg(feature = "std")]
    pub(crate) fn map_image(&mut self, file: &SealedFile, place: Range<usize>, offset: usize) -> bool {
        self.is_guarded() && file.map_over(place, &mut self.mapping, offset)
    }

    /// Announces that these bytes are about to be filled.
    pub(crate) fn expect_bytes(&self, offset: usize, len: usize) {
        self.mapping.prefer_large_pages(offset, len);
    }

    fn array(&self) -> VMArray {
        VMArray { base: self.base(), len: self.len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_grows_within_its_limits() {
        for guarded in [false, true] {
            let ty = MemoryType::new(1, Some(3));
            let mut memory = LinearMemory::new(ty, guarded).unwrap();
            let mut user = VMArray { base: core::ptr::null_mut(), len: 0 };
            // SAFETY: `user` outlives the memory's growth.
            unsafe { memory.add_user(NonNull::from(&mut user)) };
            memory.bytes_mut()[(64 << 10) - 1] = 9;
            assert_eq!(memory.grow(2), Some(1));
            assert_eq!(memory.grow(1), None);
            assert_eq!(memory.grow(u64::MAX), None);
            assert_eq!(memory.grow(0), Some(3));
            assert_eq!(memory.bytes()[(64 << 10) - 1], 9);
            assert_eq!(memory.bytes()[3 * (64 << 10) - 1], 0);
            // SAFETY: `user` is only written through the registered pointer.
            let seen = unsafe { (&raw const user).read() };
            assert_eq!((seen.base, seen.len), (memory.base(), 3 * (64 << 10)));
        }
    }

    #[test]
    fn a_memory_may_be_as_large_as_addresses_reach() {
        for guarded in [false, true] {
            let mut memory = LinearMemory::new(MemoryType::new(0, None), guarded).unwrap();
            assert!(memory.bytes().is_empty());
            assert_eq!(memory.grow((1 << 16) + 1), None);
            assert_eq!(memory.grow(1 << 16), Some(0));
            assert_eq!(memory.bytes()[(4 << 30) - 1], 0);
        }
    }

    #[test]
    fn a_memory_with_64_bit_addresses_may_be_larger() {
        for guarded in [false, true] {
            let mut memory = LinearMemory::new(MemoryType::new64(1, None), guarded).unwrap();
            assert_eq!(memory.grow(1 << 48), None);
            assert_eq!(memory.grow(u64::MAX), None);
            assert_eq!(memory.grow(5 << 14), Some(1));
            assert_eq!(memory.bytes()[5 << 30], 0);
            assert_eq!(memory.grow(1 << 18).is_some(), !guarded);
            // Beyond the maximum with explicit bounds checks.
            assert_eq!(memory.grow(1 << 22), None);
        }
        let error = LinearMemory::new(MemoryType::new64((1 << 18) + 1, None), true).err().unwrap().to_string();
        assert!(error.contains("larger than 16 GiB") && error.contains("--explicit-bounds-checks"), "{error}");
    }

    #[test]
    fn a_memory_may_have_pages_of_a_byte() {
        let ty = MemoryType { page_size_log2: 0, ..MemoryType::new(3, Some(70_000)) };
        let mut memory = LinearMemory::new(ty, true).unwrap();
        assert!(!memory.is_guarded());
        assert_eq!((memory.len(), memory.pages()), (3, 3));
        memory.bytes_mut()[2] = 9;
        assert_eq!(memory.grow(69_998), None);
        assert_eq!(memory.grow(69_997), Some(3));
        assert_eq!((memory.len(), memory.bytes()[2], memory.bytes()[69_999]), (70_000, 9, 0));
    }
}
