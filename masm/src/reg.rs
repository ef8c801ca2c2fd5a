//! Registers and sets of registers.

use core::fmt;

/// A register of a machine: an integer register, or one for floating-point numbers and vectors.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reg(u8);

impl Reg {
    /// Integer register `n` (below 32) in the numbering of the instruction set.
    pub const fn int(n: u8) -> Reg {
        assert!(n < 32);
        Reg(n)
    }

    /// Floating-point or vector register `n` (below 32) in the numbering of the instruction set.
    pub const fn float(n: u8) -> Reg {
        assert!(n < 32);
        Reg(32 + n)
    }

    /// Whether this is a floating-point or vector register.
    #[inline]
    pub const fn is_float(self) -> bool {
        self.0 >= 32
    }

    /// The number in the instruction set, as it goes into an instruction.
    #[inline]
    pub const fn number(self) -> u8 {
        self.0 & 31
    }

    /// A number below 64 that no other register has.
    #[inline]
    pub const fn index(self) -> u8 {
        self.0
    }

    /// The register with that [`Reg::index`].
    ///
    /// # Panics
    /// Where `index` is not below 64.
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
    /// The register as an operand whose value may be read again.
    #[inline]
    pub const fn read(self) -> Use {
        Use(self.0)
    }

    /// The register as an operand whose value nothing reads after this.
    #[inline]
    pub const fn last_read(self) -> Use {
        Use(self.0 | LAST)
    }
}

/// The bit of a [`Use`] that says that the value dies.
const LAST: u8 = 1 << 7;

/// A register as an operand, and whether this is the last read of its value.
///
/// After a last read nothing may read the register before it is written: an implementation may leave out the instruction
/// that computed the value. Where one operator reads a register twice, either read or both may be the last.
///
/// Two uses are not compared: whether the registers are the same is asked of [`Use::reg`].
#[derive(Clone, Copy)]
pub struct Use(u8);

impl Use {
    /// The register.
    #[inline]
    pub const fn reg(self) -> Reg {
        Reg(self.0 & !LAST)
    }

    /// Whether nothing reads the value after this.
    #[inline]
    pub const fn is_last(self) -> bool {
        self.0 & LAST != 0
    }

    /// The number in the instruction set, see [`Reg::number`].
    #[inline]
    pub const fn number(self) -> u8 {
        self.0 & 31
    }

    /// The same operand where the value is read again afterwards.
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

    /// These registers.
    pub const fn of(regs: &[Reg]) -> RegSet {
        let (mut bits, mut i) = (0, 0);
        while i < regs.len() {
            bits |= 1 << regs[i].0;
            i += 1;
        }
        RegSet(bits)
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    #[inline]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether `reg` is one of them.
    #[inline]
    pub const fn contains(self, reg: Reg) -> bool {
        self.0 >> reg.0 & 1 != 0
    }

    /// Adds `reg`.
    #[inline]
    pub fn insert(&mut self, reg: Reg) {
        self.0 |= 1 << reg.0;
    }

    /// Takes `reg` out.
    #[inline]
    pub fn remove(&mut self, reg: Reg) {
        self.0 &= !(1 << reg.0);
    }

    /// Those in either.
    #[inline]
    pub const fn union(self, other: RegSet) -> RegSet {
        RegSet(self.0 | other.0)
    }

    /// Those in both.
    #[inline]
    pub const fn intersection(self, other: RegSet) -> RegSet {
        RegSet(self.0 & other.0)
    }

    /// Those that `other` does not have.
    #[inline]
    pub const fn difference(self, other: RegSet) -> RegSet {
        RegSet(self.0 & !other.0)
    }

    /// The one with the lowest index.
    #[inline]
    pub fn first(self) -> Option<Reg> {
        (self.0 != 0).then(|| Reg(self.0.trailing_zeros() as u8))
    }

    /// The registers by ascending index.
    #[inline]
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Reg> {
        Iter(self)
    }
}

/// The registers of a set that are still to come.
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
