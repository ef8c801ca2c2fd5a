//! Lazily compiled code: functions are compiled at their first call.
//!
//! Every function has a stub, which jumps to the address in the function's slot: see [`windlass_isa::host::stubs`]. The
//! slots precede the code. Storing an address in the slot publishes a compiled function. A lock allows one thread at a
//! time to compile functions of a module; a thread that waited for the same function then finds it compiled.

use alloc::vec::Vec;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use windlass_codegen::handlers::{Frame, Handler};
use windlass_codegen::sites::RecordedSite;
use windlass_codegen::{FunctionEntry, LazyCompiler};
use windlass_isa::host::stubs::Stubs;
use windlass_isa::trampolines::windlass_resolve;

use crate::api::error::{Result, bail, format_err};
use crate::code::module_bytes::ModuleBytes;
use crate::machine::flush_instruction_cache;
use crate::platform::{CodeRegion, OsError};

/// The address space reserved for code, per byte of function bodies, and its bounds. Unused address space costs nothing.
const CODE_PER_BYTE: usize = 64;
const LEAST_CODE: usize = 16 << 20;
const MOST_CODE: usize = 1 << 30;

/// The code of a module, to which functions are added.
pub(crate) struct LazyCode {
    /// The start of the code, and the number of bytes reserved for it.
    start: usize,
    reserved: usize,
    /// One slot per function, and one that holds the address of the resolver.
    slots: *const AtomicUsize,
    functions: u32,
    stubs: Stubs,
    state: Mutex<State>,
}

// SAFETY: the slots are in the region, which this owns, and are only accessed atomically.
unsafe impl Send for LazyCode {}
// SAFETY: as above.
unsafe impl Sync for LazyCode {}

struct State {
    compiler: LazyCompiler,
    region: CodeRegion,
    /// The compiled functions and their positions, in the order of the code.
    compiled: Vec<(FunctionEntry, u32)>,
    /// The end of the code, where the next function goes.
    end: usize,
    /// A copy of the body that is being compiled, so that the same bytes are validated and compiled even if the file
    /// changes.
    body: Vec<u8>,
}

impl LazyCode {
    /// Reserves code for the `functions` functions of `compiler`, whose bodies have `body_bytes` bytes in total.
    pub(crate) fn new(mut compiler: LazyCompiler, functions: usize, body_bytes: usize) -> Result<LazyCode> {
        let stubs_len = compiler.stubs_len();
        let code_len = (body_bytes.saturating_mul(CODE_PER_BYTE) + stubs_len).clamp(LEAST_CODE, MOST_CODE);
        let slots_len = (functions + 1) * size_of::<AtomicUsize>();
        let refused =
            |e: OsError| format_err!("cannot reserve {code_len} bytes of address space for machine code: {e}");
        let branch_protection = compiler.branch_protection();
        let mut region = CodeRegion::new(slots_len, code_len, branch_protection).map_err(refused)?;
        if stubs_len > region.code_len() {
            bail!("too large: {functions} functions");
        }
        let (start, data_len) = (region.code().addr(), region.data_len());
        compiler.set_slots(data_len);
        let slots = region.data().cast::<AtomicUsize>();
        let (stubs, mut code) = (compiler.stubs(), Vec::with_capacity(stubs_len));
        for position in 0..functions {
            let at = code.len();
            let distance = |slot: usize| (slot * size_of::<AtomicUsize>()) as i32 - (data_len + at) as i32;
            stubs.append(&mut code, distance(position), distance(functions));
            // SAFETY: there is a slot for every function, and no other thread has a reference to it yet.
            unsafe { slots.add(position).write(AtomicUsize::new(start + at + stubs.unresolved as usize)) };
        }
        // SAFETY: as above; the last is the resolver's.
        unsafe { slots.add(functions).write(AtomicUsize::new(windlass_resolve as *const () as usize)) };
        region.add(0, &code).map_err(|e| format_err!("cannot write machine code: {e}"))?;
        let reserved = region.code_len();
        let state = State { compiler, region, compiled: Vec::new(), end: stubs_len, body: Vec::new() };
        Ok(LazyCode { start, reserved, slots, functions: functions as u32, stubs, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address range reserved for code.
    pub(crate) fn range(&self) -> core::ops::Range<usize> {
        self.start..self.start + self.reserved
    }

    /// The code so far, including the stubs.
    pub(crate) fn bytes(&self) -> &[u8] {
        let end = self.state().end;
        // SAFETY: the region lives as long as `self`, and code before `end` does not change.
        unsafe { core::slice::from_raw_parts(core::ptr::with_exposed_provenance(self.start), end) }
    }

    /// The functions that are compiled, in the order of their code: the position of each, and its place.
    pub(crate) fn compiled(&self) -> Vec<(u32, FunctionEntry)> {
        self.state().compiled.iter().map(|(entry, position)| (*position, *entry)).collect()
    }

    /// The total size of the compiled functions in bytes.
    pub(crate) fn compiled_bytes(&self) -> usize {
        self.state().compiled.iter().map(|(entry, _)| (entry.end - entry.start) as usize).sum()
    }

    fn slot(&self, position: u32) -> &AtomicUsize {
        assert!(position < self.functions);
        // SAFETY: there is a slot for every function, and it lives as long as the region, which `state` owns.
        unsafe { &*self.slots.add(position as usize) }
    }

    fn stub(&self, position: u32) -> usize {
        self.start + (position * self.stubs.size) as usize
    }

    /// The value of a slot whose function is not compiled: the second part of its stub, which calls the resolver.
    fn unresolved(&self, position: u32) -> usize {
        self.stub(position) + self.stubs.unresolved as usize
    }

    /// The address to call for the function at `position`: its stub until it is compiled.
    pub(crate) fn entry_point(&self, position: u32) -> usize {
        let unresolved = self.unresolved(position);
        match self.slot(position).load(Ordering::Acquire) {
            slot if slot == unresolved => self.stub(position),
            code => code,
        }
    }

    /// The position of the function whose stub contains code offset `offset`.
    pub(crate) fn stub_at(&self, offset: usize) -> Option<u32> {
        let position = (offset / self.stubs.size as usize) as u32;
        (position < self.functions).then_some(position)
    }

    /// The compiled function that contains code offset `pc`, and its position.
    pub(crate) fn function_at(&self, pc: u32) -> Option<(u32, FunctionEntry)> {
        let state = self.state();
        let next = state.compiled.partition_point(|(entry, _)| entry.start <= pc);
        let (entry, position) = state.compiled[next.checked_sub(1)?];
        (pc < entry.end).then_some((position, entry))
    }

    /// The site at code offset `pc` of a function.
    pub(crate) fn site(&self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        self.state().compiler.site(function, pc)
    }

    /// The last site before code offset `pc` of a function.
    pub(crate) fn site_before(&self, function: &FunctionEntry, pc: u32) -> Option<RecordedSite> {
        self.state().compiler.site_before(function, pc)
    }

    /// What unwinding must know of the frames of a compiled function.
    pub(crate) fn unwinding(&self, position: u32, function: &FunctionEntry) -> Frame {
        self.state().compiler.frame(position, function)
    }

    /// The code offset of the landing pad of the first handler that `catches`, in a compiled function, for what the operator at offset
    /// `wasm` of the module throws.
    pub(crate) fn find_handler(
        &self,
        position: u32,
        function: &FunctionEntry,
        wasm: u32,
        catches: impl FnMut(&Handler) -> bool,
    ) -> Option<u32> {
        self.state().compiler.handlers(position, function, wasm).find(catches).map(|handler| handler.pad)
    }

    /// Compiles the function at `position`, unless it is; returns its address. Its body is in `module`.
    ///
    /// # Errors
    /// Fails if there is no memory for its code, or if its body cannot be read or is no longer valid.
    pub(crate) fn compile(&self, position: u32, module: &ModuleBytes) -> Result<usize> {
        let Ok(mut state) = self.state.lock() else { bail!("internal error: the compiler panicked") };
        let slot = self.slot(position);
        let present = slot.load(Ordering::Acquire);
        if present != self.unresolved(position) {
            return Ok(present);
        }
        let State { compiler, region, compiled, end, body } = &mut *state;
        let range = compiler.body(position);
        body.resize(range.len(), 0);
        module.copy_to(range, body)?;
        let at = end.next_multiple_of(region.alignment());
        let entry = compiler.compile(position, body, at as u32)?;
        let code = compiler.code();
        if code.len() > region.code_len().saturating_sub(at) {
            bail!("out of memory for machine code");
        }
        region.add(at, code).map_err(|e| format_err!("cannot write machine code: {e}"))?;
        *end = at + code.len();
        compiled.push((entry, position));
        let address = self.start + entry.start as usize;
        flush_instruction_cache(core::ptr::with_exposed_provenance(address), (entry.end - entry.start) as usize);
        slot.store(address, Ordering::Release);
        Ok(address)
    }
}
