//! Multiplications and shifts that become part of the addition, or of the logical operator, that follows.

use windlass_masm::{IntBinOp, Reg};

use super::assembler::Assembler;
use super::encode::{rrr, rrrr, sf};
use super::int::{MADD, MSUB, ROR, shifted};

/// The newest instruction, where it is one that the next can take in: `mul d, n, m` or `d = n shift #count`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fusible {
    /// Where it ends. It is the newest as long as nothing was emitted since.
    end: u32,
    is_wide: bool,
    dst: Option<Reg>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Product(Reg, Reg),
    /// The register, and the fields for kind and count of the shift.
    Shifted(Reg, u32),
}

impl Default for Kind {
    fn default() -> Kind {
        Kind::Shifted(Reg::int(0), 0)
    }
}

impl Assembler<'_> {
    /// Says that `dst = n * m` was just emitted.
    pub(super) fn product_emitted(&mut self, w: bool, dst: Reg, n: Reg, m: Reg) {
        self.fusible = Fusible { end: self.here(), is_wide: w, dst: Some(dst), kind: Kind::Product(n, m) };
    }

    /// Says that `dst = n shift #count`, with these fields in the instructions that shift their last operand, was just
    /// emitted.
    pub(super) fn shift_emitted(&mut self, w: bool, dst: Reg, n: Reg, fields: u32) {
        self.fusible = Fusible { end: self.here(), is_wide: w, dst: Some(dst), kind: Kind::Shifted(n, fields) };
    }

    /// Emits `dst = lhs op rhs` in place of the newest instruction where that computes one of the operands, and nothing
    /// else needs that.
    pub(super) fn fuse(&mut self, op: IntBinOp, w: bool, dst: Reg, lhs: Reg, rhs: Reg) -> bool {
        let here = self.here();
        let Fusible { end, is_wide, dst: Some(inner), kind } = self.fusible else { return false };
        if end != here || is_wide != w || self.last_bound == here || lhs == rhs {
            return false;
        }
        if inner != dst && self.homes.contains(inner) {
            return false;
        }
        let other = match () {
            () if inner == rhs => lhs,
            () if inner == lhs && op.commutes() => rhs,
            () => return false,
        };
        let word = match (kind, op) {
            (Kind::Product(n, m), IntBinOp::Add) => rrrr(MADD | sf(w), dst, n, m, other),
            (Kind::Product(n, m), IntBinOp::Sub) => rrrr(MSUB | sf(w), dst, n, m, other),
            // Additions do not rotate.
            (Kind::Shifted(_, fields), IntBinOp::Add | IntBinOp::Sub) if fields & ROR == ROR => return false,
            (Kind::Shifted(n, fields), _) => match shifted(op) {
                Some(op) => rrr(op | sf(w) | fields, dst, other, n),
                None => return false,
            },
            _ => return false,
        };
        self.buffer().truncate(here - 4);
        // The next instruction ends where this one did.
        self.fusible.dst = None;
        self.emit(word);
        true
    }
}
