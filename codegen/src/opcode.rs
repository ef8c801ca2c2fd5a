//! The operators: one row each. Everything that must know all operators is generated from the rows.
//!
//! `opcode/single.rs` has the one-byte opcodes, `opcode/prefixed.rs` those with prefix `FC`, `opcode/atomic.rs` those with prefix
//! `FE`, and `opcode/vector.rs` those with prefix `FD`, whose rows are shorter. The format of a row:
//!
//! ```text
//! number  name      immediates  operands and results  method                           effects
//! 0x6a    I32Add    []          (I32 I32 -> I32)      int_binop(IntBinOp::Add, I32)    {LowHalf MemOperand InPlace};
//! ```
//!
//! - The *name* is that of wasmparser's operator.
//! - *Immediates* follow the opcode, in this order: [`Immediate`].
//! - `(*)` stands for operands and results that depend on immediates or on the module.
//! - The *method* is one of [`Emitter`](crate::emit::Emitter).
//! - *Effects* are counted by the scan, or tested by the preceding operator: [`Effect`].
//!
//! The rows generate the match of `emit/operator.rs`; the decoder that skips dead code (`reader.rs`); the tables of the
//! quick walk (`validate/signature.rs`, `validate/vector.rs`); the counts of the scan and the operators that it rejects
//! (`scan/watch.rs`); the sets of `opcode/set.rs`; and the list of operators that the filetests must cover.

mod atomic;
mod prefixed;
mod set;
mod single;
mod vector;

use windlass_masm::{IntBinOp, IntCond, StoreKind, Ty};

pub(crate) use self::atomic::for_each_atomic_opcode;
pub(crate) use self::prefixed::for_each_prefixed_opcode;
pub(crate) use self::set::{CONDITIONS, ENDS_PATH, IN_PLACE, LOW_HALF, MEM_OPERAND, OpcodeSet};
pub(crate) use self::single::for_each_opcode;
pub(crate) use self::vector::{VectorOp, VectorOpcode};

/// An immediate of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Immediate {
    /// An index of any kind, or a branch depth.
    Index,
    /// A block type.
    BlockType,
    /// Alignment, memory and offset of an access. The argument is the maximum alignment, as a power of two.
    MemArg(u8),
    /// The same of an atomic operator: the argument is the alignment.
    AlignedMemArg(u8),
    /// A byte that is zero.
    Zero,
    /// A signed 32-bit integer.
    I32,
    /// A signed 64-bit integer.
    I64,
    /// Four bytes.
    F32,
    /// Eight bytes.
    F64,
    /// Sixteen bytes.
    V128,
    /// A lane index, below this number of lanes.
    Lane(u8),
    /// The sixteen lane indices of a shuffle.
    Lanes,
    /// The targets of a `br_table`, the default last.
    Labels,
    /// A vector of value types.
    Types,
    /// The clauses of a `try_table`.
    Catches,
    /// The type of a null reference.
    HeapType,
    /// An operator of `opcode/prefixed.rs`.
    Prefixed,
    /// An operator of `opcode/vector.rs`.
    Vector,
    /// An operator of `opcode/atomic.rs`.
    Atomic,
}

/// A property that the scan or the preceding operator needs before the operator is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Always calls the runtime.
    Calls,
    /// Divides, or makes a 128-bit product. An ISA may have fixed registers for that.
    Divides,
    /// Shifts by its right operand. An ISA may need that in a fixed register.
    Shifts,
    /// Rotates by its right operand, likewise.
    Rotates,
    /// Only tests whether its last operand, an `i32`, is zero.
    Condition,
    /// Reads only the low 32 bits of its last operand, and clears the upper bits of its result.
    LowHalf,
    /// Can take its right operand from memory.
    MemOperand,
    /// Can operate on memory in place: a comparison of a loaded value, or a read-modify-write.
    InPlace,
    /// Belongs to the wide arithmetic proposal, which must be enabled.
    WideArithmetic,
    /// Ends a path at the end of a block, or branches there: a single result should be in the result register. Or calls a reference, which
    /// should be in the same register, since the call brings it there.
    EndsPath,
}

/// Set in the result of [`needs`] for operators that may need fixed registers.
pub(crate) const DIVIDES: u8 = 1;
pub(crate) const SHIFTS: u8 = 2;
pub(crate) const ROTATES: u8 = 4;

/// Operand and result types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The operands, deepest first.
    pub(crate) params: &'static [Ty],
    /// The results.
    pub(crate) results: &'static [Ty],
}

/// Parses the signature in a row.
macro_rules! signature {
    (*) => { None };
    ($($param:ident)* -> $($result:ident)*) => {
        Some(Signature { params: &[$(Ty::$param),*], results: &[$(Ty::$result),*] })
    };
}

/// Defines the enum for the operators of a table.
macro_rules! define_opcode {
    (
        {$(#[$doc:meta])* $Opcode:ident}
        $($number:literal $name:ident [$($immediate:ident $(($most:literal))?)*] ($($signature:tt)*)
            $method:ident($($argument:tt)*) {$($effect:ident)*};)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum $Opcode {
            $($name = $number,)*
        }

        impl $Opcode {
            /// All operators of the table.
            pub(crate) const ALL: &'static [$Opcode] = &[$($Opcode::$name),*];

            /// wasmparser's name.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $($Opcode::$name => stringify!($name),)*
                }
            }

            /// The immediates.
            pub(crate) const fn immediates(self) -> &'static [Immediate] {
                match self {
                    $($Opcode::$name => &[$(Immediate::$immediate $(($most))?),*],)*
                }
            }

            /// The signature, if it is fixed.
            pub(crate) const fn signature(self) -> Option<Signature> {
                match self {
                    $($Opcode::$name => signature!($($signature)*),)*
                }
            }

            /// The effects in its row.
            pub(crate) const fn effects(self) -> &'static [Effect] {
                match self {
                    $($Opcode::$name => &[$(Effect::$effect),*],)*
                }
            }

            const KNOWN: OpcodeSet = OpcodeSet::of_numbers(&[$($number),*]);

            /// The operator with this number, if it exists.
            #[inline]
            pub(crate) const fn from_number(number: u8) -> Option<$Opcode> {
                // SAFETY: a row with this number exists.
                if Self::KNOWN.contains_number(number) { Some(unsafe { Self::from_validated(number) }) } else { None }
            }

            /// The operator with this number.
            ///
            /// # Safety
            /// A row with the number must exist. This holds for every validated operator.
            #[inline(always)]
            pub(crate) const unsafe fn from_validated(number: u8) -> $Opcode {
                debug_assert!(Self::KNOWN.contains_number(number), "an operator that the scan refuses");
                // SAFETY: the caller guarantees that the number is that of a variant.
                unsafe { core::mem::transmute::<u8, $Opcode>(number) }
            }
        }
    };
}

for_each_opcode! { define_opcode
    /// An implemented one-byte opcode, or a prefix.
    Opcode
}
for_each_prefixed_opcode! { define_opcode
    /// An implemented opcode with prefix `FC`.
    PrefixedOpcode
}
for_each_atomic_opcode! { define_opcode
    /// An implemented opcode with prefix `FE`.
    AtomicOpcode
}

/// Derives properties of operators from their methods.
macro_rules! define_methods {
    (
        {}
        $($number:literal $name:ident [$($immediate:tt)*] ($($signature:tt)*)
            $method:ident($($argument:tt)*) {$($effect:ident)*};)*
    ) => {
        impl Opcode {
            /// The condition and type of an integer comparison, except `eqz`.
            pub(crate) const fn int_compare(self) -> Option<(IntCond, Ty)> {
                match self {
                    $(Opcode::$name => comparison!($method $($argument)*),)*
                }
            }

            /// The operation and type of a binary integer operator, except comparisons, divisions and shifts.
            pub(crate) const fn int_binop(self) -> Option<(IntBinOp, Ty)> {
                match self {
                    $(Opcode::$name => arithmetic!($method $($argument)*),)*
                }
            }

            /// The kind of a store.
            pub(crate) const fn store(self) -> Option<StoreKind> {
                match self {
                    $(Opcode::$name => store!($method $($argument)*),)*
                }
            }
        }
    };
}

/// Parses the arguments of `int_compare` in a row.
macro_rules! comparison {
    (int_compare $cond:expr, $ty:ident) => {
        Some(($cond, Ty::$ty))
    };
    ($($other:tt)*) => {
        None
    };
}

/// Parses the arguments of `int_binop` in a row.
macro_rules! arithmetic {
    (int_binop $op:expr, $ty:ident) => {
        Some(($op, Ty::$ty))
    };
    ($($other:tt)*) => {
        None
    };
}

/// Parses the arguments of `store` in a row.
macro_rules! store {
    (store StoreKind::Full($ty:ident)) => {
        Some(StoreKind::Full(Ty::$ty))
    };
    (store $kind:expr) => {
        Some($kind)
    };
    ($($other:tt)*) => {
        None
    };
}

for_each_opcode!(define_methods);

/// Whether `effects` contains `effect`.
pub(crate) const fn has(effects: &[Effect], effect: Effect) -> bool {
    let mut i = 0;
    while i < effects.len() {
        if effects[i] as u8 == effect as u8 {
            return true;
        }
        i += 1;
    }
    false
}

/// The flags [`DIVIDES`], [`SHIFTS`] and [`ROTATES`] for an operator with these effects.
pub(crate) const fn needs(effects: &[Effect]) -> u8 {
    let mut needs = 0;
    if has(effects, Effect::Divides) {
        needs |= DIVIDES;
    }
    if has(effects, Effect::Shifts) {
        needs |= SHIFTS;
    }
    if has(effects, Effect::Rotates) {
        needs |= ROTATES;
    }
    needs
}

/// The effects of the operator that wasmparser calls `name`, if it is implemented. Not for vector operators.
pub(crate) const fn effects_of(name: &str) -> Option<&'static [Effect]> {
    let mut i = 0;
    while i < Opcode::ALL.len() {
        if is_same(Opcode::ALL[i].name(), name) {
            return Some(Opcode::ALL[i].effects());
        }
        i += 1;
    }
    let mut i = 0;
    while i < PrefixedOpcode::ALL.len() {
        if is_same(PrefixedOpcode::ALL[i].name(), name) {
            return Some(PrefixedOpcode::ALL[i].effects());
        }
        i += 1;
    }
    let mut i = 0;
    while i < AtomicOpcode::ALL.len() {
        if is_same(AtomicOpcode::ALL[i].name(), name) {
            return Some(AtomicOpcode::ALL[i].effects());
        }
        i += 1;
    }
    None
}

/// Whether `name` is wasmparser's name of a vector operator.
pub(crate) const fn is_vector_operator(name: &str) -> bool {
    let mut i = 0;
    while i < VectorOpcode::ALL.len() {
        if is_same(VectorOpcode::ALL[i].name(), name) {
            return true;
        }
        i += 1;
    }
    false
}

/// String equality in constant evaluation.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// wasmparser's names of all implemented operators.
pub fn operator_names() -> impl Iterator<Item = &'static str> {
    let is_prefix = |opcode: &&Opcode| matches!(opcode, Opcode::Prefixed | Opcode::Vector | Opcode::Atomic);
    let single = Opcode::ALL.iter().filter(move |opcode| !is_prefix(opcode)).map(|opcode| opcode.name());
    let prefixed = PrefixedOpcode::ALL.iter().map(|opcode| opcode.name());
    let atomic = AtomicOpcode::ALL.iter().map(|opcode| opcode.name());
    single.chain(prefixed).chain(atomic).chain(VectorOpcode::ALL.iter().map(|opcode| opcode.name()))
}

#[cfg(test)]
mod tests;
