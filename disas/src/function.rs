//! A function of a listing.

use crate::trap::Trap;

/// A function, taken apart.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its index in the module, in which imported functions come first.
    pub index: u32,
    /// Its name, with `$` in front where that is an identifier of the text format.
    pub name: String,
    /// Code offset of its entry.
    pub start: u32,
    /// Bytes of its code, with everything that belongs to it.
    pub size: u32,
    /// Bytes of it that are instructions.
    pub instruction_bytes: u32,
    /// Bytes of its stack frame, without what the caller pushed.
    pub frame_size: u32,
    /// Its operators. None where the module's bytes are not there.
    pub operators: Vec<Operator>,
    /// Its code, in order.
    pub lines: Vec<Line>,
}

/// An operator.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Its offset in the module.
    pub offset: u32,
    /// In the text format.
    pub text: String,
    /// In how many blocks it is.
    pub depth: u32,
    /// The operator, by its position in [`Function::operators`], that it was compiled together with: itself, or one before
    /// it. `None` where it was not compiled, because it is never reached.
    pub compiled_with: Option<u32>,
}

/// A line of machine code.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its offset from the entry of the function.
    pub offset: u32,
    /// How many bytes of code it stands for.
    pub len: u32,
    /// What it shows.
    pub content: Content,
    /// The part of the function that it is in.
    pub section: Section,
    /// The operator that it comes from, by its position in [`Function::operators`].
    pub operator: Option<u32>,
    /// Why it may trap, if it may.
    pub trap: Option<Trap>,
}

/// What a line of machine code shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A label, `L1` or, of a jump table, `T1`.
    Label(String),
    /// An instruction.
    Instruction {
        /// What it does.
        mnemonic: String,
        /// With what.
        operands: String,
    },
    /// An entry of a jump table: where it leads.
    TableEntry(String),
    /// A constant, as a number.
    Constant(String),
    /// What fills a gap.
    Padding,
}

/// A part of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What comes in front of the first operator.
    Prologue,
    /// The operators, in order.
    Body,
    /// What is seldom executed: traps, and calls to other instances.
    Cold,
    /// Constants.
    Constants,
}
