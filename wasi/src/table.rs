//! The guest's descriptor table.

use crate::descriptor::Descriptor;
use crate::errno::{Errno, Result};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The default limit of open descriptors: half of the process's limit, so that the guest cannot exhaust it, and at most
/// 4,096.
pub(crate) fn default_most() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.map_or(usize::MAX, |limit| usize::try_from(limit / 2).unwrap_or(usize::MAX)).min(4096)
}

/// The number of standard streams, which have the lowest descriptors.
const STANDARD: usize = 3;

/// An entry of the table.
#[derive(Default)]
enum Slot {
    /// Free: a new descriptor may get this number.
    #[default]
    Free,
    /// Reserved, since the guest renumbered the standard stream that was here. If its C library still uses this number,
    /// it must not reach a file that was opened meanwhile. The guest may renumber a descriptor to it.
    Vacated,
    Open(Descriptor),
}

impl Slot {
    fn descriptor(&self) -> Option<&Descriptor> {
        match self {
            Slot::Open(descriptor) => Some(descriptor),
            Slot::Free | Slot::Vacated => None,
        }
    }
}

/// Descriptors by number. A new one gets the lowest free number.
pub(crate) struct Table {
    slots: Vec<Slot>,
    /// The free numbers.
    free: BinaryHeap<Reverse<u32>>,
    /// The maximum number of descriptors.
    most: usize,
}

impl Table {
    /// An empty table for at most `most` descriptors.
    pub(crate) fn new(most: usize) -> Table {
        Table { slots: Vec::new(), free: BinaryHeap::new(), most }
    }

    /// Adds a descriptor and returns its number.
    ///
    /// # Errors
    ///
    /// [`Errno::Mfile`] if the table is full.
    pub(crate) fn insert(&mut self, descriptor: Descriptor) -> Result<u32> {
        self.check_room()?;
        if let Some(Reverse(number)) = self.free.pop() {
            self.slots[number as usize] = Slot::Open(descriptor);
            return Ok(number);
        }
        let number = u32::try_from(self.slots.len()).map_err(|_| Errno::Mfile)?;
        self.slots.push(Slot::Open(descriptor));
        Ok(number)
    }

    /// Fails if the table is full. Call this before creating something that would then get no number.
    pub(crate) fn check_room(&self) -> Result<()> {
        if self.slots.len() - self.free.len() < self.most { Ok(()) } else { Err(Errno::Mfile) }
    }

    /// The open descriptors, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Descriptor> {
        self.slots.iter().filter_map(Slot::descriptor)
    }

    pub(crate) fn get(&self, fd: u32) -> Result<&Descriptor> {
        self.slots.get(fd as usize).and_then(Slot::descriptor).ok_or(Errno::Badf)
    }

    pub(crate) fn get_mut(&mut self, fd: u32) -> Result<&mut Descriptor> {
        match self.slots.get_mut(fd as usize) {
            Some(Slot::Open(descriptor)) => Ok(descriptor),
            _ => Err(Errno::Badf),
        }
    }

    pub(crate) fn remove(&mut self, fd: u32) -> Result<Descriptor> {
        let descriptor = self.replace(fd, Slot::Free)?;
        self.free.push(Reverse(fd));
        Ok(descriptor)
    }

    /// Moves `from` to `to`, closing what was there. Both must be open, except that `to` may be the number of a
    /// standard stream that was moved away.
    pub(crate) fn renumber(&mut self, from: u32, to: u32) -> Result<()> {
        self.get(from)?;
        if !matches!(self.slots.get(to as usize), Some(Slot::Open(_) | Slot::Vacated)) {
            return Err(Errno::Badf);
        }
        if from != to {
            let is_standard = (from as usize) < STANDARD;
            let left = if is_standard { Slot::Vacated } else { Slot::Free };
            self.slots[to as usize] = Slot::Open(self.replace(from, left)?);
            if !is_standard {
                self.free.push(Reverse(from));
            }
        }
        Ok(())
    }

    /// Removes the descriptor `fd`.
    fn replace(&mut self, fd: u32, left: Slot) -> Result<Descriptor> {
        let slot = self.slots.get_mut(fd as usize).ok_or(Errno::Badf)?;
        match std::mem::replace(slot, left) {
            Slot::Open(descriptor) => Ok(descriptor),
            closed => {
                *slot = closed;
                Err(Errno::Badf)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream() -> Descriptor {
        Descriptor::input(Box::new(std::io::empty()))
    }

    #[test]
    fn the_lowest_free_number_is_used() {
        let mut table = Table::new(100);
        assert_eq!((0..4).map(|_| table.insert(stream()).unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3]);
        table.remove(2).unwrap();
        table.remove(1).unwrap();
        assert_eq!(table.insert(stream()), Ok(1));
        assert_eq!(table.insert(stream()), Ok(2));
        assert_eq!(table.insert(stream()), Ok(4));
    }

    #[test]
    fn renumbering_needs_both() {
        let mut table = Table::new(100);
        for _ in 0..3 {
            table.insert(stream()).unwrap();
        }
        assert_eq!(table.renumber(0, 7), Err(Errno::Badf));
        assert_eq!(table.renumber(7, 0), Err(Errno::Badf));
        assert_eq!(table.renumber(1, 1), Ok(()));
        assert_eq!(table.renumber(0, 2), Ok(()));
        assert_eq!(table.get(0).err(), Some(Errno::Badf));
        assert_eq!(table.renumber(u32::MAX, u32::MAX), Err(Errno::Badf));
    }

    #[test]
    fn the_number_of_a_moved_standard_stream_is_not_given_away() {
        let mut table = Table::new(100);
        for _ in 0..5 {
            table.insert(stream()).unwrap();
        }
        table.renumber(1, 4).unwrap();
        assert_eq!(table.get(1).err(), Some(Errno::Badf));
        assert_eq!(table.remove(1).err(), Some(Errno::Badf));
        assert_eq!(table.insert(stream()), Ok(5), "1 is kept");
        table.renumber(3, 0).unwrap();
        assert_eq!(table.insert(stream()), Ok(3), "only numbers of standard streams are");
        // It can be moved back, closed, and then used like any other number.
        table.renumber(4, 1).unwrap();
        table.remove(1).unwrap();
        assert_eq!(table.insert(stream()), Ok(1));
        assert_eq!(table.insert(stream()), Ok(4));
    }

    #[test]
    fn a_full_table_says_so() {
        let mut table = Table::new(100);
        for _ in 0..100 {
            table.insert(stream()).unwrap();
        }
        assert_eq!(table.check_room(), Err(Errno::Mfile));
        assert_eq!(table.insert(stream()), Err(Errno::Mfile));
        table.renumber(7, 3).unwrap();
        assert_eq!((table.insert(stream()), table.insert(stream())), (Ok(7), Err(Errno::Mfile)));
        assert!((2..=4096).contains(&default_most()));
    }
}
