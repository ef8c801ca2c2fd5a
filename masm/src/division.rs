//! Division by a constant as a multiplication by its reciprocal (Granlund and Montgomery, "Division by Invariant
//! Integers using Multiplication", 1994; for the increment, Robison, "N-Bit Unsigned Division Via N-Bit Multiply-Add",
//! 2005).
//!
//! Divisors are not powers of two: those are shifts.

/// Division of an unsigned integer: the quotient of `x` is `(x + increment) * multiplier >> shift`, where neither the
/// sum nor the product overflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsignedReciprocal {
    /// Less than two to the power of the width.
    pub multiplier: u64,
    /// At least the width, and less than twice the width.
    pub shift: u32,
    /// Whether to add one first.
    pub increment: bool,
}

/// Division of a signed integer by a positive one: the quotient of `x` is `x * multiplier >> shift`, rounded down, plus
/// one if `x` is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedReciprocal {
    /// Less than two to the power of the width, unsigned.
    pub multiplier: u64,
    /// At least the width, and less than twice the width.
    pub shift: u32,
}

/// For every shift from `width` on, the quotient and remainder of two to the power of the shift by `divisor`. The
/// quotients are truncated to 64 bits.
fn powers_of_two_divided(divisor: u64, width: u32) -> impl Iterator<Item = (u32, u64, u64)> {
    assert!(!divisor.is_power_of_two() && divisor != 0);
    let below = u64::MAX >> (64 - width);
    let first = (width, below / divisor, below % divisor + 1);
    core::iter::successors(Some(first), move |&(shift, quotient, remainder)| {
        let missing = divisor - remainder;
        Some(match remainder >= missing {
            true => (shift + 1, quotient << 1 | 1, remainder - missing),
            false => (shift + 1, quotient << 1, remainder << 1),
        })
    })
}

impl UnsignedReciprocal {
    /// For integers of `width` bits, 32 or 64.
    ///
    /// # Panics
    /// Panics if the divisor is zero or a power of two.
    pub fn new(divisor: u64, width: u32) -> UnsignedReciprocal {
        // The multiplier is too large by a fraction `(divisor - remainder) / divisor` of one. No quotient is rounded up
        // as long as this, times the largest dividend, is less than the power of two divided by the divisor.
        let last = width + divisor.ilog2();
        for (shift, quotient, remainder) in powers_of_two_divided(divisor, width) {
            if divisor - remainder <= 1 << (shift - width) {
                return UnsignedReciprocal { multiplier: quotient + 1, shift, increment: false };
            }
            if shift == last {
                // Rounded down, it is too small, but the increment makes up for that.
                return UnsignedReciprocal { multiplier: quotient, shift, increment: true };
            }
        }
        unreachable!("there is always a greater power")
    }
}

impl SignedReciprocal {
    /// For integers of `width` bits, 32 or 64; `divisor` is at most their maximum.
    ///
    /// # Panics
    /// Panics if the divisor is zero or a power of two.
    pub fn new(divisor: u64, width: u32) -> SignedReciprocal {
        // As above, for dividends that are one bit shorter.
        let mut powers = powers_of_two_divided(divisor, width);
        let found = powers.find(|&(shift, _, remainder)| divisor - remainder <= 1 << (shift - (width - 1)));
        let (shift, quotient, _) = found.expect("a power of two that the divisor is less than");
        SignedReciprocal { multiplier: quotient + 1, shift }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Integers of `width` bits: small ones, those around powers of two, and some others.
    fn numbers(width: u32) -> Vec<u64> {
        let greatest = u64::MAX >> (64 - width);
        let mut numbers: Vec<u64> =
            (0..300).chain((1..60).map(|i| i * 1000)).chain((1..width).map(|i| 10u64.wrapping_pow(i))).collect();
        for bit in 0..width {
            let power = 1u64 << bit;
            numbers.extend([
                power - 1,
                power,
                power + 1,
                power + power / 2,
                power / 3,
                greatest / power,
                greatest - power,
            ]);
        }
        let mut state = 88172645463325252u64;
        for _ in 0..300 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            numbers.extend([state, state >> (state & 63)]);
        }
        numbers.extend([greatest, greatest / 2 + 1]);
        numbers.iter_mut().for_each(|number| *number &= greatest);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// These, and those at which the quotient by `divisor` changes.
    fn dividends(numbers: &[u64], divisor: u64, width: u32) -> impl Iterator<Item = u64> {
        let greatest = u64::MAX >> (64 - width);
        let last = greatest - greatest % divisor;
        let changes =
            numbers.iter().map(move |number| number - number % divisor).chain([last, last / 2 - last / 2 % divisor]);
        changes.flat_map(move |change| [change.wrapping_sub(1) & greatest, change]).chain(numbers.iter().copied())
    }

    #[test]
    fn unsigned_quotients_are_exact() {
        for width in [32, 64] {
            let numbers = numbers(width);
            for &divisor in numbers.iter().filter(|n| **n != 0 && !n.is_power_of_two()) {
                let UnsignedReciprocal { multiplier, shift, increment } = UnsignedReciprocal::new(divisor, width);
                assert!((width..2 * width).contains(&shift) && multiplier <= u64::MAX >> (64 - width));
                for x in dividends(&numbers, divisor, width) {
                    let product =
                        u128::from(multiplier) * u128::from(x) + u128::from(if increment { multiplier } else { 0 });
                    assert_eq!((product >> shift) as u64, x / divisor, "{x} / {divisor}, {width} bits");
                }
            }
        }
    }

    #[test]
    fn signed_quotients_are_exact() {
        for width in [32, 64] {
            let numbers = numbers(width);
            let greatest = u64::MAX >> (65 - width);
            for &divisor in numbers.iter().filter(|n| **n != 0 && !n.is_power_of_two() && **n <= greatest) {
                let SignedReciprocal { multiplier, shift } = SignedReciprocal::new(divisor, width);
                assert!((width..2 * width).contains(&shift) && multiplier <= u64::MAX >> (64 - width));
                for x in dividends(&numbers, divisor, width) {
                    let x = (x << (64 - width)) as i64 >> (64 - width);
                    let product = i128::from(multiplier) * i128::from(x);
                    let quotient = (product >> shift) as i64 + i64::from(x < 0);
                    assert_eq!(quotient, x / divisor as i64, "{x} / {divisor}, {width} bits");
                }
            }
        }
    }

    #[test]
    fn reciprocals_are_the_known_ones() {
        let ten = UnsignedReciprocal { multiplier: 0xcccc_cccd, shift: 35, increment: false };
        assert_eq!(UnsignedReciprocal::new(10, 32), ten);
        assert!(UnsignedReciprocal::new(7, 32).increment && UnsignedReciprocal::new(7, 64).increment);
        assert_eq!(SignedReciprocal::new(10, 32), SignedReciprocal { multiplier: 0x6666_6667, shift: 34 });
    }
}
