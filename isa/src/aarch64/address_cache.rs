//! The address cache: registers that hold the sum of the memory base and an index or a large constant, for later accesses.
//!
//! There is one such register. In a function with calls, whose return address is in the frame, the link register is a second
//! one until the next call. A sum is valid until a register that it depends on changes, and survives a label if it is known on
//! all paths that lead there.

use alloc::vec::Vec;

use windlass_masm::{Label, Reg};

use super::registers::{ABI, ADDRESS, LINK};

/// The address registers.
const REGISTERS: [Reg; 2] = [ADDRESS, LINK];

/// The addend of a sum: the number of a register, [`PAGE`] plus the number of a page, or one of the numbers below.
pub(super) type Sums = [u16; 2];

/// Marks constants, which are multiples of 4 KiB.
const PAGE: u16 = 0x1000;
/// No sum is known.
const NONE: Sums = [0xffff; 2];
/// This point is unreachable.
const UNREACHED: Sums = [0xfffe; 2];

/// The sum that is known where two paths meet.
#[inline]
fn meet(a: Sums, b: Sums) -> Sums {
    if a == b || a == UNREACHED {
        b
    } else if b == UNREACHED {
        a
    } else {
        core::array::from_fn(|i| if a[i] == b[i] { a[i] } else { NONE[i] })
    }
}

/// The numbers of the registers that a sum depends on, as a bit set.
#[inline]
fn dependence(index: u16, register: Reg) -> u32 {
    if index >= UNREACHED[0] {
        return 0;
    }
    let index = if index < 32 { 1 << index } else { 0 };
    index | 1 << register.number() | 1 << ABI.memory_base.number()
}

/// The sums in the address registers.
#[derive(Debug)]
pub(super) struct AddressCache {
    sums: Sums,
    /// The register for the next sum.
    next: usize,
    /// The last address register of this function.
    last: usize,
    /// For each unbound label, the sums that are known at all branches to it so far.
    at_labels: Vec<Sums>,
}

impl AddressCache {
    pub(super) const fn new() -> AddressCache {
        AddressCache { sums: NONE, next: 0, last: 0, at_labels: Vec::new() }
    }

    /// Begins a function.
    pub(super) fn begin_function(&mut self, calls: bool) {
        self.last = usize::from(calls);
        self.at_labels.clear();
        self.forget();
    }

    /// The numbers of the registers that some sum depends on, as a bit set.
    #[inline]
    pub(super) fn depends(&self) -> u32 {
        dependence(self.sums[0], REGISTERS[0]) | dependence(self.sums[1], REGISTERS[1])
    }

    /// The register that holds the sum for `index`, if there is one.
    #[inline]
    pub(super) fn find(&mut self, index: Reg) -> Option<Reg> {
        self.find_index(|i| i == index.number().into()).map(|(register, _)| register)
    }

    /// The register that holds the sum for a page that is `wanted`, and the page, if there is one.
    pub(super) fn find_page(&mut self, wanted: impl Fn(u32) -> bool) -> Option<(Reg, u32)> {
        let is_wanted = |i: u16| i & PAGE != 0 && i < UNREACHED[0] && wanted((i & !PAGE).into());
        self.find_index(is_wanted).map(|(register, i)| (register, (i & !PAGE).into()))
    }

    #[inline]
    fn find_index(&mut self, wanted: impl Fn(u16) -> bool) -> Option<(Reg, u16)> {
        let [first, second] = self.sums;
        // The other one is replaced first.
        if wanted(first) {
            self.next = self.last;
            Some((REGISTERS[0], first))
        } else if wanted(second) {
            self.next = 0;
            Some((REGISTERS[1], second))
        } else {
            None
        }
    }

    /// Chooses the register for the sum of `index`.
    #[inline]
    pub(super) fn insert(&mut self, index: Reg) -> Reg {
        self.insert_index(index.number().into())
    }

    /// Chooses the register for the sum of a page, whose number is below 4096.
    pub(super) fn insert_page(&mut self, page: u32) -> Reg {
        self.insert_index(PAGE | page as u16)
    }

    #[inline]
    fn insert_index(&mut self, index: u16) -> Reg {
        if self.next == 0 {
            self.next = self.last;
            self.sums[0] = index;
            REGISTERS[0]
        } else {
            self.next = 0;
            self.sums[1] = index;
            REGISTERS[1]
        }
    }

    /// Drops the sums that depend on an integer register.
    pub(super) fn written(&mut self, reg: Reg) {
        let all = reg == ABI.memory_base;
        for (index, holder) in self.sums.iter_mut().zip(REGISTERS) {
            if all || *index == reg.number().into() || holder == reg {
                *index = NONE[0];
            }
        }
    }

    /// Drops all sums.
    pub(super) fn forget(&mut self) {
        (self.sums, self.next) = (NONE, 0);
    }

    /// Records that the next instruction is reached only through a label.
    pub(super) fn leave(&mut self) {
        self.sums = UNREACHED;
    }

    /// The sums known here, for [`AddressCache::resume`].
    pub(super) fn sums(&self) -> Sums {
        self.sums
    }

    /// Restores sums: control comes here only from the point where they were known.
    pub(super) fn resume(&mut self, sums: Sums) {
        self.sums = sums;
    }

    /// Whether all of `sums` is known here.
    #[cfg(debug_assertions)]
    pub(super) fn implies(&self, sums: Sums) -> bool {
        meet(self.sums, sums) == sums
    }

    /// Records a branch from here to an unbound label.
    pub(super) fn branched(&mut self, label: Label) {
        self.comes_from(self.sums, label);
    }

    /// Records a path to an unbound label on which nothing is known.
    pub(super) fn entered(&mut self, label: Label) {
        self.comes_from(NONE, label);
    }

    fn comes_from(&mut self, sums: Sums, label: Label) {
        let label = label.0 as usize;
        while self.at_labels.len() <= label {
            // Labels are created one after another, so reserve room for several.
            self.at_labels.extend_from_slice(&[UNREACHED; 8]);
        }
        self.at_labels[label] = meet(self.at_labels[label], sums);
    }

    /// Records that a label is bound here. If nothing has branched to it yet, a later branch may, with any facts.
    pub(super) fn bound(&mut self, label: Label) {
        match self.at_labels.get(label.0 as usize) {
            None | Some(&UNREACHED) => self.forget(),
            Some(&known) => self.sums = meet(self.sums, known),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X1: Reg = Reg::int(1);
    const X2: Reg = Reg::int(2);

    /// The sums for `x1` and `x2` in a function that calls.
    fn both() -> AddressCache {
        let mut cache = AddressCache::new();
        cache.begin_function(true);
        cache.insert(X1);
        cache.insert(X2);
        cache
    }

    fn known(cache: &mut AddressCache) -> [Option<Reg>; 2] {
        [X1, X2].map(|index| cache.find(index))
    }

    #[test]
    fn pages_are_found_by_what_they_reach() {
        let mut cache = AddressCache::new();
        cache.begin_function(true);
        cache.insert(X1);
        cache.insert_page(0xfff);
        assert_eq!(cache.find_page(|page| page == 0xfff), Some((LINK, 0xfff)));
        assert_eq!(cache.find_page(|page| page == 1), None);
        cache.written(LINK);
        assert_eq!(cache.find_page(|_| true), None);
        assert_eq!(cache.find(X1), Some(ADDRESS));
    }

    #[test]
    fn the_older_sum_is_replaced() {
        let mut cache = both();
        assert_eq!(cache.find(X1), Some(ADDRESS));
        assert_eq!(cache.insert(Reg::int(3)), LINK);
        assert_eq!(known(&mut cache), [Some(ADDRESS), None]);
        cache.begin_function(false);
        cache.insert(X1);
        cache.insert(X2);
        assert_eq!(known(&mut cache), [None, Some(ADDRESS)], "the return address stays where nothing is called");
    }

    #[test]
    fn a_label_knows_what_all_its_branches_know() {
        let (label, other) = (Label(3), Label(1));
        // One branch, and no other path to the label.
        let mut cache = both();
        cache.branched(label);
        cache.forget();
        cache.leave();
        cache.bound(label);
        assert_eq!(known(&mut cache), [Some(ADDRESS), Some(LINK)]);
        // Another path knows only one.
        let mut cache = both();
        cache.branched(label);
        cache.written(X2);
        cache.branched(other);
        cache.bound(label);
        assert_eq!(known(&mut cache), [Some(ADDRESS), None]);
        cache.insert(X2);
        cache.bound(other);
        assert_eq!(known(&mut cache), [Some(ADDRESS), None]);
        // The beginning of a loop is branched to later.
        let mut cache = both();
        cache.bound(label);
        assert_eq!(known(&mut cache), [None; 2]);
    }
}
