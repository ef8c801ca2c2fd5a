//! Handlers: where the functions of a module catch exceptions, and what unwinding must know of their frames.
//!
//! A handler is found by the operator that throws, or that calls what throws, not by the code: the offset in the module of the site of
//! the return address is compared with the *regions* of the function, the bodies of its `try_table` and `try` operators. So the code of a
//! region may be anywhere, and nothing is executed to enter one. A handler leads to a *landing pad*, code that goes on with what the
//! exception carries:
//!
//! - The stack pointer is where it is in the body of the function, the context and the base of memory 0 are in their registers, and
//!   callee-saved registers are what they were at the call.
//! - [`Abi::int_results`](windlass_masm::Abi::int_results)`[0]` is the address of what the exception carries, in words of eight bytes (a
//!   vector takes two; the upper half of what has 32 bits is undefined), and `[1]` is a reference to it.
//! - Nothing is known of other registers. A landing pad is no target of an indirect branch that has to say so.
//!
//! The format: [`HandlerTables::index`] has the functions that catch anything, ascending, with their places in
//! [`HandlerTables::bytes`]. There, as LEB128, is the slot of the context in words, the number of regions, and for each, in the order in
//! which they end, so that the innermost comes first:
//!
//! - where it begins, as a signed distance from where the region before began, the first from the start of the function's body, and how
//!   long it is, in bytes of the module;
//! - the number of clauses, and for each its kind, its tag, where it has one, and its landing pad, as a signed distance from the one
//!   before, the first from the start of the function's code. Instead of a landing pad, `delegate` has the distance back to the
//!   beginning of the block whose handlers are next; those of regions in between are not.

#[cfg(feature = "compiler")]
use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;
use core::ops::Range;

use crate::table::{Plain, Table};

/// What a handler catches, and what it wants beside what the exception carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catch {
    /// Exceptions with this tag.
    Tag(u32),
    /// Exceptions with this tag, and the reference.
    TagRef(u32),
    /// All exceptions.
    All,
    /// All exceptions, and the reference.
    AllRef,
}

impl Catch {
    /// The tag, if it is for one.
    pub fn tag(self) -> Option<u32> {
        match self {
            Catch::Tag(tag) | Catch::TagRef(tag) => Some(tag),
            Catch::All | Catch::AllRef => None,
        }
    }
}

impl fmt::Display for Catch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Catch::Tag(tag) => write!(f, "catch tag{tag}"),
            Catch::TagRef(tag) => write!(f, "catch_ref tag{tag}"),
            Catch::All => f.write_str("catch_all"),
            Catch::AllRef => f.write_str("catch_all_ref"),
        }
    }
}

/// A handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// What it catches.
    pub catch: Catch,
    /// The code offset of its landing pad.
    pub pad: u32,
}

/// What unwinding must know of the frames of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Which callee-saved registers are in the frame: bit `i` stands for the one with the `i`-th lowest number. They are in the order of
    /// their numbers, in words from the stack pointer on; on aarch64, the return address is in front of them if the function calls.
    pub saved: u16,
    /// Where the instance's context is, in bytes from the stack pointer. Known where the function has handlers.
    pub context_slot: Option<u32>,
}

impl Frame {
    /// Of a function that saves these registers, and has these handlers.
    pub(crate) fn new(saved: u16, handlers: Option<FunctionHandlers<'_>>) -> Frame {
        Frame { saved, context_slot: handlers.and_then(|handlers| handlers.context_slot()) }
    }
}

/// Kinds of clauses.
const TAG: u32 = 0;
const TAG_REF: u32 = 1;
const ALL: u32 = 2;
const ALL_REF: u32 = 3;
const DELEGATE: u32 = 4;

/// A function that has handlers.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct HandlerEntry {
    /// Its position among those that are not imported.
    function: u32,
    /// Where its handlers are in [`HandlerTables::bytes`].
    at: u32,
}

// SAFETY: two integers.
unsafe impl Plain for HandlerEntry {}

/// The handlers of a module: see above.
#[derive(Clone, Debug, Default)]
pub struct HandlerTables {
    /// The functions that have any, ascending.
    pub index: Table<HandlerEntry>,
    /// Their handlers.
    pub bytes: Table<u8>,
}

impl HandlerTables {
    /// The handlers of the function at this position, if it has any.
    pub(crate) fn of(&self, function: u32) -> Option<FunctionHandlers<'_>> {
        let position = self.index.binary_search_by_key(&function, |entry| entry.function).ok()?;
        Some(FunctionHandlers { bytes: self.bytes.get(self.index[position].at as usize..)? })
    }
}

/// The handlers of a function. Where the bytes are damaged, those in front of the damage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FunctionHandlers<'a> {
    bytes: &'a [u8],
}

impl<'a> FunctionHandlers<'a> {
    fn context_slot(self) -> Option<u32> {
        Bytes(self.bytes).unsigned().map(|words| words.wrapping_mul(8))
    }

    /// Those of exceptions that the operator at offset `wasm` of the module throws, innermost first.
    pub(crate) fn at(self, function: Start, wasm: u32) -> impl Iterator<Item = Handler> + use<'a> {
        let mut regions = Regions::new(self, function);
        core::iter::from_fn(move || regions.next_at(wasm))
    }

    /// All regions with their clauses: where each begins and ends in the module, and one of its clauses.
    pub(crate) fn regions(self, function: Start) -> impl Iterator<Item = (Range<u32>, Clause)> + use<'a> {
        let mut regions = Regions::new(self, function);
        core::iter::from_fn(move || {
            let clause = regions.next_clause()?;
            Some((regions.begin..regions.end, clause))
        })
    }
}

/// Where a function starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    /// Its entry, as a code offset.
    pub(crate) code: u32,
    /// Its body, as an offset in the module.
    pub(crate) wasm: u32,
}

/// A clause of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A handler.
    Handler(Handler),
    /// The handlers of the block that begins at this offset of the module, and those around it, are next.
    Delegate(u32),
}

/// A walk over the regions of a function.
struct Regions<'a> {
    bytes: Bytes<'a>,
    /// The number of regions that are left, and of clauses of the one that is under way.
    regions: u32,
    clauses: u32,
    /// Where that one is.
    begin: u32,
    end: u32,
    pad: u32,
    /// The last place where a region may begin that was not skipped.
    delegated: u32,
}

impl<'a> Regions<'a> {
    fn new(handlers: FunctionHandlers<'a>, function: Start) -> Regions<'a> {
        let mut bytes = Bytes(handlers.bytes);
        let regions = bytes.unsigned().and_then(|_| bytes.unsigned()).unwrap_or(0);
        let (begin, pad) = (function.wasm, function.code);
        Regions { bytes, regions, clauses: 0, begin, end: begin, pad, delegated: u32::MAX }
    }

    fn next_clause(&mut self) -> Option<Clause> {
        while self.clauses == 0 {
            self.regions = self.regions.checked_sub(1)?;
            self.begin = self.begin.wrapping_add(self.bytes.signed()?);
            self.end = self.begin.wrapping_add(self.bytes.unsigned()?);
            self.clauses = self.bytes.unsigned()?;
        }
        self.clauses -= 1;
        let catch = match self.bytes.unsigned()? {
            TAG => Catch::Tag(self.bytes.unsigned()?),
            TAG_REF => Catch::TagRef(self.bytes.unsigned()?),
            ALL => Catch::All,
            ALL_REF => Catch::AllRef,
            DELEGATE => return Some(Clause::Delegate(self.begin.wrapping_sub(self.bytes.unsigned()?))),
            _ => return None,
        };
        self.pad = self.pad.wrapping_add(self.bytes.signed()?);
        Some(Clause::Handler(Handler { catch, pad: self.pad }))
    }

    fn next_at(&mut self, wasm: u32) -> Option<Handler> {
        loop {
            let clause = self.next_clause()?;
            if !(self.begin..self.end).contains(&wasm) || self.begin > self.delegated {
                continue;
            }
            match clause {
                Clause::Handler(handler) => return Some(handler),
                Clause::Delegate(to) => self.delegated = to,
            }
        }
    }
}

/// LEB128.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn unsigned(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// A distance, the sign in its lowest bit.
    fn signed(&mut self) -> Option<u32> {
        self.unsigned().map(|value| value >> 1 ^ (value & 1).wrapping_neg())
    }
}

/// Collects the handlers of functions.
#[cfg(feature = "compiler")]
#[derive(Debug, Default)]
pub(crate) struct HandlerWriter {
    /// By the position of the function. Functions that are compiled when they are called come in any order.
    index: BTreeMap<u32, u32>,
    bytes: Vec<u8>,
}

/// What a clause of a region leads to, see [`Clause`].
#[cfg(feature = "compiler")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {
    /// A landing pad, at this offset from the start of the function.
    Pad(u32),
    /// The block that begins at this offset of the function's body.
    Delegate(u32),
}

#[cfg(feature = "compiler")]
impl HandlerWriter {
    /// Begins the handlers of the function at this position.
    pub(crate) fn begin(&mut self, function: u32, context_slot: u32, regions: u32) -> RegionWriter<'_> {
        self.index.insert(function, self.bytes.len() as u32);
        let mut writer = RegionWriter { bytes: &mut self.bytes, begin: 0, pad: 0 };
        writer.unsigned(context_slot / 8);
        writer.unsigned(regions);
        writer
    }

    /// The handlers of the function at this position, if it has any.
    pub(crate) fn of(&self, function: u32) -> Option<FunctionHandlers<'_>> {
        let at = *self.index.get(&function)?;
        Some(FunctionHandlers { bytes: self.bytes.get(at as usize..)? })
    }

    /// Adds the handlers of other functions.
    pub(crate) fn append(&mut self, other: &HandlerWriter) {
        let base = self.bytes.len() as u32;
        self.index.extend(other.index.iter().map(|(&function, &at)| (function, at + base)));
        self.bytes.extend_from_slice(&other.bytes);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.index.clear();
        self.bytes.clear();
    }

    /// All that was collected.
    pub(crate) fn finish(self) -> HandlerTables {
        let index = self.index.into_iter().map(|(function, at)| HandlerEntry { function, at });
        HandlerTables { index: index.collect(), bytes: self.bytes.into() }
    }
}

/// Writes the regions of a function, in the order in which they end.
#[cfg(feature = "compiler")]
pub(crate) struct RegionWriter<'w> {
    bytes: &'w mut Vec<u8>,
    begin: u32,
    pad: u32,
}

#[cfg(feature = "compiler")]
impl RegionWriter<'_> {
    /// A region at this place in the function's body, with so many clauses, which are next.
    pub(crate) fn region(&mut self, begin: u32, end: u32, clauses: u32) {
        self.signed(begin.wrapping_sub(self.begin));
        self.begin = begin;
        self.unsigned(end - begin);
        self.unsigned(clauses);
    }

    /// A clause of the region. `catch` is of no account for `delegate`.
    pub(crate) fn clause(&mut self, catch: Catch, target: Target) {
        let pad = match target {
            Target::Pad(pad) => pad,
            Target::Delegate(begin) => {
                self.unsigned(DELEGATE);
                return self.unsigned(self.begin - begin);
            }
        };
        self.unsigned(match catch {
            Catch::Tag(_) => TAG,
            Catch::TagRef(_) => TAG_REF,
            Catch::All => ALL,
            Catch::AllRef => ALL_REF,
        });
        if let Some(tag) = catch.tag() {
            self.unsigned(tag);
        }
        self.signed(pad.wrapping_sub(self.pad));
        self.pad = pad;
    }

    fn unsigned(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A distance, the sign in its lowest bit.
    fn signed(&mut self, value: u32) {
        self.unsigned(value << 1 ^ ((value as i32) >> 31) as u32);
    }
}

#[cfg(all(test, feature = "compiler"))]
mod tests {
    use super::*;

    const START: Start = Start { code: 1000, wasm: 100 };

    fn pads(tables: &HandlerTables, wasm: u32) -> Vec<(Catch, u32)> {
        let of_function = tables.of(7).expect("a function with handlers");
        of_function.at(START, wasm).map(|handler| (handler.catch, handler.pad)).collect()
    }

    #[test]
    fn the_innermost_handler_comes_first() {
        let mut writer = HandlerWriter::default();
        writer.begin(3, 8, 0);
        let mut regions = writer.begin(7, 16, 3);
        regions.region(30, 40, 2);
        regions.clause(Catch::Tag(300), Target::Pad(500));
        regions.clause(Catch::All, Target::Pad(480));
        regions.region(20, 60, 1);
        regions.clause(Catch::TagRef(1), Target::Pad(700));
        regions.region(70, 1000, 1);
        regions.clause(Catch::AllRef, Target::Pad(0));
        let tables = writer.finish();
        let inner = [(Catch::Tag(300), 1500), (Catch::All, 1480), (Catch::TagRef(1), 1700)];
        assert_eq!(pads(&tables, 135), inner);
        assert_eq!(pads(&tables, 140), inner[2..]);
        assert_eq!(pads(&tables, 129), inner[2..]);
        assert_eq!(pads(&tables, 160), []);
        assert_eq!(pads(&tables, 170), [(Catch::AllRef, 1000)]);
        let frame = |function| Frame::new(5, tables.of(function));
        assert_eq!(frame(7), Frame { saved: 5, context_slot: Some(16) });
        assert_eq!(frame(8), Frame { saved: 5, context_slot: None });
        assert!(tables.of(3).is_some_and(|handlers| handlers.at(START, 135).next().is_none()));
    }

    #[test]
    fn delegating_skips_what_is_in_between() {
        let mut writer = HandlerWriter::default();
        let mut regions = writer.begin(7, 16, 4);
        regions.region(40, 50, 1);
        regions.clause(Catch::All, Target::Delegate(20));
        regions.region(30, 60, 1);
        regions.clause(Catch::All, Target::Pad(1));
        regions.region(20, 70, 1);
        regions.clause(Catch::All, Target::Pad(2));
        regions.region(10, 80, 1);
        regions.clause(Catch::All, Target::Delegate(0));
        let tables = writer.finish();
        assert_eq!(pads(&tables, 145), [(Catch::All, 1002)]);
        assert_eq!(pads(&tables, 155), [(Catch::All, 1001), (Catch::All, 1002)]);
        assert_eq!(pads(&tables, 175), []);
    }

    #[test]
    fn functions_come_in_any_order_and_chunks_concatenate() {
        let mut writer = HandlerWriter::default();
        for function in [5, 9, 2, 7, 9] {
            writer.begin(function, function * 8, 0);
        }
        let mut more = HandlerWriter::default();
        more.begin(11, 16, 0);
        writer.append(&more);
        let tables = writer.finish();
        let slots: Vec<_> = [2, 5, 7, 9, 11, 10].map(|f| Frame::new(5, tables.of(f)).context_slot).into();
        assert_eq!(slots, [Some(16), Some(40), Some(56), Some(72), Some(16), None]);
    }

    #[test]
    fn damaged_bytes_end_the_list() {
        let mut writer = HandlerWriter::default();
        let mut regions = writer.begin(7, 16, 2);
        regions.region(0, 900, 1);
        regions.clause(Catch::Tag(5), Target::Pad(600));
        regions.region(0, 900, 1);
        regions.clause(Catch::All, Target::Pad(1));
        let whole = writer.finish();
        for len in 0..whole.bytes.len() {
            let index = whole.index.clone();
            let tables = HandlerTables { index, bytes: whole.bytes[..len].to_vec().into() };
            assert!(pads(&tables, 150).len() < 2, "{len} bytes");
        }
        let tables = HandlerTables { index: whole.index.clone(), bytes: alloc::vec![0xff; 40].into() };
        assert_eq!(pads(&tables, 150), []);
    }
}
