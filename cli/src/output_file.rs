//! The file that a command writes: which it is, and how it is written.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::arguments::Usage;
use crate::failure::{Failure, complain};
use crate::source;

/// A file to write, or standard output.
#[derive(Debug)]
pub(crate) struct OutputFile {
    path: PathBuf,
    executable: bool,
    /// Whether the name was made up, so that the user has to be told.
    is_default: bool,
}

impl OutputFile {
    /// The file that was asked for, `-` for standard output.
    pub(crate) fn named(path: PathBuf) -> OutputFile {
        OutputFile { path, executable: false, is_default: false }
    }

    /// A file in the working directory that is called as `input` is, with another extension, or none if that is empty.
    ///
    /// # Errors
    /// Where `input` has no such name: then the user has to say it.
    pub(crate) fn beside(input: &Path, extension: &str, usage: &Usage) -> Result<OutputFile, Failure> {
        let name =
            input.file_name().filter(|_| input != Path::new("-")).map(|name| Path::new(name).with_extension(extension));
        match name {
            Some(path) if Some(path.as_os_str()) != input.file_name() => {
                Ok(OutputFile { path, executable: false, is_default: true })
            }
            _ => {
                Err(usage
                    .error(format_args!("'-o OUT' is needed: '{}' has no name to make one of", source::name(input))))
            }
        }
    }

    /// The same, to be executed.
    pub(crate) fn executable(self) -> OutputFile {
        OutputFile { executable: true, ..self }
    }

    /// The path, `-` for standard output.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses to write over `input`, whatever either is called; and, under a name that nobody asked for, over a file that
    /// `is_ours` does not know.
    pub(crate) fn check(&self, input: &Path, is_ours: impl FnOnce(&[u8]) -> bool) -> Result<(), Failure> {
        let (Ok(output), false) = (fs::metadata(&self.path), self.is_standard_output()) else { return Ok(()) };
        let same = |input: fs::Metadata| (input.dev(), input.ino()) == (output.dev(), output.ino());
        if output.is_file() && input != Path::new("-") && fs::metadata(input).is_ok_and(same) {
            return Err(Failure::load(format_args!("{}: this is what is read; write to another file", self.name())));
        }
        if self.is_default && !fs::read(&self.path).is_ok_and(|bytes| is_ours(&bytes)) {
            return Err(Failure::load(format_args!(
                "{}: there is such a file, which this command did not write; '-o {}' replaces it",
                self.name(),
                self.name()
            )));
        }
        Ok(())
    }

    /// Calls `write`, and replaces the file with what that writes if it succeeds. A failure to write is reported as one of this file.
    pub(crate) fn write(&self, write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
        if self.is_standard_output() {
            return self.write_to(&mut io::stdout().lock(), write);
        }
        // Special files such as /dev/null must not be replaced.
        if fs::metadata(&self.path).is_ok_and(|metadata| !metadata.is_file()) {
            let mut file = File::options().write(true).open(&self.path).map_err(|e| self.failure(&e))?;
            return self.write_to(&mut file, write);
        }
        let mut name = self.path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = self.path.with_file_name(name);
        let mode = if self.executable { 0o777 } else { 0o666 };
        let mut options = File::options();
        let file = options.write(true).create(true).truncate(true).mode(mode).open(&temporary);
        let mut file = file.map_err(|e| self.failure(&e))?;
        let written = self
            .write_to(&mut file, write)
            .and_then(|()| fs::rename(&temporary, &self.path).map_err(|e| self.failure(&e)));
        if written.is_err() {
            // It may not exist any more.
            let _ = fs::remove_file(&temporary);
        } else if self.is_default {
            complain(&format!("wrote {}", self.name()));
        }
        written
    }

    fn write_to(
        &self,
        out: &mut dyn Write,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut out = Watched { out: BufWriter::new(out), error: None };
        let written = write(&mut out);
        if let Err(e) = out.flush() {
            return Err(self.failure(&e));
        }
        match out.error {
            Some(e) => Err(self.failure(&e)),
            None => written,
        }
    }

    fn is_standard_output(&self) -> bool {
        self.path == Path::new("-")
    }

    fn name(&self) -> String {
        if self.is_standard_output() { "standard output".into() } else { self.path.display().to_string() }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        match error.kind() {
            ErrorKind::BrokenPipe if self.is_standard_output() => Failure::silent(),
            _ => Failure::load(format_args!("{}: cannot be written: {error}", self.name())),
        }
    }
}

/// A writer that keeps its error: whoever writes may not tell it from other errors.
struct Watched<'a> {
    out: BufWriter<&'a mut dyn Write>,
    error: Option<io::Error>,
}

impl Watched<'_> {
    fn watch<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(e) = &result
            && e.kind() != ErrorKind::Interrupted
        {
            let copy = e.raw_os_error().map_or_else(|| e.kind().into(), io::Error::from_raw_os_error);
            self.error.get_or_insert(copy);
        }
        result
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.watch(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.watch(result)
    }
}
