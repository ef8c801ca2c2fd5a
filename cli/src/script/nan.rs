//! Patterns of floating-point numbers, which may match a class of NaNs.

use wast::core::NanPattern;
use wast::token::{F32, F64};

/// A NaN is canonical if only the top bit of its fraction is set, and arithmetic if at least that bit is.
pub(super) fn matches_f32(bits: u32, pattern: &NanPattern<F32>) -> bool {
    const CANONICAL: u32 = 0x7fc0_0000;
    match pattern {
        NanPattern::CanonicalNan => bits & !(1 << 31) == CANONICAL,
        NanPattern::ArithmeticNan => bits & CANONICAL == CANONICAL,
        NanPattern::Value(wanted) => bits == wanted.bits,
    }
}

/// See [`matches_f32`].
pub(super) fn matches_f64(bits: u64, pattern: &NanPattern<F64>) -> bool {
    const CANONICAL: u64 = 0x7ff8_0000_0000_0000;
    match pattern {
        NanPattern::CanonicalNan => bits & !(1 << 63) == CANONICAL,
        NanPattern::ArithmeticNan => bits & CANONICAL == CANONICAL,
        NanPattern::Value(wanted) => bits == wanted.bits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_patterns() {
        let (canonical, arithmetic) = (NanPattern::CanonicalNan, NanPattern::ArithmeticNan);
        assert!(matches_f32(0xffc0_0000, &canonical) && matches_f32(0x7fc0_0000, &arithmetic));
        assert!(!matches_f32(0x7fc0_0001, &canonical) && matches_f32(0x7fc0_0001, &arithmetic));
        assert!(!matches_f32(0x7fa0_0000, &arithmetic) && !matches_f32(0x7f80_0000, &arithmetic));
        let (canonical, arithmetic) = (NanPattern::CanonicalNan, NanPattern::ArithmeticNan);
        assert!(matches_f64(0xfff8_0000_0000_0000, &canonical) && matches_f64(0x7ff8_0000_0000_0001, &arithmetic));
        assert!(!matches_f64(0x7ff0_0000_0000_0000, &arithmetic) && !matches_f64(0x7ff4_0000_0000_0000, &arithmetic));
    }
}
