//! Entering and leaving guest code: activations, stacks, calls of the host, traps and their backtraces.

pub(crate) mod activation;
pub(crate) mod backtrace;
pub(crate) mod call_values;
#[cfg(feature = "std")]
pub(crate) mod deadline;
pub(crate) mod epochs;
#[cfg(feature = "std")]
pub(crate) mod forks;
pub(crate) mod fuel;
pub(crate) mod guest_stack;
pub(crate) mod host_func;
pub(crate) mod interrupted;
pub(crate) mod raise;
pub(crate) mod shared_vm;
pub(crate) mod stop;
pub(crate) mod trap;
pub(crate) mod unwind_cache;
