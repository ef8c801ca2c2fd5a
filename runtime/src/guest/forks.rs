//! What a fork has to know of threads, stores and deadlines.

use std::sync::Once;

use super::{activation, deadline};
use crate::platform;

/// Lets children of forks go on with what their parents had. To be called before guest code runs.
pub(crate) fn prepare() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| platform::at_fork(before, in_parent, in_child));
}

/// The thread that keeps deadlines must not hold the lock when the memory is copied: nobody would release it in the child.
extern "C" fn before() {
    // The child takes its thread for the first one, whose stack is elsewhere. From now on, the thread knows its own.
    platform::host_stack();
    deadline::hold();
}

extern "C" fn in_parent() {
    deadline::release();
}

extern "C" fn in_child() {
    // The thread that forked is the only one, and has another number.
    platform::forget_thread_id();
    activation::run_on_this_thread();
    deadline::release();
    deadline::go_on();
}
