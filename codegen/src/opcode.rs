//! The operators: one row each, from which everything is generated that has to know all of them.
//!
//! `opcode/single.rs` has the operators of one byte, `opcode/prefixed.rs` those with prefix `FC`, `opcode/vector.rs` those
//! with prefix `FD`, whose rows are shorter. A row says
//!
//! ```text
//! number  name      immediates  operands and results  what compiles it                 effects
//! 0x6a    I32Add    []          (I32 I32 -> I32)      int_binop(IntBinOp::Add, I32)    {LowHalf MemOperand InPlace};
//! ```
//!
//! - The *name* is that of wasmparser's operator.
//! - *Immediates* are what follows the opcode, in order: [`Immediate`].
//! - `(*)` stands for operands and results that depend on immediates or on the module.
//! - What compiles it is a method of [`Emitter`](crate::emit::Emitter).
//! - *Effects* are what the scan counts and what an operator looks for in the one after it: [`Effect`].
//!
//! Made from the rows are: the match of `emit/operator.rs`; what is read over in dead code (`reader.rs`); the tables of the
//! quick walk (`validate/signature.rs`, `validate/vector.rs`); what the scan counts and which operators it refuses
//! (`scan/watch.rs`); the sets of `opcode/set.rs`; and the list of operators that the filetests must show.

mod prefixed;
mod set;
mod single;
mod vector;

use windlass_masm::{IntBinOp, IntCond, StoreKind, Ty};

pub(crate) use self::prefixed::for_each_prefixed_opcode;
pub(crate) use self::set::{CONDITIONS, ENDS_PATH, IN_PLACE, LOW_HALF, MEM_OPERAND, OpcodeSet};
pub(crate) use self::single::for_each_opcode;
pub(crate) use self::vector::{VectorOp, VectorOpcode};

/// Something that an operator has in the code after its opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Immediate {
    /// An index of anything, or how many blocks a branch leaves.
    Index,
    /// What a block takes and results in.
    BlockType,
    /// Alignment, memory and offset of an access. The alignment is at most this power of two.
    MemArg(u8),
    /// A signed number of 32 bits.
    I32,
    /// A signed number of 64 bits.
    I64,
    /// Four bytes.
    F32,
    /// Eight bytes.
    F64,
    /// Sixteen bytes.
    V128,
    /// A byte: the number of a lane, of which there are so many.
    Lane(u8),
    /// The sixteen numbers of the lanes of a shuffle.
    Lanes,
    /// The targets of a `br_table`, the default last.
    Labels,
    /// A vector of value types.
    Types,
    /// The type of a null reference.
    HeapType,
    /// An operator of `opcode/prefixed.rs`.
    Prefixed,
    /// An operator of `opcode/vector.rs`.
    Vector,
}

/// What is to be known of an operator before it is compiled, by the scan or by the operator in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Calls the runtime, whatever its operands are.
    Calls,
    /// Divides, or makes a product of 128 bits, for which a machine may have registers of its own.
    Divides,
    /// Shifts by its right operand, which a machine may want in a certain register.
    Shifts,
    /// Rotates by its right operand, likewise.
    Rotates,
    /// Only asks whether its last operand, a number of 32 bits, is zero.
    Condition,
    /// Reads the lower 32 bits only of its last operand, and does something that clears the others.
    LowHalf,
    /// Can take its right operand from memory.
    MemOperand,
    /// Can be done with memory in place: a comparison with what would be loaded, or a change of what would be stored.
    InPlace,
    /// Is of the proposal for wide arithmetic, which has to be enabled.
    WideArithmetic,
    /// Ends a path at the end of a block, or goes there: a single result is wanted in the result register.
    EndsPath,
}

/// What [`needs`] finds: something for which a machine has special registers.
pub(crate) const DIVIDES: u8 = 1;
pub(crate) const SHIFTS: u8 = 2;
pub(crate) const ROTATES: u8 = 4;

/// Operands and results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The operands, the deepest first.
    pub(crate) params: &'static [Ty],
    /// The results.
    pub(crate) results: &'static [Ty],
}

/// The signature in a row.
macro_rules! signature {
    (*) => { None };
    ($($param:ident)* -> $($result:ident)*) => {
        Some(Signature { params: &[$(Ty::$param),*], results: &[$(Ty::$result),*] })
    };
}

/// The type of the operators of a table.
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
            /// All of them.
            pub(crate) const ALL: &'static [$Opcode] = &[$($Opcode::$name),*];

            /// What wasmparser calls it.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $($Opcode::$name => stringify!($name),)*
                }
            }

            /// What follows the opcode.
            pub(crate) const fn immediates(self) -> &'static [Immediate] {
                match self {
                    $($Opcode::$name => &[$(Immediate::$immediate $(($most))?),*],)*
                }
            }

            /// Operands and results, where they are always the same.
            pub(crate) const fn signature(self) -> Option<Signature> {
                match self {
                    $($Opcode::$name => signature!($($signature)*),)*
                }
            }

            /// What its row says about it.
            pub(crate) const fn effects(self) -> &'static [Effect] {
                match self {
                    $($Opcode::$name => &[$(Effect::$effect),*],)*
                }
            }

            const KNOWN: OpcodeSet = OpcodeSet::of_numbers(&[$($number),*]);

            /// The operator with this number, if there is one.
            #[inline]
            pub(crate) const fn from_number(number: u8) -> Option<$Opcode> {
                // SAFETY: there is one.
                if Self::KNOWN.contains_number(number) { Some(unsafe { Self::from_validated(number) }) } else { None }
            }

            /// The operator with this number.
            ///
            /// # Safety
            /// There must be a row with the number, as where it was validated as that of an operator that is implemented.
            #[inline(always)]
            pub(crate) const unsafe fn from_validated(number: u8) -> $Opcode {
                debug_assert!(Self::KNOWN.contains_number(number), "an operator that the scan refuses");
                // SAFETY: the number is that of a variant, as the caller promises.
                unsafe { core::mem::transmute::<u8, $Opcode>(number) }
            }
        }
    };
}

for_each_opcode! { define_opcode
    /// An operator of one byte, or a prefix, of those that are implemented.
    Opcode
}
for_each_prefixed_opcode! { define_opcode
    /// An operator with prefix `FC`, of those that are implemented.
    PrefixedOpcode
}

/// What is known of operators from the method that compiles them.
macro_rules! define_methods {
    (
        {}
        $($number:literal $name:ident [$($immediate:tt)*] ($($signature:tt)*)
            $method:ident($($argument:tt)*) {$($effect:ident)*};)*
    ) => {
        impl Opcode {
            /// What a comparison of integers compares; `eqz` is none.
            pub(crate) const fn int_compare(self) -> Option<(IntCond, Ty)> {
                match self {
                    $(Opcode::$name => comparison!($method $($argument)*),)*
                }
            }

            /// What an operator on two integers that is not a comparison, a division or a shift does.
            pub(crate) const fn int_binop(self) -> Option<(IntBinOp, Ty)> {
                match self {
                    $(Opcode::$name => arithmetic!($method $($argument)*),)*
                }
            }

            /// What a store writes.
            pub(crate) const fn store(self) -> Option<StoreKind> {
                match self {
                    $(Opcode::$name => store!($method $($argument)*),)*
                }
            }
        }
    };
}

/// The arguments of `int_compare` in a row.
macro_rules! comparison {
    (int_compare $cond:expr, $ty:ident) => {
        Some(($cond, Ty::$ty))
    };
    ($($other:tt)*) => {
        None
    };
}

/// The arguments of `int_binop` in a row.
macro_rules! arithmetic {
    (int_binop $op:expr, $ty:ident) => {
        Some(($op, Ty::$ty))
    };
    ($($other:tt)*) => {
        None
    };
}

/// The arguments of `store` in a row.
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

/// Whether `effect` is among `effects`.
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

/// Which of [`DIVIDES`], [`SHIFTS`] and [`ROTATES`] an operator with these effects does.
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

/// The effects of the operator that wasmparser calls `name`, if it is implemented. It is none on vectors.
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
    None
}

/// Whether wasmparser calls an operator on vectors `name`.
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

/// Whether two strings are the same, for what is computed when the compiler is compiled.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// The names of all operators that are compiled, as wasmparser has them.
pub fn operator_names() -> impl Iterator<Item = &'static str> {
    let single = Opcode::ALL.iter().filter(|opcode| !matches!(opcode, Opcode::Prefixed | Opcode::Vector));
    let prefixed = PrefixedOpcode::ALL.iter().map(|opcode| opcode.name());
    single.map(|opcode| opcode.name()).chain(prefixed).chain(VectorOpcode::ALL.iter().map(|opcode| opcode.name()))
}

#[cfg(test)]
mod tests;
