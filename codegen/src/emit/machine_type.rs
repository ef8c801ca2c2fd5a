//! From the types of WebAssembly to those of the machine.

use windlass_masm::Ty;

use crate::types::ValType;

/// The machine's type for a WebAssembly type.
pub(super) fn machine_type(ty: ValType) -> Ty {
    match ty {
        ValType::I32 => Ty::I32,
        ValType::I64 | ValType::Ref(_) => Ty::I64,
        ValType::F32 => Ty::F32,
        ValType::F64 => Ty::F64,
        ValType::V128 => Ty::V128,
    }
}
