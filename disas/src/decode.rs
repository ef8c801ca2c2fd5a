//! The interface of a decoder, common to all instruction sets.

use crate::names::Names;

/// A decoded instruction, with what other lines of the listing depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decoded<I> {
    /// The decoder's own form.
    pub(crate) instruction: I,
    /// Length in bytes, including the trap code that follows `ud2`.
    pub(crate) len: u32,
    pub(crate) effect: Effect,
}

/// What an instruction refers to or does, besides its registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing that matters here.
    None,
    /// May jump to this code offset.
    Jump(u32),
    /// A call.
    Call,
    /// Jumps to an address in a register. In the middle of a function, a jump table follows.
    IndirectJump,
    /// Traps with this trap code.
    Trap(u8),
    /// Accesses `len` bytes at code offset `at`.
    Data { at: i64, len: u32 },
    /// Takes the address of this code offset.
    Address(u32),
    /// May load a jump table entry: `size` bytes, a distance in units of `unit` bytes.
    TableLoad { size: u32, unit: u32 },
    /// Copies the context to the register with this number. Calls of imports do this.
    CopyContext(u16),
    /// Compares with a constant, or makes one that is compared with.
    Constant(u64),
    /// An integer division, which may fault.
    Divide { signed: bool },
    /// Padding, not an instruction.
    Padding,
}

/// A decoder.
pub(crate) trait Decode {
    /// A decoded instruction.
    type Instruction: Copy;

    /// Decodes the instruction at the start of `code`, which is at code offset `at`. An invalid one is shown as its
    /// bytes.
    fn decode(code: &[u8], at: u32) -> Decoded<Self::Instruction>;

    /// Mnemonic and operands of the instruction at code offset `at`.
    fn format(instruction: &Decoded<Self::Instruction>, at: u32, names: &Names<'_>) -> (String, String);
}
