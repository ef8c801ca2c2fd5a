//! Exceptions: `try_table` and what throws, and the operators of the first encoding.

use super::{Count, Kind, Walk};
use crate::validate::module_types::code::EXNREF;

/// As many clauses a `try_table` may have; wasmparser allows no more.
const MOST_CATCHES: u32 = 10_000;

impl<'a, C: Count> Walk<'a, C> {
    /// What exceptions carry that have the tag which is next.
    fn tag(&mut self) -> Option<&'a [u8]> {
        let tag = self.u32()?;
        self.types.tag(tag)
    }

    #[inline(never)]
    pub(super) fn try_table(&mut self) -> Option<()> {
        let (signature, carries_floats) = self.block_type()?;
        let count = self.u32()?;
        if !self.types.exceptions || count > MOST_CATCHES {
            return None;
        }
        for _ in 0..count {
            // Kinds: with a tag, and with a reference to the exception, or with neither.
            let kind = self.byte()?;
            let carried = match kind {
                0 | 1 => self.tag()?,
                2 | 3 => &[],
                _ => return None,
            };
            let label = self.label()?;
            let matches = match kind {
                1 | 3 => label.split_last().is_some_and(|(last, label)| (*last, label) == (EXNREF, carried)),
                _ => label == carried,
            };
            if !matches {
                return None;
            }
        }
        self.count.try_(true, carries_floats);
        self.open(Kind::TryTable, signature)
    }

    #[inline(never)]
    pub(super) fn throw(&mut self) -> Option<()> {
        let carried = self.tag()?;
        self.count.throw();
        self.pop_all(carried)?;
        self.leave();
        Some(())
    }

    #[inline(never)]
    pub(super) fn throw_ref(&mut self) -> Option<()> {
        if !self.types.exceptions {
            return None;
        }
        self.count.throw();
        self.pop(EXNREF)?;
        self.leave();
        Some(())
    }

    // The first encoding.

    #[inline(never)]
    pub(super) fn try_(&mut self) -> Option<()> {
        let (signature, carries_floats) = self.block_type()?;
        if !self.types.legacy_exceptions {
            return None;
        }
        self.count.try_(false, carries_floats);
        self.open(Kind::Try, signature)
    }

    pub(super) fn catch(&mut self) -> Option<()> {
        let carried = self.tag()?;
        self.begin_handler(Kind::Catch, carried)
    }

    pub(super) fn catch_all(&mut self) -> Option<()> {
        self.begin_handler(Kind::CatchAll, &[])
    }

    #[inline(never)]
    fn begin_handler(&mut self, kind: Kind, carried: &[u8]) -> Option<()> {
        let frame = *self.state.frames.last()?;
        if !matches!(frame.kind, Kind::Try | Kind::Catch) {
            return None;
        }
        self.count.catch();
        self.check_results(frame.signature)?;
        self.unreachable = false;
        self.state.stack.extend_from_slice(carried);
        self.state.frames.last_mut()?.kind = kind;
        Some(())
    }

    #[inline(never)]
    pub(super) fn rethrow(&mut self) -> Option<()> {
        let depth = self.u32()? as usize;
        let frame = self.state.frames[..].iter().rev().nth(depth)?;
        if !matches!(frame.kind, Kind::Catch | Kind::CatchAll) {
            return None;
        }
        self.count.rethrow();
        self.leave();
        Some(())
    }

    #[inline(never)]
    pub(super) fn delegate(&mut self) -> Option<()> {
        let depth = self.u32()? as usize;
        // The label is one of those around the block.
        if self.state.frames.last()?.kind != Kind::Try || depth + 1 >= self.state.frames.len() {
            return None;
        }
        self.end()
    }
}
