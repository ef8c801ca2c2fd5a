//! The look at a function before it is compiled: how often its locals are used, and what it contains.

use alloc::vec::Vec;

use crate::reader::Reader;

/// How a local is used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LocalUse {
    /// Number of accesses, those in loops counting more.
    pub(crate) weight: u32,
    /// Serial number of the block of the first access if that was an assignment, and how deep that block is nested.
    block: u32,
    depth: u32,
    state: LocalState,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LocalState {
    #[default]
    Unused,
    /// Every access so far comes after an assignment.
    Assigned,
    /// Its initial value may be read.
    Zero,
}

impl LocalUse {
    /// Whether the initial value of a local that is not a parameter may be read.
    pub(crate) fn reads_initial_value(&self) -> bool {
        self.state == LocalState::Zero
    }
}

/// An operator that is not implemented.
#[derive(Debug)]
pub(crate) struct Unsupported {
    /// Bytes from the start of the operators.
    pub(crate) offset: u32,
    /// The first byte of the operator.
    pub(crate) opcode: u8,
}

/// What is known of a function before it is compiled. Kept from function to function, so that nothing is allocated.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// By local index.
    pub(crate) locals: Vec<LocalUse>,
    /// Number of calls that return, those in loops counting more.
    pub(crate) calls: u32,
    /// Calls anything, the runtime included.
    pub(crate) has_calls: bool,
    /// Calls something that may have another context.
    pub(crate) changes_context: bool,
    /// Divides integers by what is not known to be a power of two.
    pub(crate) divides: bool,
    /// Shifts by a count.
    pub(crate) shifts: bool,
    /// Rotates by a count.
    pub(crate) rotates: bool,
    /// Open blocks: serial number and whether it is a loop.
    blocks: Vec<(u32, bool)>,
}

/// How much more an access counts for each loop around it, as a power of two; beyond some depth no more.
const LOOP_WEIGHT: u32 = 3;
const DEEPEST: u32 = 6;

impl Scan {
    /// Looks at the operators of a function with `locals` locals, `params` of which are parameters.
    pub(crate) fn run(
        &mut self,
        mut reader: Reader<'_>,
        params: usize,
        locals: usize,
        imported_functions: u32,
    ) -> Result<(), Unsupported> {
        self.locals.clear();
        let assigned = LocalUse { state: LocalState::Assigned, ..LocalUse::default() };
        self.locals.resize(params, assigned);
        self.locals.resize(locals, LocalUse::default());
        (self.calls, self.has_calls, self.changes_context) = (0, false, false);
        (self.divides, self.shifts, self.rotates) = (false, false, false);
        self.blocks.clear();
        self.blocks.push((0, false));
        let (mut serial, mut loops, mut weight) = (0, 0u32, 1u32);
        let start = reader;
        while !reader.is_done() {
            let before = reader;
            let opcode = reader.byte();
            match opcode {
                0x20 => {
                    let local = reader.u32();
                    self.read(local, weight);
                }
                0x21 | 0x22 => {
                    let local = reader.u32();
                    self.write(local, weight);
                }
                0x02..=0x04 => {
                    reader.block_type();
                    serial += 1;
                    let is_loop = opcode == 0x03;
                    self.blocks.push((serial, is_loop));
                    if is_loop {
                        loops += 1;
                        weight = 1 << (LOOP_WEIGHT * loops.min(DEEPEST));
                    }
                }
                0x05 => {
                    serial += 1;
                    if let Some(block) = self.blocks.last_mut() {
                        block.0 = serial;
                    }
                }
                0x0b => {
                    if let Some((_, true)) = self.blocks.pop() {
                        loops -= 1;
                        weight = 1 << (LOOP_WEIGHT * loops.min(DEEPEST));
                    }
                }
                0x10 => {
                    let callee = reader.u32();
                    self.call(&reader, weight);
                    self.changes_context |= callee < imported_functions;
                }
                0x11 => {
                    reader.u32();
                    reader.u32();
                    self.call(&reader, weight);
                    self.changes_context = true;
                }
                // memory.grow
                0x40 => {
                    reader.u32();
                    self.has_calls = true;
                    self.calls = self.calls.saturating_add(weight);
                }
                0x6d..=0x70 | 0x7f..=0x82 => self.divides = true,
                0x74..=0x76 | 0x86..=0x88 => self.shifts = true,
                0x77 | 0x78 | 0x89 | 0x8a => self.rotates = true,
                _ => {
                    if !reader.skip_immediates(opcode) {
                        return Err(Unsupported { offset: before.offset_from(&start), opcode });
                    }
                    // Bulk operators are calls of the runtime.
                    if opcode == 0xfc {
                        let mut sub = before;
                        sub.byte();
                        if sub.u32() >= 8 {
                            self.has_calls = true;
                            self.calls = self.calls.saturating_add(weight);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn read(&mut self, local: u32, weight: u32) {
        let local = &mut self.locals[local as usize];
        local.weight = local.weight.saturating_add(weight);
        match local.state {
            LocalState::Unused => local.state = LocalState::Zero,
            LocalState::Assigned => Self::check_open(&self.blocks, local),
            LocalState::Zero => {}
        }
    }

    #[inline]
    fn write(&mut self, local: u32, weight: u32) {
        let local = &mut self.locals[local as usize];
        local.weight = local.weight.saturating_add(weight);
        match local.state {
            LocalState::Unused => {
                let depth = self.blocks.len() - 1;
                (local.block, local.depth, local.state) = (self.blocks[depth].0, depth as u32, LocalState::Assigned);
            }
            LocalState::Assigned => Self::check_open(&self.blocks, local),
            LocalState::Zero => {}
        }
    }

    /// An assignment covers the accesses up to the end of its block: control cannot come to them without it.
    #[inline]
    fn check_open(blocks: &[(u32, bool)], local: &mut LocalUse) {
        if blocks.get(local.depth as usize).is_none_or(|(serial, _)| *serial != local.block) {
            local.state = LocalState::Zero;
        }
    }

    /// A call that `unreachable` follows does not return: nothing has to survive it.
    #[inline]
    fn call(&mut self, next: &Reader<'_>, weight: u32) {
        self.has_calls = true;
        if next.peek() != 0x00 {
            self.calls = self.calls.saturating_add(weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(params: usize, locals: usize, body: &[u8]) -> Scan {
        let mut scan = Scan::default();
        // SAFETY: the bodies below are sequences of complete operators.
        scan.run(unsafe { Reader::new(body) }, params, locals, 0).unwrap();
        scan
    }

    #[test]
    fn initial_values_are_needed_where_an_assignment_may_be_missed() {
        // local.set 0, local.get 0
        assert!(!scan(0, 1, &[0x21, 0, 0x20, 0, 0x0b]).locals[0].reads_initial_value());
        // local.get 0
        assert!(scan(0, 1, &[0x20, 0, 0x0b]).locals[0].reads_initial_value());
        // block, local.set 0, local.get 0, end
        assert!(!scan(0, 1, &[0x02, 0x40, 0x21, 0, 0x20, 0, 0x0b, 0x0b]).locals[0].reads_initial_value());
        // block, local.set 0, end, local.get 0
        assert!(scan(0, 1, &[0x02, 0x40, 0x21, 0, 0x0b, 0x20, 0, 0x0b]).locals[0].reads_initial_value());
        // if, local.set 0, else, local.get 0, end
        assert!(scan(0, 1, &[0x04, 0x40, 0x21, 0, 0x05, 0x20, 0, 0x0b, 0x0b]).locals[0].reads_initial_value());
        // a parameter
        assert!(!scan(1, 1, &[0x20, 0, 0x0b]).locals[0].reads_initial_value());
    }

    #[test]
    fn accesses_in_loops_count_more() {
        // local.get 0, loop, local.get 1, end
        let scan = scan(2, 2, &[0x20, 0, 0x03, 0x40, 0x20, 1, 0x0b, 0x0b]);
        assert_eq!((scan.locals[0].weight, scan.locals[1].weight), (1, 8));
    }
}
