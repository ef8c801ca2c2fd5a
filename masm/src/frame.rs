//! The frame of a function, and how far its branches reach: what is known before it is compiled.

use crate::label::EntryLabel;
use crate::operand::Site;
use crate::reg::RegSet;

/// What a prologue must do.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Registers to save.
    pub saved: RegSet,
    /// How the size of the frame is encoded.
    pub size: FrameSize,
    /// How far the branches reach.
    pub reach: Reach,
    /// Whether the function calls anything.
    pub calls: bool,
    /// Bytes of arguments on the stack.
    pub stack_args: u32,
    /// Whether [`MacroAssembler::load_stack_arg`](crate::MacroAssembler::load_stack_arg) is used.
    pub reads_stack_args: bool,
    /// The label that calls of the function refer to.
    pub entry: EntryLabel,
    /// Where the function begins in the module: a stack that is too small for its frame is reported there.
    pub site: Site,
}

/// What is known of the size of a frame before the function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSize {
    /// Nothing but the saved registers.
    Empty,
    /// Probably less than 128 bytes.
    Short,
    /// Less than the guard of a stack.
    Long,
    /// This size, which needs a comparison with the limit of the stack first.
    Checked(u32),
}

/// How far the branches of a function reach, where the machine has a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// As far as its shortest ones.
    Short,
    /// As far as its usual ones.
    Medium,
    /// Anywhere in the code of the module.
    Long,
}

/// The function turned out larger than its [`Frame`] said: it must be compiled again with these.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// See [`Frame::size`].
    pub size: FrameSize,
    /// See [`Frame::reach`].
    pub reach: Reach,
}
