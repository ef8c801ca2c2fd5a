//! Splits a function into instructions, jump tables and constants.
//!
//! The artifact does not record these; they are inferred from the code. Jump tables follow the jumps that use them.
//! Constants follow all instructions, starting with the first one that any instruction refers to.

use std::collections::BTreeMap;

use crate::decode::{Decode, Decoded, Effect};

/// The kinds of regions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Region<I> {
    Instruction(Decoded<I>),
    /// A jump table entry: its length in bytes, and the code offsets of the table and of the target.
    TableEntry {
        len: u32,
        table: u32,
        target: u32,
    },
    /// A constant of this many bytes.
    Constant(u32),
    /// This many bytes of padding.
    Padding(u32),
}

/// Splits the bytes of `code` from `start` to `end` into regions, with the code offset of each.
pub(crate) fn regions<D: Decode>(code: &[u8], start: u32, end: u32) -> Vec<(u32, Region<D::Instruction>)> {
    let mut regions = Vec::new();
    let mut constants = BTreeMap::new();
    let (mut at, mut code_end) = (start, end);
    let (mut count, mut table, mut entry) = (None, None, None);
    while at < code_end {
        let mut decoded = D::decode(&code[at as usize..end as usize], at);
        decoded.len = decoded.len.min(end - at);
        let next = at + decoded.len;
        match decoded.effect {
            Effect::Data { at: place, len } => {
                if let Ok(place) = u32::try_from(place)
                    && (next..end).contains(&place)
                {
                    let size = constants.entry(place).or_insert(0);
                    *size = len.max(*size);
                    code_end = code_end.min(place);
                }
            }
            Effect::Constant(value) => count = Some(value),
            Effect::Address(place) => (table, entry) = (Some(place), None),
            Effect::TableLoad { size, unit } => entry = Some((size, unit)),
            _ => {}
        }
        match decoded.effect {
            Effect::Padding => regions.push((at, Region::Padding(decoded.len))),
            _ => regions.push((at, Region::Instruction(decoded))),
        }
        at = next;
        // Without a load of an entry, the jump is not through a table.
        if decoded.effect == Effect::IndirectJump
            && table == Some(at)
            && let Some((len, unit)) = entry
        {
            let table = at;
            let entries = (code_end - at) / len;
            // The index was compared with the number of entries.
            for _ in 0..count.map_or(entries, |count| count.min(entries.into()) as u32) {
                let target = table.wrapping_add(distance(code, at, len).wrapping_mul(unit));
                regions.push((at, Region::TableEntry { len, table, target }));
                at += len;
            }
            // Instructions after a jump table are aligned.
            if len == 2 && at % 4 == 2 {
                regions.push((at, Region::Padding(2)));
                at += 2;
            }
        }
    }
    at = at.max(code_end);
    while at < end {
        // Bytes before the next constant that nothing refers to align it.
        let region = match constants.get(&at) {
            Some(len) => Region::Constant((*len).clamp(1, 16).min(end - at)),
            None => Region::Padding(constants.range(at..).next().map_or(end, |(next, _)| *next) - at),
        };
        let (Region::Constant(len) | Region::Padding(len)) = region else { break };
        regions.push((at, region));
        at += len;
    }
    regions
}

/// The signed integer of `len` bytes, 2 or 4, at `at`.
fn distance(code: &[u8], at: u32, len: u32) -> u32 {
    let value = crate::names::read(code, at.into(), len).unwrap_or(0) as u32;
    if len == 2 { i32::from(value as i16) as u32 } else { value }
}
