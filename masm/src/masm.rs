//! The macro-assembler: the interface between the code generator and a machine.

use crate::abi::Abi;
use crate::assembly::Assembly;
use crate::atomic::{Atomic, AtomicResult, RmwOp};
use crate::compare::Compare;
use crate::constraints::Constraints;
use crate::frame::{Frame, Retry};
use crate::label::{EntryLabel, Label};
use crate::op::{
    Convert, DivOp, Divisor, FloatBinOp, FloatUnOp, IntBinOp, IntCond, IntUnOp, LoadKind, ShiftOp, StoreKind, Ty,
    WideBinOp,
};
use crate::operand::{Addr, CheckedAccess, Site, Slot, Src};
use crate::out_of_line::OutOfLine;
use crate::reg::{Reg, Use};
use crate::tail_call::TailCall;
use crate::trap::TrapCode;
use crate::vector::{Lane, Sign, VecBinOp, VecLoad, VecTernOp, VecUnOp};

/// The target of a call.
#[derive(Clone, Copy, Debug)]
pub enum Callee {
    /// A function of the module.
    Function(EntryLabel),
    /// The function whose address is at this location in memory.
    Memory(Addr),
}

/// A machine, as the code generator sees it.
///
/// An integer operand is a [`Src`]; wherever one is allowed to be in memory, at most one operand of the method is. A
/// destination may be the same register as any operand. Scratch registers are the implementation's own. An `i32` in a
/// register has zeros above, as an operand and as a result.
pub trait MacroAssembler<'m>: Send + 'm {
    /// The CPU features that code may use, chosen for each module.
    type CpuFeatures: Copy;

    /// The registers and the convention.
    const ABI: Abi;

    /// An assembler that writes `assembly`.
    fn new(assembly: Assembly<'m>, cpu: Self::CpuFeatures) -> Self;

    /// The parts that are the same on every machine.
    fn assembly(&mut self) -> &mut Assembly<'m>;

    /// Appends the functions of `chunk`, an assembly of other functions of the same module, as if they had been
    /// compiled here. Returns by how much their code and their sites have moved.
    fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32);

    /// Returns the parts.
    fn into_assembly(self) -> Assembly<'m>;

    // Functions.

    /// Begins a function: everything up to the first instruction of its body. Returns the slot where the function's own
    /// part of the frame begins: below it are saved registers.
    fn begin_function(&mut self, frame: &Frame) -> Slot;

    /// Restores the saved registers, removes the frame and the stack arguments and returns. `frame_end` is the end of the
    /// function's own part of the frame. `results` are values in the frame to be copied to result words above the
    /// arguments.
    fn epilogue(&mut self, frame: &Frame, frame_end: Slot, results: &[(Ty, Slot, u32)]);

    /// Removes the frame and the stack arguments, with the arguments of the call in their place, and goes on in the callee as if the
    /// caller had called it. `frame_end` as in [`MacroAssembler::epilogue`]. The arguments on the stack are what
    /// [`MacroAssembler::reserve_stack`] made room for; that room is gone.
    fn tail_call(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall);

    /// Ends the function: emits its traps and constants, completes the prologue and binds the entry. `frame_end` as in
    /// [`MacroAssembler::epilogue`]. Returns the code offset of the entry and the size of the frame, up to the return address
    /// where a call pushes that.
    ///
    /// # Errors
    /// [`Retry`] where `frame_end`, or a branch, is beyond what the prologue was told.
    fn end_function(&mut self, frame: &Frame, frame_end: Slot) -> Result<(u32, u32), Retry>;

    // Control.

    /// Binds `label` here.
    fn bind(&mut self, label: Label);

    /// Binds `label` here. Control may also reach it other than by a branch, or by branches that are emitted later. So no fact holds
    /// here, and the code here must not be moved.
    fn bind_entered(&mut self, label: Label);

    /// Jumps to `label`.
    fn jump(&mut self, label: Label);

    /// Jumps to `label` if the comparison holds.
    fn branch(&mut self, compare: &Compare, label: Label);

    /// Jumps to the target with the number in `index`, or to `default` if there is none. There is at least one target. Clobbers
    /// `scratch`, which may be the same register. With [`Assembly::spectre_mitigation`], a processor that mispredicts the bounds check
    /// jumps to the first target.
    fn jump_table(&mut self, index: Use, scratch: Reg, targets: &[Label], default: Label);

    /// Traps.
    fn trap(&mut self, code: TrapCode, site: Site);

    /// Traps if the comparison holds.
    fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site);

    /// Traps if the comparison of an integer with memory holds. With [`Assembly::spectre_mitigation`], `reg` is zero where it holds and the
    /// processor goes on all the same, having predicted that it does not. Leaves [`Abi::scratch`] alone, unless that is `reg`.
    fn trap_if_clamping(&mut self, compare: &Compare, code: TrapCode, site: Site, reg: Reg);

    /// Emits the out-of-line traps, at the end of a function.
    fn finish_traps(&mut self) {
        for i in 0..self.assembly().traps.len() {
            let code = self.assembly().traps[i];
            self.begin_out_of_line(&code);
            self.trap(code.what.code, code.what.site);
        }
        self.assembly().traps.clear();
    }

    /// Begins to emit code out of line, after the body of the function.
    fn begin_out_of_line<W>(&mut self, code: &OutOfLine<W>) {
        self.bind(code.enter);
        self.assembly().pushed = code.pushed;
    }

    /// Ends the out-of-line code, with a jump to the body if it continues there.
    fn end_out_of_line<W>(&mut self, code: &OutOfLine<W>) {
        if let Some(back) = code.back {
            self.jump(back);
        }
    }

    /// Takes `amount`, which has up to 24 bits, from [`Abi::fuel`]. With a site, traps there if that makes it negative.
    fn charge(&mut self, amount: u32, check: Option<Site>);

    /// Calls, and records the return address as a site.
    fn call(&mut self, callee: Callee, site: Site);

    /// Calls the function that the [`VMFuncRef`](crate::vm::VMFuncRef) at `func_ref` refers to, as [`MacroAssembler::call`], if it belongs to this context;
    /// jumps to `foreign`, with `func_ref` as it was, if it does not. Traps for the reason `null` if `func_ref` is null, as
    /// [`MacroAssembler::load_unless_null`] does where traps are faults. Destroys [`Abi::caller_context`]; if that is `func_ref`, instead
    /// [`Abi::scratch`].
    fn call_own(&mut self, func_ref: Use, null: Option<TrapCode>, foreign: Label, site: Site);

    /// Makes room for stack arguments and results. Slots keep their meaning.
    fn reserve_stack(&mut self, bytes: u32);

    /// Records that a callee removed `bytes` of the space that [`MacroAssembler::reserve_stack`] reserved.
    fn callee_popped(&mut self, bytes: u32);

    /// Frees the rest of the reserved space.
    fn release_stack(&mut self, bytes: u32);

    /// The location of byte `offset` of the space reserved by [`MacroAssembler::reserve_stack`].
    fn stack_addr(&self, offset: u32) -> Addr;

    /// Loads word `word` of the stack arguments of this function into `dst`. Only directly after
    /// [`MacroAssembler::begin_function`].
    fn load_stack_arg(&mut self, ty: Ty, dst: Reg, word: u32);

    // Moves.

    /// `dst = src`.
    fn mov(&mut self, ty: Ty, dst: Reg, src: Src);

    /// Writes a register or a constant to the frame.
    fn store_slot(&mut self, ty: Ty, slot: Slot, src: Src);

    /// Copies `words` words of eight bytes, at least two, from one place to another, each the sum of a register and a constant: by a loop, in
    /// the order of their addresses, so that `to` may be below `from` and overlap with it. The registers are no scratch registers.
    fn copy_words(&mut self, to: Addr, from: Addr, words: u32);

    /// `dst` is the address of a slot.
    fn slot_pointer(&mut self, dst: Reg, slot: Slot);

    /// The location of a slot.
    fn slot_addr(&self, slot: Slot) -> Addr;

    /// Fills the frame from `from` up to `to` with zeros; both are multiples of eight.
    fn zero_slots(&mut self, from: Slot, to: Slot);

    /// `dst = compare ? 1 : 0`.
    fn set(&mut self, compare: &Compare, dst: Reg);

    /// `dst = compare ? if_true : if_false`. `dst` may be a register of either, and one that the comparison reads.
    fn select(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src);

    // Memory.

    /// Reads memory.
    fn load(&mut self, kind: LoadKind, dst: Reg, addr: Addr);

    /// Reads memory through `addr.base`. The operator at `site` traps for the reason `code` if that is null, below which nothing is
    /// mapped: the offset is less than a page.
    fn load_unless_null(&mut self, kind: LoadKind, dst: Reg, addr: Addr, code: TrapCode, site: Site) {
        if self.assembly().explicit_traps {
            let (lhs, rhs) = (Src::Reg(addr.base.not_last()), Src::Imm(0));
            self.trap_if(&Compare::Int { cond: IntCond::Eq, ty: Ty::I64, lhs, rhs }, code, site);
            return self.load(kind, dst, addr);
        }
        self.assembly().record_fault(code);
        self.load(kind, dst, Addr { site: Some(site), ..addr });
    }

    /// Writes a register or an integer constant to memory. A vector can also be a constant or come from the frame.
    fn store(&mut self, kind: StoreKind, src: Src, addr: Addr);

    /// Traps if the sum of `index`, a 32-bit register or constant, and `extent` exceeds the 64-bit number at `len`.
    fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site);

    /// The same for an index in a register. Returns the address of the access, for which `dst`, which may be the index, is written.
    /// It is null or at the beginning of the memory where the processor goes on although the check is to trap, having predicted
    /// that it does not, if the access clamps.
    fn checked_address(&mut self, dst: Reg, access: &CheckedAccess, site: Site) -> Addr;

    /// Traps if an index of 64 bits is not below the length at `len` of a memory with guard pages. That is at most
    /// [`GUARDED_MEMORY64`](crate::vm::GUARDED_MEMORY64): a machine may compare with that, and leave the rest to the guard pages. `dst`,
    /// which may be the index, becomes the index, or 0 or another that is below where the processor goes on although the check is to
    /// trap.
    fn index_check(&mut self, dst: Option<Reg>, index: Reg, len: Addr, site: Site);

    // Atomic operators. The address is a multiple of the number of bytes. Of a memory that is shared, all of them are in one order, which
    // all threads agree on.

    /// Reads memory that is shared.
    fn atomic_load(&mut self, kind: LoadKind, dst: Reg, addr: Addr);

    /// Writes a register or a constant to memory that is shared.
    fn atomic_store(&mut self, kind: StoreKind, src: Src, addr: Addr);

    /// Where [`MacroAssembler::atomic_rmw`] leaves what it read.
    fn rmw_result(&self, atomic: Atomic, op: RmwOp) -> AtomicResult;

    /// Replaces a number in memory. What it was goes to `dst`, as [`MacroAssembler::rmw_result`] says, or nobody wants to know. `src`
    /// is a register or a constant, or in the frame where the result is [`AtomicResult::Fixed`]. Where it is [`AtomicResult::Apart`] and the
    /// memory is shared, `src` is a register, and there is a `dst`.
    fn atomic_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr);

    /// Where [`MacroAssembler::atomic_cmpxchg`] leaves what it read.
    fn cmpxchg_result(&self, atomic: Atomic) -> AtomicResult;

    /// Replaces a number in memory if it is `expected`, as far as that is as wide as memory. What it was goes to `dst`, as
    /// [`MacroAssembler::cmpxchg_result`] says. `replacement` is not in memory other than the frame.
    fn atomic_cmpxchg(&mut self, atomic: Atomic, dst: Reg, expected: Use, replacement: Src, addr: Addr);

    /// A full memory barrier.
    fn atomic_fence(&mut self);

    // Integers.

    /// `dst = lhs op rhs`.
    fn int_binop(&mut self, op: IntBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src);

    /// `dst = dst op rhs` where `dst` is in memory, as wide as `kind` says, and `rhs` is not. Not a multiplication; only where
    /// [`Abi::has_memory_operands`].
    fn update(&mut self, op: IntBinOp, kind: StoreKind, dst: Src, rhs: Src);

    /// The fixed registers of [`MacroAssembler::shift`].
    fn shift_constraints(&self, op: ShiftOp) -> Constraints;

    /// `dst = lhs op rhs`; `rhs` is a register or a constant.
    fn shift(&mut self, op: ShiftOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src);

    /// The fixed registers of [`MacroAssembler::div`].
    fn div_constraints(&self, op: DivOp) -> Constraints;

    /// `dst = lhs op rhs`, trapping as the operator does.
    fn div(&mut self, op: DivOp, ty: Ty, dst: Reg, lhs: Use, rhs: Divisor, site: Site);

    /// The upper 64 bits of the product of `lhs` and `multiplier`, both signed or both unsigned; with `increment`, which is for
    /// unsigned ones, of `lhs + 1` and `multiplier`. For the registers see [`Abi::mul_high`].
    fn mul_high(&mut self, signed: bool, dst: Reg, lhs: Use, multiplier: u64, increment: bool);

    /// `dst = dst op rhs` in 128 bits, the lower half of each first. The two registers of `dst` are different, and `rhs` reads neither.
    /// Both parts of `rhs` may be in memory.
    fn wide_binop(&mut self, op: WideBinOp, dst: [Reg; 2], rhs: [Src; 2]);

    /// The product of `lhs` and `rhs` in 128 bits, the lower half of `dst` first; both are signed, or both unsigned. The upper half of
    /// `dst` is none of the other registers. For the registers see [`Abi::mul_wide`].
    fn mul_wide(&mut self, signed: bool, dst: [Reg; 2], lhs: Use, rhs: Use);

    /// `dst = op src`.
    fn int_unop(&mut self, op: IntUnOp, ty: Ty, dst: Reg, src: Src);

    // Floating point.

    /// `dst = lhs op rhs`.
    fn float_binop(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src);

    /// `dst = op src`.
    fn float_unop(&mut self, op: FloatUnOp, ty: Ty, dst: Reg, src: Src);

    /// `dst = op src`; an operand that may trap is a register.
    fn convert(&mut self, op: Convert, dst: Reg, src: Src, site: Site);

    // Vectors.

    /// `dst = op src`; for `src` see [`VecUnOp::takes_memory`].
    fn vec_unop(&mut self, op: VecUnOp, dst: Reg, src: Src);

    /// `dst = lhs op rhs`; for `rhs` see [`VecBinOp::takes_memory`].
    fn vec_binop(&mut self, op: VecBinOp, dst: Reg, lhs: Use, rhs: Src);

    /// `dst = op(operands)`.
    fn vec_ternop(&mut self, op: VecTernOp, dst: Reg, operands: [Use; 3]);

    /// Shifts every lane by `count`, a 32-bit register or constant, modulo its width. Not a rotation.
    fn vec_shift(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Use, count: Src);

    /// Byte `i` of `dst` is byte `bytes[i]` of `lhs` if that is less than 16, byte `bytes[i] - 16` of `rhs` if it is less than
    /// 32, and zero if it is [`SHUFFLE_ZERO`](crate::SHUFFLE_ZERO).
    fn vec_shuffle(&mut self, bytes: [u8; 16], dst: Reg, lhs: Use, rhs: Use);

    /// Copies the lowest bits of a register to every lane.
    fn vec_splat(&mut self, lane: Lane, dst: Reg, src: Use);

    /// Reads lane `index`. Lanes of less than 32 bits are extended to 32.
    fn vec_extract(&mut self, lane: Lane, index: u8, sign: Sign, dst: Reg, src: Use);

    /// `dst` is `src` but for lane `index`, which is `value`, not a constant.
    fn vec_replace(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, value: Src);

    /// The highest bits of all lanes, that of lane 0 lowest.
    fn vec_bitmask(&mut self, lane: Lane, dst: Reg, src: Use);

    /// Reads part of a vector from memory, and extends or splats it.
    fn vec_load(&mut self, kind: VecLoad, dst: Reg, addr: Addr);

    /// `dst` is `src` but for lane `index`, which is read from memory.
    fn vec_load_lane(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, addr: Addr);

    /// Writes lane `index` to memory.
    fn vec_store_lane(&mut self, lane: Lane, index: u8, src: Use, addr: Addr);
}
