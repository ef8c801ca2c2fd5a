//! Filetests: small modules and the machine code expected for them.
//!
//! A file is a module in the text format. It begins with lines `;;! key = "value"`, see [`Header`], and a comment that
//! says what it tests. It ends with the expected disassembly, as comments. Files are grouped by instruction set, then
//! by topic.

mod coverage;
mod header;
mod landing_pads;
mod speculation;

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use windlass_disas::{Compiled, Listing, Style, compile, compile_lazily};

pub use coverage::uncovered;
pub use header::Header;

/// The prefix of expected lines.
const COMMENT: &str = ";;";

/// The folder that contains the files.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files for an instruction set, sorted.
///
/// # Errors
/// Fails if a folder cannot be read.
pub fn files(isa: &str) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(isa)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "wat") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The name of a file: its path relative to [`root`], without the extension.
pub fn name(file: &Path) -> String {
    let path = file.strip_prefix(root()).unwrap_or(file).with_extension("");
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A filetest, split into its parts.
struct FileTest {
    /// Everything up to the end of the module.
    source: String,
    /// The expected disassembly, as comments.
    expected: String,
    header: Header,
}

impl FileTest {
    fn new(text: &str) -> Result<FileTest, String> {
        let lines: Vec<&str> = text.lines().collect();
        let module = lines.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with(COMMENT));
        let module = module.ok_or("the file contains no module")?;
        let expected: String =
            lines[module + 1..].iter().skip_while(|line| line.is_empty()).map(|line| format!("{line}\n")).collect();
        let source = lines[..=module].iter().map(|line| format!("{line}\n")).collect();
        Ok(FileTest { source, expected, header: Header::parse(text)? })
    }

    /// The actual disassembly.
    fn listing(&self) -> Result<String, String> {
        let wasm = wat::parse_str(&self.source).map_err(|e| e.to_string())?;
        let compile_all = if self.header.lazy { compile_lazily } else { compile };
        let compiled: Compiled = compile_all(&wasm, &self.header.options).map_err(|e| e.to_string())?;
        let listing = Listing::of(&compiled, &wasm);
        let mut text = String::new();
        for position in 0..listing.len() {
            if position > 0 {
                text.push('\n');
            }
            let mut function = listing.function(position);
            let hidden = function.lines.len().saturating_sub(self.header.lines);
            function.lines.truncate(self.header.lines);
            Style::PLAIN.write(&mut text, &function).map_err(|e| e.to_string())?;
            if hidden > 0 {
                text.push_str("    ...\n");
            }
        }
        Ok(text)
    }

    /// The actual disassembly, as comments.
    fn actual(&self) -> Result<String, String> {
        let text = self.listing()?;
        let lines = text.lines().map(|line| match line {
            "" => format!("{COMMENT}\n"),
            line => format!("{COMMENT} {line}\n"),
        });
        Ok(lines.collect())
    }
}

/// Compiles a file and compares the disassembly with the expected one. With `bless`, updates the file instead.
///
/// # Errors
/// Fails if the disassembly differs, with the difference, or if the file is malformed.
pub fn check(file: &Path, bless: bool) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let test = FileTest::new(&text)?;
    let folder = name(file).split('/').next().unwrap_or_default().to_string();
    if test.header.target != folder {
        return Err(format!("the target is {}, but the file is in the folder {folder}", test.header.target));
    }
    if test.header.options.spectre_mitigation {
        let unclamped = speculation::unclamped(&test.listing()?);
        if !unclamped.is_empty() {
            return Err(format!("no conditional move after: {}", unclamped.join(", ")));
        }
    }
    if test.header.options.branch_protection {
        let missing = landing_pads::missing(&test.listing()?);
        if !missing.is_empty() {
            return Err(format!("no landing pad after: {}", missing.join(", ")));
        }
    }
    let actual = test.actual()?;
    if actual == test.expected {
        return Ok(());
    }
    if bless {
        let text = format!("{}\n{actual}", test.source);
        return replace(file, &text).map_err(|e| format!("{}: {e}", file.display()));
    }
    Err(difference(&test.expected, &actual))
}

/// Replaces a file atomically, since other tests may be reading it.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let new = file.with_extension("new");
    fs::write(&new, text)?;
    fs::rename(new, file)
}

/// A diff from `expected` to `actual`.
fn difference(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let hunks = diff.unified_diff().context_radius(4).header("expected", "compiled").to_string();
    format!("{hunks}\nTo accept the actual code, run with WINDLASS_BLESS=1.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = ";;! target = \"x86_64\"\n;; Returns its argument.\n(module\n  ;; a comment\n  (func $f))\n\n;; $f:\n;;     ret\n";

    #[test]
    fn a_file_ends_with_what_is_expected() {
        let test = FileTest::new(FILE).unwrap();
        assert!(test.source.ends_with("(func $f))\n"), "{}", test.source);
        assert_eq!(test.expected, ";; $f:\n;;     ret\n");
        assert_eq!(test.actual().unwrap(), ";; $f: 1 byte\n;;     ret\n");
        assert!(FileTest::new(";;! target = \"x86_64\"\n").is_err());
    }

    #[test]
    fn differences_show_both_sides() {
        let difference = difference(";; $f:\n;;     ret\n", ";; $f:\n;;     nop\n");
        assert!(difference.contains("-;;     ret") && difference.contains("+;;     nop"), "{difference}");
    }
}
