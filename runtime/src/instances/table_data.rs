//! The elements of a table.

use alloc::vec;
use alloc::vec::Vec;
use core::ptr::NonNull;

use windlass_codegen::types::TableType;
use windlass_masm::vm::VMArray;

use crate::api::error::{Result, bail, format_err};
use crate::platform::{Mapping, OsError};

/// The maximum number of elements, for any type.
const MOST_ELEMENTS: u64 = 10_000_000;

/// The number of elements from which a table gets its own pages.
const LARGE: usize = (128 << 10) / size_of::<u64>();

/// A table. Elements are represented as in generated code: the address of a function reference, or a tagged index of
/// a host value. Null is zero.
pub(crate) struct TableData {
    ty: TableType,
    elements: Elements,
    /// The address and length fields in the contexts that use the table.
    users: Vec<NonNull<VMArray>>,
}

/// The elements of a table. A large one uses pages that are allocated when they are first written, so that a table of
/// nulls takes no memory.
enum Elements {
    Small(Vec<u64>),
    Large {
        /// At least `len` words; the rest are zero.
        pages: Mapping,
        len: usize,
    },
}

impl Elements {
    /// `len` nulls, at most [`MOST_ELEMENTS`].
    fn nulls(len: usize) -> Result<Elements, OsError> {
        Ok(match len < LARGE {
            true => Elements::Small(vec![0; len]),
            false => Elements::Large { pages: Mapping::allocate(len * size_of::<u64>())?, len },
        })
    }

    /// Grows with nulls to `len` elements, at most [`MOST_ELEMENTS`]. `None`, with nothing changed, if out of memory.
    fn grow(&mut self, len: usize) -> Option<()> {
        match self {
            Elements::Small(words) if len < LARGE => {
                words.try_reserve(len - words.len()).ok()?;
                words.resize(len, 0);
            }
            Elements::Small(words) => {
                let mut large = Elements::nulls(len).ok()?;
                large.words_mut()[..words.len()].copy_from_slice(words);
                *self = large;
            }
            Elements::Large { pages, len: present } => {
                let bytes = len * size_of::<u64>();
                if bytes > pages.len() {
                    // Grow geometrically, so that a table that grows repeatedly is not moved each time.
                    let enough = bytes.max(pages.len() * 2).min(MOST_ELEMENTS as usize * size_of::<u64>());
                    pages.resize(enough).or_else(|_| pages.resize(bytes)).ok()?;
                }
                *present = len;
            }
        }
        Some(())
    }

    fn words(&self) -> &[u64] {
        match self {
            Elements::Small(words) => words,
            // SAFETY: the pages have that many words, all of them initialised, at least with zeroes.
            Elements::Large { pages, len } => unsafe { core::slice::from_raw_parts(pages.base().cast(), *len) },
        }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match self {
            Elements::Small(words) => words,
            // SAFETY: as above, and `&mut self` excludes other borrows.
            Elements::Large { pages, len } => unsafe { core::slice::from_raw_parts_mut(pages.base().cast(), *len) },
        }
    }
}

impl TableData {
    /// A table of its minimum size, filled with `init`.
    pub(crate) fn new(ty: TableType, init: u64) -> Result<TableData> {
        let len = ty.limits.min;
        if len > MOST_ELEMENTS {
            bail!("cannot allocate a table of {len} elements; the most that is supported is {MOST_ELEMENTS}");
        }
        let mut elements =
            Elements::nulls(len as usize).map_err(|e| format_err!("cannot allocate a table of {len} elements: {e}"))?;
        if init != 0 {
            elements.words_mut().fill(init);
        }
        Ok(TableData { ty, elements, users: Vec::new() })
    }

    /// The type that it was created with.
    pub(crate) fn ty(&self) -> TableType {
        self.ty
    }

    pub(crate) fn elements(&self) -> &[u64] {
        self.elements.words()
    }

    pub(crate) fn elements_mut(&mut self) -> &mut [u64] {
        self.elements.words_mut()
    }

    /// The number of elements.
    pub(crate) fn len(&self) -> u64 {
        self.elements().len() as u64
    }

    /// Grows by `delta` elements. Returns the previous size, or `None`, with nothing changed, if the type or the system
    /// does not allow it.
    pub(crate) fn grow(&mut self, delta: u64, init: u64) -> Option<u64> {
        let old = self.len();
        let len = old.checked_add(delta)?;
        if len > self.ty.limits.max.unwrap_or(MOST_ELEMENTS).min(MOST_ELEMENTS) {
            return None;
        }
        self.elements.grow(len as usize)?;
        if init != 0 {
            self.elements_mut()[old as usize..].fill(init);
        }
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
    /// `user` must be valid whenever the table grows.
    pub(crate) unsafe fn add_user(&mut self, user: NonNull<VMArray>) {
        let array = self.array();
        // SAFETY: guaranteed by the caller.
        unsafe { user.write(array) };
        self.users.reserve_exact(1);
        self.users.push(user);
    }

    fn array(&mut self) -> VMArray {
        let words = self.elements_mut();
        VMArray { base: words.as_mut_ptr().cast(), len: words.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windlass_codegen::types::RefType;

    fn table(min: u64, max: Option<u64>) -> Result<TableData> {
        TableData::new(TableType::new(RefType::FUNCREF, min, max), 0)
    }

    #[test]
    fn a_table_grows_within_its_limits() {
        let mut table = table(1, Some(4)).unwrap();
        assert_eq!(table.grow(3, 7), Some(1));
        assert_eq!(table.elements(), [0, 7, 7, 7]);
        assert_eq!(table.grow(1, 7), None);
        assert_eq!(table.grow(u64::MAX, 7), None);
        assert_eq!(table.len(), 4);
    }

    #[test]
    fn a_table_keeps_its_elements_when_it_becomes_large() {
        let mut table = table(0, None).unwrap();
        let mut expected = Vec::new();
        for step in [1, LARGE as u64 - 3, 1, 1, 1, 5, 100_000, 1, 3 << 20] {
            let init = step % 3;
            assert_eq!(table.grow(step, init), Some(expected.len() as u64));
            expected.resize(expected.len() + step as usize, init);
            assert!(table.elements() == expected);
        }
        table.elements_mut()[LARGE + 1] = 5;
        assert_eq!(table.elements()[LARGE + 1], 5);
        let mut user = VMArray { base: core::ptr::null_mut(), len: 0 };
        // SAFETY: `user` outlives the table's growth.
        unsafe { table.add_user(NonNull::from(&mut user)) };
        table.grow(1 << 20, 0).unwrap();
        // SAFETY: `user` is only written through the registered pointer.
        let seen = unsafe { (&raw const user).read() };
        assert_eq!((seen.base.cast_const().cast(), seen.len), (table.elements().as_ptr(), expected.len() + (1 << 20)));
    }

    #[test]
    fn a_table_that_is_too_large_is_an_error() {
        let error = table(0xffff_ffff, None).err().unwrap();
        assert!(error.to_string().contains("4294967295 elements"), "{error}");
        assert_eq!(table(0, None).unwrap().grow(0xffff_fff0, 0), None);
    }
}
