//! Positions in directories as guests have them: the cookies of `fd_readdir`.
//!
//! The host's positions are good at any time, whatever happened to a directory since, and nothing need be kept for them. But on ext4 they
//! have 63 bits, and a guest may keep 32: `telldir` of a C library returns a `long`. So those that are larger have a short number.

use std::collections::BTreeMap;

/// Short numbers are this and more, and below 2^32. The positions of file systems that number entries are smaller.
const SHORT: u64 = 1 << 31;

/// The most short numbers, for all directories of a guest: as many entries may be told of before a cookie has more than 32 bits. A table
/// of them takes 6 MiB.
const MOST: usize = 1 << 17;

/// The positions that have a short number. They are those of any directory: what one of the guest's means only depends on the directory
/// that it is used with.
#[derive(Default)]
pub(crate) struct Cookies {
    positions: Vec<u64>,
    numbers: BTreeMap<u64, u32>,
}

impl Cookies {
    /// What the guest is told for a position of the host.
    pub(crate) fn of_position(&mut self, position: u64) -> u64 {
        if position < SHORT {
            return position;
        }
        let next = self.positions.len();
        match self.numbers.get(&position) {
            Some(&number) => SHORT + u64::from(number),
            None if next < MOST => {
                self.numbers.insert(position, next as u32);
                self.positions.push(position);
                SHORT + next as u64
            }
            None => position,
        }
    }

    /// The position of the host that a cookie of the guest's stands for.
    pub(crate) fn position(&self, cookie: u64) -> u64 {
        let number = cookie.checked_sub(SHORT).and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| self.positions.get(number)).copied().unwrap_or(cookie)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_positions_have_short_cookies() {
        let mut cookies = Cookies::default();
        for small in [0, 1, 2, 1000, SHORT - 1] {
            assert_eq!((cookies.of_position(small), cookies.position(small)), (small, small));
        }
        let large = [SHORT, u64::from(u32::MAX), 1 << 32, 0x7fff_ffff_ffff_ffff, 0x1234_5678_9abc_def0];
        let short = large.map(|position| cookies.of_position(position));
        assert!(short.iter().all(|cookie| (SHORT..1 << 32).contains(cookie)), "{short:x?}");
        assert_eq!(short.map(|cookie| cookies.position(cookie)), large);
        assert_eq!(large.map(|position| cookies.of_position(position)), short, "told again");
        assert_eq!(cookies.position(u64::MAX), u64::MAX);
    }

    #[test]
    fn there_are_not_more_than_so_many() {
        let mut cookies = Cookies::default();
        let position = |n: usize| (n as u64 + 1) << 33;
        let last = (0..MOST).map(|n| cookies.of_position(position(n))).last().unwrap();
        assert!(last < 1 << 32);
        assert_eq!(cookies.of_position(position(MOST)), position(MOST));
        assert_eq!(cookies.position(position(MOST)), position(MOST));
        assert_eq!(cookies.position(last), position(MOST - 1));
    }
}
