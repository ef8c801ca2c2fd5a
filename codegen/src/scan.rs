//! The look at a function before it is compiled: how often its locals are used, and what it contains.
//!
//! It happens while the function is validated: [`Scan::watch`] wraps the validator's visitor, and every operator is
//! decoded once for both.

use alloc::vec::Vec;

use crate::emit::LONGEST_IN_PLACE;
use crate::validate::{Count, DIVIDES, ROTATES, SHIFTS};
use wasmparser::{BlockType, FrameKind, FrameStack, ValType, VisitOperator, VisitSimdOperator, WasmFeatures};

/// How a local is used.
#[derive(Clone, Copy, Debug, Default)]
struct LocalUse {
    /// Number of accesses, those in loops counting more.
    weight: u32,
    /// Serial number of the block of the first access if that was an assignment, and how deep that block is nested.
    /// A depth that is too large is one where no such block is, which is to be careful.
    block: u32,
    depth: u16,
    state: LocalState,
    /// Whether anything assigns it.
    assigned: bool,
    /// Which operator accesses it last.
    last: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LocalState {
    #[default]
    Unused,
    /// Every access so far comes after an assignment.
    Assigned,
    /// Its initial value may be read.
    Zero,
}

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
    /// Open blocks: serial number and whether it is a loop.
    blocks: Vec<(u32, bool)>,
    serial: u32,
    loops: u32,
    /// Which operator the outermost of the open loops begins with.
    outermost_loop: u32,
    /// How much an access counts here.
    weight: u32,
    /// Operators so far, and when the last of them was a call.
    operators: u32,
    last_call: u32,
    /// The first call that returns, or the beginning of the outermost loop around it.
    first_call: u32,
    /// The last constant, when it was, and when the one before it was.
    last_const: (i32, u32, u32),
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
        self.blocks.push((0, false));
        (self.serial, self.loops, self.weight) = (0, 0, 1);
        (self.operators, self.last_call, self.first_call) = (0, u32::MAX, u32::MAX);
        self.last_const = (0, u32::MAX, u32::MAX);
    }

    /// A visitor that passes everything on to `validator`, and counts. `offset` is that of the operator in the module.
    #[inline]
    pub(crate) fn watch<V>(&mut self, validator: V, offset: usize) -> Watch<'_, V> {
        self.operator();
        Watch { validator, scan: self, offset }
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
        self.calls_imports || self.indirect_calls > 1
    }

    /// Whether there is a call of anything, one that does not return included.
    pub(crate) fn has_calls(&self) -> bool {
        self.last_call != u32::MAX
    }

    /// How often a local is accessed, accesses in loops counting more.
    #[inline]
    pub(crate) fn weight(&self, local: u32) -> u32 {
        self.locals[local as usize].weight
    }

    /// Whether the initial value of a local that is used and is not a parameter may be read.
    #[inline]
    pub(crate) fn reads_initial_value(&self, local: u32) -> bool {
        self.locals[local as usize].state == LocalState::Zero
    }

    /// Whether anything in the function assigns the local.
    #[inline]
    pub(crate) fn is_assigned(&self, local: u32) -> bool {
        self.locals[local as usize].assigned
    }

    /// Whether nothing accesses the local after a call that returns.
    #[inline]
    pub(crate) fn ends_before_calls(&self, local: u32) -> bool {
        self.locals[local as usize].last < self.first_call
    }

    /// Whether the operator, a division, is by a constant of 32 bits that no instruction for divisions is used for.
    fn divisor_is_constant(&self) -> bool {
        let (divisor, when, _) = self.last_const;
        when.wrapping_add(1) == self.operators && !matches!(divisor, 0 | -1)
    }

    /// Notes the first access to a local.
    #[inline(never)]
    fn first_use(&mut self, index: u32, first: LocalState) {
        let (block, depth) = (self.blocks.last().map_or(0, |block| block.0), self.blocks.len().wrapping_sub(1));
        let Some(local) = self.locals.get_mut(index as usize) else { return };
        let depth = u16::try_from(depth).unwrap_or(u16::MAX);
        let (weight, assigned, last) = (self.weight, first == LocalState::Assigned, self.operators);
        // A parameter has its value before the first block.
        *local = match index < self.params {
            true => LocalUse { weight, state: LocalState::Assigned, block: 0, depth: 0, assigned, last },
            false => LocalUse { weight, state: first, block, depth, assigned, last },
        };
        self.used.push(index);
    }

    /// Notes an access, which may be the first. The index may be out of bounds: wasmparser says so afterwards.
    #[inline]
    fn access(&mut self, index: u32, assigns: bool) {
        match self.locals.get_mut(index as usize) {
            Some(local) if local.state != LocalState::Unused => {
                local.weight = local.weight.saturating_add(self.weight);
                local.assigned |= assigns;
                local.last = self.operators;
                if local.state == LocalState::Assigned {
                    self.check_open(index);
                }
            }
            _ => self.first_use(index, if assigns { LocalState::Assigned } else { LocalState::Zero }),
        }
    }

    /// Whether the operator before this one is a constant that is the length of what is copied or filled in place.
    fn follows_short_length(&self) -> bool {
        let (len, when, _) = self.last_const;
        when.wrapping_add(1) == self.operators && (1..=LONGEST_IN_PLACE).contains(&i64::from(len))
    }

    /// An assignment covers the accesses up to the end of its block: control cannot come to them without it.
    #[inline]
    fn check_open(&mut self, index: u32) {
        let local = &mut self.locals[index as usize];
        if self.blocks.get(local.depth as usize).is_none_or(|(serial, _)| *serial != local.block) {
            local.state = LocalState::Zero;
        }
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
        self.blocks.push((self.serial, is_loop));
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

    #[inline]
    fn end(&mut self) {
        if let Some((_, true)) = self.blocks.pop() {
            self.loops -= 1;
            self.weight = 1 << (LOOP_WEIGHT * self.loops.min(DEEPEST));
        }
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

    /// A call that `unreachable` follows does not return: nothing has to survive it.
    fn unreachable(&mut self) {
        if self.last_call.wrapping_add(1) == self.operators {
            self.calls = self.calls.saturating_sub(self.weight);
            if self.calls == 0 {
                self.first_call = u32::MAX;
            }
        }
    }
}

/// Whether a block of this type may take or result in a floating-point number or a vector.
fn carries_floats(ty: &BlockType) -> bool {
    match ty {
        BlockType::Empty => false,
        BlockType::Type(ty) => matches!(ty, ValType::F32 | ValType::F64 | ValType::V128),
        BlockType::FuncType(_) => true,
    }
}

/// Counts what it passes on to the validator.
pub(crate) struct Watch<'s, V> {
    validator: V,
    scan: &'s mut Scan,
    offset: usize,
}

/// What the scan makes of an operator; nothing of most.
macro_rules! count {
    (visit_local_get, $scan:expr, $local:ident) => { $scan.read($local) };
    (visit_local_set, $scan:expr, $local:ident) => { $scan.write($local) };
    (visit_local_tee, $scan:expr, $local:ident) => { $scan.write($local) };
    (visit_block, $scan:expr, $ty:ident) => { $scan.block(false, carries_floats(&$ty)) };
    (visit_if, $scan:expr, $ty:ident) => { $scan.block(false, carries_floats(&$ty)) };
    (visit_loop, $scan:expr, $ty:ident) => { $scan.block(true, carries_floats(&$ty)) };
    (visit_else, $scan:expr $(,)?) => { $scan.else_() };
    (visit_end, $scan:expr $(,)?) => { $scan.end() };
    (visit_unreachable, $scan:expr $(,)?) => { $scan.unreachable() };
    (visit_call, $scan:expr, $callee:ident) => { $scan.call($callee) };
    (visit_call_indirect, $scan:expr, $ty:ident, $table:ident) => { $scan.call_indirect() };
    (visit_memory_grow, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_i32_const, $scan:expr, $value:ident) => { $scan.constant($value) };
    (visit_memory_copy, $scan:expr, $to:ident, $from:ident) => { $scan.memory_copy() };
    (visit_memory_fill, $scan:expr, $memory:ident) => { $scan.memory_fill() };
    (visit_memory_init, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_data_drop, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_table_grow, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_table_fill, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_table_copy, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_table_init, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_elem_drop, $scan:expr $(, $arg:ident)*) => { $scan.runtime_call() };
    (visit_i32_div_s, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i32_div_u, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i32_rem_s, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i32_rem_u, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i64_div_s, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i64_div_u, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i64_rem_s, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i64_rem_u, $scan:expr $(,)?) => { $scan.needs(DIVIDES) };
    (visit_i32_shl, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i32_shr_s, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i32_shr_u, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i64_shl, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i64_shr_s, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i64_shr_u, $scan:expr $(,)?) => { $scan.needs(SHIFTS) };
    (visit_i32_rotl, $scan:expr $(,)?) => { $scan.needs(ROTATES) };
    (visit_i32_rotr, $scan:expr $(,)?) => { $scan.needs(ROTATES) };
    (visit_i64_rotl, $scan:expr $(,)?) => { $scan.needs(ROTATES) };
    (visit_i64_rotr, $scan:expr $(,)?) => { $scan.needs(ROTATES) };
    ($other:ident, $scan:expr $(, $arg:ident)* $(,)?) => {{
        $(let _ = &$arg;)*
    }};
}

/// With no other features than these there is no operator that is valid and not implemented.
pub(crate) const IMPLEMENTED: WasmFeatures =
    WasmFeatures::WASM2.union(WasmFeatures::RELAXED_SIMD).union(WasmFeatures::EXTENDED_CONST);

/// Notes an operator of a proposal that is not implemented.
macro_rules! check_support {
    (mvp, $watch:expr) => {};
    (sign_extension, $watch:expr) => {};
    (saturating_float_to_int, $watch:expr) => {};
    (bulk_memory, $watch:expr) => {};
    (reference_types, $watch:expr) => {};
    ($other:ident, $watch:expr) => {
        $watch.refuse(stringify!($other))
    };
}

macro_rules! pass_on {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        $(
            #[inline]
            fn $visit(&mut self $($(, $arg: $argty)*)?) -> Self::Output {
                check_support!($proposal, self);
                count!($visit, self.scan $($(, $arg)*)?);
                self.validator.$visit($($($arg),*)?)
            }
        )*
    };
}

impl<V> Watch<'_, V> {
    #[cold]
    fn refuse(&mut self, proposal: &'static str) {
        self.scan.unsupported.get_or_insert((proposal, self.offset));
    }
}

impl<'a, V: VisitOperator<'a>> VisitOperator<'a> for Watch<'_, V> {
    type Output = V::Output;

    fn simd_visitor(&mut self) -> Option<&mut dyn VisitSimdOperator<'a, Output = Self::Output>> {
        // Nothing is to be counted there.
        self.validator.simd_visitor()
    }

    wasmparser::for_each_visit_operator!(pass_on);
}

impl<V: FrameStack> FrameStack for Watch<'_, V> {
    fn current_frame(&self) -> Option<FrameKind> {
        self.validator.current_frame()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::BinaryReader;

    /// Accepts everything.
    struct Nothing;

    macro_rules! accept {
        ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
            $(fn $visit(&mut self $($(, $arg: $argty)*)?) { $($(let _ = $arg;)*)? })*
        };
    }

    impl<'a> VisitOperator<'a> for Nothing {
        type Output = ();
        wasmparser::for_each_visit_operator!(accept);
    }

    impl FrameStack for Nothing {
        fn current_frame(&self) -> Option<FrameKind> {
            Some(FrameKind::If)
        }
    }

    fn scan(params: usize, locals: usize, body: &[u8]) -> Scan {
        let mut scan = Scan::default();
        scan.begin(params, locals, 0);
        let mut reader = BinaryReader::new(body, 0);
        while !reader.eof() {
            reader.visit_operator(&mut scan.watch(Nothing, 0)).unwrap();
        }
        scan
    }

    fn reads_initial_value(params: usize, body: &[u8]) -> bool {
        scan(params, 1, body).reads_initial_value(0)
    }

    #[test]
    fn initial_values_are_needed_where_an_assignment_may_be_missed() {
        // local.set 0, local.get 0
        assert!(!reads_initial_value(0, &[0x21, 0, 0x20, 0, 0x0b]));
        // local.get 0
        assert!(reads_initial_value(0, &[0x20, 0, 0x0b]));
        // block, local.set 0, local.get 0, end
        assert!(!reads_initial_value(0, &[0x02, 0x40, 0x21, 0, 0x20, 0, 0x0b, 0x0b]));
        // block, local.set 0, end, local.get 0
        assert!(reads_initial_value(0, &[0x02, 0x40, 0x21, 0, 0x0b, 0x20, 0, 0x0b]));
        // if, local.set 0, else, local.get 0, end
        assert!(reads_initial_value(0, &[0x04, 0x40, 0x21, 0, 0x05, 0x20, 0, 0x0b, 0x0b]));
        // a parameter
        assert!(!reads_initial_value(1, &[0x20, 0, 0x0b]));
    }

    #[test]
    fn locals_that_no_call_is_in_front_of_are_known() {
        let ends = |body: &[u8]| scan(2, 2, body).ends_before_calls(0);
        // local.get 0, call 0
        assert!(ends(&[0x20, 0, 0x10, 0, 0x0b]));
        // call 0, local.get 0
        assert!(!ends(&[0x20, 0, 0x10, 0, 0x20, 0, 0x0b]));
        // loop, local.get 0, call 0, end
        assert!(!ends(&[0x03, 0x40, 0x20, 0, 0x10, 0, 0x0b, 0x0b]));
        // loop, local.get 0, end, loop, call 0, end
        assert!(ends(&[0x03, 0x40, 0x20, 0, 0x0b, 0x03, 0x40, 0x10, 0, 0x0b, 0x0b]));
        // loop, loop, local.get 0, end, call 0, end
        assert!(!ends(&[0x03, 0x40, 0x03, 0x40, 0x20, 0, 0x0b, 0x10, 0, 0x0b, 0x0b]));
        // call 0, unreachable, local.get 0, call 0
        assert!(ends(&[0x10, 0, 0x00, 0x20, 0, 0x10, 0, 0x0b]));
        // call 0, call 0, unreachable, local.get 0
        assert!(!ends(&[0x10, 0, 0x10, 0, 0x00, 0x20, 0, 0x0b]));
    }

    #[test]
    fn accesses_in_loops_count_more() {
        // local.get 0, loop, local.get 1, end
        let scan = scan(2, 2, &[0x20, 0, 0x03, 0x40, 0x20, 1, 0x0b, 0x0b]);
        assert_eq!((scan.weight(0), scan.weight(1)), (1, 8));
    }

    #[test]
    fn calls_that_do_not_return_do_not_count() {
        // call 0, unreachable
        assert_eq!(scan(0, 0, &[0x10, 0, 0x00, 0x0b]).calls, 0);
        // call 0, nop, unreachable
        assert_eq!(scan(0, 0, &[0x10, 0, 0x01, 0x00, 0x0b]).calls, 1);
    }
}
