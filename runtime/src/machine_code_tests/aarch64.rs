//! The functions of the module, on aarch64.

use core::arch::global_asm;

use super::IMPORT;

/// The size of the frame of each function.
pub(super) const FRAMES: [u32; 7] = [0, 0x20, 0x30, 0, 0x10, 0, 0];

global_asm!(
    ".pushsection .rodata.windlass_test_guest, \"a\"",
    ".globl windlass_test_guest",
    ".hidden windlass_test_guest",
    ".globl windlass_test_guest_end",
    ".hidden windlass_test_guest_end",
    ".globl windlass_test_guest_offsets",
    ".hidden windlass_test_guest_offsets",
    ".balign 4",
    "windlass_test_guest:",
    // 1: (i32, i32) -> i32: adds.
    "10: add w0, w1, w2",
    "ret",
    // 2: (i32, i32) -> i32: traps with a frame.
    "11: sub sp, sp, #0x10",
    "stp x30, x19, [sp, #-16]!",
    "udf #9",
    // 3: recurses forever.
    "12: stp x30, x19, [sp, #-48]!",
    "bl 12b",
    "ldp x30, x19, [sp], #48",
    "ret",
    // 4: divides.
    "13: cbz w2, 20f",
    "cmn w2, #1",
    "ccmp w1, #1, #0, eq",
    "b.vs 21f",
    "sdiv w0, w1, w2",
    "ret",
    "20: udf #7",
    "21: udf #6",
    // 5: calls the import with its arguments, from a frame.
    "14: stp x30, x28, [sp, #-16]!",
    "mov x0, x28",
    "ldr x16, [x0, {import}]",
    "ldr x28, [x0, {import} + 8]",
    "blr x16",
    "ldp x30, x28, [sp], #16",
    "ldr x27, [x28]",
    "ret",
    // 6: (i32, i32) -> i32: loads from the address that is the sum.
    "15: add w1, w1, w2",
    "ldr w0, [x27, x1]",
    "ret",
    // 7: reads where no memory is.
    "16: ldr w0, [x1]",
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
