//! Code out of line: what a function does rarely. It comes after the body, which branches there, so that the usual path has no jump.

use crate::label::Label;
use crate::masm::{Assembly, MacroAssembler};

/// Code out of line that is not emitted yet, and the state that it begins with. The registers are as they are at the branch.
#[derive(Clone, Copy, Debug)]
pub struct OutOfLine<W> {
    /// What it does.
    pub what: W,
    /// Where it begins: the target of the branch.
    pub enter: Label,
    /// Where the function goes on afterwards, if it does.
    pub back: Option<Label>,
    /// [`Assembly::pushed`] at the branch.
    pub pushed: u32,
}

impl<W> OutOfLine<W> {
    /// Code that the body branches to from here, and that does not come back.
    pub fn leaving(assembly: &mut Assembly<'_>, what: W) -> OutOfLine<W> {
        let enter = assembly.labels.create();
        OutOfLine { what, enter, back: None, pushed: assembly.pushed }
    }

    /// The same of code that comes back, to a label that is to be bound in the body. Returns that, too.
    pub fn returning(assembly: &mut Assembly<'_>, what: W) -> (OutOfLine<W>, Label) {
        let (enter, back) = (assembly.labels.create(), assembly.labels.create());
        (OutOfLine { what, enter, back: Some(back), pushed: assembly.pushed }, back)
    }

    /// Begins to emit it, at the end of a function.
    pub fn begin<'m, M: MacroAssembler<'m>>(&self, masm: &mut M) {
        masm.bind(self.enter);
        masm.assembly().pushed = self.pushed;
    }

    /// Ends it.
    pub fn end<'m, M: MacroAssembler<'m>>(&self, masm: &mut M) {
        if let Some(back) = self.back {
            masm.jump(back);
        }
    }
}
