//! Immutable memory files.

use core::ops::Range;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use super::memory::{Mapping, OsError, page_size};

/// An unnamed memory file with immutable content: even a process that opens its descriptor through `/proc` cannot write
/// to it.
#[derive(Debug)]
pub(crate) struct SealedFile {
    file: OwnedFd,
    len: usize,
}

impl SealedFile {
    /// Creates a file with these bytes. Returns `None` if the kernel has no memory files.
    pub(crate) fn of(bytes: &[u8]) -> Option<SealedFile> {
        const MFD_NOEXEC_SEAL: libc::c_uint = 8;
        let file = create(bytes.len(), MFD_NOEXEC_SEAL)?;
        write(&file, bytes).ok()?;
        let seals = libc::F_SEAL_WRITE | libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_SEAL;
        seal(&file, seals).then_some(SealedFile { file, len: bytes.len() })
    }

    /// Maps the bytes at `range` copy-on-write over `memory` at `offset`, which must be writable. Returns false, with
    /// nothing changed, if that is impossible.
    pub(crate) fn map_over(&self, range: Range<usize>, memory: &mut Mapping, offset: usize) -> bool {
        let is_multiple = |n: usize| n.is_multiple_of(page_size());
        range.end <= self.len.next_multiple_of(page_size())
            && [range.start, range.len(), offset].into_iter().all(is_multiple)
            && memory.map_sealed(offset, self, range.start, range.len()).is_ok()
    }

    /// Copies the bytes starting at `at` to `to`.
    pub(crate) fn copy_to(&self, at: usize, to: &mut [u8]) -> Result<(), OsError> {
        let mut done = 0;
        while done < to.len() {
            let (rest, at) = (&mut to[done..], (at + done) as libc::off_t);
            // SAFETY: the descriptor is open, and there is room for the bytes.
            match unsafe { libc::pread(self.file.as_raw_fd(), rest.as_mut_ptr().cast(), rest.len(), at) } {
                0 => return Err(OsError::unexpected_end()),
                read if read > 0 => done += read as usize,
                _ if OsError::last().is_interruption() => {}
                _ => return Err(OsError::last()),
            }
        }
        Ok(())
    }

    /// The descriptor.
    pub(super) fn descriptor(&self) -> libc::c_int {
        self.file.as_raw_fd()
    }
}

/// Creates an unnamed memory file of `len` zero bytes that can be sealed, if the kernel has these. `flag` is one that
/// older kernels do not know.
pub(super) fn create(len: usize, flag: libc::c_uint) -> Option<OwnedFd> {
    let name = c"windlass";
    let flags = libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
    // SAFETY: the name is NUL-terminated. A kernel that does not know the flag returns an error.
    let file = unsafe {
        match libc::memfd_create(name.as_ptr(), flags | flag) {
            -1 => libc::memfd_create(name.as_ptr(), flags),
            file => file,
        }
    };
    if file < 0 {
        return None;
    }
    // SAFETY: the descriptor is new, and owned here.
    let file = unsafe { OwnedFd::from_raw_fd(file) };
    // SAFETY: the descriptor is open.
    let resized = unsafe { libc::ftruncate(file.as_raw_fd(), libc::off_t::try_from(len).ok()?) };
    (resized == 0).then_some(file)
}

/// Seals `file` against these changes.
pub(super) fn seal(file: &OwnedFd, seals: libc::c_int) -> bool {
    // SAFETY: the descriptor is open.
    unsafe { libc::fcntl(file.as_raw_fd(), libc::F_ADD_SEALS, seals) == 0 }
}

/// Writes `bytes` to the start of `file`.
fn write(file: &OwnedFd, mut bytes: &[u8]) -> Result<(), OsError> {
    let mut at = 0;
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{File, OpenOptions};
    use std::os::unix::fs::FileExt;

    #[test]
    fn nobody_writes_to_a_sealed_file() {
        let Some(file) = SealedFile::of(&[7; 10_000]) else { return };
        let mut bytes = [0; 10];
        file.copy_to(9_990, &mut bytes).unwrap();
        assert_eq!(bytes, [7; 10]);
        assert!(file.copy_to(9_991, &mut bytes).is_err());
        let path = format!("/proc/self/fd/{}", file.descriptor());
        // Through the descriptor itself, and through `/proc`, if a program has access to it.
        let again = File::from(file.file.try_clone().unwrap());
        assert!(again.write_all_at(b"x", 0).is_err() && again.set_len(0).is_err());
        if let Ok(found) = OpenOptions::new().write(true).open(path) {
            assert!(found.write_all_at(b"x", 0).is_err() && found.set_len(0).is_err());
        }
    }
}
