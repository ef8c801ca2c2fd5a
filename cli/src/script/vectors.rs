//! Vectors in scripts.

use wast::core::V128Pattern;

use super::nan::{matches_f32, matches_f64};

/// Whether a vector, given as bytes, matches `pattern`.
pub(super) fn matches(bytes: [u8; 16], pattern: &V128Pattern) -> bool {
    match pattern {
        V128Pattern::I8x16(wanted) => lanes(bytes).zip(wanted).all(|(lane, wanted)| i8::from_le_bytes(lane) == *wanted),
        V128Pattern::I16x8(wanted) => {
            lanes(bytes).zip(wanted).all(|(lane, wanted)| i16::from_le_bytes(lane) == *wanted)
        }
        V128Pattern::I32x4(wanted) => {
            lanes(bytes).zip(wanted).all(|(lane, wanted)| i32::from_le_bytes(lane) == *wanted)
        }
        V128Pattern::I64x2(wanted) => {
            lanes(bytes).zip(wanted).all(|(lane, wanted)| i64::from_le_bytes(lane) == *wanted)
        }
        V128Pattern::F32x4(wanted) => {
            lanes(bytes).zip(wanted).all(|(lane, wanted)| matches_f32(u32::from_le_bytes(lane), wanted))
        }
        V128Pattern::F64x2(wanted) => {
            lanes(bytes).zip(wanted).all(|(lane, wanted)| matches_f64(u64::from_le_bytes(lane), wanted))
        }
    }
}

/// Splits a vector into lanes of `N` bytes.
fn lanes<const N: usize>(bytes: [u8; 16]) -> impl Iterator<Item = [u8; N]> {
    (0..16 / N).map(move |i| core::array::from_fn(|j| bytes[i * N + j]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wast::core::NanPattern;

    #[test]
    fn lanes_are_compared_one_by_one() {
        let bytes = core::array::from_fn(|i| i as u8);
        assert!(matches(bytes, &V128Pattern::I16x8(core::array::from_fn(|i| 0x100 + 0x202 * i as i16))));
        assert!(!matches(bytes, &V128Pattern::I8x16([0; 16])));
        let nan = 0x7ff8_0000_0000_0000u128;
        let pattern = V128Pattern::F64x2([NanPattern::CanonicalNan, NanPattern::ArithmeticNan]);
        assert!(matches((nan | (nan | 1) << 64).to_le_bytes(), &pattern));
        assert!(!matches((nan | 1 | nan << 64).to_le_bytes(), &pattern));
    }
}
