//! The window: the last instructions, which a peephole takes back to emit others instead.
//!
//! Instructions have no fixed length, so those that may be taken back, shifts and jumps, are recorded when they are emitted. The
//! window ends at a barrier, which is the target of a jump: nothing before it is taken back.
//!
//! **Invariant:** only [`Assembler::take_back`] shortens the code of a function, and it drops every fact about what it removes.
//!
//! **Invariant:** no distance of a forward jump is a count of bytes emitted elsewhere. [`Assembler::land`] computes it, and a [`Skip`]
//! that is not landed panics in debug builds.

use windlass_masm::Label;
use windlass_masm::fuse_limit::may_fuse;

use super::assembler::Assembler;
use super::scaled::Scaled;

/// No offset.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The limits of the window, and its last instructions.
#[derive(Debug)]
pub(super) struct Window {
    /// The last barrier: no instruction before this offset is taken back. [`NOWHERE`] if there is none yet.
    floor: u32,
    /// The barrier before it, which becomes the last one if all jumps to `barrier` are redirected.
    floor_before: u32,
    /// The reason of the barrier.
    #[cfg(debug_assertions)]
    why: Barrier,
    /// The last instructions, if an addition can absorb them.
    pub(super) shift: Scaled,
    /// The last jump to a label: its start and end.
    jump: (u32, u32, Label),
    /// The offset after the last instruction that never continues to the next one.
    path_end: u32,
}

/// The reasons of a barrier.
#[derive(Clone, Copy, Debug)]
pub(super) enum Barrier {
    /// The function starts.
    #[cfg(debug_assertions)]
    Function,
    /// A branch to a label may lead here.
    Label,
    /// A jump over some instructions leads here.
    Landing,
}

/// A short jump whose distance is not known yet. [`Assembler::land`] completes it.
#[must_use = "it has no distance until it lands"]
#[derive(Debug)]
pub(super) struct Skip {
    /// The offset of its distance.
    at: u32,
}

#[cfg(debug_assertions)]
impl Drop for Skip {
    fn drop(&mut self) {
        panic!("a jump at {:#x} that does not land", self.at - 1);
    }
}

impl Window {
    pub(super) const fn new() -> Window {
        Window {
            floor: NOWHERE,
            floor_before: NOWHERE,
            #[cfg(debug_assertions)]
            why: Barrier::Function,
            shift: Scaled::NONE,
            jump: (NOWHERE, NOWHERE, Label(0)),
            path_end: NOWHERE,
        }
    }

    /// Whether there is a barrier at this offset.
    #[inline]
    pub(super) fn ends_at(&self, offset: u32) -> bool {
        self.floor == offset
    }

    /// Removes the last barrier, because all jumps to it were removed or are about to be redirected.
    pub(super) fn lower(&mut self) {
        self.floor = self.floor_before;
    }

    /// Moves the last barrier to `offset`, because the jumps to it were redirected there. Returns whether `offset` was already the
    /// target of other jumps.
    pub(super) fn raise(&mut self, offset: u32) -> bool {
        self.floor = offset;
        self.floor_before == offset
    }

    /// The start and the target of the last jump to a label, if it ends at this offset.
    pub(super) fn jump_before(&self, offset: u32) -> Option<(u32, Label)> {
        let (start, end, label) = self.jump;
        (end == offset).then_some((start, label))
    }
}

impl Assembler<'_> {
    /// Ends the window here.
    pub(super) fn barrier(&mut self, why: Barrier) {
        let here = self.here();
        if self.window.floor != here {
            (self.window.floor_before, self.window.floor) = (self.window.floor, here);
        }
        #[cfg(debug_assertions)]
        {
            self.window.why = why;
        }
        let _ = why;
    }

    /// Takes back the instructions from `start` on. Returns false, and changes nothing, if the barrier is after `start`.
    pub(super) fn take_back(&mut self, start: u32) -> bool {
        let floor = self.window.floor;
        // After running out of memory for code, the current offset is arbitrary.
        if floor != NOWHERE && start < floor || self.buffer().failed() || !may_fuse() {
            return false;
        }
        self.buffer().truncate(start);
        // The next instructions may end at the same offset as the removed ones.
        self.window.shift = Scaled::NONE;
        self.window.jump.1 = NOWHERE;
        self.window.path_end = NOWHERE;
        self.facts.forget();
        true
    }

    /// Records that the last instruction, which begins at `start`, is a jump to `label`.
    pub(super) fn jumped(&mut self, start: u32, label: Label) {
        self.window.jump = (start, self.here(), label);
        self.ends_path();
    }

    /// Records that the last instruction never continues to the next one.
    pub(super) fn ends_path(&mut self) {
        self.window.path_end = self.here();
    }

    /// Whether only jumps lead here.
    pub(super) fn is_after_path(&self) -> bool {
        self.window.path_end == self.here()
    }

    /// Emits a jump of this opcode, of two bytes, over the instructions up to [`Assembler::land`].
    pub(super) fn skip(&mut self, opcode: u8) -> Skip {
        self.buffer().put_short(u64::from(opcode), 2);
        Skip { at: self.here().wrapping_sub(1) }
    }

    /// Makes a jump lead here. The instructions before this point can no longer be taken back.
    pub(super) fn land(&mut self, skip: Skip) {
        let Skip { at } = skip;
        core::mem::forget(skip);
        let here = self.here();
        let distance = here.wrapping_sub(at + 1);
        debug_assert!(distance < 128 || self.buffer().failed(), "a jump that does not reach");
        self.buffer().write_slice(at, &[distance as u8]);
        self.landed_at(here);
        self.barrier(Barrier::Landing);
    }

    /// [`Assembler::land`] for several jumps.
    pub(super) fn land_all(&mut self, skips: [Option<Skip>; 2]) {
        for skip in skips.into_iter().flatten() {
            self.land(skip);
        }
    }

    /// The target of [`Assembler::skip_back`].
    pub(super) fn begin_loop(&mut self) -> u32 {
        self.barrier(Barrier::Landing);
        self.here()
    }

    /// Emits a jump of this opcode, of two bytes, back to the beginning of a loop.
    pub(super) fn skip_back(&mut self, opcode: u8, start: u32) {
        let distance = start.wrapping_sub(self.here() + 2) as i32;
        debug_assert!(i8::try_from(distance).is_ok() || self.buffer().failed(), "a jump that does not reach");
        self.buffer().put_short(u64::from(opcode) | u64::from(distance as u8) << 8, 2);
    }
}

#[cfg(test)]
mod tests {
    use windlass_masm::{Assembly, CodeBuffer, IntBinOp, MacroAssembler, Reg, ShiftOp, Slot, Src, Ty};

    use super::super::cpu::CpuFeatures;
    use super::*;

    const A: Reg = Reg::int(0);
    const B: Reg = Reg::int(2);

    fn assembler() -> Assembler<'static> {
        Assembler::new(Assembly::new(CodeBuffer::on_heap().unwrap(), 0), CpuFeatures::BASELINE)
    }

    #[test]
    fn nothing_in_front_of_a_landing_is_taken_back() {
        let mut masm = assembler();
        let over = masm.skip(0x74);
        let start = masm.here();
        masm.mov_rr(true, A, B);
        masm.land(over);
        let end = masm.here();
        assert!(!masm.take_back(start));
        assert_eq!(masm.here(), end);
        masm.mov_rr(true, B, A);
        assert!(masm.take_back(end));
        assert_eq!(masm.here(), end);
        assert_eq!(masm.buffer().bytes()[..2], [0x74, 3]);
    }

    #[test]
    fn a_shift_becomes_part_of_an_address_where_it_is_read_for_the_last_time() {
        for (shifted, is_fused) in [(B.last_read(), true), (B.read(), false)] {
            let mut masm = assembler();
            masm.shift(ShiftOp::Shl, Ty::I64, B, B.read(), Src::Imm(2));
            let before = masm.here();
            masm.int_binop(IntBinOp::Add, Ty::I64, A, A.read(), Src::Reg(shifted));
            // lea rax, [rax + rdx * 4] instead of the shift, or an addition after it.
            assert_eq!(masm.here() <= before, is_fused);
        }
    }

    #[test]
    fn a_fact_ends_where_something_lands_and_with_what_is_taken_back() {
        let mut masm = assembler();
        let start = masm.here();
        masm.store_slot(Ty::I64, Slot(8), Src::Reg(A.read()));
        assert_eq!(masm.find_slot(Ty::I64, Slot(8)), Some(A));
        assert_eq!(masm.find_slot(Ty::I32, Slot(8)), None);
        assert!(masm.take_back(start));
        masm.store_slot(Ty::I64, Slot(16), Src::Reg(A.read()));
        assert_eq!(masm.find_slot(Ty::I64, Slot(8)), None);
        let over = masm.skip(0x74);
        masm.add_imm(true, A, A, 5);
        assert!(masm.flags_are_of(A, true));
        masm.land(over);
        assert!(!masm.flags_are_of(A, true));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "does not land")]
    fn a_jump_must_land() {
        let mut masm = assembler();
        let _ = masm.skip(0x74);
    }
}
