//! Stacks for guest code.

use core::cell::Cell;
use core::ops::Range;

use windlass_codegen::artifact::STACK_GUARD_SIZE;

use crate::platform::{Mapping, OsError, page_size, prepare_thread};

std::thread_local! {
    /// The stack that this thread used last: most entries find it here.
    static CACHED: Cell<Option<GuestStack>> = const { Cell::new(None) };
}

/// A stack, with an inaccessible guard below it.
#[derive(Debug)]
pub(crate) struct GuestStack {
    mapping: Mapping,
    guard: usize,
}

impl GuestStack {
    /// A stack of `size` usable bytes for this thread, which is also made ready to handle faults.
    #[inline]
    pub(crate) fn take(size: usize) -> Result<GuestStack, OsError> {
        match CACHED.try_with(Cell::take) {
            Ok(Some(stack)) if stack.mapping.len() - stack.guard == round_up(size) => Ok(stack),
            _ => GuestStack::new(size),
        }
    }

    /// Keeps the stack for the thread's next entry.
    #[inline]
    pub(crate) fn give_back(self) {
        // A thread that is being torn down keeps nothing.
        let _ = CACHED.try_with(|cached| cached.set(Some(self)));
    }

    #[cold]
    fn new(size: usize) -> Result<GuestStack, OsError> {
        prepare_thread()?;
        let guard = round_up(STACK_GUARD_SIZE);
        let size = round_up(size);
        let mut mapping = Mapping::reserve(guard.saturating_add(size))?;
        mapping.make_writable(guard, size)?;
        Ok(GuestStack { mapping, guard })
    }

    /// Every address of the stack, its guard included.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.mapping.base() as usize;
        start..start + self.mapping.len()
    }

    /// The lowest address that may be used.
    pub(crate) fn limit(&self) -> usize {
        self.mapping.base() as usize + self.guard
    }
}

fn round_up(size: usize) -> usize {
    size.saturating_add(page_size() - 1) & !(page_size() - 1)
}
