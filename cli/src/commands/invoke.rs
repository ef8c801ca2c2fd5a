//! `--invoke`: calling an exported function with arguments from the command line.

use std::ffi::OsString;
use std::fmt::Write;
use std::num::ParseIntError;

use windlass::{ExternType, Instance, Module, Store, Val, ValType};

use super::guest_error;
use crate::arguments::{Usage, closest};
use crate::failure::Failure;
use crate::output::print;

/// Calls the function `export` of `instance` with `args`, read by its signature; prints its results, one a line.
/// Returns the exit status.
pub(super) fn invoke<T>(
    store: &mut Store<T>,
    module: &Module,
    instance: &Instance,
    export: &str,
    args: &[OsString],
    usage: &Usage,
    file: &str,
) -> Result<i32, Failure> {
    let Some(func) = instance.get_func(&mut *store, export) else {
        let hint = match closest(export, functions(module)) {
            Some(known) => format!("; is '{known}' meant?"),
            None => list_of_functions(module),
        };
        return Err(usage.error(format_args!("{file} exports no function '{export}'{hint}")));
    };
    let ty = func.ty(&*store);
    let wanted = ty.params().len();
    if wanted != args.len() {
        return Err(usage.error(format_args!("'{export}' takes {wanted} arguments, {} are given", args.len())));
    }
    let mut params = Vec::with_capacity(wanted);
    for (arg, ty) in args.iter().zip(ty.params()) {
        let value = arg.to_str().and_then(|text| parse(text, ty));
        params.push(value.ok_or_else(|| {
            usage.error(format_args!("'{export}' takes an argument of type {ty}, which '{}' is not", arg.display()))
        })?);
    }
    let mut results = vec![Val::I32(0); ty.results().len()];
    if let Err(e) = func.call(&mut *store, &params, &mut results) {
        return guest_error::status(&e, file);
    }
    for result in &results {
        print(&show(result))?;
    }
    Ok(0)
}

/// The names of the functions that `module` exports.
fn functions(module: &Module) -> impl Iterator<Item = &str> {
    module.exports().filter(|e| matches!(e.ty(), ExternType::Func(_))).map(|e| e.name())
}

/// What functions there are, for the end of a message; empty if there are none.
pub(super) fn list_of_functions(module: &Module) -> String {
    const MOST: usize = 10;
    let mut text = String::new();
    for (i, name) in functions(module).enumerate() {
        let _ = match i {
            0 => write!(text, " (there are: '{name}'"),
            MOST => write!(text, ", and more"),
            1..MOST => write!(text, ", '{name}'"),
            _ => continue,
        };
    }
    if !text.is_empty() {
        text.push(')');
    }
    text
}

/// The value of type `ty` that is written as `text`: integers in decimal or with `0x`, signed or unsigned;
/// floating-point numbers in decimal, `inf` and `nan`; `null` for references.
fn parse(text: &str, ty: &ValType) -> Option<Val> {
    Some(match ty {
        ValType::I32 => {
            let value = integer(text)?;
            Val::I32(i32::try_from(value).or_else(|_| u32::try_from(value).map(u32::cast_signed)).ok()?)
        }
        ValType::I64 => {
            let value = integer(text)?;
            Val::I64(i64::try_from(value).or_else(|_| u64::try_from(value).map(u64::cast_signed)).ok()?)
        }
        ValType::F32 => Val::F32(text.parse::<f32>().ok()?.to_bits()),
        ValType::F64 => Val::F64(text.parse::<f64>().ok()?.to_bits()),
        ValType::Ref(_) if text == "null" => Val::default_for(*ty),
        _ => return None,
    })
}

/// An integer in decimal or, with `0x`, in hexadecimal, with or without a sign.
fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let parsed: Result<u64, ParseIntError> = match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    // The standard library would take another sign.
    let magnitude = parsed.ok().filter(|_| !digits.contains(['+', '-']))?;
    Some(if negative { -i128::from(magnitude) } else { magnitude.into() })
}

/// A value as text.
fn show(value: &Val) -> String {
    match value {
        Val::I32(v) => v.to_string(),
        Val::I64(v) => v.to_string(),
        Val::F32(bits) => f32::from_bits(*bits).to_string(),
        Val::F64(bits) => f64::from_bits(*bits).to_string(),
        Val::FuncRef(None) | Val::ExternRef(None) => "null".into(),
        Val::FuncRef(Some(_)) => "funcref".into(),
        Val::ExternRef(Some(_)) => "externref".into(),
        Val::V128(bits) => format!("{:#034x}", bits.as_u128()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_either_sign() {
        let i32 = |text| match parse(text, &ValType::I32) {
            Some(Val::I32(v)) => Some(v),
            _ => None,
        };
        assert_eq!(i32("-2147483648"), Some(i32::MIN));
        assert_eq!(i32("4294967295"), Some(-1));
        assert_eq!(i32("0xffffffff"), Some(-1));
        assert_eq!(i32("-0x1"), Some(-1));
        for wrong in ["", "-", "0x", "4294967296", "-2147483649", "1.5", "--1", "0x-1", "ten"] {
            assert_eq!(i32(wrong), None, "{wrong}");
        }
        assert!(matches!(parse("18446744073709551615", &ValType::I64), Some(Val::I64(-1))));
    }

    #[test]
    fn floating_point_numbers_are_shown_as_they_are_read() {
        for text in ["0", "-0", "1.5", "inf", "-inf", "NaN", "0.1"] {
            assert_eq!(show(&parse(text, &ValType::F32).unwrap()), text);
            assert_eq!(show(&parse(text, &ValType::F64).unwrap()), text);
        }
    }
}
