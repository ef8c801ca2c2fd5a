//! The cache of compiled modules: a directory of files named after a hash of the module, the options and the compiler.
//!
//! Cached code is executed, so neither other users nor the program may be able to write to the directory. Only the user
//! may own a file in it, and each file repeats its own key. A file is written under a temporary name, synced and
//! renamed: concurrent processes, or one that is killed, never leave a partial file under the final name.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use windlass::{Engine, Module};

use self::directory::Directory;
pub(crate) use self::identity::Identity;
use crate::engine_options::EngineOptions;

mod directory;
pub(crate) mod filler;
mod identity;

/// The default limit of the cache's total size, in bytes.
pub(crate) const DEFAULT_LIMIT: u64 = 512 << 20;

/// The extension of complete files.
const EXTENSION: &str = "so";

/// A temporary file older than this was left by a process that died.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Identifies a cache file: the start of its seal.
const MARK: [u8; 16] = *b"windlass cache 1";

/// The size of the seal at the end of every cache file: the mark, the key, and the length of the compiled module.
const SEAL: usize = MARK.len() + 32 + 8;

/// An open cache.
#[derive(Debug)]
pub(crate) struct Cache {
    directory: Directory,
    /// The maximum total size of its files, in bytes.
    limit: u64,
    /// Everything except the module that machine code depends on, as text.
    basis: String,
}

/// A hash of everything that machine code depends on.
struct Key([u8; 32]);

impl Key {
    /// The file's name without its extension.
    fn name(&self) -> String {
        let mut name = String::with_capacity(64);
        for byte in self.0 {
            for digit in [byte >> 4, byte & 15] {
                name.extend(char::from_digit(digit.into(), 16));
            }
        }
        name
    }

    /// The name of the complete file.
    fn file_name(&self) -> String {
        format!("{}.{EXTENSION}", self.name())
    }

    /// The seal of a file whose compiled module has `len` bytes.
    fn seal(&self, len: u64) -> [u8; SEAL] {
        let mut seal = [0; SEAL];
        seal[..16].copy_from_slice(&MARK);
        seal[16..48].copy_from_slice(&self.0);
        seal[48..].copy_from_slice(&len.to_le_bytes());
        seal
    }
}

impl Cache {
    /// Opens the cache in `directory`, or in the user's cache directory. `options` are the options to compile with, and
    /// `writable` the directories that the program may write to.
    ///
    /// # Errors
    /// Fails if the directory does not exist and cannot be created, or if other users or the program may write to it.
    pub(crate) fn open<'a>(
        directory: Option<PathBuf>,
        limit: u64,
        options: &EngineOptions,
        writable: impl Iterator<Item = &'a Path>,
    ) -> io::Result<Cache> {
        let path = match directory {
            Some(directory) => directory,
            None => default_directory().ok_or_else(|| io::Error::other("neither XDG_CACHE_HOME nor HOME is set"))?,
        };
        let in_directory = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
        DirBuilder::new().recursive(true).mode(0o700).create(&path).map_err(in_directory)?;
        let directory = Directory::open(&path).map_err(in_directory)?;
        for writable in writable {
            // On an error, assume that it is reachable.
            if directory.is_reached_from(writable).unwrap_or(true) {
                return Err(in_directory(io::Error::other(format!(
                    "the program could write to it through '{}', and cached code is executed",
                    writable.display()
                ))));
            }
        }
        Ok(Cache { directory, limit, basis: basis(options) })
    }

    /// Loads the module `wasm` from the cache, or compiles it and adds it to the cache.
    ///
    /// # Errors
    /// Fails if the module cannot be compiled. A failure to write to the cache is ignored.
    pub(crate) fn load(&self, engine: &Engine, wasm: &[u8]) -> windlass::Result<Module> {
        let key = self.key(wasm);
        if let Some(module) = self.find(engine, &key) {
            return Ok(module);
        }
        let compiled = engine.precompile_module(wasm)?;
        let _ = self.keep(&key, &compiled);
        // SAFETY: the bytes are what was just compiled.
        unsafe { Module::deserialize(engine, &compiled) }
    }

    /// Loads the module in an open file if [`Cache::fill`] cached it and the file has not changed since.
    pub(crate) fn load_kept(&self, engine: &Engine, file: &File) -> Option<Module> {
        self.find(engine, &self.key_of(file)?)
    }

    /// Compiles the module `wasm` into the cache, unless it is cached already. Records that the file with this identity
    /// contains `wasm`, for [`Cache::load_kept`].
    ///
    /// # Errors
    /// Fails if the module cannot be compiled, or the cache cannot be written.
    pub(crate) fn fill(&self, engine: &Engine, wasm: &[u8], identity: Option<&Identity>) -> windlass::Result<()> {
        let key = self.key(wasm);
        if let Some(identity) = identity {
            self.remember(identity, &key)?;
        }
        if self.open_file(&key).is_none() {
            self.keep(&key, &engine.precompile_module(wasm)?)?;
        }
        Ok(())
    }

    /// The key of the module `wasm`.
    fn key(&self, wasm: &[u8]) -> Key {
        let basis = Sha256::new().chain_update((self.basis.len() as u64).to_le_bytes()).chain_update(&self.basis);
        Key(basis.chain_update(wasm).finalize().into())
    }

    /// A unique temporary name for the file that will be renamed to `name`.
    fn temporary_name(name: &str) -> String {
        // Process ids are reused, and a dead process may have left a file.
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let key = name.split_once('.').map_or(name, |(key, _)| key);
        format!("{key}.{}-{now}", std::process::id())
    }

    /// Opens the file for `key`. Returns it with the length of the compiled module, or `None` if it is missing or
    /// damaged.
    fn open_file(&self, key: &Key) -> Option<(File, u64)> {
        let file = self.directory.open_file(&key.file_name()).ok()?;
        let len = file.metadata().ok()?.len().checked_sub(SEAL as u64)?;
        let mut seal = [0; SEAL];
        file.read_exact_at(&mut seal, len).ok()?;
        (seal == key.seal(len)).then_some((file, len))
    }

    /// Loads the module for `key`. Returns `None` if there is no usable file.
    fn find(&self, engine: &Engine, key: &Key) -> Option<Module> {
        let (file, len) = self.open_file(key)?;
        // SAFETY: only this user can write to the file and to its directory, the program cannot reach them, and the
        // seal names this module, compiler and options.
        let module = unsafe { Module::deserialize_part_of_file(engine, &file, 0, len) }.ok()?;
        // `clean` removes the least recently used files first. If the time cannot be set, the order is merely worse.
        let _ = file.set_modified(SystemTime::now());
        Some(module)
    }

    /// Writes a file, then evicts others until the cache is within its limit.
    fn keep(&self, key: &Key, contents: &[u8]) -> io::Result<()> {
        let temporary = Cache::temporary_name(&key.name());
        let mut file = self.directory.create_file(&temporary)?;
        let mut write = || {
            file.write_all(contents)?;
            file.write_all(&key.seal(contents.len() as u64))?;
            // After a crash, the final name must not refer to missing contents.
            file.sync_data()?;
            self.directory.rename(&temporary, &key.file_name())
        };
        write().inspect_err(|_| _ = self.directory.remove(&temporary))?;
        self.clean(&key.file_name())
    }

    /// Evicts the least recently used files, except `added`, until the cache is within its limit. Removes abandoned
    /// temporary files.
    fn clean(&self, added: &str) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in self.directory.entries()? {
            match entry.name.split_once('.') {
                Some((key, extension)) if key.len() == 64 => match extension {
                    EXTENSION => files.push((entry.used, entry.len, entry.name)),
                    // Even a short file occupies a block.
                    identity::EXTENSION => files.push((entry.used, 4096, entry.name)),
                    _ if entry.used.elapsed().is_ok_and(|age| age > ABANDONED) => {
                        let _ = self.directory.remove(&entry.name);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let mut size: u64 = files.iter().map(|(_, len, _)| len).sum();
        files.sort();
        for (_, len, name) in files.iter().filter(|(.., name)| name != added) {
            if size <= self.limit {
                break;
            }
            if self.directory.remove(name).is_ok() {
                size -= len;
            }
        }
        Ok(())
    }
}

/// `windlass` in the user's cache directory.
fn default_directory() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))?;
    Some(caches.join("windlass"))
}

/// Everything except the module that machine code depends on: the options, and this build of the compiler.
fn basis(options: &EngineOptions) -> String {
    let build = std::env::current_exe().and_then(fs::metadata).map(|m| (m.len(), m.mtime(), m.mtime_nsec())).ok();
    format!("windlass {} {build:?} {}", env!("CARGO_PKG_VERSION"), options.code_basis())
}

#[cfg(test)]
mod tests;
