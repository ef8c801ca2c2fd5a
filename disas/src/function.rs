//! The functions of a listing.

use crate::trap::Trap;

/// A disassembled function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its function index; imported functions come first.
    pub index: u32,
    /// Its name, prefixed with `$` if it is an identifier of the text format.
    pub name: String,
    /// Code offset of its entry.
    pub start: u32,
    /// Bytes of its code, including constants, jump tables and padding.
    pub size: u32,
    /// Bytes of its instructions.
    pub instruction_bytes: u32,
    /// Bytes of its stack frame, excluding what the caller pushed.
    pub frame_size: u32,
    /// Its operators. Empty if the module's bytes are not available.
    pub operators: Vec<Operator>,
    /// Its code, in order.
    pub lines: Vec<Line>,
    /// Its exception handlers, in the order of the search.
    pub handlers: Vec<String>,
}

/// An operator.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Offset in the module.
    pub offset: u32,
    /// The operator in the text format.
    pub text: String,
    /// The number of enclosing blocks.
    pub depth: u32,
    /// The operator that it was compiled with, as an index into [`Function::operators`]: itself or an earlier one.
    /// `None` if it is unreachable and was not compiled.
    pub compiled_with: Option<u32>,
}

/// A line of machine code.
#[derive(Clone, Debug)]
pub struct Line {
    /// Offset from the function's entry.
    pub offset: u32,
    /// Bytes of code.
    pub len: u32,
    /// Its content.
    pub content: Content,
    /// The part of the function that contains it.
    pub section: Section,
    /// The operator it was compiled from, as an index into [`Function::operators`].
    pub operator: Option<u32>,
    /// Why it may trap, if it can.
    pub trap: Option<Trap>,
}

/// The content of a line of machine code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A label: `L1`, or `T1` for a jump table.
    Label(String),
    /// An instruction.
    Instruction {
        /// The mnemonic.
        mnemonic: String,
        /// The operands.
        operands: String,
    },
    /// A jump table entry: the label it leads to.
    TableEntry(String),
    /// A constant, in hexadecimal.
    Constant(String),
    /// Padding.
    Padding,
}

/// A part of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Everything before the first operator.
    Prologue,
    /// The operators, in order.
    Body,
    /// Out-of-line code: traps, and calls to other instances.
    Cold,
    /// The constant pool.
    Constants,
}
