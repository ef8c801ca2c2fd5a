//! From an opcode to what is emitted for it (WebAssembly specification, section 5.4, "Instructions").

use windlass_masm::Convert::{self, Demote, FromInt, Promote, Reinterpret, Trunc, TruncSat, Wrap};
use windlass_masm::Ty::{F32, F64, I32, I64};
use windlass_masm::{
    DivOp, FloatBinOp, FloatUnOp, IntBinOp, IntUnOp, LoadKind, MacroAssembler, ShiftOp, StoreKind, Ty,
};

use super::Emitter;
use super::value::Place;
use crate::builtin::Builtin;
use crate::conditions::{FLOAT_CONDS, INT_CONDS};

const FLOAT_UNOPS: [FloatUnOp; 7] = [
    FloatUnOp::Abs,
    FloatUnOp::Neg,
    FloatUnOp::Ceil,
    FloatUnOp::Floor,
    FloatUnOp::Trunc,
    FloatUnOp::Nearest,
    FloatUnOp::Sqrt,
];
const FLOAT_BINOPS: [FloatBinOp; 7] = [
    FloatBinOp::Add,
    FloatBinOp::Sub,
    FloatBinOp::Mul,
    FloatBinOp::Div,
    FloatBinOp::Min,
    FloatBinOp::Max,
    FloatBinOp::Copysign,
];

/// The operators from `clz` to `rotr` of a type, which are 18 consecutive opcodes.
#[derive(Clone, Copy)]
enum IntOp {
    Unary(IntUnOp),
    Binary(IntBinOp),
    Div(DivOp),
    Shift(ShiftOp),
}

const INT_OPS: [IntOp; 18] = [
    IntOp::Unary(IntUnOp::Clz),
    IntOp::Unary(IntUnOp::Ctz),
    IntOp::Unary(IntUnOp::Popcnt),
    IntOp::Binary(IntBinOp::Add),
    IntOp::Binary(IntBinOp::Sub),
    IntOp::Binary(IntBinOp::Mul),
    IntOp::Div(DivOp::DivS),
    IntOp::Div(DivOp::DivU),
    IntOp::Div(DivOp::RemS),
    IntOp::Div(DivOp::RemU),
    IntOp::Binary(IntBinOp::And),
    IntOp::Binary(IntBinOp::Or),
    IntOp::Binary(IntBinOp::Xor),
    IntOp::Shift(ShiftOp::Shl),
    IntOp::Shift(ShiftOp::ShrS),
    IntOp::Shift(ShiftOp::ShrU),
    IntOp::Shift(ShiftOp::Rotl),
    IntOp::Shift(ShiftOp::Rotr),
];

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Compiles the next operator.
    #[expect(clippy::manual_range_patterns, reason = "see below")]
    pub(super) fn operator(&mut self) {
        let operator = self.reader.opcode();
        let opcode = operator as u8;
        if opcode == 0x20 {
            // The most frequent by far.
            return self.local_get();
        }
        // Each opcode is written out: of single numbers the compiler makes one jump through a table, of ranges a chain of
        // comparisons after it, which the processor mispredicts (3 % of compiling).
        match opcode {
            0x00 => self.unreachable(),
            0x01 => {}
            0x02 => self.block(),
            0x03 => self.loop_(),
            0x04 => self.if_(),
            0x05 => self.else_(),
            0x0b => self.end(),
            0x0c => self.br(),
            0x0d => self.br_if(),
            0x0e => self.br_table(),
            0x0f => self.return_(),
            0x10 => self.call(),
            0x11 => self.call_indirect(),

            0x1a => self.drop(),
            0x1b => self.select(),
            0x1c => {
                self.reader.skip_immediates(operator);
                self.select();
            }

            0x21 => self.local_set(),
            0x22 => self.local_tee(),
            0x23 => self.global_get(),
            0x24 => self.global_set(),
            0x25 => self.table_get(),
            0x26 => self.table_set(),

            0x28 => self.load(LoadKind::Full(I32), I32),
            0x29 => self.load(LoadKind::Full(I64), I64),
            0x2a => self.load(LoadKind::Full(F32), F32),
            0x2b => self.load(LoadKind::Full(F64), F64),
            0x2c => self.load(LoadKind::S8(I32), I32),
            0x2d => self.load(LoadKind::U8, I32),
            0x2e => self.load(LoadKind::S16(I32), I32),
            0x2f => self.load(LoadKind::U16, I32),
            0x30 => self.load(LoadKind::S8(I64), I64),
            0x31 => self.load(LoadKind::U8, I64),
            0x32 => self.load(LoadKind::S16(I64), I64),
            0x33 => self.load(LoadKind::U16, I64),
            0x34 => self.load(LoadKind::S32, I64),
            // A 32-bit load clears the upper half.
            0x35 => self.load(LoadKind::U32, I64),
            0x36 => self.store(StoreKind::Full(I32)),
            0x37 => self.store(StoreKind::Full(I64)),
            0x38 => self.store(StoreKind::Full(F32)),
            0x39 => self.store(StoreKind::Full(F64)),
            0x3a | 0x3c => self.store(StoreKind::Low8),
            0x3b | 0x3d => self.store(StoreKind::Low16),
            0x3e => self.store(StoreKind::Low32),
            0x3f => self.memory_size(),
            0x40 => self.memory_grow(),

            0x41 => {
                let value = self.reader.i64();
                self.push(Place::Const(value), I32);
            }
            0x42 => {
                let value = self.reader.i64();
                self.push(Place::Const(value), I64);
            }
            0x43 => {
                let bits = self.reader.fixed_u32();
                self.push(Place::Const(i64::from(bits as i32)), F32);
            }
            0x44 => {
                let bits = self.reader.fixed_u64();
                self.push(Place::Const(bits as i64), F64);
            }

            0x45 => self.eqz(I32),
            0x46 | 0x47 | 0x48 | 0x49 | 0x4a | 0x4b | 0x4c | 0x4d | 0x4e | 0x4f => {
                self.int_compare(INT_CONDS[usize::from(opcode - 0x46)], I32)
            }
            0x50 => self.eqz(I64),
            0x51 | 0x52 | 0x53 | 0x54 | 0x55 | 0x56 | 0x57 | 0x58 | 0x59 | 0x5a => {
                self.int_compare(INT_CONDS[usize::from(opcode - 0x51)], I64)
            }
            0x5b | 0x5c | 0x5d | 0x5e | 0x5f | 0x60 => self.float_compare(FLOAT_CONDS[usize::from(opcode - 0x5b)], F32),
            0x61 | 0x62 | 0x63 | 0x64 | 0x65 | 0x66 => self.float_compare(FLOAT_CONDS[usize::from(opcode - 0x61)], F64),

            0x67 | 0x68 | 0x69 | 0x6a | 0x6b | 0x6c | 0x6d | 0x6e | 0x6f | 0x70 | 0x71 | 0x72 | 0x73 | 0x74 | 0x75
            | 0x76 | 0x77 | 0x78 => self.int_op(INT_OPS[usize::from(opcode - 0x67)], I32),
            0x79 | 0x7a | 0x7b | 0x7c | 0x7d | 0x7e | 0x7f | 0x80 | 0x81 | 0x82 | 0x83 | 0x84 | 0x85 | 0x86 | 0x87
            | 0x88 | 0x89 | 0x8a => self.int_op(INT_OPS[usize::from(opcode - 0x79)], I64),
            0x8b | 0x8c | 0x8d | 0x8e | 0x8f | 0x90 | 0x91 => {
                self.float_unop(FLOAT_UNOPS[usize::from(opcode - 0x8b)], F32)
            }
            0x92 | 0x93 | 0x94 | 0x95 | 0x96 | 0x97 | 0x98 => {
                self.float_binop(FLOAT_BINOPS[usize::from(opcode - 0x92)], F32)
            }
            0x99 | 0x9a | 0x9b | 0x9c | 0x9d | 0x9e | 0x9f => {
                self.float_unop(FLOAT_UNOPS[usize::from(opcode - 0x99)], F64)
            }
            0xa0 | 0xa1 | 0xa2 | 0xa3 | 0xa4 | 0xa5 | 0xa6 => {
                self.float_binop(FLOAT_BINOPS[usize::from(opcode - 0xa0)], F64)
            }

            0xa7 | 0xa8 | 0xa9 | 0xaa | 0xab | 0xac | 0xad | 0xae | 0xaf | 0xb0 | 0xb1 | 0xb2 | 0xb3 | 0xb4 | 0xb5
            | 0xb6 | 0xb7 | 0xb8 | 0xb9 | 0xba | 0xbb | 0xbc | 0xbd | 0xbe | 0xbf => self.conversion(opcode),
            0xc0 => self.int_unop(IntUnOp::Extend8S, I32),
            0xc1 => self.int_unop(IntUnOp::Extend16S, I32),
            0xc2 => self.int_unop(IntUnOp::Extend8S, I64),
            0xc3 => self.int_unop(IntUnOp::Extend16S, I64),
            0xc4 => self.int_unop(IntUnOp::Extend32S, I64),

            0xd0 => {
                self.reader.i64();
                self.push(Place::Const(0), I64);
            }
            0xd1 => self.ref_is_null(),
            0xd2 => self.ref_func(),
            0xfc => self.misc(),
            0xfd => self.vector(),
            _ => unreachable!("an operator that the scan refuses"),
        }
    }

    fn int_op(&mut self, op: IntOp, ty: Ty) {
        match op {
            IntOp::Unary(op) => self.int_unop(op, ty),
            IntOp::Binary(op) => self.int_binop(op, ty),
            IntOp::Div(op) => self.div(op, ty),
            IntOp::Shift(op) => self.shift(op, ty),
        }
    }

    fn conversion(&mut self, opcode: u8) {
        let trunc = |from, to, signed| (Trunc { from, to, signed }, to);
        let from_int = |from, to, signed| (FromInt { from, to, signed }, to);
        let reinterpret = |from, to| (Reinterpret { from, to }, to);
        let (op, to): (Convert, Ty) = match opcode {
            0xa7 => (Wrap, I32),
            0xa8 => trunc(F32, I32, true),
            0xa9 => trunc(F32, I32, false),
            0xaa => trunc(F64, I32, true),
            0xab => trunc(F64, I32, false),
            0xac => return self.extend_signed(),
            0xad => return self.extend_unsigned(),
            0xae => trunc(F32, I64, true),
            0xaf => trunc(F32, I64, false),
            0xb0 => trunc(F64, I64, true),
            0xb1 => trunc(F64, I64, false),
            0xb2 => from_int(I32, F32, true),
            0xb3 => from_int(I32, F32, false),
            0xb4 => from_int(I64, F32, true),
            0xb5 => from_int(I64, F32, false),
            0xb6 => (Demote, F32),
            0xb7 => from_int(I32, F64, true),
            0xb8 => from_int(I32, F64, false),
            0xb9 => from_int(I64, F64, true),
            0xba => from_int(I64, F64, false),
            0xbb => (Promote, F64),
            0xbc => reinterpret(F32, I32),
            0xbd => reinterpret(F64, I64),
            0xbe => reinterpret(I32, F32),
            _ => reinterpret(I64, F64),
        };
        self.convert(op, to);
    }

    /// The operators with prefix `FC`: saturating truncation, bulk memory and tables.
    fn misc(&mut self) {
        let saturating = |from, to, signed| (TruncSat { from, to, signed }, to);
        let (op, to) = match self.reader.u32() {
            0 => saturating(F32, I32, true),
            1 => saturating(F32, I32, false),
            2 => saturating(F64, I32, true),
            3 => saturating(F64, I32, false),
            4 => saturating(F32, I64, true),
            5 => saturating(F32, I64, false),
            6 => saturating(F64, I64, true),
            7 => saturating(F64, I64, false),
            8 => return self.init(Builtin::MemoryInit),
            9 => return self.drop_segment(Builtin::DataDrop),
            10 => return self.memory_copy(),
            11 => return self.memory_fill(),
            12 => return self.init(Builtin::TableInit),
            13 => return self.drop_segment(Builtin::ElemDrop),
            14 => return self.table_copy(),
            15 => return self.table_grow(),
            16 => return self.table_size(),
            _ => return self.table_fill(),
        };
        self.convert(op, to);
    }

    /// `memory.init` and `table.init`: the segment comes first, then the memory or table.
    fn init(&mut self, builtin: Builtin) {
        let (segment, target) = (self.reader.u32(), self.reader.u32());
        self.builtin(builtin, pair(target, segment));
    }

    fn table_copy(&mut self) {
        let (destination, source) = (self.reader.u32(), self.reader.u32());
        self.builtin(Builtin::TableCopy, pair(destination, source));
    }

    fn table_fill(&mut self) {
        let table = self.reader.u32();
        self.builtin(Builtin::TableFill, i64::from(table));
    }

    /// `data.drop` and `elem.drop`.
    fn drop_segment(&mut self, builtin: Builtin) {
        let segment = self.reader.u32();
        self.builtin(builtin, i64::from(segment));
    }
}

/// Two indices in one number.
fn pair(low: u32, high: u32) -> i64 {
    (u64::from(high) << 32 | u64::from(low)) as i64
}
