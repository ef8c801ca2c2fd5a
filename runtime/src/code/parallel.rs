//! Compiles on several threads.
//!
//! Threads take chunks of functions in order. A thread that finishes a chunk adds it to the finished ones; if that
//! includes the next one to append, and no other thread is appending, it appends. Chunks are reused, and their number
//! is limited: a thread that is far ahead waits for one. This bounds memory.

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

use crate::code::progress::CompileProgress;

/// Chunks in memory per thread: one being compiled, and others that wait for an earlier one.
const CHUNKS_PER_THREAD: usize = 3;

/// The number of threads available to the process.
pub(crate) fn available_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Compiles all functions on at most `threads` threads, and tells `progress`. The result is that of [`Compilation::compile`].
///
/// # Errors
/// Same as [`Compilation::compile`].
pub(crate) fn compile(
    compilation: Compilation<'_>,
    threads: usize,
    progress: Option<&CompileProgress>,
    memory: &mut dyn CodeMemory,
) -> Result<Artifact, CompileError> {
    let chunks = compilation.chunks();
    let threads = threads.min(chunks.len());
    if threads == 0 || threads == 1 && progress.is_none() {
        return compilation.compile(memory);
    }
    if let Some(progress) = progress {
        progress.begin(chunks.last().map_or(0, |chunk| chunk.end), threads);
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
        progress,
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // If no thread can be created, this one does all the work.
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
/// Returns the error of the first function that is invalid or unsupported.
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
            // Chunks after an error are not needed; those before it were already taken.
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

/// State shared by the threads.
struct Work<'a, 'm> {
    compilation: &'a Compilation<'a>,
    chunks: &'a [Range<usize>],
    /// The next chunk to compile.
    next: AtomicUsize,
    pile: Mutex<Pile<'m>>,
    /// Signals that a chunk is spare, or that no more are needed.
    changed: Condvar,
    progress: Option<&'a CompileProgress>,
}

struct Pile<'m> {
    /// Spare chunks.
    spare: Vec<Chunk>,
    /// Chunks that are compiled but not appended.
    finished: BTreeMap<usize, Result<Chunk, CompileError>>,
    /// The next chunk to append.
    next: usize,
    /// Taken by the thread that is appending.
    appender: Option<Appender<'m>>,
    /// The error of the first chunk with one.
    error: Option<CompileError>,
    panicked: bool,
}

impl<'m> Work<'_, 'm> {
    fn pile(&self) -> MutexGuard<'_, Pile<'m>> {
        self.pile.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compiles chunks until none is left.
    fn run(&self) {
        let _guard = OnPanic(self);
        let mut compiler = match self.compilation.chunk_compiler() {
            Ok(compiler) => compiler,
            Err(error) => return self.give_up(error),
        };
        while let Some(mut chunk) = self.spare_chunk() {
            // Take the first chunk only when there is memory for it, so that the next one to append is always in
            // progress.
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(positions) = self.chunks.get(index) else { break };
            let result = compiler.compile(positions.clone(), &mut chunk).map(|()| chunk);
            match (&result, self.progress) {
                // Chunks after an error are not needed.
                (Err(_), _) => self.next.store(self.chunks.len(), Ordering::Relaxed),
                (Ok(chunk), Some(progress)) => progress.add(positions.len(), chunk.code_len()),
                (Ok(_), None) => {}
            }
            self.finish(index, result);
        }
    }

    /// Memory for a chunk, if there is another one to compile.
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

    /// Adds a finished chunk, and appends as many as possible.
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

/// Tells the other threads about a panic, so that they do not wait for this thread's chunk.
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
