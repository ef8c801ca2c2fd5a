//! Names for the fields of an instance's context.

use std::mem::offset_of;

use windlass_codegen::ContextLayout;
use windlass_codegen::module::{ImportType, ModuleInfo};
use windlass_masm::vm::{CLAMPED_END_AT, TAIL_CALL_AT, VMArray, VMContextHeader, VMFuncRef, VMImport, ZERO_AT};

/// Names of the context's fields, by offset.
#[derive(Debug)]
pub(crate) struct ContextNames(Vec<(u32, String)>);

impl ContextNames {
    /// The fields for instances of `module`. `function` names a function by its index.
    pub(crate) fn new(module: &ModuleInfo, function: impl Fn(u32) -> String) -> ContextNames {
        let layout = ContextLayout::new(module);
        let mut names = vec![
            (offset_of!(VMContextHeader, store) as u32, "store".to_string()),
            (offset_of!(VMContextHeader, builtin_trampoline) as u32, "builtin".to_string()),
            (ZERO_AT as u32, "zero".to_string()),
            (CLAMPED_END_AT as u32, "clamped".to_string()),
            (TAIL_CALL_AT as u32, "tail_call".to_string()),
        ];
        let mut array = |at: u32, name: String, len: &str| {
            names.push((at + offset_of!(VMArray, base) as u32, format!("{name}.base")));
            names.push((at + offset_of!(VMArray, len) as u32, format!("{len}{name}.len")));
        };
        // The header always has room for the first memory, even if there is none.
        for i in 0..module.memories.len().max(1) as u32 {
            let is_shared = module.memories.get(i as usize).is_some_and(|memory| memory.shared);
            array(layout.memory(i), format!("memory{i}"), if is_shared { "&" } else { "" });
        }
        for i in 0..module.tables.len() as u32 {
            array(layout.table(i), format!("table{i}"), "");
        }
        for i in 0..module.globals.len() as u32 {
            let pointer = if ContextLayout::global_is_pointer(module, i) { "&" } else { "" };
            names.push((layout.global(i), format!("{pointer}global{i}")));
        }
        for i in 0..module.types.len() as u32 {
            names.push((layout.type_id(i), format!("type{i}.id")));
        }
        let imported = module.imports.iter().filter(|import| matches!(import.ty, ImportType::Func(_)));
        for i in 0..imported.count() as u32 {
            let (at, name) = (layout.import(i), function(i));
            names.push((at + offset_of!(VMImport, code) as u32, format!("{name}.code")));
            names.push((at + offset_of!(VMImport, context) as u32, format!("{name}.context")));
        }
        for (position, &i) in module.escaping.iter().enumerate() {
            names.push((layout.func_ref(position as u32), format!("ref {}", function(i))));
        }
        names.sort_by_key(|(offset, _)| *offset);
        const _: () = assert!(offset_of!(VMFuncRef, code) == 0);
        ContextNames(names)
    }

    /// The name of the field that begins at `offset`.
    pub(crate) fn get(&self, offset: u32) -> Option<&str> {
        let at = self.0.binary_search_by_key(&offset, |(offset, _)| *offset).ok()?;
        Some(&self.0[at].1)
    }
}
