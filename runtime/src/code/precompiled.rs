//! Modules compiled ahead of time. A file is copied to private memory, then verified and executed there. It is never
//! mapped: later writes to a mapped file would be visible to the process.

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
use crate::api::module::{Code, CompileFacts, Module};
use crate::code::module_bytes::ModuleBytes;
use crate::machine;
use crate::platform::{Mapping, PrivateBytes};

/// The kinds of precompiled files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Precompiled {
    /// A module, for [`Module::deserialize`] or [`Module::deserialize_file`].
    Module,
}

// SAFETY: the bytes neither move nor change.
unsafe impl FileBytes for PrivateBytes {
    fn bytes(&self) -> &[u8] {
        PrivateBytes::bytes(self)
    }
}

impl Engine {
    /// Detects the output of [`Engine::precompile_module`] or [`Module::serialize`] by its first bytes. It may still be
    /// damaged, or be for another machine or another version of Windlass.
    pub fn detect_precompiled(bytes: &[u8]) -> Option<Precompiled> {
        object::detect(bytes).then_some(Precompiled::Module)
    }

    /// [`Engine::detect_precompiled`] for a file. Requires the feature `std`.
    ///
    /// # Errors
    /// Fails if the file cannot be read.
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
    /// Compiles a module ahead of time, in the formats of [`Module::new`]. The result can be written to a file, which
    /// [`Module::deserialize_file`] loads as fast as it can be copied. It is an ELF shared object, which debuggers and
    /// disassemblers understand.
    ///
    /// # Errors
    /// Same as [`Module::new`]; also fails if the result is 4 GiB or larger.
    pub fn precompile_module(&self, bytes: &[u8]) -> Result<alloc::vec::Vec<u8>> {
        let mut result = alloc::vec::Vec::new();
        self.precompile_module_to(bytes, &mut result)?;
        Ok(result)
    }

    /// [`Engine::precompile_module`] that writes the result to `out`, which saves a copy in memory.
    ///
    /// # Errors
    /// Same as [`Engine::precompile_module`]; also returns the errors of `out`.
    pub fn precompile_module_to(&self, bytes: &[u8], out: &mut dyn std::io::Write) -> Result<()> {
        let (mapping, len) = crate::code::compile::precompile(self, bytes)?;
        Ok(out.write_all(written(&mapping, len))?)
    }
}

/// The first `len` bytes of a file written to memory.
#[cfg(feature = "compiler")]
fn written(mapping: &Mapping, len: usize) -> &[u8] {
    // SAFETY: that many bytes were written to the mapping.
    unsafe { core::slice::from_raw_parts(mapping.base(), len) }
}

impl Module {
    /// The compiled module as bytes for [`Module::deserialize`], in the format of [`Engine::precompile_module`].
    ///
    /// # Errors
    /// Fails in [lazy mode](crate::Config::compile_mode).
    #[cfg(feature = "compiler")]
    pub fn serialize(&self) -> Result<alloc::vec::Vec<u8>> {
        let module = self.inner();
        // A loaded module still has its file.
        if let Some(object) = module.bytes().as_object() {
            return Ok(object.bytes().to_vec());
        }
        if !module.is_complete() {
            bail!("a module with lazily compiled functions cannot be serialized");
        }
        let (target, artifact) = (self.engine().config().compile_target(), module.artifact());
        let data = module.bytes().to_vec(artifact.data.clone())?;
        let segment = |range: core::ops::Range<usize>| &data[range.start - artifact.data.start..][..range.len()];
        let (mapping, len) = crate::code::compile::serialize(artifact, target, module.code_bytes(), segment)?;
        Ok(written(&mapping, len).to_vec())
    }

    /// Loads a module compiled ahead of time by [`Engine::precompile_module`] or [`Module::serialize`]. Copies the bytes,
    /// so later changes to them have no effect.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Module};
    ///
    /// let engine = Engine::default();
    /// let compiled = engine.precompile_module(b"(module (func))")?;
    /// // SAFETY: the engine has just written these bytes.
    /// let module = unsafe { Module::deserialize(&engine, &compiled)? };
    /// assert_eq!(module.functions().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if the bytes are not a precompiled module, are damaged, or are for another machine, another version of
    /// Windlass, or options that contradict those of `engine`. Not all damage is detected without
    /// [`Config::verify_precompiled`](crate::Config::verify_precompiled).
    ///
    /// # Safety
    /// Using the module executes the machine code in `bytes`, which must be unmodified output of Windlass. Anyone who
    /// controls them can do whatever the process can. Loading alone is safe for any bytes.
    pub unsafe fn deserialize(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Module> {
        load(engine, PrivateBytes::copy_of(bytes.as_ref(), object::TEXT_AT)?)
    }

    /// [`Module::deserialize`] without copying: the module uses `memory` in place. Its code is executed in place if the
    /// platform can make it executable, and copied otherwise. Only without the feature `std`.
    ///
    /// # Errors
    /// Same as [`Module::deserialize`]; also fails if `memory` is not aligned to 16 bytes.
    ///
    /// # Safety
    /// Same as [`Module::deserialize`]; also, `memory` must stay valid and unchanged forever.
    #[cfg(not(feature = "std"))]
    pub unsafe fn deserialize_raw(engine: &Engine, memory: core::ptr::NonNull<[u8]>) -> Result<Module> {
        // SAFETY: guaranteed by the caller.
        load(engine, PrivateBytes::InPlace(unsafe { memory.as_ref() }))
    }

    /// Loads a module compiled ahead of time from a file. The file is copied to private memory, then verified and executed
    /// there, so later changes to it have no effect. This takes about 0.25 ms per megabyte.
    ///
    /// # Errors
    /// Same as [`Module::deserialize`]; also fails if the file cannot be read. Messages start with the file name.
    ///
    /// # Safety
    /// Same as [`Module::deserialize`], for the content of the file while it is read. If it is replaced at that moment,
    /// [`Config::verify_precompiled`](crate::Config::verify_precompiled) detects a mixture of two files, but not a
    /// malicious file.
    #[cfg(feature = "std")]
    pub unsafe fn deserialize_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Module> {
        let path = path.as_ref();
        let load = || {
            let file = File::open(path)?;
            let len = file.metadata()?.len();
            // SAFETY: guaranteed by the caller.
            unsafe { Module::deserialize_part_of_file(engine, &file, 0, len) }
        };
        load().map_err(|e| e.context(path.display()))
    }

    /// [`Module::deserialize_file`] for the `len` bytes at offset `start` of an open file.
    ///
    /// # Errors
    /// Same as [`Module::deserialize_file`], without the file name.
    ///
    /// # Safety
    /// Same as [`Module::deserialize_file`].
    #[cfg(feature = "std")]
    pub unsafe fn deserialize_part_of_file(engine: &Engine, file: &File, start: u64, len: u64) -> Result<Module> {
        let end = start.checked_add(len).ok_or_else(|| Error::msg("the part of the file is too long"))?;
        if end > file.metadata()?.len() {
            bail!("the file is truncated: it ends before byte {end}");
        }
        let len = usize::try_from(len).map_err(|_| Error::msg("the part of the file is too long"))?;
        let object = PrivateBytes::read(file, start, len, object::TEXT_AT).map_err(|e| match e.kind() {
            std::io::ErrorKind::UnexpectedEof => Error::msg("the file has become shorter while it was read"),
            _ => e.into(),
        })?;
        load(engine, object)
    }
}

/// Loads a module from the bytes of a precompiled file.
fn load(engine: &Engine, mut object: PrivateBytes) -> Result<Module> {
    #[cfg(feature = "compiler")]
    crate::code::compile::check_runs_here(engine.config().compile_target())?;
    #[cfg(not(feature = "compiler"))]
    crate::code::processor::check()?;
    // Change the protection of the code while nothing else refers to the memory.
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
    // SAFETY: the caller guarantees that the compiler wrote the code and the artifact.
    Ok(unsafe { Module::from_artifact(engine, artifact, code, ModuleBytes::object(object), CompileFacts::default()) })
}

/// Checks that code compiled with `options` meets the engine's configuration.
fn check_options(engine: &Engine, options: &windlass_codegen::Options) -> Result<()> {
    let config = engine.config();
    if options.explicit_bounds_checks && !cfg!(feature = "explicit-bounds-checks") {
        bail!("it was compiled with explicit bounds checks, which this build does not have");
    }
    if !config.uses_signals() && !options.explicit_traps {
        bail!("it was compiled for signals-based traps, which this engine does not use");
    }
    if config.uses_explicit_bounds_checks() && !options.explicit_bounds_checks {
        bail!("it was compiled without explicit bounds checks, which this engine requires");
    }
    let exposed = options.explicit_bounds_checks && !options.clamped_memories;
    if exposed && config.wants_clamped_memories() || config.mitigates_spectre() && !options.spectre_mitigation {
        bail!("it was compiled without the Spectre mitigation, which this engine requires");
    }
    if config.protects_branches() && !options.branch_protection {
        bail!("it was compiled without landing pads for indirect branches, which this engine requires");
    }
    match (config.consumes_fuel(), options.consume_fuel) {
        (true, false) => bail!("it was compiled without counting fuel, which this engine is to do"),
        (false, true) => bail!("it was compiled to consume fuel, which this engine does not have"),
        _ => {}
    }
    #[cfg(feature = "compiler")]
    if config.is_relaxed_simd_deterministic() && !options.relaxed_simd_deterministic {
        bail!("it was compiled without the deterministic profile of relaxed SIMD, which this engine requires");
    }
    Ok(())
}

/// Checks that the engine allows code to use these CPU features. The caller has checked that the machine has them.
#[cfg(feature = "compiler")]
fn check_cpu_features(engine: &Engine, cpu_features: u64) -> Result<()> {
    let target = engine.config().compile_target().machine();
    let excess = cpu_features & !target.cpu_features;
    if excess != 0 {
        bail!("it was compiled with {}, which this engine has disabled", target.names_of(excess));
    }
    Ok(())
}

/// Without a compiler, no CPU feature can be disabled.
#[cfg(not(feature = "compiler"))]
fn check_cpu_features(_: &Engine, _: u64) -> Result<()> {
    Ok(())
}

/// Copies code that cannot be made executable in place.
fn executable_copy(code: &[u8], branch_protection: bool) -> Result<Mapping> {
    let copy = || {
        let mut mapping = Mapping::allocate(code.len())?;
        // SAFETY: the mapping is new and has that many bytes.
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
