//! The scan: collects use counts of locals, and properties of the function, before it is compiled.
//!
//! It runs during validation, so that every operator is decoded only once. Both validators report operators through [`Count`]:
//! the quick walk (`validate/quick.rs`) directly, and wasmparser's through [`Scan::watch`]. [`Scan::difference`] compares
//! their results.

mod count;
mod locals;
mod watch;

use alloc::vec::Vec;

pub(crate) use self::count::{Count, Nothing};
use self::locals::LocalUse;
use crate::opcode::{DIVIDES, ROTATES, SHIFTS};

/// The maximum length of a copy with inline code: four vectors.
pub(crate) const LONGEST_IN_PLACE: i64 = 64;

/// The result of scanning a function. Reused for all functions, to avoid allocations.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The locals that are used, in the order of their first use. A function may declare thousands and use none, so
    /// nothing is done for every local.
    pub(crate) used: Vec<u32>,
    /// By local index.
    locals: Vec<LocalUse>,
    /// The number of parameters.
    params: u32,
    /// The number of calls that return, weighted by loop depth.
    pub(crate) calls: u32,
    /// Calls a function that may have another context.
    pub(crate) changes_context: bool,
    /// Calls imports, which nearly always have another context; and the number of calls through tables, which rarely have.
    calls_imports: bool,
    indirect_calls: u32,
    /// A block has a floating-point or vector parameter or result.
    pub(crate) blocks_carry_floats: bool,
    /// A set of [`DIVIDES`], [`SHIFTS`] and [`ROTATES`].
    needs: u8,
    /// The first operator that is valid but not implemented: its name and its offset in the module.
    pub(crate) unsupported: Option<(&'static str, usize)>,
    imported_functions: u32,
    /// Open blocks: serial number and kind.
    blocks: Vec<(u32, BlockKind)>,
    serial: u32,
    loops: u32,
    /// The number of the operator that begins the outermost open loop.
    outermost_loop: u32,
    /// The number of open blocks that catch exceptions here.
    tries: u32,
    /// Catches exceptions.
    pub(crate) catches: bool,
    /// Throws exceptions.
    throws: bool,
    /// How many blocks are open that catch, or caught, an exception of the first encoding, and the most of them at once.
    legacy_tries: u32,
    most_legacy_tries: u32,
    rethrows: bool,
    /// The weight of an access here.
    weight: u32,
    /// The number of operators so far, and that of the last call.
    operators: u32,
    last_call: u32,
    /// The first call that returns, or the start of the outermost loop around it.
    first_call: u32,
    /// The body offsets of `unreachable` operators after a call, which does not return.
    dead_ends: Vec<u32>,
    /// The last constant, its operator number, and that of the constant before it.
    last_const: (i32, u32, u32),
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Block,
    Loop,
    TryTable,
    /// `try` up to the first `catch`, and after it.
    Try,
    Catch,
}

/// The factor of an access's weight per enclosing loop, as a power of two, up to a maximum depth.
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

    /// Whether the call before the operator at body offset `at` is known not to return, so nothing needs to survive it.
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

    /// Whether to save the context in the prologue, rather than at the calls that need it.
    pub(crate) fn saves_context_first(&self) -> bool {
        // The runtime finds it there when an exception is caught.
        self.calls_imports || self.indirect_calls > 1 || self.catches
    }

    /// Whether there is any call, including one that does not return.
    pub(crate) fn has_calls(&self) -> bool {
        self.last_call != u32::MAX || self.throws
    }

    /// How many exceptions have to be kept at once so that they can be thrown again.
    pub(crate) fn kept_exceptions(&self) -> u32 {
        if self.rethrows { self.most_legacy_tries } else { 0 }
    }

    /// The difference from another scan of the same function, if there is one.
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

    /// Whether the division operator is by a 32-bit constant, and so compiled without a division instruction.
    fn divisor_is_constant(&self) -> bool {
        let (divisor, when, _) = self.last_const;
        when.wrapping_add(1) == self.operators && !matches!(divisor, 0 | -1)
    }

    /// Whether the previous operator is a constant length short enough for an inline copy or fill.
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

    /// `memory.copy` calls the runtime, unless it is short and of constant length.
    fn memory_copy(&mut self) {
        if !self.follows_short_length() {
            self.runtime_call();
        }
    }

    /// `memory.fill` calls the runtime, unless it is short and of constant length and byte.
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
