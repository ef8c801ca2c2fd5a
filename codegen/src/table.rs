//! [`Table`]: arrays of integers and plain records, on the heap or in place in a file.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, Range};
use core::ptr::NonNull;

/// A type for which any bytes are a valid value, so that it can be used in place in a file. Integers in files are
/// little-endian, like on all supported machines.
///
/// # Safety
/// Every bit pattern must be a valid value, and there must be no padding.
pub unsafe trait Plain: Copy + 'static {}

// SAFETY: an integer.
unsafe impl Plain for u8 {}
// SAFETY: an integer.
unsafe impl Plain for u32 {}

const _: () = assert!(cfg!(target_endian = "little"), "what is in files would have to be converted");

/// The bytes of a file, at a fixed address.
///
/// # Safety
/// [`FileBytes::bytes`] must return the same bytes at the same address as long as the value exists.
pub unsafe trait FileBytes: Send + Sync {
    /// All bytes.
    fn bytes(&self) -> &[u8];
}

/// An array of plain items: a vector during compilation, a part of the file if it was loaded from one.
pub enum Table<T> {
    /// On the heap.
    Owned(Vec<T>),
    /// In a file.
    Mapped(Mapped<T>),
}

/// A part of a file that is an array.
pub struct Mapped<T> {
    items: NonNull<[T]>,
    /// Keeps the items alive.
    file: Arc<dyn FileBytes>,
}

// SAFETY: the items are immutable plain data, and the file is `Send`.
unsafe impl<T: Plain> Send for Mapped<T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for Mapped<T> {}

impl<T: Plain> Table<T> {
    /// The items at `range` of a file. `None` if the range is not in the file, not a whole number of items, or
    /// misaligned.
    pub fn mapped(file: &Arc<dyn FileBytes>, range: Range<usize>) -> Option<Table<T>> {
        let bytes = file.bytes().get(range)?;
        if !bytes.len().is_multiple_of(size_of::<T>()) || !bytes.as_ptr().addr().is_multiple_of(align_of::<T>()) {
            return None;
        }
        let items = NonNull::slice_from_raw_parts(NonNull::from(bytes).cast::<T>(), bytes.len() / size_of::<T>());
        Some(Table::Mapped(Mapped { items, file: file.clone() }))
    }

    /// The vector; copies the items to one if they are in a file.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        if let Table::Mapped(_) = self {
            *self = Table::Owned(self.to_vec());
        }
        match self {
            Table::Owned(items) => items,
            Table::Mapped(_) => unreachable!("just copied"),
        }
    }

    /// The bytes of the items, in the format of a file.
    pub fn as_bytes(&self) -> &[u8] {
        let items: &[T] = self;
        // SAFETY: plain items have no padding, so all their bytes are initialised.
        unsafe { core::slice::from_raw_parts(items.as_ptr().cast(), size_of_val(items)) }
    }
}

impl<T: Plain> Deref for Table<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Table::Owned(items) => items,
            // SAFETY: the items are in the file, which is kept alive, and aligned; any bytes are valid items.
            Table::Mapped(mapped) => unsafe { mapped.items.as_ref() },
        }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table::Owned(Vec::new())
    }
}

impl<T> From<Vec<T>> for Table<T> {
    fn from(items: Vec<T>) -> Table<T> {
        Table::Owned(items)
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Table<T> {
        Table::Owned(Vec::from_iter(items))
    }
}

impl<T: Plain> Clone for Table<T> {
    fn clone(&self) -> Table<T> {
        match self {
            Table::Owned(items) => Table::Owned(items.clone()),
            Table::Mapped(Mapped { items, file }) => Table::Mapped(Mapped { items: *items, file: file.clone() }),
        }
    }
}

impl<T: Plain + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Aligned([u32; 4]);

    // SAFETY: the array does not move, because it is only used in an `Arc`.
    unsafe impl FileBytes for Aligned {
        fn bytes(&self) -> &[u8] {
            // SAFETY: the integers have that many bytes.
            unsafe { core::slice::from_raw_parts(self.0.as_ptr().cast(), 16) }
        }
    }

    #[test]
    fn a_table_in_a_file_is_checked_once_and_outlives_its_maker() {
        let file: Arc<dyn FileBytes> = Arc::new(Aligned([1, 2, 3, 4]));
        assert!(Table::<u32>::mapped(&file, 4..18).is_none(), "outside");
        assert!(Table::<u32>::mapped(&file, 4..10).is_none(), "half an item");
        assert!(Table::<u32>::mapped(&file, 2..10).is_none(), "not aligned");
        assert!(Table::<u32>::mapped(&file, Range { start: 8, end: 4 }).is_none(), "backwards");
        let mut table = Table::<u32>::mapped(&file, 4..12).unwrap();
        drop(file);
        assert_eq!((&*table, table.as_bytes()), (&[2, 3][..], &[2, 0, 0, 0, 3, 0, 0, 0][..]));
        table.to_mut().push(9);
        assert_eq!(*table, [2, 3, 9]);
    }
}
