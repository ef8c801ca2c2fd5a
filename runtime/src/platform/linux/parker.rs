//! Where a thread waits until another wakes it: a word that the kernel knows (`futex`).

use core::ffi::c_long;
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

/// Where one thread at a time waits. Any thread may wake it, also in a signal handler.
#[derive(Debug)]
pub(crate) struct Parker {
    /// How often it was woken.
    word: AtomicU32,
    waiting: AtomicU32,
}

/// What a thread has seen of a [`Parker`]: whoever wakes it afterwards ends its next wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket(u32);

impl Parker {
    pub(crate) const fn new() -> Parker {
        Parker { word: AtomicU32::new(0), waiting: AtomicU32::new(0) }
    }

    /// To be taken before the thread looks at what it waits for.
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.word.load(Ordering::SeqCst))
    }

    /// Waits until somebody wakes this thread, or has since the ticket, or up to a time. It may also return for no reason.
    pub(crate) fn wait(&self, ticket: Ticket, until: Option<Instant>) {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let time = left.map(|left| libc::timespec {
            tv_sec: left.as_secs().try_into().unwrap_or(libc::time_t::MAX),
            tv_nsec: left.subsec_nanos().into(),
        });
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let time = time.as_ref().map_or(ptr::null(), ptr::from_ref);
        // SAFETY: the word and the time live longer than the call, which returns at once if the word has changed.
        unsafe { libc::syscall(libc::SYS_futex, self.word.as_ptr(), operation(libc::FUTEX_WAIT), ticket.0, time) };
        self.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    /// Wakes the thread, or keeps it from waiting.
    pub(crate) fn wake(&self) {
        self.word.fetch_add(1, Ordering::SeqCst);
        // Whoever is not seen here sees the word.
        if self.waiting.load(Ordering::SeqCst) != 0 {
            // SAFETY: the kernel uses the address only.
            unsafe { libc::syscall(libc::SYS_futex, self.word.as_ptr(), operation(libc::FUTEX_WAKE), i32::MAX) };
        }
    }
}

/// An operation on a word that no other process has.
fn operation(operation: libc::c_int) -> c_long {
    (operation | libc::FUTEX_PRIVATE_FLAG).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn a_wake_after_the_ticket_ends_the_wait() {
        let parker = Parker::new();
        let ticket = parker.ticket();
        parker.wake();
        parker.wait(ticket, None);
    }

    #[test]
    fn a_wait_ends_in_time() {
        let parker = Parker::new();
        let start = Instant::now();
        let until = start + Duration::from_millis(20);
        while Instant::now() < until {
            parker.wait(parker.ticket(), Some(until));
        }
        parker.wait(parker.ticket(), Some(start));
    }

    #[test]
    fn another_thread_wakes() {
        let (parker, is_ready) = (Parker::new(), AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| {
                loop {
                    let ticket = parker.ticket();
                    if is_ready.load(Ordering::SeqCst) {
                        break;
                    }
                    parker.wait(ticket, None);
                }
            });
            thread::sleep(Duration::from_millis(10));
            is_ready.store(true, Ordering::SeqCst);
            parker.wake();
        });
    }
}
