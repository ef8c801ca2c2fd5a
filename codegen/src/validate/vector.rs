//! The operators on vectors, in the quick walk.

use super::quick::Walk;
use crate::opcode::VectorOpcode;
use crate::scan::Count;

impl<C: Count> Walk<'_, C> {
    /// An operator with prefix `FD`.
    #[inline(never)]
    pub(super) fn vector(&mut self) -> Option<()> {
        let opcode = VectorOpcode::from_number(self.u32()?)?;
        if opcode.is_relaxed() && !self.relaxed_simd() {
            return None;
        }
        // Both have the same operands and results.
        let op = opcode.op(true);
        self.apply(op.immediates(), op.signature())
    }
}
