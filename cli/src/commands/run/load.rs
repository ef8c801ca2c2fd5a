//! From a file to a module that can be instantiated.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use windlass::{Engine, Module};

#[cfg(feature = "cache")]
use crate::cache::Cache;
use crate::failure::Failure;
use crate::source;

/// Of files that are larger, only what is needed is read.
#[cfg(feature = "compiler")]
const LARGE: u64 = 256 << 10;

/// Where a module is.
#[derive(Debug)]
pub(super) enum ModuleFile {
    /// In this file, `-` for standard input.
    Named(PathBuf),
    /// Compiled, in a part of a file that is trusted.
    Part {
        /// The file.
        file: File,
        /// Where it begins.
        start: u64,
        /// How long it is.
        len: u64,
    },
}

impl ModuleFile {
    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        match self {
            ModuleFile::Named(file) => source::name(file),
            ModuleFile::Part { .. } => "this program".into(),
        }
    }

    /// The module by way of a cache; `None` where it does not go there, because it is compiled already.
    #[cfg(feature = "cache")]
    pub(super) fn load_cached(&self, engine: &Engine, cache: &Cache) -> Result<Option<Module>, Failure> {
        let ModuleFile::Named(file) = self else { return Ok(None) };
        if open_precompiled(file).is_some() {
            return Ok(None);
        }
        // What is compiled must be what the name is the hash of, whatever becomes of the file.
        let wasm = source::read(file).map_err(Failure::load)?;
        let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(file)));
        cache.load(engine, &wasm).map(Some).map_err(in_file)
    }

    /// The module, compiled ahead of time if that is allowed.
    pub(super) fn load(&self, engine: &Engine, allow_precompiled: bool) -> Result<Module, Failure> {
        match self {
            ModuleFile::Named(file) => load(engine, file, allow_precompiled),
            // SAFETY: the executable, which this is running from, is trusted.
            ModuleFile::Part { file, start, len } => unsafe {
                Module::deserialize_part_of_file(engine, file, *start, *len).map_err(Failure::load)
            },
        }
    }
}

/// Opens `file` if it is one that was compiled ahead of time; with its length.
fn open_precompiled(file: &Path) -> Option<(File, u64)> {
    // What can be read only once is left to whoever reads a module from it.
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

/// The module in `file`, compiled ahead of time if that is allowed.
fn load(engine: &Engine, file: &Path, allow_precompiled: bool) -> Result<Module, Failure> {
    if let Some((open, len)) = open_precompiled(file) {
        if !allow_precompiled {
            return Err(Failure::load(format_args!(
                "{}: this is machine code, made by 'windlass compile': it could do whatever this process can; \
                 --allow-precompiled runs it nevertheless",
                source::name(file)
            )));
        }
        // SAFETY: the user says that the file can be trusted. What the program makes of it, later, does not matter.
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
    let bytes = source::read(file).map_err(Failure::load)?;
    Module::from_binary(engine, &bytes).map_err(in_file)
}

/// Says that nothing can be compiled.
#[cfg(not(feature = "compiler"))]
fn compile(_: &Engine, file: &Path) -> Result<Module, Failure> {
    let name = source::name(file);
    Err(match std::fs::File::open(file) {
        Ok(_) => Failure::load(format_args!(
            "{name}: this build has no compiler: it runs what 'windlass compile' of another made"
        )),
        Err(e) => Failure::load(format_args!("{name}: cannot be read: {e}")),
    })
}
