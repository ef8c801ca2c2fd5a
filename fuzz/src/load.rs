//! Precompiled modules that were damaged, with and without checksums that fit: loading them gives errors and nothing else.

use std::ops::Range;

use twox_hash::xxhash3_64::Hasher;
use windlass::{Config, Engine, Module};

use crate::rng::Rng;
use crate::shapes::Shapes;
use crate::target::{Generator, Report, Tally, Target};

/// Where the header is in a file, and what of it: see `codegen/src/object/header.rs`.
const HEADER_AT: usize = 0x200;
const PARTS_AT: usize = HEADER_AT + 80;
const PARTS: usize = 9;
const METADATA_CHECKSUM_AT: usize = PARTS_AT + PARTS * 8;
const FILE_CHECKSUM_AT: usize = METADATA_CHECKSUM_AT + 8;

/// The number of the part that the metadata is in.
const STRUCTURE: usize = 1;

/// The target.
pub struct Load {
    /// One that verifies all, and one that does not.
    engines: [Engine; 2],
    tally: Tally,
}

impl Load {
    /// Engines as a program has them.
    ///
    /// # Panics
    /// If the engine cannot be created.
    pub fn new() -> Load {
        let engine = |verify| {
            let mut config = Config::new();
            config.wasm_wide_arithmetic(true).verify_precompiled(verify);
            Engine::new(&config).expect("an engine")
        };
        Load { engines: [engine(true), engine(false)], tally: Tally::default() }
    }
}

fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes(four.try_into().expect("four bytes")) as usize)
}

/// Where a part of the file is, as the header says.
fn part(bytes: &[u8], index: usize) -> Option<Range<usize>> {
    let start = number(bytes, PARTS_AT + index * 8);
    let end = start.checked_add(number(bytes, PARTS_AT + index * 8 + 4))?;
    (end <= bytes.len() && start < end).then_some(start..end)
}

/// Makes the checksums those of what is there.
fn mend(bytes: &mut [u8]) {
    use core::hash::Hasher as _;
    if let Some(structure) = part(bytes, STRUCTURE) {
        let mut hasher = Hasher::new();
        hasher.write(&bytes[HEADER_AT..METADATA_CHECKSUM_AT]);
        hasher.write(&bytes[structure]);
        let sum = hasher.finish().to_le_bytes();
        bytes[METADATA_CHECKSUM_AT..FILE_CHECKSUM_AT].copy_from_slice(&sum);
    }
    if bytes.len() >= FILE_CHECKSUM_AT + 8 {
        let mut hasher = Hasher::new();
        hasher.write(&bytes[..FILE_CHECKSUM_AT]);
        hasher.write(&bytes[FILE_CHECKSUM_AT + 8..]);
        let sum = hasher.finish().to_le_bytes();
        bytes[FILE_CHECKSUM_AT..FILE_CHECKSUM_AT + 8].copy_from_slice(&sum);
    }
}

/// Damages a file; says whether the checksums are to fit.
fn damage(bytes: &mut Vec<u8>, rng: &mut Rng) -> bool {
    let mend = rng.one_in(2);
    for _ in 0..*rng.pick(&[1, 1, 2, 5]) {
        let range = match rng.below(5) {
            0 => 0..bytes.len(),
            1 => HEADER_AT..FILE_CHECKSUM_AT + 8,
            _ => part(bytes, rng.below(PARTS)).unwrap_or(0..bytes.len()),
        };
        if range.end > bytes.len() {
            continue;
        }
        let at = range.start + rng.below(range.len());
        match rng.below(6) {
            0 => bytes[at] ^= 1 << rng.below(8),
            1 => bytes[at] = *rng.pick(&[0, 1, 0x7f, 0x80, 0xff]),
            2 if at + 4 <= bytes.len() => {
                let word = *rng.pick(&[0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1000, bytes.len() as u32]);
                bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
            }
            3 => {
                // Bytes from elsewhere.
                let len = rng.between(1, 16).min(bytes.len() - at);
                let from = rng.below(bytes.len() - len + 1);
                bytes.copy_within(from..from + len, at);
            }
            4 if rng.one_in(4) => bytes.truncate(at),
            _ => bytes[at] = rng.next() as u8,
        }
        if bytes.len() < FILE_CHECKSUM_AT + 8 {
            return false;
        }
    }
    mend
}

/// Reads all that a module tells.
fn read(module: &Module) {
    let imports = module.imports().map(|import| import.name().len()).sum::<usize>();
    let exports = module.exports().map(|export| export.name().len()).sum::<usize>();
    std::hint::black_box((imports, exports, module.name().map(str::len), module.stats()));
    for export in module.exports() {
        std::hint::black_box(module.get_export(export.name()));
    }
}

impl Target for Load {
    fn run(&mut self, mut rng: Rng) -> Report {
        let mut report = Report::default();
        let Some(case) = Shapes.generate(&mut rng) else { return report };
        windlass::check_emit(false);
        let good = match self.engines[0].precompile_module(&case.modules[0]) {
            Ok(good) => good,
            Err(error) => {
                report.failures.push(format!("a module is not compiled: {error:#}"));
                return report;
            }
        };
        for _ in 0..24 {
            let mut bytes = good.clone();
            if damage(&mut bytes, &mut rng) {
                mend(&mut bytes);
            }
            for (engine, verifies) in self.engines.iter().zip([true, false]) {
                self.tally.modules += 1;
                let _ = Engine::detect_precompiled(&bytes);
                // SAFETY: loading is safe whatever the bytes are, and none of the code is executed.
                match unsafe { Module::deserialize(engine, &bytes) } {
                    Ok(module) => read(&module),
                    Err(error) if error.to_string().contains('\n') => {
                        report.failures.push(format!("an error of several lines: {error}"));
                    }
                    Err(_) if verifies && bytes == good => {
                        report.failures.push("a file is refused that is right".into())
                    }
                    Err(_) => {}
                }
            }
        }
        report
    }

    fn tally(&self) -> Tally {
        self.tally
    }
}
