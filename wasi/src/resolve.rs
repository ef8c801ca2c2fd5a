//! From a path of the guest to what it names: always below the directory that the path is given with, and never on procfs.
//!
//! A path is followed in one of two ways, and nothing else in this crate follows one. [`Directory::open_host`] has all of it
//! followed below the directory, by the capability library, for what is opened and looked at. [`Directory::entry`] does so for
//! all but the last name, for what is made, removed, renamed and linked: the system calls for that never follow the last name,
//! so it is left to the kernel as the guest wrote it, with the slashes behind it. Errors are then the kernel's own.

use crate::descriptor::Directory;
use crate::errno::{Errno, Result};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{OpenOptions, OpenOptionsExt};
use rustix::fs::{OFlags as HostFlags, PROC_SUPER_MAGIC, Stat, fstat, fstatfs};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// The file system that a directory is on.
///
/// What is on procfs leads to the memory and to the descriptors of this process, so a path that leads there from elsewhere is
/// refused: by the file system of what was opened, whatever it is called and wherever it is mounted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileSystem {
    /// Number of the device.
    dev: u64,
    /// Whether it is procfs: only where the embedder opened a directory of that for the guest.
    procfs: bool,
}

impl FileSystem {
    /// That of a directory which the embedder opens for the guest.
    pub(crate) fn given(directory: impl AsFd) -> io::Result<FileSystem> {
        Ok(FileSystem { dev: fstat(&directory)?.st_dev, procfs: is_procfs(directory)? })
    }

    /// That of what a path led to, from a directory on this one.
    ///
    /// # Errors
    /// [`Errno::Acces`] for procfs, unless the embedder opened a directory of that.
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

/// Whether the directory at `path` is on procfs, so that a guest that is given it can learn the environment, the arguments, the
/// memory map and the open files of this process, and of others of this user.
///
/// # Errors
/// If the directory cannot be opened.
pub fn is_on_procfs(path: impl AsRef<Path>) -> io::Result<bool> {
    is_procfs(std::fs::File::open(path)?)
}

/// What a path led to.
pub(crate) struct Found {
    pub(crate) fd: OwnedFd,
    pub(crate) stat: Stat,
    pub(crate) file_system: FileSystem,
}

/// A name in a directory.
pub(crate) struct Entry<'a> {
    directory: EntryDirectory<'a>,
    /// The last name of a path, with the slashes behind it. The kernel is not to be asked to follow it.
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

/// Whether `path` can only be that of a directory. To look at what it names is then to follow it.
pub(crate) fn names_directory(path: &str) -> bool {
    path.ends_with('/') || matches!(path.rsplit('/').next(), Some("." | ".."))
}

impl Directory {
    /// Opens what `path` names. `options` say how, but for `flags`.
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

    /// What a path names, only to look at it or to set its times: neither read nor written, so that a pipe without another
    /// end does not wait and no permission is needed.
    pub(crate) fn locate(&self, path: &str, follow: FollowSymlinks) -> Result<Found> {
        self.open_host(path, OpenOptions::new().read(true), follow, HostFlags::PATH)
    }

    /// The directory that the last name of `path` is in, and that name.
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
        // The kernel makes, removes and renames no `..`, and says so. That it leads out is what the guest is to learn first.
        if &path[start..end] == ".."
            && let Err(Errno::Perm) = self.locate(path, FollowSymlinks::Yes)
        {
            return Err(Errno::Perm);
        }
        Ok(Entry { directory, name })
    }
}

/// Whether `path`, of a file on procfs, is that of the memory of a process. There are no other names for it: links of procfs
/// that lead to files are not followed, and nobody makes links there.
fn is_memory(path: &str) -> bool {
    matches!(path.rsplit('/').find(|name| !matches!(*name, "" | ".")), Some("mem" | "kcore"))
}
