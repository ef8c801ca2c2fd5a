//! Which operators no file shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use wasmparser::{Parser, Payload};

/// The proposals whose operators the compiler knows.
const PROPOSALS: [&str; 5] = ["mvp", "sign_extension", "saturating_float_to_int", "bulk_memory", "reference_types"];

/// Those with vectors, which aarch64 does not have yet.
const VECTORS: [&str; 2] = ["simd", "relaxed_simd"];

/// The operators that the compiler knows for an instruction set.
fn all(isa: &str) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let known = |proposal| PROPOSALS.contains(&proposal) || isa == "x86_64" && VECTORS.contains(&proposal);
    macro_rules! collect {
        ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
            $(
                if known(stringify!($proposal)) {
                    names.insert(stringify!($op));
                }
            )*
        };
    }
    wasmparser::for_each_operator!(collect);
    // There is no valid one.
    names.remove("TypedSelectMulti");
    names
}

/// The operators that the compiler knows for `isa` and that are in none of `files`.
///
/// # Errors
/// Where a file is not a module.
pub fn uncovered(isa: &str, files: &[PathBuf]) -> Result<Vec<&'static str>, String> {
    let mut missing = all(isa);
    for file in files {
        let describe = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        let text = fs::read_to_string(file).map_err(|e| describe(&e))?;
        let wasm = wat::parse_str(&text).map_err(|e| describe(&e))?;
        for payload in Parser::new(0).parse_all(&wasm) {
            let Payload::CodeSectionEntry(body) = payload.map_err(|e| describe(&e))? else { continue };
            for operator in body.get_operators_reader().map_err(|e| describe(&e))? {
                let operator = format!("{:?}", operator.map_err(|e| describe(&e))?);
                missing.remove(operator.split([' ', '{']).next().unwrap_or_default());
            }
        }
    }
    Ok(missing.into_iter().collect())
}
