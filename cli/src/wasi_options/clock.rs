//! `--clock TIME`.

use std::time::SystemTime;

/// Describes valid values, for messages.
pub(super) const EXPECTED: &str =
    "expected seconds since 1970, such as 1700000000 or 1.5, or a UTC time such as 2030-01-31T12:00:00Z, up to 2554";

/// Parses a time to nanoseconds since 1970: seconds, with or without a fraction, or RFC 3339 in UTC.
pub(super) fn parse(text: &str) -> Option<u64> {
    seconds(text).or_else(|| {
        let time = humantime::parse_rfc3339(text).ok()?;
        time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos().try_into().ok()
    })
}

fn seconds(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanoseconds: u64 = format!("{fraction:0<9}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1_000_000_000)?.checked_add(nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (text, nanoseconds) in [
            ("0", 0),
            ("1700000000", 1_700_000_000_000_000_000),
            ("1.5", 1_500_000_000),
            ("0.000000001", 1),
            ("18446744073.709551615", u64::MAX),
            ("1970-01-01T00:00:01Z", 1_000_000_000),
            ("2030-01-31T12:00:00.25Z", 1_896_091_200_250_000_000),
        ] {
            assert_eq!(parse(text), Some(nanoseconds), "{text}");
        }
        for text in ["", "-1", "+1", ".5", "1.", "1e3", "18446744074", "0.0000000001", "now", "1969-12-31T23:59:59Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("9999-12-31T23:59:59Z"), None);
        assert_eq!(parse("2030-02-30T12:00:00Z"), None);
    }
}
