//! The cache of compiled modules: a directory of files that are named after the hash of what they were made from.
//!
//! A file is written under another name and then renamed, so that it is whole whenever it is there; any number of processes
//! may do so at once. Files are executed, so a directory that somebody else can write to is not used.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use windlass::{Engine, Module};

use crate::engine_options::EngineOptions;

/// How large the files of the cache may be in all where nothing else is said, in bytes.
pub(crate) const DEFAULT_LIMIT: u64 = 512 << 20;

/// What the names of complete files end in.
const EXTENSION: &str = "so";

/// A file that is still being written after so long was left behind.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A cache that can be used.
#[derive(Debug)]
pub(crate) struct Cache {
    directory: PathBuf,
    /// How many bytes its files may have in all.
    limit: u64,
    /// What the machine code depends on beside the module.
    basis: String,
}

impl Cache {
    /// The cache in `directory`, by default that of the user; `options` are those that modules are compiled with.
    ///
    /// # Errors
    /// Where there is no such directory and it cannot be made; where others may write to it.
    pub(crate) fn open(directory: Option<PathBuf>, limit: u64, options: &EngineOptions) -> io::Result<Cache> {
        let directory = match directory {
            Some(directory) => directory,
            None => default_directory().ok_or_else(|| io::Error::other("neither XDG_CACHE_HOME nor HOME is set"))?,
        };
        let in_directory = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", directory.display()));
        DirBuilder::new().recursive(true).mode(0o700).create(&directory).map_err(in_directory)?;
        let metadata = fs::metadata(&directory).map_err(in_directory)?;
        // SAFETY: `geteuid` has no preconditions.
        if metadata.uid() != unsafe { libc::geteuid() } || metadata.mode() & 0o022 != 0 {
            let error = io::Error::other("others may write to this directory, and what is in it is executed");
            return Err(in_directory(error));
        }
        Ok(Cache { directory, limit, basis: basis(options) })
    }

    /// The compiled module `wasm`: that of an earlier run if there is one, else it is compiled and kept.
    ///
    /// # Errors
    /// Where the module cannot be compiled. That it cannot be kept is none.
    pub(crate) fn load(&self, engine: &Engine, wasm: &[u8]) -> windlass::Result<Module> {
        let path = self.path(wasm);
        if let Some(module) = open(engine, &path) {
            // What was used last is kept longest. A file system that does not know when is as good.
            let _ = File::open(&path).and_then(|file| file.set_modified(SystemTime::now()));
            return Ok(module);
        }
        let compiled = engine.precompile_module(wasm)?;
        if self.keep(&path, &compiled).is_ok()
            && let Some(module) = open(engine, &path)
        {
            return Ok(module);
        }
        // SAFETY: the bytes are what was just compiled.
        unsafe { Module::deserialize(engine, &compiled) }
    }

    /// Where the compiled form of `wasm` is, if it was compiled before.
    fn path(&self, wasm: &[u8]) -> PathBuf {
        let mut hash = Sha256::new();
        hash.update((self.basis.len() as u64).to_le_bytes());
        hash.update(&self.basis);
        hash.update(wasm);
        let mut name = String::with_capacity(68);
        for byte in hash.finalize() {
            for digit in [byte >> 4, byte & 15] {
                name.extend(char::from_digit(digit.into(), 16));
            }
        }
        self.directory.join(name).with_extension(EXTENSION)
    }

    /// Writes a file, and removes others until all of them are within the limit.
    fn keep(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let temporary = path.with_extension(std::process::id().to_string());
        let write = || {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
            file.write_all(contents)?;
            fs::rename(&temporary, path)
        };
        write().inspect_err(|_| _ = fs::remove_file(&temporary))?;
        self.clean(path)
    }

    /// Removes the files that were used least recently, but not `newest`, until all are within the limit, and what was left
    /// behind by processes that ended while they wrote.
    fn clean(&self, newest: &Path) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            // Another process may be cleaning, too.
            let Ok(entry) = entry else { continue };
            let Ok(metadata) = entry.metadata() else { continue };
            let (path, used) = (entry.path(), metadata.modified()?);
            let is_ours = path.file_stem().is_some_and(|stem| stem.len() == 64);
            match path.extension() {
                Some(extension) if is_ours && extension == EXTENSION => files.push((used, metadata.len(), path)),
                _ if is_ours && used.elapsed().is_ok_and(|age| age > ABANDONED) => _ = fs::remove_file(path),
                _ => {}
            }
        }
        let mut size: u64 = files.iter().map(|(_, len, _)| len).sum();
        files.sort();
        for (_, len, path) in files.iter().filter(|(.., path)| path != newest) {
            if size <= self.limit {
                break;
            }
            if fs::remove_file(path).is_ok() {
                size -= len;
            }
        }
        Ok(())
    }
}

/// The module in a file of the cache; `None` where there is none that can be used.
fn open(engine: &Engine, path: &Path) -> Option<Module> {
    // SAFETY: only we can write to the directory, and files in it are replaced, not changed.
    unsafe { Module::deserialize_file(engine, path) }.ok()
}

/// The directory for the user's cache.
fn default_directory() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))?;
    Some(caches.join("windlass"))
}

/// What machine code depends on beside the module: the options, and this very compiler.
fn basis(options: &EngineOptions) -> String {
    let build = std::env::current_exe().and_then(fs::metadata).map(|m| (m.len(), m.mtime(), m.mtime_nsec())).ok();
    format!("windlass {} {build:?} {options:?}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_least_recently_is_removed_first() {
        let directory = std::env::temp_dir().join(format!("windlass-cache-{}", std::process::id()));
        let cache = Cache::open(Some(directory.clone()), 250, &EngineOptions::default()).unwrap();
        let start = SystemTime::now() - Duration::from_secs(10_000);
        let paths = [0u8, 1, 2, 3].map(|n| cache.path(&[n]));
        for (i, path) in paths.iter().enumerate().skip(1) {
            fs::write(path, [0; 100]).unwrap();
            File::open(path).unwrap().set_modified(start + Duration::from_secs([0, 3, 1, 2][i])).unwrap();
        }
        // One that somebody began to write and did not finish, and one that is none of ours.
        let (left, other) = (paths[0].with_extension("1"), directory.join("other.so"));
        for path in [&left, &other] {
            fs::write(path, [0; 1000]).unwrap();
            File::open(path).unwrap().set_modified(start).unwrap();
        }
        cache.keep(&paths[0], &[0; 100]).unwrap();
        let there: Vec<bool> = paths.iter().map(|path| path.exists()).collect();
        assert_eq!(there, [true, true, false, false]);
        assert!(!left.exists() && other.exists());
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_directory_that_others_may_write_to_is_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let directory = std::env::temp_dir().join(format!("windlass-open-cache-{}", std::process::id()));
        fs::create_dir(&directory).unwrap();
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o777)).unwrap();
        let error = Cache::open(Some(directory.clone()), 1, &EngineOptions::default()).unwrap_err().to_string();
        assert!(error.contains("others may write"), "{error}");
        fs::remove_dir(directory).unwrap();
    }
}
