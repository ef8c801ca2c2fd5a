//! The operators: one row each, from which everything is generated that has to know all of them.
//!
//! `opcode/single.rs` has the operators of one byte, `opcode/prefixed.rs` those with prefix `FC`, `opcode/vector.rs` those
//! with prefix `FD`. A row says
//!
//! ```text
//! number  name      immediates  operands and results  what compiles it                 effects
//! 0x6a    I32Add    []          (I32 I32 -> I32)      int_binop(IntBinOp::Add, I32)    {LowHalf MemOperand InPlace};
//! ```
//!
//! - The *name* is that of wasmparser's operator.
//! - *Immediates* are read over in dead code: [`Immediate`].
//! - `(*)` stands for operands and results that depend on immediates or on the module.
//! - What compiles it is a method of [`Emitter`](crate::emit::Emitter).
//! - *Effects* are what the scan counts and what an operator looks for in the one after it: [`Effect`].
//!
//! The match of `emit/operator.rs`, the tables of `validate/signature.rs`, the counts of `scan.rs` and the sets of
//! look-ahead below come from the rows, and so does the list of operators that the filetests must show.

mod single;

use windlass_masm::{IntBinOp, IntCond, StoreKind, Ty};

pub(crate) use self::single::for_each_opcode;

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
    /// Divides, for which a machine may have registers of its own.
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
    /// Ends a path at the end of a block, or goes there: a single result is wanted in the result register.
    EndsPath,
}

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

/// The type of the operators of one byte.
macro_rules! define_opcode {
    ($($number:literal $name:ident [$($immediate:ident $(($most:literal))?)*] ($($signature:tt)*)
        $method:ident($($argument:tt)*) {$($effect:ident)*};)*) => {
        /// An operator of one byte, or a prefix, of those that are implemented.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Opcode {
            $($name = $number,)*
        }

        impl Opcode {
            /// All of them.
            pub(crate) const ALL: &'static [Opcode] = &[$(Opcode::$name),*];

            /// What follows the opcode.
            pub(crate) const fn immediates(self) -> &'static [Immediate] {
                match self {
                    $(Opcode::$name => &[$(Immediate::$immediate $(($most))?),*],)*
                }
            }

            /// Operands and results, where they are always the same.
            pub(crate) const fn signature(self) -> Option<Signature> {
                match self {
                    $(Opcode::$name => signature!($($signature)*),)*
                }
            }

            const fn effects(self) -> &'static [Effect] {
                match self {
                    $(Opcode::$name => &[$(Effect::$effect),*],)*
                }
            }

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

for_each_opcode!(define_opcode);

impl Opcode {
    /// The operator with this number.
    ///
    /// # Safety
    /// There must be one in [`Opcode::ALL`], as where the byte was validated as the opcode of an operator that is implemented.
    #[inline(always)]
    pub(crate) const unsafe fn from_validated(number: u8) -> Opcode {
        debug_assert!(KNOWN.contains_number(number), "an operator that the scan refuses");
        // SAFETY: the number is that of a variant, as the caller promises.
        unsafe { core::mem::transmute::<u8, Opcode>(number) }
    }

    /// Whether a row gives the operator this effect.
    pub(crate) const fn has(self, effect: Effect) -> bool {
        let effects = self.effects();
        let mut i = 0;
        while i < effects.len() {
            if effects[i] as u8 == effect as u8 {
                return true;
            }
            i += 1;
        }
        false
    }
}

/// A set of operators, made when the compiler is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpcodeSet([u64; 4]);

impl OpcodeSet {
    const EMPTY: OpcodeSet = OpcodeSet([0; 4]);

    /// These operators.
    pub(crate) const fn of(opcodes: &[Opcode]) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < opcodes.len() {
            set = set.and(opcodes[i]);
            i += 1;
        }
        set
    }

    /// The operators whose rows have `effect`.
    const fn with(effect: Effect) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < Opcode::ALL.len() {
            if Opcode::ALL[i].has(effect) {
                set = set.and(Opcode::ALL[i]);
            }
            i += 1;
        }
        set
    }

    /// Those of the set whose last operand is of type `ty`.
    const fn of_type(self, ty: Ty) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < Opcode::ALL.len() {
            let opcode = Opcode::ALL[i];
            if let Some(Signature { params: [.., last], .. }) = opcode.signature()
                && *last as u8 == ty as u8
                && self.contains(opcode)
            {
                set = set.and(opcode);
            }
            i += 1;
        }
        set
    }

    const fn and(mut self, opcode: Opcode) -> OpcodeSet {
        self.0[opcode as usize >> 6] |= 1 << (opcode as u8 & 63);
        self
    }

    /// Whether the operator is one of them.
    #[inline(always)]
    pub(crate) const fn contains(&self, opcode: Opcode) -> bool {
        self.contains_number(opcode as u8)
    }

    #[inline(always)]
    const fn contains_number(&self, number: u8) -> bool {
        self.0[number as usize >> 6] >> (number & 63) & 1 != 0
    }
}

/// All operators of one byte.
static KNOWN: OpcodeSet = OpcodeSet::of(Opcode::ALL);
/// See [`Effect::Condition`].
pub(crate) static CONDITIONS: OpcodeSet = OpcodeSet::with(Effect::Condition);
/// See [`Effect::LowHalf`].
pub(crate) static LOW_HALF: OpcodeSet = OpcodeSet::with(Effect::LowHalf);
/// See [`Effect::InPlace`].
pub(crate) static IN_PLACE: OpcodeSet = OpcodeSet::with(Effect::InPlace);
/// See [`Effect::EndsPath`].
pub(crate) static ENDS_PATH: OpcodeSet = OpcodeSet::with(Effect::EndsPath);

/// See [`Effect::MemOperand`]; by the type of the operand, but vectors.
pub(crate) static MEM_OPERAND: [OpcodeSet; 4] = {
    let all = OpcodeSet::with(Effect::MemOperand);
    [all.of_type(Ty::I32), all.of_type(Ty::I64), all.of_type(Ty::F32), all.of_type(Ty::F64)]
};

#[cfg(test)]
mod tests;
