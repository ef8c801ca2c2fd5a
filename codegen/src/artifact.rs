//! The result of compiling a module.

use alloc::sync::Arc;
use core::ops::Range;

use windlass_masm::vm::GUARDED_MEMORY64;

use crate::handlers::{Clause, Frame, Handler, HandlerTables, Start};
use crate::module::ModuleInfo;
use crate::sites::{self, RecordedSite};
use crate::table::{Plain, Table};

/// A compiled module: its structure, and the metadata of its code. The machine code itself is in the memory passed to the
/// compiler; code offsets count from its start.
#[derive(Debug, Default)]
pub struct Artifact {
    /// The structure of the module.
    pub module: Arc<ModuleInfo>,
    /// The size of the machine code in bytes.
    pub code_len: usize,
    /// The functions, without imports, in order.
    pub functions: Table<FunctionEntry>,
    /// Maps code offsets to module offsets and to reasons of traps: see [`Artifact::site`].
    pub sites: Table<u8>,
    /// The exception handlers: see [`Artifact::handlers`].
    pub handlers: HandlerTables,
    /// Positions of the exports, by name.
    pub exports_by_name: Table<u32>,
    /// The range of the data section's contents in the module, which includes the bytes of all data segments.
    pub data: Range<usize>,
    /// The options of the code that the runtime must know.
    pub options: Options,
}

/// The options of compiled code that determine what an instance must provide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Memory accesses are compared with the length of the memory. Without this, the runtime must reserve
    /// [`GUARDED_RESERVATION`] bytes for every memory, or [`GUARDED_RESERVATION_64`] with 64-bit addresses, and accesses to the
    /// inaccessible part must fault.
    pub explicit_bounds_checks: bool,
    /// Relaxed vector operators follow the deterministic profile.
    pub relaxed_simd_deterministic: bool,
    /// Traps are calls of the runtime, and memory accesses are checked explicitly. Without this, the runtime must handle
    /// hardware faults.
    pub explicit_traps: bool,
    /// Values that are checked against a bound are also clamped by a conditional move: see
    /// [`Assembly::spectre_mitigation`](windlass_masm::Assembly::spectre_mitigation).
    pub spectre_mitigation: bool,
    /// 32-bit memory addresses with explicit bounds checks are clamped, too. 64-bit addresses, which reach the whole process, always
    /// are.
    pub clamped_memories: bool,
    /// All targets of indirect branches are landing pads: see
    /// [`Assembly::branch_protection`](windlass_masm::Assembly::branch_protection).
    pub branch_protection: bool,
    /// Operators consume fuel, and stop where there is none left: see [`MacroAssembler::charge`](windlass_masm::MacroAssembler::charge).
    pub consume_fuel: bool,
}

/// The size of the region that code without bounds checks can reach from the base of a memory: a 32-bit index, an offset
/// below [`GUARD_SIZE`], and the widest access. A multiple of 64 KiB.
pub const GUARDED_RESERVATION: usize = (1 << 32) + GUARD_SIZE;

/// [`GUARDED_RESERVATION`] for a memory with 64-bit addresses: see [`GUARDED_MEMORY64`].
pub const GUARDED_RESERVATION_64: usize = GUARDED_MEMORY64 as usize + GUARD_SIZE;

const _: () = assert!(usize::BITS == 64, "reservations do not fit");

/// The size of the guard after the 4 GiB of a memory. Accesses are checked explicitly if their offset is not at least 16
/// bytes smaller.
pub const GUARD_SIZE: usize = 32 << 20;

/// The minimum size in bytes of the region below the limit of a guest stack. A function with a larger frame checks
/// `VMStoreContext::stack_limit` first. The region is an inaccessible guard, unless traps are explicit: then every function
/// with calls checks the limit, and the region has room for its own frame and for that of a leaf function.
pub const STACK_GUARD_SIZE: usize = 64 << 10;

/// A compiled function.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct FunctionEntry {
    /// Code offset of the entry point.
    pub start: u32,
    /// Code offset after the last byte.
    pub end: u32,
    /// The bytes between the stack pointer in the body and the return address.
    pub frame_size: u32,
    /// The bytes of stack arguments, which the function removes when it returns.
    pub stack_args: u16,
    /// The callee-saved registers that the frame holds: see [`Frame::saved`](crate::handlers::Frame::saved).
    pub saved: u16,
    /// The offset of its sites in [`Artifact::sites`].
    pub sites: u32,
    /// The offset of its body in the module.
    pub wasm_start: u32,
}

// SAFETY: the structure consists of integers without padding.
unsafe impl Plain for FunctionEntry {}

impl FunctionEntry {
    /// The start of the function.
    pub(crate) fn at(&self) -> Start {
        Start { code: self.start, wasm: self.wasm_start }
    }
}

impl Artifact {
    /// The position in [`Artifact::functions`] of the function that contains code offset `pc`.
    pub fn function_at(&self, pc: u32) -> Option<usize> {
        let next = self.functions.partition_point(|f| f.start <= pc);
        let index = next.checked_sub(1)?;
        (pc < self.functions[index].end).then_some(index)
    }

    /// The site at code offset `pc`: that of an instruction that may trap or, for a call, of its return address minus one.
    pub fn site(&self, function: usize, pc: u32) -> Option<RecordedSite> {
        let f = self.functions.get(function)?;
        sites::find(self.sites.get(f.sites as usize..)?, f.start, f.wasm_start, f.end, pc)
    }

    /// The handlers for exceptions thrown by the operator at module offset `wasm` ([`RecordedSite::wasm`]) in the function at this
    /// position, innermost first.
    pub fn handlers(&self, function: usize, wasm: u32) -> impl Iterator<Item = Handler> + '_ {
        let of_function = self.functions.get(function).zip(self.handlers.of(function as u32));
        of_function.into_iter().flat_map(move |(entry, handlers)| handlers.at(entry.at(), wasm))
    }

    /// The regions of the function at this position that catch exceptions, in the order of the search: each with its range in the
    /// module and one of its clauses.
    pub fn regions(&self, function: usize) -> impl Iterator<Item = (Range<u32>, Clause)> + '_ {
        let of_function = self.functions.get(function).zip(self.handlers.of(function as u32));
        of_function.into_iter().flat_map(|(entry, handlers)| handlers.regions(entry.at()))
    }

    /// The layout of the frames of the function at this position, for unwinding.
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
