//! A background process that fills the cache while the program runs.
//!
//! A large module starts fastest if it is compiled lazily, but that leaves nothing to cache, and compiling all of it
//! takes longer than many programs run. So a background process with low priority compiles it, once the program has run
//! for about as long as compilation takes. It reads the module file itself, so that neither the program nor an attacker
//! who escapes from it can influence the cache. It must be started before the sandbox forbids new processes.

use std::ffi::OsString;
use std::io;
use std::mem;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

/// An estimate of the bytes of a module that one thread compiles in a millisecond.
const BYTES_PER_MS: u64 = 16 << 10;

/// Starts the background process for a module of `len` bytes. `words` are the arguments after `run` on the command
/// line. The process first waits for as long as compilation takes, and exits if this process ends meanwhile.
pub(crate) fn start(words: &[OsString], len: u64) -> io::Result<()> {
    let patience = len / BYTES_PER_MS;
    let mut filler = Command::new(std::env::current_exe()?);
    filler.arg("run").arg(format!("--cache-only={patience}")).args(words);
    // In its own process group, it does not get signals from the terminal.
    let filler = filler.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // The background process detects the end of this one by the pipe, which must stay open until then.
    mem::forget(filler);
    Ok(())
}

/// In the background process: waits for `patience`. Returns whether the program is still running.
pub(crate) fn is_awaited(patience: Duration) -> bool {
    let mut stream = libc::pollfd { fd: 0, events: 0, revents: 0 };
    let milliseconds = patience.as_millis().try_into().unwrap_or(libc::c_int::MAX);
    // SAFETY: the array has one element.
    unsafe { libc::poll(&raw mut stream, 1, milliseconds) == 0 }
}

/// Lowers the priority of this process to the minimum.
pub(crate) fn stand_back() {
    // SAFETY: this only affects scheduling.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, 19) };
}
