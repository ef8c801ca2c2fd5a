//! Asking guest code to stop from outside.
//!
//! Whoever wants a guest to stop sets a bit of `VMStoreContext::interrupt`, then sends a signal to the thread that runs the
//! store. If the signal finds it in guest code, or in the tail of a trampoline, the handler makes it go on in
//! `windlass_preempt`, on the host's stack, with all registers of the guest saved. Otherwise, the trampolines see the bit
//! before the next instruction of guest code. That is all there is without signals.

use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
#[cfg(feature = "std")]
use core::sync::atomic::{AtomicI32, fence};

#[cfg(feature = "std")]
use crate::platform;

/// Bit of `VMStoreContext::interrupt`: an [`InterruptHandle`](crate::InterruptHandle) was used.
pub(crate) const INTERRUPT: u32 = 1;
/// The deadline of the store passed.
#[cfg(feature = "std")]
pub(crate) const DEADLINE: u32 = 1 << 1;
/// The epoch reached that up to which the store may run.
pub(crate) const EPOCH: u32 = 1 << 2;
/// The store was dropped.
pub(crate) const GONE: u32 = 1 << 31;

/// What other threads need to know of a store to stop its guest code.
#[derive(Debug)]
pub(crate) struct Stop {
    /// The thread that runs the store, or did so last.
    #[cfg(feature = "std")]
    thread: AtomicI32,
    /// The signal that preempts it; 0 if nobody may interrupt the store.
    #[cfg(feature = "std")]
    signal: AtomicI32,
    /// Whether there is a handle, a deadline, or an epoch.
    is_interruptible: AtomicBool,
    /// Whether guest code ends at its epoch deadline. If not, a callback of the embedder decides.
    pub(crate) epoch_ends: AtomicBool,
    /// When the store's guest code has to end: see [`deadline`](super::deadline).
    #[cfg(feature = "std")]
    pub(crate) deadline: AtomicU64,
    /// The epoch in which the store's guest code has to end.
    pub(crate) epoch_deadline: AtomicU64,
    /// Where its guest code waits for other threads.
    #[cfg(feature = "threads")]
    pub(crate) parker: platform::Parker,
}

impl Stop {
    pub(crate) const fn new() -> Stop {
        Stop {
            #[cfg(feature = "std")]
            thread: AtomicI32::new(0),
            #[cfg(feature = "std")]
            signal: AtomicI32::new(0),
            is_interruptible: AtomicBool::new(false),
            epoch_ends: AtomicBool::new(true),
            #[cfg(feature = "std")]
            deadline: AtomicU64::new(u64::MAX),
            epoch_deadline: AtomicU64::new(0),
            #[cfg(feature = "threads")]
            parker: platform::Parker::new(),
        }
    }

    /// Whether anybody can interrupt the store.
    pub(crate) fn can_be_interrupted(&self) -> bool {
        self.is_interruptible.load(Ordering::Relaxed)
    }

    /// Says that somebody can.
    pub(crate) fn make_interruptible(&self) {
        self.is_interruptible.store(true, Ordering::Relaxed);
    }
}

#[cfg(feature = "std")]
impl Stop {
    fn thread(&self) -> i32 {
        self.thread.load(Ordering::Relaxed)
    }

    /// Says that this thread, whose number is `thread`, runs the store from now on. The signal reaches it: whoever ran the store
    /// before may have done so while nobody could interrupt it.
    #[inline]
    pub(crate) fn runs_here(&self, thread: i32) {
        self.runs_on(thread);
        let signal = self.signal.load(Ordering::Relaxed);
        if signal != 0 {
            platform::unblock_signal(signal);
        }
    }

    /// Says which thread runs the store from now on.
    #[inline]
    pub(crate) fn runs_on(&self, thread: i32) {
        if self.thread() != thread {
            self.moves_to(thread);
        }
    }

    #[cold]
    fn moves_to(&self, thread: i32) {
        self.thread.store(thread, Ordering::Relaxed);
        // Either who sets a bit sees this thread, or this thread sees the bit before it enters guest code.
        fence(Ordering::SeqCst);
    }

    /// Lets others preempt the store by a signal, for which there is a handler.
    pub(crate) fn set_signal(&self, signal: i32) {
        self.signal.store(signal, Ordering::Relaxed);
        // Guest code may be waiting for the host function that asks for this.
        if self.thread() == platform::thread_id() {
            platform::unblock_signal(signal);
        }
    }

    /// Sends the signal. May be called in a signal handler.
    ///
    /// It may be lost: it does not find guest code if a handler of the embedder's leaves by `siglongjmp` that it came on top of,
    /// and it does not end a wait of a host function that began a moment later. Who watches over stores sends it again.
    pub(crate) fn send_signal(&self) {
        let (thread, signal) = (self.thread(), self.signal.load(Ordering::Relaxed));
        if thread != 0 && signal != 0 {
            platform::signal_thread(thread, signal);
        }
    }
}

/// Sets `bit` of `interrupt`, and preempts the thread that runs the store. Returns what was set before. May be called by any
/// thread, and in a signal handler.
pub(crate) fn ask(interrupt: &AtomicU32, stop: &Stop, bit: u32) -> u32 {
    let before = interrupt.fetch_or(bit, Ordering::SeqCst);
    #[cfg(feature = "std")]
    {
        fence(Ordering::SeqCst);
        stop.send_signal();
    }
    // The signal does not end the wait of a thread.
    #[cfg(feature = "threads")]
    stop.parker.wake();
    #[cfg(not(feature = "std"))]
    let _ = stop;
    before
}
