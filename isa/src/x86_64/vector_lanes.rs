//! Single lanes of vectors: between registers, and between registers and memory.

use windlass_masm::{Addr, Lane, Reg, Sign, Src, Use, VecLoad};

use super::assembler::Assembler;
use super::encode::{Op, Rm, imm8, op_rm, op_rm8, vex};
use super::vector::{PSHUFB, PSHUFD, S, T, UPPER_HALF, packed};
use super::vector_unary::extend;

/// `punpcklqdq`.
const PAIR: Op = Op::p66(0x6c);
/// `movddup`.
const DUPLICATE: Op = Op::pf2(0x12);
/// `pshuflw`.
const SHUFFLE_LOW_WORDS: Op = Op::pf2(0x70);

/// `pinsrb`, `pinsrw`, `pinsrd` and `pinsrq`.
fn insert(lane: Lane) -> Op {
    match lane {
        Lane::I8 => Op::p66(0x20).map3a(),
        Lane::I16 => Op::p66(0xc4),
        _ => Op::p66(0x22).map3a(),
    }
}

/// `vpbroadcastb` and the like.
fn broadcast(lane: Lane) -> Op {
    Op::p66(match lane {
        Lane::I8 => 0x78,
        Lane::I16 => 0x79,
        Lane::I32 | Lane::F32 => 0x58,
        Lane::I64 | Lane::F64 => 0x59,
    })
    .map38()
}

impl Assembler<'_> {
    /// `op float, rm` where `rm` is an integer register or memory, or the other way round.
    fn lane_op(&mut self, op: Op, w: bool, float: Reg, rm: Rm) {
        match self.cpu.avx {
            true => vex(self.buffer(), op, w, float.number(), 0, rm),
            false => op_rm(self.buffer(), op, w, float.number(), rm),
        }
    }

    pub(super) fn vec_splat(&mut self, lane: Lane, dst: Reg, src: Use) {
        let src = src.reg();
        if lane.is_float() {
            return match (lane, self.cpu.avx) {
                (Lane::F32, true) => self.vop_imm(packed(0xc6, lane), dst, src, src, 0),
                (Lane::F32, false) => self.vop1_imm(PSHUFD, dst, src, 0),
                _ => self.vop1(DUPLICATE, dst, src),
            };
        }
        self.movd(Op::p66(0x6e), lane == Lane::I64, dst, src);
        self.copy_lowest_lane(lane, dst);
    }

    /// Copies the lowest lane of a register to all.
    fn copy_lowest_lane(&mut self, lane: Lane, reg: Reg) {
        match lane {
            Lane::I8 | Lane::I16 if self.cpu.avx2 => self.vop1(broadcast(lane), reg, reg),
            Lane::I8 => {
                self.vec_zero(S);
                self.vop(PSHUFB, reg, reg, S);
            }
            Lane::I16 => {
                self.vop1_imm(SHUFFLE_LOW_WORDS, reg, reg, 0);
                self.vop(PAIR, reg, reg, reg);
            }
            Lane::I32 | Lane::F32 => self.vop1_imm(PSHUFD, reg, reg, 0),
            Lane::I64 | Lane::F64 => self.vop(PAIR, reg, reg, reg),
        }
    }

    pub(super) fn vec_extract(&mut self, lane: Lane, index: u8, sign: Sign, dst: Reg, src: Use) {
        let src = src.reg();
        match (lane, index) {
            (Lane::F32 | Lane::F64, 0) => self.mov_float(dst, src),
            (Lane::F32, _) if self.cpu.avx => self.vop_imm(packed(0xc6, lane), dst, src, src, index),
            (Lane::F64, _) if self.cpu.avx => self.vop(packed(0x15, lane), dst, src, src),
            (Lane::F32, _) => self.vop1_imm(PSHUFD, dst, src, index),
            (Lane::F64, _) => self.vop1_imm(PSHUFD, dst, src, UPPER_HALF),
            (Lane::I32 | Lane::I64, 0) => self.movd(Op::p66(0x7e), lane == Lane::I64, src, dst),
            (Lane::I32 | Lane::I64, _) => {
                self.lane_op(Op::p66(0x16).map3a(), lane == Lane::I64, src, Rm::from(dst));
                imm8(self.buffer(), index);
            }
            (Lane::I8, 0) if sign == Sign::Signed => {
                self.movd(Op::p66(0x7e), false, src, dst);
                op_rm8(self.buffer(), Op::two(0xbe), false, dst.number(), Rm::from(dst));
            }
            (Lane::I16, 0) if sign == Sign::Signed => {
                self.movd(Op::p66(0x7e), false, src, dst);
                self.op(Op::two(0xbf), false, dst, Rm::from(dst));
            }
            (Lane::I8, _) => {
                self.lane_op(Op::p66(0x14).map3a(), false, src, Rm::from(dst));
                imm8(self.buffer(), index);
                if sign == Sign::Signed {
                    op_rm8(self.buffer(), Op::two(0xbe), false, dst.number(), Rm::from(dst));
                }
            }
            (Lane::I16, _) => {
                // The shorter form for registers has the operands the other way round.
                match self.cpu.avx {
                    true => vex(self.buffer(), Op::p66(0xc5), false, dst.number(), 0, Rm::from(src)),
                    false => op_rm(self.buffer(), Op::p66(0xc5), false, dst.number(), Rm::from(src)),
                }
                imm8(self.buffer(), index);
                if sign == Sign::Signed {
                    self.op(Op::two(0xbf), false, dst, Rm::from(dst));
                }
            }
        }
    }

    pub(super) fn vec_replace(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, value: Src) {
        let src = src.reg();
        match (lane, value) {
            // movss
            (Lane::F32, Src::Reg(value)) if index == 0 => self.vop(Op::pf3(0x10), dst, src, value.reg()),
            (Lane::F32, Src::Reg(value)) => {
                self.vop_imm(Op::p66(0x21).map3a(), dst, src, value.reg(), index << 4);
            }
            (Lane::F64, Src::Reg(value)) => {
                // movsd, or unpcklpd
                let op = if index == 0 { Op::pf2(0x10) } else { packed(0x14, lane) };
                self.vop(op, dst, src, value.reg());
            }
            (_, Src::Reg(value)) => self.insert_lane(lane, index, dst, src, Rm::from(value.reg())),
            (_, Src::Slot(slot)) => {
                let rm = self.slot(slot);
                self.insert_lane(lane, index, dst, src, rm);
            }
            (_, Src::Imm(_) | Src::Mem(_)) => unreachable!("a lane from a constant or from memory"),
        }
    }

    /// `dst` is `src` but for a lane, which is read from an integer register or from memory.
    fn insert_lane(&mut self, lane: Lane, index: u8, dst: Reg, src: Reg, rm: Rm) {
        let (op, w, imm) = match (lane, rm) {
            // insertps
            (Lane::F32, _) => (Op::p66(0x21).map3a(), false, Some(index << 4)),
            // movlps, movhps
            (Lane::F64, _) | (Lane::I64, Rm::Mem { .. }) => {
                (Op::two(if index == 0 { 0x12 } else { 0x16 }), false, None)
            }
            _ => (insert(lane), lane == Lane::I64, Some(index)),
        };
        if self.cpu.avx {
            vex(self.buffer(), op, w, dst.number(), src.number(), rm);
        } else {
            self.mov_float(dst, src);
            op_rm(self.buffer(), op, w, dst.number(), rm);
        }
        if let Some(imm) = imm {
            imm8(self.buffer(), imm);
        }
    }

    pub(super) fn vec_bitmask(&mut self, lane: Lane, dst: Reg, src: Use) {
        let src = src.reg();
        let (op, from) = match lane {
            Lane::I8 => (Op::p66(0xd7), src),
            Lane::I16 => {
                // As bytes, with zeros above.
                self.vec_zero(T);
                self.vop(Op::p66(0x63), S, src, T);
                (Op::p66(0xd7), S)
            }
            Lane::I32 | Lane::F32 => (Op::two(0x50), src),
            Lane::I64 | Lane::F64 => (Op::p66(0x50), src),
        };
        match self.cpu.avx {
            true => vex(self.buffer(), op, false, dst.number(), 0, Rm::from(from)),
            false => op_rm(self.buffer(), op, false, dst.number(), Rm::from(from)),
        }
    }

    pub(super) fn vec_load(&mut self, kind: VecLoad, dst: Reg, addr: Addr) {
        let rm = Rm::addr(addr);
        let lane = match kind {
            VecLoad::Extend(lane, sign) => {
                self.record(addr.site);
                return self.float_rm(extend(lane, sign), dst, rm);
            }
            VecLoad::Zero(lane) => {
                self.record(addr.site);
                let op = if lane == Lane::I32 { Op::pf3(0x10) } else { Op::pf2(0x10) };
                return self.float_rm(op, dst, rm);
            }
            VecLoad::Splat(lane) => lane,
        };
        match lane {
            Lane::I8 | Lane::I16 if !self.cpu.avx2 => {
                // The old value of the register does not matter, but waiting for it would.
                self.vec_zero(dst);
                self.record(addr.site);
                self.insert_lane(lane, 0, dst, dst, rm);
                self.copy_lowest_lane(lane, dst);
            }
            Lane::I32 | Lane::F32 if !self.cpu.avx => {
                self.record(addr.site);
                self.float_rm(Op::pf3(0x10), dst, rm);
                self.copy_lowest_lane(lane, dst);
            }
            Lane::I64 | Lane::F64 => {
                self.record(addr.site);
                self.float_rm(DUPLICATE, dst, rm);
            }
            _ => {
                self.record(addr.site);
                // AVX has vbroadcastss.
                let op = if lane == Lane::I32 { Op::p66(0x18).map38() } else { broadcast(lane) };
                self.float_rm(op, dst, rm);
            }
        }
    }

    pub(super) fn vec_load_lane(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, addr: Addr) {
        let src = src.reg();
        let src = match self.cpu.avx {
            true => src,
            false => {
                self.mov_float(dst, src);
                dst
            }
        };
        self.record(addr.site);
        self.insert_lane(lane, index, dst, src, Rm::addr(addr));
    }

    pub(super) fn vec_store_lane(&mut self, lane: Lane, index: u8, src: Use, addr: Addr) {
        let src = src.reg();
        let (op, imm) = match (lane, index) {
            // movss, movlps and movhps
            (Lane::I32, 0) => (Op::pf3(0x11), None),
            (Lane::I64, 0) => (Op::two(0x13), None),
            (Lane::I64, _) => (Op::two(0x17), None),
            (Lane::I8, _) => (Op::p66(0x14).map3a(), Some(index)),
            (Lane::I16, _) => (Op::p66(0x15).map3a(), Some(index)),
            _ => (Op::p66(0x16).map3a(), Some(index)),
        };
        self.record(addr.site);
        self.float_rm(op, src, Rm::addr(addr));
        if let Some(imm) = imm {
            imm8(self.buffer(), imm);
        }
    }
}
