//! [`CompileProgress`]: how far compiling a module is.

use core::sync::atomic::{AtomicUsize, Ordering};

/// How far an engine is with compiling a module, for whoever shows it to a user: see
/// [`Config::compile_progress`](crate::Config::compile_progress). Any thread may look at any time.
#[derive(Debug, Default)]
pub struct CompileProgress {
    total: AtomicUsize,
    functions: AtomicUsize,
    code: AtomicUsize,
    threads: AtomicUsize,
}

impl CompileProgress {
    /// The number of functions that are to be compiled; 0 as long as it is not known.
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    /// The number of functions that are compiled.
    pub fn functions(&self) -> usize {
        self.functions.load(Ordering::Relaxed)
    }

    /// Bytes of their machine code.
    pub fn code_bytes(&self) -> usize {
        self.code.load(Ordering::Relaxed)
    }

    /// The number of threads that compile.
    pub fn threads(&self) -> usize {
        self.threads.load(Ordering::Relaxed)
    }

    /// A module with as many functions begins.
    pub(crate) fn begin(&self, total: usize, threads: usize) {
        self.total.store(total, Ordering::Relaxed);
        self.threads.store(threads, Ordering::Relaxed);
        self.functions.store(0, Ordering::Relaxed);
        self.code.store(0, Ordering::Relaxed);
    }

    /// As many functions are done, which became as many bytes.
    pub(crate) fn add(&self, functions: usize, code: usize) {
        self.functions.fetch_add(functions, Ordering::Relaxed);
        self.code.fetch_add(code, Ordering::Relaxed);
    }
}
