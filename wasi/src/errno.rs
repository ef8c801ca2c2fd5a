//! The error numbers of WASI, and the mapping from host errors.

use std::io;

/// The result of every function except `proc_exit`: nothing, or the error number that the guest gets.
pub type Result<T, E = Errno> = std::result::Result<T, E>;

macro_rules! errnos {
    ($($(#[$doc:meta])* $name:ident = $host:ident,)*) => {
        /// An error number of `wasi_snapshot_preview1`. The numeric values are those of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Errno {
            /// No error.
            Success = 0,
            $($(#[$doc])* $name,)*
            /// The descriptor lacks the right.
            NotCapable,
        }

        impl From<rustix::io::Errno> for Errno {
            fn from(error: rustix::io::Errno) -> Errno {
                use rustix::io::Errno as Host;
                match error {
                    $(Host::$host => Errno::$name,)*
                    _ => Errno::Io,
                }
            }
        }
    };
}

// In the order of the specification: the discriminants count from 1.
errnos! {
    /// Argument list too long.
    TooBig = TOOBIG,
    /// Permission denied.
    Acces = ACCESS,
    /// Address in use.
    AddrInUse = ADDRINUSE,
    /// Address not available.
    AddrNotAvail = ADDRNOTAVAIL,
    /// Address family not supported.
    AfNoSupport = AFNOSUPPORT,
    /// Resource unavailable, or operation would block.
    Again = AGAIN,
    /// Connection already in progress.
    Already = ALREADY,
    /// Bad file descriptor.
    Badf = BADF,
    /// Bad message.
    BadMsg = BADMSG,
    /// Device or resource busy.
    Busy = BUSY,
    /// Operation canceled.
    Canceled = CANCELED,
    /// No child processes.
    Child = CHILD,
    /// Connection aborted.
    ConnAborted = CONNABORTED,
    /// Connection refused.
    ConnRefused = CONNREFUSED,
    /// Connection reset.
    ConnReset = CONNRESET,
    /// Resource deadlock would occur.
    Deadlk = DEADLK,
    /// Destination address required.
    DestAddrReq = DESTADDRREQ,
    /// Argument out of the domain of the function.
    Dom = DOM,
    /// Disk quota exceeded.
    Dquot = DQUOT,
    /// File exists.
    Exist = EXIST,
    /// A pointer is outside the guest's memory.
    Fault = FAULT,
    /// File too large.
    Fbig = FBIG,
    /// Host is unreachable.
    HostUnreach = HOSTUNREACH,
    /// Identifier removed.
    Idrm = IDRM,
    /// Illegal byte sequence: a path is not UTF-8.
    Ilseq = ILSEQ,
    /// Operation in progress.
    InProgress = INPROGRESS,
    /// Interrupted function.
    Intr = INTR,
    /// Invalid argument.
    Inval = INVAL,
    /// I/O error.
    Io = IO,
    /// Socket is connected.
    IsConn = ISCONN,
    /// Is a directory.
    IsDir = ISDIR,
    /// Too many levels of symbolic links.
    Loop = LOOP,
    /// Too many open descriptors.
    Mfile = MFILE,
    /// Too many links.
    Mlink = MLINK,
    /// Message too large.
    MsgSize = MSGSIZE,
    /// Reserved.
    MultiHop = MULTIHOP,
    /// Filename too long.
    NameTooLong = NAMETOOLONG,
    /// Network is down.
    NetDown = NETDOWN,
    /// Connection aborted by network.
    NetReset = NETRESET,
    /// Network unreachable.
    NetUnreach = NETUNREACH,
    /// Too many files open in system.
    Nfile = NFILE,
    /// No buffer space available.
    NoBufs = NOBUFS,
    /// No such device.
    NoDev = NODEV,
    /// No such file or directory.
    NoEnt = NOENT,
    /// Executable file format error.
    NoExec = NOEXEC,
    /// No locks available.
    NoLck = NOLCK,
    /// Reserved.
    NoLink = NOLINK,
    /// Not enough space.
    NoMem = NOMEM,
    /// No message of the desired type.
    NoMsg = NOMSG,
    /// Protocol not available.
    NoProtoOpt = NOPROTOOPT,
    /// No space left on device.
    NoSpc = NOSPC,
    /// Function not supported.
    NoSys = NOSYS,
    /// The socket is not connected.
    NotConn = NOTCONN,
    /// Not a directory.
    NotDir = NOTDIR,
    /// Directory not empty.
    NotEmpty = NOTEMPTY,
    /// State not recoverable.
    NotRecoverable = NOTRECOVERABLE,
    /// Not a socket.
    NotSock = NOTSOCK,
    /// Not supported.
    NotSup = NOTSUP,
    /// Inappropriate I/O control operation.
    NoTty = NOTTY,
    /// No such device or address.
    Nxio = NXIO,
    /// Value too large to be stored in the data type.
    Overflow = OVERFLOW,
    /// Previous owner died.
    OwnerDead = OWNERDEAD,
    /// Operation not permitted.
    Perm = PERM,
    /// Broken pipe.
    Pipe = PIPE,
    /// Protocol error.
    Proto = PROTO,
    /// Protocol not supported.
    ProtoNoSupport = PROTONOSUPPORT,
    /// Protocol wrong type for socket.
    Prototype = PROTOTYPE,
    /// Result too large.
    Range = RANGE,
    /// Read-only file system.
    Rofs = ROFS,
    /// The descriptor has no position.
    Spipe = SPIPE,
    /// No such process.
    Srch = SRCH,
    /// Reserved.
    Stale = STALE,
    /// Connection timed out.
    TimedOut = TIMEDOUT,
    /// Text file busy.
    TxtBsy = TXTBSY,
    /// Cross-device link.
    Xdev = XDEV,
}

impl From<io::Error> for Errno {
    fn from(error: io::Error) -> Errno {
        if let Some(host) = rustix::io::Errno::from_io_error(&error) {
            return host.into();
        }
        match error.kind() {
            // The capability library's error for a path that leaves its directory.
            io::ErrorKind::PermissionDenied => Errno::Perm,
            io::ErrorKind::InvalidInput => Errno::Inval,
            io::ErrorKind::NotFound => Errno::NoEnt,
            io::ErrorKind::WouldBlock => Errno::Again,
            io::ErrorKind::BrokenPipe => Errno::Pipe,
            io::ErrorKind::StorageFull => Errno::NoSpc,
            io::ErrorKind::Interrupted => Errno::Intr,
            io::ErrorKind::Unsupported => Errno::NotSup,
            _ => Errno::Io,
        }
    }
}

impl std::fmt::Display for Errno {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WASI error {} ({self:?})", *self as u16)
    }
}

impl std::error::Error for Errno {}

#[cfg(feature = "linker")]
impl From<Errno> for windlass::Error {
    fn from(error: Errno) -> windlass::Error {
        windlass::Error::new(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_specification() {
        for (errno, number) in [
            (Errno::Success, 0),
            (Errno::TooBig, 1),
            (Errno::Badf, 8),
            (Errno::Exist, 20),
            (Errno::Inval, 28),
            (Errno::IsDir, 31),
            (Errno::NoEnt, 44),
            (Errno::NoSys, 52),
            (Errno::NotDir, 54),
            (Errno::NotSock, 57),
            (Errno::NotSup, 58),
            (Errno::Perm, 63),
            (Errno::Rofs, 69),
            (Errno::Spipe, 70),
            (Errno::NotCapable, 76),
        ] {
            assert_eq!(errno as u16, number, "{errno:?}");
        }
    }

    #[test]
    fn host_errors_keep_their_meaning() {
        assert_eq!(Errno::from(io::Error::from_raw_os_error(libc::ENOTEMPTY)), Errno::NotEmpty);
        assert_eq!(Errno::from(io::Error::from_raw_os_error(libc::EACCES)), Errno::Acces);
        assert_eq!(Errno::from(io::Error::new(io::ErrorKind::PermissionDenied, "out")), Errno::Perm);
    }
}
