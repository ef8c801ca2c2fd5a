//! Modules that are compiled ahead of time: what is in a file is copied to memory that no path leads to, verified there, and used
//! and executed where it is. A file that is mapped would show to the process whatever somebody writes to it later.

use alloc::sync::Arc;
#[cfg(feature = "std")]
use std::{fs::File, io::Read, path::Path};

use windlass_codegen::object::{self, Object};
use windlass_codegen::table::FileBytes;
use windlass_isa::Machine;

use crate::api::engine::Engine;
#[cfg(feature = "std")]
use crate::api::error::Error;
use crate::api::error::{Result, bail};
use crate::api::module::{Code, Module};
use crate::code::module_bytes::ModuleBytes;
use crate::machine;
use crate::platform::{Mapping, PrivateBytes};

/// What was compiled ahead of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Precompiled {
    /// A module, to be loaded by [`Module::deserialize`] or [`Module::deserialize_file`].
    Module,
}

// SAFETY: the bytes keep their address, and nobody changes them.
unsafe impl FileBytes for PrivateBytes {
    fn bytes(&self) -> &[u8] {
        PrivateBytes::bytes(self)
    }
}

impl Engine {
    /// What `bytes` are, if they begin as what [`Engine::precompile_module`] or [`Module::serialize`] makes. They may be
    /// damaged, or for another machine or another version of Windlass.
    pub fn detect_precompiled(bytes: &[u8]) -> Option<Precompiled> {
        object::detect(bytes).then_some(Precompiled::Module)
    }

    /// As [`Engine::detect_precompiled`], of a file. Takes the feature `std`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    #[cfg(feature = "std")]
    pub fn detect_precompiled_file(path: impl AsRef<Path>) -> Result<Option<Precompiled>> {
        let mut start = [0; object::TEXT_AT];
        let mut len = 0;
        let mut file = File::open(path)?;
        loop {
            match file.read(&mut start[len..])? {
                0 => return Ok(Engine::detect_precompiled(&start[..len])),
                more => len += more,
            }
        }
    }
}

#[cfg(feature = "compiler")]
impl Engine {
    /// Compiles a module ahead of time, given as for [`Module::new`]: what results can be written to a file, which
    /// [`Module::deserialize_file`] loads as fast as it can be copied. It is an ELF shared object, which debuggers and
    /// disassemblers understand.
    ///
    /// # Errors
    /// As [`Module::new`]; where the result would have 4 GiB or more.
    pub fn precompile_module(&self, bytes: &[u8]) -> Result<alloc::vec::Vec<u8>> {
        let mut result = alloc::vec::Vec::new();
        self.precompile_module_to(bytes, &mut result)?;
        Ok(result)
    }

    /// As [`Engine::precompile_module`], and writes what results to `out`, so that it is in memory once only.
    ///
    /// # Errors
    /// As [`Engine::precompile_module`]; those of writing.
    pub fn precompile_module_to(&self, bytes: &[u8], out: &mut dyn std::io::Write) -> Result<()> {
        let (mapping, len) = crate::code::compile::precompile(self, bytes)?;
        Ok(out.write_all(written(&mapping, len))?)
    }
}

/// The first `len` bytes of a file that was made in memory.
#[cfg(feature = "compiler")]
fn written(mapping: &Mapping, len: usize) -> &[u8] {
    // SAFETY: as many bytes were written to the mapping.
    unsafe { core::slice::from_raw_parts(mapping.base(), len) }
}

impl Module {
    /// The compiled module as bytes, which [`Module::deserialize`] makes a module of again: as
    /// [`Engine::precompile_module`].
    ///
    /// # Errors
    /// Where functions are compiled when they are called: see [`Config::compile_mode`](crate::Config::compile_mode).
    #[cfg(feature = "compiler")]
    pub fn serialize(&self) -> Result<alloc::vec::Vec<u8>> {
        let module = self.inner();
        // What was loaded is there already.
        if let Some(object) = module.bytes().as_object() {
            return Ok(object.bytes().to_vec());
        }
        if !module.is_complete() {
            bail!("a module whose functions are compiled when they are called cannot be serialized");
        }
        let (target, artifact) = (self.engine().config().compile_target(), module.artifact());
        let data = module.bytes().to_vec(artifact.data.clone())?;
        let segment = |range: core::ops::Range<usize>| &data[range.start - artifact.data.start..][..range.len()];
        let (mapping, len) = crate::code::compile::serialize(artifact, target, module.code_bytes(), segment)?;
        Ok(written(&mapping, len).to_vec())
    }

    /// Loads a module that was compiled ahead of time by [`Engine::precompile_module`] or [`Module::serialize`]. The
    /// bytes are copied: later changes to them change nothing.
    ///
    /// # Errors
    /// Where the bytes are something else, damaged, or for another machine, another version of Windlass or other options
    /// than those of `engine`. Only with [`Config::verify_precompiled`](crate::Config::verify_precompiled) all damages are
    /// found.
    ///
    /// # Safety
    /// Using the module executes the machine code in `bytes`: they must be what Windlass made, unchanged. Whoever can choose
    /// them can do whatever the process can. Loading alone is safe whatever they are.
    pub unsafe fn deserialize(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Module> {
        load(engine, PrivateBytes::copy_of(bytes.as_ref(), object::TEXT_AT)?)
    }

    /// Loads a module that was compiled ahead of time from memory, as [`Module::deserialize`], without copying it: its code
    /// is executed where it is, if the platform says that it can be, and otherwise copied. Only without the feature `std`.
    ///
    /// # Errors
    /// As [`Module::deserialize`]. Tables are used in place, too: the bytes must be aligned to 16.
    ///
    /// # Safety
    /// As [`Module::deserialize`]; and the memory must stay as it is, forever.
    #[cfg(not(feature = "std"))]
    pub unsafe fn deserialize_raw(engine: &Engine, memory: core::ptr::NonNull<[u8]>) -> Result<Module> {
        // SAFETY: the caller says so.
        load(engine, PrivateBytes::InPlace(unsafe { memory.as_ref() }))
    }

    /// Loads a module that was compiled ahead of time from a file. The file is read once, to memory of the module's own, where it is
    /// checked and executed: what happens to the file afterwards does not matter. That takes a quarter of a millisecond a megabyte.
    ///
    /// # Errors
    /// As [`Module::deserialize`], with the name of the file in front; where the file cannot be read.
    ///
    /// # Safety
    /// As [`Module::deserialize`], of what the file holds while it is read. Where others may change it just then,
    /// [`Config::verify_precompiled`](crate::Config::verify_precompiled) finds a mixture of two files, as what is verified is what was
    /// read; that neither of them is malicious, the caller has to know.
    #[cfg(feature = "std")]
    pub unsafe fn deserialize_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Module> {
        let path = path.as_ref();
        let load = || {
            let file = File::open(path)?;
            let len = file.metadata()?.len();
            // SAFETY: the caller says so.
            unsafe { Module::deserialize_part_of_file(engine, &file, 0, len) }
        };
        load().map_err(|e| e.context(path.display()))
    }

    /// As [`Module::deserialize_file`], from `len` bytes of an open file that begin at `start`.
    ///
    /// # Errors
    /// As [`Module::deserialize_file`], without the name of the file.
    ///
    /// # Safety
    /// As [`Module::deserialize_file`].
    #[cfg(feature = "std")]
    pub unsafe fn deserialize_part_of_file(engine: &Engine, file: &File, start: u64, len: u64) -> Result<Module> {
        let end = start.checked_add(len).ok_or_else(|| Error::msg("a part of a file that is too long"))?;
        if end > file.metadata()?.len() {
            bail!("the file is truncated: it ends before byte {end}");
        }
        let len = usize::try_from(len).map_err(|_| Error::msg("a part of a file that is too long"))?;
        let object = PrivateBytes::read(file, start, len, object::TEXT_AT).map_err(|e| match e.kind() {
            std::io::ErrorKind::UnexpectedEof => Error::msg("the file has become shorter while it was read"),
            _ => e.into(),
        })?;
        load(engine, object)
    }
}

/// The module that was compiled ahead of time.
fn load(engine: &Engine, mut object: PrivateBytes) -> Result<Module> {
    #[cfg(feature = "compiler")]
    crate::code::compile::check_runs_here(engine.config().compile_target())?;
    #[cfg(not(feature = "compiler"))]
    crate::code::processor::check()?;
    // What is to be executed is found first, so that nobody else has the memory when it is changed.
    let (text, branch_protection) = object::text(object.bytes());
    let in_place = object.make_executable(text.clone(), branch_protection);
    let object = Arc::new(object);
    let bytes: Arc<dyn FileBytes> = object.clone();
    let Object { artifact, text: found, cpu_features } = Object::read(&bytes, &Machine::host())?;
    if engine.config().verifies_precompiled() {
        object::verify_file(object.bytes())?;
    }
    check_options(engine, &artifact.options)?;
    check_cpu_features(engine, cpu_features)?;
    let code = match in_place && text == found {
        true => Code::InObject(object.clone(), found.start),
        false => Code::Complete(executable_copy(&object.bytes()[found], branch_protection)?),
    };
    // SAFETY: the caller says that the code is what the compiler made, with the artifact.
    Ok(unsafe { Module::from_artifact(engine, artifact, code, ModuleBytes::object(object), 0) })
}

/// Checks that code that was compiled with `options` does what the engine is to do.
fn check_options(engine: &Engine, options: &windlass_codegen::Options) -> Result<()> {
    let config = engine.config();
    if options.explicit_bounds_checks && !cfg!(feature = "explicit-bounds-checks") {
        bail!("it was compiled with explicit bounds checks, which this build does not have");
    }
    if !config.uses_signals() && !options.explicit_traps {
        bail!("it was compiled for traps that are signals, which this engine does without");
    }
    if config.uses_explicit_bounds_checks() && !options.explicit_bounds_checks {
        bail!("it was compiled without explicit bounds checks, which this engine is to use");
    }
    let exposed = options.explicit_bounds_checks && !options.clamped_memories;
    if exposed && config.wants_clamped_memories() || config.mitigates_spectre() && !options.spectre_mitigation {
        bail!("it was compiled without protection of its bounds from speculation, which this engine is to use");
    }
    if config.protects_branches() && !options.branch_protection {
        bail!("it was compiled without landing pads for indirect branches, which this engine is to use");
    }
    #[cfg(feature = "compiler")]
    if config.is_relaxed_simd_deterministic() && !options.relaxed_simd_deterministic {
        bail!("it was compiled without the deterministic profile of relaxed SIMD, which this engine is to use");
    }
    Ok(())
}

/// Checks that code with these extensions of the instruction set is code that the engine may run. That the machine has them was
/// checked before.
#[cfg(feature = "compiler")]
fn check_cpu_features(engine: &Engine, cpu_features: u64) -> Result<()> {
    let target = engine.config().compile_target().machine();
    let excess = cpu_features & !target.cpu_features;
    if excess != 0 {
        bail!("it was compiled with {}, which this engine is to do without", target.names_of(excess));
    }
    Ok(())
}

/// Without a compiler, an engine cannot be told to do without any.
#[cfg(not(feature = "compiler"))]
fn check_cpu_features(_: &Engine, _: u64) -> Result<()> {
    Ok(())
}

/// Code that cannot be executed where it is.
fn executable_copy(code: &[u8], branch_protection: bool) -> Result<Mapping> {
    let copy = || {
        let mut mapping = Mapping::allocate(code.len())?;
        // SAFETY: the mapping is new and has as many bytes.
        unsafe { mapping.base().copy_from_nonoverlapping(code.as_ptr(), code.len()) };
        mapping.make_executable(branch_protection)?;
        machine::flush_instruction_cache(mapping.base(), code.len());
        Ok(mapping)
    };
    copy().map_err(|e: crate::platform::OsError| {
        crate::api::error::format_err!("cannot make {} bytes of machine code executable: {e}", code.len())
    })
}

#[cfg(all(test, feature = "compiler"))]
mod tests;
