//! Taking a function apart: which of its bytes are instructions, and which are jump tables and constants.
//!
//! Nothing in the artifact says so; the code does. Tables are behind the jumps that use them, and constants behind all
//! instructions, from the first one that any instruction refers to.

use std::collections::BTreeMap;

use crate::decode::{Decode, Decoded, Effect};

/// What is at some code offset of a function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Region<I> {
    Instruction(Decoded<I>),
    /// An entry of a jump table: its length, and the code offsets of the table and of the target.
    TableEntry {
        len: u32,
        table: u32,
        target: u32,
    },
    /// A constant of so many bytes.
    Constant(u32),
    /// So many bytes that fill a gap.
    Padding(u32),
}

/// Takes apart the bytes of `code` from `start` up to `end`: what there is, by code offset.
pub(crate) fn regions<D: Decode>(code: &[u8], start: u32, end: u32) -> Vec<(u32, Region<D::Instruction>)> {
    let mut regions = Vec::new();
    let mut constants = BTreeMap::new();
    let (mut at, mut behind) = (start, end);
    let (mut count, mut table, mut entry) = (None, None, (4, 1));
    while at < behind {
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
                    behind = behind.min(place);
                }
            }
            Effect::Constant(value) => count = Some(value),
            Effect::Address(place) => table = Some(place),
            Effect::TableLoad { size, unit } => entry = (size, unit),
            _ => {}
        }
        match decoded.effect {
            Effect::Padding => regions.push((at, Region::Padding(decoded.len))),
            _ => regions.push((at, Region::Instruction(decoded))),
        }
        at = next;
        if decoded.effect == Effect::IndirectJump && table == Some(at) {
            let (table, (len, unit)) = (at, entry);
            let entries = (behind - at) / len;
            for _ in 0..count.map_or(entries, |count| count.min(entries.into()) as u32) {
                let target = table.wrapping_add(distance(code, at, len).wrapping_mul(unit));
                regions.push((at, Region::TableEntry { len, table, target }));
                at += len;
            }
            // Instructions that follow one are aligned as they are.
            if len == 2 && at % 4 == 2 {
                regions.push((at, Region::Padding(2)));
                at += 2;
            }
        }
    }
    at = at.max(behind);
    while at < end {
        // What nothing refers to, up to the next constant, is there for its alignment.
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

/// The signed number of `len` bytes, 2 or 4, at `at`.
fn distance(code: &[u8], at: u32, len: u32) -> u32 {
    let value = crate::names::read(code, at.into(), len).unwrap_or(0) as u32;
    if len == 2 { i32::from(value as i16) as u32 } else { value }
}
