//! Reads operators of a validated function body.
//!
//! The validator has checked every byte, so the emitter does not check again for the end of the body or for malformed numbers.
//! A [`Reader`] is always before an operator, and never reads beyond the last `end` of the body. After an opcode, the
//! operator's method must read exactly the immediates in its row of `opcode.rs`; debug builds check this
//! ([`Reader::is_after_operators`]).

use core::marker::PhantomData;

use windlass_masm::Ty;

use crate::handlers::Catch;
use crate::opcode::{AtomicOpcode, Immediate, Opcode, OpcodeSet, PrefixedOpcode, VectorOpcode};

/// A position in the body of a validated function.
///
/// **Invariant:** the position is before the declarations of locals, an operator, or an immediate of the previous opcode's row. After
/// an opcode, exactly the immediates of its row are read before the next opcode is read or peeked; debug builds check this.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    at: *const u8,
    /// The last operator, an `end`.
    last: *const u8,
    /// The position of the next operator according to the previous one's row. Null before the first.
    #[cfg(debug_assertions)]
    operator: *const u8,
    body: PhantomData<&'a [u8]>,
}

/// What comes after the next operator: see [`Reader::peek_second`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Second {
    /// The next operator is neither `local.get` nor an integer constant.
    NoOperand,
    /// The next operator's immediate has several bytes, which must be read first.
    Far,
    /// The opcode.
    Opcode(Opcode),
}

/// A position in the body of a function, for comparison only.
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
    /// A reader at the start of `body`: declarations of locals, then operators.
    ///
    /// # Safety
    /// `body` must have been validated, and contain only implemented operators, which have rows in `opcode.rs`. So it ends with an
    /// `end`, preceded by complete operators.
    pub(crate) unsafe fn new(body: &'a [u8]) -> Reader<'a> {
        let range = body.as_ptr_range();
        // SAFETY: a validated body is not empty.
        let last = unsafe { range.end.sub(1) };
        Reader {
            at: range.start,
            last,
            #[cfg(debug_assertions)]
            operator: core::ptr::null(),
            body: PhantomData,
        }
    }

    /// A reader before the `end` of a body without operators.
    pub(crate) fn empty() -> Reader<'a> {
        static END: u8 = Opcode::End as u8;
        Reader {
            at: &END,
            last: &END,
            #[cfg(debug_assertions)]
            operator: &END,
            body: PhantomData,
        }
    }

    /// Whether only the last `end` is left.
    #[inline]
    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.last
    }

    /// Whether this is an earlier position than `other` in the same body.
    #[inline]
    pub(crate) fn is_before(&self, other: &Reader<'a>) -> bool {
        self.at < other.at
    }

    /// A reader before the last `end`.
    pub(crate) fn end(&self) -> Reader<'a> {
        Reader {
            at: self.last,
            #[cfg(debug_assertions)]
            operator: self.last,
            ..*self
        }
    }

    /// The number of bytes left.
    pub(crate) fn len(&self) -> usize {
        self.last as usize + 1 - self.at as usize
    }

    /// The position, for [`Position::offset_from`].
    #[inline]
    pub(crate) fn position(&self) -> Position {
        Position(self.at)
    }

    /// The next byte, of an immediate or of the declarations of locals.
    ///
    /// # Safety
    /// The row of the last opcode must have an immediate here, so that there is a byte before the last `end`.
    #[inline]
    unsafe fn byte(&mut self) -> u8 {
        debug_assert!(self.at < self.last);
        // SAFETY: the caller guarantees that the body continues.
        unsafe {
            let byte = *self.at;
            self.at = self.at.add(1);
            byte
        }
    }

    /// The next bytes, of an immediate of a fixed size.
    ///
    /// # Safety
    /// Same as [`Reader::byte`].
    #[inline]
    unsafe fn bytes<const N: usize>(&mut self) -> [u8; N] {
        // SAFETY: guaranteed by the caller.
        core::array::from_fn(|_| unsafe { self.byte() })
    }

    /// Reads the opcode of the next operator.
    ///
    /// # Safety
    /// It must not be the last `end`: [`Reader::is_done`] is false.
    #[inline(always)]
    pub(crate) unsafe fn opcode(&mut self) -> Opcode {
        debug_assert!(!self.is_done());
        let opcode = self.peek();
        // SAFETY: the last `end` has not been read.
        self.at = unsafe { self.at.add(1) };
        self.expect_immediates(opcode);
        opcode
    }

    /// Reads the opcode of the next operator, for look-ahead. At the last `end`, returns it without moving.
    #[inline]
    pub(crate) fn next(&mut self) -> Opcode {
        let opcode = self.peek();
        // SAFETY: this is not beyond the last `end`.
        self.at = unsafe { self.at.add(usize::from(self.at != self.last)) };
        self.expect_immediates(opcode);
        opcode
    }

    /// In debug builds, records the position of the operator after this one.
    #[inline(always)]
    fn expect_immediates(&mut self, opcode: Opcode) {
        #[cfg(debug_assertions)]
        {
            let mut ahead = *self;
            ahead.skip_immediates(opcode);
            self.operator = ahead.at;
        }
        let _ = opcode;
    }

    /// The opcode of the next operator, without reading it.
    ///
    /// # Panics
    /// In debug builds, unless the immediates of the operator before, and no more, have been read.
    #[inline]
    pub(crate) fn peek(&self) -> Opcode {
        debug_assert!(self.at <= self.last);
        #[cfg(debug_assertions)]
        assert!(self.operator.is_null() || self.at == self.operator, "an opcode is read where there is no operator");
        // SAFETY: there is an operator at or before the last `end`. The caller of `new` guarantees that it is implemented.
        unsafe { Opcode::from_validated(*self.at) }
    }

    /// An operator with prefix `FC`, after the prefix.
    #[inline]
    pub(crate) fn prefixed_opcode(&mut self) -> PrefixedOpcode {
        // SAFETY: the caller of `new` guarantees that the operator is implemented.
        unsafe { PrefixedOpcode::from_validated(self.u32() as u8) }
    }

    /// An operator with prefix `FD`, after the prefix.
    #[inline]
    pub(crate) fn vector_opcode(&mut self) -> VectorOpcode {
        // SAFETY: the caller of `new` guarantees that the operator is implemented.
        unsafe { VectorOpcode::from_validated(self.u32()) }
    }

    /// An operator with prefix `FE`, after the prefix.
    #[inline]
    pub(crate) fn atomic_opcode(&mut self) -> AtomicOpcode {
        // SAFETY: the caller of `new` guarantees that the operator is implemented.
        unsafe { AtomicOpcode::from_validated(self.u32() as u8) }
    }

    /// Whether there are only complete operators between `earlier` and this position.
    pub(crate) fn is_after_operators(&self, mut earlier: Reader<'a>) -> bool {
        while earlier.is_before(self) && !earlier.is_done() {
            let opcode = earlier.next();
            earlier.skip_immediates(opcode);
        }
        earlier.at == self.at
    }

    /// The opcode after the next operator, if that is `local.get` or an integer constant.
    #[inline]
    pub(crate) fn peek_second(&self) -> Second {
        const OPERANDS: OpcodeSet = OpcodeSet::of(&[Opcode::LocalGet, Opcode::I32Const, Opcode::I64Const]);
        if !OPERANDS.contains(self.peek()) {
            return Second::NoOperand;
        }
        // SAFETY: the operator has an immediate of at least one byte, and pushes a value, so it is not the last.
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
        // SAFETY: see the type.
        let byte = unsafe { self.byte() };
        if byte < 0x80 { u32::from(byte) } else { self.u32_long(byte) }
    }

    fn u32_long(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first & 0x7f);
        let mut shift = 7;
        loop {
            // SAFETY: see the type.
            let byte = unsafe { self.byte() };
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
            // SAFETY: see the type.
            let byte = unsafe { self.byte() };
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
        // SAFETY: see the type.
        let byte = unsafe { self.byte() };
        if byte < 0x80 { i64::from((byte << 1) as i8 >> 1) } else { self.i64_long(byte) }
    }

    fn i64_long(&mut self, first: u8) -> i64 {
        let mut value = u64::from(first & 0x7f);
        let mut shift = 7;
        loop {
            // SAFETY: see the type.
            let byte = unsafe { self.byte() };
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
        // SAFETY: see the type.
        u32::from_le_bytes(unsafe { self.bytes() })
    }

    /// Eight bytes.
    pub(crate) fn fixed_u64(&mut self) -> u64 {
        // SAFETY: see the type.
        u64::from_le_bytes(unsafe { self.bytes() })
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
        // SAFETY: the previous opcode has a block type.
        unsafe { *self.at == 0x40 }
    }

    /// A value type, as the machine sees it.
    pub(crate) fn val_type(&mut self) -> Ty {
        // SAFETY: see the type.
        match unsafe { self.byte() } {
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

    /// A clause of a `try_table`, and the label that it leads to.
    pub(crate) fn catch(&mut self) -> (Catch, u32) {
        // SAFETY: see the type.
        let catch = match unsafe { self.byte() } {
            0 => Catch::Tag(self.u32()),
            1 => Catch::TagRef(self.u32()),
            2 => Catch::All,
            _ => Catch::AllRef,
        };
        (catch, self.u32())
    }

    /// The alignment, memory index and offset of a memory access: the memory and the offset.
    #[inline]
    pub(crate) fn mem_arg(&mut self) -> (u32, u64) {
        let align = self.u32();
        let memory = if align & 0x40 != 0 { self.u32() } else { 0 };
        (memory, self.u64())
    }

    /// A byte that is zero.
    pub(crate) fn skip_zero(&mut self) {
        // SAFETY: see the type.
        let zero = unsafe { self.byte() };
        debug_assert_eq!(zero, 0);
    }

    /// The number of a lane.
    #[inline]
    pub(crate) fn lane(&mut self) -> u8 {
        // SAFETY: see the type.
        unsafe { self.byte() }
    }

    /// Sixteen bytes.
    pub(crate) fn fixed_u128(&mut self) -> u128 {
        // SAFETY: see the type.
        u128::from_le_bytes(unsafe { self.bytes() })
    }

    /// Reads over the immediates of `opcode`, which has been read.
    #[inline]
    pub(crate) fn skip_immediates(&mut self, opcode: Opcode) {
        self.skip(opcode.immediates());
    }

    fn skip(&mut self, immediates: &[Immediate]) {
        for immediate in immediates {
            match immediate {
                Immediate::Index => _ = self.u32(),
                Immediate::BlockType => _ = self.block_type(),
                Immediate::MemArg(_) | Immediate::AlignedMemArg(_) => _ = self.mem_arg(),
                Immediate::I32 | Immediate::I64 | Immediate::HeapType => _ = self.i64(),
                Immediate::F32 => _ = self.fixed_u32(),
                Immediate::F64 => _ = self.fixed_u64(),
                Immediate::V128 | Immediate::Lanes => _ = self.fixed_u128(),
                Immediate::Lane(_) => _ = self.lane(),
                Immediate::Zero => self.skip_zero(),
                Immediate::Labels => (0..=self.u32()).for_each(|_| _ = self.u32()),
                Immediate::Types => (0..self.u32()).for_each(|_| _ = self.val_type()),
                Immediate::Catches => (0..self.u32()).for_each(|_| _ = self.catch()),
                Immediate::Prefixed => {
                    let opcode = self.prefixed_opcode();
                    self.skip(opcode.immediates());
                }
                Immediate::Atomic => {
                    let opcode = self.atomic_opcode();
                    self.skip(opcode.immediates());
                }
                Immediate::Vector => {
                    let opcode = self.vector_opcode();
                    self.skip(opcode.op(true).immediates());
                }
            }
        }
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "where there is no operator")]
    fn an_opcode_is_not_looked_at_in_front_of_an_immediate() {
        // SAFETY: a body without locals, of `i32.const 11`, `drop`, and `end`.
        let mut reader = unsafe { Reader::new(&[0x41, 0x0b, 0x1a, 0x0b]) };
        assert_eq!(reader.next(), Opcode::I32Const);
        // The byte would be the opcode of `end`.
        reader.peek();
    }
}
