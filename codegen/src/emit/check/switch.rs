//! Whether the checker checks: a fuzzer compiles each module both with and without it in one process.

use core::sync::atomic::{AtomicBool, Ordering};

static CHECKED: AtomicBool = AtomicBool::new(true);

/// Says whether functions that are compiled from now on, in the whole process, are checked behind every operator. They are unless
/// this says otherwise.
pub fn check_emit(enable: bool) {
    CHECKED.store(enable, Ordering::Relaxed);
}

/// Whether they are.
pub(crate) fn is_checked() -> bool {
    CHECKED.load(Ordering::Relaxed)
}
