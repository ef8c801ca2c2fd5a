//! From an opcode to what is emitted for it: the rows of `opcode.rs` as a match.

use windlass_masm::Convert::{Demote, FromInt, Promote, Reinterpret, Trunc, TruncSat, Wrap};
use windlass_masm::Ty::{F32, F64, I32, I64};
use windlass_masm::{
    DivOp, FloatBinOp, FloatCond, FloatUnOp, IntBinOp, IntCond, IntUnOp, LoadKind, MacroAssembler, RmwOp, ShiftOp,
    StoreKind, WideBinOp,
};

use super::Emitter;
use super::value::Place;
use crate::builtin::Builtin;
use crate::opcode::{
    AtomicOpcode, Opcode, PrefixedOpcode, for_each_atomic_opcode, for_each_opcode, for_each_prefixed_opcode,
};

/// The method of an emitter that compiles `$opcode`, the arms being those of the rows. Every operator has an arm of its own: of
/// single numbers the compiler makes one jump through a table, of ranges a chain of comparisons after it, which the processor
/// mispredicts (3 % of compiling).
macro_rules! dispatch {
    (
        {$emitter:ident $Opcode:ident $opcode:ident}
        $($number:literal $name:ident [$($immediate:tt)*] ($($signature:tt)*)
            $method:ident($($argument:tt)*) {$($effect:tt)*};)*
    ) => {
        match $opcode {
            $($Opcode::$name => $emitter.$method($($argument)*),)*
        }
    };
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Compiles the operator with this opcode, which has been read.
    pub(super) fn operator(&mut self, opcode: Opcode) {
        if opcode == Opcode::LocalGet {
            // The most frequent by far.
            return self.local_get();
        }
        let emitter = self;
        for_each_opcode!(dispatch emitter Opcode opcode);
    }

    /// The operators with prefix `FC`.
    fn prefixed(&mut self) {
        let opcode = self.reader.prefixed_opcode();
        let emitter = self;
        for_each_prefixed_opcode!(dispatch emitter PrefixedOpcode opcode);
    }

    /// The operators with prefix `FE`.
    #[inline(never)]
    fn atomic(&mut self) {
        let opcode = self.reader.atomic_opcode();
        let emitter = self;
        for_each_atomic_opcode!(dispatch emitter AtomicOpcode opcode);
    }

    #[inline(always)]
    fn nop(&self) {}

    /// `select` with a type, which the operands have.
    fn select_typed(&mut self) {
        self.reader.skip_immediates(Opcode::TypedSelect);
        self.select();
    }

    #[inline(always)]
    fn constant_i32(&mut self) {
        let value = self.reader.i64();
        self.push(Place::Const(value), I32);
    }

    #[inline(always)]
    fn constant_i64(&mut self) {
        let value = self.reader.i64();
        self.push(Place::Const(value), I64);
    }

    fn constant_f32(&mut self) {
        let bits = self.reader.fixed_u32();
        self.push(Place::Const(i64::from(bits as i32)), F32);
    }

    fn constant_f64(&mut self) {
        let bits = self.reader.fixed_u64();
        self.push(Place::Const(bits as i64), F64);
    }

    /// `memory.init` and `table.init`: the segment comes first, then the memory or table.
    fn init(&mut self, builtin: Builtin) {
        let (segment, target) = (self.reader.u32(), self.reader.u32());
        self.builtin(builtin, pair(target, segment));
    }

    fn table_copy(&mut self) {
        let (destination, source) = (self.reader.u32(), self.reader.u32());
        self.builtin(Builtin::TableCopy, pair(destination, source));
    }

    fn table_fill(&mut self) {
        let table = self.reader.u32();
        self.builtin(Builtin::TableFill, i64::from(table));
    }

    /// `data.drop` and `elem.drop`.
    fn drop_segment(&mut self, builtin: Builtin) {
        let segment = self.reader.u32();
        self.builtin(builtin, i64::from(segment));
    }
}

/// Two indices in one number.
fn pair(low: u32, high: u32) -> i64 {
    (u64::from(high) << 32 | u64::from(low)) as i64
}
