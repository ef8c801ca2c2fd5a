//! Pointers outside the guest's memory. See also `fuzz`.

mod guest;

use guest::{DATA, Guest, Open, Scratch};
use windlass_wasi::{DirPerms, Errno, FilePerms, WasiCtxBuilder};

#[test]
fn a_guest_does_not_take_all_descriptors() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "").unwrap();
    let open_all = |guest: &mut Guest| {
        for opened in 0..10_000 {
            match guest.open(3, "file", Open::read()) {
                Ok(_) => {}
                Err(errno) => return (opened, errno),
            }
        }
        panic!("no limit");
    };
    let mut guest = Guest::new(
        WasiCtxBuilder::new()
            .preopened_dir(scratch.path(), "/", DirPerms::all(), FilePerms::all())
            .unwrap()
            .max_descriptors(20)
            .build()
            .unwrap(),
    );
    assert_eq!(open_all(&mut guest), (16, Errno::Mfile));
    guest.call("fd_close", &[10]).unwrap();
    assert_eq!(open_all(&mut guest), (1, Errno::Mfile));
    // Two guests with the default limit leave descriptors for the host.
    let mut guest = Guest::in_directory(scratch.path());
    let (opened, errno) = open_all(&mut guest);
    assert!(opened > 100 && errno == Errno::Mfile, "{opened} {errno:?}");
    std::fs::File::open(scratch.path().join("file")).unwrap();
}

#[test]
fn pointers_are_checked_before_anything_happens() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "content").unwrap();
    let mut guest = Guest::in_directory(scratch.path());
    let fd = u64::from(guest.open(3, "file", Open::write()).unwrap());
    let end = guest.memory.len() as u64;
    let [path, len] = guest.put(DATA, b"new");
    guest.put(64, &[DATA.to_le_bytes(), 3u32.to_le_bytes()].concat());
    let cases: &[(&str, &[u64])] = &[
        ("path_open", &[3, 0, path, len, 1, 0, 0, 0, end - 3]),
        ("path_open", &[3, 0, end - 1, 2, 1, 0, 0, 0, 0]),
        ("fd_read", &[fd, 64, 1, end - 3]),
        ("fd_write", &[fd, 64, 1, end]),
        ("fd_write", &[fd, 64, u64::from(u32::MAX), 0]),
        ("fd_write", &[fd, end - 4, 1, 0]),
        ("fd_pread", &[fd, 64, 1, 0, u64::from(u32::MAX)]),
        ("fd_pwrite", &[fd, 64, 1, 0, end - 1]),
        ("fd_seek", &[fd, 1, 0, end - 7]),
        ("fd_tell", &[fd, end - 7]),
        ("fd_fdstat_get", &[fd, end - 23]),
        ("fd_filestat_get", &[fd, end - 63]),
        ("fd_prestat_get", &[3, end - 7]),
        ("fd_prestat_dir_name", &[3, end, 1]),
        ("fd_readdir", &[3, end - 10, 11, 0, 0]),
        ("fd_readdir", &[3, path, 10, 0, end - 3]),
        ("path_filestat_get", &[3, 0, path, len, end - 63]),
        ("path_readlink", &[3, path, len, end, 1, 0]),
        ("path_readlink", &[3, path, len, 0, 1, end - 3]),
        ("path_create_directory", &[3, end - 2, 3]),
        ("path_symlink", &[path, len, 3, end, 1]),
        ("path_symlink", &[end, 1, 3, path, len]),
        ("path_rename", &[3, path, len, 3, end, 1]),
        ("random_get", &[end - 1, 2]),
        ("clock_time_get", &[0, 0, end - 7]),
        ("clock_res_get", &[0, end - 7]),
        ("args_sizes_get", &[0, end - 3]),
        ("poll_oneoff", &[end - 47, 0, 1, 0]),
        ("poll_oneoff", &[0, end - 31, 1, 0]),
        ("poll_oneoff", &[0, 0, 1, end - 3]),
    ];
    for (name, arguments) in cases {
        assert_eq!(guest.call(name, arguments), Err(Errno::Fault), "{name} {arguments:?}");
    }
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing was created");
    assert_eq!(std::fs::read(scratch.path().join("file")).unwrap(), b"content");
    assert_eq!(guest.seek(fd as u32, 0, 1), Ok(0), "nothing was moved");
    assert!(matches!(guest.open(3, "file", Open::read()), Ok(5)), "no descriptor was used up");
}
