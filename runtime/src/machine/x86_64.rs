//! What the runtime knows about x86_64.

use windlass_masm::TrapCode;
use windlass_masm::vm::CallRegs;

use super::{Frame, ReturnAddress};

/// The general registers and the program counter of an interrupted thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registers {
    /// The program counter.
    pub(crate) pc: usize,
    /// `rax` to `r15`, by their numbers in machine code.
    pub(crate) general: [u64; 16],
}

impl Registers {
    const RSP: usize = 4;
    /// `r15`, see [`Abi::fuel`](windlass_masm::Abi::fuel).
    const FUEL: usize = 15;

    /// What is left of the fuel, where code consumes it.
    pub(crate) fn fuel(&self) -> u64 {
        self.general[Registers::FUEL]
    }

    /// The registers where generated code calls the runtime to trap. Only the stack pointer and the fuel are needed of the
    /// general registers; the others are zero.
    pub(crate) fn at_trap(pc: usize, sp: usize, _link: usize, fuel: u64) -> Registers {
        let mut general = [0; 16];
        general[Registers::FUEL] = fuel;
        general[Registers::RSP] = sp as u64;
        Registers { pc, general }
    }

    /// The stack pointer.
    pub(crate) fn sp(&self) -> usize {
        self.general[Registers::RSP] as usize
    }
}

/// The feature bits of this machine that [`CpuFeatures::ASSUMED`](windlass_isa::host::CpuFeatures::ASSUMED) refers to.
pub(crate) fn feature_word() -> u64 {
    u64::from(core::arch::x86_64::__cpuid(1).ecx)
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
    unsafe {
        core::arch::asm!("mov {}, [{}]", out(reg) word, in(reg) from, options(nostack, preserves_flags, readonly))
    };
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
    unsafe { core::arch::asm!("mov [{}], {}", in(reg) to, in(reg) word, options(nostack, preserves_flags)) };
}

/// Reads a byte that other threads may write.
///
/// # Safety
/// It must be readable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn read_byte(from: *const u8) -> u8 {
    let byte: u8;
    // SAFETY: guaranteed by the caller.
    unsafe {
        core::arch::asm!("mov {}, byte ptr [{}]", out(reg_byte) byte, in(reg) from, options(nostack, preserves_flags, readonly))
    };
    byte
}

/// Writes a byte that other threads may read and write.
///
/// # Safety
/// It must be writable.
#[cfg(feature = "threads")]
#[inline(always)]
pub(crate) unsafe fn write_byte(to: *mut u8, byte: u8) {
    // SAFETY: guaranteed by the caller.
    unsafe {
        core::arch::asm!("mov byte ptr [{}], {}", in(reg) to, in(reg_byte) byte, options(nostack, preserves_flags))
    };
}

/// The current stack pointer, or slightly less.
#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    let sp: usize;
    // SAFETY: reading a register has no effect.
    unsafe { core::arch::asm!("mov {}, rsp", out(reg) sp, options(nomem, nostack, preserves_flags)) };
    sp
}

/// A thread's floating-point settings (rounding mode, flush to zero, exception masks): `mxcsr` without its status flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FloatControl(u32);

impl FloatControl {
    /// The settings that generated code needs: round to nearest, keep subnormals, mask all exceptions. Threads start with
    /// them.
    pub(crate) const GUEST: FloatControl = FloatControl(0x1f80);

    /// The status flags.
    const FLAGS: u32 = 0x3f;

    /// The settings of this thread.
    #[inline]
    pub(crate) fn current() -> FloatControl {
        let mut register = 0u32;
        // SAFETY: the instruction writes four bytes there, and nothing else.
        unsafe { core::arch::asm!("stmxcsr [{}]", in(reg) &mut register, options(nostack, preserves_flags)) };
        FloatControl(register & !FloatControl::FLAGS)
    }

    /// Changes the settings of this thread.
    #[cold]
    pub(crate) fn set(self) {
        // SAFETY: the value was read from a thread, or is the initial one, so no reserved bit is set.
        unsafe { core::arch::asm!("ldmxcsr [{}]", in(reg) &self.0, options(nostack, preserves_flags, readonly)) };
    }
}

/// Does nothing: the caches are coherent.
pub(crate) fn flush_instruction_cache(_start: *const u8, _len: usize) {}

/// The frame of a function that made a call. The return address is directly above it.
pub(crate) fn calling_frame(frame_size: usize) -> Frame {
    Frame { size: frame_size + 8, return_address: ReturnAddress::OnStack(frame_size) }
}

/// Where a frame has the first of the callee-saved registers that its function saves, in bytes above the stack pointer; the others
/// follow.
pub(crate) const FIRST_SAVED: usize = 0;

/// The position among the callee-saved registers, by their numbers, of the one that the record of a tail call saves: `rbp`.
pub(crate) const TAIL_REGISTER: usize = 0;

/// The frame of a function that was interrupted before the instruction at offset `at` of its `code`, which may be in its
/// prologue or epilogue. `_stack_args` is the size of its arguments on the stack in bytes.
pub(crate) fn interrupted_frame(
    code: &[u8],
    at: usize,
    frame_size: usize,
    _stack_args: usize,
    _registers: &Registers,
) -> Frame {
    if let Some(left) = code.get(at..).and_then(popped_at_the_end) {
        return calling_frame(left.min(frame_size));
    }
    let so_far = frame_so_far(code, at).map_or(frame_size, |so_far| so_far.min(frame_size));
    calling_frame(so_far)
}

/// `mov rax, [r14 + 16]`, the first instruction of a stack check.
const LOAD_STORE: [u8; 4] = [0x49, 0x8b, 0x46, 0x10];

/// The bytes of the frame that exist before offset `at` of the code. `None` if the prologue is complete.
fn frame_so_far(code: &[u8], at: usize) -> Option<usize> {
    let (executed, rest) = code.split_at_checked(at)?;
    // The stack check of a large frame comes before the frame is allocated.
    if trap_byte(rest) == Some(TrapCode::StackOverflow as u8) && frame_at_once(code).1.starts_with(&LOAD_STORE) {
        return Some(frame_at_once(code).0);
    }
    pushed_so_far(executed)
}

/// The return address of an exit trampoline that faulted because the stack has no room for the saved registers. It has
/// already moved the stack pointer by their size.
pub(crate) fn exit_return_address(_registers: &Registers) -> ReturnAddress {
    ReturnAddress::OnStack(size_of::<CallRegs>())
}

/// The content of the context register.
pub(crate) fn context(registers: &Registers) -> usize {
    registers.general[14] as usize
}

/// The return address of `windlass_tail_call` if it faulted for lack of stack, and the bytes of arguments and results on
/// the stack.
pub(crate) fn tail_call_without_room(registers: &Registers) -> (ReturnAddress, usize) {
    const RAX: usize = 0;
    const RDX: usize = 2;
    (ReturnAddress::OnStack(0), registers.general[RDX] as usize * 8 + registers.general[RAX] as usize)
}

/// The byte after `ud2`, if `code` begins with `ud2`.
pub(crate) fn trap_byte(code: &[u8]) -> Option<u8> {
    match code {
        [0x0f, 0x0b, byte, ..] => Some(*byte),
        _ => None,
    }
}

/// Why the `div` or `idiv` at the start of `code` faulted. Its divisor is in a register.
pub(crate) fn divide_trap(code: &[u8], registers: &Registers) -> Option<TrapCode> {
    let (rex, code) = match code {
        [rex @ 0x40..=0x4f, rest @ ..] => (*rex, rest),
        _ => (0, code),
    };
    let [0xf7, modrm, ..] = code else { return None };
    let is_division = matches!(modrm >> 3 & 7, 6 | 7) && modrm >> 6 == 3;
    if !is_division {
        return None;
    }
    let register = usize::from(modrm & 7 | (rex & 1) << 3);
    let is_wide = rex & 8 != 0;
    let divisor = registers.general[register];
    let is_zero = if is_wide { divisor == 0 } else { divisor as u32 == 0 };
    Some(if is_zero { TrapCode::IntegerDivisionByZero } else { TrapCode::IntegerOverflow })
}

/// The number of bytes by which a function has moved the stack pointer after executing `executed`, the first instructions
/// of its code. A prologue is `[endbr64] [lea r11, [rsp + 8]] nop* [sub rsp, n] push*`. `None` if `executed` extends
/// beyond it.
fn pushed_so_far(executed: &[u8]) -> Option<usize> {
    let (mut pushed, mut rest) = frame_at_once(executed);
    loop {
        rest = match rest {
            [] => return Some(pushed),
            [0x50..=0x57, rest @ ..] | [0x41, 0x50..=0x57, rest @ ..] => rest,
            _ => return None,
        };
        pushed += 8;
    }
}

/// The number of bytes that a function still has to pop if `code`, which it executes next, is the rest of an epilogue:
/// `pop* [add rsp, n] ret`.
fn popped_at_the_end(code: &[u8]) -> Option<usize> {
    let (mut popped, mut rest) = (0usize, code);
    while let [0x58..=0x5f, after @ ..] | [0x41, 0x58..=0x5f, after @ ..] = rest {
        (popped, rest) = (popped + 8, after);
    }
    let (added, rest) = match rest {
        [0x48, 0x83, 0xc4, n, rest @ ..] => (*n as i8 as usize, rest),
        [0x48, 0x81, 0xc4, a, b, c, d, rest @ ..] => (i32::from_le_bytes([*a, *b, *c, *d]) as usize, rest),
        // 128 is subtracted as -128, which fits in a byte.
        [0x48, 0x83, 0xec, 0x80, rest @ ..] => (128, rest),
        _ => (0, rest),
    };
    matches!(rest, [0xc3 | 0xc2, ..]).then(|| popped.wrapping_add(added))
}

/// The number of bytes that the `sub` of a prologue subtracts from the stack pointer, or 0 without one, and the code after
/// it.
fn frame_at_once(code: &[u8]) -> (usize, &[u8]) {
    let mut rest = code;
    // endbr64; lea r11, [rsp + 8]; nops of several lengths
    while let [0xf3, 0x0f, 0x1e, 0xfa, after @ ..]
    | [0x4c, 0x8d, 0x5c, 0x24, 0x08, after @ ..]
    | [0x0f, 0x1f, 0x00, after @ ..]
    | [0x0f, 0x1f, 0x40, 0, after @ ..]
    | [0x0f, 0x1f, 0x80, 0, 0, 0, 0, after @ ..]
    | [0x90, after @ ..] = rest
    {
        rest = after;
    }
    match rest {
        [0x48, 0x83, 0xec, n, rest @ ..] => (*n as i8 as usize, rest),
        [0x48, 0x81, 0xec, a, b, c, d, rest @ ..] => (i32::from_le_bytes([*a, *b, *c, *d]) as usize, rest),
        _ => (0, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registers(values: &[(usize, u64)]) -> Registers {
        let mut general = [1; 16];
        for &(register, value) in values {
            general[register] = value;
        }
        Registers { pc: 0, general }
    }

    #[test]
    fn divisions_by_zero_and_overflows_are_told_apart() {
        use TrapCode::{IntegerDivisionByZero as Zero, IntegerOverflow as Overflow};
        // idiv ecx; div r9d; idiv rsi; idiv r9
        let ecx = [0xf7, 0xf9];
        assert_eq!(divide_trap(&ecx, &registers(&[(1, 0)])), Some(Zero));
        assert_eq!(divide_trap(&ecx, &registers(&[(1, 1 << 32)])), Some(Zero), "only the low half counts");
        assert_eq!(divide_trap(&ecx, &registers(&[(1, u64::MAX)])), Some(Overflow));
        let r9d = [0x41, 0xf7, 0xf1];
        assert_eq!(divide_trap(&r9d, &registers(&[(9, 0)])), Some(Zero));
        assert_eq!(divide_trap(&r9d, &registers(&[(1, 0)])), Some(Overflow));
        assert_eq!(divide_trap(&[0x48, 0xf7, 0xfe], &registers(&[(6, 1 << 32)])), Some(Overflow));
        assert_eq!(divide_trap(&[0x49, 0xf7, 0xf9], &registers(&[(9, 0)])), Some(Zero));
        assert_eq!(divide_trap(&[0xf7, 0xe1], &registers(&[(1, 0)])), None, "mul");
        assert_eq!(divide_trap(&[0x48], &registers(&[])), None);
    }

    #[test]
    fn a_prologue_is_counted_as_far_as_it_was_executed() {
        // sub rsp, 0x18; push rbp; push r12
        let code = [0x48, 0x83, 0xec, 0x18, 0x55, 0x41, 0x54];
        assert_eq!(pushed_so_far(&code[..0]), Some(0));
        assert_eq!(pushed_so_far(&code[..4]), Some(0x18));
        assert_eq!(pushed_so_far(&code[..5]), Some(0x20));
        assert_eq!(pushed_so_far(&code[..7]), Some(0x28));
        assert_eq!(pushed_so_far(&[0x48, 0x81, 0xec, 0, 1, 0, 0, 0x53]), Some(0x108));
        assert_eq!(pushed_so_far(&[0x31, 0xc0]), None, "xor eax, eax is behind the prologue");
        // lea r11, [rsp + 8]; nop; sub rsp, 8; push rbp
        let with_arguments = [0x4c, 0x8d, 0x5c, 0x24, 0x08, 0x90, 0x48, 0x83, 0xec, 0x08, 0x55];
        let pushed = [0, 5, 6, 10, 11].map(|len| pushed_so_far(&with_arguments[..len]));
        assert_eq!(pushed, [Some(0), Some(0), Some(0), Some(8), Some(16)]);
        assert_eq!(frame_at_once(&with_arguments).0, 8);
        // endbr64; lea r11, [rsp + 8]; nop of 3 bytes; sub rsp, 8; push rbp
        let protected =
            [0xf3, 0x0f, 0x1e, 0xfa, 0x4c, 0x8d, 0x5c, 0x24, 0x08, 0x0f, 0x1f, 0, 0x48, 0x83, 0xec, 0x08, 0x55];
        let pushed = [0, 4, 9, 12, 16, 17].map(|len| pushed_so_far(&protected[..len]));
        assert_eq!(pushed, [Some(0), Some(0), Some(0), Some(0), Some(8), Some(16)]);
    }

    #[test]
    fn an_epilogue_is_counted_from_where_it_is() {
        // pop r12; pop rbp; add rsp, 0x18; ret 16
        let code = [0x41, 0x5c, 0x5d, 0x48, 0x83, 0xc4, 0x18, 0xc2, 16, 0];
        assert_eq!(
            [0, 2, 3, 7].map(|at| popped_at_the_end(&code[at..])),
            [Some(0x28), Some(0x20), Some(0x18), Some(0)]
        );
        // add rsp, 0x1234; ret
        assert_eq!(popped_at_the_end(&[0x48, 0x81, 0xc4, 0x34, 0x12, 0, 0, 0xc3]), Some(0x1234));
        // pop rbp; mov eax, 1
        assert_eq!(popped_at_the_end(&[0x5d, 0xb8, 1, 0, 0, 0]), None);
        let at_return = interrupted_frame(&code, 7, 0x28, 16, &registers(&[]));
        assert_eq!(at_return, calling_frame(0));
    }

    #[test]
    fn the_reason_is_behind_ud2() {
        assert_eq!(trap_byte(&[0x0f, 0x0b, 9]), Some(9));
        assert_eq!(trap_byte(&[0x0f, 0x0b]), None);
        assert_eq!(trap_byte(&[0x90, 0x0f, 0x0b, 9]), None);
    }

    #[test]
    fn the_stack_pointer_is_near_local_variables() {
        let local = 0u8;
        assert!((&raw const local as usize).abs_diff(stack_pointer()) < 64 << 10);
    }
}
