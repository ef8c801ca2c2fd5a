//! `--listen-fd FD`: sockets inherited by this process.

use std::os::fd::{BorrowedFd, OwnedFd, RawFd};

use rustix::net::sockopt::socket_acceptconn;

/// The first descriptor passed by systemd's socket activation.
const LISTEN_FDS_START: u32 = 3;

/// The sockets that `text` selects: one by its number, or those in the environment for `env`.
///
/// # Errors
/// Returns why there are none.
pub(super) fn open(text: &str) -> Result<Vec<OwnedFd>, String> {
    if text != "env" {
        let number = text.parse().map_err(|_| "expected the descriptor of an inherited socket, or 'env'")?;
        return Ok(vec![socket(number)?]);
    }
    let variable = |name| std::env::var(name).ok();
    if variable("LISTEN_PID").is_some_and(|pid| pid != std::process::id().to_string()) {
        return Err("LISTEN_FDS is for another process, according to LISTEN_PID".into());
    }
    let count = variable("LISTEN_FDS").ok_or("LISTEN_FDS is not set")?;
    let count: u16 = count.parse().map_err(|_| format!("LISTEN_FDS is '{count}', expected a number of sockets"))?;
    (LISTEN_FDS_START..LISTEN_FDS_START + u32::from(count)).map(socket).collect()
}

/// The inherited socket with that descriptor.
fn socket(number: u32) -> Result<OwnedFd, String> {
    let raw = RawFd::try_from(number).map_err(|_| format!("there is no descriptor {number}"))?;
    // SAFETY: the descriptor is only duplicated, which fails harmlessly if it is not open. It is not -1.
    let inherited = unsafe { BorrowedFd::borrow_raw(raw) };
    let owned = inherited.try_clone_to_owned().map_err(|e| format!("descriptor {number} cannot be used: {e}"))?;
    match socket_acceptconn(&owned) {
        Ok(true) => Ok(owned),
        Ok(false) => Err(format!("descriptor {number} is a socket, but not a listening one")),
        Err(e) => Err(format!("descriptor {number} is not a socket: {e}")),
    }
}
