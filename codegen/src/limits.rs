//! [`ModuleLimits`]: how large a module may be that is compiled.

use alloc::format;
use alloc::string::String;

use crate::error::CompileError;
use crate::module::ModuleInfo;

/// So much machine code is always allowed by [`ModuleLimits::code_per_byte`].
pub const CODE_OF_ANY_MODULE: usize = 1 << 20;

/// How large a module may be, and what becomes of it. Where it is larger, compiling it ends with [`CompileError::TooLarge`].
///
/// What WebAssembly allows is much, and nobody needs it all: limits keep the memory and the time small that a module can make its
/// compiler take.
#[derive(Clone, Copy, Debug)]
pub struct ModuleLimits {
    /// Bytes of machine code.
    pub code: usize,
    /// Bytes of machine code for each byte of the module, in addition to [`CODE_OF_ANY_MODULE`].
    pub code_per_byte: usize,
    /// Functions, imported ones included.
    pub functions: usize,
    /// Types.
    pub types: usize,
    /// Parameters of a function or a block, and as many results.
    pub params: usize,
    /// Tables, imported ones included.
    pub tables: usize,
    /// Memories, imported ones included.
    pub memories: usize,
}

impl Default for ModuleLimits {
    /// As much as the validator accepts of everything but code: of that, up to 64 bytes for each byte of the module. Of 76 real
    /// programs, none becomes more than three times as large.
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
    /// Checks what a module declares.
    ///
    /// # Errors
    /// [`CompileError::TooLarge`].
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

    /// How much machine code a module of `module_len` bytes may have.
    pub(crate) fn code_limit(&self, module_len: usize) -> CodeLimit {
        let by_size = self.code_per_byte.saturating_mul(module_len).saturating_add(CODE_OF_ANY_MODULE);
        let reason = if self.code <= by_size { Reason::Total } else { Reason::PerByte(self.code_per_byte) };
        CodeLimit { most: u32::try_from(self.code.min(by_size)).unwrap_or(u32::MAX), reason }
    }
}

/// How much machine code a module may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeLimit {
    /// In bytes.
    pub(crate) most: u32,
    reason: Reason,
}

#[derive(Clone, Copy, Debug)]
enum Reason {
    /// Calls reach no farther.
    Reach,
    /// [`ModuleLimits::code`].
    Total,
    /// [`ModuleLimits::code_per_byte`], which is this.
    PerByte(usize),
}

impl CodeLimit {
    /// The same, and not more than the `most` bytes that calls reach across.
    pub(crate) fn within_reach(self, most: u32) -> CodeLimit {
        if self.most > most { CodeLimit { most, reason: Reason::Reach } } else { self }
    }

    /// Checks code that ends at `end`, of which the newest is what is at `offset` of the module.
    pub(crate) fn check(&self, end: u32, offset: usize) -> Result<(), CompileError> {
        if end <= self.most { Ok(()) } else { Err(self.error(offset)) }
    }

    /// The error where there is more because of what is at `offset` of the module.
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
