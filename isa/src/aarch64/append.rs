//! Joining what was assembled apart.
//!
//! Code refers to other functions by their distance only, in calls, and so do the links from one call of a function that is
//! not assembled yet to the one before. So code that moves stays as it is, but for the calls that leave it: their chain
//! becomes the newer part of the chain of the whole.

use windlass_masm::label::is_chain_end;
use windlass_masm::{Assembly, EntryLabel};

use super::assembler::Assembler;

impl Assembler<'_> {
    pub(super) fn append(&mut self, chunk: &Assembly<'_>) -> (u32, u32) {
        self.assembly.begin_chunk();
        let base = self.here();
        self.buffer().append(chunk.buffer.bytes());
        if !self.buffer().failed() {
            for (label, chain) in chunk.entries.used() {
                match chunk.entries.offset(label) {
                    Some(offset) => self.bind_entry(label, base + offset),
                    None => self.append_calls(label, chain + base),
                }
            }
        }
        (base, self.assembly.sites.append(&chunk.sites))
    }

    /// Takes over the calls of `label` in code that was moved; `last` is the last of them.
    fn append_calls(&mut self, label: EntryLabel, head: u32) {
        if let Some(target) = self.assembly.entries.offset(label) {
            return self.patch_chain(head, target);
        }
        let before = self.assembly.entries.link(label, head);
        if is_chain_end(before) {
            return;
        }
        let mut oldest = head;
        while let Some(older) = self.older_link(oldest) {
            oldest = older;
        }
        let word = self.buffer().read_u32(oldest);
        self.buffer().write_u32(oldest, word | (oldest.wrapping_sub(before) / 4));
    }
}
