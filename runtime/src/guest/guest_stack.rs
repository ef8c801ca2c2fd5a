//! Stacks for guest code.

use core::ops::Range;

use windlass_codegen::artifact::STACK_GUARD_SIZE;

#[cfg(feature = "std")]
use crate::platform::prepare_thread;
use crate::platform::{Mapping, OsError, page_size};

/// The stack that this thread used last: most entries find it here.
#[cfg(feature = "std")]
mod kept {
    use core::cell::Cell;

    use super::GuestStack;

    std::thread_local! {
        static STACK: Cell<Option<GuestStack>> = const { Cell::new(None) };
    }

    #[inline]
    pub(super) fn take() -> Option<GuestStack> {
        STACK.try_with(Cell::take).unwrap_or_default()
    }

    #[inline]
    pub(super) fn put(stack: GuestStack) {
        // A thread that is being torn down keeps nothing.
        let _ = STACK.try_with(|kept| kept.set(Some(stack)));
    }
}

/// The stack that was used last, by whichever thread.
#[cfg(not(feature = "std"))]
mod kept {
    use super::GuestStack;
    use crate::platform::sync::Mutex;

    static STACK: Mutex<Option<GuestStack>> = Mutex::new(None);

    pub(super) fn take() -> Option<GuestStack> {
        STACK.lock().take()
    }

    pub(super) fn put(stack: GuestStack) {
        let before = STACK.lock().replace(stack);
        drop(before);
    }
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
        match kept::take() {
            Some(stack) if stack.guarded == guarded && stack.mapping.len() - stack.reserve == round_up(size) => {
                Ok(stack)
            }
            _ => GuestStack::new(size, guarded),
        }
    }

    /// Keeps the stack for the thread's next entry.
    #[inline]
    pub(crate) fn give_back(self) {
        kept::put(self);
    }

    #[cold]
    fn new(size: usize, guarded: bool) -> Result<GuestStack, OsError> {
        let reserve = round_up(STACK_GUARD_SIZE);
        let size = round_up(size);
        let mapping = if guarded {
            #[cfg(feature = "std")]
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
