//! What a listing asks a decoder, whichever instruction set it is for.

use crate::names::Names;

/// An instruction, taken apart as far as other lines of the listing depend on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decoded<I> {
    /// As the decoder has it.
    pub(crate) instruction: I,
    /// Length in bytes. The byte behind `ud2` that says why it traps is a part of it.
    pub(crate) len: u32,
    pub(crate) effect: Effect,
}

/// What else than its registers an instruction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing else.
    None,
    /// Goes to this code offset, perhaps.
    Jump(u32),
    /// Calls something.
    Call,
    /// Goes to where a register says: a jump table follows, if this is in the middle of a function.
    IndirectJump,
    /// Traps, for the reason that the byte stands for.
    Trap(u8),
    /// Uses so many bytes at this code offset.
    Data { at: i64, len: u32 },
    /// Takes the address of what is at this code offset.
    Address(u32),
    /// Reads an entry of so many bytes of a jump table, perhaps: a distance in units of so many bytes.
    TableLoad { size: u32, unit: u32 },
    /// Copies the context to the register with this number, as calls of imports do.
    CopyContext(u16),
    /// Compares a register with a constant, or sets one to it.
    Constant(u64),
    /// Divides integers, which may fault.
    Divide,
    /// No instruction: what fills a gap.
    Padding,
}

/// A decoder.
pub(crate) trait Decode {
    /// A decoded instruction.
    type Instruction: Copy;

    /// Decodes the instruction at the start of `code`, which is at code offset `at`. What is no instruction becomes one that
    /// is shown as its bytes.
    fn decode(code: &[u8], at: u32) -> Decoded<Self::Instruction>;

    /// Mnemonic and operands of the instruction at code offset `at`.
    fn format(instruction: &Decoded<Self::Instruction>, at: u32, names: &Names<'_>) -> (String, String);
}
