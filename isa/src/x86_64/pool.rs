//! Constants of a function that come behind its code, each once.

use alloc::vec::Vec;

use windlass_masm::Reg;

use super::assembler::Assembler;
use super::encode::{Op, Rm, op_rm, vex};

/// The constants that the current function refers to, and from where.
#[derive(Debug, Default)]
pub(super) struct Pool {
    constants: Vec<(u64, u8)>,
    /// Where the distance to a constant is to be written, and which constant.
    references: Vec<(u32, u32)>,
}

/// How many constants are searched for an equal one, so that a function with very many does not take for ever.
const SEARCHED: usize = 32;

impl Pool {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.constants.clear();
        self.references.clear();
    }
}

impl Assembler<'_> {
    /// `op reg, [constant]` for an integer register.
    pub(super) fn op_pool(&mut self, op: Op, w: bool, reg: Reg, bits: u64, size: u8) {
        op_rm(self.buffer(), op, w, reg.number(), Rm::Rip);
        self.pool_reference(bits, size);
    }

    /// `op reg, [constant]` for a floating-point register and an instruction without a third operand.
    pub(super) fn float_pool(&mut self, op: Op, reg: Reg, bits: u64, size: u8) {
        match self.cpu.avx {
            true => vex(self.buffer(), op, false, reg.number(), 0, Rm::Rip),
            false => op_rm(self.buffer(), op, false, reg.number(), Rm::Rip),
        }
        self.pool_reference(bits, size);
    }

    /// The displacement that was just written is to reach this constant.
    pub(super) fn pool_reference(&mut self, bits: u64, size: u8) {
        let at = self.buffer().len().wrapping_sub(4);
        let constants = &mut self.pool.constants;
        let recent = constants.len().saturating_sub(SEARCHED);
        let index = match constants[recent..].iter().position(|c| *c == (bits, size)) {
            Some(i) => recent + i,
            None => {
                constants.push((bits, size));
                constants.len() - 1
            }
        };
        self.pool.references.push((at, index as u32));
    }

    /// Emits the constants.
    pub(super) fn finish_pool(&mut self) {
        let mut references = core::mem::take(&mut self.pool.references);
        // The constants are laid out in order; a reference is resolved when its constant is reached.
        references.sort_unstable_by_key(|(_, constant)| *constant);
        let mut next = references.iter().copied().peekable();
        for i in 0..self.pool.constants.len() {
            let (bits, size) = self.pool.constants[i];
            let here = self.buffer().len();
            while let Some((at, _)) = next.next_if(|(_, constant)| *constant as usize == i) {
                self.buffer().write_u32(at, here.wrapping_sub(at + 4));
            }
            self.buffer().put_short(bits, usize::from(size));
        }
        self.pool.constants.clear();
        references.clear();
        self.pool.references = references;
    }
}
