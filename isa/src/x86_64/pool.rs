//! Constants of a function that come after its code, each once, unless an earlier function left them after its own.
//! Those of 16 bytes are aligned, and come first.

use windlass_masm::{PooledConstant, Reg};

use super::assembler::Assembler;
use super::encode::{Op, Rm, op_rm};

/// The size of constants that instructions may want aligned.
const ALIGNED: u8 = 16;

impl Assembler<'_> {
    /// `op reg, [constant]` for an integer register.
    pub(super) fn op_pool(&mut self, op: Op, w: bool, reg: Reg, bits: u64, size: u8) {
        op_rm(self.buffer(), op, w, reg.number(), Rm::Rip);
        self.pool_reference(bits.into(), size);
    }

    /// `op reg, [constant]` for a floating-point register and an instruction without a third operand.
    pub(super) fn float_pool(&mut self, op: Op, reg: Reg, bits: u128, size: u8) {
        self.float_rm(op, reg, Rm::Rip);
        self.pool_reference(bits, size);
    }

    /// The displacement that was just written is to reach this constant.
    pub(super) fn pool_reference(&mut self, bits: u128, size: u8) {
        self.pool_reference_before(bits, size, 0);
    }

    /// The displacement that was written before an immediate of `after` bytes is to reach this constant.
    pub(super) fn pool_reference_before(&mut self, bits: u128, size: u8, trailing: u32) {
        // After running out of memory for code, offsets start at zero again.
        if self.buffer().failed() {
            return;
        }
        let at = self.buffer().len().wrapping_sub(4 + trailing);
        // Until the constant is placed, the field holds the addend of the distance.
        if trailing != 0 {
            self.buffer().write_u32(at, trailing.wrapping_neg());
        }
        self.pool.refer(bits, size, at);
    }

    /// Emits the constants, but those that an earlier function left.
    pub(super) fn finish_pool(&mut self) {
        let placed = &self.assembly.constants;
        let missing = |c: &PooledConstant| placed.find(c.bits, c.size).is_none();
        if self.pool.constants.iter().any(|c| c.size == ALIGNED && missing(c)) {
            while self.buffer().len() % u32::from(ALIGNED) != 0 {
                self.buffer().put_short(0xcc, 1);
            }
        }
        for aligned in [true, false] {
            for i in 0..self.pool.constants.len() {
                let PooledConstant { bits, size, .. } = self.pool.constants[i];
                if (size == ALIGNED) == aligned {
                    let at = self.assembly.constants.find(bits, size).unwrap_or_else(|| {
                        let at = self.assembly.buffer.len();
                        self.assembly.constants.place(bits, size, at);
                        self.assembly.buffer.put(bits, usize::from(size));
                        at
                    });
                    self.pool.constants[i].at = at;
                }
            }
        }
        for i in 0..self.pool.references.len() {
            let (at, constant) = self.pool.references[i];
            let target = self.pool.constants[constant as usize].at;
            let distance = target.wrapping_sub(at + 4).wrapping_add(self.buffer().read_u32(at));
            self.buffer().write_u32(at, distance);
        }
        self.pool.clear();
    }
}
