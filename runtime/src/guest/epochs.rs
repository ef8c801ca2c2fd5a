//! The epoch of an engine, and the stores that it stops.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering};

use super::shared_vm::SharedVm;
use super::stop::EPOCH;
use crate::platform::sync::Mutex;

/// The epoch, and the stores whose guest code ends when it reaches their deadlines.
#[derive(Debug, Default)]
pub(crate) struct Epochs {
    current: Arc<AtomicU64>,
    /// By address.
    stores: Mutex<BTreeMap<usize, Arc<SharedVm>>>,
}

impl Epochs {
    /// The present epoch, for a store to look at.
    pub(crate) fn current(&self) -> &Arc<AtomicU64> {
        &self.current
    }

    /// Begins the next epoch, and stops the stores for which it is too late.
    pub(crate) fn increment(&self) {
        self.current.fetch_add(1, Ordering::SeqCst);
        for vm in self.stores.lock().values().filter(|vm| vm.has_reached_epoch()) {
            if vm.asked() & EPOCH == 0 {
                vm.ask(EPOCH);
            } else {
                // It will see the present epoch, unless the signal was lost.
                vm.ask_again();
            }
        }
    }

    /// Adds a store. Its deadline has been reached until it has another.
    pub(crate) fn add(&self, vm: &Arc<SharedVm>) {
        // Its guest code cannot run yet.
        vm.keep(EPOCH);
        self.stores.lock().insert(Arc::as_ptr(vm).addr(), vm.clone());
    }

    /// Removes a store.
    pub(crate) fn remove(&self, vm: &Arc<SharedVm>) {
        self.stores.lock().remove(&Arc::as_ptr(vm).addr());
    }

    /// Sets the deadline of a store to `ticks` epochs after the present one.
    pub(crate) fn set_deadline(&self, vm: &SharedVm, ticks: u64) {
        let deadline = self.current.load(Ordering::SeqCst).saturating_add(ticks);
        vm.stop().epoch_deadline.store(deadline, Ordering::SeqCst);
        vm.take_back(EPOCH);
        // The epoch may have been incremented meanwhile.
        if vm.has_reached_epoch() {
            vm.ask(EPOCH);
        }
    }
}
