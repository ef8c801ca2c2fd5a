//! Crossing between the host and generated code, on x86_64 with the System V convention.
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
//! Registers of generated code: `r14` is the context, `rbx` the memory base, `r11` is scratch. Arguments are in `rdx`,
//! `rcx`, `r8`, `r9`, `r10` and `xmm0` to `xmm7`; results in `rax`, `rdx`, `rcx` and `xmm0` to `xmm2`. `rsi`, `rdi`,
//! `rbp`, `r12`, `r13` and `r15` are kept by the callee, no other. On a call to another context, `rax` holds the
//! caller's.

use core::arch::global_asm;
use core::mem::offset_of;
use core::ops::Range;

use windlass_masm::vm::{CallRegs, TailRecord, VMContextHeader, VMFuncRef, VMHostContext, VMStoreContext};

unsafe extern "C" {
    /// Calls `code`, a function in the convention of generated code, with `context` in the context register and the
    /// arguments in `regs`, on the guest stack of `store`, below `guest_sp`. Results come back in `regs`.
    ///
    /// Returns [`ENTER_RETURNED`](windlass_masm::vm::ENTER_RETURNED) when the function did, or
    /// [`ENTER_UNWOUND`](windlass_masm::vm::ENTER_UNWOUND) when [`windlass_unwind`] ended it.
    ///
    /// # Safety
    /// The pointers must be valid, `code` must be a function whose type agrees with `regs`, and `guest_sp` must be the
    /// top of a stack with room below it. The caller must restore `host_sp` and `guest_sp` of `store` afterwards.
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

    /// What the stubs of functions call that are not compiled yet, see [`stubs`](super::stubs). Not to be called from Rust.
    pub fn windlass_resolve();

    /// Ends the last entry. To be jumped to with the stack pointer set to `VMStoreContext::host_sp`, by a signal
    /// handler that changes the context it returns to. Not to be called from Rust.
    pub fn windlass_unwind();

    /// What `VMStoreContext::trap_trampoline` must hold. Not to be called from Rust.
    pub fn windlass_trap();

    /// What is at [`TAIL_CALL_AT`](windlass_masm::vm::TAIL_CALL_AT). Not to be called from Rust.
    pub fn windlass_tail_call();

    /// Where a function returns that took the place of one of another instance: `rbp` is the address of a
    /// [`TailRecord`]. Not to be called from Rust.
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
    ".type windlass_enter, @function",
    "windlass_enter:",
    // Seven pushes keep the stack aligned to 16 with the return address: a host call may continue right here.
    "push rbp",
    "push rbx",
    "push r12",
    "push r13",
    "push r14",
    "push r15",
    "push rdi",
    "mov r14, rsi", // context
    "mov rbx, [rsi]",
    "mov r11, rdx", // code
    "mov r12, rcx", // store
    "mov r13, rdi", // regs
    "mov [r12 + {host_sp}], rsp",
    "mov rsp, [r12 + {guest_sp}]",
    // Room for the results on the stack, then the arguments below them.
    "mov rax, [r13 + {stack_results}]",
    "shl rax, 3",
    "sub rsp, rax",
    "mov rax, [r13 + {stack_args}]",
    "mov rsi, [r13 + {stack_words}]",
    "2:",
    "test rax, rax",
    "jz 3f",
    "push qword ptr [rsi + rax*8 - 8]",
    "dec rax",
    "jmp 2b",
    "3:",
    ".globl windlass_enter_tail",
    ".hidden windlass_enter_tail",
    "windlass_enter_tail:",
    "cmp dword ptr [r12 + {interrupt}], 0",
    "jne 7f",
    "mov rdx, [r13 + {int}]",
    "mov rcx, [r13 + {int} + 8]",
    "mov r8, [r13 + {int} + 16]",
    "mov r9, [r13 + {int} + 24]",
    "mov r10, [r13 + {int} + 32]",
    "movups xmm0, [r13 + {float}]",
    "movups xmm1, [r13 + {float} + 16]",
    "movups xmm2, [r13 + {float} + 32]",
    "movups xmm3, [r13 + {float} + 48]",
    "movups xmm4, [r13 + {float} + 64]",
    "movups xmm5, [r13 + {float} + 80]",
    "movups xmm6, [r13 + {float} + 96]",
    "movups xmm7, [r13 + {float} + 112]",
    "xor eax, eax", // no caller context
    "call r11",
    ".globl windlass_enter_tail_end",
    ".hidden windlass_enter_tail_end",
    "windlass_enter_tail_end:",
    // The callee kept r12 and r13, and removed the arguments.
    "mov [r13 + {int}], rax",
    "mov [r13 + {int} + 8], rdx",
    "mov [r13 + {int} + 16], rcx",
    "movups [r13 + {float}], xmm0",
    "movups [r13 + {float} + 16], xmm1",
    "movups [r13 + {float} + 32], xmm2",
    "mov rcx, [r13 + {stack_results}]",
    "mov rdi, [r13 + {stack_words}]",
    "4:",
    "test rcx, rcx",
    "jz 5f",
    "pop qword ptr [rdi]",
    "add rdi, 8",
    "dec rcx",
    "jmp 4b",
    "5:",
    "mov rsp, [r12 + {host_sp}]",
    "xor eax, eax",
    "6:",
    "pop rdi",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
    "7:",
    "mov r15, rsp",
    "mov rbp, r11",
    "mov rdi, r12",
    "mov rsp, [r12 + {host_sp}]",
    "call [r12 + {interrupted}]",
    "test rax, rax",
    "jnz 8f",
    "mov rsp, r15",
    "mov r11, rbp",
    "mov rbx, [r14]", // a callback may have moved the memory
    "jmp windlass_enter_tail",
    "8:",
    "mov rsp, [r12 + {host_sp}]",
    "jmp windlass_unwind",
    ".size windlass_enter, . - windlass_enter",
    ".globl windlass_unwind",
    ".hidden windlass_unwind",
    ".type windlass_unwind, @function",
    "windlass_unwind:",
    "mov eax, 1",
    "jmp 6b",
    ".size windlass_unwind, . - windlass_unwind",
    //
    ".balign 16",
    ".globl windlass_host_call",
    ".hidden windlass_host_call",
    ".type windlass_host_call, @function",
    "windlass_host_call:",
    "endbr64", // generated code comes here by indirect calls
    "sub rsp, {regs_size}",
    "mov [rsp + {int}], rdx",
    "mov [rsp + {int} + 8], rcx",
    "mov [rsp + {int} + 16], r8",
    "mov [rsp + {int} + 24], r9",
    "mov [rsp + {int} + 32], r10",
    "mov [rsp + {saved}], rsi",
    "mov [rsp + {saved} + 8], rdi",
    "mov [rsp + {saved} + 16], rbp",
    "mov [rsp + {saved} + 24], r12",
    "mov [rsp + {saved} + 32], r13",
    "mov [rsp + {saved} + 40], r15",
    "cmp dword ptr [r14 + {uses_float}], 0",
    "je 2f",
    "movups [rsp + {float}], xmm0",
    "movups [rsp + {float} + 16], xmm1",
    "movups [rsp + {float} + 32], xmm2",
    "movups [rsp + {float} + 48], xmm3",
    "movups [rsp + {float} + 64], xmm4",
    "movups [rsp + {float} + 80], xmm5",
    "movups [rsp + {float} + 96], xmm6",
    "movups [rsp + {float} + 112], xmm7",
    "2:",
    "mov rdi, r14",
    "mov rsi, rax",
    "mov rdx, rsp",
    "mov rbx, rsp", // the caller reloads the memory base
    "mov r11, [r14 + {store}]",
    "mov [r11 + {guest_sp}], rsp",
    "mov rsp, [r11 + {host_sp}]",
    "call [r14 + {function}]",
    "test rax, rax",
    "jnz 5f",
    "mov rsp, rbx",
    ".globl windlass_host_call_tail",
    ".hidden windlass_host_call_tail",
    "windlass_host_call_tail:",
    "mov r11, [r14 + {store}]",
    "cmp dword ptr [r11 + {interrupt}], 0",
    "jne 7f",
    "cmp dword ptr [r14 + {uses_float}], 0",
    "je 3f",
    "movups xmm0, [rsp + {float}]",
    "movups xmm1, [rsp + {float} + 16]",
    "movups xmm2, [rsp + {float} + 32]",
    "3:",
    "mov rax, [rsp + {int}]",
    "mov rdx, [rsp + {int} + 8]",
    "mov rcx, [rsp + {int} + 16]",
    "mov rsi, [rsp + {saved}]",
    "mov rdi, [rsp + {saved} + 8]",
    "mov r11, [r14 + {host_stack_args}]",
    "add rsp, {regs_size}",
    "test r11, r11",
    "jnz 4f",
    "ret",
    "4:",
    "pop r10",
    "add rsp, r11",
    "notrack jmp r10", // what it returns to is no landing pad
    ".globl windlass_host_call_tail_end",
    ".hidden windlass_host_call_tail_end",
    "windlass_host_call_tail_end:",
    "5:",
    "mov r11, [r14 + {store}]",
    "mov rsp, [r11 + {host_sp}]",
    "jmp windlass_unwind",
    "7:",
    "mov rdi, r11",
    "mov rsp, [r11 + {host_sp}]",
    "call [r11 + {interrupted}]",
    "test rax, rax",
    "jnz 5b",
    "mov rsp, rbx",
    "jmp windlass_host_call_tail",
    ".size windlass_host_call, . - windlass_host_call",
    //
    ".balign 16",
    ".globl windlass_builtin_call",
    ".hidden windlass_builtin_call",
    ".type windlass_builtin_call, @function",
    // The index of the operator is in eax; the context is that of the caller and stays.
    "windlass_builtin_call:",
    "endbr64",
    "sub rsp, {regs_size}",
    "mov [rsp + {int}], rdx",
    "mov [rsp + {int} + 8], rcx",
    "mov [rsp + {int} + 16], r8",
    "mov [rsp + {int} + 24], r9",
    "mov [rsp + {int} + 32], r10",
    "mov [rsp + {saved}], rsi",
    "mov [rsp + {saved} + 8], rdi",
    "mov rdi, r14",
    "mov esi, eax",
    "mov rdx, rsp",
    "mov rbx, rsp",
    "mov r11, [r14 + {store}]",
    "mov [r11 + {guest_sp}], rsp",
    "mov rsp, [r11 + {host_sp}]",
    "call [r11 + {builtin}]",
    "test rax, rax",
    "jnz 5b",
    "mov rsp, rbx",
    ".globl windlass_builtin_call_tail",
    ".hidden windlass_builtin_call_tail",
    "windlass_builtin_call_tail:",
    "mov r11, [r14 + {store}]",
    "cmp dword ptr [r11 + {interrupt}], 0",
    "jne 7f",
    "mov rbx, [r14]",
    "mov rax, [rsp + {int}]",
    "mov rsi, [rsp + {saved}]",
    "mov rdi, [rsp + {saved} + 8]",
    "add rsp, {regs_size}",
    "ret",
    ".globl windlass_builtin_call_tail_end",
    ".hidden windlass_builtin_call_tail_end",
    "windlass_builtin_call_tail_end:",
    "7:",
    "mov rdi, r11",
    "mov rbx, rsp",
    "mov rsp, [r11 + {host_sp}]",
    "call [r11 + {interrupted}]",
    "test rax, rax",
    "jnz 5b",
    "mov rsp, rbx",
    "jmp windlass_builtin_call_tail",
    ".size windlass_builtin_call, . - windlass_builtin_call",
    //
    ".balign 16",
    ".globl windlass_resolve",
    ".hidden windlass_resolve",
    ".type windlass_resolve, @function",
    "windlass_resolve:",
    "endbr64",
    "pop r11", // in the stub; what is left is the call of the function
    "sub rsp, {regs_size}",
    "mov [rsp + {int}], rdx",
    "mov [rsp + {int} + 8], rcx",
    "mov [rsp + {int} + 16], r8",
    "mov [rsp + {int} + 24], r9",
    "mov [rsp + {int} + 32], r10",
    "mov [rsp + {saved}], rsi",
    "mov [rsp + {saved} + 8], rdi",
    "movups [rsp + {float}], xmm0",
    "movups [rsp + {float} + 16], xmm1",
    "movups [rsp + {float} + 32], xmm2",
    "movups [rsp + {float} + 48], xmm3",
    "movups [rsp + {float} + 64], xmm4",
    "movups [rsp + {float} + 80], xmm5",
    "movups [rsp + {float} + 96], xmm6",
    "movups [rsp + {float} + 112], xmm7",
    "mov rdi, r14",
    "mov rsi, r11",
    "mov rdx, rsp",
    "mov rbx, rsp",
    "mov r11, [r14 + {store}]",
    "mov [r11 + {guest_sp}], rsp",
    "mov rsp, [r11 + {host_sp}]",
    "call [r11 + {resolver}]",
    "test rax, rax",
    "jz 5b",
    "mov rsp, rbx",
    ".globl windlass_resolve_tail",
    ".hidden windlass_resolve_tail",
    "windlass_resolve_tail:",
    "mov r11, [r14 + {store}]",
    "cmp dword ptr [r11 + {interrupt}], 0",
    "jne 7f",
    "mov rbx, [r14]",
    "mov rdx, [rsp + {int}]",
    "mov rcx, [rsp + {int} + 8]",
    "mov r8, [rsp + {int} + 16]",
    "mov r9, [rsp + {int} + 24]",
    "mov r10, [rsp + {int} + 32]",
    "mov rsi, [rsp + {saved}]",
    "mov rdi, [rsp + {saved} + 8]",
    "movups xmm0, [rsp + {float}]",
    "movups xmm1, [rsp + {float} + 16]",
    "movups xmm2, [rsp + {float} + 32]",
    "movups xmm3, [rsp + {float} + 48]",
    "movups xmm4, [rsp + {float} + 64]",
    "movups xmm5, [rsp + {float} + 80]",
    "movups xmm6, [rsp + {float} + 96]",
    "movups xmm7, [rsp + {float} + 112]",
    "add rsp, {regs_size}",
    "jmp rax",
    ".globl windlass_resolve_tail_end",
    ".hidden windlass_resolve_tail_end",
    "windlass_resolve_tail_end:",
    "7:",
    "mov [rsp + {stack_words}], rax",
    "mov rdi, r11",
    "mov rbx, rsp",
    "mov rsp, [r11 + {host_sp}]",
    "call [r11 + {interrupted}]",
    "test rax, rax",
    "jnz 5b",
    "mov rsp, rbx",
    "mov rax, [rsp + {stack_words}]",
    "jmp windlass_resolve_tail",
    ".size windlass_resolve, . - windlass_resolve",
    //
    ".balign 16",
    ".globl windlass_trap",
    ".hidden windlass_trap",
    ".type windlass_trap, @function",
    "windlass_trap:",
    "endbr64",
    "pop rsi", // after the call is what would have trapped
    "mov rdi, [r14 + {store}]",
    "mov rdx, rsp",
    "mov rsp, [rdi + {host_sp}]",
    "call [rdi + {trap}]",
    "jmp windlass_unwind",
    ".size windlass_trap, . - windlass_trap",
    //
    ".balign 16",
    ".globl windlass_tail_call",
    ".hidden windlass_tail_call",
    ".type windlass_tail_call, @function",
    // The reference is in r11, the words on the stack are in eax: see `TailCall::stack_words`. All else but the context is as at the
    // entry of the callee.
    "windlass_tail_call:",
    "endbr64",
    "movq xmm15, rcx",
    "lea rcx, [rip + windlass_tail_return]",
    "cmp [rsp], rcx",
    "jne 3f",
    "2:",
    "movq rcx, xmm15",
    "mov rax, r14",
    "mov r14, [r11 + {ref_context}]",
    "mov rbx, [r14]",
    "jmp [r11 + {ref_code}]",
    // What is above the arguments stays the caller's. So they move down, and between are other results, and the record.
    "3:",
    "movq xmm14, rdx",
    "movq xmm13, rsi",
    "movq xmm12, rdi",
    "movzx edx, ax", // words of arguments
    "shr eax, 16",
    "shl eax, 3", // bytes of results
    "mov rsi, rsp",
    "mov rdi, rsp",
    "sub rdi, rax",
    "sub rdi, {record_size}",
    "cmp qword ptr [rdi], 0", // if there is no room, nothing has changed
    "mov rsp, rdi",
    "mov [rdi], rcx",
    "movq xmm11, [rsi]",
    "4:",
    "test edx, edx",
    "jz 5f",
    "add rsi, 8",
    "add rdi, 8",
    "mov rcx, [rsi]",
    "mov [rdi], rcx",
    "dec edx",
    "jmp 4b",
    "5:",
    "sub rsi, {record_size} - 8",
    "mov [rsi + {saved_register}], rbp",
    "mov [rsi + {record_context}], r14",
    "movq [rsi + {return_address}], xmm11",
    "mov [rsi + {result_bytes}], rax",
    "mov rbp, rsi",
    "movq rdi, xmm12",
    "movq rsi, xmm13",
    "movq rdx, xmm14",
    "jmp 2b",
    ".size windlass_tail_call, . - windlass_tail_call",
    //
    ".balign 16",
    ".globl windlass_tail_return",
    ".hidden windlass_tail_return",
    ".type windlass_tail_return, @function",
    // The results on the stack are between the stack pointer and the record, and go behind that.
    "windlass_tail_return:",
    "lea r11, [rbp + {record_size}]",
    "2:",
    "cmp rsp, rbp",
    "je 3f",
    "pop r10",
    "mov [r11], r10",
    "add r11, 8",
    "jmp 2b",
    "3:",
    "mov r14, [rbp + {record_context}]",
    "mov rbx, [r14]",
    "mov r11, [rbp + {return_address}]",
    "lea r10, [rbp + {record_size}]",
    "mov rbp, [rbp + {saved_register}]",
    "mov rsp, r10", // last: where it is preempted, others overwrite what is below
    "notrack jmp r11", // what it returns to is no landing pad
    ".globl windlass_tail_return_end",
    ".hidden windlass_tail_return_end",
    "windlass_tail_return_end:",
    ".size windlass_tail_return, . - windlass_tail_return",
    //
    ".balign 16",
    ".globl windlass_preempt",
    ".hidden windlass_preempt",
    ".type windlass_preempt, @function",
    "windlass_preempt:",
    "cld",
    "call [rdi + {interrupted}]",
    "test rax, rax",
    "jnz 2f",
    ".globl windlass_resume",
    ".hidden windlass_resume",
    "windlass_resume:",
    "ud2",
    "2:",
    "mov r11, [rsp]",
    "mov rsp, [r11 + {host_sp}]",
    "jmp windlass_unwind",
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
    ref_code = const offset_of!(VMFuncRef, code),
    ref_context = const offset_of!(VMFuncRef, context),
    saved_register = const offset_of!(TailRecord, saved_register),
    record_context = const offset_of!(TailRecord, context),
    return_address = const offset_of!(TailRecord, return_address),
    result_bytes = const offset_of!(TailRecord, result_bytes),
    record_size = const size_of::<TailRecord>(),
);
