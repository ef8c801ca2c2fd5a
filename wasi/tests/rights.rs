//! C libraries and runtimes request enough rights for the operations that they perform.

mod guest;

use guest::{CREAT, DIRECTORY, Guest, LIST, OUT, Open, Scratch, TRUNC};
use windlass_wasi::{Errno, Rights};

/// The rights that a C library or runtime requests.
struct Client {
    name: &'static str,
    /// For a directory to list.
    directory: Rights,
    read: Rights,
    write: Rights,
    /// The inheriting rights.
    inheriting: Rights,
}

/// The rights that each requests in `open`, according to its source code.
fn clients() -> [Client; 4] {
    let writes = Rights::FD_DATASYNC | Rights::FD_WRITE | Rights::FD_ALLOCATE | Rights::FD_FILESTAT_SET_SIZE;
    // wasi-libc: all rights except those that depend on the mode.
    let base = Rights::all().difference(writes | Rights::FD_READ | Rights::FD_READDIR);
    // Rust: the rights for its options, and all others that files have.
    let rust = Rights::FD_FDSTAT_SET_FLAGS
        | Rights::FD_ADVISE
        | Rights::FD_FILESTAT_GET
        | Rights::FD_SEEK
        | Rights::FD_TELL
        | Rights::FD_SYNC
        | Rights::FD_FILESTAT_SET_TIMES
        | Rights::POLL_FD_READWRITE;
    let rust_paths = Rights::DIRECTORY.difference(Rights::FILE);
    // Go: fixed lists for directories and for files, without the rights for writing if it only reads. `os.Root` opens its
    // directory in the same way.
    let go_writes = Rights::FD_DATASYNC | Rights::FD_WRITE | Rights::FD_ALLOCATE | Rights::PATH_FILESTAT_SET_SIZE;
    let go_files = Rights::FILE.difference(go_writes | Rights::FD_READ);
    [
        Client {
            name: "wasi-libc",
            directory: base | Rights::FD_READ | Rights::FD_READDIR,
            read: base | Rights::FD_READ | Rights::FD_READDIR,
            write: base | writes,
            inheriting: Rights::all(),
        },
        Client {
            name: "Rust",
            directory: rust | rust_paths | Rights::FD_READ,
            read: rust | rust_paths | Rights::FD_READ,
            write: rust | rust_paths | writes,
            inheriting: Rights::all(),
        },
        Client {
            name: "Go",
            directory: Rights::DIRECTORY.difference(go_writes),
            read: go_files | Rights::FD_READ,
            write: go_files | go_writes,
            inheriting: Rights::all(),
        },
        Client {
            name: "a program with the minimum rights",
            directory: Rights::DIRECTORY,
            read: Rights::FD_READ | Rights::FD_SEEK,
            write: Rights::FD_WRITE | Rights::FD_SEEK,
            inheriting: Rights::all(),
        },
    ]
}

#[test]
fn what_programs_ask_for_is_enough() {
    for client in clients() {
        let scratch = Scratch::new();
        let mut guest = Guest::in_directory(scratch.path());
        let Client { name, directory, read, write, inheriting } = client;
        let how = |rights, oflags| Open { rights, oflags, inheriting, ..Open::read() };
        // In the directory that was given, and in one that was opened in it.
        guest.on_path("path_create_directory", 3, "sub").unwrap();
        let sub = guest.open(3, "sub", how(directory, DIRECTORY)).expect(name);
        for dir in [3, sub] {
            let made = guest.open(dir, "file", how(write, CREAT | TRUNC)).expect(name);
            assert_eq!(guest.write(made, b"content"), Ok(7), "{name}");
            assert_eq!(guest.pwrite(made, b"C", 0), Ok(1), "{name}");
            guest.call("fd_close", &[made.into()]).unwrap();
            let emptied = guest.open(dir, "file", how(write, TRUNC)).expect(name);
            assert_eq!(guest.write(emptied, b"content"), Ok(7), "{name}");
            let opened = guest.open(dir, "file", how(read, 0)).expect(name);
            assert_eq!(guest.read(opened, 3).unwrap(), b"con", "{name}");
            assert_eq!(guest.pread(opened, 3, 1).unwrap(), b"ont", "{name}");
            assert_eq!(guest.seek(opened, 0, 1), Ok(3), "{name}");
            if name != "a program with the minimum rights" {
                for (function, arguments) in [
                    ("fd_sync", &[emptied.into()][..]),
                    ("fd_datasync", &[emptied.into()]),
                    ("fd_filestat_get", &[opened.into(), 128]),
                    ("fd_filestat_set_size", &[emptied.into(), 3]),
                    ("fd_filestat_set_times", &[emptied.into(), 0, 0, 0]),
                    ("fd_fdstat_set_flags", &[emptied.into(), 1]),
                    ("fd_advise", &[opened.into(), 0, 0, 1]),
                    ("fd_tell", &[opened.into(), OUT.into()]),
                ] {
                    // Go's `Truncate` sets the size of a file opened for writing; its list for files has that right.
                    assert_eq!(guest.call(function, arguments), Ok(()), "{name}: {function}");
                }
            }
            assert!(guest.list_directory(dir, 4096).unwrap().len() > 2, "{name}");
            assert_eq!(guest.on_path("path_create_directory", dir, "d"), Ok(()), "{name}");
            assert_eq!(guest.on_path("path_remove_directory", dir, "d"), Ok(()), "{name}");
            assert_eq!(guest.on_paths("path_rename", (dir, "file"), (3, "moved")), Ok(()), "{name}");
            assert_eq!(guest.on_paths("path_link", (3, "moved"), (dir, "hard")), Ok(()), "{name}");
            assert_eq!(guest.symlink("hard", dir, "link"), Ok(()), "{name}");
            assert_eq!(guest.readlink(dir, "link", 100).unwrap(), b"hard", "{name}");
            assert_eq!(guest.stat(dir, "link", true).unwrap().0, 4, "{name}");
            for file in ["link", "hard"] {
                assert_eq!(guest.on_path("path_unlink_file", dir, file), Ok(()), "{name}");
            }
        }
    }
}

/// `os.OpenRoot(dir)` and `Root.Create(name)` of Go.
#[test]
fn a_file_is_emptied_in_a_directory_without_the_right_to_set_sizes() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "x").unwrap();
    let mut guest = Guest::in_directory(scratch.path());
    let rights = Rights::DIRECTORY.difference(Rights::PATH_FILESTAT_SET_SIZE);
    let root = guest.open(3, ".", Open::directory().rights(rights)).unwrap();
    for name in ["file", "new"] {
        guest.open(root, name, Open::plain().rights(Rights::FD_WRITE).oflags(CREAT | TRUNC)).unwrap();
        assert_eq!(guest.stat(root, name, true), Ok((4, 0)));
    }
}

/// Programs test for `PermissionError`, `fs.ErrPermission` or `ErrorKind::PermissionDenied`. These correspond to `EPERM`,
/// but not everywhere to `ENOTCAPABLE`.
#[test]
fn a_path_that_leads_out_is_not_permitted() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path().join("sub")).unwrap();
    std::os::unix::fs::symlink("/etc", scratch.path().join("out")).unwrap();
    std::fs::write(scratch.path().join("file"), "x").unwrap();
    let mut guest = Guest::in_directory(scratch.path());
    let guest = &mut guest;
    for path in ["..", "../", "../x", "/", "//", "/etc/hosts", "sub/../..", "sub/../../x", "out/hosts", "./..", "../."]
    {
        let expected = Err(Errno::Perm);
        assert_eq!(guest.open(3, path, Open::read()).map(|_| ()), expected, "{path}");
        assert_eq!(guest.open(3, path, Open::create()).map(|_| ()), expected, "{path}");
        assert_eq!(guest.stat(3, path, true).map(|_| ()), expected, "{path}");
        assert_eq!(guest.stat(3, path, false).map(|_| ()), expected, "{path}");
        assert_eq!(guest.readlink(3, path, 10).map(|_| ()), expected, "{path}");
        for name in ["path_create_directory", "path_remove_directory", "path_unlink_file"] {
            assert_eq!(guest.on_path(name, 3, path), expected, "{name} {path}");
        }
        for name in ["path_rename", "path_link"] {
            assert_eq!(guest.on_paths(name, (3, path), (3, "new")), expected, "{name} {path}");
            assert_eq!(guest.on_paths(name, (3, "file"), (3, path)), expected, "{name} {path}");
        }
        assert_eq!(guest.symlink("x", 3, path), expected, "{path}");
    }
    assert_eq!(guest.symlink("/etc/hosts", 3, "link"), Err(Errno::Perm));
    // Missing rights give `ENOTCAPABLE`.
    let read = guest.open(3, "file", Open::read().rights(Rights::FD_READ)).unwrap();
    let list = LIST.into();
    assert_eq!(guest.call("fd_write", &[read.into(), list, 0, OUT.into()]), Err(Errno::NotCapable));
}

/// Where programs test for an error, it is that of Linux: a file that was opened to be read has no size to set, and all of it can be
/// written to the disk.
#[test]
fn a_file_that_is_read_has_the_errors_of_linux() {
    for client in clients() {
        let scratch = Scratch::new();
        std::fs::write(scratch.path().join("file"), "x").unwrap();
        let mut guest = Guest::in_directory(scratch.path());
        let Client { name, directory, read, write, inheriting } = client;
        let how = |rights, oflags| Open { rights, oflags, inheriting, ..Open::read() };
        let fd = guest.open(3, "file", how(read, 0)).expect(name);
        assert_eq!(guest.call("fd_filestat_set_size", &[fd.into(), 0]), Err(Errno::Inval), "{name}");
        assert_eq!(guest.call("fd_allocate", &[fd.into(), 0, 9]), Err(Errno::Badf), "{name}");
        if !read.contains(Rights::FD_SYNC) {
            continue;
        }
        let dir = guest.open(3, ".", how(directory, DIRECTORY)).expect(name);
        for fd in [fd, dir, guest.open(3, "file", how(write, 0)).expect(name)] {
            assert_eq!(guest.call("fd_sync", &[fd.into()]), Ok(()), "{name}");
            assert_eq!(guest.call("fd_datasync", &[fd.into()]), Ok(()), "{name}");
        }
    }
    // A right that was dropped stays dropped.
    let scratch = Scratch::new();
    let mut guest = Guest::in_directory(scratch.path());
    let fd = guest.open(3, "file", Open::create().rights(Rights::FD_WRITE)).unwrap();
    assert_eq!(guest.call("fd_filestat_set_size", &[fd.into(), 0]), Err(Errno::NotCapable));
    assert_eq!(guest.call("fd_datasync", &[fd.into()]), Err(Errno::NotCapable));
}

/// Yosys does this around ABC: it moves its standard output away, and opens a file while the C library still has buffered
/// output.
#[test]
fn a_new_file_does_not_become_the_standard_output() {
    let scratch = Scratch::new();
    let mut guest = Guest::in_directory(scratch.path());
    let kept = guest.open(3, "kept", Open::create()).unwrap();
    guest.call("fd_renumber", &[1, kept.into()]).unwrap();
    let file = guest.open(3, "file", Open::create()).unwrap();
    assert!(file > 2, "{file}");
    assert_eq!(guest.write(1, b"from the C library"), Err(Errno::Badf));
    // And back.
    guest.call("fd_renumber", &[kept.into(), 1]).unwrap();
    assert_eq!(guest.write(1, b"from the C library"), Ok(18));
    // Closed on purpose, it is given away, as natively.
    guest.call("fd_close", &[0]).unwrap();
    assert_eq!(guest.open(3, "file", Open::read()), Ok(0));
}
