use alloc::vec::Vec;

use windlass_masm::{FloatCond, Half, Lane, ShiftOp, Sign, VecBinOp, VecLoad, VecTernOp, VecUnOp};

use super::VectorOp::{Binary, Extract, LoadPart, Replace, Shift, Splat, Ternary, Unary};
use super::*;

#[test]
fn sets_are_made_from_rows() {
    assert!(LOW_HALF.contains(Opcode::I32Shl) && !LOW_HALF.contains(Opcode::I64Shl));
    assert!(MEM_OPERAND[Ty::I32 as usize].contains(Opcode::I32Mul));
    assert!(!MEM_OPERAND[Ty::I64 as usize].contains(Opcode::I32Mul));
    assert!(MEM_OPERAND[Ty::I64 as usize].contains(Opcode::I64LtS));
    assert!(!MEM_OPERAND[Ty::F32 as usize].contains(Opcode::F32Min));
    assert!(ENDS_PATH.contains(Opcode::Return) && !ENDS_PATH.contains(Opcode::BrTable));
    assert!(CONDITIONS.contains(Opcode::TypedSelect) && !CONDITIONS.contains(Opcode::I64Eqz));
}

#[test]
fn operators_know_what_compiles_them() {
    assert_eq!(Opcode::I64GeU.int_compare(), Some((IntCond::GeU, Ty::I64)));
    assert_eq!(Opcode::I64Eqz.int_compare(), None);
    assert_eq!(Opcode::I32Xor.int_binop(), Some((IntBinOp::Xor, Ty::I32)));
    assert_eq!(Opcode::F32Add.int_binop(), None);
    assert_eq!(Opcode::I64Store32.store(), Some(StoreKind::Low32));
    assert_eq!(Opcode::F64Store.store(), Some(StoreKind::Full(Ty::F64)));
}

#[test]
fn rows_are_found_by_number_and_name() {
    assert!(Opcode::ALL.windows(2).all(|pair| (pair[0] as u8) < pair[1] as u8));
    assert!(VectorOpcode::ALL.windows(2).all(|pair| (pair[0] as u16) < pair[1] as u16));
    assert_eq!(Opcode::from_number(0x6a), Some(Opcode::I32Add));
    assert_eq!(Opcode::from_number(0x16), None);
    assert_eq!(PrefixedOpcode::from_number(18), None);
    assert_eq!(AtomicOpcode::from_number(0x4e), Some(AtomicOpcode::I64AtomicRmw32CmpxchgU));
    assert_eq!((AtomicOpcode::from_number(0x04), AtomicOpcode::from_number(0x4f)), (None, None));
    assert_eq!(VectorOpcode::from_number(0x9a), None);
    assert_eq!(VectorOpcode::from_number(0x114), None);
    assert_eq!(effects_of("I32RemU"), Some(&[Effect::Divides][..]));
    assert_eq!(effects_of("TableFill"), Some(&[Effect::Calls][..]));
    assert_eq!(effects_of("Resume"), None);
    assert_eq!(effects_of("MemoryAtomicWait64"), Some(&[Effect::Calls][..]));
    let mut names: Vec<_> = operator_names().collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

fn vector(number: u32) -> VectorOp {
    VectorOpcode::from_number(number).unwrap().op(false)
}

#[test]
fn numbers_stand_for_vector_operators() {
    assert_eq!(vector(0x01), LoadPart(VecLoad::Extend(Lane::I16, Sign::Signed)));
    assert_eq!(vector(0x06), LoadPart(VecLoad::Extend(Lane::I64, Sign::Unsigned)));
    assert_eq!(vector(0x0a), LoadPart(VecLoad::Splat(Lane::I64)));
    assert_eq!(vector(0x14), Splat(Lane::F64));
    assert_eq!((vector(0x16), vector(0x18)), (Extract(Lane::I8, Sign::Unsigned), Extract(Lane::I16, Sign::Signed)));
    assert_eq!((vector(0x1b), vector(0x22)), (Extract(Lane::I32, Sign::Signed), Replace(Lane::F64)));
    assert_eq!(vector(0x40), Binary(VecBinOp::Compare(IntCond::GeU, Lane::I32)));
    assert_eq!(vector(0x47), Binary(VecBinOp::FloatCompare(FloatCond::Eq, Lane::F64)));
    assert_eq!(vector(0x79), Binary(VecBinOp::Max(Lane::I8, Sign::Unsigned)));
    assert_eq!(vector(0x7d), Unary(VecUnOp::ExtAdd(Lane::I16, Sign::Unsigned)));
    assert_eq!(vector(0x86), Binary(VecBinOp::Narrow(Lane::I16, Sign::Unsigned)));
    assert_eq!(vector(0x88), Unary(VecUnOp::Extend(Lane::I16, Half::High, Sign::Signed)));
    assert_eq!(vector(0x9e), Binary(VecBinOp::ExtMul(Lane::I16, Half::Low, Sign::Unsigned)));
    assert_eq!(vector(0xcc), Shift(ShiftOp::ShrS, Lane::I64));
    assert_eq!(vector(0xdd), Binary(VecBinOp::ExtMul(Lane::I64, Half::High, Sign::Signed)));
    assert_eq!(vector(0xf7), Binary(VecBinOp::PseudoMax(Lane::F64)));
}

#[test]
fn relaxed_operators_have_an_exact_form() {
    assert_eq!(vector(0x111), Binary(VecBinOp::FastQ15Mul));
    assert_eq!(VectorOpcode::I16x8RelaxedQ15mulrS.op(true), Binary(VecBinOp::Q15Mul));
    assert_eq!(VectorOpcode::I32x4RelaxedLaneselect.op(true), Ternary(VecTernOp::Select));
}

#[test]
fn vector_operators_say_what_follows_and_what_they_take() {
    let load_lane = VectorOpcode::V128Load16Lane.op(true);
    assert_eq!(load_lane.immediates(), [Immediate::MemArg(1), Immediate::Lane(8)]);
    assert_eq!(VectorOpcode::V128Load.op(true).immediates(), [Immediate::MemArg(4)]);
    let replace = VectorOpcode::F64x2ReplaceLane.op(true);
    assert_eq!(replace.immediates(), [Immediate::Lane(2)]);
    assert_eq!(replace.signature(), Signature { params: &[Ty::V128, Ty::F64], results: &[Ty::V128] });
    let splat = VectorOpcode::I64x2Splat.op(true).signature();
    assert_eq!(splat, Signature { params: &[Ty::I64], results: &[Ty::V128] });
}

#[test]
fn exact_and_fast_operators_have_the_same_operands_and_results() {
    for opcode in VectorOpcode::ALL {
        let (exact, fast) = (opcode.op(true), opcode.op(false));
        assert_eq!((exact.immediates(), exact.signature()), (fast.immediates(), fast.signature()), "{opcode:?}");
    }
}
