//! The state of a store, shared with the handles that interrupt it.

use alloc::sync::Arc;
use core::cell::UnsafeCell;
use core::fmt;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use super::activation::StoreVm;
#[cfg(feature = "std")]
use super::deadline;
#[cfg(feature = "std")]
use super::stop::DEADLINE;
use super::stop::{self, EPOCH, GONE, INTERRUPT, Stop};

/// Keeps the memory of a [`StoreVm`] for the store and for what may outlive it. Others than the store use the atomic fields
/// only.
pub(crate) struct SharedVm {
    vm: UnsafeCell<StoreVm>,
    /// The present epoch, if the engine has epochs.
    epoch: Option<Arc<AtomicU64>>,
}

// SAFETY: only the store accesses the non-atomic fields, and one thread at a time uses the store.
unsafe impl Send for SharedVm {}
// SAFETY: as above.
unsafe impl Sync for SharedVm {}

impl SharedVm {
    pub(crate) fn new(vm: StoreVm, epoch: Option<Arc<AtomicU64>>) -> SharedVm {
        SharedVm { vm: UnsafeCell::new(vm), epoch }
    }

    /// The address of the state, for the store.
    pub(crate) fn get(&self) -> NonNull<StoreVm> {
        NonNull::from(&self.vm).cast()
    }

    /// `VMStoreContext::interrupt`.
    fn interrupt(&self) -> &AtomicU32 {
        // SAFETY: the field is atomic.
        unsafe { &(*self.vm.get()).vm.interrupt }
    }

    /// Sets a bit of `VMStoreContext::interrupt`, and preempts guest code of the store. Returns the previous value.
    pub(crate) fn ask(&self, bit: u32) -> u32 {
        stop::ask(self.interrupt(), self.stop(), bit)
    }

    /// Preempts guest code that has been asked already, in case that it does not know.
    pub(crate) fn ask_again(&self) {
        #[cfg(feature = "std")]
        if self.is_running() {
            self.stop().send_signal();
        }
    }

    /// What other threads need to know of the store.
    pub(crate) fn stop(&self) -> &Stop {
        // SAFETY: it consists of atomic fields.
        unsafe { &(*self.vm.get()).stop }
    }

    /// The bits that are set.
    pub(crate) fn asked(&self) -> u32 {
        // Who answers clears a bit and then looks at the reason; who asks changes the reason and then looks at the bit.
        self.interrupt().load(Ordering::SeqCst)
    }

    /// Whether the engine has epochs, and the present one has reached the deadline of the store.
    pub(crate) fn has_reached_epoch(&self) -> bool {
        let reached =
            |epoch: &Arc<AtomicU64>| self.stop().epoch_deadline.load(Ordering::SeqCst) <= epoch.load(Ordering::SeqCst);
        self.epoch.as_ref().is_some_and(reached)
    }

    /// Whether guest code has to end, as far as is known without asking the embedder.
    pub(crate) fn must_end(&self) -> bool {
        let asked = self.asked();
        if asked & EPOCH != 0 && self.stop().epoch_ends.load(Ordering::Relaxed) && self.has_reached_epoch() {
            return true;
        }
        #[cfg(feature = "std")]
        if asked & DEADLINE != 0 && deadline::has_passed(self.stop()) {
            return true;
        }
        asked & INTERRUPT != 0
    }

    /// Sets a bit without sending a signal, for the thread that runs the store.
    pub(crate) fn keep(&self, bit: u32) {
        self.interrupt().fetch_or(bit, Ordering::Relaxed);
    }

    /// Clears a bit.
    pub(crate) fn take_back(&self, bit: u32) {
        self.interrupt().fetch_and(!bit, Ordering::SeqCst);
    }

    /// Whether guest code, or a host function that it called, is running.
    pub(crate) fn is_running(&self) -> bool {
        // SAFETY: the state is valid.
        unsafe { StoreVm::is_running(self.vm.get()) }
    }

    /// Records that the store is being dropped.
    pub(crate) fn abandon(&self) {
        self.keep(GONE);
    }
}

impl fmt::Debug for SharedVm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedVm").finish_non_exhaustive()
    }
}
