//! The scan of a function that wasmparser validates.

use alloc::vec::Vec;

use wasmparser::{BlockType, FrameKind, FrameStack, ValType, VisitOperator, VisitSimdOperator};

use super::{Count, Scan};
use crate::opcode::{Effect, effects_of, has, is_vector_operator, needs};

impl Scan {
    /// A visitor that passes everything on to `validator`, and counts. `offset` is that of the operator in the module, `at` in the
    /// body.
    #[inline]
    pub(crate) fn watch<V>(&mut self, validator: V, offset: usize, at: u32) -> Watch<'_, V> {
        self.operator();
        Watch { validator, scan: self, offset, at }
    }

    /// What the rows of an operator say of it.
    #[inline(always)]
    fn effects(&mut self, effects: &[Effect]) {
        if has(effects, Effect::Calls) {
            self.runtime_call();
        }
        if needs(effects) != 0 {
            self.needs(needs(effects));
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
    at: u32,
}

/// What the scan makes of the operators whose immediates it looks at, or whose neighbours; of others see [`Scan::effects`].
macro_rules! count {
    (visit_local_get, $scan:expr, $at:expr, $local:ident) => { $scan.read($local) };
    (visit_local_set, $scan:expr, $at:expr, $local:ident) => { $scan.write($local) };
    (visit_local_tee, $scan:expr, $at:expr, $local:ident) => { $scan.write($local) };
    (visit_block, $scan:expr, $at:expr, $ty:ident) => { $scan.block(false, carries_floats(&$ty)) };
    (visit_if, $scan:expr, $at:expr, $ty:ident) => { $scan.block(false, carries_floats(&$ty)) };
    (visit_loop, $scan:expr, $at:expr, $ty:ident) => { $scan.block(true, carries_floats(&$ty)) };
    (visit_try_table, $scan:expr, $at:expr, $table:ident) => { $scan.try_(true, carries_floats(&$table.ty)) };
    (visit_try, $scan:expr, $at:expr, $ty:ident) => { $scan.try_(false, carries_floats(&$ty)) };
    (visit_catch, $scan:expr, $at:expr, $tag:ident) => { $scan.catch() };
    (visit_catch_all, $scan:expr, $at:expr $(,)?) => { $scan.catch() };
    (visit_delegate, $scan:expr, $at:expr, $depth:ident) => { $scan.end() };
    (visit_throw, $scan:expr, $at:expr, $tag:ident) => { $scan.throw() };
    (visit_throw_ref, $scan:expr, $at:expr $(,)?) => { $scan.throw() };
    (visit_rethrow, $scan:expr, $at:expr, $depth:ident) => { $scan.rethrow() };
    (visit_else, $scan:expr, $at:expr $(,)?) => { $scan.else_() };
    (visit_end, $scan:expr, $at:expr $(,)?) => { $scan.end() };
    (visit_unreachable, $scan:expr, $at:expr $(,)?) => { $scan.unreachable($at) };
    (visit_call, $scan:expr, $at:expr, $callee:ident) => { $scan.call($callee) };
    (visit_call_indirect, $scan:expr, $at:expr, $ty:ident, $table:ident) => { $scan.call_indirect() };
    (visit_call_ref, $scan:expr, $at:expr, $ty:ident) => { $scan.call_indirect() };
    (visit_i32_const, $scan:expr, $at:expr, $value:ident) => { $scan.constant($value) };
    (visit_memory_copy, $scan:expr, $at:expr, $to:ident, $from:ident) => { $scan.memory_copy() };
    (visit_memory_fill, $scan:expr, $at:expr, $memory:ident) => { $scan.memory_fill() };
    ($other:ident, $scan:expr, $at:expr $(, $arg:ident)* $(,)?) => {{
        $(let _ = &$arg;)*
    }};
}

macro_rules! pass_on {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        $(
            #[inline]
            fn $visit(&mut self $($(, $arg: $argty)*)?) -> Self::Output {
                const EFFECTS: Option<&[Effect]> = effects_of(stringify!($op));
                match EFFECTS {
                    Some(effects) => self.scan.effects(effects),
                    None => self.refuse(stringify!($proposal)),
                }
                count!($visit, self.scan, self.at $($(, $arg)*)?);
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

/// Vector operators are not watched, so none may be unknown.
macro_rules! check_vector_operators {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        $(const _: () = assert!(is_vector_operator(stringify!($op)), concat!("there is no row for ", stringify!($op)));)*
    };
}

wasmparser::for_each_visit_simd_operator!(check_vector_operators);

impl<V: FrameStack> FrameStack for Watch<'_, V> {
    fn current_frame(&self) -> Option<FrameKind> {
        self.validator.current_frame()
    }
}
