//! Why an instruction may trap.

use windlass_masm::TrapCode;

/// Why an instruction may trap, and for which operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// The reason, in a few words.
    pub reason: &'static str,
    /// The operator's offset in the module.
    pub wasm: u32,
}

/// The reason, short enough to fit beside an instruction.
pub(crate) fn reason(code: TrapCode) -> &'static str {
    match code {
        TrapCode::StackOverflow => "stack overflow",
        TrapCode::MemoryOutOfBounds => "memory out of bounds",
        TrapCode::TableOutOfBounds => "table out of bounds",
        TrapCode::IndirectCallToNull => "null element",
        TrapCode::BadSignature => "other signature",
        TrapCode::IntegerOverflow => "integer overflow",
        TrapCode::IntegerDivisionByZero => "division by zero",
        TrapCode::BadConversionToInteger => "not a number",
        TrapCode::UnreachableCodeReached => "unreachable",
        other => other.message(),
    }
}

/// The reason for a fault of a division instruction, whatever operator it is for: compiled files do not say, and both listings are
/// alike. Code of a remainder goes around an instruction that would overflow.
pub(crate) fn of_division(signed: bool) -> &'static str {
    if signed { "division by zero, or overflow" } else { "division by zero" }
}
