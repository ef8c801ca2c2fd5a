//! What a machine can be asked to compute: types, conditions and the operators of each family.

use crate::reg::Use;

/// The type of a value in a register or in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ty {
    /// 32-bit integer. In a register, the upper 32 bits are zero.
    I32,
    /// 64-bit integer, or a reference.
    I64,
    /// 32-bit floating-point number.
    F32,
    /// 64-bit floating-point number.
    F64,
    /// 128-bit vector.
    V128,
}

impl Ty {
    /// Whether values are in floating-point registers.
    #[inline]
    pub const fn is_float(self) -> bool {
        self as u8 >= Ty::F32 as u8
    }

    /// Whether the type is 64 bits wide.
    #[inline]
    pub const fn is_64(self) -> bool {
        matches!(self, Ty::I64 | Ty::F64)
    }

    /// Size of a stack slot for it, in bytes.
    #[inline]
    pub const fn slot_size(self) -> u32 {
        if matches!(self, Ty::V128) { 16 } else { 8 }
    }
}

/// How two integers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum IntCond {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less, signed.
    LtS,
    /// Greater or equal, signed.
    GeS,
    /// Less, unsigned.
    LtU,
    /// Greater or equal, unsigned.
    GeU,
    /// Greater, signed.
    GtS,
    /// Less or equal, signed.
    LeS,
    /// Greater, unsigned.
    GtU,
    /// Less or equal, unsigned.
    LeU,
    /// No bit is set in both.
    NoCommonBits,
    /// Some bit is set in both.
    CommonBits,
}

impl IntCond {
    /// The condition that holds exactly where this one does not.
    #[inline]
    pub const fn invert(self) -> IntCond {
        use IntCond::*;
        match self {
            Eq => Ne,
            Ne => Eq,
            LtS => GeS,
            GeS => LtS,
            LtU => GeU,
            GeU => LtU,
            GtS => LeS,
            LeS => GtS,
            GtU => LeU,
            LeU => GtU,
            NoCommonBits => CommonBits,
            CommonBits => NoCommonBits,
        }
    }

    /// The condition on unsigned numbers that has the same name.
    #[inline]
    pub const fn unsigned(self) -> IntCond {
        use IntCond::*;
        match self {
            LtS => LtU,
            GeS => GeU,
            GtS => GtU,
            LeS => LeU,
            other => other,
        }
    }

    /// The condition that holds for `(b, a)` exactly where this one holds for `(a, b)`.
    #[inline]
    pub const fn swap(self) -> IntCond {
        use IntCond::*;
        match self {
            LtS => GtS,
            GtS => LtS,
            LtU => GtU,
            GtU => LtU,
            LeS => GeS,
            GeS => LeS,
            LeU => GeU,
            GeU => LeU,
            other => other,
        }
    }
}

/// How two floating-point numbers compare. With a NaN only `Ne` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatCond {
    /// Equal.
    Eq,
    /// Not equal, or unordered.
    Ne,
    /// Less.
    Lt,
    /// Greater.
    Gt,
    /// Less or equal.
    Le,
    /// Greater or equal.
    Ge,
}

impl FloatCond {
    /// The condition that holds for `(b, a)` exactly where this one holds for `(a, b)`.
    pub const fn swap(self) -> FloatCond {
        match self {
            FloatCond::Lt => FloatCond::Gt,
            FloatCond::Le => FloatCond::Ge,
            FloatCond::Gt => FloatCond::Lt,
            FloatCond::Ge => FloatCond::Le,
            FloatCond::Eq | FloatCond::Ne => self,
        }
    }
}

/// Integer operators of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntBinOp {
    /// Addition.
    Add,
    /// Subtraction.
    Sub,
    /// Multiplication.
    Mul,
    /// Bitwise and.
    And,
    /// Bitwise or.
    Or,
    /// Bitwise exclusive or.
    Xor,
}

impl IntBinOp {
    /// Whether the operands can be exchanged.
    #[inline]
    pub const fn commutes(self) -> bool {
        !matches!(self, IntBinOp::Sub)
    }
}

/// Shifts and rotations. The count is taken modulo the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftOp {
    /// To the left.
    Shl,
    /// To the right, copying the sign.
    ShrS,
    /// To the right, with zeros.
    ShrU,
    /// Rotation to the left.
    Rotl,
    /// Rotation to the right.
    Rotr,
}

/// Integer operators on numbers of 128 bits, in two registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WideBinOp {
    /// Sum.
    Add,
    /// Difference.
    Sub,
}

/// Integer divisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DivOp {
    /// Signed quotient.
    DivS,
    /// Unsigned quotient.
    DivU,
    /// Signed remainder.
    RemS,
    /// Unsigned remainder.
    RemU,
}

/// The right operand of an integer division.
#[derive(Clone, Copy, Debug)]
pub struct Divisor {
    /// Where it is.
    pub reg: Use,
    /// What it is, sign-extended from its type, where that is known.
    pub known: Option<i64>,
}

/// Integer operators of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntUnOp {
    /// Count of leading zeros.
    Clz,
    /// Count of trailing zeros.
    Ctz,
    /// Count of ones.
    Popcnt,
    /// Sign extension from 8 bits.
    Extend8S,
    /// Sign extension from 16 bits.
    Extend16S,
    /// Sign extension from 32 bits to 64.
    Extend32S,
}

/// Floating-point operators of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatBinOp {
    /// Addition.
    Add,
    /// Subtraction.
    Sub,
    /// Multiplication.
    Mul,
    /// Division.
    Div,
    /// The lesser; a NaN if either is, and -0 below +0.
    Min,
    /// The greater; a NaN if either is, and +0 above -0.
    Max,
    /// The first with the sign of the second.
    Copysign,
}

/// Floating-point operators of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatUnOp {
    /// Without its sign.
    Abs,
    /// With the other sign.
    Neg,
    /// Square root.
    Sqrt,
    /// Rounded up.
    Ceil,
    /// Rounded down.
    Floor,
    /// Rounded towards zero.
    Trunc,
    /// Rounded to the nearest, ties to even.
    Nearest,
}

/// Conversions between types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convert {
    /// The low half of a 64-bit integer.
    Wrap,
    /// Floating-point number to integer, towards zero; traps where the result does not fit.
    Trunc {
        /// Type of the operand.
        from: Ty,
        /// Type of the result.
        to: Ty,
        /// Whether the integer is signed.
        signed: bool,
    },
    /// The same, with the nearest integer where the result does not fit and zero for a NaN.
    TruncSat {
        /// Type of the operand.
        from: Ty,
        /// Type of the result.
        to: Ty,
        /// Whether the integer is signed.
        signed: bool,
    },
    /// Integer to floating-point number.
    FromInt {
        /// Type of the operand.
        from: Ty,
        /// Type of the result.
        to: Ty,
        /// Whether the integer is signed.
        signed: bool,
    },
    /// `f64` to `f32`.
    Demote,
    /// `f32` to `f64`.
    Promote,
    /// The same bits as another type, between an integer and a floating-point register.
    Reinterpret {
        /// Type of the operand.
        from: Ty,
        /// Type of the result.
        to: Ty,
    },
}

/// What is read from memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadKind {
    /// All of the type.
    Full(Ty),
    /// One byte, extended with zeros (to 64 bits).
    U8,
    /// Two bytes, extended with zeros (to 64 bits).
    U16,
    /// One byte, sign-extended to the type.
    S8(Ty),
    /// Two bytes, sign-extended to the type.
    S16(Ty),
    /// Four bytes, extended with zeros to 64 bits.
    U32,
    /// Four bytes, sign-extended to 64 bits.
    S32,
}

impl LoadKind {
    /// Bytes read.
    #[inline]
    pub const fn bytes(self) -> u32 {
        match self {
            LoadKind::U8 | LoadKind::S8(_) => 1,
            LoadKind::U16 | LoadKind::S16(_) => 2,
            LoadKind::U32 | LoadKind::S32 | LoadKind::Full(Ty::I32 | Ty::F32) => 4,
            LoadKind::Full(Ty::I64 | Ty::F64) => 8,
            LoadKind::Full(Ty::V128) => 16,
        }
    }

    /// Whether a constant is within the range of an integer of 8 or 16 bits.
    pub fn holds(self, imm: i64) -> bool {
        match self {
            LoadKind::U8 => u8::try_from(imm).is_ok(),
            LoadKind::U16 => u16::try_from(imm).is_ok(),
            LoadKind::S8(_) => i8::try_from(imm).is_ok(),
            LoadKind::S16(_) => i16::try_from(imm).is_ok(),
            _ => false,
        }
    }
}

/// What is written to memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreKind {
    /// All of the type.
    Full(Ty),
    /// The low byte.
    Low8,
    /// The low two bytes.
    Low16,
    /// The low four bytes.
    Low32,
}

impl StoreKind {
    /// Bytes written.
    #[inline]
    pub const fn bytes(self) -> u32 {
        match self {
            StoreKind::Low8 => 1,
            StoreKind::Low16 => 2,
            StoreKind::Low32 => 4,
            StoreKind::Full(ty) => LoadKind::Full(ty).bytes(),
        }
    }
}
