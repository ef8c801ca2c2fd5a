//! Host values whose last names go away while they are collected.

use alloc::vec::Vec;
use core::mem;
use core::sync::atomic::{AtomicBool, Ordering};

use crate::platform::sync::Mutex;

/// The indices of values that lost their last name outside of the store since a collection began. None while there is no
/// collection.
///
/// A value that is dropped may own the last name of another one, which may own that of a third: a list is collected at once, in time
/// that is proportional to its length.
#[derive(Debug, Default)]
pub(super) struct Released {
    is_collecting: AtomicBool,
    indices: Mutex<Vec<u32>>,
}

impl Released {
    /// Notes a value, if there is a collection.
    pub(super) fn add(&self, index: u32) {
        if self.is_collecting.load(Ordering::Relaxed) {
            self.indices.lock().push(index);
        }
    }

    /// Begins a collection. It ends when the result is dropped.
    pub(super) fn begin(&self) -> Collection<'_> {
        self.is_collecting.store(true, Ordering::Relaxed);
        Collection(self)
    }
}

/// A collection that is in progress.
pub(super) struct Collection<'a>(&'a Released);

impl Collection<'_> {
    /// Takes what was noted.
    pub(super) fn take(&mut self) -> Vec<u32> {
        mem::take(&mut *self.0.indices.lock())
    }
}

impl Drop for Collection<'_> {
    fn drop(&mut self) {
        self.0.is_collecting.store(false, Ordering::Relaxed);
        self.take();
    }
}
