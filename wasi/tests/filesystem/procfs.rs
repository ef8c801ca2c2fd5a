//! Procfs exposes the process that the guest runs in: its memory, environment and descriptors. No path leads there.

use crate::guest::{CREAT, DATA, Guest, Open, Scratch, TRUNC};
use std::path::Path;
use windlass_wasi::{DirPerms, Errno, FilePerms, Rights};

/// A guest with access to the host's root directory. If all is well, nothing there is modified.
fn guest_of_root() -> Guest {
    Guest::with_perms(Path::new("/"), DirPerms::all(), FilePerms::all())
}

/// Files that an attacker would want.
const FILES: [&str; 14] = [
    "proc",
    "proc/",
    "proc/.",
    "proc/self",
    "proc/self/",
    "proc/self/environ",
    "proc/self/maps",
    "proc/self/mem",
    "proc/thread-self/mem",
    "proc/self/task",
    "proc/self/fd",
    "proc/self/map_files",
    "proc/1/status",
    "proc/sys/kernel/core_pattern",
];

/// Host links to procfs by absolute paths, and procfs links to anywhere. They leave the directory, or are not followed.
const LINKS: [&str; 9] = [
    "dev/stdin",
    "dev/fd/0",
    "dev/fd",
    "etc/mtab",
    "proc/self/root/etc/passwd",
    "proc/self/cwd",
    "proc/self/exe",
    "proc/self/fd/0",
    "proc/mounts",
];

#[test]
fn no_path_leads_to_procfs() {
    let mut guest = guest_of_root();
    let mut reached = Vec::new();
    for path in FILES.iter().chain(&LINKS) {
        // A link outside procfs may be read itself.
        let looks = [true, !path.starts_with("dev") && !path.starts_with("etc")];
        let mut attempts: Vec<(&str, Result<(), Errno>)> = Vec::new();
        for how in [Open::read(), Open::write(), Open::directory(), Open::plain(), Open::read().oflags(CREAT | TRUNC)] {
            attempts.push(("open", guest.open(3, path, how).map(|_| ())));
        }
        attempts.push(("stat", guest.stat(3, path, true).map(|_| ())));
        if looks[1] {
            attempts.push(("open", guest.open(3, path, Open::read().nofollow()).map(|_| ())));
            attempts.push(("stat", guest.stat(3, path, false).map(|_| ())));
        }
        if path.starts_with("proc/") {
            attempts.push(("readlink", guest.readlink(3, path, 100).map(|_| ())));
            attempts.push(("unlink", guest.on_path("path_unlink_file", 3, path)));
            attempts.push(("rmdir", guest.on_path("path_remove_directory", 3, path)));
            attempts.push(("mkdir", guest.on_path("path_create_directory", 3, &format!("{path}/new"))));
            attempts.push(("symlink", guest.symlink("x", 3, &format!("{path}/new"))));
            attempts.push(("link", guest.on_paths("path_link", (3, path), (3, "tmp/windlass-stolen"))));
            attempts.push(("rename", guest.on_paths("path_rename", (3, path), (3, "tmp/windlass-stolen"))));
            attempts.push(("rename to", guest.on_paths("path_rename", (3, "tmp"), (3, path))));
            attempts.push(("link to", guest.on_paths("path_link", (3, "etc/passwd"), (3, path))));
        }
        let [pointer, len] = guest.put(DATA, path.as_bytes());
        attempts.push(("times", guest.call("path_filestat_set_times", &[3, 1, pointer, len, 0, 0, 5])));
        for (what, result) in attempts {
            match result {
                Err(Errno::Acces | Errno::Perm | Errno::Loop | Errno::NotDir | Errno::NoEnt | Errno::IsDir) => {}
                // The mount point is in use, and a link would replace a directory.
                Err(Errno::Busy | Errno::Exist | Errno::Xdev | Errno::NotEmpty) => {}
                // A procfs link may only be resolved like any other link.
                other => reached.push(format!("{what} {path}: {other:?}")),
            }
        }
    }
    assert!(reached.is_empty(), "{}", reached.join("\n"));
    for path in ["proc", "proc/self/environ", "proc/self/mem", "proc/self/maps"] {
        assert_eq!(guest.open(3, path, Open::read()), Err(Errno::Acces), "{path}");
        assert_eq!(guest.stat(3, path, true), Err(Errno::Acces), "{path}");
    }
    // The rest of the host is accessible.
    let passwd = guest.open(3, "etc/passwd", Open::read()).unwrap();
    assert!(!guest.read(passwd, 10).unwrap().is_empty());
    assert!(guest.list_directory(3, 20_000).unwrap().iter().any(|(name, ..)| name == "proc"));
}

#[test]
fn a_guest_that_is_given_a_part_of_procfs_does_not_get_memory() {
    assert!(windlass_wasi::is_on_procfs("/proc/self").unwrap());
    assert!(!windlass_wasi::is_on_procfs(Scratch::new().path()).unwrap());
    assert!(windlass_wasi::is_on_procfs("/proc/nothing").is_err());
    for (directory, below) in [("/proc", "self/"), ("/proc/self", ""), ("/proc/self/task", "../")] {
        let mut guest = Guest::with_perms(Path::new(directory), DirPerms::READ, FilePerms::READ);
        if !below.starts_with("..") {
            let status = guest.open(3, &format!("{below}status"), Open::read()).unwrap();
            assert!(guest.read(status, 5).unwrap().starts_with(b"Name:"));
            let own = format!("{below}task/{}", std::process::id());
            let own = guest.open(3, &own, Open::directory()).unwrap();
            assert_eq!(guest.open(own, "mem", Open::read()), Err(Errno::Acces));
            assert_eq!(guest.open(own, "./mem", Open::plain()), Err(Errno::Acces));
            assert!(guest.open(own, "stat/../mem", Open::read()).is_err());
        }
        for path in ["mem", "./mem", "task/../mem", "mem/", "mem/."] {
            for how in [Open::read(), Open::write(), Open::plain(), Open::plain().rights(Rights::FD_READ)] {
                let opened = guest.open(3, &format!("{below}{path}"), how);
                assert!(opened.is_err(), "{directory} {below}{path}");
            }
        }
    }
}
