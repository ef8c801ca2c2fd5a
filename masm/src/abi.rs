//! What the code generator must know of the registers of a machine.

use crate::constraints::Constraints;
use crate::reg::{Reg, RegSet};
use crate::vm::{Assignment, FLOAT_ARGS, FLOAT_RESULTS, INT_RESULTS};

/// The register file and the convention of generated code on one instruction set.
///
/// Registers are of four kinds: fixed ones ([`Abi::context`], [`Abi::memory_base`] and those that the macro-assembler
/// keeps for itself, which are in no set here), caller-saved registers, which a call destroys, and those that a callee keeps.
#[derive(Debug)]
pub struct Abi {
    /// Registers of integer arguments.
    pub int_args: &'static [Reg],
    /// Registers of floating-point arguments.
    pub float_args: [Reg; FLOAT_ARGS],
    /// Registers of integer results. The first is also where a block leaves its result.
    pub int_results: [Reg; INT_RESULTS],
    /// Registers of floating-point results. The first is also where a block leaves its result.
    pub float_results: [Reg; FLOAT_RESULTS],
    /// Registers that a call destroys. All argument and result registers are among them.
    pub caller_saved: RegSet,
    /// Integer registers that a callee keeps, the best first.
    pub callee_saved: &'static [Reg],
    /// Caller-saved registers that can be the home of a local in a function without calls, the best first, when the local does not
    /// stay in the register that it arrives in.
    pub int_homes: &'static [Reg],
    /// The same for floating-point locals.
    pub float_homes: &'static [Reg],
    /// How many integer caller-saved registers must not become homes, in a function that does not divide: one more in others.
    pub min_int_caller_saved: u32,
    /// How many floating-point caller-saved registers must not become homes.
    pub min_float_caller_saved: u32,
    /// Holds the context of the instance.
    pub context: Reg,
    /// Holds the base of memory 0.
    pub memory_base: Reg,
    /// Holds what is left of the fuel where code [consumes](crate::MacroAssembler::charge) it. Elsewhere it is one of those that a callee
    /// keeps, among which it is listed.
    pub fuel: Reg,
    /// On a call to another context: the caller's. Neither an argument nor kept.
    pub caller_context: Reg,
    /// A register that holds no argument and no value of the code generator, for what comes between the arguments and the
    /// call. `load`, `call`, moves between registers, and `branch` and `trap_if` of registers and memory leave it alone;
    /// anything else may destroy it.
    pub scratch: Reg,
    /// The same for floating-point numbers and vectors: moves between registers, and of registers to the frame, leave it
    /// alone; anything else may destroy it.
    pub float_scratch: Reg,
    /// Whether the result of an operator that does not commute can be in the register of its right operand, at no cost.
    pub three_address: bool,
    /// Whether an integer in memory can be compared and changed as well as one in a register.
    pub has_memory_operands: bool,
    /// Whether [`MacroAssembler::index_check`](crate::MacroAssembler::index_check) reads the length of the memory.
    pub index_check_reads_len: bool,
    /// Which registers [`MacroAssembler::mul_high`](crate::MacroAssembler::mul_high) insists on.
    pub mul_high: Constraints,
    /// Which registers [`MacroAssembler::mul_wide`](crate::MacroAssembler::mul_wide) insists on. They are among those of divisions.
    pub mul_wide: Constraints,
    /// So many saved registers are restored by no more code than a jump is, in a function that has no frame beside.
    pub short_epilogue: u32,
    /// The largest code of a module that calls can reach across, in bytes.
    pub max_code: u32,
    /// Whether a store that faults, because a part of it is out of bounds, may have written the other part.
    pub faulting_stores_write: bool,
}

impl Abi {
    /// Assigns arguments to their places.
    #[inline]
    pub const fn arguments(&self) -> Assignment {
        Assignment::with_registers(self.int_args.len(), self.float_args.len())
    }

    /// Where a block leaves a single result, of the floating-point class or not.
    #[inline]
    pub fn result(&self, float: bool) -> Reg {
        if float { self.float_results[0] } else { self.int_results[0] }
    }
}
