//! [`ModuleLimits`]: limits on modules to be compiled.

use alloc::format;
use alloc::string::String;

use crate::error::CompileError;
use crate::module::ModuleInfo;

/// [`ModuleLimits::code_per_byte`] allows this much machine code for any module.
pub const CODE_OF_ANY_MODULE: usize = 1 << 20;

/// Limits on a module and its machine code. A module that exceeds one fails to compile with [`CompileError::TooLarge`].
///
/// WebAssembly allows far more than programs need. The limits bound the memory and time that a module can cost its
/// compiler.
#[derive(Clone, Copy, Debug)]
pub struct ModuleLimits {
    /// Bytes of machine code.
    pub code: usize,
    /// Bytes of machine code per byte of the module, in addition to [`CODE_OF_ANY_MODULE`].
    pub code_per_byte: usize,
    /// Functions, including imports.
    pub functions: usize,
    /// Types.
    pub types: usize,
    /// Parameters of a function or a block; also the limit for results.
    pub params: usize,
    /// Tables, including imports.
    pub tables: usize,
    /// Memories, including imports.
    pub memories: usize,
}

impl Default for ModuleLimits {
    /// The limits of the validator, except for code: 64 bytes per byte of the module. Of 76 real programs, none exceeds
    /// a factor of three.
    fn default() -> ModuleLimits {
        ModuleLimits {
            code: usize::MAX,
            code_per_byte: 64,
            functions: usize::MAX,
            types: usize::MAX,
            params: usize::MAX,
            tables: usize::MAX,
            memories: usize::MAX,
        }
    }
}

impl ModuleLimits {
    /// Checks the declarations of a module.
    ///
    /// # Errors
    /// Fails with [`CompileError::TooLarge`].
    pub(crate) fn check(&self, module: &ModuleInfo) -> Result<(), CompileError> {
        let longest = |of: fn(&crate::types::FuncType) -> usize| module.types.iter().map(of).max().unwrap_or(0);
        for (what, count, most, setting) in [
            ("functions", module.functions.len(), self.functions, "max_module_functions"),
            ("types", module.types.len(), self.types, "max_module_types"),
            ("parameters of a function", longest(|ty| ty.params().len()), self.params, "max_function_params"),
            ("results of a function", longest(|ty| ty.results().len()), self.params, "max_function_params"),
            ("tables", module.tables.len(), self.tables, "max_tables_per_module"),
            ("memories", module.memories.len(), self.memories, "max_memories_per_module"),
        ] {
            if count > most {
                let what = format!("{count} {what}, more than the {most} that `Config::{setting}` allows");
                return Err(CompileError::TooLarge { what, offset: 0 });
            }
        }
        Ok(())
    }

    /// The limit on the machine code of a module of `module_len` bytes.
    pub(crate) fn code_limit(&self, module_len: usize) -> CodeLimit {
        let by_size = self.code_per_byte.saturating_mul(module_len).saturating_add(CODE_OF_ANY_MODULE);
        let reason = if self.code <= by_size { Reason::Total } else { Reason::PerByte(self.code_per_byte) };
        CodeLimit { most: u32::try_from(self.code.min(by_size)).unwrap_or(u32::MAX), reason }
    }
}

/// A limit on machine code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeLimit {
    /// In bytes.
    pub(crate) most: u32,
    reason: Reason,
}

#[derive(Clone, Copy, Debug)]
enum Reason {
    /// The range of a call.
    Reach,
    /// [`ModuleLimits::code`].
    Total,
    /// [`ModuleLimits::code_per_byte`], with its value.
    PerByte(usize),
}

impl CodeLimit {
    /// Lowers the limit to `most`, the range of a call.
    pub(crate) fn within_reach(self, most: u32) -> CodeLimit {
        if self.most > most { CodeLimit { most, reason: Reason::Reach } } else { self }
    }

    /// Checks code that ends at `end`. The last code was generated for what is at `offset` in the module.
    pub(crate) fn check(&self, end: u32, offset: usize) -> Result<(), CompileError> {
        if end <= self.most { Ok(()) } else { Err(self.error(offset)) }
    }

    /// The error if the code for what is at `offset` in the module exceeds the limit.
    #[cold]
    pub(crate) fn error(&self, offset: usize) -> CompileError {
        let more: String = match self.reason {
            Reason::Reach => format!("{} MiB", self.most >> 20),
            Reason::Total => format!("the {} bytes that `Config::max_module_code` allows", self.most),
            Reason::PerByte(count) => {
                format!(
                    "{count} bytes for each byte of the module, and {} MiB, that `Config::max_code_expansion` allows",
                    CODE_OF_ANY_MODULE >> 20
                )
            }
        };
        CompileError::TooLarge { what: format!("the machine code of the module, more than {more}"), offset }
    }
}
