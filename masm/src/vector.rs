//! What a machine can be asked to compute with 128-bit vectors: lanes and the operators of each family.
//!
//! Lane 0 is in the lowest bits. "Fast" operators leave open what they do with some operands, as their descriptions say, so
//! that each machine can take its shortest way.

use crate::op::{FloatCond, FloatUnOp, IntCond, Ty};

/// The type of the lanes that a vector is divided into.
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
    /// 4 floating-point numbers of 32 bits.
    F32,
    /// 2 floating-point numbers of 64 bits.
    F64,
}

impl Lane {
    /// Size of a lane in bytes.
    #[inline]
    pub const fn bytes(self) -> u32 {
        match self {
            Lane::I8 => 1,
            Lane::I16 => 2,
            Lane::I32 | Lane::F32 => 4,
            Lane::I64 | Lane::F64 => 8,
        }
    }

    /// The type of a lane outside its vector.
    #[inline]
    pub const fn scalar(self) -> Ty {
        match self {
            Lane::I8 | Lane::I16 | Lane::I32 => Ty::I32,
            Lane::I64 => Ty::I64,
            Lane::F32 => Ty::F32,
            Lane::F64 => Ty::F64,
        }
    }

    /// Whether it is a floating-point number.
    #[inline]
    pub const fn is_float(self) -> bool {
        matches!(self, Lane::F32 | Lane::F64)
    }

    /// A vector with these low bits in every lane.
    pub const fn splat(self, bits: u64) -> u128 {
        let width = self.bytes() * 8;
        let lane = if width == 64 { bits } else { bits & ((1 << width) - 1) };
        // The pattern with a one at the bottom of every lane.
        let ones = u128::MAX / if width == 64 { u64::MAX as u128 } else { (1 << width) - 1 };
        ones * lane as u128
    }
}

/// Vector operators of two operands.
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
    /// Division of floating-point numbers.
    Div(Lane),
    /// Addition of 8-bit or 16-bit lanes with the nearest number where the sum does not fit.
    AddSat(Lane, Sign),
    /// Subtraction of 8-bit or 16-bit lanes with the nearest number where the difference does not fit.
    SubSat(Lane, Sign),
    /// The lesser integer; not of 64-bit lanes.
    Min(Lane, Sign),
    /// The greater integer; not of 64-bit lanes.
    Max(Lane, Sign),
    /// The rounded average of unsigned 8-bit or 16-bit lanes.
    Average(Lane),
    /// The lesser floating-point number; a NaN if either is, and -0 below +0.
    FloatMin(Lane),
    /// The greater floating-point number; a NaN if either is, and +0 above -0.
    FloatMax(Lane),
    /// `rhs < lhs ? rhs : lhs` of floating-point numbers.
    PseudoMin(Lane),
    /// `lhs < rhs ? rhs : lhs` of floating-point numbers.
    PseudoMax(Lane),
    /// The lesser floating-point number; either operand if one is a NaN or both are zeros.
    FastMin(Lane),
    /// The greater floating-point number; either operand if one is a NaN or both are zeros.
    FastMax(Lane),
    /// Lanes of ones where the integers compare like that, and of zeros elsewhere. Not [`IntCond::LtS`] and the like, which
    /// are the same with the operands exchanged; 64-bit lanes are not compared as unsigned.
    Compare(IntCond, Lane),
    /// The same of floating-point numbers.
    FloatCompare(FloatCond, Lane),
    /// Lanes of half the width from signed ones, first those of the left operand, with the nearest number of the sign where
    /// one does not fit. The lane is that of the result.
    Narrow(Lane, Sign),
    /// The products of the lower or upper lanes of half the width. The lane is that of the result.
    ExtMul(Lane, Half, Sign),
    /// The 32-bit sums of two neighbouring products of signed 16-bit lanes.
    Dot,
    /// The 16-bit sums, with the nearest number where one does not fit, of two neighbouring products of signed 8-bit lanes.
    DotBytes,
    /// The same, where the lanes of the right operand may count as unsigned, or else sums that do not fit may wrap around.
    FastDotBytes,
    /// The rounded upper 16 bits of the doubled products of 16-bit lanes, with the greatest number for that of two least ones.
    Q15Mul,
    /// The same with the least number where that is faster.
    FastQ15Mul,
    /// The bytes of the left operand that the right one has the numbers of, and zeros where that is more than 15.
    Swizzle,
    /// The same; a zero, or any byte of the left operand, where the number is more than 15 and less than 128.
    FastSwizzle,
}

/// Whether integers are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// They are.
    Signed,
    /// They are not.
    Unsigned,
}

/// Which half of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Those at the bottom.
    Low,
    /// Those at the top.
    High,
}

impl VecBinOp {
    /// Whether the operands can be exchanged.
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

    /// Whether the right operand may be a constant or in memory. For other operators it is a register: they are sequences
    /// that read it more than once.
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

/// Vector operators of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecUnOp {
    /// Bitwise complement.
    Not,
    /// Absolute values of integers; the least number stays.
    Abs(Lane),
    /// Negation of integers.
    Neg(Lane),
    /// The numbers of ones in each byte.
    Popcnt,
    /// A floating-point operator.
    Float(FloatUnOp, Lane),
    /// The lower or upper lanes of half the width, extended. The lane is that of the result.
    Extend(Lane, Half, Sign),
    /// The sums of two neighbouring lanes of half the width. The lane is that of the result.
    ExtAdd(Lane, Sign),
    /// Floating-point numbers from 32-bit integers, for [`Lane::F64`] from the lower two.
    FromInt(Lane, Sign),
    /// 32-bit integers from floating-point numbers, towards zero, with the nearest integer where one does not fit and zero
    /// for a NaN. From [`Lane::F64`] the upper two are zero.
    TruncSat(Lane, Sign),
    /// The same, signed, where what does not fit and a NaN may be the least integer.
    FastTrunc(Lane),
    /// `f64` to `f32`, the upper two being zero.
    Demote,
    /// The lower two `f32` to `f64`.
    Promote,
}

impl VecUnOp {
    /// Whether the operand may be in memory, as for [`VecBinOp::takes_memory`]. An operator that uses half of its operand does
    /// not: reading it must still fault where the whole would.
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

/// Vector operators of three operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecTernOp {
    /// The bits of the first operand where the third has ones, and of the second elsewhere.
    Select,
    /// The same for a third operand with lanes of equal bits. In other lanes it may only look at the highest.
    FastSelect(Lane),
    /// The product of the first two plus the third, rounded twice.
    MulAdd(Lane),
    /// The third minus the product of the first two, rounded twice.
    MulSub(Lane),
    /// As [`VecTernOp::MulAdd`], rounded once or twice.
    FastMulAdd(Lane),
    /// As [`VecTernOp::MulSub`], rounded once or twice.
    FastMulSub(Lane),
}

/// What is asked of a vector as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecTest {
    /// Is any bit set?
    AnyTrue,
    /// Is every lane other than zero?
    AllTrue(Lane),
}

/// What a vector is made of when less than 16 bytes are read from memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VecLoad {
    /// Eight bytes of lanes of half the width, extended. The lane is that of the result.
    Extend(Lane, Sign),
    /// One integer lane, which is copied to all.
    Splat(Lane),
    /// One integer lane, and zeros above.
    Zero(Lane),
}

impl VecLoad {
    /// Bytes read.
    pub const fn bytes(self) -> u32 {
        match self {
            VecLoad::Extend(..) => 8,
            VecLoad::Splat(lane) | VecLoad::Zero(lane) => lane.bytes(),
        }
    }
}

/// In the lanes of [`MacroAssembler::vec_shuffle`](crate::MacroAssembler::vec_shuffle): a byte of zeros.
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
