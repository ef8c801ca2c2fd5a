//! Labels: places in the code that are jumped to or called, perhaps before they are known.

use alloc::vec::Vec;
use core::marker::PhantomData;

/// A label of the function that is being compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u32);

/// The entry of a function of the module, by its position among those that are not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryLabel(pub u32);

/// What a label of a set is known by: its number in the set.
pub trait LabelNumber: Copy {
    /// The label with this number.
    fn from_number(number: u32) -> Self;

    /// Its number.
    fn number(self) -> usize;
}

impl LabelNumber for Label {
    #[inline]
    fn from_number(number: u32) -> Label {
        Label(number)
    }

    #[inline]
    fn number(self) -> usize {
        self.0 as usize
    }
}

impl LabelNumber for EntryLabel {
    #[inline]
    fn from_number(number: u32) -> EntryLabel {
        EntryLabel(number)
    }

    #[inline]
    fn number(self) -> usize {
        self.0 as usize
    }
}

const BOUND: u32 = 1 << 31;

/// The end of the chain of a label that nothing refers to.
pub const UNUSED: u32 = BOUND - 1;

/// The end of the chain of a label that something refers to by other means than a fixup.
const USED: u32 = BOUND - 2;

/// What ends every chain.
pub(crate) const CHAIN_END: u32 = USED;

/// Whether this is the end of a chain rather than the place of a fixup.
#[inline]
pub const fn is_chain_end(link: u32) -> bool {
    link >= USED
}

/// A set of labels. While a label is not bound, the places that refer to it form a linked list through the fields that
/// will hold the distance: nothing is allocated for a fixup.
#[derive(Debug)]
pub struct Labels<L = Label> {
    /// The offset and [`BOUND`], or the last place that refers to the label.
    state: Vec<u32>,
    label: PhantomData<L>,
}

impl<L> Default for Labels<L> {
    fn default() -> Labels<L> {
        Labels { state: Vec::new(), label: PhantomData }
    }
}

impl<L: LabelNumber> Labels<L> {
    /// Forgets all labels and makes `count` new ones.
    pub fn reset(&mut self, count: usize) {
        self.state.clear();
        self.state.resize(count, UNUSED);
    }

    /// How many labels there are.
    #[expect(clippy::len_without_is_empty, reason = "a set of labels is not a collection")]
    pub fn len(&self) -> usize {
        self.state.len()
    }

    /// Makes a label.
    #[inline]
    pub fn create(&mut self) -> L {
        self.state.push(UNUSED);
        L::from_number(self.state.len() as u32 - 1)
    }

    /// Where the label is, if that is known.
    #[inline]
    pub fn offset(&self, label: L) -> Option<u32> {
        let state = self.state[label.number()];
        (state & BOUND != 0).then_some(state & !BOUND)
    }

    /// Whether anything refers to a label that is not bound yet.
    #[inline]
    pub fn is_used(&self, label: L) -> bool {
        self.state[label.number()] != UNUSED
    }

    /// The labels that are bound or referred to, with their raw states, see [`Labels::chain`].
    pub fn used(&self) -> impl Iterator<Item = (L, u32)> {
        let used = self.state.iter().enumerate().filter(|(_, state)| **state != UNUSED);
        used.map(|(i, &state)| (L::from_number(i as u32), state))
    }

    /// Says that something refers to the label which is not a fixup.
    pub fn mark_used(&mut self, label: L) {
        let state = &mut self.state[label.number()];
        if *state == UNUSED {
            *state = USED;
        }
    }

    /// Adds the field at `at` to the chain of an unbound label. Returns what the field must hold until then.
    #[inline]
    pub fn link(&mut self, label: L, at: u32) -> u32 {
        debug_assert!(self.offset(label).is_none());
        let last = core::mem::replace(&mut self.state[label.number()], at);
        // The last place comes first in a chain: both instruction sets look there for a branch that is not needed, and one of them
        // writes the distance to the place before as a number that is not negative.
        if cfg!(any(debug_assertions, feature = "check")) {
            assert!(is_chain_end(last) || last < at, "a chain goes back in the code: from {at:#x} to {last:#x}");
        }
        last
    }

    /// Says where the label is. Returns the first field of its chain, or the end of the chain, see [`is_chain_end`].
    #[inline]
    pub fn bind(&mut self, label: L, offset: u32) -> u32 {
        debug_assert!(self.offset(label).is_none());
        core::mem::replace(&mut self.state[label.number()], offset | BOUND)
    }

    /// Moves a bound label.
    pub fn move_to(&mut self, label: L, offset: u32) {
        debug_assert!(self.offset(label).is_some());
        self.state[label.number()] = offset | BOUND;
    }

    /// Forgets where a bound label is.
    pub fn unbind(&mut self, label: L) {
        self.state[label.number()] = UNUSED;
    }

    /// Puts the chain of an unbound label back to an earlier state, a result of [`Labels::chain`].
    pub fn restore_chain(&mut self, label: L, chain: u32) {
        self.state[label.number()] = chain;
    }

    /// The raw state of a label, for [`Labels::restore_chain`].
    pub fn chain(&self, label: L) -> u32 {
        self.state[label.number()]
    }
}
