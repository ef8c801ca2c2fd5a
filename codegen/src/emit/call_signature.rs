//! The locations of the arguments and results of a function type, computed once per type.

use alloc::vec::Vec;

use windlass_masm::vm::{Assignment, Place};
use windlass_masm::{Abi, Reg, Ty};

use super::machine_type::machine_type;
use crate::types::{FuncType, ValType};

/// The location of an argument or result.
#[derive(Clone, Copy, Debug)]
pub(super) enum ArgLoc {
    /// In this register.
    Reg(Reg),
    /// In this word of the stack.
    Stack(u32),
}

/// The call signature of a function type.
#[derive(Clone, Debug)]
pub(super) struct CallSignature {
    pub(super) params: Vec<(Ty, ArgLoc)>,
    pub(super) results: Vec<(Ty, ArgLoc)>,
    /// The bytes of arguments on the stack.
    pub(super) stack_args: u32,
    /// The bytes of results on the stack.
    pub(super) stack_results: u32,
}

impl CallSignature {
    pub(super) fn new(ty: &FuncType, abi: &Abi) -> CallSignature {
        let (params, arg_words) = loc(ty.params(), abi.arguments(), abi.int_args, &abi.float_args);
        let (results, words) = loc(ty.results(), Assignment::results(), &abi.int_results, &abi.float_results);
        CallSignature { params, results, stack_args: arg_words * 8, stack_results: words * 8 }
    }
}

fn loc(types: &[ValType], mut assignment: Assignment, int: &[Reg], float: &[Reg]) -> (Vec<(Ty, ArgLoc)>, u32) {
    let places = types.iter().map(|&ty| {
        let ty = machine_type(ty);
        let place = if ty.is_float() { assignment.float(ty == Ty::V128) } else { assignment.int() };
        let loc = match place {
            Place::Int(i) => ArgLoc::Reg(int[usize::from(i)]),
            Place::Float(i) => ArgLoc::Reg(float[usize::from(i)]),
            Place::Stack(word) => ArgLoc::Stack(word),
        };
        (ty, loc)
    });
    let places = places.collect();
    (places, assignment.stack_words())
}
