//! The predicted frame of a function and the reach of its branches, chosen before it is compiled.

use crate::label::EntryLabel;
use crate::operand::Site;
use crate::reg::RegSet;

/// The requirements of a prologue.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Registers to save.
    pub saved: RegSet,
    /// The predicted size of the frame, which determines its encoding.
    pub size: FrameSize,
    /// The range of the branches.
    pub reach: Reach,
    /// Whether the function calls anything.
    pub calls: bool,
    /// Bytes of arguments on the stack.
    pub stack_args: u32,
    /// Whether [`MacroAssembler::load_stack_arg`](crate::MacroAssembler::load_stack_arg) is used.
    pub reads_stack_args: bool,
    /// The label that calls of the function refer to.
    pub entry: EntryLabel,
    /// The offset of the function in the module, at which a stack overflow of its prologue is reported.
    pub site: Site,
}

/// A prediction of the size of a frame, before the function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSize {
    /// Only the saved registers.
    Empty,
    /// Probably less than 128 bytes.
    Short,
    /// Less than the guard of a stack.
    Long,
    /// This size, which needs a stack check first.
    Checked(u32),
}

/// The range of the branches of a function, if the machine has a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The range of the shortest branches.
    Short,
    /// The range of the usual branches.
    Medium,
    /// Anywhere in the code of the module.
    Long,
}

/// The function turned out larger than predicted by its [`Frame`], and must be compiled again with these.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// See [`Frame::size`].
    pub size: FrameSize,
    /// See [`Frame::reach`].
    pub reach: Reach,
}
