//! Vectors: constants so far. The operators are refused before they come here, see `Target::has_vectors`.

use windlass_masm::{Addr, Lane, Reg, ShiftOp, Sign, Src, VecBinOp, VecLoad, VecTernOp, VecUnOp};

use super::assembler::Assembler;
use super::encode::{rr, sf};
use super::registers::SCRATCH;

/// `fmov v.d[1], x`.
const FMOV_TO_HIGH: u32 = 0x1eaf_0000;

impl Assembler<'_> {
    /// A vector constant, by its halves.
    pub(super) fn vec_imm(&mut self, dst: Reg, bits: u128) {
        self.float_imm(windlass_masm::Ty::F64, dst, bits as u64);
        let high = (bits >> 64) as u64;
        if high != 0 {
            self.mov_imm(true, SCRATCH, high);
            self.emit(rr(FMOV_TO_HIGH | sf(true), dst, SCRATCH));
        }
    }

    pub(super) fn vec_unop(&mut self, _op: VecUnOp, _dst: Reg, _src: Src) {
        refused()
    }

    pub(super) fn vec_binop(&mut self, _op: VecBinOp, _dst: Reg, _lhs: Reg, _rhs: Src) {
        refused()
    }

    pub(super) fn vec_ternop(&mut self, _op: VecTernOp, _dst: Reg, _operands: [Reg; 3]) {
        refused()
    }

    pub(super) fn vec_shift(&mut self, _op: ShiftOp, _lane: Lane, _dst: Reg, _lhs: Reg, _count: Src) {
        refused()
    }

    pub(super) fn vec_shuffle(&mut self, _bytes: [u8; 16], _dst: Reg, _lhs: Reg, _rhs: Reg) {
        refused()
    }

    pub(super) fn vec_splat(&mut self, _lane: Lane, _dst: Reg, _src: Reg) {
        refused()
    }

    pub(super) fn vec_extract(&mut self, _lane: Lane, _index: u8, _sign: Sign, _dst: Reg, _src: Reg) {
        refused()
    }

    pub(super) fn vec_replace(&mut self, _lane: Lane, _index: u8, _dst: Reg, _src: Reg, _value: Src) {
        refused()
    }

    pub(super) fn vec_bitmask(&mut self, _lane: Lane, _dst: Reg, _src: Reg) {
        refused()
    }

    pub(super) fn vec_load(&mut self, _kind: VecLoad, _dst: Reg, _addr: Addr) {
        refused()
    }

    pub(super) fn vec_load_lane(&mut self, _lane: Lane, _index: u8, _dst: Reg, _src: Reg, _addr: Addr) {
        refused()
    }

    pub(super) fn vec_store_lane(&mut self, _lane: Lane, _index: u8, _src: Reg, _addr: Addr) {
        refused()
    }
}

fn refused() -> ! {
    unreachable!("an operator on vectors, which the target does not have")
}
