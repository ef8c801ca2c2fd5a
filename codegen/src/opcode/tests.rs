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
fn numbers_ascend() {
    assert!(Opcode::ALL.windows(2).all(|pair| (pair[0] as u8) < pair[1] as u8));
}
