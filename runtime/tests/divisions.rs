//! Divisions by constants, which are compiled to multiplications and shifts.

#![cfg(feature = "wat")]

mod common;

use std::fmt::Write;

use common::{instantiate, trap};
use windlass::{Engine, Trap};

/// Divisors of every kind: small ones, powers of two and their neighbours, those that need longer reciprocals, the
/// extremes.
fn divisors(bits: u32) -> Vec<i64> {
    let mut divisors =
        vec![1, 2, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 25, 28, 60, 100, 641, 1000, 4096, 1_000_000_007];
    divisors.extend([i64::from(i32::MAX), 1 << 30, 1 << (bits - 2), (1 << (bits - 2)) - 1, i64::MAX >> (64 - bits)]);
    divisors.extend(divisors.clone().into_iter().map(|divisor| -divisor));
    divisors.push(i64::MIN >> (64 - bits));
    divisors.sort_unstable();
    divisors.dedup();
    divisors
}

/// Dividends of all lengths, and those at which the quotient by `divisor` changes.
fn dividends(divisor: i64, bits: u32) -> Vec<i64> {
    let mut state = 88_172_645_463_325_252u64;
    let mut dividends = vec![0, 1, -1, i64::MAX, i64::MIN, i64::MAX >> (64 - bits), i64::MIN >> (64 - bits)];
    for shift in 0..bits {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let number = state as i64 >> shift;
        let multiple = number.wrapping_mul(divisor);
        dividends.extend([number, multiple, multiple.wrapping_sub(1), (1i64 << shift).wrapping_sub(1), 1 << shift]);
    }
    dividends
}

/// A module with a function for each operator and divisor that divides its parameter, and one that divides a value
/// loaded from memory while other values are live.
fn module(ty: &str, divisors: &[i64]) -> String {
    let mut text = String::from("(module (memory 1)\n");
    for divisor in divisors {
        for op in ["div_s", "div_u", "rem_s", "rem_u"] {
            let division = format!("{ty}.{op}");
            writeln!(
                text,
                "(func (export \"{op} {divisor}\") (param {ty}) (result {ty}) ({division} (local.get 0) ({ty}.const {divisor})))
                (func (export \"{op} {divisor} pressed\") (param {ty}) (result {ty})
                  ({ty}.store (i32.const 0) (local.get 0))
                  (local.set 0 ({ty}.add ({ty}.mul ({ty}.load (i32.const 8)) ({ty}.load (i32.const 16)))
                    ({ty}.add ({ty}.load (i32.const 24)) ({division} ({ty}.load (i32.const 0)) ({ty}.const {divisor})))))
                  (local.get 0))"
            )
            .unwrap();
        }
    }
    text + ")"
}

macro_rules! quotients_are_exact {
    ($name:ident, $ty:ty, $unsigned:ty, $text:literal) => {
        #[test]
        fn $name() {
            let bits = <$ty>::BITS;
            let divisors = divisors(bits);
            let (mut store, instance) = instantiate(&Engine::default(), &module($text, &divisors));
            for &divisor in &divisors {
                for op in ["div_s", "div_u", "rem_s", "rem_u"] {
                    let by = divisor as $ty;
                    let functions = ["", " pressed"].map(|how| {
                        let name = format!("{op} {divisor}{how}");
                        instance.get_typed_func::<$ty, $ty>(&mut store, &name).unwrap()
                    });
                    for dividend in dividends(divisor, bits) {
                        let x = dividend as $ty;
                        let expected = match op {
                            "div_s" => x.checked_div(by),
                            "div_u" => Some((x as $unsigned / by as $unsigned) as $ty),
                            "rem_s" => Some(x.wrapping_rem(by)),
                            _ => Some((x as $unsigned % by as $unsigned) as $ty),
                        };
                        for function in &functions {
                            match (function.call(&mut store, x), expected) {
                                (Ok(result), Some(expected)) => assert_eq!(result, expected, "{x} {op} {by}"),
                                (Err(error), None) => assert_eq!(trap(&error), Trap::IntegerOverflow),
                                (result, _) => panic!("{x} {op} {by}: {result:?}, not {expected:?}"),
                            }
                        }
                    }
                }
            }
        }
    };
}

quotients_are_exact!(quotients_of_32_bits_are_exact, i32, u32, "i32");
quotients_are_exact!(quotients_of_64_bits_are_exact, i64, u64, "i64");
