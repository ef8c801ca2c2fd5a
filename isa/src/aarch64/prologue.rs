//! Prologues, read from code:
//! `[bti c] [mov x17, sp] [comparison with the limit] [sub sp, sp, #n]* [str or stp of a register or two, [sp, #-n]!] str or stp ...`.

use super::control::BTI_C;
use crate::prologue::{Prologue, Step, Unwinding};

/// The link register has the return address until it is saved.
pub(crate) const UNWINDING: Unwinding =
    Unwinding { stack_pointer: 31, return_address: 30, pushed_by_call: 0, code_alignment: 4 };

/// `mov x17, sp`.
const ARGUMENTS: u32 = 0x9100_03f1;

/// A comparison of a large frame with the limit of the stack has no more instructions, those before it included.
const LONGEST_COMPARISON: usize = 10;

/// Follows the prologue of a function with a frame of `frame_size` bytes.
pub(crate) fn steps(code: &[u8], frame_size: u32, prologue: &mut Prologue) {
    let (words, _) = code.as_chunks::<4>();
    let pads = words.iter().take_while(|word| **word == BTI_C.to_le_bytes()).count();
    let mut size = 0;
    for (i, word) in words[pads..].iter().copied().map(u32::from_le_bytes).enumerate() {
        let at = ((pads + i) as u32 + 1) * 4;
        let (first, second) = (word as u8 & 31, (word >> 10) as u8 & 31);
        let pair_offset = ((word >> 15 & 0x7f) << 25) as i32 >> 25;
        if word == ARGUMENTS {
            continue;
        } else if word & 0xff80_03ff == 0xd100_03ff {
            // sub sp, sp, #n
            size += (word >> 10 & 0xfff) << ((word >> 22 & 1) * 12);
        } else if word & 0xffc0_03e0 == 0xa980_03e0 && pair_offset < 0 {
            // stp first, second, [sp, #-n]!
            size += pair_offset.unsigned_abs() * 8;
            if size > frame_size {
                return;
            }
            prologue.steps.push(Step::Frame { at, size });
            prologue.steps.push(Step::Saved { at, register: first, below: size });
            prologue.steps.push(Step::Saved { at, register: second, below: size - 8 });
            return;
        } else if word & 0xffe0_0fe0 == 0xf800_0fe0 && word >> 20 & 1 != 0 {
            // str first, [sp, #-n]!
            size += ((!(word >> 12) & 0x1ff) + 1) & 0x1ff;
            if size > frame_size {
                return;
            }
            prologue.steps.push(Step::Frame { at, size });
            prologue.steps.push(Step::Saved { at, register: first, below: size });
            return;
        } else if size == 0 && i < LONGEST_COMPARISON {
            continue;
        } else {
            return;
        }
        if size > frame_size {
            return;
        }
        prologue.steps.push(Step::Frame { at, size });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(code: &[u32], frame_size: u32) -> alloc::vec::Vec<Step> {
        let bytes: alloc::vec::Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut prologue = Prologue::default();
        steps(&bytes, frame_size, &mut prologue);
        prologue.steps
    }

    #[test]
    fn subtractions_and_the_first_registers_are_followed() {
        // mov x17, sp; sub sp, sp, #0x1000; sub sp, sp, #0x210; stp x30, x19, [sp, #-32]!; str x20, [sp, #16]
        let code = [0x9100_03f1, 0xd140_07ff, 0xd108_43ff, 0xa9be_4ffe, 0xf900_0bf4];
        let expected = [
            Step::Frame { at: 8, size: 0x1000 },
            Step::Frame { at: 12, size: 0x1210 },
            Step::Frame { at: 16, size: 0x1230 },
            Step::Saved { at: 16, register: 30, below: 0x1230 },
            Step::Saved { at: 16, register: 19, below: 0x1228 },
        ];
        assert_eq!(follow(&code, 0x1230), expected);
        // str x30, [sp, #-16]!
        let expected = [Step::Frame { at: 4, size: 16 }, Step::Saved { at: 4, register: 30, below: 16 }];
        assert_eq!(follow(&[0xf81f_0ffe], 16), expected);
        // bti c; str x30, [sp, #-16]!
        let expected = [Step::Frame { at: 8, size: 16 }, Step::Saved { at: 8, register: 30, below: 16 }];
        assert_eq!(follow(&[BTI_C, 0xf81f_0ffe], 16), expected);
    }

    #[test]
    fn what_is_behind_the_prologue_is_left_alone() {
        // Eleven times nop; stp x30, x19, [sp, #-32]!
        let mut code = [0xd503_201f; 12];
        code[11] = 0xa9be_4ffe;
        assert_eq!(follow(&code, 0), []);
        assert_eq!(follow(&code, 32), []);
    }
}
