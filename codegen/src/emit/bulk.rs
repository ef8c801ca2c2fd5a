//! `memory.copy` and `memory.fill`: short ones of known length in place, others by the runtime.
//!
//! Compilers write structures with them. Nothing may be written unless all of it is in bounds: every byte is read before
//! the first is written, and the end is written first, which faults if anything is out of bounds.

use windlass_masm::{Addr, LoadKind, MacroAssembler, Src, StoreKind, Ty};

use super::Emitter;
use super::value::{Place, Value};
use crate::builtin::Builtin;
use crate::scan::LONGEST_IN_PLACE;

/// How a short stretch of memory is moved: pieces of this size, the last of which may overlap the one before.
struct Pieces {
    load: LoadKind,
    store: StoreKind,
    ty: Ty,
    /// Offset of each piece.
    offsets: [u32; 4],
    count: usize,
}

impl Pieces {
    /// For `len` bytes, from 1 to [`LONGEST_IN_PLACE`].
    fn new(len: u32) -> Pieces {
        let (size, load, store, ty) = match len {
            16.. => (16, LoadKind::Full(Ty::V128), StoreKind::Full(Ty::V128), Ty::V128),
            8.. => (8, LoadKind::Full(Ty::I64), StoreKind::Full(Ty::I64), Ty::I64),
            4.. => (4, LoadKind::Full(Ty::I32), StoreKind::Full(Ty::I32), Ty::I32),
            2.. => (2, LoadKind::U16, StoreKind::Low16, Ty::I32),
            _ => (1, LoadKind::U8, StoreKind::Low8, Ty::I32),
        };
        let count = len.div_ceil(size);
        let offsets = core::array::from_fn(|i| (i as u32 * size).min(len - size));
        Pieces { load, store, ty, offsets, count: count as usize }
    }

    fn offsets(&self) -> &[u32] {
        &self.offsets[..self.count]
    }
}

/// The length, if it is known and short.
fn short(len: &Value) -> Option<u32> {
    match len.place {
        Place::Const(len @ 1..=LONGEST_IN_PLACE) => Some(len as u32),
        _ => None,
    }
}

fn at(addr: Addr, offset: u32) -> Addr {
    Addr { offset: addr.offset + offset as i32, ..addr }
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    pub(super) fn memory_copy(&mut self) {
        let (to, from) = (self.reader.u32(), self.reader.u32());
        let Some(len) = short(&self.stack.get(self.stack.len() - 1)) else {
            return self.builtin(Builtin::MemoryCopy, i64::from(to) | i64::from(from) << 32);
        };
        self.charge_bytes(len);
        let constant = self.pop();
        self.consume([constant]);
        let mut source = self.pop();
        let mut destination = self.pop();
        let pieces = Pieces::new(len);
        let read = self.address(&mut source, from, 0, len);
        let write = self.address(&mut destination, to, 0, len);
        let mut regs = [None; 4];
        for (reg, &offset) in regs.iter_mut().zip(pieces.offsets()) {
            // The last piece may take the register of the address.
            let into = match source.place {
                Place::Reg(index) if offset == pieces.offsets()[pieces.count - 1] && !pieces.ty.is_float() => index,
                _ => self.alloc(pieces.ty.is_float()),
            };
            self.masm.load(pieces.load, into, at(read, offset));
            *reg = Some(into);
        }
        self.probe(write, len);
        for (reg, &offset) in regs.iter().zip(pieces.offsets()).rev() {
            if let Some(reg) = *reg {
                self.masm.store(pieces.store, Src::Reg(reg.read()), at(write, offset));
                self.free.insert(reg);
            }
        }
        self.release(source);
        self.release(destination);
    }

    /// Takes the fuel for this many bytes. The runtime does it for what it copies.
    fn charge_bytes(&mut self, len: u32) {
        if self.options.consume_fuel {
            self.masm.charge(len, None);
        }
    }

    /// Reads the last byte of what is about to be written, where the first store alone may not be enough of a check.
    fn probe(&mut self, write: Addr, len: u32) {
        if M::ABI.faulting_stores_write && len > 1 {
            self.masm.load(LoadKind::U8, M::ABI.scratch, at(write, len - 1));
        }
    }

    pub(super) fn memory_fill(&mut self) {
        let memory = self.reader.u32();
        let (len, value) = (self.stack.get(self.stack.len() - 1), self.stack.get(self.stack.len() - 2));
        let (Some(len), Place::Const(byte)) = (short(&len), value.place) else {
            return self.builtin(Builtin::MemoryFill, i64::from(memory));
        };
        self.charge_bytes(len);
        let pieces = Pieces::new(len);
        let pattern = i64::from_ne_bytes([byte as u8; 8]);
        let constants = [self.pop(), self.pop()];
        self.consume(constants);
        let mut destination = self.pop();
        let write = self.address(&mut destination, memory, 0, len);
        let vector = (pieces.ty == Ty::V128).then(|| self.alloc(true));
        if let Some(reg) = vector {
            let bits = self.masm.assembly().vector(u128::from_ne_bytes([byte as u8; 16]));
            self.masm.mov(Ty::V128, reg, Src::Imm(bits));
        }
        self.probe(write, len);
        for &offset in pieces.offsets().iter().rev() {
            self.masm.store(
                pieces.store,
                vector.map_or(Src::Imm(pattern), |reg| Src::Reg(reg.read())),
                at(write, offset),
            );
        }
        if let Some(reg) = vector {
            self.free.insert(reg);
        }
        self.release(destination);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_every_byte_and_no_other() {
        for len in 1..=LONGEST_IN_PLACE as u32 {
            let pieces = Pieces::new(len);
            let size = pieces.load.bytes();
            let mut covered = [false; LONGEST_IN_PLACE as usize];
            for &offset in pieces.offsets() {
                covered[offset as usize..(offset + size) as usize].fill(true);
            }
            assert!(covered[..len as usize].iter().all(|c| *c) && covered[len as usize..].iter().all(|c| !*c), "{len}");
            assert_eq!(pieces.offsets().last(), Some(&(len - size)), "the end comes last, to be written first");
        }
    }
}
