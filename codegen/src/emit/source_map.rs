//! Noting which code comes from which operator.
//!
//! The operators are compiled by the same loop as ever, one at a time.

use windlass_masm::MacroAssembler;

use super::Emitter;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Compiles all operators, if it is to be noted where their code is; else none.
    pub(super) fn map_operators(&mut self) {
        if self.source_map.is_none() {
            return;
        }
        while !self.reader.is_done() && !self.masm.assembly().buffer.failed() {
            if !self.reachable {
                self.skip_dead_code();
                if self.reader.is_done() {
                    return;
                }
            }
            let mut behind = self.reader;
            behind.next();
            let code = self.masm.assembly().buffer.len();
            if self.options.consume_fuel {
                self.charge_run();
            }
            self.operators(behind);
            self.map(code, Some(self.site().offset()));
        }
    }

    /// Notes that what follows is the code of the operator under way.
    pub(super) fn map_operator(&mut self) {
        let (code, site) = (self.masm.assembly().buffer.len(), self.site());
        self.map(code, Some(site.offset()));
    }

    /// Notes that what follows is not the code of the operator before it.
    pub(super) fn map_end_of_body(&mut self) {
        let code = self.masm.assembly().buffer.len();
        self.map(code, None);
    }

    /// Forgets what was noted of code from `begin` on.
    pub(super) fn forget_mapping(&mut self, begin: u32) {
        if let Some(map) = &mut self.source_map {
            map.truncate(begin);
        }
    }

    fn map(&mut self, code: u32, wasm: Option<u32>) {
        if let Some(map) = &mut self.source_map {
            map.push(code, wasm);
        }
    }
}
