//! Shifts of vectors.

use windlass_masm::{Lane, Reg, ShiftOp, Src, Use};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm};
use super::registers::SCRATCH;
use super::vector::{AND, S, T, XOR};
use super::vector_binary::sub;

/// The opcode of shifts by a constant.
fn by_constant(lane: Lane) -> Op {
    Op::p66(match lane {
        Lane::I32 => 0x72,
        Lane::I64 => 0x73,
        _ => 0x71,
    })
}

/// What extends the opcode of a shift by a constant; a shift of words by the low bits of a register is `0xc1` plus 16 times it.
fn extension(op: ShiftOp) -> u8 {
    match op {
        ShiftOp::Shl => 6,
        ShiftOp::ShrS => 4,
        ShiftOp::ShrU => 2,
        ShiftOp::Rotl | ShiftOp::Rotr => unreachable!("a rotation of lanes"),
    }
}

/// The opcode of shifts by the low bits of a register.
fn by_register(op: ShiftOp, lane: Lane) -> Op {
    let words = match op {
        ShiftOp::Shl => 0xf1,
        ShiftOp::ShrS => 0xe1,
        _ => 0xd1,
    };
    Op::p66(words + lane.bytes().trailing_zeros() as u8 - 1)
}

impl Assembler<'_> {
    pub(super) fn vec_shift(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Use, count: Src) {
        let lhs = lhs.reg();
        let modulus = lane.bytes() as u8 * 8;
        match count {
            Src::Imm(count) => match count as u8 & (modulus - 1) {
                0 => self.mov_float(dst, lhs),
                count => self.vec_shift_constant(op, lane, dst, lhs, count),
            },
            Src::Reg(count) => {
                self.mov_rr(false, SCRATCH, count.reg());
                alu_imm(self.buffer(), 4, false, Rm::from(SCRATCH), i32::from(modulus - 1));
                match (lane, op) {
                    (Lane::I8, ShiftOp::Shl) => self.shift_bytes_left(dst, lhs),
                    (Lane::I8, _) => self.shift_bytes_right(op, dst, lhs),
                    (Lane::I64, ShiftOp::ShrS) => {
                        // Shifted with zeros; then the sign is extended from where it is now.
                        self.count_to_scratch();
                        self.vec_imm(T, Lane::I64.splat(1 << 63));
                        self.vop(by_register(ShiftOp::ShrU, lane), T, T, S);
                        self.vop(by_register(ShiftOp::ShrU, lane), dst, lhs, S);
                        self.vop(XOR, dst, dst, T);
                        self.vop(sub(lane), dst, dst, T);
                    }
                    _ => {
                        self.count_to_scratch();
                        self.vop(by_register(op, lane), dst, lhs, S);
                    }
                }
            }
            Src::Slot(_) | Src::Mem(_) => unreachable!("a count in memory"),
        }
    }

    /// `S` is the number in the integer scratch register.
    fn count_to_scratch(&mut self) {
        self.movd(Op::p66(0x6e), false, S, SCRATCH);
    }

    fn vec_shift_constant(&mut self, op: ShiftOp, lane: Lane, dst: Reg, lhs: Reg, count: u8) {
        match (lane, op) {
            // As words, without the bits that cross from one byte to the other.
            (Lane::I8, ShiftOp::Shl) => {
                self.vop_shift(by_constant(lane), 6, dst, lhs, count);
                self.vop_const(AND, dst, dst, lane.splat(0xff << count));
            }
            (Lane::I8, _) => {
                self.vop_shift(by_constant(lane), 2, dst, lhs, count);
                self.vop_const(AND, dst, dst, lane.splat(0xff >> count));
                if op == ShiftOp::ShrS {
                    self.extend_sign(lane, dst, 0x80 >> count);
                }
            }
            (Lane::I64, ShiftOp::ShrS) => {
                self.vop_shift(by_constant(lane), 2, dst, lhs, count);
                self.extend_sign(lane, dst, 1 << (63 - count));
            }
            _ => self.vop_shift(by_constant(lane), extension(op), dst, lhs, count),
        }
    }

    /// Extends the sign, which is at this bit: `(x ^ bit) - bit`.
    fn extend_sign(&mut self, lane: Lane, reg: Reg, bit: u64) {
        self.vop_const(XOR, reg, reg, lane.splat(bit));
        self.vop_const(sub(lane), reg, reg, lane.splat(bit));
    }

    /// By the number in the integer scratch register: the bits that would leave their byte are cleared first.
    fn shift_bytes_left(&mut self, dst: Reg, lhs: Reg) {
        const PACK: Op = Op::p66(0x67);
        self.count_to_scratch();
        // Words of 0xff >> count, made bytes.
        self.vec_ones(T);
        self.vop_shift(Op::p66(0x71), 2, T, T, 8);
        self.vop(by_register(ShiftOp::ShrU, Lane::I16), T, T, S);
        self.vop(PACK, T, T, T);
        self.vop_commuting(AND, T, T, lhs);
        self.vop(by_register(ShiftOp::Shl, Lane::I16), dst, T, S);
    }

    /// By the number in the integer scratch register: as words that have the byte above, too.
    fn shift_bytes_right(&mut self, op: ShiftOp, dst: Reg, lhs: Reg) {
        // Eight bits more than the bytes are to be shifted by.
        alu_imm(self.buffer(), 0, false, Rm::from(SCRATCH), 8);
        self.count_to_scratch();
        self.vop(Op::p66(0x68), T, lhs, lhs);
        self.vop(Op::p66(0x60), dst, lhs, lhs);
        self.vop(by_register(op, Lane::I16), T, T, S);
        self.vop(by_register(op, Lane::I16), dst, dst, S);
        let pack = Op::p66(if op == ShiftOp::ShrS { 0x63 } else { 0x67 });
        self.vop(pack, dst, dst, T);
    }
}
