//! The functions that take a path. `resolve.rs` resolves paths; this file does not interpret them.

use crate::WasiCtx;
use crate::abi::{Abi, FdFlags, Filestat, Filetype, LookupFlags, OFlags, Rights};
use crate::descriptor::{Descriptor, Directory, HostFile, Nature, Object};
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};
use crate::perms::{DirPerms, FilePerms};
use crate::resolve::{Found, names_directory};
use crate::stat::{filestat_place, put_filestat, timestamps};
use cap_fs_ext::FollowSymlinks;
use cap_std::fs::{Dir, OpenOptions};
use rustix::fs::{
    AtFlags, CWD, Mode, OFlags as HostFlags, Timestamps, linkat, mkdirat, readlinkat, renameat, symlinkat, unlinkat,
    utimensat,
};
use std::borrow::Cow;
use std::ffi::CString;
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};

/// The mode of a new directory, before the process's umask.
const NEW_DIRECTORY: Mode = Mode::from_raw_mode(0o777);

/// The arguments of `path_open`.
struct Request {
    follow: FollowSymlinks,
    oflags: OFlags,
    fdflags: FdFlags,
    base: Rights,
    inheriting: Rights,
}

impl Descriptor {
    /// The directory, for modifying something below it.
    fn mutable_directory(&self, rights: Rights) -> Result<&Directory> {
        let directory = self.directory(rights)?;
        if directory.dir_perms.contains(DirPerms::MUTATE) { Ok(directory) } else { Err(Errno::Rofs) }
    }

    /// The directory, for reading something below it.
    fn readable_directory(&self, rights: Rights) -> Result<&Directory> {
        let directory = self.directory(rights)?;
        if directory.dir_perms.contains(DirPerms::READ) { Ok(directory) } else { Err(Errno::Acces) }
    }

    /// Opens `path` below this directory.
    fn open(&self, path: &str, request: &Request) -> Result<Descriptor> {
        self.check_request(request)?;
        let directory = self.readable_directory(Rights::PATH_OPEN)?;
        let write = directory.check_perms(request)?;
        let Found { fd, stat, file_system } = directory.open(path, request, write)?;
        let nature = Nature::of_opened(&fd, &stat)?;
        let object = if nature.filetype == Filetype::Directory {
            Object::Directory(Directory {
                dir: Dir::from_std_file(File::from(fd)),
                preopened: None,
                dir_perms: directory.dir_perms,
                file_perms: directory.file_perms,
                file_system,
            })
        } else {
            let file = HostFile { fd, nature, shared: false };
            if nature.may_wait() {
                // It was opened non-blocking. From now on, the guest's flags apply.
                file.set_host_flags(request.fdflags)?;
            }
            Object::Host(file)
        };
        let allowed = match object {
            Object::Directory(_) => directory.dir_perms.directory_rights(),
            _ => directory.file_perms.file_rights(),
        };
        let base = request.base & nature.rights() & allowed;
        // Nothing can be opened through a file, but report the inheriting rights that the guest requested.
        Ok(Descriptor { object, flags: request.fdflags, base, inheriting: request.inheriting })
    }

    /// Checks the rights that a request needs and those it requests.
    fn check_request(&self, request: &Request) -> Result<()> {
        let mut needed = Rights::PATH_OPEN;
        needed.set(Rights::PATH_CREATE_FILE, request.oflags.contains(OFlags::CREAT));
        // If the opened file may be resized, it may also be opened truncated. Go's `os.Root` keeps only that right.
        let may_set_size = self.inheriting.contains(Rights::FD_FILESTAT_SET_SIZE);
        needed.set(Rights::PATH_FILESTAT_SET_SIZE, request.oflags.contains(OFlags::TRUNC) && !may_set_size);
        self.directory(needed)?;
        let mut inherited = request.base | request.inheriting;
        inherited.set(Rights::FD_SYNC, request.fdflags.intersects(FdFlags::SYNC | FdFlags::RSYNC));
        if request.fdflags.contains(FdFlags::DSYNC) && !self.inheriting.contains(Rights::FD_SYNC) {
            inherited |= Rights::FD_DATASYNC;
        }
        if self.inheriting.contains(inherited) { Ok(()) } else { Err(Errno::NotCapable) }
    }
}

impl Directory {
    /// Checks a request against the embedder's permissions. Returns whether to open the file for writing.
    fn check_perms(&self, request: &Request) -> Result<bool> {
        let write = request.base.contains(Rights::FD_WRITE) || request.oflags.contains(OFlags::TRUNC);
        if write && !self.file_perms.contains(FilePerms::WRITE) {
            return Err(Errno::Rofs);
        }
        if request.base.contains(Rights::FD_READ)
            && !request.oflags.contains(OFlags::DIRECTORY)
            && !self.file_perms.contains(FilePerms::READ)
        {
            return Err(Errno::Acces);
        }
        Ok(write)
    }

    /// Opens on the host. A directory is opened so that it can be listed.
    fn open(&self, path: &str, request: &Request, write: bool) -> Result<Found> {
        let mut oflags = request.oflags;
        if oflags.contains(OFlags::CREAT | OFlags::DIRECTORY) {
            // As since Linux 6.4. Earlier kernels depended on what existed.
            return Err(Errno::Inval);
        }
        if oflags.contains(OFlags::CREAT) && names_directory(path) {
            // No file can have this name. The capability library gives other errors, or none.
            return Err(self.not_a_file(path, oflags)?);
        }
        // As on any read-only file system, `CREAT` may open an existing file.
        let read_only = oflags.contains(OFlags::CREAT) && !self.dir_perms.contains(DirPerms::MUTATE);
        if read_only {
            if oflags.contains(OFlags::EXCL) {
                return Err(if self.locate(path, FollowSymlinks::No).is_ok() { Errno::Exist } else { Errno::Rofs });
            }
            oflags.remove(OFlags::CREAT);
        }
        let mut options = OpenOptions::new();
        options.read(!write || request.base.intersects(Rights::FD_READ | Rights::FD_READDIR)).write(write);
        let flags = host_flags(oflags, request.fdflags);
        match self.open_host(path, &mut options, request.follow, flags) {
            Err(Errno::NoEnt) if read_only => Err(Errno::Rofs),
            // Without `openat2`, the capability library returns this for links. With a trailing slash it follows them.
            Err(Errno::NotDir) if oflags.contains(OFlags::DIRECTORY) && request.follow == FollowSymlinks::Yes => {
                self.open_host(&format!("{path}/"), &mut options, request.follow, flags)
            }
            result => result,
        }
    }
}

impl Directory {
    /// Creates a hard link `new_path` below `new` to the file `path`.
    fn link(&self, path: &str, new: &Directory, new_path: &str) -> Result<()> {
        let entry = self.entry(path)?;
        let new_entry = new.entry(new_path).or_else(|error| {
            // Like the kernel, look at the existing name first.
            self.locate(path, FollowSymlinks::No)?;
            Err(error)
        })?;
        if names_directory(entry.name) {
            // The kernel would follow the name. It leads to a directory, which cannot be linked: let the kernel return
            // the error.
            let directory = self.locate(path, FollowSymlinks::No)?.fd;
            return Ok(linkat(&directory, ".", &new_entry, new_entry.name, AtFlags::empty())?);
        }
        Ok(linkat(&entry, entry.name, &new_entry, new_entry.name, AtFlags::empty())?)
    }

    /// The target of the symbolic link `path`.
    fn read_link(&self, path: &str) -> Result<CString> {
        let entry = self.entry(path)?;
        if names_directory(entry.name) {
            // The kernel would follow the name. It does not name a link itself.
            self.locate(path, FollowSymlinks::No)?;
            return Err(Errno::Inval);
        }
        Ok(readlinkat(&entry, entry.name, Vec::new())?)
    }
}

impl Directory {
    /// The error for creating a file at `path`, which can only name a directory. Fails with the error for its parent if
    /// that does not exist.
    fn not_a_file(&self, path: &str, oflags: OFlags) -> Result<Errno> {
        let name = self.entry(path)?.name.trim_end_matches('/');
        let is_there = name == "." || name == "..";
        Ok(if is_there && oflags.contains(OFlags::EXCL) { Errno::Exist } else { Errno::IsDir })
    }
}

/// The host's flags for opening. Opening never waits for the other end of a pipe, and never sets the controlling
/// terminal.
fn host_flags(oflags: OFlags, fdflags: FdFlags) -> HostFlags {
    let mut flags = HostFlags::NONBLOCK | HostFlags::NOCTTY;
    flags.set(HostFlags::CREATE, oflags.contains(OFlags::CREAT));
    flags.set(HostFlags::EXCL, oflags.contains(OFlags::EXCL));
    flags.set(HostFlags::TRUNC, oflags.contains(OFlags::TRUNC));
    flags.set(HostFlags::DIRECTORY, oflags.contains(OFlags::DIRECTORY));
    flags.set(HostFlags::APPEND, fdflags.contains(FdFlags::APPEND));
    flags.set(HostFlags::DSYNC, fdflags.contains(FdFlags::DSYNC));
    // The host synchronises reads like writes: its RSYNC is its SYNC.
    flags.set(HostFlags::SYNC, fdflags.intersects(FdFlags::SYNC | FdFlags::RSYNC));
    flags
}

fn follow(flags: u32) -> Result<FollowSymlinks> {
    let flags = LookupFlags::try_from(flags)?;
    Ok(if flags.contains(LookupFlags::SYMLINK_FOLLOW) { FollowSymlinks::Yes } else { FollowSymlinks::No })
}

impl WasiCtx {
    /// The directory `fd` and a path below it that is to be modified.
    fn to_change<'m>(
        &self,
        memory: &'m GuestMemory<'_>,
        fd: u32,
        path: Span,
        right: Rights,
    ) -> Result<(&Directory, Cow<'m, str>)> {
        let descriptor = self.table.get(fd)?;
        let path = memory.path(path)?;
        Ok((descriptor.mutable_directory(right)?, path))
    }

    /// The directory `fd` and a path below it that is to be read.
    fn to_look_at<'m>(
        &self,
        memory: &'m GuestMemory<'_>,
        fd: u32,
        path: Span,
        right: Rights,
    ) -> Result<(&Directory, Cow<'m, str>)> {
        let descriptor = self.table.get(fd)?;
        let path = memory.path(path)?;
        Ok((descriptor.readable_directory(right)?, path))
    }

    /// `path_open(fd, lookup, path, oflags, base, inheriting, fdflags, *opened)`
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn path_open(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        lookup: u32,
        path: Span,
        oflags: u32,
        base: u64,
        inheriting: u64,
        fdflags: u32,
        opened: u32,
    ) -> Result<()> {
        let directory = self.table.get(fd)?;
        let place = memory.place(opened)?;
        let path = memory.path(path)?;
        // Rights that no file has are ignored, not rejected: a program may request all rights.
        let applicable = Rights::FILE | Rights::DIRECTORY;
        let request = Request {
            follow: follow(lookup)?,
            oflags: OFlags::try_from(oflags)?,
            fdflags: FdFlags::try_from(fdflags)?,
            base: Rights::from_bits_truncate(base) & applicable,
            inheriting: Rights::from_bits_truncate(inheriting) & applicable,
        };
        self.table.check_room()?;
        let descriptor = directory.open(&path, &request)?;
        let number = self.table.insert(descriptor)?;
        memory.put_u32(place, number);
        Ok(())
    }

    /// `path_create_directory(fd, path)`
    pub(crate) fn path_create_directory(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_CREATE_DIRECTORY)?;
        let entry = directory.entry(&path)?;
        Ok(mkdirat(&entry, entry.name, NEW_DIRECTORY)?)
    }

    /// `path_remove_directory(fd, path)`
    pub(crate) fn path_remove_directory(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_REMOVE_DIRECTORY)?;
        let entry = directory.entry(&path)?;
        Ok(unlinkat(&entry, entry.name, AtFlags::REMOVEDIR)?)
    }

    /// `path_unlink_file(fd, path)`
    pub(crate) fn path_unlink_file(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_UNLINK_FILE)?;
        let entry = directory.entry(&path)?;
        Ok(unlinkat(&entry, entry.name, AtFlags::empty())?)
    }

    /// `path_rename(fd, path, new_fd, new_path)`
    pub(crate) fn path_rename(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        path: Span,
        new_fd: u32,
        new_path: Span,
    ) -> Result<()> {
        let (old, path) = self.to_change(memory, fd, path, Rights::PATH_RENAME_SOURCE)?;
        let (new, new_path) = self.to_change(memory, new_fd, new_path, Rights::PATH_RENAME_TARGET)?;
        check_same_perms(old, new)?;
        let (entry, new_entry) = (old.entry(&path)?, new.entry(&new_path)?);
        Ok(renameat(&entry, entry.name, &new_entry, new_entry.name)?)
    }

    /// `path_link(fd, lookup, path, new_fd, new_path)`. A symbolic link is linked itself; following it is not
    /// supported.
    pub(crate) fn path_link(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        lookup: u32,
        path: Span,
        new_fd: u32,
        new_path: Span,
    ) -> Result<()> {
        let (old, path) = self.to_change(memory, fd, path, Rights::PATH_LINK_SOURCE)?;
        let (new, new_path) = self.to_change(memory, new_fd, new_path, Rights::PATH_LINK_TARGET)?;
        if follow(lookup)? == FollowSymlinks::Yes {
            return Err(Errno::Inval);
        }
        check_same_perms(old, new)?;
        old.link(&path, new, &new_path)
    }

    /// `path_symlink(target, fd, path)`
    pub(crate) fn path_symlink(
        &mut self,
        memory: &mut GuestMemory<'_>,
        target: Span,
        fd: u32,
        path: Span,
    ) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_SYMLINK)?;
        let target = memory.path(target)?;
        if target.is_empty() {
            return Err(Errno::NoEnt);
        }
        if target.starts_with('/') {
            return Err(Errno::Perm);
        }
        let entry = directory.entry(&path)?;
        Ok(symlinkat(&*target, &entry, entry.name)?)
    }

    /// `path_readlink(fd, path, buffer, *used)`. Truncates the target to the buffer.
    pub(crate) fn path_readlink(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        path: Span,
        buffer: Span,
        used: u32,
    ) -> Result<()> {
        let place = memory.place(used)?;
        let range = memory.range(buffer)?;
        let (directory, path) = self.to_look_at(memory, fd, path, Rights::PATH_READLINK)?;
        let target = directory.read_link(&path)?;
        let target = target.to_bytes();
        let fits = target.len().min(range.len());
        memory.write(range.start, &target[..fits]);
        // At most the buffer's length, which has 32 bits.
        memory.put_u32(place, fits as u32);
        Ok(())
    }

    /// `path_filestat_get(fd, lookup, path, *stat)`
    pub(crate) fn path_filestat_get(
        &mut self,
        abi: Abi,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        lookup: u32,
        path: Span,
        stat: u32,
    ) -> Result<()> {
        let place = filestat_place(memory, abi, stat)?;
        let (directory, path) = self.to_look_at(memory, fd, path, Rights::PATH_FILESTAT_GET)?;
        let found = directory.locate(&path, follow(lookup)?)?;
        put_filestat(memory, abi, place, &Filestat::from(&found.stat));
        Ok(())
    }

    /// `path_filestat_set_times(fd, lookup, path, atim, mtim, flags)`
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn path_filestat_set_times(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        lookup: u32,
        path: Span,
        atim: u64,
        mtim: u64,
        flags: u32,
    ) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_FILESTAT_SET_TIMES)?;
        let times = timestamps(atim, mtim, flags)?;
        set_times(&directory.locate(&path, follow(lookup)?)?.fd, &times)
    }
}

/// Sets the times of a located file.
fn set_times(located: &OwnedFd, times: &Timestamps) -> Result<()> {
    match utimensat(located, c"", times, AtFlags::EMPTY_PATH) {
        // Before Linux 5.8, go through the descriptor's name in `/proc/self/fd`.
        Err(rustix::io::Errno::INVAL) => {
            Ok(utimensat(CWD, format!("/proc/self/fd/{}", located.as_raw_fd()), times, AtFlags::empty())?)
        }
        result => Ok(result?),
    }
}

/// A file must not gain permissions through a new name below another directory.
fn check_same_perms(old: &Directory, new: &Directory) -> Result<()> {
    if old.dir_perms == new.dir_perms && old.file_perms == new.file_perms { Ok(()) } else { Err(Errno::Xdev) }
}
