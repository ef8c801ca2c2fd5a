//! Reading operators that were validated before.
//!
//! The validator has seen every byte of a function body, so the walk that emits code does not check again that there is
//! another byte or that a number is well-formed.

use core::marker::PhantomData;

use windlass_masm::Ty;

use crate::opcode::{Immediate, Opcode, OpcodeSet};

/// A position in the body of a validated function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    at: *const u8,
    end: *const u8,
    body: PhantomData<&'a [u8]>,
}

/// What comes after the next operator: see [`Reader::peek_second`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Second {
    /// The next operator is neither `local.get` nor an integer constant.
    NoOperand,
    /// Its immediate has several bytes, over which nobody has read.
    Far,
    /// This.
    Opcode(Opcode),
}

/// A place in the body of a function, from which nothing is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position(*const u8);

impl Position {
    /// Bytes read since `start`, an earlier position in the same body.
    #[inline]
    pub(crate) fn offset_from(self, start: &Reader<'_>) -> u32 {
        (self.0 as usize - start.at as usize) as u32
    }
}

impl<'a> Reader<'a> {
    /// Begins at the start of `body`.
    ///
    /// # Safety
    /// From every position that is reached by reading what is there, `body` must hold another complete operator or
    /// immediate until its end, as validation guarantees.
    pub(crate) unsafe fn new(body: &'a [u8]) -> Reader<'a> {
        let range = body.as_ptr_range();
        Reader { at: range.start, end: range.end, body: PhantomData }
    }

    /// Whether all is read.
    #[inline]
    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// Whether this is an earlier position than `other` in the same body.
    #[inline]
    pub(crate) fn is_before(&self, other: &Reader<'a>) -> bool {
        self.at < other.at
    }

    /// The position after all there is.
    pub(crate) fn end(&self) -> Reader<'a> {
        Reader { at: self.end, ..*self }
    }

    /// How many bytes are left.
    pub(crate) fn len(&self) -> usize {
        self.end as usize - self.at as usize
    }

    /// Where this is, for [`Position::offset_from`].
    #[inline]
    pub(crate) fn position(&self) -> Position {
        Position(self.at)
    }

    /// The next byte, which there must be.
    #[inline]
    pub(crate) fn byte(&mut self) -> u8 {
        debug_assert!(!self.is_done());
        // SAFETY: `new` requires that what is read next is there.
        unsafe {
            let byte = *self.at;
            self.at = self.at.add(1);
            byte
        }
    }

    /// The opcode of the next operator, which there must be.
    #[inline]
    pub(crate) fn opcode(&mut self) -> Opcode {
        // SAFETY: operators that are not implemented are not valid here.
        unsafe { Opcode::from_validated(self.byte()) }
    }

    /// The opcode of the next operator, without reading it. Only before an operator's end: a body ends with `end`.
    #[inline]
    pub(crate) fn peek(&self) -> Opcode {
        debug_assert!(!self.is_done());
        // SAFETY: the caller has read an operator that is not the last; operators that are not implemented are not valid.
        unsafe { Opcode::from_validated(*self.at) }
    }

    /// The opcode after the next operator, if that is `local.get` or an integer constant.
    #[inline]
    pub(crate) fn peek_second(&self) -> Second {
        const OPERANDS: OpcodeSet = OpcodeSet::of(&[Opcode::LocalGet, Opcode::I32Const, Opcode::I64Const]);
        if !OPERANDS.contains(self.peek()) {
            return Second::NoOperand;
        }
        // SAFETY: the operator has an immediate of at least a byte, and as it pushes a value, it is not the last.
        unsafe {
            match *self.at.add(1) {
                0x80.. => Second::Far,
                _ => Second::Opcode(Opcode::from_validated(*self.at.add(2))),
            }
        }
    }

    /// An unsigned 32-bit number.
    #[inline]
    pub(crate) fn u32(&mut self) -> u32 {
        let byte = self.byte();
        if byte < 0x80 { u32::from(byte) } else { self.u32_long(byte) }
    }

    fn u32_long(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first & 0x7f);
        let mut shift = 7;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
            shift += 7;
        }
    }

    /// An unsigned 64-bit number.
    pub(crate) fn u64(&mut self) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
            shift += 7;
        }
    }

    /// A signed number of up to 64 bits.
    #[inline]
    pub(crate) fn i64(&mut self) -> i64 {
        let byte = self.byte();
        if byte < 0x80 { i64::from((byte << 1) as i8 >> 1) } else { self.i64_long(byte) }
    }

    fn i64_long(&mut self, first: u8) -> i64 {
        let mut value = u64::from(first & 0x7f);
        let mut shift = 7;
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                let unused = 64u32.saturating_sub(shift);
                return (value << unused) as i64 >> unused;
            }
        }
    }

    /// Four bytes.
    pub(crate) fn fixed_u32(&mut self) -> u32 {
        u32::from_le_bytes(core::array::from_fn(|_| self.byte()))
    }

    /// Eight bytes.
    pub(crate) fn fixed_u64(&mut self) -> u64 {
        u64::from_le_bytes(core::array::from_fn(|_| self.byte()))
    }

    /// A block type, as the signed number that encodes it: negative for none or a value type, else a type index.
    #[inline]
    pub(crate) fn block_type(&mut self) -> i64 {
        let encoded = self.i64();
        // Reference types with their heap type spelled out.
        if matches!(encoded, -29 | -28) {
            self.i64();
        }
        encoded
    }

    /// Whether a block type, which comes next, is that of a block without parameters and results.
    #[inline]
    pub(crate) fn is_empty_block_type(&self) -> bool {
        // SAFETY: `new` requires that what is read next is there.
        unsafe { *self.at == 0x40 }
    }

    /// A value type, as the machine sees it.
    pub(crate) fn val_type(&mut self) -> Ty {
        match self.byte() {
            0x7f => Ty::I32,
            0x7e => Ty::I64,
            0x7d => Ty::F32,
            0x7c => Ty::F64,
            0x7b => Ty::V128,
            // A reference type with its heap type spelled out.
            0x63 | 0x64 => {
                self.i64();
                Ty::I64
            }
            _ => Ty::I64,
        }
    }

    /// The alignment, memory index and offset of a memory access: the memory and the offset.
    #[inline]
    pub(crate) fn mem_arg(&mut self) -> (u32, u64) {
        let align = self.u32();
        let memory = if align & 0x40 != 0 { self.u32() } else { 0 };
        (memory, self.u64())
    }

    /// Sixteen bytes.
    pub(crate) fn fixed_u128(&mut self) -> u128 {
        u128::from_le_bytes(core::array::from_fn(|_| self.byte()))
    }

    /// Reads over the immediates of `opcode`, which has been read.
    pub(crate) fn skip_immediates(&mut self, opcode: Opcode) {
        for immediate in opcode.immediates() {
            match immediate {
                Immediate::Index => _ = self.u32(),
                Immediate::BlockType => _ = self.block_type(),
                Immediate::MemArg(_) => _ = self.mem_arg(),
                Immediate::I32 | Immediate::I64 | Immediate::HeapType => _ = self.i64(),
                Immediate::F32 => _ = self.fixed_u32(),
                Immediate::F64 => _ = self.fixed_u64(),
                Immediate::Labels => (0..=self.u32()).for_each(|_| _ = self.u32()),
                Immediate::Types => (0..self.u32()).for_each(|_| _ = self.val_type()),
                Immediate::Prefixed => _ = self.skip_misc_immediates(),
                Immediate::Vector => _ = self.skip_vector_immediates(),
            }
        }
    }

    fn skip_misc_immediates(&mut self) -> bool {
        let indices = match self.u32() {
            0..=7 => 0,
            9 | 11 | 13 | 15 | 16 | 17 => 1,
            8 | 10 | 12 | 14 => 2,
            _ => return false,
        };
        for _ in 0..indices {
            self.u32();
        }
        true
    }

    fn skip_vector_immediates(&mut self) -> bool {
        match self.u32() {
            // Loads and stores, those of lanes with the number of the lane.
            0x00..=0x0b | 0x5c | 0x5d => {
                self.mem_arg();
            }
            0x54..=0x5b => {
                self.mem_arg();
                self.byte();
            }
            // A constant and the lanes of a shuffle.
            0x0c | 0x0d => {
                self.fixed_u128();
            }
            0x15..=0x22 => {
                self.byte();
            }
            0x0e..=0x14 | 0x23..=0x113 => {}
            _ => return false,
        }
        true
    }
}
