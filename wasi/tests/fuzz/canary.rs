//! What lies around the directory that the guest may change, and whether somebody touched it.

use std::collections::BTreeMap;
use std::ffi::CString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

/// All that the host tells of a file: when its contents or anything else of it is changed, one of these does, too.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Print {
    kind: u32,
    device: u64,
    number: u64,
    links: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    /// Only of files that the guest cannot open: that nobody read it.
    accessed: Option<(i64, i64)>,
}

/// The files around `inside`, by path.
pub(crate) type Prints = BTreeMap<PathBuf, Print>;

/// Makes the directories: `inside`, which the guest may change; `locked`, which it may read; and `outside`.
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
    // Nobody ever writes to these: what reads them does not wait.
    for pipe in ["locked/pipe", "outside/pipe"] {
        let name = CString::new(root.join(pipe).as_os_str().as_bytes()).unwrap();
        // SAFETY: the path is a string that ends with NUL.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    }
    // A time of access before that of modification is updated when a file is read next.
    let long_ago = fs::FileTimes::new().set_accessed(std::time::UNIX_EPOCH);
    for file in ["secret", "outside/secret", "outside/file", "outside/deep/a"] {
        fs::File::options().write(true).open(root.join(file)).unwrap().set_times(long_ago).unwrap();
    }
}

/// Looks at all files but those in `inside`.
pub(crate) fn inspect(root: &Path) -> Prints {
    let mut prints = Prints::new();
    look(root, root, &mut prints);
    prints
}

fn look(root: &Path, path: &Path, prints: &mut Prints) {
    let metadata = fs::symlink_metadata(path).unwrap();
    let name = path.strip_prefix(root).unwrap();
    let readable = name.starts_with("locked") || !metadata.is_file();
    // Only its number counts of the directory that may change.
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
