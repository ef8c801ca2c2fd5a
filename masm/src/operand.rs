//! Operands: where an instruction finds a value.

use core::num::NonZeroU32;

use crate::reg::{Reg, Use};

/// A place in the frame of the function: bytes above the stack pointer that the prologue leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub u32);

/// An address in memory: `base + (index << shift) + offset`.
#[derive(Clone, Copy, Debug)]
pub struct Addr {
    /// The base, 64 bits.
    pub base: Use,
    /// What is added to it, 64 bits.
    pub index: Option<Use>,
    /// By how many bits the index is shifted to the left: 0 to 3, and other than 0 only where that is the size of the access.
    pub shift: u8,
    /// A constant.
    pub offset: i32,
    /// Where the access may fault, the offset in the module of the operator it belongs to, which is recorded as a site.
    pub site: Option<Site>,
}

impl Addr {
    /// `base + offset`, which does not fault; the base may be read again.
    #[inline]
    pub const fn new(base: Reg, offset: i32) -> Addr {
        Addr { base: base.read(), index: None, shift: 0, offset, site: None }
    }

    /// Whether `reg` is read.
    #[inline]
    pub fn reads(&self, reg: Reg) -> bool {
        self.base.reg() == reg || self.index.is_some_and(|index| index.reg() == reg)
    }

    /// The same address where its registers are read again afterwards.
    #[inline]
    pub fn not_last(self) -> Addr {
        Addr { base: self.base.not_last(), index: self.index.map(Use::not_last), ..self }
    }
}

/// The offset in the module of an operator that may trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site(NonZeroU32);

impl Site {
    /// The site of the operator at `offset`, which is after the header of the module, and so not 0.
    #[inline]
    pub const fn new(offset: u32) -> Site {
        match NonZeroU32::new(offset) {
            Some(offset) => Site(offset),
            None => Site(NonZeroU32::MIN),
        }
    }

    /// The offset.
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
    /// A constant, sign-extended from its type; for floating-point types, its bits; for vectors, its number in
    /// [`Assembly::vectors`](crate::Assembly::vectors).
    Imm(i64),
    /// A place in the frame.
    Slot(Slot),
    /// A place in memory.
    Mem(Addr),
}

impl Src {
    /// Whether `reg` is read.
    #[inline]
    pub fn reads(&self, reg: Reg) -> bool {
        match self {
            Src::Reg(r) => r.reg() == reg,
            Src::Mem(a) => a.reads(reg),
            Src::Imm(_) | Src::Slot(_) => false,
        }
    }

    /// Whether this is the register `reg`.
    #[inline]
    pub fn is_reg(&self, reg: Reg) -> bool {
        matches!(self, Src::Reg(r) if r.reg() == reg)
    }

    /// The register that the value is in, if it is in one.
    #[inline]
    pub fn reg(&self) -> Option<Reg> {
        match self {
            Src::Reg(reg) => Some(reg.reg()),
            _ => None,
        }
    }

    /// The same operand where its registers are read again afterwards.
    #[inline]
    pub fn not_last(self) -> Src {
        match self {
            Src::Reg(reg) => Src::Reg(reg.not_last()),
            Src::Mem(addr) => Src::Mem(addr.not_last()),
            other => other,
        }
    }

    /// Whether the value is in memory.
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
