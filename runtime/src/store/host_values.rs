//! The host values that references are to.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::any::Any;

use super::StoreId;
use super::released::Released;
use crate::api::error::{Result, bail};

/// What generated code has in the upper half of a reference to a host value; the lower half is its index. A scan of a
/// stack takes no number for a reference then, unless the guest means it to.
const TAG: u64 = 0xe7ef_5ea1 << 32;

/// The number of values below which none are collected.
const FEW: usize = 1000;

/// Roots are looked at once for each new value and this many words.
const ROOTS_PER_VALUE: usize = 16;

/// Names a host value of a store. As long as a copy of it exists outside of the store, the value is not dropped.
#[derive(Debug)]
pub(crate) struct HostValueId {
    pub(crate) store: StoreId,
    index: u32,
    /// Shared by all names of the store.
    released: Arc<Released>,
}

impl HostValueId {
    /// Says that a name outside of the store goes away, which is `id`.
    pub(crate) fn release(id: &Arc<HostValueId>) {
        // Only the name of the store is left then. If other threads drop names at once, the next collection finds the value.
        if Arc::strong_count(id) == 2 {
            id.released.add(id.index);
        }
    }

    /// How generated code represents the reference.
    pub(crate) fn to_raw(&self) -> u64 {
        TAG | u64::from(self.index)
    }
}

struct HostValue {
    id: Arc<HostValueId>,
    value: Box<dyn Any + Send + Sync>,
}

/// The host values of a store, by index. The index of one that was dropped is used again.
pub(crate) struct HostValues {
    values: Vec<Option<HostValue>>,
    /// The indices that may be used again. The lowest is the last.
    free: Vec<u32>,
    /// There from the first value, or collection, on: most stores have no values.
    released: Option<Arc<Released>>,
    /// The number of values at which they are collected before another is added.
    collect_at: usize,
}

impl HostValues {
    pub(crate) fn new() -> HostValues {
        HostValues { values: Vec::new(), free: Vec::new(), released: None, collect_at: FEW }
    }

    /// Whether there are so many that the next one should find them collected.
    pub(crate) fn should_collect(&self) -> bool {
        self.len() >= self.collect_at
    }

    fn len(&self) -> usize {
        self.values.len() - self.free.len()
    }

    /// Adds a value.
    ///
    /// # Errors
    /// Fails if there are 2^32 of them.
    pub(crate) fn add(&mut self, store: StoreId, value: Box<dyn Any + Send + Sync>) -> Result<Arc<HostValueId>> {
        let index = match self.free.pop() {
            Some(index) => index,
            None => {
                let Ok(index) = u32::try_from(self.values.len()) else {
                    bail!("too many external references in a store");
                };
                self.values.push(None);
                index
            }
        };
        let released = self.released.get_or_insert_default().clone();
        let id = Arc::new(HostValueId { store, index, released });
        self.values[index as usize] = Some(HostValue { id: id.clone(), value });
        Ok(id)
    }

    /// The value that `id` names, which exists while `id` does.
    pub(crate) fn get(&self, id: &HostValueId) -> &(dyn Any + Send + Sync) {
        &*self.at(id.index).value
    }

    /// The name of the value that generated code has a reference `raw` to, which is not null.
    pub(crate) fn id(&self, raw: u64) -> Arc<HostValueId> {
        self.at(raw as u32).id.clone()
    }

    fn at(&self, index: u32) -> &HostValue {
        self.values[index as usize].as_ref().expect("a reference to a value that was dropped")
    }

    /// For marking those that something refers to.
    pub(crate) fn marks(&self) -> Marks {
        Marks { marked: vec![0; self.values.len().div_ceil(64)] }
    }

    /// Drops what is not marked and has no name outside of the store: also what only values refer to that are dropped. `words` words were
    /// looked at for references.
    pub(crate) fn sweep(&mut self, marks: &Marks, words: usize) {
        let released = self.released.get_or_insert_default().clone();
        let mut collection = released.begin();
        let mut dead: Vec<_> = (0..self.values.len()).filter_map(|index| self.take_if_unused(index, marks)).collect();
        let looked_at = words + self.values.len();
        while !dead.is_empty() {
            // What a value owns may be the last name of others. No value owns another one itself, so this does not recurse.
            drop(dead);
            let indices = collection.take();
            dead = indices.into_iter().filter_map(|index| self.take_if_unused(index as usize, marks)).collect();
        }
        // What is behind the last value is given back.
        while self.values.pop_if(|place| place.is_none()).is_some() {}
        self.values.shrink_to(2 * self.values.len());
        let is_free = |index: &u32| self.values[*index as usize].is_none();
        self.free = (0..self.values.len() as u32).rev().filter(is_free).collect();
        let len = self.len();
        self.collect_at = FEW.max(2 * len).max(len + looked_at / ROOTS_PER_VALUE);
    }

    /// Takes the value at `index` out, if nothing refers to it.
    fn take_if_unused(&mut self, index: usize, marks: &Marks) -> Option<Box<dyn Any + Send + Sync>> {
        // One name is the store's own. Nothing copies that one meanwhile, since the store is borrowed.
        let unused = |value: &mut HostValue| Arc::strong_count(&value.id) == 1 && !marks.contains(index);
        self.values[index].take_if(unused).map(|value| value.value)
    }
}

/// A set of host values: those that something refers to.
pub(crate) struct Marks {
    marked: Vec<u64>,
}

impl Marks {
    /// Adds the value that `word` refers to, if it is a reference.
    pub(crate) fn mark(&mut self, word: u64) {
        if word & !u64::from(u32::MAX) == TAG {
            let index = word as u32 as usize;
            if let Some(bits) = self.marked.get_mut(index / 64) {
                *bits |= 1 << (index % 64);
            }
        }
    }

    fn contains(&self, index: usize) -> bool {
        self.marked[index / 64] & 1 << (index % 64) != 0
    }
}
