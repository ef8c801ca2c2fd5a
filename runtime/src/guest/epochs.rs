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
    current: AtomicU64,
    /// By address.
    stores: Mutex<BTreeMap<usize, Arc<SharedVm>>>,
}

impl Epochs {
    /// The present epoch.
    pub(crate) fn current(&self) -> u64 {
        self.current.load(Ordering::SeqCst)
    }

    /// Begins the next epoch, and stops the stores for which it is too late.
    pub(crate) fn increment(&self) {
        let current = self.current.fetch_add(1, Ordering::SeqCst) + 1;
        for vm in self.stores.lock().values() {
            // A store whose bit is already set will see the new epoch.
            if vm.stop().epoch_deadline.load(Ordering::SeqCst) <= current && vm.asked() & EPOCH == 0 {
                vm.ask(EPOCH);
            }
        }
    }

    /// Adds a store. Its deadline has been reached until it has another.
    pub(crate) fn add(&self, vm: &Arc<SharedVm>) {
        vm.ask(EPOCH);
        self.stores.lock().insert(Arc::as_ptr(vm).addr(), vm.clone());
    }

    /// Removes a store.
    pub(crate) fn remove(&self, vm: &Arc<SharedVm>) {
        self.stores.lock().remove(&Arc::as_ptr(vm).addr());
    }

    /// Whether the deadline of a store has been reached.
    pub(crate) fn has_reached(&self, vm: &SharedVm) -> bool {
        vm.stop().epoch_deadline.load(Ordering::SeqCst) <= self.current()
    }

    /// Sets the deadline of a store to `ticks` epochs after the present one.
    pub(crate) fn set_deadline(&self, vm: &SharedVm, ticks: u64) {
        vm.stop().epoch_deadline.store(self.current().saturating_add(ticks), Ordering::SeqCst);
        vm.take_back(EPOCH);
        // The epoch may have been incremented meanwhile.
        if self.has_reached(vm) {
            vm.ask(EPOCH);
        }
    }
}
