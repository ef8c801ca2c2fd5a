//! The functions that take a path. Every path is resolved by the capability library, below the directory it is given
//! with; nothing here looks at what a path means.

use crate::WasiCtx;
use crate::abi::{Abi, FdFlags, Filestat, Filetype, LookupFlags, OFlags, Rights};
use crate::descriptor::{Descriptor, Directory, HostFile, Object, filetype_of, rights_of};
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};
use crate::perms::{DirPerms, FilePerms};
use crate::stat::{filestat_place, put_filestat, timestamps};
use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, OpenOptions, OpenOptionsExt};
use rustix::fs::{AtFlags, CWD, OFlags as HostFlags, Timestamps, fstat, utimensat};
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};

/// What `path_open` is asked for.
struct Request {
    follow: FollowSymlinks,
    oflags: OFlags,
    fdflags: FdFlags,
    base: Rights,
    inheriting: Rights,
}

impl Descriptor {
    /// The directory, to change something below it.
    fn mutable_directory(&self, rights: Rights) -> Result<&Directory> {
        let directory = self.directory(rights)?;
        if directory.dir_perms.contains(DirPerms::MUTATE) { Ok(directory) } else { Err(Errno::Rofs) }
    }

    /// The directory, to look at something below it.
    fn readable_directory(&self, rights: Rights) -> Result<&Directory> {
        let directory = self.directory(rights)?;
        if directory.dir_perms.contains(DirPerms::READ) { Ok(directory) } else { Err(Errno::Acces) }
    }

    /// Opens `path` below this directory.
    fn open(&self, path: &str, request: &Request) -> Result<Descriptor> {
        self.check_request(request)?;
        let directory = self.readable_directory(Rights::PATH_OPEN)?;
        let write = directory.check_perms(request)?;
        let fd = directory.open(path, request, write)?;
        let filetype = filetype_of(&fd)?;
        let object = if filetype == Filetype::Directory {
            Object::Directory(Directory {
                dir: Dir::from_std_file(File::from(fd)),
                preopened: None,
                dir_perms: directory.dir_perms,
                file_perms: directory.file_perms,
            })
        } else {
            let file = HostFile { fd, filetype, shared: false };
            if !filetype.is_seekable() {
                // It was opened without waiting; from now on the guest's own wish counts.
                file.set_host_flags(request.fdflags)?;
            }
            Object::Host(file)
        };
        let allowed = match object {
            Object::Directory(_) => directory.dir_perms.directory_rights(),
            _ => directory.file_perms.file_rights(),
        };
        let base = request.base & rights_of(filetype) & allowed;
        // Through a file nothing can be opened, but the guest is told what it asked for.
        Ok(Descriptor { object, flags: request.fdflags, base, inheriting: request.inheriting })
    }

    /// Checks the rights that a request needs and those that it asks for.
    fn check_request(&self, request: &Request) -> Result<()> {
        let mut needed = Rights::PATH_OPEN;
        needed.set(Rights::PATH_CREATE_FILE, request.oflags.contains(OFlags::CREAT));
        needed.set(Rights::PATH_FILESTAT_SET_SIZE, request.oflags.contains(OFlags::TRUNC));
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
    /// Checks a request against what the embedder allows, and gives whether the file is to be opened for writing.
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

    /// Opens in the host. A directory is opened so that it can be listed.
    fn open(&self, path: &str, request: &Request, write: bool) -> Result<OwnedFd> {
        let mut oflags = request.oflags;
        // As on any file system that is read only, what exists can be opened though it may be created.
        let read_only = oflags.contains(OFlags::CREAT) && !self.dir_perms.contains(DirPerms::MUTATE);
        if read_only {
            if oflags.contains(OFlags::EXCL) {
                return Err(if self.locate(path, FollowSymlinks::No).is_ok() { Errno::Exist } else { Errno::Rofs });
            }
            oflags.remove(OFlags::CREAT);
        }
        let mut options = OpenOptions::new();
        options
            .read(!write || request.base.intersects(Rights::FD_READ | Rights::FD_READDIR))
            .write(write)
            .follow(request.follow)
            .custom_flags(host_flags(oflags, request.fdflags));
        match self.dir.open_with(path, &options) {
            Ok(file) => Ok(file.into_std().into()),
            Err(error) => match Errno::from(error) {
                Errno::NoEnt if read_only => Err(Errno::Rofs),
                errno => Err(errno),
            },
        }
    }

    /// What a path names, only to look at it or to set its times: neither read nor written, so that a pipe without
    /// another end does not wait and no permission is needed.
    fn locate(&self, path: &str, follow: FollowSymlinks) -> Result<OwnedFd> {
        let mut options = OpenOptions::new();
        options.read(true).follow(follow).custom_flags(HostFlags::PATH.bits().cast_signed());
        Ok(self.dir.open_with(path, &options)?.into_std().into())
    }
}

/// The flags of the host for an open. It never waits for the other end of a pipe, and never makes a terminal ours.
fn host_flags(oflags: OFlags, fdflags: FdFlags) -> i32 {
    let mut flags = HostFlags::NONBLOCK | HostFlags::NOCTTY;
    flags.set(HostFlags::CREATE, oflags.contains(OFlags::CREAT));
    flags.set(HostFlags::EXCL, oflags.contains(OFlags::EXCL));
    flags.set(HostFlags::TRUNC, oflags.contains(OFlags::TRUNC));
    flags.set(HostFlags::DIRECTORY, oflags.contains(OFlags::DIRECTORY));
    flags.set(HostFlags::APPEND, fdflags.contains(FdFlags::APPEND));
    flags.set(HostFlags::DSYNC, fdflags.contains(FdFlags::DSYNC));
    // The host treats reads as it treats writes: its RSYNC is its SYNC.
    flags.set(HostFlags::SYNC, fdflags.intersects(FdFlags::SYNC | FdFlags::RSYNC));
    flags.bits().cast_signed()
}

fn follow(flags: u32) -> Result<FollowSymlinks> {
    let flags = LookupFlags::try_from(flags)?;
    Ok(if flags.contains(LookupFlags::SYMLINK_FOLLOW) { FollowSymlinks::Yes } else { FollowSymlinks::No })
}

impl WasiCtx {
    /// The directory `fd` and a path below it, to change something there.
    fn to_change<'m>(
        &self,
        memory: &'m GuestMemory<'_>,
        fd: u32,
        path: Span,
        right: Rights,
    ) -> Result<(&Directory, &'m str)> {
        let descriptor = self.table.get(fd)?;
        let path = memory.path(path)?;
        Ok((descriptor.mutable_directory(right)?, path))
    }

    /// The directory `fd` and a path below it, to look at something there.
    fn to_look_at<'m>(
        &self,
        memory: &'m GuestMemory<'_>,
        fd: u32,
        path: Span,
        right: Rights,
    ) -> Result<(&Directory, &'m str)> {
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
        // Rights that no file has are not granted, and not refused: a program may ask for all.
        let applicable = Rights::FILE | Rights::DIRECTORY;
        let request = Request {
            follow: follow(lookup)?,
            oflags: OFlags::try_from(oflags)?,
            fdflags: FdFlags::try_from(fdflags)?,
            base: Rights::from_bits_truncate(base) & applicable,
            inheriting: Rights::from_bits_truncate(inheriting) & applicable,
        };
        self.table.check_room()?;
        let descriptor = directory.open(path, &request)?;
        let number = self.table.insert(descriptor)?;
        memory.put_u32(place, number);
        Ok(())
    }

    /// `path_create_directory(fd, path)`
    pub(crate) fn path_create_directory(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_CREATE_DIRECTORY)?;
        Ok(directory.dir.create_dir(path)?)
    }

    /// `path_remove_directory(fd, path)`
    pub(crate) fn path_remove_directory(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_REMOVE_DIRECTORY)?;
        // The capability library would look for a name after the slash.
        let name = path.trim_end_matches('/');
        Ok(directory.dir.remove_dir(if name.is_empty() { path } else { name })?)
    }

    /// `path_unlink_file(fd, path)`
    pub(crate) fn path_unlink_file(&mut self, memory: &mut GuestMemory<'_>, fd: u32, path: Span) -> Result<()> {
        let (directory, path) = self.to_change(memory, fd, path, Rights::PATH_UNLINK_FILE)?;
        Ok(directory.dir.remove_file(path)?)
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
        Ok(old.dir.rename(path, &new.dir, new_path)?)
    }

    /// `path_link(fd, lookup, path, new_fd, new_path)`. The name of a symbolic link is given to the link itself; to
    /// follow it is not supported.
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
        if new_path.ends_with('/') {
            // The name of a directory, which a link never is. The capability library would link below it.
            return Err(if new.locate(new_path, FollowSymlinks::Yes).is_ok() { Errno::Exist } else { Errno::NoEnt });
        }
        Ok(old.dir.hard_link(path, &new.dir, new_path)?)
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
        Ok(directory.dir.symlink(target, path)?)
    }

    /// `path_readlink(fd, path, buffer, *used)`. What does not fit is cut off.
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
        let target = directory.dir.read_link_contents(path)?.into_os_string().into_encoded_bytes();
        let fits = target.len().min(range.len());
        memory.bytes_mut()[range][..fits].copy_from_slice(&target[..fits]);
        // Not more than the buffer, whose length has 32 bits.
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
        let found = fstat(directory.locate(path, follow(lookup)?)?)?;
        put_filestat(memory, abi, place, &Filestat::from(&found));
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
        set_times(directory.locate(path, follow(lookup)?)?, &times)
    }
}

/// Sets the times of what was located.
fn set_times(located: OwnedFd, times: &Timestamps) -> Result<()> {
    match utimensat(&located, c"", times, AtFlags::EMPTY_PATH) {
        // Before Linux 5.8 this takes the way by the name of the descriptor.
        Err(rustix::io::Errno::INVAL) => {
            Ok(utimensat(CWD, format!("/proc/self/fd/{}", located.as_raw_fd()), times, AtFlags::empty())?)
        }
        result => Ok(result?),
    }
}

/// A file must not get more permissions by a new name below another directory.
fn check_same_perms(old: &Directory, new: &Directory) -> Result<()> {
    if old.dir_perms == new.dir_perms && old.file_perms == new.file_perms { Ok(()) } else { Err(Errno::Xdev) }
}
