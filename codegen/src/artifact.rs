//! What compiling a module produces.

use alloc::sync::Arc;
use core::ops::Range;

use windlass_masm::vm::GUARDED_MEMORY64;

use crate::handlers::{Clause, Frame, Handler, HandlerTables, Start};
use crate::module::ModuleInfo;
use crate::sites::{self, RecordedSite};
use crate::table::{Plain, Table};

/// A compiled module: its structure, and what is needed to run its code. The machine code itself is in the memory that
/// was given to the compiler; offsets here count from its start.
#[derive(Debug, Default)]
pub struct Artifact {
    /// The structure of the module.
    pub module: Arc<ModuleInfo>,
    /// Size of the machine code in bytes.
    pub code_len: usize,
    /// Every function that is not imported, in order.
    pub functions: Table<FunctionEntry>,
    /// Which code offset came from which offset of the module, and what faults mean, see [`Artifact::site`].
    pub sites: Table<u8>,
    /// Where the functions catch exceptions, see [`Artifact::handlers`].
    pub handlers: HandlerTables,
    /// Positions of the exports, by name.
    pub exports_by_name: Table<u32>,
    /// Where the contents of the data section, which hold the bytes of all data segments, are in the module.
    pub data: Range<usize>,
    /// How the code was compiled, as far as the runtime must know.
    pub options: Options,
}

/// How a module is compiled: what an instance must provide for the code to be right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Memory accesses compare with the length of the memory. Without it the runtime must reserve
    /// [`GUARDED_RESERVATION`] bytes for every memory and let the inaccessible ones fault.
    pub explicit_bounds_checks: bool,
    /// Vector operators whose results depend on the machine give those of the deterministic profile.
    pub relaxed_simd_deterministic: bool,
    /// Traps are calls of the runtime; memory accesses are checked explicitly. Without it the runtime must handle faults of the
    /// hardware.
    pub explicit_traps: bool,
    /// What is compared with a bound is clamped by a conditional move, too: see
    /// [`Assembly::spectre_mitigation`](windlass_masm::Assembly::spectre_mitigation).
    pub spectre_mitigation: bool,
    /// So are explicit bounds checks of memories.
    pub clamped_memories: bool,
    /// Indirect branches lead to landing pads only: see
    /// [`Assembly::branch_protection`](windlass_masm::Assembly::branch_protection).
    pub branch_protection: bool,
}

/// What code without bounds checks can reach from the base of a memory: an index of 32 bits, an offset below
/// [`GUARD_SIZE`], and the widest access. A multiple of 64 KiB.
pub const GUARDED_RESERVATION: usize = (1 << 32) + GUARD_SIZE;

/// The same for a memory with 64-bit addresses: see [`GUARDED_MEMORY64`].
pub const GUARDED_RESERVATION_64: usize = GUARDED_MEMORY64 as usize + GUARD_SIZE;

/// How far after 4 GiB the guard of a memory reaches. Accesses with an offset that does not stay 16 bytes below are
/// checked explicitly.
pub const GUARD_SIZE: usize = 32 << 20;

/// Least size in bytes of the part below the lowest address of a guest stack. A function with a larger frame compares with
/// `VMStoreContext::stack_limit` first. The part is inaccessible unless traps are explicit: then every function that calls
/// another compares with the limit, and what it uses below, with what a function uses that calls none, is in there.
pub const STACK_GUARD_SIZE: usize = 64 << 10;

/// A compiled function.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct FunctionEntry {
    /// Code offset of the entry point.
    pub start: u32,
    /// Code offset after the last byte.
    pub end: u32,
    /// Bytes between the stack pointer in the body and the return address.
    pub frame_size: u32,
    /// Bytes of stack arguments, which the function removes when it returns.
    pub stack_args: u16,
    /// Which callee-saved registers the frame holds, see [`Frame::saved`](crate::handlers::Frame::saved).
    pub saved: u16,
    /// Where its sites begin in [`Artifact::sites`].
    pub sites: u32,
    /// Offset of its body in the module.
    pub wasm_start: u32,
}

// SAFETY: integers, and no padding between them.
unsafe impl Plain for FunctionEntry {}

impl FunctionEntry {
    /// Where the function starts.
    pub(crate) fn at(&self) -> Start {
        Start { code: self.start, wasm: self.wasm_start }
    }
}

impl Artifact {
    /// The function that code offset `pc` is in: its position in [`Artifact::functions`].
    pub fn function_at(&self, pc: u32) -> Option<usize> {
        let next = self.functions.partition_point(|f| f.start <= pc);
        let index = next.checked_sub(1)?;
        (pc < self.functions[index].end).then_some(index)
    }

    /// What is recorded of the instruction at code offset `pc`, for an instruction that traps, or, for a call, the return address
    /// less one. `None` where no site is recorded there.
    pub fn site(&self, function: usize, pc: u32) -> Option<RecordedSite> {
        let f = self.functions.get(function)?;
        sites::find(self.sites.get(f.sites as usize..)?, f.start, f.wasm_start, f.end, pc)
    }

    /// The handlers of exceptions that are thrown by the operator at offset `wasm` of the module, in the function at this position: as
    /// its site says, see [`RecordedSite::wasm`]. The innermost comes first.
    pub fn handlers(&self, function: usize, wasm: u32) -> impl Iterator<Item = Handler> + '_ {
        let of_function = self.functions.get(function).zip(self.handlers.of(function as u32));
        of_function.into_iter().flat_map(move |(entry, handlers)| handlers.at(entry.at(), wasm))
    }

    /// The regions of the function at this position in which exceptions are caught, with their clauses, in the order in which they are
    /// looked at: where in the module each begins and ends, and one of its clauses.
    pub fn regions(&self, function: usize) -> impl Iterator<Item = (Range<u32>, Clause)> + '_ {
        let of_function = self.functions.get(function).zip(self.handlers.of(function as u32));
        of_function.into_iter().flat_map(|(entry, handlers)| handlers.regions(entry.at()))
    }

    /// What unwinding must know of the frames of the function at this position.
    ///
    /// # Panics
    /// Panics if there is no such function.
    pub fn frame(&self, function: usize) -> Frame {
        Frame::new(self.functions[function].saved, self.handlers.of(function as u32))
    }

    /// The sites of a function, given by its position in [`Artifact::functions`]: its instructions that may trap, and its calls.
    pub fn sites(&self, function: usize) -> impl Iterator<Item = RecordedSite> + '_ {
        let f = &self.functions[function];
        let end = self.functions.get(function + 1).map_or(self.sites.len(), |next| next.sites as usize);
        let bytes = self.sites.get(f.sites as usize..end).unwrap_or_default();
        sites::of_function(bytes, f.start, f.wasm_start, f.end)
    }
}
