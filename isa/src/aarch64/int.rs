//! Integer arithmetic, bitwise operators, shifts and divisions.

use windlass_masm::{DivOp, Divisor, IntBinOp, IntUnOp, LoadKind, Reg, ShiftOp, Site, Src, TrapCode, Ty, Use};

use super::assembler::Assembler;
use super::encode::{Cond, bitfield, bitmask, imm12, rr, rrr, rrrr, sf};
use super::registers::{FSCRATCH, SCRATCH, SCRATCH2, SP, ZERO};

pub(super) const ADD: u32 = 0x0b00_0000;
/// `add` with an extension of the last operand, here none: this form knows the stack pointer.
const ADD_EXTENDED: u32 = 0x0b20_6000;
pub(super) const SUB: u32 = 0x4b00_0000;
pub(super) const SUBS: u32 = 0x6b00_0000;
pub(super) const AND: u32 = 0x0a00_0000;
pub(super) const ORR: u32 = 0x2a00_0000;
pub(super) const EOR: u32 = 0x4a00_0000;
pub(super) const ANDS: u32 = 0x6a00_0000;
const ORN: u32 = 0x2a20_0000;

pub(super) const ADD_IMM: u32 = 0x1100_0000;
pub(super) const SUB_IMM: u32 = 0x5100_0000;
pub(super) const SUBS_IMM: u32 = 0x7100_0000;
pub(super) const ADDS_IMM: u32 = 0x3100_0000;
/// The immediate of an addition is shifted by 12 bits.
pub(super) const LSL_12: u32 = 1 << 22;

pub(super) const AND_IMM: u32 = 0x1200_0000;
pub(super) const ORR_IMM: u32 = 0x3200_0000;
const EOR_IMM: u32 = 0x5200_0000;
pub(super) const ANDS_IMM: u32 = 0x7200_0000;

pub(super) const MADD: u32 = 0x1b00_0000;
pub(super) const SMULH: u32 = 0x9b40_7c00;
pub(super) const UMULH: u32 = 0x9bc0_7c00;
pub(super) const ADDS: u32 = 0x2b00_0000;
pub(super) const ADC: u32 = 0x1a00_0000;
pub(super) const MSUB: u32 = 0x1b00_8000;
const UDIV: u32 = 0x1ac0_0800;
const SDIV: u32 = 0x1ac0_0c00;
const LSLV: u32 = 0x1ac0_2000;
const LSRV: u32 = 0x1ac0_2400;
const ASRV: u32 = 0x1ac0_2800;
const RORV: u32 = 0x1ac0_2c00;
const RBIT: u32 = 0x5ac0_0000;
const CLZ: u32 = 0x5ac0_1000;
const EXTR: u32 = 0x1380_0000;
pub(super) const SBFM: u32 = 0x1300_0000;
pub(super) const UBFM: u32 = 0x5300_0000;
/// `cond ? n : m + 1`.
pub(super) const CSINC: u32 = 0x1a80_0400;
/// A comparison of registers that is made where a condition holds.
pub(super) const CCMP: u32 = 0x7a40_0000;
const CCMP_IMM: u32 = 0x7a40_0800;

/// The fields for the kind of shift of a last operand.
pub(super) const LSR: u32 = 1 << 22;
pub(super) const ASR: u32 = 2 << 22;
pub(super) const ROR: u32 = 3 << 22;

/// The instruction of a logical operator on registers.
pub(super) const fn logical(op: IntBinOp) -> u32 {
    match op {
        IntBinOp::And => AND,
        IntBinOp::Or => ORR,
        _ => EOR,
    }
}

/// The constant as the type has it: without what a sign extension put above.
fn cut(imm: i64, w: bool) -> u64 {
    if w { imm as u64 } else { u64::from(imm as u32) }
}

impl Assembler<'_> {
    pub(super) fn int_binop(&mut self, op: IntBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let w = ty.is_64();
        match rhs {
            Src::Imm(imm) => self.int_binop_imm(op, w, dst, lhs, imm),
            Src::Reg(rhs) => self.int_binop_fused(op, w, dst, lhs, rhs),
            memory => {
                let rhs = self.scratch_operand(ty, memory);
                self.int_binop_reg(op, w, dst, lhs.reg(), rhs.reg());
            }
        }
    }

    #[inline(never)]
    fn int_binop_fused(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Use, rhs: Use) {
        if !self.fuse(op, w, dst, lhs, rhs) {
            self.int_binop_reg(op, w, dst, lhs.reg(), rhs.reg());
        }
    }

    fn int_binop_reg(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Reg, rhs: Reg) {
        self.emit(match op {
            IntBinOp::Add => rrr(ADD | sf(w), dst, lhs, rhs),
            IntBinOp::Sub => rrr(SUB | sf(w), dst, lhs, rhs),
            IntBinOp::Mul => rrrr(MADD | sf(w), dst, lhs, rhs, ZERO),
            _ => rrr(logical(op) | sf(w), dst, lhs, rhs),
        });
    }

    #[inline(never)]
    fn int_binop_imm(&mut self, op: IntBinOp, w: bool, dst: Reg, operand: Use, imm: i64) {
        let lhs = operand.reg();
        match op {
            IntBinOp::Add => return self.add_imm(w, dst, lhs, imm),
            IntBinOp::Sub => return self.add_imm(w, dst, lhs, imm.wrapping_neg()),
            IntBinOp::Mul => return self.mul_imm(w, dst, operand, imm),
            IntBinOp::And | IntBinOp::Or | IntBinOp::Xor => {}
        }
        let bits = cut(imm, w);
        match (op, imm) {
            (IntBinOp::And, 0) => return self.mov_imm(w, dst, 0),
            (IntBinOp::And, -1) | (IntBinOp::Or | IntBinOp::Xor, 0) => return self.mov_rr(w, dst, lhs),
            (IntBinOp::Or, -1) => return self.mov_imm(w, dst, bits),
            (IntBinOp::Xor, -1) => return self.emit(rrr(ORN | sf(w), dst, ZERO, lhs)),
            (IntBinOp::And, _) if self.fuse_mask(w, dst, operand, bits) => return,
            _ => {}
        }
        match bitmask(bits, w) {
            Some(fields) => {
                let op = match op {
                    IntBinOp::And => AND_IMM,
                    IntBinOp::Or => ORR_IMM,
                    _ => EOR_IMM,
                };
                self.emit(rr(op | sf(w) | fields, dst, lhs));
            }
            None => {
                self.mov_imm(w, SCRATCH, bits);
                self.int_binop_reg(op, w, dst, lhs, SCRATCH);
            }
        }
    }

    /// `dst = lhs + imm`. Either register may be the stack pointer.
    pub(super) fn add_imm(&mut self, w: bool, dst: Reg, lhs: Reg, imm: i64) {
        // In 32 bits the sign does not matter, so the shorter of both ways is taken.
        let imm = if w { imm } else { i64::from(imm as i32) };
        let (op, size) = if imm < 0 { (SUB_IMM | sf(w), imm.unsigned_abs()) } else { (ADD_IMM | sf(w), imm as u64) };
        if (1..0x1000).contains(&size) {
            return self.emit(imm12(op, dst, lhs, size as u32));
        }
        self.add_other_imm(op, dst, lhs, size, imm);
    }

    /// The same for a constant that takes more, or nothing.
    #[inline(never)]
    fn add_other_imm(&mut self, op: u32, dst: Reg, lhs: Reg, size: u64, imm: i64) {
        let w = op & sf(true) != 0;
        let (low, high) = ((size & 0xfff) as u32, (size >> 12 & 0xfff) as u32);
        match (low, high) {
            _ if size >> 24 != 0 => {
                debug_assert!(lhs != SCRATCH, "an operand is overwritten by the constant that is added to it");
                self.mov_imm(w, SCRATCH, cut(imm, w));
                // The form that knows the stack pointer takes longer on many processors.
                let op = if dst == SP || lhs == SP { ADD_EXTENDED } else { ADD };
                self.emit(rrr(op | sf(w), dst, lhs, SCRATCH));
            }
            (0, 0) if dst != lhs && (dst == SP || lhs == SP) => self.emit(imm12(op, dst, lhs, 0)),
            (0, 0) => self.mov_rr(w, dst, lhs),
            (0, _) => self.emit(imm12(op | LSL_12, dst, lhs, high)),
            // A constant of 16 bits could be made by one instruction as well, which is no gain.
            _ => {
                self.emit(imm12(op | LSL_12, dst, lhs, high));
                self.emit(imm12(op, dst, dst, low));
            }
        }
    }

    fn mul_imm(&mut self, w: bool, dst: Reg, operand: Use, imm: i64) {
        let lhs = operand.reg();
        let bits = cut(imm, w);
        match bits {
            0 => self.mov_imm(w, dst, 0),
            1 => self.mov_rr(w, dst, lhs),
            _ if imm == -1 => self.emit(rrr(SUB | sf(w), dst, ZERO, lhs)),
            _ if bits.is_power_of_two() => self.shift_imm(ShiftOp::Shl, w, dst, operand, bits.trailing_zeros()),
            _ => {
                let zeros = bits.trailing_zeros();
                let odd = bits >> zeros;
                if (odd - 1).is_power_of_two() {
                    // No longer than a product, and there sooner.
                    let sum = if zeros == 0 { dst } else { SCRATCH };
                    self.emit(rrr(ADD | sf(w), sum, lhs, lhs) | (odd - 1).trailing_zeros() << 10);
                    if zeros != 0 {
                        self.shift_imm(ShiftOp::Shl, w, dst, SCRATCH.last_read(), zeros);
                    }
                    return;
                }
                self.mov_imm(w, SCRATCH, bits);
                self.emit(rrrr(MADD | sf(w), dst, lhs, SCRATCH, ZERO));
            }
        }
    }

    pub(super) fn shift(&mut self, op: ShiftOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let w = ty.is_64();
        match rhs {
            Src::Imm(count) => self.shift_imm(op, w, dst, lhs, count as u32 & if w { 63 } else { 31 }),
            Src::Reg(count) => {
                let count = count.reg();
                let (op, count) = match op {
                    ShiftOp::Shl => (LSLV, count),
                    ShiftOp::ShrS => (ASRV, count),
                    ShiftOp::ShrU => (LSRV, count),
                    ShiftOp::Rotr => (RORV, count),
                    ShiftOp::Rotl => {
                        self.emit(rrr(SUB, SCRATCH, ZERO, count));
                        (RORV, SCRATCH)
                    }
                };
                self.emit(rrr(op | sf(w), dst, lhs.reg(), count));
            }
            Src::Slot(_) | Src::Mem(_) => unreachable!("a shift count in memory"),
        }
    }

    /// `dst = n shift #count`, with the count below the width.
    pub(super) fn shift_imm(&mut self, op: ShiftOp, w: bool, dst: Reg, operand: Use, count: u32) {
        let (top, n) = (if w { 63 } else { 31 }, operand.reg());
        if count == 0 {
            return self.mov_rr(w, dst, n);
        }
        if self.fuse_shift(op, w, dst, operand, count) {
            return;
        }
        self.emit(match op {
            ShiftOp::Shl => bitfield(UBFM, w, dst, n, (top + 1 - count) & top, top - count),
            ShiftOp::ShrU => bitfield(UBFM, w, dst, n, count, top),
            ShiftOp::ShrS => bitfield(SBFM, w, dst, n, count, top),
            ShiftOp::Rotl | ShiftOp::Rotr => {
                let right = if op == ShiftOp::Rotr { count } else { top + 1 - count };
                rrr(EXTR | sf(w) | u32::from(w) << 22, dst, n, n) | right << 10
            }
        });
    }

    /// The hardware does not trap: what has no result is checked first.
    pub(super) fn div(&mut self, op: DivOp, ty: Ty, dst: Reg, lhs: Use, rhs: Divisor, site: Site) {
        let lhs = lhs.reg();
        let w = ty.is_64();
        let (rhs, known) = (rhs.reg.reg(), rhs.known);
        if known.is_none_or(|divisor| divisor == 0) {
            self.trap_if_zero(w, rhs, TrapCode::IntegerDivisionByZero, site);
        }
        let div = if matches!(op, DivOp::DivS | DivOp::RemS) { SDIV } else { UDIV } | sf(w);
        match op {
            DivOp::DivS | DivOp::DivU => {
                if op == DivOp::DivS && known.is_none_or(|divisor| divisor == -1) {
                    // Is it -1? Then, does 1 less than the dividend overflow?
                    self.emit(imm12(ADDS_IMM | sf(w), ZERO, rhs, 1));
                    self.emit(CCMP_IMM | sf(w) | 1 << 16 | Cond::EQ.0 << 12 | u32::from(lhs.number()) << 5);
                    self.trap_if_cond(Cond::VS, TrapCode::IntegerOverflow, site);
                }
                self.emit(rrr(div, dst, lhs, rhs));
            }
            // The quotient of the least number by -1 is the least number, and the remainder comes out as 0.
            DivOp::RemS | DivOp::RemU => {
                self.emit(rrr(div, SCRATCH, lhs, rhs));
                self.emit(rrrr(MSUB | sf(w), dst, SCRATCH, rhs, lhs));
            }
        }
    }

    pub(super) fn mul_high(&mut self, signed: bool, dst: Reg, lhs: Use, multiplier: u64, increment: bool) {
        let lhs = lhs.reg();
        self.mov_imm(true, SCRATCH, multiplier);
        if increment {
            self.emit(rrrr(MADD | sf(true), SCRATCH2, lhs, SCRATCH, ZERO));
        }
        self.emit(rrr(if signed { SMULH } else { UMULH }, dst, lhs, SCRATCH));
        if increment {
            self.emit(rrr(ADDS | sf(true), ZERO, SCRATCH2, SCRATCH));
            self.emit(rrr(ADC | sf(true), dst, dst, ZERO));
        }
    }

    pub(super) fn int_unop(&mut self, op: IntUnOp, ty: Ty, dst: Reg, src: Src) {
        let w = ty.is_64();
        let src = match self.nearest(ty, src) {
            Src::Reg(src) => src,
            // The low bytes of a slot come first.
            Src::Slot(slot) if matches!(op, IntUnOp::Extend8S | IntUnOp::Extend16S | IntUnOp::Extend32S) => {
                let kind = match op {
                    IntUnOp::Extend8S => LoadKind::S8(ty),
                    IntUnOp::Extend16S => LoadKind::S16(ty),
                    _ => LoadKind::S32,
                };
                let addr = self.slot(slot);
                return self.load(kind, dst, addr);
            }
            other => {
                self.mov(ty, SCRATCH, other);
                SCRATCH.last_read()
            }
        };
        let extended = match op {
            IntUnOp::Extend8S => 1,
            IntUnOp::Extend16S => 2,
            IntUnOp::Extend32S => 4,
            _ => 0,
        };
        if extended != 0 && self.fuse_sign(w || extended == 4, dst, src, extended) {
            return;
        }
        let src = src.reg();
        match op {
            IntUnOp::Extend8S => self.emit(bitfield(SBFM, w, dst, src, 0, 7)),
            IntUnOp::Extend16S => self.emit(bitfield(SBFM, w, dst, src, 0, 15)),
            IntUnOp::Extend32S => self.emit(bitfield(SBFM, true, dst, src, 0, 31)),
            IntUnOp::Clz => self.emit(rr(CLZ | sf(w), dst, src)),
            IntUnOp::Ctz => {
                self.emit(rr(RBIT | sf(w), SCRATCH, src));
                self.emit(rr(CLZ | sf(w), dst, SCRATCH));
            }
            IntUnOp::Popcnt => {
                // The bits of each byte are counted, then the bytes are added up.
                self.mov_to_float(w, FSCRATCH, src);
                self.emit(rr(0x0e20_5800, FSCRATCH, FSCRATCH));
                self.emit(rr(0x0e31_b800, FSCRATCH, FSCRATCH));
                self.mov_to_int(false, dst, FSCRATCH);
            }
        }
    }

    /// Puts an operand that is not in a register into the second scratch register, or the first where that is enough.
    pub(super) fn scratch_operand(&mut self, ty: Ty, src: Src) -> Use {
        match src {
            Src::Reg(reg) => reg,
            Src::Imm(0) => ZERO.read(),
            Src::Imm(imm) => {
                self.mov_imm(ty.is_64(), SCRATCH2, cut(imm, ty.is_64()));
                SCRATCH2.last_read()
            }
            memory => {
                if let Src::Reg(reg) = self.nearest(ty, memory) {
                    return reg;
                }
                self.mov(ty, SCRATCH, memory);
                SCRATCH.last_read()
            }
        }
    }
}
