//! Waiting such that whoever stops the guest does not have to wait, too.

use crate::abi::FdFlags;
use crate::descriptor::{Descriptor, Object};
use crate::errno::{Errno, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as HostErrno;

/// The longest time in nanoseconds that the host is asked to wait. The signal that interrupts a guest ends a wait, unless it
/// comes right before it begins.
const LONGEST: u64 = 250_000_000;

/// Tells whether the guest has to end. The default never does.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// `None` if nobody can interrupt the store.
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

    /// Checks that the guest does not have to end.
    ///
    /// # Errors
    /// Fails with `EINTR` if it has to. It does not see that: it ends when the function returns.
    pub(crate) fn check(&self) -> Result<()> {
        #[cfg(feature = "linker")]
        if self.handle.as_ref().is_some_and(windlass::InterruptHandle::is_interrupted) {
            return Err(Errno::Intr);
        }
        Ok(())
    }

    /// How long to wait at once, of so many nanoseconds.
    pub(crate) fn at_once(&self, timeout: Option<u64>) -> Option<u64> {
        if self.can_interrupt() { Some(timeout.unwrap_or(LONGEST).min(LONGEST)) } else { timeout }
    }

    /// Waits until the host would not wait for one of `events` of a descriptor. Does nothing if nobody can interrupt the
    /// store, or if the guest does not want to wait.
    ///
    /// # Errors
    /// As [`Watch::check`].
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
                // Whatever else is wrong is for the operation to say.
                _ => return Ok(()),
            }
        }
    }
}
