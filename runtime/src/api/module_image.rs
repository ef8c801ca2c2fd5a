//! What a [`Module`] consists of: its machine code, the functions in it, and what an instance takes.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

#[cfg(feature = "lazy")]
use crate::api::module::Code;
use crate::api::module::Module;

/// A function of a module that has machine code: see [`Module::functions`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleFunction {
    /// Its index, which counts imported functions, too.
    pub index: u32,
    /// Its name in the name section, if it has one there.
    pub name: Option<String>,
    /// Where its code begins in [`Module::text`], in bytes.
    pub offset: usize,
    /// The size of its code in bytes.
    pub len: usize,
}

/// What an instance of a module takes: see [`Module::resources_required`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResourcesRequired {
    /// The number of memories that it creates. Imported ones are not counted.
    pub num_memories: u32,
    /// The largest initial size of any of them, in pages of 64 KiB, rounded up. `None` if there is none.
    pub max_initial_memory_size: Option<u64>,
    /// The number of tables that it creates. Imported ones are not counted.
    pub num_tables: u32,
    /// The largest initial size of any of them, in elements. `None` if there is none.
    pub max_initial_table_size: Option<u64>,
}

impl Module {
    /// The functions that have machine code, in the order of their code: all that are not imported, or those that were called so far if
    /// they are compiled when they are called.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Module};
    ///
    /// let module = Module::new(&Engine::default(), "(module (func $first) (func $second))")?;
    /// let names: Vec<_> = module.functions().filter_map(|function| function.name).collect();
    /// assert_eq!(names, ["first", "second"]);
    /// assert!(module.functions().all(|f| f.offset + f.len <= module.text().len()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn functions(&self) -> impl ExactSizeIterator<Item = ModuleFunction> {
        let module = self.inner();
        let info = module.info();
        let all = || (0..).zip(module.artifact().functions.iter().copied()).collect();
        #[cfg(feature = "lazy")]
        let entries: Vec<_> = match module.code() {
            Code::Lazy(code) => code.compiled(),
            _ => all(),
        };
        #[cfg(not(feature = "lazy"))]
        let entries: Vec<_> = all();
        entries.into_iter().map(|(position, entry)| {
            let index = info.imported_functions + position;
            let name = info.function_names.get(index).map(ToString::to_string);
            ModuleFunction {
                index,
                name,
                offset: entry.start as usize,
                len: entry.end.saturating_sub(entry.start) as usize,
            }
        })
    }

    /// The machine code of the module; of one whose functions are compiled when they are called, what there is so far.
    pub fn text(&self) -> &[u8] {
        self.inner().code_bytes()
    }

    /// The addresses of the module's code in this process.
    pub fn image_range(&self) -> Range<*const u8> {
        let range = self.inner().code_range();
        core::ptr::without_provenance(range.start)..core::ptr::without_provenance(range.end)
    }

    /// What an instance of the module takes, for an allocator that has to make room.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Module};
    ///
    /// let module = Module::new(&Engine::default(), r#"(module (memory 17) (table 5 funcref))"#)?;
    /// let required = module.resources_required();
    /// assert_eq!((required.num_memories, required.max_initial_memory_size), (1, Some(17)));
    /// assert_eq!((required.num_tables, required.max_initial_table_size), (1, Some(5)));
    /// # Ok(())
    /// # }
    /// ```
    pub fn resources_required(&self) -> ResourcesRequired {
        let info = self.inner().info();
        let (imported_memories, imported_tables) = (info.imported_memories as usize, info.imported_tables as usize);
        let memories = info.memories.get(imported_memories..).unwrap_or_default();
        let tables = info.tables.get(imported_tables..).unwrap_or_default();
        ResourcesRequired {
            num_memories: memories.len() as u32,
            max_initial_memory_size: memories.iter().map(|ty| ty.min_bytes().div_ceil(64 << 10)).max(),
            num_tables: tables.len() as u32,
            max_initial_table_size: tables.iter().map(|ty| ty.limits.min).max(),
        }
    }
}
