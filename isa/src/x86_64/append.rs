//! Joins separately assembled code.
//!
//! Code refers to other functions by their distance only, in calls. So code that moves stays as it is, but for the calls
//! that leave it: those of a function are a chain from the last to the oldest, and the chain of the chunk becomes the
//! newer part of the chain of the whole.

use windlass_masm::label::is_chain_end;
use windlass_masm::{Assembly, EntryLabel};

use super::assembler::Assembler;

impl Assembler<'_> {
    pub(super) fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32) {
        self.assembly.begin_chunk();
        let base = self.buffer().len();
        self.buffer().append(chunk.buffer.bytes());
        if !self.buffer().failed() {
            for (label, chain) in chunk.entries.used() {
                match chunk.entries.offset(label) {
                    Some(offset) => self.bind_entry(label, base + offset),
                    None => self.append_calls(label, chain, base),
                }
            }
        }
        (base, self.assembly.sites.append(&chunk.sites))
    }

    /// Takes over the calls of `label` in code that was moved to `base`; `last` is the last of them, as of before.
    fn append_calls(&mut self, label: EntryLabel, head: u32, base: u32) {
        let target = self.assembly.entries.offset(label);
        let older = match target {
            Some(_) => head,
            None => self.assembly.entries.link(label, head + base),
        };
        let mut at = head;
        while !is_chain_end(at) {
            let next = self.buffer().read_u32(at + base);
            let field = match target {
                Some(target) => target.wrapping_sub(at + base + 4),
                None if is_chain_end(next) => older,
                None => next + base,
            };
            self.buffer().write_u32(at + base, field);
            at = next;
        }
    }
}
