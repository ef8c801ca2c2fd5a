//! Lists directories, and describes preopened directories.

use crate::WasiCtx;
use crate::abi::{Filetype, Rights, encode_dirent};
use crate::cookies::Cookies;
use crate::descriptor::{Directory, Object};
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};
use crate::perms::DirPerms;
use rustix::fs::{AtFlags, FileType, RawDir, RawDirEntry, SeekFrom, fstat, seek, statat};
use std::mem::MaybeUninit;

/// The size of the buffer for the host's records in bytes. It holds several records with the longest names.
const HOST_BUFFER: usize = 8192;

/// The minimum part of it to use: one record with the longest name.
const HOST_BUFFER_MIN: usize = 512;

/// `prestat`: a tag, which is 0 for a directory, and the length of its name.
const PRESTAT_SIZE: usize = 8;

impl Directory {
    /// Fills `buffer` with records, starting at `cookie`. Returns the number of bytes written. The last record may be
    /// truncated, which the guest recognizes by the full buffer.
    ///
    /// Cookies are based on the host's positions, so any cookie stays valid while the directory changes.
    fn list(&self, buffer: &mut [u8], cookie: u64, cookies: &mut Cookies) -> Result<usize> {
        let start = i64::try_from(cookies.position(cookie)).map_err(|_| Errno::Inval)?.cast_unsigned();
        match seek(&self.dir, SeekFrom::Start(start)) {
            // The directory could be opened for searching only (`O_PATH`).
            Err(rustix::io::Errno::BADF) => return Err(Errno::Acces),
            result => result?,
        };
        let mut host_buffer = [MaybeUninit::<u8>::uninit(); HOST_BUFFER];
        let wanted = buffer.len().clamp(HOST_BUFFER_MIN, HOST_BUFFER);
        let mut entries = RawDir::new(&self.dir, &mut host_buffer[..wanted]);
        let mut used = 0;
        while used < buffer.len()
            && let Some(entry) = entries.next()
        {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            let (filetype, ino) = self.describe(&entry)?;
            // The length fits: names have at most 255 bytes.
            let next = cookies.of_position(entry.next_entry_cookie());
            let record = encode_dirent(next, ino, name.len() as u32, filetype);
            used += fill(&mut buffer[used..], &record);
            used += fill(&mut buffer[used..], name);
        }
        Ok(used)
    }

    fn describe(&self, entry: &RawDirEntry<'_>) -> Result<(Filetype, u64)> {
        let name = entry.file_name();
        // Do not reveal the inode of the parent directory.
        if name == c".." {
            return Ok((Filetype::Directory, fstat(&self.dir)?.st_ino));
        }
        let filetype = match entry.file_type() {
            // Some file systems do not store types with names. An entry that no longer exists has no type.
            FileType::Unknown => match statat(&self.dir, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => FileType::from_raw_mode(stat.st_mode),
                Err(_) => FileType::Unknown,
            },
            known => known,
        };
        Ok((filetype.into(), entry.ino()))
    }
}

/// Copies as much of `bytes` as fits and gives how much that was.
fn fill(buffer: &mut [u8], bytes: &[u8]) -> usize {
    let fits = bytes.len().min(buffer.len());
    buffer[..fits].copy_from_slice(&bytes[..fits]);
    fits
}

impl WasiCtx {
    /// `fd_readdir(fd, buffer, cookie, *used)`
    pub(crate) fn fd_readdir(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        buffer: Span,
        cookie: u64,
        used: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(used)?;
        memory.range(buffer)?;
        let directory = descriptor.directory(Rights::FD_READDIR)?;
        if !directory.dir_perms.contains(DirPerms::READ) {
            return Err(Errno::Acces);
        }
        let bytes = memory.fill(buffer, |buffer| directory.list(buffer, cookie, &mut self.cookies))?;
        // Not more than `len`.
        memory.put_u32(place, bytes as u32);
        Ok(())
    }

    fn preopened(&self, fd: u32) -> Result<&str> {
        match &self.table.get(fd)?.object {
            Object::Directory(Directory { preopened: Some(name), .. }) => Ok(name),
            _ => Err(Errno::Badf),
        }
    }

    /// `fd_prestat_get(fd, *prestat)`
    pub(crate) fn fd_prestat_get(&mut self, memory: &mut GuestMemory<'_>, fd: u32, prestat: u32) -> Result<()> {
        let name = self.preopened(fd)?;
        let place = memory.place::<PRESTAT_SIZE>(prestat)?;
        let len = u32::try_from(name.len()).map_err(|_| Errno::Overflow)?;
        memory.put_u64(place, u64::from(len) << 32);
        Ok(())
    }

    /// `fd_prestat_dir_name(fd, name)`
    pub(crate) fn fd_prestat_dir_name(&mut self, memory: &mut GuestMemory<'_>, fd: u32, name: Span) -> Result<()> {
        let preopened = self.preopened(fd)?;
        let buffer = memory.range(name)?;
        if preopened.len() > buffer.len() {
            return Err(Errno::NameTooLong);
        }
        memory.write(buffer.start, preopened.as_bytes());
        Ok(())
    }
}
