//! What all engines share: the results of host functions and the hash of a guest's final state.

use twox_hash::XxHash3_64;

use crate::case::Value;

/// The state of the host functions.
#[derive(Clone, Debug, Default)]
pub struct HostState {
    /// A hash of all arguments so far.
    pub hash: u64,
    /// The number of active host calls.
    pub depth: u32,
}

impl HostState {
    fn mix(&mut self, word: u64) {
        self.hash = (self.hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31);
    }

    /// Records a call of a host function.
    pub fn called(&mut self, function: u32, args: impl Iterator<Item = Value>) {
        self.mix(u64::from(function) + 1);
        for arg in args {
            let bits = arg.canonical().bits();
            self.mix(bits as u64);
            self.mix((bits >> 64) as u64);
        }
    }

    /// A result of the type of `like`, derived from the arguments so far.
    pub fn result(&mut self, like: Value) -> Value {
        self.mix(3);
        let bits = self.hash;
        // Often an address.
        let small = bits >> 60 < 8;
        match like {
            Value::I32(_) if small => Value::I32(bits as u32 & 0xfff8),
            Value::I32(_) => Value::I32(bits as u32),
            Value::I64(_) if small => Value::I64(bits & 0xfff8),
            Value::I64(_) => Value::I64(bits),
            Value::F32(_) => Value::F32((f32::from(bits as i16) / 16.0).to_bits()),
            Value::F64(_) => Value::F64((f64::from(bits as i16) / 16.0).to_bits()),
            Value::V128(_) => Value::V128(u128::from(bits) << 64 | u128::from(bits.rotate_left(17))),
            other => other,
        }
    }

    /// Whether this call re-enters the guest.
    pub fn calls_back(&self) -> bool {
        self.depth < 3 && self.hash >> 32 & 3 == 0
    }
}

/// A hash of memories, globals and tables.
#[derive(Clone, Debug, Default)]
pub struct StateHash(u64);

impl StateHash {
    /// Adds the contents of a memory.
    pub fn memory(&mut self, bytes: &[u8]) {
        self.word(XxHash3_64::oneshot(bytes));
        self.word(bytes.len() as u64);
    }

    /// Adds a global, or an element of a table.
    pub fn value(&mut self, value: Value) {
        let bits = value.canonical().bits();
        self.word(bits as u64);
        self.word((bits >> 64) as u64);
    }

    /// Adds a number.
    pub fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }

    /// The hash, never 0.
    pub fn finish(&self) -> u64 {
        self.0 | 1
    }
}
