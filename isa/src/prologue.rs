//! What debuggers and profilers are told of the frames of functions.
//!
//! A function has one frame size, so that it would do to say that; how the prologue makes the frame is read from its code.

use alloc::vec::Vec;

/// How frames are unwound, in the terms of DWARF. The canonical frame address (CFA) is the stack pointer of the caller when
/// the function has returned.
#[derive(Clone, Copy, Debug)]
pub struct Unwinding {
    /// The number of the stack pointer.
    pub stack_pointer: u8,
    /// The number of the register, or of the column, that the return address is in.
    pub return_address: u8,
    /// Bytes that a call pushes: those of the return address, or none.
    pub pushed_by_call: u8,
    /// What the length of every instruction is a multiple of.
    pub code_alignment: u8,
}

/// The part of a prologue that changes what a frame looks like.
#[derive(Clone, Debug, Default)]
pub struct Prologue {
    /// In the order of the code.
    pub steps: Vec<Step>,
}

/// What holds after an instruction of a prologue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The stack pointer is so many bytes below where it was at the entry.
    Frame {
        /// Where the instruction ends in the function.
        at: u32,
        /// How many bytes.
        size: u32,
    },
    /// A register is saved.
    Saved {
        /// Where the instruction ends in the function.
        at: u32,
        /// The number of the register in DWARF.
        register: u8,
        /// How many bytes below the stack pointer at the entry it is.
        below: u32,
    },
}

impl Step {
    /// Where the instruction ends in the function.
    pub fn at(&self) -> u32 {
        match *self {
            Step::Frame { at, .. } | Step::Saved { at, .. } => at,
        }
    }
}
