//! Atomic operators on memory.

use crate::op::{IntBinOp, LoadKind, StoreKind, Ty};
use crate::reg::Reg;

/// What an atomic read-modify-write does with the number in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RmwOp {
    /// Replaces it by the result of this operator, other than a multiplication, whose right operand is the operand.
    Binary(IntBinOp),
    /// Replaces it by the operand.
    Exchange,
}

/// How much an atomic operator accesses, and whether other threads do so meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atomic {
    /// What is read. It is extended with zeros.
    pub kind: LoadKind,
    /// Whether several threads have the memory. Otherwise plain instructions do.
    pub is_shared: bool,
}

impl Atomic {
    /// What is written.
    pub const fn store(self) -> StoreKind {
        match self.kind {
            LoadKind::U8 | LoadKind::S8(_) => StoreKind::Low8,
            LoadKind::U16 | LoadKind::S16(_) => StoreKind::Low16,
            LoadKind::U32 | LoadKind::S32 => StoreKind::Low32,
            LoadKind::Full(ty) => StoreKind::Full(ty),
        }
    }

    /// The type of instructions that compute as many bits, or more.
    pub const fn ty(self) -> Ty {
        if matches!(self.kind, LoadKind::Full(Ty::I64)) { Ty::I64 } else { Ty::I32 }
    }

    /// The binary logarithm of the number of bytes.
    pub const fn size_log2(self) -> u32 {
        self.kind.bytes().trailing_zeros()
    }
}

/// Where an atomic operator leaves the number that it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomicResult {
    /// In any register.
    Anywhere,
    /// In a register that no operand and no part of the address is in.
    Apart,
    /// In the register of an operand, which may be written and no other operand nor a part of the address is in: that of the number
    /// that is compared, or of the only operand.
    InPlace,
    /// In this register. The number that is compared has to be there, and nothing else may be.
    Fixed(Reg),
}
