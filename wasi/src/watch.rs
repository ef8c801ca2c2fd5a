//! Waits that end when the store is interrupted.

use crate::abi::FdFlags;
use crate::descriptor::{Descriptor, Object};
use crate::errno::{Errno, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as HostErrno;

/// The maximum time of one wait in nanoseconds. The signal that interrupts a guest ends a wait, but is missed if it arrives
/// just before the wait begins.
const LONGEST: u64 = 250_000_000;

/// Detects that the store was interrupted. The default never does.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// `None` if the store cannot be interrupted.
    #[cfg(feature = "linker")]
    pub(crate) handle: Option<windlass::InterruptHandle>,
}

impl Watch {
    fn can_interrupt(&self) -> bool {
        #[cfg(feature = "linker")]
        return self.handle.is_some();
        #[cfg(not(feature = "linker"))]
        false
    }

    /// Checks that the store is not interrupted.
    ///
    /// # Errors
    /// Fails with `EINTR` if it is. The guest never sees that: it ends when the function returns.
    pub(crate) fn check(&self) -> Result<()> {
        #[cfg(feature = "linker")]
        if self.handle.as_ref().is_some_and(windlass::InterruptHandle::is_interrupted) {
            return Err(Errno::Intr);
        }
        Ok(())
    }

    /// The part of `timeout`, in nanoseconds, to wait at once.
    pub(crate) fn at_once(&self, timeout: Option<u64>) -> Option<u64> {
        if self.can_interrupt() { Some(timeout.unwrap_or(LONGEST).min(LONGEST)) } else { timeout }
    }

    /// Waits until a descriptor is ready for one of `events`, so that the following system call does not block. Does nothing
    /// if the store cannot be interrupted, or if the descriptor is non-blocking.
    ///
    /// # Errors
    /// Same as [`Watch::check`].
    pub(crate) fn wait_for(&self, descriptor: &Descriptor, events: PollFlags) -> Result<()> {
        let Object::Host(file) = &descriptor.object else { return Ok(()) };
        if !self.can_interrupt() || !file.nature.may_wait() || descriptor.flags.contains(FdFlags::NONBLOCK) {
            return Ok(());
        }
        let longest = Timespec { tv_sec: 0, tv_nsec: LONGEST as _ };
        loop {
            self.check()?;
            match poll(&mut [PollFd::new(&file.fd, events)], Some(&longest)) {
                Ok(0) | Err(HostErrno::INTR) => {}
                // Other errors are reported by the operation.
                _ => return Ok(()),
            }
        }
    }
}
