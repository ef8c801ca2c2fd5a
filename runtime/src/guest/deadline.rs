//! Deadlines of stores, watched by a thread of the process.

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};
use core::cell::RefCell;
use core::sync::atomic::Ordering;
use core::time::Duration;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use super::shared_vm::SharedVm;
use super::stop::{DEADLINE, Stop};
use crate::platform;

/// The deadlines to come, and the stores whose guest code does not end although theirs has passed.
struct Deadlines {
    stores: BTreeMap<Key, Weak<SharedVm>>,
    /// By when they are asked again.
    late: BTreeMap<Key, Late>,
    next: u64,
    /// The process that has the thread: the child of a fork has none.
    process: u32,
}

/// A deadline that was set: its time, and a number to tell apart those of the same time.
pub(crate) type Key = (u64, u64);

/// A store that was asked to end its guest code.
struct Late {
    vm: Weak<SharedVm>,
    /// The deadline that has passed.
    deadline: u64,
    /// Nanoseconds from one signal to the next.
    pause: u64,
}

/// Nanoseconds until a store is asked again, at first and at most.
const FIRST_PAUSE: u64 = 1_000_000;
const LONGEST_PAUSE: u64 = 100_000_000;

static DEADLINES: Mutex<Deadlines> =
    Mutex::new(Deadlines { stores: BTreeMap::new(), late: BTreeMap::new(), next: 0, process: 0 });
static EARLIER: Condvar = Condvar::new();

std::thread_local! {
    /// The lock, while this thread forks.
    static HELD: RefCell<Option<MutexGuard<'static, Deadlines>>> = const { RefCell::new(None) };
}

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
    let mut deadlines = lock();
    deadlines.start()?;
    vm.stop().deadline.store(at, Ordering::SeqCst);
    let key = deadlines.key(at);
    deadlines.stores.insert(key, Arc::downgrade(vm));
    if deadlines.earliest() == Some(at) {
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

/// Takes the lock until [`release`].
pub(super) fn hold() {
    // A thread that is exiting has nowhere to keep it.
    drop(HELD.try_with(|held| held.replace(Some(lock()))));
}

/// Releases the lock that [`hold`] took.
pub(super) fn release() {
    drop(HELD.try_with(RefCell::take));
}

/// Keeps the deadlines of the parent in the child of a fork.
pub(super) fn go_on() {
    let mut deadlines = lock();
    if !deadlines.stores.is_empty() || !deadlines.late.is_empty() {
        // Without the thread, they do not hold; the next one that is set says why.
        let _ = deadlines.start();
    }
}

impl Deadlines {
    /// Starts the thread, unless the process has it.
    fn start(&mut self) -> io::Result<()> {
        if self.process != std::process::id() {
            // Little is done there: the stack may be small. Signals are for other threads.
            let builder = thread::Builder::new().name("deadlines".into()).stack_size(64 << 10);
            platform::with_signals_blocked(|| builder.spawn(keep))?;
            self.process = std::process::id();
        }
        Ok(())
    }

    fn key(&mut self, at: u64) -> Key {
        self.next += 1;
        (at, self.next)
    }

    /// When there is something to do.
    fn earliest(&self) -> Option<u64> {
        let first = self.stores.first_key_value().map(|(key, _)| key.0);
        let again = self.late.first_key_value().map(|(key, _)| key.0);
        first.into_iter().chain(again).min()
    }

    /// Does what is to be done at the time `now`.
    fn ask(&mut self, now: u64) {
        while let Some(first) = self.stores.first_entry().filter(|first| first.key().0 <= now) {
            let (deadline, vm) = (first.key().0, first.remove());
            if let Some(shared) = vm.upgrade()
                && has_passed(shared.stop())
            {
                shared.ask(DEADLINE);
                self.ask_again(now, Late { vm, deadline, pause: FIRST_PAUSE });
            }
        }
        while let Some(first) = self.late.first_entry().filter(|first| first.key().0 <= now) {
            let late = first.remove();
            // Unless it has ended, or has another deadline.
            if let Some(shared) = late.vm.upgrade()
                && shared.stop().deadline.load(Ordering::SeqCst) == late.deadline
                && shared.is_running()
            {
                shared.ask_again();
                self.ask_again(now, Late { pause: (late.pause * 2).min(LONGEST_PAUSE), ..late });
            }
        }
    }

    /// Asks a store again after its pause: the signal may have been lost.
    fn ask_again(&mut self, now: u64, late: Late) {
        let key = self.key(now.saturating_add(late.pause));
        self.late.insert(key, late);
    }
}

/// What the thread does.
fn keep() {
    let mut deadlines = lock();
    loop {
        let now = now();
        deadlines.ask(now);
        deadlines = match deadlines.earliest() {
            Some(at) => {
                let wait = Duration::from_nanos(at.saturating_sub(now));
                EARLIER.wait_timeout(deadlines, wait).unwrap_or_else(PoisonError::into_inner).0
            }
            None => EARLIER.wait(deadlines).unwrap_or_else(PoisonError::into_inner),
        };
    }
}
