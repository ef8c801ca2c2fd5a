//! Vectors: the instructions that everything in the other `vector_` files is made of, constants, and the operators of three
//! operands.
//!
//! Without AVX, an instruction has two operands, and one in memory must be aligned: constants are, everything else is loaded
//! first. `S` and `T` are scratch; an operand is never in one of them unless it was put there.

use windlass_masm::{Lane, Reg, Src, Ty, Use, VecTernOp, VecTest};

use super::assembler::Assembler;
use super::compare::Cc;
use super::encode::{Op, Rm, imm8, op_rm, vex};
use super::registers::{FSCRATCH, FSCRATCH2};

pub(super) const S: Reg = FSCRATCH;
pub(super) const T: Reg = FSCRATCH2;

pub(super) const AND: Op = Op::p66(0xdb);
/// The complement of the left operand is taken.
pub(super) const AND_NOT: Op = Op::p66(0xdf);
pub(super) const OR: Op = Op::p66(0xeb);
pub(super) const XOR: Op = Op::p66(0xef);
/// The same between floating-point instructions: some machines take a cycle to pass a vector from one kind to the other.
pub(super) const FLOAT_AND_NOT: Op = Op::two(0x55);
pub(super) const FLOAT_OR: Op = Op::two(0x56);
pub(super) const FLOAT_XOR: Op = Op::two(0x57);
pub(super) const PSHUFD: Op = Op::p66(0x70);
pub(super) const PSHUFB: Op = Op::p66(0x00).map38();
const PTEST: Op = Op::p66(0x17).map38();

/// `pshufd` that moves the upper half down.
pub(super) const UPPER_HALF: u8 = 0b11_10_11_10;

/// An opcode of map `0F`: for `f64` with prefix `66`, for `f32` without.
pub(super) const fn packed(opcode: u8, lane: Lane) -> Op {
    if matches!(lane, Lane::F64) { Op::p66(opcode) } else { Op::two(opcode) }
}

/// `pcmpeq` of integers.
pub(super) fn equal(lane: Lane) -> Op {
    match lane {
        Lane::I8 => Op::p66(0x74),
        Lane::I16 => Op::p66(0x75),
        Lane::I64 => Op::p66(0x29).map38(),
        _ => Op::p66(0x76),
    }
}

impl Assembler<'_> {
    /// `dst = lhs op rhs` of registers; any of them may be the same.
    pub(super) fn vop(&mut self, op: Op, dst: Reg, lhs: Reg, rhs: Reg) {
        self.float_op_imm(op, dst, lhs, Rm::from(rhs), false, None);
    }

    /// The same, where the operands can be exchanged.
    pub(super) fn vop_commuting(&mut self, op: Op, dst: Reg, lhs: Reg, rhs: Reg) {
        self.float_op_imm(op, dst, lhs, Rm::from(rhs), true, None);
    }

    /// The same with an immediate.
    pub(super) fn vop_imm(&mut self, op: Op, dst: Reg, lhs: Reg, rhs: Reg, imm: u8) {
        self.float_op_imm(op, dst, lhs, Rm::from(rhs), false, Some(imm));
    }

    /// `dst = lhs op constant`.
    pub(super) fn vop_const(&mut self, op: Op, dst: Reg, lhs: Reg, bits: u128) {
        self.float_op_imm(op, dst, lhs, Rm::Rip, false, None);
        self.pool_reference(bits, 16);
    }

    /// The same with an immediate.
    pub(super) fn vop_const_imm(&mut self, op: Op, dst: Reg, lhs: Reg, bits: u128, imm: u8) {
        self.float_op_imm(op, dst, lhs, Rm::Rip, false, Some(imm));
        self.pool_reference_before(bits, 16, 1);
    }

    /// `dst = lhs op rhs` for an operand of any kind. Without AVX, one in memory goes through `S`.
    pub(super) fn vop_src(&mut self, op: Op, dst: Reg, lhs: Reg, rhs: Src, commutes: bool, imm: Option<u8>) {
        let rm = match rhs {
            Src::Imm(number) => {
                let bits = self.vector(number);
                return match imm {
                    Some(imm) => self.vop_const_imm(op, dst, lhs, bits, imm),
                    None => self.vop_const(op, dst, lhs, bits),
                };
            }
            memory if memory.is_memory() && !self.cpu.avx && commutes && dst != lhs => {
                self.mov(Ty::V128, dst, memory);
                return self.float_op_imm(op, dst, dst, Rm::from(lhs), commutes, imm);
            }
            rhs => self.vec_rm(rhs),
        };
        self.float_op_imm(op, dst, lhs, rm, commutes, imm);
    }

    /// Where a part of a result is computed while `other` is still to be read: in `dst`, if that is another register.
    pub(super) fn part_of(dst: Reg, other: Reg) -> Reg {
        if dst == other { S } else { dst }
    }

    /// `dst = op src`.
    pub(super) fn vop1(&mut self, op: Op, dst: Reg, src: Reg) {
        self.float_rm(op, dst, Rm::from(src));
    }

    /// `dst = op src` with an immediate.
    pub(super) fn vop1_imm(&mut self, op: Op, dst: Reg, src: Reg, imm: u8) {
        self.float_rm(op, dst, Rm::from(src));
        imm8(self.buffer(), imm);
    }

    /// `dst = src` shifted by a constant: `ext` is 2 for right, 4 for right with the sign and 6 for left; `op` has the width.
    pub(super) fn vop_shift(&mut self, op: Op, ext: u8, dst: Reg, src: Reg, count: u8) {
        if self.cpu.avx {
            vex(self.buffer(), op, false, ext, dst.number(), Rm::from(src));
        } else {
            self.mov_float(dst, src);
            op_rm(self.buffer(), op, false, ext, Rm::from(dst));
        }
        imm8(self.buffer(), count);
    }

    /// A register or memory that holds all of a vector which is not a constant. Without AVX, one in memory goes to `S`.
    pub(super) fn vec_rm(&mut self, src: Src) -> Rm {
        if src.is_memory() && !self.cpu.avx {
            self.mov(Ty::V128, S, src);
            return Rm::from(S);
        }
        self.rm(src)
    }

    /// The constant with this number.
    pub(super) fn vector(&self, number: i64) -> u128 {
        self.assembly.vectors[number as usize]
    }

    pub(super) fn vec_zero(&mut self, dst: Reg) {
        self.float_imm(Ty::F64, dst, 0);
    }

    /// Sets all bits.
    pub(super) fn vec_ones(&mut self, dst: Reg) {
        self.float_op(equal(Lane::I32), dst, dst, Rm::from(dst), true);
    }

    /// A constant: made in place where it is uniform, else from the pool, where it takes only the bytes that it needs.
    pub(super) fn vec_imm(&mut self, dst: Reg, bits: u128) {
        let low = bits as u64;
        if bits == 0 {
            self.vec_zero(dst);
        } else if bits == u128::MAX {
            self.vec_ones(dst);
        } else if bits >> 32 == 0 {
            self.float_pool(Op::pf3(0x10), dst, bits, 4);
        } else if bits >> 64 == 0 {
            self.float_pool(Op::pf2(0x10), dst, bits, 8);
        } else if bits == Lane::I32.splat(low) && self.cpu.avx {
            // vbroadcastss
            self.float_pool(Op::p66(0x18).map38(), dst, u128::from(low as u32), 4);
        } else if bits == Lane::I64.splat(low) {
            // movddup
            self.float_pool(Op::pf2(0x12), dst, low.into(), 8);
        } else {
            self.float_pool(Op::two(0x28), dst, bits, 16);
        }
    }

    /// `dst = !src`.
    pub(super) fn vec_not(&mut self, dst: Reg, src: Reg) {
        self.vec_ones(S);
        self.vop_commuting(XOR, dst, src, S);
    }

    /// Asks something of a vector. Says under which condition the answer is yes.
    pub(super) fn vec_test(&mut self, test: VecTest, value: Reg) -> Cc {
        match test {
            VecTest::AnyTrue => {
                self.vop1(PTEST, value, value);
                Cc::NE
            }
            VecTest::AllTrue(lane) => {
                // No lane equals zero.
                self.vec_zero(S);
                self.vop_commuting(equal(lane), S, S, value);
                self.vop1(PTEST, S, S);
                Cc::E
            }
        }
    }

    pub(super) fn vec_ternop(&mut self, op: VecTernOp, dst: Reg, operands: [Use; 3]) {
        let [a, b, c] = operands.map(Use::reg);
        match op {
            VecTernOp::Select => self.vec_select(dst, a, b, c),
            VecTernOp::FastSelect(lane) if self.cpu.avx => {
                // The instructions look at the highest bit of bytes or of larger lanes, but not of 16 bits.
                let (opcode, mask) = match lane {
                    Lane::I8 => (0x4c, c),
                    Lane::I16 => {
                        self.vop_shift(Op::p66(0x71), 4, S, c, 15);
                        (0x4c, S)
                    }
                    Lane::I32 | Lane::F32 => (0x4a, c),
                    Lane::I64 | Lane::F64 => (0x4b, c),
                };
                self.vop_imm(Op::p66(opcode).map3a(), dst, b, a, mask.number() << 4);
            }
            VecTernOp::FastSelect(_) => self.vec_select(dst, a, b, c),
            VecTernOp::FastMulAdd(lane) if self.cpu.fma => self.fused(0, lane, dst, a, b, c),
            VecTernOp::FastMulSub(lane) if self.cpu.fma => self.fused(4, lane, dst, a, b, c),
            VecTernOp::MulAdd(lane) | VecTernOp::FastMulAdd(lane) => {
                self.vop_commuting(packed(0x59, lane), S, a, b);
                self.vop_commuting(packed(0x58, lane), dst, S, c);
            }
            VecTernOp::MulSub(lane) | VecTernOp::FastMulSub(lane) => {
                self.vop_commuting(packed(0x59, lane), S, a, b);
                self.vop(packed(0x5c, lane), dst, c, S);
            }
        }
    }

    /// `dst = a & c | b & !c`.
    fn vec_select(&mut self, dst: Reg, a: Reg, b: Reg, c: Reg) {
        if self.cpu.avx {
            self.vop(AND, S, a, c);
            self.vop(AND_NOT, dst, c, b);
            self.vop_commuting(OR, dst, dst, S);
        } else {
            // ((a ^ b) & c) ^ b
            self.vop(XOR, S, a, b);
            self.vop(AND, S, S, c);
            self.vop_commuting(XOR, dst, b, S);
        }
    }

    /// `dst = a * b + c`, or `dst = c - a * b` where `negate` is 4. The instruction's form depends on which operand it
    /// overwrites.
    fn fused(&mut self, negate: u8, lane: Lane, dst: Reg, a: Reg, b: Reg, c: Reg) {
        let (opcode, second, third) = if dst == a {
            (0xa8, b, c)
        } else if dst == b {
            (0xa8, a, c)
        } else {
            self.mov_float(dst, c);
            (0xb8, a, b)
        };
        let op = Op::p66(opcode | negate).map38();
        let wide = lane == Lane::F64;
        vex(self.buffer(), op, wide, dst.number(), second.number(), Rm::from(third));
    }
}
