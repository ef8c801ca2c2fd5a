//! Compares every function that takes a path with the Linux system call, for every kind of name and every ending: same
//! error, same effect.
//!
//! The guest and the system calls each have a directory with the same files. After each call the directories are
//! compared, and recreated if something changed. Paths that leave the directory are tested in `ways_out.rs`, since
//! their errors differ.

use crate::guest::{CREAT, DATA, DIRECTORY, EXCL, Guest, Open, Scratch, TRUNC};
use std::ffi::CString;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use windlass_wasi::{Errno, Rights};

/// Kinds of names. All other names are missing.
const NAMES: [&str; 16] = [
    "missing",
    "file",
    "other",
    "empty",
    "full",
    "full/inner",
    "full/sub",
    "full/new",
    "file/below",
    "to-file",
    "to-empty",
    "to-full",
    "dangling",
    "itself",
    "to-link",
    "to-file-slash",
];

/// Endings of paths.
const ENDINGS: [&str; 9] = ["", "/", "//", "/.", "/./", "/..", "/../", "/x", "/inner"];

/// Creates the files. Each has a unique content, mode or link target.
fn make(root: &Path) {
    let directory = |name: &str, mode: u32| {
        let path = root.join(name);
        std::fs::create_dir(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    directory("empty", 0o755);
    directory("full", 0o775);
    directory("full/sub", 0o711);
    for name in ["file", "other", "full/inner"] {
        std::fs::write(root.join(name), name).unwrap();
    }
    for (name, target) in [
        ("to-file", "file"),
        ("to-empty", "empty"),
        ("to-full", "full"),
        ("dangling", "nowhere"),
        ("itself", "itself"),
        ("to-link", "to-full"),
        ("to-file-slash", "file/"),
    ] {
        symlink(target, root.join(name)).unwrap();
    }
}

/// A file: its path, type and permissions, link count, and content.
type Seen = (String, u32, u64, Vec<u8>);

/// All files. The content identifies the target of a hard link.
fn inventory(root: &Path) -> Vec<Seen> {
    fn walk(root: &Path, below: &str, found: &mut Vec<Seen>) {
        for entry in std::fs::read_dir(root.join(below)).unwrap() {
            let name = format!("{below}{}", entry.unwrap().file_name().to_str().unwrap());
            let path = root.join(&name);
            let metadata = path.symlink_metadata().unwrap();
            let content = match metadata.file_type() {
                ty if ty.is_symlink() => std::fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes(),
                ty if ty.is_file() => std::fs::read(&path).unwrap(),
                _ => Vec::new(),
            };
            // The link count of directories depends on the file system.
            let links = if metadata.is_dir() { 0 } else { metadata.nlink() };
            let is_dir = metadata.is_dir();
            found.push((name.clone(), metadata.mode(), links, content));
            if is_dir {
                walk(root, &format!("{name}/"), found);
            }
        }
    }
    let mut found = Vec::new();
    walk(root, "", &mut found);
    found.sort();
    found
}

/// One side: a directory and its initial content.
struct Side {
    scratch: Scratch,
    fresh: Vec<Seen>,
}

impl Side {
    fn new() -> Side {
        let scratch = Scratch::new();
        make(scratch.path());
        let fresh = inventory(scratch.path());
        Side { scratch, fresh }
    }

    fn path(&self) -> &Path {
        self.scratch.path()
    }

    /// The current content. If it has changed, recreates the files.
    fn look(&self) -> Vec<Seen> {
        let now = inventory(self.path());
        if now != self.fresh {
            for entry in std::fs::read_dir(self.path()).unwrap() {
                let path = entry.unwrap().path();
                match path.symlink_metadata().unwrap().is_dir() {
                    true => std::fs::remove_dir_all(path).unwrap(),
                    false => std::fs::remove_file(path).unwrap(),
                }
            }
            make(self.path());
        }
        now
    }
}

/// Both sides, and their differences.
struct Table {
    ours: Side,
    theirs: Side,
    guest: Guest,
    /// The directory for the system calls.
    root: OwnedFd,
    without_openat2: bool,
    calls: u32,
    differences: Vec<String>,
}

impl Table {
    fn new() -> Table {
        let (ours, theirs) = (Side::new(), Side::new());
        assert_eq!(ours.fresh, theirs.fresh);
        let guest = Guest::in_directory(ours.path());
        let root = std::fs::File::open(theirs.path()).unwrap().into();
        // SAFETY: the call fails, since there is no path.
        unsafe { libc::syscall(libc::SYS_openat2, libc::AT_FDCWD, 0, 0, 0) };
        let without_openat2 = std::io::Error::last_os_error().raw_os_error() == Some(libc::ENOSYS);
        Table { ours, theirs, guest, root, without_openat2, calls: 0, differences: Vec::new() }
    }

    /// Compares a call of the guest with a system call, which returns -1 on failure. If neither fails, their results
    /// must be equal.
    fn compare(
        &mut self,
        what: impl Fn() -> String,
        ours: impl FnOnce(&mut Guest) -> Result<u64, Errno>,
        theirs: impl FnOnce(i32) -> i64,
    ) {
        self.calls += 1;
        let ours = ours(&mut self.guest);
        let theirs = match theirs(self.root.as_raw_fd()) {
            -1 => Err(errno()),
            value => Ok(value as u64),
        };
        // Without `openat2`, the capability library cannot detect the creation of a file through a link to `file/`.
        let known = self.without_openat2
            && matches!((ours, theirs), (Err(Errno::NotDir | Errno::Inval), Err(Errno::IsDir)))
            && what().starts_with("path_open \"to-file-slash\"");
        if ours != theirs && !known {
            self.differences.push(format!("{}: {ours:?}, Linux {theirs:?}", what()));
        }
        let (ours, theirs) = (self.ours.look(), self.theirs.look());
        if ours != theirs {
            let only = |a: &[Seen], b: &[Seen]| a.iter().filter(|seen| !b.contains(seen)).cloned().collect::<Vec<_>>();
            let (here, there) = (only(&ours, &theirs), only(&theirs, &ours));
            self.differences.push(format!("{}: leaves {here:?}, Linux {there:?}", what()));
        }
    }

    #[track_caller]
    fn finish(self, at_least: u32) {
        assert!(self.calls >= at_least, "{} calls", self.calls);
        let (count, shown) = (self.differences.len(), self.differences.iter().take(60).cloned().collect::<Vec<_>>());
        assert!(count == 0, "{count} of {} calls differ from Linux:\n{}", self.calls, shown.join("\n"));
    }
}

/// The error of the last system call, as a WASI errno.
fn errno() -> Errno {
    Errno::from(std::io::Error::last_os_error())
}

/// Every name with every ending, and names of the directory itself.
fn paths() -> Vec<String> {
    let of_names = NAMES.iter().flat_map(|name| ENDINGS.iter().map(move |ending| format!("{name}{ending}")));
    let others =
        ["", ".", "./", "./.", "full/../file", "full/./inner", "to-full/..", "to-link/../file/"].map(String::from);
    of_names.chain(others).chain(["n".repeat(256), format!("{}/x", "n".repeat(256))]).collect()
}

/// A selection, for pairs.
fn some_paths() -> Vec<String> {
    let names = [
        "missing",
        "file",
        "other",
        "empty",
        "full",
        "full/inner",
        "full/new",
        "file/below",
        "to-file",
        "to-full",
        "dangling",
        "itself",
        "missing/new",
    ];
    let endings = ["", "/", "//", "/.", "/..", "/x"];
    let of_names = names.iter().flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")));
    of_names.chain(["".into(), ".".into(), "./".into(), "./file".into(), "to-link/inner".into()]).collect()
}

/// A system call for a path below a directory.
type OnPath = fn(i32, &CString) -> i32;

fn c(path: &str) -> CString {
    CString::new(path).unwrap()
}

#[test]
fn names_that_are_made_and_removed() {
    let mut table = Table::new();
    // SAFETY: the descriptor is open and the path ends with NUL.
    let calls: [(&str, OnPath); 3] = unsafe {
        [
            ("path_create_directory", |fd, path| libc::mkdirat(fd, path.as_ptr(), 0o777)),
            ("path_remove_directory", |fd, path| libc::unlinkat(fd, path.as_ptr(), libc::AT_REMOVEDIR)),
            ("path_unlink_file", |fd, path| libc::unlinkat(fd, path.as_ptr(), 0)),
        ]
    };
    for path in paths() {
        for (name, theirs) in calls {
            let ours = |guest: &mut Guest| guest.on_path(name, 3, &path).map(|()| 0);
            table.compare(|| format!("{name} {path:?}"), ours, |fd| theirs(fd, &c(&path)).into());
        }
        for target in ["file", "nowhere", ""] {
            let ours = |guest: &mut Guest| guest.symlink(target, 3, &path).map(|()| 0);
            // SAFETY: as above.
            let theirs = |fd: i32| unsafe { libc::symlinkat(c(target).as_ptr(), fd, c(&path).as_ptr()) };
            table.compare(|| format!("path_symlink {target:?} {path:?}"), ours, |fd| theirs(fd).into());
        }
    }
    table.finish(900);
}

#[test]
fn names_that_are_looked_at() {
    let mut table = Table::new();
    for path in paths() {
        let ours = |guest: &mut Guest| guest.readlink(3, &path, 100).map(|target| target.len() as u64);
        // SAFETY: the descriptor is open, the path is NUL-terminated, and the buffer has that length.
        let theirs = |fd: i32| unsafe { libc::readlinkat(fd, c(&path).as_ptr(), [0u8; 100].as_mut_ptr().cast(), 100) };
        table.compare(|| format!("path_readlink {path:?}"), ours, |fd| theirs(fd) as i64);
        for follow in [false, true] {
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            let ours = |guest: &mut Guest| guest.stat(3, &path, follow).map(|(ty, size)| told(ty, size));
            let theirs = |fd: i32| {
                // SAFETY: as above; the structure is plain.
                let (result, stat) = unsafe {
                    let mut stat: libc::stat = std::mem::zeroed();
                    (libc::fstatat(fd, c(&path).as_ptr(), &mut stat, flags), stat)
                };
                if result == 0 { told(filetype(stat.st_mode), stat.st_size as u64) as i64 } else { -1 }
            };
            table.compare(|| format!("path_filestat_get {path:?} {follow}"), ours, theirs);
            let ours = |guest: &mut Guest| {
                let [pointer, len] = guest.put(DATA, path.as_bytes());
                guest.call("path_filestat_set_times", &[3, follow.into(), pointer, len, 5, 5, 5]).map(|()| 0)
            };
            let times = [libc::timespec { tv_sec: 0, tv_nsec: 5 }; 2];
            // SAFETY: as above.
            let theirs = |fd: i32| unsafe { libc::utimensat(fd, c(&path).as_ptr(), times.as_ptr(), flags) };
            table.compare(|| format!("path_filestat_set_times {path:?} {follow}"), ours, |fd| theirs(fd).into());
        }
    }
    table.finish(700);
}

/// A type and a size, except that of directories, which depends on the file system.
fn told(ty: u8, size: u64) -> u64 {
    u64::from(ty) << 32 | if ty == 3 { 0 } else { size }
}

fn filetype(mode: u32) -> u8 {
    match mode & libc::S_IFMT {
        libc::S_IFDIR => 3,
        libc::S_IFREG => 4,
        libc::S_IFLNK => 7,
        _ => 0,
    }
}

#[test]
fn names_that_are_opened() {
    let mut table = Table::new();
    let access = [(Rights::FD_READ, libc::O_RDONLY), (Rights::FD_WRITE, libc::O_WRONLY)];
    let both = (Rights::FD_READ | Rights::FD_WRITE, libc::O_RDWR);
    for path in paths() {
        for (rights, mode) in access.into_iter().chain([both]) {
            for oflags in 0..16 {
                // To truncate a file, Windlass opens it for writing, whatever the guest requested. For other modes with
                // `O_TRUNC`, Linux leaves the effect unspecified.
                if oflags & TRUNC != 0 && mode == libc::O_RDONLY {
                    continue;
                }
                for follow in [true, false] {
                    let how = Open { lookup: follow.into(), rights, oflags, ..Open::plain() };
                    let mut flags = mode | libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_CLOEXEC;
                    for (ours, theirs) in [
                        (CREAT, libc::O_CREAT),
                        (DIRECTORY, libc::O_DIRECTORY),
                        (EXCL, libc::O_EXCL),
                        (TRUNC, libc::O_TRUNC),
                    ] {
                        flags |= if oflags & ours != 0 { theirs } else { 0 };
                    }
                    flags |= if follow { 0 } else { libc::O_NOFOLLOW };
                    let ours = |guest: &mut Guest| {
                        let fd = guest.open(3, &path, how)?;
                        guest.call("fd_close", &[fd.into()]).map(|()| 0)
                    };
                    let theirs = |root: i32| {
                        // SAFETY: as above; the new descriptor is owned here.
                        unsafe {
                            match libc::openat(root, c(&path).as_ptr(), flags, 0o666) {
                                -1 => -1,
                                fd => libc::close(fd).into(),
                            }
                        }
                    };
                    table.compare(|| format!("path_open {path:?} {rights:?} {oflags:#x} {follow}"), ours, theirs);
                }
            }
        }
    }
    table.finish(10_000);
}

#[test]
fn pairs_of_names() {
    let mut table = Table::new();
    let paths = some_paths();
    for old in &paths {
        for new in &paths {
            let ours = |guest: &mut Guest| guest.on_paths("path_rename", (3, old), (3, new)).map(|()| 0);
            // SAFETY: the descriptor is open and the paths end with NUL.
            let theirs = |fd: i32| unsafe { libc::renameat(fd, c(old).as_ptr(), fd, c(new).as_ptr()) };
            table.compare(|| format!("path_rename {old:?} {new:?}"), ours, |fd| theirs(fd).into());
            let ours = |guest: &mut Guest| guest.on_paths("path_link", (3, old), (3, new)).map(|()| 0);
            // SAFETY: as above.
            let theirs = |fd: i32| unsafe { libc::linkat(fd, c(old).as_ptr(), fd, c(new).as_ptr(), 0) };
            table.compare(|| format!("path_link {old:?} {new:?}"), ours, |fd| theirs(fd).into());
        }
    }
    table.finish(13_000);
}
