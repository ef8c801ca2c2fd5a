//! What is run: modules and calls of their functions.

/// An argument or a result. Numbers are their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A 32-bit integer.
    I32(u32),
    /// A 64-bit integer.
    I64(u64),
    /// A 32-bit floating-point number.
    F32(u32),
    /// A 64-bit floating-point number.
    F64(u64),
    /// A vector.
    V128(u128),
    /// A reference to a function: only whether it is null can be compared.
    FuncRef(bool),
    /// A reference to a value of the host's, by its number; none where it is null.
    ExternRef(Option<u32>),
    /// A reference of another type: only whether it is null can be compared.
    OtherRef(bool),
}

/// The bits of a number, or of one NaN for all: which of them an operator gives is not specified.
pub fn canonical_f32(bits: u32) -> u32 {
    if f32::from_bits(bits).is_nan() { 0x7fc0_0000 } else { bits }
}

/// As [`canonical_f32`].
pub fn canonical_f64(bits: u64) -> u64 {
    if f64::from_bits(bits).is_nan() { 0x7ff8_0000_0000_0000 } else { bits }
}

impl Value {
    /// The value as it is compared.
    #[must_use]
    pub fn canonical(self) -> Value {
        match self {
            Value::F32(bits) => Value::F32(canonical_f32(bits)),
            Value::F64(bits) => Value::F64(canonical_f64(bits)),
            other => other,
        }
    }

    /// The bits, of a reference whether it is null or its number.
    pub fn bits(self) -> u128 {
        match self {
            Value::I32(bits) | Value::F32(bits) => bits.into(),
            Value::I64(bits) | Value::F64(bits) => bits.into(),
            Value::V128(bits) => bits,
            Value::FuncRef(some) | Value::OtherRef(some) => some.into(),
            Value::ExternRef(number) => number.map_or(0, |number| u128::from(number) + 1),
        }
    }

    /// A number for the type.
    pub fn tag(self) -> u8 {
        match self {
            Value::I32(_) => 0,
            Value::I64(_) => 1,
            Value::F32(_) => 2,
            Value::F64(_) => 3,
            Value::V128(_) => 4,
            Value::FuncRef(_) => 5,
            Value::ExternRef(_) => 6,
            Value::OtherRef(_) => 7,
        }
    }

    /// The value of these bits; `None` where there is no type of this number.
    pub fn from_bits(tag: u8, bits: u128) -> Option<Value> {
        Some(match tag {
            0 => Value::I32(bits as u32),
            1 => Value::I64(bits as u64),
            2 => Value::F32(bits as u32),
            3 => Value::F64(bits as u64),
            4 => Value::V128(bits),
            5 => Value::FuncRef(bits != 0),
            6 => Value::ExternRef((bits != 0).then(|| (bits - 1) as u32)),
            7 => Value::OtherRef(bits != 0),
            _ => return None,
        })
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Which module's function, by its place in [`Case::modules`].
    pub instance: u32,
    /// Which of the functions that the module exports, in the order of its exports.
    pub function: u32,
    /// The arguments.
    pub args: Vec<Value>,
    /// Whether memories, globals and tables are looked at afterwards.
    pub observe: bool,
}

/// Modules, and what is called of them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Case {
    /// The modules in binary form, in the order of their instantiation. What the first exports is imported by the others from a
    /// module named `m0`, and so on; functions from a module named `host` are the host's.
    pub modules: Vec<Vec<u8>>,
    /// Memories begin with what this number stands for; with what their module says where it is 0.
    pub fill: u64,
    /// What the global `fuel` is set to before each call, where it is exported.
    pub fuel: i32,
    /// Whether an access that is partly outside of a memory may have written what is inside, as on some machines.
    pub torn_stores: bool,
    /// The calls.
    pub calls: Vec<Call>,
}

/// Fills a memory with what [`Case::fill`] stands for: numbers that are small, so that they lead somewhere when they are taken for
/// addresses, runs of one byte, and any bits. What is far behind stays as it is.
pub fn fill(case: &Case, memory: &mut [u8]) {
    let mut state = case.fill;
    if state == 0 {
        return;
    }
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    };
    for word in memory.chunks_exact_mut(8).take(FILLED / 8) {
        let bits = next();
        let value = match bits >> 60 {
            0 | 1 => bits,
            2 => 0,
            3 => u64::MAX,
            4 => u64::from(bits as u8) * 0x0101_0101_0101_0101,
            // Two small numbers, or two addresses.
            5..8 => bits & 0x0000_00ff_0000_003f,
            8 => (f64::from(bits as i16) / 8.0).to_bits(),
            9 => u64::from((f32::from(bits as i16) / 8.0).to_bits()) * 0x1_0000_0001,
            _ => bits & 0x0000_fff8_0000_fff8,
        };
        word.copy_from_slice(&value.to_le_bytes());
    }
}

/// Bytes of a memory that are filled at most.
const FILLED: usize = 1 << 16;
