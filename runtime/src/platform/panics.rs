//! Panics of host functions, which must not get into generated code.

#[cfg(feature = "std")]
mod unwinding {
    use alloc::boxed::Box;
    use core::any::Any;
    use core::panic::AssertUnwindSafe;

    /// What a function panicked with.
    pub(crate) type Payload = Box<dyn Any + Send>;

    /// Calls `f`. The caller sees to it that what `f` leaves behind when it panics is used no more, or makes sense.
    ///
    /// # Errors
    /// Where it panicked.
    #[inline]
    pub(crate) fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Payload> {
        std::panic::catch_unwind(AssertUnwindSafe(f))
    }

    /// Goes on with a panic.
    pub(crate) fn resume(payload: Payload) -> ! {
        std::panic::resume_unwind(payload)
    }
}

/// Without the standard library, a panic ends the program.
#[cfg(not(feature = "std"))]
mod unwinding {
    /// There is none.
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
