//! How often each local is used, and whether its initial value is.

use super::Scan;

/// How a local is used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LocalUse {
    /// Number of accesses, those in loops counting more.
    weight: u32,
    /// Serial number of the block of the first access if that was an assignment, and how deep that block is nested.
    /// A depth that is too large is one where no such block is, which is to be careful.
    block: u32,
    depth: u16,
    state: LocalState,
    /// Whether anything assigns it.
    assigned: bool,
    /// Which operator accesses it last.
    last: u32,
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

impl Scan {
    /// How often a local is accessed, accesses in loops counting more.
    #[inline]
    pub(crate) fn weight(&self, local: u32) -> u32 {
        self.locals[local as usize].weight
    }

    /// Whether the initial value of a local that is used and is not a parameter may be read.
    #[inline]
    pub(crate) fn reads_initial_value(&self, local: u32) -> bool {
        self.locals[local as usize].state == LocalState::Zero
    }

    /// Whether anything in the function assigns the local.
    #[inline]
    pub(crate) fn is_assigned(&self, local: u32) -> bool {
        self.locals[local as usize].assigned
    }

    /// Whether nothing accesses the local after a call that returns.
    #[inline]
    pub(crate) fn ends_before_calls(&self, local: u32) -> bool {
        self.locals[local as usize].last < self.first_call
    }

    /// Notes the first access to a local.
    #[inline(never)]
    fn first_use(&mut self, index: u32, first: LocalState) {
        let (block, depth) = (self.blocks.last().map_or(0, |block| block.0), self.blocks.len().wrapping_sub(1));
        let Some(local) = self.locals.get_mut(index as usize) else { return };
        let depth = u16::try_from(depth).unwrap_or(u16::MAX);
        let (weight, assigned, last) = (self.weight, first == LocalState::Assigned, self.operators);
        // A parameter has its value before the first block.
        *local = match index < self.params {
            true => LocalUse { weight, state: LocalState::Assigned, block: 0, depth: 0, assigned, last },
            false => LocalUse { weight, state: first, block, depth, assigned, last },
        };
        self.used.push(index);
    }

    /// Notes an access, which may be the first. The index may be out of bounds: wasmparser says so afterwards.
    #[inline]
    pub(super) fn access(&mut self, index: u32, assigns: bool) {
        match self.locals.get_mut(index as usize) {
            Some(local) if local.state != LocalState::Unused => {
                local.weight = local.weight.saturating_add(self.weight);
                local.assigned |= assigns;
                local.last = self.operators;
                if local.state == LocalState::Assigned {
                    self.check_open(index);
                }
            }
            _ => self.first_use(index, if assigns { LocalState::Assigned } else { LocalState::Zero }),
        }
    }

    /// An assignment covers the accesses up to the end of its block: control cannot come to them without it.
    #[inline]
    fn check_open(&mut self, index: u32) {
        let local = &mut self.locals[index as usize];
        if self.blocks.get(local.depth as usize).is_none_or(|(serial, _)| *serial != local.block) {
            local.state = LocalState::Zero;
        }
    }
}
