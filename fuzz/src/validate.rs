//! Mutated functions: Windlass must agree with wasmparser, in linear time.

use std::time::{Duration, Instant};

use wasm_encoder::{CodeSection, RawSection};
use wasmparser::{Parser, Payload};
use windlass::{Config, Engine, Module, WasmVersion};

use crate::module;
use crate::rng::Rng;
use crate::shapes::Shapes;
use crate::target::{Generator, Report, Tally, Target};

/// The time limit per byte and per module, in optimised builds.
const PER_BYTE: Duration = Duration::from_micros(20);
const ANYHOW: Duration = Duration::from_millis(200);

/// Opcodes and common immediates.
const INTERESTING: [u8; 24] = [
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x1a, 0x1b, 0x1c, 0x20, 0x21, 0x22,
    0x40, 0x7f, 0x80, 0xfc, 0xfd,
];

/// The target.
pub struct Validate {
    engine: Engine,
    tally: Tally,
}

impl Validate {
    /// Creates an engine with the features that wasmparser is given.
    ///
    /// # Panics
    /// If the engine cannot be created.
    pub fn new() -> Validate {
        let mut config = Config::new();
        config.wasm_version(WasmVersion::V2).wasm_extended_const(true).wasm_relaxed_simd(true);
        config.wasm_wide_arithmetic(true).wasm_tail_call(true).wasm_function_references(true);
        Validate { engine: Engine::new(&config).expect("an engine"), tally: Tally::default() }
    }
}

/// Mutates a body, including its local declarations.
fn mutate(body: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..*rng.pick(&[0, 1, 1, 1, 2, 3, 8]) {
        let at = rng.below(body.len().max(1));
        let byte = if rng.one_in(2) { *rng.pick(&INTERESTING) } else { rng.next() as u8 };
        match rng.below(7) {
            _ if body.is_empty() => body.push(byte),
            0 | 1 => body[at] = byte,
            2 => body.insert(at, byte),
            3 => drop(body.remove(at)),
            4 => body.truncate(at),
            5 => body[at] ^= 1 << rng.below(8),
            _ => {
                // Repeats a part, once or very often.
                let end = (at + rng.between(1, 24)).min(body.len());
                let times = if rng.one_in(40) { rng.between(100, 20_000) } else { 1 };
                let part = body[at..end].repeat(times);
                body.splice(end..end, part);
            }
        }
    }
}

/// The module with some bodies mutated.
fn mutated(bytes: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut result = wasm_encoder::Module::new();
    let mut code = CodeSection::new();
    let mut left = 0;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.ok()?;
        if let Payload::CodeSectionStart { count, .. } = payload {
            left = count;
        } else if let Payload::CodeSectionEntry(body) = &payload {
            let mut body = body.as_bytes().to_vec();
            if rng.one_in(2) {
                mutate(&mut body, rng);
            }
            code.raw(&body);
            left -= 1;
            if left == 0 {
                result.section(&code);
            }
        } else if let Some((id, range)) = payload.as_section() {
            result.section(&RawSection { id, data: &bytes[range.start as usize..range.end as usize] });
        }
    }
    Some(result.finish())
}

impl Target for Validate {
    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let Some(case) = Shapes.generate(&mut rng) else { return report };
        for _ in 0..16 {
            let Some(bytes) = mutated(&case.modules[0], &mut rng) else { continue };
            let expected = module::validate(&bytes);
            windlass::check_emit(rng.one_in(2));
            let begin = Instant::now();
            let validated = Module::validate(&self.engine, &bytes);
            let mut time = begin.elapsed();
            self.tally.modules += 1;
            let verdicts = (&expected, &validated);
            if expected.is_ok() != validated.is_ok() {
                report.failures.push(format!("wasmparser and Module::validate differ: {verdicts:?}"));
            }
            // A valid module compiles unless it exceeds a limit.
            if expected.is_ok()
                && let Err(error) = Module::new(&self.engine, &bytes)
                && !error.to_string().contains("limit")
            {
                report.failures.push(format!("a valid module is not compiled: {error:#}"));
            }
            let most = ANYHOW + PER_BYTE * bytes.len() as u32;
            for _ in 0..3 {
                if time <= most {
                    break;
                }
                // Perhaps the machine was busy.
                let begin = Instant::now();
                let _ = Module::validate(&self.engine, &bytes);
                time = time.min(begin.elapsed());
            }
            if time > most {
                report.failures.push(format!("{} bytes take {time:?}", bytes.len()));
            }
        }
        report
    }

    fn tally(&self) -> Tally {
        self.tally
    }
}
