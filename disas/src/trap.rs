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

/// The reason for a fault, given the bytes of the operator, or none if it is unknown.
pub(crate) fn fault(operator: &[u8], divides: bool) -> &'static str {
    match operator {
        // i32.div_s and i64.div_s
        [] | [0x6d | 0x7f, ..] if divides => "division by zero, or overflow",
        _ if divides => "division by zero",
        [] => "memory out of bounds, or a null element",
        // call_indirect loads the function's type through the reference
        [0x11, ..] => reason(TrapCode::IndirectCallToNull),
        _ => reason(TrapCode::MemoryOutOfBounds),
    }
}
