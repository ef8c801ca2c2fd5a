//! Tail calls: the callee takes the place of the function, whose frame is gone when control leaves.
//!
//! Callees remove their arguments, and results on the stack are above these, where the caller expects them. So the arguments of a tail
//! call must end where those of the function end, and the return address moves with them.
//!
//! A callee of another instance returns to a caller that does not expect another context. The code at
//! [`TAIL_CALL_AT`](crate::vm::TAIL_CALL_AT) has it return by way of code that restores the context.

use crate::label::EntryLabel;
use crate::operand::Site;

/// What is called last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TailCallee {
    /// A function of the module.
    Function(EntryLabel),
    /// What the [`VMFuncRef`](crate::vm::VMFuncRef) at [`Abi::scratch`](crate::Abi::scratch) refers to, of this instance or another.
    Reference,
    /// What the [`VMImport`](crate::vm::VMImport) at this offset of the context refers to.
    Import(u32),
}

/// A tail call whose arguments are in their registers and at the bottom of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TailCall {
    /// What is called.
    pub callee: TailCallee,
    /// Bytes of its arguments on the stack.
    pub stack_args: u32,
    /// Bytes of its results on the stack: those of the function itself.
    pub stack_results: u32,
    /// The operator.
    pub site: Site,
}

impl TailCall {
    /// What the code at [`TAIL_CALL_AT`](crate::vm::TAIL_CALL_AT) must know: the words of arguments on the stack in the lower half, those
    /// of results in the upper.
    pub fn stack_words(&self) -> u32 {
        (self.stack_args / 8) | ((self.stack_results / 8) << 16)
    }
}
