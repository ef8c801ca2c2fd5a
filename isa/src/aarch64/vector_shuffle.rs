//! Shuffles: a table does any of them, but most are an instruction that needs none.

use windlass_masm::{Lane, Reg, SHUFFLE_ZERO, Ty, Use};

use super::assembler::Assembler;
use super::encode::{rr, rrr};
use super::encode_vector::{DUP, TBL, TBL_PAIR, TRN1, TRN2, UZP1, UZP2, ZIP1, ZIP2, ext, lane_number, size, two_misc};
use super::vector::{S, T};

/// A shuffle that is one instruction. Those of two operands say whether they are exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Single {
    /// The left operand as it is.
    Copy,
    /// A lane of the left operand in all places.
    Duplicate(Lane, u8),
    /// An instruction of the left operand.
    Reverse(u32),
    /// An instruction of both.
    Permute { op: u32, exchanged: bool },
    /// Consecutive bytes.
    Extract { from: u8, exchanged: bool },
    /// An operand in which one lane is another one, of either operand, counted on from the left to the right.
    Insert { lane: Lane, to: u8, from: u8, exchanged: bool },
}

/// The numbers of the bytes of a vector, and what makes them those of the right operand.
const IDENTITY: u128 = 0x0f0e_0d0c_0b0a_0908_0706_0504_0302_0100;
const RIGHT: u128 = Lane::I8.splat(16);
/// The bits that tell apart the bytes of one operand.
const WITHIN: u128 = Lane::I8.splat(15);

const INT_LANES: [Lane; 4] = [Lane::I64, Lane::I32, Lane::I16, Lane::I8];

/// The instructions that rearrange lanes of two registers, and which bytes they take.
const PERMUTES: [(u32, u128); 20] = {
    let mut all = [(0, 0); 20];
    let (mut count, mut i) = (0, 0);
    while i < INT_LANES.len() {
        let lane = INT_LANES[i];
        let lanes = 16 / lane.bytes();
        let mut k = 0;
        while k < 6 {
            let op = [ZIP1, ZIP2, UZP1, UZP2, TRN1, TRN2][k];
            // With two lanes, the others are the same as these.
            if lanes > 2 || k < 2 {
                let (mut bytes, mut j) = (0, 0);
                while j < lanes {
                    let upper = k as u32 % 2;
                    let from = match op {
                        ZIP1 | ZIP2 => j / 2 + upper * lanes / 2 + j % 2 * lanes,
                        UZP1 | UZP2 => 2 * j + upper,
                        _ => j / 2 * 2 + upper + j % 2 * lanes,
                    };
                    bytes |= bytes_of_lane(lane, from as u8) << (8 * j * lane.bytes());
                    j += 1;
                }
                all[count] = (op | size(lane), bytes);
                count += 1;
            }
            k += 1;
        }
        i += 1;
    }
    all
};

/// The numbers of the bytes of a lane of two operands, in the lowest bytes.
const fn bytes_of_lane(lane: Lane, index: u8) -> u128 {
    let numbers = IDENTITY + Lane::I8.splat(index as u64 * lane.bytes() as u64);
    numbers & (u128::MAX >> (128 - 8 * lane.bytes()))
}

/// `rev64`, `rev32` and `rev16`, and which bytes they take.
const fn reverse(lane: Lane, within: Lane) -> (u32, u128) {
    let op = match within {
        Lane::I64 => two_misc(0, 0b00000),
        Lane::I32 => two_misc(1, 0b00000),
        _ => two_misc(0, 0b00001),
    };
    // The lowest bits of the number of a byte that choose the lane are inverted.
    let flipped = within.bytes() - lane.bytes();
    (op | size(lane), IDENTITY ^ Lane::I8.splat(flipped as u64))
}

const REVERSES: [(u32, u128); 6] = [
    reverse(Lane::I32, Lane::I64),
    reverse(Lane::I16, Lane::I64),
    reverse(Lane::I8, Lane::I64),
    reverse(Lane::I16, Lane::I32),
    reverse(Lane::I8, Lane::I32),
    reverse(Lane::I8, Lane::I16),
];

/// What a shuffle asks for.
struct Wanted {
    /// The numbers of the bytes, as a vector has them; those that are zero count as bytes of the right operand.
    bytes: u128,
    /// Where a byte is zero, ones.
    zeros: u128,
    /// Whether both operands are the same: then all numbers are below 16.
    one_operand: bool,
}

impl Wanted {
    fn new(bytes: [u8; 16], one_operand: bool) -> Wanted {
        let zeros = u128::from_le_bytes(bytes.map(|b| if b == SHUFFLE_ZERO { 0xff } else { 0 }));
        Wanted { bytes: u128::from_le_bytes(bytes), zeros, one_operand }
    }

    /// Whether taking the bytes with these numbers does it.
    fn is_done_by(&self, bytes: u128) -> bool {
        let bytes = if self.one_operand { bytes & WITHIN } else { bytes };
        (bytes ^ self.bytes) & !self.zeros == 0 && !bytes & self.zeros & RIGHT == 0
    }

    /// Finds the instruction. Where a byte is zero, the right operand is zero.
    fn single(&self) -> Option<Single> {
        if self.is_done_by(IDENTITY) {
            return Some(Single::Copy);
        }
        if self.zeros == 0 {
            for lane in INT_LANES {
                let first = self.bytes as u8;
                let index = first / lane.bytes() as u8;
                if first < 16 && self.bytes == lane.splat(bytes_of_lane(lane, index) as u64) {
                    return Some(Single::Duplicate(lane, index));
                }
            }
            if let Some((op, _)) = REVERSES.iter().find(|(_, bytes)| self.is_done_by(*bytes)) {
                return Some(Single::Reverse(*op));
            }
        }
        for (op, bytes) in PERMUTES {
            for (exchanged, flip) in [(false, 0), (true, RIGHT)] {
                if self.is_done_by(bytes ^ flip) {
                    return Some(Single::Permute { op, exchanged });
                }
            }
        }
        // Every byte that is not zero tells where the first one is from.
        let place = (!self.zeros).trailing_zeros() / 8;
        let first = ((self.bytes >> (8 * place)) as u8).wrapping_sub(place as u8) & 31;
        for from in [first & 15, first & 15 | 16] {
            let bytes = (IDENTITY + Lane::I8.splat(from.into())) & (WITHIN | RIGHT);
            if self.is_done_by(bytes) {
                return Some(Single::Extract { from: from & 15, exchanged: from >= 16 });
            }
        }
        if self.zeros == 0 { self.insertion() } else { None }
    }

    /// Finds the lane that differs from one of the operands, if it is only one. No byte is zero.
    fn insertion(&self) -> Option<Single> {
        for (exchanged, base) in [(false, IDENTITY), (true, IDENTITY | RIGHT)] {
            let differing = self.bytes ^ base;
            for lane in INT_LANES {
                let width = 8 * lane.bytes();
                let to = differing.trailing_zeros() / width;
                let all = u128::MAX >> (128 - width);
                let bytes = self.bytes >> (to * width) & all;
                let from = bytes as u8 / lane.bytes() as u8;
                if differing & !(all << (to * width)) == 0 && bytes == bytes_of_lane(lane, from) {
                    return Some(Single::Insert { lane, to: to as u8, from, exchanged });
                }
            }
        }
        None
    }
}

impl Assembler<'_> {
    pub(super) fn vec_shuffle(&mut self, mut bytes: [u8; 16], dst: Reg, lhs: Use, rhs: Use) {
        let (mut lhs, mut rhs) = (lhs.reg(), rhs.reg());
        let reads = |first: u8| bytes.iter().any(|b| b & !15 == first);
        if lhs == rhs || !reads(16) {
            rhs = lhs;
        } else if !reads(0) {
            lhs = rhs;
        }
        let one_operand = lhs == rhs;
        if one_operand {
            bytes = bytes.map(|b| if b == SHUFFLE_ZERO { b } else { b & 15 });
        }
        let zeros = bytes.contains(&SHUFFLE_ZERO);
        // With zeros and one operand, the other one can be zero.
        let wanted = Wanted::new(bytes, one_operand && !zeros);
        let found = if zeros && !one_operand { None } else { wanted.single() };
        let Some(instruction) = found else {
            return self.table_lookup(bytes, dst, lhs, rhs);
        };
        if zeros {
            self.vec_imm(S, 0);
            rhs = S;
        }
        let order = |exchanged: bool| if exchanged { (rhs, lhs) } else { (lhs, rhs) };
        match instruction {
            Single::Copy => self.mov_float(Ty::V128, dst, lhs),
            Single::Duplicate(lane, index) => self.emit(rr(DUP | lane_number(lane, index), dst, lhs)),
            Single::Reverse(op) => self.emit(rr(op, dst, lhs)),
            Single::Permute { op, exchanged } => {
                let (first, second) = order(exchanged);
                self.emit(rrr(op, dst, first, second));
            }
            Single::Extract { from, exchanged } => {
                let (low, high) = order(exchanged);
                self.emit(ext(dst, low, high, from));
            }
            Single::Insert { lane, to, from, exchanged } => {
                let (base, _) = order(exchanged);
                let lanes = 16 / lane.bytes() as u8;
                let value = if from < lanes { lhs } else { rhs };
                self.insert_lane(lane, to, dst, base, value, from % lanes);
            }
        }
    }

    /// Bytes by their numbers in a table, which is a constant.
    fn table_lookup(&mut self, bytes: [u8; 16], dst: Reg, lhs: Reg, rhs: Reg) {
        let is_next = |a: Reg, b: Reg| b.number() == (a.number() + 1) % 32;
        let bits = u128::from_le_bytes(bytes);
        let (op, first) = match () {
            () if lhs == rhs => (TBL, lhs),
            () if is_next(lhs, rhs) => (TBL_PAIR, lhs),
            // What stands for zero stays too large.
            () if is_next(rhs, lhs) => (TBL_PAIR, rhs),
            () => {
                self.mov_float(Ty::V128, T, lhs);
                self.mov_float(Ty::V128, S, rhs);
                self.vec_imm(dst, bits);
                return self.emit(rrr(TBL_PAIR, dst, T, dst));
            }
        };
        self.vec_imm(S, if first == lhs { bits } else { bits ^ RIGHT });
        self.emit(rrr(op, dst, first, S));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn single(bytes: [u8; 16], one_operand: bool) -> Option<Single> {
        Wanted::new(bytes, one_operand).single()
    }

    /// Bytes of lanes of 4 bytes.
    fn dwords(lanes: [u8; 4]) -> [u8; 16] {
        core::array::from_fn(|i| lanes[i / 4] * 4 + i as u8 % 4)
    }

    #[test]
    fn one_instruction_is_found() {
        let two = |bytes| single(bytes, false);
        let one = |bytes| single(bytes, true);
        let permute = |op, exchanged| Some(Single::Permute { op: op | size(Lane::I32), exchanged });
        assert_eq!(two(dwords([0, 1, 2, 3])), Some(Single::Copy));
        assert_eq!(two(dwords([2, 2, 2, 2])), Some(Single::Duplicate(Lane::I32, 2)));
        assert_eq!(one([7; 16]), Some(Single::Duplicate(Lane::I8, 7)));
        assert_eq!(two(dwords([0, 4, 1, 5])), permute(ZIP1, false));
        assert_eq!(two(dwords([6, 2, 7, 3])), permute(ZIP2, true));
        assert_eq!(two(dwords([1, 3, 5, 7])), permute(UZP2, false));
        assert_eq!(two(dwords([4, 0, 6, 2])), permute(TRN1, true));
        assert_eq!(one(dwords([0, 2, 0, 2])), permute(UZP1, false));
        assert_eq!(two(core::array::from_fn(|i| i as u8 + 5)), Some(Single::Extract { from: 5, exchanged: false }));
        assert_eq!(
            two(core::array::from_fn(|i| (i as u8 + 19) % 32)),
            Some(Single::Extract { from: 3, exchanged: true })
        );
        assert_eq!(one(core::array::from_fn(|i| i as u8 ^ 7)), Some(Single::Reverse(reverse(Lane::I8, Lane::I64).0)));
        assert_eq!(one(core::array::from_fn(|i| i as u8 ^ 2)), Some(Single::Reverse(reverse(Lane::I16, Lane::I32).0)));
        let insert = |to, from, exchanged| Some(Single::Insert { lane: Lane::I32, to, from, exchanged });
        assert_eq!(two(dwords([0, 1, 7, 3])), insert(2, 7, false));
        assert_eq!(two(dwords([4, 5, 6, 1])), insert(3, 1, true));
        assert_eq!(one(dwords([0, 0, 2, 3])), insert(1, 0, false));
        assert_eq!(two(core::array::from_fn(|i| 31 - i as u8)), None);
        assert_eq!(two(dwords([0, 7, 6, 3])), None);
    }

    #[test]
    fn zeros_are_those_of_an_operand() {
        let zero = SHUFFLE_ZERO;
        let low = core::array::from_fn(|i| if i % 2 == 0 { i as u8 / 2 } else { zero });
        assert_eq!(single(low, false), Some(Single::Permute { op: ZIP1, exchanged: false }));
        let up = core::array::from_fn(|i| if i < 4 { zero } else { i as u8 - 4 });
        assert_eq!(single(up, false), Some(Single::Extract { from: 12, exchanged: true }));
        let down = core::array::from_fn(|i| if i < 13 { i as u8 + 3 } else { zero });
        assert_eq!(single(down, false), Some(Single::Extract { from: 3, exchanged: false }));
        let mut holes: [u8; 16] = core::array::from_fn(|i| i as u8);
        holes[3] = zero;
        assert_eq!(single(holes, false), None);
    }
}
