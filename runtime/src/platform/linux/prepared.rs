//! Which threads are prepared for guest code, in a way that signal handlers may ask on any thread.

use std::sync::OnceLock;

/// The key whose value is not null on threads that are prepared for guest code. `None` if there is no key left.
static PREPARED: OnceLock<Option<libc::pthread_key_t>> = OnceLock::new();

/// Whether this thread is prepared for guest code. May be called in a signal handler, and on any thread: thread-local variables
/// of a library that was loaded later may be allocated when a thread first uses them, which a handler must not do.
pub(super) fn may_run_guest_code() -> bool {
    match PREPARED.get() {
        // SAFETY: the key exists.
        Some(Some(key)) => !unsafe { libc::pthread_getspecific(*key) }.is_null(),
        Some(None) => true,
        None => false,
    }
}

/// Says that this thread may run guest code.
pub(super) fn note_prepared() {
    let key = PREPARED.get_or_init(|| {
        let mut key = 0;
        // SAFETY: the call only writes to the key.
        (unsafe { libc::pthread_key_create(&mut key, None) } == 0).then_some(key)
    });
    if let Some(key) = key {
        // SAFETY: the key exists. Any value but null will do.
        unsafe { libc::pthread_setspecific(*key, (&raw const PREPARED).cast()) };
    }
}
