//! Constant expressions: the initial values of globals, the offsets of segments, the items of element segments.

use alloc::vec;
use alloc::vec::Vec;

use wasmparser::Operator;

use super::{types, unsupported};
use crate::error::CompileError;
use crate::module::{ConstExpr, ConstOp};
use crate::types::RefType;

/// Reads an expression that the validator has accepted.
pub(super) fn read(expr: &wasmparser::ConstExpr<'_>) -> Result<ConstExpr, CompileError> {
    let mut ops = ConstExpr::Many(Vec::new());
    for op in expr.get_operators_reader().into_iter_with_offsets() {
        let (op, offset) = op?;
        let op = match op {
            Operator::I32Const { value } => ConstOp::I32Const(value),
            Operator::I64Const { value } => ConstOp::I64Const(value),
            Operator::F32Const { value } => ConstOp::F32Const(value.bits()),
            Operator::F64Const { value } => ConstOp::F64Const(value.bits()),
            Operator::V128Const { value } => ConstOp::V128Const(*value.bytes()),
            Operator::GlobalGet { global_index } => ConstOp::GlobalGet(global_index),
            Operator::RefNull { hty } => {
                ConstOp::RefNull(RefType { nullable: true, heap_type: types::heap_type(hty, offset)? })
            }
            Operator::RefFunc { function_index } => ConstOp::RefFunc(function_index),
            Operator::I32Add => ConstOp::I32Add,
            Operator::I32Sub => ConstOp::I32Sub,
            Operator::I32Mul => ConstOp::I32Mul,
            Operator::I64Add => ConstOp::I64Add,
            Operator::I64Sub => ConstOp::I64Sub,
            Operator::I64Mul => ConstOp::I64Mul,
            Operator::End => break,
            _ => return Err(unsupported("this operator in a constant expression", offset)),
        };
        match &mut ops {
            ConstExpr::Many(more) if more.is_empty() => ops = ConstExpr::One(op),
            ConstExpr::Many(more) => more.push(op),
            ConstExpr::One(first) => ops = ConstExpr::Many(vec![*first, op]),
        }
    }
    Ok(ops)
}

/// The functions that an expression takes a reference to.
pub(super) fn functions(expr: &ConstExpr) -> impl Iterator<Item = u32> + '_ {
    expr.ops().iter().filter_map(|op| match op {
        ConstOp::RefFunc(index) => Some(*index),
        _ => None,
    })
}
