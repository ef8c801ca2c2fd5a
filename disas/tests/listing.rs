//! Listings of small modules, for both instruction sets.

use windlass_codegen::CompileOptions;
use windlass_disas::{Content, Function, Listing, Section, Style, compile, compile_lazily};
use windlass_isa::{Target, aarch64, x86_64};

const TARGETS: [Target; 2] = [Target::X86_64(x86_64::CpuFeatures::ALL), Target::Aarch64(aarch64::CpuFeatures::ALL)];

const MODULE: &str = r#"(module
    (import "host" "log" (func $log (param i32)))
    (memory 1)
    (table 3 funcref)
    (func $switch (param $x i32) (result f64)
        (block $c (block $b (block $a
            (br_table $a $b $c (local.get $x)))
            (return (f64.const 0.1)))
            (return (f64.const 0.2)))
        (call $log (i32.load (local.get $x)))
        (f64.const 0.1))
    (func (export "divide") (param i32 i32) (result i32)
        (if (local.get 0) (then (return (i32.const 1)) (drop (i32.const 2))))
        (i32.div_s (local.get 0) (local.get 1))))"#;

/// The functions of [`MODULE`] for a target.
fn functions(target: Target) -> Vec<Function> {
    let wasm = wat::parse_str(MODULE).unwrap();
    let compiled = compile(&wasm, &CompileOptions { target, ..CompileOptions::default() }).unwrap();
    let listing = Listing::of(&compiled, &wasm).with_operators();
    (0..listing.len()).map(|position| listing.function(position)).collect()
}

fn instructions(function: &Function) -> impl Iterator<Item = (&str, &str)> {
    function.lines.iter().filter_map(|line| match &line.content {
        Content::Instruction { mnemonic, operands } => Some((mnemonic.as_str(), operands.as_str())),
        _ => None,
    })
}

#[test]
fn every_byte_is_in_one_line() {
    for target in TARGETS {
        for function in functions(target) {
            let mut end = 0;
            for line in &function.lines {
                assert_eq!(line.offset, end, "{target:?} {function:?}");
                end += line.len;
            }
            assert_eq!(end, function.size);
        }
    }
}

#[test]
fn jump_tables_and_constants_are_no_instructions() {
    for target in TARGETS {
        let [switch, _] = &functions(target)[..] else { panic!("two functions") };
        let entries = switch.lines.iter().filter(|line| matches!(line.content, Content::TableEntry(_)));
        // The default is a branch.
        assert_eq!(entries.count(), 2, "{target:?}");
        let is_constant = |text: &Content, value: f64| *text == Content::Constant(format!("{:#018x}", value.to_bits()));
        for value in [0.1, 0.2] {
            let times = switch.lines.iter().filter(|line| is_constant(&line.content, value)).count();
            assert_eq!(times, 1, "{target:?} {value}: {switch:?}");
            let bits = format!("={:#018x}", value.to_bits());
            assert!(instructions(switch).any(|(_, operands)| operands.contains(&bits)), "{target:?} {switch:?}");
        }
    }
}

#[test]
fn places_have_names() {
    for target in TARGETS {
        let functions = functions(target);
        let [switch, divide] = &functions[..] else { panic!("two functions") };
        assert_eq!((switch.name.as_str(), switch.index), ("$switch", 1));
        assert_eq!((divide.name.as_str(), divide.index), ("$divide", 2));
        assert!(instructions(switch).any(|(_, operands)| operands.contains("$log.code")), "{switch:?}");
        let labels: Vec<_> = switch.lines.iter().filter(|line| matches!(line.content, Content::Label(_))).collect();
        assert!(labels.iter().all(|line| line.len == 0) && labels.len() >= 4, "{labels:?}");
    }
}

#[test]
fn traps_are_marked_with_their_operator() {
    for target in TARGETS {
        let functions = functions(target);
        let trap = |function: &Function, reason: &str| {
            let marked = |line: &&windlass_disas::Line| line.trap.is_some_and(|trap| trap.reason.contains(reason));
            let line = function.lines.iter().find(marked).unwrap_or_else(|| panic!("{reason}: {function:?}"));
            let operator = line.operator.map(|index| &function.operators[index as usize]);
            let operator = operator.expect("an operator");
            assert_eq!(operator.offset, line.trap.expect("a trap").wasm);
            (operator.text.clone(), line.section)
        };
        assert_eq!(trap(&functions[0], "memory out of bounds"), ("i32.load".into(), Section::Body));
        assert_eq!(trap(&functions[1], "division by zero").0, "i32.div_s");
        assert_eq!(trap(&functions[1], "overflow").0, "i32.div_s");
    }
}

#[test]
fn functions_without_traps_have_no_marks() {
    let wasm = "(module (memory 1) (func (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
        (func (param i32) (result i32) (i32.load (local.get 0))))";
    let wasm = wat::parse_str(wasm).unwrap();
    for target in TARGETS {
        let compiled = compile(&wasm, &CompileOptions { target, ..CompileOptions::default() }).unwrap();
        let listing = Listing::of(&compiled, &wasm);
        let traps = |position| listing.function(position).lines.iter().filter(|line| line.trap.is_some()).count();
        assert_eq!((traps(0), traps(1)), (0, 1), "{target:?}");
    }
}

#[test]
fn operators_know_what_they_were_compiled_with() {
    for target in TARGETS {
        let functions = functions(target);
        let operators = &functions[1].operators;
        let text: Vec<&str> = operators.iter().map(|operator| operator.text.as_str()).collect();
        assert_eq!(text[..3], ["local.get 0", "if", "i32.const 1"]);
        let never: Vec<&str> =
            operators.iter().filter(|operator| operator.compiled_with.is_none()).map(|o| o.text.as_str()).collect();
        assert_eq!(never, ["i32.const 2", "drop"]);
        assert_eq!(operators[1].depth + 1, operators[2].depth);
    }
}

#[test]
fn functions_that_are_not_compiled_yet_have_names() {
    let wasm = wat::parse_str("(module (func $a (call $b)) (func $b (call $a)))").unwrap();
    for target in TARGETS {
        let options = CompileOptions { target, ..CompileOptions::default() };
        let compiled = compile_lazily(&wasm, &options).unwrap();
        let listing = Listing::of(&compiled, &wasm);
        let of_a = listing.function(listing.find("a").unwrap());
        assert!(instructions(&of_a).any(|(_, operands)| operands.contains("of $b")), "{of_a:?}");
        let of_b = listing.function(listing.find("1").unwrap());
        assert!(instructions(&of_b).any(|(_, operands)| operands == "$a"), "{of_b:?}");
    }
}

#[test]
fn colours_are_nothing_but_escape_sequences() {
    let function = &functions(TARGETS[0])[0];
    let (mut plain, mut colored) = (String::new(), String::new());
    let style = Style { operators: true, offsets: true, ..Style::PLAIN };
    style.write(&mut plain, function).unwrap();
    Style { colors: true, ..style }.write(&mut colored, function).unwrap();
    assert!(plain.contains("br_table $a $b $c") && !plain.contains('\x1b'), "{plain}");
    let mut parts = colored.split('\x1b');
    let mut stripped = parts.next().unwrap().to_string();
    for part in parts {
        stripped += part.split_once('m').unwrap().1;
    }
    assert_eq!(stripped, plain);
    assert_ne!(colored, plain);
}

#[test]
fn code_that_is_no_instruction_is_shown_as_bytes() {
    use windlass_codegen::{Artifact, FunctionEntry};
    use windlass_disas::Isa;

    for (isa, code) in [(Isa::X86_64, &[0x06, 0xc3, 0x0f][..]), (Isa::Aarch64, &[0xff, 0xff, 0xff, 0xff, 0xc0][..])] {
        let entry = FunctionEntry { end: code.len() as u32, ..FunctionEntry::default() };
        let module = windlass_codegen::module::ModuleInfo { functions: vec![0].into(), ..Default::default() };
        let artifact = Artifact {
            functions: vec![entry].into(),
            code_len: code.len(),
            module: module.into(),
            ..Default::default()
        };
        let function = Listing::new(isa, &artifact, code).function(0);
        assert_eq!(function.lines.iter().map(|line| line.len).sum::<u32>(), code.len() as u32, "{function:?}");
    }
}
