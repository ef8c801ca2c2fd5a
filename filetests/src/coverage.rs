//! Finds operators that no filetest covers.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use wasmparser::{Parser, Payload};

/// The operators that the compiler supports and that none of `files` contains.
///
/// # Errors
/// Fails if a file is not a valid module.
pub fn uncovered(files: &[PathBuf]) -> Result<Vec<&'static str>, String> {
    let mut missing: BTreeSet<&str> = windlass_codegen::operator_names().collect();
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
