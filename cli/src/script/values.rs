//! Values in scripts: arguments and expected results.

use std::fmt::Debug;

use wast::core::{AbstractHeapType, HeapType, NanPattern, WastArgCore, WastRetCore};
use wast::{WastArg, WastRet};
use windlass::{ExternRef, Store, V128, Val};

use super::nan::{matches_f32, matches_f64};
use super::vectors;

/// Converts an argument.
///
/// # Errors
/// Fails, with its description, if the value is not supported.
pub(super) fn argument(store: &mut Store<()>, arg: &WastArg<'_>) -> Result<Val, String> {
    let WastArg::Core(arg) = arg else { return Err(unsupported("argument", arg)) };
    Ok(match arg {
        WastArgCore::I32(v) => Val::I32(*v),
        WastArgCore::I64(v) => Val::I64(*v),
        WastArgCore::F32(v) => Val::F32(v.bits),
        WastArgCore::F64(v) => Val::F64(v.bits),
        WastArgCore::V128(v) => Val::V128(V128::from(u128::from_le_bytes(v.to_le_bytes()))),
        WastArgCore::RefNull(ty) if is_of_functions(ty) => Val::FuncRef(None),
        WastArgCore::RefNull(ty) if is_abstract(ty, AbstractHeapType::Extern) => Val::ExternRef(None),
        WastArgCore::RefNull(ty)
            if is_abstract(ty, AbstractHeapType::Exn) || is_abstract(ty, AbstractHeapType::NoExn) =>
        {
            Val::ExnRef(None)
        }
        WastArgCore::RefExtern(v) => {
            Val::ExternRef(Some(ExternRef::new(store, *v).map_err(|e| format!("cannot create a reference: {e}"))?))
        }
        other => return Err(unsupported("argument", other)),
    })
}

/// Whether `value` matches `pattern`.
///
/// # Errors
/// Fails, with its description, if the pattern is not supported.
pub(super) fn matches(store: &Store<()>, value: &Val, pattern: &WastRet<'_>) -> Result<bool, String> {
    match pattern {
        WastRet::Core(pattern) => matches_core(store, value, pattern),
        other => Err(unsupported("result", other)),
    }
}

fn matches_core(store: &Store<()>, value: &Val, pattern: &WastRetCore<'_>) -> Result<bool, String> {
    Ok(match (pattern, value) {
        (WastRetCore::I32(wanted), Val::I32(v)) => v == wanted,
        (WastRetCore::I64(wanted), Val::I64(v)) => v == wanted,
        (WastRetCore::F32(wanted), Val::F32(bits)) => matches_f32(*bits, wanted),
        (WastRetCore::F64(wanted), Val::F64(bits)) => matches_f64(*bits, wanted),
        (WastRetCore::V128(wanted), Val::V128(v)) => vectors::matches(v.as_u128().to_le_bytes(), wanted),
        (WastRetCore::RefNull(None), Val::FuncRef(None) | Val::ExternRef(None) | Val::ExnRef(None)) => true,
        (WastRetCore::RefNull(Some(ty)), Val::FuncRef(None)) => {
            is_of_functions(ty) || is_abstract(ty, AbstractHeapType::NoFunc)
        }
        (WastRetCore::RefNull(Some(ty)), Val::ExternRef(None)) => {
            is_abstract(ty, AbstractHeapType::Extern) || is_abstract(ty, AbstractHeapType::NoExtern)
        }
        (WastRetCore::RefNull(Some(ty)), Val::ExnRef(None)) => {
            is_abstract(ty, AbstractHeapType::Exn) || is_abstract(ty, AbstractHeapType::NoExn)
        }
        (WastRetCore::RefFunc(None), Val::FuncRef(v)) => v.is_some(),
        (WastRetCore::RefExtern(None), Val::ExternRef(v)) => v.is_some(),
        (WastRetCore::RefExtern(Some(wanted)), Val::ExternRef(Some(v))) => {
            v.downcast::<u32, _>(store).ok() == Some(wanted)
        }
        (WastRetCore::Either(patterns), _) => {
            for pattern in patterns {
                if matches_core(store, value, pattern)? {
                    return Ok(true);
                }
            }
            false
        }
        (
            WastRetCore::I32(_)
            | WastRetCore::I64(_)
            | WastRetCore::F32(_)
            | WastRetCore::F64(_)
            | WastRetCore::V128(_)
            | WastRetCore::RefNull(_)
            | WastRetCore::RefFunc(None)
            | WastRetCore::RefExtern(_),
            _,
        ) => false,
        (other, _) => return Err(unsupported("result", other)),
    })
}

/// Whether it is the type of all functions or that of certain ones: modules declare no other types.
fn is_of_functions(ty: &HeapType<'_>) -> bool {
    is_abstract(ty, AbstractHeapType::Func) || matches!(ty, HeapType::Concrete(_))
}

fn is_abstract(ty: &HeapType<'_>, wanted: AbstractHeapType) -> bool {
    matches!(ty, HeapType::Abstract { shared: false, ty } if *ty == wanted)
}

fn unsupported(what: &str, value: impl Debug) -> String {
    format!("this {what} is not supported: {value:?}")
}

/// Formats values for a message, floats with their bits.
pub(super) fn show(values: &[Val]) -> String {
    list(values, |value| match value {
        Val::I32(v) => format!("i32 {v}"),
        Val::I64(v) => format!("i64 {v}"),
        Val::F32(bits) => show_f32(*bits),
        Val::F64(bits) => show_f64(*bits),
        Val::FuncRef(v) => if v.is_some() { "a function" } else { "a null funcref" }.into(),
        Val::ExternRef(v) => if v.is_some() { "an externref" } else { "a null externref" }.into(),
        Val::ExnRef(v) => if v.is_some() { "an exnref" } else { "a null exnref" }.into(),
        Val::V128(bits) => format!("v128 {:#034x}", bits.as_u128()),
    })
}

/// Formats patterns for a message.
pub(super) fn show_patterns(patterns: &[WastRet<'_>]) -> String {
    fn nan<T>(ty: &str, pattern: &NanPattern<T>, value: impl FnOnce(&T) -> String) -> String {
        match pattern {
            NanPattern::CanonicalNan => format!("{ty} nan:canonical"),
            NanPattern::ArithmeticNan => format!("{ty} nan:arithmetic"),
            NanPattern::Value(v) => value(v),
        }
    }
    list(patterns, |pattern| match pattern {
        WastRet::Core(WastRetCore::I32(v)) => format!("i32 {v}"),
        WastRet::Core(WastRetCore::I64(v)) => format!("i64 {v}"),
        WastRet::Core(WastRetCore::F32(pattern)) => nan("f32", pattern, |v| show_f32(v.bits)),
        WastRet::Core(WastRetCore::F64(pattern)) => nan("f64", pattern, |v| show_f64(v.bits)),
        WastRet::Core(other) => format!("{other:?}"),
        other => format!("{other:?}"),
    })
}

fn show_f32(bits: u32) -> String {
    format!("f32 {} ({bits:#010x})", f32::from_bits(bits))
}

fn show_f64(bits: u64) -> String {
    format!("f64 {} ({bits:#018x})", f64::from_bits(bits))
}

fn list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    match items {
        [] => "nothing".into(),
        items => items.iter().map(show).collect::<Vec<_>>().join(", "),
    }
}
