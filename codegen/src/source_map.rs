//! Which code comes from which operator, for people who read it. Sites know that of traps and calls only.

use alloc::vec::Vec;

use crate::artifact::FunctionEntry;

/// For every operator that was compiled, where its code begins.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    entries: Vec<SourceMapEntry>,
}

/// Says where a stretch of code, up to the next entry, comes from. Code in front of the first entry of a function is its
/// prologue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceMapEntry {
    /// Code offset.
    pub code: u32,
    /// Offset in the module of the operator, which may have been compiled together with those that follow it. `None` for
    /// what comes after the body: code that is seldom executed, and constants.
    pub wasm: Option<u32>,
}

impl SourceMap {
    /// Every entry, by ascending code offset. There are several of one code offset where operators make no code.
    pub fn entries(&self) -> &[SourceMapEntry] {
        &self.entries
    }

    /// Those of a function.
    pub fn function(&self, function: &FunctionEntry) -> &[SourceMapEntry] {
        let from = self.entries.partition_point(|entry| entry.code < function.start);
        let to = self.entries.partition_point(|entry| entry.code < function.end);
        let entries = &self.entries[from..to];
        // The function before it may have ended with operators without code.
        let before = entries.iter().position(|entry| entry.wasm.is_some_and(|wasm| wasm >= function.wasm_start));
        &entries[before.unwrap_or(entries.len())..]
    }

    pub(crate) fn push(&mut self, code: u32, wasm: Option<u32>) {
        // A jump to the end of a block that turns out to be the next instruction is taken back.
        for entry in self.entries.iter_mut().rev().take_while(|entry| entry.code > code) {
            entry.code = code;
        }
        self.entries.push(SourceMapEntry { code, wasm });
    }

    pub(crate) fn truncate(&mut self, code: u32) {
        let len = self.entries.partition_point(|entry| entry.code < code);
        self.entries.truncate(len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_ascend_even_where_code_is_taken_back() {
        let mut map = SourceMap::default();
        for (code, wasm) in [(0, Some(1)), (4, Some(2)), (9, Some(3)), (4, Some(4)), (8, None)] {
            map.push(code, wasm);
        }
        let codes: Vec<u32> = map.entries().iter().map(|entry| entry.code).collect();
        assert_eq!(codes, [0, 4, 4, 4, 8]);
        let function = FunctionEntry { start: 4, end: 10, wasm_start: 3, ..FunctionEntry::default() };
        assert_eq!(map.function(&function).len(), 3, "{:?}", map.function(&function));
        map.truncate(4);
        assert_eq!(map.entries(), [SourceMapEntry { code: 0, wasm: Some(1) }]);
    }
}
