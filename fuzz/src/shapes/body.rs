//! A function under way.

use wasm_encoder::{BlockType, Instruction, ValType};

use super::{Plan, Signature, intern};
use crate::module::Function;
use crate::rng::Rng;

/// A function under way.
pub struct Body<'p> {
    pub plan: &'p Plan,
    /// The types of the module.
    pub types: &'p mut Vec<Signature>,
    /// The function's own number.
    pub index: usize,
    pub rng: &'p mut Rng,
    /// Parameters and declared locals.
    pub locals: Vec<ValType>,
    /// Locals that count iterations, which nothing else assigns.
    pub counters: Vec<u32>,
    pub ops: Vec<Instruction<'static>>,
    /// What a branch to each open block carries, the outermost first.
    pub labels: Vec<Vec<ValType>>,
    /// How many loops are open.
    pub loops: u32,
    /// How much may still be added.
    pub budget: i32,
}

impl<'p> Body<'p> {
    /// Begins the function of this number.
    pub fn new(plan: &'p Plan, types: &'p mut Vec<Signature>, index: usize, rng: &'p mut Rng) -> Body<'p> {
        let (params, results) = &plan.signatures[index];
        let mut locals = params.clone();
        // Where one is of every type, each can be used.
        locals.extend(&plan.types);
        let more = match rng.below(40) {
            0 => rng.between(600, 5000),
            1..5 => rng.between(20, 200),
            _ => rng.below(8),
        };
        locals.extend((0..more).map(|_| plan.ty(rng)));
        let budget = *rng.pick(&[6, 15, 30, 30, 60, 150]);
        let labels = vec![results.clone()];
        Body { plan, types, index, rng, locals, counters: Vec::new(), ops: Vec::new(), labels, loops: 0, budget }
    }

    /// All of it.
    pub fn generate(mut self) -> Function {
        while self.budget > 0 {
            self.statement();
        }
        let results = self.plan.signatures[self.index].1.clone();
        self.budget = 12;
        results.into_iter().for_each(|ty| self.expression(ty));
        self.ops.push(Instruction::End);
        let params = self.plan.signatures[self.index].0.len();
        Function { locals: self.locals.split_off(params), ops: self.ops }
    }

    /// Adds an operator.
    pub fn op(&mut self, op: Instruction<'static>) {
        self.ops.push(op);
    }

    /// A local of this type, if there is one; one that may be assigned, if it has to be.
    pub fn local(&mut self, ty: ValType, assigned: bool) -> Option<u32> {
        // Those that come first are used more: they have homes.
        let count = self.locals.len();
        let begin = if self.rng.one_in(3) { self.rng.below(count) } else { self.rng.below(count.min(8)) };
        let is_one =
            |index: &usize| self.locals[*index] == ty && !(assigned && self.counters.contains(&(*index as u32)));
        (begin..count).chain(0..begin).find(is_one).map(|index| index as u32)
    }

    /// A new local.
    pub fn new_local(&mut self, ty: ValType) -> u32 {
        self.locals.push(ty);
        self.locals.len() as u32 - 1
    }

    /// The type of a block.
    pub fn block_type(&mut self, params: &[ValType], results: &[ValType]) -> BlockType {
        match (params, results) {
            ([], []) => BlockType::Empty,
            ([], [result]) => BlockType::Result(*result),
            _ => BlockType::FunctionType(intern(self.types, &(params.to_vec(), results.to_vec()))),
        }
    }

    /// Some types.
    pub fn some_types(&mut self, counts: &[usize]) -> Vec<ValType> {
        let count = *self.rng.pick(counts);
        (0..count).map(|_| self.plan.ty(self.rng)).collect()
    }

    /// Some statements: a part of what may still be added.
    pub fn statements(&mut self) {
        for _ in 0..self.rng.below(4) {
            if self.budget > 0 {
                self.statement();
            }
        }
    }

    /// Takes values of these types from the stack: to locals, to memory, or to nowhere.
    pub fn take(&mut self, types: &[ValType]) {
        for ty in types.iter().rev() {
            match self.local(*ty, true) {
                Some(local) if !self.rng.one_in(3) => self.op(Instruction::LocalSet(local)),
                _ => self.op(Instruction::Drop),
            }
        }
    }
}
