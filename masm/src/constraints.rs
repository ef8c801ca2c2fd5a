//! The registers that an instruction insists on.

use crate::reg::{Reg, RegSet};

/// What an instruction with fixed registers demands of its operands and results, which are in the order of the operator. Whatever
/// is not fixed may be in any register but those in `clobbers`.
#[derive(Clone, Copy, Debug)]
pub struct Constraints {
    /// Where each operand must be, unless it is a constant.
    pub operands: [Option<Reg>; 3],
    /// Where each result comes.
    pub results: [Option<Reg>; 2],
    /// These are written, those of the results included.
    pub clobbers: RegSet,
}

impl Constraints {
    /// None.
    pub const NONE: Constraints = Constraints { operands: [None; 3], results: [None; 2], clobbers: RegSet::EMPTY };

    /// All registers that are named.
    pub fn registers(&self) -> RegSet {
        let mut registers = self.clobbers;
        for reg in self.operands.into_iter().chain(self.results).flatten() {
            registers.insert(reg);
        }
        registers
    }
}
