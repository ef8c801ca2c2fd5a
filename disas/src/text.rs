//! Writes functions as text.

use std::fmt::{self, Write};

use crate::function::{Content, Function, Line, Section};

/// Options for the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Colour the text with terminal escape sequences.
    pub colors: bool,
    /// Write the operators, each before the code compiled from it.
    pub operators: bool,
    /// Write each instruction's offset in the function, and its length in bytes.
    pub offsets: bool,
    /// Write padding, which depends on the function's address.
    pub padding: bool,
}

/// The column of the operands, relative to that of the mnemonic.
const OPERANDS: usize = 8;

/// The column of remarks.
const REMARKS: usize = 44;

/// The uses of colours.
#[derive(Clone, Copy)]
enum Paint {
    Name,
    Operator,
    Mnemonic,
    Label,
    Trap,
    Faint,
}

impl Paint {
    fn escape(self) -> &'static str {
        match self {
            Paint::Name => "\x1b[1m",
            Paint::Operator => "\x1b[34m",
            Paint::Mnemonic => "\x1b[32m",
            Paint::Label => "\x1b[33m",
            Paint::Trap => "\x1b[31m",
            Paint::Faint => "\x1b[2m",
        }
    }
}

impl Style {
    /// The style of filetests: nothing that depends on the function's address.
    pub const PLAIN: Style = Style { colors: false, operators: false, offsets: false, padding: false };

    /// Writes a function: a line that describes it, then its code.
    ///
    /// # Errors
    /// Fails if writing to `out` fails.
    pub fn write(&self, out: &mut dyn Write, function: &Function) -> fmt::Result {
        let Function { name, instruction_bytes, frame_size, .. } = function;
        self.paint(out, Paint::Name, &format!("{name}:"))?;
        let mut about = format!(" {}", count(*instruction_bytes, "byte"));
        if *frame_size > 0 {
            about += &format!(", {} of frame", count(*frame_size, "byte"));
        }
        self.paint(out, Paint::Faint, &about)?;
        out.write_char('\n')?;
        let mut next_operator = 0;
        let mut section = Section::Prologue;
        for line in &function.lines {
            let is_label = matches!(line.content, Content::Label(_));
            if let (true, Section::Body, Some(operator)) = (self.operators, line.section, line.operator)
                && !is_label
            {
                next_operator = self.write_operators(out, function, next_operator, operator)?;
            }
            if self.operators && line.section > section && line.section > Section::Body {
                next_operator = self.write_operators(out, function, next_operator, u32::MAX)?;
                if line.section == Section::Cold {
                    self.paint(out, Paint::Faint, "  (seldom executed)\n")?;
                }
            }
            section = line.section;
            self.write_line(out, line)?;
        }
        if self.operators {
            self.write_operators(out, function, next_operator, u32::MAX)?;
        }
        for handler in &function.handlers {
            self.paint(out, Paint::Faint, &format!("  {handler}\n"))?;
        }
        Ok(())
    }

    /// Writes the operators from `from` on that were compiled before or with `operator`. Returns the next one.
    fn write_operators(
        &self,
        out: &mut dyn Write,
        function: &Function,
        from: u32,
        operator: u32,
    ) -> Result<u32, fmt::Error> {
        let mut next = from;
        for listed in function.operators.get(from as usize..).unwrap_or_default() {
            if next > operator && listed.compiled_with != Some(operator) {
                break;
            }
            let indent = 2 * listed.depth as usize;
            self.paint(out, Paint::Operator, &format!("  {:indent$}{}", "", listed.text))?;
            if listed.compiled_with.is_none() {
                self.paint(out, Paint::Faint, "  (never reached)")?;
            }
            out.write_char('\n')?;
            next += 1;
        }
        Ok(next)
    }

    fn write_line(&self, out: &mut dyn Write, line: &Line) -> fmt::Result {
        if line.content == Content::Padding && !self.padding {
            return Ok(());
        }
        if let Content::Label(label) = &line.content {
            self.paint(out, Paint::Label, &format!("{label}:"))?;
            return out.write_char('\n');
        }
        if self.offsets {
            self.paint(out, Paint::Faint, &format!("{:6x}", line.offset))?;
        }
        out.write_str("    ")?;
        let (mnemonic, operands) = match &line.content {
            Content::Instruction { mnemonic, operands } => (mnemonic.as_str(), operands.clone()),
            Content::TableEntry(target) => (".entry", target.clone()),
            Content::Constant(value) => (".const", value.clone()),
            Content::Padding => (".skip", line.len.to_string()),
            Content::Label(_) => return Ok(()),
        };
        if operands.is_empty() && line.trap.is_none() {
            self.paint(out, Paint::Mnemonic, mnemonic)?;
            return out.write_char('\n');
        }
        self.paint(out, Paint::Mnemonic, &format!("{mnemonic:OPERANDS$}"))?;
        if mnemonic.len() >= OPERANDS {
            out.write_char(' ')?;
        }
        out.write_str(&operands)?;
        if let Some(trap) = line.trap {
            let column = mnemonic.len().max(OPERANDS) + operands.chars().count();
            let gap = REMARKS.saturating_sub(column).max(2);
            self.paint(out, Paint::Trap, &format!("{:gap$}; trap: {}", "", trap.reason))?;
        }
        out.write_char('\n')
    }

    fn paint(&self, out: &mut dyn Write, paint: Paint, text: &str) -> fmt::Result {
        match self.colors {
            true => write!(out, "{}{text}\x1b[0m", paint.escape()),
            false => out.write_str(text),
        }
    }
}

/// Formats a count with its noun.
fn count(number: u32, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
