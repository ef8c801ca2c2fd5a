//! Atomic operators: instructions of the extension LSE, or on ARMv8.0 loops of an exclusive load and store. All acquire and release, so
//! that they are in one order. Their addresses are registers.

use windlass_masm::{Addr, Atomic, AtomicResult, IntBinOp, LoadKind, Reg, RmwOp, Src, StoreKind, Ty, Use};

use super::assembler::Assembler;
use super::control::{CBZ, invert, on_cond};
use super::encode::{Cond, rr, rrr, sf};
use super::int::{ADD, SUB, SUBS};
use super::registers::{ABI, ADDRESS, SCRATCH, SCRATCH2, ZERO};
use super::window::Barrier;

/// The instructions for bytes; [`of_size`] makes them those for more.
const LDAR: u32 = 0x08df_fc00;
const STLR: u32 = 0x089f_fc00;
const LDAXR: u32 = 0x085f_fc00;
const STLXR: u32 = 0x0800_fc00;
const CASAL: u32 = 0x08e0_fc00;
const SWPAL: u32 = 0x38e0_8000;
const LDADDAL: u32 = 0x38e0_0000;
const LDCLRAL: u32 = 0x38e0_1000;
const LDEORAL: u32 = 0x38e0_2000;
const LDSETAL: u32 = 0x38e0_3000;

/// `orn d, n, m`.
const ORN: u32 = 0x2a20_0000;
/// `cmp` with a register of which a byte, or two, are extended with zeros.
const CMP_UXTB: u32 = 0x6b20_001f;
const CMP_UXTH: u32 = 0x6b20_201f;
/// `dmb ish`.
const DMB_ISH: u32 = 0xd503_3bbf;

/// An instruction for `1 << size` bytes.
const fn of_size(op: u32, size: u32) -> u32 {
    op | size << 30
}

/// An instruction with the register `s`, whose field is that of the last operand elsewhere.
const fn with_s(op: u32, s: Reg, t: Reg, n: Reg) -> u32 {
    rrr(op, t, n, s)
}

impl Assembler<'_> {
    pub(super) fn atomic_load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        let size = kind.bytes().trailing_zeros();
        let at = self.atomic_address(addr, SCRATCH2);
        self.record(addr.site);
        self.emit(rr(of_size(LDAR, size), dst, at));
        self.barrier(Barrier::Atomic);
    }

    pub(super) fn atomic_store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        let (size, ty) = (kind.bytes().trailing_zeros(), if kind.bytes() == 8 { Ty::I64 } else { Ty::I32 });
        let at = self.atomic_address(addr, SCRATCH2);
        let src = self.atomic_operand(ty, src);
        self.record(addr.site);
        // It writes no register.
        self.put(rr(of_size(STLR, size), src, at));
        self.barrier(Barrier::Atomic);
    }

    pub(super) fn rmw_result(&self, atomic: Atomic, _: RmwOp) -> AtomicResult {
        if atomic.is_shared && self.cpu.lse { AtomicResult::Anywhere } else { AtomicResult::Apart }
    }

    pub(super) fn atomic_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        match (atomic.is_shared, self.cpu.lse) {
            (false, _) => self.plain_rmw(atomic, op, dst, src, addr),
            (true, true) => self.rmw_at_once(atomic, op, dst, src, addr),
            (true, false) => self.rmw_in_loop(atomic, op, dst, src, addr),
        }
    }

    /// Of a memory that no other thread has.
    fn plain_rmw(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        debug_assert!(dst.is_none_or(|dst| !src.reads(dst) && !addr.reads(dst)));
        // What was readable is writable.
        let again = Addr { site: None, ..addr };
        match (op, dst) {
            (RmwOp::Exchange, None) => self.store(atomic.store(), src, addr),
            (RmwOp::Exchange, Some(dst)) => {
                self.load(atomic.kind, dst, addr.not_last());
                self.store(atomic.store(), src, again);
            }
            (RmwOp::Binary(op), dst) => {
                let old = dst.unwrap_or(SCRATCH2);
                self.load(atomic.kind, old, addr.not_last());
                self.int_binop(op, atomic.ty(), SCRATCH2, old.read(), src);
                self.store(atomic.store(), Src::Reg(SCRATCH2.read()), again);
            }
        }
    }

    fn rmw_at_once(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        let w = atomic.ty().is_64();
        let at = self.atomic_address(addr, SCRATCH2);
        let (instruction, src) = match (op, src) {
            (RmwOp::Exchange, src) => (SWPAL, src),
            (RmwOp::Binary(IntBinOp::Or), src) => (LDSETAL, src),
            (RmwOp::Binary(IntBinOp::Xor), src) => (LDEORAL, src),
            (RmwOp::Binary(IntBinOp::And), Src::Imm(imm)) => (LDCLRAL, Src::Imm(!imm)),
            (RmwOp::Binary(IntBinOp::Sub), Src::Imm(imm)) => (LDADDAL, Src::Imm(imm.wrapping_neg())),
            (RmwOp::Binary(IntBinOp::And), src) => {
                let reg = self.atomic_operand(atomic.ty(), src);
                self.emit(rrr(ORN | sf(w), SCRATCH, ZERO, reg));
                (LDCLRAL, SCRATCH.read().into())
            }
            (RmwOp::Binary(IntBinOp::Sub), src) => {
                let reg = self.atomic_operand(atomic.ty(), src);
                self.emit(rrr(SUB | sf(w), SCRATCH, ZERO, reg));
                (LDADDAL, SCRATCH.read().into())
            }
            (RmwOp::Binary(IntBinOp::Add), src) => (LDADDAL, src),
            (RmwOp::Binary(IntBinOp::Mul), _) => unreachable!("a multiplication in memory"),
        };
        let src = self.atomic_operand(atomic.ty(), src);
        self.record(addr.site);
        // Without a register for its result, it would not acquire.
        let dst = dst.unwrap_or(SCRATCH);
        self.emit(with_s(of_size(instruction, atomic.size_log2()), src, dst, at));
        self.barrier(Barrier::Atomic);
    }

    fn rmw_in_loop(&mut self, atomic: Atomic, op: RmwOp, dst: Option<Reg>, src: Src, addr: Addr) {
        let (Some(dst), Src::Reg(src)) = (dst, src) else { unreachable!("operand and result are in registers") };
        debug_assert!(dst != src.reg() && !addr.reads(dst));
        let at = self.atomic_address(addr, ADDRESS);
        let start = self.begin_exclusive(atomic, dst, at, addr);
        // Nothing here accesses memory, or the store might fail for ever.
        let new = match op {
            RmwOp::Exchange => src.reg(),
            RmwOp::Binary(op) => {
                self.int_binop(op, atomic.ty(), SCRATCH, dst.read(), src.not_last().into());
                SCRATCH
            }
        };
        self.store_exclusive(atomic, new, at, start);
    }

    /// Begins a loop that reads from the address in the register `at` to `dst`. Returns its start.
    fn begin_exclusive(&mut self, atomic: Atomic, dst: Reg, at: Reg, addr: Addr) -> u32 {
        self.barrier(Barrier::Landing);
        let start = self.here();
        self.record(addr.site);
        self.emit(rr(of_size(LDAXR, atomic.size_log2()), dst, at));
        self.barrier(Barrier::Atomic);
        start
    }

    /// Writes a number, and goes back to the beginning of the loop unless that was successful.
    fn store_exclusive(&mut self, atomic: Atomic, new: Reg, at: Reg, start: u32) {
        let status = SCRATCH2;
        self.facts.written(status);
        self.put(with_s(of_size(STLXR, atomic.size_log2()), status, new, at));
        let back = start.wrapping_sub(self.here()) / 4;
        self.put(invert(CBZ) | (back & 0x7_ffff) << 5 | u32::from(status.number()));
        self.barrier(Barrier::Landing);
    }

    pub(super) fn cmpxchg_result(&self, atomic: Atomic) -> AtomicResult {
        if atomic.is_shared && self.cpu.lse { AtomicResult::InPlace } else { AtomicResult::Apart }
    }

    pub(super) fn atomic_cmpxchg(&mut self, atomic: Atomic, dst: Reg, expected: Use, replacement: Src, addr: Addr) {
        let expected = expected.reg();
        match (atomic.is_shared, self.cpu.lse) {
            (true, true) => {
                debug_assert_eq!(dst, expected);
                let at = self.atomic_address(addr, SCRATCH2);
                let replacement = self.atomic_operand(atomic.ty(), replacement);
                self.record(addr.site);
                // What it writes is not the register that others write.
                self.facts.written(dst);
                self.put(with_s(of_size(CASAL, atomic.size_log2()), dst, replacement, at));
                self.barrier(Barrier::Atomic);
            }
            (is_shared, _) => {
                debug_assert!(dst != expected && !replacement.reads(dst) && !addr.reads(dst));
                // The address cache must not rest on what is skipped.
                let at = self.atomic_address(addr, ADDRESS);
                let replacement = self.atomic_operand(atomic.ty(), replacement);
                if is_shared {
                    let start = self.begin_exclusive(atomic, dst, at, addr);
                    self.compare_as_wide(atomic, dst, expected);
                    let differs = self.skip(on_cond(Cond::NE));
                    self.store_exclusive(atomic, replacement, at, start);
                    return self.land(differs);
                }
                let addr = Addr { site: addr.site, ..Addr::new(at, 0) };
                self.load(atomic.kind, dst, addr);
                self.barrier(Barrier::Atomic);
                self.compare_as_wide(atomic, dst, expected);
                let differs = self.skip(on_cond(Cond::NE));
                self.store(atomic.store(), Src::Reg(replacement.read()), Addr::new(at, 0));
                self.land(differs);
            }
        }
    }

    /// Compares a number that was read with another, as far as that is as wide.
    fn compare_as_wide(&mut self, atomic: Atomic, read: Reg, expected: Reg) {
        self.put(match atomic.size_log2() {
            0 => CMP_UXTB | u32::from(expected.number()) << 16 | u32::from(read.number()) << 5,
            1 => CMP_UXTH | u32::from(expected.number()) << 16 | u32::from(read.number()) << 5,
            size => rrr(SUBS | sf(size == 3), ZERO, read, expected),
        });
    }

    pub(super) fn atomic_fence(&mut self) {
        self.put(DMB_ISH);
    }

    /// A register with the operand, the first scratch register unless it is in another.
    fn atomic_operand(&mut self, ty: Ty, src: Src) -> Reg {
        match src {
            Src::Reg(reg) => reg.reg(),
            Src::Imm(0) => ZERO,
            src => {
                self.mov(ty, SCRATCH, src);
                SCRATCH
            }
        }
    }

    /// The register that holds an address: one that has it, or `into`.
    fn atomic_address(&mut self, addr: Addr, into: Reg) -> Reg {
        let offset = i64::from(addr.offset);
        let sum = match addr.index {
            None => addr.base.reg(),
            Some(index) if addr.base.reg() == ABI.memory_base && addr.shift == 0 => self.indexed_memory(index.reg()),
            Some(index) => {
                debug_assert_eq!(addr.shift, 0);
                self.emit(rrr(ADD | sf(true), into, addr.base.reg(), index.reg()));
                into
            }
        };
        if offset == 0 {
            return sum;
        }
        self.add_imm(true, into, sum, offset);
        into
    }
}
