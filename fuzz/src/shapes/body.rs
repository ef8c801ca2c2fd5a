//! A function under construction.

use wasm_encoder::{BlockType, Instruction, ValType};

use super::{Plan, Signature, intern};
use crate::module::Function;
use crate::rng::Rng;

/// A function under construction.
pub struct Body<'p> {
    pub plan: &'p Plan,
    /// The types of the module.
    pub types: &'p mut Vec<Signature>,
    /// The index of the function.
    pub index: usize,
    pub rng: &'p mut Rng,
    /// Parameters and declared locals.
    pub locals: Vec<ValType>,
    /// Loop counters, which no other statement assigns.
    pub counters: Vec<u32>,
    pub ops: Vec<Instruction<'static>>,
    /// The label types of the open blocks, outermost first.
    pub labels: Vec<Vec<ValType>>,
    /// The number of open loops.
    pub loops: u32,
    /// The remaining budget of operators.
    pub budget: i32,
}

impl<'p> Body<'p> {
    /// Begins the function with this index.
    pub fn new(plan: &'p Plan, types: &'p mut Vec<Signature>, index: usize, rng: &'p mut Rng) -> Body<'p> {
        let (params, results) = &plan.signatures[index];
        let mut locals = params.clone();
        // One local of every type, so that each type can be used.
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

    /// Generates the body.
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

    /// A local of this type, if there is one; an assignable one on request.
    pub fn local(&mut self, ty: ValType, assigned: bool) -> Option<u32> {
        // Lower indices more often, so that they get homes.
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

    /// A few random types.
    pub fn some_types(&mut self, counts: &[usize]) -> Vec<ValType> {
        let count = *self.rng.pick(counts);
        (0..count).map(|_| self.plan.ty(self.rng)).collect()
    }

    /// A few statements, within a part of the budget.
    pub fn statements(&mut self) {
        for _ in 0..self.rng.below(4) {
            if self.budget > 0 {
                self.statement();
            }
        }
    }

    /// Pops values of these types into locals or memory, or drops them.
    pub fn take(&mut self, types: &[ValType]) {
        for ty in types.iter().rev() {
            match self.local(*ty, true) {
                Some(local) if !self.rng.one_in(3) => self.op(Instruction::LocalSet(local)),
                _ => self.op(Instruction::Drop),
            }
        }
    }
}
