//! The entry points of the machine's trampolines, which `trampolines.rs` of each instruction set has in assembly.

use core::ops::Range;

use windlass_masm::vm::{CallRegs, VMContextHeader, VMStoreContext};

unsafe extern "C" {
    /// Calls `code`, a function in the convention of generated code, with `context` in the context register and the
    /// arguments in `regs`, on the guest stack of `store`, below `guest_sp`. Results come back in `regs`.
    ///
    /// Returns [`ENTER_RETURNED`](windlass_masm::vm::ENTER_RETURNED) when the function did, or
    /// [`ENTER_UNWOUND`](windlass_masm::vm::ENTER_UNWOUND) when [`windlass_unwind`] ended it.
    ///
    /// # Safety
    /// The pointers must be valid, `code` must be a function whose type agrees with `regs`, and `guest_sp` must be the
    /// top of a stack with room below it, and a multiple of 16 on aarch64. The caller must restore `host_sp` and `guest_sp`
    /// of `store` afterwards.
    pub fn windlass_enter(
        regs: *mut CallRegs,
        context: *mut VMContextHeader,
        code: *const u8,
        store: *mut VMStoreContext,
    ) -> usize;

    /// The entry point of every host function, in the convention of generated code; the context is a
    /// [`VMHostContext`](windlass_masm::vm::VMHostContext).
    /// Not to be called from Rust.
    pub fn windlass_host_call();

    /// What `VMContextHeader::builtin_trampoline` must hold. Not to be called from Rust.
    pub fn windlass_builtin_call();

    /// What the stubs of functions call that are not compiled yet, see `stubs` of the instruction set. Not to be called from Rust.
    pub fn windlass_resolve();

    /// Ends the last entry. To be jumped to with the stack pointer set to `VMStoreContext::host_sp`, by a signal
    /// handler that changes the context it returns to. Not to be called from Rust.
    pub fn windlass_unwind();

    /// What `VMStoreContext::trap_trampoline` must hold. Not to be called from Rust.
    pub fn windlass_trap();

    /// What is at [`TAIL_CALL_AT`](windlass_masm::vm::TAIL_CALL_AT). Not to be called from Rust.
    pub fn windlass_tail_call();

    /// Where a function returns that took the place of one of another instance: `rbp`, or `x29`, is the address
    /// of a [`TailRecord`](windlass_masm::vm::TailRecord). Not to be called from Rust.
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
    fn windlass_raise_tail();
    fn windlass_raise_tail_end();
    fn windlass_builtin_call_tail();
    fn windlass_builtin_call_tail_end();
    fn windlass_resolve_tail();
    fn windlass_resolve_tail_end();

    /// Where the code of the trampolines, which begins with [`windlass_enter`], ends: for telling whether an address is
    /// in it. Not to be called.
    pub fn windlass_trampolines_end();
}

/// The tails: of the entry, then of the calls. There, the guest's stack pointer and all that is above it are as in guest code.
pub fn tails() -> [Range<usize>; 5] {
    let tail = |start: unsafe extern "C" fn(), end: unsafe extern "C" fn()| start as usize..end as usize;
    [
        tail(windlass_enter_tail, windlass_enter_tail_end),
        tail(windlass_host_call_tail, windlass_host_call_tail_end),
        tail(windlass_raise_tail, windlass_raise_tail_end),
        tail(windlass_builtin_call_tail, windlass_builtin_call_tail_end),
        tail(windlass_resolve_tail, windlass_resolve_tail_end),
    ]
}

/// [`windlass_tail_call`] and [`windlass_tail_return`]: guest code, but that it belongs to no module. Nothing is below the stack pointer.
pub fn tail_calls() -> Range<usize> {
    windlass_tail_call as *const () as usize..windlass_tail_return_end as *const () as usize
}
