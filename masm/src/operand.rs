//! Operands of instructions.

use core::num::NonZeroU32;

use crate::reg::{Reg, Use};

/// A slot in the frame: an offset in bytes from the stack pointer after the prologue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub u32);

/// An address in memory: `base + (index << shift) + offset`.
#[derive(Clone, Copy, Debug)]
pub struct Addr {
    /// The base register, 64 bits.
    pub base: Use,
    /// The index register, 64 bits.
    pub index: Option<Use>,
    /// The left shift of the index: 0 to 3; if not 0, it must be the binary logarithm of the access size.
    pub shift: u8,
    /// A constant offset.
    pub offset: i32,
    /// If the access may fault, the module offset of its operator, which is recorded as a site.
    pub site: Option<Site>,
}

impl Addr {
    /// `base + offset`, for an access that does not fault. The base may be read again.
    #[inline]
    pub const fn new(base: Reg, offset: i32) -> Addr {
        Addr { base: base.read(), index: None, shift: 0, offset, site: None }
    }

    /// Whether the address reads `reg`.
    #[inline]
    pub fn reads(&self, reg: Reg) -> bool {
        self.base.reg() == reg || self.index.is_some_and(|index| index.reg() == reg)
    }

    /// The same address, whose registers are read again.
    #[inline]
    pub fn not_last(self) -> Addr {
        Addr { base: self.base.not_last(), index: self.index.map(Use::not_last), ..self }
    }
}

/// The module offset of an operator that may trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site(NonZeroU32);

impl Site {
    /// The site of the operator at `offset`, which is not 0, since it follows the module's header.
    #[inline]
    pub const fn new(offset: u32) -> Site {
        match NonZeroU32::new(offset) {
            Some(offset) => Site(offset),
            None => Site(NonZeroU32::MIN),
        }
    }

    /// The module offset.
    #[inline]
    pub const fn offset(self) -> u32 {
        self.0.get()
    }
}

/// The source of a value.
#[derive(Clone, Copy, Debug)]
pub enum Src {
    /// A register.
    Reg(Use),
    /// A constant, sign-extended from its type; for floats, its bits; for vectors, its index in
    /// [`Assembly::vectors`](crate::Assembly::vectors).
    Imm(i64),
    /// A slot in the frame.
    Slot(Slot),
    /// A memory operand.
    Mem(Addr),
}

impl Src {
    /// Whether the operand reads `reg`.
    #[inline]
    pub fn reads(&self, reg: Reg) -> bool {
        match self {
            Src::Reg(r) => r.reg() == reg,
            Src::Mem(a) => a.reads(reg),
            Src::Imm(_) | Src::Slot(_) => false,
        }
    }

    /// Whether the operand is the register `reg`.
    #[inline]
    pub fn is_reg(&self, reg: Reg) -> bool {
        matches!(self, Src::Reg(r) if r.reg() == reg)
    }

    /// The register, if the operand is one.
    #[inline]
    pub fn reg(&self) -> Option<Reg> {
        match self {
            Src::Reg(reg) => Some(reg.reg()),
            _ => None,
        }
    }

    /// The same operand, whose registers are read again.
    #[inline]
    pub fn not_last(self) -> Src {
        match self {
            Src::Reg(reg) => Src::Reg(reg.not_last()),
            Src::Mem(addr) => Src::Mem(addr.not_last()),
            other => other,
        }
    }

    /// Whether the operand is in memory.
    #[inline]
    pub fn is_memory(&self) -> bool {
        matches!(self, Src::Slot(_) | Src::Mem(_))
    }
}

impl From<Use> for Src {
    #[inline]
    fn from(reg: Use) -> Src {
        Src::Reg(reg)
    }
}

/// An access to a memory: see [`MacroAssembler::checked_address`](crate::MacroAssembler::checked_address).
#[derive(Clone, Copy, Debug)]
pub struct CheckedAccess {
    /// A register of 32 bits, or of 64 if `wide`.
    pub index: Reg,
    /// Whether the end of the access may be more than a number of 64 bits.
    pub wide: bool,
    /// What is added to it.
    pub offset: u64,
    /// How much is accessed: at most [`CLAMPED_END`](crate::vm::CLAMPED_END).
    pub bytes: u32,
    /// The base of the memory: a register, or a place in memory.
    pub base: Src,
    /// Where its length is, a 64-bit number.
    pub len: Addr,
    /// Whether the bound holds for what the processor executes speculatively, too.
    pub clamps: bool,
}
