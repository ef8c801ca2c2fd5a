//! The content and address of a linear memory.

use alloc::vec::Vec;
use core::ptr::NonNull;

use windlass_codegen::artifact::GUARDED_RESERVATION;
use windlass_codegen::module::{MemoryImage, PlainSegment};
use windlass_codegen::types::MemoryType;
use windlass_masm::TrapCode;
use windlass_masm::vm::VMArray;

use crate::api::error::{Result, bail, format_err};
use crate::api::module::damaged;
use crate::instances::shared_image::Pages;
use crate::platform::{Mapping, OsError};

/// The page size of linear memories in bytes.
pub(crate) const PAGE_SIZE: usize = 64 << 10;

/// The maximum number of pages with 32-bit addresses.
const MOST_PAGES: u64 = 1 << 16;

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
        let pages = ty.limits.min;
        if pages > MOST_PAGES {
            bail!("a memory of {pages} pages is larger than 4 GiB");
        }
        let len = pages as usize * PAGE_SIZE;
        let guarded = guarded || !cfg!(feature = "explicit-bounds-checks");
        let mapping = if guarded {
            Mapping::reserve(GUARDED_RESERVATION).and_then(|mut mapping| {
                mapping.make_writable(0, len)?;
                Ok(mapping)
            })
        } else {
            Mapping::allocate(len)
        };
        let mapping = mapping.map_err(|e: OsError| {
            let reserve = if guarded { GUARDED_RESERVATION } else { len };
            let hint = match guarded {
                true => "; with `Config::explicit_bounds_checks` (`--explicit-bounds-checks`), only the memory's own size is reserved",
                false => "",
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
        self.guarded || !cfg!(feature = "explicit-bounds-checks")
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
        (self.len / PAGE_SIZE) as u64
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
        if pages > self.ty.limits.max.unwrap_or(MOST_PAGES).min(MOST_PAGES) {
            return None;
        }
        let len = pages as usize * PAGE_SIZE;
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

    /// Copies or maps the pages of `image` to the memory, if all of them fit.
    ///
    /// # Errors
    /// Traps if they do not fit; fails if they cannot be read.
    pub(crate) fn put_image(&mut self, image: &MemoryImage, pages: &Pages<'_>) -> Result<()> {
        for run in image.runs.iter() {
            let (offset, len) = (run.offset as usize, run.len as usize);
            let place = run.start as usize..run.start as usize + len;
            if offset + len > self.len {
                return Err(TrapCode::MemoryOutOfBounds.into());
            }
            match pages {
                Pages::InMemory(bytes) => {
                    let bytes = bytes.get(place).ok_or_else(damaged)?;
                    self.mapping.prefer_large_pages(offset, len);
                    self.bytes_mut()[offset..offset + len].copy_from_slice(bytes);
                }
                // A memory that may be remapped must stay a single mapping.
                #[cfg(feature = "std")]
                Pages::Sealed(file) if self.is_guarded() && file.map_over(place, &mut self.mapping, offset) => {}
                #[cfg(feature = "std")]
                Pages::Sealed(file) => {
                    let to = &mut self.bytes_mut()[offset..offset + len];
                    file.copy_to(run.start as usize, to).map_err(|e| format_err!("cannot read an image: {e}"))?;
                }
            }
        }
        Ok(())
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

    fn array(&self) -> VMArray {
        VMArray { base: self.base(), len: self.len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windlass_codegen::types::Limits;

    #[test]
    fn a_memory_grows_within_its_limits() {
        for guarded in [false, true] {
            let ty = MemoryType { limits: Limits { min: 1, max: Some(3) } };
            let mut memory = LinearMemory::new(ty, guarded).unwrap();
            let mut user = VMArray { base: core::ptr::null_mut(), len: 0 };
            // SAFETY: `user` outlives the memory's growth.
            unsafe { memory.add_user(NonNull::from(&mut user)) };
            memory.bytes_mut()[PAGE_SIZE - 1] = 9;
            assert_eq!(memory.grow(2), Some(1));
            assert_eq!(memory.grow(1), None);
            assert_eq!(memory.grow(u64::MAX), None);
            assert_eq!(memory.grow(0), Some(3));
            assert_eq!(memory.bytes()[PAGE_SIZE - 1], 9);
            assert_eq!(memory.bytes()[3 * PAGE_SIZE - 1], 0);
            // SAFETY: `user` is only written through the registered pointer.
            let seen = unsafe { (&raw const user).read() };
            assert_eq!((seen.base, seen.len), (memory.base(), 3 * PAGE_SIZE));
        }
    }

    #[test]
    fn a_memory_may_be_as_large_as_addresses_reach() {
        for guarded in [false, true] {
            let ty = MemoryType { limits: Limits { min: 0, max: None } };
            let mut memory = LinearMemory::new(ty, guarded).unwrap();
            assert!(memory.bytes().is_empty());
            assert_eq!(memory.grow(MOST_PAGES + 1), None);
            assert_eq!(memory.grow(MOST_PAGES), Some(0));
            assert_eq!(memory.bytes()[(4 << 30) - 1], 0);
        }
    }
}
