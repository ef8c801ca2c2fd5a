//! The order in which opcodes name comparisons (WebAssembly specification, section 5.4).

use windlass_masm::{FloatCond, IntCond};

/// Of integers, from `eq` to `ge_u`.
pub(crate) const INT_CONDS: [IntCond; 10] = [
    IntCond::Eq,
    IntCond::Ne,
    IntCond::LtS,
    IntCond::LtU,
    IntCond::GtS,
    IntCond::GtU,
    IntCond::LeS,
    IntCond::LeU,
    IntCond::GeS,
    IntCond::GeU,
];

/// Of floating-point numbers, from `eq` to `ge`.
pub(crate) const FLOAT_CONDS: [FloatCond; 6] =
    [FloatCond::Eq, FloatCond::Ne, FloatCond::Lt, FloatCond::Gt, FloatCond::Le, FloatCond::Ge];
