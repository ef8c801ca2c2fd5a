//! Why guest code stopped.

/// The reason of a trap: what the WebAssembly specification says the program did wrong, or what the host decided.
///
/// Generated code names the reason in one byte of the instruction that traps, or after it (see [`TrapCode::from_byte`]),
/// so the numbers are part of the artifact format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum TrapCode {
    /// The guest stack ran out of space.
    StackOverflow = 1,
    /// A memory access, or a bulk memory operator, reached outside its memory.
    MemoryOutOfBounds = 2,
    /// A table access, or a bulk table operator, reached outside its table.
    TableOutOfBounds = 3,
    /// `call_indirect` found a null entry.
    IndirectCallToNull = 4,
    /// `call_indirect` found a function of another type.
    BadSignature = 5,
    /// An integer division or a conversion had a result that its type cannot hold.
    IntegerOverflow = 6,
    /// An integer was divided by zero.
    IntegerDivisionByZero = 7,
    /// A NaN was converted to an integer.
    BadConversionToInteger = 8,
    /// `unreachable` was executed.
    UnreachableCodeReached = 9,
    /// A null reference was used where a value was needed.
    NullReference = 10,
    /// The host interrupted the guest.
    Interrupt = 11,
}

impl TrapCode {
    /// Every reason, in the order of their numbers.
    pub const ALL: [TrapCode; 11] = [
        TrapCode::StackOverflow,
        TrapCode::MemoryOutOfBounds,
        TrapCode::TableOutOfBounds,
        TrapCode::IndirectCallToNull,
        TrapCode::BadSignature,
        TrapCode::IntegerOverflow,
        TrapCode::IntegerDivisionByZero,
        TrapCode::BadConversionToInteger,
        TrapCode::UnreachableCodeReached,
        TrapCode::NullReference,
        TrapCode::Interrupt,
    ];

    /// The reason that generated code wrote as `byte`, or `None` where the byte is none of ours.
    pub fn from_byte(byte: u8) -> Option<TrapCode> {
        TrapCode::ALL.get(usize::from(byte).wrapping_sub(1)).copied()
    }

    /// The reason in words, with the specification's own where it has some.
    pub fn message(self) -> &'static str {
        match self {
            TrapCode::StackOverflow => "call stack exhausted",
            TrapCode::MemoryOutOfBounds => "out of bounds memory access",
            TrapCode::TableOutOfBounds => "undefined element: out of bounds table access",
            TrapCode::IndirectCallToNull => "uninitialized element",
            TrapCode::BadSignature => "indirect call type mismatch",
            TrapCode::IntegerOverflow => "integer overflow",
            TrapCode::IntegerDivisionByZero => "integer divide by zero",
            TrapCode::BadConversionToInteger => "invalid conversion to integer",
            TrapCode::UnreachableCodeReached => "wasm `unreachable` instruction executed",
            TrapCode::NullReference => "null reference",
            TrapCode::Interrupt => "interrupt",
        }
    }
}

impl core::fmt::Display for TrapCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for TrapCode {}
