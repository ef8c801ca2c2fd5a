//! Compiling a module in chunks, so that several threads can.
//!
//! A chunk is a range of functions that one thread compiles into memory of its own. The chunks are appended in order, and
//! the result is, byte for byte, what compiling all functions in place produces. Threads are the caller's matter.

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

/// Bounds on the bytes of function bodies of a chunk. What is smaller is not worth the handing over; what is larger takes
/// memory, and leaves threads without work at the end.
const LEAST: u64 = 8 << 10;
const MOST: u64 = 256 << 10;

/// How many chunks there should be, so that any usual number of threads is done at about the same time.
const CHUNKS: u64 = 32;

impl Compilation<'_> {
    /// Bytes of all function bodies.
    pub fn body_bytes(&self) -> u64 {
        self.functions.iter().map(body_len).sum()
    }

    /// The chunks that the functions are divided into, by their positions. They are the same whoever compiles them.
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

    /// What compiles chunks, one a thread.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`].
    pub fn chunk_compiler(&self) -> Result<ChunkCompiler<'_>, CompileError> {
        let nothing = Assembly::new(CodeBuffer::on_heap()?, 0);
        let compiler = FunctionCompiler::new(&self.basis, nothing);
        Ok(ChunkCompiler { functions: &self.functions, bodies: self.bodies, buffer: Vec::new(), compiler })
    }

    /// What the chunks are appended to: `memory`, from its start.
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

/// Code of functions that is not part of the whole yet. Can be used again for other functions.
pub struct Chunk {
    assembly: Assembly<'static>,
    handlers: HandlerWriter,
    entries: Vec<FunctionEntry>,
    /// Where its first function is in the module.
    offset: usize,
}

/// Compiles chunks, keeping what it allocates.
pub struct ChunkCompiler<'a> {
    functions: &'a [FunctionSource],
    bodies: Bodies<'a>,
    /// For bodies that are read.
    buffer: Vec<u8>,
    compiler: FunctionCompiler<'a, 'static>,
}

impl ChunkCompiler<'_> {
    /// Compiles the functions at `positions` into `chunk`, whose contents are replaced.
    ///
    /// # Errors
    /// That of the first function that is not valid or not supported.
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

/// An assembler, whichever machine it is for.
trait AppendChunks<'m>: Send {
    /// See [`MacroAssembler::append`].
    fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32);

    /// See [`Abi::max_code`](windlass_masm::Abi::max_code).
    fn max_code(&self) -> u32;

    /// What was assembled.
    fn assembly(&mut self) -> &mut Assembly<'m>;

    /// Gives back what was assembled.
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

/// Makes one module of chunks.
pub struct Appender<'m> {
    assembler: Box<dyn AppendChunks<'m> + 'm>,
    handlers: HandlerWriter,
    entries: Vec<FunctionEntry>,
    code_limit: CodeLimit,
}

impl Appender<'_> {
    /// Appends the chunk after the one that was appended last.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`]; [`CompileError::TooLarge`] where calls do not reach across all of it.
    pub fn append(&mut self, chunk: &Chunk) -> Result<(), CompileError> {
        // Before it takes memory.
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

    /// Goes on at code offset `origin`, as if so much code were there already.
    #[cfg(test)]
    pub(crate) fn restart(&mut self, origin: u32) {
        self.assembler.assembly().buffer.restart(origin);
    }

    /// The artifact of all chunks, which were those of `compilation`.
    pub fn finish(self, compilation: Compilation<'_>) -> Artifact {
        compilation.finish(self.assembler.into_assembly(), self.handlers, self.entries)
    }
}
