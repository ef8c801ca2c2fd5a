//! The elements of a table.

use alloc::vec::Vec;
use core::ptr::NonNull;

use windlass_codegen::types::TableType;
use windlass_masm::vm::VMArray;

use crate::error::{Result, bail};

/// The most elements of a table, whatever its type allows.
const MOST_ELEMENTS: u64 = 10_000_000;

/// A table. Elements are words as generated code has them: the address of a function reference, or the index of an
/// external value plus one; null is zero.
pub(crate) struct TableData {
    ty: TableType,
    elements: Vec<u64>,
    /// Where the contexts that use the table keep its address and length.
    users: Vec<NonNull<VMArray>>,
}

impl TableData {
    /// A table of its least size, filled with `init`.
    pub(crate) fn new(ty: TableType, init: u64) -> Result<TableData> {
        let len = ty.limits.min;
        let mut elements = Vec::new();
        if len > MOST_ELEMENTS || elements.try_reserve_exact(len as usize).is_err() {
            bail!("cannot allocate a table of {len} elements; the most that is supported is {MOST_ELEMENTS}");
        }
        elements.resize(len as usize, init);
        Ok(TableData { ty, elements, users: Vec::new() })
    }

    /// The type that it was made with.
    pub(crate) fn ty(&self) -> TableType {
        self.ty
    }

    pub(crate) fn elements(&self) -> &[u64] {
        &self.elements
    }

    pub(crate) fn elements_mut(&mut self) -> &mut [u64] {
        &mut self.elements
    }

    /// Number of elements.
    pub(crate) fn len(&self) -> u64 {
        self.elements.len() as u64
    }

    /// Adds elements. Returns how many there were, or `None`, with nothing changed, where the type or the system does
    /// not allow as many.
    pub(crate) fn grow(&mut self, delta: u64, init: u64) -> Option<u64> {
        let old = self.len();
        let len = old.checked_add(delta)?;
        if len > self.ty.limits.max.unwrap_or(MOST_ELEMENTS).min(MOST_ELEMENTS) {
            return None;
        }
        self.elements.try_reserve(delta as usize).ok()?;
        self.elements.resize(len as usize, init);
        let array = self.array();
        for user in &self.users {
            // SAFETY: a context lives as long as the store that both are in.
            unsafe { user.write(array) };
        }
        Some(old)
    }

    /// Keeps `user`, a place in a context, up to date from now on.
    ///
    /// # Safety
    /// The place must be valid as long as the table grows.
    pub(crate) unsafe fn add_user(&mut self, user: NonNull<VMArray>) {
        let array = self.array();
        // SAFETY: the caller says so.
        unsafe { user.write(array) };
        self.users.reserve_exact(1);
        self.users.push(user);
    }

    fn array(&mut self) -> VMArray {
        VMArray { base: self.elements.as_mut_ptr().cast(), len: self.elements.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windlass_codegen::types::{Limits, RefType};

    fn table(min: u64, max: Option<u64>) -> Result<TableData> {
        TableData::new(TableType { element: RefType::FUNCREF, limits: Limits { min, max } }, 0)
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
    fn a_table_that_is_too_large_is_an_error() {
        let error = table(0xffff_ffff, None).err().unwrap();
        assert!(error.to_string().contains("4294967295 elements"), "{error}");
        assert_eq!(table(0, None).unwrap().grow(0xffff_fff0, 0), None);
    }
}
