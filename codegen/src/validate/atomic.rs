//! The atomic operators, in the quick walk.

use super::quick::Walk;
use super::signature::code_of;
use crate::opcode::{AtomicOpcode, Effect, Immediate, Signature, has};
use crate::scan::Count;

impl<C: Count> Walk<'_, C> {
    /// An operator with prefix `FE`.
    #[inline(never)]
    pub(super) fn atomic(&mut self) -> Option<()> {
        let opcode = AtomicOpcode::from_number(self.byte()?).filter(|_| self.threads())?;
        let Signature { params, results } = opcode.signature()?;
        if has(opcode.effects(), Effect::Calls) {
            self.calls_runtime();
        }
        match *opcode.immediates() {
            [Immediate::AlignedMemArg(align)] => {
                // The row has an address of 32 bits, below the other operands.
                let index = self.aligned_mem_arg(align)?;
                for &param in params.get(1..)?.iter().rev() {
                    self.pop(code_of(param))?;
                }
                self.pop(index)?;
            }
            _ => (self.byte()? == 0).then_some(())?,
        }
        for &result in results {
            self.push(code_of(result));
        }
        Some(())
    }
}
