//! Guest stacks.

use core::ops::Range;

use windlass_codegen::artifact::STACK_GUARD_SIZE;

#[cfg(feature = "std")]
use crate::platform::prepare_thread;
use crate::platform::{Mapping, OsError, page_size};

/// The stack that this thread used last: most entries reuse it.
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
        // A thread that is exiting keeps no stack.
        let _ = STACK.try_with(|kept| kept.set(Some(stack)));
    }
}

/// The stack that was used last, by any thread.
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

/// A guest stack. Below its limit there are, from the top down,
///
/// - without hardware faults, a reserve for functions that do not check the limit;
/// - with virtual memory, an inaccessible guard.
#[derive(Debug)]
pub(crate) struct GuestStack {
    mapping: Mapping,
    /// Size of the guard in bytes, at the lowest addresses.
    guard: usize,
    /// Usable bytes.
    size: usize,
    /// Whether a fault at the guard is a trap. If not, there is a reserve for code that does not check the limit.
    faults_trap: bool,
}

impl GuestStack {
    /// A stack of `size` usable bytes for this thread. If faults are traps, prepares the thread for them.
    #[inline]
    pub(crate) fn take(size: usize, faults_trap: bool) -> Result<GuestStack, OsError> {
        match kept::take() {
            Some(stack) if stack.faults_trap == faults_trap && stack.size == round_up(size) => Ok(stack),
            _ => GuestStack::new(size, faults_trap),
        }
    }

    /// Keeps the stack for the thread's next entry.
    #[inline]
    pub(crate) fn give_back(self) {
        kept::put(self);
    }

    #[cold]
    fn new(size: usize, faults_trap: bool) -> Result<GuestStack, OsError> {
        let size = round_up(size);
        let guard = if cfg!(feature = "std") { round_up(STACK_GUARD_SIZE) } else { 0 };
        let accessible = if faults_trap { size } else { size.saturating_add(round_up(STACK_GUARD_SIZE)) };
        #[cfg(feature = "std")]
        let mapping = {
            if faults_trap {
                prepare_thread()?;
            }
            let mut mapping = Mapping::reserve(guard.saturating_add(accessible))?;
            mapping.make_writable(guard, accessible)?;
            mapping
        };
        #[cfg(not(feature = "std"))]
        let mapping = Mapping::allocate(accessible)?;
        Ok(GuestStack { mapping, guard, size, faults_trap })
    }

    /// All addresses of the stack, including those below the limit.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.mapping.base() as usize;
        start..start + self.mapping.len()
    }

    /// The lowest usable address.
    pub(crate) fn limit(&self) -> usize {
        self.range().end - self.size
    }

    /// The inaccessible addresses.
    pub(crate) fn guard(&self) -> Range<usize> {
        let start = self.mapping.base() as usize;
        start..start + self.guard
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn every_stack_has_a_guard_that_is_not_accessible() {
        for faults_trap in [true, false] {
            let stack = GuestStack::take(100_000, faults_trap).unwrap();
            let (range, guard, limit) = (stack.range(), stack.guard(), stack.limit());
            assert_eq!(guard.len(), round_up(STACK_GUARD_SIZE));
            assert_eq!(range.end - limit, round_up(100_000));
            let reserve = limit - guard.end;
            assert_eq!(reserve, if faults_trap { 0 } else { round_up(STACK_GUARD_SIZE) });
            // Asks the kernel whether an address is readable: the first must not be, the second must be.
            let readable = |address: usize| {
                let mut pipe = [0; 2];
                // SAFETY: there is room for the result; the kernel checks the address itself.
                unsafe {
                    assert_eq!(libc::pipe(pipe.as_mut_ptr()), 0);
                    let written = libc::write(pipe[1], core::ptr::without_provenance(address), 8);
                    libc::close(pipe[0]);
                    libc::close(pipe[1]);
                    written == 8
                }
            };
            assert!(!readable(guard.start) && !readable(guard.end - 8));
            assert!(readable(guard.end) && readable(limit) && readable(range.end - 8));
        }
    }
}

fn round_up(size: usize) -> usize {
    size.saturating_add(page_size() - 1) & !(page_size() - 1)
}
