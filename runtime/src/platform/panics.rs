//! Catches panics of host functions, which must not unwind through generated code.

#[cfg(feature = "std")]
mod unwinding {
    use alloc::boxed::Box;
    use core::any::Any;
    use core::panic::AssertUnwindSafe;

    /// The payload of a panic.
    pub(crate) type Payload = Box<dyn Any + Send>;

    /// Calls `f`. If `f` panics, the caller must ensure that state it leaves behind is not used, or is consistent.
    ///
    /// # Errors
    /// Returns the payload if it panicked.
    #[inline]
    pub(crate) fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Payload> {
        std::panic::catch_unwind(AssertUnwindSafe(f))
    }

    /// Continues a panic.
    pub(crate) fn resume(payload: Payload) -> ! {
        std::panic::resume_unwind(payload)
    }
}

/// Without the standard library, a panic ends the program.
#[cfg(not(feature = "std"))]
mod unwinding {
    /// Never constructed.
    pub(crate) enum Payload {}

    /// Calls `f`.
    #[inline]
    pub(crate) fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Payload> {
        Ok(f())
    }

    /// Never called.
    pub(crate) fn resume(payload: Payload) -> ! {
        match payload {}
    }
}

pub(crate) use unwinding::{Payload, catch, resume};
