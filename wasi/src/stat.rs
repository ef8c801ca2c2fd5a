//! Queries descriptors, and sets their rights, size and times.

use crate::WasiCtx;
use crate::abi::Filestat;
use crate::abi::{Abi, FstFlags, Rights, encode_fdstat};
use crate::descriptor::Object;
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};
use rustix::fs::{Timespec, Timestamps, UTIME_NOW, UTIME_OMIT, ftruncate, futimens};
use rustix::io::retry_on_intr;
use std::ops::Range;

/// Converts the times to set to the host's representation.
///
/// # Errors
///
/// [`Errno::Inval`] for unknown flags, or if a time is to be set both to a given time and to the current one.
pub(crate) fn timestamps(access: u64, modification: u64, flags: u32) -> Result<Timestamps> {
    let flags = FstFlags::try_from(flags)?;
    Ok(Timestamps {
        last_access: timestamp(access, flags.contains(FstFlags::ATIM), flags.contains(FstFlags::ATIM_NOW))?,
        last_modification: timestamp(modification, flags.contains(FstFlags::MTIM), flags.contains(FstFlags::MTIM_NOW))?,
    })
}

fn timestamp(nanoseconds: u64, given: bool, now: bool) -> Result<Timespec> {
    Ok(match (given, now) {
        (true, true) => return Err(Errno::Inval),
        (true, false) => Timespec {
            tv_sec: (nanoseconds / 1_000_000_000).cast_signed(),
            tv_nsec: (nanoseconds % 1_000_000_000) as _,
        },
        (false, true) => Timespec { tv_sec: 0, tv_nsec: UTIME_NOW },
        (false, false) => Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT },
    })
}

/// Checks that a `filestat` of this version of the interface can be written at `pointer`.
pub(crate) fn filestat_place(memory: &GuestMemory<'_>, abi: Abi, pointer: u32) -> Result<Range<usize>> {
    memory.range(Span::new(pointer, Filestat::size(abi)))
}

/// Writes a `filestat` to a place returned by [`filestat_place`].
pub(crate) fn put_filestat(memory: &mut GuestMemory<'_>, abi: Abi, place: Range<usize>, stat: &Filestat) {
    let record = stat.encode(abi);
    let size = place.len();
    memory.write(place.start, &record[..size]);
}

impl WasiCtx {
    /// `fd_fdstat_get(fd, *stat)`
    pub(crate) fn fd_fdstat_get(&mut self, memory: &mut GuestMemory<'_>, fd: u32, stat: u32) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(stat)?;
        let record = encode_fdstat(descriptor.filetype(), descriptor.flags, descriptor.base, descriptor.inheriting);
        memory.put(place, record);
        Ok(())
    }

    /// `fd_fdstat_set_rights(fd, base, inheriting)`. Rights can be given up, never gained.
    pub(crate) fn fd_fdstat_set_rights(
        &mut self,
        _: &mut GuestMemory<'_>,
        fd: u32,
        base: u64,
        inheriting: u64,
    ) -> Result<()> {
        let descriptor = self.table.get_mut(fd)?;
        let base = Rights::from_bits(base).ok_or(Errno::NotCapable)?;
        let inheriting = Rights::from_bits(inheriting).ok_or(Errno::NotCapable)?;
        if !descriptor.base.contains(base) || !descriptor.inheriting.contains(inheriting) {
            return Err(Errno::NotCapable);
        }
        descriptor.base = base;
        descriptor.inheriting = inheriting;
        Ok(())
    }

    /// `fd_filestat_get(fd, *stat)`
    pub(crate) fn fd_filestat_get(&mut self, abi: Abi, memory: &mut GuestMemory<'_>, fd: u32, stat: u32) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = filestat_place(memory, abi, stat)?;
        descriptor.require(Rights::FD_FILESTAT_GET)?;
        put_filestat(memory, abi, place, &descriptor.filestat()?);
        Ok(())
    }

    /// `fd_filestat_set_size(fd, size)`
    pub(crate) fn fd_filestat_set_size(&mut self, _: &mut GuestMemory<'_>, fd: u32, size: u64) -> Result<()> {
        let file = self.table.get(fd)?.to_be_resized(Rights::FD_FILESTAT_SET_SIZE)?;
        if i64::try_from(size).is_err() {
            return Err(Errno::Fbig);
        }
        Ok(retry_on_intr(|| ftruncate(&file.fd, size))?)
    }

    /// `fd_filestat_set_times(fd, atim, mtim, flags)`
    pub(crate) fn fd_filestat_set_times(
        &mut self,
        _: &mut GuestMemory<'_>,
        fd: u32,
        atim: u64,
        mtim: u64,
        flags: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let times = timestamps(atim, mtim, flags)?;
        descriptor.require(Rights::FD_FILESTAT_SET_TIMES)?;
        match &descriptor.object {
            Object::Host(file) => Ok(futimens(&file.fd, &times)?),
            Object::Directory(directory) => Ok(futimens(&directory.dir, &times)?),
            Object::Input(_) | Object::Output(_) => Err(Errno::NotSup),
        }
    }
}
