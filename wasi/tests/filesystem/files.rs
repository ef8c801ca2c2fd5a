//! The effects and errors of the functions on files and directories.

use crate::guest::{CREAT, DATA, DIRECTORY, EXCL, Guest, LIST, OUT, Open, Scratch, TRUNC};
use windlass_wasi::{DirPerms, Errno, FilePerms, Rights};

fn with_guest(test: impl FnOnce(&mut Guest, &std::path::Path)) {
    let scratch = Scratch::new();
    test(&mut Guest::in_directory(scratch.path()), scratch.path());
}

#[test]
fn bytes_move_at_positions() {
    with_guest(|guest, path| {
        let fd = guest.open(3, "file", Open::create()).unwrap();
        assert_eq!(fd, 4);
        assert_eq!(guest.write(fd, b"hello world"), Ok(11));
        assert_eq!(guest.seek(fd, 0, 1), Ok(11));
        assert_eq!(guest.seek(fd, -5, 2), Ok(6));
        assert_eq!(guest.read(fd, 100).unwrap(), b"world");
        assert_eq!(guest.read(fd, 100).unwrap(), b"");
        assert_eq!(guest.pread(fd, 4, 1).unwrap(), b"ello");
        assert_eq!(guest.pwrite(fd, b"HE", 0), Ok(2));
        assert_eq!(guest.seek(fd, 0, 1), Ok(11), "pread and pwrite leave the position");
        assert_eq!(guest.call("fd_tell", &[fd.into(), OUT.into()]), Ok(()));
        assert_eq!(guest.u64_at(OUT), 11);
        assert_eq!(guest.seek(fd, -12, 1), Err(Errno::Inval));
        assert_eq!(guest.seek(fd, -1, 0), Err(Errno::Inval));
        assert_eq!(guest.seek(fd, 0, 3), Err(Errno::Inval));
        let far = 5 << 32;
        assert_eq!(guest.seek(fd, far, 0), Ok(far as u64), "positions have 64 bits");
        assert_eq!(guest.write(fd, b"!"), Ok(1));
        assert_eq!(guest.stat(3, "file", false), Ok((4, far as u64 + 1)));
        assert_eq!(guest.call("fd_filestat_set_size", &[fd.into(), 5]), Ok(()));
        assert_eq!(guest.call("fd_filestat_set_size", &[fd.into(), u64::MAX]), Err(Errno::Fbig));
        assert_eq!(std::fs::read(path.join("file")).unwrap(), b"HEllo");
        for name in ["fd_sync", "fd_datasync", "fd_close"] {
            assert_eq!(guest.call(name, &[fd.into()]), Ok(()), "{name}");
        }
        assert_eq!(guest.call("fd_close", &[fd.into()]), Err(Errno::Badf));
    });
}

#[test]
fn vectors_scatter_and_gather() {
    with_guest(|guest, path| {
        std::fs::write(path.join("file"), "abcdefghij").unwrap();
        let fd = guest.open(3, "file", Open::write()).unwrap();
        let parts: [(u32, u32); 4] = [(DATA + 10, 3), (DATA, 0), (DATA, 4), (DATA + 20, 50)];
        let list: Vec<u8> = parts.iter().flat_map(|(at, len)| [at.to_le_bytes(), len.to_le_bytes()].concat()).collect();
        guest.put(LIST, &list);
        assert_eq!(guest.call("fd_read", &[fd.into(), LIST.into(), 4, OUT.into()]), Ok(()));
        assert_eq!(guest.u32_at(OUT), 10);
        assert_eq!(&guest.memory[DATA as usize..][..23], b"defg\0\0\0\0\0\0abc\0\0\0\0\0\0\0hij");
        guest.put(LIST + 24, &[0; 8]);
        assert_eq!(guest.call("fd_write", &[fd.into(), LIST.into(), 4, OUT.into()]), Ok(()));
        assert_eq!(guest.u32_at(OUT), 7);
        assert_eq!(std::fs::read(path.join("file")).unwrap(), b"abcdefghijabcdefg");
    });
}

#[test]
fn appending_goes_to_the_end_until_it_is_switched_off() {
    with_guest(|guest, path| {
        std::fs::write(path.join("file"), "12345").unwrap();
        let fd = guest.open(3, "file", Open::write().fdflags(1)).unwrap();
        assert_eq!(guest.seek(fd, 0, 0), Ok(0));
        assert_eq!(guest.write(fd, b"678"), Ok(3));
        assert_eq!(guest.call("fd_fdstat_set_flags", &[fd.into(), 0]), Ok(()));
        assert_eq!(guest.seek(fd, 0, 0), Ok(0));
        assert_eq!(guest.write(fd, b"x"), Ok(1));
        assert_eq!(std::fs::read(path.join("file")).unwrap(), b"x2345678");
        assert_eq!(guest.call("fd_fdstat_set_flags", &[fd.into(), 2]), Err(Errno::NotSup), "DSYNC is decided by open");
        assert_eq!(guest.call("fd_fdstat_set_flags", &[fd.into(), 32]), Err(Errno::Inval));
    });
}

#[test]
fn opening_gives_the_specified_errors() {
    with_guest(|guest, path| {
        std::fs::write(path.join("file"), "x").unwrap();
        std::fs::create_dir(path.join("dir")).unwrap();
        std::os::unix::fs::symlink("file", path.join("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", path.join("dangling")).unwrap();
        std::os::unix::fs::symlink("loop", path.join("loop")).unwrap();
        let cases = [
            ("missing", Open::read(), Err(Errno::NoEnt)),
            ("", Open::read(), Err(Errno::NoEnt)),
            ("file/", Open::read(), Err(Errno::NotDir)),
            ("file/x", Open::read(), Err(Errno::NotDir)),
            ("file", Open::directory(), Err(Errno::NotDir)),
            ("file", Open::create().oflags(CREAT | EXCL), Err(Errno::Exist)),
            ("dir", Open::write(), Err(Errno::IsDir)),
            ("dir", Open::write().oflags(DIRECTORY), Err(Errno::IsDir)),
            ("dir/", Open::directory(), Ok(())),
            (".", Open::directory(), Ok(())),
            ("dir/..", Open::directory(), Ok(())),
            ("link", Open::read(), Ok(())),
            ("link", Open::read().nofollow(), Err(Errno::Loop)),
            ("dangling", Open::read(), Err(Errno::NoEnt)),
            ("loop", Open::read(), Err(Errno::Loop)),
            ("file", Open::plain().oflags(16), Err(Errno::Inval)),
            ("file", Open::plain().fdflags(32), Err(Errno::Inval)),
            (&"n".repeat(300), Open::read(), Err(Errno::NameTooLong)),
            (&"d/".repeat(3000), Open::read(), Err(Errno::NameTooLong)),
            ("fi\0le", Open::read(), Err(Errno::Inval)),
        ];
        for (name, how, expected) in cases {
            assert_eq!(guest.open(3, name, how).map(|_| ()), expected, "{name:?}");
        }
        let [pointer, _] = guest.put(DATA, b"\xff\xfe");
        let arguments = [3, 0, pointer, 2, 0, 0, 0, 0, OUT.into()];
        assert_eq!(guest.call("path_open", &arguments), Err(Errno::Ilseq));
        assert_eq!(guest.open(99, "file", Open::read()), Err(Errno::Badf));
        let file = guest.open(3, "file", Open::read()).unwrap();
        assert_eq!(guest.open(file, "x", Open::read()), Err(Errno::NotDir));
        let dangling = guest.open(3, "dangling", Open::create()).unwrap();
        assert_eq!(guest.write(dangling, b"made"), Ok(4));
        assert_eq!(std::fs::read(path.join("nowhere")).unwrap(), b"made");
    });
}

#[test]
fn names_are_made_moved_and_removed() {
    with_guest(|guest, path| {
        assert_eq!(guest.on_path("path_create_directory", 3, "dir"), Ok(()));
        assert_eq!(guest.on_path("path_create_directory", 3, "dir"), Err(Errno::Exist));
        assert_eq!(guest.on_path("path_create_directory", 3, "dir/sub/"), Ok(()));
        assert_eq!(guest.on_path("path_create_directory", 3, "a/b"), Err(Errno::NoEnt));
        assert_eq!(guest.on_path("path_remove_directory", 3, "dir"), Err(Errno::NotEmpty));
        std::fs::write(path.join("file"), "x").unwrap();
        assert_eq!(guest.on_path("path_remove_directory", 3, "file"), Err(Errno::NotDir));
        assert_eq!(guest.on_path("path_remove_directory", 3, "file/"), Err(Errno::NotDir));
        assert_eq!(guest.on_path("path_unlink_file", 3, "dir"), Err(Errno::IsDir));
        assert_eq!(guest.on_path("path_unlink_file", 3, "dir/"), Err(Errno::IsDir));
        assert_eq!(guest.on_path("path_unlink_file", 3, "file/"), Err(Errno::NotDir));
        assert_eq!(guest.on_path("path_unlink_file", 3, "missing"), Err(Errno::NoEnt));

        assert_eq!(guest.on_paths("path_link", (3, "file"), (3, "hard")), Ok(()));
        assert_eq!(guest.on_paths("path_link", (3, "file"), (3, "hard")), Err(Errno::Exist));
        assert_eq!(guest.on_paths("path_link", (3, "file"), (3, "new/")), Err(Errno::NoEnt));
        assert_eq!(guest.on_paths("path_link", (3, "file"), (3, "dir/")), Err(Errno::Exist));
        assert_eq!(guest.on_paths("path_link", (3, "dir"), (3, "hard2")), Err(Errno::Perm));
        assert_eq!(guest.on_paths("path_rename", (3, "hard"), (3, "dir/sub/moved")), Ok(()));
        assert_eq!(guest.on_paths("path_rename", (3, "hard"), (3, "x")), Err(Errno::NoEnt));
        assert_eq!(guest.on_paths("path_rename", (3, "file"), (3, "dir")), Err(Errno::IsDir));
        assert_eq!(guest.on_paths("path_rename", (3, "dir"), (3, "dir/sub/x")), Err(Errno::Inval));
        assert_eq!(guest.on_path("path_unlink_file", 3, "dir/sub/moved"), Ok(()));
        assert_eq!(guest.on_path("path_remove_directory", 3, "dir/sub/"), Ok(()));

        assert_eq!(guest.symlink("file", 3, "link"), Ok(()));
        assert_eq!(guest.symlink("file", 3, "link"), Err(Errno::Exist));
        assert_eq!(guest.symlink("file", 3, "new/"), Err(Errno::NoEnt));
        assert_eq!(guest.symlink("file", 3, "dir/"), Err(Errno::Exist));
        assert_eq!(guest.symlink("file", 3, "file/"), Err(Errno::Exist));
        assert_eq!(guest.symlink("", 3, "empty"), Err(Errno::NoEnt));
        assert_eq!(guest.readlink(3, "link", 100).unwrap(), b"file");
        assert_eq!(guest.readlink(3, "link", 2).unwrap(), b"fi");
        assert_eq!(guest.readlink(3, "file", 2), Err(Errno::Inval));
        assert_eq!(guest.stat(3, "link", false).unwrap().0, 7);
        assert_eq!(guest.stat(3, "link", true), Ok((4, 1)));
        assert_eq!(guest.on_path("path_unlink_file", 3, "link"), Ok(()));
        assert!(path.join("file").exists());
    });
}

#[test]
fn directories_are_listed_with_lasting_cookies() {
    with_guest(|guest, path| {
        for number in 0..300 {
            std::fs::write(path.join(format!("file-{number:04}")), "").unwrap();
        }
        std::fs::create_dir(path.join("dir")).unwrap();
        for room in [33, 64, 256, 4096, 20000] {
            let mut found = guest.list_directory(3, room).unwrap();
            let cookies: Vec<u64> = found.iter().map(|(_, _, cookie)| *cookie).collect();
            found.sort();
            let names: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
            assert_eq!(names.len(), 303, "with {room} bytes");
            assert_eq!(&names[..4], &[".", "..", "dir", "file-0000"]);
            assert_eq!((found[0].1, found[2].1, found[3].1), (3, 3, 4));
            // Going on from any entry gives the rest: all names but one have nine letters.
            guest.call("fd_readdir", &[3, DATA.into(), 20000, cookies[302 - 10], OUT.into()]).unwrap();
            assert!((10 * 24..=10 * 33).contains(&guest.u32_at(OUT)), "{}", guest.u32_at(OUT));
            // `telldir` of a C library keeps 32 bits.
            assert!(cookies.iter().all(|cookie| u32::try_from(*cookie).is_ok()), "{cookies:x?}");
        }
        assert_eq!(guest.call("fd_readdir", &[3, DATA.into(), 100, u64::MAX, OUT.into()]), Err(Errno::Inval));
        let file = guest.open(3, "file-0000", Open::read()).unwrap();
        assert_eq!(guest.call("fd_readdir", &[file.into(), DATA.into(), 100, 0, OUT.into()]), Err(Errno::NotDir));
    });
}

#[test]
fn what_is_above_a_directory_is_not_told() {
    with_guest(|guest, _| {
        guest.call("fd_filestat_get", &[3, 128]).unwrap();
        let own = guest.u64_at(128 + 8);
        guest.call("fd_readdir", &[3, DATA.into(), 200, 0, OUT.into()]).unwrap();
        assert_eq!((guest.u64_at(DATA + 8), guest.u64_at(DATA + 8 + 25)), (own, own));
    });
}

#[test]
fn times_are_set() {
    with_guest(|guest, path| {
        std::fs::write(path.join("file"), "").unwrap();
        std::os::unix::fs::symlink("file", path.join("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", path.join("dangling")).unwrap();
        let set = |guest: &mut Guest, name: &str, lookup: u64, times: [u64; 3]| {
            let [pointer, len] = guest.put(DATA, name.as_bytes());
            guest.call("path_filestat_set_times", &[3, lookup, pointer, len, times[0], times[1], times[2]])
        };
        let times = |guest: &mut Guest, name: &str| {
            guest.stat(3, name, false).unwrap();
            (guest.u64_at(128 + 40), guest.u64_at(128 + 48))
        };
        assert_eq!(set(guest, "file", 0, [1_000_000_007, 2_000_000_009, 0b0101]), Ok(()));
        assert_eq!(times(guest, "file"), (1_000_000_007, 2_000_000_009));
        assert_eq!(set(guest, "link", 0, [5_000_000_000, 0, 0b0001]), Ok(()));
        assert_eq!(times(guest, "file").0, 1_000_000_007, "the link's own time was set");
        assert_eq!(times(guest, "link").0, 5_000_000_000);
        assert_eq!(set(guest, "link", 1, [0, 6_000_000_000, 0b0100]), Ok(()));
        assert_eq!(times(guest, "file"), (1_000_000_007, 6_000_000_000));
        assert_eq!(set(guest, "dangling", 1, [0, 0, 0b0100]), Err(Errno::NoEnt));
        assert_eq!(set(guest, "file", 0, [0, 0, 0b1100]), Err(Errno::Inval));
        assert_eq!(set(guest, "file", 0, [0, 0, 0b0011]), Err(Errno::Inval));
        assert_eq!(set(guest, "file", 0, [0, 0, 0b1_0000]), Err(Errno::Inval));
        assert_eq!(set(guest, "file", 0, [0, 0, 0b1010]), Ok(()));
        assert!(times(guest, "file").0 > 1_600_000_000_000_000_000);
        let fd = guest.open(3, "file", Open::read()).unwrap();
        assert_eq!(guest.call("fd_filestat_set_times", &[fd.into(), 8, 9, 0b0101]), Ok(()));
        assert_eq!(times(guest, "file"), (8, 9));
        assert_eq!(guest.call("fd_filestat_set_times", &[fd.into(), 8, 9, 0b0111]), Err(Errno::Inval));
    });
}

#[test]
fn space_is_allocated_and_advice_taken() {
    with_guest(|guest, _| {
        let fd = guest.open(3, "file", Open::create()).unwrap().into();
        match guest.call("fd_allocate", &[fd, 100, 50]) {
            Ok(()) => assert_eq!(guest.stat(3, "file", false), Ok((4, 150))),
            Err(error) => assert_eq!(error, Errno::NotSup),
        }
        assert_eq!(guest.call("fd_allocate", &[fd, 0, 0]), Err(Errno::Inval));
        for advice in 0..6 {
            assert_eq!(guest.call("fd_advise", &[fd, 0, 10, advice]), Ok(()));
        }
        assert_eq!(guest.call("fd_advise", &[fd, 0, 10, 6]), Err(Errno::Inval));
        assert_eq!(guest.call("fd_advise", &[fd, u64::MAX, 10, 0]), Err(Errno::Inval));
        assert_eq!(guest.call("fd_advise", &[1, 0, 10, 0]), Err(Errno::Spipe));
    });
}

#[test]
fn rights_are_enforced() {
    with_guest(|guest, path| {
        std::fs::write(path.join("file"), "x").unwrap();
        let none = guest.open(3, "file", Open::plain()).unwrap();
        let fd = none.into();
        let refused: &[(&str, &[u64])] = &[
            ("fd_read", &[fd, LIST as u64, 0, OUT as u64]),
            ("fd_write", &[fd, LIST as u64, 0, OUT as u64]),
            ("fd_pread", &[fd, LIST as u64, 0, 0, OUT as u64]),
            ("fd_pwrite", &[fd, LIST as u64, 0, 0, OUT as u64]),
            ("fd_seek", &[fd, 0, 0, OUT as u64]),
            ("fd_tell", &[fd, OUT as u64]),
            ("fd_sync", &[fd]),
            ("fd_datasync", &[fd]),
            ("fd_advise", &[fd, 0, 0, 0]),
            ("fd_filestat_get", &[fd, 128]),
            ("fd_filestat_set_times", &[fd, 0, 0, 0]),
            ("fd_fdstat_set_flags", &[fd, 0]),
            ("fd_fdstat_set_rights", &[fd, 2, 0]),
        ];
        for (name, arguments) in refused {
            assert_eq!(guest.call(name, arguments), Err(Errno::NotCapable), "{name}");
        }
        // The host has opened the file to be read: its errors are those that programs know.
        assert_eq!(guest.call("fd_allocate", &[fd, 0, 1]), Err(Errno::Badf));
        assert_eq!(guest.call("fd_filestat_set_size", &[fd, 1]), Err(Errno::Inval));
        // A directory that can do nothing.
        let empty = guest.open(3, ".", Open::plain().oflags(DIRECTORY)).unwrap();
        for name in ["path_create_directory", "path_remove_directory", "path_unlink_file"] {
            assert_eq!(guest.on_path(name, empty, "file"), Err(Errno::NotCapable), "{name}");
        }
        assert_eq!(guest.open(empty, "file", Open::plain()), Err(Errno::NotCapable));
        assert_eq!(guest.stat(empty, "file", false), Err(Errno::NotCapable));
        assert_eq!(guest.readlink(empty, "file", 1), Err(Errno::NotCapable));
        assert_eq!(guest.symlink("file", empty, "link"), Err(Errno::NotCapable));
        for name in ["path_rename", "path_link"] {
            assert_eq!(guest.on_paths(name, (empty, "file"), (3, "new")), Err(Errno::NotCapable), "{name} from");
            assert_eq!(guest.on_paths(name, (3, "file"), (empty, "new")), Err(Errno::NotCapable), "{name} to");
        }
        assert_eq!(guest.list_directory(empty, 100), Err(Errno::NotCapable));
        assert!(path.join("file").exists());
        // Rights that a directory does not let others inherit cannot be requested.
        let narrow = Open { inheriting: Rights::FD_READ, ..Open::directory() };
        let narrow = guest.open(3, ".", narrow).unwrap();
        assert!(guest.open(narrow, "file", Open::plain().rights(Rights::FD_READ)).is_ok());
        assert_eq!(guest.open(narrow, "file", Open::write()), Err(Errno::NotCapable));
        // Without the right to truncate.
        let rights = Rights::DIRECTORY.difference(Rights::PATH_FILESTAT_SET_SIZE);
        let fixed = Open::directory().rights(rights);
        let inheriting = fixed.inheriting.difference(Rights::FD_FILESTAT_SET_SIZE);
        let fixed = guest.open(3, ".", Open { inheriting, ..fixed }).unwrap();
        assert_eq!(guest.open(fixed, "file", Open::plain().oflags(TRUNC)), Err(Errno::NotCapable));
        assert_eq!(std::fs::read(path.join("file")).unwrap(), b"x");
    });
}

#[test]
fn directories_are_not_files() {
    with_guest(|guest, _| {
        assert_eq!(guest.read(3, 10), Err(Errno::IsDir));
        assert_eq!(guest.write(3, b"x"), Err(Errno::IsDir));
        assert_eq!(guest.pread(3, 10, 0), Err(Errno::IsDir));
        assert_eq!(guest.pwrite(3, b"x", 0), Err(Errno::IsDir));
        assert_eq!(guest.seek(3, 0, 1), Err(Errno::IsDir));
        assert_eq!(guest.call("fd_tell", &[3, OUT.into()]), Err(Errno::IsDir));
        assert_eq!(guest.call("fd_allocate", &[3, 0, 1]), Err(Errno::IsDir));
        assert_eq!(guest.call("fd_filestat_set_size", &[3, 0]), Err(Errno::IsDir));
        assert_eq!(guest.call("sock_shutdown", &[3, 1]), Err(Errno::NotSock));
    });
}

#[test]
fn a_read_only_directory_stays_as_it_is() {
    let scratch = Scratch::new();
    let path = scratch.path();
    std::fs::write(path.join("file"), "x").unwrap();
    std::fs::create_dir(path.join("dir")).unwrap();
    let mut guest = Guest::with_perms(path, DirPerms::READ, FilePerms::READ);
    let guest = &mut guest;
    for fd in [3, guest.open(3, ".", Open::directory()).unwrap()] {
        assert_eq!(guest.open(fd, "file", Open::write()), Err(Errno::Rofs));
        assert_eq!(guest.open(fd, "file", Open::read().oflags(TRUNC)), Err(Errno::Rofs));
        assert_eq!(guest.open(fd, "new", Open::read().oflags(CREAT)), Err(Errno::Rofs));
        assert_eq!(guest.open(fd, "file", Open::read().oflags(CREAT | EXCL)), Err(Errno::Exist));
        assert!(guest.open(fd, "file", Open::read().oflags(CREAT)).is_ok());
        assert_eq!(guest.on_path("path_unlink_file", fd, "file"), Err(Errno::Rofs));
        assert_eq!(guest.on_path("path_remove_directory", fd, "dir"), Err(Errno::Rofs));
        assert_eq!(guest.on_path("path_create_directory", fd, "new"), Err(Errno::Rofs));
        assert_eq!(guest.symlink("file", fd, "new"), Err(Errno::Rofs));
        assert_eq!(guest.on_paths("path_rename", (fd, "file"), (fd, "new")), Err(Errno::Rofs));
        assert_eq!(guest.on_paths("path_link", (fd, "file"), (fd, "new")), Err(Errno::Rofs));
        let [pointer, len] = guest.put(DATA, b"file");
        let arguments = [fd.into(), 0, pointer, len, 0, 0, 5];
        assert_eq!(guest.call("path_filestat_set_times", &arguments), Err(Errno::Rofs));
        assert_eq!(guest.call("fd_filestat_set_times", &[fd.into(), 0, 0, 5]), Err(Errno::NotCapable));
        let file = guest.open(fd, "file", Open::read()).unwrap();
        assert_eq!(guest.read(file, 5).unwrap(), b"x");
        assert_eq!(guest.write(file, b"y"), Err(Errno::NotCapable));
        assert_eq!(guest.call("fd_filestat_set_times", &[file.into(), 0, 0, 5]), Err(Errno::NotCapable));
        assert_eq!(guest.call("fd_filestat_set_size", &[file.into(), 0]), Err(Errno::Inval));
        assert_eq!(guest.call("fd_allocate", &[file.into(), 0, 9]), Err(Errno::Badf));
        assert_eq!(guest.list_directory(fd, 4096).unwrap().len(), 4);
    }
    assert_eq!(std::fs::read(path.join("file")).unwrap(), b"x");
}

#[test]
fn files_do_not_gain_permissions_by_a_new_name() {
    let scratch = Scratch::new();
    for name in ["locked", "open"] {
        std::fs::create_dir(scratch.path().join(name)).unwrap();
    }
    std::fs::write(scratch.path().join("locked/file"), "x").unwrap();
    let mut builder = windlass_wasi::WasiCtxBuilder::new();
    builder
        .preopened_dir(scratch.path().join("locked"), "/locked", DirPerms::all(), FilePerms::READ)
        .unwrap()
        .preopened_dir(scratch.path().join("open"), "/open", DirPerms::all(), FilePerms::all())
        .unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    for name in ["path_link", "path_rename"] {
        assert_eq!(guest.on_paths(name, (3, "file"), (4, "file")), Err(Errno::Xdev), "{name}");
    }
}

#[test]
fn preopened_directories_are_named() {
    with_guest(|guest, _| {
        assert_eq!(guest.call("fd_prestat_get", &[3, OUT.into()]), Ok(()));
        assert_eq!((guest.u32_at(OUT), guest.u32_at(OUT + 4)), (0, 1));
        assert_eq!(guest.call("fd_prestat_dir_name", &[3, DATA.into(), 0]), Err(Errno::NameTooLong));
        assert_eq!(guest.call("fd_prestat_dir_name", &[3, DATA.into(), 5]), Ok(()));
        assert_eq!(guest.memory[DATA as usize], b'/');
        let derived = guest.open(3, ".", Open::directory()).unwrap();
        for fd in [0, 1, 2, derived, 77] {
            assert_eq!(guest.call("fd_prestat_get", &[fd.into(), OUT.into()]), Err(Errno::Badf));
        }
        assert_eq!(guest.call("fd_renumber", &[derived.into(), 3]), Ok(()));
        assert_eq!(guest.call("fd_prestat_get", &[3, OUT.into()]), Err(Errno::Badf));
    });
}

#[test]
fn a_pipe_in_a_directory_does_not_wait() {
    with_guest(|guest, path| {
        let name = std::ffi::CString::new(path.join("pipe").into_os_string().into_encoded_bytes()).unwrap();
        // SAFETY: the path is a string that ends with NUL.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
        assert_eq!(guest.open(3, "pipe", Open::plain().rights(Rights::FD_WRITE)), Err(Errno::Nxio));
        let reader = guest.open(3, "pipe", Open::read()).unwrap();
        assert_eq!(guest.seek(reader, 0, 1), Err(Errno::Spipe));
        let [pointer, len] = guest.put(DATA, b"pipe");
        assert_eq!(guest.call("path_filestat_set_times", &[3, 1, pointer, len, 1, 2, 5]), Ok(()));
        let writer = guest.open(3, "pipe", Open::plain().rights(Rights::FD_WRITE)).unwrap();
        assert_eq!(guest.write(writer, b"through"), Ok(7));
        assert_eq!(guest.read(reader, 100).unwrap(), b"through");
    });
}

#[test]
fn a_directory_that_can_only_be_passed_through() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "x").unwrap();
    std::fs::set_permissions(scratch.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // SAFETY: this changes as whom this thread uses files, and nothing else.
            unsafe { libc::setfsuid(65_534) };
            if std::fs::read_dir(scratch.path()).is_ok() || !scratch.path().join("file").exists() {
                let why = "skipped: no other user can be had who may pass through a directory and not read it";
                let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{why}\n"));
                return;
            }
            let mut guest = Guest::in_directory(scratch.path());
            let file = guest.open(3, "file", Open::read()).unwrap();
            assert_eq!(guest.read(file, 10).unwrap(), b"x");
            assert_eq!(guest.list_directory(3, 100), Err(Errno::Acces));
            assert_eq!(guest.call("fd_filestat_get", &[3, 128]), Ok(()));
        });
    });
}

#[test]
fn a_listing_goes_on_while_the_directory_changes() {
    with_guest(|guest, path| {
        let name = |number: u32| path.join(format!("file-{number:04}"));
        (0..200).for_each(|number| std::fs::write(name(number), "").unwrap());
        let mut seen = std::collections::BTreeSet::new();
        let (mut cookie, mut next) = (0, 0);
        loop {
            guest.call("fd_readdir", &[3, DATA.into(), 128, cookie, OUT.into()]).unwrap();
            let used = guest.u32_at(OUT) as usize;
            let mut records = &guest.memory[DATA as usize..][..used];
            while records.len() >= 24 {
                let len = u32::from_le_bytes(records[16..20].try_into().unwrap()) as usize;
                let Some(name) = records.get(24..24 + len) else { break };
                assert!(seen.insert(name.to_vec()), "told twice: {}", String::from_utf8_lossy(name));
                cookie = u64::from_le_bytes(records[..8].try_into().unwrap());
                records = &records[24 + len..];
            }
            if used < 128 {
                break;
            }
            // Entries that are removed meanwhile may be missing from the listing; others may not.
            if next < 100 {
                std::fs::remove_file(name(next)).unwrap();
                next += 1;
            }
        }
        for number in 100..200 {
            assert!(seen.contains(format!("file-{number:04}").as_bytes()), "{number} is missing");
        }
    });
}

#[test]
fn offsets_at_the_edge_of_64_bits() {
    with_guest(|guest, _| {
        let fd = guest.open(3, "file", Open::create()).unwrap();
        for offset in [u64::MAX, 1 << 63, i64::MAX as u64 + 1] {
            assert_eq!(guest.pread(fd, 1, offset), Err(Errno::Inval), "{offset}");
            assert_eq!(guest.pwrite(fd, b"x", offset), Err(Errno::Inval), "{offset}");
        }
        assert!(matches!(guest.pwrite(fd, b"xy", i64::MAX as u64), Err(Errno::Inval | Errno::Fbig)));
        assert_eq!(guest.pread(fd, 0, i64::MAX as u64).unwrap(), b"");
        let fd = u64::from(fd);
        assert!(guest.call("fd_allocate", &[fd, i64::MAX as u64, 1]).is_err());
        assert!(guest.call("fd_allocate", &[fd, u64::MAX, u64::MAX]).is_err());
        assert!(guest.call("fd_allocate", &[fd, 1, i64::MAX as u64]).is_err());
        assert_eq!(guest.call("fd_advise", &[fd, 0, u64::MAX, 0]), Err(Errno::Inval));
        let fd = fd as u32;
        assert_eq!(guest.seek(fd, 10, 0), Ok(10));
        assert_eq!(guest.seek(fd, i64::MAX, 1), Err(Errno::Inval));
        assert_eq!(guest.seek(fd, i64::MIN, 1), Err(Errno::Inval));
        assert_eq!(guest.seek(fd, 0, 1), Ok(10), "nothing was moved");
        assert_eq!(guest.stat(3, "file", false), Ok((4, 0)));
    });
}

#[test]
fn lists_of_parts_may_be_long_and_may_overlap() {
    with_guest(|guest, path| {
        let content: Vec<u8> = (0..4000u32).map(|number| number as u8).collect();
        std::fs::write(path.join("file"), &content).unwrap();
        let fd = guest.open(3, "file", Open::write()).unwrap().into();
        // More buffers than the host accepts in one call: a short transfer.
        let list: Vec<u8> =
            (0..3000u32).flat_map(|part| [(40_000 + part).to_le_bytes(), 1u32.to_le_bytes()].concat()).collect();
        guest.put(8192, &list);
        assert_eq!(guest.call("fd_read", &[fd, 8192, 3000, OUT.into()]), Ok(()));
        let read = guest.u32_at(OUT) as usize;
        assert!((1..=3000).contains(&read));
        assert_eq!(guest.memory[40_000..][..read], content[..read]);
        // Parts that overlap are read one after the other, if need be by several calls.
        let list = [[DATA, 4], [DATA + 2, 4]].concat();
        guest.put(LIST, &list.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>());
        assert_eq!(guest.call("fd_pread", &[fd, LIST.into(), 2, 0, OUT.into()]), Ok(()));
        let read = guest.u32_at(OUT) as usize;
        assert!(read == 4 || read == 8);
        assert_eq!(guest.memory[DATA as usize..][..2], content[..2]);
        // The buffers may overlap the list itself, and the result may overlap the buffers.
        guest.put(LIST, &[LIST.to_le_bytes(), 8u32.to_le_bytes()].concat());
        assert_eq!(guest.call("fd_pread", &[fd, LIST.into(), 1, 16, OUT.into()]), Ok(()));
        assert_eq!(guest.memory[LIST as usize..][..8], content[16..24]);
    });
}
