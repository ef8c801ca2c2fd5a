//! The files around the directory that the guest may modify, and whether they were touched.

use std::collections::BTreeMap;
use std::ffi::CString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

/// The status of a file. Any change of the file or its content changes it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Print {
    kind: u32,
    device: u64,
    number: u64,
    links: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    /// Only for files that the guest cannot open: whether they were read.
    accessed: Option<(i64, i64)>,
}

/// The files around `inside`, by path.
pub(crate) type Prints = BTreeMap<PathBuf, Print>;

/// Creates the directories: `inside`, which the guest may modify; `locked`, which it may read; and `outside`.
pub(crate) fn build(root: &Path) {
    for dir in ["inside", "locked/sub", "outside/deep", "outside/sub"] {
        fs::create_dir_all(root.join(dir)).unwrap();
    }
    for file in ["secret", "locked/file", "locked/sub/file", "outside/secret", "outside/file", "outside/deep/a"] {
        fs::write(root.join(file), "what is not to be touched").unwrap();
    }
    for (target, link) in [("secret", "outside/link"), ("..", "locked/link-up"), ("../outside", "locked/link-out")] {
        symlink(target, root.join(link)).unwrap();
    }
    // Reading these would block, since they have no writer.
    for pipe in ["locked/pipe", "outside/pipe"] {
        let name = CString::new(root.join(pipe).as_os_str().as_bytes()).unwrap();
        // SAFETY: the path is NUL-terminated.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    }
    // The kernel updates an access time before the modification time at the next read.
    let long_ago = fs::FileTimes::new().set_accessed(std::time::UNIX_EPOCH);
    for file in ["secret", "outside/secret", "outside/file", "outside/deep/a"] {
        fs::File::options().write(true).open(root.join(file)).unwrap().set_times(long_ago).unwrap();
    }
}

/// Reads the status of all files except those in `inside`.
pub(crate) fn inspect(root: &Path) -> Prints {
    let mut prints = Prints::new();
    look(root, root, &mut prints);
    prints
}

fn look(root: &Path, path: &Path, prints: &mut Prints) {
    let metadata = fs::symlink_metadata(path).unwrap();
    let name = path.strip_prefix(root).unwrap();
    let readable = name.starts_with("locked") || !metadata.is_file();
    // For the directory that may change, only the inode number counts.
    let inside = name == Path::new("inside");
    let print = Print {
        kind: metadata.mode(),
        device: metadata.dev(),
        number: metadata.ino(),
        links: if inside { 0 } else { metadata.nlink() },
        size: if inside { 0 } else { metadata.size() },
        modified: if inside { (0, 0) } else { (metadata.mtime(), metadata.mtime_nsec()) },
        changed: if inside { (0, 0) } else { (metadata.ctime(), metadata.ctime_nsec()) },
        accessed: (!readable).then(|| (metadata.atime(), metadata.atime_nsec())),
    };
    prints.insert(name.to_owned(), print);
    if metadata.is_dir() && !inside {
        for entry in fs::read_dir(path).unwrap() {
            look(root, &entry.unwrap().path(), prints);
        }
    }
}
