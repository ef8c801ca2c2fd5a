//! Many values that move from one place of the stack to another.

use crate::op::Ty;
use crate::operand::Slot;

/// From so many words on, a loop copies what is contiguous: its code has the same length whatever there is to copy.
pub const LONG_COPY: u32 = 32;

/// Values of the frame, each with the word of the arguments or the results of a call that it moves to, or comes from.
pub type Transfer = (Ty, Slot, u32);

/// The first of `transfers` that are to be done at once: how many, and the words that they are where those are to be copied by a loop.
/// `None` where there are none.
pub fn first_copy(transfers: &[Transfer]) -> Option<(usize, Option<u32>)> {
    let &(_, first, word) = transfers.first()?;
    let mut words = 0;
    let mut count = 0;
    for &(ty, slot, at) in transfers {
        if (slot.0, at) != (first.0 + words * 8, word + words) {
            break;
        }
        words += ty.slot_size() / 8;
        count += 1;
    }
    Some(if words >= LONG_COPY { (count, Some(words)) } else { (1, None) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_contiguous_on_both_sides_is_copied_at_once() {
        let transfer = |i: u32| (Ty::I32, Slot(16 + i * 8), 3 + i);
        let mut transfers: alloc::vec::Vec<Transfer> = (0..LONG_COPY).map(transfer).collect();
        assert_eq!(first_copy(&transfers), Some((transfers.len(), Some(LONG_COPY))));
        transfers.pop();
        assert_eq!(first_copy(&transfers), Some((1, None)));
        transfers.push((Ty::V128, Slot(16 + 31 * 8), 34));
        assert_eq!(first_copy(&transfers), Some((32, Some(33))));
        transfers[5].2 += 1;
        assert_eq!(first_copy(&transfers), Some((1, None)));
        assert_eq!(first_copy(&[]), None);
    }
}
