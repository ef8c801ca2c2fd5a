//! Integer arithmetic in 128 bits.

use windlass_masm::{Reg, Src, Ty, Use, WideBinOp};

use super::assembler::Assembler;
use super::encode::{rrr, rrrr, sf};
use super::int::{ADC, ADDS, MADD, SMULH, SUBS, UMULH};
use super::registers::{SCRATCH, ZERO};

const SBC: u32 = 0x5a00_0000;

impl Assembler<'_> {
    pub(super) fn wide_binop(&mut self, op: WideBinOp, dst: [Reg; 2], rhs: [Src; 2]) {
        let instructions = match op {
            WideBinOp::Add => [ADDS, ADC],
            WideBinOp::Sub => [SUBS, SBC],
        };
        for ((dst, rhs), instruction) in dst.into_iter().zip(rhs).zip(instructions) {
            let rhs = match self.nearest(Ty::I64, rhs) {
                Src::Reg(rhs) => rhs.reg(),
                Src::Imm(0) => ZERO,
                other => {
                    // Neither a move nor a load changes the flags.
                    self.mov(Ty::I64, SCRATCH, other);
                    SCRATCH
                }
            };
            self.emit(rrr(instruction | sf(true), dst, dst, rhs));
        }
    }

    pub(super) fn mul_wide(&mut self, signed: bool, [low, high]: [Reg; 2], lhs: Use, rhs: Use) {
        let (lhs, rhs) = (lhs.reg(), rhs.reg());
        self.emit(rrr(if signed { SMULH } else { UMULH }, high, lhs, rhs));
        self.emit(rrrr(MADD | sf(true), low, lhs, rhs, ZERO));
    }
}
