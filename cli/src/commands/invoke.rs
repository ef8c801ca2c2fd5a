//! `--invoke`: calls an exported function with arguments from the command line.

use std::ffi::OsString;
use std::fmt::Write;

use windlass::{DisplayName, ExternType, Instance, Module, Store, Val, ValType};

use super::value_text;
use crate::arguments::{Usage, closest};
use crate::failure::Failure;
use crate::output::print;

/// Calls the function `export` of `instance` with `args`, parsed according to its type, and prints its results, one per
/// line. Returns the exit status. `ended` is told how the call ended, and what it returns is returned instead, if anything.
pub(super) fn invoke<T>(
    store: &mut Store<T>,
    module: &Module,
    instance: &Instance,
    (export, args): (&str, &[OsString]),
    usage: &Usage,
    file: &str,
    ended: impl FnOnce(windlass::Result<()>) -> Option<Result<i32, Failure>>,
) -> Result<i32, Failure> {
    let Some(func) = instance.get_func(&mut *store, export) else {
        let hint = match closest(export, functions(module)) {
            Some(known) => format!("; did you mean '{}'?", DisplayName::new(known)),
            None => list_of_functions(module),
        };
        return Err(usage.error(format_args!("{file} exports no function '{export}'{hint}")));
    };
    let ty = func.ty(&*store);
    let wanted = ty.params().len();
    if wanted != args.len() {
        let types: Vec<String> = ty.params().iter().map(ValType::to_string).collect();
        let types = if types.is_empty() { String::new() } else { format!(" ({})", types.join(" ")) };
        return Err(usage.error(format_args!("'{export}' takes {wanted} arguments{types}, got {}", args.len())));
    }
    let mut params = Vec::with_capacity(wanted);
    for (arg, ty) in args.iter().zip(ty.params()) {
        let value = arg.to_str().and_then(|text| value_text::parse(text, ty));
        params.push(value.ok_or_else(|| {
            let (arg, expected) = (arg.display(), value_text::expected(ty));
            usage.error(format_args!("'{export}' takes an argument of type {ty}, got '{arg}': {expected}"))
        })?);
    }
    let mut results = vec![Val::I32(0); ty.results().len()];
    if let Some(outcome) = ended(func.call(&mut *store, &params, &mut results)) {
        return outcome;
    }
    for result in &results {
        print(&value_text::show(result))?;
    }
    Ok(0)
}

/// The names of the functions that `module` exports.
fn functions(module: &Module) -> impl Iterator<Item = &str> {
    module.exports().filter(|e| matches!(e.ty(), ExternType::Func(_))).map(|e| e.name())
}

/// A list of the exported functions to append to a message; empty if there are none.
pub(super) fn list_of_functions(module: &Module) -> String {
    const MOST: usize = 10;
    let mut text = String::new();
    for (i, name) in functions(module).enumerate() {
        let _ = match i {
            0 => write!(text, " (there are: '{}'", DisplayName::new(name)),
            MOST => write!(text, ", and more"),
            1..MOST => write!(text, ", '{}'", DisplayName::new(name)),
            _ => continue,
        };
    }
    if !text.is_empty() {
        text.push(')');
    }
    text
}
