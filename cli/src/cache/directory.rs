//! The cache directory: resolved and checked once, then used through its descriptor.
//!
//! A path that is checked and then used again may have changed meanwhile. So the path is resolved here, link by link,
//! and the directory at its end is checked; files are opened relative to it, and checked after opening. The walk
//! records all directories on the way, since anyone who may write to one of them can replace the cache.

use std::collections::VecDeque;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The kernel's limit of symbolic links.
const MOST_LINKS: usize = 40;

/// A directory that only this user may write to.
#[derive(Debug)]
pub(super) struct Directory {
    file: OwnedFd,
    /// All directories on the way, their ancestors, and this one.
    passed: Vec<Identity>,
}

/// Identifies a directory independently of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    device: (u32, u32),
    inode: u64,
    /// The mount id, since a file system may be mounted several times; zero if unknown.
    mount: u64,
}

/// A file in the directory.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) len: u64,
    pub(super) used: SystemTime,
}

impl Directory {
    /// Opens the existing directory at `path`.
    ///
    /// # Errors
    /// Fails if it cannot be opened, or if another user owns it or may write to it.
    pub(super) fn open(path: &Path) -> io::Result<Directory> {
        let mut walk = Walk::begin(path)?;
        while let Some(name) = walk.rest.pop_front() {
            walk.step(&name)?;
        }
        let file = open_at(&walk.at, c".", libc::O_RDONLY | libc::O_DIRECTORY, 0)?;
        let metadata = File::from(file.try_clone()?).metadata()?;
        if metadata.uid() != user() || metadata.mode() & 0o022 != 0 {
            return Err(io::Error::other("other users may write to this directory, and cached code is executed"));
        }
        Ok(Directory { file, passed: walk.passed })
    }

    /// Whether anyone who may write to the directory at `path` may write to this one, or replace it or one of its
    /// ancestors.
    ///
    /// # Errors
    /// Fails if that cannot be determined.
    pub(super) fn is_reached_from(&self, path: &Path) -> io::Result<bool> {
        let path = to_c(path.as_os_str())?;
        // SAFETY: the path is NUL-terminated.
        let file = owned(unsafe { libc::open(path.as_ptr(), libc::O_PATH | libc::O_DIRECTORY | libc::O_CLOEXEC) })?;
        let other = identity(&file)?;
        let is_same = |passed: &Identity| (passed.device, passed.inode) == (other.device, other.inode);
        // If a file system is mounted several times, its directories may have ancestors other than those recorded.
        let same_device = || self.passed.iter().filter(|passed| passed.device == other.device);
        Ok(self.passed.iter().any(is_same)
            || same_device().next().is_some() && same_device().all(|passed| passed.mount != other.mount))
    }

    /// Opens the file `name` for reading.
    ///
    /// # Errors
    /// Fails if it does not exist, or is not a regular file with one link that only this user may write to.
    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        // `O_NONBLOCK`, so that opening a pipe does not wait for a writer.
        let flags = libc::O_RDONLY | libc::O_NOFOLLOW | libc::O_NONBLOCK;
        let file = File::from(open_at(&self.file, &to_c(name.as_ref())?, flags, 0)?);
        let metadata = file.metadata()?;
        if !metadata.is_file() || metadata.uid() != user() || metadata.mode() & 0o022 != 0 || metadata.nlink() != 1 {
            return Err(io::Error::other("not a file of this user alone"));
        }
        Ok(file)
    }

    /// Creates the file `name`, which must not exist.
    pub(super) fn create_file(&self, name: &str) -> io::Result<File> {
        let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL | libc::O_NOFOLLOW;
        open_at(&self.file, &to_c(name.as_ref())?, flags, 0o600).map(File::from)
    }

    /// Renames the file `from` to `to`, and makes that durable.
    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to, at) = (to_c(from.as_ref())?, to_c(to.as_ref())?, self.file.as_raw_fd());
        // SAFETY: the names are NUL-terminated, and the descriptor is open.
        done(unsafe { libc::renameat(at, from.as_ptr(), at, to.as_ptr()) })?;
        // SAFETY: the descriptor is open.
        done(unsafe { libc::fsync(at) })
    }

    /// Removes the file `name`.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        let name = to_c(name.as_ref())?;
        // SAFETY: the name is NUL-terminated, and the descriptor is open.
        done(unsafe { libc::unlinkat(self.file.as_raw_fd(), name.as_ptr(), 0) })
    }

    /// All regular files, except those that vanish meanwhile.
    pub(super) fn entries(&self) -> io::Result<Vec<Entry>> {
        let file = open_at(&self.file, c".", libc::O_RDONLY | libc::O_DIRECTORY, 0)?;
        // SAFETY: the descriptor is open; on success the stream takes ownership.
        let stream = unsafe { libc::fdopendir(file.as_raw_fd()) };
        if stream.is_null() {
            return Err(io::Error::last_os_error());
        }
        let _ = file.into_raw_fd();
        let mut entries = Vec::new();
        loop {
            // SAFETY: the stream is open, and nothing else reads from it.
            let entry = unsafe { libc::readdir64(stream) };
            if entry.is_null() {
                break;
            }
            // SAFETY: the name is NUL-terminated, and valid until the next entry is read.
            let name = unsafe { CStr::from_ptr((&raw const (*entry).d_name).cast()) };
            entries.extend(self.entry(name));
        }
        // SAFETY: the stream is open, and not used again.
        unsafe { libc::closedir(stream) };
        Ok(entries)
    }

    fn entry(&self, name: &CStr) -> Option<Entry> {
        let file = File::from(open_at(&self.file, name, libc::O_PATH | libc::O_NOFOLLOW, 0).ok()?);
        let metadata = file.metadata().ok().filter(|metadata| metadata.is_file())?;
        let used = SystemTime::UNIX_EPOCH + Duration::new(metadata.mtime().try_into().unwrap_or(0), 0);
        Some(Entry { name: name.to_str().ok()?.into(), len: metadata.len(), used })
    }
}

/// The state of resolving a path.
struct Walk {
    /// The current directory.
    at: OwnedFd,
    rest: VecDeque<OsString>,
    links: usize,
    passed: Vec<Identity>,
}

impl Walk {
    fn begin(path: &Path) -> io::Result<Walk> {
        let at = open_at_fd(libc::AT_FDCWD, c".", libc::O_PATH | libc::O_DIRECTORY, 0)?;
        let mut walk = Walk { at, rest: VecDeque::new(), links: 0, passed: Vec::new() };
        match path.is_absolute() {
            true => walk.follow(path)?,
            // The ancestors of the working directory count, too.
            false => walk.follow(&std::env::current_dir()?.join(path))?,
        }
        Ok(walk)
    }

    /// Continues with `path`.
    fn follow(&mut self, path: &Path) -> io::Result<()> {
        if path.is_absolute() {
            self.at = open_at_fd(libc::AT_FDCWD, c"/", libc::O_PATH | libc::O_DIRECTORY, 0)?;
            self.passed.push(identity(&self.at)?);
        }
        let parts: Vec<OsString> = PathBuf::from(path).iter().filter(|part| *part != "/").map(OsString::from).collect();
        parts.into_iter().rev().for_each(|part| self.rest.push_front(part));
        Ok(())
    }

    /// Takes the next step, which may follow a link.
    fn step(&mut self, name: &OsStr) -> io::Result<()> {
        let found = open_at(&self.at, &to_c(name)?, libc::O_PATH | libc::O_NOFOLLOW, 0)?;
        let found = File::from(found);
        if !found.metadata()?.is_symlink() {
            self.at = found.into();
            self.passed.push(identity(&self.at)?);
            return Ok(());
        }
        self.links += 1;
        if self.links > MOST_LINKS {
            return Err(io::Error::from_raw_os_error(libc::ELOOP));
        }
        let target = read_link(&found.into())?;
        self.follow(Path::new(&target))
    }
}

/// The target of the open link `link`.
fn read_link(link: &OwnedFd) -> io::Result<OsString> {
    let mut target = vec![0; libc::PATH_MAX as usize];
    // SAFETY: the buffer has that length, the name is NUL-terminated, and the descriptor is open.
    let len = unsafe { libc::readlinkat(link.as_raw_fd(), c"".as_ptr(), target.as_mut_ptr().cast(), target.len()) };
    let len = usize::try_from(len).map_err(|_| io::Error::last_os_error())?;
    if len == target.len() {
        return Err(io::Error::from_raw_os_error(libc::ENAMETOOLONG));
    }
    target.truncate(len);
    Ok(OsString::from_vec(target))
}

fn identity(file: &OwnedFd) -> io::Result<Identity> {
    // SAFETY: this plain structure may be zeroed.
    let mut found: libc::statx = unsafe { core::mem::zeroed() };
    let (flags, mask) = (libc::AT_EMPTY_PATH, libc::STATX_INO | libc::STATX_MNT_ID);
    // SAFETY: the descriptor is open, the name is NUL-terminated, and there is room for the result.
    done(unsafe { libc::statx(file.as_raw_fd(), c"".as_ptr(), flags, mask, &mut found) })?;
    let mount = if found.stx_mask & libc::STATX_MNT_ID != 0 { found.stx_mnt_id } else { 0 };
    Ok(Identity { device: (found.stx_dev_major, found.stx_dev_minor), inode: found.stx_ino, mount })
}

fn user() -> libc::uid_t {
    // SAFETY: `geteuid` has no preconditions.
    unsafe { libc::geteuid() }
}

fn open_at(directory: &OwnedFd, name: &CStr, flags: libc::c_int, mode: libc::mode_t) -> io::Result<OwnedFd> {
    open_at_fd(directory.as_raw_fd(), name, flags, mode)
}

fn open_at_fd(directory: libc::c_int, name: &CStr, flags: libc::c_int, mode: libc::mode_t) -> io::Result<OwnedFd> {
    // SAFETY: the name is NUL-terminated.
    owned(unsafe { libc::openat(directory, name.as_ptr(), flags | libc::O_CLOEXEC, libc::c_uint::from(mode)) })
}

fn owned(file: libc::c_int) -> io::Result<OwnedFd> {
    done(file.min(0))?;
    // SAFETY: the descriptor is new, and owned here.
    Ok(unsafe { OwnedFd::from_raw_fd(file) })
}

fn done(result: libc::c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

fn to_c(name: &OsStr) -> io::Result<CString> {
    Ok(CString::new(name.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    /// A temporary directory, removed on drop.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Scratch {
            let path = std::env::temp_dir().join(format!("windlass-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Scratch(path)
        }

        /// Creates a directory in it.
        fn directory(&self, name: &str, mode: u32) -> PathBuf {
            let path = self.0.join(name);
            fs::create_dir_all(&path).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            path
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_directory_is_reached_from_all_that_lead_to_it() {
        let scratch = Scratch::new("reach");
        let cache = scratch.directory("home/real/cache", 0o700);
        let below = scratch.directory("home/real/cache/below", 0o700);
        let beside = scratch.directory("home/beside", 0o700);
        let links = scratch.directory("links", 0o700);
        let other = scratch.directory("other", 0o700);
        symlink(&cache, links.join("absolute")).unwrap();
        symlink("../links/absolute", other.join("relative")).unwrap();
        let direct = Directory::open(&cache).unwrap();
        let home = scratch.0.join("home");
        for (from, expected) in [
            (&cache, true),
            (&scratch.0.join("home/real"), true),
            (&home, true),
            (&scratch.0, true),
            (&PathBuf::from("/"), true),
            // Through a link, it is the same directory.
            (&links.join("absolute"), true),
            (&below, false),
            (&beside, false),
            (&links, false),
        ] {
            assert_eq!(direct.is_reached_from(from).unwrap(), expected, "{}", from.display());
        }
        // The directories that contain links on the way count, too.
        let linked = Directory::open(&other.join("relative")).unwrap();
        for (from, expected) in [(&links, true), (&other, true), (&home, true), (&cache, true), (&beside, false)] {
            assert_eq!(linked.is_reached_from(from).unwrap(), expected, "{}", from.display());
        }
        symlink("loop", other.join("loop")).unwrap();
        assert_eq!(Directory::open(&other.join("loop")).unwrap_err().raw_os_error(), Some(libc::ELOOP));
    }

    #[test]
    fn only_files_of_this_user_alone_are_opened() {
        let scratch = Scratch::new("files");
        let path = scratch.directory("cache", 0o700);
        let directory = Directory::open(&path).unwrap();
        fs::write(path.join("good"), "x").unwrap();
        assert!(directory.open_file("good").is_ok() && directory.open_file("missing").is_err());
        fs::set_permissions(path.join("good"), fs::Permissions::from_mode(0o660)).unwrap();
        assert!(directory.open_file("good").is_err(), "others may write to it");
        fs::set_permissions(path.join("good"), fs::Permissions::from_mode(0o600)).unwrap();
        symlink("good", path.join("link")).unwrap();
        assert!(directory.open_file("link").is_err(), "a link");
        fs::create_dir(path.join("directory")).unwrap();
        assert!(directory.open_file("directory").is_err(), "a directory");
        fs::hard_link(path.join("good"), path.join("second")).unwrap();
        assert!(directory.open_file("good").is_err(), "it has another name");
        let pipe = to_c(path.join("pipe").as_os_str()).unwrap();
        // SAFETY: the name is NUL-terminated.
        done(unsafe { libc::mkfifo(pipe.as_ptr(), 0o600) }).unwrap();
        assert!(directory.open_file("pipe").is_err(), "a pipe");
        let mut names: Vec<_> = directory.entries().unwrap().into_iter().map(|entry| entry.name).collect();
        names.sort();
        assert_eq!(names, ["good", "second"]);
        assert!(directory.create_file("good").is_err() && directory.create_file("new").is_ok());
        for mode in [0o770, 0o702] {
            assert!(Directory::open(&scratch.directory("open", mode)).is_err());
        }
    }
}
