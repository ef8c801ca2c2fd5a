//! Types of the parser as types of the module, where they can be represented.

use wasmparser::{AbstractHeapType, CompositeInnerType, SubType, UnpackedIndex};

use super::unsupported;
use crate::error::CompileError;
use crate::types::{FuncType, GlobalType, HeapType, Limits, MemoryType, RefType, TableType, TypeIndex, ValType};

/// A function type declared at byte `offset`.
pub(super) fn func_type(ty: &SubType, offset: u64) -> Result<FuncType, CompileError> {
    let composite = &ty.composite_type;
    if !ty.is_final || !ty.supertype_idxs.is_empty() {
        return Err(unsupported("subtypes", offset));
    }
    if composite.shared {
        return Err(unsupported("shared types", offset));
    }
    if composite.descriptor_idx.is_some() || composite.describes_idx.is_some() {
        return Err(unsupported("type descriptors", offset));
    }
    let func = match &composite.inner {
        CompositeInnerType::Func(func) => func,
        CompositeInnerType::Array(_) => return Err(unsupported("array types", offset)),
        CompositeInnerType::Struct(_) => return Err(unsupported("struct types", offset)),
        CompositeInnerType::Cont(_) => return Err(unsupported("continuation types", offset)),
    };
    // Checked first, so that the iterators below need no error.
    for &ty in func.params().iter().chain(func.results()) {
        val_type(ty, offset)?;
    }
    let known = |&ty: &wasmparser::ValType| val_type(ty, offset).ok();
    Ok(FuncType::new(func.params().iter().filter_map(known), func.results().iter().filter_map(known)))
}

/// The type of a value, mentioned at byte `offset`.
pub(super) fn val_type(ty: wasmparser::ValType, offset: u64) -> Result<ValType, CompileError> {
    Ok(match ty {
        wasmparser::ValType::I32 => ValType::I32,
        wasmparser::ValType::I64 => ValType::I64,
        wasmparser::ValType::F32 => ValType::F32,
        wasmparser::ValType::F64 => ValType::F64,
        wasmparser::ValType::V128 => ValType::V128,
        wasmparser::ValType::Ref(ty) => ValType::Ref(ref_type(ty, offset)?),
    })
}

/// The type of a reference, mentioned at byte `offset`.
pub(super) fn ref_type(ty: wasmparser::RefType, offset: u64) -> Result<RefType, CompileError> {
    Ok(RefType { nullable: ty.is_nullable(), heap_type: heap_type(ty.heap_type(), offset)? })
}

/// What a reference refers to, mentioned at byte `offset`.
pub(super) fn heap_type(ty: wasmparser::HeapType, offset: u64) -> Result<HeapType, CompileError> {
    match ty {
        wasmparser::HeapType::Abstract { shared: false, ty: AbstractHeapType::Func } => Ok(HeapType::Func),
        wasmparser::HeapType::Abstract { shared: false, ty: AbstractHeapType::Extern } => Ok(HeapType::Extern),
        wasmparser::HeapType::Abstract { shared: false, ty: AbstractHeapType::Exn } => Ok(HeapType::Exn),
        wasmparser::HeapType::Abstract { shared: false, ty: AbstractHeapType::NoExn } => Ok(HeapType::NoExn),
        // All types are function types.
        wasmparser::HeapType::Concrete(UnpackedIndex::Module(index)) => {
            Ok(HeapType::ConcreteFunc(TypeIndex::Module(index)))
        }
        other => Err(match wasmparser::RefType::new(true, other) {
            Some(ty) => unsupported(alloc::format!("references of type {ty}"), offset),
            None => unsupported("references of this type", offset),
        }),
    }
}

/// The type of a table declared at byte `offset`.
pub(super) fn table_type(ty: &wasmparser::TableType, offset: u64) -> Result<TableType, CompileError> {
    if ty.shared {
        return Err(unsupported("shared tables", offset));
    }
    let limits = Limits { min: ty.initial, max: ty.maximum };
    Ok(TableType { element: ref_type(ty.element_type, offset)?, limits, table64: ty.table64 })
}

/// The type of a memory declared at byte `offset`.
pub(super) fn memory_type(ty: &wasmparser::MemoryType, offset: u64) -> Result<MemoryType, CompileError> {
    let page_size_log2 = match ty.page_size_log2 {
        None => MemoryType::PAGE_SIZE_LOG2,
        Some(0) => 0,
        Some(16) => 16,
        Some(other) => return Err(unsupported(alloc::format!("pages of 2^{other} bytes"), offset)),
    };
    let limits = Limits { min: ty.initial, max: ty.maximum };
    Ok(MemoryType { limits, memory64: ty.memory64, page_size_log2, shared: ty.shared })
}

/// The type of a global declared at byte `offset`.
pub(super) fn global_type(ty: &wasmparser::GlobalType, offset: u64) -> Result<GlobalType, CompileError> {
    if ty.shared {
        return Err(unsupported("shared globals", offset));
    }
    Ok(GlobalType { content: val_type(ty.content_type, offset)?, mutable: ty.mutable })
}
