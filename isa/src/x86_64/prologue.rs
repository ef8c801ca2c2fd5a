//! Prologues, read from code: `[endbr64] [lea r11, [rsp + 8]] [nop] [sub rsp, n] push*`, or, where a large frame is compared with the
//! limit of the stack, `... sub rsp, n; mov [rsp + i * 8], reg ...`.

use crate::prologue::{Prologue, Step, Unwinding};

/// Register 16 is the column of the return address.
pub(crate) const UNWINDING: Unwinding =
    Unwinding { stack_pointer: 7, return_address: 16, pushed_by_call: 8, code_alignment: 1 };

/// The numbers that DWARF gives to the registers of machine code.
const DWARF: [u8; 16] = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

/// Follows the prologue of a function with a frame of `frame_size` bytes.
pub(crate) fn steps(code: &[u8], frame_size: u32, prologue: &mut Prologue) {
    let (mut at, mut size) = (0, 0);
    while let Some((len, instruction)) = decode(&code[at as usize..]) {
        at += len;
        match instruction {
            Instruction::Nothing => continue,
            Instruction::Subtract(bytes) => size += bytes,
            Instruction::Push(_) => size += 8,
        }
        // The code after the prologue may look like part of it.
        if size > frame_size {
            return;
        }
        prologue.steps.push(Step::Frame { at, size });
        if let Instruction::Push(register) = instruction {
            prologue.steps.push(Step::Saved { at, register: DWARF[register as usize], below: size });
        }
    }
    if size < frame_size {
        // The comparison with the limit comes first. Its `sub rsp, imm32` is the only one of the size.
        let [a, b, c, d] = frame_size.to_le_bytes();
        let subtract = [0x48, 0x81, 0xec, a, b, c, d];
        if let Some(found) = code.windows(subtract.len()).take(64).position(|bytes| bytes == subtract) {
            prologue.steps.push(Step::Frame { at: (found + subtract.len()) as u32, size: frame_size });
        }
    }
}

enum Instruction {
    Nothing,
    Subtract(u32),
    Push(u8),
}

/// The instruction of a prologue that `code` begins with, if it is one, and its length.
fn decode(code: &[u8]) -> Option<(u32, Instruction)> {
    Some(match *code {
        [0xf3, 0x0f, 0x1e, 0xfa, ..] => (4, Instruction::Nothing),
        [0x0f, 0x1f, 0x00, ..] => (3, Instruction::Nothing),
        [0x0f, 0x1f, 0x40, 0, ..] => (4, Instruction::Nothing),
        [0x0f, 0x1f, 0x80, 0, 0, 0, 0, ..] => (7, Instruction::Nothing),
        [0x4c, 0x8d, 0x5c, 0x24, 0x08, ..] => (5, Instruction::Nothing),
        [0x48, 0x83, 0xec, n, ..] => (4, Instruction::Subtract(u32::from(n))),
        [0x48, 0x81, 0xec, a, b, c, d, ..] => (7, Instruction::Subtract(u32::from_le_bytes([a, b, c, d]))),
        [0x41, push @ 0x50..=0x57, ..] => (2, Instruction::Push((push & 7) + 8)),
        [push @ 0x50..=0x57, ..] => (1, Instruction::Push(push & 7)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(code: &[u8], frame_size: u32) -> alloc::vec::Vec<Step> {
        let mut prologue = Prologue::default();
        steps(code, frame_size, &mut prologue);
        prologue.steps
    }

    #[test]
    fn pushes_and_subtractions_are_followed() {
        // nop; sub rsp, 0x18; push rbp; push r12; push rax
        let code = [0x0f, 0x1f, 0x00, 0x48, 0x83, 0xec, 0x18, 0x55, 0x41, 0x54, 0x50];
        let expected = [
            Step::Frame { at: 7, size: 0x18 },
            Step::Frame { at: 8, size: 0x20 },
            Step::Saved { at: 8, register: 6, below: 0x20 },
            Step::Frame { at: 10, size: 0x28 },
            Step::Saved { at: 10, register: 12, below: 0x28 },
        ];
        assert_eq!(follow(&code, 0x28), expected);
        // endbr64; push rbp
        let expected = [Step::Frame { at: 5, size: 8 }, Step::Saved { at: 5, register: 6, below: 8 }];
        assert_eq!(follow(&[0xf3, 0x0f, 0x1e, 0xfa, 0x55], 8), expected);
        assert_eq!(follow(&[0xc3], 0), []);
    }

    #[test]
    fn a_large_frame_is_made_after_a_comparison() {
        let mut code = alloc::vec![0x48, 0x8b, 0x46, 0x10, 0x90];
        code.extend_from_slice(&[0x48, 0x81, 0xec, 0, 0, 1, 0]);
        assert_eq!(follow(&code, 0x10000), [Step::Frame { at: 12, size: 0x10000 }]);
    }
}
