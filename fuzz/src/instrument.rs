//! Instrumentation that makes every guest terminate and makes results independent of NaN bits.

use wasm_encoder::{BlockType, Ieee32, Ieee64, Instruction, ValType};

use crate::module::Function;

const NAN_32: u32 = 0x7fc0_0000;
const NAN_64: u64 = 0x7ff8_0000_0000_0000;

/// Consumes `amount` of fuel; traps if none is left.
fn check(ops: &mut Vec<Instruction<'static>>, fuel: u32, amount: i32) {
    ops.extend([
        Instruction::GlobalGet(fuel),
        Instruction::I32Const(0),
        Instruction::I32LeS,
        Instruction::If(BlockType::Empty),
        Instruction::Unreachable,
        Instruction::End,
        Instruction::GlobalGet(fuel),
        Instruction::I32Const(amount),
        Instruction::I32Sub,
        Instruction::GlobalSet(fuel),
    ]);
}

/// Makes a function and each iteration of its loops consume one unit of fuel from a global, and trap if none is left.
/// `entry` is the fuel that a call consumes: more for a large frame.
pub fn consume_fuel(function: &mut Function, fuel: u32, entry: i32) {
    let mut ops = Vec::with_capacity(function.ops.len() + 20);
    check(&mut ops, fuel, entry);
    for op in function.ops.drain(..) {
        let is_loop = matches!(op, Instruction::Loop(_));
        ops.push(op);
        if is_loop {
            check(&mut ops, fuel, 1);
        }
    }
    function.ops = ops;
}

/// Makes a function whose loops terminate consume this amount of fuel when it is called.
pub fn enter_with_fuel(function: &mut Function, fuel: u32, entry: i32) {
    let mut ops = Vec::with_capacity(function.ops.len() + 10);
    check(&mut ops, fuel, entry);
    ops.append(&mut function.ops);
    function.ops = ops;
}

/// The type of the topmost operand if the operator exposes its NaN bits.
fn exposes_nan(op: &Instruction<'_>) -> Option<ValType> {
    use Instruction::*;
    match op {
        F32Store(_) | I32ReinterpretF32 | F32Copysign | F32x4Splat | F32x4ReplaceLane(_) => Some(ValType::F32),
        F64Store(_) | I64ReinterpretF64 | F64Copysign | F64x2Splat | F64x2ReplaceLane(_) => Some(ValType::F64),
        _ => None,
    }
}

/// The lane type if a vector operator may produce arbitrary NaN bits.
fn produces_nan(op: &Instruction<'_>) -> Option<ValType> {
    use Instruction::*;
    match op {
        F32x4Ceil | F32x4Floor | F32x4Trunc | F32x4Nearest | F32x4Sqrt | F32x4Add | F32x4Sub | F32x4Mul | F32x4Div
        | F32x4Min | F32x4Max | F32x4DemoteF64x2Zero | F32x4RelaxedMadd | F32x4RelaxedNmadd | F32x4RelaxedMin
        | F32x4RelaxedMax => Some(ValType::F32),
        F64x2Ceil | F64x2Floor | F64x2Trunc | F64x2Nearest | F64x2Sqrt | F64x2Add | F64x2Sub | F64x2Mul | F64x2Div
        | F64x2Min | F64x2Max | F64x2PromoteLowF32x4 | F64x2RelaxedMadd | F64x2RelaxedNmadd | F64x2RelaxedMin
        | F64x2RelaxedMax => Some(ValType::F64),
        _ => None,
    }
}

/// Canonicalises NaNs where their bits would be exposed. `params` is the number of parameters.
pub fn canonicalize(function: &mut Function, params: u32) {
    if !function.ops.iter().any(|op| exposes_nan(op).is_some() || produces_nan(op).is_some()) {
        return;
    }
    let first = params + function.locals.len() as u32;
    function.locals.extend([ValType::F32, ValType::F64, ValType::V128]);
    let mut ops = Vec::with_capacity(function.ops.len() * 2);
    for op in function.ops.drain(..) {
        match exposes_nan(&op) {
            Some(ValType::F32) => ops.extend([
                Instruction::LocalTee(first),
                Instruction::F32Const(Ieee32::from(f32::from_bits(NAN_32))),
                Instruction::LocalGet(first),
                Instruction::LocalGet(first),
                Instruction::F32Eq,
                Instruction::Select,
            ]),
            Some(_) => ops.extend([
                Instruction::LocalTee(first + 1),
                Instruction::F64Const(Ieee64::from(f64::from_bits(NAN_64))),
                Instruction::LocalGet(first + 1),
                Instruction::LocalGet(first + 1),
                Instruction::F64Eq,
                Instruction::Select,
            ]),
            None => {}
        }
        let made = produces_nan(&op);
        ops.push(op);
        if let Some(ty) = made {
            let (nan, compare) = match ty {
                ValType::F32 => (u128::from(NAN_32) * 0x1_0000_0001_0000_0001_0000_0001, Instruction::F32x4Eq),
                _ => (u128::from(NAN_64) * 0x1_0000_0000_0000_0001, Instruction::F64x2Eq),
            };
            ops.extend([
                Instruction::LocalTee(first + 2),
                Instruction::V128Const(nan as i128),
                Instruction::LocalGet(first + 2),
                Instruction::LocalGet(first + 2),
                compare,
                Instruction::V128Bitselect,
            ]);
        }
    }
    function.ops = ops;
}
