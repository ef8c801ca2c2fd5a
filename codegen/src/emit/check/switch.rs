//! Switches the checker on and off: the fuzzer compiles modules with and without it in one process.

use core::sync::atomic::{AtomicBool, Ordering};

static CHECKED: AtomicBool = AtomicBool::new(true);

/// Sets whether the process checks functions that are compiled from now on. Enabled by default.
pub fn check_emit(enable: bool) {
    CHECKED.store(enable, Ordering::Relaxed);
}

/// Whether the checker is enabled.
pub(crate) fn is_checked() -> bool {
    CHECKED.load(Ordering::Relaxed)
}
