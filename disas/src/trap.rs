//! Why an instruction may trap.

use windlass_masm::TrapCode;

/// Why an instruction may trap, and for which operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// In a few words.
    pub reason: &'static str,
    /// Offset in the module of the operator.
    pub wasm: u32,
}

/// The reason in few words, which fit beside an instruction.
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

/// Why an instruction faults that belongs to the operator that `operator` begins with, or to one that is not known.
pub(crate) fn fault(operator: &[u8], divides: bool) -> &'static str {
    match operator {
        // i32.div_s and i64.div_s
        [] | [0x6d | 0x7f, ..] if divides => "division by zero, or overflow",
        _ if divides => "division by zero",
        [] => "memory out of bounds, or a null element",
        // call_indirect reads the function's type through the reference that it found
        [0x11, ..] => reason(TrapCode::IndirectCallToNull),
        _ => reason(TrapCode::MemoryOutOfBounds),
    }
}
