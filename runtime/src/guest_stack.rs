//! Stacks for guest code.

use core::cell::Cell;
use core::ops::Range;

use windlass_codegen::artifact::STACK_GUARD_SIZE;

use crate::platform::{Mapping, OsError, page_size, prepare_thread};

std::thread_local! {
    /// The stack that this thread used last: most entries find it here.
    static CACHED: Cell<Option<GuestStack>> = const { Cell::new(None) };
}

/// A stack, with an inaccessible guard below it where traps are hardware faults, and otherwise with as many bytes for what
/// functions use without comparing with the limit.
#[derive(Debug)]
pub(crate) struct GuestStack {
    mapping: Mapping,
    /// Bytes below the lowest address that may be used.
    reserve: usize,
    guarded: bool,
}

impl GuestStack {
    /// A stack of `size` usable bytes for this thread, which is also made ready to handle faults if the stack is `guarded`.
    #[inline]
    pub(crate) fn take(size: usize, guarded: bool) -> Result<GuestStack, OsError> {
        match CACHED.try_with(Cell::take) {
            Ok(Some(stack)) if stack.guarded == guarded && stack.mapping.len() - stack.reserve == round_up(size) => {
                Ok(stack)
            }
            _ => GuestStack::new(size, guarded),
        }
    }

    /// Keeps the stack for the thread's next entry.
    #[inline]
    pub(crate) fn give_back(self) {
        // A thread that is being torn down keeps nothing.
        let _ = CACHED.try_with(|cached| cached.set(Some(self)));
    }

    #[cold]
    fn new(size: usize, guarded: bool) -> Result<GuestStack, OsError> {
        let reserve = round_up(STACK_GUARD_SIZE);
        let size = round_up(size);
        let mapping = if guarded {
            prepare_thread()?;
            let mut mapping = Mapping::reserve(reserve.saturating_add(size))?;
            mapping.make_writable(reserve, size)?;
            mapping
        } else {
            Mapping::allocate(reserve.saturating_add(size))?
        };
        Ok(GuestStack { mapping, reserve, guarded })
    }

    /// Every address of the stack, what is below the limit included.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.mapping.base() as usize;
        start..start + self.mapping.len()
    }

    /// The lowest address that may be used.
    pub(crate) fn limit(&self) -> usize {
        self.mapping.base() as usize + self.reserve
    }

    /// The inaccessible addresses.
    pub(crate) fn guard(&self) -> Range<usize> {
        let start = self.mapping.base() as usize;
        start..start + if self.guarded { self.reserve } else { 0 }
    }
}

fn round_up(size: usize) -> usize {
    size.saturating_add(page_size() - 1) & !(page_size() - 1)
}
