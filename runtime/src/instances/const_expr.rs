//! Constant expressions.

use alloc::vec::Vec;

use windlass_codegen::module::{ConstExpr, ConstOp};
use windlass_codegen::types::ValType;

use crate::api::error::{Error, Result};
use crate::api::global::read_global;
use crate::instances::instance_data::InstanceData;

/// Evaluates `expr` in an instance with its imports and the preceding globals. Returns the bits that represent the
/// value in generated code, zero-extended.
pub(crate) fn evaluate(expr: &ConstExpr, instance: &InstanceData) -> Result<u128> {
    // Nearly all expressions have one operator.
    if let [op] = *expr.ops() {
        return leaf(op, instance).ok_or_else(invalid);
    }
    let mut stack = Vec::with_capacity(expr.ops().len());
    for &op in expr.ops() {
        let value = match leaf(op, instance) {
            Some(value) => value,
            None => {
                let (Some(rhs), Some(lhs)) = (stack.pop(), stack.pop()) else { return Err(invalid()) };
                binary(op, lhs, rhs).ok_or_else(invalid)?
            }
        };
        stack.push(value);
    }
    match stack[..] {
        [value] => Ok(value),
        _ => Err(invalid()),
    }
}

fn leaf(op: ConstOp, instance: &InstanceData) -> Option<u128> {
    Some(match op {
        ConstOp::I32Const(x) => u128::from(x as u32),
        ConstOp::I64Const(x) => u128::from(x as u64),
        ConstOp::F32Const(bits) => u128::from(bits),
        ConstOp::F64Const(bits) => u128::from(bits),
        ConstOp::V128Const(bytes) => u128::from_le_bytes(bytes),
        ConstOp::GlobalGet(index) => {
            let ty: ValType = instance.module.inner().info().globals.get(index as usize)?.content;
            // SAFETY: the address is that of a global of this type.
            unsafe { read_global(instance.global(index), ty) }
        }
        ConstOp::RefNull(_) => 0,
        ConstOp::RefFunc(index) => instance.try_func_ref(index).ok()?.as_ptr().expose_provenance() as u128,
        _ => return None,
    })
}

fn binary(op: ConstOp, lhs: u128, rhs: u128) -> Option<u128> {
    let (a, b) = (lhs as u64, rhs as u64);
    Some(match op {
        ConstOp::I32Add => u128::from((a as u32).wrapping_add(b as u32)),
        ConstOp::I32Sub => u128::from((a as u32).wrapping_sub(b as u32)),
        ConstOp::I32Mul => u128::from((a as u32).wrapping_mul(b as u32)),
        ConstOp::I64Add => u128::from(a.wrapping_add(b)),
        ConstOp::I64Sub => u128::from(a.wrapping_sub(b)),
        ConstOp::I64Mul => u128::from(a.wrapping_mul(b)),
        _ => return None,
    })
}

/// Validation rejects such expressions.
#[cold]
fn invalid() -> Error {
    Error::msg("internal error: an invalid constant expression")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_wraps_at_the_width_of_its_type() {
        assert_eq!(binary(ConstOp::I32Add, 0xffff_ffff, 2), Some(1));
        assert_eq!(binary(ConstOp::I32Sub, 0, 1), Some(0xffff_ffff));
        assert_eq!(binary(ConstOp::I64Mul, 1 << 63, 3), Some(1 << 63));
        assert_eq!(binary(ConstOp::I32Const(1), 0, 0), None);
    }
}
