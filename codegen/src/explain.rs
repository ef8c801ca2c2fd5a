//! Explains why a module with a proposal that is not accepted is rejected: names the proposal, whether Windlass implements it, and the
//! tools that produced the module.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use wasmparser::{BinaryReader, Parser, ProducersSectionReader, ValidPayload, Validator, WasmFeatures};

use crate::display_name::DisplayName;
use crate::error::CompileError;
use crate::proposals::{Proposal, Status};
use crate::translate::COMPONENT;

/// Improves `error`, the result of compiling or validating `wasm` with `features`: if its cause is a proposal that is not accepted, the
/// message names the proposal and the producers of the module.
#[must_use]
pub fn explain(error: CompileError, wasm: &[u8], features: WasmFeatures) -> CompileError {
    match error {
        CompileError::Invalid { offset, .. } => match missing(wasm, features, offset) {
            Some(proposal) => {
                let origin = origin(wasm, Some(proposal));
                let Proposal { name, what, flag, method, .. } = proposal;
                let what = format!("{what} (proposal `{name}`), which");
                match proposal.status {
                    Status::OnByDefault | Status::OffByDefault => {
                        let what = format!("{what} `-W {flag}=y` or `Config::{method}` turns on{origin}");
                        CompileError::NotEnabled { what, offset }
                    }
                    Status::NotInThisBuild(feature) => {
                        let what = format!("{what} takes a build of Windlass with the feature `{feature}`{origin}");
                        CompileError::ProposalMissing { proposal, what, offset }
                    }
                    Status::NotImplemented => {
                        let what = format!("{what} Windlass does not have{origin}");
                        CompileError::ProposalMissing { proposal, what, offset }
                    }
                }
            }
            None => error,
        },
        CompileError::Unsupported { what, offset } if what != COMPONENT => {
            CompileError::Unsupported { what: what + &origin(wasm, None), offset }
        }
        error => error,
    }
}

/// The proposal that `wasm` needs to be valid up to `offset`, if there is one.
fn missing(wasm: &[u8], features: WasmFeatures, offset: usize) -> Option<&'static Proposal> {
    let everything = Proposal::ALL.iter().fold(features, |all, proposal| all.union(proposal.features()));
    // First, find out whether the module is invalid with all proposals, which takes one pass.
    if fails(wasm, everything, offset) {
        return None;
    }
    let off = || Proposal::ALL.iter().filter(|proposal| !features.contains(proposal.features()));
    let one = off().find(|proposal| !fails(wasm, features.union(proposal.features()), offset));
    // If several are needed, the first one that all solutions need.
    one.or_else(|| off().find(|proposal| fails(wasm, everything.difference(proposal.features()), offset)))
}

/// Whether `wasm` is invalid with `features` at or before `offset`. Function bodies before it are skipped.
fn fails(wasm: &[u8], features: WasmFeatures, offset: usize) -> bool {
    let offset = offset as u64;
    let mut parser = Parser::new(0);
    parser.set_features(features);
    let mut validator = Validator::new_with_features(features);
    for payload in parser.parse_all(wasm) {
        let validated = payload.and_then(|payload| match validator.payload(&payload)? {
            ValidPayload::Func(function, body) if body.range().end > offset => {
                function.into_validator(Default::default()).validate(&body).map(|()| true)
            }
            _ => Ok(false),
        });
        match validated {
            Err(e) => return e.offset() <= offset,
            Ok(true) => return false,
            Ok(false) => {}
        }
    }
    false
}

/// The end of a message: the module's producers, and whether they requested `proposal`. Empty if the module does not say.
fn origin(wasm: &[u8], proposal: Option<&Proposal>) -> String {
    let mut makers: Vec<String> = Vec::new();
    let mut was_on = false;
    for (name, contents, offset) in custom_sections(wasm) {
        match name {
            "producers" => makers.extend(producers(contents, offset).unwrap_or_default()),
            "target_features" => {
                let on = |proposal: &Proposal| has_target_feature(contents, proposal.tool_name);
                was_on |= proposal.and_then(on).unwrap_or(false);
            }
            _ => {}
        }
    }
    let tool_name = proposal.map_or("", |proposal| proposal.tool_name);
    match (was_on, makers.is_empty()) {
        (true, true) => format!("; it was compiled with `+{tool_name}` (section `target_features`)"),
        (true, false) => format!(
            "; it was compiled with `+{tool_name}` by {} (sections `target_features` and `producers`)",
            makers.join(", ")
        ),
        (false, false) => format!("; it was made by {} (section `producers`)", makers.join(", ")),
        (false, true) => String::new(),
    }
}

/// The custom sections of a possibly invalid module: names, contents, and offsets of the contents.
fn custom_sections(wasm: &[u8]) -> Vec<(&str, &[u8], u64)> {
    let mut found = Vec::new();
    let mut reader = BinaryReader::new(wasm.get(8..).unwrap_or_default(), 8);
    while let (Ok(id), Ok(len)) = (reader.read_u8(), reader.read_var_u32()) {
        let at = reader.original_position();
        let Ok(contents) = reader.read_bytes(len as usize) else { break };
        let mut section = BinaryReader::new(contents, at);
        if id == 0
            && let Ok(name) = section.read_string()
        {
            let at = section.original_position();
            let rest = section.bytes_remaining();
            found.extend(section.read_bytes(rest).ok().map(|contents| (name, contents, at)));
        }
    }
    found
}

/// The maximum number of tools to name.
const MOST_TOOLS: usize = 3;

/// The tools of a section `producers`, with their versions.
fn producers(contents: &[u8], offset: u64) -> wasmparser::Result<Vec<String>> {
    let mut tools = Vec::new();
    for field in ProducersSectionReader::new(BinaryReader::new(contents, offset))? {
        let field = field?;
        if field.name == "language" {
            continue;
        }
        for value in field.values.into_iter().take(MOST_TOOLS) {
            let value = value?;
            let version = if value.version.is_empty() { "" } else { " " };
            let text = format!("{}{version}{}", value.name, value.version);
            tools.push(DisplayName::new(&text).to_string());
        }
    }
    tools.truncate(MOST_TOOLS);
    Ok(tools)
}

/// Whether a section `target_features` lists `name` as used. `None` if the section is malformed.
fn has_target_feature(contents: &[u8], name: &str) -> Option<bool> {
    let mut reader = BinaryReader::new(contents, 0);
    for _ in 0..reader.read_var_u32().ok()? {
        let prefix = reader.read_u8().ok()?;
        if reader.read_string().ok()? == name && matches!(prefix, b'+' | b'=') {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests;
