//! Integer arithmetic in 128 bits.

use windlass_masm::{Reg, Src, Use, WideBinOp};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm};
use super::registers::{RAX, RDX, SCRATCH};

impl Assembler<'_> {
    pub(super) fn wide_binop(&mut self, op: WideBinOp, dst: [Reg; 2], rhs: [Src; 2]) {
        // add and adc, sub and sbb: the numbers of both in the instruction with an immediate.
        let instructions = match op {
            WideBinOp::Add => [0, 2],
            WideBinOp::Sub => [5, 3],
        };
        for ((dst, rhs), ext) in dst.into_iter().zip(rhs).zip(instructions) {
            match rhs {
                Src::Imm(imm) => match i32::try_from(imm) {
                    Ok(imm) => alu_imm(self.buffer(), ext, true, Rm::from(dst), imm),
                    Err(_) => {
                        // The carry is still to be read.
                        self.mov_imm_keeping_flags(SCRATCH, imm as u64);
                        self.op(Op::one(ext << 3 | 3), true, dst, Rm::from(SCRATCH));
                    }
                },
                rhs => {
                    let rm = self.rm(rhs);
                    self.op(Op::one(ext << 3 | 3), true, dst, rm);
                }
            }
        }
    }

    pub(super) fn mul_wide(&mut self, signed: bool, dst: [Reg; 2], lhs: Use, rhs: Use) {
        debug_assert!(dst == [RAX, RDX] && lhs.reg() == RAX);
        self.op_ext(Op::one(0xf7), true, if signed { 5 } else { 4 }, Rm::from(rhs.reg()));
    }
}
