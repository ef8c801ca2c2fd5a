//! Addresses of loads and stores.
//!
//! An A64 access adds a constant or a register to its base, not both. For an access to the linear memory with both, the sum
//! of the memory base and the index is computed into a register of its own, where the next access with the same index
//! finds it: the fields of a structure are accessed in runs.

use windlass_masm::{Addr, Reg, Site};

use super::assembler::Assembler;
use super::encode::{imm9, imm12, rrr, sf};
use super::int::{ADD, ADD_IMM, LSL_12};
use super::registers::{ABI, SCRATCH};

/// An address as an access encodes it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mem {
    /// A base and an offset in bytes, which fits one of the forms.
    Offset(Reg, i32),
    /// A base and a register, shifted by the size of the access or not.
    Index(Reg, Reg, bool),
}

/// Whether an access of `1 << size` bytes can encode the offset.
#[inline]
fn fits(offset: i32, size: u32) -> bool {
    offset as u32 & ((1 << size) - 1) == 0 && (offset as u32) < 1 << (12 + size) || (-256..256).contains(&offset)
}

/// Whether the offset is the sum of a number of pages that an addition can encode and of what an access of `1 << size` bytes can.
#[inline]
fn in_pages(offset: i32, size: u32) -> bool {
    (0..1 << 24).contains(&offset) && fits(offset & 0xfff, size)
}

/// `add d, n, #page, lsl #12`.
fn page_sum(d: Reg, n: Reg, page: u32) -> u32 {
    imm12(ADD_IMM | sf(true) | LSL_12, d, n, page)
}

impl Assembler<'_> {
    /// The address for an access of `1 << size` bytes. Computes part of it where it must, with [`SCRATCH`] alone.
    #[inline]
    pub(super) fn address(&mut self, addr: Addr, size: u32) -> Mem {
        let Addr { base, index, shift, offset, .. } = addr;
        match index {
            None if fits(offset, size) => Mem::Offset(base, offset),
            None if base == ABI.memory_base && in_pages(offset, size) => self.constant_address(offset, size),
            None => {
                self.mov_imm(true, SCRATCH, i64::from(offset) as u64);
                Mem::Index(base, SCRATCH, false)
            }
            Some(index) if offset == 0 => Mem::Index(base, index, shift != 0),
            Some(index) if base == ABI.memory_base && shift == 0 && fits(offset, size) => {
                Mem::Offset(self.indexed_memory(index), offset)
            }
            Some(index) if base == ABI.memory_base && shift == 0 && offset & 0xfff != 0 && in_pages(offset, size) => {
                // Two additions in any case, one of which the next access may not need.
                let sum = self.indexed_memory(index);
                self.emit(page_sum(SCRATCH, sum, offset as u32 >> 12));
                Mem::Offset(SCRATCH, offset & 0xfff)
            }
            Some(index) if shift == 0 => {
                self.add_imm(true, SCRATCH, index, i64::from(offset));
                Mem::Index(base, SCRATCH, false)
            }
            Some(index) => {
                self.add_imm(true, SCRATCH, base, i64::from(offset));
                Mem::Index(SCRATCH, index, true)
            }
        }
    }

    /// The address of a constant place in memory, by the page that it is in.
    fn constant_address(&mut self, offset: i32, size: u32) -> Mem {
        let rest = |page: u32| offset - (page << 12) as i32;
        if let Some((sum, page)) = self.sums.find_page(|page| fits(rest(page), size)) {
            return Mem::Offset(sum, rest(page));
        }
        let (sum, page) = (self.sums.replace(), offset as u32 >> 12);
        self.emit(page_sum(sum, ABI.memory_base, page));
        self.sums.insert_page(page);
        Mem::Offset(sum, rest(page))
    }

    /// A register that holds the sum of the memory base and an index.
    pub(super) fn indexed_memory(&mut self, index: Reg) -> Reg {
        if let Some(sum) = self.sums.find(index) {
            return sum;
        }
        let sum = self.sums.replace();
        self.emit(rrr(ADD | sf(true), sum, ABI.memory_base, index));
        self.sums.insert(index);
        sum
    }

    /// An access of `1 << size` bytes; `op` is the opcode of the form with an unscaled offset.
    pub(super) fn access(&mut self, op: u32, size: u32, reg: Reg, addr: Addr) {
        let mem = self.address(addr, size);
        self.access_at(op, size, reg, mem, addr.site);
    }

    pub(super) fn access_at(&mut self, op: u32, size: u32, reg: Reg, mem: Mem, site: Option<Site>) {
        self.record(site);
        self.emit_access(match mem {
            Mem::Offset(base, offset) if offset >= 0 && offset as u32 & ((1 << size) - 1) == 0 => {
                imm12(op | SCALED, reg, base, offset as u32 >> size)
            }
            Mem::Offset(base, offset) => imm9(op, reg, base, offset),
            Mem::Index(base, index, scaled) => rrr(op | INDEXED | u32::from(scaled) << 12, reg, base, index),
        });
    }
}

/// What makes the opcode of an access with an unscaled offset one with a scaled offset, and one with a register.
const SCALED: u32 = 1 << 24;
const INDEXED: u32 = 1 << 21 | 0b011 << 13 | 1 << 11;
