//! The guest's descriptors.

use crate::abi::{FdFlags, Filestat, Filetype, Rights};
use crate::errno::{Errno, Result};
use crate::perms::{DirPerms, FilePerms};
use crate::resolve::FileSystem;
use cap_std::fs::Dir;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FileType, OFlags as HostFlags, Stat, fcntl_getfl, fcntl_setfl, fstat};
use rustix::io::retry_on_intr;
use rustix::net::SocketType;
use rustix::net::sockopt::socket_type;
use rustix::termios::isatty;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};

/// An entry of the guest's descriptor table.
pub(crate) struct Descriptor {
    pub(crate) object: Object,
    pub(crate) flags: FdFlags,
    /// The rights of this descriptor.
    pub(crate) base: Rights,
    /// The maximum rights of descriptors that are opened through it.
    pub(crate) inheriting: Rights,
}

/// The object that a descriptor refers to.
pub(crate) enum Object {
    Host(HostFile),
    Directory(Directory),
    Input(Box<dyn Read + Send>),
    Output(Box<dyn Write + Send>),
}

/// An open file of the host that is not a directory: a file, a device, a pipe, a terminal or a socket.
pub(crate) struct HostFile {
    pub(crate) fd: OwnedFd,
    pub(crate) nature: Nature,
    /// Whether other processes may share the open file description, such as that of an inherited terminal. Then its flags
    /// are not changed.
    pub(crate) shared: bool,
}

/// A directory and the permissions below it.
pub(crate) struct Directory {
    pub(crate) dir: Dir,
    /// The guest's name for it, if it is preopened.
    pub(crate) preopened: Option<Box<str>>,
    pub(crate) dir_perms: DirPerms,
    pub(crate) file_perms: FilePerms,
    pub(crate) file_system: FileSystem,
}

/// The kind of an open file of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nature {
    pub(crate) filetype: Filetype,
    /// Whether it is a terminal.
    terminal: bool,
}

impl Descriptor {
    /// A stream that the guest can only read.
    pub(crate) fn input(stream: Box<dyn Read + Send>) -> Descriptor {
        let base = Rights::STREAM.difference(Rights::FD_WRITE);
        Descriptor { object: Object::Input(stream), flags: FdFlags::empty(), base, inheriting: Rights::empty() }
    }

    /// A stream that the guest can only write.
    pub(crate) fn output(stream: Box<dyn Write + Send>) -> Descriptor {
        let base = Rights::STREAM.difference(Rights::FD_READ);
        Descriptor { object: Object::Output(stream), flags: FdFlags::empty(), base, inheriting: Rights::empty() }
    }

    /// A descriptor for an open file passed by the embedder. Its rights depend on the mode it was opened with.
    ///
    /// # Errors
    ///
    /// Fails if its type or flags cannot be queried.
    pub(crate) fn inherited(fd: OwnedFd) -> Result<Descriptor> {
        let nature = Nature::of(&fd)?;
        let host_flags = fcntl_getfl(&fd)?;
        let mut base = nature.rights();
        match host_flags & HostFlags::RWMODE {
            HostFlags::RDONLY => base &= FilePerms::READ.file_rights(),
            HostFlags::WRONLY => base.remove(Rights::FD_READ),
            _ => {}
        }
        let mut flags = FdFlags::empty();
        flags.set(FdFlags::APPEND, host_flags.contains(HostFlags::APPEND));
        flags.set(FdFlags::NONBLOCK, host_flags.contains(HostFlags::NONBLOCK));
        let object = Object::Host(HostFile { fd, nature, shared: true });
        Ok(Descriptor { object, flags, base, inheriting: Rights::empty() })
    }

    /// Checks that the descriptor has all of `rights`.
    pub(crate) fn require(&self, rights: Rights) -> Result<()> {
        if self.base.contains(rights) { Ok(()) } else { Err(Errno::NotCapable) }
    }

    pub(crate) fn filetype(&self) -> Filetype {
        match &self.object {
            Object::Host(file) => file.nature.filetype,
            Object::Directory(_) => Filetype::Directory,
            Object::Input(_) | Object::Output(_) => Filetype::Unknown,
        }
    }

    /// The host's file, for operations that apply to neither directories nor streams of the embedder.
    pub(crate) fn host_file(&self, rights: Rights) -> Result<&HostFile> {
        match &self.object {
            Object::Directory(_) => Err(Errno::IsDir),
            Object::Host(file) => self.require(rights).map(|()| file),
            Object::Input(_) | Object::Output(_) => Err(Errno::Spipe),
        }
    }

    /// The host's file, if it has a position.
    pub(crate) fn seekable(&self, rights: Rights) -> Result<&HostFile> {
        match &self.object {
            Object::Host(file) if !file.nature.is_seekable() => Err(Errno::Spipe),
            _ => self.host_file(rights),
        }
    }

    /// The host's file, to set its size. If it has no size or was opened read-only, it is returned even without the right:
    /// the host's error is the one that programs expect.
    pub(crate) fn to_be_resized(&self, rights: Rights) -> Result<&HostFile> {
        match (self.host_file(rights), &self.object) {
            (Err(Errno::NotCapable), Object::Host(file)) if !file.nature.is_seekable() || file.is_read_only()? => {
                Ok(file)
            }
            (result, _) => result,
        }
    }

    /// The socket.
    pub(crate) fn socket(&self, rights: Rights) -> Result<&HostFile> {
        match &self.object {
            Object::Host(file) if file.nature.filetype.is_socket() => self.require(rights).map(|()| file),
            _ => Err(Errno::NotSock),
        }
    }

    /// The directory.
    pub(crate) fn directory(&self, rights: Rights) -> Result<&Directory> {
        match &self.object {
            Object::Directory(directory) => self.require(rights).map(|()| directory),
            _ => Err(Errno::NotDir),
        }
    }

    pub(crate) fn filestat(&self) -> Result<Filestat> {
        match &self.object {
            Object::Host(file) => Ok(Filestat { filetype: file.nature.filetype, ..Filestat::from(&fstat(&file.fd)?) }),
            Object::Directory(directory) => Ok(Filestat::from(&fstat(&directory.dir)?)),
            Object::Input(_) | Object::Output(_) => Ok(Filestat::of_stream()),
        }
    }

    /// Changes [`FdFlags::APPEND`] and [`FdFlags::NONBLOCK`]. The others are decided when a file is opened.
    pub(crate) fn set_flags(&mut self, flags: FdFlags) -> Result<()> {
        let changed = self.flags ^ flags;
        if changed.intersects(FdFlags::DSYNC | FdFlags::RSYNC | FdFlags::SYNC) {
            return Err(Errno::NotSup);
        }
        if let Object::Host(file) = &self.object {
            if file.shared && changed.contains(FdFlags::APPEND) {
                return Err(Errno::NotSup);
            }
            if !file.shared {
                file.set_host_flags(flags)?;
            }
        }
        self.flags = flags;
        Ok(())
    }

    /// Fails with [`Errno::Again`] if a non-blocking descriptor is not ready. Only needed for a shared file description,
    /// where the host's own flag cannot be set.
    pub(crate) fn would_block(&self, events: PollFlags) -> Result<()> {
        let Object::Host(file) = &self.object else { return Ok(()) };
        if !file.shared || !self.flags.contains(FdFlags::NONBLOCK) || !file.nature.may_wait() {
            return Ok(());
        }
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        let mut wait = [PollFd::new(&file.fd, events)];
        if retry_on_intr(|| poll(&mut wait, Some(&now)))? == 0 { Err(Errno::Again) } else { Ok(()) }
    }
}

impl HostFile {
    /// Sets `APPEND` and `NONBLOCK` on the host.
    pub(crate) fn set_host_flags(&self, flags: FdFlags) -> Result<()> {
        let mut host_flags = HostFlags::empty();
        host_flags.set(HostFlags::APPEND, flags.contains(FdFlags::APPEND));
        host_flags.set(HostFlags::NONBLOCK, flags.contains(FdFlags::NONBLOCK));
        Ok(fcntl_setfl(&self.fd, host_flags)?)
    }

    /// Whether it was opened read-only.
    fn is_read_only(&self) -> Result<bool> {
        Ok(fcntl_getfl(&self.fd)? & HostFlags::ACCMODE == HostFlags::RDONLY)
    }
}

impl Nature {
    /// The kind of an open file.
    pub(crate) fn of(fd: impl AsFd) -> Result<Nature> {
        let stat = fstat(&fd)?;
        Nature::of_opened(fd, &stat)
    }

    /// The kind of an open file with this `stat`.
    pub(crate) fn of_opened(fd: impl AsFd, stat: &Stat) -> Result<Nature> {
        let filetype = match FileType::from_raw_mode(stat.st_mode) {
            FileType::Socket => match socket_type(&fd)? {
                SocketType::STREAM => Filetype::SocketStream,
                _ => Filetype::SocketDgram,
            },
            other => other.into(),
        };
        Ok(Nature { filetype, terminal: filetype == Filetype::CharacterDevice && isatty(fd) })
    }

    /// Whether it may have a position. Devices without one return an error themselves.
    pub(crate) fn is_seekable(self) -> bool {
        match self.filetype {
            Filetype::RegularFile | Filetype::BlockDevice => true,
            Filetype::CharacterDevice => !self.terminal,
            _ => false,
        }
    }

    /// Whether reading and writing may block.
    pub(crate) fn may_wait(self) -> bool {
        !matches!(self.filetype, Filetype::RegularFile | Filetype::BlockDevice)
    }

    /// The rights that apply to it.
    pub(crate) fn rights(self) -> Rights {
        match self.filetype {
            Filetype::Directory => Rights::DIRECTORY,
            Filetype::RegularFile | Filetype::BlockDevice => Rights::FILE,
            Filetype::SocketDgram | Filetype::SocketStream => Rights::SOCKET,
            // C libraries take a character device without these rights for a terminal.
            Filetype::CharacterDevice if !self.terminal => Rights::STREAM | Rights::FD_SEEK | Rights::FD_TELL,
            Filetype::CharacterDevice | Filetype::SymbolicLink | Filetype::Unknown => Rights::STREAM,
        }
    }
}
