//! [`DisplayName`]: an untrusted name, escaped for display.

use core::fmt::{self, Write};

/// A name or other text from a module, as it may be shown on a terminal and in a log: one line, free of control
/// characters, and of readable length.
///
/// Names in modules are untrusted: they may clear the screen, imitate messages, or be a megabyte long. So always
/// display them with this type. It escapes control characters, characters that change the text direction, and invisible
/// characters, as in `\u{1b}`. After 500 characters it writes an ellipsis and the total length in bytes.
///
/// ```
/// # use windlass_codegen::DisplayName;
/// assert_eq!(DisplayName::new("std::io::read").to_string(), "std::io::read");
/// assert_eq!(DisplayName::new("\x1b[2J\nerror: none").to_string(), r"\u{1b}[2J\nerror: none");
/// assert!(DisplayName::new(&"a".repeat(1_000_000)).to_string().ends_with("aaa…(1000000 bytes)"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DisplayName<'a> {
    text: &'a str,
    most: usize,
}

impl<'a> DisplayName<'a> {
    /// The maximum number of characters shown of a name.
    pub const MOST: usize = 500;

    /// A name.
    pub fn new(name: &'a str) -> DisplayName<'a> {
        DisplayName { text: name, most: DisplayName::MOST }
    }

    /// Text that is longer than a name; shows at most `most` characters.
    pub fn longer(text: &'a str, most: usize) -> DisplayName<'a> {
        DisplayName { text, most }
    }
}

impl fmt::Display for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.most;
        for c in self.text.chars() {
            let width = if acts(c) { c.escape_default().len() } else { 1 };
            let Some(rest) = left.checked_sub(width) else { return write!(f, "…({} bytes)", self.text.len()) };
            left = rest;
            match acts(c) {
                true => write!(f, "{}", c.escape_default())?,
                false => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Whether a character has an effect or is invisible.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}'
            // Zero-width spaces and joiners, direction marks.
            | '\u{200b}'..='\u{200f}'
            // Line and paragraph separators, direction embeddings and overrides.
            | '\u{2028}'..='\u{202e}'
            // Invisible operators, isolates.
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Tags.
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn nothing_that_acts_is_shown_as_it_is() {
        let all: alloc::string::String = ('\0'..=char::MAX).filter(|&c| acts(c)).collect();
        assert!(all.contains('\u{9b}') && all.contains('\x7f') && all.contains('\u{202e}'));
        let shown = DisplayName::longer(&all, usize::MAX).to_string();
        assert!(shown.bytes().all(|byte| byte.is_ascii_graphic()), "{shown}");
        for ordinary in ["", "naïve", "函数", "a b\\c", "core::fmt::Display<'_, T>", "🦀"] {
            assert_eq!(DisplayName::new(ordinary).to_string(), ordinary);
        }
    }

    #[test]
    fn what_is_shown_is_not_long() {
        for text in ["x".repeat(500), "é".repeat(500)] {
            assert_eq!(DisplayName::new(&text).to_string(), text);
        }
        for text in ["x".repeat(501), "\0".repeat(100_000), "\u{10ffff}".repeat(100_000)] {
            let shown = DisplayName::new(&text).to_string();
            assert!(shown.chars().count() < 530 && shown.ends_with(" bytes)"), "{shown}");
        }
    }
}
