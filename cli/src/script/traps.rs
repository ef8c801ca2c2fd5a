//! The trap messages of test scripts.

use windlass::Trap;

/// Whether `message`, as written in a script, describes this trap.
///
/// As in the specification's own runner, `message` may be a prefix of the full message. A script may also append details,
/// such as the index of the uninitialized element.
pub(super) fn is_meant(message: &str, trap: &Trap) -> bool {
    let texts: &[&str] = match trap {
        Trap::StackOverflow => &["call stack exhausted"],
        Trap::MemoryOutOfBounds => &["out of bounds memory access"],
        // The first is for `call_indirect`, the second for other operators.
        Trap::TableOutOfBounds => &["undefined element", "out of bounds table access"],
        Trap::IndirectCallToNull => &["uninitialized element"],
        Trap::BadSignature => &["indirect call type mismatch"],
        Trap::IntegerOverflow => &["integer overflow"],
        Trap::IntegerDivisionByZero => &["integer divide by zero"],
        Trap::BadConversionToInteger => &["invalid conversion to integer"],
        Trap::UnreachableCodeReached => &["unreachable"],
        Trap::NullReference => &["null reference", "null function reference"],
        Trap::HeapMisaligned => &["unaligned atomic"],
        Trap::AtomicWaitNonSharedMemory => &["expected shared memory"],
        _ => &[],
    };
    texts.iter().any(|text| message.starts_with(text) || text.starts_with(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_may_say_more() {
        assert!(is_meant("uninitialized element 7", &Trap::IndirectCallToNull));
        assert!(is_meant("undefined element", &Trap::TableOutOfBounds));
        assert!(!is_meant("uninitialized element", &Trap::TableOutOfBounds));
        assert!(is_meant("out of bounds", &Trap::TableOutOfBounds) && is_meant("indirect call", &Trap::BadSignature));
        assert!(!is_meant("interrupt", &Trap::Interrupt));
    }
}
