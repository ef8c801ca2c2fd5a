//! Compiling on several threads.
//!
//! Chunks of functions are handed out in order. Whoever finishes one puts it on a pile; whoever finds there the one that is
//! next, and nobody else appending, appends. Chunks are used again, and there are only so many: a thread that is far ahead
//! waits for one, so that the memory that they take is bounded.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::num::NonZero;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use windlass_codegen::error::CompileError;
use windlass_codegen::{Appender, Artifact, Chunk, Compilation};
use windlass_masm::CodeMemory;

/// Chunks in memory for each thread: one that it compiles, and those that wait for an earlier one.
const CHUNKS_PER_THREAD: usize = 3;

/// How many threads the machine has for us.
pub(crate) fn available_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Compiles all functions on at most `threads` threads; the result is that of [`Compilation::compile`].
///
/// # Errors
/// As [`Compilation::compile`].
pub(crate) fn compile(
    compilation: Compilation<'_>,
    threads: usize,
    memory: &mut dyn CodeMemory,
) -> Result<Artifact, CompileError> {
    let chunks = compilation.chunks();
    let threads = threads.min(chunks.len());
    if threads <= 1 {
        return compilation.compile(memory);
    }
    let mut spare = Vec::new();
    for _ in 0..threads * CHUNKS_PER_THREAD {
        spare.push(compilation.chunk()?);
    }
    let appender = Some(compilation.appender(memory)?);
    let pile = Pile { spare, finished: BTreeMap::new(), next: 0, appender, error: None, panicked: false };
    let work = Work {
        compilation: &compilation,
        chunks: &chunks,
        next: AtomicUsize::new(0),
        pile: Mutex::new(pile),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where there is no other thread to be had, this one does it all.
            let _ = thread::Builder::new().name("windlass-compile".into()).spawn_scoped(scope, || work.run());
        }
        work.run();
    });
    let pile = work.pile.into_inner().unwrap_or_else(PoisonError::into_inner);
    match (pile.error, pile.appender) {
        (None, Some(appender)) => Ok(appender.finish(compilation)),
        (error, _) => Err(error.unwrap_or(CompileError::OutOfMemory)),
    }
}

/// Validates all functions on at most `threads` threads.
///
/// # Errors
/// That of the first function that is not valid or not supported.
#[cfg(feature = "lazy")]
pub(crate) fn validate(compilation: &Compilation<'_>, threads: usize) -> Result<(), CompileError> {
    let chunks = compilation.chunks();
    let (next, first_error) = (AtomicUsize::new(0), Mutex::new(None::<(usize, CompileError)>));
    let run = || {
        let mut buffer = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(positions) = chunks.get(index) else { break };
            let Err(error) = compilation.validate(positions.clone(), &mut buffer) else { continue };
            // What is behind an error is not needed; what is before is under way already.
            next.store(chunks.len(), Ordering::Relaxed);
            let mut first_error = first_error.lock().unwrap_or_else(PoisonError::into_inner);
            if first_error.as_ref().is_none_or(|(first, _)| index < *first) {
                *first_error = Some((index, error));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(chunks.len()) {
            let _ = thread::Builder::new().name("windlass-validate".into()).spawn_scoped(scope, run);
        }
        run();
    });
    match first_error.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

/// What the threads share.
struct Work<'a, 'm> {
    compilation: &'a Compilation<'a>,
    chunks: &'a [Range<usize>],
    /// The chunk that nobody has begun yet.
    next: AtomicUsize,
    pile: Mutex<Pile<'m>>,
    /// There is a spare chunk, or no use for one.
    changed: Condvar,
}

struct Pile<'m> {
    /// Memory for chunks.
    spare: Vec<Chunk>,
    /// What is compiled, but not appended.
    finished: BTreeMap<usize, Result<Chunk, CompileError>>,
    /// The chunk that is to be appended next.
    next: usize,
    /// Taken by whoever appends.
    appender: Option<Appender<'m>>,
    /// Of the first chunk that has one.
    error: Option<CompileError>,
    panicked: bool,
}

impl<'m> Work<'_, 'm> {
    fn pile(&self) -> MutexGuard<'_, Pile<'m>> {
        self.pile.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compiles chunks as long as there are any.
    fn run(&self) {
        let _guard = OnPanic(self);
        let mut compiler = match self.compilation.chunk_compiler() {
            Ok(compiler) => compiler,
            Err(error) => return self.give_up(error),
        };
        while let Some(mut chunk) = self.spare_chunk() {
            // Whoever has a chunk to fill takes the first that is left, so that the next to be appended is under way.
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(positions) = self.chunks.get(index) else { break };
            let result = compiler.compile(positions.clone(), &mut chunk).map(|()| chunk);
            if result.is_err() {
                // What is behind an error is not needed.
                self.next.store(self.chunks.len(), Ordering::Relaxed);
            }
            self.finish(index, result);
        }
    }

    /// Memory for a chunk, if another is to be compiled.
    fn spare_chunk(&self) -> Option<Chunk> {
        let mut pile = self.pile();
        loop {
            if pile.error.is_some() || pile.panicked || self.next.load(Ordering::Relaxed) >= self.chunks.len() {
                return None;
            }
            if let Some(chunk) = pile.spare.pop() {
                return Some(chunk);
            }
            pile = self.changed.wait(pile).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Puts a chunk on the pile, and appends whatever can be.
    fn finish(&self, index: usize, result: Result<Chunk, CompileError>) {
        let mut pile = self.pile();
        pile.finished.insert(index, result);
        let Some(mut appender) = pile.appender.take() else { return };
        while pile.error.is_none() {
            let next = pile.next;
            let Some(result) = pile.finished.remove(&next) else { break };
            pile.next += 1;
            drop(pile);
            let result = result.and_then(|chunk| appender.append(&chunk).map(|()| chunk));
            pile = self.pile();
            match result {
                Ok(chunk) => pile.spare.push(chunk),
                Err(error) => pile.error = Some(error),
            }
            self.changed.notify_all();
        }
        pile.appender = Some(appender);
    }

    fn give_up(&self, error: CompileError) {
        self.pile().error.get_or_insert(error);
        self.changed.notify_all();
    }
}

/// Tells the others that a thread panicked, so that they do not wait for its chunk.
struct OnPanic<'a, 'b, 'm>(&'a Work<'b, 'm>);

impl Drop for OnPanic<'_, '_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.pile().panicked = true;
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests;
