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

/// The reason for a fault, given the bytes of the operator, or none if it is unknown, and the reason for a fault of a memory access.
pub(crate) fn fault(operator: &[u8], divides: bool, access: TrapCode) -> &'static str {
    match operator {
        // i32.div_s and i64.div_s
        [] | [0x6d | 0x7f, ..] if divides => "division by zero, or overflow",
        _ if divides => "division by zero",
        _ => reason(access),
    }
}
