//! Facts: known contents of registers (sums of addresses, the value of a slot, the length of a memory), which are reused instead
//! of computed or loaded again.
//!
//! **Invariant:** a fact is dropped when it may become false. An instruction that writes a register drops the facts that depend on
//! it: [`Assembler::emit`](super::assembler::Assembler::emit) tests the register against one mask, [`Facts::depends`]. A call drops
//! all facts. At a merge, only sums survive that hold on all paths; branches record them for their label. A backward branch adds no
//! path to consider: no fact holds at a label that is bound before it, which [`Facts::branched_back`] checks in debug builds.

use windlass_masm::fuse_limit::may_fuse;
use windlass_masm::{Label, Reg, Slot, Ty};

use super::address_cache::{AddressCache, Sums};
use super::encode::{writes_float_register, writes_integer_register};
use super::last_slot::LastSlot;
use super::registers::SCRATCH2;

/// See above.
#[derive(Debug)]
pub(super) struct Facts {
    /// The numbers of the registers, of either class, that some fact depends on, as a bit set.
    depends: u32,
    /// The same without the fact about a slot.
    depends_but_slot: u32,
    sums: AddressCache,
    slot: LastSlot,
    /// The offset in the context of the memory length that the second scratch register holds.
    length: Option<i32>,
    /// The facts that were assumed at each bound label.
    #[cfg(debug_assertions)]
    at_bound: alloc::vec::Vec<Option<Sums>>,
}

impl Facts {
    pub(super) const fn new() -> Facts {
        Facts {
            depends: 0,
            depends_but_slot: 0,
            sums: AddressCache::new(),
            slot: LastSlot::new(),
            length: None,
            #[cfg(debug_assertions)]
            at_bound: alloc::vec::Vec::new(),
        }
    }

    /// Begins a function.
    pub(super) fn begin_function(&mut self, calls: bool) {
        self.sums.begin_function(calls);
        self.forget();
        #[cfg(debug_assertions)]
        self.at_bound.clear();
    }

    /// Whether a fact depends on a register of this number.
    #[inline]
    pub(super) fn depend_on(&self, number: u32) -> bool {
        self.depends >> (number & 31) & 1 != 0
    }

    #[inline]
    fn update(&mut self) {
        let length = if self.length.is_some() { 1 << SCRATCH2.number() } else { 0 };
        self.depends_but_slot = self.sums.depends() | length;
        self.update_slot();
    }

    #[inline]
    fn update_slot(&mut self) {
        self.depends = self.depends_but_slot | self.slot.depends();
    }

    /// Updates the facts for an instruction that writes the register in its lowest five bits, or none.
    pub(super) fn emitted(&mut self, word: u32) {
        let writes_integer = writes_integer_register(word);
        if self.slot.depends() >> (word & 31) & 1 != 0 {
            let writes = if self.slot.is_float() { writes_float_register(word) } else { writes_integer };
            if writes {
                self.forget_slot();
            }
        }
        if writes_integer && self.depends_but_slot >> (word & 31) & 1 != 0 {
            self.sum_or_length_written(Reg::int((word & 31) as u8));
        }
    }

    /// Drops the facts that depend on an integer register.
    pub(super) fn written(&mut self, reg: Reg) {
        debug_assert!(!reg.is_float());
        if self.slot.depends() >> reg.number() & 1 != 0 && !self.slot.is_float() {
            self.forget_slot();
        }
        if self.depends_but_slot >> reg.number() & 1 != 0 {
            self.sum_or_length_written(reg);
        }
    }

    fn sum_or_length_written(&mut self, reg: Reg) {
        if reg == SCRATCH2 {
            self.length = None;
        }
        self.sums.written(reg);
        self.update();
    }

    /// Drops all facts, for example after a call.
    pub(super) fn forget(&mut self) {
        self.sums.forget();
        self.slot.forget();
        self.length = None;
        (self.depends, self.depends_but_slot) = (0, 0);
    }

    // Branches and merges.

    /// Records that the next instruction is reached only through a label.
    pub(super) fn leave(&mut self) {
        self.sums.leave();
        self.length = None;
        self.update();
    }

    /// The sums known here, for [`Facts::resume`].
    pub(super) fn sums(&self) -> Sums {
        self.sums.sums()
    }

    /// Restores sums: control comes here only from the point where they were known.
    pub(super) fn resume(&mut self, sums: Sums) {
        self.sums.resume(sums);
        self.update();
    }

    /// Records a branch from here to an unbound label.
    pub(super) fn branched(&mut self, label: Label) {
        self.sums.branched(label);
    }

    /// Records a path to an unbound label on which nothing is known.
    pub(super) fn entered(&mut self, label: Label) {
        self.sums.entered(label);
    }

    /// Records a branch from here to a bound label.
    #[inline]
    pub(super) fn branched_back(&self, label: Label) {
        #[cfg(debug_assertions)]
        if let Some(Some(known)) = self.at_bound.get(label.0 as usize) {
            assert!(self.sums.implies(*known), "{label:?} knows what a branch back to it does not");
        }
        let _ = label;
    }

    /// Records that a label is bound here.
    pub(super) fn bound(&mut self, label: Label) {
        self.length = None;
        self.slot.forget();
        self.sums.bound(label);
        self.update();
        #[cfg(debug_assertions)]
        {
            let index = label.0 as usize;
            self.at_bound.resize(self.at_bound.len().max(index + 1), None);
            self.at_bound[index] = Some(self.sums.sums());
        }
    }

    // Sums of addresses.

    /// The register that holds the sum for `index`, if there is one.
    #[inline]
    pub(super) fn find_sum(&mut self, index: Reg) -> Option<Reg> {
        self.sums.find(index).filter(|_| may_fuse())
    }

    /// The register that holds the sum for a page that is `wanted`, and the page, if there is one.
    pub(super) fn find_page(&mut self, wanted: impl Fn(u32) -> bool) -> Option<(Reg, u32)> {
        self.sums.find_page(wanted).filter(|_| may_fuse())
    }

    /// Chooses the register for the sum of `index`, which the next instruction must compute.
    #[inline]
    pub(super) fn insert_sum(&mut self, index: Reg) -> Reg {
        let sum = self.sums.insert(index);
        self.update();
        sum
    }

    /// Chooses the register for the sum of a page, whose number is below 4096. The next instruction must compute it.
    pub(super) fn insert_page(&mut self, page: u32) -> Reg {
        let sum = self.sums.insert_page(page);
        self.update();
        sum
    }

    // Slots.

    /// The register that has the value of the slot, if it is known.
    #[inline]
    pub(super) fn find_slot(&self, ty: Ty, slot: Slot) -> Option<Reg> {
        self.slot.find(ty, slot).filter(|_| may_fuse())
    }

    /// Records that `reg` was just stored to the slot, or loaded from it.
    pub(super) fn slot_accessed(&mut self, ty: Ty, slot: Slot, reg: Reg) {
        self.slot.accessed(ty, slot, reg);
        self.update_slot();
    }

    /// Drops the fact about a slot.
    #[inline]
    pub(super) fn forget_slot(&mut self) {
        self.slot.forget();
        self.update_slot();
    }

    // Lengths of memories.

    /// Whether the second scratch register holds the length that is at this offset of the context.
    pub(super) fn holds_length(&self, offset: i32) -> bool {
        self.length == Some(offset) && may_fuse()
    }

    /// Records that the second scratch register holds the length at this offset of the context.
    pub(super) fn length_loaded(&mut self, offset: i32) {
        self.length = Some(offset);
        self.depends_but_slot |= 1 << SCRATCH2.number();
        self.update_slot();
    }
}

#[cfg(test)]
mod tests {
    use super::super::registers::{ADDRESS, LINK, SCRATCH};
    use super::*;

    const X1: Reg = Reg::int(1);
    const X2: Reg = Reg::int(2);

    /// The sums for `x1` and `x2` in a function that calls.
    fn both() -> Facts {
        let mut facts = Facts::new();
        facts.begin_function(true);
        facts.insert_sum(X1);
        facts.insert_sum(X2);
        facts
    }

    fn known(facts: &mut Facts) -> [Option<Reg>; 2] {
        [X1, X2].map(|index| facts.find_sum(index))
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
            let mut facts = both();
            facts.emitted(word);
            assert_eq!(known(&mut facts), [Some(ADDRESS), Some(LINK)], "{text}");
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
            let mut facts = both();
            assert!(facts.depend_on(word));
            facts.emitted(word);
            assert_eq!(known(&mut facts), [Some(ADDRESS), None], "{text}");
        }
        let mut facts = both();
        facts.emitted(0xf940_039b); // ldr x27, [x28]
        assert_eq!(known(&mut facts), [None; 2]);
    }

    #[test]
    fn a_length_is_known_until_its_register_changes() {
        let mut facts = both();
        facts.length_loaded(8);
        assert!(facts.holds_length(8) && !facts.holds_length(24));
        facts.emitted(0x5280_00e2); // mov w2, #7
        assert!(facts.holds_length(8));
        facts.emitted(0x5280_00f1); // mov w17, #7
        assert!(!facts.holds_length(8));
        facts.length_loaded(8);
        facts.bound(Label(1));
        assert!(!facts.holds_length(8));
    }

    fn slot_is_known_after(reg: Reg, word: u32) -> bool {
        let mut facts = Facts::new();
        facts.slot_accessed(Ty::I64, Slot(16), reg);
        if facts.depend_on(word) {
            facts.emitted(word);
        }
        facts.find_slot(Ty::I64, Slot(16)) == Some(reg)
    }

    #[test]
    fn a_slot_is_known_until_its_register_changes() {
        let (x2, v2) = (Reg::int(2), Reg::float(2));
        for (word, changes_x2, changes_v2, text) in [
            (0xb940_0002, true, false, "ldr w2, [x0]"),
            (0xb900_0002, false, false, "str w2, [x0]"),
            (0x3dc0_0002, false, true, "ldr q2, [x0]"),
            (0x5c00_0002, false, true, "ldr d2, ."),
            (0x3d80_0002, false, false, "str q2, [x0]"),
            (0x1e60_2822, false, true, "fadd d2, d1, d0"),
            (0x9e67_0022, false, true, "fmov d2, x1"),
            (0x9e66_0022, true, false, "fmov x2, d1"),
            (0x4d40_c822, false, true, "ld1r {v2.4s}, [x1]"),
            (0x0d00_9022, false, false, "st1 {v2.s}[1], [x1]"),
            (0x8b00_0022, true, false, "add x2, x1, x0"),
            (0x3400_0002, false, false, "cbz w2, ."),
            (0x8b00_0023, false, false, "add x3, x1, x0"),
        ] {
            assert_eq!(slot_is_known_after(x2, word), !changes_x2, "{text}");
            assert_eq!(slot_is_known_after(v2, word), !changes_v2, "{text}");
        }
        assert!(!slot_is_known_after(SCRATCH, 0xd503_201f));
    }

    #[test]
    fn one_fact_ends_and_others_stay() {
        let mut facts = both();
        facts.slot_accessed(Ty::F64, Slot(8), Reg::float(1));
        facts.length_loaded(8);
        facts.emitted(0x1e60_2821); // fadd d1, d1, d0
        assert_eq!(facts.find_slot(Ty::F64, Slot(8)), None);
        assert_eq!(known(&mut facts), [Some(ADDRESS), Some(LINK)]);
        facts.slot_accessed(Ty::F64, Slot(8), Reg::float(1));
        facts.emitted(0x5280_00e1); // mov w1, #7
        assert_eq!(facts.find_slot(Ty::F64, Slot(8)), Some(Reg::float(1)));
        assert_eq!(known(&mut facts), [None, Some(LINK)]);
        assert!(facts.holds_length(8));
        facts.forget();
        assert_eq!((known(&mut facts), facts.holds_length(8), facts.depends), ([None; 2], false, 0));
    }

    #[test]
    #[should_panic(expected = "knows what a branch back to it does not")]
    #[cfg(debug_assertions)]
    fn a_label_that_is_branched_back_to_must_know_nothing() {
        let mut facts = both();
        facts.branched(Label(0));
        facts.bound(Label(0));
        facts.emitted(0x5280_00e2); // mov w2, #7
        facts.branched_back(Label(0));
    }
}
