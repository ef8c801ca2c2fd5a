//! Exit, signals and scheduling.

use crate::WasiCtx;
use crate::errno::{Errno, Result};
use crate::guest_memory::GuestMemory;

/// The error with which `proc_exit` ends a guest: its exit status.
///
/// The call into the guest returns it; get it with `downcast_ref::<I32Exit>()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct I32Exit(pub i32);

impl I32Exit {
    /// The exit status truncated to eight bits, as an operating system process passes it on.
    pub fn process_exit_code(&self) -> i32 {
        self.0 & 0xff
    }
}

impl std::fmt::Display for I32Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the program exited with status {}", self.0)
    }
}

impl std::error::Error for I32Exit {}

#[cfg(feature = "linker")]
impl From<I32Exit> for windlass::Error {
    fn from(error: I32Exit) -> windlass::Error {
        windlass::Error::new(error)
    }
}

/// The highest signal number of WASI.
const SIGNAL_MAX: u32 = 30;

impl WasiCtx {
    /// `proc_raise(signal)`. A guest has no process that could receive a signal.
    pub(crate) fn proc_raise(&mut self, _: &mut GuestMemory<'_>, signal: u32) -> Result<()> {
        match signal {
            0 => Ok(()),
            1..=SIGNAL_MAX => Err(Errno::NotSup),
            _ => Err(Errno::Inval),
        }
    }

    /// `sched_yield()`
    pub(crate) fn sched_yield(&mut self, _: &mut GuestMemory<'_>) -> Result<()> {
        rustix::thread::sched_yield();
        Ok(())
    }
}
