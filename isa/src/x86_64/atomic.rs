//! Atomic operators. An instruction with a `lock` prefix, or an exchange, orders all accesses; so does no other store.

use windlass_masm::{Addr, Atomic, AtomicResult, IntBinOp, LoadKind, Reg, RmwOp, Src, StoreKind, Ty, Use};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm, op_rm, op_rm8};
use super::registers::{RAX, RSP, SCRATCH};

/// The opcodes of one byte, and in map `0F`, for more than a byte; those for a byte are less by one.
const XCHG: u8 = 0x87;
const CMPXCHG: u8 = 0xb1;
const XADD: u8 = 0xc1;

const LOCK: u64 = 0xf0;

impl Assembler<'_> {
    /// A load is atomic, and no later load overtakes it.
    pub(super) fn atomic_load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        self.load(kind, dst, addr);
    }

    pub(super) fn atomic_store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        let reg = match src {
            Src::Reg(reg) if reg.is_last() => reg.reg(),
            src => {
                self.mov(if kind == StoreKind::Full(Ty::I64) { Ty::I64 } else { Ty::I32 }, SCRATCH, src);
                SCRATCH
            }
        };
        self.record(addr.site);
        self.sized(kind, Op::one(XCHG), reg, Rm::addr(addr));
    }

    pub(super) fn rmw_result(&self, atomic: Atomic, op: RmwOp) -> AtomicResult {
        match (atomic.is_shared, op) {
            (false, _) => AtomicResult::Apart,
            (true, RmwOp::Exchange | RmwOp::Binary(IntBinOp::Add | IntBinOp::Sub)) => AtomicResult::InPlace,
            (true, RmwOp::Binary(_)) => AtomicResult::Fixed(RAX),
        }
    }

    pub(super) fn atomic_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        match (dst, op) {
            (None, RmwOp::Exchange) if atomic.is_shared => self.atomic_store(atomic.store(), src, addr),
            (None, RmwOp::Exchange) => self.store(atomic.store(), src, addr),
            (None, RmwOp::Binary(op)) if atomic.is_shared => {
                self.update::<true>(op, atomic.store(), Src::Mem(addr), src)
            }
            (None, RmwOp::Binary(op)) => self.update::<false>(op, atomic.store(), Src::Mem(addr), src),
            (Some(dst), op) if !atomic.is_shared => self.plain_rmw(atomic, op, dst, src, addr),
            (Some(dst), RmwOp::Exchange) => {
                debug_assert!(src.is_reg(dst));
                self.record(addr.site);
                self.sized(atomic.store(), Op::one(XCHG), dst, Rm::addr(addr));
                self.extend_narrow(atomic.kind, dst);
            }
            (Some(dst), RmwOp::Binary(IntBinOp::Add | IntBinOp::Sub)) => {
                debug_assert!(src.is_reg(dst));
                if op == RmwOp::Binary(IntBinOp::Sub) {
                    self.op_ext(Op::one(0xf7), atomic.ty().is_64(), 3, Rm::from(dst));
                }
                self.record(addr.site);
                self.locked(atomic.store(), XADD, dst, Rm::addr(addr));
                self.extend_narrow(atomic.kind, dst);
            }
            (Some(dst), RmwOp::Binary(op)) => {
                debug_assert!(dst == RAX && !src.reads(RAX) && !addr.reads(RAX));
                self.load(atomic.kind, RAX, addr);
                let start = self.begin_loop();
                self.int_binop(op, atomic.ty(), SCRATCH, RAX.read(), src.not_last());
                self.locked(atomic.store(), CMPXCHG, SCRATCH, Rm::addr(addr));
                self.skip_back(0x75, start);
            }
        }
    }

    /// Of a memory that no other thread has.
    fn plain_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Reg, src: Src, addr: Addr) {
        debug_assert!(!src.reads(dst) && !addr.reads(dst));
        self.load(atomic.kind, dst, addr.not_last());
        // What was readable is writable.
        let addr = Addr { site: None, ..addr };
        match op {
            RmwOp::Exchange => self.store(atomic.store(), src, addr),
            RmwOp::Binary(op) => {
                self.int_binop(op, atomic.ty(), SCRATCH, dst.read(), src);
                self.store(atomic.store(), Src::Reg(SCRATCH.read()), addr);
            }
        }
    }

    pub(super) fn cmpxchg_result(&self, _: Atomic) -> AtomicResult {
        AtomicResult::Fixed(RAX)
    }

    pub(super) fn atomic_cmpxchg(&mut self, atomic: Atomic, dst: Reg, expected: Use, replacement: Src, addr: Addr) {
        debug_assert!(dst == RAX && expected.reg() == RAX && !replacement.reads(RAX) && !addr.reads(RAX));
        let replacement = match replacement {
            Src::Reg(reg) => reg.reg(),
            src => {
                self.mov(atomic.ty(), SCRATCH, src);
                SCRATCH
            }
        };
        self.record(addr.site);
        match atomic.is_shared {
            true => self.locked(atomic.store(), CMPXCHG, replacement, Rm::addr(addr)),
            false => self.sized(atomic.store(), Op::two(CMPXCHG), replacement, Rm::addr(addr)),
        }
        match atomic.kind {
            // Where they are equal, what is above is still that of the expected number.
            LoadKind::U32 => self.op(Op::one(0x8b), false, RAX, Rm::from(RAX)),
            kind => self.extend_narrow(kind, RAX),
        }
    }

    /// `lock or dword [rsp], 0`, which takes less time than `mfence`. What is on top of the stack is not changed.
    pub(super) fn atomic_fence(&mut self) {
        self.buffer().put_short(LOCK, 1);
        alu_imm(self.buffer(), 1, false, Rm::base(RSP.number(), 0), 0);
    }

    /// An instruction in map `0F` on a number in memory and a register, with a `lock` prefix.
    fn locked(&mut self, kind: StoreKind, opcode: u8, reg: Reg, rm: Rm) {
        self.buffer().put_short(LOCK, 1);
        self.sized(kind, Op::two(opcode), reg, rm);
    }

    /// An instruction on a number in memory and a register, in the form for numbers of this size.
    fn sized(&mut self, kind: StoreKind, op: Op, reg: Reg, rm: Rm) {
        let reg = reg.number();
        match kind {
            StoreKind::Low8 => op_rm8(self.buffer(), op.for_bytes(), false, reg, rm),
            StoreKind::Low16 => op_rm(self.buffer(), op.for_16_bits(), false, reg, rm),
            kind => op_rm(self.buffer(), op, kind == StoreKind::Full(Ty::I64), reg, rm),
        }
    }

    /// Clears what is above the number of 8 or 16 bits that an instruction left in a register.
    fn extend_narrow(&mut self, kind: LoadKind, reg: Reg) {
        match kind {
            LoadKind::U8 => op_rm8(self.buffer(), Op::two(0xb6), false, reg.number(), Rm::from(reg)),
            LoadKind::U16 => self.op(Op::two(0xb7), false, reg, Rm::from(reg)),
            _ => {}
        }
    }
}
