//! Values as text: the arguments of `--invoke`, and the results it prints. Printed values, except references, can be
//! parsed again.

use std::num::ParseIntError;

use windlass::{V128, Val, ValType};

/// Parses a value of type `ty`. Integers are decimal or hexadecimal with `0x`, signed or unsigned. Floating-point
/// numbers are written as in the text format or as other programs print them. Vectors are written as in the text
/// format, or as one 128-bit integer. References must be `null`.
pub(super) fn parse(text: &str, ty: &ValType) -> Option<Val> {
    Some(match ty {
        ValType::I32 => {
            let value = integer(text)?;
            Val::I32(i32::try_from(value).or_else(|_| u32::try_from(value).map(u32::cast_signed)).ok()?)
        }
        ValType::I64 => {
            let value = integer(text)?;
            Val::I64(i64::try_from(value).or_else(|_| u64::try_from(value).map(u64::cast_signed)).ok()?)
        }
        ValType::F32 => Val::F32(text_format::f32(text).or_else(|| text.parse().ok().map(f32::to_bits))?),
        ValType::F64 => Val::F64(text_format::f64(text).or_else(|| text.parse().ok().map(f64::to_bits))?),
        ValType::V128 => {
            let bits = || u128::from_str_radix(text.strip_prefix("0x")?, 16).ok();
            Val::V128(V128::from(text_format::v128(text).or_else(bits)?))
        }
        ValType::Ref(reference) if text == "null" && reference.nullable => Val::default_for(*ty),
        _ => return None,
    })
}

/// A description of valid arguments of type `ty`, for messages.
pub(super) fn expected(ty: &ValType) -> &'static str {
    match ty {
        ValType::I32 => "expected an integer from -2147483648 to 4294967295, in decimal or with 0x",
        ValType::I64 => "expected a 64-bit integer, in decimal or with 0x, signed or unsigned",
        ValType::F32 | ValType::F64 => "expected a number such as 1.5, 1e-3, 0x1.8p3, inf, nan or nan:0x1",
        ValType::V128 => "expected a vector in one argument, such as 'i32x4 1 2 3 4', or 0x and up to 32 digits",
        ValType::Ref(reference) if !reference.nullable => "no reference can be passed but 'null', which it must not be",
        ValType::Ref(_) => "the only reference that can be passed is 'null'",
    }
}

/// Parses an integer, decimal or hexadecimal with `0x`, with or without a sign.
fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let parsed: Result<u64, ParseIntError> = match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    // `from_str_radix` would accept a second sign.
    let magnitude = parsed.ok().filter(|_| !digits.contains(['+', '-']))?;
    Some(if negative { -i128::from(magnitude) } else { magnitude.into() })
}

/// Parses numbers and vectors with the text format's parser, and returns their bits.
#[cfg(feature = "wat")]
mod text_format {
    use wast::core::V128Const;
    use wast::parser::{self, Parse, ParseBuffer};
    use wast::token::{F32, F64};

    pub(super) fn f32(text: &str) -> Option<u32> {
        parse(text, |number: F32| number.bits)
    }

    pub(super) fn f64(text: &str) -> Option<u64> {
        parse(text, |number: F64| number.bits)
    }

    pub(super) fn v128(text: &str) -> Option<u128> {
        parse(text, |vector: V128Const| u128::from_le_bytes(vector.to_le_bytes()))
    }

    /// Parses all of `text` as one `T`.
    fn parse<T: for<'a> Parse<'a>, V>(text: &str, value: impl FnOnce(T) -> V) -> Option<V> {
        let buffer = ParseBuffer::new(text).ok()?;
        parser::parse(&buffer).ok().map(value)
    }
}

/// Without the text format, floating-point numbers are parsed by the standard library.
#[cfg(not(feature = "wat"))]
mod text_format {
    pub(super) fn f32(_: &str) -> Option<u32> {
        None
    }

    pub(super) fn f64(_: &str) -> Option<u64> {
        None
    }

    pub(super) fn v128(_: &str) -> Option<u128> {
        None
    }
}

/// Formats a value.
pub(super) fn show(value: &Val) -> String {
    match value {
        Val::I32(v) => v.to_string(),
        Val::I64(v) => v.to_string(),
        Val::F32(bits) if f32::from_bits(*bits).is_nan() => nan(bits >> 31 != 0, (bits & 0x7f_ffff).into(), 1 << 22),
        Val::F32(bits) => f32::from_bits(*bits).to_string(),
        Val::F64(bits) if f64::from_bits(*bits).is_nan() => nan(bits >> 63 != 0, bits & 0xf_ffff_ffff_ffff, 1 << 51),
        Val::F64(bits) => f64::from_bits(*bits).to_string(),
        Val::FuncRef(None) | Val::ExternRef(None) | Val::ExnRef(None) => "null".into(),
        Val::FuncRef(Some(_)) => "funcref".into(),
        Val::ExternRef(Some(_)) => "externref".into(),
        Val::ExnRef(Some(_)) => "exnref".into(),
        Val::V128(bits) => format!("{:#034x}", bits.as_u128()),
    }
}

/// Formats a NaN as in the text format, with its payload unless it is the `canonical` one.
fn nan(negative: bool, payload: u64, canonical: u64) -> String {
    let sign = if negative { "-" } else { "" };
    if payload == canonical { format!("{sign}nan") } else { format!("{sign}nan:{payload:#x}") }
}

#[cfg(all(test, feature = "wat"))]
mod tests {
    use super::*;

    #[test]
    fn integers_of_either_sign() {
        let i32 = |text| match parse(text, &ValType::I32) {
            Some(Val::I32(v)) => Some(v),
            _ => None,
        };
        assert_eq!(i32("-2147483648"), Some(i32::MIN));
        assert_eq!(i32("4294967295"), Some(-1));
        assert_eq!(i32("0xffffffff"), Some(-1));
        assert_eq!(i32("-0x1"), Some(-1));
        for wrong in ["", "-", "0x", "4294967296", "-2147483649", "1.5", "--1", "0x-1", "ten"] {
            assert_eq!(i32(wrong), None, "{wrong}");
        }
        assert!(matches!(parse("18446744073709551615", &ValType::I64), Some(Val::I64(-1))));
        assert!(matches!(parse("-9223372036854775808", &ValType::I64), Some(Val::I64(i64::MIN))));
        assert!(parse("18446744073709551616", &ValType::I64).is_none());
    }

    #[test]
    fn floating_point_numbers_are_shown_as_they_are_read() {
        for text in ["0", "-0", "1.5", "inf", "-inf", "nan", "-nan", "nan:0x1", "0.1"] {
            assert_eq!(show(&parse(text, &ValType::F32).unwrap()), text);
            assert_eq!(show(&parse(text, &ValType::F64).unwrap()), text);
        }
        let f32 = |text| match parse(text, &ValType::F32) {
            Some(Val::F32(bits)) => Some(bits),
            _ => None,
        };
        assert_eq!(f32("0x1.8p3"), Some(12f32.to_bits()));
        assert_eq!(f32("-0x1p-149"), Some(0x8000_0001));
        assert_eq!(f32("nan:0x200000"), Some(0x7fa0_0000));
        assert_eq!(f32("NaN"), Some(0x7fc0_0000));
        assert_eq!(f32(".5"), Some(0.5f32.to_bits()));
        for wrong in ["", "x", "nan:0x0", "nan:0x800000", "1 2", "(1)", "0x", "1.5f"] {
            assert_eq!(f32(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn vectors_are_written_by_lanes_or_whole() {
        let v128 = |text| match parse(text, &ValType::V128) {
            Some(Val::V128(bits)) => Some(bits.as_u128()),
            _ => None,
        };
        assert_eq!(v128("i32x4 1 2 3 -1"), Some(0xffff_ffff_0000_0003_0000_0002_0000_0001));
        assert_eq!(v128("0xff"), Some(255));
        let text = "0x0102030405060708090a0b0c0d0e0f10";
        assert_eq!(show(&parse(text, &ValType::V128).unwrap()), text);
        for wrong in ["", "1", "i32x4 1 2 3", "i32x4 1 2 3 4 5", "0x", "i8x4 1 2 3 4"] {
            assert_eq!(v128(wrong), None, "{wrong}");
        }
    }
}
