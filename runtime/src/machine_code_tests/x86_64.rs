//! The functions of the module, on x86_64.

use core::arch::global_asm;

use super::IMPORT;

/// The size of the frame of each function.
pub(super) const FRAMES: [u32; 7] = [0, 0x20, 0x30, 0, 8, 0, 0];

global_asm!(
    ".pushsection .rodata.windlass_test_guest, \"a\"",
    ".globl windlass_test_guest",
    ".hidden windlass_test_guest",
    ".globl windlass_test_guest_end",
    ".hidden windlass_test_guest_end",
    ".globl windlass_test_guest_offsets",
    ".hidden windlass_test_guest_offsets",
    "windlass_test_guest:",
    // 1: (i32, i32) -> i32: adds.
    "10: lea eax, [rdx + rcx]",
    "ret",
    // 2: (i32, i32) -> i32: traps with a frame.
    "11: sub rsp, 0x18",
    "push rbp",
    "ud2",
    ".byte 9",
    // 3: recurses forever.
    "12: sub rsp, 0x28",
    "push rbp",
    "call 12b",
    "ret",
    // 4: divides.
    "13: mov eax, edx",
    "cdq",
    "idiv ecx",
    "ret",
    // 5: calls the import with its arguments, from a frame.
    "14: push r14",
    "mov rax, r14",
    "mov r11, [rax + {import}]",
    "mov r14, [rax + {import} + 8]",
    "call r11",
    "pop r14",
    "mov rbx, [r14]",
    "ret",
    // 6: (i32, i32) -> i32: loads from the address that is the sum.
    "15: add edx, ecx",
    "mov eax, [rbx + rdx]",
    "ret",
    // 7: reads where no memory is.
    "16: mov eax, [rdx]",
    "ret",
    "17:",
    "windlass_test_guest_end:",
    ".balign 4",
    "windlass_test_guest_offsets:",
    ".long 10b - windlass_test_guest, 11b - windlass_test_guest, 12b - windlass_test_guest",
    ".long 13b - windlass_test_guest, 14b - windlass_test_guest, 15b - windlass_test_guest",
    ".long 16b - windlass_test_guest, 17b - windlass_test_guest",
    ".popsection",
    import = const IMPORT,
);
