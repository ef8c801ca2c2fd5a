//! The symbols of functions.

use alloc::vec::Vec;

use windlass_masm::OutOfMemory;

use super::elf::{self, SYMBOL, SectionIndex};
use super::file_buffer::FileBuffer;
use super::header::TEXT_AT;
use crate::artifact::Artifact;
use crate::module::ExportKind;

/// The name of a function.
enum Name<'a> {
    /// From the name section, or from an export.
    Given(&'a str),
    /// None; its index is used.
    Numbered(u32),
}

impl Name<'_> {
    fn len(&self) -> usize {
        match *self {
            Name::Given(name) => name.len(),
            Name::Numbered(index) => "wasm-function[]".len() + index.checked_ilog10().unwrap_or(0) as usize + 1,
        }
    }

    fn put(&self, file: &mut FileBuffer<'_>) -> Result<(), OutOfMemory> {
        match self {
            Name::Given(name) => file.put(name.as_bytes())?,
            Name::Numbered(index) => file.put(alloc::format!("wasm-function[{index}]").as_bytes())?,
        }
        file.put(&[0])
    }
}

/// The functions of a module and their names.
pub(super) struct Symbols<'a> {
    artifact: &'a Artifact,
    /// The exported functions, without imports, by position, with the name of an export.
    exported: Vec<(u32, &'a str)>,
}

impl<'a> Symbols<'a> {
    pub(super) fn new(artifact: &'a Artifact) -> Symbols<'a> {
        let module = &artifact.module;
        let functions = module.exports.iter().filter(|export| export.kind == ExportKind::Func);
        let own = functions.filter_map(|e| Some((e.index.checked_sub(module.imported_functions)?, e.name.as_str())));
        let mut exported: Vec<_> = own.collect();
        exported.sort_unstable();
        Symbols { artifact, exported }
    }

    /// The exports that are functions defined by the module.
    pub(super) fn exported(&self) -> &[(u32, &'a str)] {
        &self.exported
    }

    fn export_of(&self, position: u32) -> Option<&'a str> {
        let at = self.exported.partition_point(|(exported, _)| *exported < position);
        self.exported.get(at).filter(|(exported, _)| *exported == position).map(|(_, name)| *name)
    }

    fn name(&self, position: u32) -> Name<'a> {
        let module = &self.artifact.module;
        let index = module.imported_functions + position;
        let given = module.function_names.get(index).filter(|name| !name.is_empty() && !name.contains('\0'));
        given.or_else(|| self.export_of(position)).map_or(Name::Numbered(index), Name::Given)
    }

    /// All positions: first those of local functions, then those of exported ones.
    fn positions(&self) -> impl Iterator<Item = (u32, bool)> + '_ {
        let all = || 0..self.artifact.functions.len() as u32;
        let local = all().filter(|position| self.export_of(*position).is_none()).map(|position| (position, false));
        local.chain(all().filter(|position| self.export_of(*position).is_some()).map(|position| (position, true)))
    }

    /// Writes a symbol for each function, local ones first. Returns the number of local symbols.
    pub(super) fn put_table(&self, text: SectionIndex, file: &mut FileBuffer<'_>) -> Result<u32, OutOfMemory> {
        file.put(&[0; SYMBOL])?;
        let (mut name_at, mut local) = (1, 1);
        for (position, is_global) in self.positions() {
            file.put(&elf::function_symbol(name_at, is_global, text, self.place(position)))?;
            name_at += self.name(position).len() as u32 + 1;
            local += u32::from(!is_global);
        }
        Ok(local)
    }

    /// Writes the names of the symbols.
    pub(super) fn put_names(&self, file: &mut FileBuffer<'_>) -> Result<(), OutOfMemory> {
        file.put(&[0])?;
        self.positions().try_for_each(|(position, _)| self.name(position).put(file))
    }

    /// The range of a function's code in the file.
    pub(super) fn place(&self, position: u32) -> core::ops::Range<usize> {
        let function = &self.artifact.functions[position as usize];
        TEXT_AT + function.start as usize..TEXT_AT + function.end as usize
    }
}
