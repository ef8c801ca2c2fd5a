//! The macro-assembler: its state, and the table of what each method of the trait does.

use alloc::vec::Vec;

use windlass_masm::{
    Abi, Addr, Assembly, Atomic, AtomicResult, Callee, CheckedAccess, CodeBuffer, Compare, ConstantPool, Constraints,
    Convert, DivOp, Divisor, EntryLabel, FloatBinOp, FloatUnOp, Frame, IntBinOp, IntUnOp, Label, Lane, LoadKind,
    MacroAssembler, OutOfLine, Reg, Retry, RmwOp, ShiftOp, Sign, Site, Slot, Src, StoreKind, TailCall, TrapCode, Ty,
    Use, VecBinOp, VecLoad, VecTernOp, VecUnOp, WideBinOp,
};

use super::branch::BranchTargets;
use super::cold::Cold;
use super::control::TableEntry;
use super::cpu::CpuFeatures;
use super::encode::{Op, Rm, op_rm};
use super::facts::Facts;
use super::registers::{ABI, RSP};
use super::window::Window;

/// Emits x86_64 instructions.
#[derive(Debug)]
pub struct Assembler<'m> {
    pub(super) assembly: Assembly<'m>,
    pub(super) cpu: CpuFeatures,
    pub(super) pool: ConstantPool,
    pub(super) tables: Vec<TableEntry>,
    /// The rare cases of the current function.
    pub(super) cold: Vec<OutOfLine<Cold>>,
    /// The calls of the current function that were linked to the chain of an entry, and the chain before.
    pub(super) calls: Vec<(EntryLabel, u32)>,
    /// The start of the current function.
    pub(super) start: u32,
    /// The location of the space for the adjustment of the stack pointer.
    pub(super) adjust_at: u32,
    /// The last instructions.
    pub(super) window: Window,
    /// The jumps to the place where the window ends.
    pub(super) branch_targets: BranchTargets,
    /// What the last instruction left.
    pub(super) facts: Facts,
}

impl<'m> Assembler<'m> {
    #[inline]
    pub(super) fn buffer(&mut self) -> &mut CodeBuffer<'m> {
        &mut self.assembly.buffer
    }

    /// The offset of the next instruction.
    #[inline]
    pub(super) fn here(&self) -> u32 {
        self.assembly.buffer.len()
    }

    /// `op reg, rm`.
    #[inline]
    pub(super) fn op(&mut self, op: Op, w: bool, reg: Reg, rm: Rm) {
        op_rm(self.buffer(), op, w, reg.number(), rm);
    }

    /// `op rm` for an opcode that is extended by the field for the register.
    #[inline]
    pub(super) fn op_ext(&mut self, op: Op, w: bool, ext: u8, rm: Rm) {
        op_rm(self.buffer(), op, w, ext, rm);
    }

    /// `lea reg, rm`.
    pub(super) fn lea(&mut self, w: bool, reg: Reg, rm: Rm) {
        // An rbp or r13 as base takes a displacement that the other order may not need.
        let rm = match rm {
            Rm::Mem { base, index, scale: 0, disp: 0 } if base & 7 == 5 && index & 7 != 5 && index != 4 => {
                Rm::Mem { base: index, index: base, scale: 0, disp: 0 }
            }
            other => other,
        };
        self.op(Op::one(0x8d), w, reg, rm);
    }

    /// The current location of a slot of the frame.
    #[inline]
    pub(super) fn slot(&self, slot: Slot) -> Rm {
        Rm::base(RSP.number(), (slot.0 + self.assembly.pushed) as i32)
    }

    #[inline]
    pub(super) fn record(&mut self, site: Option<Site>) {
        if let Some(site) = site {
            self.assembly.record(site);
        }
    }

    /// An operand in memory. The instruction must follow at once, because it may be a site.
    #[inline]
    pub(super) fn memory(&mut self, src: Src) -> Rm {
        match src {
            Src::Slot(slot) => self.slot(slot),
            Src::Mem(addr) => {
                self.record(addr.site);
                Rm::addr(addr)
            }
            Src::Reg(_) | Src::Imm(_) => unreachable!("an operand that is not in memory"),
        }
    }

    /// An operand in a register or in memory, as [`Assembler::memory`].
    #[inline]
    pub(super) fn rm(&mut self, src: Src) -> Rm {
        match src {
            Src::Reg(reg) => Rm::from(reg.reg()),
            memory => self.memory(memory),
        }
    }
}

impl<'m> MacroAssembler<'m> for Assembler<'m> {
    type CpuFeatures = CpuFeatures;

    const ABI: Abi = ABI;

    fn new(assembly: Assembly<'m>, cpu: CpuFeatures) -> Assembler<'m> {
        Assembler {
            assembly,
            cpu,
            pool: ConstantPool::default(),
            tables: Vec::new(),
            cold: Vec::new(),
            calls: Vec::new(),
            start: 0,
            adjust_at: 0,
            window: Window::new(),
            branch_targets: BranchTargets::new(),
            facts: Facts::new(),
        }
    }

    #[inline]
    fn assembly(&mut self) -> &mut Assembly<'m> {
        &mut self.assembly
    }

    fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32) {
        self.append(chunk)
    }

    fn into_assembly(self) -> Assembly<'m> {
        self.assembly
    }

    fn begin_function(&mut self, frame: &Frame) -> Slot {
        self.begin_function(frame)
    }

    fn epilogue(&mut self, frame: &Frame, frame_end: Slot, results: &[(Ty, Slot, u32)]) {
        self.assembly.dead.forget();
        self.epilogue(frame, frame_end, results);
    }

    fn tail_call(&mut self, frame: &Frame, frame_end: Slot, call: &TailCall) {
        self.tail_call(frame, frame_end, call);
    }

    fn end_function(&mut self, frame: &Frame, frame_end: Slot) -> Result<(u32, u32), Retry> {
        self.end_function(frame, frame_end)
    }

    #[inline]
    fn bind(&mut self, label: Label) {
        self.assembly.dead.forget();
        self.bind(label);
    }

    #[cold]
    #[inline(never)]
    fn bind_entered(&mut self, label: Label) {
        self.assembly.dead.forget();
        self.bind_entered(label);
    }

    #[inline]
    fn jump(&mut self, label: Label) {
        self.jump(label);
    }

    #[inline]
    fn branch(&mut self, compare: &Compare, label: Label) {
        self.assembly.dead.read(compare);
        self.branch(compare, label);
    }

    fn jump_table(&mut self, index: Use, scratch: Reg, targets: &[Label], default: Label) {
        self.assembly.dead.read(&index);
        self.jump_table(index, scratch, targets, default);
    }

    #[inline]
    fn trap(&mut self, code: TrapCode, site: Site) {
        self.trap(code, site);
    }

    #[inline]
    fn trap_if(&mut self, compare: &Compare, code: TrapCode, site: Site) {
        self.assembly.dead.read(compare);
        self.trap_if(compare, code, site);
    }

    fn trap_if_clamping(&mut self, compare: &Compare, code: TrapCode, site: Site, reg: Reg) {
        self.assembly.dead.read(&(*compare, reg.read()));
        self.trap_if_clamping(compare, code, site, reg);
    }

    fn charge(&mut self, amount: u32, check: Option<Site>) {
        self.charge(amount, check);
    }

    #[inline]
    fn call(&mut self, callee: Callee, site: Site) {
        if let Callee::Memory(addr) = callee {
            self.assembly.dead.read(&addr);
        }
        self.assembly.dead.forget();
        self.call(callee, site);
    }

    fn call_own(&mut self, func_ref: Use, null: Option<TrapCode>, foreign: Label, site: Site) {
        self.assembly.dead.read(&func_ref);
        self.assembly.dead.forget();
        self.call_own(func_ref, null, foreign, site);
    }

    #[inline]
    fn reserve_stack(&mut self, bytes: u32) {
        self.reserve_stack(bytes);
    }

    #[inline]
    fn callee_popped(&mut self, bytes: u32) {
        self.assembly.pushed -= bytes;
    }

    #[inline]
    fn release_stack(&mut self, bytes: u32) {
        self.release_stack(bytes);
    }

    #[inline]
    fn stack_addr(&self, offset: u32) -> Addr {
        Addr::new(RSP, offset as i32)
    }

    #[inline]
    fn load_stack_arg(&mut self, ty: Ty, dst: Reg, word: u32) {
        self.assembly.dead.written(dst);
        self.load_stack_arg(ty, dst, word);
    }

    #[inline]
    fn mov(&mut self, ty: Ty, dst: Reg, src: Src) {
        self.assembly.dead.read_and_written(&src, dst);
        self.mov(ty, dst, src);
    }

    #[inline]
    fn store_slot(&mut self, ty: Ty, slot: Slot, src: Src) {
        self.assembly.dead.read(&src);
        self.store_slot(ty, slot, src);
    }

    fn slot_pointer(&mut self, dst: Reg, slot: Slot) {
        self.assembly.dead.written(dst);
        let addr = self.slot_addr(slot);
        self.lea(true, dst, Rm::addr(addr));
    }

    fn copy_words(&mut self, to: Addr, from: Addr, words: u32) {
        self.assembly.dead.read(&(to, from));
        self.copy_words(to, from, words);
    }

    fn slot_addr(&self, slot: Slot) -> Addr {
        Addr::new(RSP, (slot.0 + self.assembly.pushed) as i32)
    }

    fn zero_slots(&mut self, from: Slot, to: Slot) {
        self.zero_slots(from, to);
    }

    #[inline]
    fn set(&mut self, compare: &Compare, dst: Reg) {
        self.assembly.dead.read_and_written(compare, dst);
        self.set(compare, dst);
    }

    fn select(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src) {
        self.assembly.dead.read_and_written(&(*compare, if_true, if_false), dst);
        self.select(compare, ty, dst, if_true, if_false);
    }

    #[inline]
    fn load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        self.assembly.dead.read_and_written(&addr, dst);
        self.load(kind, dst, addr);
    }

    #[inline]
    fn store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        self.assembly.dead.read(&(src, addr));
        self.store(kind, src, addr);
    }

    #[inline]
    fn bounds_check(&mut self, index: Src, extent: u64, len: Addr, site: Site) {
        self.assembly.dead.read(&(index, len));
        self.bounds_check(index, extent, len, site);
    }

    fn checked_address(&mut self, dst: Reg, access: &CheckedAccess, site: Site) -> Addr {
        self.assembly.dead.read_and_written(access, dst);
        self.checked_address(dst, access, site)
    }

    fn index_check(&mut self, dst: Option<Reg>, index: Reg, len: Addr, site: Site) {
        self.assembly.dead.read(&(index.read(), len));
        if let Some(dst) = dst {
            self.assembly.dead.written(dst);
        }
        self.index_check(dst, index, len, site);
    }

    fn atomic_load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        self.assembly.dead.read_and_written(&addr, dst);
        self.atomic_load(kind, dst, addr);
    }

    fn atomic_store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        self.assembly.dead.read(&(src, addr));
        self.atomic_store(kind, src, addr);
    }

    fn rmw_result(&self, atomic: Atomic, op: RmwOp) -> AtomicResult {
        self.rmw_result(atomic, op)
    }

    fn atomic_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        self.assembly.dead.read(&(src, addr));
        if let Some(dst) = dst {
            self.assembly.dead.written(dst);
        }
        self.atomic_rmw(atomic, op, dst, src, addr);
    }

    fn cmpxchg_result(&self, atomic: Atomic) -> AtomicResult {
        self.cmpxchg_result(atomic)
    }

    fn atomic_cmpxchg(&mut self, atomic: Atomic, dst: Reg, expected: Use, replacement: Src, addr: Addr) {
        self.assembly.dead.read_and_written(&(expected, replacement, addr), dst);
        self.atomic_cmpxchg(atomic, dst, expected, replacement, addr);
    }

    fn atomic_fence(&mut self) {
        self.atomic_fence();
    }

    #[inline]
    fn int_binop(&mut self, op: IntBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.int_binop(op, ty, dst, lhs, rhs);
    }

    fn update(&mut self, op: IntBinOp, kind: StoreKind, dst: Src, rhs: Src) {
        self.assembly.dead.read(&(dst, rhs));
        self.update::<false>(op, kind, dst, rhs);
    }

    #[inline]
    fn shift_constraints(&self, op: ShiftOp) -> Constraints {
        self.shift_constraints(op)
    }

    #[inline]
    fn shift(&mut self, op: ShiftOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.shift(op, ty, dst, lhs, rhs);
    }

    #[inline]
    fn div_constraints(&self, op: DivOp) -> Constraints {
        self.div_constraints(op)
    }

    fn div(&mut self, op: DivOp, ty: Ty, dst: Reg, lhs: Use, rhs: Divisor, site: Site) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.div(op, ty, dst, lhs, rhs, site);
    }

    fn mul_high(&mut self, signed: bool, dst: Reg, lhs: Use, multiplier: u64, increment: bool) {
        self.assembly.dead.read_and_written(&lhs, dst);
        self.mul_high(signed, dst, lhs, multiplier, increment);
    }

    fn wide_binop(&mut self, op: WideBinOp, dst: [Reg; 2], rhs: [Src; 2]) {
        self.assembly.dead.read(&(dst.map(Reg::read), rhs));
        for reg in dst {
            self.assembly.dead.written(reg);
        }
        self.wide_binop(op, dst, rhs);
    }

    fn mul_wide(&mut self, signed: bool, dst: [Reg; 2], lhs: Use, rhs: Use) {
        self.assembly.dead.read(&(lhs, rhs));
        for reg in dst {
            self.assembly.dead.written(reg);
        }
        self.mul_wide(signed, dst, lhs, rhs);
    }

    fn int_unop(&mut self, op: IntUnOp, ty: Ty, dst: Reg, src: Src) {
        self.assembly.dead.read_and_written(&src, dst);
        self.int_unop(op, ty, dst, src);
    }

    #[inline]
    fn float_binop(&mut self, op: FloatBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.float_binop(op, ty, dst, lhs, rhs);
    }

    fn float_unop(&mut self, op: FloatUnOp, ty: Ty, dst: Reg, src: Src) {
        self.assembly.dead.read_and_written(&src, dst);
        self.float_unop(op, ty, dst, src);
    }

    fn convert(&mut self, op: Convert, dst: Reg, src: Src, site: Site) {
        self.assembly.dead.read_and_written(&src, dst);
        self.convert(op, dst, src, site);
    }

    fn vec_unop(&mut self, op: VecUnOp, dst: Reg, src: Src) {
        self.assembly.dead.read_and_written(&src, dst);
        self.vec_unop(op, dst, src);
    }

    fn vec_binop(&mut self, op: VecBinOp, dst: Reg, lhs: Use, rhs: Src) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.vec_binop(op, dst, lhs, rhs);
    }

    fn vec_ternop(&mut self, op: VecTernOp, dst: Reg, operands: [Use; 3]) {
        self.assembly.dead.read_and_written(&operands, dst);
        self.vec_ternop(op, dst, operands);
    }

    fn vec_shift(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Use, count: Src) {
        self.assembly.dead.read_and_written(&(lhs, count), dst);
        self.vec_shift(op, lane, dst, lhs, count);
    }

    fn vec_shuffle(&mut self, bytes: [u8; 16], dst: Reg, lhs: Use, rhs: Use) {
        self.assembly.dead.read_and_written(&(lhs, rhs), dst);
        self.vec_shuffle(bytes, dst, lhs, rhs);
    }

    fn vec_splat(&mut self, lane: Lane, dst: Reg, src: Use) {
        self.assembly.dead.read_and_written(&src, dst);
        self.vec_splat(lane, dst, src);
    }

    fn vec_extract(&mut self, lane: Lane, index: u8, sign: Sign, dst: Reg, src: Use) {
        self.assembly.dead.read_and_written(&src, dst);
        self.vec_extract(lane, index, sign, dst, src);
    }

    fn vec_replace(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, value: Src) {
        self.assembly.dead.read_and_written(&(src, value), dst);
        self.vec_replace(lane, index, dst, src, value);
    }

    fn vec_bitmask(&mut self, lane: Lane, dst: Reg, src: Use) {
        self.assembly.dead.read_and_written(&src, dst);
        self.vec_bitmask(lane, dst, src);
    }

    fn vec_load(&mut self, kind: VecLoad, dst: Reg, addr: Addr) {
        self.assembly.dead.read_and_written(&addr, dst);
        self.vec_load(kind, dst, addr);
    }

    fn vec_load_lane(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, addr: Addr) {
        self.assembly.dead.read_and_written(&(src, addr), dst);
        self.vec_load_lane(lane, index, dst, src, addr);
    }

    fn vec_store_lane(&mut self, lane: Lane, index: u8, src: Use, addr: Addr) {
        self.assembly.dead.read(&(src, addr));
        self.vec_store_lane(lane, index, src, addr);
    }
}
