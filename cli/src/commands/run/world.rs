//! What a program sees of the world: arguments, variables, directories.

use std::ffi::OsStr;
use std::path::PathBuf;

use windlass::Linker;
#[cfg(feature = "wasi")]
use windlass_wasi::{DirPerms, FilePerms, WasiCtx, WasiCtxBuilder};

use crate::arguments::{Arguments, Usage};
use crate::failure::Failure;

/// The part of a command's help about these options.
#[cfg(feature = "wasi")]
macro_rules! world_options_help {
    () => {
        "\
  --dir HOST[::GUEST]       Let the program use the directory HOST, as GUEST (default: HOST);
                            may be repeated
  --env NAME[=VALUE]        Set an environment variable, to the value that it has here if none
                            is given; may be repeated
"
    };
}
/// The part of a command's help about these options.
#[cfg(not(feature = "wasi"))]
macro_rules! world_options_help {
    () => {
        ""
    };
}
pub(in super::super) use world_options_help;

/// What is kept for the program while it runs.
#[cfg(feature = "wasi")]
pub(super) type State = WasiCtx;
/// What is kept for the program while it runs.
#[cfg(not(feature = "wasi"))]
pub(super) type State = ();

/// What a program gets beside its arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct World {
    /// Directories, and what the program calls them.
    pub(in super::super) dirs: Vec<(PathBuf, String)>,
    /// Environment variables.
    pub(in super::super) env: Vec<(String, String)>,
}

impl World {
    /// Takes the option `name`, and its value, if it is one of these; says whether it is.
    pub(in super::super) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "--dir" if cfg!(feature = "wasi") => self.dirs.push(directory(&args.text()?)),
            "--env" if cfg!(feature = "wasi") => self.env.extend(variable(args)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The state for a program with these arguments, its name first.
    #[cfg(feature = "wasi")]
    pub(super) fn state<'a>(&self, args: impl IntoIterator<Item = &'a OsStr>, usage: &Usage) -> Result<State, Failure> {
        let mut builder = WasiCtxBuilder::new();
        builder.inherit_stdio();
        for arg in args {
            let text = arg.to_str();
            builder
                .arg(text.ok_or_else(|| usage.error(format_args!("the argument '{}' is not UTF-8", arg.display())))?);
        }
        for (name, value) in &self.env {
            builder.env(name, value);
        }
        for (host, guest) in &self.dirs {
            builder
                .preopened_dir(host, guest, DirPerms::all(), FilePerms::all())
                .map_err(|e| Failure::load(format_args!("the directory '{}' cannot be opened: {e}", host.display())))?;
        }
        builder.build().map_err(|e| usage.error(format_args!("arguments or variables that WASI does not allow: {e}")))
    }

    /// The state for a program with these arguments, its name first.
    #[cfg(not(feature = "wasi"))]
    pub(super) fn state<'a>(&self, _: impl IntoIterator<Item = &'a OsStr>, _: &Usage) -> Result<State, Failure> {
        Ok(())
    }
}

/// Defines what programs may import.
pub(super) fn define(linker: &mut Linker<State>) -> windlass::Result<()> {
    #[cfg(feature = "wasi")]
    windlass_wasi::add_to_linker(linker, |wasi| wasi)?;
    #[cfg(not(feature = "wasi"))]
    let _ = linker;
    Ok(())
}

/// The directory of the host and its name in the guest of the option `--dir`.
fn directory(text: &str) -> (PathBuf, String) {
    let (host, guest) = text.split_once("::").unwrap_or((text, text));
    (host.into(), guest.into())
}

/// The variable of the option `--env`; none where its value is to be ours, and we have none.
fn variable(args: &mut Arguments) -> Result<Option<(String, String)>, Failure> {
    let text = args.text()?;
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => match std::env::var(&text) {
            Ok(value) => (&*text, Some(value)),
            Err(std::env::VarError::NotPresent) => (&*text, None),
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(args.bad_value(&text, "the value of the variable is not UTF-8"));
            }
        },
    };
    if name.is_empty() {
        return Err(args.bad_value(&text, "the name is missing"));
    }
    Ok(value.map(|value| (name.to_owned(), value)))
}
