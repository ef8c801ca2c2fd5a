//! Compiles a module in chunks, for use by several threads.
//!
//! A chunk is a range of functions that one thread compiles into separate memory. Chunks are appended in order, and the result is
//! byte for byte that of compiling all functions in place. The caller manages the threads.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use windlass_isa::UseAssembler;
use windlass_masm::{Assembly, CodeBuffer, CodeMemory, MacroAssembler};

use crate::artifact::{Artifact, FunctionEntry};
use crate::chunk_bodies::ChunkBodies;
use crate::compile::{Compilation, FunctionCompiler};
use crate::error::CompileError;
use crate::handlers::HandlerWriter;
use crate::limits::CodeLimit;
use crate::source::Bodies;
use crate::translate::FunctionSource;

/// Bounds on the size of a chunk, in bytes of function bodies. Smaller chunks are not worth the synchronization; larger ones take
/// memory, and leave threads idle at the end.
const LEAST: u64 = 8 << 10;
const MOST: u64 = 256 << 10;

/// The desired number of chunks, so that the usual numbers of threads finish at about the same time.
const CHUNKS: u64 = 32;

impl Compilation<'_> {
    /// The total size of the function bodies in bytes.
    pub fn body_bytes(&self) -> u64 {
        self.functions.iter().map(body_len).sum()
    }

    /// The chunks, as ranges of function positions. They do not depend on the number of threads.
    pub fn chunks(&self) -> Vec<Range<usize>> {
        let target = (self.body_bytes() / CHUNKS).clamp(LEAST, MOST);
        let (mut chunks, mut start, mut size) = (Vec::new(), 0, 0);
        for (position, source) in self.functions.iter().enumerate() {
            size += body_len(source);
            if size >= target || position + 1 == self.functions.len() {
                chunks.push(start..position + 1);
                (start, size) = (position + 1, 0);
            }
        }
        chunks
    }

    /// Memory for a chunk.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`].
    pub fn chunk(&self) -> Result<Chunk, CompileError> {
        let assembly = Assembly::new(CodeBuffer::on_heap()?, self.functions.len());
        Ok(Chunk { assembly, handlers: HandlerWriter::default(), entries: Vec::new(), offset: 0 })
    }

    /// Creates a compiler of chunks. Each thread needs one.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`].
    pub fn chunk_compiler(&self) -> Result<ChunkCompiler<'_>, CompileError> {
        let nothing = Assembly::new(CodeBuffer::on_heap()?, 0);
        let compiler = FunctionCompiler::new(&self.basis, nothing);
        Ok(ChunkCompiler { functions: &self.functions, bodies: self.bodies, buffer: Vec::new(), compiler })
    }

    /// Creates the target of appending, which writes to `memory` from its start.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`].
    pub fn appender<'m>(&self, memory: &'m mut dyn CodeMemory) -> Result<Appender<'m>, CompileError> {
        let functions = self.functions.len();
        let assembly = Assembly::new(CodeBuffer::new(memory)?, functions);
        let assembler = self.basis.target.with_assembler(MakeAssembler(assembly));
        let code_limit = self.basis.code_limit.within_reach(assembler.max_code());
        let (handlers, entries) = (HandlerWriter::default(), Vec::with_capacity(functions));
        Ok(Appender { assembler, handlers, entries, code_limit })
    }
}

fn body_len(source: &FunctionSource) -> u64 {
    (source.body.end - source.body.start).into()
}

/// The code of some functions, before it is appended. Can be reused for other functions.
pub struct Chunk {
    assembly: Assembly<'static>,
    handlers: HandlerWriter,
    entries: Vec<FunctionEntry>,
    /// The module offset of its first function.
    offset: usize,
}

impl Chunk {
    /// Bytes of machine code in it.
    pub fn code_len(&self) -> usize {
        self.entries.iter().map(|entry| (entry.end - entry.start) as usize).sum()
    }
}

/// Compiles chunks, reusing its allocations.
pub struct ChunkCompiler<'a> {
    functions: &'a [FunctionSource],
    bodies: Bodies<'a>,
    /// A buffer for bodies that are read.
    buffer: Vec<u8>,
    compiler: FunctionCompiler<'a, 'static>,
}

impl ChunkCompiler<'_> {
    /// Compiles the functions at `positions` into `chunk`, replacing its contents.
    ///
    /// # Errors
    /// Returns the error of the first function that is invalid or unsupported.
    pub fn compile(&mut self, positions: Range<usize>, chunk: &mut Chunk) -> Result<(), CompileError> {
        chunk.assembly.clear();
        chunk.handlers.clear();
        chunk.entries.clear();
        let functions = &self.functions[positions];
        chunk.offset = functions[0].range().start;
        let bodies = ChunkBodies::read(functions, &self.bodies, &mut self.buffer)?;
        mem::swap(self.compiler.assembly(), &mut chunk.assembly);
        mem::swap(self.compiler.handlers(), &mut chunk.handlers);
        let result = functions.iter().try_for_each(|source| {
            chunk.entries.push(self.compiler.compile(source, bodies.of(source))?);
            Ok(())
        });
        mem::swap(self.compiler.assembly(), &mut chunk.assembly);
        mem::swap(self.compiler.handlers(), &mut chunk.handlers);
        result
    }
}

/// An assembler for any machine.
trait AppendChunks<'m>: Send {
    /// See [`MacroAssembler::append`].
    fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32);

    /// See [`Abi::max_code`](windlass_masm::Abi::max_code).
    fn max_code(&self) -> u32;

    /// The assembled code.
    fn assembly(&mut self) -> &mut Assembly<'m>;

    /// Returns the assembled code.
    fn into_assembly(self: Box<Self>) -> Assembly<'m>;
}

impl<'m, M: MacroAssembler<'m>> AppendChunks<'m> for M {
    fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32) {
        MacroAssembler::append(self, chunk)
    }

    fn max_code(&self) -> u32 {
        M::ABI.max_code
    }

    fn assembly(&mut self) -> &mut Assembly<'m> {
        MacroAssembler::assembly(self)
    }

    fn into_assembly(self: Box<Self>) -> Assembly<'m> {
        MacroAssembler::into_assembly(*self)
    }
}

struct MakeAssembler<'m>(Assembly<'m>);

impl<'m> UseAssembler<'m> for MakeAssembler<'m> {
    type Output = Box<dyn AppendChunks<'m> + 'm>;

    fn with<M: MacroAssembler<'m>>(self, cpu: M::CpuFeatures) -> Self::Output {
        Box::new(M::new(self.0, cpu))
    }
}

/// Joins chunks to a module.
pub struct Appender<'m> {
    assembler: Box<dyn AppendChunks<'m> + 'm>,
    handlers: HandlerWriter,
    entries: Vec<FunctionEntry>,
    code_limit: CodeLimit,
}

impl Appender<'_> {
    /// Appends the next chunk.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`]; [`CompileError::TooLarge`] if the code exceeds the range of calls.
    pub fn append(&mut self, chunk: &Chunk) -> Result<(), CompileError> {
        // Check before allocating memory.
        let end = self.assembler.assembly().buffer.len().saturating_add(chunk.assembly.buffer.len());
        self.code_limit.check(end, chunk.offset)?;
        let (code, sites) = self.assembler.append(&chunk.assembly);
        if self.assembler.assembly().buffer.failed() {
            return Err(CompileError::OutOfMemory);
        }
        self.code_limit.check(self.assembler.assembly().buffer.len(), chunk.offset)?;
        self.handlers.append(&chunk.handlers);
        self.entries.extend(chunk.entries.iter().map(|entry| FunctionEntry {
            start: entry.start + code,
            end: entry.end + code,
            sites: entry.sites + sites,
            ..*entry
        }));
        Ok(())
    }

    /// Continues at code offset `origin`, as if there were already that much code.
    #[cfg(test)]
    pub(crate) fn restart(&mut self, origin: u32) {
        self.assembler.assembly().buffer.restart(origin);
    }

    /// The artifact of all chunks of `compilation`.
    pub fn finish(self, compilation: Compilation<'_>) -> Artifact {
        compilation.finish(self.assembler.into_assembly(), self.handlers, self.entries)
    }
}
