//! Reading, writing and positioning: the functions that take a descriptor and move bytes.

use crate::WasiCtx;
use crate::abi::{Abi, FdFlags, Rights};
use crate::descriptor::{Descriptor, HostFile, Object};
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};
use crate::iovec::{Parts, size};
use crate::watch::Watch;
use rustix::event::PollFlags;
use rustix::fs::{Advice, FallocateFlags, SeekFrom, fadvise, fallocate, fdatasync, fsync, seek, tell};
use rustix::io::{preadv, pwritev, read, readv, retry_on_intr, write, writev};
use rustix::net::{SendAncillaryBuffer, SendFlags, sendmsg};
use std::io::{self, IoSlice, IoSliceMut, Read, Write};
use std::num::NonZeroU64;
use std::os::fd::{AsFd, BorrowedFd};

impl Descriptor {
    /// Reads at `offset`, or at the current position, which then moves.
    fn read(&mut self, watch: &Watch, parts: &mut [IoSliceMut<'_>], offset: Option<u64>) -> Result<usize> {
        if let Some(offset) = offset {
            // Reading elsewhere needs both rights, as it is a seek, a read and a seek back.
            let file = self.seekable(Rights::FD_READ | Rights::FD_SEEK)?;
            return Ok(retry_on_intr(|| preadv(&file.fd, parts, offset))?);
        }
        self.require_to_move(Rights::FD_READ, PollFlags::IN)?;
        watch.wait_for(self, PollFlags::IN)?;
        match &mut self.object {
            Object::Host(file) => Ok(match parts {
                [part] => watch.retry(|| read(&file.fd, &mut **part))?,
                parts => watch.retry(|| readv(&file.fd, parts))?,
            }),
            Object::Input(stream) => {
                let read = retry_stream(watch, || stream.read_vectored(parts))?;
                // What a stream of the embedder claims is not trusted.
                Ok(read.min(parts.iter().map(|part| part.len()).sum()))
            }
            Object::Directory(_) | Object::Output(_) => Err(Errno::Badf),
        }
    }

    /// Writes at `offset`, or at the current position, which then moves.
    fn write(&mut self, watch: &Watch, parts: &[IoSlice<'_>], offset: Option<u64>) -> Result<usize> {
        if let Some(offset) = offset {
            let file = self.seekable(Rights::FD_WRITE | Rights::FD_SEEK)?;
            return Ok(retry_on_intr(|| pwritev(&file.fd, parts, offset))?);
        }
        self.require_to_move(Rights::FD_WRITE, PollFlags::OUT)?;
        watch.wait_for(self, PollFlags::OUT)?;
        match &mut self.object {
            Object::Host(file) if file.nature.filetype.is_socket() => send(watch, file, self.flags, parts),
            Object::Host(file) => Ok(match parts {
                [part] => watch.retry(|| write(&file.fd, part))?,
                parts => watch.retry(|| writev(&file.fd, parts))?,
            }),
            Object::Output(stream) => {
                let written = retry_stream(watch, || stream.write_vectored(parts))?;
                retry_stream(watch, || stream.flush())?;
                Ok(written.min(parts.iter().map(|part| part.len()).sum()))
            }
            Object::Directory(_) | Object::Input(_) => Err(Errno::Badf),
        }
    }

    /// Checks that bytes can be moved at the current position.
    fn require_to_move(&self, right: Rights, readiness: PollFlags) -> Result<()> {
        if let Object::Directory(_) = self.object {
            return Err(Errno::IsDir);
        }
        self.require(right)?;
        self.would_block(readiness)
    }
}

/// Asks a stream of the embedder until it is not interrupted.
///
/// # Errors
/// As [`Watch::check`], and those of the stream.
fn retry_stream<T>(watch: &Watch, mut step: impl FnMut() -> io::Result<T>) -> Result<T> {
    loop {
        match step() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => watch.check()?,
            result => return Ok(result?),
        }
    }
}

/// Sends on a socket; unlike a plain write, with no signal if the other end is closed.
pub(crate) fn send(watch: &Watch, socket: &HostFile, flags: FdFlags, parts: &[IoSlice<'_>]) -> Result<usize> {
    let mut host_flags = SendFlags::NOSIGNAL;
    host_flags.set(SendFlags::DONTWAIT, flags.contains(FdFlags::NONBLOCK));
    watch.retry(|| sendmsg(&socket.fd, parts, &mut SendAncillaryBuffer::default(), host_flags))
}

impl WasiCtx {
    /// `fd_read(fd, iovs, *nread)`
    pub(crate) fn fd_read(&mut self, memory: &mut GuestMemory<'_>, fd: u32, iovs: Span, nread: u32) -> Result<()> {
        self.read(memory, fd, iovs, None, nread)
    }

    /// `fd_pread(fd, iovs, offset, *nread)`
    pub(crate) fn fd_pread(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        offset: u64,
        nread: u32,
    ) -> Result<()> {
        self.read(memory, fd, iovs, Some(offset), nread)
    }

    fn read(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        offset: Option<u64>,
        nread: u32,
    ) -> Result<()> {
        let descriptor = self.table.get_mut(fd)?;
        let place = memory.place(nread)?;
        let parts = Parts::read(memory, iovs)?;
        let bytes = parts.scatter(memory, |parts| descriptor.read(&self.watch, parts, offset))?;
        memory.put_u32(place, size(bytes)?);
        Ok(())
    }

    /// `fd_write(fd, iovs, *nwritten)`
    pub(crate) fn fd_write(&mut self, memory: &mut GuestMemory<'_>, fd: u32, iovs: Span, nwritten: u32) -> Result<()> {
        self.write(memory, fd, iovs, None, nwritten)
    }

    /// `fd_pwrite(fd, iovs, offset, *nwritten)`
    pub(crate) fn fd_pwrite(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        offset: u64,
        nwritten: u32,
    ) -> Result<()> {
        self.write(memory, fd, iovs, Some(offset), nwritten)
    }

    fn write(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        offset: Option<u64>,
        nwritten: u32,
    ) -> Result<()> {
        let descriptor = self.table.get_mut(fd)?;
        let place = memory.place(nwritten)?;
        let parts = Parts::read(memory, iovs)?;
        let bytes = parts.gather(memory, |parts| descriptor.write(&self.watch, parts, offset))?;
        memory.put_u32(place, size(bytes)?);
        Ok(())
    }

    /// `fd_seek(fd, offset, whence, *position)`. The older interface counts the ways to seek differently.
    pub(crate) fn fd_seek(
        &mut self,
        abi: Abi,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        offset: u64,
        whence: u32,
        position: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(position)?;
        let delta = offset.cast_signed();
        let to = match (abi, whence) {
            (Abi::Preview1, 0) | (Abi::Unstable, 2) => SeekFrom::Start(u64::try_from(delta).map_err(|_| Errno::Inval)?),
            (Abi::Preview1, 1) | (Abi::Unstable, 0) => SeekFrom::Current(delta),
            (Abi::Preview1, 2) | (Abi::Unstable, 1) => SeekFrom::End(delta),
            _ => return Err(Errno::Inval),
        };
        // The right to seek includes that to tell, and telling is a seek that does not move.
        let telling = to == SeekFrom::Current(0) && descriptor.base.contains(Rights::FD_TELL);
        let file = descriptor.seekable(if telling { Rights::FD_TELL } else { Rights::FD_SEEK })?;
        memory.put_u64(place, seek(&file.fd, to)?);
        Ok(())
    }

    /// `fd_tell(fd, *position)`
    pub(crate) fn fd_tell(&mut self, memory: &mut GuestMemory<'_>, fd: u32, position: u32) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(position)?;
        let seeking = descriptor.base.contains(Rights::FD_SEEK);
        let file = descriptor.seekable(if seeking { Rights::FD_SEEK } else { Rights::FD_TELL })?;
        memory.put_u64(place, tell(&file.fd)?);
        Ok(())
    }

    /// `fd_advise(fd, offset, len, advice)`
    pub(crate) fn fd_advise(
        &mut self,
        _: &mut GuestMemory<'_>,
        fd: u32,
        offset: u64,
        len: u64,
        advice: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let advice = match advice {
            0 => Advice::Normal,
            1 => Advice::Sequential,
            2 => Advice::Random,
            3 => Advice::WillNeed,
            4 => Advice::DontNeed,
            5 => Advice::NoReuse,
            _ => return Err(Errno::Inval),
        };
        if i64::try_from(offset).is_err() || i64::try_from(len).is_err() {
            return Err(Errno::Inval);
        }
        if let Object::Directory(_) = descriptor.object {
            return descriptor.require(Rights::FD_ADVISE);
        }
        let file = descriptor.seekable(Rights::FD_ADVISE)?;
        Ok(fadvise(&file.fd, offset, NonZeroU64::new(len), advice)?)
    }

    /// `fd_allocate(fd, offset, len)`
    pub(crate) fn fd_allocate(&mut self, _: &mut GuestMemory<'_>, fd: u32, offset: u64, len: u64) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let file = match &descriptor.object {
            Object::Host(file) if !file.nature.is_seekable() => return Err(Errno::Spipe),
            _ => descriptor.to_be_resized(Rights::FD_ALLOCATE)?,
        };
        Ok(retry_on_intr(|| fallocate(&file.fd, FallocateFlags::empty(), offset, len))?)
    }

    /// `fd_datasync(fd)`
    pub(crate) fn fd_datasync(&mut self, _: &mut GuestMemory<'_>, fd: u32) -> Result<()> {
        // `fd_sync` includes `fd_datasync`. wasi-libc requests the latter only when it opens for writing.
        let right =
            if self.table.get(fd)?.base.contains(Rights::FD_SYNC) { Rights::FD_SYNC } else { Rights::FD_DATASYNC };
        self.sync(fd, right, |fd| fdatasync(fd))
    }

    /// `fd_sync(fd)`
    pub(crate) fn fd_sync(&mut self, _: &mut GuestMemory<'_>, fd: u32) -> Result<()> {
        self.sync(fd, Rights::FD_SYNC, |fd| fsync(fd))
    }

    fn sync(&mut self, fd: u32, right: Rights, sync: impl Fn(BorrowedFd<'_>) -> rustix::io::Result<()>) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        match &descriptor.object {
            Object::Host(file) if !file.nature.may_wait() => {
                descriptor.require(right)?;
                Ok(sync(file.fd.as_fd())?)
            }
            Object::Directory(directory) => {
                descriptor.require(right)?;
                Ok(sync(directory.dir.as_fd())?)
            }
            // These have no storage device.
            Object::Host(_) | Object::Input(_) | Object::Output(_) => Err(Errno::Inval),
        }
    }

    /// `fd_close(fd)`
    pub(crate) fn fd_close(&mut self, _: &mut GuestMemory<'_>, fd: u32) -> Result<()> {
        self.table.remove(fd).map(drop)
    }

    /// `fd_renumber(from, to)`
    pub(crate) fn fd_renumber(&mut self, _: &mut GuestMemory<'_>, from: u32, to: u32) -> Result<()> {
        self.table.renumber(from, to)
    }

    /// `fd_fdstat_set_flags(fd, flags)`
    pub(crate) fn fd_fdstat_set_flags(&mut self, _: &mut GuestMemory<'_>, fd: u32, flags: u32) -> Result<()> {
        let descriptor = self.table.get_mut(fd)?;
        let flags = FdFlags::try_from(flags)?;
        descriptor.require(Rights::FD_FDSTAT_SET_FLAGS)?;
        descriptor.set_flags(flags)
    }
}
