//! Reads modules from files or standard input, in the binary or the text format.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[cfg(feature = "compiler")]
use windlass::Engine;

#[cfg(feature = "wat")]
use wast::{
    Wat,
    lexer::Lexer,
    parser::{self, ParseBuffer},
};

/// The maximum size of a module, as in web browsers. It keeps an endless file from exhausting memory.
const MAX_LEN: u64 = 1 << 30;

/// Why a module could not be read. Displayed in one line that starts with the file name.
#[derive(Debug)]
pub struct SourceError {
    /// The file, with line and column if known.
    place: String,
    message: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for SourceError {}

/// Reads the module in `file`, or from standard input if it is `-`. Translates the text format to the binary format.
///
/// A file is text if its name ends in `.wat`, or if it starts with a parenthesis or a comment. The returned binary is
/// not validated.
///
/// # Errors
/// Fails if the file cannot be read, is larger than 1 GiB, or contains malformed text.
pub fn read(file: &Path) -> Result<Vec<u8>, SourceError> {
    let name = name(file);
    let bytes = match read_bytes(file) {
        Ok(bytes) => bytes,
        Err(e) => return Err(SourceError { place: name, message: format!("cannot be read: {e}") }),
    };
    if file.extension().is_some_and(|e| e == "wat") || starts_as_text(&bytes) {
        translate(&bytes, &name)
    } else {
        Ok(bytes)
    }
}

/// Reads a module as [`read`] does.
///
/// # Errors
/// As [`read`]; also fails if the file is a compiled module.
#[cfg(feature = "compiler")]
pub(crate) fn read_module(file: &Path) -> Result<Vec<u8>, SourceError> {
    let bytes = read(file)?;
    if Engine::detect_precompiled(&bytes).is_some() {
        let message = "expected a module, found machine code written by 'windlass compile'".into();
        return Err(SourceError { place: name(file), message });
    }
    Ok(bytes)
}

/// Opens `file` if it is a module in the binary format of more than `larger_than` bytes.
#[must_use]
pub fn open_binary(file: &Path, larger_than: u64) -> Option<File> {
    // On any error return `None`: reading the file will report it.
    let metadata = std::fs::metadata(file).ok()?;
    if !metadata.is_file() || !(larger_than + 1..=MAX_LEN).contains(&metadata.len()) {
        return None;
    }
    let mut file = File::open(file).ok()?;
    let mut magic = [0; 4];
    file.read_exact(&mut magic).ok()?;
    (magic == *b"\0asm").then_some(file)
}

/// The name of `file` for messages.
pub fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".into() } else { file.display().to_string() }
}

/// Reads `file`, or standard input if it is `-`.
///
/// # Errors
/// Fails if the file cannot be read or is larger than 1 GiB.
pub fn read_bytes(file: &Path) -> io::Result<Vec<u8>> {
    let (input, len): (&mut dyn Read, u64) = if file == Path::new("-") {
        (&mut io::stdin().lock(), 0)
    } else {
        let file = File::open(file)?;
        let len = file.metadata()?.len();
        (&mut { file }, len)
    };
    // One extra byte, so that reading up to the end does not grow the buffer.
    let mut bytes = Vec::with_capacity(len.min(MAX_LEN) as usize + 1);
    input.take(MAX_LEN + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_LEN {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 1 GiB"));
    }
    Ok(bytes)
}

/// Whether the first byte that is not white space starts a parenthesis or a comment of the text format.
fn starts_as_text(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'(' | b';'))
}

#[cfg(not(feature = "wat"))]
fn translate(_text: &[u8], name: &str) -> Result<Vec<u8>, SourceError> {
    Err(SourceError { place: name.into(), message: "this build does not support the text format".into() })
}

/// The parser's message for a component, and ours.
#[cfg(feature = "wat")]
const NO_COMPONENTS: &str = "support for parsing components disabled at compile time";
#[cfg(feature = "wat")]
const COMPONENT: &str = "the file is a component, not a module: it was built for WASI 0.2, and Windlass does not support the \
    component model; build it for WASI preview 1, target wasm32-wasip1";

/// Translates a module from the text format to the binary format. `name` is used in errors.
///
/// # Errors
/// Fails if the text is not UTF-8 or malformed.
#[cfg(feature = "wat")]
pub fn translate(text: &[u8], name: &str) -> Result<Vec<u8>, SourceError> {
    let text = str::from_utf8(text).map_err(|e| SourceError {
        place: name.into(),
        message: format!("the text is not UTF-8 from byte {:#x} on", e.valid_up_to()),
    })?;
    let encode = || {
        let mut lexer = Lexer::new(text);
        lexer.allow_confusing_unicode(true);
        let buffer = ParseBuffer::new_with_lexer(lexer)?;
        parser::parse::<Wat<'_>>(&buffer)?.encode()
    };
    encode().map_err(|e| {
        if e.message() == NO_COMPONENTS {
            return SourceError { place: name.into(), message: COMPONENT.into() };
        }
        let (line, column) = e.span().linecol_in(text);
        SourceError { place: format!("{name}:{}:{}", line + 1, column + 1), message: e.message() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_binary() {
        assert!(starts_as_text(b" \n(module)"));
        assert!(starts_as_text(b";; a comment"));
        assert!(!starts_as_text(b"\0asm"));
        assert!(!starts_as_text(b"\x7fELF("));
        assert!(!starts_as_text(b""));
    }

    #[test]
    #[cfg(feature = "wat")]
    fn errors_in_text_have_line_and_column() {
        let error = translate(b"(module\n  (fnc))", "a.wat").unwrap_err().to_string();
        assert!(error.starts_with("a.wat:2:4: "), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        let error = translate(b"(module \xff)", "a.wat").unwrap_err().to_string();
        assert_eq!(error, "a.wat: the text is not UTF-8 from byte 0x8 on");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = read(Path::new("no/such/file.wasm")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/file.wasm: cannot be read: "), "{error}");
    }
}
