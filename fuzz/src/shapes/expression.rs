//! Expressions: they push one value.

use wasm_encoder::{BlockType, Instruction, MemArg, ValType};

use super::TABLE;
use super::body::Body;
use crate::operators;
use crate::values;

/// The number of kinds of expressions.
pub const KINDS: usize = 16;

/// An address within a memory of one page.
const ADDRESS: i32 = 0xfff8;

impl Body<'_> {
    /// Adds an expression of this type.
    pub fn expression(&mut self, ty: ValType) {
        self.budget -= 1;
        if self.budget <= 0 {
            return self.leaf(ty);
        }
        let kind = self.rng.weighted(&self.plan.expressions);
        match (kind, ty) {
            (0, _) => self.leaf(ty),
            (1, _) => self.operator(ty),
            (2, ValType::I32 | ValType::I64) => self.sum(ty),
            (3, ValType::I32 | ValType::I64) => self.shifted(ty),
            (4, ValType::I32 | ValType::I64) => self.division(ty),
            (5, ValType::I32) => self.condition(3),
            (6, _) => self.load(ty),
            (7, _) => self.selected(ty),
            (8, _) => self.block_with_value(ty),
            (9, _) => self.call_with_value(ty),
            (10, _) => self.assigned(ty),
            (11, _) => self.converted(ty),
            (12, ValType::I32) => self.of_table(),
            (12, ValType::V128) => self.lanes(),
            (13, _) => self.same_twice(ty),
            (14, _) => self.wide_block(ty),
            (15, _) => self.global(ty),
            _ => self.operator(ty),
        }
    }

    /// A local or a constant.
    pub fn leaf(&mut self, ty: ValType) {
        let local = if self.rng.one_in(3) { None } else { self.local(ty, false) };
        let leaf = local.map_or_else(|| values::constant(self.rng, ty), Instruction::LocalGet);
        self.op(leaf);
    }

    fn global(&mut self, ty: ValType) {
        let globals: Vec<u32> =
            (1..self.plan.globals.len() as u32).filter(|i| self.plan.globals[*i as usize] == ty).collect();
        let global = *self.rng.pick(&globals);
        self.op(Instruction::GlobalGet(global));
    }

    /// A random operator with random operands.
    fn operator(&mut self, ty: ValType) {
        let families: Vec<_> = operators::FAMILIES
            .iter()
            .filter(|family| family.result == ty && family.operands.iter().all(|ty| self.plan.types.contains(ty)))
            .collect();
        let Some(family) = (!families.is_empty()).then(|| *self.rng.pick(&families)) else { return self.leaf(ty) };
        let op = self.rng.pick(family.operators).clone();
        let traps = matches!(
            op,
            Instruction::I32TruncF32S
                | Instruction::I32TruncF32U
                | Instruction::I32TruncF64S
                | Instruction::I32TruncF64U
                | Instruction::I64TruncF32S
                | Instruction::I64TruncF32U
                | Instruction::I64TruncF64S
                | Instruction::I64TruncF64U
        );
        if traps && !self.rng.one_in(8) {
            return self.leaf(ty);
        }
        let divides = operators::is_division(&op);
        for (index, operand) in family.operands.iter().enumerate() {
            if index == 1 && divides && !self.rng.one_in(6) {
                // Usually not zero.
                self.leaf(*operand);
                let (one, or) = match operand {
                    ValType::I32 => (Instruction::I32Const(1), Instruction::I32Or),
                    _ => (Instruction::I64Const(1), Instruction::I64Or),
                };
                self.op(one);
                self.op(or);
            } else if self.rng.one_in(2) {
                self.leaf(*operand);
            } else {
                self.expression(*operand);
            }
        }
        self.op(op);
    }

    fn small_constant(&mut self, ty: ValType) {
        let number = *self.rng.pick(&[0, 1, 2, 3, 4, 7, 8, 9, 16, 24, 31, 32, 33, 63, 64, 100, 255, 4096, -1, -8]);
        let number = if self.rng.one_in(4) { values::any_i32(self.rng) } else { number };
        self.op(if ty == ValType::I32 { Instruction::I32Const(number) } else { Instruction::I64Const(number.into()) });
    }

    /// A chain of sums of shifted or multiplied terms.
    fn sum(&mut self, ty: ValType) {
        use Instruction::*;
        let (add, sub, shl, mul) = match ty {
            ValType::I32 => (I32Add, I32Sub, I32Shl, I32Mul),
            _ => (I64Add, I64Sub, I64Shl, I64Mul),
        };
        self.leaf(ty);
        for _ in 0..self.rng.between(1, 5) {
            match self.rng.below(6) {
                0 | 1 => self.small_constant(ty),
                2 => self.expression(ty),
                3 => {
                    self.leaf(ty);
                    self.small_constant(ty);
                    self.op(shl.clone());
                }
                4 => {
                    self.leaf(ty);
                    self.small_constant(ty);
                    self.op(mul.clone());
                }
                _ => self.leaf(ty),
            }
            let op = if self.rng.one_in(4) { sub.clone() } else { add.clone() };
            self.op(op);
            if let Some(local) = self.local(ty, true)
                && self.rng.one_in(8)
            {
                self.op(LocalTee(local));
            }
        }
    }

    /// Shifts, rotations and masks by constants.
    fn shifted(&mut self, ty: ValType) {
        use Instruction::*;
        self.expression(ty);
        for _ in 0..self.rng.between(1, 3) {
            self.small_constant(ty);
            let op = match ty {
                ValType::I32 => self.rng.pick(&[I32Shl, I32ShrS, I32ShrU, I32Rotl, I32Rotr, I32And, I32Or, I32Xor]),
                _ => self.rng.pick(&[I64Shl, I64ShrS, I64ShrU, I64Rotl, I64Rotr, I64And, I64Or, I64Xor]),
            };
            let op = op.clone();
            self.op(op);
        }
    }

    fn division(&mut self, ty: ValType) {
        use Instruction::*;
        self.expression(ty);
        let constant = values::constant(self.rng, ty);
        self.op(match constant {
            I32Const(0) => I32Const(10),
            I64Const(0) => I64Const(10),
            constant => constant,
        });
        let op = match ty {
            ValType::I32 => self.rng.pick(&[I32DivS, I32DivU, I32RemS, I32RemU]),
            _ => self.rng.pick(&[I64DivS, I64DivU, I64RemS, I64RemU]),
        };
        let op = op.clone();
        self.op(op);
    }

    /// One comparison, or several combined.
    pub fn condition(&mut self, depth: u32) {
        use Instruction::*;
        self.budget -= 1;
        match self.rng.below(if depth == 0 { 4 } else { 9 }) {
            0..3 => {
                let ty = match self.plan.ty(self.rng) {
                    ValType::V128 => ValType::I32,
                    ty => ty,
                };
                self.leaf_or(ty, depth);
                match ty {
                    ValType::I32 | ValType::I64 if self.rng.one_in(2) => self.small_constant(ty),
                    _ => self.leaf_or(ty, depth),
                }
                let op = match ty {
                    ValType::I32 => self
                        .rng
                        .pick(&[I32Eq, I32Ne, I32LtS, I32LtU, I32GtS, I32GtU, I32LeS, I32LeU, I32GeS, I32GeU, I32And]),
                    ValType::I64 => {
                        self.rng.pick(&[I64Eq, I64Ne, I64LtS, I64LtU, I64GtS, I64GtU, I64LeS, I64LeU, I64GeS, I64GeU])
                    }
                    ValType::F32 => self.rng.pick(&[F32Eq, F32Ne, F32Lt, F32Gt, F32Le, F32Ge]),
                    _ => self.rng.pick(&[F64Eq, F64Ne, F64Lt, F64Gt, F64Le, F64Ge]),
                };
                let op = op.clone();
                self.op(op);
            }
            3 => self.leaf(ValType::I32),
            4 => {
                self.condition(depth - 1);
                self.op(I32Eqz);
            }
            5 => {
                let ty = if self.plan.types.contains(&ValType::I64) { ValType::I64 } else { ValType::I32 };
                self.leaf_or(ty, depth);
                self.op(if ty == ValType::I64 { I64Eqz } else { I32Eqz });
            }
            _ => {
                self.condition(depth - 1);
                self.condition(depth - 1);
                let op = self.rng.pick(&[I32And, I32And, I32Or, I32Or, I32Xor, I32Eq, I32Ne]).clone();
                self.op(op);
            }
        }
    }

    fn leaf_or(&mut self, ty: ValType, depth: u32) {
        if depth == 0 || self.rng.one_in(2) { self.leaf(ty) } else { self.expression(ty) }
    }

    /// An address and the offset of the access.
    pub fn address(&mut self) -> MemArg {
        use Instruction::*;
        let offset = if self.rng.one_in(4) { values::offset(self.rng) } else { self.rng.below(16) as u64 * 4 };
        match self.rng.below(8) {
            0 => self.leaf(ValType::I32),
            1 | 2 => {
                self.leaf(ValType::I32);
                self.leaf(ValType::I32);
                self.small_constant(ValType::I32);
                self.ops.extend([I32Shl, I32Add, I32Const(ADDRESS), I32And]);
            }
            3 | 4 => {
                self.expression(ValType::I32);
                self.ops.extend([I32Const(ADDRESS), I32And]);
                if self.rng.one_in(2) {
                    self.small_constant(ValType::I32);
                    self.op(I32Add);
                }
            }
            5 => {
                self.leaf(ValType::I32);
                self.leaf(ValType::I32);
                let scale = self.rng.below(5) as i32;
                self.ops.extend([I32Const(scale), I32Shl, I32Add]);
            }
            _ => {
                // A pointer that advances.
                let Some(local) = self.local(ValType::I32, true) else { return self.constant_address(offset) };
                self.ops.extend([LocalGet(local), I32Const(ADDRESS), I32And, LocalTee(local)]);
                if self.rng.one_in(2) {
                    self.ops.extend([LocalGet(local), I32Const(8), I32Add, LocalSet(local)]);
                }
            }
        }
        MemArg { offset, align: 0, target: Default::default(), ordering: None }
    }

    fn constant_address(&mut self, offset: u64) -> MemArg {
        let address = self.rng.below(0x2000) as i32 * 8;
        self.op(Instruction::I32Const(address));
        MemArg { offset, align: 0, target: Default::default(), ordering: None }
    }

    fn load(&mut self, ty: ValType) {
        let arg = self.address();
        let load = self.rng.pick(operators::loads_of(ty))(arg);
        self.op(load);
    }

    fn selected(&mut self, ty: ValType) {
        self.leaf_or(ty, 1);
        self.leaf_or(ty, 1);
        self.condition(2);
        self.op(Instruction::Select);
    }

    /// A block or `if` with a result, which a branch may carry out of it.
    fn block_with_value(&mut self, ty: ValType) {
        let is_if = self.rng.one_in(2);
        if is_if {
            self.condition(2);
        }
        self.op(if is_if { Instruction::If(BlockType::Result(ty)) } else { Instruction::Block(BlockType::Result(ty)) });
        self.labels.push(vec![ty]);
        self.statements();
        self.expression(ty);
        if self.rng.one_in(2) {
            self.condition(1);
            self.op(Instruction::BrIf(0));
        }
        if is_if {
            self.op(Instruction::Else);
            self.statements();
            self.expression(ty);
        }
        self.labels.pop();
        self.op(Instruction::End);
    }

    /// A block with many parameters and results.
    fn wide_block(&mut self, ty: ValType) {
        let params = self.some_types(&[1, 2, 3, 6, 12]);
        let mut results = self.some_types(&[0, 0, 1, 2, 6, 12]);
        results.insert(0, ty);
        params.iter().for_each(|ty| self.leaf_or(*ty, 1));
        let block = self.block_type(&params, &results);
        self.op(Instruction::Block(block));
        self.labels.push(results.clone());
        self.statements();
        if params == results && self.rng.one_in(2) {
            self.condition(1);
            self.op(Instruction::BrIf(0));
        }
        self.take(&params);
        results.iter().for_each(|ty| self.leaf_or(*ty, 1));
        if self.rng.one_in(3) {
            self.op(Instruction::Br(0));
        }
        self.labels.pop();
        self.op(Instruction::End);
        self.take(&results[1..]);
    }

    /// A call of a later function with this result.
    fn call_with_value(&mut self, ty: ValType) {
        let is_one = |(index, (_, results)): &(usize, &super::Signature)| {
            results[..] == [ty] && (*index > self.index || *index < self.plan.hosts)
        };
        let found: Vec<usize> =
            self.plan.signatures.iter().enumerate().filter(is_one).map(|(index, _)| index).collect();
        if found.is_empty() {
            return self.operator(ty);
        }
        let index = *self.rng.pick(&found);
        self.call(index);
    }

    /// A value that is also kept in a local (`local.tee`).
    fn assigned(&mut self, ty: ValType) {
        self.expression(ty);
        if let Some(local) = self.local(ty, true) {
            self.op(Instruction::LocalTee(local));
        }
    }

    /// A value through another type.
    fn converted(&mut self, ty: ValType) {
        use Instruction::*;
        match ty {
            ValType::I32 if self.plan.types.contains(&ValType::I64) => {
                self.expression(ValType::I64);
                self.op(I32WrapI64);
            }
            ValType::I64 => {
                self.expression(ValType::I32);
                let op = self.rng.pick(&[I64ExtendI32S, I64ExtendI32U]).clone();
                self.op(op);
            }
            ValType::F64 => {
                self.expression(ValType::I32);
                let op = self.rng.pick(&[F64ConvertI32S, F64ConvertI32U]).clone();
                self.op(op);
            }
            ValType::F32 => {
                self.expression(ValType::I32);
                let op = self.rng.pick(&[F32ConvertI32S, F32ConvertI32U, F32ReinterpretI32]).clone();
                self.op(op);
            }
            _ => self.operator(ty),
        }
    }

    fn of_table(&mut self) {
        use Instruction::*;
        if self.rng.one_in(4) {
            return self.op(TableSize(0));
        }
        self.leaf(ValType::I32);
        self.ops.extend([I32Const(TABLE as i32 - 1), I32And, TableGet(0), RefIsNull]);
    }

    /// Lane insertions and shuffles.
    fn lanes(&mut self) {
        use Instruction::*;
        self.expression(ValType::V128);
        match self.rng.below(5) {
            0 => {
                self.expression(ValType::V128);
                let lanes = std::array::from_fn(|lane| {
                    if self.rng.one_in(3) { self.rng.below(32) as u8 } else { (lane as u8 * 2) & 31 }
                });
                self.op(I8x16Shuffle(lanes));
            }
            1 => {
                self.leaf(ValType::I32);
                let lane = self.rng.below(4) as u8;
                let op =
                    self.rng.pick(&[I8x16ReplaceLane(lane), I16x8ReplaceLane(lane), I32x4ReplaceLane(lane)]).clone();
                self.op(op);
            }
            2 => {
                let lane = self.rng.below(4) as u8;
                let op =
                    self.rng.pick(&[I8x16ExtractLaneS(lane), I16x8ExtractLaneU(lane), I32x4ExtractLane(lane)]).clone();
                self.ops.extend([op, I32x4Splat]);
            }
            3 => {
                let vector = self.new_local(ValType::V128);
                self.op(LocalSet(vector));
                let memarg = self.address();
                self.op(LocalGet(vector));
                let op = self
                    .rng
                    .pick(&[
                        V128Load8Lane { memarg, lane: 3 },
                        V128Load16Lane { memarg, lane: 2 },
                        V128Load32Lane { memarg, lane: 1 },
                        V128Load64Lane { memarg, lane: 1 },
                    ])
                    .clone();
                self.op(op);
            }
            _ => {
                self.leaf(ValType::V128);
                let op = self.rng.pick(&[I32x4Add, I16x8Mul, V128And, V128AndNot, I8x16Swizzle, I64x2Sub]).clone();
                self.op(op);
            }
        }
    }

    /// An operator with the same value as both operands.
    fn same_twice(&mut self, ty: ValType) {
        use Instruction::*;
        let Some(local) = self.local(ty, true) else { return self.leaf(ty) };
        self.expression(ty);
        self.ops.extend([LocalTee(local), LocalGet(local)]);
        let op = match ty {
            ValType::I32 => self.rng.pick(&[I32Add, I32Sub, I32Mul, I32And, I32Xor, I32Shl, I32Rotl, I32GtU]),
            ValType::I64 => self.rng.pick(&[I64Add, I64Sub, I64Mul, I64And, I64Xor, I64Shl, I64Rotl, I64Or]),
            ValType::F32 => self.rng.pick(&[F32Add, F32Mul, F32Min, F32Copysign]),
            ValType::F64 => self.rng.pick(&[F64Add, F64Mul, F64Max, F64Copysign]),
            _ => self.rng.pick(&[V128Xor, I8x16Add, I32x4Mul, I64x2Eq]),
        };
        let op = op.clone();
        self.op(op);
    }
}
