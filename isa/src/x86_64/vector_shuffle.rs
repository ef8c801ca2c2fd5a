//! Shuffles: two instructions and their combination do any of them, but most are one instruction.

use windlass_masm::{Lane, Reg, SHUFFLE_ZERO, Use};

use super::assembler::Assembler;
use super::encode::Op;
use super::vector::{OR, PSHUFB, PSHUFD, S, packed};

/// A shuffle that is one instruction. Those of two operands say whether they are exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Single {
    /// The left operand as it is.
    Copy,
    /// `pshufd`, `pshuflw` or `pshufhw`: words of 32 bits, or the lower or upper four words of 16 bits, of the left operand.
    Words(Words, u8),
    /// `punpckl` or `punpckh`: lanes of both operands in turns.
    Interleave { opcode: u8, exchanged: bool },
    /// `palignr`: consecutive bytes.
    Align { from: u8, exchanged: bool },
    /// `pblendw`: every word from its place in one of the operands.
    Blend(u8),
    /// `shufps`: two words of 32 bits of one operand below two of the other.
    Pairs { imm: u8, exchanged: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Double,
    Low,
    High,
}

/// The operands of `punpckl`/`punpckh` instructions: opcode, size of the lanes, and the first lane taken.
const INTERLEAVES: [(u8, usize, usize); 8] =
    [(0x60, 1, 0), (0x68, 1, 8), (0x61, 2, 0), (0x69, 2, 4), (0x62, 4, 0), (0x6a, 4, 2), (0x6c, 8, 0), (0x6d, 8, 1)];

/// The lanes of `N` times the size that a shuffle moves, if it moves only whole ones.
fn whole_lanes<const N: usize>(bytes: &[u8; 16]) -> Option<[u8; N]> {
    let size = 16 / N;
    let mut lanes = [0; N];
    for (lane, group) in lanes.iter_mut().zip(bytes.chunks_exact(size)) {
        let first = group[0];
        let whole = usize::from(first) % size == 0 && group.iter().zip(first..).all(|(b, n)| *b == n);
        if !whole {
            return None;
        }
        *lane = first / size as u8;
    }
    Some(lanes)
}

/// An immediate of four numbers of two bits.
fn quad(lanes: &[u8]) -> u8 {
    lanes.iter().rev().fold(0, |imm, lane| imm << 2 | lane & 3)
}

/// Finds the instruction for a shuffle of bytes below 32. Where `one_operand`, both are the same, and all are below 16.
fn single(bytes: &[u8; 16], one_operand: bool) -> Option<Single> {
    let limit = if one_operand { 16 } else { 32 };
    if bytes.iter().zip(0..).all(|(b, i)| *b == i) {
        return Some(Single::Copy);
    }
    if let Some(lanes) = whole_lanes::<4>(bytes)
        && lanes.iter().all(|lane| *lane < 4)
    {
        return Some(Single::Words(Words::Double, quad(&lanes)));
    }
    for (opcode, size, first) in INTERLEAVES {
        let matches = |exchanged: bool| {
            bytes.iter().enumerate().all(|(i, byte)| {
                let second = (i / size % 2 == 1) != exchanged;
                let from = (first + i / size / 2) * size + i % size + if second { 16 } else { 0 };
                usize::from(*byte) == from % limit
            })
        };
        for exchanged in [false, true] {
            if matches(exchanged) {
                return Some(Single::Interleave { opcode, exchanged });
            }
        }
    }
    let from = bytes[0];
    if bytes.iter().zip(0..).all(|(b, i)| usize::from(*b) == (usize::from(from) + i) % limit) {
        return Some(Single::Align { from: from & 15, exchanged: from >= 16 });
    }
    if let Some(lanes) = whole_lanes::<8>(bytes) {
        let identity = |from: usize, to: usize| (from..to).all(|i| usize::from(lanes[i]) == i);
        if lanes[..4].iter().all(|lane| *lane < 4) && identity(4, 8) {
            return Some(Single::Words(Words::Low, quad(&lanes[..4])));
        }
        if lanes[4..].iter().all(|lane| (4..8).contains(lane)) && identity(0, 4) {
            return Some(Single::Words(Words::High, quad(&lanes[4..])));
        }
        if lanes.iter().zip(0..).all(|(lane, i)| lane & 7 == i) {
            let imm = lanes.iter().rev().fold(0, |imm, lane| imm << 1 | lane >> 3);
            return Some(Single::Blend(imm));
        }
    }
    if let Some(lanes) = whole_lanes::<4>(bytes) {
        let operand = lanes.map(|lane| lane >> 2);
        if operand[0] == operand[1] && operand[2] == operand[3] && operand[0] != operand[2] {
            return Some(Single::Pairs { imm: quad(&lanes), exchanged: operand[0] == 1 });
        }
    }
    None
}

/// The operand of `pshufb` that takes the bytes from `first` to `first + 15`, and zeros for others.
fn part(bytes: &[u8; 16], first: u8) -> u128 {
    u128::from_le_bytes(bytes.map(|b| if b & !15 == first { b & 15 } else { SHUFFLE_ZERO }))
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
        let Some(instruction) = single(&bytes, one_operand) else {
            if one_operand {
                return self.vop_const(PSHUFB, dst, lhs, part(&bytes, 0));
            }
            // The left operand first: it may be the destination, and if the right one is, the parts are exchanged.
            let ((first, a), (second, b)) = if dst == rhs { ((rhs, 16), (lhs, 0)) } else { ((lhs, 0), (rhs, 16)) };
            self.vop_const(PSHUFB, S, first, part(&bytes, a));
            self.vop_const(PSHUFB, dst, second, part(&bytes, b));
            return self.vop_commuting(OR, dst, dst, S);
        };
        let order = |exchanged: bool| if exchanged { (rhs, lhs) } else { (lhs, rhs) };
        match instruction {
            Single::Copy => self.mov_float(dst, lhs),
            Single::Words(Words::Double, imm) => self.vop1_imm(PSHUFD, dst, lhs, imm),
            Single::Words(Words::Low, imm) => self.vop1_imm(Op::pf2(0x70), dst, lhs, imm),
            Single::Words(Words::High, imm) => self.vop1_imm(Op::pf3(0x70), dst, lhs, imm),
            Single::Interleave { opcode, exchanged } => {
                let (first, second) = order(exchanged);
                self.vop(Op::p66(opcode), dst, first, second);
            }
            Single::Align { from, exchanged } => {
                // The instruction has the upper operand first.
                let (low, high) = order(exchanged);
                self.vop_imm(Op::p66(0x0f).map3a(), dst, high, low, from);
            }
            Single::Blend(imm) => self.vop_imm(Op::p66(0x0e).map3a(), dst, lhs, rhs, imm),
            Single::Pairs { imm, exchanged } => {
                let (first, second) = order(exchanged);
                self.vop_imm(packed(0xc6, Lane::F32), dst, first, second, imm);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of lanes of 4 bytes.
    fn dwords(lanes: [u8; 4]) -> [u8; 16] {
        core::array::from_fn(|i| lanes[i / 4] * 4 + i as u8 % 4)
    }

    fn words(lanes: [u8; 8]) -> [u8; 16] {
        core::array::from_fn(|i| lanes[i / 2] * 2 + i as u8 % 2)
    }

    #[test]
    fn one_instruction_is_found() {
        let two = |bytes| single(&bytes, false);
        let one = |bytes| single(&bytes, true);
        assert_eq!(two(dwords([0, 1, 2, 3])), Some(Single::Copy));
        assert_eq!(two(dwords([3, 2, 1, 0])), Some(Single::Words(Words::Double, 0b00_01_10_11)));
        assert_eq!(two(dwords([0, 4, 1, 5])), Some(Single::Interleave { opcode: 0x62, exchanged: false }));
        assert_eq!(two(dwords([6, 2, 7, 3])), Some(Single::Interleave { opcode: 0x6a, exchanged: true }));
        assert_eq!(two(dwords([2, 3, 6, 7])), Some(Single::Interleave { opcode: 0x6d, exchanged: false }));
        assert_eq!(two(dwords([1, 2, 3, 4])), Some(Single::Align { from: 4, exchanged: false }));
        assert_eq!(two(dwords([5, 6, 7, 0])), Some(Single::Align { from: 4, exchanged: true }));
        assert_eq!(
            one(core::array::from_fn(|i| (i as u8 + 3) & 15)),
            Some(Single::Align { from: 3, exchanged: false })
        );
        assert_eq!(two(dwords([0, 5, 2, 7])), Some(Single::Blend(0b1100_1100)));
        assert_eq!(two(dwords([0, 2, 4, 6])), Some(Single::Pairs { imm: 0b10_00_10_00, exchanged: false }));
        assert_eq!(two(dwords([4, 4, 3, 1])), Some(Single::Pairs { imm: 0b01_11_00_00, exchanged: true }));
        assert_eq!(one(words([3, 2, 1, 0, 4, 5, 6, 7])), Some(Single::Words(Words::Low, 0b00_01_10_11)));
        assert_eq!(one(words([0, 1, 2, 3, 5, 5, 5, 4])), Some(Single::Words(Words::High, 0b00_01_01_01)));
        assert_eq!(
            one(core::array::from_fn(|i| i as u8 / 2)),
            Some(Single::Interleave { opcode: 0x60, exchanged: false })
        );
        assert_eq!(two(core::array::from_fn(|i| 31 - i as u8)), None);
        let mut zero = dwords([0, 1, 2, 3]);
        zero[3] = SHUFFLE_ZERO;
        assert_eq!(one(zero), None);
    }

    #[test]
    fn parts_have_zeros_for_the_other_operand() {
        let bytes = core::array::from_fn(|i| if i % 2 == 0 { i as u8 } else { 16 + i as u8 });
        let (low, high) = (part(&bytes, 0).to_le_bytes(), part(&bytes, 16).to_le_bytes());
        assert_eq!((low[2], low[3], high[2], high[3]), (2, SHUFFLE_ZERO, SHUFFLE_ZERO, 3));
    }
}
