//! The operands and results of the operators of which nothing else need be known (WebAssembly specification, section
//! 3.4.1, "Numeric Instructions", and 3.4.6, "Memory Instructions").

use super::module_types::code::{F32, F64, I32, I64};

/// A numeric operator, whose operands are all of one type.
#[derive(Clone, Copy)]
pub(super) struct Numeric {
    pub(super) operand: u8,
    pub(super) binary: bool,
    pub(super) result: u8,
    pub(super) needs: u8,
}

/// What [`Numeric::needs`] can be: something the machine has special registers for.
pub(crate) const DIVIDES: u8 = 1;
pub(crate) const SHIFTS: u8 = 2;
pub(crate) const ROTATES: u8 = 4;

/// The first opcode of [`NUMERIC`].
pub(super) const FIRST_NUMERIC: u8 = 0x45;

/// From `i32.eqz` to `i64.extend32_s`.
pub(super) const NUMERIC: [Numeric; 0x80] = {
    let mut table = [Numeric { operand: 0, binary: false, result: 0, needs: 0 }; 0x80];
    let mut i = 0;
    while i < table.len() {
        table[i] = numeric(FIRST_NUMERIC + i as u8);
        i += 1;
    }
    table
};

const fn numeric(opcode: u8) -> Numeric {
    let (operand, binary, result) = match opcode {
        0x45 => (I32, false, I32),
        0x46..=0x4f => (I32, true, I32),
        0x50 => (I64, false, I32),
        0x51..=0x5a => (I64, true, I32),
        0x5b..=0x60 => (F32, true, I32),
        0x61..=0x66 => (F64, true, I32),
        0x67..=0x69 => (I32, false, I32),
        0x6a..=0x78 => (I32, true, I32),
        0x79..=0x7b => (I64, false, I64),
        0x7c..=0x8a => (I64, true, I64),
        0x8b..=0x91 => (F32, false, F32),
        0x92..=0x98 => (F32, true, F32),
        0x99..=0x9f => (F64, false, F64),
        0xa0..=0xa6 => (F64, true, F64),
        // Conversions.
        0xa7 => (I64, false, I32),
        0xa8 | 0xa9 => (F32, false, I32),
        0xaa | 0xab => (F64, false, I32),
        0xac | 0xad => (I32, false, I64),
        0xae | 0xaf => (F32, false, I64),
        0xb0 | 0xb1 => (F64, false, I64),
        0xb2 | 0xb3 => (I32, false, F32),
        0xb4 | 0xb5 => (I64, false, F32),
        0xb6 => (F64, false, F32),
        0xb7 | 0xb8 => (I32, false, F64),
        0xb9 | 0xba => (I64, false, F64),
        0xbb => (F32, false, F64),
        0xbc => (F32, false, I32),
        0xbd => (F64, false, I64),
        0xbe => (I32, false, F32),
        0xbf => (I64, false, F64),
        // Sign extension.
        0xc0 | 0xc1 => (I32, false, I32),
        _ => (I64, false, I64),
    };
    let needs = match opcode {
        0x6d..=0x70 | 0x7f..=0x82 => DIVIDES,
        0x74..=0x76 | 0x86..=0x88 => SHIFTS,
        0x77 | 0x78 | 0x89 | 0x8a => ROTATES,
        _ => 0,
    };
    Numeric { operand, binary, result, needs }
}

/// The first opcode of [`ACCESSES`].
pub(super) const FIRST_ACCESS: u8 = 0x28;

/// What is loaded or stored from `i32.load` to `i64.store32`, and the greatest alignment, as a power of two.
pub(super) const ACCESSES: [(u8, u8); 23] = [
    (I32, 2),
    (I64, 3),
    (F32, 2),
    (F64, 3),
    (I32, 0),
    (I32, 0),
    (I32, 1),
    (I32, 1),
    (I64, 0),
    (I64, 0),
    (I64, 1),
    (I64, 1),
    (I64, 2),
    (I64, 2),
    // Stores.
    (I32, 2),
    (I64, 3),
    (F32, 2),
    (F64, 3),
    (I32, 0),
    (I32, 1),
    (I64, 0),
    (I64, 1),
    (I64, 2),
];

/// Operand and result of the saturating truncations, by the number after the prefix `FC`.
pub(super) const TRUNC_SAT: [(u8, u8); 8] =
    [(F32, I32), (F32, I32), (F64, I32), (F64, I32), (F32, I64), (F32, I64), (F64, I64), (F64, I64)];
