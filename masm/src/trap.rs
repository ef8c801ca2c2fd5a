//! Trap codes.

/// The reason for a trap, as defined by the WebAssembly specification or by the host.
///
/// Generated code has the trap code as a byte in or after the trapping instruction (see [`TrapCode::from_byte`]), so
/// the numbers are part of the artifact format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum TrapCode {
    /// Stack overflow.
    StackOverflow = 1,
    /// A memory access or bulk memory operator was out of bounds.
    MemoryOutOfBounds = 2,
    /// A table access or bulk table operator was out of bounds.
    TableOutOfBounds = 3,
    /// `call_indirect` of a null entry.
    IndirectCallToNull = 4,
    /// `call_indirect` of a function with another type.
    BadSignature = 5,
    /// The result of an integer division or a conversion was not representable.
    IntegerOverflow = 6,
    /// Integer division by zero.
    IntegerDivisionByZero = 7,
    /// Conversion of a NaN to an integer.
    BadConversionToInteger = 8,
    /// `unreachable` was executed.
    UnreachableCodeReached = 9,
    /// Use of a null reference.
    NullReference = 10,
    /// The host interrupted the guest.
    Interrupt = 11,
    /// The address of an atomic operator was not a multiple of what it accesses.
    HeapMisaligned = 12,
    /// A wait in a memory that is not shared.
    AtomicWaitNonSharedMemory = 13,
    /// The store's fuel does not suffice for what comes next.
    OutOfFuel = 14,
}

impl TrapCode {
    /// All trap codes, in the order of their numbers.
    pub const ALL: [TrapCode; 14] = [
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
        TrapCode::HeapMisaligned,
        TrapCode::AtomicWaitNonSharedMemory,
        TrapCode::OutOfFuel,
    ];

    /// The trap code with this number, if there is one.
    pub fn from_byte(byte: u8) -> Option<TrapCode> {
        TrapCode::ALL.get(usize::from(byte).wrapping_sub(1)).copied()
    }

    /// A description, using the specification's words where it has some.
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
            TrapCode::HeapMisaligned => "unaligned atomic",
            TrapCode::AtomicWaitNonSharedMemory => "expected shared memory",
            TrapCode::OutOfFuel => "out of fuel",
        }
    }
}

impl core::fmt::Display for TrapCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for TrapCode {}
