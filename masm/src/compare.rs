//! Comparisons that something depends on.

use crate::op::{FloatCond, IntCond, LoadKind, Ty};
use crate::operand::{Addr, Src};
use crate::reg::{Reg, Use};
use crate::vector::VecTest;

/// A comparison that something depends on: a branch, a selection, a truth value.
#[derive(Clone, Copy, Debug)]
pub enum Compare {
    /// Of two integers. At most one of them is in memory, and the left one is not an immediate.
    Int {
        /// When it holds.
        cond: IntCond,
        /// [`Ty::I32`] or [`Ty::I64`].
        ty: Ty,
        /// The left operand: not an immediate.
        lhs: Src,
        /// The right operand.
        rhs: Src,
    },
    /// Of an integer of 8 or 16 bits in memory with a constant. Only where [`Abi::has_memory_operands`](crate::Abi::has_memory_operands).
    Narrow {
        /// When it holds.
        cond: IntCond,
        /// How the integer is extended.
        kind: LoadKind,
        /// Where it is.
        addr: Addr,
        /// The constant, within the range of the integer.
        imm: i64,
    },
    /// Of two floating-point numbers.
    Float {
        /// When it holds.
        cond: FloatCond,
        /// Holds where `cond` does not.
        negate: bool,
        /// [`Ty::F32`] or [`Ty::F64`].
        ty: Ty,
        /// The left operand.
        lhs: Use,
        /// The right operand: a register.
        rhs: Use,
    },
    /// Of a vector with zero.
    Vector {
        /// What is asked.
        test: VecTest,
        /// Holds where the answer is no.
        negate: bool,
        /// The vector.
        value: Use,
    },
}

impl Compare {
    /// The comparison that holds exactly where this one does not.
    #[inline]
    pub fn invert(self) -> Compare {
        match self {
            Compare::Int { cond, ty, lhs, rhs } => Compare::Int { cond: cond.invert(), ty, lhs, rhs },
            Compare::Narrow { cond, kind, addr, imm } => Compare::Narrow { cond: cond.invert(), kind, addr, imm },
            Compare::Float { cond, negate, ty, lhs, rhs } => Compare::Float { cond, negate: !negate, ty, lhs, rhs },
            Compare::Vector { test, negate, value } => Compare::Vector { test, negate: !negate, value },
        }
    }

    /// Whether `reg` is read.
    pub fn reads(&self, reg: Reg) -> bool {
        match self {
            Compare::Int { lhs, rhs, .. } => lhs.reads(reg) || rhs.reads(reg),
            Compare::Narrow { addr, .. } => addr.reads(reg),
            Compare::Float { lhs, rhs, .. } => lhs.reg() == reg || rhs.reg() == reg,
            Compare::Vector { value, .. } => value.reg() == reg,
        }
    }
}
