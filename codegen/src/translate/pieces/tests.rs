use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::*;
use crate::module::{ConstExpr, ConstOp, DataSegment, DataSegments, PlainSegment, SegmentMode};
use crate::source::Changing;
use crate::validate::tests::{Numbers, modules};

const FEATURES: WasmFeatures = WasmFeatures::WASM2;

/// A module of which every reading gives pieces of a copy.
struct Bytes<'a>(&'a [u8]);

impl ModuleSource for Bytes<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String> {
        let bytes = self.0.get(at..at + to.len()).ok_or("it ends before")?;
        to.copy_from_slice(bytes);
        Ok(())
    }
}

/// All that is known of a module, or the error.
fn told(translation: Result<Translation, CompileError>) -> String {
    match translation {
        Err(error) => error.to_string(),
        Ok(Translation { module, data, functions, code_section_len }) => {
            let functions: Vec<_> = functions.iter().map(|f| (&f.body, f.validator.index, f.validator.ty)).collect();
            format!("{module:?} {data:?} {functions:?} {code_section_len}")
        }
    }
}

fn compare(wasm: &[u8]) -> bool {
    let whole = told(translate(wasm, FEATURES));
    assert_eq!(told(translate_pieces(&Bytes(wasm), FEATURES)), whole, "{wasm:02x?}");
    whole.starts_with("ModuleInfo")
}

#[test]
fn a_module_is_the_same_piece_by_piece() {
    let modules = modules();
    let valid = modules.iter().filter(|module| compare(module)).count();
    assert!(valid > 1_000 && valid < modules.len(), "{valid} of {}", modules.len());
}

#[test]
fn a_changed_module_is_the_same_piece_by_piece() {
    let mut numbers = Numbers(3);
    let (mut valid, mut all) = (0, 0);
    for module in modules().into_iter().filter(|module| (9..4096).contains(&module.len())) {
        for _ in 0..20 {
            let mut changed = module.clone();
            let at = 8 + numbers.below(changed.len() - 8);
            match numbers.below(5) {
                0 => changed.truncate(at),
                1 => _ = changed.remove(at),
                2 => changed.insert(at, numbers.next() as u8),
                _ => changed[at] = numbers.next() as u8,
            }
            valid += usize::from(compare(&changed));
            all += 1;
        }
    }
    assert!(valid > all / 10 && valid < all * 9 / 10, "{valid} of {all}");
}

#[test]
fn sections_that_are_missing_or_repeated_are_found() {
    let header = b"\0asm\x01\0\0\0";
    let (types, functions, code) =
        (&b"\x01\x04\x01\x60\0\0"[..], &b"\x03\x02\x01\0"[..], &b"\x0a\x04\x01\x02\0\x0b"[..]);
    let (count, data, memory) = (&b"\x0c\x01\x01"[..], &b"\x0b\x03\x01\x01\0"[..], &b"\x05\x03\x01\0\x01"[..]);
    let (custom, name) = (&b"\0\x05\x03abc!"[..], &b"\0\x0b\x04name\0\x04\x03mod"[..]);
    let sections =
        [types, functions, code, count, data, memory, custom, name, b"\x0d\x01\0", b"\x0e\x01\0", b"\0\x01\x7f"];
    let mut numbers = Numbers(5);
    let mut valid = 0;
    for _ in 0..50_000 {
        let mut module = header.to_vec();
        let mut order: Vec<usize> = (0..sections.len()).filter(|_| numbers.below(3) > 0).collect();
        order.sort_by_key(|i| [1, 2, 5, 4, 6, 3, 7, 8, 3, 9, 9][*i]);
        if numbers.below(3) == 0 && !order.is_empty() {
            let (a, b) = (numbers.below(order.len()), numbers.below(order.len()));
            order[a] = order[b];
        }
        order.iter().for_each(|i| module.extend_from_slice(sections[*i]));
        valid += usize::from(compare(&module));
    }
    assert!(valid > 100, "{valid}");
}

/// As [`told`], with all segments in the form that any may have: that of plain ones is left where one does not seem to be plain.
fn told_generally(translation: Result<Translation, CompileError>) -> String {
    told(translation.map(|mut translation| {
        if let DataSegments::Plain(plain) = &translation.module.data {
            let general = |segment: &PlainSegment| {
                let offset = ConstExpr::One(ConstOp::I32Const(segment.offset as i32));
                DataSegment { mode: SegmentMode::Active { index: 0, offset }, bytes: segment.bytes() }
            };
            translation.module.data = DataSegments::General(plain.iter().map(general).collect());
        }
        translation
    }))
}

#[test]
fn a_module_that_changes_is_what_it_was_or_what_it_is() {
    let mut numbers = Numbers(11);
    let (mut before, mut after, mut errors) = (0, 0, 0);
    let mut compare = |module: &[u8], at: usize, instead: u8| {
        let mut changed = module.to_vec();
        changed[at] = instead;
        let [old, new] = [module, &changed].map(|module| told_generally(translate(module, FEATURES)));
        for readings in 0..4 {
            let source = Changing { module, at, instead, before: readings.into() };
            let found = told_generally(translate_pieces(&source, FEATURES));
            match found.starts_with("ModuleInfo") {
                // Two readings may be of both, and then there is any error.
                false => errors += 1,
                true if found == old => before += 1,
                true if found == new => after += 1,
                true => panic!("byte {at:#x} becomes {instead:#x} after {readings} readings of {module:02x?}: {found}"),
            }
        }
    };
    for module in modules().iter().filter(|module| (64..4096).contains(&module.len())) {
        for _ in 0..4 {
            compare(module, 8 + numbers.below(module.len() - 8), numbers.next() as u8);
        }
        // The numbers of the sections that are larger than what is read at once.
        let mut at = 8;
        while at < module.len() {
            let mut reader = BinaryReader::new(&module[at + 1..], (at + 1) as u64);
            let Ok(size) = reader.read_var_u32() else { break };
            if size > 50 {
                (0..14).for_each(|id| compare(module, at, id));
            }
            at = reader.original_position() as usize + size as usize;
        }
    }
    assert!(before > 1_000 && after > 1_000 && errors > 1_000, "{before} before, {after} after, {errors} errors");
}

#[test]
fn what_is_not_needed_is_not_read() {
    use core::sync::atomic::{AtomicUsize, Ordering};
    struct Counted<'a>(&'a [u8], AtomicUsize);
    impl ModuleSource for Counted<'_> {
        fn len(&self) -> usize {
            self.0.len()
        }
        fn read(&self, at: usize, to: &mut [u8]) -> Result<(), String> {
            self.1.fetch_add(to.len(), Ordering::Relaxed);
            Bytes(self.0).read(at, to)
        }
    }
    // A megabyte of data, and two of a custom section.
    let text = format!(
        r#"(module (memory 64) (func) (data (i32.const 9) "{}") (data (i32.const 1) "b") (@custom "large" "{0}{0}"))"#,
        "a".repeat(1 << 20)
    );
    let wasm = wat::parse_str(text).unwrap();
    let source = Counted(&wasm, AtomicUsize::new(0));
    assert_eq!(told(translate_pieces(&source, FEATURES)), told(translate(&wasm, FEATURES)));
    assert!(source.1.into_inner() < 300 << 10);
}
