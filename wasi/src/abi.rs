//! Flags, rights and record layouts of `wasi_snapshot_preview1`, and of `wasi_unstable` where it differs.

use crate::errno::{Errno, Result};
use bitflags::bitflags;
use rustix::fs::{FileType, Stat};

bitflags! {
    /// The rights of a descriptor.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Rights: u64 {
        /// `fd_datasync`, and opening with [`FdFlags::DSYNC`].
        const FD_DATASYNC = 1 << 0;
        /// `fd_read`, `fd_pread`, `sock_recv`.
        const FD_READ = 1 << 1;
        /// `fd_seek`; implies [`Rights::FD_TELL`].
        const FD_SEEK = 1 << 2;
        /// `fd_fdstat_set_flags`.
        const FD_FDSTAT_SET_FLAGS = 1 << 3;
        /// `fd_sync`, and opening with [`FdFlags::SYNC`] or [`FdFlags::RSYNC`].
        const FD_SYNC = 1 << 4;
        /// `fd_tell`, and `fd_seek` that does not move.
        const FD_TELL = 1 << 5;
        /// `fd_write`, `fd_pwrite`, `sock_send`.
        const FD_WRITE = 1 << 6;
        /// `fd_advise`.
        const FD_ADVISE = 1 << 7;
        /// `fd_allocate`.
        const FD_ALLOCATE = 1 << 8;
        /// `path_create_directory`.
        const PATH_CREATE_DIRECTORY = 1 << 9;
        /// `path_open` that creates.
        const PATH_CREATE_FILE = 1 << 10;
        /// `path_link` from here.
        const PATH_LINK_SOURCE = 1 << 11;
        /// `path_link` to here.
        const PATH_LINK_TARGET = 1 << 12;
        /// `path_open`.
        const PATH_OPEN = 1 << 13;
        /// `fd_readdir`.
        const FD_READDIR = 1 << 14;
        /// `path_readlink`.
        const PATH_READLINK = 1 << 15;
        /// `path_rename` from here.
        const PATH_RENAME_SOURCE = 1 << 16;
        /// `path_rename` to here.
        const PATH_RENAME_TARGET = 1 << 17;
        /// `path_filestat_get`.
        const PATH_FILESTAT_GET = 1 << 18;
        /// `path_open` that truncates, which [`Rights::FD_FILESTAT_SET_SIZE`] among the inheriting rights allows as well.
        const PATH_FILESTAT_SET_SIZE = 1 << 19;
        /// `path_filestat_set_times`.
        const PATH_FILESTAT_SET_TIMES = 1 << 20;
        /// `fd_filestat_get`.
        const FD_FILESTAT_GET = 1 << 21;
        /// `fd_filestat_set_size`.
        const FD_FILESTAT_SET_SIZE = 1 << 22;
        /// `fd_filestat_set_times`.
        const FD_FILESTAT_SET_TIMES = 1 << 23;
        /// `path_symlink`.
        const PATH_SYMLINK = 1 << 24;
        /// `path_remove_directory`.
        const PATH_REMOVE_DIRECTORY = 1 << 25;
        /// `path_unlink_file`.
        const PATH_UNLINK_FILE = 1 << 26;
        /// `poll_oneoff` for the descriptor.
        const POLL_FD_READWRITE = 1 << 27;
        /// `sock_shutdown`.
        const SOCK_SHUTDOWN = 1 << 28;
        /// `sock_accept`.
        const SOCK_ACCEPT = 1 << 29;

        /// All rights that apply to a regular file.
        const FILE = Self::FD_DATASYNC.bits() | Self::FD_READ.bits() | Self::FD_SEEK.bits()
            | Self::FD_FDSTAT_SET_FLAGS.bits() | Self::FD_SYNC.bits() | Self::FD_TELL.bits() | Self::FD_WRITE.bits()
            | Self::FD_ADVISE.bits() | Self::FD_ALLOCATE.bits() | Self::FD_FILESTAT_GET.bits()
            | Self::FD_FILESTAT_SET_SIZE.bits() | Self::FD_FILESTAT_SET_TIMES.bits() | Self::POLL_FD_READWRITE.bits();
        /// All rights that apply to a directory.
        const DIRECTORY = Self::FD_FDSTAT_SET_FLAGS.bits() | Self::FD_DATASYNC.bits() | Self::FD_SYNC.bits()
            | Self::FD_ADVISE.bits() | Self::PATH_CREATE_DIRECTORY.bits() | Self::PATH_CREATE_FILE.bits()
            | Self::PATH_LINK_SOURCE.bits() | Self::PATH_LINK_TARGET.bits() | Self::PATH_OPEN.bits()
            | Self::FD_READDIR.bits() | Self::PATH_READLINK.bits() | Self::PATH_RENAME_SOURCE.bits()
            | Self::PATH_RENAME_TARGET.bits() | Self::PATH_FILESTAT_GET.bits() | Self::PATH_FILESTAT_SET_SIZE.bits()
            | Self::PATH_FILESTAT_SET_TIMES.bits() | Self::FD_FILESTAT_GET.bits() | Self::FD_FILESTAT_SET_TIMES.bits()
            | Self::PATH_SYMLINK.bits() | Self::PATH_REMOVE_DIRECTORY.bits() | Self::PATH_UNLINK_FILE.bits()
            | Self::POLL_FD_READWRITE.bits();
        /// All rights that apply to a terminal, a pipe or another stream without positions.
        const STREAM = Self::FD_READ.bits() | Self::FD_WRITE.bits() | Self::FD_FDSTAT_SET_FLAGS.bits()
            | Self::FD_FILESTAT_GET.bits() | Self::POLL_FD_READWRITE.bits();
        /// All rights that apply to a socket.
        const SOCKET = Self::STREAM.bits() | Self::SOCK_SHUTDOWN.bits() | Self::SOCK_ACCEPT.bits();
    }

    /// How a descriptor behaves.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FdFlags: u16 {
        /// Every write goes to the end of the file.
        const APPEND = 1 << 0;
        /// Written data is on the device when a write returns.
        const DSYNC = 1 << 1;
        /// Calls that would block fail with [`Errno::Again`] instead.
        const NONBLOCK = 1 << 2;
        /// Reads wait for pending writes.
        const RSYNC = 1 << 3;
        /// Written data and metadata are on the device when a write returns.
        const SYNC = 1 << 4;
    }

    /// The flags of `path_open`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct OFlags: u16 {
        /// Create the file if it does not exist.
        const CREAT = 1 << 0;
        /// Fail if it is not a directory.
        const DIRECTORY = 1 << 1;
        /// Fail if it exists.
        const EXCL = 1 << 2;
        /// Truncate the file.
        const TRUNC = 1 << 3;
    }

    /// How to resolve a path.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct LookupFlags: u32 {
        const SYMLINK_FOLLOW = 1 << 0;
    }

    /// Which times to set, and to what.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct FstFlags: u16 {
        const ATIM = 1 << 0;
        const ATIM_NOW = 1 << 1;
        const MTIM = 1 << 2;
        const MTIM_NOW = 1 << 3;
    }

    /// Flags of `sock_recv`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct RiFlags: u16 {
        const PEEK = 1 << 0;
        const WAITALL = 1 << 1;
    }

    /// Which directions `sock_shutdown` closes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct SdFlags: u8 {
        const RD = 1 << 0;
        const WR = 1 << 1;
    }
}

/// Set in the result of `sock_recv` if a datagram did not fit.
pub(crate) const RO_DATA_TRUNCATED: u16 = 1;

/// Set in an event if the peer has closed the stream.
pub(crate) const EVENT_HANGUP: u16 = 1;

/// Flags are passed as integers, which may be wider. Undefined bits are rejected.
macro_rules! checked_flags {
    ($($flags:ty: $bits:ty),* $(,)?) => {$(
        impl TryFrom<u32> for $flags {
            type Error = Errno;

            fn try_from(value: u32) -> Result<Self> {
                <$bits>::try_from(value).ok().and_then(Self::from_bits).ok_or(Errno::Inval)
            }
        }
    )*};
}

checked_flags!(FdFlags: u16, OFlags: u16, LookupFlags: u32, FstFlags: u16, RiFlags: u16, SdFlags: u8);

/// The two versions of the interface. Their functions agree, except for some record layouts and one enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abi {
    /// `wasi_unstable`.
    Unstable,
    /// `wasi_snapshot_preview1`.
    Preview1,
}

/// The type of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Filetype {
    Unknown = 0,
    BlockDevice = 1,
    CharacterDevice = 2,
    Directory = 3,
    RegularFile = 4,
    SocketDgram = 5,
    SocketStream = 6,
    SymbolicLink = 7,
}

impl Filetype {
    /// Whether `sock_*` applies.
    pub(crate) fn is_socket(self) -> bool {
        matches!(self, Filetype::SocketDgram | Filetype::SocketStream)
    }
}

impl From<FileType> for Filetype {
    fn from(host: FileType) -> Filetype {
        match host {
            FileType::RegularFile => Filetype::RegularFile,
            FileType::Directory => Filetype::Directory,
            FileType::Symlink => Filetype::SymbolicLink,
            FileType::CharacterDevice => Filetype::CharacterDevice,
            FileType::BlockDevice => Filetype::BlockDevice,
            // The type of a socket in a directory is unknown; that of an open one is queried.
            FileType::Socket => Filetype::SocketStream,
            FileType::Fifo | FileType::Unknown => Filetype::Unknown,
        }
    }
}

/// Encodes an `fdstat`: 24 bytes.
pub(crate) fn encode_fdstat(filetype: Filetype, flags: FdFlags, base: Rights, inheriting: Rights) -> [u8; 24] {
    let mut record = [0; 24];
    record[0] = filetype as u8;
    record[2..4].copy_from_slice(&flags.bits().to_le_bytes());
    record[8..16].copy_from_slice(&base.bits().to_le_bytes());
    record[16..24].copy_from_slice(&inheriting.bits().to_le_bytes());
    record
}

/// The result of `fd_filestat_get` and `path_filestat_get`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filestat {
    pub(crate) dev: u64,
    pub(crate) ino: u64,
    pub(crate) filetype: Filetype,
    pub(crate) nlink: u64,
    pub(crate) size: u64,
    /// Access, modification and change time, in nanoseconds since 1970.
    pub(crate) times: [u64; 3],
}

impl Filestat {
    /// For a descriptor that is not in the host's file system.
    pub(crate) fn of_stream() -> Filestat {
        Filestat { dev: 0, ino: 0, filetype: Filetype::Unknown, nlink: 1, size: 0, times: [0; 3] }
    }

    /// Encodes a `filestat`: 64 bytes, or 56 if the link count has 32 bits.
    pub(crate) fn encode(&self, abi: Abi) -> [u8; 64] {
        let mut record = [0; 64];
        record[0..8].copy_from_slice(&self.dev.to_le_bytes());
        record[8..16].copy_from_slice(&self.ino.to_le_bytes());
        record[16] = self.filetype as u8;
        let rest = match abi {
            Abi::Unstable => {
                let nlink = u32::try_from(self.nlink).unwrap_or(u32::MAX);
                record[20..24].copy_from_slice(&nlink.to_le_bytes());
                24
            }
            Abi::Preview1 => {
                record[24..32].copy_from_slice(&self.nlink.to_le_bytes());
                32
            }
        };
        let fields = [self.size, self.times[0], self.times[1], self.times[2]];
        for (place, value) in record[rest..].chunks_exact_mut(8).zip(fields) {
            place.copy_from_slice(&value.to_le_bytes());
        }
        record
    }

    /// Size in bytes of the record in `abi`.
    pub(crate) fn size(abi: Abi) -> u32 {
        match abi {
            Abi::Unstable => 56,
            Abi::Preview1 => 64,
        }
    }
}

impl From<&Stat> for Filestat {
    // The widths of the fields depend on the target.
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
    fn from(stat: &Stat) -> Filestat {
        Filestat {
            dev: stat.st_dev as u64,
            ino: stat.st_ino as u64,
            filetype: FileType::from_raw_mode(stat.st_mode).into(),
            nlink: stat.st_nlink as u64,
            size: stat.st_size as u64,
            times: [
                nanoseconds(stat.st_atime as i64, stat.st_atime_nsec as u64),
                nanoseconds(stat.st_mtime as i64, stat.st_mtime_nsec as u64),
                nanoseconds(stat.st_ctime as i64, stat.st_ctime_nsec as u64),
            ],
        }
    }
}

/// WASI timestamps range from 1970 to 2554. Other times are clamped.
pub(crate) fn nanoseconds(seconds: i64, nanoseconds: u64) -> u64 {
    u64::try_from(seconds).map_or(0, |seconds| seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds))
}

/// Encodes a `dirent`, which precedes the name: 24 bytes.
pub(crate) fn encode_dirent(next: u64, ino: u64, name_len: u32, filetype: Filetype) -> [u8; 24] {
    let mut record = [0; 24];
    record[0..8].copy_from_slice(&next.to_le_bytes());
    record[8..16].copy_from_slice(&ino.to_le_bytes());
    record[16..20].copy_from_slice(&name_len.to_le_bytes());
    record[20] = filetype as u8;
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_flag_bits_are_refused() {
        assert_eq!(FdFlags::try_from(0b1_1111), Ok(FdFlags::all()));
        assert_eq!(FdFlags::try_from(0b10_0000), Err(Errno::Inval));
        assert_eq!(OFlags::try_from(1 << 16), Err(Errno::Inval));
        assert_eq!(SdFlags::try_from(256), Err(Errno::Inval));
    }

    #[test]
    fn filestat_layouts() {
        let stat = Filestat { dev: 1, ino: 2, filetype: Filetype::RegularFile, nlink: 3, size: 4, times: [5, 6, 7] };
        let preview1 = stat.encode(Abi::Preview1);
        for (at, value) in [(0, 1), (8, 2), (16, 4), (24, 3), (32, 4), (40, 5), (48, 6), (56, 7)] {
            assert_eq!(preview1[at], value, "at {at}");
        }
        let unstable = stat.encode(Abi::Unstable);
        for (at, value) in [(0, 1), (8, 2), (16, 4), (20, 3), (24, 4), (32, 5), (40, 6), (48, 7)] {
            assert_eq!(unstable[at], value, "at {at}");
        }
    }

    #[test]
    fn times_out_of_range_saturate() {
        assert_eq!(nanoseconds(-1, 5), 0);
        assert_eq!(nanoseconds(2, 5), 2_000_000_005);
        assert_eq!(nanoseconds(i64::MAX, 0), u64::MAX);
    }
}
