//! Transformed copies of a module that must behave the same: an oracle without a second engine.

use wasm_encoder::{BlockType, Instruction};
use windlass_fuzz_run::Case;

use crate::module::Module;

/// What is inserted after each operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Copy {
    /// Nothing.
    None,
    /// A `nop`, which hides the next operator from every look-ahead of the emitter.
    Nops,
    /// An empty loop, whose label also ends every peephole window.
    Loops,
}

impl Copy {
    /// All variants.
    pub const ALL: [Copy; 3] = [Copy::None, Copy::Nops, Copy::Loops];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Copy::None => "as it is",
            Copy::Nops => "with nops",
            Copy::Loops => "with loops",
        }
    }
}

/// The case with copies of its modules, or `None` if they cannot be decoded.
pub fn copy(case: &Case, how: Copy) -> Option<Case> {
    let filler: &[Instruction<'static>] = match how {
        Copy::None => return Some(case.clone()),
        Copy::Nops => &[Instruction::Nop],
        Copy::Loops => &[Instruction::Loop(BlockType::Empty), Instruction::End],
    };
    let mut copy = case.clone();
    for bytes in &mut copy.modules {
        let module = Module::parse(bytes).ok()?;
        *bytes = module.encode_with(|function| function.encode_behind_each(filler));
    }
    Some(copy)
}
