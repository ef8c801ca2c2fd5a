//! Operators on constants, computed while compiling.
//!
//! Constants are sign-extended from their type, and so are the results.

use windlass_masm::{IntBinOp, IntCond, IntUnOp, ShiftOp, Ty};

/// Cuts a number to the type and extends it again.
pub(super) fn extend(ty: Ty, value: i64) -> i64 {
    if ty.is_64() { value } else { i64::from(value as i32) }
}

/// The number without its sign extension.
pub(super) fn unsigned(ty: Ty, value: i64) -> u64 {
    if ty.is_64() { value as u64 } else { u64::from(value as u32) }
}

pub(super) fn compare(cond: IntCond, ty: Ty, a: i64, b: i64) -> bool {
    let (ua, ub) = (unsigned(ty, a), unsigned(ty, b));
    match cond {
        IntCond::Eq => a == b,
        IntCond::Ne => a != b,
        IntCond::LtS => a < b,
        IntCond::GeS => a >= b,
        IntCond::GtS => a > b,
        IntCond::LeS => a <= b,
        IntCond::LtU => ua < ub,
        IntCond::GeU => ua >= ub,
        IntCond::GtU => ua > ub,
        IntCond::LeU => ua <= ub,
        IntCond::NoCommonBits => a & b == 0,
        IntCond::CommonBits => a & b != 0,
    }
}

pub(super) fn int_binop(op: IntBinOp, ty: Ty, a: i64, b: i64) -> i64 {
    let result = match op {
        IntBinOp::Add => a.wrapping_add(b),
        IntBinOp::Sub => a.wrapping_sub(b),
        IntBinOp::Mul => a.wrapping_mul(b),
        IntBinOp::And => a & b,
        IntBinOp::Or => a | b,
        IntBinOp::Xor => a ^ b,
    };
    extend(ty, result)
}

pub(super) fn shift(op: ShiftOp, ty: Ty, a: i64, b: i64) -> i64 {
    let count = b as u32;
    if ty.is_64() {
        match op {
            ShiftOp::Shl => a.wrapping_shl(count),
            ShiftOp::ShrS => a.wrapping_shr(count),
            ShiftOp::ShrU => (a as u64).wrapping_shr(count) as i64,
            ShiftOp::Rotl => a.rotate_left(count & 63),
            ShiftOp::Rotr => a.rotate_right(count & 63),
        }
    } else {
        let a = a as i32;
        i64::from(match op {
            ShiftOp::Shl => a.wrapping_shl(count),
            ShiftOp::ShrS => a.wrapping_shr(count),
            ShiftOp::ShrU => (a as u32).wrapping_shr(count) as i32,
            ShiftOp::Rotl => a.rotate_left(count & 31),
            ShiftOp::Rotr => a.rotate_right(count & 31),
        })
    }
}

pub(super) fn int_unop(op: IntUnOp, ty: Ty, a: i64) -> i64 {
    let wide = ty.is_64();
    match op {
        IntUnOp::Clz if wide => i64::from(a.leading_zeros()),
        IntUnOp::Clz => i64::from((a as i32).leading_zeros()),
        IntUnOp::Ctz if wide => i64::from(a.trailing_zeros()),
        IntUnOp::Ctz => i64::from((a as i32).trailing_zeros()),
        IntUnOp::Popcnt => i64::from(unsigned(ty, a).count_ones()),
        IntUnOp::Extend8S => i64::from(a as i8),
        IntUnOp::Extend16S => i64::from(a as i16),
        IntUnOp::Extend32S => i64::from(a as i32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_sign_extended() {
        assert_eq!(int_binop(IntBinOp::Add, Ty::I32, i64::from(i32::MAX), 1), i64::from(i32::MIN));
        assert_eq!(shift(ShiftOp::ShrU, Ty::I32, -1, 0), -1);
        assert_eq!(shift(ShiftOp::ShrU, Ty::I32, -1, 33), 0x7fff_ffff);
        assert_eq!(shift(ShiftOp::Shl, Ty::I64, 1, 64), 1);
        assert_eq!(int_unop(IntUnOp::Clz, Ty::I32, 0), 32);
        assert_eq!(int_unop(IntUnOp::Popcnt, Ty::I32, -1), 32);
    }

    #[test]
    fn unsigned_comparisons_ignore_the_extension() {
        assert!(compare(IntCond::GtU, Ty::I32, -1, 1));
        assert!(compare(IntCond::LtU, Ty::I64, 1, -1));
        assert!(!compare(IntCond::LtU, Ty::I32, -1, 0));
    }
}
