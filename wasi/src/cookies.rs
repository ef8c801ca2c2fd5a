//! The cookies of `fd_readdir`: positions in a directory.
//!
//! The host's positions stay valid while a directory changes, and need no state. But on ext4 they have 63 bits, and a guest
//! may keep only 32: `telldir` of a C library returns a `long`. So large positions are mapped to short numbers.

use std::collections::BTreeMap;

/// The first short number; all are below 2^32. Positions of file systems that number their entries are smaller.
const SHORT: u64 = 1 << 31;

/// The maximum number of short numbers, for all directories of a guest. Cookies of further entries have more than 32 bits.
/// A full table takes 6 MiB.
const MOST: usize = 1 << 17;

/// The positions with a short number, shared by all directories: a position means something only together with the
/// directory that it is used with.
#[derive(Default)]
pub(crate) struct Cookies {
    positions: Vec<u64>,
    numbers: BTreeMap<u64, u32>,
}

impl Cookies {
    /// The cookie for a position of the host.
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

    /// The host's position for a cookie.
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
        assert_eq!(large.map(|position| cookies.of_position(position)), short, "cookies are stable");
        assert_eq!(cookies.position(u64::MAX), u64::MAX);
    }

    #[test]
    fn short_numbers_are_limited() {
        let mut cookies = Cookies::default();
        let position = |n: usize| (n as u64 + 1) << 33;
        let last = (0..MOST).map(|n| cookies.of_position(position(n))).last().unwrap();
        assert!(last < 1 << 32);
        assert_eq!(cookies.of_position(position(MOST)), position(MOST));
        assert_eq!(cookies.position(position(MOST)), position(MOST));
        assert_eq!(cookies.position(last), position(MOST - 1));
    }
}
