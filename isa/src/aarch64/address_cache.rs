//! What the address registers hold: sums of the memory base and of an index, or of a large constant, for the accesses that
//! follow.
//!
//! There is one, and in a function that calls, where the return address is in the frame, the register for that is a second
//! one until the next call. A sum is known until one of the registers that it is of changes, and across labels, where
//! all paths that meet there know it.

use alloc::vec::Vec;

use windlass_masm::{Label, Reg};

use super::encode::writes_integer_register;
use super::registers::{ABI, ADDRESS, LINK, SCRATCH2};

/// The address registers.
const REGISTERS: [Reg; 2] = [ADDRESS, LINK];

/// What is added to the memory base in each sum: the number of a register, [`PAGE`] and the number of a page, or one of the
/// numbers below.
type Indices = [u16; 2];

/// Constants are added by multiples of 4 KiB.
const PAGE: u16 = 0x1000;
/// No sum is known.
const NONE: Indices = [0xffff; 2];
/// Control does not come here.
const UNREACHED: Indices = [0xfffe; 2];

/// What is known where two paths meet.
#[inline]
fn meet(a: Indices, b: Indices) -> Indices {
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

/// The sums in the address registers, and what comparisons of addresses need.
#[derive(Debug)]
pub(super) struct AddressCache {
    /// The numbers of the registers whose change makes something of this worthless, a bit for each.
    pub(super) depends: u32,
    /// Where in the context the length is that is in the second scratch register, the length of a memory.
    length: Option<i32>,
    indices: Indices,
    /// Where the next sum goes.
    next: usize,
    /// The last register that there is in this function.
    last: usize,
    /// What is known by all branches so far to each label that is not bound.
    at_labels: Vec<Indices>,
}

impl AddressCache {
    pub(super) const fn new() -> AddressCache {
        AddressCache { depends: 0, length: None, indices: NONE, next: 0, last: 0, at_labels: Vec::new() }
    }

    /// Begins a function, which calls others or does not.
    pub(super) fn begin_function(&mut self, calls: bool) {
        self.last = usize::from(calls);
        self.at_labels.clear();
        self.forget();
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
        let [first, second] = self.indices;
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

    /// A register for another sum.
    pub(super) fn replace(&self) -> Reg {
        if self.next == 0 { REGISTERS[0] } else { REGISTERS[1] }
    }

    /// Says that the register from [`AddressCache::replace`] holds the sum for `index`.
    pub(super) fn insert(&mut self, index: Reg) {
        self.insert_index(index.number().into());
    }

    /// Says that it holds the sum for a page, whose number is below 4096.
    pub(super) fn insert_page(&mut self, page: u32) {
        self.insert_index(PAGE | page as u16);
    }

    #[inline]
    fn insert_index(&mut self, index: u16) {
        if self.next == 0 {
            self.next = self.last;
            self.set([index, self.indices[1]]);
        } else {
            self.next = 0;
            self.set([self.indices[0], index]);
        }
    }

    #[inline]
    fn set(&mut self, indices: Indices) {
        self.indices = indices;
        self.depends = dependence(indices[0], REGISTERS[0]) | dependence(indices[1], REGISTERS[1]);
        if self.length.is_some() {
            self.depends |= 1 << SCRATCH2.number();
        }
    }

    /// Whether the second scratch register holds the length that is at this offset of the context.
    pub(super) fn holds_length(&self, offset: i32) -> bool {
        self.length == Some(offset)
    }

    /// Says that it does.
    pub(super) fn length_loaded(&mut self, offset: i32) {
        self.length = Some(offset);
        self.depends |= 1 << SCRATCH2.number();
    }

    /// Takes note of an instruction.
    pub(super) fn emitted(&mut self, word: u32) {
        if self.depends >> (word & 31) & 1 != 0 && writes_integer_register(word) {
            self.written(Reg::int((word & 31) as u8));
        }
    }

    /// Says that a register changes.
    pub(super) fn written(&mut self, register: Reg) {
        if register == SCRATCH2 {
            self.length = None;
        }
        let all = register == ABI.memory_base;
        let mut indices = self.indices;
        for (index, holder) in indices.iter_mut().zip(REGISTERS) {
            if all || *index == register.number().into() || holder == register {
                *index = NONE[0];
            }
        }
        self.set(indices);
    }

    /// Says that no sum is known.
    pub(super) fn forget(&mut self) {
        (self.indices, self.length, self.depends, self.next) = (NONE, None, 0, 0);
    }

    /// Says that control does not come to the next instruction but by a label.
    pub(super) fn leave(&mut self) {
        (self.indices, self.length, self.depends) = (UNREACHED, None, 0);
    }

    /// What is known here, for [`AddressCache::resume`].
    pub(super) fn state(&self) -> Indices {
        self.indices
    }

    /// Says that control comes here from where this was known only.
    pub(super) fn resume(&mut self, state: Indices) {
        self.set(state);
    }

    /// Takes note of a branch from here to a label that is not bound.
    pub(super) fn branched(&mut self, label: Label) {
        let label = label.0 as usize;
        while self.at_labels.len() <= label {
            // Labels come one after another: there is room for the next at once.
            self.at_labels.extend_from_slice(&[UNREACHED; 8]);
        }
        self.at_labels[label] = meet(self.at_labels[label], self.indices);
    }

    /// Takes note of a label that is bound here. To one that nothing branched to yet, something may later, from anywhere.
    pub(super) fn bound(&mut self, label: Label) {
        self.length = None;
        match self.at_labels.get(label.0 as usize) {
            None | Some(&UNREACHED) => self.forget(),
            Some(&known) => self.set(meet(self.indices, known)),
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
    fn only_what_writes_an_integer_register_changes_it() {
        let reads = [
            (0x3400_0002, "cbz w2, ."),
            (0x3618_0002, "tbz w2, #3, ."),
            (0x5400_0002, "b.hs ."),
            (0xb900_0002, "str w2, [x0]"),
            (0x3d80_0002, "str q2, [x0]"),
            (0x3dc0_0002, "ldr q2, [x0]"),
            (0xa900_0c02, "stp x2, x3, [x0]"),
            (0x5c00_0002, "ldr d2, ."),
            (0x1e60_2822, "fadd d2, d1, d0"),
            (0x9e67_0022, "fmov d2, x1"),
            (0x1e62_0022, "scvtf d2, w1"),
            (0x4e04_0c22, "dup v2.4s, w1"),
            (0x4e0c_1c22, "mov v2.s[1], w1"),
            (0x6e0c_3c22, "mov v2.s[1], v1.s[1]"),
            (0x4d40_c822, "ld1r {v2.4s}, [x1]"),
            (0x0d00_9022, "st1 {v2.s}[1], [x1]"),
            (0x6b00_003f, "cmp w1, w0"),
        ];
        for (word, text) in reads {
            let mut cache = both();
            cache.emitted(word);
            assert_eq!(known(&mut cache), [Some(ADDRESS), Some(LINK)], "{text}");
        }
        let writes = [
            (0xb940_0002, "ldr w2, [x0]"),
            (0x3980_0002, "ldrsb x2, [x0]"),
            (0xa940_0c02, "ldp x2, x3, [x0]"),
            (0x5800_0002, "ldr x2, ."),
            (0x1e78_0022, "fcvtzs w2, d1"),
            (0x9e66_0022, "fmov x2, d1"),
            (0x0e07_3c22, "umov w2, v1.b[3]"),
            (0x0e07_2c22, "smov w2, v1.b[3]"),
            (0x8b00_0022, "add x2, x1, x0"),
            (0x5100_0c22, "sub w2, w1, #3"),
            (0x1a80_0022, "csel w2, w1, w0, eq"),
            (0x5280_00e2, "mov w2, #7"),
            (0x9b00_0c22, "madd x2, x1, x0, x3"),
            (0x1000_0002, "adr x2, ."),
        ];
        for (word, text) in writes {
            let mut cache = both();
            cache.emitted(word);
            assert_eq!(known(&mut cache), [Some(ADDRESS), None], "{text}");
        }
        let mut cache = both();
        cache.emitted(0xf940_039b); // ldr x27, [x28]
        assert_eq!(known(&mut cache), [None; 2]);
    }

    #[test]
    fn pages_are_found_by_what_they_reach() {
        let mut cache = AddressCache::new();
        cache.begin_function(true);
        cache.insert(X1);
        cache.insert_page(0xfff);
        assert_eq!(cache.find_page(|page| page == 0xfff), Some((LINK, 0xfff)));
        assert_eq!(cache.find_page(|page| page == 1), None);
        cache.emitted(0x5280_00fe); // mov w30, #7
        assert_eq!(cache.find_page(|_| true), None);
        assert_eq!(cache.find(X1), Some(ADDRESS));
    }

    #[test]
    fn a_length_is_known_until_its_register_changes() {
        let mut cache = both();
        cache.length_loaded(8);
        assert!(cache.holds_length(8) && !cache.holds_length(24));
        cache.emitted(0x5280_00e2); // mov w2, #7
        assert!(cache.holds_length(8));
        cache.emitted(0x5280_00f1); // mov w17, #7
        assert!(!cache.holds_length(8));
        cache.length_loaded(8);
        cache.bound(Label(1));
        assert!(!cache.holds_length(8));
    }

    #[test]
    fn the_older_sum_is_replaced() {
        let mut cache = both();
        assert_eq!(cache.find(X1), Some(ADDRESS));
        assert_eq!(cache.replace(), LINK);
        cache.insert(Reg::int(3));
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
        cache.emitted(0x5280_00e2); // mov w2, #7
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
