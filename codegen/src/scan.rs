//! The look at a function before it is compiled: how often its locals are used, and what it contains.
//!
//! It happens while the function is validated, so that every operator is decoded once for both. Two walks do that and tell
//! the same of every operator ([`Count`]): the quick one (`validate/quick.rs`) by itself, and wasmparser's by way of
//! [`Scan::watch`]. What they found is compared by [`Scan::difference`].

mod count;
mod locals;
mod watch;

use alloc::vec::Vec;

pub(crate) use self::count::{Count, Nothing};
use self::locals::LocalUse;
use crate::opcode::{DIVIDES, ROTATES, SHIFTS};

/// The longest copy that is made in place: four vectors.
pub(crate) const LONGEST_IN_PLACE: i64 = 64;

/// What is known of a function before it is compiled. Kept from function to function, so that nothing is allocated.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The locals that are used, in the order of their first use. A function may declare thousands and use none, so
    /// nothing is done for every local.
    pub(crate) used: Vec<u32>,
    /// By local index.
    locals: Vec<LocalUse>,
    /// How many parameters the function has.
    params: u32,
    /// Number of calls that return, those in loops counting more.
    pub(crate) calls: u32,
    /// Calls something that may have another context.
    pub(crate) changes_context: bool,
    /// Calls imports, which nearly always have one; how many calls through tables there are, which seldom have.
    calls_imports: bool,
    indirect_calls: u32,
    /// A block takes or results in a floating-point number or a vector.
    pub(crate) blocks_carry_floats: bool,
    /// Which of [`DIVIDES`], [`SHIFTS`] and [`ROTATES`] it does.
    needs: u8,
    /// The first operator that is valid but not implemented: which, and its offset in the module.
    pub(crate) unsupported: Option<(&'static str, usize)>,
    imported_functions: u32,
    /// Open blocks: serial number and kind.
    blocks: Vec<(u32, BlockKind)>,
    serial: u32,
    loops: u32,
    /// Which operator the outermost of the open loops begins with.
    outermost_loop: u32,
    /// How many of the open blocks catch exceptions here.
    tries: u32,
    /// Catches exceptions.
    pub(crate) catches: bool,
    /// Throws exceptions.
    throws: bool,
    /// How many blocks are open that catch, or caught, an exception of the first encoding, and the most of them at once.
    legacy_tries: u32,
    most_legacy_tries: u32,
    rethrows: bool,
    /// How much an access counts here.
    weight: u32,
    /// Operators so far, and when the last of them was a call.
    operators: u32,
    last_call: u32,
    /// The first call that returns, or the beginning of the outermost loop around it.
    first_call: u32,
    /// Where control does not come back to: the offsets in the body of the `unreachable`s that follow a call.
    dead_ends: Vec<u32>,
    /// The last constant, when it was, and when the one before it was.
    last_const: (i32, u32, u32),
}

/// What kind of block it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Block,
    Loop,
    TryTable,
    /// `try` up to the first `catch`, and after it.
    Try,
    Catch,
}

/// How much more an access counts for each loop around it, as a power of two; beyond some depth no more.
const LOOP_WEIGHT: u32 = 3;
const DEEPEST: u32 = 6;

impl Scan {
    /// Begins a function with `locals` locals, `params` of which are parameters.
    pub(crate) fn begin(&mut self, params: usize, locals: usize, imported_functions: u32) {
        for local in self.used.drain(..) {
            self.locals[local as usize] = LocalUse::default();
        }
        self.params = params as u32;
        if self.locals.len() < locals {
            self.locals.resize(locals, LocalUse::default());
        }
        (self.calls, self.blocks_carry_floats) = (0, false);
        (self.changes_context, self.calls_imports, self.indirect_calls) = (false, false, 0);
        (self.needs, self.unsupported, self.imported_functions) = (0, None, imported_functions);
        self.blocks.clear();
        self.blocks.push((0, BlockKind::Block));
        (self.tries, self.catches, self.throws) = (0, false, false);
        (self.legacy_tries, self.most_legacy_tries, self.rethrows) = (0, 0, false);
        (self.serial, self.loops, self.weight) = (0, 0, 1);
        (self.operators, self.last_call, self.first_call) = (0, u32::MAX, u32::MAX);
        self.last_const = (0, u32::MAX, u32::MAX);
        self.dead_ends.clear();
    }

    /// Whether the call in front of the operator at offset `at` of the body does not return, as far as can be seen: nothing has to
    /// survive it.
    pub(crate) fn is_dead_end(&self, at: u32) -> bool {
        self.dead_ends.binary_search(&at).is_ok()
    }

    /// Whether it divides integers.
    pub(crate) fn divides(&self) -> bool {
        self.needs & DIVIDES != 0
    }

    /// Whether it shifts by a count.
    pub(crate) fn shifts(&self) -> bool {
        self.needs & SHIFTS != 0
    }

    /// Whether it rotates by a count.
    pub(crate) fn rotates(&self) -> bool {
        self.needs & ROTATES != 0
    }

    /// Whether the context is best saved when the function begins, rather than by the calls that turn out to need that.
    pub(crate) fn saves_context_first(&self) -> bool {
        // The runtime finds it there when an exception is caught.
        self.calls_imports || self.indirect_calls > 1 || self.catches
    }

    /// Whether there is a call of anything, one that does not return included.
    pub(crate) fn has_calls(&self) -> bool {
        self.last_call != u32::MAX || self.throws
    }

    /// How many exceptions have to be kept at once so that they can be thrown again.
    pub(crate) fn kept_exceptions(&self) -> u32 {
        if self.rethrows { self.most_legacy_tries } else { 0 }
    }

    /// What is different between this and another scan of the same function: nothing, if the two walks agree.
    #[cfg(any(test, debug_assertions, feature = "check"))]
    pub(crate) fn difference(&self, other: &Scan) -> Option<alloc::string::String> {
        use alloc::format;

        let calls = |scan: &Scan| (scan.calls, scan.has_calls(), scan.changes_context, scan.saves_context_first());
        let needs = |scan: &Scan| (scan.divides(), scan.shifts(), scan.rotates());
        let local = |scan: &Scan, local| {
            (
                scan.weight(local),
                scan.is_assigned(local),
                scan.reads_initial_value(local),
                scan.ends_before_calls(local),
            )
        };
        if self.dead_ends != other.dead_ends {
            return Some(format!("calls that do not return: {:?} and {:?}", self.dead_ends, other.dead_ends));
        }
        if calls(self) != calls(other) {
            return Some(format!("calls: {:?} and {:?}", calls(self), calls(other)));
        }
        let exceptions = |scan: &Scan| (scan.catches, scan.kept_exceptions());
        if exceptions(self) != exceptions(other) {
            return Some(format!("exceptions: {:?} and {:?}", exceptions(self), exceptions(other)));
        }
        if needs(self) != needs(other) {
            return Some(format!("divisions, shifts, rotations: {:?} and {:?}", needs(self), needs(other)));
        }
        if self.blocks_carry_floats != other.blocks_carry_floats {
            return Some("whether blocks carry floating-point numbers".into());
        }
        if self.used != other.used {
            return Some(format!("the locals that are used: {:?} and {:?}", self.used, other.used));
        }
        let different = self.used.iter().find(|&&index| local(self, index) != local(other, index))?;
        Some(format!("local {different}: {:?} and {:?}", local(self, *different), local(other, *different)))
    }

    /// A block ends in which exceptions were caught.
    #[inline(never)]
    fn end_try(&mut self, kind: BlockKind) {
        self.tries -= u32::from(kind != BlockKind::Catch);
        self.legacy_tries -= u32::from(kind != BlockKind::TryTable);
    }

    /// Whether the operator, a division, is by a constant of 32 bits that no instruction for divisions is used for.
    fn divisor_is_constant(&self) -> bool {
        let (divisor, when, _) = self.last_const;
        when.wrapping_add(1) == self.operators && !matches!(divisor, 0 | -1)
    }

    /// Whether the operator before this one is a constant that is the length of what is copied or filled in place.
    fn follows_short_length(&self) -> bool {
        let (len, when, _) = self.last_const;
        when.wrapping_add(1) == self.operators && (1..=LONGEST_IN_PLACE).contains(&i64::from(len))
    }
}

impl Count for Scan {
    fn begin(&mut self, params: usize, locals: usize, imported_functions: u32) {
        self.begin(params, locals, imported_functions);
    }

    #[inline]
    fn operator(&mut self) {
        self.operators = self.operators.wrapping_add(1);
    }

    #[inline]
    fn read(&mut self, index: u32) {
        self.access(index, false);
    }

    #[inline]
    fn write(&mut self, index: u32) {
        self.access(index, true);
    }

    #[inline]
    fn block(&mut self, is_loop: bool, carries_floats: bool) {
        self.blocks_carry_floats |= carries_floats;
        self.serial += 1;
        self.blocks.push((self.serial, if is_loop { BlockKind::Loop } else { BlockKind::Block }));
        if is_loop {
            if self.loops == 0 {
                self.outermost_loop = self.operators;
            }
            self.loops += 1;
            self.weight = 1 << (LOOP_WEIGHT * self.loops.min(DEEPEST));
        }
    }

    fn else_(&mut self) {
        self.serial += 1;
        if let Some(block) = self.blocks.last_mut() {
            block.0 = self.serial;
        }
    }

    fn try_(&mut self, is_table: bool, carries_floats: bool) {
        self.block(false, carries_floats);
        if let Some(block) = self.blocks.last_mut() {
            block.1 = if is_table { BlockKind::TryTable } else { BlockKind::Try };
        }
        self.tries += 1;
        if !is_table {
            self.legacy_tries += 1;
            self.most_legacy_tries = self.most_legacy_tries.max(self.legacy_tries);
        }
        // There is a slot for the context, where the runtime finds it.
        (self.catches, self.changes_context) = (true, true);
    }

    /// Handlers are entered from anywhere in the body, and after it from others.
    fn catch(&mut self) {
        self.else_();
        if let Some(block) = self.blocks.last_mut()
            && block.1 == BlockKind::Try
        {
            block.1 = BlockKind::Catch;
            self.tries -= 1;
        }
    }

    #[inline]
    fn end(&mut self) {
        match self.blocks.pop() {
            Some((_, BlockKind::Loop)) => {
                self.loops -= 1;
                self.weight = 1 << (LOOP_WEIGHT * self.loops.min(DEEPEST));
            }
            None | Some((_, BlockKind::Block)) => {}
            Some((_, kind)) => self.end_try(kind),
        }
    }

    /// Throwing goes on in a handler of the function, if there is one, and else does not come back.
    fn throw(&mut self) {
        self.throws = true;
        if self.tries > 0 {
            self.runtime_call();
        }
    }

    fn rethrow(&mut self) {
        self.rethrows = true;
        self.throw();
    }

    #[inline]
    fn call(&mut self, callee: u32) {
        self.runtime_call();
        let import = callee < self.imported_functions;
        self.changes_context |= import;
        self.calls_imports |= import;
    }

    #[inline]
    fn call_indirect(&mut self) {
        self.runtime_call();
        self.changes_context = true;
        self.indirect_calls += 1;
    }

    #[inline]
    fn runtime_call(&mut self) {
        self.calls = self.calls.saturating_add(self.weight);
        self.last_call = self.operators;
        if self.first_call == u32::MAX {
            self.first_call = if self.loops > 0 { self.outermost_loop } else { self.operators };
        }
    }

    #[inline]
    fn needs(&mut self, mut needs: u8) {
        if needs == DIVIDES && self.divisor_is_constant() {
            needs = 0;
        }
        self.needs |= needs;
    }

    #[inline]
    fn constant(&mut self, value: i32) {
        self.last_const = (value, self.operators, self.last_const.1);
    }

    /// `memory.copy` is a call of the runtime, but for a short one of known length.
    fn memory_copy(&mut self) {
        if !self.follows_short_length() {
            self.runtime_call();
        }
    }

    /// `memory.fill` the same, where the byte is known, too.
    fn memory_fill(&mut self) {
        let (_, _, byte) = self.last_const;
        if !(self.follows_short_length() && byte.wrapping_add(2) == self.operators) {
            self.runtime_call();
        }
    }

    /// A call that `unreachable` follows does not return, unless it throws what is caught here.
    fn unreachable(&mut self, at: u32) {
        if self.tries == 0 && self.last_call.wrapping_add(1) == self.operators {
            self.dead_ends.push(at);
            self.calls = self.calls.saturating_sub(self.weight);
            if self.calls == 0 {
                self.first_call = u32::MAX;
            }
        }
    }
}

#[cfg(test)]
mod tests;
