//! `--preload` and `--unknown-imports`: what a program may import beside WASI.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use windlass::{Engine, Linker, Module, Store};

use super::imports;
use super::load::ModuleFile;
use super::stop;
use crate::arguments::Arguments;
use crate::commands::guest_error;
use crate::failure::Failure;

/// The help for these options.
macro_rules! linking_help {
    () => {
        "  --preload NAME=FILE       Instantiate the module in FILE first, and give its exports to the
                            program as module NAME; may be repeated
  --unknown-imports MODE    What imports are that nothing defines: error; trap, for functions when
                            they are called; or default, which is zero (default: error)
"
    };
}
pub(super) use linking_help;

/// What imports are that nothing defines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum UnknownImports {
    #[default]
    Error,
    Trap,
    Default,
}

/// What a program may import beside WASI.
#[derive(Debug, Default)]
pub(super) struct Linking {
    /// Modules that are instantiated before, by the names that their exports get.
    preloads: Vec<(String, PathBuf)>,
    unknown_imports: UnknownImports,
}

/// A module that is instantiated before the program.
pub(super) struct Preload {
    /// What its exports are called by.
    name: String,
    /// What it is called in messages.
    file: String,
    module: Module,
}

impl Linking {
    /// Parses the option `name` and its value. Returns false if it is not one of these options.
    pub(super) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "--preload" => self.preloads.push(preload(args)?),
            "--unknown-imports" => {
                self.unknown_imports = match args.text()?.as_str() {
                    "error" => UnknownImports::Error,
                    "trap" => UnknownImports::Trap,
                    "default" => UnknownImports::Default,
                    other => return Err(args.bad_value(other, "the choices are error, trap and default")),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Loads the modules that come before the program, as that is loaded.
    pub(super) fn load(&self, engine: &Engine, allow_precompiled: bool) -> Result<Vec<Preload>, Failure> {
        let load = |(name, file): &(String, PathBuf)| {
            let file = ModuleFile::Named(file.clone());
            let module = file.load(engine, allow_precompiled)?;
            Ok(Preload { name: name.clone(), file: file.name(), module })
        };
        self.preloads.iter().map(load).collect()
    }

    /// Instantiates the modules that come before the program, and defines its unknown imports.
    ///
    /// # Errors
    /// If one of them ends the process, its exit status, or why it failed.
    pub(super) fn define<T: 'static>(
        &self,
        linker: &mut Linker<T>,
        store: &mut Store<T>,
        preloads: &[Preload],
        program: &Module,
        file: &str,
    ) -> Result<(), Result<i32, Failure>> {
        for Preload { name, file, module } in preloads {
            linker.module(&mut *store, name, module).map_err(|e| {
                let outcome = guest_error::status(&e, file).map_err(|failure| failure.with_hint(imports::hint(module)));
                let is_interrupted = stop::reason() == Some(stop::Reason::Interrupt);
                if is_interrupted { outcome.map_err(Failure::interrupted) } else { outcome }
            })?;
        }
        let defined = match self.unknown_imports {
            UnknownImports::Error => Ok(()),
            UnknownImports::Trap => linker.define_unknown_imports_as_traps(program),
            UnknownImports::Default => linker.define_unknown_imports_as_default_values(store, program),
        };
        defined.map_err(|e| Err(Failure::load(format_args!("{file}: {e}"))))
    }
}

/// The value of the option `--preload`.
fn preload(args: &mut Arguments) -> Result<(String, PathBuf), Failure> {
    let value = args.value()?;
    let bytes = value.as_encoded_bytes();
    let parts = bytes.iter().position(|byte| *byte == b'=').map(|at| (&bytes[..at], &bytes[at + 1..]));
    match parts.and_then(|(name, file)| Some((str::from_utf8(name).ok()?, file))) {
        Some((name, file)) if !file.is_empty() => Ok((name.to_owned(), OsStr::from_bytes(file).into())),
        _ => Err(args.bad_value(value.display(), "expected NAME=FILE")),
    }
}
