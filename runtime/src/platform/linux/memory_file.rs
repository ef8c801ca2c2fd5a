//! Files that are nowhere but in memory.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use super::memory::OsError;

/// A file of `len` zero bytes that is nowhere but in memory, if there are such files.
pub(super) fn create(len: usize) -> Option<OwnedFd> {
    const MFD_EXEC: libc::c_uint = 0x10;
    let name = c"windlass-code";
    // SAFETY: the name is a string. A kernel that does not know the flag refuses it.
    let file = unsafe {
        match libc::memfd_create(name.as_ptr(), libc::MFD_CLOEXEC | MFD_EXEC) {
            -1 => libc::memfd_create(name.as_ptr(), libc::MFD_CLOEXEC),
            file => file,
        }
    };
    if file < 0 {
        return None;
    }
    // SAFETY: the descriptor is new, and nobody else has it.
    let file = unsafe { OwnedFd::from_raw_fd(file) };
    // SAFETY: the descriptor is open.
    let resized = unsafe { libc::ftruncate(file.as_raw_fd(), libc::off_t::try_from(len).ok()?) };
    (resized == 0).then_some(file)
}

/// Writes all of `bytes` at offset `at` of `file`.
pub(super) fn write_at(file: &OwnedFd, at: usize, mut bytes: &[u8]) -> Result<(), OsError> {
    let mut at = at as libc::off_t;
    while !bytes.is_empty() {
        // SAFETY: the descriptor is open, and the bytes are there.
        match unsafe { libc::pwrite(file.as_raw_fd(), bytes.as_ptr().cast(), bytes.len(), at) } {
            written if written > 0 => {
                bytes = &bytes[written as usize..];
                at += written as libc::off_t;
            }
            _ => {
                let error = OsError::last();
                if !error.is_interruption() {
                    return Err(error);
                }
            }
        }
    }
    Ok(())
}
