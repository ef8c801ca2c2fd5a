//! The name section: what the module and its functions are called in messages and backtraces.

use wasmparser::{BinaryReader, Name, NameSectionReader};

use crate::module::ModuleInfo;

/// Reads the names of the module and of its functions.
///
/// # Errors
/// Where the section is malformed. What was read before stays; a map of names is taken whole or not at all.
pub(super) fn read(section: BinaryReader<'_>, module: &mut ModuleInfo) -> wasmparser::Result<()> {
    for subsection in NameSectionReader::new(section) {
        match subsection? {
            Name::Module { name, .. } => module.name = Some(name.into()),
            Name::Function(names) => {
                // The iterator checks that the indices ascend.
                module.function_names = names
                    .into_iter()
                    .map(|naming| naming.map(|naming| (naming.index, naming.name)))
                    .collect::<wasmparser::Result<_>>()?;
            }
            _ => {}
        }
    }
    Ok(())
}
