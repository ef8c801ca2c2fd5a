//! The guest's descriptor table.

use crate::descriptor::Descriptor;
use crate::errno::{Errno, Result};

/// The most descriptors that a guest can have open, so that it cannot exhaust those of the host's process.
const DESCRIPTORS_MAX: usize = 4096;

/// Descriptors by number. A new one gets the lowest number that is free.
#[derive(Default)]
pub(crate) struct Table {
    slots: Vec<Option<Descriptor>>,
}

impl Table {
    /// Adds a descriptor and gives its number.
    ///
    /// # Errors
    ///
    /// [`Errno::Mfile`] if the table is full.
    pub(crate) fn insert(&mut self, descriptor: Descriptor) -> Result<u32> {
        let free = self.slots.iter().position(Option::is_none).unwrap_or(self.slots.len());
        if free == self.slots.len() {
            self.check_room()?;
            self.slots.push(None);
        }
        self.slots[free] = Some(descriptor);
        u32::try_from(free).map_err(|_| Errno::Mfile)
    }

    /// Fails if the table is full: to be asked before something is created that would then have no number.
    pub(crate) fn check_room(&self) -> Result<()> {
        if self.slots.len() < DESCRIPTORS_MAX || self.slots.iter().any(Option::is_none) {
            Ok(())
        } else {
            Err(Errno::Mfile)
        }
    }

    pub(crate) fn get(&self, fd: u32) -> Result<&Descriptor> {
        self.slots.get(fd as usize).and_then(Option::as_ref).ok_or(Errno::Badf)
    }

    pub(crate) fn get_mut(&mut self, fd: u32) -> Result<&mut Descriptor> {
        self.slots.get_mut(fd as usize).and_then(Option::as_mut).ok_or(Errno::Badf)
    }

    pub(crate) fn remove(&mut self, fd: u32) -> Result<Descriptor> {
        self.slots.get_mut(fd as usize).and_then(Option::take).ok_or(Errno::Badf)
    }

    /// Moves `from` to `to`, closing what was there. Both must be open.
    pub(crate) fn renumber(&mut self, from: u32, to: u32) -> Result<()> {
        self.get(from)?;
        self.get(to)?;
        if from != to {
            self.slots[to as usize] = self.slots[from as usize].take();
        }
        Ok(())
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
        let mut table = Table::default();
        assert_eq!((0..4).map(|_| table.insert(stream()).unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3]);
        table.remove(2).unwrap();
        table.remove(1).unwrap();
        assert_eq!(table.insert(stream()), Ok(1));
        assert_eq!(table.insert(stream()), Ok(2));
        assert_eq!(table.insert(stream()), Ok(4));
    }

    #[test]
    fn renumbering_needs_both() {
        let mut table = Table::default();
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
    fn a_full_table_says_so() {
        let mut table = Table::default();
        for _ in 0..DESCRIPTORS_MAX {
            table.insert(stream()).unwrap();
        }
        assert_eq!(table.check_room(), Err(Errno::Mfile));
        assert_eq!(table.insert(stream()), Err(Errno::Mfile));
    }
}
