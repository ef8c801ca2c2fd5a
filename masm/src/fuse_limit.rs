//! How many peephole optimizations are made: wrong code is traced by bisection to the one that makes it.
//!
//! Every peephole of an instruction set asks [`may_fuse`] where nothing else keeps it from being made. In debug builds, and with the
//! feature `fuse-limit`, the answers are counted, and after [`set`] so many of them it is no. The numbers are those of one thread:
//! compile with one. Elsewhere the answer is a constant.

#[cfg(any(debug_assertions, feature = "fuse-limit"))]
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[cfg(any(debug_assertions, feature = "fuse-limit"))]
static ASKED: AtomicU32 = AtomicU32::new(0);
#[cfg(any(debug_assertions, feature = "fuse-limit"))]
static LIMIT: AtomicU32 = AtomicU32::new(u32::MAX);

/// Whether one more peephole optimization may be made.
#[cfg(any(debug_assertions, feature = "fuse-limit"))]
#[inline]
pub fn may_fuse() -> bool {
    ASKED.fetch_add(1, Relaxed) < LIMIT.load(Relaxed)
}

/// Whether one more peephole optimization may be made: always, in this build.
#[cfg(not(any(debug_assertions, feature = "fuse-limit")))]
#[inline(always)]
pub const fn may_fuse() -> bool {
    true
}

/// Makes so many peephole optimizations from here on, in the whole process, and counts them from the beginning.
#[cfg(any(debug_assertions, feature = "fuse-limit"))]
pub fn set(limit: u32) {
    ASKED.store(0, Relaxed);
    LIMIT.store(limit, Relaxed);
}

/// How often one more could be made since [`set`], whether it was or not.
#[cfg(any(debug_assertions, feature = "fuse-limit"))]
pub fn asked() -> u32 {
    ASKED.load(Relaxed)
}
