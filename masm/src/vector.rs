//! Operators on 128-bit vectors: lanes, and the operators of each family.
//!
//! Lane 0 is in the lowest bits. "Fast" operators leave some results undefined, as documented for each, so that every
//! ISA can use its shortest sequence.

use crate::op::{FloatCond, FloatUnOp, IntCond, Ty};

/// The type of a vector's lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Lane {
    /// 16 integers of 8 bits.
    I8,
    /// 8 integers of 16 bits.
    I16,
    /// 4 integers of 32 bits.
    I32,
    /// 2 integers of 64 bits.
    I64,
    /// 4 floats of 32 bits.
    F32,
    /// 2 floats of 64 bits.
    F64,
}

impl Lane {
    /// The size of a lane in bytes.
    #[inline]
    pub const fn bytes(self) -> u32 {
        match self {
            Lane::I8 => 1,
            Lane::I16 => 2,
            Lane::I32 | Lane::F32 => 4,
            Lane::I64 | Lane::F64 => 8,
        }
    }

    /// The scalar type of a lane.
    #[inline]
    pub const fn scalar(self) -> Ty {
        match self {
            Lane::I8 | Lane::I16 | Lane::I32 => Ty::I32,
            Lane::I64 => Ty::I64,
            Lane::F32 => Ty::F32,
            Lane::F64 => Ty::F64,
        }
    }

    /// Whether the lanes are floats.
    #[inline]
    pub const fn is_float(self) -> bool {
        matches!(self, Lane::F32 | Lane::F64)
    }

    /// The vector with these low bits in every lane.
    pub const fn splat(self, bits: u64) -> u128 {
        let width = self.bytes() * 8;
        let lane = if width == 64 { bits } else { bits & ((1 << width) - 1) };
        // A one in the lowest bit of every lane.
        let ones = u128::MAX / if width == 64 { u64::MAX as u128 } else { (1 << width) - 1 };
        ones * lane as u128
    }
}

/// Binary vector operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecBinOp {
    /// Bitwise and.
    And,
    /// Bitwise and of the left operand and the complement of the right one.
    AndNot,
    /// Bitwise or.
    Or,
    /// Bitwise exclusive or.
    Xor,
    /// Addition.
    Add(Lane),
    /// Subtraction.
    Sub(Lane),
    /// Multiplication; not of 8-bit lanes.
    Mul(Lane),
    /// Float division.
    Div(Lane),
    /// Saturating addition of 8-bit or 16-bit lanes.
    AddSat(Lane, Sign),
    /// Saturating subtraction of 8-bit or 16-bit lanes.
    SubSat(Lane, Sign),
    /// Integer minimum; not of 64-bit lanes.
    Min(Lane, Sign),
    /// Integer maximum; not of 64-bit lanes.
    Max(Lane, Sign),
    /// The rounded average of unsigned 8-bit or 16-bit lanes.
    Average(Lane),
    /// Float minimum: NaN if either operand is one, and -0 is less than +0.
    FloatMin(Lane),
    /// Float maximum: NaN if either operand is one, and +0 is greater than -0.
    FloatMax(Lane),
    /// `rhs < lhs ? rhs : lhs`, of floats.
    PseudoMin(Lane),
    /// `lhs < rhs ? rhs : lhs`, of floats.
    PseudoMax(Lane),
    /// Float minimum; either operand if one is a NaN or both are zero.
    FastMin(Lane),
    /// Float maximum; either operand if one is a NaN or both are zero.
    FastMax(Lane),
    /// Integer comparison: all ones in lanes where it holds, zero elsewhere. Not [`IntCond::LtS`] and the like, which
    /// are the same with swapped operands; no unsigned comparison of 64-bit lanes.
    Compare(IntCond, Lane),
    /// Float comparison, likewise.
    FloatCompare(FloatCond, Lane),
    /// Saturating conversion of signed lanes to half the width, the left operand's lanes first. The sign is that of the
    /// result, and so is the lane type.
    Narrow(Lane, Sign),
    /// Products of the low or high lanes of half the width. The lane type is that of the result.
    ExtMul(Lane, Half, Sign),
    /// 32-bit sums of adjacent products of signed 16-bit lanes.
    Dot,
    /// Saturated 16-bit sums of adjacent products of signed 8-bit lanes.
    DotBytes,
    /// The same, except that the right operand's lanes may be unsigned, or else the sums may wrap around.
    FastDotBytes,
    /// The rounded high 16 bits of doubled products of 16-bit lanes, saturated: the product of two minimums is the
    /// maximum.
    Q15Mul,
    /// The same, except that the product of two minimums may be the minimum.
    FastQ15Mul,
    /// Selects bytes of the left operand by the indices in the right one; zero for an index above 15.
    Swizzle,
    /// The same, except that an index from 16 to 127 selects zero or any byte of the left operand.
    FastSwizzle,
}

/// Signedness of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Signed.
    Signed,
    /// Unsigned.
    Unsigned,
}

/// Half of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The low lanes.
    Low,
    /// The high lanes.
    High,
}

impl VecBinOp {
    /// Whether the operator is commutative.
    pub const fn commutes(self) -> bool {
        use VecBinOp::*;
        match self {
            And | Or | Xor | Add(_) | Mul(_) | AddSat(..) | Min(..) | Max(..) | Average(_) | ExtMul(..) => true,
            FloatMin(_) | FloatMax(_) | Dot | DotBytes | Q15Mul | FastQ15Mul => true,
            Compare(cond, _) => matches!(cond, IntCond::Eq | IntCond::Ne),
            FloatCompare(cond, _) => matches!(cond, FloatCond::Eq | FloatCond::Ne),
            AndNot | Sub(_) | Div(_) | SubSat(..) | PseudoMin(_) | PseudoMax(_) | FastMin(_) | FastMax(_) => false,
            Narrow(..) | FastDotBytes | Swizzle | FastSwizzle => false,
        }
    }

    /// Whether the right operand may be a constant or in memory. For the other operators, which are sequences that read
    /// it more than once, it must be a register.
    pub const fn takes_memory(self) -> bool {
        use VecBinOp::*;
        match self {
            And | Or | Xor | Add(_) | Sub(_) | Div(_) | AddSat(..) | SubSat(..) | Min(..) | Max(..) | Average(_) => {
                true
            }
            FastMin(_) | FastMax(_) | FloatCompare(..) | Narrow(..) | Dot | FastQ15Mul | FastSwizzle => true,
            Mul(lane) => !matches!(lane, Lane::I64),
            Compare(cond, lane) => {
                matches!(cond, IntCond::Eq | IntCond::Ne) || matches!(cond, IntCond::GtS) && !matches!(lane, Lane::I64)
            }
            _ => false,
        }
    }
}

/// Unary vector operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecUnOp {
    /// Bitwise complement.
    Not,
    /// Integer absolute value; the minimum is unchanged.
    Abs(Lane),
    /// Integer negation.
    Neg(Lane),
    /// The number of one bits in each byte.
    Popcnt,
    /// A float operator.
    Float(FloatUnOp, Lane),
    /// Extends the low or high lanes of half the width. The lane type is that of the result.
    Extend(Lane, Half, Sign),
    /// Sums of adjacent lanes of half the width. The lane type is that of the result.
    ExtAdd(Lane, Sign),
    /// Converts 32-bit integers to floats; for [`Lane::F64`] the low two.
    FromInt(Lane, Sign),
    /// Converts floats to 32-bit integers, rounding towards zero and saturating; NaN becomes zero. For [`Lane::F64`]
    /// the high two lanes are zero.
    TruncSat(Lane, Sign),
    /// The same, signed, except that NaN and out-of-range values may become the minimum.
    FastTrunc(Lane),
    /// `f64` to `f32`; the high two lanes are zero.
    Demote,
    /// The low two `f32` to `f64`.
    Promote,
}

impl VecUnOp {
    /// Whether the operand may be in memory, as in [`VecBinOp::takes_memory`]. Not for operators that use half of their
    /// operand: the access must still fault if the other half is out of bounds.
    pub const fn takes_memory(self) -> bool {
        use VecUnOp::*;
        match self {
            Abs(lane) => !matches!(lane, Lane::I64),
            Float(op, _) => !matches!(op, FloatUnOp::Abs | FloatUnOp::Neg),
            FromInt(Lane::F32, Sign::Signed) | FastTrunc(_) | Demote => true,
            _ => false,
        }
    }
}

/// Ternary vector operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecTernOp {
    /// Bits of the first operand where the third has ones, and of the second elsewhere.
    Select,
    /// The same if each lane of the third operand is all ones or all zeros; otherwise it may use only the lane's
    /// highest bit.
    FastSelect(Lane),
    /// The product of the first two plus the third, rounded twice.
    MulAdd(Lane),
    /// The third minus the product of the first two, rounded twice.
    MulSub(Lane),
    /// Like [`VecTernOp::MulAdd`], rounded once or twice.
    FastMulAdd(Lane),
    /// Like [`VecTernOp::MulSub`], rounded once or twice.
    FastMulSub(Lane),
}

/// Tests of a whole vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecTest {
    /// Whether any bit is set.
    AnyTrue,
    /// Whether all lanes are nonzero.
    AllTrue(Lane),
}

/// How a load of fewer than 16 bytes fills a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecLoad {
    /// Extends eight bytes of lanes of half the width. The lane type is that of the result.
    Extend(Lane, Sign),
    /// Replicates one integer lane.
    Splat(Lane),
    /// One integer lane, and zeros above it.
    Zero(Lane),
}

impl VecLoad {
    /// The number of bytes read.
    pub const fn bytes(self) -> u32 {
        match self {
            VecLoad::Extend(..) => 8,
            VecLoad::Splat(lane) | VecLoad::Zero(lane) => lane.bytes(),
        }
    }
}

/// In the lanes of [`MacroAssembler::vec_shuffle`](crate::MacroAssembler::vec_shuffle): a zero byte.
pub const SHUFFLE_ZERO: u8 = 0x80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splats() {
        assert_eq!(Lane::I8.splat(0x1ff), u128::MAX);
        assert_eq!(Lane::I16.splat(0x8000), 0x8000_8000_8000_8000_8000_8000_8000_8000);
        assert_eq!(Lane::F32.splat(1), 0x0000_0001_0000_0001_0000_0001_0000_0001);
        assert_eq!(Lane::I64.splat(u64::MAX), u128::MAX);
        assert_eq!(Lane::I64.splat(5), 5 << 64 | 5);
    }
}
