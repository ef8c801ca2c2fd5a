//! Registers and sets of registers.

use core::fmt;

/// A machine register: an integer register, or a floating-point and vector register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reg(u8);

impl Reg {
    /// Integer register `n` (below 32), numbered as in the ISA.
    pub const fn int(n: u8) -> Reg {
        assert!(n < 32);
        Reg(n)
    }

    /// Floating-point or vector register `n` (below 32), numbered as in the ISA.
    pub const fn float(n: u8) -> Reg {
        assert!(n < 32);
        Reg(32 + n)
    }

    /// Whether this is a floating-point or vector register.
    #[inline]
    pub const fn is_float(self) -> bool {
        self.0 >= 32
    }

    /// The number in the ISA, as encoded in instructions.
    #[inline]
    pub const fn number(self) -> u8 {
        self.0 & 31
    }

    /// A unique number below 64.
    #[inline]
    pub const fn index(self) -> u8 {
        self.0
    }

    /// The register with that [`Reg::index`].
    ///
    /// # Panics
    /// Panics if `index` is not below 64.
    #[inline]
    pub const fn from_index(index: u8) -> Reg {
        assert!(index < 64);
        Reg(index)
    }
}

impl fmt::Debug for Reg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.is_float() { 'v' } else { 'r' }, self.number())
    }
}

impl Reg {
    /// The register as an operand that may be read again.
    #[inline]
    pub const fn read(self) -> Use {
        Use(self.0)
    }

    /// The register as an operand that is not read again: the last use.
    #[inline]
    pub const fn last_read(self) -> Use {
        Use(self.0 | LAST)
    }

    /// The register as an operand, where `is_last` says whether nothing reads its value after this.
    #[inline]
    pub const fn read_as(self, is_last: bool) -> Use {
        Use(self.0 | (is_last as u8) << LAST.trailing_zeros())
    }
}

/// The bit of a [`Use`] that marks the last use.
const LAST: u8 = 1 << 7;

/// A register as an operand, and whether this is its last use.
///
/// After the last use, the register must be written before it is read: an implementation may remove the instruction
/// that computed the value. If an operator reads a register twice, either or both reads may be the last use.
///
/// Uses are not compared; compare [`Use::reg`].
#[derive(Clone, Copy)]
pub struct Use(u8);

impl Use {
    /// The register.
    #[inline]
    pub const fn reg(self) -> Reg {
        Reg(self.0 & !LAST)
    }

    /// Whether this is the last use.
    #[inline]
    pub const fn is_last(self) -> bool {
        self.0 & LAST != 0
    }

    /// The number in the ISA: see [`Reg::number`].
    #[inline]
    pub const fn number(self) -> u8 {
        self.0 & 31
    }

    /// The same operand, to be read again.
    #[inline]
    pub const fn not_last(self) -> Use {
        Use(self.0 & !LAST)
    }
}

impl fmt::Debug for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.reg(), if self.is_last() { " (last read)" } else { "" })
    }
}

/// A set of registers.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct RegSet(u64);

impl RegSet {
    /// No register.
    pub const EMPTY: RegSet = RegSet(0);
    /// Every integer register.
    pub const ALL_INT: RegSet = RegSet(0xffff_ffff);
    /// Every floating-point register.
    pub const ALL_FLOAT: RegSet = RegSet(0xffff_ffff << 32);

    /// The set of these registers.
    pub const fn of(regs: &[Reg]) -> RegSet {
        let (mut bits, mut i) = (0, 0);
        while i < regs.len() {
            bits |= 1 << regs[i].0;
            i += 1;
        }
        RegSet(bits)
    }

    /// Whether the set is empty.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of registers.
    #[inline]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether the set contains `reg`.
    #[inline]
    pub const fn contains(self, reg: Reg) -> bool {
        self.0 >> reg.0 & 1 != 0
    }

    /// Adds `reg`.
    #[inline]
    pub fn insert(&mut self, reg: Reg) {
        self.0 |= 1 << reg.0;
    }

    /// Removes `reg`.
    #[inline]
    pub fn remove(&mut self, reg: Reg) {
        self.0 &= !(1 << reg.0);
    }

    /// The union.
    #[inline]
    pub const fn union(self, other: RegSet) -> RegSet {
        RegSet(self.0 | other.0)
    }

    /// The intersection.
    #[inline]
    pub const fn intersection(self, other: RegSet) -> RegSet {
        RegSet(self.0 & other.0)
    }

    /// The registers that are not in `other`.
    #[inline]
    pub const fn difference(self, other: RegSet) -> RegSet {
        RegSet(self.0 & !other.0)
    }

    /// The register with the lowest index.
    #[inline]
    pub fn first(self) -> Option<Reg> {
        (self.0 != 0).then(|| Reg(self.0.trailing_zeros() as u8))
    }

    /// The registers, by ascending index.
    #[inline]
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Reg> {
        Iter(self)
    }
}

/// The remaining registers of a set.
struct Iter(RegSet);

impl Iterator for Iter {
    type Item = Reg;

    #[inline]
    fn next(&mut self) -> Option<Reg> {
        let reg = self.0.first()?;
        self.0.remove(reg);
        Some(reg)
    }
}

impl DoubleEndedIterator for Iter {
    #[inline]
    fn next_back(&mut self) -> Option<Reg> {
        let reg = Reg(self.0.0.checked_ilog2()? as u8);
        self.0.remove(reg);
        Some(reg)
    }
}

impl fmt::Debug for RegSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
