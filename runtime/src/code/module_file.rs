//! The file of a module.

use alloc::string::{String, ToString};
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use windlass_codegen::ModuleSource;

/// A module in a file that stays open. Others may modify it, including the guest. So it is never mapped, only read:
/// what was read does not change, and missing bytes are an error.
#[derive(Debug)]
pub(crate) struct ModuleFile {
    file: File,
    len: usize,
}

impl ModuleFile {
    /// The module that `file` consists of.
    pub(crate) fn new(file: &File) -> io::Result<ModuleFile> {
        let len = file.metadata()?.len();
        let len = usize::try_from(len).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Ok(ModuleFile { file: file.try_clone()?, len })
    }
}

impl ModuleSource for ModuleFile {
    fn len(&self) -> usize {
        self.len
    }

    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String> {
        self.file.read_exact_at(to, at as u64).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => "the file has become shorter since the module was loaded".into(),
            _ => e.to_string(),
        })
    }
}
