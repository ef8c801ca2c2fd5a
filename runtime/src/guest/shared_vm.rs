//! The state of a store, shared with the handles that interrupt it.

use core::cell::UnsafeCell;
use core::fmt;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering};

use super::activation::StoreVm;
#[cfg(feature = "std")]
use super::deadline;
#[cfg(feature = "std")]
use super::stop::DEADLINE;
use super::stop::{self, GONE, INTERRUPT, Stop};

/// Owns the memory of a [`StoreVm`], for the store and for handles that may outlive it. Only the store accesses the
/// non-atomic fields.
pub(crate) struct SharedVm(UnsafeCell<StoreVm>);

// SAFETY: only the store accesses the non-atomic fields, and one thread at a time uses the store.
unsafe impl Send for SharedVm {}
// SAFETY: as above.
unsafe impl Sync for SharedVm {}

impl SharedVm {
    pub(crate) fn new(vm: StoreVm) -> SharedVm {
        SharedVm(UnsafeCell::new(vm))
    }

    /// The address of the state, for the store.
    pub(crate) fn get(&self) -> NonNull<StoreVm> {
        NonNull::from(&self.0).cast()
    }

    /// `VMStoreContext::interrupt`.
    fn interrupt(&self) -> &AtomicU32 {
        // SAFETY: the field is atomic.
        unsafe { &(*self.0.get()).vm.interrupt }
    }

    /// Sets a bit of `VMStoreContext::interrupt`, and preempts guest code of the store. Returns the previous value.
    pub(crate) fn ask(&self, bit: u32) -> u32 {
        stop::ask(self.interrupt(), self.stop(), bit)
    }

    /// The fields that other threads use.
    pub(crate) fn stop(&self) -> &Stop {
        // SAFETY: all its fields are atomic.
        unsafe { &(*self.0.get()).stop }
    }

    /// The bits that are set.
    pub(crate) fn asked(&self) -> u32 {
        self.interrupt().load(Ordering::Relaxed)
    }

    /// Whether an interrupt or a deadline ends guest code.
    pub(crate) fn must_end(&self) -> bool {
        let asked = self.asked();
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
        unsafe { StoreVm::is_running(self.0.get()) }
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
