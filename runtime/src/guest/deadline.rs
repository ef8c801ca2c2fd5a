//! Deadlines of stores, watched by a thread of the process.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};
use core::sync::atomic::Ordering;
use core::time::Duration;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use super::shared_vm::SharedVm;
use super::stop::{DEADLINE, Stop};
use crate::platform;

/// The pending deadlines by time. The numbers distinguish deadlines at the same time.
struct Deadlines {
    stores: BTreeMap<Key, Weak<SharedVm>>,
    next: u64,
    /// The process that has the thread: the child of a fork has none.
    process: u32,
}

/// A deadline that was set.
pub(crate) type Key = (u64, u64);

static DEADLINES: Mutex<Deadlines> = Mutex::new(Deadlines { stores: BTreeMap::new(), next: 0, process: 0 });
static EARLIER: Condvar = Condvar::new();

/// Nanoseconds since the first use.
fn now() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    nanoseconds(START.get_or_init(Instant::now).elapsed())
}

/// Saturates after more than 500 years.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

fn lock() -> MutexGuard<'static, Deadlines> {
    DEADLINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends guest code of a store from this time on.
///
/// # Errors
/// Fails if the system does not allow another thread.
pub(crate) fn set(vm: &Arc<SharedVm>, after: Duration) -> io::Result<Key> {
    let at = now().saturating_add(nanoseconds(after));
    vm.stop().deadline.store(at, Ordering::SeqCst);
    let mut deadlines = lock();
    if deadlines.process != std::process::id() {
        // Little is done there: the stack may be small.
        thread::Builder::new().name("deadlines".into()).stack_size(64 << 10).spawn(keep)?;
        deadlines.process = std::process::id();
    }
    deadlines.next += 1;
    let key = (at, deadlines.next);
    deadlines.stores.insert(key, Arc::downgrade(vm));
    if deadlines.stores.keys().next() == Some(&key) {
        EARLIER.notify_one();
    }
    Ok(key)
}

/// Clears a deadline.
pub(crate) fn clear(vm: &SharedVm, key: Key) {
    vm.stop().deadline.store(u64::MAX, Ordering::SeqCst);
    lock().stores.remove(&key);
    vm.take_back(DEADLINE);
}

/// Whether the deadline has passed.
pub(crate) fn has_passed(stop: &Stop) -> bool {
    let deadline = stop.deadline.load(Ordering::SeqCst);
    deadline != u64::MAX && now() >= deadline
}

/// The body of the thread.
fn keep() {
    // Signals are for other threads.
    platform::block_signals();
    let mut deadlines = lock();
    loop {
        let now = now();
        let wait = match deadlines.stores.first_entry() {
            Some(first) if first.key().0 <= now => {
                let vm = first.remove();
                if let Some(vm) = vm.upgrade()
                    && has_passed(vm.stop())
                {
                    vm.ask(DEADLINE);
                }
                continue;
            }
            first => first.map(|first| Duration::from_nanos(first.key().0 - now)),
        };
        deadlines = match wait {
            Some(wait) => EARLIER.wait_timeout(deadlines, wait).unwrap_or_else(PoisonError::into_inner).0,
            None => EARLIER.wait(deadlines).unwrap_or_else(PoisonError::into_inner),
        };
    }
}
