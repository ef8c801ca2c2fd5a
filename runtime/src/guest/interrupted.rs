//! Decides whether interrupted guest code continues.

use windlass_masm::TrapCode;

use super::stop::{EPOCH, INTERRUPT};
#[cfg(feature = "std")]
use super::{deadline, stop::DEADLINE};
use crate::api::error::{Error, Result};
use crate::store::StoreOpaque;

/// Whether guest code of a store goes on, of which somebody asked to stop, by setting bits of
/// `VMStoreContext::interrupt`. `store` is what its innermost entry borrowed.
///
/// A bit is cleared before its reason is looked at, so that a reason that arises meanwhile sets it again.
///
/// # Errors
/// Fails if the guest must end; the bit stays then.
///
/// # Safety
/// Guest code of the store must be waiting, and nothing else may use the store meanwhile.
pub(crate) unsafe fn answer(store: *mut StoreOpaque) -> Result<()> {
    // SAFETY: guaranteed by the caller.
    let vm = unsafe { (*store).shared().clone() };
    let asked = vm.asked();
    if asked & INTERRUPT != 0 {
        return Err(TrapCode::Interrupt.into());
    }
    #[cfg(feature = "std")]
    if asked & DEADLINE != 0 {
        vm.take_back(DEADLINE);
        if deadline::has_passed(vm.stop()) {
            vm.keep(DEADLINE);
            return Err(Error::from(TrapCode::Interrupt).context("the deadline of the store has passed"));
        }
    }
    if asked & EPOCH != 0 {
        vm.take_back(EPOCH);
        // SAFETY: guaranteed by the caller.
        unsafe { StoreOpaque::answer_epoch(store) }.inspect_err(|_| vm.keep(EPOCH))?;
    }
    Ok(())
}

/// The error of a store whose epoch has been reached.
pub(crate) fn epoch_reached() -> Error {
    Error::from(TrapCode::Interrupt).context("the epoch has reached the deadline of the store")
}
