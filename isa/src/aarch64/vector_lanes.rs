//! Single lanes of vectors: between registers, and between registers and memory.

use windlass_masm::{Addr, Half, Lane, Reg, Sign, Src, Ty, Use, VecLoad};

use super::assembler::Assembler;
use super::encode::{rr, rrr, sf};
use super::encode_vector::{
    DUP, DUP_INT, DUP_SCALAR, INS_INT, LOAD_LANE, SMOV, SSHR, STORE_LANE, UMOV, UMOV_64, USRA, ZIP1, ZIP2, insert,
    lane_access, lane_number, load_splat, of_sign, shift_right, size,
};
use super::int::{ADD, ORR};
use super::registers::{ABI, SCRATCH, SCRATCH2};
use super::vector::S;

/// The opcodes of a load of a lane to the bottom of a register, with zeros above, and of a store from there, for
/// [`Assembler::access`].
fn load_lowest(lane: Lane) -> u32 {
    store_lowest(lane) | 1 << 22
}

fn store_lowest(lane: Lane) -> u32 {
    0x3c00_0000 | size_log2(lane) << 30
}

fn size_log2(lane: Lane) -> u32 {
    lane.bytes().trailing_zeros()
}

impl Assembler<'_> {
    pub(super) fn vec_splat(&mut self, lane: Lane, dst: Reg, src: Use) {
        let src = src.reg();
        let op = if lane.is_float() { DUP } else { DUP_INT };
        self.emit(rr(op | lane_number(lane, 0), dst, src));
    }

    pub(super) fn vec_extract(&mut self, lane: Lane, index: u8, sign: Sign, dst: Reg, src: Use) {
        let src = src.reg();
        let op = match (lane, sign) {
            (Lane::F32 | Lane::F64, _) if index == 0 => return self.mov_float(Ty::F64, dst, src),
            (Lane::F32 | Lane::F64, _) => DUP_SCALAR,
            (Lane::I32 | Lane::I64, _) if index == 0 => return self.mov_to_int(lane == Lane::I64, dst, src),
            (Lane::I32, _) => UMOV,
            (Lane::I64, _) => UMOV_64,
            (_, Sign::Signed) => SMOV,
            (_, Sign::Unsigned) => UMOV,
        };
        self.emit(rr(op | lane_number(lane, index), dst, src));
    }

    pub(super) fn vec_replace(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, value: Src) {
        let src = src.reg();
        match value {
            Src::Reg(value) if lane.is_float() => self.insert_lane(lane, index, dst, src, value.reg(), 0),
            Src::Reg(value) => {
                self.mov_float(Ty::V128, dst, src);
                self.emit(rr(INS_INT | lane_number(lane, index), dst, value.reg()));
            }
            // The low bytes of a slot come first.
            Src::Slot(slot) => {
                let addr = self.slot(slot);
                self.access(load_lowest(lane), size_log2(lane), S, addr);
                self.insert_lane(lane, index, dst, src, S, 0);
            }
            Src::Imm(_) | Src::Mem(_) => unreachable!("a lane from a constant or from memory"),
        }
    }

    /// `dst` is `src` but for lane `to`, which is lane `from` of `value`.
    pub(super) fn insert_lane(&mut self, lane: Lane, to: u8, dst: Reg, src: Reg, value: Reg, from: u8) {
        if dst == src || dst != value {
            self.mov_float(Ty::V128, dst, src);
            return self.emit(insert(lane, dst, to, value, from));
        }
        match (lane.bytes(), to, from) {
            // Of two lanes, the other one is taken, or both.
            (8, 0, 0) | (8, 1, 1) => self.emit(insert(lane, dst, 1 - to, src, 1 - to)),
            (8, 1, 0) => self.emit(rrr(ZIP1 | size(Lane::I64), dst, src, value)),
            (8, 0, 1) => self.emit(rrr(ZIP2 | size(Lane::I64), dst, value, src)),
            _ => {
                self.mov_float(Ty::V128, S, value);
                self.mov_float(Ty::V128, dst, src);
                self.emit(insert(lane, dst, to, S, from));
            }
        }
    }

    /// The highest bits move to the lowest places of their lanes, and those of neighbours together, until those of each half
    /// are at its bottom.
    pub(super) fn vec_bitmask(&mut self, lane: Lane, dst: Reg, src: Use) {
        let src = src.reg();
        let width = lane.bytes() * 8;
        self.emit(shift_right(of_sign(SSHR, Sign::Unsigned), lane, S, src, width - 1));
        let (mut wider, mut bits) = (lane, 1);
        loop {
            wider = match wider {
                Lane::I8 => Lane::I16,
                Lane::I16 => Lane::I32,
                Lane::I32 | Lane::F32 => Lane::I64,
                Lane::I64 | Lane::F64 => break,
            };
            // The upper lane's bits come right above those of the lower one.
            self.emit(shift_right(USRA, wider, S, S, wider.bytes() * 4 - bits));
            bits *= 2;
        }
        self.emit(rr(UMOV | lane_number(Lane::I8, 8), SCRATCH, S));
        self.emit(rr(UMOV | lane_number(Lane::I8, 0), dst, S));
        self.emit(rrr(ORR, dst, dst, SCRATCH) | bits << 10);
    }

    /// A register that holds an address in a linear memory, for instructions that take nothing else.
    fn address_register(&mut self, addr: Addr) -> Reg {
        let sum = match addr.index {
            None => addr.base.reg(),
            Some(index) if addr.base.reg() == ABI.memory_base => {
                debug_assert!(addr.shift == 0);
                self.indexed_memory(index.reg())
            }
            // Another memory. Not in `SCRATCH`, where a large offset is made.
            Some(index) => {
                debug_assert!(addr.shift == 0);
                self.emit(rrr(ADD | sf(true), SCRATCH2, addr.base.reg(), index.reg()));
                SCRATCH2
            }
        };
        if addr.offset == 0 {
            return sum;
        }
        self.add_imm(true, SCRATCH, sum, addr.offset.into());
        SCRATCH
    }

    pub(super) fn vec_load(&mut self, kind: VecLoad, dst: Reg, addr: Addr) {
        match kind {
            VecLoad::Extend(lane, sign) => {
                self.access(load_lowest(Lane::I64), 3, dst, addr);
                self.vec_extend(lane, Half::Low, sign, dst, dst);
            }
            VecLoad::Zero(lane) => self.access(load_lowest(lane), size_log2(lane), dst, addr),
            VecLoad::Splat(lane) if addr.offset == 0 => {
                let base = self.address_register(addr);
                self.record(addr.site);
                self.emit(load_splat(lane, dst, base));
            }
            // A load with an offset, and a copy, take no more than computing the address.
            VecLoad::Splat(lane) => {
                self.access(load_lowest(lane), size_log2(lane), dst, addr);
                self.emit(rr(DUP | lane_number(lane, 0), dst, dst));
            }
        }
    }

    pub(super) fn vec_load_lane(&mut self, lane: Lane, index: u8, dst: Reg, src: Use, addr: Addr) {
        let src = src.reg();
        self.mov_float(Ty::V128, dst, src);
        let base = self.address_register(addr);
        self.record(addr.site);
        self.emit(lane_access(LOAD_LANE, lane, index, dst, base));
    }

    pub(super) fn vec_store_lane(&mut self, lane: Lane, index: u8, src: Use, addr: Addr) {
        let src = src.reg();
        if index != 0 {
            if addr.offset == 0 {
                let base = self.address_register(addr);
                self.record(addr.site);
                return self.emit(lane_access(STORE_LANE, lane, index, src, base));
            }
            self.emit(rr(DUP_SCALAR | lane_number(lane, index), S, src));
        }
        self.access(store_lowest(lane), size_log2(lane), if index == 0 { src } else { S }, addr);
    }
}
