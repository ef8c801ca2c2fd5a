//! [`InterruptHandle`]: stops guest code from another thread.

use alloc::sync::Arc;

use crate::guest::shared_vm::SharedVm;
use crate::guest::stop::{GONE, INTERRUPT};

/// Stops guest code of a store from outside: see [`Store::interrupt_handle`](crate::Store::interrupt_handle).
///
/// Any thread may use it, also in a signal handler: if that can run on the thread that runs the store, block all signals during
/// the handler (`sa_mask`), since the signal that stops the guest must come after it. It may outlive the store.
#[derive(Clone, Debug)]
pub struct InterruptHandle(Arc<SharedVm>);

/// The state of the store that [`InterruptHandle::interrupt`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Interrupt {
    /// The store was running guest code, or a host function that guest code called. Its thread was sent a signal.
    Signalled,
    /// The store was not running. Its next call of guest code traps at once.
    Pending,
    /// The store was dropped.
    Gone,
}

impl InterruptHandle {
    pub(crate) fn new(vm: Arc<SharedVm>) -> InterruptHandle {
        InterruptHandle(vm)
    }

    /// Ends guest code of the store with [`Trap::Interrupt`](crate::Trap::Interrupt), at any instruction. If it is calling a
    /// host function, that finishes first. If no guest code is running, the next call traps at once.
    ///
    /// The interrupt ends all calls of the store that are in progress, even if a host function between them ignores the
    /// error. It is over when the outermost call returns; further interrupts until then have no effect. An interrupt that
    /// arrives after a call returned stays pending, until [`Store::clear_interrupt`](crate::Store::clear_interrupt) or the
    /// next call.
    pub fn interrupt(&self) -> Interrupt {
        let is_running = self.0.is_running();
        match self.0.ask(INTERRUPT) {
            before if before & GONE != 0 => Interrupt::Gone,
            _ if is_running => Interrupt::Signalled,
            _ => Interrupt::Pending,
        }
    }

    /// Whether an interrupt or a deadline ends guest code of the store. For host functions that wait: see
    /// [`Caller::interrupt_handle`](crate::Caller::interrupt_handle).
    pub fn is_interrupted(&self) -> bool {
        self.0.must_end()
    }
}
