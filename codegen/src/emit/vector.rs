//! Vector operators.

use windlass_masm::{
    Compare, IntCond, Lane, LoadKind, MacroAssembler, Reg, SHUFFLE_ZERO, ShiftOp, Sign, Src, StoreKind, Ty, VecBinOp,
    VecLoad, VecTernOp, VecTest, VecUnOp,
};

use super::Emitter;
use super::value::{Operand, Place, Value};
use crate::opcode::{Opcode, VectorOp};

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The operators with prefix `FD`.
    pub(super) fn vector(&mut self) {
        let opcode = self.reader.vector_opcode();
        match opcode.op(self.options.relaxed_simd_deterministic) {
            VectorOp::Load => self.load(LoadKind::Full(Ty::V128), Ty::V128),
            VectorOp::LoadPart(kind) => self.vector_load(kind),
            VectorOp::LoadLane(lane) => self.vector_load_lane(lane),
            VectorOp::Store => self.store(StoreKind::Full(Ty::V128)),
            VectorOp::StoreLane(lane) => self.vector_store_lane(lane),
            VectorOp::Const => {
                let bits = self.reader.fixed_u128();
                self.push_vector(bits);
            }
            VectorOp::Shuffle => self.vector_shuffle(),
            VectorOp::Splat(lane) => self.vector_splat(lane),
            VectorOp::Extract(lane, sign) => self.vector_extract(lane, sign),
            VectorOp::Replace(lane) => self.vector_replace(lane),
            VectorOp::Unary(op) => self.vector_unary(op),
            VectorOp::Binary(op) => self.vector_binary(op),
            VectorOp::Ternary(op) => self.vector_ternary(op),
            VectorOp::Shift(op, lane) => self.vector_shift(op, lane),
            VectorOp::Test(test) => self.vector_test(test),
            VectorOp::Bitmask(lane) => self.vector_bitmask(lane),
            VectorOp::DotAdd(dot) => self.vector_dot_add(dot),
        }
    }

    /// Whether the next operator, one on vectors, can take its right operand from memory.
    pub(super) fn next_vector_reads_memory(&self) -> bool {
        let mut ahead = self.reader;
        if ahead.next() != Opcode::Vector {
            return false;
        }
        match ahead.vector_opcode().op(self.options.relaxed_simd_deterministic) {
            VectorOp::Unary(op) => op.takes_memory(),
            VectorOp::Binary(op) => op.takes_memory(),
            _ => false,
        }
    }

    fn push_vector(&mut self, bits: u128) {
        let number = self.masm.assembly().vector(bits);
        self.push(Place::Const(number), Ty::V128);
    }

    /// The bits of a value, if it is a constant vector.
    fn vector_constant(&mut self, value: &Value) -> Option<u128> {
        match value.place {
            Place::Const(number) => Some(self.masm.assembly().vectors[number as usize]),
            _ => None,
        }
    }

    fn is_in_reg(&self, value: &Value) -> bool {
        matches!(self.src(value), Src::Reg(_))
    }

    fn vector_unary(&mut self, op: VecUnOp) {
        let mut value = self.pop();
        if !op.takes_memory() || matches!(value.place, Place::Const(_)) {
            self.in_reg(&mut value);
        }
        let src = self.last_src(&value);
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_unop(op, dst.reg, src);
        self.finish(dst, Ty::V128, [value]);
    }

    fn vector_binary(&mut self, mut op: VecBinOp) {
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        match op {
            VecBinOp::Compare(cond @ (IntCond::LtS | IntCond::LeS | IntCond::LtU | IntCond::LeU), lane) => {
                op = VecBinOp::Compare(cond.swap(), lane);
                core::mem::swap(&mut lhs, &mut rhs);
            }
            // What stands for zero in a constant can stand for it in every form of the operator.
            VecBinOp::Swizzle => {
                if let Some(bits) = self.vector_constant(&rhs) {
                    let bytes = bits.to_le_bytes().map(|b| if b < 16 { b } else { SHUFFLE_ZERO });
                    rhs.place = Place::Const(self.masm.assembly().vector(u128::from_le_bytes(bytes)));
                    op = VecBinOp::FastSwizzle;
                }
            }
            _ if op.commutes() && !self.is_in_reg(&lhs) && self.is_in_reg(&rhs) => core::mem::swap(&mut lhs, &mut rhs),
            _ => {}
        }
        if !op.takes_memory() {
            self.in_reg(&mut rhs);
        }
        let left = self.in_reg(&mut lhs);
        let right = self.last_src(&rhs);
        let dst = self.dst(Ty::V128, &[&lhs, &rhs]);
        self.masm.vec_binop(op, dst.reg, lhs.last_read(left), right);
        self.finish(dst, Ty::V128, [lhs, rhs]);
    }

    /// Pops three vectors into registers, the first operand first.
    fn pop_vectors(&mut self) -> ([Operand; 3], [Reg; 3]) {
        let mut c = self.pop();
        let mut b = self.pop();
        let mut a = self.pop();
        let regs = [self.in_reg(&mut a), self.in_reg(&mut b), self.in_reg(&mut c)];
        ([a, b, c], regs)
    }

    fn vector_ternary(&mut self, op: VecTernOp) {
        let ([a, b, c], regs) = self.pop_vectors();
        // Sums are best computed where the third operand is.
        let dst = self.dst(Ty::V128, &[&c, &a, &b]);
        let operands = [a.last_read(regs[0]), b.last_read(regs[1]), c.last_read(regs[2])];
        self.masm.vec_ternop(op, dst.reg, operands);
        self.finish(dst, Ty::V128, [a, b, c]);
    }

    fn vector_dot_add(&mut self, dot: VecBinOp) {
        let ([a, b, c], regs) = self.pop_vectors();
        let dst = self.dst(Ty::V128, &[&a, &b, &c]);
        // The third operand is read last.
        let sums = if dst.reg == regs[2] { self.alloc(true) } else { dst.reg };
        self.masm.vec_binop(dot, sums, regs[0].read(), Src::Reg(regs[1].read()));
        self.masm.vec_unop(VecUnOp::ExtAdd(Lane::I32, Sign::Signed), sums, Src::Reg(sums.read()));
        self.masm.vec_binop(VecBinOp::Add(Lane::I32), dst.reg, regs[2].read(), Src::Reg(sums.read()));
        if sums != dst.reg {
            self.free.insert(sums);
        }
        self.finish(dst, Ty::V128, [a, b, c]);
    }

    fn vector_shift(&mut self, op: ShiftOp, lane: Lane) {
        let mut count = self.pop();
        let mut value = self.pop();
        let by = match count.place {
            Place::Const(count) => Src::Imm(count),
            _ => Src::Reg(self.last_in_reg(&mut count)),
        };
        let reg = self.in_reg(&mut value);
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_shift(op, lane, dst.reg, value.last_read(reg), by);
        self.finish(dst, Ty::V128, [value, count]);
    }

    fn vector_shuffle(&mut self) {
        let mut bytes = self.reader.fixed_u128().to_le_bytes();
        let mut rhs = self.pop();
        let mut lhs = self.pop();
        // A zero of a constant needs no operand.
        for (value, first) in [(&*lhs, 0), (&*rhs, 16)] {
            if let Some(constant) = self.vector_constant(value).map(u128::to_le_bytes) {
                for byte in &mut bytes {
                    if *byte & !15 == first && constant[usize::from(*byte & 15)] == 0 {
                        *byte = SHUFFLE_ZERO;
                    }
                }
            }
        }
        let reads = |first: u8| bytes.iter().any(|b| b & !15 == first);
        match (reads(0), reads(16)) {
            (false, false) => {
                self.release(lhs);
                self.release(rhs);
                self.push_vector(0);
            }
            // An operand that is not read may be anything.
            (true, false) => {
                self.release(rhs);
                self.shuffle_one(bytes, lhs);
            }
            (false, true) => {
                self.release(lhs);
                self.shuffle_one(bytes, rhs);
            }
            (true, true) => {
                let left = self.in_reg(&mut lhs);
                let right = self.in_reg(&mut rhs);
                let dst = self.dst(Ty::V128, &[&lhs, &rhs]);
                self.masm.vec_shuffle(bytes, dst.reg, lhs.last_read(left), rhs.last_read(right));
                self.finish(dst, Ty::V128, [lhs, rhs]);
            }
        }
    }

    /// `i8x16.shuffle` of one vector.
    fn shuffle_one(&mut self, bytes: [u8; 16], mut value: Operand) {
        let reg = self.in_reg(&mut value);
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_shuffle(bytes, dst.reg, value.last_read(reg), value.last_read(reg));
        self.finish(dst, Ty::V128, [value]);
    }

    fn vector_splat(&mut self, lane: Lane) {
        let mut value = self.pop();
        if let Place::Const(bits) = value.place {
            self.consume([value]);
            return self.push_vector(lane.splat(bits as u64));
        }
        let reg = self.in_reg(&mut value);
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_splat(lane, dst.reg, value.last_read(reg));
        self.finish(dst, Ty::V128, [value]);
    }

    fn vector_extract(&mut self, lane: Lane, sign: Sign) {
        let index = self.reader.lane();
        let mut value = self.pop();
        // The lowest number of a vector is where a number alone would be.
        if lane.is_float() && index == 0 && matches!(value.place, Place::Reg(_) | Place::Local(_)) {
            let place = value.place;
            return self.replace([value], place, lane.scalar());
        }
        let reg = self.in_reg(&mut value);
        let dst = self.dst(lane.scalar(), &[&value]);
        self.masm.vec_extract(lane, index, sign, dst.reg, value.last_read(reg));
        self.finish(dst, lane.scalar(), [value]);
    }

    fn vector_replace(&mut self, lane: Lane) {
        let index = self.reader.lane();
        let mut scalar = self.pop();
        let mut value = self.pop();
        if let Place::Const(_) = scalar.place {
            self.in_reg(&mut scalar);
        }
        let src = self.last_src(&scalar);
        let reg = self.in_reg(&mut value);
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_replace(lane, index, dst.reg, value.last_read(reg), src);
        self.finish(dst, Ty::V128, [value, scalar]);
    }

    fn vector_test(&mut self, test: VecTest) {
        let mut value = self.pop();
        let reg = self.in_reg(&mut value);
        self.use_compare(Compare::Vector { test, negate: false, value: value.last_read(reg) }, &[&value]);
        self.consume([value]);
    }

    fn vector_bitmask(&mut self, lane: Lane) {
        let mut value = self.pop();
        let reg = self.in_reg(&mut value);
        let dst = self.dst(Ty::I32, &[]);
        self.masm.vec_bitmask(lane, dst.reg, value.last_read(reg));
        self.finish(dst, Ty::I32, [value]);
    }

    fn vector_load(&mut self, kind: VecLoad) {
        let (memory, offset) = self.reader.mem_arg();
        let mut index = self.pop();
        let addr = self.address(&mut index, memory, offset, kind.bytes());
        let dst = self.dst(Ty::V128, &[]);
        self.masm.vec_load(kind, dst.reg, addr);
        self.finish(dst, Ty::V128, [index]);
    }

    fn vector_load_lane(&mut self, lane: Lane) {
        let (memory, offset) = self.reader.mem_arg();
        let lane_index = self.reader.lane();
        let mut value = self.pop();
        let mut index = self.pop();
        let reg = self.in_reg(&mut value);
        let addr = self.address(&mut index, memory, offset, lane.bytes());
        let dst = self.dst(Ty::V128, &[&value]);
        self.masm.vec_load_lane(lane, lane_index, dst.reg, value.last_read(reg), addr);
        self.finish(dst, Ty::V128, [value, index]);
    }

    fn vector_store_lane(&mut self, lane: Lane) {
        let (memory, offset) = self.reader.mem_arg();
        let lane_index = self.reader.lane();
        let mut value = self.pop();
        let mut index = self.pop();
        let reg = self.in_reg(&mut value);
        let addr = self.address(&mut index, memory, offset, lane.bytes());
        self.masm.vec_store_lane(lane, lane_index, value.last_read(reg), addr);
        self.release(value);
        self.release(index);
    }
}
