//! The end of the guest, signals and scheduling.

use crate::WasiCtx;
use crate::errno::{Errno, Result};
use crate::guest_memory::GuestMemory;

/// The error with which `proc_exit` ends a guest: its exit status.
///
/// An embedder finds it in the error of the call into the guest, by `downcast_ref::<I32Exit>()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct I32Exit(pub i32);

impl I32Exit {
    /// The exit status as this process can pass it on: its low eight bits.
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

/// The greatest signal number of the interface.
const SIGNAL_MAX: u32 = 30;

impl WasiCtx {
    /// `proc_raise(signal)`. A guest has no process of its own that a signal could be sent to.
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
