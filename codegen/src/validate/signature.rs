//! The operands and results of the operators of which nothing else need be known (WebAssembly specification, section
//! 3.4.1, "Numeric Instructions", and 3.4.6, "Memory Instructions"), from their rows.

use windlass_masm::Ty;

use super::module_types::code::I32;
use crate::opcode::{Immediate, Opcode, Signature, needs};

/// The code of a type that is not a reference: codes descend.
pub(super) const fn code_of(ty: Ty) -> u8 {
    I32 - ty as u8
}

/// A numeric operator, whose operands are all of one type.
#[derive(Clone, Copy)]
pub(super) struct Numeric {
    pub(super) operand: u8,
    pub(super) binary: bool,
    pub(super) result: u8,
    pub(super) needs: u8,
}

/// The first opcode of [`NUMERIC`].
pub(super) const FIRST_NUMERIC: u8 = Opcode::I32Eqz as u8;

/// From `i32.eqz` to `i64.extend32_s`.
pub(super) const NUMERIC: [Numeric; 0x80] = {
    let mut table = [Numeric { operand: 0, binary: false, result: 0, needs: 0 }; 0x80];
    let mut i = 0;
    while i < table.len() {
        let opcode = Opcode::from_number(FIRST_NUMERIC + i as u8).expect("a row for every number");
        let (operand, binary, result) = match opcode.signature() {
            Some(Signature { params: &[operand], results: &[result] }) => (operand, false, result),
            Some(Signature { params: &[left, right], results: &[result] }) if left as u8 == right as u8 => {
                (left, true, result)
            }
            _ => panic!("not a numeric operator"),
        };
        table[i] =
            Numeric { operand: code_of(operand), binary, result: code_of(result), needs: needs(opcode.effects()) };
        i += 1;
    }
    table
};

/// The first opcode of [`ACCESSES`].
pub(super) const FIRST_ACCESS: u8 = Opcode::I32Load as u8;

/// What is loaded or stored from `i32.load` to `i64.store32`, and the greatest alignment, as a power of two.
pub(super) const ACCESSES: [(u8, u8); 23] = {
    let mut table = [(0, 0); 23];
    let mut i = 0;
    while i < table.len() {
        let opcode = Opcode::from_number(FIRST_ACCESS + i as u8).expect("a row for every number");
        let ty = match opcode.signature() {
            Some(
                Signature { params: &[Ty::I32], results: &[ty] } | Signature { params: &[Ty::I32, ty], results: &[] },
            ) => ty,
            _ => panic!("neither a load nor a store"),
        };
        table[i] = match opcode.immediates() {
            &[Immediate::MemArg(most)] => (code_of(ty), most),
            _ => panic!("no access to memory"),
        };
        i += 1;
    }
    table
};
