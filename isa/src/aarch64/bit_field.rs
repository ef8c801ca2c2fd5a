//! Bits of a register that are moved to another place: shifts by a constant, masks, extensions, and what follows from one
//! after another.

use windlass_masm::Reg;

use super::encode::{bitfield, bitmask, rr, sf};
use super::int::{AND_IMM, ASR, LSR, SBFM, UBFM};

/// `width` bits of `n` from bit `from` on, which come to bit `to`. Below are zeros; above are zeros, or copies of the highest bit
/// where it is a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BitField {
    pub(super) n: Reg,
    from: u32,
    width: u32,
    to: u32,
    is_signed: bool,
}

/// The run of ones that is all of the mask: where it begins and how long it is.
fn run(mask: u64) -> Option<(u32, u32)> {
    let start = mask.trailing_zeros();
    let ones = mask.checked_shr(start)?.trailing_ones();
    (ones != 0 && mask >> start == u64::MAX >> (64 - ones)).then_some((start, ones))
}

const fn bits(w: bool) -> u32 {
    if w { 64 } else { 32 }
}

impl BitField {
    /// What an instruction of this width computes, if it is a bit field.
    pub(super) fn decode(word: u32, w: bool) -> Option<BitField> {
        let (immr, imms) = (word >> 16 & 63, word >> 10 & 63);
        let n = Reg::int((word >> 5 & 31) as u8);
        let opcode = word & !sf(true) & 0xff80_0000;
        if word >> 31 != u32::from(w) || n == super::registers::ZERO {
            return None;
        }
        match opcode {
            UBFM | SBFM => {
                let is_signed = opcode == SBFM;
                Some(if imms >= immr {
                    BitField { n, from: immr, width: imms - immr + 1, to: 0, is_signed }
                } else {
                    BitField { n, from: 0, width: imms + 1, to: bits(w) - immr, is_signed }
                })
            }
            // A run of ones that is not repeated and does not go round.
            AND_IMM if word >> 22 & 1 == u32::from(w) && (w || imms < 32) => {
                let (start, width) = ((bits(w) - immr) % bits(w), imms + 1);
                let fits = start + width <= bits(w);
                fits.then_some(BitField { n, from: start, width, to: start, is_signed: false })
            }
            _ => None,
        }
    }

    /// The instruction that computes it, if there is one.
    pub(super) fn encode(self, w: bool, dst: Reg) -> Option<u32> {
        let BitField { n, from, width, to, is_signed } = self;
        let op = if is_signed { SBFM } else { UBFM };
        match (from, to) {
            (_, 0) => Some(bitfield(op, w, dst, n, from, from + width - 1)),
            (0, _) => Some(bitfield(op, w, dst, n, bits(w) - to, width - 1)),
            _ if from == to && !is_signed => {
                let fields = bitmask((u64::MAX >> (64 - width)) << to, w)?;
                Some(rr(AND_IMM | sf(w) | fields, dst, n))
            }
            _ => None,
        }
    }

    /// Where what is above it begins.
    fn end(self) -> u32 {
        self.to + self.width
    }

    /// Shifted to the left.
    pub(super) fn shl(self, w: bool, count: u32) -> Option<BitField> {
        let to = self.to + count;
        let width = self.width.min(bits(w).checked_sub(to).filter(|width| *width != 0)?);
        Some(BitField { to, width, ..self })
    }

    /// Shifted to the right, with zeros above.
    pub(super) fn shr_u(self, w: bool, count: u32) -> Option<BitField> {
        // A sign that is above would come down.
        let is_top = self.end() == bits(w);
        if self.is_signed && !is_top { None } else { self.shr(count, false) }
    }

    /// Shifted to the right, with copies of the highest bit above.
    pub(super) fn shr_s(self, w: bool, count: u32) -> Option<BitField> {
        let is_top = self.end() == bits(w);
        self.shr(count, self.is_signed || is_top)
    }

    fn shr(self, count: u32, is_signed: bool) -> Option<BitField> {
        let lost = count.saturating_sub(self.to);
        let width = self.width.checked_sub(lost).filter(|width| *width != 0)?;
        Some(BitField { from: self.from + lost, width, to: self.to.saturating_sub(count), is_signed, ..self })
    }

    /// Without the bits that are not in the mask.
    pub(super) fn mask(self, mask: u64) -> Option<BitField> {
        let (start, ones) = run(mask)?;
        if self.is_signed && start + ones > self.end() {
            return None;
        }
        let (to, end) = (self.to.max(start), self.end().min(start + ones));
        let width = end.checked_sub(to).filter(|width| *width != 0)?;
        Some(BitField { from: self.from + (to - self.to), width, to, is_signed: false, ..self })
    }

    /// The fields for kind and count of the shift, if it is one.
    pub(super) fn shift(self, w: bool) -> Option<u32> {
        let BitField { from, width, to, is_signed, .. } = self;
        match (from, to) {
            (0, 1..) if self.end() == bits(w) => Some(to << 10),
            (1.., 0) if from + width == bits(w) => Some(if is_signed { ASR } else { LSR } | from << 10),
            _ => None,
        }
    }

    /// The fields of an addition whose last operand is extended, if it is an extension, or one that is shifted a little.
    pub(super) fn extension(self) -> Option<u32> {
        let BitField { from: 0, width: 8 | 16 | 32, to: 0..=4, .. } = self else { return None };
        let kind = u32::from(self.is_signed) << 2 | (self.width / 8).trailing_zeros();
        Some(kind << 13 | self.to << 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: Reg = Reg::int(1);
    const D: Reg = Reg::int(2);

    /// What a bit field of `x` is.
    fn value(field: BitField, w: bool, x: u64) -> u64 {
        let BitField { from, width, to, is_signed, .. } = field;
        let raw = x >> from & u64::MAX >> (64 - width);
        let extended = if is_signed { ((raw << (64 - width)) as i64 >> (64 - width)) as u64 } else { raw };
        let moved = extended << to;
        if w { moved } else { moved & 0xffff_ffff }
    }

    /// Fields of every shape, as instructions make them.
    fn fields(w: bool) -> impl Iterator<Item = BitField> {
        let size = bits(w);
        let places = [0, 1, 7, 8, 16, 24, 31, 32, 40, 63].into_iter().filter(move |p| *p < size);
        places.clone().flat_map(move |immr| {
            places.clone().flat_map(move |imms| {
                [bitfield(UBFM, w, D, N, immr, imms), bitfield(SBFM, w, D, N, immr, imms)]
                    .map(|word| BitField::decode(word, w).unwrap())
            })
        })
    }

    const X: [u64; 4] = [0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, u64::MAX, 0x8000_0000_8000_0001];

    #[test]
    fn what_is_encoded_is_what_was_decoded() {
        for w in [false, true] {
            for field in fields(w) {
                let word = field.encode(w, D).unwrap();
                assert_eq!(BitField::decode(word, w), Some(field));
            }
            for mask in [0xff, 0xff00, 0x8000_0000, 0x7fff_fffe] {
                let word = rr(AND_IMM | sf(w) | bitmask(mask, w).unwrap(), D, N);
                let field = BitField::decode(word, w).unwrap();
                assert_eq!(X.map(|x| value(field, w, x)), X.map(|x| x & mask));
                assert_eq!(field.encode(w, D).map(|word| BitField::decode(word, w)), Some(Some(field)));
            }
        }
        // Repeated, and round the end.
        for mask in [0x00ff_00ff, 0xff00_00ff] {
            assert_eq!(BitField::decode(rr(AND_IMM | bitmask(mask, false).unwrap(), D, N), false), None);
        }
    }

    #[test]
    fn one_after_another_is_what_both_make() {
        for w in [false, true] {
            for field in fields(w) {
                for count in [1, 5, 8, 16, 30, 31, 32, 63].into_iter().filter(|c| *c < bits(w)) {
                    for x in X {
                        let x = if w { x } else { x & 0xffff_ffff };
                        let before = value(field, w, x);
                        let cut = |x: u64| if w { x } else { x & 0xffff_ffff };
                        let signed = if w { before as i64 } else { i64::from(before as i32) };
                        for (after, expected) in [
                            (field.shl(w, count), cut(before << count)),
                            (field.shr_u(w, count), before >> count),
                            (field.shr_s(w, count), cut((signed >> count) as u64)),
                        ] {
                            if let Some(after) = after {
                                assert_eq!(value(after, w, x), expected, "{field:?} {count} {after:?} {x:#x}");
                            }
                        }
                    }
                }
                for mask in [1, 0xff, 0xff00, 0x7fff_ffff, 0xffff_ffff, 0xffff_0000] {
                    for x in X {
                        let x = if w { x } else { x & 0xffff_ffff };
                        if let Some(after) = field.mask(mask) {
                            assert_eq!(value(after, w, x), value(field, w, x) & mask, "{field:?} {mask:#x} {after:?}");
                        }
                    }
                }
            }
        }
    }
}
