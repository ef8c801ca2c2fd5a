//! The types that a guest sees for each kind of descriptor, and how C libraries and runtimes interpret them.

mod guest;

use guest::{Guest, OUT, Open, Scratch};
use std::fs::{File, OpenOptions};
use std::os::fd::{AsFd, FromRawFd, OwnedFd};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::Path;
use windlass_wasi::{DirPerms, Errno, FilePerms, MemoryInputPipe, Rights, WasiCtxBuilder};

const UNKNOWN: u8 = 0;
const CHARACTER_DEVICE: u8 = 2;
const DIRECTORY: u8 = 3;
const REGULAR_FILE: u8 = 4;
const SOCKET_DGRAM: u8 = 5;
const SOCKET_STREAM: u8 = 6;

/// The type and rights of a descriptor.
fn fdstat(guest: &mut Guest, fd: u32) -> (u8, Rights) {
    guest.call("fd_fdstat_get", &[fd.into(), 128]).unwrap();
    (guest.memory[128], Rights::from_bits(guest.u64_at(136)).unwrap())
}

/// `isatty` as in wasi-libc, which Rust, Python, Lua and others use.
fn isatty(guest: &mut Guest, fd: u32) -> bool {
    let (ty, rights) = fdstat(guest, fd);
    ty == CHARACTER_DEVICE && !rights.intersects(Rights::FD_SEEK | Rights::FD_TELL)
}

/// The type in `fd_filestat_get`, which must agree.
fn filestat_type(guest: &mut Guest, fd: u32) -> u8 {
    guest.call("fd_filestat_get", &[fd.into(), 128]).unwrap();
    guest.memory[128 + 16]
}

fn device(name: &str) -> OwnedFd {
    OpenOptions::new().read(true).write(true).open(name).unwrap().into()
}

fn pipe() -> (OwnedFd, OwnedFd) {
    let mut ends = [0; 2];
    // SAFETY: there is room for both descriptors, which are owned here.
    unsafe {
        assert_eq!(libc::pipe(ends.as_mut_ptr()), 0);
        (OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1]))
    }
}

/// Both ends of a terminal: ours, and the program's.
fn terminal() -> (OwnedFd, OwnedFd) {
    let (mut ours, mut theirs) = (0, 0);
    let null = std::ptr::null_mut();
    // SAFETY: as for a pipe; unused arguments may be null.
    unsafe {
        assert_eq!(libc::openpty(&mut ours, &mut theirs, null, null.cast(), null.cast()), 0);
        (OwnedFd::from_raw_fd(ours), OwnedFd::from_raw_fd(theirs))
    }
}

#[test]
fn only_a_terminal_looks_like_one() {
    let scratch = Scratch::new();
    let (pty, tty) = terminal();
    let (read_end, write_end) = pipe();
    let (stream, peer) = UnixStream::pair().unwrap();
    let listener = UnixListener::bind(scratch.path().join("socket")).unwrap();
    let file = File::create(scratch.path().join("file")).unwrap();
    let kinds: Vec<(&str, OwnedFd, u8, Rights)> = vec![
        ("a terminal", tty, CHARACTER_DEVICE, Rights::STREAM),
        ("/dev/null", device("/dev/null"), CHARACTER_DEVICE, Rights::STREAM | Rights::FD_SEEK | Rights::FD_TELL),
        ("/dev/zero", device("/dev/zero"), CHARACTER_DEVICE, Rights::STREAM | Rights::FD_SEEK | Rights::FD_TELL),
        ("/dev/urandom", device("/dev/urandom"), CHARACTER_DEVICE, Rights::STREAM | Rights::FD_SEEK | Rights::FD_TELL),
        ("a pipe to read", read_end, UNKNOWN, Rights::STREAM.difference(Rights::FD_WRITE)),
        ("a pipe to write", write_end, UNKNOWN, Rights::STREAM.difference(Rights::FD_READ)),
        ("a stream socket", stream.into(), SOCKET_STREAM, Rights::SOCKET),
        ("a listening socket", listener.into(), SOCKET_STREAM, Rights::SOCKET),
        ("a datagram socket", UnixDatagram::unbound().unwrap().into(), SOCKET_DGRAM, Rights::SOCKET),
        ("a file to write", file.into(), REGULAR_FILE, Rights::FILE.difference(Rights::FD_READ)),
    ];
    for (what, fd, ty, rights) in kinds {
        // SAFETY: the descriptor is open.
        let native = unsafe { libc::isatty(std::os::fd::AsRawFd::as_raw_fd(&fd)) } == 1;
        let mut builder = WasiCtxBuilder::new();
        // Test it as each standard stream.
        let copies: Vec<OwnedFd> = (0..2).map(|_| fd.as_fd().try_clone_to_owned().unwrap()).collect();
        let [second, third] = copies.try_into().unwrap();
        builder.stdin_file(fd).unwrap().stdout_file(second).unwrap().stderr_file(third).unwrap();
        let mut guest = Guest::new(builder.build().unwrap());
        for number in 0..3 {
            assert_eq!(fdstat(&mut guest, number), (ty, rights), "{what}");
            assert_eq!(filestat_type(&mut guest, number), ty, "{what}");
            assert_eq!(isatty(&mut guest, number), native, "{what}");
        }
    }
    drop((pty, peer));
}

#[test]
fn streams_of_the_embedder_and_nothing_are_no_terminals() {
    for builder in [WasiCtxBuilder::new(), {
        let mut builder = WasiCtxBuilder::new();
        builder.stdin(MemoryInputPipe::new("x"));
        builder
    }] {
        let mut builder = builder;
        let mut guest = Guest::new(builder.build().unwrap());
        for fd in 0..3 {
            assert_eq!(fdstat(&mut guest, fd).0, UNKNOWN);
            assert!(!isatty(&mut guest, fd));
        }
    }
}

#[test]
fn devices_that_are_opened_behave_as_natively() {
    let mut guest = Guest::with_perms(Path::new("/dev"), DirPerms::all(), FilePerms::all());
    assert_eq!(fdstat(&mut guest, 3).0, DIRECTORY);
    let null = guest.open(3, "null", Open::write()).unwrap();
    assert_eq!(fdstat(&mut guest, null).0, CHARACTER_DEVICE);
    assert!(!isatty(&mut guest, null));
    assert_eq!(guest.write(null, b"lost"), Ok(4));
    assert_eq!(guest.read(null, 4).unwrap(), b"");
    assert_eq!(guest.seek(null, 5, 0), Ok(0), "as Linux says");
    assert_eq!(guest.call("fd_tell", &[null.into(), OUT.into()]), Ok(()));
    assert_eq!(guest.pread(null, 4, 7).unwrap(), b"");
    let zero = guest.open(3, "zero", Open::read()).unwrap();
    assert_eq!(guest.read(zero, 4).unwrap(), [0; 4]);
    assert_eq!(guest.pread(zero, 4, 7).unwrap(), [0; 4]);
    assert_eq!(guest.call("fd_sync", &[zero.into()]), Err(Errno::Inval));
    // The controlling terminal of the process, if it has one, opened by its path.
    if let Ok(tty) = guest.open(3, "tty", Open::write()) {
        assert!(isatty(&mut guest, tty));
        assert_eq!(guest.seek(tty, 0, 1), Err(Errno::Spipe));
    }
}

#[test]
fn a_named_pipe_is_of_unknown_type() {
    let scratch = Scratch::new();
    let path = std::ffi::CString::new(scratch.path().join("fifo").to_str().unwrap()).unwrap();
    // SAFETY: the path ends with NUL.
    assert_eq!(unsafe { libc::mkfifo(path.as_ptr(), 0o600) }, 0);
    let mut guest = Guest::in_directory(scratch.path());
    let fifo = guest.open(3, "fifo", Open::read()).unwrap();
    assert_eq!(fdstat(&mut guest, fifo), (UNKNOWN, Rights::STREAM.difference(Rights::FD_WRITE)));
    assert_eq!(guest.stat(3, "fifo", true).unwrap().0, UNKNOWN);
    assert_eq!(guest.seek(fifo, 0, 1), Err(Errno::Spipe));
}
