//! Lazy compilation: compiles functions one by one, at their first call.
//!
//! All functions are validated when the module is loaded. Code calls a function that is not compiled yet through its stub or its
//! slot, which the user of this module provides: the code begins with the stubs, and each stub jumps to the address in its slot.
//! Code compiled later calls a compiled function directly.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

use wasmparser::{FuncToValidate, ValidatorResources, WasmFeatures};
use windlass_isa::host::stubs;
use windlass_masm::{Assembly, CodeBuffer, EntryLabel, Stubs};

use crate::artifact::{Artifact, FunctionEntry};
use crate::chunk_bodies::ChunkBodies;
use crate::compile::{Basis, Compilation, FunctionCompiler};
use crate::error::CompileError;
use crate::handlers::{Frame, Handler};
use crate::proposals::IMPLEMENTED;
use crate::scan::Scan;
use crate::sites::{self, RecordedSite};
use crate::translate::FunctionSource;
use crate::validate::FunctionValidator;

impl Compilation<'_> {
    /// The number of functions, without imports.
    pub fn functions(&self) -> usize {
        self.functions.len()
    }

    /// Validates the functions at `positions`. If their bodies must be read, uses `buffer`.
    ///
    /// # Errors
    /// Returns the error of the first function that is invalid or unsupported.
    pub fn validate(&self, positions: Range<usize>, buffer: &mut Vec<u8>) -> Result<(), CompileError> {
        let (mut validator, mut scan) = (FunctionValidator::default(), Scan::default());
        let Basis { module, types, .. } = &*self.basis;
        let functions = &self.functions[positions];
        let bodies = ChunkBodies::read(functions, &self.bodies, buffer)?;
        let implemented = self.functions.first().is_some_and(|source| IMPLEMENTED.contains(source.validator.features));
        functions.iter().try_for_each(|source| match implemented {
            true => validator.only_validate(source, bodies.of(source), module, types),
            false => validator.validate(source, bodies.of(source), module, types, &mut scan),
        })
    }

    /// The artifact of the module, without code, and the compiler for its functions.
    ///
    /// # Errors
    /// [`CompileError::OutOfMemory`].
    pub fn into_lazy(self) -> Result<(Artifact, LazyCompiler), CompileError> {
        let artifact = self.structure();
        let bodies: Vec<Range<u32>> = self.functions.iter().map(|source| source.body.clone()).collect();
        let mut assembly = Assembly::new(CodeBuffer::on_heap()?, bodies.len());
        let stubs = stubs::Stubs::new(artifact.options.branch_protection);
        for position in 0..bodies.len() as u32 {
            assembly.entries.bind(EntryLabel(position), position * stubs.size);
        }
        let validator = self.functions.first().map(|source| &source.validator);
        let validation = validator.map(|validator| (validator.resources.clone(), validator.features));
        // SAFETY: the basis neither moves nor changes, and the compiler is dropped before it.
        let basis: &'static Basis = unsafe { &*Arc::as_ptr(&self.basis) };
        let compiler = FunctionCompiler::new(basis, assembly);
        Ok((artifact, LazyCompiler { compiler, basis: self.basis, validation, bodies, stubs }))
    }
}

/// Compiles the functions of a module in any order.
pub struct LazyCompiler {
    /// Borrows `basis`, so it is declared, and dropped, first.
    compiler: FunctionCompiler<'static, 'static>,
    basis: Arc<Basis>,
    /// `None` if there are no functions.
    validation: Option<(ValidatorResources, WasmFeatures)>,
    bodies: Vec<Range<u32>>,
    stubs: stubs::Stubs,
}

impl LazyCompiler {
    /// See [`Options::branch_protection`](crate::Options::branch_protection).
    pub fn branch_protection(&self) -> bool {
        self.basis.options.branch_protection
    }

    /// The layout of the stubs at the start of the code.
    pub fn stubs(&self) -> stubs::Stubs {
        self.stubs
    }

    /// The total size of the stubs in bytes.
    pub fn stubs_len(&self) -> usize {
        self.bodies.len() * self.stubs.size as usize
    }

    /// Sets the distance from the start of the slots to the code.
    pub fn set_slots(&mut self, before: usize) {
        let stubs = Stubs { end: self.stubs_len() as u32, slots: -(before as i32) };
        self.compiler.assembly().stubs = stubs;
    }

    /// The range of all function bodies in the module.
    pub fn bodies(&self) -> Range<usize> {
        match (self.bodies.first(), self.bodies.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The range of the body of the function at `position` in the module.
    pub fn body(&self, position: u32) -> Range<usize> {
        let body = &self.bodies[position as usize];
        body.start as usize..body.end as usize
    }

    /// Compiles the function at `position` with body `body` for code offset `at`. The caller must copy [`LazyCompiler::code`]
    /// there before it compiles the next function.
    ///
    /// # Errors
    /// Fails if the body is invalid: it is validated again, since the scan that is needed anyway costs as much. Also
    /// [`CompileError::OutOfMemory`].
    pub fn compile(&mut self, position: u32, body: &[u8], at: u32) -> Result<FunctionEntry, CompileError> {
        let Some((resources, features)) = &self.validation else { return Err(CompileError::OutOfMemory) };
        let index = self.basis.module.imported_functions + position;
        let ty = self.basis.module.functions[index as usize];
        let validator = FuncToValidate { resources: resources.clone(), index, ty, features: *features };
        let source = FunctionSource { body: self.bodies[position as usize].clone(), validator };

        let assembly = self.compiler.assembly();
        assembly.restart(at);
        // Recursive calls must reach the function, not its stub.
        assembly.entries.unbind(EntryLabel(position));
        let result = self.compiler.compile(&source, body);
        if result.is_err() {
            let stub_size = self.stubs.size;
            let assembly = self.compiler.assembly();
            assembly.entries.unbind(EntryLabel(position));
            assembly.entries.bind(EntryLabel(position), position * stub_size);
        }
        result
    }

    /// The code of the last compiled function.
    pub fn code(&mut self) -> &[u8] {
        self.compiler.assembly().buffer.bytes()
    }

    /// The sites of all functions compiled so far, see [`FunctionEntry::sites`].
    pub fn sites(&mut self) -> &[u8] {
        self.compiler.assembly().sites.bytes()
    }

    /// Where the function at `position`, which was compiled, catches exceptions: as [`Artifact::handlers`](crate::Artifact::handlers), for
    /// the function's own entry.
    pub fn handlers(
        &mut self,
        position: u32,
        function: &FunctionEntry,
        wasm: u32,
    ) -> impl Iterator<Item = Handler> + '_ {
        let function = function.at();
        let handlers = self.compiler.handlers().of(position);
        handlers.into_iter().flat_map(move |handlers| handlers.at(function, wasm))
    }

    /// What unwinding must know of the frames of a function that was compiled: as [`Artifact::frame`](crate::Artifact::frame).
    pub fn frame(&mut self, position: u32, function: &FunctionEntry) -> Frame {
        Frame::new(function.saved, self.compiler.handlers().of(position))
    }

    /// The site at code offset `pc` of a function: see [`Artifact::site`](crate::Artifact::site).
    pub fn site(&mut self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        let sites = self.sites().get(function.sites as usize..)?;
        sites::find(sites, function.start, function.wasm_start, function.end, pc)
    }

    /// The last site before code offset `pc` of a function.
    pub fn site_before(&mut self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        let sites = self.sites().get(function.sites as usize..)?;
        sites::find_before(sites, function.start, function.wasm_start, function.end, pc)
    }
}
