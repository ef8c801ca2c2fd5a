//! Vector operators: what the number after the prefix `FD` stands for (WebAssembly specification, section 5.4,
//! "Vector Instructions").

use windlass_masm::{FloatUnOp, Half, IntCond, Lane, ShiftOp, Sign, VecBinOp, VecLoad, VecTernOp, VecTest, VecUnOp};

use crate::conditions::{FLOAT_CONDS, INT_CONDS};

/// A vector operator, without its immediates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VectorOp {
    Load,
    LoadPart(VecLoad),
    LoadLane(Lane),
    Store,
    StoreLane(Lane),
    Const,
    Shuffle,
    Splat(Lane),
    Extract(Lane, Sign),
    Replace(Lane),
    Unary(VecUnOp),
    Binary(VecBinOp),
    Ternary(VecTernOp),
    Shift(ShiftOp, Lane),
    Test(VecTest),
    Bitmask(Lane),
    /// A [`VecBinOp`] that adds products of bytes to words; its neighbouring results are added to a third operand.
    DotAdd(VecBinOp),
}

const LANES: [Lane; 6] = [Lane::I8, Lane::I16, Lane::I32, Lane::I64, Lane::F32, Lane::F64];

/// Of 64-bit lanes.
const WIDE_CONDS: [IntCond; 6] = [IntCond::Eq, IntCond::Ne, IntCond::LtS, IntCond::GtS, IntCond::LeS, IntCond::GeS];
/// Signed for even numbers, unsigned for odd ones.
const fn sign(number: u32) -> Sign {
    if number.is_multiple_of(2) { Sign::Signed } else { Sign::Unsigned }
}

/// The lower half for the first of two numbers.
const fn half(number: u32) -> Half {
    if number.is_multiple_of(2) { Half::Low } else { Half::High }
}

/// What operator `number` of a valid function is. Where `deterministic`, the relaxed ones are those that have the
/// deterministic results.
pub(crate) fn decode(number: u32, deterministic: bool) -> VectorOp {
    use VectorOp::{Binary, Unary};
    let lane = |first: u32| LANES[(number - first) as usize];
    let float = |op, lane| Unary(VecUnOp::Float(op, lane));
    match number {
        0x00 => VectorOp::Load,
        0x01..=0x06 => VectorOp::LoadPart(VecLoad::Extend(LANES[number.div_ceil(2) as usize], sign(number - 1))),
        0x07..=0x0a => VectorOp::LoadPart(VecLoad::Splat(lane(0x07))),
        0x0b => VectorOp::Store,
        0x0c => VectorOp::Const,
        0x0d => VectorOp::Shuffle,
        0x0e => Binary(VecBinOp::Swizzle),
        0x0f..=0x14 => VectorOp::Splat(lane(0x0f)),
        0x15 | 0x16 => VectorOp::Extract(Lane::I8, sign(number - 0x15)),
        0x17 => VectorOp::Replace(Lane::I8),
        0x18 | 0x19 => VectorOp::Extract(Lane::I16, sign(number)),
        0x1a => VectorOp::Replace(Lane::I16),
        0x1b..=0x22 => {
            let lane = LANES[2 + (number - 0x1b) as usize / 2];
            if number % 2 == 1 { VectorOp::Extract(lane, Sign::Signed) } else { VectorOp::Replace(lane) }
        }
        0x23..=0x40 => {
            let (lane, cond) = ((number - 0x23) / 10, (number - 0x23) % 10);
            Binary(VecBinOp::Compare(INT_CONDS[cond as usize], LANES[lane as usize]))
        }
        0x41..=0x4c => {
            let (lane, cond) = ((number - 0x41) / 6, (number - 0x41) % 6);
            Binary(VecBinOp::FloatCompare(FLOAT_CONDS[cond as usize], LANES[4 + lane as usize]))
        }
        0x4d => Unary(VecUnOp::Not),
        0x4e => Binary(VecBinOp::And),
        0x4f => Binary(VecBinOp::AndNot),
        0x50 => Binary(VecBinOp::Or),
        0x51 => Binary(VecBinOp::Xor),
        0x52 => VectorOp::Ternary(VecTernOp::Select),
        0x53 => VectorOp::Test(VecTest::AnyTrue),
        0x54..=0x57 => VectorOp::LoadLane(lane(0x54)),
        0x58..=0x5b => VectorOp::StoreLane(lane(0x58)),
        0x5c => VectorOp::LoadPart(VecLoad::Zero(Lane::I32)),
        0x5d => VectorOp::LoadPart(VecLoad::Zero(Lane::I64)),
        0x5e => Unary(VecUnOp::Demote),
        0x5f => Unary(VecUnOp::Promote),

        // What stands in the gaps of the regular part below.
        0x62 => Unary(VecUnOp::Popcnt),
        0x67 => float(FloatUnOp::Ceil, Lane::F32),
        0x68 => float(FloatUnOp::Floor, Lane::F32),
        0x69 => float(FloatUnOp::Trunc, Lane::F32),
        0x6a => float(FloatUnOp::Nearest, Lane::F32),
        0x74 => float(FloatUnOp::Ceil, Lane::F64),
        0x75 => float(FloatUnOp::Floor, Lane::F64),
        0x7a => float(FloatUnOp::Trunc, Lane::F64),
        0x94 => float(FloatUnOp::Nearest, Lane::F64),
        0x7c..=0x7f => Unary(VecUnOp::ExtAdd(LANES[1 + (number - 0x7c) as usize / 2], sign(number))),
        0x82 => Binary(VecBinOp::Q15Mul),
        0xba => Binary(VecBinOp::Dot),
        0xd6..=0xdb => Binary(VecBinOp::Compare(WIDE_CONDS[(number - 0xd6) as usize], Lane::I64)),
        0x60..=0xdf => int(number - 0x60),

        0xe0..=0xeb => float_arithmetic(number - 0xe0, Lane::F32),
        0xec..=0xf7 => float_arithmetic(number - 0xec, Lane::F64),
        0xf8 | 0xf9 => Unary(VecUnOp::TruncSat(Lane::F32, sign(number))),
        0xfa | 0xfb => Unary(VecUnOp::FromInt(Lane::F32, sign(number))),
        0xfc | 0xfd => Unary(VecUnOp::TruncSat(Lane::F64, sign(number))),
        0xfe | 0xff => Unary(VecUnOp::FromInt(Lane::F64, sign(number))),
        _ => relaxed(number, deterministic),
    }
}

/// The operators on integers, of which every type of lanes has those that it can have, at the same places.
fn int(number: u32) -> VectorOp {
    use VectorOp::{Binary, Unary};
    let index = (number / 0x20) as usize;
    let lane = LANES[index];
    match number % 0x20 {
        0x00 => Unary(VecUnOp::Abs(lane)),
        0x01 => Unary(VecUnOp::Neg(lane)),
        0x03 => VectorOp::Test(VecTest::AllTrue(lane)),
        0x04 => VectorOp::Bitmask(lane),
        n @ (0x05 | 0x06) => Binary(VecBinOp::Narrow(lane, sign(n - 5))),
        n @ 0x07..=0x0a => Unary(VecUnOp::Extend(lane, half(n - 7), sign((n - 7) / 2))),
        0x0b => VectorOp::Shift(ShiftOp::Shl, lane),
        0x0c => VectorOp::Shift(ShiftOp::ShrS, lane),
        0x0d => VectorOp::Shift(ShiftOp::ShrU, lane),
        0x0e => Binary(VecBinOp::Add(lane)),
        n @ (0x0f | 0x10) => Binary(VecBinOp::AddSat(lane, sign(n - 0x0f))),
        0x11 => Binary(VecBinOp::Sub(lane)),
        n @ (0x12 | 0x13) => Binary(VecBinOp::SubSat(lane, sign(n))),
        0x15 => Binary(VecBinOp::Mul(lane)),
        n @ (0x16 | 0x17) => Binary(VecBinOp::Min(lane, sign(n))),
        n @ (0x18 | 0x19) => Binary(VecBinOp::Max(lane, sign(n))),
        0x1b => Binary(VecBinOp::Average(lane)),
        n @ 0x1c..=0x1f => Binary(VecBinOp::ExtMul(lane, half(n), sign((n - 0x1c) / 2))),
        _ => unreachable!("an operator that the validator refuses"),
    }
}

fn float_arithmetic(number: u32, lane: Lane) -> VectorOp {
    use VectorOp::{Binary, Unary};
    match number {
        0 => Unary(VecUnOp::Float(FloatUnOp::Abs, lane)),
        1 => Unary(VecUnOp::Float(FloatUnOp::Neg, lane)),
        3 => Unary(VecUnOp::Float(FloatUnOp::Sqrt, lane)),
        4 => Binary(VecBinOp::Add(lane)),
        5 => Binary(VecBinOp::Sub(lane)),
        6 => Binary(VecBinOp::Mul(lane)),
        7 => Binary(VecBinOp::Div(lane)),
        8 => Binary(VecBinOp::FloatMin(lane)),
        9 => Binary(VecBinOp::FloatMax(lane)),
        10 => Binary(VecBinOp::PseudoMin(lane)),
        _ => Binary(VecBinOp::PseudoMax(lane)),
    }
}

/// The operators that leave something open: the exact one, or the one that a machine is free to do its way.
fn relaxed(number: u32, deterministic: bool) -> VectorOp {
    use VectorOp::{Binary, Ternary, Unary};
    let binary = |exact, fast| Binary(if deterministic { exact } else { fast });
    let unary = |exact, fast| Unary(if deterministic { exact } else { fast });
    let ternary = |exact, fast| Ternary(if deterministic { exact } else { fast });
    let dot = if deterministic { VecBinOp::DotBytes } else { VecBinOp::FastDotBytes };
    match number {
        0x100 => binary(VecBinOp::Swizzle, VecBinOp::FastSwizzle),
        0x101 => unary(VecUnOp::TruncSat(Lane::F32, Sign::Signed), VecUnOp::FastTrunc(Lane::F32)),
        0x102 => Unary(VecUnOp::TruncSat(Lane::F32, Sign::Unsigned)),
        0x103 => unary(VecUnOp::TruncSat(Lane::F64, Sign::Signed), VecUnOp::FastTrunc(Lane::F64)),
        0x104 => Unary(VecUnOp::TruncSat(Lane::F64, Sign::Unsigned)),
        0x105 => ternary(VecTernOp::MulAdd(Lane::F32), VecTernOp::FastMulAdd(Lane::F32)),
        0x106 => ternary(VecTernOp::MulSub(Lane::F32), VecTernOp::FastMulSub(Lane::F32)),
        0x107 => ternary(VecTernOp::MulAdd(Lane::F64), VecTernOp::FastMulAdd(Lane::F64)),
        0x108 => ternary(VecTernOp::MulSub(Lane::F64), VecTernOp::FastMulSub(Lane::F64)),
        0x109..=0x10c => ternary(VecTernOp::Select, VecTernOp::FastSelect(LANES[(number - 0x109) as usize])),
        0x10d => binary(VecBinOp::FloatMin(Lane::F32), VecBinOp::FastMin(Lane::F32)),
        0x10e => binary(VecBinOp::FloatMax(Lane::F32), VecBinOp::FastMax(Lane::F32)),
        0x10f => binary(VecBinOp::FloatMin(Lane::F64), VecBinOp::FastMin(Lane::F64)),
        0x110 => binary(VecBinOp::FloatMax(Lane::F64), VecBinOp::FastMax(Lane::F64)),
        0x111 => binary(VecBinOp::Q15Mul, VecBinOp::FastQ15Mul),
        0x112 => Binary(dot),
        0x113 => VectorOp::DotAdd(dot),
        _ => unreachable!("an operator that the validator refuses"),
    }
}

#[cfg(test)]
mod tests {
    use super::VectorOp::*;
    use super::*;

    #[test]
    fn numbers_stand_for_operators() {
        let op = |number| decode(number, false);
        assert_eq!(op(0x01), LoadPart(VecLoad::Extend(Lane::I16, Sign::Signed)));
        assert_eq!(op(0x06), LoadPart(VecLoad::Extend(Lane::I64, Sign::Unsigned)));
        assert_eq!(op(0x0a), LoadPart(VecLoad::Splat(Lane::I64)));
        assert_eq!(op(0x14), Splat(Lane::F64));
        assert_eq!((op(0x16), op(0x18)), (Extract(Lane::I8, Sign::Unsigned), Extract(Lane::I16, Sign::Signed)));
        assert_eq!((op(0x1b), op(0x22)), (Extract(Lane::I32, Sign::Signed), Replace(Lane::F64)));
        assert_eq!(op(0x40), Binary(VecBinOp::Compare(IntCond::GeU, Lane::I32)));
        assert_eq!(op(0x47), Binary(VecBinOp::FloatCompare(FLOAT_CONDS[0], Lane::F64)));
        assert_eq!(op(0x79), Binary(VecBinOp::Max(Lane::I8, Sign::Unsigned)));
        assert_eq!(op(0x7d), Unary(VecUnOp::ExtAdd(Lane::I16, Sign::Unsigned)));
        assert_eq!(op(0x86), Binary(VecBinOp::Narrow(Lane::I16, Sign::Unsigned)));
        assert_eq!(op(0x88), Unary(VecUnOp::Extend(Lane::I16, Half::High, Sign::Signed)));
        assert_eq!(op(0x9e), Binary(VecBinOp::ExtMul(Lane::I16, Half::Low, Sign::Unsigned)));
        assert_eq!(op(0xcc), Shift(ShiftOp::ShrS, Lane::I64));
        assert_eq!(op(0xdd), Binary(VecBinOp::ExtMul(Lane::I64, Half::High, Sign::Signed)));
        assert_eq!(op(0xf7), Binary(VecBinOp::PseudoMax(Lane::F64)));
    }

    #[test]
    fn relaxed_operators_have_an_exact_form() {
        assert_eq!(decode(0x111, false), Binary(VecBinOp::FastQ15Mul));
        assert_eq!(decode(0x111, true), Binary(VecBinOp::Q15Mul));
        assert_eq!(decode(0x10b, true), Ternary(VecTernOp::Select));
    }
}
