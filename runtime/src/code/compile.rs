//! Compiles the bytes of a module to a [`Module`].

use alloc::borrow::Cow;
#[cfg(feature = "lazy")]
use alloc::boxed::Box;
use core::ops::Range;
use std::fs::File;
use std::path::Path;
use std::time::Instant;

use windlass_codegen::error::CompileError;
use windlass_codegen::object::{self, CodeInFile};
use windlass_codegen::{Artifact, Compilation, CompileOptions, ModuleSource};
#[cfg(feature = "wat")]
use windlass_codegen::{DisplayName, translate::COMPONENT};
use windlass_isa::{Machine, Target};
use windlass_masm::{CodeMemory, OutOfMemory};

use crate::api::config::{CompileMode, Config};
use crate::api::engine::Engine;
use crate::api::error::{Error, Result, bail, format_err};
use crate::api::module::{Code, CompileFacts, CompileTimes, Module};
#[cfg(feature = "lazy")]
use crate::code::lazy_code::LazyCode;
use crate::code::module_bytes::ModuleBytes;
use crate::code::module_file::ModuleFile;
#[cfg(feature = "parallel")]
use crate::code::parallel;
use crate::code::processor;
#[cfg(not(feature = "parallel"))]
use crate::code::serial as parallel;
use crate::platform::{Mapping, OsError};

/// The magic number at the start of every binary module.
const MAGIC: &[u8] = b"\0asm";

impl Module {
    /// Compiles a module in the binary format or, with the feature `wat`, in the text format.
    ///
    /// # Errors
    /// Fails if the module is invalid, too large, or uses a proposal that is not supported or not enabled. The message is
    /// one line, with the position in the module.
    pub fn new(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Module> {
        Module::from_binary(engine, &binary(bytes.as_ref())?)
    }

    /// Compiles the module in a file: see [`Module::new`].
    ///
    /// # Errors
    /// Same as [`Module::new`]; also fails if the file cannot be read. Messages start with the file name.
    pub fn from_file(engine: &Engine, file: impl AsRef<Path>) -> Result<Module> {
        let file = file.as_ref();
        std::fs::read(file)
            .map_err(Error::from)
            .and_then(|bytes| Module::new(engine, bytes))
            .map_err(|e| e.context(file.display()))
    }

    /// Compiles a module in the binary format.
    ///
    /// # Errors
    /// Same as [`Module::new`].
    pub fn from_binary(engine: &Engine, binary: &[u8]) -> Result<Module> {
        check_magic(binary)?;
        let (config, start) = (engine.config(), Instant::now());
        let compiled = Compilation::new(binary, &options(config)).map_err(Error::from);
        let compiled = compiled.and_then(|c| compile(config, c, start)).map_err(|e| explained(e, binary, config))?;
        let range = compiled.needed.clone();
        Ok(compiled.into_module(engine, ModuleBytes::copy(binary, range)))
    }

    /// Compiles the module in an open file, in the binary format. Reads only what is needed: function bodies when they are
    /// compiled, data segments when they are copied. The module keeps the file open.
    ///
    /// The file may be modified meanwhile. Windlass only ever compiles bytes that it has validated. But in
    /// [lazy mode](crate::Config::compile_mode), function bodies are read at the first call, and data segments always at
    /// the first use: if a body is no longer valid, or the file is truncated, the call or instantiation fails. A file that
    /// is deleted, or replaced by another of the same name, does not change. To be independent of the file, use
    /// [`Module::new`] or [`Module::from_file`].
    ///
    /// # Errors
    /// Same as [`Module::new`]; also fails if the file cannot be read.
    pub fn from_open_file(engine: &Engine, file: &File) -> Result<Module> {
        let file = ModuleFile::new(file)?;
        let mut start = [0; MAGIC.len()];
        // A shorter file fails the check for the magic number.
        let len = file.len().min(start.len());
        file.read(0, &mut start[..len]).map_err(Error::msg)?;
        check_magic(&start[..len])?;
        let (config, begin) = (engine.config(), Instant::now());
        let compiled = Compilation::read_from(&file, &options(config)).map_err(Error::from);
        let compiled = compiled.and_then(|c| compile(config, c, begin)).map_err(|e| {
            let mut binary = alloc::vec![0; file.len()];
            match e.is::<CompileError>() && file.read(0, &mut binary).is_ok() {
                true => explained(e, &binary, config),
                false => e,
            }
        })?;
        Ok(compiled.into_module(engine, ModuleBytes::file(file)))
    }

    /// Checks that a module is valid. [`Module::new`] may still reject it as unsupported.
    ///
    /// # Errors
    /// Fails if the module is invalid. The message has the position in the module.
    pub fn validate(engine: &Engine, bytes: &[u8]) -> Result<()> {
        let binary = binary(bytes)?;
        check_magic(&binary)?;
        let features = engine.config().features();
        Ok(windlass_codegen::validate(&binary, features)
            .map_err(|e| windlass_codegen::explain(e, &binary, features))?)
    }
}

/// Everything of a module except its bytes.
struct Compiled {
    artifact: Artifact,
    code: Code,
    facts: CompileFacts,
    /// The range of the module's bytes that it still needs after compilation.
    needed: Range<usize>,
}

impl Compiled {
    fn into_module(self, engine: &Engine, bytes: ModuleBytes) -> Module {
        // SAFETY: the compiler made both.
        unsafe { Module::from_artifact(engine, self.artifact, self.code, bytes, self.facts) }
    }
}

/// The thresholds of [`CompileMode::Auto`], in bytes of function bodies. Below the first, starting a thread takes longer
/// than it saves. From the second on, lazy compilation is faster: programs rarely call all their functions.
const PARALLEL_FROM: u64 = 64 << 10;
const LAZY_FROM: u64 = 1 << 20;

/// `error`, with an explanation if it is about the module `binary`.
fn explained(error: Error, binary: &[u8], config: &Config) -> Error {
    match error.downcast::<CompileError>() {
        Ok(error) => windlass_codegen::explain(error, binary, config.features()).into(),
        Err(error) => error,
    }
}

/// Compiles a module in the configured mode. `start` is when reading its sections began.
fn compile(config: &Config, compilation: Compilation<'_>, start: Instant) -> Result<Compiled> {
    check_runs_here(config.compile_target())?;
    let code_section_bytes = compilation.code_section_len();
    let mut times = CompileTimes { sections: start.elapsed(), ..CompileTimes::default() };
    let start = Instant::now();
    let mode = match config.mode() {
        CompileMode::Auto => match compilation.body_bytes() {
            0..PARALLEL_FROM => CompileMode::Eager,
            PARALLEL_FROM..LAZY_FROM => CompileMode::Parallel,
            _ => CompileMode::Lazy,
        },
        mode => mode,
    };
    #[cfg(feature = "lazy")]
    if mode == CompileMode::Lazy {
        let (artifact, code, needed) = compile_lazily(compilation, config)?;
        times.functions = start.elapsed();
        return Ok(Compiled { artifact, code, facts: CompileFacts { code_section_bytes, times }, needed });
    }
    let mut buffer = CodeBuffer(Mapping::empty());
    let artifact = match mode {
        CompileMode::Eager if config.progress().is_none() => compilation.compile(&mut buffer),
        CompileMode::Eager => parallel::compile(compilation, 1, config.progress(), &mut buffer),
        _ => parallel::compile(compilation, config.threads(), config.progress(), &mut buffer),
    }?;
    times.functions = start.elapsed();
    let start = Instant::now();
    let code = buffer
        .publish(artifact.code_len, artifact.options.branch_protection)
        .map_err(|e| format_err!("cannot make {} bytes of machine code executable: {e}", artifact.code_len))?;
    times.publication = start.elapsed();
    let needed = artifact.data.clone();
    let facts = CompileFacts { code_section_bytes, times };
    Ok(Compiled { artifact, code: Code::Complete(code), facts, needed })
}

/// Validates a module, and prepares its functions for lazy compilation.
#[cfg(feature = "lazy")]
fn compile_lazily(compilation: Compilation<'_>, config: &Config) -> Result<(Artifact, Code, Range<usize>)> {
    parallel::validate(&compilation, config.threads())?;
    let (artifact, compiler) = compilation.into_lazy()?;
    let bodies = compiler.bodies();
    let needed = match artifact.data.is_empty() {
        true => bodies.clone(),
        false => bodies.start.min(artifact.data.start)..bodies.end.max(artifact.data.end),
    };
    let functions = artifact.module.functions.len() - artifact.module.imported_functions as usize;
    let code = Code::Lazy(Box::new(LazyCode::new(compiler, functions, bodies.len())?));
    Ok((artifact, code, needed))
}

/// The compiler options of a configuration.
fn options(config: &Config) -> CompileOptions {
    CompileOptions {
        features: config.features(),
        explicit_bounds_checks: config.uses_explicit_bounds_checks(),
        relaxed_simd_deterministic: config.is_relaxed_simd_deterministic(),
        explicit_traps: !config.uses_signals(),
        spectre_mitigation: config.mitigates_spectre(),
        clamped_memories: config.clamps_memories(),
        branch_protection: config.protects_branches(),
        consume_fuel: config.consumes_fuel(),
        limits: config.limits(),
        target: config.compile_target(),
    }
}

/// Checks that code for `target` runs on this machine.
///
/// # Errors
/// Fails if it does not, or if this machine lacks the baseline CPU features.
pub(crate) fn check_runs_here(target: Target) -> Result<()> {
    processor::check()?;
    let (target, host) = (target.machine(), Machine::host());
    if target.isa != host.isa || target.cpu_features & !host.cpu_features != 0 {
        bail!("the engine compiles for a different machine than this one: it can precompile modules, but not run them");
    }
    Ok(())
}

/// Compiles a module to a file in memory, for [`Module::deserialize`]. Returns its length, too.
///
/// # Errors
/// Same as [`Module::new`]; also fails if there is not enough memory.
pub(crate) fn precompile(engine: &Engine, bytes: &[u8]) -> Result<(Mapping, usize)> {
    let binary = binary(bytes)?;
    check_magic(&binary)?;
    let config = engine.config();
    precompile_binary(config, &binary).map_err(|e| explained(e, &binary, config))
}

/// [`precompile`] for the binary format.
fn precompile_binary(config: &Config, binary: &[u8]) -> Result<(Mapping, usize)> {
    let compilation = Compilation::new(binary, &options(config))?;
    let mut memory = CodeBuffer(Mapping::empty());
    let mut code = CodeInFile(&mut memory);
    let artifact = match config.mode() {
        CompileMode::Eager if config.progress().is_none() => compilation.compile(&mut code),
        CompileMode::Eager => parallel::compile(compilation, 1, config.progress(), &mut code),
        _ => parallel::compile(compilation, config.threads(), config.progress(), &mut code),
    }?;
    let len = object::write(&artifact, config.compile_target(), |range| &binary[range], &mut memory)?;
    Ok((memory.0, len))
}

/// Writes the compiled file of an artifact and its `code`. `data` returns the bytes of data segments.
pub(crate) fn serialize<'a>(
    artifact: &Artifact,
    target: Target,
    code: &[u8],
    data: impl Fn(Range<usize>) -> &'a [u8],
) -> Result<(Mapping, usize)> {
    let mut memory = CodeBuffer(Mapping::empty());
    let (start, _) = CodeInFile(&mut memory).grow(code.len().max(1)).map_err(|_| CompileError::OutOfMemory)?;
    // SAFETY: `grow` made room for these bytes, and nothing else uses the memory.
    unsafe { start.copy_from_nonoverlapping(code.as_ptr(), code.len()) };
    let len = object::write(artifact, target, data, &mut memory)?;
    Ok((memory.0, len))
}

fn check_magic(binary: &[u8]) -> Result<()> {
    if !binary.starts_with(MAGIC) {
        let kind = windlass_codegen::other_kind(binary).unwrap_or("it does not begin with `\\0asm`");
        bail!("not a WebAssembly module: {kind} (at byte 0x0)");
    }
    Ok(())
}

/// Converts a module in either format to the binary format. The binary format is passed through unchecked.
fn binary(bytes: &[u8]) -> Result<Cow<'_, [u8]>> {
    #[cfg(feature = "wat")]
    if !bytes.starts_with(MAGIC)
        && let Ok(text) = core::str::from_utf8(bytes)
        // Anything else gets the error about the magic number.
        && !text.trim_start().is_empty()
        && !text.contains('\0')
        && windlass_codegen::other_kind(bytes).is_none()
    {
        return text_to_binary(text).map(Cow::Owned);
    }
    Ok(Cow::Borrowed(bytes))
}

/// The message of the text format's parser for a component.
#[cfg(feature = "wat")]
const NO_COMPONENTS: &str = "support for parsing components disabled at compile time";

#[cfg(feature = "wat")]
fn text_to_binary(text: &str) -> Result<alloc::vec::Vec<u8>> {
    use wast::parser::{self, ParseBuffer};

    let describe = |e: wast::Error| {
        if e.message() == NO_COMPONENTS {
            return CompileError::Unsupported { what: COMPONENT.into(), offset: e.span().offset() }.into();
        }
        let (line, column) = e.span().linecol_in(text);
        let (message, at) = (e.message(), e.span().offset());
        // The message may contain an identifier of any length from the text.
        let message = DisplayName::new(&message);
        format_err!("invalid text module: {message} (line {}, column {}, at byte {at:#x})", line + 1, column + 1)
    };
    let buffer = ParseBuffer::new(text).map_err(describe)?;
    parser::parse::<wast::Wat<'_>>(&buffer).and_then(|mut wat| wat.encode()).map_err(describe)
}

/// Memory that the compiler writes to, and that becomes executable afterwards.
struct CodeBuffer(Mapping);

/// The minimum size of the buffer. Untouched pages cost nothing.
const LEAST_CODE: usize = 64 << 10;

// SAFETY: a mapping moves only when it is resized, and then keeps its bytes.
unsafe impl CodeMemory for CodeBuffer {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        let present = self.0.len();
        if len > present {
            let wanted = len.max(present.saturating_mul(2)).max(LEAST_CODE);
            self.0.resize(wanted).map_err(|_| OutOfMemory)?;
        }
        Ok((self.0.base(), self.0.len()))
    }
}

impl CodeBuffer {
    /// Makes the first `len` bytes executable and read-only.
    fn publish(self, len: usize, branch_protection: bool) -> Result<Mapping, OsError> {
        let mut mapping = self.0;
        mapping.resize(len)?;
        mapping.make_executable(branch_protection)?;
        crate::machine::flush_instruction_cache(mapping.base(), len);
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn what_is_no_module_is_an_error_of_one_line() {
        let engine = Engine::default();
        for bytes in [&b""[..], b"\0as", b"\x7fELF\0", b"(module", b"hello", b"\xff\xfe(module)"] {
            let error = Module::new(&engine, bytes).unwrap_err().to_string();
            assert!(error.contains("at byte 0x") && !error.contains('\n'), "{bytes:?}: {error}");
        }
        let error = Module::from_file(&engine, "/no/such/file.wasm").unwrap_err().to_string();
        assert!(error.starts_with("/no/such/file.wasm: "), "{error}");
    }

    #[test]
    #[cfg(feature = "wat")]
    fn a_component_is_called_that() {
        let engine = Engine::default();
        for bytes in [&b"(component)"[..], b";; a comment\n(component (core module))", b"\0asm\x0d\0\x01\0"] {
            let error = Module::new(&engine, bytes).unwrap_err().to_string();
            assert!(error.starts_with("not supported: the file is a component, not a module"), "{error}");
        }
    }

    #[test]
    #[cfg(feature = "wat")]
    fn what_is_not_supported_is_named() {
        let engine = Engine::default();
        let wat = b"(module (func (drop (ref.i31 (i32.const 1)))))";
        let text = "(proposal `gc`), which Windlass does not have";
        let of = |result: Result<()>| result.unwrap_err().to_string();
        for error in [
            of(Module::new(&engine, wat).map(|_| ())),
            of(Module::validate(&engine, wat)),
            of(engine.precompile_module(wat).map(|_| ())),
        ] {
            assert!(error.starts_with("not supported: structures and arrays ") && error.contains(text), "{error}");
        }
    }

    #[test]
    fn code_memory_keeps_its_bytes() {
        let mut buffer = CodeBuffer(Mapping::empty());
        let (start, len) = buffer.grow(10).unwrap();
        assert!(len >= 10);
        // SAFETY: inside the memory.
        unsafe { start.write(0xc3) };
        let (start, len) = buffer.grow(1 << 20).unwrap();
        assert!(len >= 1 << 20);
        // SAFETY: inside the memory.
        assert_eq!(unsafe { start.read() }, 0xc3);
        assert_eq!(buffer.publish(1, false).unwrap().len(), crate::platform::page_size());
    }
}
