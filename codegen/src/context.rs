//! The layout of an instance's context, where generated code finds the module's items.

use alloc::vec::Vec;

use windlass_masm::vm::{VMArray, VMContextHeader, VMFuncRef, VMImport};

use crate::module::ModuleInfo;
use crate::types::ValType;

/// Offsets of everything after the [`VMContextHeader`], in bytes from the context register.
///
/// The most used fields come first: an offset below 128 makes a shorter instruction.
#[derive(Clone, Debug)]
pub struct ContextLayout {
    /// For each global its value, or, if it is imported and mutable, the address of its value. An immutable imported
    /// global is copied at instantiation.
    globals: Vec<u32>,
    tables: u32,
    memories: u32,
    type_ids: u32,
    imports: u32,
    func_refs: u32,
    tags: u32,
    size: u32,
}

impl ContextLayout {
    /// The layout for instances of `module`.
    pub fn new(module: &ModuleInfo) -> ContextLayout {
        let mut at = size_of::<VMContextHeader>() as u32;
        let mut globals = Vec::with_capacity(module.globals.len());
        for (i, global) in module.globals.iter().enumerate() {
            let pointer = (i as u32) < module.imported_globals && global.mutable;
            if global.content == ValType::V128 && !pointer {
                at = at.next_multiple_of(16);
                globals.push(at);
                at += 16;
            } else {
                globals.push(at);
                at += 8;
            }
        }
        let mut take = |count: usize, size: usize| {
            let start = at;
            at += (count * size) as u32;
            start
        };
        let tables = take(module.tables.len(), size_of::<VMArray>());
        let memories = take(module.memories.len().saturating_sub(1), size_of::<VMArray>());
        let type_ids = take(module.types.len().next_multiple_of(2), 4);
        let imports = take(module.imported_functions as usize, size_of::<VMImport>());
        let func_refs = take(module.escaping.len(), size_of::<VMFuncRef>());
        let tags = take(module.tags.len(), 8);
        let size = at.next_multiple_of(16);
        ContextLayout { globals, tables, memories, type_ids, imports, func_refs, tags, size }
    }

    /// The size of a context in bytes. It must be aligned to 16.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// The offset of global `index`: see [`ContextLayout::global_is_pointer`].
    pub fn global(&self, index: u32) -> u32 {
        self.globals[index as usize]
    }

    /// Whether the context contains the address of global `index` instead of its value.
    pub fn global_is_pointer(module: &ModuleInfo, index: u32) -> bool {
        index < module.imported_globals && module.globals[index as usize].mutable
    }

    /// The offset of the `VMArray` of table `index`.
    pub fn table(&self, index: u32) -> u32 {
        self.tables + index * size_of::<VMArray>() as u32
    }

    /// The offset of the `VMArray` of memory `index`: the base, then the length. Memory 0 is in the header.
    pub fn memory(&self, index: u32) -> u32 {
        match index {
            0 => 0,
            _ => self.memories + (index - 1) * size_of::<VMArray>() as u32,
        }
    }

    /// The offset of the engine-wide type identifier, a `u32`, of the type with this index.
    pub fn type_id(&self, index: u32) -> u32 {
        self.type_ids + index * 4
    }

    /// The offset of the `VMImport` of imported function `index`.
    pub fn import(&self, index: u32) -> u32 {
        self.imports + index * size_of::<VMImport>() as u32
    }

    /// The offset of the identity in its store, a `u64`, of tag `index`. Generated code does not read it.
    pub fn tag(&self, index: u32) -> u32 {
        self.tags + index * 8
    }

    /// The offset of the `VMFuncRef` at this position of `ModuleInfo::escaping`.
    pub fn func_ref(&self, position: u32) -> u32 {
        self.func_refs + position * size_of::<VMFuncRef>() as u32
    }
}
