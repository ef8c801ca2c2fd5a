//! Crossing between the host and generated code, on aarch64 with the platform's procedure call standard.
//!
//! Pieces of code, each of which works for every function type, because arguments travel in [`CallRegs`]:
//!
//! - [`windlass_enter`]: host to guest. Saves the host's registers on its stack, switches to the guest stack, loads the
//!   argument registers and calls.
//! - [`windlass_host_call`]: guest to a host function. Saves the argument registers on the guest stack, switches to the
//!   host stack below the last entry and calls.
//! - [`windlass_builtin_call`]: guest to the runtime, for operators that generated code does not do itself.
//! - [`windlass_resolve`]: guest to the runtime, from the stub of a function that is not compiled yet. Goes on in the
//!   function when it is.
//! - [`windlass_trap`]: guest to the runtime, where traps are not hardware faults. Does not go back.
//! - [`windlass_tail_call`] and [`windlass_tail_return`]: guest to guest, or to a host function, of another context that takes the place
//!   of the caller, and back to who called that.
//! - [`windlass_preempt`]: guest to the runtime, from a signal handler, at any instruction.
//!
//! The first four look at `VMStoreContext::interrupt` when the stack pointer is that of the guest again. What is between
//! that and the guest is their *tail*, see [`tails`]: a signal handler preempts a thread there as in guest code, so that no
//! interrupt is lost in between.
//!
//! [`windlass_unwind`] is the other way out of a guest: back to the last entry, from wherever the guest was.
//!
//! Registers of generated code: `x28` is the context, `x27` the memory base, `x15` to `x17` are scratch. Arguments are in
//! `x1` to `x8` and `v0` to `v7`; results in `x0` to `x2` and `v0` to `v2`. `x13`, `x14`, `x19` to `x26` and `x29` are kept
//! by the callee, no other. On a call to another context, `x0` holds the caller's.

use core::arch::global_asm;
use core::mem::offset_of;
use core::ops::Range;

use windlass_masm::vm::{
    CallRegs, RETURN_ADDRESS_SIZE, TailRecord, VMContextHeader, VMFuncRef, VMHostContext, VMStoreContext,
};

unsafe extern "C" {
    /// Calls `code`, a function in the convention of generated code, with `context` in the context register and the
    /// arguments in `regs`, on the guest stack of `store`, below `guest_sp`. Results come back in `regs`.
    ///
    /// Returns [`ENTER_RETURNED`](windlass_masm::vm::ENTER_RETURNED) when the function did, or
    /// [`ENTER_UNWOUND`](windlass_masm::vm::ENTER_UNWOUND) when [`windlass_unwind`] ended it.
    ///
    /// # Safety
    /// The pointers must be valid, `code` must be a function whose type agrees with `regs`, and `guest_sp` must be the
    /// top of a stack with room below it, and a multiple of 16. The caller must restore `host_sp` and `guest_sp` of
    /// `store` afterwards.
    pub fn windlass_enter(
        regs: *mut CallRegs,
        context: *mut VMContextHeader,
        code: *const u8,
        store: *mut VMStoreContext,
    ) -> usize;

    /// The entry point of every host function, in the convention of generated code; the context is a [`VMHostContext`].
    /// Not to be called from Rust.
    pub fn windlass_host_call();

    /// What `VMContextHeader::builtin_trampoline` must hold. Not to be called from Rust.
    pub fn windlass_builtin_call();

    /// What the stubs of functions jump to that are not compiled yet, see [`stubs`](super::stubs). Not to be called from Rust.
    pub fn windlass_resolve();

    /// Ends the last entry. To be jumped to with the stack pointer set to `VMStoreContext::host_sp`, by a signal
    /// handler that changes the context it returns to. Not to be called from Rust.
    pub fn windlass_unwind();

    /// What `VMStoreContext::trap_trampoline` must hold. Not to be called from Rust.
    pub fn windlass_trap();

    /// What is at [`TAIL_CALL_AT`](windlass_masm::vm::TAIL_CALL_AT). Not to be called from Rust.
    pub fn windlass_tail_call();

    /// Where a function returns that took the place of one of another instance: `x29` is the address of a
    /// [`TailRecord`](windlass_masm::vm::TailRecord). Not to be called from Rust.
    pub fn windlass_tail_return();

    fn windlass_tail_return_end();

    /// Calls `VMStoreContext::interrupted` for the store in the first argument register, then unwinds the guest or goes on
    /// at [`windlass_resume`]. To be jumped to by a signal handler that changes the context it returns to, with a stack
    /// pointer below `VMStoreContext::host_sp` at which the address of the store is. Not to be called from Rust.
    pub fn windlass_preempt();

    /// The instruction behind it: faults, and the handler of the fault restores the registers from where the stack pointer
    /// is. Not to be called.
    pub fn windlass_resume();

    fn windlass_enter_tail();
    fn windlass_enter_tail_end();
    fn windlass_host_call_tail();
    fn windlass_host_call_tail_end();
    fn windlass_builtin_call_tail();
    fn windlass_builtin_call_tail_end();
    fn windlass_resolve_tail();
    fn windlass_resolve_tail_end();

    /// Where the code of the trampolines, which begins with [`windlass_enter`], ends: for telling whether an address is
    /// in it. Not to be called.
    pub fn windlass_trampolines_end();
}

/// The tails: of the entry, then of the calls. There, the guest's stack pointer and all that is above it are as in guest code.
pub fn tails() -> [Range<usize>; 4] {
    let tail = |start: unsafe extern "C" fn(), end: unsafe extern "C" fn()| start as usize..end as usize;
    [
        tail(windlass_enter_tail, windlass_enter_tail_end),
        tail(windlass_host_call_tail, windlass_host_call_tail_end),
        tail(windlass_builtin_call_tail, windlass_builtin_call_tail_end),
        tail(windlass_resolve_tail, windlass_resolve_tail_end),
    ]
}

/// [`windlass_tail_call`] and [`windlass_tail_return`]: guest code, but that it belongs to no module. Nothing is below the stack pointer.
pub fn tail_calls() -> Range<usize> {
    windlass_tail_call as *const () as usize..windlass_tail_return_end as *const () as usize
}

global_asm!(
    ".text",
    ".balign 16",
    ".globl windlass_enter",
    ".hidden windlass_enter",
    ".type windlass_enter, %function",
    "windlass_enter:",
    "stp x29, x30, [sp, #-160]!",
    "stp x19, x20, [sp, #16]",
    "stp x21, x22, [sp, #32]",
    "stp x23, x24, [sp, #48]",
    "stp x25, x26, [sp, #64]",
    "stp x27, x28, [sp, #80]",
    "stp d8, d9, [sp, #96]",
    "stp d10, d11, [sp, #112]",
    "stp d12, d13, [sp, #128]",
    "stp d14, d15, [sp, #144]",
    "mov x28, x1", // context
    "ldr x27, [x1]",
    "mov x16, x2", // code
    "mov x19, x0", // regs
    "mov x20, x3", // store
    "mov x9, sp",
    "str x9, [x20, {host_sp}]",
    "ldr x9, [x20, {guest_sp}]",
    // Room for the results on the stack, then the arguments below them. Both numbers of words are even.
    "ldr x10, [x19, {stack_results}]",
    "sub x9, x9, x10, lsl #3",
    "ldr x10, [x19, {stack_args}]",
    "ldr x11, [x19, {stack_words}]",
    "sub x9, x9, x10, lsl #3",
    "mov sp, x9",
    "cbz x10, 3f",
    "2:",
    "ldp x12, x13, [x11], #16",
    "stp x12, x13, [x9], #16",
    "subs x10, x10, #2",
    "b.ne 2b",
    "3:",
    ".globl windlass_enter_tail",
    ".hidden windlass_enter_tail",
    "windlass_enter_tail:",
    "ldr w10, [x20, {interrupt}]",
    "cbnz w10, 7f",
    "ldp x1, x2, [x19, {int}]",
    "ldp x3, x4, [x19, {int} + 16]",
    "ldp x5, x6, [x19, {int} + 32]",
    "ldp x7, x8, [x19, {int} + 48]",
    "add x9, x19, {float}",
    "ldp q0, q1, [x9]",
    "ldp q2, q3, [x9, #32]",
    "ldp q4, q5, [x9, #64]",
    "ldp q6, q7, [x9, #96]",
    "mov x0, xzr", // no caller context
    "blr x16",
    ".globl windlass_enter_tail_end",
    ".hidden windlass_enter_tail_end",
    "windlass_enter_tail_end:",
    // The callee kept x19 and x20, and removed the arguments.
    "stp x0, x1, [x19, {int}]",
    "str x2, [x19, {int} + 16]",
    "add x9, x19, {float}",
    "stp q0, q1, [x9]",
    "str q2, [x9, #32]",
    "ldr x10, [x19, {stack_results}]",
    "ldr x11, [x19, {stack_words}]",
    "cbz x10, 5f",
    "4:",
    "ldp x12, x13, [sp], #16",
    "stp x12, x13, [x11], #16",
    "subs x10, x10, #2",
    "b.ne 4b",
    "5:",
    "ldr x9, [x20, {host_sp}]",
    "mov sp, x9",
    "mov x0, xzr",
    "6:",
    "ldp x19, x20, [sp, #16]",
    "ldp x21, x22, [sp, #32]",
    "ldp x23, x24, [sp, #48]",
    "ldp x25, x26, [sp, #64]",
    "ldp x27, x28, [sp, #80]",
    "ldp d8, d9, [sp, #96]",
    "ldp d10, d11, [sp, #112]",
    "ldp d12, d13, [sp, #128]",
    "ldp d14, d15, [sp, #144]",
    "ldp x29, x30, [sp], #160",
    "ret",
    "7:",
    "mov x21, sp",
    "mov x22, x16",
    "mov x0, x20",
    "ldr x10, [x20, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x20, {interrupted}]",
    "blr x9",
    "cbnz x0, 8f",
    "mov sp, x21",
    "mov x16, x22",
    "ldr x27, [x28]", // a callback may have moved the memory
    "b windlass_enter_tail",
    "8:",
    "ldr x10, [x20, {host_sp}]",
    "mov sp, x10",
    "b windlass_unwind",
    ".size windlass_enter, . - windlass_enter",
    ".globl windlass_unwind",
    ".hidden windlass_unwind",
    ".type windlass_unwind, %function",
    "windlass_unwind:",
    "mov x0, #1",
    "b 6b",
    ".size windlass_unwind, . - windlass_unwind",
    //
    ".balign 16",
    ".globl windlass_host_call",
    ".hidden windlass_host_call",
    ".type windlass_host_call, %function",
    "windlass_host_call:",
    "hint #34", // `bti c`: generated code comes here by indirect calls and by `br x16`
    "sub sp, sp, {frame_size}",
    "stp x1, x2, [sp, {int}]",
    "stp x3, x4, [sp, {int} + 16]",
    "stp x5, x6, [sp, {int} + 32]",
    "stp x7, x8, [sp, {int} + 48]",
    "stp x13, x14, [sp, {saved}]",
    "stp x19, x20, [sp, {saved} + 16]",
    "stp x21, x22, [sp, {saved} + 32]",
    "stp x23, x24, [sp, {saved} + 48]",
    "stp x25, x26, [sp, {saved} + 64]",
    "str x29, [sp, {saved} + 80]",
    "str x30, [sp, {regs_size}]",
    "ldr w9, [x28, {uses_float}]",
    "cbz w9, 2f",
    "add x9, sp, {float}",
    "stp q0, q1, [x9]",
    "stp q2, q3, [x9, #32]",
    "stp q4, q5, [x9, #64]",
    "stp q6, q7, [x9, #96]",
    "2:",
    "mov x1, x0",
    "mov x0, x28",
    "mov x2, sp",
    "mov x27, sp", // the caller reloads the memory base
    "ldr x9, [x28, {store}]",
    "str x27, [x9, {guest_sp}]",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x28, {function}]",
    "blr x9",
    "cbnz x0, 5f",
    "mov sp, x27",
    ".globl windlass_host_call_tail",
    ".hidden windlass_host_call_tail",
    "windlass_host_call_tail:",
    "ldr x9, [x28, {store}]",
    "ldr w10, [x9, {interrupt}]",
    "cbnz w10, 7f",
    "ldr w9, [x28, {uses_float}]",
    "cbz w9, 3f",
    "add x9, sp, {float}",
    "ldp q0, q1, [x9]",
    "ldr q2, [x9, #32]",
    "3:",
    "ldp x0, x1, [sp, {int}]",
    "ldr x2, [sp, {int} + 16]",
    "ldp x13, x14, [sp, {saved}]",
    "ldr x30, [sp, {regs_size}]",
    "ldr x9, [x28, {host_stack_args}]",
    "add sp, sp, {frame_size}",
    "add sp, sp, x9",
    "ret",
    ".globl windlass_host_call_tail_end",
    ".hidden windlass_host_call_tail_end",
    "windlass_host_call_tail_end:",
    "5:",
    "ldr x9, [x28, {store}]",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "b windlass_unwind",
    "7:",
    "mov x0, x9",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x9, {interrupted}]",
    "blr x9",
    "cbnz x0, 5b",
    "mov sp, x27",
    "b windlass_host_call_tail",
    ".size windlass_host_call, . - windlass_host_call",
    //
    ".balign 16",
    ".globl windlass_builtin_call",
    ".hidden windlass_builtin_call",
    ".type windlass_builtin_call, %function",
    // The index of the operator is in w0; the context is that of the caller and stays.
    "windlass_builtin_call:",
    "hint #34",
    "sub sp, sp, {frame_size}",
    "stp x1, x2, [sp, {int}]",
    "stp x3, x4, [sp, {int} + 16]",
    "stp x5, x6, [sp, {int} + 32]",
    "stp x7, x8, [sp, {int} + 48]",
    "stp x13, x14, [sp, {saved}]",
    "str x30, [sp, {regs_size}]",
    "mov w1, w0",
    "mov x0, x28",
    "mov x2, sp",
    "mov x27, sp",
    "ldr x9, [x28, {store}]",
    "str x27, [x9, {guest_sp}]",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x9, {builtin}]",
    "blr x9",
    "cbnz x0, 5b",
    "mov sp, x27",
    ".globl windlass_builtin_call_tail",
    ".hidden windlass_builtin_call_tail",
    "windlass_builtin_call_tail:",
    "ldr x9, [x28, {store}]",
    "ldr w10, [x9, {interrupt}]",
    "cbnz w10, 7f",
    "ldr x27, [x28]",
    "ldr x0, [sp, {int}]",
    "ldp x13, x14, [sp, {saved}]",
    "ldr x30, [sp, {regs_size}]",
    "add sp, sp, {frame_size}",
    "ret",
    ".globl windlass_builtin_call_tail_end",
    ".hidden windlass_builtin_call_tail_end",
    "windlass_builtin_call_tail_end:",
    "7:",
    "mov x0, x9",
    "mov x27, sp",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x9, {interrupted}]",
    "blr x9",
    "cbnz x0, 5b",
    "mov sp, x27",
    "b windlass_builtin_call_tail",
    ".size windlass_builtin_call, . - windlass_builtin_call",
    //
    ".balign 16",
    ".globl windlass_resolve",
    ".hidden windlass_resolve",
    ".type windlass_resolve, %function",
    // The address of the stub is in x17.
    "windlass_resolve:",
    "hint #34",
    "sub sp, sp, {frame_size}",
    "stp x1, x2, [sp, {int}]",
    "stp x3, x4, [sp, {int} + 16]",
    "stp x5, x6, [sp, {int} + 32]",
    "stp x7, x8, [sp, {int} + 48]",
    "stp x13, x14, [sp, {saved}]",
    "str x30, [sp, {regs_size}]",
    "add x9, sp, {float}",
    "stp q0, q1, [x9]",
    "stp q2, q3, [x9, #32]",
    "stp q4, q5, [x9, #64]",
    "stp q6, q7, [x9, #96]",
    "mov x0, x28",
    "mov x1, x17",
    "mov x2, sp",
    "mov x27, sp",
    "ldr x9, [x28, {store}]",
    "str x27, [x9, {guest_sp}]",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x9, {resolver}]",
    "blr x9",
    "cbz x0, 5b",
    "mov x16, x0",
    "mov sp, x27",
    ".globl windlass_resolve_tail",
    ".hidden windlass_resolve_tail",
    "windlass_resolve_tail:",
    "ldr x9, [x28, {store}]",
    "ldr w10, [x9, {interrupt}]",
    "cbnz w10, 7f",
    "ldr x27, [x28]",
    "add x9, sp, {float}",
    "ldp q0, q1, [x9]",
    "ldp q2, q3, [x9, #32]",
    "ldp q4, q5, [x9, #64]",
    "ldp q6, q7, [x9, #96]",
    "ldp x1, x2, [sp, {int}]",
    "ldp x3, x4, [sp, {int} + 16]",
    "ldp x5, x6, [sp, {int} + 32]",
    "ldp x7, x8, [sp, {int} + 48]",
    "ldp x13, x14, [sp, {saved}]",
    "ldr x30, [sp, {regs_size}]",
    "add sp, sp, {frame_size}",
    "br x16",
    ".globl windlass_resolve_tail_end",
    ".hidden windlass_resolve_tail_end",
    "windlass_resolve_tail_end:",
    "7:",
    "str x16, [sp, {stack_words}]",
    "mov x0, x9",
    "mov x27, sp",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x9, {interrupted}]",
    "blr x9",
    "cbnz x0, 5b",
    "mov sp, x27",
    "ldr x16, [sp, {stack_words}]",
    "b windlass_resolve_tail",
    ".size windlass_resolve, . - windlass_resolve",
    //
    ".balign 16",
    ".globl windlass_trap",
    ".hidden windlass_trap",
    ".type windlass_trap, %function",
    // The address of what would have trapped is in x17.
    "windlass_trap:",
    "hint #34",
    "ldr x0, [x28, {store}]",
    "mov x1, x17",
    "mov x2, sp",
    "mov x3, x30",
    "ldr x10, [x0, {host_sp}]",
    "mov sp, x10",
    "ldr x9, [x0, {trap}]",
    "blr x9",
    "b windlass_unwind",
    ".size windlass_trap, . - windlass_trap",
    //
    ".balign 16",
    ".globl windlass_tail_call",
    ".hidden windlass_tail_call",
    ".type windlass_tail_call, %function",
    // The reference is in x17, the words on the stack are in w0: see `TailCall::stack_words`. All else but the context is as at the
    // entry of the callee.
    "windlass_tail_call:",
    "hint #34",
    "adr x16, windlass_tail_return",
    "cmp x30, x16",
    "b.ne 3f",
    "2:",
    "mov x0, x28",
    "ldp x16, x28, [x17]",
    "ldr x27, [x28]",
    "br x16",
    // What is above the arguments stays the caller's. So they move down, and between are other results, and the record.
    "3:",
    "and x9, x0, #0xffff", // words of arguments
    "lsr x10, x0, #16",
    "lsl x10, x10, #3", // bytes of results
    "mov x11, sp",
    "sub x12, x11, x10",
    "sub x12, x12, {record_size}",
    "ldr xzr, [x12]", // if there is no room, nothing has changed
    "mov sp, x12",
    "cbz x9, 5f",
    "4:",
    "ldp x0, x15, [x11], #16",
    "stp x0, x15, [x12], #16",
    "subs x9, x9, #2",
    "b.ne 4b",
    "5:",
    "sub x11, x11, {record_size}",
    "stp x29, x28, [x11]",
    "stp x30, x10, [x11, #16]",
    "mov x29, x11",
    "mov x30, x16",
    "b 2b",
    ".size windlass_tail_call, . - windlass_tail_call",
    //
    ".balign 16",
    ".globl windlass_tail_return",
    ".hidden windlass_tail_return",
    ".type windlass_tail_return, %function",
    // The results on the stack are between the stack pointer and the record, and go behind that.
    "windlass_tail_return:",
    "mov x9, sp",
    "add x10, x29, {record_size}",
    "2:",
    "cmp x9, x29",
    "b.eq 3f",
    "ldp x11, x12, [x9], #16",
    "stp x11, x12, [x10], #16",
    "b 2b",
    "3:",
    "ldp x11, x28, [x29]",
    "ldr x9, [x29, #16]",
    "add sp, x29, {record_size}",
    "mov x29, x11",
    "ldr x27, [x28]",
    "ret x9", // what it returns to is no landing pad
    ".globl windlass_tail_return_end",
    ".hidden windlass_tail_return_end",
    "windlass_tail_return_end:",
    ".size windlass_tail_return, . - windlass_tail_return",
    //
    ".balign 16",
    ".globl windlass_preempt",
    ".hidden windlass_preempt",
    ".type windlass_preempt, %function",
    "windlass_preempt:",
    "ldr x9, [x0, {interrupted}]",
    "blr x9",
    "cbnz x0, 2f",
    ".globl windlass_resume",
    ".hidden windlass_resume",
    "windlass_resume:",
    "udf #0",
    "2:",
    "ldr x9, [sp]",
    "ldr x10, [x9, {host_sp}]",
    "mov sp, x10",
    "b windlass_unwind",
    ".size windlass_preempt, . - windlass_preempt",
    ".globl windlass_trampolines_end",
    ".hidden windlass_trampolines_end",
    "windlass_trampolines_end:",
    host_sp = const offset_of!(VMStoreContext, host_sp),
    guest_sp = const offset_of!(VMStoreContext, guest_sp),
    builtin = const offset_of!(VMStoreContext, builtin),
    resolver = const offset_of!(VMStoreContext, resolver),
    trap = const offset_of!(VMStoreContext, trap),
    interrupt = const offset_of!(VMStoreContext, interrupt),
    interrupted = const offset_of!(VMStoreContext, interrupted),
    store = const offset_of!(VMContextHeader, store),
    function = const offset_of!(VMHostContext, function),
    host_stack_args = const offset_of!(VMHostContext, stack_args),
    uses_float = const offset_of!(VMHostContext, uses_float),
    int = const offset_of!(CallRegs, int),
    float = const offset_of!(CallRegs, float),
    stack_words = const offset_of!(CallRegs, stack_words),
    stack_args = const offset_of!(CallRegs, stack_args),
    stack_results = const offset_of!(CallRegs, stack_results),
    saved = const offset_of!(CallRegs, saved),
    regs_size = const size_of::<CallRegs>(),
    record_size = const size_of::<TailRecord>(),
    frame_size = const size_of::<CallRegs>() + RETURN_ADDRESS_SIZE,
);

/// `windlass_tail_call` loads a reference, and both write and read a record, by pairs.
const _: () = assert!(offset_of!(VMFuncRef, code) == 0 && offset_of!(VMFuncRef, context) == 8);
const _: () = assert!(offset_of!(TailRecord, saved_register) == 0 && offset_of!(TailRecord, context) == 8);
const _: () = assert!(offset_of!(TailRecord, return_address) == 16 && offset_of!(TailRecord, result_bytes) == 24);

/// The stack pointer must stay a multiple of 16.
const _: () = assert!((size_of::<CallRegs>() + RETURN_ADDRESS_SIZE).is_multiple_of(16));
