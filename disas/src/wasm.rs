//! Function operators in the text format.

use windlass_codegen::DisplayName;

use crate::function::Operator;

/// The operators of a module's functions.
pub(crate) struct Operators {
    /// The text of the module.
    text: String,
    /// Ascending by offset in the module.
    all: Vec<Place>,
}

/// An operator in the text.
struct Place {
    offset: u32,
    depth: u32,
    from: usize,
    to: usize,
}

/// The maximum number of characters shown of an operator.
const MOST: usize = 4096;

/// The indentation of a function body.
const BODY: usize = 4;

impl Operators {
    /// The operators of a module in the binary format. Empty if it cannot be printed.
    pub(crate) fn new(wasm: &[u8]) -> Operators {
        let mut text = String::new();
        let mut places = Vec::new();
        let config = wasmprinter::Config::new();
        let mut in_function = false;
        let mut at = 0;
        let Ok(lines) = config.offsets_and_lines(wasm, &mut text) else {
            return Operators { text: String::new(), all: Vec::new() };
        };
        for (offset, line) in lines {
            let trimmed = line.trim_ascii();
            let indent = line.len() - line.trim_ascii_start().len();
            let from = at + indent;
            at += line.len();
            let is_end = trimmed == ")" && in_function;
            if indent < BODY {
                in_function = trimmed.starts_with("(func ");
            }
            let Some(offset) = offset.filter(|_| is_end || in_function && indent >= BODY) else { continue };
            if trimmed.starts_with("(local ") {
                continue;
            }
            let depth = (indent.saturating_sub(BODY) / 2) as u32;
            places.push(Place { offset: offset as u32, depth, from, to: from + trimmed.len() });
        }
        Operators { text, all: places }
    }

    /// The operators of the body from `start` to `end`.
    pub(crate) fn within(&self, start: u32, end: u32) -> Vec<Operator> {
        let from = self.all.partition_point(|place| place.offset < start);
        let to = self.all.partition_point(|place| place.offset < end);
        let operators = self.all[from..to].iter().map(|place| {
            // The end of a function is printed as a closing parenthesis.
            let text = match &self.text[place.from..place.to] {
                ")" => "end",
                text => text.split(" ;;").next().unwrap_or(text),
            };
            // The text may contain names from the module, and long lists of labels.
            let text = DisplayName::longer(&without_block_comments(text), MOST).to_string();
            Operator { offset: place.offset, text, depth: place.depth, compiled_with: None }
        });
        operators.collect()
    }
}

/// Removes the comments that number the blocks.
fn without_block_comments(text: &str) -> String {
    let mut parts = text.split(" (;@");
    let mut result = parts.next().unwrap_or_default().to_string();
    for part in parts {
        result += part.split_once(";)").map_or("", |(_, rest)| rest);
    }
    result
}
