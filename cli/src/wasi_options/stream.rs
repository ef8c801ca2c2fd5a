//! `--stdin`, `--stdout` and `--stderr`.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use windlass_wasi::WasiCtxBuilder;

use crate::failure::Failure;

/// What a standard stream of the program is connected to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stream {
    /// The same stream of this process.
    #[default]
    Inherit,
    /// Nothing.
    Null,
    File(PathBuf),
}

impl From<OsString> for Stream {
    fn from(text: OsString) -> Stream {
        match text.to_str() {
            Some("inherit" | "-") => Stream::Inherit,
            Some("null") => Stream::Null,
            _ => Stream::File(text.into()),
        }
    }
}

/// Opens the program's standard streams.
///
/// # Errors
/// Fails if a file cannot be opened.
pub(super) fn open_all(
    builder: &mut WasiCtxBuilder,
    stdin: Stream,
    stdout: Stream,
    stderr: Stream,
) -> Result<(), Failure> {
    match stdin {
        Stream::Inherit => _ = builder.inherit_stdin(),
        Stream::Null => {}
        Stream::File(path) => _ = builder.stdin_file(open_input(&path)?).map_err(Failure::load)?,
    }
    let mut output = None;
    match stdout {
        Stream::Inherit => _ = builder.inherit_stdout(),
        Stream::Null => {}
        Stream::File(path) => {
            let file = open_output(&path, None)?;
            output = file.try_clone().ok();
            builder.stdout_file(file).map_err(Failure::load)?;
        }
    }
    match stderr {
        Stream::Inherit => _ = builder.inherit_stderr(),
        Stream::Null => {}
        Stream::File(path) => _ = builder.stderr_file(open_output(&path, output)?).map_err(Failure::load)?,
    }
    Ok(())
}

fn open_input(path: &Path) -> Result<File, Failure> {
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(file),
    });
    opened.map_err(|e| Failure::load(format_args!("'{}' cannot be read: {e}", path.display())))
}

/// Creates or truncates a file. If `other` is the same file, shares it, so that the streams do not overwrite each
/// other.
fn open_output(path: &Path, other: Option<File>) -> Result<File, Failure> {
    let same = |other: &File| {
        let (known, this) = (other.metadata().ok()?, path.metadata().ok()?);
        Some((known.dev(), known.ino()) == (this.dev(), this.ino()))
    };
    match other {
        Some(other) if same(&other) == Some(true) => Ok(other),
        _ => File::create(path).map_err(|e| Failure::load(format_args!("'{}' cannot be written: {e}", path.display()))),
    }
}
