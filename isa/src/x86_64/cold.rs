//! Rare cases of instructions, out of line: after the function, like traps.

use windlass_masm::{FloatBinOp, Label, MacroAssembler, OutOfLine, Reg, Site, Ty};

use super::assembler::Assembler;
use super::compare::Cc;

/// The handling of a rare case. All registers have their values at the jump.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cold {
    /// See [`Assembler::trunc_rarely`].
    Trunc { from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg, site: Site },
    /// See [`Assembler::trunc_sat_rarely`].
    TruncSat { from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg },
    /// See [`Assembler::min_max_rarely`].
    MinMax { op: FloatBinOp, ty: Ty, dst: Reg, lhs: Reg, rhs: Reg, may_be_equal: bool },
    /// See [`Assembler::large_to_float`].
    LargeToFloat { to: Ty, dst: Reg, src: Reg },
}

impl Assembler<'_> {
    /// Jumps to the code for a rare case. Returns the label where that goes on, to be bound soon.
    pub(super) fn rarely(&mut self, cc: Cc, what: Cold) -> Label {
        let (code, back) = OutOfLine::returning(what, &mut self.assembly.labels, self.assembly.pushed);
        self.jump_if(cc, code.enter);
        self.cold.push(code);
        back
    }

    /// Emits the code for rare cases, at the end of a function.
    pub(super) fn finish_cold(&mut self) {
        for i in 0..self.cold.len() {
            let code = self.cold[i];
            self.begin_out_of_line(&code);
            match code.what {
                Cold::Trunc { from, to, signed, dst, src, site } => self.trunc_rarely(from, to, signed, dst, src, site),
                Cold::TruncSat { from, to, signed, dst, src } => self.trunc_sat_rarely(from, to, signed, dst, src),
                Cold::MinMax { op, ty, dst, lhs, rhs, may_be_equal } => {
                    self.min_max_rarely(op, ty, dst, lhs, rhs, may_be_equal, &code);
                }
                Cold::LargeToFloat { to, dst, src } => self.large_to_float(to, dst, src),
            }
            if !self.is_after_path() {
                self.end_out_of_line(&code);
            }
        }
        self.cold.clear();
    }
}
