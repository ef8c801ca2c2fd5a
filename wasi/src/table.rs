//! The guest's descriptor table.

use crate::descriptor::Descriptor;
use crate::errno::{Errno, Result};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The most descriptors that a guest can have open where nobody says otherwise: half of those that the process may have, so that
/// it does not take them all, and 4,096 at most.
pub(crate) fn default_most() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.map_or(usize::MAX, |limit| usize::try_from(limit / 2).unwrap_or(usize::MAX)).min(4096)
}

/// How many numbers, the lowest, are those of standard streams.
const STANDARD: usize = 3;

/// What a number stands for.
#[derive(Default)]
enum Slot {
    /// Nothing: a new descriptor may get it.
    #[default]
    Free,
    /// Nothing, since the guest gave the standard stream that it was another number. What its C library still holds for that
    /// stream must not end up in a file that happens to get the number; the guest may renumber something to it.
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

/// Descriptors by number. A new one gets the lowest number that is free.
pub(crate) struct Table {
    slots: Vec<Slot>,
    /// The numbers that are free.
    free: BinaryHeap<Reverse<u32>>,
    /// How many descriptors there may be.
    most: usize,
}

impl Table {
    /// A table for at most `most` descriptors.
    pub(crate) fn new(most: usize) -> Table {
        Table { slots: Vec::new(), free: BinaryHeap::new(), most }
    }

    /// Adds a descriptor and gives its number.
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

    /// Fails if the table is full: to be asked before something is created that would then have no number.
    pub(crate) fn check_room(&self) -> Result<()> {
        if self.slots.len() - self.free.len() < self.most { Ok(()) } else { Err(Errno::Mfile) }
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

    /// Moves `from` to `to`, closing what was there. Both must be open, but `to` may be the number of a standard stream that was
    /// moved away.
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

    /// Takes the descriptor `fd` out.
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
        // It can be put back, closed on purpose, and then used as any other.
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
