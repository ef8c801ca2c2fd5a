//! The window: the last instructions, which a peephole reads, and takes back to emit another one instead.
//!
//! Their effects are decoded from the instruction words on demand; nothing is recorded when they are emitted. The window ends at a
//! barrier: nothing before it is read or taken back.
//!
//! **Invariant:** only [`Assembler::take_back`] shortens the code of a function, and an instruction is taken back only if no remaining
//! instruction reads its destination. It checks this itself, and drops facts about removed instructions.
//!
//! **Invariant:** no branch distance is a count of instructions emitted elsewhere. [`Assembler::land`] computes it, and a [`Skip`] that
//! is not landed panics in debug builds.

use windlass_masm::fuse_limit::may_fuse;
use windlass_masm::{Label, Reg, RegSet, Use};

use super::assembler::Assembler;
use super::control::distance_field;
use super::encode::{integer_registers_read, writes_float_register, writes_integer_register};
use super::registers::ZERO;

/// The limit of the window, and the last unconditional jump.
#[derive(Debug)]
pub(super) struct Window {
    /// No instruction before this offset is read or taken back.
    floor: u32,
    /// The reason of the barrier.
    #[cfg(debug_assertions)]
    why: Barrier,
    /// The offset after the last unconditional jump, and its target.
    jump_end: u32,
    jump_target: Label,
}

/// The reasons of a barrier.
#[derive(Clone, Copy, Debug)]
pub(super) enum Barrier {
    /// The function starts, or its frame is set up here.
    Frame,
    /// A branch to a label may lead here.
    Label,
    /// A branch over some instructions leads here.
    Landing,
    /// An atomic operator is done in front of here.
    Atomic,
}

impl Window {
    pub(super) const fn new() -> Window {
        Window {
            floor: 0,
            #[cfg(debug_assertions)]
            why: Barrier::Frame,
            jump_end: u32::MAX,
            jump_target: Label(0),
        }
    }
}

/// A forward branch, or an `adr`, whose distance is not known yet. [`Assembler::land`] completes it.
#[must_use = "it has no distance until it lands"]
#[derive(Debug)]
pub(super) struct Skip {
    at: u32,
    word: u32,
}

#[cfg(debug_assertions)]
impl Drop for Skip {
    fn drop(&mut self) {
        panic!("a branch at {:#x} that does not land", self.at);
    }
}

/// Whether nothing reads the operand after an instruction that reads it and writes `dst`.
pub(super) fn dies(operand: Use, dst: Reg) -> bool {
    operand.is_last() || operand.reg() == dst
}

/// The register that an instruction writes, if it is one.
fn destination(word: u32) -> Option<Reg> {
    let number = (word & 31) as u8;
    if writes_integer_register(word) {
        Some(Reg::int(number)).filter(|reg| *reg != ZERO)
    } else if writes_float_register(word) {
        Some(Reg::float(number))
    } else {
        None
    }
}

impl Assembler<'_> {
    /// Ends the window here.
    #[inline]
    pub(super) fn barrier(&mut self, why: Barrier) {
        self.window.floor = self.here();
        #[cfg(debug_assertions)]
        {
            self.window.why = why;
        }
        let _ = why;
    }

    /// Whether the last `count` instructions are in the window.
    #[inline]
    pub(super) fn is_in_window(&self, count: u32) -> bool {
        // After running out of memory for code, the current offset is arbitrary.
        self.here() >= self.window.floor + count * 4 && !self.assembly.buffer.failed()
    }

    /// The last instruction but `back`, if it is in the window.
    #[inline]
    pub(super) fn last(&self, back: u32) -> Option<u32> {
        self.is_in_window(back + 1).then(|| self.assembly.buffer.read_u32(self.here() - (back + 1) * 4))
    }

    /// Takes back the last `count` instructions, of which none loads a pair. What is emitted instead may be one of them in another
    /// form, and reads those in `read_after` of the registers as they are now. `false`, and nothing changes, where one of them is
    /// read after such an instruction wrote it, by that or by one of those between, and where the window ends.
    pub(super) fn take_back(&mut self, count: u32, mut read_after: RegSet) -> bool {
        if !self.is_in_window(count) {
            return false;
        }
        let here = self.here();
        for i in 1..=count {
            let word = self.buffer().read_u32(here - i * 4);
            if !read_after.is_empty() && destination(word).is_some_and(|reg| read_after.contains(reg)) {
                return false;
            }
            if i < count {
                read_after = read_after.union(integer_registers_read(word));
            }
        }
        if !may_fuse() {
            return false;
        }
        self.buffer().truncate(here - count * 4);
        // One of them may be the load or the jump, and the next instruction may end at the same offset.
        self.facts.forget_slot();
        self.window.jump_end = u32::MAX;
        true
    }

    /// Records that the last instruction is an unconditional jump to `target`.
    pub(super) fn jumped(&mut self, target: Label) {
        (self.window.jump_end, self.window.jump_target) = (self.here(), target);
    }

    /// The target of the last instruction, if it is an unconditional jump.
    pub(super) fn pending_jump(&self) -> Option<Label> {
        (self.window.jump_end == self.here()).then_some(self.window.jump_target)
    }

    /// Emits a branch over the instructions up to [`Assembler::land`], or an `adr` of what is there.
    pub(super) fn skip(&mut self, word: u32) -> Skip {
        let at = self.here();
        self.emit(word);
        Skip { at, word }
    }

    /// Makes a branch lead here. The instructions before this point can no longer be taken back.
    pub(super) fn land(&mut self, skip: Skip) {
        let Skip { at, word } = skip;
        core::mem::forget(skip);
        let (low, mask) = distance_field(word);
        let distance = self.here().wrapping_sub(at) / 4;
        debug_assert!(distance <= mask >> 1 || self.assembly.buffer.failed(), "a branch that does not reach");
        self.buffer().write_u32(at, word | (distance & mask) << low);
        self.barrier(Barrier::Landing);
    }
}
