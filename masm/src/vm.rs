//! The memory layouts that generated code, the trampolines and the runtime share.
//!
//! Generated code keeps two values in fixed registers for as long as it runs: the *context* of the instance (a
//! [`VMContextHeader`] and, after it, what the module declares), and the base address of its first linear memory.
//! Everything here is `repr(C)`, and the trampolines use the offsets of the fields.

use core::mem::offset_of;
use core::sync::atomic::AtomicU32;

/// The first fields of the context of an instance, and of the context of a host function.
///
/// A call to another instance, or to the host, loads the callee's context into the context register, then the memory
/// base from the first field: so both kinds of context begin alike.
#[derive(Debug)]
#[repr(C)]
pub struct VMContextHeader {
    /// Address of the first byte of memory 0. Null if there is none.
    pub memory_base: *mut u8,
    /// Size of memory 0 in bytes; if it is shared, the address of its size.
    pub memory_len: usize,
    /// The store that the instance, or the host function, belongs to.
    pub store: *mut VMStoreContext,
    /// Address of `windlass_builtin_call`, the code that generated code calls for an operator that the host implements. Zero in
    /// the context of a host function.
    pub builtin_trampoline: usize,
}

/// The offset, from the context of an instance, of a 64-bit zero, the source of conditional moves: see
/// [`Assembly::spectre_mitigation`](crate::Assembly::spectre_mitigation).
pub const ZERO_AT: i32 = -8;

/// The offset of [`CLAMPED_END`] from the context of an instance.
pub const CLAMPED_END_AT: i32 = -16;

/// The offset, from the context of an instance, of the address of `windlass_tail_call`, which generated code jumps to for a tail call
/// of a function that may have another context: see [`TailCall`](crate::TailCall).
pub const TAIL_CALL_AT: i32 = -24;

/// The end that replaces the end of an access that is out of bounds. The start of the clamped access is then near the start of the
/// memory.
pub const CLAMPED_END: u64 = 64;

/// The maximum size in bytes of a memory with 64-bit addresses and guard pages. A power of two, so that the upper bits of an index show
/// whether it is below.
pub const GUARDED_MEMORY64: u64 = 1 << 34;

/// The part of a store that the trampolines use while its guest code runs.
#[derive(Debug)]
#[repr(C)]
pub struct VMStoreContext {
    /// Stack pointer of the host at the last entry into guest code. A host call continues below it, and an unwinding
    /// trap resumes from it.
    pub host_sp: usize,
    /// Stack pointer of the guest at the last exit to the host: the address of the [`CallRegs`] that the exit saved.
    /// An entry into guest code starts below it. Outside guest code, the top of the guest stack.
    pub guest_sp: usize,
    /// Lowest address that a guest frame may use. Checked by functions with a frame larger than the guard and, if traps are
    /// explicit, by all functions with calls.
    pub stack_limit: usize,
    /// The host's implementation of operators: `extern "C" fn(*mut VMContextHeader, index: u32, *mut CallRegs) -> usize`. Zero is
    /// success; anything else unwinds the guest, as for a host function.
    pub builtin: usize,
    /// The host's compiler of functions that are called for the first time:
    /// `extern "C" fn(*mut VMContextHeader, at: usize, *mut CallRegs) -> usize`. `at` is after the call in the function's
    /// stub, the context is the function's own. Returns its address; zero unwinds the guest.
    pub resolver: usize,
    /// Address of `windlass_trap`, which generated code calls to trap if traps are explicit.
    pub trap_trampoline: usize,
    /// The host's part of that: `extern "C" fn(*mut VMStoreContext, pc: usize, sp: usize, link: usize, fuel: u64)`. `pc` is the address of
    /// the instruction that would otherwise have faulted, `sp` the stack pointer there, and `link` the content of the link
    /// register, on machines that have one; `fuel` is what is left of it. The guest is unwound when it returns.
    pub trap: usize,
    /// Nonzero if the host wants the guest to stop. Any thread may write it. The trampolines test it before every
    /// instruction that leads to guest code.
    pub interrupt: AtomicU32,
    /// The function that the trampolines call then: `extern "C" fn(*mut VMStoreContext, registers: *mut ()) -> usize`. Zero resumes the
    /// guest with what is in `registers`, the [`CallRegs`] of a trampoline or what a signal handler saved; anything else unwinds it.
    pub interrupted: usize,
    /// What the host does where a host function or an operator did not succeed: `extern "C" fn(*mut VMStoreContext, *mut CallRegs)
    /// -> usize`. The registers are those that the exit saved, with all of `saved`. Zero continues the guest at the handler of an
    /// exception, which is put there as a [`Landing`], with `saved` as the handler needs it; anything else unwinds the guest.
    pub raise: usize,
}

/// Where guest code continues that handles an exception: what `VMStoreContext::raise` leaves in [`CallRegs::int`].
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Landing {
    /// Address of the payload of the exception: values in words of eight bytes, a vector in two. In the first result register.
    pub payload: u64,
    /// The reference to the exception. In the second result register.
    pub exception: u64,
    /// The stack pointer.
    pub sp: u64,
    /// Address of the code.
    pub pc: u64,
    /// The context.
    pub context: u64,
}

const _: () = assert!(size_of::<Landing>() <= INT_ARGS * 8);

/// Number of integer (and reference) arguments passed in registers on this machine.
pub const INT_ARGS: usize = if cfg!(target_arch = "aarch64") { 8 } else { 5 };
/// Number of floating-point and vector arguments passed in registers.
pub const FLOAT_ARGS: usize = 8;
/// Number of integer (and reference) results passed in registers.
pub const INT_RESULTS: usize = 3;
/// Number of callee-saved integer registers of generated code.
pub const CALLEE_SAVED: usize = if cfg!(target_arch = "aarch64") { 11 } else { 6 };
/// Which of [`CallRegs::saved`] is the register that holds what is left of the fuel, in code that consumes fuel.
const SAVED_FUEL: usize = if cfg!(target_arch = "aarch64") { 9 } else { 5 };
/// Number of floating-point and vector results passed in registers.
pub const FLOAT_RESULTS: usize = 3;

/// Bytes between the registers that a host call saves and its stack words: the return address, and what keeps the stack
/// pointer aligned.
pub const RETURN_ADDRESS_SIZE: usize = if cfg!(target_arch = "aarch64") { 16 } else { 8 };

/// The registers of a call, in memory: filled by the caller of an entry trampoline or by the trampoline of a host call.
///
/// Arguments and results use the same places: argument `i` of the integer class is `int[i]`, result `i` is `int[i]` too.
/// [`Assignment`] determines the place of each argument.
#[derive(Clone, Debug)]
#[repr(C, align(16))]
pub struct CallRegs {
    /// Integer and reference arguments, then results. The upper half of an `i32` is zero.
    pub int: [u64; INT_ARGS],
    /// Entry only: the arguments that go on the stack, in words of eight bytes, lowest address first; the results that
    /// come back on the stack are written over the same buffer. Not used by host calls: there the words are above
    /// the saved registers, see [`CallRegs::stack`].
    pub stack_words: *mut u64,
    /// Floating-point and vector arguments, then results, in the low bytes of each.
    pub float: [[u8; 16]; FLOAT_ARGS],
    /// Entry only: how many words of arguments go on the stack.
    pub stack_args: usize,
    /// Entry only: how many words of results come back on the stack.
    pub stack_results: usize,
    /// The callee-saved registers of generated code, by their numbers. Host calls save all; other exits save those that the
    /// platform's convention does not keep, that of the fuel, and the others where an exception is thrown. A collection finds references in all of
    /// them, so that it need not search the host's stack.
    pub saved: [u64; CALLEE_SAVED],
}

impl CallRegs {
    /// Where the register with what is left of the fuel is: every trampoline loads it from there before it goes on in generated code, and
    /// stores it there when it comes from generated code. That it is that register says [`Abi::fuel`](crate::Abi::fuel).
    pub const FUEL: usize = offset_of!(CallRegs, saved) + SAVED_FUEL * 8;

    /// Where a host call finds its stack words: after the saved registers and the return address. First the argument
    /// words, then the result words.
    ///
    /// # Safety
    /// `this` must be the pointer that the host-call trampoline passed.
    pub unsafe fn stack(this: *mut CallRegs) -> *mut u64 {
        // SAFETY: the trampoline puts the structure right below the return address, on the guest stack.
        unsafe { this.add(1).byte_add(RETURN_ADDRESS_SIZE).cast::<u64>() }
    }

    /// [`CallRegs::int`], of registers that need not be aligned to more than words.
    pub fn int_of(this: *mut CallRegs) -> *mut [u64; INT_ARGS] {
        this.wrapping_byte_add(offset_of!(CallRegs, int)).cast()
    }

    /// [`CallRegs::saved`], likewise.
    pub fn saved_of(this: *mut CallRegs) -> *mut [u64; CALLEE_SAVED] {
        this.wrapping_byte_add(offset_of!(CallRegs, saved)).cast()
    }

    /// The address that a host call returns to in guest code.
    ///
    /// # Safety
    /// Same as [`CallRegs::stack`].
    pub unsafe fn return_address(this: *mut CallRegs) -> usize {
        // SAFETY: as above.
        unsafe { *this.add(1).cast::<usize>() }
    }
}

/// The context of a host function: what the context register holds while its trampoline runs.
#[derive(Debug)]
#[repr(C)]
pub struct VMHostContext {
    /// The common beginning. A host function has no memory.
    pub header: VMContextHeader,
    /// `extern "C" fn(*mut VMHostContext, caller: *mut VMContextHeader, *mut CallRegs) -> usize`. Zero is success;
    /// anything else unwinds the guest to its entry, which then returns [`ENTER_UNWOUND`]. It must not unwind itself.
    pub function: usize,
    /// Bytes of stack arguments, which the callee removes.
    pub stack_args: usize,
    /// Bytes of stack results, above them.
    pub stack_results: usize,
    /// Whether any argument or result is of the floating-point class, so that those registers must be saved.
    pub uses_float: usize,
}

/// A reference to a function as generated code sees it: `funcref` values are addresses of these, null being 0.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct VMFuncRef {
    /// Entry point, in the convention of generated code.
    pub code: *const u8,
    /// The value of the context register when `code` is called.
    pub context: *mut VMContextHeader,
    /// The function's type, as an identifier that is unique in the engine.
    pub type_id: u32,
}

/// An imported function in the context of an instance.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct VMImport {
    /// See [`VMFuncRef::code`].
    pub code: *const u8,
    /// See [`VMFuncRef::context`].
    pub context: *mut VMContextHeader,
}

/// A table, or a memory other than the first, in the context of an instance.
///
/// Every instance that uses it has its own copy, which the runtime keeps up to date when it grows.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct VMArray {
    /// Address of the first element or byte.
    pub base: *mut u8,
    /// Number of elements (tables, eight bytes each) or of bytes (memories); of a shared memory the address of that number, which
    /// other threads change.
    pub len: usize,
}

/// The record that `windlass_tail_call` leaves on the stack when a function is replaced by one with another context, since its caller
/// expects its own context when the call returns. The callee, and all functions that replace it, return to `windlass_tail_return`, so
/// there is at most one record per call.
///
/// The record is above the callee's arguments and results, and right below the results that the caller expects. Its address is in the
/// register that [`TailRecord::saved_register`] had.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct TailRecord {
    /// A register that callees keep: `rbp` or `x29`.
    pub saved_register: usize,
    /// The context that the caller expects.
    pub context: *mut VMContextHeader,
    /// The return address of the call.
    pub return_address: usize,
    /// Bytes of results on the stack.
    pub result_bytes: usize,
}

/// The entry trampoline returned because the guest's function did.
pub const ENTER_RETURNED: usize = 0;
/// The entry trampoline returned because the guest was unwound by a trap or by the host.
pub const ENTER_UNWOUND: usize = 1;

/// The location of an argument or result of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Integer register `i` of the sequence: `CallRegs::int[i]`.
    Int(u8),
    /// Floating-point or vector register `i` of the sequence: `CallRegs::float[i]`.
    Float(u8),
    /// On the stack, at this word, counted from the first word of the arguments (or of the results).
    Stack(u32),
}

/// Assigns the arguments, or the results, of a function to their places, one after the other.
///
/// The first of each class go to registers, the others to the stack, lowest address first, a vector taking two words.
/// The callee removes the argument words; the result words are reserved by the caller above them and stay. The number of
/// either is even, so that the stack pointer stays a multiple of 16 on machines that insist on it.
#[derive(Clone, Debug)]
pub struct Assignment {
    int: u8,
    float: u8,
    int_limit: u8,
    float_limit: u8,
    words: u32,
}

impl Assignment {
    /// The places of arguments on this machine.
    pub const fn arguments() -> Assignment {
        Assignment::with_registers(INT_ARGS, FLOAT_ARGS)
    }

    /// The places of results.
    pub const fn results() -> Assignment {
        Assignment::with_registers(INT_RESULTS, FLOAT_RESULTS)
    }

    /// An assignment with this many registers of each class.
    pub const fn with_registers(int: usize, float: usize) -> Assignment {
        Assignment { int: 0, float: 0, int_limit: int as u8, float_limit: float as u8, words: 0 }
    }

    /// The next integer or reference.
    pub const fn int(&mut self) -> Place {
        if self.int < self.int_limit {
            self.int += 1;
            Place::Int(self.int - 1)
        } else {
            self.stack(1)
        }
    }

    /// The next floating-point number, or vector where `vector`.
    pub const fn float(&mut self, vector: bool) -> Place {
        if self.float < self.float_limit {
            self.float += 1;
            Place::Float(self.float - 1)
        } else {
            self.stack(1 + vector as u32)
        }
    }

    const fn stack(&mut self, words: u32) -> Place {
        self.words += words;
        Place::Stack(self.words - words)
    }

    /// The number of stack words to reserve for the values assigned so far.
    pub const fn stack_words(&self) -> u32 {
        self.words.next_multiple_of(2)
    }
}
