//! Statements: they leave the operand stack as it is.

use wasm_encoder::{BlockType, HeapType, Instruction, RefType, ValType};

use super::TABLE;
use super::body::Body;
use crate::operators;

/// The number of kinds of statements.
pub const KINDS: usize = 16;

impl Body<'_> {
    /// Adds a statement.
    pub fn statement(&mut self) {
        self.budget -= 1;
        match self.rng.weighted(&self.plan.statements) {
            0 => self.assignment(),
            1 => self.store(),
            2 => self.in_memory(),
            3 => self.two_arms(),
            4 => self.counted_loop(),
            5 => self.block(),
            6 => self.any_call(),
            7 => self.assign_global(),
            8 => self.exit(),
            9 => self.table_of_exits(),
            10 => self.bulk(),
            11 => self.of_table_element(),
            12 => self.deep_blocks(),
            13 => self.walk(),
            14 if self.plan.types.contains(&ValType::I64) => self.wide(),
            _ => {
                let ty = self.plan.ty(self.rng);
                self.expression(ty);
                self.op(Instruction::Drop);
            }
        }
    }

    fn assignment(&mut self) {
        let ty = self.plan.ty(self.rng);
        self.expression(ty);
        self.take(&[ty]);
    }

    fn store(&mut self) {
        let ty = self.plan.ty(self.rng);
        let arg = self.address();
        self.expression(ty);
        let store = self.rng.pick(operators::stores_of(ty))(arg);
        self.op(store);
    }

    /// A load, an operator, and a store to the same address.
    fn in_memory(&mut self) {
        use Instruction::*;
        let pointer = self.new_local(ValType::I32);
        let arg = self.address();
        self.ops.extend([LocalTee(pointer), LocalGet(pointer)]);
        if self.rng.one_in(2) || !self.plan.types.contains(&ValType::I64) {
            let (load, store) = self
                .rng
                .pick(&[
                    (I32Load(arg), I32Store(arg)),
                    (I32Load8U(arg), I32Store8(arg)),
                    (I32Load8S(arg), I32Store8(arg)),
                    (I32Load16U(arg), I32Store16(arg)),
                    (I32Load16S(arg), I32Store(arg)),
                ])
                .clone();
            self.op(load);
            self.leaf(ValType::I32);
            let op = self.rng.pick(&[I32Add, I32Sub, I32And, I32Or, I32Xor, I32Shl, I32Mul, I32ShrU]).clone();
            self.ops.extend([op, store]);
        } else {
            let (load, store) = self
                .rng
                .pick(&[
                    (I64Load(arg), I64Store(arg)),
                    (I64Load32U(arg), I64Store32(arg)),
                    (I64Load8S(arg), I64Store8(arg)),
                    (I64Load32S(arg), I64Store(arg)),
                ])
                .clone();
            self.op(load);
            self.leaf(ValType::I64);
            let op = self.rng.pick(&[I64Add, I64Sub, I64And, I64Or, I64Xor, I64Shl, I64Rotr]).clone();
            self.ops.extend([op, store]);
        }
    }

    /// Sums and products of 128 bits.
    fn wide(&mut self) {
        use Instruction::{I64Add128, I64MulWideS, I64MulWideU, I64Sub128};
        let op = self.rng.pick(&[I64Add128, I64Sub128, I64MulWideS, I64MulWideU]).clone();
        let operands = if matches!(op, I64Add128 | I64Sub128) { 4 } else { 2 };
        (0..operands)
            .for_each(|_| if self.rng.one_in(3) { self.expression(ValType::I64) } else { self.leaf(ValType::I64) });
        self.op(op);
        self.take(&[ValType::I64, ValType::I64]);
    }

    fn two_arms(&mut self) {
        self.condition(3);
        self.op(Instruction::If(BlockType::Empty));
        self.labels.push(Vec::new());
        self.statements();
        if self.rng.one_in(2) {
            self.op(Instruction::Else);
            self.statements();
        }
        self.labels.pop();
        self.op(Instruction::End);
    }

    /// A loop that ends after a few iterations.
    fn counted_loop(&mut self) {
        use Instruction::*;
        if self.loops >= 2 {
            return self.block();
        }
        let counter = self.new_local(ValType::I32);
        self.counters.push(counter);
        let count = self.rng.between(1, 6) as i32;
        self.ops.extend([I32Const(count), LocalSet(counter), Loop(BlockType::Empty)]);
        // No other statement may branch to this label, or the loop would not terminate.
        self.labels.push(vec![ValType::Ref(wasm_encoder::RefType::EXTERNREF)]);
        self.loops += 1;
        self.statements();
        self.statements();
        self.loops -= 1;
        self.labels.pop();
        self.ops.extend([LocalGet(counter), I32Const(1), I32Sub, LocalTee(counter)]);
        if self.rng.one_in(3) {
            self.ops.extend([I32Const(0), I32GtS]);
        }
        self.ops.extend([BrIf(0), End]);
    }

    fn block(&mut self) {
        self.op(Instruction::Block(BlockType::Empty));
        self.labels.push(Vec::new());
        self.statements();
        self.exit();
        self.statements();
        self.labels.pop();
        self.op(Instruction::End);
    }

    /// The depths of labels that a branch may take.
    fn open_labels(&self) -> Vec<u32> {
        let is_open =
            |depth: &usize| self.labels[self.labels.len() - 1 - depth].iter().all(|ty| !matches!(ty, ValType::Ref(_)));
        (0..self.labels.len()).filter(is_open).map(|depth| depth as u32).collect()
    }

    fn carried(&self, depth: u32) -> Vec<ValType> {
        self.labels[self.labels.len() - 1 - depth as usize].clone()
    }

    /// A branch out of a block, usually conditional.
    fn exit(&mut self) {
        use Instruction::*;
        let labels = self.open_labels();
        let depth = *self.rng.pick(&labels);
        let types = self.carried(depth);
        match self.rng.below(6) {
            0 => {
                self.condition(2);
                self.op(If(BlockType::Empty));
                self.labels.push(Vec::new());
                types.iter().for_each(|ty| self.leaf(*ty));
                let is_function = depth as usize + 2 == self.labels.len();
                let leaves = is_function && self.rng.one_in(2);
                self.op(if leaves { Return } else { Br(depth + 1) });
                self.labels.pop();
                self.op(End);
            }
            1 if self.budget % 3 == 0 => {
                types.iter().for_each(|ty| self.leaf(*ty));
                self.op(Br(depth));
            }
            2 if self.rng.one_in(3) => {
                self.condition(2);
                self.ops.extend([If(BlockType::Empty), Unreachable, End]);
            }
            _ => {
                types.iter().for_each(|ty| self.expression(*ty));
                self.condition(2);
                self.op(BrIf(depth));
                self.take(&types);
            }
        }
    }

    fn table_of_exits(&mut self) {
        let labels = self.open_labels();
        let depth = *self.rng.pick(&labels);
        let types = self.carried(depth);
        let same: Vec<u32> = labels.into_iter().filter(|label| self.carried(*label) == types).collect();
        let targets: Vec<u32> = (0..self.rng.below(6)).map(|_| *self.rng.pick(&same) + 1).collect();
        // Inside a block, so that the code after it is reachable.
        self.op(Instruction::Block(BlockType::Empty));
        self.labels.push(Vec::new());
        types.iter().for_each(|ty| self.leaf(*ty));
        self.expression(ValType::I32);
        if !types.is_empty() || self.rng.one_in(2) {
            self.op(Instruction::BrTable(targets.into(), depth + 1));
        } else {
            self.op(Instruction::BrTable(targets.into(), 0));
        }
        self.labels.pop();
        self.op(Instruction::End);
    }

    /// A call of the function with this index. Its results stay on the stack.
    pub fn call(&mut self, index: usize) {
        use Instruction::*;
        let signature = self.plan.signatures[index].clone();
        signature.0.iter().for_each(|ty| if self.rng.one_in(2) { self.leaf(*ty) } else { self.expression(*ty) });
        if self.rng.one_in(4) {
            let ty = self.reference(index, &signature);
            self.op(CallRef(ty));
        } else if index < self.plan.hosts || self.rng.one_in(3) {
            let type_index = super::intern(self.types, &signature);
            self.leaf(ValType::I32);
            self.ops.extend([I32Const(TABLE as i32 - 1), I32And, CallIndirect { type_index, table_index: 0 }]);
        } else {
            self.op(Call(index as u32));
        }
    }

    /// A reference to the function with this index and signature, or null. Returns the index of its type.
    fn reference(&mut self, index: usize, signature: &super::Signature) -> u32 {
        use Instruction::*;
        let ty = super::intern(self.types, signature);
        let heap_type = HeapType::Concrete(ty);
        let [nullable, non_null] =
            [true, false].map(|nullable| ValType::Ref(RefType { nullable, heap_type }));
        let function = RefFunc(index as u32);
        // Rarely null.
        let perhaps_null = |body: &mut Self| {
            body.ops.extend([function.clone(), RefNull(heap_type)]);
            body.leaf(ValType::I32);
            body.op(TypedSelect(nullable));
        };
        match self.rng.below(9) {
            0 => perhaps_null(self),
            1 => {
                let local = self.new_local(nullable);
                perhaps_null(self);
                self.op(LocalTee(local));
            }
            2 => {
                let local = self.new_local(non_null);
                self.ops.extend([function, LocalSet(local), LocalGet(local)]);
            }
            3 => {
                perhaps_null(self);
                self.op(RefAsNonNull);
            }
            4 => {
                self.op(Block(BlockType::Result(non_null)));
                perhaps_null(self);
                self.ops.extend([BrOnNonNull(0), function, End]);
            }
            5 => {
                self.op(Block(BlockType::Result(non_null)));
                self.op(Block(BlockType::Empty));
                perhaps_null(self);
                self.ops.extend([BrOnNull(0), Br(1), End, function, End]);
            }
            6 => {
                // What is carried is of no use, but for what it does to registers.
                let ty = self.plan.ty(self.rng);
                self.op(Block(BlockType::Result(ty)));
                self.leaf(ty);
                perhaps_null(self);
                self.ops.extend([BrOnNull(0), Drop, End, Drop, function]);
            }
            _ => self.op(function),
        }
        ty
    }

    /// A tail call, on a condition, of any function with the results of this one, if there is one. Returns whether there is.
    fn tail_call(&mut self) -> bool {
        let results = &self.plan.signatures[self.index].1;
        let may_call = |index: &usize| *index < self.plan.hosts || *index > self.index;
        let same: Vec<usize> = (0..self.plan.signatures.len())
            .filter(|index| may_call(index) && self.plan.signatures[*index].1 == *results)
            .collect();
        if same.is_empty() {
            return false;
        }
        let index = *self.rng.pick(&same);
        let signature = self.plan.signatures[index].clone();
        self.op(Instruction::Block(BlockType::Empty));
        self.labels.push(Vec::new());
        self.expression(ValType::I32);
        self.op(Instruction::BrIf(0));
        signature.0.iter().for_each(|ty| if self.rng.one_in(2) { self.leaf(*ty) } else { self.expression(*ty) });
        if self.rng.one_in(4) {
            let ty = self.reference(index, &signature);
            self.op(Instruction::ReturnCallRef(ty));
        } else if self.rng.one_in(3) {
            let type_index = super::intern(self.types, &signature);
            self.leaf(ValType::I32);
            self.ops.extend([Instruction::I32Const(TABLE as i32 - 1), Instruction::I32And]);
            self.op(Instruction::ReturnCallIndirect { type_index, table_index: 0 });
        } else {
            self.op(Instruction::ReturnCall(index as u32));
        }
        self.labels.pop();
        self.op(Instruction::End);
        true
    }

    fn any_call(&mut self) {
        if self.rng.one_in(5) && self.tail_call() {
            return;
        }
        let count = self.plan.signatures.len();
        let hosts = self.plan.hosts;
        if hosts > 0 && self.rng.one_in(2) {
            let index = self.rng.below(hosts);
            let (params, results) = self.plan.signatures[index].clone();
            params.iter().for_each(|ty| self.leaf(*ty));
            self.op(Instruction::Call(index as u32));
            return self.take(&results);
        }
        if self.index + 1 >= count {
            return self.assignment();
        }
        let index = self.rng.between(self.index + 1, count - 1);
        self.call(index);
        let results = self.plan.signatures[index].1.clone();
        self.take(&results);
    }

    fn assign_global(&mut self) {
        let global = self.rng.between(1, self.plan.globals.len() - 1);
        let ty = self.plan.globals[global];
        if self.plan.types.contains(&ty) {
            self.expression(ty)
        } else {
            self.leaf(ty)
        }
        self.op(Instruction::GlobalSet(global as u32));
    }

    fn bulk(&mut self) {
        use Instruction::*;
        let mask = |body: &mut Self| {
            body.leaf(ValType::I32);
            let mask = *body.rng.pick(&[0x7ff8, 0xffff, 0x7fff, 15]);
            body.ops.extend([I32Const(mask), I32And]);
        };
        let length = |body: &mut Self, most: usize| {
            if body.rng.one_in(3) {
                body.leaf(ValType::I32);
                return body.ops.extend([I32Const(31), I32And]);
            }
            let length = body.rng.below(most) as i32;
            body.op(I32Const(length));
        };
        match self.rng.below(8) {
            0 => {
                self.leaf(ValType::I32);
                self.ops.extend([I32Const(1), I32And, MemoryGrow(0)]);
                self.take(&[ValType::I32]);
            }
            1 | 2 => {
                mask(self);
                self.leaf(ValType::I32);
                length(self, 80);
                self.op(MemoryFill(0));
            }
            3 => {
                mask(self);
                length(self, 20);
                length(self, 20);
                self.op(MemoryInit { mem: 0, data_index: 0 });
            }
            4 => {
                self.op(MemorySize(0));
                self.take(&[ValType::I32]);
            }
            _ => {
                mask(self);
                mask(self);
                length(self, 80);
                self.op(MemoryCopy { src_mem: 0, dst_mem: 0 });
            }
        }
    }

    fn of_table_element(&mut self) {
        use Instruction::*;
        let function = self.rng.below(self.plan.signatures.len()) as u32;
        self.leaf(ValType::I32);
        self.ops.extend([I32Const(TABLE as i32 - 1), I32And]);
        match self.rng.below(3) {
            0 => self.ops.extend([RefFunc(function), TableSet(0)]),
            1 => {
                self.leaf(ValType::I32);
                self.ops.extend([I32Const(TABLE as i32 - 1), I32And, TableGet(0), TableSet(0)]);
            }
            _ => {
                self.leaf(ValType::I32);
                self.ops.extend([I32Const(7), I32And]);
                self.ops.extend([I32Const(3), TableCopy { src_table: 0, dst_table: 0 }]);
            }
        }
    }

    /// Nested blocks, most of which are left from the innermost.
    fn deep_blocks(&mut self) {
        let depth = *self.rng.pick(&[3, 5, 10, 30]);
        for _ in 0..depth {
            self.op(Instruction::Block(BlockType::Empty));
            self.labels.push(Vec::new());
        }
        self.statements();
        if self.rng.one_in(2) {
            self.leaf(ValType::I32);
            let targets: Vec<u32> = (0..self.rng.between(1, 2 * depth)).map(|_| self.rng.below(depth) as u32).collect();
            self.op(Instruction::BrTable(targets.into(), 0));
        }
        for _ in 0..depth {
            self.labels.pop();
            self.op(Instruction::End);
            if self.budget > 0 && self.rng.one_in(3) {
                self.statement();
            }
        }
    }

    /// Accesses relative to a pointer that changes in between.
    fn walk(&mut self) {
        use Instruction::*;
        let Some(pointer) = self.local(ValType::I32, true) else { return self.store() };
        self.ops.extend([LocalGet(pointer), I32Const(0xffc0), I32And, LocalSet(pointer)]);
        for _ in 0..self.rng.between(1, 4) {
            let offset = self.rng.below(32) as u64;
            let arg = wasm_encoder::MemArg { offset, align: 0, target: Default::default(), ordering: None };
            let step = *self.rng.pick(&[1, 4, 8, -4]);
            match self.rng.below(4) {
                0 => {
                    self.ops.extend([LocalGet(pointer), I32Load(arg)]);
                    self.ops.extend([LocalGet(pointer), I32Const(step), I32Add, LocalSet(pointer)]);
                    self.take(&[ValType::I32]);
                }
                1 => {
                    self.op(LocalGet(pointer));
                    self.ops.extend([LocalGet(pointer), I32Const(step), I32Add, LocalSet(pointer)]);
                    self.leaf(ValType::I32);
                    self.op(I32Store(arg));
                }
                2 => {
                    self.ops.extend([LocalGet(pointer), I32Const(step), I32Add, LocalTee(pointer)]);
                    self.leaf(ValType::I32);
                    self.op(I32Store8(arg));
                }
                _ => {
                    self.ops.extend([LocalGet(pointer), LocalGet(pointer), I32Load16U(arg)]);
                    self.leaf(ValType::I32);
                    self.ops.extend([I32Add, I32Store16(arg)]);
                }
            }
        }
    }
}
