//! Entering and leaving guest code: activations, stacks, calls of the host, traps and their backtraces.

pub(crate) mod activation;
pub(crate) mod backtrace;
pub(crate) mod call_values;
pub(crate) mod guest_stack;
pub(crate) mod host_func;
pub(crate) mod trap;
