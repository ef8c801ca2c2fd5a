//! Attributes instructions to operators.

use windlass_codegen::SourceMapEntry;

use crate::function::{Operator, Section};

/// The source map of a function, read in order.
pub(crate) struct Origin<'a> {
    map: &'a [SourceMapEntry],
    pub(crate) operators: Vec<Operator>,
    /// The section and the operator of the last map entry passed.
    section: Section,
    operator: Option<u32>,
}

impl<'a> Origin<'a> {
    /// Starts at the first entry of `map`, and sets [`Operator::compiled_with`] in `operators`.
    pub(crate) fn new(map: &'a [SourceMapEntry], mut operators: Vec<Operator>) -> Origin<'a> {
        // An operator without its own entry was compiled with the one before it, unless it is unreachable.
        let mut mapped = map.iter().filter_map(|entry| entry.wasm).peekable();
        let mut current = None;
        let mut reachable = true;
        for (index, operator) in operators.iter_mut().enumerate() {
            if mapped.next_if(|wasm| *wasm == operator.offset).is_some() {
                current = Some(index as u32);
                let leaves = ["br ", "br_table ", "return", "unreachable"];
                reachable = !leaves.iter().any(|leaving| operator.text.starts_with(leaving));
                operator.compiled_with = current;
            } else if reachable {
                operator.compiled_with = current;
            }
        }
        // Without a map the sections are unknown.
        let section = if map.is_empty() { Section::Body } else { Section::Prologue };
        Origin { map, operators, section, operator: None }
    }

    /// The section and the operator of the code at `at`. Call in ascending order of `at`.
    pub(crate) fn at(&mut self, at: u32) -> (Section, Option<u32>) {
        while let Some((entry, rest)) = self.map.split_first()
            && entry.code <= at
        {
            self.map = rest;
            self.section = if entry.wasm.is_some() { Section::Body } else { Section::Cold };
            self.operator = entry.wasm.and_then(|wasm| self.operator(wasm));
        }
        (self.section, self.operator)
    }

    /// The operator at an offset in the module.
    pub(crate) fn operator(&self, wasm: u32) -> Option<u32> {
        self.operators.binary_search_by_key(&wasm, |operator| operator.offset).ok().map(|index| index as u32)
    }
}
