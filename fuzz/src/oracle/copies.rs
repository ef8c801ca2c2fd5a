//! Copies of a module that have to do the same as the module: an oracle without a second engine.

use wasm_encoder::{BlockType, Instruction};
use windlass_fuzz_run::Case;

use crate::module::Module;

/// What is put behind each operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Copy {
    /// Nothing.
    None,
    /// A `nop`: it hides the next operator from every look-ahead of the emitter.
    Nops,
    /// A loop without operators: its label hides the newest instruction from what takes instructions back, too.
    Loops,
}

impl Copy {
    /// All of them.
    pub const ALL: [Copy; 3] = [Copy::None, Copy::Nops, Copy::Loops];

    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Copy::None => "as it is",
            Copy::Nops => "with nops",
            Copy::Loops => "with loops",
        }
    }
}

/// The case with copies of its modules; `None` where they cannot be taken apart.
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
