//! The constants of the function under way, which come after its code.

use alloc::vec::Vec;

/// A constant that the function refers to.
#[derive(Clone, Copy, Debug)]
pub struct PooledConstant {
    /// Its bits.
    pub bits: u128,
    /// In bytes.
    pub size: u8,
    /// Where it is, when that is known.
    pub at: u32,
}

/// The constants that a function refers to, each once, and from where.
#[derive(Debug, Default)]
pub struct ConstantPool {
    /// The constants, in the order in which they were referred to first.
    pub constants: Vec<PooledConstant>,
    /// The places that are to refer to a constant, and the position of the constant.
    pub references: Vec<(u32, u32)>,
}

/// How many constants are searched for an equal one, so that a function with very many does not take for ever.
const SEARCHED: usize = 32;

impl ConstantPool {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.constants.clear();
        self.references.clear();
    }

    /// Says that what is at code offset `from` is to refer to a constant of `size` bytes.
    pub fn refer(&mut self, bits: u128, size: u8, from: u32) {
        let constants = &mut self.constants;
        let recent = constants.len().saturating_sub(SEARCHED);
        let index = match constants[recent..].iter().position(|c| (c.bits, c.size) == (bits, size)) {
            Some(i) => recent + i,
            None => {
                constants.push(PooledConstant { bits, size, at: 0 });
                constants.len() - 1
            }
        };
        self.references.push((from, index as u32));
    }
}
