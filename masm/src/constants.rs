//! Constants that are in the code already.

/// A constant and the offset of a place in the code where it is.
#[derive(Clone, Copy, Debug, Default)]
struct Placed {
    bits: u128,
    /// In bytes; 0 for nothing.
    size: u8,
    at: u32,
}

/// How many places are remembered, a power of two.
const PLACES: usize = 64;

/// Where some of the constants are that functions left after their code, so that a later function need not repeat them.
///
/// Each constant has one entry that it can be in, from where the next one for that entry drives it out: nothing grows with
/// the number of constants.
#[derive(Debug)]
pub struct PlacedConstants([Placed; PLACES]);

impl Default for PlacedConstants {
    fn default() -> PlacedConstants {
        PlacedConstants([Placed::default(); PLACES])
    }
}

impl PlacedConstants {
    /// Forgets all places.
    pub fn clear(&mut self) {
        *self = PlacedConstants::default();
    }

    /// Says that a constant of `size` bytes is at offset `at`.
    pub fn place(&mut self, bits: u128, size: u8, at: u32) {
        self.0[entry(bits)] = Placed { bits, size, at };
    }

    /// Where a constant of `size` bytes is, if that is remembered.
    pub fn find(&self, bits: u128, size: u8) -> Option<u32> {
        let placed = self.0[entry(bits)];
        (placed.bits == bits && placed.size == size).then_some(placed.at)
    }
}

/// The entry that a constant can be in.
fn entry(bits: u128) -> usize {
    let folded = bits as u64 ^ (bits >> 64) as u64;
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_placed_last_is_found() {
        let mut placed = PlacedConstants::default();
        assert_eq!((placed.find(0, 8), placed.find(7, 8)), (None, None));
        placed.place(7, 8, 100);
        placed.place(7, 8, 200);
        assert_eq!((placed.find(7, 8), placed.find(7, 4), placed.find(8, 8)), (Some(200), None, None));
        for i in 0..1000 {
            placed.place(i, 8, i as u32);
            assert_eq!(placed.find(i, 8), Some(i as u32));
        }
        placed.clear();
        assert_eq!(placed.find(999, 8), None);
    }
}
