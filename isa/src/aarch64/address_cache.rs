//! What the address registers hold: sums of the memory base and of an index, or of a large constant, for the accesses that
//! follow.
//!
//! There is one, and in a function that calls, where the return address is in the frame, the register for that is a second
//! one until the next call. A sum is known until one of the registers that it is of changes, and across labels, where
//! all paths that meet there know it.

use alloc::vec::Vec;

use windlass_masm::{Label, Reg};

use super::registers::{ABI, ADDRESS, LINK};

/// The address registers.
const REGISTERS: [Reg; 2] = [ADDRESS, LINK];

/// What is added to the memory base in each sum: the number of a register, [`PAGE`] and the number of a page, or one of the
/// numbers below.
pub(super) type Sums = [u16; 2];

/// Constants are added by multiples of 4 KiB.
const PAGE: u16 = 0x1000;
/// No sum is known.
const NONE: Sums = [0xffff; 2];
/// Control does not come here.
const UNREACHED: Sums = [0xfffe; 2];

/// What is known where two paths meet.
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

/// The numbers of the registers that a sum depends on, a bit for each.
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
    /// Where the next sum goes.
    next: usize,
    /// The last register that there is in this function.
    last: usize,
    /// What is known by all branches so far to each label that is not bound.
    at_labels: Vec<Sums>,
}

impl AddressCache {
    pub(super) const fn new() -> AddressCache {
        AddressCache { sums: NONE, next: 0, last: 0, at_labels: Vec::new() }
    }

    /// Begins a function, which calls others or does not.
    pub(super) fn begin_function(&mut self, calls: bool) {
        self.last = usize::from(calls);
        self.at_labels.clear();
        self.forget();
    }

    /// The numbers of the registers whose change makes a sum worthless, a bit for each.
    #[inline]
    pub(super) fn depends(&self) -> u32 {
        dependence(self.sums[0], REGISTERS[0]) | dependence(self.sums[1], REGISTERS[1])
    }

    /// The register that holds the sum for `index`, if there is one.
    #[inline]
    pub(super) fn find(&mut self, index: Reg) -> Option<Reg> {
        self.find_index(|i| i == index.number().into()).map(|(register, _)| register)
    }

    /// The register that holds the sum for a page that is `wanted`, and that page, if there is one.
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

    /// The register for another sum, that for `index`.
    #[inline]
    pub(super) fn insert(&mut self, index: Reg) -> Reg {
        self.insert_index(index.number().into())
    }

    /// The same for the sum for a page, whose number is below 4096.
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

    /// Says that an integer register changes.
    pub(super) fn written(&mut self, reg: Reg) {
        let all = reg == ABI.memory_base;
        for (index, holder) in self.sums.iter_mut().zip(REGISTERS) {
            if all || *index == reg.number().into() || holder == reg {
                *index = NONE[0];
            }
        }
    }

    /// Says that no sum is known.
    pub(super) fn forget(&mut self) {
        (self.sums, self.next) = (NONE, 0);
    }

    /// Says that control does not come to the next instruction but by a label.
    pub(super) fn leave(&mut self) {
        self.sums = UNREACHED;
    }

    /// What is known here, for [`AddressCache::resume`].
    pub(super) fn sums(&self) -> Sums {
        self.sums
    }

    /// Says that control comes here from where this was known only.
    pub(super) fn resume(&mut self, sums: Sums) {
        self.sums = sums;
    }

    /// Whether all of `sums` is known here.
    #[cfg(debug_assertions)]
    pub(super) fn implies(&self, sums: Sums) -> bool {
        meet(self.sums, sums) == sums
    }

    /// Takes note of a branch from here to a label that is not bound.
    pub(super) fn branched(&mut self, label: Label) {
        self.comes_from(self.sums, label);
    }

    /// Takes note that control comes to a label that is not bound from where nothing is known.
    pub(super) fn entered(&mut self, label: Label) {
        self.comes_from(NONE, label);
    }

    fn comes_from(&mut self, sums: Sums, label: Label) {
        let label = label.0 as usize;
        while self.at_labels.len() <= label {
            // Labels come one after another: there is room for the next at once.
            self.at_labels.extend_from_slice(&[UNREACHED; 8]);
        }
        self.at_labels[label] = meet(self.at_labels[label], sums);
    }

    /// Takes note of a label that is bound here. To one that nothing branched to yet, something may later, from anywhere.
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
        // One branch, and nothing comes to the label otherwise.
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
