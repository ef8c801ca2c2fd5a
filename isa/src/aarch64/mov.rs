//! Moves between registers, constants, the frame and memory.

use windlass_masm::{Addr, LoadKind, Reach, Reg, Slot, Src, StoreKind, Ty};

use super::assembler::Assembler;
use super::encode::{Cond, bitmask, float_imm8, half, imm9, imm12, pair, rr, rrr, sf};
use super::encode_vector::vector_imm;
use super::int::{ORR, ORR_IMM, SUBS_IMM};
use super::pair::STP;
use super::registers::{ADDRESS, FSCRATCH, SCRATCH, SCRATCH2, SP, ZERO};
use super::window::Barrier;

const MOVN: u32 = 0x1280_0000;
const MOVZ: u32 = 0x5280_0000;
const MOVK: u32 = 0x7280_0000;

/// `fmov d, n` between floating-point registers.
const FMOV: u32 = 0x1e20_4000;
/// Of all of a vector register: `orr d.16b, n.16b, n.16b`.
const MOV_VECTOR: u32 = 0x4ea0_1c00;
/// `fmov d, #imm8`.
const FMOV_IMM: u32 = 0x1e20_1000;
/// `fmov` from `w` to `s` and from `s` to `w`; [`DOUBLE`] and `sf` make both 64-bit.
const FMOV_FROM_INT: u32 = 0x1e27_0000;
const FMOV_TO_INT: u32 = 0x1e26_0000;

/// The field that makes a scalar floating-point instruction one on `f64`.
pub(super) const DOUBLE: u32 = 1 << 22;

/// `ldr` and `str` of 128 bits with the base incremented afterwards.
const LDR_Q_POST: u32 = 0x3cc0_0400;
const STR_Q_POST: u32 = 0x3c80_0400;
/// `stp` of two 64-bit registers with its base incremented afterwards.
const STP_POST: u32 = 0xa880_0000;

/// The opcode of an access with an unscaled offset, and its size as a power of two.
const fn load_op(kind: LoadKind) -> (u32, u32) {
    match kind {
        LoadKind::U8 => (0x3840_0000, 0),
        LoadKind::U16 => (0x7840_0000, 1),
        LoadKind::U32 | LoadKind::Full(Ty::I32) => (0xb840_0000, 2),
        LoadKind::Full(Ty::I64) => (0xf840_0000, 3),
        LoadKind::S8(Ty::I64) => (0x3880_0000, 0),
        LoadKind::S8(_) => (0x38c0_0000, 0),
        LoadKind::S16(Ty::I64) => (0x7880_0000, 1),
        LoadKind::S16(_) => (0x78c0_0000, 1),
        LoadKind::S32 => (0xb880_0000, 2),
        LoadKind::Full(Ty::F32) => (0xbc40_0000, 2),
        LoadKind::Full(Ty::F64) => (0xfc40_0000, 3),
        LoadKind::Full(Ty::V128) => (0x3cc0_0000, 4),
    }
}

const fn store_op(kind: StoreKind) -> (u32, u32) {
    match kind {
        StoreKind::Low8 => (0x3800_0000, 0),
        StoreKind::Low16 => (0x7800_0000, 1),
        StoreKind::Low32 | StoreKind::Full(Ty::I32) => (0xb800_0000, 2),
        StoreKind::Full(Ty::I64) => (0xf800_0000, 3),
        StoreKind::Full(Ty::F32) => (0xbc00_0000, 2),
        StoreKind::Full(Ty::F64) => (0xfc00_0000, 3),
        StoreKind::Full(Ty::V128) => (0x3c80_0000, 4),
    }
}

/// The integer type of the same width.
fn bits_of(ty: Ty) -> Ty {
    if ty.is_64() { Ty::I64 } else { Ty::I32 }
}

impl Assembler<'_> {
    pub(super) fn mov(&mut self, ty: Ty, dst: Reg, src: Src) {
        match src {
            Src::Reg(src) if !ty.is_float() => self.mov_rr(ty == Ty::I64, dst, src.reg()),
            Src::Reg(src) => self.mov_float(ty, dst, src.reg()),
            Src::Imm(imm) => match ty {
                Ty::I32 => self.mov_imm(false, dst, u64::from(imm as u32)),
                Ty::I64 => self.mov_imm(true, dst, imm as u64),
                Ty::F32 => self.float_imm(ty, dst, u64::from(imm as u32)),
                Ty::F64 => self.float_imm(ty, dst, imm as u64),
                Ty::V128 => {
                    let bits = self.assembly.vectors[imm as usize];
                    self.vec_imm(dst, bits);
                }
            },
            Src::Slot(slot) => self.load_slot(ty, dst, slot),
            Src::Mem(addr) => self.load(LoadKind::Full(ty), dst, addr),
        }
    }

    #[inline(never)]
    fn load_slot(&mut self, ty: Ty, dst: Reg, slot: Slot) {
        match self.facts.find_slot(ty, slot) {
            Some(reg) if ty.is_float() => self.mov_float(ty, dst, reg),
            Some(reg) => self.mov_rr(ty == Ty::I64, dst, reg),
            None => {
                let addr = self.slot(slot);
                self.load(LoadKind::Full(ty), dst, addr);
                self.facts.slot_accessed(ty, slot, dst);
            }
        }
    }

    /// `dst = src`, nothing if they are the same. Neither is the stack pointer.
    #[inline]
    pub(super) fn mov_rr(&mut self, w: bool, dst: Reg, src: Reg) {
        if dst != src {
            debug_assert!(dst != SP && src != SP);
            self.emit(rrr(ORR | sf(w), dst, ZERO, src));
        }
    }

    pub(super) fn mov_float(&mut self, ty: Ty, dst: Reg, src: Reg) {
        if dst != src {
            self.emit(match ty {
                Ty::V128 => rrr(MOV_VECTOR, dst, src, src),
                _ => rr(FMOV | DOUBLE, dst, src),
            });
        }
    }

    /// The low half, or all, of an integer register to a floating-point register.
    pub(super) fn mov_to_float(&mut self, w: bool, dst: Reg, src: Reg) {
        self.emit(rr(FMOV_FROM_INT | sf(w) | if w { DOUBLE } else { 0 }, dst, src));
    }

    /// The reverse.
    pub(super) fn mov_to_int(&mut self, w: bool, dst: Reg, src: Reg) {
        self.emit(rr(FMOV_TO_INT | sf(w) | if w { DOUBLE } else { 0 }, dst, src));
    }

    /// A constant, by the fewest instructions: half words over zeros or over ones, a repeated pattern, or, from four
    /// instructions on, a load from after the code. Keeps the flags.
    pub(super) fn mov_imm(&mut self, w: bool, dst: Reg, imm: u64) {
        let (low, high) = (imm as u16, (imm >> 16) as u16);
        if imm > u64::from(u32::MAX) {
            debug_assert!(w);
            return self.mov_long_imm(dst, imm);
        }
        // What fits 32 bits needs no more.
        self.emit(match (low, high) {
            (_, 0) => half(MOVZ, dst, low, 0),
            (0, _) => half(MOVZ, dst, high, 1),
            (_, 0xffff) => half(MOVN, dst, !low, 0),
            (0xffff, _) => half(MOVN, dst, !high, 1),
            _ => return self.mov_two_halves(dst, low, high),
        });
    }

    #[inline(never)]
    fn mov_two_halves(&mut self, dst: Reg, low: u16, high: u16) {
        if let Some(fields) = bitmask(u64::from(high) << 16 | u64::from(low), false) {
            return self.emit(rr(ORR_IMM | fields, dst, ZERO));
        }
        self.emit(half(MOVZ, dst, low, 0));
        self.emit(half(MOVK, dst, high, 1));
    }

    /// The same for one that does not fit 32 bits.
    #[inline(never)]
    fn mov_long_imm(&mut self, dst: Reg, imm: u64) {
        let halves: [u16; 4] = core::array::from_fn(|i| (imm >> (16 * i)) as u16);
        let count = |value: u16| halves.iter().filter(|half| **half == value).count();
        let (zeros, ones) = (count(0), count(0xffff));
        let inverted = ones > zeros;
        let left = halves.len() - zeros.max(ones);
        if left > 1 {
            if let Some(fields) = bitmask(imm, true) {
                return self.emit(rr(ORR_IMM | sf(true) | fields, dst, ZERO));
            }
            if left == 4 && self.reach != Reach::Long {
                return self.load_literal(Ty::I64, dst, imm.into());
            }
        }
        let background = if inverted { 0xffff } else { 0 };
        let mut first = true;
        for (value, i) in halves.into_iter().zip(0..) {
            // All of it is background: one half word says so.
            if value == background && !(left == 0 && i == 0) {
                continue;
            }
            self.emit(match (first, inverted) {
                (true, false) => half(MOVZ | sf(true), dst, value, i),
                (true, true) => half(MOVN | sf(true), dst, !value, i),
                (false, _) => half(MOVK | sf(true), dst, value, i),
            });
            first = false;
        }
    }

    /// Whether [`Assembler::mov_imm`] takes one instruction.
    pub(super) fn is_one_mov(imm: u64, w: bool) -> bool {
        let w = w && imm > u64::from(u32::MAX);
        let halves = if w { 4 } else { 2 };
        let count = |background: u16| (0..halves).filter(|i| (imm >> (16 * i)) as u16 != background).count();
        count(0) <= 1 || count(0xffff) <= 1 || bitmask(imm, w).is_some()
    }

    /// A floating-point constant: by itself, where the lowest lane of a vector is enough as one of that, or as
    /// [`Assembler::float_bits`].
    pub(super) fn float_imm(&mut self, ty: Ty, dst: Reg, bits: u64) {
        let double = ty == Ty::F64;
        let half = if double { bits } else { bits << 32 | bits };
        if let Some(imm8) = float_imm8(bits, double) {
            self.emit(rr(FMOV_IMM | if double { DOUBLE } else { 0 } | imm8 << 13, dst, Reg::int(0)));
        } else if let Some(word) = vector_imm(half) {
            self.emit(rr(word, dst, Reg::int(0)));
        } else {
            self.float_bits(ty, dst, bits);
        }
    }

    /// A floating-point constant with zeros above: by way of an integer register, or from after the code.
    pub(super) fn float_bits(&mut self, ty: Ty, dst: Reg, bits: u64) {
        let double = ty == Ty::F64;
        if self.reach == Reach::Long || Assembler::is_one_mov(bits, double) {
            self.mov_imm(double, SCRATCH, bits);
            self.mov_to_float(double, dst, SCRATCH);
        } else {
            self.load_literal(ty, dst, bits.into());
        }
    }

    pub(super) fn store_slot(&mut self, ty: Ty, slot: Slot, src: Src) {
        let addr = self.slot(slot);
        let by = match self.nearest(ty, src) {
            Src::Reg(reg) => {
                self.store(StoreKind::Full(ty), Src::Reg(reg), addr);
                reg.reg()
            }
            Src::Imm(_) if ty != Ty::V128 => {
                self.store(StoreKind::Full(bits_of(ty)), src, addr);
                SCRATCH2
            }
            memory => {
                // Any bits can pass through an integer register; vectors cannot.
                let (ty, by) = if ty == Ty::V128 { (ty, FSCRATCH) } else { (bits_of(ty), SCRATCH2) };
                self.mov(ty, by, memory);
                self.store(StoreKind::Full(ty), Src::Reg(by.read()), addr);
                by
            }
        };
        self.facts.slot_accessed(ty, slot, by);
    }

    pub(super) fn zero_slots(&mut self, from: Slot, to: Slot) {
        let Addr { offset, .. } = self.slot(from);
        let words = (to.0 - from.0) / 8;
        if words > 32 {
            // A loop over an address and a count of words; the odd word comes first.
            self.add_imm(true, SCRATCH2, SP, i64::from(offset));
            if !words.is_multiple_of(2) {
                self.store(StoreKind::Full(Ty::I64), Src::Reg(ZERO.read()), Addr::new(SCRATCH2, 0));
                self.add_imm(true, SCRATCH2, SCRATCH2, 8);
            }
            self.mov_imm(false, SCRATCH, u64::from(words / 2));
            let start = self.here();
            self.emit(pair(STP_POST, ZERO, ZERO, SCRATCH2, 2));
            self.emit(imm12(SUBS_IMM, SCRATCH, SCRATCH, 1));
            return self.branch_back(Cond::NE, start);
        }
        let (base, mut word) = if (offset as u32) / 8 + words <= 64 {
            (SP, offset / 8)
        } else if words > 1 {
            self.add_imm(true, SCRATCH2, SP, i64::from(offset));
            (SCRATCH2, 0)
        } else {
            (SP, offset / 8)
        };
        let end = word + words as i32;
        while word + 1 < end {
            self.emit(pair(STP, ZERO, ZERO, base, word));
            word += 2;
        }
        if word < end {
            self.store(StoreKind::Full(Ty::I64), Src::Reg(ZERO.read()), Addr::new(base, word * 8));
        }
    }

    pub(super) fn copy_words(&mut self, to: Addr, from: Addr, words: u32) {
        // A loop over two addresses and a count of pairs; the odd word comes last. Only the first sum may need the scratch register
        // of the second.
        self.add_imm(true, SCRATCH2, to.base.reg(), i64::from(to.offset));
        self.add_imm(true, SCRATCH, from.base.reg(), i64::from(from.offset));
        self.mov_imm(false, ADDRESS, u64::from(words / 2));
        self.barrier(Barrier::Landing);
        let start = self.here();
        self.emit(imm9(LDR_Q_POST, FSCRATCH, SCRATCH, 16));
        self.emit(imm9(STR_Q_POST, FSCRATCH, SCRATCH2, 16));
        self.emit(imm12(SUBS_IMM, ADDRESS, ADDRESS, 1));
        self.branch_back(Cond::NE, start);
        self.barrier(Barrier::Landing);
        if !words.is_multiple_of(2) {
            self.load(LoadKind::Full(Ty::I64), SCRATCH, Addr::new(SCRATCH, 0));
            self.store(StoreKind::Full(Ty::I64), Src::Reg(SCRATCH.read()), Addr::new(SCRATCH2, 0));
        }
        self.facts.forget_slot();
    }

    pub(super) fn load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        let (op, size) = load_op(kind);
        self.access(op, size, dst, addr);
    }

    pub(super) fn store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        let (op, size) = store_op(kind);
        match src {
            Src::Reg(reg) => self.access(op, size, reg.reg(), addr),
            _ => self.store_other(op, size, src, addr),
        }
    }

    /// A store of what is in no register.
    #[inline(never)]
    fn store_other(&mut self, op: u32, size: u32, src: Src, addr: Addr) {
        let reg = match src {
            Src::Imm(_) | Src::Slot(_) if size == 4 => {
                self.mov(Ty::V128, FSCRATCH, src);
                FSCRATCH
            }
            Src::Imm(0) => ZERO,
            Src::Imm(imm) => {
                let bits = imm as u64 & if size == 3 { u64::MAX } else { (1 << (8 << size)) - 1 };
                self.mov_imm(true, SCRATCH2, bits);
                SCRATCH2
            }
            Src::Reg(_) | Src::Slot(_) | Src::Mem(_) => unreachable!("a store from memory"),
        };
        self.access(op, size, reg, addr);
    }
}
