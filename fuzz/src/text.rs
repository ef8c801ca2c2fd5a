//! Damaged text: Windlass must agree with the `wat` crate and with its own verdict on the binary.

use windlass::{Engine, Module};

use crate::rng::Rng;
use crate::shapes::Shapes;
use crate::target::{Generator, Report, Tally, Target};

/// Meaningful tokens.
const PIECES: [&str; 24] = [
    "(",
    ")",
    "\"",
    "(module",
    "(func",
    "(param i32)",
    "(result i64)",
    "(;",
    ";)",
    ";;",
    "\n",
    "i32.const",
    "0x",
    "nan:0x",
    "-",
    "$a",
    "(type 0)",
    "(local i32)",
    "end",
    "block",
    "\\u{110000}",
    "\u{2028}",
    "(import \"a\" \"b\")",
    "4294967296",
];

/// The target.
pub struct Text {
    engine: Engine,
    tally: Tally,
}

impl Text {
    /// A default engine.
    pub fn new() -> Text {
        Text { engine: Engine::default(), tally: Tally::default() }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutate(text: &mut String, rng: &mut Rng) {
    for _ in 0..rng.between(1, 3) {
        let at = boundary(text, rng.below(text.len() + 1));
        let end = boundary(text, (at + rng.below(20)).min(text.len())).max(at);
        match rng.below(5) {
            0 => text.replace_range(at..end, ""),
            1 => text.insert_str(at, PIECES[rng.below(PIECES.len())]),
            2 => {
                let part = text[at..end].repeat(if rng.one_in(30) { 3000 } else { 1 });
                let to = boundary(text, rng.below(text.len() + 1));
                text.insert_str(to, &part);
            }
            3 => {
                let byte = char::from(rng.between(32, 126) as u8);
                text.insert(at, byte);
            }
            _ => text.replace_range(at..end, PIECES[rng.below(PIECES.len())]),
        }
    }
}

impl Target for Text {
    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let Some(case) = Shapes.generate(&mut rng) else { return report };
        let Ok(whole) = wasmprinter::print_bytes(&case.modules[0]) else { return report };
        windlass::check_emit(rng.one_in(2));
        for _ in 0..16 {
            let mut text = whole.clone();
            mutate(&mut text, &mut rng);
            self.tally.modules += 1;
            let own = Module::new(&self.engine, &text);
            let other = wat::parse_str(&text).map_err(|error| error.to_string());
            let other =
                other.and_then(|binary| Module::new(&self.engine, binary).map(drop).map_err(|error| error.to_string()));
            if own.is_ok() != other.is_ok() {
                let own = own.map(drop);
                report.failures.push(format!("text and binary form differ: {own:?} against {other:?}"));
            }
        }
        report
    }

    fn tally(&self) -> Tally {
        self.tally
    }
}
