//! Interesting arguments and constants.

use wasm_encoder::{Ieee32, Ieee64, Instruction, ValType};
use windlass_fuzz_run::Value;

use crate::rng::Rng;

/// A 32-bit integer.
pub fn any_i32(rng: &mut Rng) -> i32 {
    match rng.below(12) {
        0 => rng.next() as i32,
        1 => rng.below(8) as i32 - 2,
        2 => 1i32.wrapping_shl(rng.below(32) as u32),
        3 => 1i32.wrapping_shl(rng.below(32) as u32).wrapping_sub(1),
        4 => 1i32.wrapping_shl(rng.below(32) as u32).wrapping_neg(),
        5 => *rng.pick(&[0, 1, -1, i32::MAX, i32::MIN, i32::MIN + 1, 127, 128, 255, 256, 32767, 32768, 65535, 65536]),
        6 => *rng.pick(&[
            31, 32, 33, 63, 64, 65, 4095, 4096, 4097, -128, -129, -32768, -32769, -4095, -4096, 0xfff000, 0x1000000,
        ]),
        7 => 0x10000 - rng.below(24) as i32,
        8 => rng.below(256) as i32,
        9 => *rng.pick(&[3, 5, 6, 7, 9, 10, 11, 12, 13, 25, 60, 100, 125, 255, 625, 641, 1000, 10000, 1_000_000_007]),
        _ => rng.below(0x2000) as i32 * 8,
    }
}

/// A 64-bit integer.
pub fn any_i64(rng: &mut Rng) -> i64 {
    match rng.below(8) {
        0 => rng.next() as i64,
        1 => 1i64.wrapping_shl(rng.below(64) as u32),
        2 => 1i64.wrapping_shl(rng.below(64) as u32).wrapping_sub(1),
        3 => 1i64.wrapping_shl(rng.below(64) as u32).wrapping_neg(),
        4 => *rng.pick(&[
            0,
            1,
            -1,
            i64::MAX,
            i64::MIN,
            i64::MIN + 1,
            0xffff_ffff,
            0x1_0000_0000,
            0x8000_0000,
            -0x8000_0001,
        ]),
        5 => i64::from(any_i32(rng) as u32),
        _ => any_i32(rng).into(),
    }
}

/// The bits of a 32-bit float; the only NaN is the canonical one.
pub fn any_f32(rng: &mut Rng) -> u32 {
    const EDGES: [f32; 22] = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        f32::MIN,
        f32::MIN_POSITIVE,
        f32::EPSILON,
        2147483648.0,
        -2147483648.0,
        4294967296.0,
        9.223_372e18,
        -9.223_372e18,
        1.844_674_4e19,
        8388607.5,
    ];
    let bits = match rng.below(8) {
        0 => rng.next() as u32,
        1 => f32::NAN.to_bits(),
        2 => 1 << rng.below(23),
        3 => (any_i32(rng) as f32).to_bits(),
        4 => (rng.next() as i16 as f32 / 16.0).to_bits(),
        5 => rng.pick(&EDGES).to_bits().wrapping_add(rng.below(3) as u32).wrapping_sub(1),
        _ => rng.pick(&EDGES).to_bits(),
    };
    windlass_fuzz_run::canonical_f32(bits)
}

/// As [`any_f32`], for 64 bits.
pub fn any_f64(rng: &mut Rng) -> u64 {
    const EDGES: [f64; 26] = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        f64::EPSILON,
        2147483647.0,
        2147483648.0,
        -2147483648.0,
        -2147483649.0,
        4294967295.0,
        4294967296.0,
        9.223372036854775e18,
        -9.223372036854775e18,
        1.8446744073709552e19,
        4503599627370495.5,
        3.4028234663852886e38,
    ];
    let bits = match rng.below(8) {
        0 => rng.next(),
        1 => f64::NAN.to_bits(),
        2 => 1 << rng.below(52),
        3 => (any_i64(rng) as f64).to_bits(),
        4 => f64::from(f32::from_bits(any_f32(rng))).to_bits(),
        5 => rng.pick(&EDGES).to_bits().wrapping_add(rng.below(3) as u64).wrapping_sub(1),
        _ => rng.pick(&EDGES).to_bits(),
    };
    windlass_fuzz_run::canonical_f64(bits)
}

/// The bits of a vector without non-canonical NaNs.
pub fn any_v128(rng: &mut Rng) -> u128 {
    let lanes32 = |a: u32, b: u32, c: u32, d: u32| {
        u128::from(a) | u128::from(b) << 32 | u128::from(c) << 64 | u128::from(d) << 96
    };
    match rng.below(8) {
        0 => 0,
        1 => u128::MAX,
        2 => u128::from(any_i64(rng) as u64) | u128::from(any_i64(rng) as u64) << 64,
        3 => u128::from(rng.next()) << 64 | u128::from(rng.next()),
        4 => lanes32(any_f32(rng), any_f32(rng), any_f32(rng), any_f32(rng)),
        5 => u128::from(any_f64(rng)) | u128::from(any_f64(rng)) << 64,
        6 => u128::from(rng.next() as u8) * (u128::MAX / 255),
        _ => lanes32(any_i32(rng) as u32, any_i32(rng) as u32, any_i32(rng) as u32, any_i32(rng) as u32),
    }
}

/// An argument. Integers are often addresses.
pub fn argument(rng: &mut Rng, ty: ValType) -> Value {
    match ty {
        ValType::I32 if rng.one_in(2) => Value::I32(rng.below(0x1ff0) as u32 * 8),
        ValType::I32 => Value::I32(any_i32(rng) as u32),
        ValType::I64 if rng.one_in(4) => Value::I64(rng.below(0x1ff0) as u64 * 8),
        ValType::I64 => Value::I64(any_i64(rng) as u64),
        ValType::F32 => Value::F32(any_f32(rng)),
        ValType::F64 => Value::F64(any_f64(rng)),
        ValType::V128 => Value::V128(any_v128(rng)),
        ValType::Ref(ty) if ty == wasm_encoder::RefType::EXTERNREF => {
            Value::ExternRef((!rng.one_in(3)).then(|| rng.below(100) as u32))
        }
        ValType::Ref(_) => Value::FuncRef(false),
    }
}

/// A constant.
pub fn constant(rng: &mut Rng, ty: ValType) -> Instruction<'static> {
    match ty {
        ValType::I32 => Instruction::I32Const(any_i32(rng)),
        ValType::I64 => Instruction::I64Const(any_i64(rng)),
        ValType::F32 => Instruction::F32Const(Ieee32::from(f32::from_bits(any_f32(rng)))),
        ValType::F64 => Instruction::F64Const(Ieee64::from(f64::from_bits(any_f64(rng)))),
        ValType::V128 => Instruction::V128Const(any_v128(rng) as i128),
        ValType::Ref(ty) => Instruction::RefNull(ty.heap_type),
    }
}

/// The offset of a memory access.
pub fn offset(rng: &mut Rng) -> u64 {
    match rng.below(8) {
        0 => 0,
        1 => 1 << rng.below(17),
        2 => (1 << rng.below(17)) - 1,
        3 => *rng.pick(&[
            4, 8, 12, 16, 252, 255, 256, 257, 4092, 4095, 4096, 4097, 16380, 32760, 65520, 65528, 65535, 65536,
        ]),
        4 => *rng.pick(&[0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0, 0x00ff_ffff, 0x0100_0000, 0x0010_0000]),
        _ => rng.below(64) as u64 * 4,
    }
}
