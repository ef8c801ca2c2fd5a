//! Loads a module from a file.

#[cfg(feature = "cache")]
use std::ffi::OsString;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use windlass::{Engine, Module};

#[cfg(feature = "cache")]
use crate::cache::{Cache, filler};
use crate::failure::Failure;
use crate::source;

/// Of larger files, only the parts needed are read.
#[cfg(feature = "compiler")]
pub(super) const LARGE: u64 = 256 << 10;

/// The location of a module.
#[derive(Debug)]
pub(super) enum ModuleFile {
    /// A file, or `-` for standard input.
    Named(PathBuf),
    /// A compiled module in a part of a trusted file.
    Part {
        /// The file.
        file: File,
        /// Offset of the module.
        start: u64,
        /// Length of the module.
        len: u64,
    },
}

impl ModuleFile {
    /// The name to use in messages.
    pub(super) fn name(&self) -> String {
        match self {
            ModuleFile::Named(file) => source::name(file),
            ModuleFile::Part { .. } => "this program".into(),
        }
    }

    /// Loads the module through the cache. Returns `None` if it is already compiled and bypasses the cache, or if it is large and not
    /// cached yet; then a process is started that caches it. `words` are the arguments after the command.
    #[cfg(feature = "cache")]
    pub(super) fn load_cached(
        &self,
        engine: &Engine,
        cache: &Cache,
        words: &[OsString],
    ) -> Result<Option<Module>, Failure> {
        let ModuleFile::Named(file) = self else { return Ok(None) };
        if open_precompiled(file).is_some() {
            return Ok(None);
        }
        let unreadable = |e| Failure::load(format_args!("{}: cannot be read: {e}", source::name(file)));
        if let Some(open) = source::open_binary(file, LARGE) {
            let kept = cache.load_kept(engine, &open);
            if kept.is_none() {
                // The program can run without that process.
                let _ = filler::start(words, open.metadata().map_err(unreadable)?.len());
            }
            return Ok(kept);
        }
        // Read a copy, so that the same bytes are hashed and compiled even if the file changes meanwhile.
        let wasm = source::read_module(file).map_err(Failure::load)?;
        let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(file)));
        cache.load(engine, &wasm).map(Some).map_err(in_file)
    }

    /// Loads the module. Accepts one compiled ahead of time if `allow_precompiled`.
    pub(super) fn load(&self, engine: &Engine, allow_precompiled: bool) -> Result<Module, Failure> {
        match self {
            ModuleFile::Named(file) => load(engine, file, allow_precompiled),
            // SAFETY: this is the running executable, which is trusted.
            ModuleFile::Part { file, start, len } => unsafe {
                Module::deserialize_part_of_file(engine, file, *start, *len).map_err(Failure::load)
            },
        }
    }
}

/// Opens `file` if it was compiled ahead of time. Returns its length, too.
fn open_precompiled(file: &Path) -> Option<(File, u64)> {
    // A pipe can be read only once: leave it to the code that reads the module.
    if !std::fs::metadata(file).ok()?.is_file() {
        return None;
    }
    let file = File::open(file).ok()?;
    let mut start = [0; 4096];
    let len = file.read_at(&mut start, 0).ok()?;
    Engine::detect_precompiled(&start[..len])?;
    let len = file.metadata().ok()?.len();
    Some((file, len))
}

/// Whether `file` is a compiled module.
pub(super) fn is_precompiled(file: &Path) -> bool {
    open_precompiled(file).is_some()
}

/// Loads the module in `file`. Accepts one compiled ahead of time if `allow_precompiled`.
fn load(engine: &Engine, file: &Path, allow_precompiled: bool) -> Result<Module, Failure> {
    if let Some((open, len)) = open_precompiled(file) {
        if !allow_precompiled {
            return Err(Failure::load(format_args!(
                "{}: this is machine code written by 'windlass compile', which can do whatever this process can; \
                 if you trust it, pass --allow-precompiled",
                source::name(file)
            )));
        }
        // SAFETY: the user vouches for the file. What the program does to it later does not matter.
        return unsafe { Module::deserialize_part_of_file(engine, &open, 0, len) }
            .map_err(|e| Failure::load(format_args!("{}: {e}", source::name(file))));
    }
    compile(engine, file)
}

/// Compiles the module in `file`.
#[cfg(feature = "compiler")]
fn compile(engine: &Engine, file: &Path) -> Result<Module, Failure> {
    let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(file)));
    if let Some(file) = source::open_binary(file, LARGE) {
        return Module::from_open_file(engine, &file).map_err(in_file);
    }
    let bytes = source::read_module(file).map_err(Failure::load)?;
    Module::from_binary(engine, &bytes).map_err(in_file)
}

/// Fails, because this build cannot compile.
#[cfg(not(feature = "compiler"))]
fn compile(_: &Engine, file: &Path) -> Result<Module, Failure> {
    let name = source::name(file);
    Err(match std::fs::File::open(file) {
        Ok(_) => Failure::load(format_args!(
            "{name}: this build has no compiler; it only runs files written by 'windlass compile'"
        )),
        Err(e) => Failure::load(format_args!("{name}: cannot be read: {e}")),
    })
}
