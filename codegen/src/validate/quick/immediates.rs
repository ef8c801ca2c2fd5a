//! Reading the immediates of operators (WebAssembly specification, section 5.2, "Values").

use super::{Count, Walk};
use crate::opcode::Immediate;
use crate::validate::module_types::code::{EXNREF, EXTERNREF, F32, F64, FUNCREF, I32, I64, V128};

/// The bit of an alignment that says that the index of a memory follows.
const HAS_INDEX: u8 = 0x40;

impl<'a, C: Count> Walk<'a, C> {
    #[inline(always)]
    pub(in crate::validate) fn byte(&mut self) -> Option<u8> {
        let byte = *self.body.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(in crate::validate) fn skip(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let skipped = self.body.get(self.at..)?.get(..bytes)?;
        self.at += bytes;
        Some(skipped)
    }

    /// An unsigned number of 32 bits.
    #[inline(always)]
    pub(in crate::validate) fn u32(&mut self) -> Option<u32> {
        let byte = self.byte()?;
        if byte < 0x80 { Some(byte.into()) } else { self.long_u32(byte) }
    }

    #[inline(never)]
    fn long_u32(&mut self, first: u8) -> Option<u32> {
        let mut value = u32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                // Of the fifth byte four bits are used.
                return (shift < 28 || byte < 0x10).then_some(value);
            }
        }
        None
    }

    /// A signed number of 32 bits.
    #[inline(always)]
    pub(super) fn i32(&mut self) -> Option<i32> {
        let byte = self.byte()?;
        if byte < 0x80 { Some(i32::from((byte << 1) as i8 >> 1)) } else { self.long_i32(byte) }
    }

    #[inline(never)]
    fn long_i32(&mut self, first: u8) -> Option<i32> {
        let mut value = i32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= i32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                if shift < 28 {
                    return Some(value << (25 - shift) >> (25 - shift));
                }
                // Of the fifth byte four bits are used; the others repeat the sign.
                return matches!(byte, 0..=0x07 | 0x78..=0x7f).then_some(value);
            }
        }
        None
    }

    /// A signed number of 64 bits.
    #[inline(always)]
    pub(super) fn i64(&mut self) -> Option<()> {
        if self.byte()? < 0x80 { Some(()) } else { self.long_i64() }
    }

    #[inline(never)]
    fn long_i64(&mut self) -> Option<()> {
        for _ in 2..10 {
            if self.byte()? < 0x80 {
                return Some(());
            }
        }
        // Of the tenth byte one bit is used; the others repeat the sign.
        matches!(self.byte()?, 0 | 0x7f).then_some(())
    }

    /// A type of values.
    pub(super) fn value_type(&mut self) -> Option<u8> {
        match self.byte()? {
            ty @ (I32 | I64 | F32 | F64 | V128 | FUNCREF | EXTERNREF) => Some(ty),
            EXNREF if self.types.exceptions => Some(EXNREF),
            _ => None,
        }
    }

    /// The index of a local, and its type.
    #[inline(always)]
    pub(super) fn local(&mut self) -> Option<(u32, u8)> {
        let local = self.u32()?;
        Some((local, *self.state.locals.get(local as usize)?))
    }

    /// An access to a memory, whose alignment is at most this power of two: the type of its address.
    #[inline]
    pub(in crate::validate) fn mem_arg(&mut self, most: u8) -> Option<u8> {
        let [align, offset] = *self.body.get(self.at..)?.first_chunk()?;
        if align & HAS_INDEX != 0 {
            return self.mem_arg_with_index(most);
        }
        self.at += 2;
        if offset >= 0x80 {
            self.long_u32(offset)?;
        }
        if align <= most { self.types.first_memory } else { None }
    }

    /// The same where it says which memory it is to.
    #[cold]
    fn mem_arg_with_index(&mut self, most: u8) -> Option<u8> {
        let align = self.byte()? & !HAS_INDEX;
        let index = self.types.memory(self.u32()?)?;
        self.u32()?;
        (align <= most && self.types.has_several_memories()).then_some(index)
    }

    /// An access of an atomic operator, whose alignment is this power of two: the type of its address.
    pub(in crate::validate) fn aligned_mem_arg(&mut self, align: u8) -> Option<u8> {
        if *self.body.get(self.at)? & !HAS_INDEX != align {
            return None;
        }
        self.mem_arg(align)
    }

    /// The index of a memory: the type of its addresses.
    pub(super) fn memory(&mut self) -> Option<u8> {
        self.types.memory(self.byte()?.into())
    }

    /// An immediate of an operator of which nothing else need be known.
    #[inline]
    pub(super) fn immediate(&mut self, immediate: Immediate) -> Option<()> {
        match immediate {
            // Rows are for addresses of 32 bits.
            Immediate::MemArg(most) => (self.mem_arg(most)? == I32).then_some(()),
            Immediate::V128 => self.skip(16).map(drop),
            Immediate::Lane(count) => (self.byte()? < count).then_some(()),
            Immediate::Lanes => self.skip(16)?.iter().all(|&lane| lane < 32).then_some(()),
            // What they are valid for depends on the operator.
            Immediate::Index
            | Immediate::AlignedMemArg(_)
            | Immediate::Zero
            | Immediate::Atomic
            | Immediate::BlockType
            | Immediate::I32
            | Immediate::I64
            | Immediate::F32
            | Immediate::F64
            | Immediate::Labels
            | Immediate::Types
            | Immediate::Catches
            | Immediate::HeapType
            | Immediate::Prefixed
            | Immediate::Vector => None,
        }
    }
}
