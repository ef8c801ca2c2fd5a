//! The macro-assembler: all that the code generator says to a machine.

use alloc::vec::Vec;

use crate::abi::{Abi, Constraint};
use crate::buffer::CodeBuffer;
use crate::label::{Label, Labels};
use crate::op::{
    Compare, Convert, DivOp, Divisor, FloatBinOp, FloatUnOp, IntBinOp, IntUnOp, LoadKind, ShiftOp, StoreKind, Ty,
};
use crate::operand::{Addr, Site, Slot, Src};
use crate::reg::{Reg, RegSet};
use crate::sites::SiteWriter;
use crate::trap::TrapCode;

/// The parts of an assembler that are the same on every machine.
#[derive(Debug)]
pub struct Assembly<'m> {
    /// The code.
    pub buffer: CodeBuffer<'m>,
    /// The labels of the function that is being compiled.
    pub labels: Labels,
    /// The entries of all functions of the module.
    pub entries: Labels,
    /// The sites of all functions so far.
    pub sites: SiteWriter,
    /// The traps of the function, whose code comes behind its body.
    pub traps: Vec<TrapStub>,
    /// Bytes by which the stack pointer is below where the prologue left it: stack arguments of a call under way.
    pub pushed: u32,
}

impl<'m> Assembly<'m> {
    /// An assembly of a module with `functions` functions, writing to `buffer`.
    pub fn new(buffer: CodeBuffer<'m>, functions: usize) -> Assembly<'m> {
        let mut entries = Labels::default();
        entries.reset(functions);
        let (labels, sites) = (Labels::default(), SiteWriter::default());
        Assembly { buffer, labels, entries, sites, traps: Vec::new(), pushed: 0 }
    }

    /// Records that the instruction that is emitted next belongs to the operator at `site`.
    #[inline]
    pub fn record(&mut self, site: Site) {
        self.sites.record(self.buffer.len(), site.0);
    }
}

/// The code of a trap that is not emitted yet.
#[derive(Clone, Copy, Debug)]
pub struct TrapStub {
    /// Where it is jumped to from.
    pub label: Label,
    /// Why.
    pub code: TrapCode,
    /// The operator.
    pub site: Site,
}

/// What a prologue must do.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Registers to save.
    pub saved: RegSet,
    /// How the size of the frame is encoded.
    pub size: FrameSize,
    /// How far the branches reach.
    pub reach: Reach,
    /// Whether the function calls anything.
    pub calls: bool,
    /// Registers that locals live in. A value in any other register is used by one operator at most.
    pub homes: RegSet,
    /// Bytes of arguments on the stack.
    pub stack_args: u32,
    /// The label that calls of the function refer to.
    pub entry: Label,
    /// Where the function begins in the module: a stack that is too small for its frame is reported there.
    pub site: Site,
}

/// What is known of the size of a frame before the function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSize {
    /// Nothing but the saved registers.
    Empty,
    /// Probably less than 128 bytes.
    Short,
    /// Less than the guard of a stack.
    Long,
    /// This size, which needs a comparison with the limit of the stack first.
    Checked(u32),
}

/// How far the branches of a function reach, where the machine has a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// As far as its shortest ones.
    Short,
    /// As far as its usual ones.
    Medium,
    /// Anywhere in the code of the module.
    Long,
}

/// The function turned out larger than its [`Frame`] said: it must be compiled again with these.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// See [`Frame::size`].
    pub size: FrameSize,
    /// See [`Frame::reach`].
    pub reach: Reach,
}

/// What is called.
#[derive(Clone, Copy, Debug)]
pub enum Callee {
    /// A function of the module, as a label of [`Assembly::entries`].
    Function(Label),
    /// What this place in memory holds the address of.
    Memory(Addr),
}

/// A machine, as the code generator sees it.
///
/// An integer operand is a [`Src`]; wherever one is allowed to be in memory, at most one operand of the method is. A
/// destination may be the same register as any operand. Scratch registers are the implementation's own. An `i32` in a
/// register has zeros above, as an operand and as a result.
pub trait MacroAssembler<'m> {
    /// What the machine is capable of, to be chosen when a module is compiled.
    type CpuFeatures: Copy;

    /// The registers and the convention.
    const ABI: Abi;

    /// An assembler that writes `assembly`.
    fn new(assembly: Assembly<'m>, cpu: Self::CpuFeatures) -> Self;

    /// The parts that are the same on every machine.
    fn assembly(&mut self) -> &mut Assembly<'m>;

    /// Gives the parts back.
    fn into_assembly(self) -> Assembly<'m>;

    // Functions.

    /// Begins a function: everything up to the first instruction of its body. Returns the slot where the function's own
    /// part of the frame begins: below it are saved registers.
    fn begin_function(&mut self, frame: &Frame) -> Slot;

    /// Restores the saved registers, removes the frame and the stack arguments and returns. `frame_end` is the end of the
    /// function's own part of the frame. `results` are values in the frame to be copied to result words above the
    /// arguments.
    fn epilogue(&mut self, frame: &Frame, frame_end: Slot, results: &[(Ty, Slot, u32)]);

    /// Ends the function: emits its traps and constants, completes the prologue and binds the entry. `frame_end` as in
    /// [`MacroAssembler::epilogue`]. Returns the code offset of the entry and the size of the frame, up to the return address
    /// where a call pushes that.
    ///
    /// # Errors
    /// [`Retry`] where `frame_end`, or a branch, is beyond what the prologue was told.
    fn end_function(&mut self, frame: &Frame, frame_end: Slot) -> Result<(u32, u32), Retry>;

    // Control.

    /// Says that `label` is here.
    fn bind(&mut self, label: Label);

    /// Jumps to `label`.
    fn jump(&mut self, label: Label);

    /// Jumps to `label` if the comparison holds.
    fn branch(&mut self, compare: &Compare, label: Label);

    /// Jumps to the target with the number in `index`, which is destroyed, or to `default` where there is none.
    fn jump_table(&mut self, index: Reg, targets: &[Label], default: Label);

    /// Traps.
    fn trap(&mut self, code: TrapCode, site: Site);

    /// Traps if the comparison holds.
    fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site);

    /// Calls, and records the return address as a site.
    fn call(&mut self, callee: Callee, site: Site);

    /// Makes room for stack arguments and results. Slots keep their meaning.
    fn reserve_stack(&mut self, bytes: u32);

    /// Says that a callee removed `bytes` of the room that [`MacroAssembler::reserve_stack`] made.
    fn callee_popped(&mut self, bytes: u32);

    /// Gives back what remains of the room.
    fn release_stack(&mut self, bytes: u32);

    /// Where byte `offset` of the room made by [`MacroAssembler::reserve_stack`] is.
    fn stack_addr(&self, offset: u32) -> Addr;

    /// Loads word `word` of the stack arguments of this function into `dst`. Only directly after
    /// [`MacroAssembler::begin_function`].
    fn load_stack_arg(&mut self, ty: Ty, dst: Reg, word: u32);

    // Moves.

    /// `dst = src`.
    fn mov(&mut self, ty: Ty, dst: Reg, src: Src);

    /// Writes a register or a constant to the frame.
    fn store_slot(&mut self, ty: Ty, slot: Slot, src: Src);

    /// Fills the frame from `from` up to `to` with zeros; both are multiples of eight.
    fn zero_slots(&mut self, from: Slot, to: Slot);

    /// `dst = compare ? 1 : 0`.
    fn set(&mut self, compare: &Compare, dst: Reg);

    /// `dst = compare ? if_true : if_false`. `dst` may be a register of either, and one that the comparison reads.
    fn select(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src);

    // Memory.

    /// Reads memory.
    fn load(&mut self, kind: LoadKind, dst: Reg, addr: Addr);

    /// Writes a register or an integer constant to memory.
    fn store(&mut self, kind: StoreKind, src: Src, addr: Addr);

    /// Traps if the sum of `index`, a 32-bit register or constant, and `extent` exceeds the 64-bit number at `len`.
    fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site);

    // Integers.

    /// `dst = lhs op rhs`.
    fn int_binop(&mut self, op: IntBinOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Src);

    /// Which registers [`MacroAssembler::shift`] insists on.
    fn shift_constraint(&self, op: ShiftOp) -> Constraint;

    /// `dst = lhs op rhs`; `rhs` is a register or a constant.
    fn shift(&mut self, op: ShiftOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Src);

    /// Which registers [`MacroAssembler::div`] insists on.
    fn div_constraint(&self, op: DivOp) -> Constraint;

    /// `dst = lhs op rhs`, trapping as the operator does.
    fn div(&mut self, op: DivOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Divisor, site: Site);

    /// `dst = op src`.
    fn int_unop(&mut self, op: IntUnOp, ty: Ty, dst: Reg, src: Src);

    // Floating point.

    /// `dst = lhs op rhs`.
    fn float_binop(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Src);

    /// `dst = op src`.
    fn float_unop(&mut self, op: FloatUnOp, ty: Ty, dst: Reg, src: Src);

    /// `dst = op src`; an operand that may trap is a register.
    fn convert(&mut self, op: Convert, dst: Reg, src: Src, site: Site);
}
