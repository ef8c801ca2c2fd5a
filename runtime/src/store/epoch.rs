//! The callback of a store whose epoch deadline is reached.

use alloc::boxed::Box;
use core::sync::atomic::Ordering;

use super::{StoreContextMut, StoreInner, StoreOpaque};
use crate::api::error::Result;
use crate::guest::interrupted::epoch_reached;

/// The result of the callback of [`Store::epoch_deadline_callback`](crate::Store::epoch_deadline_callback).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateDeadline {
    /// Guest code goes on, for this many epochs from the present one; zero is as one.
    Continue(u64),
    /// Guest code ends with [`Trap::Interrupt`](crate::Trap::Interrupt).
    Interrupt,
}

/// The callback of a store.
pub(super) type EpochCallback<T> = Box<dyn FnMut(StoreContextMut<'_, T>) -> Result<UpdateDeadline> + Send + Sync>;

/// Calls the callback of a store with any data type.
pub(super) type EpochCallbackOf = unsafe fn(store: *mut ()) -> Result<UpdateDeadline>;

/// The [`EpochCallbackOf`] of a store of `T`.
///
/// # Safety
/// `store` must be the address of a [`StoreInner`] of `T` that nothing else uses.
pub(super) unsafe fn epoch_callback_of<T: 'static>(store: *mut ()) -> Result<UpdateDeadline> {
    // SAFETY: guaranteed by the caller.
    let store = unsafe { &mut *store.cast::<StoreInner<T>>() };
    // Take it out while it runs: guest code that it calls ends at the deadline.
    let Some(mut callback) = store.epoch_callback.take() else { return Ok(UpdateDeadline::Interrupt) };
    let update = callback(StoreContextMut(store));
    // The callback may have replaced itself.
    store.epoch_callback.get_or_insert(callback);
    update
}

impl StoreOpaque {
    /// Decides whether guest code continues, if the epoch has reached the store's deadline.
    ///
    /// # Errors
    /// Fails if guest code must end; also the errors of the callback.
    ///
    /// # Safety
    /// `store` must be the beginning of a store whose guest code is waiting, and that nothing else uses.
    pub(crate) unsafe fn answer_epoch(store: *mut StoreOpaque) -> Result<()> {
        // SAFETY: guaranteed by the caller. The callback gets the store anew.
        let (reached, callback) = unsafe {
            let opaque = &*store;
            (opaque.shared().has_reached_epoch(), opaque.epoch_callback_of)
        };
        if !reached {
            return Ok(());
        }
        let Some(callback) = callback else { return Err(epoch_reached()) };
        // SAFETY: guaranteed by the caller, and the function was set together with the data type.
        match unsafe { callback(store.cast()) }? {
            UpdateDeadline::Continue(ticks) => {
                // SAFETY: guaranteed by the caller; the callback has returned.
                unsafe { &*store }.set_epoch_deadline(ticks.max(1));
                Ok(())
            }
            UpdateDeadline::Interrupt => Err(epoch_reached()),
        }
    }

    /// Sets who decides what becomes of guest code at the deadline: it ends if nobody does.
    pub(super) fn set_epoch_callback(&mut self, callback: Option<EpochCallbackOf>) {
        self.epoch_callback_of = callback;
        self.shared().stop().epoch_ends.store(callback.is_none(), Ordering::Relaxed);
    }

    /// Sets the epoch deadline, if the engine has epochs.
    pub(crate) fn set_epoch_deadline(&self, ticks: u64) {
        if let Some(epochs) = self.engine().epochs() {
            epochs.set_deadline(self.shared(), ticks);
        }
    }
}
