//! Addresses of loads and stores.
//!
//! An A64 access adds a constant or a register to its base, not both. For an access to the linear memory with both, the sum
//! of the memory base and the index is computed into a register of its own, where the next access with the same index
//! finds it: the fields of a structure are accessed in runs.

use windlass_masm::{Addr, Reg, Use};

use super::assembler::Assembler;
use super::encode::{imm12, rr, rrr, sf};
use super::int::{ADD, ADD_IMM, LSL_12};
use super::registers::{ABI, SCRATCH};

/// The fields of an access of `1 << size` bytes for this offset, if there is a form that has it: multiples of the size, and
/// what fits 9 bits with a sign.
#[inline]
fn offset_fields(offset: i32, size: u32) -> Option<u32> {
    // What is no multiple is large when its lowest bits come to the top.
    let scaled = (offset as u32).rotate_right(size);
    if scaled < 1 << 12 {
        Some(SCALED | scaled << 10)
    } else if (-256..256).contains(&offset) {
        Some((offset as u32 & 0x1ff) << 12)
    } else {
        None
    }
}

/// Of an offset that is the sum of a number of pages that an addition can encode and of what an access of `1 << size` bytes can,
/// the fields for the latter.
fn page_offset_fields(offset: i32, size: u32) -> Option<u32> {
    if (0..1 << 24).contains(&offset) { offset_fields(offset & 0xfff, size) } else { None }
}

/// `add d, n, #page, lsl #12`.
fn page_sum(d: Reg, n: Reg, page: u32) -> u32 {
    imm12(ADD_IMM | sf(true) | LSL_12, d, n, page)
}

impl Assembler<'_> {
    /// An access of `1 << size` bytes; `op` is the opcode of the form with an unscaled offset.
    pub(super) fn access(&mut self, op: u32, size: u32, reg: Reg, addr: Addr) {
        let word = match addr.index {
            Some(_) if addr.offset != 0 => return self.sum_access(op, size, reg, addr),
            Some(index) => rrr(op | INDEXED | u32::from(addr.shift != 0) << 12, reg, addr.base.reg(), index.reg()),
            None => match offset_fields(addr.offset, size) {
                Some(fields) => rr(op | fields, reg, addr.base.reg()),
                None => return self.distant_access(op, size, reg, addr),
            },
        };
        self.record(addr.site);
        self.emit_access(word);
    }

    /// An access with an index and an offset, in the linear memory from the sum of its base and the index.
    #[inline(never)]
    fn sum_access(&mut self, op: u32, size: u32, reg: Reg, addr: Addr) {
        let word = match (addr.index, offset_fields(addr.offset, size)) {
            (Some(index), Some(fields)) if addr.base.reg() == ABI.memory_base && addr.shift == 0 => {
                rr(op | fields, reg, self.indexed_memory(index.reg()))
            }
            _ => return self.distant_access(op, size, reg, addr),
        };
        self.record(addr.site);
        // It is not to the frame, so nothing to be paired.
        self.emit(word);
    }

    /// An access for which part of the address is computed, with [`SCRATCH`] alone.
    #[inline(never)]
    fn distant_access(&mut self, op: u32, size: u32, reg: Reg, addr: Addr) {
        let Addr { shift, offset, .. } = addr;
        let (base, index) = (addr.base.reg(), addr.index.map(Use::reg));
        let in_memory = base == ABI.memory_base && shift == 0;
        let pages = if in_memory { page_offset_fields(offset, size) } else { None };
        let word = match (index, pages) {
            (None, Some(fields)) => {
                let (sum, fields) = self.constant_address(size, offset, fields);
                rr(op | fields, reg, sum)
            }
            (None, None) => {
                self.mov_imm(true, SCRATCH, i64::from(offset) as u64);
                rrr(op | INDEXED, reg, base, SCRATCH)
            }
            (Some(index), Some(fields)) if offset & 0xfff != 0 => {
                // Two additions in any case, one of which the next access may not need.
                let sum = self.indexed_memory(index);
                self.emit(page_sum(SCRATCH, sum, offset as u32 >> 12));
                rr(op | fields, reg, SCRATCH)
            }
            (Some(index), _) if shift == 0 => {
                self.add_imm(true, SCRATCH, index, i64::from(offset));
                rrr(op | INDEXED, reg, base, SCRATCH)
            }
            (Some(index), _) => {
                self.add_imm(true, SCRATCH, base, i64::from(offset));
                rrr(op | INDEXED | 1 << 12, reg, SCRATCH, index)
            }
        };
        self.record(addr.site);
        self.emit_access(word);
    }

    /// The address of a constant place in memory: the sum for a page that it is in or close to, and the fields for the rest, which
    /// are `in_page` from its own.
    fn constant_address(&mut self, size: u32, offset: i32, in_page: u32) -> (Reg, u32) {
        let fields = |page: u32| offset_fields(offset - (page << 12) as i32, size);
        if let Some((sum, page)) = self.facts.find_page(|page| fields(page).is_some())
            && let Some(fields) = fields(page)
        {
            return (sum, fields);
        }
        let page = offset as u32 >> 12;
        let sum = self.facts.insert_page(page);
        self.put(page_sum(sum, ABI.memory_base, page));
        (sum, in_page)
    }

    /// A register that holds the sum of the memory base and an index.
    #[inline(always)]
    pub(super) fn indexed_memory(&mut self, index: Reg) -> Reg {
        if let Some(sum) = self.facts.find_sum(index) {
            return sum;
        }
        let sum = self.facts.insert_sum(index);
        self.put(rrr(ADD | sf(true), sum, ABI.memory_base, index));
        sum
    }
}

/// What makes the opcode of an access with an unscaled offset one with a scaled offset, and one with a register.
const SCALED: u32 = 1 << 24;
const INDEXED: u32 = 1 << 21 | 0b011 << 13 | 1 << 11;
