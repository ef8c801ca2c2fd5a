//! Constants of a function that come after its code, each once, unless an earlier function left them within reach.

use windlass_masm::{PooledConstant, Reach, Reg, Ty};

use super::assembler::Assembler;
use super::encode::rr;

/// How far a load of a constant reaches.
const REACH: u32 = 1 << 20;

impl Assembler<'_> {
    /// Loads a constant of 4, 8 or 16 bytes from the pool. It is not aligned: the instructions do not ask for it.
    pub(super) fn load_literal(&mut self, ty: Ty, reg: Reg, bits: u128) {
        let (op, size) = match ty {
            Ty::I32 => (0x1800_0000, 4),
            Ty::I64 => (0x5800_0000, 8),
            Ty::F32 => (0x1c00_0000, 4),
            Ty::F64 => (0x5c00_0000, 8),
            Ty::V128 => (0x9c00_0000, 16),
        };
        let here = self.here();
        if let Some(at) = self.assembly.constants.find(bits, size) {
            let back = here.wrapping_sub(at);
            if back <= REACH {
                return self.emit(rr(op, reg, Reg::int(0)) | (back.wrapping_neg() >> 2 & 0x7_ffff) << 5);
            }
        }
        self.pool.refer(bits, size, here);
        self.emit(rr(op, reg, Reg::int(0)));
    }

    /// Emits the constants.
    pub(super) fn finish_pool(&mut self) {
        let mut references = core::mem::take(&mut self.pool.references);
        // The constants are laid out in order; a reference is resolved when its constant is reached.
        references.sort_unstable_by_key(|(_, constant)| *constant);
        let mut next = references.iter().copied().peekable();
        for i in 0..self.pool.constants.len() {
            let PooledConstant { bits, size, .. } = self.pool.constants[i];
            let here = self.here();
            self.pool.constants[i].at = here;
            while let Some((at, _)) = next.next_if(|(_, constant)| *constant as usize == i) {
                let distance = here.wrapping_sub(at);
                if distance >= REACH {
                    self.reach_needed = Reach::Long;
                    continue;
                }
                let word = self.buffer().read_u32(at) | (distance / 4) << 5;
                self.buffer().write_u32(at, word);
            }
            self.buffer().put(bits, usize::from(size));
        }
        references.clear();
        self.pool.references = references;
    }

    /// Says that the code which [`Assembler::finish_pool`] ended stays: later functions may use its constants.
    pub(super) fn keep_pool(&mut self) {
        for PooledConstant { bits, size, at } in self.pool.constants.drain(..) {
            self.assembly.constants.place(bits, size, at);
        }
    }
}
