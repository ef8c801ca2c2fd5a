//! Writes a module as one self-contained HTML page: operators and machine code side by side.
//!
//! The page holds every distinct line of text once. Functions refer to lines by number, and are laid out when they are
//! viewed. Numbers are written in base 32, least significant digit first, one character per digit; a digit above 31
//! means that another follows.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::function::{Content, Function, Line};
use crate::listing::Listing;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// The digits: first those that end a number, then those that do not. None needs escaping in JSON.
const DIGITS: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

/// Writes a page for `listing`, titled `title`. It shows operators if the listing has them.
///
/// # Errors
/// Fails if writing to `out` fails.
pub fn write_page(out: &mut dyn Write, listing: &Listing<'_>, title: &str) -> io::Result<()> {
    let mut texts = Texts::default();
    let functions: Vec<_> =
        (0..listing.len()).map(|i| EncodedFunction::new(&listing.function(i), &mut texts)).collect();
    let isa = listing.isa().name();
    let reasons = std::mem::take(&mut texts.reasons);
    let (texts, renumbered) = texts.by_frequency();
    let mut data = format!("{{\"title\":{},\"isa\":\"{isa}\",\"bytes\":{}", json(title), listing.code_len());
    let _ =
        write!(data, ",\"texts\":{},\"traps\":{},\"functions\":[", json(&texts.join("\n")), json(&reasons.join("\n")));
    for (i, function) in functions.iter().enumerate() {
        data.push_str(if i > 0 { ",\n" } else { "\n" });
        function.write(&mut data, &renumbered);
    }
    data.push_str("]}");

    let mut rest = TEMPLATE;
    let title = escaped(title);
    for (place, text) in
        [("{{title}}", title.as_str()), ("{{style}}", STYLE), ("{{data}}", &data), ("{{script}}", SCRIPT)]
    {
        let (before, after) = rest.split_once(place).unwrap_or((rest, ""));
        out.write_all(before.as_bytes())?;
        out.write_all(text.as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// Whether these are the bytes of a page that [`write_page`] wrote.
#[must_use]
pub fn is_page(bytes: &[u8]) -> bool {
    let head = TEMPLATE.split_once("<title>").map_or(TEMPLATE, |(head, _)| head);
    bytes.starts_with(head.as_bytes())
}

/// The texts used so far, their numbers, and the use count of each.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, u32>,
    uses: Vec<u32>,
    /// The trap reasons.
    reasons: Vec<&'static str>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        let number = match self.numbers.get(text) {
            Some(number) => *number,
            None => {
                let number = self.uses.len() as u32;
                self.numbers.insert(text.into(), number);
                self.uses.push(0);
                number
            }
        };
        self.uses[number as usize] += 1;
        number
    }

    fn reason(&mut self, reason: &'static str) -> u32 {
        let known = self.reasons.iter().position(|known| *known == reason);
        let number = known.unwrap_or_else(|| {
            self.reasons.push(reason);
            self.reasons.len() - 1
        });
        number as u32
    }

    /// The texts, most used first, since those get the shortest numbers, and a map from old to new numbers.
    fn by_frequency(self) -> (Vec<String>, Vec<u32>) {
        let mut texts: Vec<(String, u32)> = self.numbers.into_iter().collect();
        texts.sort_unstable_by_key(|(_, number)| (std::cmp::Reverse(self.uses[*number as usize]), *number));
        let mut renumbered = vec![0; texts.len()];
        for (new, (_, old)) in texts.iter().enumerate() {
            renumbered[*old as usize] = new as u32;
        }
        (texts.into_iter().map(|(text, _)| text).collect(), renumbered)
    }
}

/// A function, encoded as numbers.
struct EncodedFunction {
    /// What precedes the lists, as JSON.
    head: String,
    /// The offset of the first operator; then for each operator its text, how it was compiled, its depth, and the
    /// distance from the previous one.
    operators: Vec<u32>,
    /// For each line: its kind, section and trap; its text; its length; its operator.
    lines: Vec<u32>,
}

impl EncodedFunction {
    fn new(function: &Function, texts: &mut Texts) -> EncodedFunction {
        let Function { index, name, size, instruction_bytes, frame_size, .. } = function;
        let mut before = function.operators.first().map_or(0, |first| first.offset);
        let mut operators = vec![before];
        for (position, operator) in function.operators.iter().enumerate() {
            // Compiled separately, with the previous operator, or not at all.
            let kind = match operator.compiled_with {
                None => 2,
                Some(with) => u32::from(with != position as u32),
            };
            operators.extend([texts.number(&operator.text), operator.depth * 3 + kind, operator.offset - before]);
            before = operator.offset;
        }
        let mut lines = Vec::with_capacity(function.lines.len() * 4);
        let mut last_operator = 0;
        for line in &function.lines {
            let (kind, text) = shown(line);
            let trap = line.trap.map_or(0, |trap| 1 + texts.reason(trap.reason));
            let head = (trap * 4 + line.section as u32) * 5 + kind;
            // Zero for none, else 1 plus the distance from the previous line's operator, whose sign is in bit 0.
            let operator = line.operator.map_or(0, |operator| {
                let distance = i64::from(operator) - i64::from(last_operator);
                last_operator = operator;
                distance.unsigned_abs() as u32 * 2 + u32::from(distance < 0) + 1
            });
            lines.extend([head, texts.number(&text), line.len, operator]);
        }
        let head = format!("{index},{},{size},{instruction_bytes},{frame_size}", json(name));
        EncodedFunction { head, operators, lines }
    }

    /// Writes the function as JSON, using the new text numbers.
    fn write(&self, out: &mut String, renumbered: &[u32]) {
        let _ = write!(out, "[{},\"", self.head);
        for (i, &value) in self.operators.iter().enumerate() {
            number(out, if i % 3 == 1 { renumbered[value as usize] } else { value });
        }
        out.push_str("\",\"");
        for (i, &value) in self.lines.iter().enumerate() {
            number(out, if i % 4 == 1 { renumbered[value as usize] } else { value });
        }
        out.push_str("\"]");
    }
}

/// The number of a line's kind, and its text.
fn shown(line: &Line) -> (u32, String) {
    match &line.content {
        Content::Instruction { mnemonic, operands } => (0, format!("{mnemonic} {operands}")),
        Content::Label(label) => (1, label.clone()),
        Content::TableEntry(target) => (2, target.clone()),
        Content::Constant(value) => (3, value.clone()),
        Content::Padding => (4, String::new()),
    }
}

fn number(out: &mut String, mut value: u32) {
    while value >= 32 {
        out.push(DIGITS[32 + (value % 32) as usize].into());
        value /= 32;
    }
    out.push(DIGITS[value as usize].into());
}

/// Writes a JSON string that can stand in a `<script>`.
fn json(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '<' | '\0'..='\x1f' | '\x7f' => _ = write!(json, "\\u{:04x}", c as u32),
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}

/// Escapes text for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_with_a_low_digit() {
        let digits = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        assert_eq!((digits(0).as_str(), digits(31).as_str(), digits(32).as_str()), ("a", "F", "Gb"));
        assert_eq!(digits(u32::MAX).len(), 7);
    }

    #[test]
    fn strings_do_not_end_a_script() {
        assert_eq!(json("a\"</script>\n\\"), r#""a\"\u003c/script>\n\\""#);
    }
}
