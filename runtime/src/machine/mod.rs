//! What the runtime knows about machine code: enough to explain its faults and to walk its frames.

use alloc::string::String;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, Ordering};

use windlass_isa::host::CpuFeatures;

#[cfg(target_arch = "aarch64")]
mod aarch64;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(target_arch = "aarch64")]
use aarch64 as host;
#[cfg(target_arch = "x86_64")]
use x86_64 as host;

pub(crate) use host::{
    FIRST_SAVED, FloatControl, Registers, TAIL_REGISTER, calling_frame, context, divide_trap, exit_return_address,
    flush_instruction_cache, interrupted_frame, stack_pointer, tail_call_without_room, trap_byte,
};

#[cfg(feature = "threads")]
pub(crate) use host::{read_byte, read_word, write_byte, write_word};

/// The baseline CPU features that this machine lacks, as a list for messages.
pub(crate) fn missing() -> Option<String> {
    // `cpuid` is slow on virtual machines, so the result is cached.
    static NOTHING_IS_MISSING: AtomicBool = AtomicBool::new(false);
    if NOTHING_IS_MISSING.load(Ordering::Relaxed) {
        return None;
    }
    let missing = missing_of(host::feature_word());
    NOTHING_IS_MISSING.store(missing.is_none(), Ordering::Relaxed);
    missing
}

/// [`missing`] for a machine with these feature bits.
fn missing_of(word: u64) -> Option<String> {
    let missing = CpuFeatures::ASSUMED.iter().filter(|(_, bit)| word >> bit & 1 == 0).map(|(name, _)| *name);
    let missing: Vec<&str> = missing.collect();
    if missing.is_empty() { None } else { Some(missing.join(", no ")) }
}

/// The frame of a function of generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The distance in bytes from the stack pointer to its value before the function was called, without stack arguments.
    pub(crate) size: usize,
    pub(crate) return_address: ReturnAddress,
}

/// The location of a return address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReturnAddress {
    /// On the stack, at this offset from the stack pointer.
    OnStack(usize),
    /// In a register, with this value.
    #[cfg_attr(target_arch = "x86_64", expect(dead_code, reason = "calls push it"))]
    Known(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(missing(), None);
        let all: u64 = CpuFeatures::ASSUMED.iter().map(|(_, bit)| 1 << bit).sum();
        assert_eq!(missing_of(all), None);
        for (name, bit) in CpuFeatures::ASSUMED {
            assert_eq!(missing_of(all & !(1 << bit)).as_deref(), Some(*name));
        }
        assert!(missing_of(0).is_some_and(|missing| missing.contains(", no ")));
    }
}
