//! Integer arithmetic, bitwise operators, shifts and divisions.

use dynasm::dynasm;
use windlass_masm::{
    Constraints, DivOp, Divisor, IntBinOp, IntUnOp, Reg, RegSet, ShiftOp, Site, Src, StoreKind, TrapCode, Ty, Use,
};

use super::assembler::Assembler;
use super::compare::Cc;
use super::encode::{Op, Rm, alu_imm, imm8, imm32, op_rm, op_rm8, vex};
use super::registers::{RAX, RCX, RDX, SCRATCH};

impl Assembler<'_> {
    pub(super) fn int_binop(&mut self, op: IntBinOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let (operand, lhs) = (lhs, lhs.reg());
        let w = ty.is_64();
        match rhs {
            Src::Imm(imm) => match i32::try_from(imm) {
                Ok(imm) => self.int_binop_imm(op, w, dst, lhs, imm),
                // A 32-bit move clears the upper half, even with the same register.
                Err(_) if op == IntBinOp::And && imm == 0xffff_ffff => {
                    self.op(Op::one(0x8b), false, dst, Rm::from(lhs));
                }
                Err(_) => self.int_binop_wide(op, dst, lhs, imm),
            },
            Src::Reg(rhs) if op == IntBinOp::Add && self.add_scaled(w, dst, operand, rhs) => {}
            Src::Reg(rhs) if op == IntBinOp::Add && dst != lhs && dst != rhs.reg() => {
                self.lea(w, dst, Rm::Mem { base: lhs.number(), index: rhs.number(), scale: 0, disp: 0 });
            }
            Src::Reg(rhs) => self.int_binop_rm(op, w, dst, lhs, Rm::from(rhs.reg())),
            memory => {
                let through = if dst == lhs || !memory.reads(dst) {
                    dst
                } else if op.commutes() {
                    let rm = self.memory(memory);
                    self.op(Op::one(0x8b), w, dst, rm);
                    return self.op(binop(op), w, dst, Rm::from(lhs));
                } else {
                    SCRATCH
                };
                self.mov_rr(w, through, lhs);
                let rm = self.memory(memory);
                self.op(binop(op), w, through, rm);
                self.after_binop(op, w, through);
                self.mov_rr(w, dst, through);
            }
        }
    }

    /// With a constant that no immediate can be.
    fn int_binop_wide(&mut self, op: IntBinOp, dst: Reg, lhs: Reg, imm: i64) {
        let bits = if op == IntBinOp::And { !imm } else { imm } as u64;
        match op {
            // The upper half of the result is zero.
            IntBinOp::And if u32::try_from(imm).is_ok() => self.int_binop_imm(op, false, dst, lhs, imm as i32),
            IntBinOp::And | IntBinOp::Or | IntBinOp::Xor if bits.is_power_of_two() => {
                let ext = match op {
                    IntBinOp::Or => 5,
                    IntBinOp::And => 6,
                    _ => 7,
                };
                self.mov_rr(true, dst, lhs);
                self.change_bit(ext, dst, bits.trailing_zeros() as u8);
            }
            IntBinOp::Sub => self.int_binop(IntBinOp::Add, Ty::I64, dst, lhs.read(), Src::Imm(imm.wrapping_neg())),
            _ => {
                let constant = if dst == lhs { SCRATCH } else { dst };
                self.mov_imm(constant, imm as u64);
                self.int_binop_rm(op, true, dst, lhs, Rm::from(constant));
            }
        }
    }

    /// `bts`, `btr` or `btc`: sets, clears or changes a bit of a 64-bit number.
    pub(super) fn change_bit(&mut self, ext: u8, reg: Reg, bit: u8) {
        self.op_ext(Op::two(0xba), true, ext, Rm::from(reg));
        imm8(self.buffer(), bit);
    }

    /// `dst = lhs op rm` where `rm` is a register.
    fn int_binop_rm(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Reg, rm: Rm) {
        self.int_binop_reg(op, w, dst, lhs, rm);
        self.after_binop(op, w, dst);
    }

    /// The flags tell about the result of all operators but the multiplication.
    #[inline]
    fn after_binop(&mut self, op: IntBinOp, w: bool, dst: Reg) {
        if op != IntBinOp::Mul {
            self.flags_describe(dst, w);
        }
    }

    fn int_binop_reg(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Reg, rm: Rm) {
        if dst == lhs {
            self.op(binop(op), w, dst, rm);
        } else if rm != Rm::from(dst) {
            self.mov_rr(w, dst, lhs);
            self.op(binop(op), w, dst, rm);
        } else if op.commutes() {
            self.op(binop(op), w, dst, Rm::from(lhs));
        } else {
            // lhs - dst = -dst + lhs
            self.op_ext(Op::one(0xf7), w, 3, rm);
            self.op(binop(IntBinOp::Add), w, dst, Rm::from(lhs));
        }
    }

    fn int_binop_imm(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Reg, imm: i32) {
        let rm = Rm::from(dst);
        match op {
            IntBinOp::Add => self.add_imm(w, dst, lhs, imm),
            // The negation of the minimum is itself in 32 bits, but not in 64.
            IntBinOp::Sub if imm != i32::MIN => self.add_imm(w, dst, lhs, -imm),
            IntBinOp::Sub => {
                self.mov_rr(w, dst, lhs);
                alu_imm(self.buffer(), 5, w, rm, imm);
            }
            IntBinOp::Mul => self.mul_imm(w, dst, lhs, imm),
            // A narrow move also copies, and is shorter than a 32-bit immediate.
            IntBinOp::And if imm == 0xff => op_rm8(self.buffer(), Op::two(0xb6), false, dst.number(), Rm::from(lhs)),
            IntBinOp::And if imm == 0xffff => self.op(Op::two(0xb7), false, dst, Rm::from(lhs)),
            IntBinOp::And => {
                // A positive mask clears the upper half anyway.
                let wide = w && imm < 0;
                self.mov_rr(wide, dst, lhs);
                alu_imm(self.buffer(), 4, wide, rm, imm);
                self.flags_describe(dst, w);
            }
            IntBinOp::Xor if imm == -1 => {
                self.mov_rr(w, dst, lhs);
                self.op_ext(Op::one(0xf7), w, 2, rm);
            }
            IntBinOp::Or | IntBinOp::Xor => {
                self.mov_rr(w, dst, lhs);
                alu_imm(self.buffer(), if op == IntBinOp::Or { 1 } else { 6 }, w, rm, imm);
                self.flags_describe(dst, w);
            }
        }
    }

    /// `dst = dst op rhs` in memory, with a `lock` prefix or without.
    pub(super) fn update<const LOCKED: bool>(&mut self, op: IntBinOp, kind: StoreKind, dst: Src, rhs: Src) {
        let (byte, half, w) = (kind == StoreKind::Low8, kind == StoreKind::Low16, kind == StoreKind::Full(Ty::I64));
        let sized = |opcode| if half { Op::wide16(opcode) } else { Op::one(opcode - u8::from(byte)) };
        // The extension of the opcode with a constant, which is a part of those with registers.
        let ext = match op {
            IntBinOp::Add => 0,
            IntBinOp::Or => 1,
            IntBinOp::And => 4,
            IntBinOp::Sub => 5,
            IntBinOp::Xor => 6,
            IntBinOp::Mul => unreachable!("a multiplication in memory"),
        };
        let reg = match rhs {
            Src::Imm(imm) => {
                let imm = match kind {
                    StoreKind::Low8 => i64::from(imm as i8),
                    StoreKind::Low16 => i64::from(imm as i16),
                    StoreKind::Full(Ty::I64) => imm,
                    _ => i64::from(imm as i32),
                };
                let step = match op {
                    IntBinOp::Add => imm,
                    IntBinOp::Sub => imm.wrapping_neg(),
                    _ => 0,
                };
                if step == 1 || step == -1 {
                    let rm = self.target::<LOCKED>(dst);
                    return self.op_ext(sized(0xff), w, u8::from(step == -1), rm);
                }
                match (i8::try_from(imm), i32::try_from(imm)) {
                    (Ok(imm), _) => {
                        let rm = self.target::<LOCKED>(dst);
                        self.op_ext(if byte { Op::one(0x80) } else { sized(0x83) }, w, ext, rm);
                        return imm8(self.buffer(), imm as u8);
                    }
                    (_, Ok(imm)) if !half => {
                        let rm = self.target::<LOCKED>(dst);
                        return alu_imm(self.buffer(), ext, w, rm, imm);
                    }
                    // Constants of 16 bits are slow to decode.
                    _ => {
                        self.mov_imm(SCRATCH, if w { imm as u64 } else { u64::from(imm as u32) });
                        SCRATCH
                    }
                }
            }
            Src::Reg(reg) => reg.reg(),
            Src::Slot(_) | Src::Mem(_) => unreachable!("two operands in memory"),
        };
        let rm = self.target::<LOCKED>(dst);
        match byte {
            true => op_rm8(self.buffer(), sized(ext << 3 | 1), false, reg.number(), rm),
            false => self.op(sized(ext << 3 | 1), w, reg, rm),
        }
    }

    /// The operand in memory of an instruction that changes it, as [`Assembler::memory`].
    #[inline]
    fn target<const LOCKED: bool>(&mut self, dst: Src) -> Rm {
        let rm = self.memory(dst);
        if LOCKED {
            self.buffer().put_short(0xf0, 1);
        }
        rm
    }

    pub(super) fn add_imm(&mut self, w: bool, dst: Reg, lhs: Reg, imm: i32) {
        let rm = Rm::from(dst);
        if dst != lhs {
            match imm {
                0 => self.mov_rr(w, dst, lhs),
                _ => self.lea(w, dst, Rm::base(lhs.number(), imm)),
            }
            return;
        }
        match imm {
            0 => return,
            1 => self.op_ext(Op::one(0xff), w, 0, rm),
            -1 => self.op_ext(Op::one(0xff), w, 1, rm),
            // 128 fits in a byte only if -128 is subtracted.
            128 => alu_imm(self.buffer(), 5, w, rm, -128),
            _ => alu_imm(self.buffer(), 0, w, rm, imm),
        }
        self.flags_describe(dst, w);
    }

    fn mul_imm(&mut self, w: bool, dst: Reg, lhs: Reg, imm: i32) {
        let (d, l) = (dst.number(), lhs.number());
        match imm {
            0 => self.mov_imm(dst, 0),
            1 => self.mov_rr(w, dst, lhs),
            -1 => {
                self.mov_rr(w, dst, lhs);
                self.op_ext(Op::one(0xf7), w, 3, Rm::Reg(d));
            }
            3 | 5 | 9 => {
                let scale = match imm {
                    3 => 1,
                    5 => 2,
                    _ => 3,
                };
                self.lea(w, dst, Rm::Mem { base: l, index: l, scale, disp: 0 });
            }
            _ if imm > 0 && imm & (imm - 1) == 0 => {
                let ty = if w { Ty::I64 } else { Ty::I32 };
                self.shift(ShiftOp::Shl, ty, dst, lhs.read(), Src::Imm(imm.trailing_zeros().into()));
            }
            _ => match i8::try_from(imm) {
                Ok(imm) => {
                    op_rm(self.buffer(), Op::one(0x6b), w, d, Rm::Reg(l));
                    imm8(self.buffer(), imm as u8);
                }
                Err(_) => {
                    op_rm(self.buffer(), Op::one(0x69), w, d, Rm::Reg(l));
                    imm32(self.buffer(), imm as u32);
                }
            },
        }
    }

    pub(super) fn shift_constraints(&self, op: ShiftOp) -> Constraints {
        let flexible = self.cpu.bmi2 && matches!(op, ShiftOp::Shl | ShiftOp::ShrS | ShiftOp::ShrU);
        Constraints { operands: [None, (!flexible).then_some(RCX), None], ..Constraints::NONE }
    }

    pub(super) fn shift(&mut self, op: ShiftOp, ty: Ty, dst: Reg, lhs: Use, rhs: Src) {
        let lhs = lhs.reg();
        let w = ty.is_64();
        match rhs {
            Src::Imm(count) => {
                let count = count as u8 & if w { 63 } else { 31 };
                let start = self.buffer().len();
                if op == ShiftOp::Shl && count == 1 && dst != lhs {
                    self.lea(w, dst, Rm::Mem { base: lhs.number(), index: lhs.number(), scale: 0, disp: 0 });
                } else if self.cpu.bmi2 && dst != lhs && matches!(op, ShiftOp::Rotl | ShiftOp::Rotr) {
                    let right =
                        if op == ShiftOp::Rotr { count } else { count.wrapping_neg() & if w { 63 } else { 31 } };
                    vex(self.buffer(), Op::pf2(0xf0).map3a(), w, dst.number(), 0, Rm::from(lhs));
                    imm8(self.buffer(), right);
                } else {
                    self.mov_rr(w, dst, lhs);
                    self.shift_imm(op, w, dst, count);
                }
                if op == ShiftOp::Shl {
                    self.shift_emitted(start, w, dst, lhs, count);
                }
                if op == ShiftOp::ShrU && count >= 32 {
                    self.narrowed(dst);
                }
            }
            Src::Reg(count) if count.reg() == RCX && dst == lhs && dst != RCX => {
                self.op_ext(Op::one(0xd3), w, ext(op), Rm::from(dst))
            }
            Src::Reg(count) => {
                let shift = match op {
                    ShiftOp::Shl => Op::p66(0xf7),
                    ShiftOp::ShrS => Op::pf3(0xf7),
                    ShiftOp::ShrU => Op::pf2(0xf7),
                    ShiftOp::Rotl | ShiftOp::Rotr => return self.shift_by_cl(op, w, dst, lhs),
                };
                if self.cpu.bmi2 {
                    vex(self.buffer(), shift.map38(), w, dst.number(), count.number(), Rm::from(lhs));
                } else {
                    self.shift_by_cl(op, w, dst, lhs);
                }
            }
            Src::Slot(_) | Src::Mem(_) => unreachable!("a shift count in memory"),
        }
    }

    fn shift_by_cl(&mut self, op: ShiftOp, w: bool, dst: Reg, lhs: Reg) {
        let target = if dst == RCX { SCRATCH } else { dst };
        self.mov_rr(w, target, lhs);
        self.op_ext(Op::one(0xd3), w, ext(op), Rm::from(target));
        self.mov_rr(w, dst, target);
    }

    fn shift_imm(&mut self, op: ShiftOp, w: bool, dst: Reg, count: u8) {
        match count {
            0 => {}
            1 => self.op_ext(Op::one(0xd1), w, ext(op), Rm::from(dst)),
            _ => {
                self.op_ext(Op::one(0xc1), w, ext(op), Rm::from(dst));
                imm8(self.buffer(), count);
            }
        }
    }

    pub(super) fn div_constraints(&self, op: DivOp) -> Constraints {
        let result = match op {
            DivOp::DivS | DivOp::DivU => RAX,
            DivOp::RemS | DivOp::RemU => RDX,
        };
        Constraints {
            operands: [Some(RAX), None, None],
            results: [Some(result), None],
            clobbers: RegSet::of(&[RAX, RDX]),
        }
    }

    /// The divisor is neither `rax` nor `rdx`; the hardware traps where the operator does.
    pub(super) fn div(&mut self, op: DivOp, ty: Ty, dst: Reg, lhs: Use, rhs: Divisor, site: Site) {
        let lhs = lhs.reg();
        let w = ty.is_64();
        if self.assembly.explicit_traps {
            self.check_division(op, w, lhs, rhs, site);
        }
        let (rhs, known) = (rhs.reg.reg(), rhs.known);
        debug_assert!(lhs == RAX && rhs != RAX && rhs != RDX);
        match op {
            DivOp::DivS | DivOp::RemS => {
                // The remainder by -1 is 0, but the quotient may overflow.
                let minus_one = (op == DivOp::RemS && known.is_none_or(|divisor| divisor == -1)).then(|| {
                    self.mov_imm(RDX, 0);
                    alu_imm(self.buffer(), 7, w, Rm::from(rhs), -1);
                    self.skip(0x74)
                });
                let ops = self.buffer();
                match w {
                    true => dynasm!(ops ; .arch x64 ; cqo),
                    false => dynasm!(ops ; .arch x64 ; cdq),
                }
                self.assembly.record(site);
                self.op_ext(Op::one(0xf7), w, 7, Rm::from(rhs));
                if let Some(jump) = minus_one {
                    self.land(jump);
                }
            }
            DivOp::DivU | DivOp::RemU => {
                self.mov_imm(RDX, 0);
                self.assembly.record(site);
                self.op_ext(Op::one(0xf7), w, 6, Rm::from(rhs));
            }
        }
        let result = if matches!(op, DivOp::DivS | DivOp::DivU) { RAX } else { RDX };
        self.mov_rr(w, dst, result);
    }

    /// Traps where the hardware would.
    fn check_division(&mut self, op: DivOp, w: bool, lhs: Reg, rhs: Divisor, site: Site) {
        let (rhs, known) = (rhs.reg.reg(), rhs.known);
        if known.is_none_or(|divisor| divisor == 0) {
            self.op(Op::one(0x85), w, rhs, Rm::from(rhs));
            self.trap_if_cc(Cc::E, TrapCode::IntegerDivisionByZero, site);
        }
        if op == DivOp::DivS && known.is_none_or(|divisor| divisor == -1) {
            // Is it -1? Then, does 1 less than the dividend overflow?
            alu_imm(self.buffer(), 7, w, Rm::from(rhs), -1);
            let other = self.skip(0x75);
            alu_imm(self.buffer(), 7, w, Rm::from(lhs), 1);
            self.trap_if_cc(Cc::O, TrapCode::IntegerOverflow, site);
            self.land(other);
        }
    }

    /// The product comes in `rdx` and `rax`.
    pub(super) fn mul_high(&mut self, signed: bool, dst: Reg, lhs: Use, multiplier: u64, increment: bool) {
        let lhs = lhs.reg();
        debug_assert!(dst == RDX);
        let constant = if increment || lhs == RAX { SCRATCH } else { RAX };
        self.mov_imm(constant, multiplier);
        let other = if constant == RAX { lhs } else { SCRATCH };
        if constant != RAX {
            self.mov_rr(true, RAX, lhs);
        }
        self.op_ext(Op::one(0xf7), true, if signed { 5 } else { 4 }, Rm::from(other));
        if increment {
            self.op(Op::one(0x03), true, RAX, Rm::from(SCRATCH));
            // adc
            alu_imm(self.buffer(), 2, true, Rm::from(RDX), 0);
        }
    }

    pub(super) fn int_unop(&mut self, op: IntUnOp, ty: Ty, dst: Reg, src: Src) {
        let w = ty.is_64();
        let rm = self.rm(src);
        match op {
            IntUnOp::Extend8S => op_rm8(self.buffer(), Op::two(0xbe), w, dst.number(), rm),
            IntUnOp::Extend16S => self.op(Op::two(0xbf), w, dst, rm),
            IntUnOp::Extend32S => self.op(Op::one(0x63), true, dst, rm),
            IntUnOp::Clz if self.cpu.lzcnt => self.op(Op::pf3(0xbd), w, dst, rm),
            IntUnOp::Ctz if self.cpu.bmi1 => self.op(Op::pf3(0xbc), w, dst, rm),
            IntUnOp::Popcnt if self.cpu.popcnt => self.op(Op::pf3(0xb8), w, dst, rm),
            IntUnOp::Clz => {
                // bsr leaves the destination alone for zero (in effect): make it -1 there, so that width - 1 - x is the width.
                self.op(Op::two(0xbd), w, SCRATCH, rm);
                self.mov_imm_keeping_flags(dst, if w { 127 } else { 63 });
                self.op(Op::two(0x45), w, dst, Rm::from(SCRATCH));
                alu_imm(self.buffer(), 6, w, Rm::from(dst), if w { 63 } else { 31 });
            }
            IntUnOp::Ctz => {
                self.op(Op::two(0xbc), w, SCRATCH, rm);
                self.mov_imm_keeping_flags(dst, if w { 64 } else { 32 });
                self.op(Op::two(0x45), w, dst, Rm::from(SCRATCH));
            }
            IntUnOp::Popcnt => self.popcnt_by_nibbles(w, dst, rm),
        }
    }

    /// Counts in the bytes of the number at once, then adds them up by a multiplication.
    fn popcnt_by_nibbles(&mut self, w: bool, dst: Reg, rm: Rm) {
        let wide = |mask: u64| if w { mask } else { mask & 0xffff_ffff };
        if rm != Rm::from(dst) {
            self.op(Op::one(0x8b), w, dst, rm);
        }
        // x -= x >> 1 & 0x55…
        self.mov_rr(w, SCRATCH, dst);
        self.shift_imm(ShiftOp::ShrU, w, SCRATCH, 1);
        self.with_mask(4, w, SCRATCH, wide(0x5555_5555_5555_5555));
        self.op(Op::one(0x2b), w, dst, Rm::from(SCRATCH));
        // x = (x & 0x33…) + (x >> 2 & 0x33…)
        self.mov_rr(w, SCRATCH, dst);
        self.shift_imm(ShiftOp::ShrU, w, SCRATCH, 2);
        self.with_mask(4, w, SCRATCH, wide(0x3333_3333_3333_3333));
        self.with_mask(4, w, dst, wide(0x3333_3333_3333_3333));
        self.op(Op::one(0x03), w, dst, Rm::from(SCRATCH));
        // x = (x + (x >> 4)) & 0x0f…
        self.mov_rr(w, SCRATCH, dst);
        self.shift_imm(ShiftOp::ShrU, w, SCRATCH, 4);
        self.op(Op::one(0x03), w, dst, Rm::from(SCRATCH));
        self.with_mask(4, w, dst, wide(0x0f0f_0f0f_0f0f_0f0f));
        // The top byte of the product with 0x01… is the sum of all.
        let ty = if w { Ty::I64 } else { Ty::I32 };
        self.int_binop(IntBinOp::Mul, ty, dst, dst.read(), Src::Imm(wide(0x0101_0101_0101_0101) as i64));
        self.shift_imm(ShiftOp::ShrU, w, dst, if w { 56 } else { 24 });
    }

    /// `reg op= mask` by way of the constant pool where the mask does not fit an immediate.
    fn with_mask(&mut self, ext: u8, w: bool, reg: Reg, mask: u64) {
        if w {
            self.op_pool(Op::one(ext << 3 | 3), true, reg, mask, 8);
        } else {
            alu_imm(self.buffer(), ext, false, Rm::from(reg), mask as i32);
        }
    }
}

/// The form `op reg, rm` of an operator.
fn binop(op: IntBinOp) -> Op {
    match op {
        IntBinOp::Add => Op::one(0x03),
        IntBinOp::Sub => Op::one(0x2b),
        IntBinOp::And => Op::one(0x23),
        IntBinOp::Or => Op::one(0x0b),
        IntBinOp::Xor => Op::one(0x33),
        IntBinOp::Mul => Op::two(0xaf),
    }
}

/// The extension of the opcode of a shift (group 2).
fn ext(op: ShiftOp) -> u8 {
    match op {
        ShiftOp::Rotl => 0,
        ShiftOp::Rotr => 1,
        ShiftOp::Shl => 4,
        ShiftOp::ShrU => 5,
        ShiftOp::ShrS => 7,
    }
}
