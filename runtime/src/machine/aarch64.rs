//! What the runtime knows about aarch64.

use core::arch::asm;

use windlass_masm::TrapCode;

use super::{Frame, ReturnAddress};

/// The general registers and the program counter of an interrupted thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registers {
    /// The program counter.
    pub(crate) pc: usize,
    /// The stack pointer.
    pub(crate) sp: usize,
    /// `x0` to `x30`.
    pub(crate) general: [u64; 31],
}

/// The number of the link register.
const LINK: usize = 30;

impl Registers {
    /// `x26`, see [`Abi::fuel`](windlass_masm::Abi::fuel).
    const FUEL: usize = 26;

    /// What is left of the fuel, where code consumes it.
    pub(crate) fn fuel(&self) -> u64 {
        self.general[Registers::FUEL]
    }

    /// The stack pointer.
    pub(crate) fn sp(&self) -> usize {
        self.sp
    }

    /// The registers where generated code calls the runtime to trap. Only the link register and the fuel are needed of the
    /// general registers; the others are zero.
    pub(crate) fn at_trap(pc: usize, sp: usize, link: usize, fuel: u64) -> Registers {
        let mut general = [0; 31];
        general[LINK] = link as u64;
        general[Registers::FUEL] = fuel;
        Registers { pc, sp, general }
    }
}

/// The feature bits of this machine that [`CpuFeatures::ASSUMED`](windlass_isa::host::CpuFeatures::ASSUMED) refers to.
#[cfg(feature = "std")]
pub(crate) fn feature_word() -> u64 {
    // SAFETY: reading a constant of the process has no effect.
    unsafe { libc::getauxval(libc::AT_HWCAP) }
}

/// All bits set: without an operating system, the features cannot be queried, so the port must ensure them.
#[cfg(not(feature = "std"))]
pub(crate) fn feature_word() -> u64 {
    u64::MAX
}

/// Reads eight bytes that other threads may write.
///
/// # Safety
/// They must be readable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn read_word(from: *const u8) -> u64 {
    let word: u64;
    // SAFETY: guaranteed by the caller.
    unsafe { asm!("ldr {}, [{}]", out(reg) word, in(reg) from, options(nostack, preserves_flags, readonly)) };
    word
}

/// Writes eight bytes that other threads may read and write.
///
/// # Safety
/// They must be writable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn write_word(to: *mut u8, word: u64) {
    // SAFETY: guaranteed by the caller.
    unsafe { asm!("str {1}, [{0}]", in(reg) to, in(reg) word, options(nostack, preserves_flags)) };
}

/// Reads a byte that other threads may write.
///
/// # Safety
/// It must be readable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn read_byte(from: *const u8) -> u8 {
    let byte: u32;
    // SAFETY: guaranteed by the caller.
    unsafe { asm!("ldrb {:w}, [{}]", out(reg) byte, in(reg) from, options(nostack, preserves_flags, readonly)) };
    byte as u8
}

/// Writes a byte that other threads may read and write.
///
/// # Safety
/// It must be writable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn write_byte(to: *mut u8, byte: u8) {
    // SAFETY: guaranteed by the caller.
    unsafe { asm!("strb {1:w}, [{0}]", in(reg) to, in(reg) u32::from(byte), options(nostack, preserves_flags)) };
}

/// The current stack pointer, or slightly less.
#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    let sp: usize;
    // SAFETY: reading a register has no effect.
    unsafe { asm!("mov {}, sp", out(reg) sp, options(nomem, nostack, preserves_flags)) };
    sp
}

/// A thread's floating-point settings (rounding mode, flush to zero, trapped exceptions): `fpcr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FloatControl(u64);

impl FloatControl {
    /// The settings that generated code needs: round to nearest, keep subnormals, trap no exceptions. Threads start with
    /// them.
    pub(crate) const GUEST: FloatControl = FloatControl(0);

    /// The settings of this thread.
    #[inline]
    pub(crate) fn current() -> FloatControl {
        let register: u64;
        // SAFETY: reading a register has no effect.
        unsafe { asm!("mrs {}, fpcr", out(reg) register, options(nomem, nostack, preserves_flags)) };
        FloatControl(register)
    }

    /// Changes the settings of this thread.
    #[cold]
    pub(crate) fn set(self) {
        // SAFETY: the value was read from a thread, or is the initial one.
        unsafe { asm!("msr fpcr, {}", in(reg) self.0, options(nostack, preserves_flags)) };
    }
}

/// Makes freshly written code visible to instruction fetch.
pub(crate) fn flush_instruction_cache(start: *const u8, len: usize) {
    let type_register: usize;
    // SAFETY: the register is readable in user mode, and reading it has no effect.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) type_register, options(nomem, nostack, preserves_flags)) };
    // The register has the smallest line sizes of data and instruction caches, as powers of two in words.
    let (data_line, code_line) = (4 << (type_register >> 16 & 15), 4 << (type_register & 15));
    let (start, end) = (start.addr(), start.addr() + len);
    // SAFETY: cache maintenance does not change memory, and the addresses are mapped.
    unsafe {
        for line in (start & !(data_line - 1)..end).step_by(data_line) {
            asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        asm!("dsb ish", options(nostack, preserves_flags));
        for line in (start & !(code_line - 1)..end).step_by(code_line) {
            asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        asm!("dsb ish", "isb", options(nostack, preserves_flags));
    }
}

/// The immediate of the `udf` at the start of `code`, if there is one.
pub(crate) fn trap_byte(code: &[u8]) -> Option<u8> {
    match code {
        [byte, 0, 0, 0, ..] => Some(*byte),
        _ => None,
    }
}

/// Always `None`: divisions do not fault.
pub(crate) fn divide_trap(_code: &[u8], _registers: &Registers) -> Option<TrapCode> {
    None
}

/// The frame of a function that made a call. The return address is at its lowest address.
pub(crate) fn calling_frame(frame_size: usize) -> Frame {
    Frame { size: frame_size, return_address: ReturnAddress::OnStack(0) }
}

/// The offset from the stack pointer at which a frame saves its callee-saved registers, after the return address.
pub(crate) const FIRST_SAVED: usize = 8;

/// The position among the callee-saved registers, by their numbers, of the one that the record of a tail call saves: `x29`.
pub(crate) const TAIL_REGISTER: usize = 10;

/// The return address of an exit trampoline that faulted because the stack has no room for the saved registers.
pub(crate) fn exit_return_address(registers: &Registers) -> ReturnAddress {
    ReturnAddress::Known(registers.general[LINK] as usize)
}

/// The content of the context register.
pub(crate) fn context(registers: &Registers) -> usize {
    registers.general[28] as usize
}

/// The return address of `windlass_tail_call` if it faulted for lack of stack, and the bytes of arguments and results on
/// the stack.
pub(crate) fn tail_call_without_room(registers: &Registers) -> (ReturnAddress, usize) {
    (exit_return_address(registers), registers.general[9] as usize * 8 + registers.general[10] as usize)
}

/// `bti c`; `mov x17, sp`; and `ldr x0, [x28, #16]`, the first instruction of a stack check.
const PAD: u32 = 0xd503_245f;
const ARGUMENTS: u32 = 0x9100_03f1;
const LOAD_STORE: u32 = 0xf940_0b80;

/// The frame of a function that was interrupted before the instruction at offset `at` of its `code`, which may be in its
/// prologue or epilogue. `stack_args` is the size of its arguments on the stack in bytes.
///
/// A prologue is `[bti c] [mov x17, sp] [stack check] [sub sp, sp, #n]* [str or stp of registers, [sp, #-n]!]`, followed by
/// saves of other registers. The link register is saved first, if at all.
pub(crate) fn interrupted_frame(
    code: &[u8],
    at: usize,
    frame_size: usize,
    stack_args: usize,
    registers: &Registers,
) -> Frame {
    let in_register = |size| Frame { size, return_address: ReturnAddress::Known(registers.general[LINK] as usize) };
    let Some((executed, rest)) = code.split_at_checked(at) else { return calling_frame(frame_size) };
    if let Some(added) = added_at_the_end(rest) {
        // The arguments are removed together with the frame.
        return in_register(added.wrapping_sub(stack_args));
    }
    let (words, _) = executed.as_chunks::<4>();
    // The stack check of a large frame comes before the frame is allocated.
    let mut first = words.iter().copied().map(u32::from_le_bytes).skip_while(|&word| word == ARGUMENTS || word == PAD);
    if trap_byte(rest) == Some(TrapCode::StackOverflow as u8) && first.next() == Some(LOAD_STORE) {
        return in_register(0);
    }
    let (mut size, mut compares) = (0, false);
    for word in words.iter().copied().map(u32::from_le_bytes) {
        let subtracts = word & 0xff80_03ff == 0xd100_03ff;
        let saves = word & 0xffc0_03e0 == 0xa980_03e0 || word & 0xffe0_0fe0 == 0xf800_0fe0;
        match word {
            ARGUMENTS | PAD => {}
            LOAD_STORE => compares = true,
            _ if subtracts => size += ((word >> 10 & 0xfff) << (word >> 22 & 1) * 12) as usize,
            _ if saves && word & 31 == LINK as u32 => return calling_frame(frame_size),
            _ if compares && size == 0 && !saves => {}
            _ => return in_register(frame_size),
        }
    }
    in_register(size)
}

/// The number of bytes that the rest of an epilogue, `[add sp, sp, #n]* ret`, adds to the stack pointer, if `code` begins
/// with one. The link register is already restored there.
fn added_at_the_end(code: &[u8]) -> Option<usize> {
    let mut added = 0;
    for word in code.as_chunks::<4>().0.iter().copied().map(u32::from_le_bytes) {
        match word {
            0xd65f_03c0 => return Some(added),
            _ if word & 0xff80_03ff == 0x9100_03ff => added += ((word >> 10 & 0xfff) << (word >> 22 & 1) * 12) as usize,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(code: &[u32], executed: usize) -> Frame {
        let mut general = [0; 31];
        general[LINK] = 0x1234;
        let bytes: alloc::vec::Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        interrupted_frame(&bytes, executed * 4, 0x1230, 32, &Registers { pc: 0, sp: 0, general })
    }

    const KNOWN: ReturnAddress = ReturnAddress::Known(0x1234);
    const SAVED: ReturnAddress = ReturnAddress::OnStack(0);

    #[test]
    fn a_prologue_is_followed_as_far_as_it_was_executed() {
        // mov x17, sp; sub sp, sp, #0x1000; sub sp, sp, #0x210; stp x30, x19, [sp, #-32]!; str x20, [sp, #16]; nop
        let code = [0x9100_03f1, 0xd140_07ff, 0xd108_43ff, 0xa9be_4ffe, 0xf900_0bf4, 0xd503_201f];
        let frames = [0, 1, 2, 3, 4, 5, 6].map(|n| frame(&code, n));
        let sizes = frames.map(|f| f.size);
        assert_eq!(sizes, [0, 0, 0x1000, 0x1210, 0x1230, 0x1230, 0x1230]);
        let places = frames.map(|f| f.return_address);
        assert_eq!(places, [KNOWN, KNOWN, KNOWN, KNOWN, SAVED, SAVED, SAVED]);
        // bti c; str x30, [sp, #-16]!
        assert_eq!(frame(&[PAD, 0xf81f_0ffe, 0xd503_201f], 1).size, 0);
        assert_eq!(frame(&[PAD, 0xf81f_0ffe, 0xd503_201f], 2).return_address, SAVED);
        // str x30, [sp, #-16]!
        assert_eq!(frame(&[0xf81f_0ffe, 0xd503_201f], 2).return_address, SAVED);
    }

    #[test]
    fn a_function_without_calls_keeps_its_return_address() {
        // stp x19, x20, [sp, #-16]!; nop
        let code = [0xa9bf_53f3, 0xd503_201f];
        assert_eq!([1, 2].map(|n| frame(&code, n).return_address), [KNOWN; 2]);
        assert_eq!(frame(&code, 2).size, 0x1230);
        // nop
        assert_eq!(frame(&[0xd503_201f], 1).return_address, KNOWN);
    }

    #[test]
    fn a_large_frame_is_compared_first() {
        // ldr x0, [x28, #16]; ldr x0, [x0, #16]; add x0, x0, #0x8, lsl #12; cmp sp, x0; b.lo; sub sp, sp, #0x8, lsl #12;
        // stp x30, x19, [sp, #-32]!; nop; udf #1
        let code =
            [0xf940_0b80, 0xf940_0800, 0x9140_2000, 0xeb20_63ff, 0x5400_0063, 0xd140_23ff, 0xa9be_4ffe, 0xd503_201f, 1];
        assert_eq!([1, 4, 5, 6].map(|n| frame(&code, n).size), [0, 0, 0, 0x8000]);
        assert_eq!(frame(&code, 7).return_address, SAVED);
        let at_trap = frame(&code, 8);
        assert_eq!((at_trap.size, at_trap.return_address), (0, KNOWN));
    }

    #[test]
    fn an_epilogue_is_counted_from_where_it_is() {
        // ldp x30, x19, [sp], #32; add sp, sp, #0x1, lsl #12; add sp, sp, #0x230; ret; the frame is of 0x1230 - 32 bytes, above
        // which are 32 of arguments
        let code = [0xa8c2_4ffe, 0x9140_07ff, 0x9108_c3ff, 0xd65f_03c0];
        let sizes = [1, 2, 3].map(|n| frame(&code, n).size);
        assert_eq!(sizes, [0x1210, 0x210, 0usize.wrapping_sub(32)]);
        assert!([1, 2, 3].iter().all(|&n| frame(&code, n).return_address == KNOWN));
    }

    #[test]
    fn the_reason_is_in_udf() {
        assert_eq!(trap_byte(&[9, 0, 0, 0]), Some(9));
        assert_eq!(trap_byte(&[9, 0, 0, 0xd4]), None);
        assert_eq!(trap_byte(&[9, 0, 0]), None);
    }

    #[test]
    fn the_stack_pointer_is_near_local_variables() {
        let local = 0u8;
        assert!((&raw const local as usize).abs_diff(stack_pointer()) < 64 << 10);
    }
}
