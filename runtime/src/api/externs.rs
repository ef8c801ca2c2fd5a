//! [`Extern`]: the items that instances import and export, and their types.

use alloc::string::String;
use core::fmt;

use windlass_codegen::types::{FuncType, GlobalType, Limits, MemoryType, TableType};

use crate::api::func::Func;
use crate::api::global::Global;
use crate::api::memory::Memory;
#[cfg(feature = "threads")]
use crate::api::shared_memory::SharedMemory;
use crate::api::table::Table;
use crate::api::tag::{Tag, TagType};
use crate::store::{AsContext, StoreOpaque};

/// An item that an instance imports or exports.
#[derive(Clone, Debug)]
pub enum Extern {
    /// A function.
    Func(Func),
    /// A global.
    Global(Global),
    /// A table.
    Table(Table),
    /// A memory.
    Memory(Memory),
    /// A tag.
    Tag(Tag),
    /// A memory that several threads use at once.
    #[cfg(feature = "threads")]
    SharedMemory(SharedMemory),
}

/// The type of an [`Extern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternType {
    /// The type of a function.
    Func(FuncType),
    /// The type of a global.
    Global(GlobalType),
    /// The type of a table.
    Table(TableType),
    /// The type of a memory.
    Memory(MemoryType),
    /// The type of a tag.
    Tag(TagType),
}

/// An import of a module.
#[derive(Clone, Debug)]
pub struct ImportType<'module> {
    pub(crate) module: &'module str,
    pub(crate) name: &'module str,
    pub(crate) ty: ExternType,
}

/// An export of a module.
#[derive(Clone, Debug)]
pub struct ExportType<'module> {
    pub(crate) name: &'module str,
    pub(crate) ty: ExternType,
}

/// An export of an instance.
#[derive(Clone, Debug)]
pub struct Export {
    pub(crate) name: String,
    pub(crate) item: Extern,
}

impl<'module> ImportType<'module> {
    /// The module name of the import.
    pub fn module(&self) -> &'module str {
        self.module
    }

    /// The name of the import within the module.
    pub fn name(&self) -> &'module str {
        self.name
    }

    /// The required type.
    pub fn ty(&self) -> ExternType {
        self.ty.clone()
    }
}

impl<'module> ExportType<'module> {
    /// Its name.
    pub fn name(&self) -> &'module str {
        self.name
    }

    /// Its type.
    pub fn ty(&self) -> ExternType {
        self.ty.clone()
    }
}

impl Export {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The exported item.
    pub fn into_extern(self) -> Extern {
        self.item
    }
}

impl Extern {
    /// The function, if it is one.
    pub fn into_func(self) -> Option<Func> {
        match self {
            Extern::Func(func) => Some(func),
            _ => None,
        }
    }

    /// The global, if it is one.
    pub fn into_global(self) -> Option<Global> {
        match self {
            Extern::Global(global) => Some(global),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub fn into_table(self) -> Option<Table> {
        match self {
            Extern::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The memory, if it is one that is not shared.
    pub fn into_memory(self) -> Option<Memory> {
        match self {
            Extern::Memory(memory) => Some(memory),
            _ => None,
        }
    }

    /// The tag, if it is one.
    pub fn into_tag(self) -> Option<Tag> {
        match self {
            Extern::Tag(tag) => Some(tag),
            _ => None,
        }
    }

    /// The shared memory, if it is one.
    #[cfg(feature = "threads")]
    pub fn into_shared_memory(self) -> Option<SharedMemory> {
        match self {
            Extern::SharedMemory(memory) => Some(memory),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub(crate) fn as_table(&self) -> Option<Table> {
        match self {
            Extern::Table(table) => Some(*table),
            _ => None,
        }
    }

    /// Its type.
    ///
    /// # Panics
    /// Panics if it belongs to another store.
    pub fn ty(&self, store: impl AsContext) -> ExternType {
        self.ty_in(store.as_context().opaque())
    }

    /// Its type. The minimum of a table or memory is its initial one.
    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> ExternType {
        match self {
            Extern::Func(func) => ExternType::Func(FuncType::clone(&func.ty_in(store))),
            Extern::Global(global) => ExternType::Global(global.ty_in(store)),
            Extern::Table(table) => ExternType::Table(table.data(store).ty()),
            Extern::Memory(memory) => ExternType::Memory(memory.linear(store).ty()),
            Extern::Tag(tag) => ExternType::Tag(tag.ty_in(store)),
            #[cfg(feature = "threads")]
            Extern::SharedMemory(memory) => ExternType::Memory(memory.ty()),
        }
    }

    /// Whether it can be used in a store: whether it belongs to it, or, where it belongs to none, to its engine.
    pub(crate) fn is_for(&self, store: &StoreOpaque) -> bool {
        let id = match self {
            Extern::Func(func) => func.store_id(),
            Extern::Global(global) => global.store_id(),
            Extern::Table(table) => table.store_id(),
            Extern::Memory(memory) => memory.store_id(),
            Extern::Tag(tag) => tag.store_id(),
            #[cfg(feature = "threads")]
            Extern::SharedMemory(memory) => return crate::Engine::same(memory.engine(), store.engine()),
        };
        id == store.id()
    }
}

macro_rules! from {
    ($($variant:ident)*) => {
        $(impl From<$variant> for Extern {
            fn from(item: $variant) -> Extern {
                Extern::$variant(item)
            }
        })*
    };
}

from!(Func Global Table Memory Tag);
#[cfg(feature = "threads")]
from!(SharedMemory);

impl ExternType {
    /// The function type, if it is one.
    pub fn func(&self) -> Option<&FuncType> {
        match self {
            ExternType::Func(ty) => Some(ty),
            _ => None,
        }
    }

    /// The global type, if it is one.
    pub fn global(&self) -> Option<&GlobalType> {
        match self {
            ExternType::Global(ty) => Some(ty),
            _ => None,
        }
    }

    /// The table type, if it is one.
    pub fn table(&self) -> Option<&TableType> {
        match self {
            ExternType::Table(ty) => Some(ty),
            _ => None,
        }
    }

    /// The memory type, if it is one.
    pub fn memory(&self) -> Option<&MemoryType> {
        match self {
            ExternType::Memory(ty) => Some(ty),
            _ => None,
        }
    }

    /// The type of a tag, if it is one.
    pub fn tag(&self) -> Option<&TagType> {
        match self {
            ExternType::Tag(ty) => Some(ty),
            _ => None,
        }
    }
}

impl fmt::Display for ExternType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExternType::Func(ty) => write!(f, "func {ty}"),
            ExternType::Global(ty) if ty.mutable => write!(f, "global (mut {})", ty.content),
            ExternType::Global(ty) => write!(f, "global {}", ty.content),
            ExternType::Table(ty) => {
                f.write_str(if ty.table64 { "table i64 " } else { "table " })?;
                limits(f, ty.limits)?;
                write!(f, " {}", ty.element)
            }
            ExternType::Memory(ty) => {
                f.write_str(if ty.memory64 { "memory i64 " } else { "memory " })?;
                limits(f, ty.limits)?;
                if ty.shared {
                    f.write_str(" shared")?;
                }
                match ty.page_size_log2 {
                    MemoryType::PAGE_SIZE_LOG2 => Ok(()),
                    _ => write!(f, " (pagesize {:#x})", ty.page_size()),
                }
            }
            ExternType::Tag(ty) => ty.fmt(f),
        }
    }
}

fn limits(f: &mut fmt::Formatter<'_>, limits: Limits) -> fmt::Result {
    match limits.max {
        Some(max) => write!(f, "{} {max}", limits.min),
        None => write!(f, "{}", limits.min),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use windlass_codegen::types::{RefType, ValType};

    #[test]
    fn types_print_as_in_the_text_format() {
        let types = [
            ExternType::Func(FuncType::new([ValType::I32], [])),
            ExternType::Global(GlobalType { content: ValType::F64, mutable: true }),
            ExternType::Table(TableType::new64(RefType::FUNCREF, 1, Some(2))),
            ExternType::Memory(MemoryType::new(1, None)),
            ExternType::Memory(MemoryType::shared(1, 2)),
            ExternType::Memory(MemoryType { page_size_log2: 0, ..MemoryType::new64(1, Some(2)) }),
            ExternType::Tag(TagType::new(FuncType::new([ValType::I32, ValType::EXNREF], []))),
        ];
        let texts = [
            "func (i32) -> ()",
            "global (mut f64)",
            "table i64 1 2 funcref",
            "memory 1",
            "memory 1 2 shared",
            "memory i64 1 2 (pagesize 0x1)",
            "tag (param i32 exnref)",
        ];
        assert_eq!(types.map(|ty| ty.to_string()), texts);
    }
}
