//! The state of a store that its handles refer to, too.

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

/// Keeps the memory of a [`StoreVm`] for the store and for what may outlive it. Others than the store use the atomic fields
/// only.
pub(crate) struct SharedVm(UnsafeCell<StoreVm>);

// SAFETY: all but the atomic fields is used by the store only, which is used by one thread at a time.
unsafe impl Send for SharedVm {}
// SAFETY: as above.
unsafe impl Sync for SharedVm {}

impl SharedVm {
    pub(crate) fn new(vm: StoreVm) -> SharedVm {
        SharedVm(UnsafeCell::new(vm))
    }

    /// For the store.
    pub(crate) fn get(&self) -> NonNull<StoreVm> {
        NonNull::from(&self.0).cast()
    }

    /// `VMStoreContext::interrupt`.
    fn interrupt(&self) -> &AtomicU32 {
        // SAFETY: the field is atomic.
        unsafe { &(*self.0.get()).vm.interrupt }
    }

    /// Sets a bit of `VMStoreContext::interrupt`, and preempts guest code of the store. Returns what was set before.
    pub(crate) fn ask(&self, bit: u32) -> u32 {
        stop::ask(self.interrupt(), self.stop(), bit)
    }

    /// What other threads need to know of the store.
    pub(crate) fn stop(&self) -> &Stop {
        // SAFETY: it consists of atomic fields.
        unsafe { &(*self.0.get()).stop }
    }

    /// What is asked of the store now.
    pub(crate) fn asked(&self) -> u32 {
        self.interrupt().load(Ordering::Relaxed)
    }

    /// Whether guest code has to end by an interrupt or a deadline.
    pub(crate) fn must_end(&self) -> bool {
        let asked = self.asked();
        #[cfg(feature = "std")]
        if asked & DEADLINE != 0 && deadline::has_passed(self.stop()) {
            return true;
        }
        asked & INTERRUPT != 0
    }

    /// Sets a bit without a signal: for the thread that runs the store.
    pub(crate) fn keep(&self, bit: u32) {
        self.interrupt().fetch_or(bit, Ordering::Relaxed);
    }

    /// Takes a bit back.
    pub(crate) fn take_back(&self, bit: u32) {
        self.interrupt().fetch_and(!bit, Ordering::SeqCst);
    }

    /// Whether guest code, or a host function that it called, is running.
    pub(crate) fn is_running(&self) -> bool {
        // SAFETY: the state is valid.
        unsafe { StoreVm::is_running(self.0.get()) }
    }

    /// Says that the store is being dropped.
    pub(crate) fn abandon(&self) {
        self.keep(GONE);
    }
}

impl fmt::Debug for SharedVm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedVm").finish_non_exhaustive()
    }
}
