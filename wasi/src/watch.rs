//! Waits that end when the store is interrupted.

use crate::abi::FdFlags;
use crate::descriptor::{Descriptor, Object};
use crate::errno::{Errno, Result};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as HostErrno;
#[cfg(feature = "threads")]
use std::os::fd::OwnedFd;
use std::os::fd::{AsFd, BorrowedFd};

/// The maximum time of one wait in nanoseconds. The signal that interrupts a guest ends a wait, but is missed if it arrives
/// just before the wait begins.
const LONGEST: u64 = 250_000_000;

/// Detects that the store was interrupted. The default never does.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// `None` if the store cannot be interrupted.
    #[cfg(feature = "linker")]
    pub(crate) handle: Option<windlass::InterruptHandle>,
    /// Whether other threads have to wait for this call: then it does not wait, but says for what it has to.
    #[cfg(feature = "threads")]
    is_shared: bool,
    #[cfg(feature = "threads")]
    wait: std::cell::RefCell<Option<Wait>>,
    /// When the call began, on the monotonic clock, if it asked.
    #[cfg(feature = "threads")]
    since: std::cell::Cell<Option<u64>>,
}

/// What a call has to wait for before it is tried again.
#[cfg(feature = "threads")]
#[derive(Debug)]
pub(crate) struct Wait {
    descriptors: Vec<(OwnedFd, PollFlags)>,
    /// In nanoseconds, not more than [`LONGEST`].
    timeout: u64,
}

#[cfg(feature = "threads")]
impl Wait {
    /// Waits.
    pub(crate) fn wait(&self) {
        let mut fds: Vec<_> = self.descriptors.iter().map(|(fd, events)| PollFd::new(fd, *events)).collect();
        // Whatever is wrong is for the call to say.
        let _ = poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: self.timeout as _ }));
    }
}

#[cfg(feature = "threads")]
impl Watch {
    /// Begins a call that other threads wait for, or tries it again, which began `since`.
    pub(crate) fn begin_try(&mut self, handle: Option<windlass::InterruptHandle>, since: Option<u64>) {
        (self.handle, self.is_shared) = (handle, true);
        self.since.set(since);
        self.wait.replace(None);
    }

    /// What it has to wait for before it is tried again, if it has to, and when it began.
    pub(crate) fn end_try(&mut self) -> (Option<Wait>, Option<u64>) {
        self.handle = None;
        (self.wait.take(), self.since.get())
    }
}

impl Watch {
    /// When the call began that asks now, on the monotonic clock.
    pub(crate) fn since(&self, now: u64) -> u64 {
        #[cfg(feature = "threads")]
        if self.is_shared {
            let since = self.since.get().unwrap_or(now);
            self.since.set(Some(since));
            return since;
        }
        now
    }

    /// Has the call tried again when the host would not wait for one of these descriptors, or after so many nanoseconds, if other threads
    /// would have to wait, too.
    ///
    /// # Errors
    /// Fails if so.
    pub(crate) fn leave_to_wait<'f>(
        &self,
        descriptors: impl Iterator<Item = (BorrowedFd<'f>, PollFlags)>,
        timeout: Option<u64>,
    ) -> Result<()> {
        #[cfg(feature = "threads")]
        if self.is_shared {
            let descriptors = descriptors.map(|(fd, events)| Ok((fd.try_clone_to_owned()?, events)));
            let descriptors = descriptors.collect::<std::io::Result<_>>()?;
            self.wait.replace(Some(Wait { descriptors, timeout: timeout.unwrap_or(LONGEST).min(LONGEST) }));
            return Err(Errno::Again);
        }
        let _ = (descriptors, timeout);
        Ok(())
    }

    /// Whether the host may be asked to wait.
    fn is_patient(&self) -> bool {
        #[cfg(feature = "threads")]
        return !self.is_shared;
        #[cfg(not(feature = "threads"))]
        true
    }

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

    /// Makes a call that may wait, until no signal interrupts it.
    ///
    /// # Errors
    /// As [`Watch::check`], and those of the call.
    pub(crate) fn retry<T>(&self, mut call: impl FnMut() -> rustix::io::Result<T>) -> Result<T> {
        loop {
            match call() {
                Err(HostErrno::INTR) => self.check()?,
                result => return Ok(result?),
            }
        }
    }

    /// How long to wait at once, of so many nanoseconds.
    pub(crate) fn at_once(&self, timeout: Option<u64>) -> Option<u64> {
        match (self.is_patient(), self.can_interrupt()) {
            (false, _) => Some(0),
            (true, true) => Some(timeout.unwrap_or(LONGEST).min(LONGEST)),
            (true, false) => timeout,
        }
    }

    /// Waits until a descriptor is ready for one of `events`, so that the following system call does not block. Does nothing
    /// if the store cannot be interrupted, or if the descriptor is non-blocking.
    ///
    /// # Errors
    /// Same as [`Watch::check`].
    pub(crate) fn wait_for(&self, descriptor: &Descriptor, events: PollFlags) -> Result<()> {
        let Object::Host(file) = &descriptor.object else { return Ok(()) };
        let waits = self.can_interrupt() || !self.is_patient();
        if !waits || !file.nature.may_wait() || descriptor.flags.contains(FdFlags::NONBLOCK) {
            return Ok(());
        }
        let longest = Timespec { tv_sec: 0, tv_nsec: self.at_once(None).unwrap_or(LONGEST) as _ };
        loop {
            self.check()?;
            match poll(&mut [PollFd::new(&file.fd, events)], Some(&longest)) {
                Ok(0) | Err(HostErrno::INTR) => self.leave_to_wait([(file.fd.as_fd(), events)].into_iter(), None)?,
                // Other errors are reported by the operation.
                _ => return Ok(()),
            }
        }
    }
}
