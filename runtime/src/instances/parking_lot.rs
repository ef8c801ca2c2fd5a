//! The threads that wait at addresses of a shared memory.
//!
//! **Invariant:** no wake-up is lost. A thread compares the number in memory and joins the queue in one critical section, and who notifies
//! takes from the queue in another: whoever changed the number before that either is seen by the comparison, or finds the thread.

use alloc::collections::{BTreeMap, VecDeque};
use core::ptr;
use core::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::api::error::Result;
use crate::platform::Parker;
use crate::platform::sync::Mutex;

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitResult {
    /// Another thread notified.
    Ok = 0,
    /// The number in memory was not the expected one.
    Mismatch = 1,
    /// The time passed.
    TimedOut = 2,
}

/// A thread that waits.
#[derive(Debug)]
struct Waiter<'a> {
    parker: &'a Parker,
    is_notified: AtomicBool,
}

impl Waiter<'_> {
    fn queued(&self) -> Queued {
        Queued(ptr::from_ref(self).cast())
    }
}

/// A waiter in a queue. It stays where it is until it leaves the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Queued(*const Waiter<'static>);

// SAFETY: other threads use a waiter only while it is in a queue, with the lock of the queues, and only its shared parts.
unsafe impl Send for Queued {}

/// The threads that wait at the addresses of a memory.
#[derive(Debug, Default)]
pub(crate) struct ParkingLot {
    /// By address, those that have waited longest first. There is no empty queue.
    queues: Mutex<BTreeMap<usize, VecDeque<Queued>>>,
}

impl ParkingLot {
    /// Waits at `address` until another thread notifies, or up to a time. Does not wait unless `is_expected` returns true, which is called
    /// where nobody can notify. While the thread waits, `must_stop` is called whenever `parker` is woken; the wait ends if it returns true.
    ///
    /// # Errors
    /// Those of `must_stop`.
    pub(crate) fn wait(
        &self,
        address: usize,
        parker: &Parker,
        until: Option<Instant>,
        is_expected: impl FnOnce() -> bool,
        mut must_stop: impl FnMut() -> Result<bool>,
    ) -> Result<WaitResult> {
        let waiter = Waiter { parker, is_notified: AtomicBool::new(false) };
        {
            let mut queues = self.queues.lock();
            if !is_expected() {
                return Ok(WaitResult::Mismatch);
            }
            queues.entry(address).or_default().push_back(waiter.queued());
        }
        let place = Place { lot: self, address, waiter: &waiter };
        loop {
            let ticket = parker.ticket();
            if waiter.is_notified.load(Ordering::SeqCst) || must_stop()? {
                break;
            }
            if until.is_some_and(|until| Instant::now() >= until) {
                break;
            }
            parker.wait(ticket, until);
        }
        drop(place);
        // Nobody refers to it any more.
        Ok(if waiter.is_notified.load(Ordering::SeqCst) { WaitResult::Ok } else { WaitResult::TimedOut })
    }

    /// Wakes at most `count` threads that wait at `address`. Returns how many there were.
    pub(crate) fn notify(&self, address: usize, count: u32) -> u32 {
        let mut queues = self.queues.lock();
        let Some(queue) = queues.get_mut(&address) else { return 0 };
        let mut woken = 0;
        while woken < count
            && let Some(Queued(waiter)) = queue.pop_front()
        {
            // SAFETY: it was in the queue, and does not go away before it has had the lock.
            let waiter = unsafe { &*waiter };
            waiter.is_notified.store(true, Ordering::SeqCst);
            waiter.parker.wake();
            woken += 1;
        }
        if queue.is_empty() {
            queues.remove(&address);
        }
        woken
    }

    /// How many threads wait, for tests.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.queues.lock().values().map(VecDeque::len).sum()
    }
}

/// The place of a waiter in a queue, which it leaves when this is dropped, whatever happened.
struct Place<'a> {
    lot: &'a ParkingLot,
    address: usize,
    waiter: &'a Waiter<'a>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        // Also where it was notified: who did so has the lock as long as it uses the waiter.
        let mut queues = self.lot.queues.lock();
        if let Some(queue) = queues.get_mut(&self.address) {
            queue.retain(|queued| *queued != self.waiter.queued());
            if queue.is_empty() {
                queues.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::sync::atomic::AtomicU32;
    use std::thread;
    use std::time::Duration;

    fn wait(lot: &ParkingLot, address: usize, until: Option<Instant>) -> WaitResult {
        lot.wait(address, &Parker::new(), until, || true, || Ok(false)).unwrap()
    }

    fn until_there_are(lot: &ParkingLot, count: usize) {
        while lot.len() < count {
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn as_many_are_woken_as_are_asked_for() {
        let lot = ParkingLot::default();
        thread::scope(|scope| {
            let waiting: Vec<_> = (0..4).map(|_| scope.spawn(|| wait(&lot, 8, None))).collect();
            let elsewhere = scope.spawn(|| wait(&lot, 16, None));
            until_there_are(&lot, 5);
            assert_eq!((lot.notify(4, 9), lot.notify(8, 0), lot.notify(8, 3), lot.notify(8, 9)), (0, 0, 3, 1));
            assert!(waiting.into_iter().all(|thread| thread.join().unwrap() == WaitResult::Ok));
            assert_eq!(lot.notify(16, u32::MAX), 1);
            assert_eq!(elsewhere.join().unwrap(), WaitResult::Ok);
        });
        assert_eq!(lot.len(), 0);
    }

    #[test]
    fn waits_end_in_time_and_where_nothing_is_to_be_waited_for() {
        let lot = ParkingLot::default();
        let start = Instant::now();
        assert_eq!(wait(&lot, 0, Some(start + Duration::from_millis(20))), WaitResult::TimedOut);
        assert!(start.elapsed() >= Duration::from_millis(20));
        assert_eq!(lot.wait(0, &Parker::new(), None, || false, || Ok(false)).unwrap(), WaitResult::Mismatch);
        assert_eq!(lot.len(), 0);
    }

    #[test]
    fn who_must_stop_leaves() {
        let (lot, parker, stop) = (ParkingLot::default(), Parker::new(), AtomicBool::new(false));
        thread::scope(|scope| {
            let thread = scope.spawn(|| lot.wait(0, &parker, None, || true, || Ok(stop.load(Ordering::SeqCst))));
            until_there_are(&lot, 1);
            stop.store(true, Ordering::SeqCst);
            parker.wake();
            assert_eq!(thread.join().unwrap().unwrap(), WaitResult::TimedOut);
        });
        assert_eq!((lot.len(), lot.notify(0, 1)), (0, 0));
        let failed = lot.wait(0, &parker, None, || true, || crate::api::error::bail!("stop"));
        assert!(failed.is_err() && lot.len() == 0);
    }

    /// Threads pass a number on: each waits for its turn. A lost wake-up would leave all of them waiting.
    #[test]
    fn no_wake_up_is_lost() {
        const THREADS: u32 = 8;
        let (lot, turn) = (ParkingLot::default(), AtomicU32::new(0));
        thread::scope(|scope| {
            for own in 0..THREADS {
                let (lot, turn) = (&lot, &turn);
                scope.spawn(move || {
                    let parker = Parker::new();
                    for round in 0..500 {
                        loop {
                            let now = turn.load(Ordering::SeqCst);
                            if now == round * THREADS + own {
                                break;
                            }
                            let is_expected = || turn.load(Ordering::SeqCst) == now;
                            lot.wait(0, &parker, None, is_expected, || Ok(false)).unwrap();
                        }
                        turn.fetch_add(1, Ordering::SeqCst);
                        lot.notify(0, u32::MAX);
                    }
                });
            }
        });
        assert_eq!((turn.load(Ordering::SeqCst), lot.len()), (THREADS * 500, 0));
    }
}
