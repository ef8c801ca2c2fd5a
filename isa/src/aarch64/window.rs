//! The last instructions: taking them back, and branches over those that follow.
//!
//! **Invariant:** an instruction is taken back only where nothing that stays reads its destination. [`Assembler::take_back`] asks.
//!
//! **Invariant:** no distance is written as a number of instructions that somebody else emits. [`Assembler::land`] computes it, and
//! a [`Skip`] that does not land panics in debug builds.

use windlass_masm::{Reg, RegSet};

use super::assembler::Assembler;
use super::control::distance_field;
use super::encode::{integer_registers_read, writes_float_register, writes_integer_register};
use super::registers::ZERO;

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
    /// Takes back the last `count` instructions, of which none loads a pair. What is emitted instead may be one of them in another
    /// form, and reads those in `read_after` of the registers as they are now. `false`, and nothing changes, where one of them is read
    /// after such an instruction wrote it, by that or by one of those between.
    pub(super) fn take_back(&mut self, count: u32, mut read_after: RegSet) -> bool {
        let here = self.here();
        for i in 1..=count {
            let word = self.buffer().read_u32(here - i * 4);
            if destination(word).is_some_and(|reg| read_after.contains(reg)) {
                return false;
            }
            if i < count {
                read_after = read_after.union(integer_registers_read(word));
            }
        }
        self.buffer().truncate(here - count * 4);
        // One of them may be what loaded it.
        self.last_slot.forget();
        true
    }

    /// Emits a branch over the instructions up to [`Assembler::land`], or an `adr` of what is there.
    pub(super) fn skip(&mut self, word: u32) -> Skip {
        let at = self.here();
        self.emit(word);
        Skip { at, word }
    }

    /// Makes a branch come here. What is in front of here stays.
    pub(super) fn land(&mut self, skip: Skip) {
        let Skip { at, word } = skip;
        core::mem::forget(skip);
        let here = self.here();
        let (low, mask) = distance_field(word);
        let distance = here.wrapping_sub(at) / 4;
        debug_assert!(distance <= mask >> 1 || self.assembly.buffer.failed(), "a branch that does not reach");
        self.buffer().write_u32(at, word | (distance & mask) << low);
        self.last_bound = here;
    }
}
