//! A shift to the left that becomes part of the addition that follows: an index of elements and the address of an array.

use windlass_masm::{Reg, Use};

use super::assembler::Assembler;
use super::encode::Rm;
use super::window::NOWHERE;

/// The last instructions, where they compute `dst = src << shift` for a shift that an address can have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    /// Their start and end. They are the last instructions while the end is the current offset.
    start: u32,
    end: u32,
    dst: Reg,
    src: Reg,
    shift: u8,
    is_wide: bool,
}

impl Scaled {
    /// No such instructions.
    pub(super) const NONE: Scaled =
        Scaled { start: 0, end: NOWHERE, dst: Reg::int(0), src: Reg::int(0), shift: 0, is_wide: false };
}

impl Assembler<'_> {
    /// Records that the code from `start` on is `dst = src << shift`.
    pub(super) fn shift_emitted(&mut self, start: u32, w: bool, dst: Reg, src: Reg, shift: u8) {
        if shift <= 3 {
            self.window.shift = Scaled { start, end: self.here(), dst, src, shift, is_wide: w };
        }
    }

    /// Emits `dst = lhs + rhs` in place of the last instructions where they shift one of the operands, and nothing else
    /// needs what they compute.
    pub(super) fn add_scaled(&mut self, w: bool, dst: Reg, lhs: Use, rhs: Use) -> bool {
        let Scaled { start, end, dst: inner, src, shift, is_wide } = self.window.shift;
        if end != self.here() || is_wide != w || lhs.reg() == rhs.reg() {
            return false;
        }
        let (shifted, other) = match () {
            () if inner == rhs.reg() => (rhs, lhs),
            () if inner == lhs.reg() => (lhs, rhs),
            () => return false,
        };
        if inner != dst && !shifted.is_last() || !self.take_back(start) {
            return false;
        }
        self.lea(w, dst, Rm::Mem { base: other.number(), index: src.number(), scale: shift, disp: 0 });
        true
    }
}
