//! Code out of line: what a function does rarely. It comes after the body, which branches there, so that the usual path has no jump.

use crate::label::{Label, Labels};

/// Code out of line that is not emitted yet, and the state that it begins with. The registers are as they are at the branch.
#[derive(Clone, Copy, Debug)]
pub struct OutOfLine<W> {
    /// What it does.
    pub what: W,
    /// Where it begins: the target of the branch.
    pub enter: Label,
    /// Where the function goes on afterwards, if it does: a label that is to be bound in the body.
    pub back: Option<Label>,
    /// Bytes of stack arguments at the branch: see [`Assembly::pushed`](crate::Assembly::pushed).
    pub pushed: u32,
}

impl<W> OutOfLine<W> {
    /// Code that does not come back, for a branch with `pushed` bytes of stack arguments.
    pub fn leaving(what: W, labels: &mut Labels, pushed: u32) -> OutOfLine<W> {
        OutOfLine { what, enter: labels.create(), back: None, pushed }
    }

    /// Code that comes back. Returns the label where the function goes on, too.
    pub fn returning(what: W, labels: &mut Labels, pushed: u32) -> (OutOfLine<W>, Label) {
        let (enter, back) = (labels.create(), labels.create());
        (OutOfLine { what, enter, back: Some(back), pushed }, back)
    }
}
