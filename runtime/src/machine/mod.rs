//! What the runtime knows of the machine code that it runs: enough to tell why it faulted, and to walk its frames.

#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(all(target_arch = "x86_64", feature = "compiler"))]
pub(crate) use x86_64::{FEATURES, disable_feature};
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64::{Registers, divide_trap, frame_at_once, pushed_so_far, stack_pointer, trap_byte};
