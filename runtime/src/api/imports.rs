//! Matches imports with the items provided for them.

use core::fmt;

use windlass_codegen::DisplayName;
use windlass_codegen::module::{self, Import};
use windlass_codegen::types::{Limits, MemoryType, TableType};

use crate::api::error::{Error, Result, format_err};
use crate::api::externs::{Extern, ExternType};
use crate::api::module::{Module, import_type};
use crate::store::StoreOpaque;

/// Checks that `item`, of the store, matches `import` of `module`.
pub(crate) fn check(store: &StoreOpaque, module: &Module, import: &Import, item: &Extern) -> Result<()> {
    if !item.is_for(store) {
        let error = Error::msg("a value belongs to another store");
        return Err(error.context(format_args!("import {}", ImportName::of(import))));
    }
    if let (module::ImportType::Func(index), Extern::Func(func)) = (import.ty, item)
        && module.inner().type_ids().get(index as usize) == Some(&func.in_store(store).type_id)
    {
        return Ok(());
    }
    let expected = import_type(module.inner(), import.ty);
    let found = present_type(store, item);
    if matches(&expected, &found) { Ok(()) } else { Err(mistyped(import, &expected, &found)) }
}

/// The type of `item`, with its current size as the minimum.
fn present_type(store: &StoreOpaque, item: &Extern) -> ExternType {
    let mut ty = item.ty_in(store);
    match (&mut ty, item) {
        (ExternType::Table(ty), Extern::Table(table)) => ty.limits.min = table.data(store).len(),
        (ExternType::Memory(ty), Extern::Memory(memory)) => ty.limits.min = memory.linear(store).pages(),
        #[cfg(feature = "threads")]
        (ExternType::Memory(ty), Extern::SharedMemory(memory)) => ty.limits.min = memory.size(),
        _ => {}
    }
    ty
}

/// Whether an item of type `found`, but for functions, can be imported as `expected`.
fn matches(expected: &ExternType, found: &ExternType) -> bool {
    match (expected, found) {
        (ExternType::Global(expected), ExternType::Global(found)) => {
            // What is read may be of a subtype, what is written, too, has to be of the type.
            let content_matches = match expected.mutable {
                true => found.content == expected.content,
                false => found.content.matches(&expected.content),
            };
            found.mutable == expected.mutable && content_matches
        }
        (ExternType::Table(expected), ExternType::Table(found)) => {
            let same = |ty: &TableType| (ty.element, ty.table64);
            same(expected) == same(found) && limits_match(expected.limits, found.limits)
        }
        (ExternType::Memory(expected), ExternType::Memory(found)) => {
            let same = |ty: &MemoryType| (ty.memory64, ty.page_size_log2, ty.shared);
            same(expected) == same(found) && limits_match(expected.limits, found.limits)
        }
        (ExternType::Tag(expected), ExternType::Tag(found)) => expected == found,
        _ => false,
    }
}

fn limits_match(expected: Limits, found: Limits) -> bool {
    let max_matches = match (expected.max, found.max) {
        (None, _) => true,
        (Some(expected), Some(found)) => found <= expected,
        (Some(_), None) => false,
    };
    found.min >= expected.min && max_matches
}

/// How many imports without a definition a message names.
const MOST_NAMED: usize = 10;

/// The error for imports of `module` without a definition, of which there is at least one.
pub(crate) fn missing(module: &Module, imports: &[&Import]) -> Error {
    let [first, others @ ..] = imports else { return Error::msg("unknown import") };
    let expected = import_type(module.inner(), first.ty);
    let mut message = alloc::format!("unknown import: {}, a {expected}, is not defined", ImportName::of(first));
    if !others.is_empty() {
        message += &alloc::format!(", nor are {} others: ", others.len());
        for (i, import) in others.iter().take(MOST_NAMED).enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            message += &alloc::format!("{comma}{}", ImportName::of(import));
        }
        if others.len() > MOST_NAMED {
            message += ", and more";
        }
    }
    Error::msg(message)
}

fn mistyped(import: &Import, expected: &ExternType, found: &ExternType) -> Error {
    format_err!("incompatible import type: {} must be a {expected}, but is a {found}", ImportName::of(import))
}

/// The two names of an import, for messages.
pub(crate) struct ImportName<'a> {
    pub(crate) module: &'a str,
    pub(crate) name: &'a str,
}

impl ImportName<'_> {
    fn of(import: &Import) -> ImportName<'_> {
        ImportName { module: &import.module, name: &import.name }
    }
}

impl fmt::Display for ImportName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of module `{}`", DisplayName::new(self.name), DisplayName::new(self.module))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windlass_codegen::types::{GlobalType, HeapType, RefType, ValType};

    fn memory(min: u64, max: Option<u64>) -> ExternType {
        ExternType::Memory(MemoryType::new(min, max))
    }

    #[test]
    fn indices_and_pages_are_as_asked_for() {
        let bytes = |ty| ExternType::Memory(MemoryType { page_size_log2: 0, ..ty });
        let (ty, ty64) = (MemoryType::new(1, None), MemoryType::new64(1, None));
        let kinds = [ExternType::Memory(ty), ExternType::Memory(ty64), bytes(ty), bytes(ty64)];
        for (i, expected) in kinds.iter().enumerate() {
            assert!(kinds.iter().enumerate().all(|(j, found)| matches(expected, found) == (i == j)));
        }
        let table = |ty| ExternType::Table(ty);
        let tables = [TableType::new(RefType::FUNCREF, 1, None), TableType::new64(RefType::FUNCREF, 1, None)];
        assert!(matches(&table(tables[1]), &table(tables[1])) && !matches(&table(tables[0]), &table(tables[1])));
    }

    #[test]
    fn limits_may_be_tighter_than_asked_for() {
        assert!(matches(&memory(1, None), &memory(2, None)));
        assert!(matches(&memory(1, Some(4)), &memory(1, Some(3))));
        assert!(!matches(&memory(2, None), &memory(1, None)));
        assert!(!matches(&memory(1, Some(4)), &memory(1, Some(5))));
        assert!(!matches(&memory(1, Some(4)), &memory(1, None)));
    }

    #[test]
    fn globals_are_as_mutable_as_asked_for() {
        let global = |mutable| ExternType::Global(GlobalType { content: ValType::I32, mutable });
        assert!(matches(&global(true), &global(true)));
        assert!(!matches(&global(false), &global(true)));
        assert!(!matches(&global(false), &memory(0, None)));
        let global = |mutable, nullable| {
            let content = ValType::Ref(RefType::new(nullable, HeapType::Func));
            ExternType::Global(GlobalType { content, mutable })
        };
        assert!(matches(&global(false, true), &global(false, false)));
        assert!(!matches(&global(true, true), &global(true, false)));
        assert!(!matches(&global(false, false), &global(false, true)));
    }
}
