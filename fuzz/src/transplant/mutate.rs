//! Mutations that keep functions valid: other operators, locals, constants and offsets, and inserted operators.

use std::mem::discriminant;

use wasm_encoder::{BlockType, GlobalType, Instruction, ValType};

use crate::module::Function;
use crate::operators::{self, Kind};
use crate::points::Point;
use crate::rng::Rng;
use crate::values;

/// The environment of a mutation.
pub struct Surroundings<'s> {
    /// The parameters of the function.
    pub params: &'s [ValType],
    /// The types of the globals from index 2 on.
    pub globals: &'s [GlobalType],
}

/// The locals of each type.
struct Locals(Vec<ValType>);

impl Locals {
    fn any(&self, rng: &mut Rng, ty: ValType) -> Option<u32> {
        let count = self.0.iter().filter(|local| **local == ty).count();
        let chosen = if count == 0 { return None } else { rng.below(count) };
        let mut matching = self.0.iter().enumerate().filter(|(_, local)| **local == ty);
        matching.nth(chosen).map(|(index, _)| index as u32)
    }
}

/// Mutates each operator with this probability and inserts half as often. `points` belong to the unchanged function.
pub fn mutate(function: &mut Function, points: &[Point], around: &Surroundings<'_>, rate: f64, rng: &mut Rng) {
    // At least some locals of each type.
    for ty in [ValType::I32, ValType::I64] {
        if rng.chance(0.3) {
            function.locals.push(ty);
        }
    }
    let locals = Locals(around.params.iter().chain(&function.locals).copied().collect());
    let last = function.ops.len() - 1;
    let mut ops = Vec::with_capacity(function.ops.len() + function.ops.len() / 8);
    for (index, mut op) in std::mem::take(&mut function.ops).into_iter().enumerate() {
        if rng.chance(rate) {
            change(&mut op, &locals, around, rng);
        }
        ops.push(op);
        if index != last && points[index].reachable && rng.chance(rate / 2.0) {
            insert(&mut ops, &points[index], &locals, rng);
        }
    }
    function.ops = ops;
}

/// Replaces an operator or its immediates by others of the same type.
fn change(op: &mut Instruction<'static>, locals: &Locals, around: &Surroundings<'_>, rng: &mut Rng) {
    use Instruction::*;
    match op {
        I32Const(_) => *op = values::constant(rng, ValType::I32),
        I64Const(_) => *op = values::constant(rng, ValType::I64),
        F32Const(_) => *op = values::constant(rng, ValType::F32),
        F64Const(_) => *op = values::constant(rng, ValType::F64),
        V128Const(_) => *op = values::constant(rng, ValType::V128),
        LocalGet(local) | LocalSet(local) | LocalTee(local) => {
            let ty = locals.0[*local as usize];
            *local = locals.any(rng, ty).unwrap_or(*local);
        }
        GlobalGet(global) | GlobalSet(global) if *global >= 2 => {
            let ty = around.globals[*global as usize - 2];
            let same: Vec<u32> =
                (0..around.globals.len() as u32).filter(|i| around.globals[*i as usize] == ty).collect();
            *global = *rng.pick(&same) + 2;
        }
        I8x16Shuffle(lanes) => {
            let at = rng.below(16);
            lanes[at] = rng.below(32) as u8;
        }
        other => {
            let Some(kind) = operators::kind(other) else { return };
            if matches!(kind, Kind::Load(_) | Kind::Store(_))
                && rng.one_in(2)
                && let Some(arg) = operators::mem_arg(other)
            {
                arg.offset = values::offset(rng);
                return;
            }
            let arg = operators::mem_arg(other).copied();
            let access = |arg: Option<wasm_encoder::MemArg>| {
                let arg = arg.expect("an access has an immediate");
                wasm_encoder::MemArg { align: 0, ..arg }
            };
            *other = match kind {
                Kind::Family(family) => rng.pick(operators::FAMILIES[family].operators).clone(),
                Kind::Load(ty) => rng.pick(operators::loads_of(ty))(access(arg)),
                Kind::Store(ty) => rng.pick(operators::stores_of(ty))(access(arg)),
            };
        }
    }
}

/// An operand: a local or a constant.
fn operand(ops: &mut Vec<Instruction<'static>>, ty: ValType, locals: &Locals, rng: &mut Rng) {
    let local = if rng.one_in(3) { None } else { locals.any(rng, ty) };
    ops.push(local.map_or_else(|| values::constant(rng, ty), Instruction::LocalGet));
}

/// A condition: a local or a comparison.
fn condition(ops: &mut Vec<Instruction<'static>>, locals: &Locals, rng: &mut Rng) {
    let compared = *rng.pick(&[ValType::I32, ValType::I32, ValType::I64, ValType::F64]);
    let operands = [compared, compared];
    let compare = operators::families_from(&operands, ValType::I32).next();
    match compare {
        Some(family) if !rng.one_in(3) => {
            operand(ops, compared, locals, rng);
            operand(ops, compared, locals, rng);
            ops.push(rng.pick(family.operators).clone());
            // Divisions have the same signature, but trap.
            if let Some(op) = ops.last_mut()
                && matches!(
                    op,
                    Instruction::I32DivS | Instruction::I32DivU | Instruction::I32RemS | Instruction::I32RemU
                )
            {
                *op = Instruction::I32LtU;
            }
        }
        _ => operand(ops, ValType::I32, locals, rng),
    }
    if rng.one_in(4) {
        ops.push(Instruction::I32Eqz);
    }
}

/// Inserts operators that change nothing on the stack but the topmost value.
fn insert(ops: &mut Vec<Instruction<'static>>, point: &Point, locals: &Locals, rng: &mut Rng) {
    use Instruction::*;
    if rng.one_in(8)
        && let Some(&label) = point.plain_labels.first().map(|_| rng.pick(&point.plain_labels))
    {
        condition(ops, locals, rng);
        return ops.push(BrIf(label));
    }
    if rng.one_in(12) {
        // A block that a branch leaves while values are on its stack.
        ops.push(Block(BlockType::Empty));
        for _ in 0..rng.below(3) {
            operand(ops, *rng.pick(&[ValType::I32, ValType::I64, ValType::F64]), locals, rng);
        }
        condition(ops, locals, rng);
        return ops.extend([BrIf(0), Unreachable, End]);
    }
    let Some(&top) = point.operands.first() else {
        // An empty stack: an assignment.
        let ty = *rng.pick(&[ValType::I32, ValType::I32, ValType::I64]);
        if let Some(local) = locals.any(rng, ty) {
            operand(ops, ty, locals, rng);
            ops.push(LocalSet(local));
        }
        return;
    };
    if matches!(top, ValType::Ref(_)) {
        return;
    }
    match rng.below(9) {
        0 | 1 => {
            if let Some(local) = locals.any(rng, top) {
                ops.push(LocalTee(local));
                if rng.one_in(3) {
                    ops.push(LocalGet(local));
                    binary(ops, top, rng);
                }
            }
        }
        2 => {
            if let Some(family) = operators::families_from(&[top], top).next() {
                ops.push(rng.pick(family.operators).clone());
            }
        }
        3 | 4 => {
            operand(ops, top, locals, rng);
            binary(ops, top, rng);
        }
        5 => {
            operand(ops, top, locals, rng);
            condition(ops, locals, rng);
            ops.push(Select);
        }
        6 => {
            // Both arms are equal.
            if let Some(local) = locals.any(rng, top) {
                ops.extend([LocalTee(local), LocalGet(local)]);
                condition(ops, locals, rng);
                ops.push(Select);
            }
        }
        7 => {
            ops.push(Drop);
            operand(ops, top, locals, rng);
        }
        _ => match point.operands.get(1) {
            Some(second) if *second == top => {
                binary(ops, top, rng);
                operand(ops, top, locals, rng);
            }
            _ => ops.push(Nop),
        },
    }
}

fn binary(ops: &mut Vec<Instruction<'static>>, ty: ValType, rng: &mut Rng) {
    let operands = [ty, ty];
    let Some(family) = operators::families_from(&operands, ty).next() else { return ops.push(Instruction::Drop) };
    let op = rng.pick(family.operators).clone();
    // Trapping operators would end most runs early.
    let traps = [Instruction::I32DivS, Instruction::I32RemS, Instruction::I64DivS, Instruction::I64RemS];
    if traps.iter().any(|trap| discriminant(trap) == discriminant(&op)) && !rng.one_in(4) {
        return ops.push(family.operators[0].clone());
    }
    ops.push(op);
}
