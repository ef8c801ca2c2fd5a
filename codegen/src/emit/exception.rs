//! Exceptions: blocks that catch them, their landing pads, and what throws.
//!
//! Both encodings are the same to what unwinds: a region of operators with clauses, each of which leads to a landing pad, see
//! `handlers.rs`. Nothing is emitted where a region begins or ends. Where control comes to a landing pad, the values below the block are
//! canonical since it began, locals are in registers that callees keep or were saved in front of the call, and the exception is in the
//! registers of results.
//!
//! - `try_table`: landing pads come after the body. They bring what the exception carries to where the label wants it, and jump there.
//! - `try`: a landing pad is the beginning of a handler, in place. The exception is kept in a slot of the frame where the function throws
//!   one again: there is a slot for each level of nesting.
//!
//! A region in which nothing is called has no handlers: they would be dead code.

use alloc::vec::Vec;

use windlass_masm::copies::LONG_COPY;
use windlass_masm::{Addr, Label, LoadKind, MacroAssembler, OutOfLine, RegSet, Slot, Src, Ty};

use super::Emitter;
use super::control::{Block, BlockKind};
use super::exit::{Exit, LandingPad, Reason, SlowPath};
use super::machine_type::machine_type;
use super::value::Place;
use crate::builtin::Builtin;
use crate::handlers::{Catch, Target};
use crate::reader::Reader;

/// The regions of the function under way.
#[derive(Debug, Default)]
pub(super) struct Regions<'a> {
    /// Those that have begun and not ended, innermost last.
    open: Vec<OpenRegion<'a>>,
    /// Those that have ended and have handlers, in the order in which they ended.
    closed: Vec<Region>,
    /// Their clauses.
    clauses: Vec<Clause>,
    /// How many blocks of the first encoding are open.
    tries: u32,
}

/// A region that has begun.
#[derive(Clone, Copy, Debug)]
struct OpenRegion<'a> {
    /// The offset of its operator in the body.
    begin: u32,
    /// The position of its block among those that are open.
    block: usize,
    /// [`Emitter::exits`] when it began.
    exits: u32,
    /// The clauses of a `try_table`.
    clauses: Reader<'a>,
}

/// A region that has ended.
#[derive(Clone, Copy, Debug)]
struct Region {
    begin: u32,
    end: u32,
    /// How many blocks of the first encoding are around it.
    tries: u32,
}

/// A clause of a region that has ended.
#[derive(Clone, Copy, Debug)]
struct Clause {
    /// The number of the region.
    region: u32,
    catch: Catch,
    to: ClauseTarget,
}

#[derive(Clone, Copy, Debug)]
enum ClauseTarget {
    /// A landing pad.
    Pad(Label),
    /// The handlers of the region that begins at this offset of the body, and those around it.
    Delegate(u32),
}

/// How many of the last slow paths are searched for an equal landing pad.
const SEARCHED: usize = 8;

impl Regions<'_> {
    /// Forgets all of them: a function begins.
    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.closed.clear();
        self.clauses.clear();
        self.tries = 0;
    }
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    // Regions.

    /// Begins the region of the block that is about to begin.
    fn begin_region(&mut self, clauses: Reader<'a>) {
        let begin = self.operator.offset_from(&self.start);
        self.regions.open.push(OpenRegion { begin, block: self.blocks.len(), exits: self.exits, clauses });
    }

    /// Ends the innermost region. The number that it has from now on is `None` if nothing in it throws.
    fn end_region(&mut self) -> (Option<u32>, Reader<'a>) {
        let region = self.regions.open.pop().expect("the region of a block that is open");
        if region.exits == self.exits {
            return (None, region.clauses);
        }
        let end = self.operator.offset_from(&self.start);
        self.regions.closed.push(Region { begin: region.begin, end, tries: self.regions.tries });
        (Some(self.regions.closed.len() as u32 - 1), region.clauses)
    }

    /// Records the handlers of the function at `position`, whose code begins at `start`.
    #[cold]
    #[inline(never)]
    pub(super) fn record_handlers(&mut self, position: u32, start: u32) {
        let Regions { closed, clauses, .. } = &mut self.regions;
        if clauses.is_empty() {
            return;
        }
        // In the first encoding, there may be other regions between the clauses of one.
        clauses.sort_by_key(|clause| clause.region);
        let labels = &self.masm.assembly().labels;
        let mut writer = self.handlers.begin(position, self.context_slot.0, closed.len() as u32);
        let mut clauses = &clauses[..];
        for (number, region) in closed.iter().enumerate() {
            let count = clauses.iter().take_while(|clause| clause.region as usize == number).count();
            let (own, rest) = clauses.split_at(count);
            clauses = rest;
            writer.region(region.begin, region.end, count as u32);
            for clause in own {
                let target = match clause.to {
                    ClauseTarget::Pad(pad) => Target::Pad(labels.offset(pad).unwrap_or(start).wrapping_sub(start)),
                    ClauseTarget::Delegate(begin) => Target::Delegate(begin),
                };
                writer.clause(clause.catch, target);
            }
        }
    }

    /// The slot of the exception that is handled at this level of nesting.
    fn kept_exception(&self, level: u32) -> Slot {
        Slot(self.kept_exceptions.0 + level * 8)
    }

    // `try_table`.

    #[inline(never)]
    pub(super) fn try_table(&mut self) {
        let (ty, height) = self.begin_block();
        let clauses = self.reader;
        (0..self.reader.u32()).for_each(|_| _ = self.reader.catch());
        self.begin_region(clauses);
        self.push_block(BlockKind::TryTable, ty, height);
    }

    /// A block ends that catches exceptions, or caught them. It is still the innermost.
    #[cold]
    #[inline(never)]
    pub(super) fn end_try(&mut self, block: &Block) {
        match block.kind {
            BlockKind::TryTable => self.end_try_table(),
            BlockKind::Try => {
                self.end_region();
                self.regions.tries -= 1;
            }
            _ => self.regions.tries -= 1,
        }
    }

    fn end_try_table(&mut self) {
        let (Some(region), mut clauses) = self.end_region() else { return };
        for _ in 0..clauses.u32() {
            let (catch, depth) = clauses.catch();
            // Labels are those around the block.
            let position = self.blocks.len() - 2 - depth as usize;
            let target = self.blocks[position];
            let (count, in_slots) = self.carried(&target);
            let mut slots = None;
            if in_slots && count > 0 {
                let slot = self.slot_at(target.height);
                self.frame_end = self.frame_end.max(slot + self.words_of(catch) * 8);
                slots = Some(Slot(slot));
            }
            self.blocks[position].is_entered = true;
            let pad = match count == 0 && self.saved_homes.is_empty() {
                true => target.label,
                false => self.landing_pad(LandingPad { catch, to: target.label, slots }),
            };
            self.regions.clauses.push(Clause { region, catch, to: ClauseTarget::Pad(pad) });
        }
    }

    /// The slot of the value at this height of the stack, whether there is one or it would be the next.
    fn slot_at(&self, height: usize) -> u32 {
        if height < self.stack.len() { self.stack.get(height).slot } else { self.stack.next_slot() }
    }

    /// The words of slots that a handler is given.
    fn words_of(&self, catch: Catch) -> u32 {
        let reference = u32::from(matches!(catch, Catch::TagRef(_) | Catch::AllRef));
        self.words_carried(catch.tag()) + reference
    }

    /// The words that an exception with this tag carries.
    fn words_carried(&self, tag: Option<u32>) -> u32 {
        let Some(tag) = tag else { return 0 };
        self.module.tag_type(tag).params().iter().map(|&ty| machine_type(ty).slot_size() / 8).sum()
    }

    /// The label of this landing pad, which is emitted after the body.
    fn landing_pad(&mut self, pad: LandingPad) -> Label {
        let is_same = |code: &&OutOfLine<SlowPath>| matches!(code.what, SlowPath::LandingPad(other) if other == pad);
        if let Some(code) = self.slow_paths.iter().rev().take(SEARCHED).find(is_same) {
            return code.enter;
        }
        let code = OutOfLine::leaving(SlowPath::LandingPad(pad), &mut self.masm.assembly().labels, 0);
        self.slow_paths.push(code);
        code.enter
    }

    /// Emits a landing pad: brings what the exception carries, and the reference, to where the label wants them.
    #[cold]
    #[inline(never)]
    pub(super) fn emit_landing_pad(&mut self, enter: Label, pad: &LandingPad) {
        self.masm.bind_entered(enter);
        self.restore_homes();
        let [carried, reference, _] = M::ABI.int_results;
        let wants_reference = matches!(pad.catch, Catch::TagRef(_) | Catch::AllRef);
        let module = self.module;
        let types = pad.catch.tag().map_or(&[][..], |tag| module.tag_type(tag).params());
        match (pad.slots, types) {
            (Some(slots), _) => {
                let words = self.words_carried(pad.catch.tag());
                self.copy_carried(slots, words);
                if wants_reference {
                    let slot = Slot(slots.0 + words * 8);
                    self.masm.store_slot(Ty::I64, slot, Src::Reg(reference.read()));
                }
            }
            (None, &[ty]) => {
                let ty = machine_type(ty);
                self.masm.load(LoadKind::Full(ty), M::ABI.result(ty.is_float()), Addr::new(carried, 0));
            }
            (None, _) if wants_reference => self.masm.mov(Ty::I64, carried, Src::Reg(reference.read())),
            (None, _) => {}
        }
        self.masm.jump(pad.to);
    }

    /// Copies the words that an exception carries to the frame, which has room for them.
    fn copy_carried(&mut self, to: Slot, words: u32) {
        let carried = M::ABI.int_results[0];
        if words >= LONG_COPY {
            return self.masm.copy_words(self.masm.slot_addr(to), Addr::new(carried, 0), words);
        }
        for offset in (0..words * 8).step_by(8) {
            self.masm.load(LoadKind::Full(Ty::I64), M::ABI.scratch, Addr::new(carried, offset as i32));
            self.masm.store_slot(Ty::I64, Slot(to.0 + offset), Src::Reg(M::ABI.scratch.read()));
        }
    }

    // The first encoding.

    #[inline(never)]
    pub(super) fn try_(&mut self) {
        let (ty, height) = self.begin_block();
        self.begin_region(self.reader);
        self.regions.tries += 1;
        self.push_block(BlockKind::Try, ty, height);
    }

    pub(super) fn catch(&mut self) {
        let tag = self.reader.u32();
        self.begin_handler(Catch::Tag(tag));
    }

    pub(super) fn catch_all(&mut self) {
        self.begin_handler(Catch::All);
    }

    /// Ends the body of the innermost block, or its last handler, and begins another.
    #[inline(never)]
    fn begin_handler(&mut self, catch: Catch) {
        let last = self.blocks.len() - 1;
        let block = self.blocks[last];
        let region = match block.kind {
            BlockKind::Catch(region) => region,
            _ => self.end_region().0,
        };
        if self.reachable {
            self.carry_results(&block);
            self.masm.jump(block.label);
        }
        self.reset_stack(block.height);
        self.blocks[last].kind = BlockKind::Catch(region);
        self.reachable = region.is_some();
        let Some(region) = region else { return };
        let pad = self.create_label();
        self.regions.clauses.push(Clause { region, catch, to: ClauseTarget::Pad(pad) });
        self.masm.bind_entered(pad);
        self.restore_homes();
        if self.scan.kept_exceptions() > 0 {
            let slot = self.kept_exception(self.regions.closed[region as usize].tries - 1);
            self.masm.store_slot(Ty::I64, slot, Src::Reg(M::ABI.int_results[1].read()));
        }
        self.push_carried(catch.tag());
    }

    /// Pushes what an exception with this tag carries.
    fn push_carried(&mut self, tag: Option<u32>) {
        let words = self.words_carried(tag);
        let Some(tag) = tag else { return };
        let module = self.module;
        let types = module.tag_type(tag).params().iter().map(|&ty| machine_type(ty));
        if words >= LONG_COPY {
            let slot = self.stack.next_slot();
            self.copy_carried(Slot(slot), words);
            self.frame_end = self.frame_end.max(slot + words * 8);
            types.for_each(|ty| self.push(Place::Slot, ty));
            return self.stack.set_canonical(self.stack.len());
        }
        let carried = M::ABI.int_results[0];
        self.free.remove(carried);
        let mut offset = 0;
        for ty in types {
            let reg = self.alloc(ty.is_float());
            self.masm.load(LoadKind::Full(ty), reg, Addr::new(carried, offset));
            self.push(Place::Reg(reg), ty);
            offset += ty.slot_size() as i32;
        }
        self.free.insert(carried);
    }

    #[inline(never)]
    pub(super) fn delegate(&mut self) {
        let depth = self.reader.u32();
        let last = self.blocks.len() - 1;
        if let (Some(region), _) = self.end_region() {
            // The label is one of those around the block: what is next is the innermost region that its block is, or is in.
            let target = last - 1 - depth as usize;
            let outer = self.regions.open.partition_point(|region| region.block <= target);
            let begin = outer.checked_sub(1).map_or(0, |outer| self.regions.open[outer].begin);
            self.regions.clauses.push(Clause { region, catch: Catch::All, to: ClauseTarget::Delegate(begin) });
        }
        self.regions.tries -= 1;
        self.blocks[last].kind = BlockKind::Block;
        self.end();
    }

    // Throwing.

    #[inline(never)]
    pub(super) fn throw(&mut self) {
        let tag = self.reader.u32();
        let exit = self.throwing_exit();
        let first = self.stack.len() - self.module.tag_type(tag).params().len();
        self.forget_below(first);
        for index in first..self.stack.len() {
            self.spill(index);
        }
        self.prepare_exit(exit, first);
        if first < self.stack.len() {
            let slot = Slot(self.stack.get(first).slot);
            self.masm.slot_pointer(M::ABI.int_args[1], slot);
        }
        self.masm.mov(Ty::I32, M::ABI.int_args[0], Src::Imm(i64::from(tag)));
        self.end_operands(exit, first, RegSet::EMPTY);
        self.leave(exit, Reason::Builtin(Builtin::Throw));
        self.reachable = false;
    }

    #[inline(never)]
    pub(super) fn throw_ref(&mut self) {
        let last = self.stack.len() - 1;
        let src = self.src(&self.stack.get(last));
        self.throw_again(src, last);
    }

    #[inline(never)]
    pub(super) fn rethrow(&mut self) {
        let depth = self.reader.u32();
        // In a handler that is dead code, nothing is emitted.
        let BlockKind::Catch(Some(region)) = self.target(depth).kind else { return };
        let slot = self.kept_exception(self.regions.closed[region as usize].tries - 1);
        self.throw_again(Src::Slot(slot), self.stack.len());
    }

    /// Throws the exception that the reference at `src` is to; `first` values are below what the operator pops.
    fn throw_again(&mut self, src: Src, first: usize) {
        let exit = self.throwing_exit();
        self.forget_below(first);
        self.prepare_exit(exit, first);
        self.masm.mov(Ty::I64, M::ABI.int_args[0], src);
        self.end_operands(exit, first, RegSet::EMPTY);
        self.leave(exit, Reason::Builtin(Builtin::ThrowRef));
        self.reachable = false;
    }

    /// The exit of the operator under way, which throws. Control comes back, as it were, if there is a handler in the function.
    fn throwing_exit(&self) -> Exit {
        let comes_back = !self.regions.open.is_empty();
        Exit { site: self.site(), kills: M::ABI.caller_saved, comes_back, ends_function: false }
    }
}
