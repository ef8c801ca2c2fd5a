//! The value stack: the operands of the next operators, mostly not materialized yet.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

use windlass_masm::{Addr, Reg, Ty, Use};

/// The location of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A constant (its bits, sign-extended from the type).
    Const(i64),
    /// In a local, as long as the local is not assigned.
    Local(u32),
    /// In a caller-saved register, which this value owns.
    Reg(Reg),
    /// In the frame, in the value's own slot.
    Slot,
    /// In linear memory, to be read by the next operator. The address is in [`ValueStack::pending`]. If there is a register here, it
    /// holds the index, and this value owns it.
    Memory(Option<Reg>),
}

/// An entry of the value stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) place: Place,
    pub(super) ty: Ty,
    /// The frame offset of the value's slot, used or not.
    pub(super) slot: u32,
}

/// A popped value, which the operator owns together with its register.
///
/// **Invariant:** it is consumed once, by a method that frees its register or pushes it again: [`Emitter::finish`](super::Emitter::finish),
/// [`Emitter::release`](super::Emitter::release), [`Emitter::push_again`](super::Emitter::push_again),
/// [`Emitter::replace`](super::Emitter::replace). The type excludes consuming it twice; the checker detects, after the operator, that it was not
/// consumed.
#[derive(Debug)]
#[must_use = "an operand is released, or pushed again"]
pub(super) struct Operand(Value);

impl Operand {
    /// Creates an operand. Only [`Emitter::operand`](super::Emitter::operand) calls this, because the checker counts operands.
    #[inline]
    pub(super) fn new(value: Value) -> Operand {
        Operand(value)
    }

    /// The register of this operand, for its last read. The home of a local stays alive.
    #[inline]
    pub(super) fn last_read(&self, reg: Reg) -> Use {
        debug_assert!(!matches!(self.place, Place::Reg(own) if own != reg), "{reg:?} is not the register of {self:?}");
        reg.read_as(matches!(self.place, Place::Reg(_)))
    }
}

impl Deref for Operand {
    type Target = Value;

    #[inline]
    fn deref(&self) -> &Value {
        &self.0
    }
}

impl DerefMut for Operand {
    #[inline]
    fn deref_mut(&mut self) -> &mut Value {
        &mut self.0
    }
}

/// The operands of a function, bottom first.
///
/// Values below `canonical` are where every path of the function expects them: in their slots, constants, or locals that are never
/// assigned. Only values above can be in a register or another local. Their number is limited, so the searches below are short.
#[derive(Debug, Default)]
pub(super) struct ValueStack {
    values: Vec<Value>,
    canonical: usize,
    /// The offset of the slot of the next value.
    next_slot: u32,
    /// The address of the value at [`Place::Memory`], if there is one: it is the last.
    pub(super) pending: Option<Addr>,
}

/// The maximum number of noncanonical values.
pub(super) const MAX_NONCANONICAL: usize = 48;

impl ValueStack {
    /// Removes all values. Slots begin at `base`.
    pub(super) fn reset(&mut self, base: u32) {
        self.values.clear();
        (self.canonical, self.next_slot, self.pending) = (0, base, None);
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Where the slot of the next value will be.
    #[inline]
    pub(super) fn next_slot(&self) -> u32 {
        self.next_slot
    }

    /// Pushes a value. Returns true if too many values are noncanonical.
    #[inline]
    pub(super) fn push(&mut self, place: Place, ty: Ty) -> bool {
        self.values.push(Value { place, ty, slot: self.next_slot });
        self.next_slot += ty.slot_size();
        let len = self.values.len();
        if len <= self.canonical {
            self.canonical = len - 1;
        }
        len - self.canonical > MAX_NONCANONICAL
    }

    /// Pops a value, which exists since the function is valid.
    #[inline]
    pub(super) fn pop(&mut self) -> Value {
        let value = self.values.pop().expect("an operand of a valid function");
        self.next_slot = value.slot;
        value
    }

    #[inline]
    pub(super) fn truncate(&mut self, len: usize) {
        if let Some(first) = self.values.get(len) {
            self.next_slot = first.slot;
            self.values.truncate(len);
        }
    }

    pub(super) fn canonical(&self) -> usize {
        self.canonical.min(self.values.len())
    }

    /// Records that all values below `len` are canonical.
    pub(super) fn set_canonical(&mut self, len: usize) {
        self.canonical = len;
    }

    #[inline]
    pub(super) fn get(&self, index: usize) -> Value {
        self.values[index]
    }

    #[inline]
    pub(super) fn set_place(&mut self, index: usize, place: Place) {
        self.values[index].place = place;
    }

    /// The values that may be in a register or a local that changes, bottom first, with their indices.
    #[inline]
    pub(super) fn noncanonical(&self) -> impl Iterator<Item = (usize, &Value)> {
        let from = self.canonical();
        self.values[from..].iter().enumerate().map(move |(i, v)| (from + i, v))
    }
}
