//! A case as a script, ready for `tests/regressions`.

use std::fmt::Write;

use windlass_fuzz_run::{Case, End, Outcome, TrapKind, Value};

use super::Failure;
use crate::oracle::Oracles;
use crate::skeleton::Skeleton;

fn value(value: Value, is_result: bool) -> String {
    match value {
        Value::I32(x) => format!("(i32.const {})", x as i32),
        Value::I64(x) => format!("(i64.const {})", x as i64),
        Value::F32(bits) if is_result && f32::from_bits(bits).is_nan() => "(f32.const nan:arithmetic)".to_owned(),
        Value::F64(bits) if is_result && f64::from_bits(bits).is_nan() => "(f64.const nan:arithmetic)".to_owned(),
        Value::F32(bits) if f32::from_bits(bits).is_nan() => "(f32.const nan)".to_owned(),
        Value::F64(bits) if f64::from_bits(bits).is_nan() => "(f64.const nan)".to_owned(),
        Value::F32(bits) if f32::from_bits(bits).is_infinite() => {
            format!("(f32.const {}inf)", if bits >> 31 != 0 { "-" } else { "" })
        }
        Value::F64(bits) if f64::from_bits(bits).is_infinite() => {
            format!("(f64.const {}inf)", if bits >> 63 != 0 { "-" } else { "" })
        }
        Value::F32(bits) => format!("(f32.const {:?})", f32::from_bits(bits)),
        Value::F64(bits) => format!("(f64.const {:?})", f64::from_bits(bits)),
        Value::V128(bits) => {
            let lane = |index: u32| (bits >> (32 * index)) as u32;
            format!("(v128.const i32x4 {:#x} {:#x} {:#x} {:#x})", lane(0), lane(1), lane(2), lane(3))
        }
        Value::FuncRef(false) => "(ref.null func)".to_owned(),
        Value::FuncRef(true) => "(ref.func)".to_owned(),
        Value::ExternRef(None) | Value::OtherRef(_) => "(ref.null extern)".to_owned(),
        Value::ExternRef(Some(number)) => format!("(ref.extern {number})"),
    }
}

fn message(kind: TrapKind) -> &'static str {
    match kind {
        TrapKind::Exhausted => "call stack exhausted",
        TrapKind::MemoryOutOfBounds => "out of bounds memory access",
        TrapKind::TableOutOfBounds => "out of bounds table access",
        TrapKind::IndirectCallToNull => "uninitialized element",
        TrapKind::BadSignature => "indirect call type mismatch",
        TrapKind::IntegerOverflow => "integer overflow",
        TrapKind::IntegerDivisionByZero => "integer divide by zero",
        TrapKind::BadConversionToInteger => "invalid conversion to integer",
        TrapKind::NullReference => "null reference",
        _ => "unreachable",
    }
}

/// The script, with `header` in comments at its beginning.
pub fn script(case: &Case, failure: &Failure, header: &str, oracles: &mut Oracles) -> String {
    let mut text = String::new();
    for line in header.lines() {
        let _ = writeln!(text, ";; {line}");
    }
    let found = failure.difference(case, oracles);
    if let Some((difference, _)) = &found {
        let _ = writeln!(text, ";; expected against {}: {}", failure.wrong(), difference.describe(case));
    } else {
        let _ = writeln!(text, ";; {} does not survive it", failure.wrong());
    }
    if case.fill != 0 {
        let _ = writeln!(text, ";; Its memory is filled by the fuzzer, with seed {}.", case.fill);
    }
    let last = case.modules.len() - 1;
    for (index, module) in case.modules.iter().enumerate() {
        let printed = wasmprinter::print_bytes(module).unwrap_or_else(|e| format!(";; it cannot be printed: {e}"));
        let printed = printed.trim_end();
        if index == last {
            let _ = writeln!(text, "{printed}");
        } else {
            let _ = writeln!(
                text,
                "{}\n(register \"m{index}\")",
                printed.replacen("(module", &format!("(module $m{index}"), 1)
            );
        }
    }
    let names = case.modules.iter().map(|module| function_names(module)).collect::<Vec<_>>();
    for (number, call) in case.calls.iter().enumerate() {
        let name = names.get(call.instance as usize).and_then(|names| names.get(call.function as usize));
        let module = if call.instance as usize == last { String::new() } else { format!("$m{} ", call.instance) };
        let args: String = call.args.iter().map(|arg| format!(" {}", value(*arg, false))).collect();
        let invoke = format!("(invoke {module}{:?}{args})", name.map_or("?", String::as_str));
        let _ = match found.as_ref().and_then(|(_, expected)| end(expected, number)) {
            Some(End::Returned(results)) => {
                let results: String = results.iter().map(|result| format!(" {}", value(*result, true))).collect();
                writeln!(text, "(assert_return {invoke}{results})")
            }
            Some(End::Trapped(TrapKind::Exhausted)) => {
                writeln!(text, "(assert_exhaustion {invoke} \"call stack exhausted\")")
            }
            Some(End::Thrown) => writeln!(text, "(assert_exception {invoke})"),
            Some(End::Trapped(kind)) => writeln!(text, "(assert_trap {invoke} \"{}\")", message(*kind)),
            _ => writeln!(text, "{invoke}"),
        };
    }
    text
}

fn end(outcome: &Outcome, call: usize) -> Option<&End> {
    outcome.calls.get(call).map(|observation| &observation.end)
}

/// The names of a module's exported functions.
fn function_names(module: &[u8]) -> Vec<String> {
    if let Ok(skeleton) = Skeleton::parse(module) {
        let functions = skeleton.exports.into_iter().filter(|(_, kind, _)| *kind == wasm_encoder::ExportKind::Func);
        return functions.map(|(name, ..)| name).collect();
    }
    let mut names = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(module).flatten() {
        if let wasmparser::Payload::ExportSection(exports) = payload {
            let functions =
                exports.into_iter().flatten().filter(|export| export.kind == wasmparser::ExternalKind::Func);
            names.extend(functions.map(|export| export.name.to_owned()));
        }
    }
    names
}
