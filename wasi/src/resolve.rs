//! Resolves a guest's path, always below the given directory and never to procfs.
//!
//! This is the only code in the crate that follows paths, in one of two ways. [`Directory::open_host`] resolves the
//! whole path with the capability library, for opening and reading status. [`Directory::entry`] resolves all but the
//! last component, for creating, removing, renaming and linking. The system calls for these never follow the last
//! component, so the kernel gets it as the guest wrote it, including trailing slashes, and errors are the kernel's own.

use crate::descriptor::Directory;
use crate::errno::{Errno, Result};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{OpenOptions, OpenOptionsExt};
use rustix::fs::{OFlags as HostFlags, PROC_SUPER_MAGIC, Stat, fstat, fstatfs};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// The file system of a directory.
///
/// Files on procfs give access to the memory and descriptors of this process. So a path that leads there from another
/// file system is refused. This is decided by the file system of the opened file, regardless of names and mount points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileSystem {
    /// The device number.
    dev: u64,
    /// Whether it is procfs: only if the embedder preopened a directory on procfs.
    procfs: bool,
}

impl FileSystem {
    /// The file system of a preopened directory.
    pub(crate) fn given(directory: impl AsFd) -> io::Result<FileSystem> {
        Ok(FileSystem { dev: fstat(&directory)?.st_dev, procfs: is_procfs(directory)? })
    }

    /// The file system of a file that was reached from a directory on this one.
    ///
    /// # Errors
    /// [`Errno::Acces`] for procfs, unless the embedder preopened a directory on it.
    fn enter(self, found: BorrowedFd<'_>, stat: &Stat) -> Result<FileSystem> {
        let dev = stat.st_dev;
        if dev == self.dev {
            return Ok(self);
        }
        match is_procfs(found)? {
            true if !self.procfs => Err(Errno::Acces),
            _ => Ok(FileSystem { dev, ..self }),
        }
    }
}

fn is_procfs(fd: impl AsFd) -> io::Result<bool> {
    Ok(fstatfs(fd)?.f_type == PROC_SUPER_MAGIC)
}

/// Whether the directory at `path` is on procfs. A guest with access to it can learn the environment, arguments, memory
/// map and open files of this process and of the user's other processes.
///
/// # Errors
/// Fails if the directory cannot be opened.
pub fn is_on_procfs(path: impl AsRef<Path>) -> io::Result<bool> {
    is_procfs(std::fs::File::open(path)?)
}

/// A resolved file.
pub(crate) struct Found {
    pub(crate) fd: OwnedFd,
    pub(crate) stat: Stat,
    pub(crate) file_system: FileSystem,
}

/// A name in a directory.
pub(crate) struct Entry<'a> {
    directory: EntryDirectory<'a>,
    /// The last component of a path, including trailing slashes. The kernel must not be asked to follow it.
    pub(crate) name: &'a str,
}

enum EntryDirectory<'a> {
    Given(BorrowedFd<'a>),
    Opened(OwnedFd),
}

impl AsFd for Entry<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.directory {
            EntryDirectory::Given(fd) => *fd,
            EntryDirectory::Opened(fd) => fd.as_fd(),
        }
    }
}

/// Whether `path` can only name a directory. Reading its status then follows links.
pub(crate) fn names_directory(path: &str) -> bool {
    path.ends_with('/') || matches!(path.rsplit('/').next(), Some("." | ".."))
}

impl Directory {
    /// Opens `path`. `options` is complete except for `flags`.
    pub(crate) fn open_host(
        &self,
        path: &str,
        options: &mut OpenOptions,
        follow: FollowSymlinks,
        flags: HostFlags,
    ) -> Result<Found> {
        if path.starts_with('/') {
            return Err(Errno::Perm);
        }
        options.follow(follow).custom_flags(flags.bits().cast_signed());
        let fd: OwnedFd = self.dir.open_with(path, options)?.into_std().into();
        let stat = fstat(&fd)?;
        let file_system = self.file_system.enter(fd.as_fd(), &stat)?;
        if file_system.procfs && is_memory(path) && is_procfs(&fd)? {
            return Err(Errno::Acces);
        }
        Ok(Found { fd, stat, file_system })
    }

    /// Opens `path` only to read its status or set its times. It is not opened for reading or writing, so this needs no
    /// permission and does not wait for the other end of a pipe.
    pub(crate) fn locate(&self, path: &str, follow: FollowSymlinks) -> Result<Found> {
        self.open_host(path, OpenOptions::new().read(true), follow, HostFlags::PATH)
    }

    /// The directory that contains the last component of `path`, and that component.
    pub(crate) fn entry<'a>(&'a self, path: &'a str) -> Result<Entry<'a>> {
        if path.is_empty() {
            return Err(Errno::NoEnt);
        }
        if path.starts_with('/') {
            return Err(Errno::Perm);
        }
        let end = path.trim_end_matches('/').len();
        let start = path[..end].rfind('/').map_or(0, |slash| slash + 1);
        let (parent, name) = path.split_at(start);
        let directory = match parent {
            "" => EntryDirectory::Given(self.dir.as_fd()),
            parent => {
                let flags = HostFlags::PATH | HostFlags::DIRECTORY;
                let found = self.open_host(parent, OpenOptions::new().read(true), FollowSymlinks::Yes, flags)?;
                EntryDirectory::Opened(found.fd)
            }
        };
        // The kernel rejects `..` as a last component. But a path that leaves the directory must be reported as that
        // first.
        if &path[start..end] == ".."
            && let Err(Errno::Perm) = self.locate(path, FollowSymlinks::Yes)
        {
            return Err(Errno::Perm);
        }
        Ok(Entry { directory, name })
    }
}

/// Whether `path`, of a file on procfs, is the memory of a process. It has no other names: links on procfs that lead to
/// files are not followed, and no links can be created there.
fn is_memory(path: &str) -> bool {
    matches!(path.rsplit('/').find(|name| !matches!(*name, "" | ".")), Some("mem" | "kcore"))
}
