//! The cache of compiled modules: a directory of files that are named after the hash of what they were made from.
//!
//! Files are executed. So the directory is one that nobody else can write to, and neither can the program; a file is this user's
//! alone, and says itself what it was made from. It is written under another name, synced, and then renamed, so that it is whole
//! whenever it is there; any number of processes may do so at once, and end at any time.

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

/// How large the files of the cache may be in all where nothing else is said, in bytes.
pub(crate) const DEFAULT_LIMIT: u64 = 512 << 20;

/// What the names of complete files end in.
const EXTENSION: &str = "so";

/// A file that is still being written after so long was left behind.
const ABANDONED: Duration = Duration::from_secs(3600);

/// What every file of the cache ends with: what it is, and what it was made from.
const MARK: [u8; 16] = *b"windlass cache 1";

/// How long that is: the mark, the hash, and the length of what is in front of it.
const SEAL: usize = MARK.len() + 32 + 8;

/// A cache that can be used.
#[derive(Debug)]
pub(crate) struct Cache {
    directory: Directory,
    /// How many bytes its files may have in all.
    limit: u64,
    /// What the machine code depends on beside the module.
    basis: String,
}

/// What a file was made from.
struct Key([u8; 32]);

impl Key {
    /// What the file is called, without an extension.
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

    /// The end of a file with `len` bytes in front of it.
    fn seal(&self, len: u64) -> [u8; SEAL] {
        let mut seal = [0; SEAL];
        seal[..16].copy_from_slice(&MARK);
        seal[16..48].copy_from_slice(&self.0);
        seal[48..].copy_from_slice(&len.to_le_bytes());
        seal
    }
}

impl Cache {
    /// The cache in `directory`, by default that of the user; `options` are those that modules are compiled with, and `writable`
    /// the directories that the program may write to.
    ///
    /// # Errors
    /// Where there is no such directory and it cannot be made; where others may write to it, or the program.
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
            // What cannot be opened is no directory that the program gets.
            if directory.is_reached_from(writable).unwrap_or(true) {
                return Err(in_directory(io::Error::other(format!(
                    "the program may write there, by '{}', and what is in it is executed",
                    writable.display()
                ))));
            }
        }
        Ok(Cache { directory, limit, basis: basis(options) })
    }

    /// The compiled module `wasm`: that of an earlier run if there is one, else it is compiled and kept.
    ///
    /// # Errors
    /// Where the module cannot be compiled. That it cannot be kept is none.
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

    /// The compiled module in an open file, if [`Cache::fill`] kept it and the file has not changed since.
    pub(crate) fn load_kept(&self, engine: &Engine, file: &File) -> Option<Module> {
        self.find(engine, &self.key_of(file)?)
    }

    /// Compiles the module `wasm` and keeps what results, unless there is a file of it; and that `wasm` is in the file with this
    /// identity, for [`Cache::load_kept`].
    ///
    /// # Errors
    /// Where it cannot be compiled or kept.
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

    /// What is made from `wasm`.
    fn key(&self, wasm: &[u8]) -> Key {
        let basis = Sha256::new().chain_update((self.basis.len() as u64).to_le_bytes()).chain_update(&self.basis);
        Key(basis.chain_update(wasm).finalize().into())
    }

    /// The name of a file that is to become `name` when it is complete.
    fn temporary_name(name: &str) -> String {
        // Process numbers come again, and what a process left behind may still be there.
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let key = name.split_once('.').map_or(name, |(key, _)| key);
        format!("{key}.{}-{now}", std::process::id())
    }

    /// The file for `key`, and how much of it is a compiled module; `None` where there is none that is whole.
    fn open_file(&self, key: &Key) -> Option<(File, u64)> {
        let file = self.directory.open_file(&key.file_name()).ok()?;
        let len = file.metadata().ok()?.len().checked_sub(SEAL as u64)?;
        let mut seal = [0; SEAL];
        file.read_exact_at(&mut seal, len).ok()?;
        (seal == key.seal(len)).then_some((file, len))
    }

    /// The module in the file for `key`; `None` where there is none that can be used.
    fn find(&self, engine: &Engine, key: &Key) -> Option<Module> {
        let (file, len) = self.open_file(key)?;
        // SAFETY: the file is one that only this user can write to, in a directory that only this user can write to, which the
        // program cannot reach; and it says that it was made from this module, with these options.
        let module = unsafe { Module::deserialize_part_of_file(engine, &file, 0, len) }.ok()?;
        // What was used last is kept longest. A file system that does not know when is as good.
        let _ = file.set_modified(SystemTime::now());
        Some(module)
    }

    /// Writes a file, and removes others until all of them are within the limit.
    fn keep(&self, key: &Key, contents: &[u8]) -> io::Result<()> {
        let temporary = Cache::temporary_name(&key.name());
        let mut file = self.directory.create_file(&temporary)?;
        let mut write = || {
            file.write_all(contents)?;
            file.write_all(&key.seal(contents.len() as u64))?;
            // The name must not be there before the contents are.
            file.sync_data()?;
            self.directory.rename(&temporary, &key.file_name())
        };
        write().inspect_err(|_| _ = self.directory.remove(&temporary))?;
        self.clean(&key.file_name())
    }

    /// Removes the files that were used least recently, but not `newest`, until all are within the limit, and what was left
    /// behind by processes that ended while they wrote.
    fn clean(&self, newest: &str) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in self.directory.entries()? {
            match entry.name.split_once('.') {
                Some((key, extension)) if key.len() == 64 => match extension {
                    EXTENSION => files.push((entry.used, entry.len, entry.name)),
                    // A file takes a block, however short it is.
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
        for (_, len, name) in files.iter().filter(|(.., name)| name != newest) {
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

/// The directory for the user's cache.
fn default_directory() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))?;
    Some(caches.join("windlass"))
}

/// What machine code depends on beside the module: the options, and this very compiler.
fn basis(options: &EngineOptions) -> String {
    let build = std::env::current_exe().and_then(fs::metadata).map(|m| (m.len(), m.mtime(), m.mtime_nsec())).ok();
    format!("windlass {} {build:?} {}", env!("CARGO_PKG_VERSION"), options.code_basis())
}

#[cfg(test)]
mod tests;
