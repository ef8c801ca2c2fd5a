//! What the runtime knows of the machine code that it runs: enough to tell why it faulted, and to walk its frames.

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(target_arch = "aarch64")]
use aarch64 as host;
#[cfg(target_arch = "x86_64")]
use x86_64 as host;

pub(crate) use host::{
    FloatControl, Registers, calling_frame, divide_trap, exit_return_address, flush_instruction_cache,
    interrupted_frame, stack_pointer, trap_byte,
};

/// The frame of a function of generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Bytes from the stack pointer to what it was before the call of the function, with the stack arguments removed.
    pub(crate) size: usize,
    /// Where the return address is.
    pub(crate) return_address: ReturnAddress,
}

/// Where a return address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReturnAddress {
    /// On the stack, so many bytes above the stack pointer.
    OnStack(usize),
    /// Here: it was in a register.
    #[cfg_attr(target_arch = "x86_64", expect(dead_code, reason = "a call pushes it"))]
    Known(usize),
}
