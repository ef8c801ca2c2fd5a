//! A process that fills the cache while the program runs.
//!
//! A large module is compiled function by function when it is called: that is soonest done, and leaves nothing that could be kept. To
//! compile all of it takes longer than many programs run. So another process does, on what the machine has left, and only for programs
//! that have run for as long as it will take. It compiles what it reads itself: neither the program nor whoever gets out of it has any
//! influence on what is kept. It is started before the program, since afterwards nothing can be started.

use std::ffi::OsString;
use std::io;
use std::mem;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Bytes of a module that are compiled in a millisecond, by one thread.
const BYTES_PER_MS: u64 = 16 << 10;

/// Starts a process that does what `words`, which follow `run` on the command line, say about the cache, for a module of `len` bytes. It
/// waits as long as compiling takes, and ends if this process has ended by then.
pub(crate) fn start(words: &[OsString], len: u64) -> io::Result<()> {
    let patience = len / BYTES_PER_MS;
    let mut filler = Command::new(std::env::current_exe()?);
    filler.arg("run").arg(format!("--cache-only={patience}")).args(words);
    // Keys of the terminal are for the program.
    let filler = filler.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // The pipe is closed when this process ends, and is how the other sees that.
    mem::forget(filler);
    Ok(())
}

/// Waits, in that process, for so long; says whether the program still runs then.
pub(crate) fn is_awaited(patience: Duration) -> bool {
    let mut stream = libc::pollfd { fd: 0, events: 0, revents: 0 };
    let milliseconds = patience.as_millis().try_into().unwrap_or(libc::c_int::MAX);
    // SAFETY: there is one record.
    unsafe { libc::poll(&raw mut stream, 1, milliseconds) == 0 }
}

/// Leaves the processors to whoever else wants them.
pub(crate) fn stand_back() {
    // SAFETY: it has no effect but on when this process runs.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, 19) };
}
