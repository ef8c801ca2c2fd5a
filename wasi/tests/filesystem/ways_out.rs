//! Ways out of a directory. Each is tried by a guest with access to `inside`; its sibling `outside` has a file with
//! known content. Each must be refused, without reading or changing anything outside.

use crate::guest::{CREAT, DATA, Guest, OUT, Open, Scratch, TRUNC};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use windlass_wasi::Errno;

const SECRET: &[u8] = b"what the guest must not see";

/// A description, and the attempt. The attempt returns its error, or `Ok` if it escaped.
type Way = (&'static str, fn(&mut Guest, &Outside) -> Result<(), Errno>);

/// The host paths that an attempt may use.
struct Outside {
    /// The absolute path of the scratch directory, which contains `inside` and `outside`.
    root: String,
}

fn read(guest: &mut Guest, path: &str) -> Result<(), Errno> {
    let fd = guest.open(3, path, Open::read())?;
    let read = guest.read(fd, 100)?;
    // Only reading the secret counts as an escape.
    if read == SECRET { Ok(()) } else { Err(Errno::Success) }
}

fn stat(guest: &mut Guest, path: &str) -> Result<(), Errno> {
    guest.stat(3, path, true).map(|_| ())
}

fn set_times(guest: &mut Guest, path: &str, lookup: u64) -> Result<(), Errno> {
    let [pointer, len] = guest.put(DATA, path.as_bytes());
    guest.call("path_filestat_set_times", &[3, lookup, pointer, len, 0, 0, 5])
}

fn through_own_link(guest: &mut Guest, target: &str, rest: &str) -> Result<(), Errno> {
    guest.symlink(target, 3, "made")?;
    read(guest, &format!("made{rest}"))
}

/// All ways.
const WAYS: &[Way] = &[
    // By the path alone.
    ("dot-dot to a file", |guest, _| read(guest, "../outside/secret")),
    ("dot-dot to the directory", |guest, _| guest.open(3, "..", Open::directory()).map(|_| ())),
    ("dot-dot with a slash", |guest, _| guest.open(3, "../", Open::directory()).map(|_| ())),
    ("dot-dot with a dot", |guest, _| guest.open(3, "../.", Open::directory()).map(|_| ())),
    ("dot before dot-dot", |guest, _| read(guest, "./../outside/secret")),
    ("dot-dot out and in again", |guest, _| guest.open(3, "../inside/sub", Open::directory()).map(|_| ())),
    ("one dot-dot too many", |guest, _| read(guest, "sub/../../outside/secret")),
    ("one dot-dot too many, deep", |guest, _| read(guest, "sub/deep/../../../outside/secret")),
    ("many slashes", |guest, _| read(guest, "sub//..///..////outside/secret")),
    ("a hundred dot-dots", |guest, _| read(guest, &format!("{}etc/passwd", "../".repeat(100)))),
    ("dot-dot behind a missing name", |guest, _| read(guest, "missing/../../outside/secret")),
    ("dot-dot behind a file", |guest, _| read(guest, "file/../../outside/secret")),
    ("absolute", |guest, outside| read(guest, &format!("{}/outside/secret", outside.root))),
    ("absolute to its own file", |guest, outside| {
        guest.open(3, &format!("{}/inside/file", outside.root), Open::read()).map(|_| ())
    }),
    ("absolute with two slashes", |guest, outside| read(guest, &format!("/{}/outside/secret", outside.root))),
    ("the root", |guest, _| guest.open(3, "/", Open::directory()).map(|_| ())),
    ("a NUL that hides the rest", |guest, _| read(guest, "../outside/secret\0/../../inside/file")),
    ("the process's own root", |guest, _| guest.open(3, "/proc/self/root", Open::directory()).map(|_| ())),
    // By existing links.
    ("link to a file", |guest, _| read(guest, "link-file")),
    ("link to a file, absolute", |guest, _| read(guest, "link-absolute")),
    ("link to a directory", |guest, _| read(guest, "link-dir/secret")),
    ("link to a directory, opened", |guest, _| guest.open(3, "link-dir", Open::directory()).map(|_| ())),
    ("link to a directory, opened with a slash", |guest, _| {
        guest.open(3, "link-dir/", Open::directory().nofollow()).map(|_| ())
    }),
    ("link to the parent", |guest, _| read(guest, "link-parent/outside/secret")),
    ("link to a link", |guest, _| read(guest, "link-link")),
    ("link to the root", |guest, outside| read(guest, &format!("link-root{}/outside/secret", outside.root))),
    ("link in a subdirectory", |guest, _| read(guest, "sub/link-up/outside/secret")),
    ("link inside, then dot-dot", |guest, _| read(guest, "link-sub/../../outside/secret")),
    ("link that comes back", |guest, _| read(guest, "link-around/../outside/secret")),
    ("link by the process's directory", |guest, _| guest.open(3, "link-proc", Open::directory()).map(|_| ())),
    ("dangling link, created through", |guest, _| guest.open(3, "link-new", Open::create()).map(|_| ())),
    ("dangling link, absolute, created through", |guest, _| {
        guest.open(3, "link-new-absolute", Open::create()).map(|_| ())
    }),
    ("link, truncated through", |guest, _| guest.open(3, "link-file", Open::write().oflags(TRUNC)).map(|_| ())),
    ("link, written through", |guest, _| {
        let fd = guest.open(3, "link-file", Open::write())?;
        guest.write(fd, b"overwritten").map(|_| ())
    }),
    // By links that the guest creates.
    ("own link, absolute", |guest, outside| guest.symlink(&format!("{}/outside", outside.root), 3, "made")),
    ("own link to a file", |guest, _| through_own_link(guest, "../outside/secret", "")),
    ("own link to a directory", |guest, _| through_own_link(guest, "../outside", "/secret")),
    ("own link to dot-dot", |guest, _| through_own_link(guest, "..", "/outside/secret")),
    ("own link, moved up", |guest, _| {
        guest.symlink("../../outside", 3, "sub/deep/made")?;
        guest.on_paths("path_rename", (3, "sub/deep/made"), (3, "made"))?;
        read(guest, "made/secret")
    }),
    ("own link, in place of a directory", |guest, _| {
        guest.on_path("path_remove_directory", 3, "empty")?;
        guest.symlink("../outside", 3, "empty")?;
        read(guest, "empty/secret")
    }),
    ("hard link to a link", |guest, _| {
        guest.on_paths("path_link", (3, "link-file"), (3, "made"))?;
        read(guest, "made")
    }),
    ("link made outside", |guest, _| guest.symlink("secret", 3, "../outside/made")),
    ("link made through a link", |guest, _| guest.symlink("secret", 3, "link-dir/made")),
    // By reading status.
    ("status by dot-dot", |guest, _| stat(guest, "../outside/secret")),
    ("status through a link", |guest, _| stat(guest, "link-file")),
    ("status through a directory link", |guest, _| stat(guest, "link-dir/secret")),
    ("status of a directory link with a slash", |guest, _| guest.stat(3, "link-dir/", false).map(|_| ())),
    ("reading a link outside", |guest, _| guest.readlink(3, "../outside/link", 100).map(|_| ())),
    ("reading a link through a link", |guest, _| guest.readlink(3, "link-dir/link", 100).map(|_| ())),
    // By modifying.
    ("times by dot-dot", |guest, _| set_times(guest, "../outside/secret", 0)),
    ("times through a link", |guest, _| set_times(guest, "link-file", 1)),
    ("times through a directory link", |guest, _| set_times(guest, "link-dir/secret", 0)),
    ("creating by dot-dot", |guest, _| guest.open(3, "../outside/new", Open::create()).map(|_| ())),
    ("creating through a link", |guest, _| guest.open(3, "link-dir/new", Open::plain().oflags(CREAT)).map(|_| ())),
    ("directory by dot-dot", |guest, _| guest.on_path("path_create_directory", 3, "../outside/new")),
    ("directory through a link", |guest, _| guest.on_path("path_create_directory", 3, "link-dir/new")),
    ("directory in place of a dangling link", |guest, _| guest.on_path("path_create_directory", 3, "link-new")),
    ("unlinking by dot-dot", |guest, _| guest.on_path("path_unlink_file", 3, "../outside/secret")),
    ("unlinking through a link", |guest, _| guest.on_path("path_unlink_file", 3, "link-dir/secret")),
    ("removing by dot-dot", |guest, _| guest.on_path("path_remove_directory", 3, "../outside/empty")),
    ("removing through a link", |guest, _| guest.on_path("path_remove_directory", 3, "link-dir/empty")),
    ("removing a link's directory", |guest, _| guest.on_path("path_remove_directory", 3, "link-empty/")),
    ("renaming from outside", |guest, _| guest.on_paths("path_rename", (3, "../outside/secret"), (3, "stolen"))),
    ("renaming from outside through a link", |guest, _| {
        guest.on_paths("path_rename", (3, "link-dir/secret"), (3, "stolen"))
    }),
    ("renaming to outside", |guest, _| guest.on_paths("path_rename", (3, "file"), (3, "../outside/new"))),
    ("renaming to outside through a link", |guest, _| guest.on_paths("path_rename", (3, "file"), (3, "link-dir/new"))),
    ("renaming over what is outside", |guest, _| guest.on_paths("path_rename", (3, "file"), (3, "link-dir/secret"))),
    ("linking from outside", |guest, _| guest.on_paths("path_link", (3, "../outside/secret"), (3, "stolen"))),
    ("linking from outside through a link", |guest, _| {
        guest.on_paths("path_link", (3, "link-dir/secret"), (3, "stolen"))
    }),
    ("linking from outside, following", |guest, _| {
        let [pointer, len] = guest.put(DATA, b"link-file");
        let [new_pointer, new_len] = guest.put(DATA + 8192, b"stolen");
        guest.call("path_link", &[3, 1, pointer, len, 3, new_pointer, new_len])
    }),
    ("linking to outside", |guest, _| guest.on_paths("path_link", (3, "file"), (3, "../outside/new"))),
    ("linking to outside through a link", |guest, _| guest.on_paths("path_link", (3, "file"), (3, "link-dir/new"))),
    ("linking to outside through a link with a slash", |guest, _| {
        guest.on_paths("path_link", (3, "file"), (3, "link-dir/"))
    }),
    // By descriptors.
    ("dot-dot from a subdirectory's descriptor", |guest, _| {
        let sub = guest.open(3, "sub", Open::directory())?;
        guest.open(sub, "../file", Open::read()).map(|_| ())
    }),
    ("dot-dot from a renumbered descriptor", |guest, _| {
        let sub = guest.open(3, "sub", Open::directory())?;
        guest.call("fd_renumber", &[sub.into(), 3])?;
        read(guest, "../../outside/secret")
    }),
    ("dot-dot from a directory that was moved", |guest, outside| {
        let sub = guest.open(3, "sub", Open::directory())?;
        let root = Path::new(&outside.root);
        std::fs::rename(root.join("inside/sub"), root.join("outside/sub")).unwrap();
        let result = guest.open(sub, "../secret", Open::read()).map(|_| ());
        std::fs::rename(root.join("outside/sub"), root.join("inside/sub")).unwrap();
        result
    }),
    ("dot-dot from a directory that is gone", |guest, _| {
        let empty = guest.open(3, "empty", Open::directory())?;
        guest.on_path("path_remove_directory", 3, "empty")?;
        guest.open(empty, "..", Open::directory()).map(|_| ())
    }),
    ("a file's descriptor as a directory", |guest, _| {
        let file = guest.open(3, "file", Open::read())?;
        guest.open(file, "../../outside/secret", Open::read()).map(|_| ())
    }),
    ("the standard input as a directory", |guest, _| guest.open(0, "/etc/passwd", Open::read()).map(|_| ())),
    ("a descriptor of the host that is not the guest's", |guest, _| {
        for fd in 4..64 {
            if guest.open(fd, ".", Open::directory()).is_ok() || guest.read(fd, 100).is_ok() {
                return Ok(());
            }
        }
        Err(Errno::Badf)
    }),
    ("a descriptor that is not a number of the host", |guest, _| guest.read(0xffff_ff9c, 100).map(|_| ())),
    ("the parent's number in a listing", |guest, outside| {
        use std::os::unix::fs::MetadataExt;
        let parent = std::fs::metadata(&outside.root).unwrap().ino();
        guest.call("fd_readdir", &[3, DATA.into(), 4096, 0, OUT.into()])?;
        let used = guest.u32_at(OUT) as usize;
        let listing = &guest.memory[DATA as usize..][..used];
        if listing.windows(8).any(|bytes| bytes == parent.to_le_bytes()) { Ok(()) } else { Err(Errno::Success) }
    }),
];

/// Creates `inside` and `outside`.
fn scene() -> (Scratch, Outside) {
    let scratch = Scratch::new();
    let root = scratch.path().canonicalize().unwrap();
    let outside = Outside { root: root.to_str().unwrap().to_owned() };
    for dir in ["inside/sub/deep", "inside/empty", "outside/empty"] {
        std::fs::create_dir_all(root.join(dir)).unwrap();
    }
    std::fs::write(root.join("inside/file"), "mine").unwrap();
    std::fs::write(root.join("outside/secret"), SECRET).unwrap();
    symlink("secret", root.join("outside/link")).unwrap();
    let absolute = |name: &str| root.join("outside").join(name);
    let links = [
        ("link-file", "../outside/secret".into()),
        ("link-absolute", absolute("secret")),
        ("link-dir", "../outside".into()),
        ("link-parent", "..".into()),
        ("link-link", "link-file".into()),
        ("link-root", "/".into()),
        ("sub/link-up", "../..".into()),
        ("link-sub", "sub".into()),
        ("link-around", "../inside/sub/..".into()),
        ("link-proc", "/proc/self/cwd".into()),
        ("link-new", "../outside/new".into()),
        ("link-new-absolute", absolute("new")),
        ("link-empty", "../outside/empty".into()),
    ];
    for (name, target) in links {
        let target: std::path::PathBuf = target;
        symlink(target, root.join("inside").join(name)).unwrap();
    }
    (scratch, outside)
}

/// The content of `outside`: names, contents, modification times.
fn inventory(root: &Path) -> Vec<(std::ffi::OsString, Vec<u8>, std::time::SystemTime)> {
    let mut found: Vec<_> = std::fs::read_dir(root.join("outside"))
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            let content = if metadata.is_file() { std::fs::read(entry.path()).unwrap() } else { Vec::new() };
            (entry.file_name(), content, metadata.modified().unwrap())
        })
        .collect();
    found.sort();
    found
}

/// Tries every way, each in a fresh directory.
#[test]
fn no_way_leads_out() {
    let mut escaped = Vec::new();
    for (what, attempt) in WAYS {
        let (_scratch, outside) = scene();
        let root = Path::new(&outside.root);
        let before = inventory(root);
        let mut guest = Guest::in_directory(&root.join("inside"));
        let result = attempt(&mut guest, &outside);
        if result.is_ok() || inventory(root) != before {
            escaped.push(format!("{what}: {result:?}"));
        }
    }
    assert!(escaped.is_empty(), "{} of {} ways lead out:\n{}", escaped.len(), WAYS.len(), escaped.join("\n"));
    assert!(WAYS.len() >= 40);
}

/// Tries some ways from a directory in which they are allowed, to check that the attempts work.
#[test]
fn an_escape_would_be_noticed() {
    let (_scratch, outside) = scene();
    let mut guest = Guest::in_directory(Path::new(&outside.root));
    for path in ["outside/secret", "inside/../outside/secret", "inside/link-file", "inside/link-dir/secret"] {
        assert_eq!(read(&mut guest, path), Ok(()), "{path}");
    }
    assert_eq!(through_own_link(&mut guest, "inside/link-parent", "/outside/secret"), Ok(()));
    assert_eq!(read(&mut guest, "inside/file"), Err(Errno::Success));
}

/// Tries to escape while the host keeps replacing a directory by a link to the outside.
#[test]
fn no_race_is_lost() {
    let (_scratch, outside) = scene();
    let root = Path::new(&outside.root).to_owned();
    let before = inventory(&root);
    std::fs::create_dir(root.join("inside/door")).unwrap();
    std::fs::write(root.join("inside/door/secret"), "harmless").unwrap();
    symlink("../outside", root.join("inside/trap")).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let swapper = scope.spawn(|| {
            let (door, trap, spare) = (root.join("inside/door"), root.join("inside/trap"), root.join("inside/spare"));
            while !done.load(Ordering::Relaxed) {
                std::fs::rename(&door, &spare).unwrap();
                std::fs::rename(&trap, &door).unwrap();
                std::fs::rename(&door, &trap).unwrap();
                std::fs::rename(&spare, &door).unwrap();
            }
        });
        let mut guest = Guest::in_directory(&root.join("inside"));
        let mut opened = 0;
        for _ in 0..20_000 {
            if let Ok(fd) = guest.open(3, "door/secret", Open::read()) {
                assert_eq!(guest.read(fd, 100).unwrap(), b"harmless", "the race was lost");
                guest.call("fd_close", &[fd.into()]).unwrap();
                opened += 1;
            }
            // Neither may affect the outside; inside, both may do anything.
            let _ = set_times(&mut guest, "door/secret", 0);
            let _ = guest.open(3, "door/new", Open::create()).map(|fd| guest.call("fd_close", &[fd.into()]));
            let _ = guest.on_paths("path_rename", (3, "door/new"), (3, "door/newer"));
            let _ = guest.on_path("path_unlink_file", 3, "door/newer");
        }
        done.store(true, Ordering::Relaxed);
        swapper.join().unwrap();
        assert!(opened > 0, "the door was never open");
    });
    assert_eq!(inventory(&root), before);
}
