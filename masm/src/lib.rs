//! The vocabulary of the Windlass baseline compiler: what it wants to say to a machine, whichever machine it is.
//!
//! Nothing here knows WebAssembly or an instruction set. The code generator speaks through [`MacroAssembler`]; the
//! implementations are in the crate `windlass-isa`. [`vm`] holds the layouts that generated code and the runtime share.
#![no_std]

extern crate alloc;

pub mod memory;
pub mod sites;
pub mod trap;
pub mod vm;

#[cfg(feature = "compiler")]
pub mod abi;
#[cfg(feature = "compiler")]
mod assembly;
#[cfg(feature = "compiler")]
mod atomic;
#[cfg(feature = "compiler")]
pub mod buffer;
#[cfg(feature = "compiler")]
mod compare;
#[cfg(feature = "compiler")]
pub mod constant_pool;
#[cfg(feature = "compiler")]
mod constants;
#[cfg(feature = "compiler")]
mod constraints;
#[cfg(feature = "compiler")]
pub mod copies;
#[cfg(feature = "compiler")]
mod dead;
#[cfg(feature = "compiler")]
pub mod division;
#[cfg(feature = "compiler")]
mod frame;
#[cfg(feature = "compiler")]
pub mod fuse_limit;
#[cfg(feature = "compiler")]
pub mod label;
#[cfg(feature = "compiler")]
mod masm;
#[cfg(feature = "compiler")]
pub mod op;
#[cfg(feature = "compiler")]
pub mod operand;
#[cfg(feature = "compiler")]
mod out_of_line;
#[cfg(feature = "compiler")]
pub mod reg;
#[cfg(feature = "compiler")]
mod tail_call;
#[cfg(feature = "compiler")]
pub mod vector;

#[cfg(feature = "compiler")]
pub use {
    abi::Abi,
    assembly::{Assembly, CHUNK_ALIGNMENT, Stubs, Trap},
    atomic::{Atomic, AtomicResult, RmwOp},
    buffer::{CodeBuffer, CodeFailure},
    compare::Compare,
    constant_pool::{ConstantPool, PooledConstant},
    constraints::Constraints,
    dead::{DeadRegs, Operands},
    division::{SignedReciprocal, UnsignedReciprocal},
    frame::{Frame, FrameSize, Reach, Retry},
    label::{EntryLabel, Label, LabelNumber, Labels},
    masm::{Callee, MacroAssembler},
    op::*,
    operand::{Addr, CheckedAccess, Site, Slot, Src},
    out_of_line::OutOfLine,
    reg::{Reg, RegSet, Use},
    tail_call::{TailCall, TailCallee},
    vector::*,
};
pub use {
    memory::{CodeMemory, OutOfMemory},
    trap::TrapCode,
};
