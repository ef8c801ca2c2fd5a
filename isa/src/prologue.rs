//! Frame descriptions for debuggers and profilers.
//!
//! The size of a function's frame is known; the steps of its prologue are decoded from its code.

use alloc::vec::Vec;

/// How frames are unwound, in the terms of DWARF. The canonical frame address (CFA) is the stack pointer of the caller when
/// the function has returned.
#[derive(Clone, Copy, Debug)]
pub struct Unwinding {
    /// The number of the stack pointer.
    pub stack_pointer: u8,
    /// The number of the register or column that holds the return address.
    pub return_address: u8,
    /// The bytes that a call pushes: the size of the return address, or zero.
    pub pushed_by_call: u8,
    /// The alignment of instructions.
    pub code_alignment: u8,
}

/// The steps of a prologue that change the frame.
#[derive(Clone, Debug, Default)]
pub struct Prologue {
    /// In the order of the code.
    pub steps: Vec<Step>,
}

/// The effect of an instruction of a prologue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The stack pointer is now this far below its value at the entry.
    Frame {
        /// The offset of the end of the instruction in the function.
        at: u32,
        /// The distance in bytes.
        size: u32,
    },
    /// A register is saved.
    Saved {
        /// The offset of the end of the instruction in the function.
        at: u32,
        /// The number of the register in DWARF.
        register: u8,
        /// Its distance in bytes below the stack pointer at the entry.
        below: u32,
    },
}

impl Step {
    /// The offset of the end of the instruction in the function.
    pub fn at(&self) -> u32 {
        match *self {
            Step::Frame { at, .. } | Step::Saved { at, .. } => at,
        }
    }
}
