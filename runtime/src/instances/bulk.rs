//! Bulk operators of guest code. They are done in pieces, so that one of many gigabytes does not outlive an interrupt, an epoch or
//! a deadline.

use core::ops::Range;

use windlass_masm::TrapCode;

use crate::api::error::Result;
use crate::guest::activation::{self, StoreVm};
use crate::instances::segments::{self, range};
use crate::store::StoreOpaque;

/// The bytes, and the elements, between which guest code may end: less than 100 µs of work, unless pages are missing.
const BYTES: usize = 1 << 20;
const ELEMENTS: usize = 1 << 16;

/// The store of guest code that waits for an operator.
pub(super) struct Waiting {
    vm: *mut StoreVm,
    store: *mut StoreOpaque,
}

impl Waiting {
    /// # Safety
    /// Guest code of the store must have called the operator, and be waiting for it as long as the value is used. Nothing else may
    /// use the store meanwhile.
    pub(super) unsafe fn new(vm: *mut StoreVm, store: *mut StoreOpaque) -> Waiting {
        Waiting { vm, store }
    }

    pub(super) fn store(&mut self) -> &mut StoreOpaque {
        // SAFETY: required by `new`, and the result borrows the value.
        unsafe { &mut *self.store }
    }

    /// Does `0..len` in pieces by `step`, from the end if `backwards`. Between two of them, memories and tables may grow.
    ///
    /// # Errors
    /// Fails with the first error of `step`, or where guest code has to end.
    fn in_pieces(
        &mut self,
        (len, piece, backwards): (usize, usize, bool),
        mut step: impl FnMut(&mut StoreOpaque, Range<usize>) -> Result<()>,
    ) -> Result<()> {
        let mut done = 0;
        while done < len {
            if done != 0 {
                // SAFETY: required by `new`; nothing borrows the store now.
                unsafe { activation::poll(self.vm)? };
            }
            let more = piece.min(len - done);
            let start = if backwards { len - done - more } else { done };
            step(self.store(), start..start + more)?;
            done += more;
        }
        Ok(())
    }

    /// `memory.fill` of a memory of the store, given by position.
    pub(super) fn memory_fill(&mut self, memory: usize, (dst, value, len): (u64, u8, u64)) -> Result<()> {
        let bytes = self.store().memories[memory].len();
        let target = range(dst, len, bytes).ok_or(TrapCode::MemoryOutOfBounds)?;
        self.in_pieces((target.len(), BYTES, false), |store, part| {
            store.memories[memory].fill(behind(target.start, part), value);
            Ok(())
        })
    }

    /// `memory.copy` between two memories of the store, given by position.
    pub(super) fn memory_copy(&mut self, to: usize, from: usize, (dst, src, len): (u64, u64, u64)) -> Result<()> {
        let memories = &self.store().memories;
        let source = range(src, len, memories[from].len()).ok_or(TrapCode::MemoryOutOfBounds)?;
        let target = range(dst, len, memories[to].len()).ok_or(TrapCode::MemoryOutOfBounds)?;
        self.in_pieces((source.len(), BYTES, dst > src), |store, part| {
            let (source, target) = (behind(source.start, part.clone()), behind(target.start, part));
            match store.memories.get_disjoint_mut([to, from]) {
                Ok([to, from]) => to.copy_from(from, source, target.start),
                // The same memory.
                Err(_) => store.memories[to].copy_within(source, target.start),
            }
            Ok(())
        })
    }

    /// `memory.init` of a memory and a segment of an instance.
    pub(super) fn memory_init(
        &mut self,
        instance: u32,
        memory: u32,
        segment: u32,
        (dst, src, len): (u64, u64, u64),
    ) -> Result<()> {
        let store = self.store();
        let data = &store.instances[instance as usize];
        let memory = data.memories[memory as usize] as usize;
        let bytes = match data.module.inner().info().data.passive(segment) {
            Some(range) if !data.dropped_data.contains(segment) => range,
            _ => 0..0,
        };
        let memory_len = store.memories[memory].len();
        let source = range(src, len, bytes.len()).ok_or(TrapCode::MemoryOutOfBounds)?;
        let target = range(dst, len, memory_len).ok_or(TrapCode::MemoryOutOfBounds)?;
        self.in_pieces((source.len(), BYTES, false), |store, part| {
            let source = behind(bytes.start + source.start, part.clone());
            let dst = (target.start + part.start) as u64;
            let bytes = store.instances[instance as usize].module.inner().bytes();
            segments::copy_to_memory(&mut store.memories[memory], dst, source, |from, to| bytes.copy_to(from, to))
        })
    }

    /// `table.fill` of a table of the store, given by position.
    pub(super) fn table_fill(&mut self, table: usize, (dst, value, len): (u64, u64, u64)) -> Result<()> {
        let elements = self.store().tables[table].elements().len();
        let target = range(dst, len, elements).ok_or(TrapCode::TableOutOfBounds)?;
        self.in_pieces((target.len(), ELEMENTS, false), |store, part| {
            store.tables[table].elements_mut()[behind(target.start, part)].fill(value);
            Ok(())
        })
    }

    /// `table.copy` between two tables of the store, given by position.
    pub(super) fn table_copy(&mut self, to: usize, from: usize, (dst, src, len): (u64, u64, u64)) -> Result<()> {
        let (source, target) = segments::ranges_of_copy(self.store(), to, from, (dst, src, len))?;
        self.in_pieces((target.len(), ELEMENTS, dst > src), |store, part| {
            let (source, target) = (behind(source.start, part.clone()), behind(target.start, part));
            segments::copy_elements(store, to, from, source, target);
            Ok(())
        })
    }

    /// `table.init` of a table and a segment of an instance.
    pub(super) fn table_init(
        &mut self,
        instance: u32,
        table: u32,
        segment: u32,
        (dst, src, len): (u64, u64, u64),
    ) -> Result<()> {
        let (target, source) = segments::ranges_of_init(self.store(), instance, table, segment, (dst, src, len))?;
        self.in_pieces((target.len(), ELEMENTS, false), |store, part| {
            let (target, source) = (behind(target.start, part.clone()), behind(source.start, part));
            segments::init_elements(store, instance, table, segment, (target, source))
        })
    }
}

/// A part of what begins at `start`.
fn behind(start: usize, part: Range<usize>) -> Range<usize> {
    start + part.start..start + part.end
}
